"""Layouts of statement lines in the United Kingdom."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 16: {line}
card 8: {CHANNEL:(CARD PAYMENT|CONTACTLESS PAYMENT|Card Purchase|Card Payment|Contactless Card
    Payment)} (TO|to|at) {line} ON {date:(%d %b|%d %b %Y|%d/%m/%y|%d-%m-%Y)}
card 7: {CHANNEL:CARD PAYMENT} TO {till},{amount:0.00 GBP}, RATE 1.00/GBP ON {date:%d-%m-%Y}
card 4: {CHANNEL:CARD PAYMENT} TO {abroad},{foreign_amount}, RATE {rate:.}/GBP ON {date:%d-%m-%Y}
card 7: {till}[ {where}] CD {ref:####}[ {date:%d%b%y}]
card 6: {ref:####} {date:%d%b%y} (CD|C|D|CD {clock:%H%M}) {till} {LOCATION:{city}[ GB]}
card 6: {ref:####} {date:%d%b%y} (CD|C|D) {PARTY:{web_seller}} {website}[ {LOCATION:GB}]
card 5: {CHANNEL:(VIS|\)\)\)|POS|DEB|CONTACTLESS)} {till} {where}
card 3: {CHANNEL:(POS|DEBIT CARD|CONTACTLESS|VISA PURCHASE|Visa purchase|Debit Card Payment)}( |,
    | - ){line}
card 3: {till} {where} {CHANNEL:(CONTACTLESS|Apple Pay|GOOGLE PAY|APPLEPAY)}[ {ref:####}]
card 3: {till} {date:(%d%b|%d %b %y|%d/%m)}[ {clock:%H:%M}]
card 2: {till}, {LOCATION:{city}, {postcode}}
card 4: {PARTY:{web_seller}} {website} {LOCATION:(GB|IRL|LUX|GBR)}
card 4: {far} {phone}[ {LOCATION:(GB|GBR|IE)}]
card 2: {CHANNEL:(Contactless Payment|Chip & Pin Payment|Online Payment)} {line} Card ending
    {ref:####}
card 2: {till} {LOCATION:{city}} 826 MCC {mcc}
card 2: {CHANNEL:PURCHASE} {PARTY:{retail}} {LOCATION:{city}} {amount:GBP 0.00}
card 2: {CHANNEL:Apple Pay Top-Up} by {ref:*####}
card 3: {line} {amount:(£0.00|GBP 0.00|0.00)}
card 4: {far} {contact} CD {ref:####}
foreign 7: {CHANNEL:(INT'L|INTL)} {ref:00########} {abroad} {foreign_amount} @ {rate:.}
    {CHANNEL:Visa} Rate
foreign 5: {abroad} {foreign_amount} @ {rate:.}
foreign 3: {ref:####} {date:%d%b%y} {abroad} {foreign_amount} VRATE {rate:.} N-S TRN FEE
    {fee:0.00}
foreign 3: {abroad} {CHANNEL:(NON-STERLING PURCHASE FEE|NON-GBP TRANS FEE)} {fee:(£0.00|GBP 0.00)}
refund 3: {CHANNEL:(CARD REFUND|Refund|REFUND|Card Refund|CREDIT VOUCHER|REVERSAL OF CARD
    PAYMENT)} (FROM |from |){till}[ ON {date:%d %b}]
direct_debit 6: {CHANNEL:(DIRECT DEBIT|DD|Direct Debit|DDR|D/D)} {collector}[ {ref:(##########|\
    !!!!!!!!!!)}]
direct_debit 5: {CHANNEL:(Direct Debit|DIRECT DEBIT PAYMENT|Direct debit)} (to|TO) {collector}
    (Ref: |REF |Ref |REFERENCE ){ref:(##########|!!!!!!!!!!|?########?)}[, MANDATE NO {ref:00##}]
direct_debit 4: {collector} {ref:(##########|#########-###|??######)} {CHANNEL:(DD|DDR|DIRECT
    DEBIT|Direct Debit)}
direct_debit 2: {collector}
direct_debit 2: {CHANNEL:(FIRST PAYMENT DIRECT DEBIT|INITIAL DIRECT DEBIT|UNPAID DIRECT DEBIT|\
    RETURNED D/D)} {collector} {ref:##########}
standing_order 4: {CHANNEL:(STANDING ORDER|SO|STO|Standing Order|S/O)} (TO |to |){payee}[ {note}]
standing_order 2: {CHANNEL:STANDING ORDER VIA FASTER PAYMENT} TO {payee} REFERENCE {note} ,
    MANDATE NO {ref:(#|##)}
standing_order 2: {payee} {note} {CHANNEL:(STO|SO|STANDING ORDER)}
transfer 5: {CHANNEL:(FASTER PAYMENT|FASTER PAYMENTS RECEIPT|Faster Payment|FASTER PAYMENT
    RECEIVED|FP|FPO|FPI)} {payee}[ {noted}][ {ref:(##########|FP%y%jO########)}]
transfer 4: {CHANNEL:FASTER PAYMENTS RECEIPT} REF(.| )({note}|{ref:######}) FROM {payee}
transfer 4: {CHANNEL:BILL PAYMENT VIA FASTER PAYMENT} TO {payee} REFERENCE {note} , MANDATE NO
    {ref:(#|##)}
transfer 4: {payee} {note} {CHANNEL:(VIA MOBILE - PYMT|VIA ONLINE - PYMT|MOBILE/ONLINE)} FP
    {date:%d/%m/%y} {mask:##} {ref:###############N}
transfer 4: {CHANNEL:(AUTOMATED CREDIT|BANK CREDIT|DIRECT CREDIT|Direct Credit|Bank credit|\
    CREDIT)} {sender}[ FP {date:%d/%m/%y} {clock:%H%M}][ {ref:(##########|??######)}]
transfer 4: {payee} {ref:(###############|RP4679######)}[ {ref:######}] {mask:##} {date:%d%b%y}
    {clock:%H:%M}
transfer 3: {CHANNEL:(BP|OBP|BBP|BILL PAYMENT|Bill Payment|On-Line Banking Bill Payment|MOBILE
    PAYMENT)} (to |TO |){payee}[ (REF|Ref:) {note}]
transfer 3: {CHANNEL:(Payment|Transfer|TRANSFER|TFR|Mobile Payment)} (to|from|TO|FROM) {payee}[
    (Reference|REF|Ref) {noted}]
transfer 3: {sender} {ref:(??######|#########)} {CHANNEL:(BGC|BACS|FPI|CR|BAC)}
transfer 3: {CHANNEL:(BGC|BACS|BANK GIRO CREDIT|BACS CREDIT|CR)}[20% REF] {sender}(, | )\
    ({ref:########}|SALARY|WAGES|{note})
transfer 2: {payee} {CHANNEL:(FPO|FPI|FP|BP|TFR|CHAPS)}[ {date:%d %b %Y}]
transfer 2: ({CHANNEL:(TFR|TRANSFER|Transfer)} |)(FROM|TO|from|to) (A/C |){ref:(########
    ########|##-##-## ########|########|###### ########)}[ {CHANNEL:(MOBILE-TFR|VIA MOBILE XFER|\
    VIA MOBILE - XFER)}]
transfer 2: {payee} {ref:##-##-## ########}[ {noted}]
p2p 3: {person} {noted}
p2p 1: {CHANNEL:(Sent|Payment sent|Monzo-to-Monzo payment)} to {person}( |: | - ){noted}
p2p 1: {CHANNEL:(Received|Payment received|Money received)} from {person}( |: | - ){noted}
p2p 1: {PARTY:Revolut}**{ref:####}* {LOCATION:(Dublin|London|VILNIUS)}
p2p 2: {PARTY:(PAYPAL|Paypal)} {CHANNEL:PAYMENT} {ref:(1##########|100##########)}
p2p 2: {PROCESSOR:PAYPAL} *{PARTY:{paypal_shops}} {PHONE:(35314369001|4029357733)}
payroll 3: {sender} (SALARY|WAGES|PAYROLL|EXPENSES|SALARY {date:%b}|SALARY {date:%B %Y})[
    {CHANNEL:(BGC|FPI|BACS)}]
atm 4: {CHANNEL:(CASH|ATM|CPT|CSH|CASH WITHDRAWAL|Cash machine withdrawal)} {uk_cash}
    {LOCATION:({city}|{road} {city})} CD {ref:####} {date:%d%b%y}
atm 3: {CHANNEL:CASH WITHDRAWAL} AT {uk_cash} ATM {LOCATION:{road}, {city}},{cash:0.00 GBP} , ON
    {date:%d-%m-%Y}
atm 2: {CHANNEL:(ATM Withdrawal|ATM|Cash Withdrawal|LINK)} {uk_cash} {LOCATION:{city}} {date:%d
    %b}[ Timed at {clock:%H:%M}]
fee 3: {CHANNEL:(ACCOUNT FEE|MONTHLY ACCOUNT FEE|UNPAID ITEM FEE|ARRANGED OVERDRAFT INTEREST|\
    OVERDRAFT INTEREST|Non-Sterling Fee|DR NON-STERLING TRANSACTION FEE|SERVICE CHARGES|Overdraft
    fee|CASH FEE|Late Payment Fee|DEBIT INTEREST|ACCOUNT MAINTENANCE FEE)}[ (|TO ){date:(%d%b|\
    %d%b%y|%d %b)}]
fee 1: {CHANNEL:CHARGES} {date:%d%b} A/C {ref:########}
interest 2: {CHANNEL:(INTEREST PAID|GROSS INTEREST|Interest paid|CREDIT INTEREST|Gross interest
    earned|INTEREST \(GROSS\))}[ {date:%d %b}]
check 2: {CHANNEL:(CHEQUE|CHQ|Cheque|CHQ PAID|CHEQUE DEPOSIT)}[ (NO|NO.)] {ref:######}
check 1: {ref:00####} {CHANNEL:(CHQ|CHEQUE)}
deposit 1: {CHANNEL:(CASH PAID IN|PAID IN|COUNTER CREDIT|POST OFFICE DEPOSIT|CASH DEPOSIT)} (AT |\
    ){LOCATION:{city}}[ {ref:######}]
wire 2: {CHANNEL:(CHAPS|CHAPS PAYMENT|INTERNATIONAL PAYMENT|SWIFT PAYMENT|INWARD PAYMENT|FOREIGN
    PAYMENT)} {wire_party}[ (REF|Ref) {ref:(!!!!!!!!!!!|FX########)}][ {amount:(EUR|USD)
    1,000.00}]
wire 1: {CHANNEL:SEPA CREDIT TRANSFER} {firm} {iban} {bic}
""")
