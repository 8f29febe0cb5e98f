"""Further layouts in the United States: credit unions, wallets, processors' extracts."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 5: {any_seller} {store} {LOCATION:{mask:(####|#####)} {city} {state}}[ {moment}]
card 5: <24 {any_seller}>{LOCATION:{city} {state}}  {date:%m/%d}
card 4: <=22 {any_seller}> {LOCATION:{city} {state}}   {code}  {date:%m/%d}
card 4: {brand}( # | #){ref:#####} {LOCATION:{mask:#####} {city} {state}}
card 4: {brand} {ref:(###|####)} {LOCATION:{mask:(###|####|#####)} {road}[ {city} {state}]}
card 4: {brand} {ref:##########}{LOCATION:{city} {state}}
card 3: {airline} {LOCATION:{city}[ {state}]}
card 3: {airline}{LOCATION:{city} {state}}
card 3: {PARTY:(American Air|Delta Air|United|Southwes|JetBlue|Alaska A|Spirit Airl|Frontier)}
    (Seat Fees|Inflight|In-Flight Wi-Fi|Upgrade|Onboard Sales|Lounge) {any_place}
card 4: {PROCESSOR:(AplPay|APLPAY|GglPay|GGLPAY|SmsPay)} <=20 {shop}>{LOCATION:{city}}[
    {LOCATION:{state}}]
card 4: {PROCESSOR:(AplPay|APLPAY|GglPay)} {till} {where}
card 3: {any_seller} \({CHANNEL:(via|VIA|Via) (APPLE PAY|Apple Pay|Google Pay|Samsung Pay)}\)
card 3: {any_seller} {CHANNEL:(VIA APPLE PAY|via Apple Pay|APPLE PAY|w/ Apple Pay)}[ {date:%m/%d}]
card 3: {aggregator}<=15 {shop}>{LOCATION:{city} {state}}
card 3: {aggregator}<=18 {shop}> {phone} {LOCATION:{state}}
card 3: {shop}(\*| \*){PARTY:{fancy_name}} {any_place}
card 3: {PROCESSOR:{invented}}\*{shop}( SERVICE FEE| FEE| TICKETS| ORDER| DONATION|) {phone}
    {LOCATION:{state}}
card 3: {PARTY:{online}}\*{ref:(##-#####-#####|####-####|!!!!!!!)} {website}[ {LOCATION:{state}}]
card 3: {firm} {PHONE:{mask:(##########X####|###-###-####X###|###-###-#### EXT ###)}}
    {LOCATION:{state}}[ {date:%m/%d}]
card 2: {far} ONE-TIME (CHARGE|PURCHASE) {website}
card 2: {website} (SOFTWARE|MONTHLY|ANNUAL|SUBSCRIPTION|Software Subscription|PRO PLAN|HOSTING|\
    DOMAIN)
card 2: {PARTY:{online}} (SUBSCRIPTION|MONTHLY PLAN|ANNUAL MEMBERSHIP|GIFT CARD|TICKETS|PREMIUM
    PLAN) {contact}
card 2: {brand} (SAYS THANKS|THANK YOU|THANKS YOU|- THANK YOU) {store}
card 2: {date:%m/%d} {CHANNEL:(Card Purchase|Recurring Card Purchase|Card Purchase With Pin|Card
    Purchase Return)} {date:%m/%d} {till} {LOCATION:{state}} Card {ref:####} {amount:($0.00|\
    -$0.00|0.00)}
card 2: {date:%m/%d} {CHANNEL:(ATM Withdrawal|ATM Cash Deposit|ATM Debit)} {date:%m/%d}
    {PARTY:{us_atm}} {LOCATION:{city} {state}} Card {ref:####} {cash:$0.00}
card 2: {CHANNEL:(CARD PURCHASE|DEBIT CARD|CHECKCARD|VISA DEBIT)} {ref:(####\*\*\*\*####|\
    XXXX####|####XXXXXXXX####|\*\*\*\*\*\*####)} {brand}
ach 4: {originator} ({us_description}) {date:%m%d%y} {ref:(XXXXXX####|XXXXXXXXXX###|\
    ~~~~~~~~~~~~~~~)} {holder}
ach 4: {originator} DES:{us_description} ID:{ref:(!!!!!!!!!|##########)}
    INDN:{ref:XXXXXXXXXXXXXXXXXX####} CO ID:{ref:(####|XXXXX####)}[ {CHANNEL:(PPD|WEB|CCD)}]
ach 3: {CHANNEL:(ACH|ACH DEBIT|ACH CREDIT|ACH WEB PMT|ACH PMT|ACH DEP|ACH TRANSACTION)}( - | )\
    {originator}( PYMT| - PAYMENT|)
ach 3: {CHANNEL:(ACH DEBIT|ACH CREDIT|ACH)} {date:%m/%d}( {originator}|)[ REF {code}]
ach 3: {CHANNEL:(ACH DEBIT|ACH)} {originator} {CHANNEL:(WEB PMT|WEB|TEL|PPD|ONLINE PMT)} {code}
ach 3: {originator}(\*| \*|\* )({CHANNEL:(BILL PMT|BILL PAY|WEB PMT|AUTOPAY|ONLINE PMT|ACH PMT)}|\
    PAYMENT|PAYROLL) {phone}
ach 2: {CHANNEL:(Deposit ACH|Withdrawal ACH|ACH Deposit|Deposit Transfer)} {originator}\
    \*({us_description}|PAYROLL|DIR DEP)
ach 2: {originator} {us_description} {CHANNEL:(PPD|WEB|CCD)} ID: {ref:##########}
ach 3: ORIG CO NAME:{originator}[ ORIG ID:{ref:(!!!!!!!!!!|##########)}] CO ENTRY
    DESCR:{us_description}[ SEC:{CHANNEL:(CCD|PPD|WEB|CTX|TEL|IAT)}][ IND ID:{code}][ ORIG
    ID:{ref:##########}][ IND NAME:{holder}]
ach 2: <=28 ORIG CO NAME:{originator}>   ORIG ID:{ref:##########} DESC DATE:       CO ENTRY
    DESCR:{us_description}SEC:{CHANNEL:(PPD|CCD)}    TRACE#:{ref:###############}
    EED:{later:%y%m%d}   IND ID:{ref:!!!!!!!!!!!!}   IND NAME:{holder} TRN: {ref:##########TC}
ach 2: {CHANNEL:(AUTOPAY|AUTO PAY|Online Payment|PAYMENT|EPAY)} {PARTY:{biller}} (PAYMENT|PMT|\
    PYMT|THANK YOU)
ach 2: {originator} (EDI PYMNTS|PAYABLES|A/P|ACCTS PAY|VENDOR PAY) {ref:!!!!!!!!!}[ {CHANNEL:CCD}]
ach 2: {PARTY:(IRS|FRANCHISE TAX BO|NYS DTF SALES|FLA DEPT REVENUE|STATE COMPTRLR|EFTPS|COMM OF
    MASS EFT)} (USATAXPYMT|PAYMENTS|TAX PYMNT|TAXPAYMENT) {ref:2##############} {CHANNEL:(WEB|\
    CCD)} ID: {ref:##########}
wire 3: {CHANNEL:(CHIPS CREDIT|FEDWIRE CREDIT|CHIPS DEBIT|FEDWIRE DEBIT)} VIA: {bank}/{ref:(0###|\
    #########)} (B/O:|A/C:) {wire_party} {LOCATION:{city}(, | ){state}(, | ){postcode}\
    [-{mask:####}]}[ REF: NBNF={holder} {LOCATION:{city} {state} {postcode}}\
    /AC-{ref:(0000000#XXXX|XXXXXX####)}][ ORG=/{ref:!!!!!!!!!!}][ OGB={bank}] OBI={us_details}[
    SSN: {ref:0######}] TRN: {ref:##########F?}
wire 3: {CHANNEL:(DOMESTIC WIRE TRANSFER|ONLINE DOMESTIC WIRE TRANSFER|INTERNATIONAL WIRE
    TRANSFER|BOOK TRANSFER DEBIT)} [VIA: {bank}/{ref:#########} ]A/C: {wire_party}
    {LOCATION:{city} {state} {postcode}[-{mask:####}][ US]} REF: {us_details} TRN:
    {ref:##########ES} {date:%m/%d}
wire 2: {CHANNEL:(CHIPS CREDIT|FEDWIRE CREDIT)} VIA: {bank} B/O: {wire_party} REF: NBNF={holder}
wire 2: {CHANNEL:(WIRE TRANSFER|WIRE IN|WIRE OUT|INCOMING WIRE|OUTGOING WIRE)} {date:%y%m%d}
    {wire_party} {LOCATION:{city} {state}} {ref:%Y%m%d???########}
p2p 3: {CHANNEL:(ZELLE|Zelle)} (FROM|TO|from|to) {other_side} ON {date:%m/%d} REF #
    {ref:(WFCT!!!!!!!!|USBA!!!!!!!!|JPM99!!!!!!|BACm!!!!!!|PNCAA!!!!!!)}[ {note}][20% {bank}]
p2p 3: {CHANNEL:(CASH APP CASH OUT|VENMO CASHOUT|Mastercard Send|Visa Direct|CASH OUT|INSTANT
    CASHOUT|APPLE CASH INST XFER|CASH APP CASH IN|PAYPAL INST XFER|APPLE CASH SENT MONEY)}[
    {person}][ {phone}][ {LOCATION:{state}}]
p2p 3: {CHANNEL:(ZELLE CREDIT RECEIVED|ZELLE DEBIT SENT|Zelle Standard Payment|Zelle Real-Time|\
    ZELLE SENT)}( FROM| TO| -|:|) {person}[ {code}]
p2p 2: {PARTY:(VENMO|PAYPAL|CASH APP|COINBASE|ROBINHOOD)} {CHANNEL:(CASHOUT|INST XFER|ADD CASH|\
    CASH OUT|TRANSFER)} {CHANNEL:(PPD|WEB)}[ ID: {ref:##########}]
transfer 3: {CHANNEL:(Online Transfer|RECURRING TRANSFER|Mobile Transfer|Overdraft Transfer|\
    Transfer)} (to|from|TO|FROM) (CHK|SAV|Share|Loan|Brokerage|DDA|Roth IRA) {ref:(...####|#####|\
    XXXX####|0###)}[ (transaction#:|Confirmation|Conf#|Ref#) {ref:(#####|##########)}]
check 3: {CHANNEL:(Check|CHECK|Draft|Substitute Check|CHECK PAID)} (No. |NO |Number |# |)\
    {ref:(####|###|#####)}[ (PAID|VOID|returned|cashed|DEPOSITED)]
fee 4: {CHANNEL:{chan_fee}}( REVERSED| ASSESSED| {date:%m/%d}| FOR {date:(%B|%b %Y)}| WAIVED|)
deposit 3: {CHANNEL:(Mobile Deposit|REMOTE DEPOSIT CAPTURE|Deposit|COUNTER DEPOSIT|Shared Branch
    Deposit|ATM Deposit|Night Drop Deposit|DEPOSIT ID NUMBER|CASH VAULT DEPOSIT|Deposit by Check|\
    LOCKBOX DEPOSIT)}[ {code}][ {moment}]
credit 3: {PARTY:(STRIPE|SQUARE INC|TOAST|CLOVER|SHOPIFY|PAYPAL|BANKCARD|MERCHANT BANKCD|AMERICAN
    EXPRESS|WORLDPAY|HRTLAND PMT SYS|GLOBAL PAY|AUTHNET GATEWAY|FDMS|AIRBNB|UBER USA|DOORDASH,
    INC.|SYNCHRONY)} (DEPOSIT|SETTLEMENT|TRANSFER|FEE|BTOT DEP|DISCOUNT|PAYOUT|COLLECTION|\
    BILLING|MERCH DEP) {ref:(!!!!!!!!!|ST-~~~~~~~~~~~~|############)}[ {holder}]
credit 2: {firm} (SETTLEMENT|DISBURSE|MERCHANT DISBURSE|PAYOUT|REMITTANCE)[ {code}]
""")
