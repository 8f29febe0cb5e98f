"""Account lines that banks of many countries print alike, from the words of each language."""

from layouts.template import templates

TEMPLATES = templates(r"""
direct_debit 7: {CHANNEL:{chan_debit}} {collecting_side}
direct_debit 6: {CHANNEL:{chan_debit}} {collecting_side} {tagged}
direct_debit 4: {CHANNEL:{chan_debit}}( - |: |/|-|, | \| ){collecting_side}[{gap}{tagged}]
direct_debit 4: {CHANNEL:{chan_debit}} {collecting_side} {purpose_text}
direct_debit 3: {CHANNEL:{chan_debit}} {tagged} {collecting_side}
direct_debit 3: {CHANNEL:{chan_debit}} {collecting_side} {tagged} {tagged}
direct_debit 3: {CHANNEL:{chan_debit}} {from_word} {collecting_side} {tagged}
direct_debit 3: {CHANNEL:{chan_debit}} {to_word} {collecting_side}[ {tagged}]
direct_debit 3: {CHANNEL:{chan_debit}} {moment} {collecting_side}[ {tagged}]
direct_debit 3: {collecting_side} {tagged} {CHANNEL:{chan_debit}}
direct_debit 3: {collecting_side} {tagged}
direct_debit 3: {collecting_side} {CHANNEL:{chan_debit}}
direct_debit 2: {collecting_side} {purpose_text}
direct_debit 2: {collecting_side}
direct_debit 2: {moment} {CHANNEL:{chan_debit}} {collecting_side} {money}
direct_debit 2: {collecting_side} {purpose_text} {tagged} {moment}
direct_debit 2: {CHANNEL:{chan_debit}} {collecting_side} {purpose_text} {tagged} {tagged}
direct_debit 1: {collecting_side}(\*| \*|\* ){purpose_text} {phone}
direct_debit 1: {CHANNEL:{chan_debit}} {website}[ {tagged}]
direct_debit 1: {code} {CHANNEL:{chan_debit}} {collecting_side}
transfer 6: {CHANNEL:{chan_out}} {to_word} {other_side}
transfer 5: {CHANNEL:{chan_out}} {other_side} {purpose_text}
transfer 5: {CHANNEL:{chan_out}} {other_side}
transfer 4: {CHANNEL:{chan_out}} {other_side} {tagged}
transfer 4: {CHANNEL:{chan_out}}( - |: |/|-|, | \| ){other_side}[{gap}{purpose_text}]
transfer 3: {CHANNEL:{chan_out}}(/|-|, | - ){code}(/|-|, | - ){other_side}[(/|-|, | - )\
    {purpose_text}]
transfer 3: {CHANNEL:{chan_out}} {tagged} {to_word} {other_side}
transfer 3: {CHANNEL:{chan_out}} {to_word} {other_side} {tagged}[ {purpose_text}]
transfer 3: {CHANNEL:{chan_out}} {to_word} {other_side} {iban}[ {bic}][ {purpose_text}]
transfer 3: {CHANNEL:{chan_out}} {moment} {other_side}
transfer 2: {CHANNEL:{chan_out}} {code} {other_side} {code}
transfer 2: {CHANNEL:{chan_out}} {iban} {other_side} {purpose_text}
transfer 2: {CHANNEL:{chan_out}} {moment} {to_word} {other_side} {purpose_text} {tagged}
transfer 2: {CHANNEL:{chan_out}}{code} {other_side}
transfer 2: {other_side} {purpose_text}
transfer 2: {other_side} {tagged} {CHANNEL:{chan_out}}
transfer 2: {other_side} {CHANNEL:{chan_out}} {moment}
transfer 2: {moment} {CHANNEL:{chan_out}} {other_side} {money}
transfer 1: {CHANNEL:{chan_out}} {to_word} {other_side}, {bank}, {iban}
transfer 1: {CHANNEL:{chan_out}} {to_word} {ref:####XXXX####}
transfer 1: {CHANNEL:{chan_out}} \({tagged}\) {other_side}
credit 6: {CHANNEL:{chan_in}} {from_word} {payer_side}
credit 5: {CHANNEL:{chan_in}} {payer_side}
credit 4: {CHANNEL:{chan_in}} {payer_side} {purpose_text}
credit 4: {CHANNEL:{chan_in}} {payer_side} {tagged}
credit 3: {CHANNEL:{chan_in}} {tagged} {from_word} {payer_side}
credit 3: {CHANNEL:{chan_in}}( - |: |/|-|, | \| ){payer_side}[{gap}{tagged}]
credit 3: {CHANNEL:{chan_in}}(-|/|\*){code}(-|/|\*){payer_side}[(-|/|\*){purpose_text}]
credit 3: {CHANNEL:{chan_in}} {from_word} {payer_side} {purpose_text} {tagged}
credit 2: {CHANNEL:{chan_in}} {moment} {payer_side} {tagged}
credit 2: {CHANNEL:{chan_in}} {iban} {payer_side} {purpose_text}
credit 2: {payer_side} {CHANNEL:{chan_in}}[ {tagged}]
credit 2: {payer_side} {purpose_text} {tagged}
credit 2: {moment} {CHANNEL:{chan_in}} {payer_side} {money}
credit 1: {payer_side}\*{purpose_text} {tagged}
credit 1: {CHANNEL:{chan_in}} {payer_side}\*{purpose_text}
credit 1: {CHANNEL:{chan_in}} {tagged}
credit 1: {CHANNEL:{chan_in}} {ref_word} {code} {from_word} {payer_side}, {purpose_text}
sepa 3: {CHANNEL:{chan_debit}} {collecting_side}[ ]EREF+{code}[ ]MREF+{code}[ ]CRED+{ref:(DE|AT|\
    LU|FR|NL)##ZZZ########}[ ]SVWZ+{purpose_text}
sepa 2: SVWZ+{purpose_text} EREF+{code} MREF+{code} {CHANNEL:{chan_debit}} {collecting_side}
sepa 2: {CHANNEL:{chan_in}} SVWZ+{purpose_text}[ {tagged}] ABWA+{payer_side}
sepa 2: ?00{CHANNEL:{chan_out}}?10{ref:####}?20EREF+{code}?21SVWZ+{purpose_text}?30{bic}?31{iban}\
    ?32{other_side}
sepa 2: ?00{CHANNEL:{chan_debit}}?20{purpose_text}?21{code}?30{ref:########}?31{ref:##########}\
    ?32<=27 {collecting_side}>
sepa 1: {ref:###}?00{CHANNEL:{chan_in}}?109{ref:###}?20{purpose_text}?32{payer_side}
sepa 2: /EREF/{code}/MARF/{code}/CSID/{ref:NL##ZZZ############}/REMI/{purpose_text}\
    /NAME/{collecting_side}
sepa 2: /ORDP//NAME/{payer_side}/REMI/{purpose_text}/EREF/{code}[/TRCD/{ref:#####}]
sepa 2: /BENM//NAME/{other_side}/REMI/{purpose_text}/ISDT/{date:%Y-%m-%d}
sepa 1: {iban} {bic} {other_side} {purpose_text} {CHANNEL:{chan_out}}
sepa 1: NAME: {other_side} IBAN: {iban} BIC: {bic} {ref_word} {code}
wire 2: {CHANNEL:(SWIFT|Swift Transfer|FOREIGN TRANSFER|INTL WIRE|Auslandszahlung|VIREMENT
    INTERNATIONAL|INWARD TT|OUTWARD TT|INTERNATIONAL PAYMENT|TELEGRAPHIC TRANSFER|WISE TRANSFER)}
    {wire_party}[ {tagged}][ {other_money}]
wire 1: /ORDP/{wire_party} {LOCATION:{street}, {postcode} {city}}/BENM/{holder}\
    /REMI/{purpose_text}/{code}
wire 1: {CHANNEL:{chan_in}} B/O {wire_party} {LOCATION:{city}[ {country2}]} REF {code}
    {other_money}
wire 1: {CHANNEL:{chan_out}} BNF {wire_party} {any_place} OBI {purpose_text} {tagged}
payroll 3: {CHANNEL:{chan_in}} {firm} {purpose_text}
payroll 2: {firm} (SALARY|Payroll|Lohn|Gehalt|SALAIRE|Stipendio|NOMINA|Wages|SALARIO|Lön|\
    Wynagrodzenie) {date:(%B %Y|%m/%Y|%b %Y|%B)}
payroll 1: {CHANNEL:{chan_in}} {PARTY:{company}} {tagged}
fee 7: {CHANNEL:{chan_fee}}
fee 4: {CHANNEL:{chan_fee}} {date:(%B|%B %Y|%m/%Y|%b %Y|%d.%m.%Y|%d/%m/%Y|%m.%Y)}
fee 2: {CHANNEL:{chan_fee}} {tagged}
fee 2: {CHANNEL:{chan_fee}} {money}
fee 2: {CHANNEL:{chan_fee}} (FOR|for|per|-|vom|du|de|di) {day}
fee 1: {moment} {CHANNEL:{chan_fee}} {money}
fee 1: {CHANNEL:{chan_fee}} (-|:) {CHANNEL:{chan_out}}
fee 1: {CHANNEL:{chan_fee}} {any_seller}
interest 2: {CHANNEL:(INTEREST|Interest|Credit interest|INTEREST PAID|Interest earned|DEBIT
    INTEREST|INTEREST CHARGED|DIVIDEND|Bonus interest|OVERDRAFT INTEREST|Cash dividend)}[ {day}|
    {date:%B %Y}| (TO|FOR|UNTIL) {day}]
check 2: {CHANNEL:(CHECK|CHEQUE|Cheque|CHQ|Check deposit|CHEQUE DEPOSIT|CHQ PAID|Assegno|SCHECK|\
    Cheque paid|CHECK PAID|BANK DRAFT|CASHIERS CHECK|INWARD CLEARING|OUTWARD CLEARING|CHEQUE
    CLEARING)}[ (NO|No.|#|NO.|NUMBER|Nr.)]( |  | - ){ref:(######|####|#####|00####|########)}[
    {money}]
check 1: {CHANNEL:(CHQ DEP|CHEQUE DEPOSIT|CLG|CHECK|CLEARING CHEQUE|CHQ|INWARD CLG)}(-| - |/)\
    {ref:######}(-| - |/){other_side}
deposit 2: {CHANNEL:(CASH DEPOSIT|Cash Deposit|DEPOSIT|ATM DEPOSIT|COUNTER DEPOSIT|Branch
    deposit|CDM DEPOSIT|BRANCH CASH DEPOSIT|NIGHT DEPOSIT|Bareinzahlung|VERSEMENT ESPECES|INGRESO
    EFECTIVO|MOBILE DEPOSIT|COUNTER CREDIT|REMOTE DEPOSIT)}[ {tagged}][ {any_place}][ {moment}]
loan 2: {CHANNEL:(LOAN REPAYMENT|LOAN PAYMENT|MORTGAGE PAYMENT|EMI|LOAN INSTALMENT|Kredit Rate|\
    ECHEANCE PRET|RATA MUTUO|CUOTA PRESTAMO|LOAN PMT|Darlehensrate|Mortgage repayment|PRESTACAO)}[
    {tagged}][ {day}]
transfer 2: {CHANNEL:{chan_out}} {to_word} (SAVINGS|Savings|CHECKING|SAV|CURRENT A/C|MY ACCOUNT|\
    OWN ACCOUNT|Sparkonto|LIVRET A|CUENTA|CONTO|Pot|Share 0001) {tagged}
none 2: (BALANCE BROUGHT FORWARD|BALANCE FORWARD|Opening Balance|CLOSING BALANCE|Saldo iniziale|\
    SALDO ANTERIOR|Total|SUBTOTAL|Saldo|B/F|C/F|Page 2 of 4|*** END OF STATEMENT ***|Available
    balance|SOLDE PRECEDENT|Alter Kontostand|Beginsaldo)
""")
