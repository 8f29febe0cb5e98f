"""Layouts of statement lines in Australia."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 10: {line}
card 8: {line} Card {ref:xx####}[ Value Date: {later:%d/%m/%Y}]
card 4: {line} {amount:AUD 0.00} Card {ref:xx####}[ Value Date: {later:%d/%m/%Y}]
card 4: {CHANNEL:(VISA DEBIT PURCHASE CARD|EFTPOS PURCHASE CARD)} {ref:####} {line}
card 3: {CHANNEL:VISA DEBIT PURCHASE} CARD {ref:####} {abroad} {foreign_amount} INC O/S FEE
    {fee:$0.00}
card 5: {CHANNEL:(EFTPOS|EFTPOS PURCHASE|EFTPOS DEBIT|POS|EFTPOS WDL|PURCHASE|Eftpos Purchase)}[
    {ref:0######}] {line}[ {date:(%d/%m|%d/%m/%y)}]
card 3: {CHANNEL:EFTPOS} {date:%d/%m} {clock:%H:%M} {line}
card 4: {CHANNEL:(VISA PURCHASE|Visa Purchase|DEBIT CARD PURCHASE|VISA-|MASTERCARD PURCHASE|Debit
    Card Purchase|VISA DEBIT)}( | - ){line}
card 4: {ref:V####} {date:%d/%m} {line} {ref:74############}
card 4: {line} - {CHANNEL:(Visa Purchase|EFTPOS Purchase|Visa Refund)} - Receipt {ref:######}In
    {LOCATION:{city}} Date {date:%d %b %Y} Card {ref:4622##xxxxxx####}
card 2: {CHANNEL:(TAP AND PAY|TAP & PAY|PAYWAVE)} {ref:xx####} {line}
card 2: {CHANNEL:MISCELLANEOUS DEBIT} {ref:V####} {date:%d/%m} {line} {ref:74############}
card 2: {PROCESSOR:PAYPAL} *{PARTY:{paypal_shops}} {PHONE:4029357733}[ {LOCATION:(AU|AUS)}]
card 4: {PARTY:{web_seller}} {website} {LOCATION:(AU|AUS|NSW|VIC)}
card 4: {far} {contact} {amount:AUD 0.00} Card {ref:xx####}
foreign 5: {abroad} {foreign_amount} Card {ref:xx####} Value Date: {later:%d/%m/%Y}
foreign 3: {abroad} {foreign_amount} @ {rate:.}
fee 2: {CHANNEL:(International Transaction Fee|Currency Conversion Charge|INTNL TRANSACTION FEE|\
    OVERSEAS TRANSACTION FEE)}[ Value Date: {later:%d/%m/%Y}]
fee 2: {CHANNEL:(Account Fee|MONTHLY ACCOUNT FEE|ACCOUNT SERVICING FEE|OVERDRAWN FEE|DISHONOUR
    FEE|LATE PAYMENT FEE|Bank Fees|PERIODICAL PAYMENT FEE|ANNUAL CARD FEE)}
interest 2: {CHANNEL:(INTEREST|Credit Interest|CREDIT INTEREST PAID|BONUS INTEREST|INTEREST PAID|\
    Debit Interest|Loan Interest)}
refund 2: {CHANNEL:(Refund|EFTPOS REFUND|VISA REFUND|Purchase Refund|Return)}( - | ){line}[ Card
    {ref:xx####}]
direct_debit 5: {CHANNEL:(Direct Debit|DIRECT DEBIT)} {ref:######} {collector} {ref:(##########|\
    !!!!!!!!!)}
direct_debit 3: {CHANNEL:(PAYMENT BY AUTHORITY|DIRECT DEBIT|DD|Direct Debit|DEBIT)}( TO | - | )\
    {collector}[ {ref:(##########|?######)}]
direct_debit 2: {collector} {CHANNEL:(DIRECT DEBIT|DD|Direct Debit - Receipt)} {ref:########}
transfer 4: {CHANNEL:(Direct Credit|DIRECT CREDIT|INTER-BANK CREDIT)} {ref:######} {sender}[
    (SALARY|PAYROLL|WAGES|{note}|{ref:########})]
bill_payment 3: {CHANNEL:(BPAY|INTERNET BPAY|ANZ INTERNET BANKING BPAY|BPAY PAYMENT|NetBank BPAY|\
    BPAY BILL PAYMENT|TFR BPAY)} {collector} {ref:(##########|########|\{######\})}
bill_payment 2: {CHANNEL:BPAY Bill Payment} - Receipt {ref:######} To {collector}[
    {ref:##########}]
p2p 4: {CHANNEL:(Osko Payment|OSKO PAYMENT|WITHDRAWAL-OSKO PAYMENT|DEPOSIT-OSKO PAYMENT|Osko
    Deposit)}( To | From | {ref:#######} | ){person}[( - Receipt {ref:######}|)( | Ref | - )\
    {noted}]
p2p 4: {CHANNEL:(Transfer|Fast Transfer)} (To|From) {person}[( to|) PayID (Phone|Email)][ from
    CommBank App] {noted}
p2p 3: {CHANNEL:(TRANSFER|PAYMENT|PAY ANYONE|Transfer|Payment)} (to|from|TO|FROM) {person}( |, |
    NetBank | CommBank app ){noted}
p2p 2: {CHANNEL:ONLINE} {ref:?##########} {noted} {person}
p2p 2: {PARTY:(Beem It|BEEM IT|PayID|WISE AUSTRALIA)} {CHANNEL:(Transfer|PAYMENT)}[ {person}]
transfer 3: {CHANNEL:(ANZ INTERNET BANKING FUNDS TFER TRANSFER|ANZ M-BANKING FUNDS TFER TRANSFER|\
    ANZ MOBILE BANKING PAYMENT)} {ref:######} (TO|FROM) ({person}|{firm})
transfer 2: {CHANNEL:(PAYMENT|Payment)} (FROM|TO) {sender}[ {note}]
transfer 2: {CHANNEL:(Transfer|TFR|WITHDRAWAL MOBILE|DEPOSIT ONLINE)} (to|from|TFR) {ref:(xx####|\
    #######|###### #########)}[ (CommBank app|NetBank|Westpac Cho)]
payroll 3: {CHANNEL:(PAY/SALARY|Salary|PAY|DEPOSIT|SALARY)}( FROM | from | ){sender}[
    {ref:(##########|!!!!!!!)}]
payroll 2: {sender} (PAYROLL|SALARY|WAGES|PAY {date:%d%b}|{ref:##########})[ {CHANNEL:(DIRECT
    CREDIT|DE CREDIT)}]
atm 3: {CHANNEL:Wdl ATM} {PARTY:{bank}} {LOCATION:{city} {state}} {ref:######} {LOCATION:(AU|AUS)}
atm 2: {CHANNEL:(ATM WITHDRAWAL|ANZ ATM|CASH WITHDRAWAL|WITHDRAWAL AT WESTPAC ATM|NAB ATM|ATM
    Operator Fee)} {LOCATION:{city}[ {state}]}[ {date:(%d/%m|%d/%m/%y)}][ CARD {ref:####}]
check 1: {CHANNEL:(CHEQUE|Cheque|CHEQUE DEPOSIT|Cheque)}[ No.] {ref:######}
""")
