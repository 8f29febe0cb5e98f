"""Layouts of statement lines in Canada."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 16: {line}
card 5: {CHANNEL:(Interac purchase|Contactless Interac purchase|Visa Debit purchase|Visa Debit
    auth|Contactless Visa Debit purchase)} - {ref:####} {line}
card 4: {CHANNEL:(IDP PURCHASE|C-IDP PURCHASE|IDP REFUND)}(-| - ){ref:####}[ ] {line}
card 4: {CHANNEL:(POINT OF SALE - INTERAC RETAIL PURCHASE|RETAIL PURCHASE|VISA DEBIT RETAIL
    PURCHASE|Point of Sale - Visa Debit VISA DEBIT RETAIL PURCHASE)} {ref:############} {line}
card 4: {CHANNEL:(POS PURCHASE|POS|POS MERCHANDISE|Point of sale purchase|POS WITHDRAWAL|POS
    Purchase FPOS|POS PURCHASE OPOS)} {line}
card 3: \[{CHANNEL:(DN|PR)}\]{line}
card 3: {CHANNEL:(ACHAT|Achat|ACHAT INTERAC|Paiement direct|ACHAT PAR CARTE|Achat sans contact)}(
    / | - {ref:####} | ){till}[ {LOCATION:{city} QC}]
card 2: {till} {LOCATION:{city} {state}} {amount:CAD 0.00}
card 4: {far} {contact} {amount:(CAD 0.00|$0.00)}
foreign 5: {abroad} {foreign_amount} @ {rate:.}
foreign 3: {abroad} FOREIGN CURRENCY {foreign_amount} EXCHANGE RATE {rate:.}
refund 2: {CHANNEL:(REFUND|Interac refund|RETAIL REFUND|PURCHASE RETURN|Remboursement|PR RETURN)}(
    - | ){line}
p2p 5: {CHANNEL:(INTERAC e-Transfer|Interac e-Transfer|INTERAC E-TRANSFER|e-Transfer)} (From|To|\
    from|to)(: | ){person}[ {ref:(CA!!!!!!|C1A!!!!!!!|######)}]
p2p 4: {CHANNEL:(e-Transfer sent|e-Transfer received|e-Transfer - Autodeposit|INTERAC ETRNSFR
    SENT|INTERAC E-TRANSFER SENT|Virement Interac envoyé|INTERAC E-TRF)} {person} {ref:(??????|\
    C1A!!!!!!!|%Y%j##########|CA!!!!!!)}
p2p 2: {CHANNEL:(SEND E-TFR|E-TRANSFER|RCV E-TFR)} {ref:(***~~~|***!~~)}
p2p 2: {CHANNEL:E-TRANSFER} {ref:01#########} {person}[ {noted}]
p2p 2: {CHANNEL:Virement Interac} (à|de) /{person} /[ {noted}]
p2p 2: {CHANNEL:(INTERAC e-Transfer|e-Transfer Money Request)} {person} {noted}
direct_debit 4: {CHANNEL:(PAP|PAD|PREAUTHORIZED DEBIT|Pre-authorized debit|PRE-AUTHORIZED
    PAYMENT|Prélèvement|PREAUTH PAYMENT|PRE-AUTH DEBIT)}( - | | {ref:##########} ){collector}[
    {ref:########}]
direct_debit 3: {collector} {CHANNEL:(PAP|PAD|PREAUTH|BPY|INS|MSP|EFT|AP)}[ {ref:##########}]
direct_debit 2: {CHANNEL:(Insurance|Utility Bill Pmt|Misc Payment|Loan Payment|Telephone Bill
    Pmt)} {collector}
bill_payment 3: {CHANNEL:(Online Banking payment|INTERNET BILL PAY|INTERNET BILL PAYMENT|MB-BILL
    PAYMENT|BILL PAYMENT|Paiement facture - AccèsD Internet|WWW BILL PAYMENT)}( - | )({ref:(####|\
    000000######)} |){collector}
bill_payment 1: {CHANNEL:(Paiement facture|Paiement)} / {collector}[ {ref:########}]
payroll 3: {CHANNEL:(Payroll Deposit|PAYROLL DEPOSIT|DIRECT DEPOSIT|Direct Deposit|PAY|Paie|Dépôt
    direct|PAYROLL DEP.)}( | / | - ){sender}[ {ref:##########}]
payroll 2: {sender} (PAY|PAYROLL|SALARY|CCB|GST|PRO|CPP|EI)[ {CHANNEL:(DD|DIRECT DEPOSIT|EFT)}]
transfer 2: {CHANNEL:(INTERNET TRANSFER|Online Banking transfer|TFR-TO|TFR-FR|CUSTOMER TRANSFER|\
    MB-TRANSFER|Virement entre folios|TRANSFER)}( | - | TO | FROM )({ref:(############|####|C/C
    ######)})
wire 1: {CHANNEL:(WIRE TRANSFER|INCOMING WIRE|Funds transfer|WIRE PAYMENT)} {wire_party}[
    {ref:(FT########|##########)}][ {amount:(USD|CAD) 1,000.00}]
atm 3: {CHANNEL:(ATM withdrawal|ATM WITHDRAWAL|TD ATM W/D|ABM WITHDRAWAL|INTERAC ABM WITHDRAWAL|\
    Retrait au GA|CASH WITHDRAWAL|INSTANT TELLER WITHDRAWAL)}( - | ){ref:(??######|00####)}[
    {LOCATION:{city} {state}}]
atm 1: {CHANNEL:(ATM WITHDRAWAL|ABM W/D)} {PARTY:{bank}} {LOCATION:{street} {city} {state}}
fee 3: {CHANNEL:(MONTHLY ACCOUNT FEE|Monthly fee|SERVICE CHARGE|OVERDRAFT INTEREST|NSF FEE|INTERAC
    E-TRANSFER FEE|Frais mensuels|FRAIS D'UTILISATION|ACCT BAL REBATE|ABM FEE|PLAN FEE|Frais fixes
    d'utilisation|OVERDRAFT S/C)}
interest 1: {CHANNEL:(INTEREST|Deposit interest|INTEREST CREDIT|CREDIT INTEREST|Intérêt sur EOP|\
    DEBIT INTEREST)}
check 2: {CHANNEL:(CHEQUE|Cheque|CHQ|Chèque|MOBILE DEPOSIT|Mobile cheque deposit)}( | - |  |#)\
    {ref:(#####|00###|###)}
card 4: {PARTY:{web_seller}} {website} {LOCATION:(ON|CAN|CA|BC)}
""")
