"""Layouts of statement lines in New Zealand."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 6: {CHANNEL:(POS W/D|EFTPOS|VISA PURCHASE|POS|Visa Purchase|EFT-POS|POS W/D LOYALTY)} {till}[
    {where}][(-| ){clock:%H:%M}]
card 4: {till} {where} {ref:####-****-****-####} {CHANNEL:(Eft-Pos|POS|VISA DEBIT|Debit Card)}
card 4: {ref:(4###******** ####|######******####|4835-****-****-####)} {till} {CHANNEL:(Visa
    Purchase|EFTPOS)} {day}
card 3: {till} {LOCATION:{city}( NZ| NZL||)} {CHANNEL:(VISA|DEBIT)}[ {ref:#### ##}]
direct_debit 5: {CHANNEL:(D/D|DD|DIRECT DEBIT|Direct Debit|DD -)} {collector}[ {ref:(##########|\
    ########|!!!!!!!!!)}]
direct_debit 3: {collector} {CHANNEL:(DIRECT DEBIT|DD|Direct Debit)}[ {ref:########} {code}]
transfer 5: {CHANNEL:(AP|A/P|AUTOMATIC PAYMENT|Automatic Payment|BP|B/P|BILL PAYMENT|Bill
    Payment)} {payee}[ {note}][ {code}]
transfer 4: {CHANNEL:(DC|D/C|DIRECT CREDIT|Direct Credit|BC|CREDIT)} {sender}[ {note}][ {code}]
transfer 3: {CHANNEL:(MB TRANSFER|MB|INTERNET XFR|Transfer|FT|TFR OUT|TRANSFER)} (TO|FROM)
    {ref:(##-####-#######-##|##-####-#######-###|####-##)}
transfer 2: {payee} {ref:##-####-#######-##} {note}
p2p 2: {CHANNEL:(Payment|MB PAYMENT)} (to|from) {person} {noted}
payroll 3: {sender} (SALARY|WAGES|Pay|{CHANNEL:DIRECT CREDIT})[ {code}]
payroll 2: {PARTY:(Inland Revenue|IRD|MSD|Work and Income|WINZ|ACC|Kiwisaver|StudyLink)}[ {code}][
    {CHANNEL:(DC|DIRECT CREDIT)}]
atm 3: {CHANNEL:(ATM W/D|CASH W/D|ATM DEBIT|ATM|ATM FASTCASH)} {PARTY:{bank}} {LOCATION:{city}}[
    {clock:%H:%M}]
fee 3: {CHANNEL:(MONTHLY A/C FEE|ACCOUNT FEE|OFFSHORE SERVICE MARGIN|UNARRANGED OVERDRAFT FEE|BASE
    A/C FEE|RESIDENT WITHHOLDING TAX|WITHHOLDING TAX|CARD FEE|Service Charge)}[ {date:(%d %b|%b)}]
""")
