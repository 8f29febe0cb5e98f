"""Layouts of statement lines in Singapore, Hong Kong, Japan, south-east Asia and the Gulf."""

from layouts.template import templates

TEMPLATES = {
    "SG": templates(r"""
card 5: {CHANNEL:(DEBIT PURCHASE|POINT-OF-SALE TRANSACTION|Debit Card Transaction|NETS DEBIT|CARD
    TRANSACTION)} {till} {LOCATION:(SINGAPORE|SI SGP|SGP|SINGAPORE SG|{city} SGP)}[ {date:(%d%b|%d
    %b)}][ {ref:####-####-####-####}]
card 4: {CHANNEL:(NETS QR|NETS|NETS QR PAYMENT|NETS CONTACTLESS)} {till}[ {ref:########}][ {code}]
card 3: {till} {LOCATION:(SINGAPORE SG|SINGAPORE SGP|SINGAPORE)}[ {date:%d%b}]
transfer 6: {CHANNEL:(PAYNOW TRANSFER|PayNow Transfer|FAST PAYMENT|PAYNOW-FAST|FAST / PAYNOW
    TRANSFER|FUND TRANSFER|FAST TRANSFER|PIB FAST PAYMENT)}[ {ref:#######}][ (TO|FROM|To:|via
    PayNow-Mobile to)] {other_side}[ (OTHR|OTHER|REF)] {purpose_text}
transfer 3: {CHANNEL:(PAYNOW|PayNow)} (TO|FROM) {ref:(+65########|T##??####?|2#########)}
    {other_side}
direct_debit 5: {CHANNEL:(GIRO|GIRO PAYMENT|INTERBANK GIRO|GIRO COLLECTION|IBG)}( -|)
    {PARTY:(IRAS|CPF Board|SP Services|Singtel|StarHub|AIA|Great Eastern|HDB|Prudential|LTA|M1|\
    NTUC Income|{biller})}[ {code}]
bill_payment 3: {CHANNEL:(BILL PAYMENT|Bill Payment|BILL PAYMENT MBK)}( -|) {PARTY:({biller}|\
    {bank} CARDS)}[ {ref:####-####-####-####}]
payroll 2: {CHANNEL:(SALARY|GIRO - SALARY|GIRO SALARY|INWARD CREDIT-FAST)} {sender}[ {code}]
card 2: {PARTY:(BUS/MRT|SIMPLYGO|TransitLink|EZ-LINK|Grab|GOJEK)}[ {ref:##########}]
    {LOCATION:(SINGAPORE|SGP)}
wallet 3: {PROCESSOR:(GRAB|GrabPay|GRABPAY|FAVE|ShopeePay|SHOPEEPAY|2C2P|HITPAY|ATOME|PACE|\
    FAVEPAY)}(\*| \*|-|  ){shop}[ {LOCATION:(SINGAPORE|SG)}]
atm 3: {CHANNEL:(ATM CASH WITHDRAWAL|CASH WITHDRAWAL|AWL|ATM WITHDRAWAL|Cash Withdrawal ATM)}[
    {ref:####}] {LOCATION:({road}|{road} MRT|{city})}[ {date:%d%b}]
fee 2: {CHANNEL:(SERVICE CHARGE|FALL BELOW FEE|ADMIN FEE|CCY CONVERSION FEE|OVERSEAS TRANSACTION
    FEE|LATE CHARGE|INTEREST EARNED|BONUS INTEREST|CASHBACK)}[ {date:%b %Y}]
"""),
    "HK": templates(r"""
card 4: {till} {LOCATION:(HONG KONG|HONG KONG HK|HK HKG|KOWLOON|HONGKONG|{city} HK|HKG)}[
    {date:(%d%b|%d %b)}]
card 3: {CHANNEL:(EPS|EPSCO|VISA|UNIONPAY|CARD PURCHASE|POS)} {till} {LOCATION:(HONG KONG|HK)}[
    {code}]
transfer 6: {CHANNEL:(FPS|FPS PAYMENT|FPS TRANSFER|FPS OUTWARD|FPS CREDIT|TRANSFER FPS|CR TO|\
    FASTER PAYMENT)}[ {ref:(FRN%Y%m%d?????##########|HC###########|N#############)}] {other_side}[
    {purpose_text}]
card 3: {PARTY:(OCTOPUS|OCTOPUS CARDS LTD|OCTOPUS AAVS|Octopus Cards Limited)}[ {CHANNEL:(AUTO ADD
    VALUE|ADD VALUE|AAVS|TOP UP)}][ {code}]
direct_debit 4: {CHANNEL:(AUTOPAY|AUTOPAY OUT|AUTOPAY-OUT|PPS|BILL PAYMENT|DIRECT DEBIT)}
    {PARTY:(CLP Power|HK Electric|Towngas|HKT|SmarTone|CSL|Inland Revenue|MTR|Manulife|AIA|\
    {biller})}[ {code}]
wallet 2: {PROCESSOR:(ALIPAY|ALIPAYHK|PAYME|WECHAT PAY|WECHATPAY|KPAY|PayMe)}(\*| \*|-|  | )\
    {shop}[ {LOCATION:(HONG KONG|HK)}]
atm 2: {CHANNEL:(ATM WITHDRAWAL|CASH WITHDRAWAL|JETCO ATM|ATM|AEON ATM)} {LOCATION:({road}|{city}\
    |KOWLOON)}[ {day}]
"""),
    "JP": templates(r"""
card 5: {till} {LOCATION:({city}|{city} JP|{city} JPN|TOKYO|TOKYO JPN|OSAKA)}[ {amount:(0 JPY|JPY
    0)}]
card 4: {CHANNEL:(DEBIT|VISA DEBIT|Debit|J-DEBIT)}[ {ref:1A######}] {till}[ {ref:######}]
card 3: {PROCESSOR:(PAYPAY|PayPay|RAKUTEN PAY|LINE PAY|MERPAY|D BARAI|AU PAY|SQ|STORES|PAIDY)}(\*|
    \*|  ){shop}
transfer 5: {CHANNEL:(FURIKOMI|Furikomi|TRANSFER|KOZA FURIKAE|KOUZA FURIKAE|FURIKOMI IB)}[( | \*|\
    /)] {PARTY:({biller}|KABUSHIKI GAISHA {invented}|KK {invented}|{invented} KK|KA\){invented}|\
    {last} {first})}[ {code}]
direct_debit 3: {PARTY:(TOKYO DENRYOKU|TOKYO GAS|NTT DOCOMO|NTT FINANCE|SOFTBANK|KDDI|NHK|JR
    EAST|RAKUTEN CARD|MITSUI SUMITOMO CARD|SUIDO {city}|OSAKA GAS|AEON CARD)}[ {CHANNEL:(KOUZA
    FURIKAE|FURIKAE|DIRECT DEBIT)}][ {code}]
payroll 2: {CHANNEL:(KYUYO|KYUYO FURIKOMI|SHOYO|SALARY)} {PARTY:({invented} KK|KK {invented}|\
    {invented} CORP|KA\){invented})}
atm 2: {CHANNEL:(ATM|CARD ATM|ATM SEVEN BANK|ATM HIKIDASHI|CARD)}[ {PARTY:(SEVEN BANK|LAWSON
    BANK|E-NET|YUCHO|JP BANK)}][ {LOCATION:{city}}][ {clock:%H:%M}]
"""),
    "MY": templates(r"""
transfer 5: {CHANNEL:(DUITNOW TRANSFER|IBG TRANSFER|INSTANT TRANSFER|FUND TRANSFER|DUITNOW QR|\
    TRANSFER FR A/C|IBFT|DuitNow QR POS Debit|RPP INWARD INST TRF CR)} {other_side}[ \*][
    {purpose_text}][ {code}]
card 4: {CHANNEL:(SALE DEBIT|MYDEBIT|POS PURCHASE|DEBIT CARD SPEND|MYDEBIT PAYMENT)} {till}
    {LOCATION:({city}|{city} MY|KUALA LUMPUR MY|MYS)}[ {code}]
wallet 3: {PROCESSOR:(TNG|TNG EWALLET|GRABPAY|BOOST|SHOPEE|IPAY88|MOLPAY|RAZER|SENANGPAY|BILLPLZ)\
    }(\*| \*|-| - ){shop}
bill_payment 2: {CHANNEL:(JOMPAY|FPX|FPX PAYMENT|BILL PAYMENT)} {PARTY:(TNB|Air Selangor|Unifi|\
    Maxis|Celcom|Astro|LHDN|{biller})}[ {code}]
"""),
    "PH": templates(r"""
transfer 5: {CHANNEL:(INSTAPAY|INSTAPAY TRANSFER|PESONET|FUND TRANSFER|INTERBANK TRANSFER|SEND
    MONEY|GCASH CASH IN|IBFT)}[ (TO|FROM|-)] {other_side}[ {code}]
wallet 4: {PROCESSOR:(GCASH|GCash|MAYA|PAYMAYA|GRABPAY|DRAGONPAY|PAYMONGO|XENDIT)}(\*| \*|-| - |
    ){shop}[ {LOCATION:{city}[ PH]}]
card 4: {CHANNEL:(POS PURCHASE|DEBIT CARD PURCHASE|VISA|POS)} {till} {LOCATION:({city}|{city} PH|\
    MAKATI PHL)}[ {code}]
bill_payment 2: {CHANNEL:(BILLS PAYMENT|BILL PAYMENT|AUTO DEBIT)} {PARTY:(Meralco|Maynilad|Manila
    Water|PLDT|Globe|Smart|Converge|SSS|Pag-IBIG)}[ {code}]
"""),
    "ID": templates(r"""
transfer 5: {CHANNEL:(TRSF E-BANKING DB|TRSF E-BANKING CR|BI-FAST DB|TRANSFER|BIF TRANSFER|\
    TRANSFER DARI|SWITCHING DB|KR OTOMATIS|TRANSFER KE)} {ref:(####/FTSCY/WS#####|#####)}
    {other_side}
wallet 4: {PROCESSOR:(GOPAY|GoPay|OVO|DANA|SHOPEEPAY|LINKAJA|GOJEK|MIDTRANS|XENDIT|DOKU|QRIS)}(
    \*|\*|-| - | ){shop}
card 3: {CHANNEL:(KARTU DEBIT|TRANSAKSI DEBIT|DEBIT DOMESTIK|QRIS|QR TRANSAKSI)} {till}
    {LOCATION:({city}|JAKARTA|JAKARTA ID|{city} IDN)}[ {day}]
bill_payment 2: {CHANNEL:(BYR VIA E-BANKING|PEMBAYARAN|AUTODEBET|BAYAR TAGIHAN)} {PARTY:(PLN|\
    Telkomsel|Indihome|BPJS|PDAM|Indosat|Tokopedia|Shopee)}[ {code}]
fee 2: {CHANNEL:(BIAYA ADM|BIAYA ADMIN|PAJAK BUNGA|BUNGA|BIAYA TRANSFER)}[ {date:%m/%Y}]
"""),
    "AE": templates(r"""
card 5: {CHANNEL:(POS PURCHASE|CARD PURCHASE|POS-PURCHASE|DEBIT CARD PURCHASE|PURCHASE)}[
    {card_word} {card_number}] {till} {LOCATION:({city}|DUBAI AE|DUBAI ARE|ABU DHABI AE|{city}
    ARE)}[ {money}]
transfer 4: {CHANNEL:(IPP TRANSFER|AANI TRANSFER|OUTWARD T/T|INWARD T/T|SWITCH TRANSFER|TRANSFER|\
    MOBN TRANSFER)} {other_side}[ {code}][ {purpose_text}]
bill_payment 2: {CHANNEL:(BILL PAYMENT|DIRECT DEBIT|UAEDDS|AUTOPAY)} {PARTY:(DEWA|Etisalat|du|\
    SEWA|Salik|ADDC|RTA|Empower|Du Telecom)}[ {code}]
wallet 2: {PROCESSOR:(TABBY|TAMARA|ZIINA|NOON|CAREEM|TELR|PAYBY|Ziina)}(\*| \*|-){shop}
"""),
}
