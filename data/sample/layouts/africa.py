"""Layouts of statement lines in South Africa, Nigeria and Kenya."""

from layouts.template import templates

TEMPLATES = {
    "ZA": templates(r"""
card 6: {CHANNEL:(POS Purchase|POS PURCHASE|CHEQUE CARD PURCHASE|DEBIT CARD PURCHASE|CARD
    PURCHASE|Purchase)} {till}[ {where}][ {ref:(######\*####|4#####\*####|52####\*\*\*\*\*\*####)\
    }][ {date:(%d %b|%d%b|%Y-%m-%d)}]
card 4: {till} {LOCATION:{city}( ZA| ZAF||)} {ref:(####\*####|######\*####)}[ {date:%d %b}]
card 3: {PROCESSOR:(YOCO|Yoco|YOC|IK|iK|PAYFAST|PF|SNAPSCAN|ZAPPER|PEACH|OZOW|SC|LEMU)}( \*|\*|\
    \*  ){shop}[ {LOCATION:{city}}]
card 3: {CHANNEL:(CREDIT CARD PURCHASE|VIRTUAL CARD PURCHASE)} {far} {contact}
direct_debit 5: {CHANNEL:(DEBIT ORDER|MAGTAPE DEBIT|Magtape Debit|DEBICHECK DEBIT ORDER|INTERNAL
    DEBIT ORDER|INSURANCE PREMIUM|SERVICE AGREEMENT|ACB DEBIT:EXTERNAL)}( -|:|) {collector}[
    {ref:(!!!!!!!!!!!!|##########|??########)}]
transfer 5: {CHANNEL:(FNB APP PAYMENT|FNB OB PMT|IB PAYMENT|DIGITAL PAYMENT|INTERNET PMT|IB
    TRANSFER|PAYSHAP PAYMENT|Payshap Payment|RTC PAYMENT|ABSA BANK)}( TO| FROM|) {payee}[ {note}]
transfer 3: {CHANNEL:(MAGTAPE CREDIT|CREDIT TRANSFER|ACB CREDIT|REAL TIME TRANSFER|EFT CREDIT|\
    Payment Cr)} {sender}[ {note}]
bill_payment 3: {CHANNEL:(PREPAID AIRTIME|PREPAID ELECTRICITY|AIRTIME TOPUP|ELECTRICITY PURCHASE|\
    PRE-PAID PAYMENT TO|LOTTO PURCHASE|VOUCHER PURCHASE|PREPAID MOBILE PURCHASE)}[
    {PARTY:(Vodacom|MTN|Cell C|Telkom|Eskom|City Power|Rain)}][ {ref:0#########}]
p2p 2: {CHANNEL:(EWALLET SEND|SEND MONEY APP|CASHSEND|INSTANT MONEY|Send-iMali)}[
    {ref:0#########}][ {person}]
atm 3: {CHANNEL:(AUTOBANK CASH WITHDRAWAL|ATM CASH|ATM CASH WITHDRAWAL|CASH WITHDRAWAL|ATM
    WITHDRAWAL)}( AT|) {LOCATION:{city}}[ {card_number}][ {day}]
fee 4: {CHANNEL:(MONTHLY ACCOUNT FEE|ADMIN CHARGE|MONTHLY ACCOUNT FEE|VALUE ADDED SERV FEES|FEE -
    INSTANT MONEY|FIXED MONTHLY FEE|SMS NOTIFICATION FEE|CASH WITHDRAWAL FEE|UNPAID DEBIT ORDER
    FEE|INTERNATIONAL TRANSACTION FEE|OVERDRAFT SERVICE FEE|SERVICE FEES)}[ {date:(%d %b|\
    %Y-%m-%d)}]
"""),
    "NG": templates(r"""
transfer 6: {CHANNEL:(NIP|NIP TRF|TRF|NIP/TRF|NIP CR|FIP:MB)}(/|:| ){bank}(/|:| ){other_side}(/|:|
    )({purpose_text}|{code})
transfer 5: {CHANNEL:(TRF|TRANSFER|NIBSS INSTANT PAYMENT|MOBILE TRANSFER|INTERNET BANKING TRF)}(
    TO| FROM| FRM|) {other_side}[ (REF|/|-) {code}]
transfer 4: {CHANNEL:NIP}:{person}-{purpose_text}
transfer 3: {CHANNEL:(FBNMOBILE|GTWORLD|UBA MOBILE|ZENITH MOBILE)}:{holder}/{person}\
    /{purpose_text}
transfer 3: {code}:{CHANNEL:(TRF|NIP|MOB)} {sender}/{purpose_text}
card 5: {CHANNEL:(POS|POS PURCHASE|POS TRF|POS/WEB PURCHASE|POS WDL|WEB PURCHASE)}(/| |-|@)\
    {ref:(########|2#######|????####)}(/| |-){till}[ {LOCATION:({city}|{city} LA NG|LANG|NG)}]
card 3: {CHANNEL:POS PURCHASE TRANSACTION} -{ref:######}- -{till} {LOCATION:{city}[ NG]}
transfer 3: {CHANNEL:(USSD|USSD TRF|USSD AIRTIME|\*737\* TRF|USSD CHARGE|AIRTIME|VTU)}( |/|-)\
    ({PARTY:(MTN|Airtel|Glo|9mobile)}|{person})[ {ref:080########}]
bill_payment 3: {CHANNEL:(QUICKTELLER|BILLS PAYMENT|REMITA|BILL PMT|PAYSTACK|FLUTTERWAVE)}( |/|:|\
    -){PARTY:(DSTV|GOtv|IKEDC|EKEDC|PHCN|Startimes|LCC|FIRS|Bet9ja|Sporty Bet|Jumia|{online})}\
    [(/|-| ){code}]
card 2: {PROCESSOR:(PAYSTACK|FLW|Paystack|FLUTTERWAVE|OPAY|PALMPAY|MONIEPOINT|INTERSWITCH)}(\*|
    \*|-| - |/){shop}
atm 3: {CHANNEL:(ATM WITHDRAWAL|ATM WD|ATM CASH WDL|CASH WITHDRAWAL)}( @| AT|/|) {PARTY:{bank}}[
    {LOCATION:({road}|{city})}][ {code}]
fee 4: {CHANNEL:(SMS ALERT CHARGE|STAMP DUTY|STAMP DUTY CHARGE|ELECTRONIC MONEY TRANSFER LEVY|\
    EMTL|NIP CHARGE|VAT ON NIP TRANSFER|ACCOUNT MAINTENANCE FEE|CARD MAINTENANCE FEE|COT|VAT|NIP
    CHARGE + VAT|SMS CHARGES)}[ (FOR |){date:(%b %Y|%B|%d-%b-%Y)}]
"""),
    "KE": templates(r"""
transfer 6: {ref:?##?#!!!!!} {CHANNEL:(Pay Bill|Pay Bill Online|Customer Transfer|Merchant
    Payment|Business Payment|Buy Goods)} to {ref:######}[ -] {PARTY:({biller}|{online}|{retail})}[
    Acc. {code}]
transfer 4: {CHANNEL:(MPESA|M-PESA|MPESA PAYBILL|LIPA NA MPESA|MPESA B2C|PESALINK|Funds received|\
    Customer Transfer)}( to| from|/| -|) {ref:2547########}[ -] {person}
card 4: {CHANNEL:(POS PURCHASE|VISA PURCHASE|CARD PURCHASE)} {till} {LOCATION:{city}[ KE]}[
    {code}]
transfer 3: {CHANNEL:(RTGS|EFT|PESALINK TRANSFER|INTERNAL TRANSFER|SWIFT)}[ {code}] {other_side}[
    {purpose_text}]
bill_payment 2: {CHANNEL:(Airtime Purchase|AIRTIME PURCHASE|Withdrawal Charge|Customer
    Withdrawal)}[ At Agent Till {ref:######}][ {shop}]
"""),
}
