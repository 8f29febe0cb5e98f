"""Layouts of statement lines in Ireland."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 6: {CHANNEL:(VDP|VDC|VDA|POS|VDP-|POSC)}(-|- | ){till}[ {where}]
card 4: {CHANNEL:(POS|POSC|VISA DEBIT|Contactless|DEBIT CARD)}{date:%d%b}[ {clock:%H:%M}] {till}
    {where}
card 4: {date:%d/%m} {till} {LOCATION:{city}[ IE| IRL]}[ {CHANNEL:(Contactless|APPLE PAY)}]
card 3: {CHANNEL:(VDP|VDC)}-{PARTY:{web_seller}}[ {website}]
card 2: {CHANNEL:POS} {till} {LOCATION:{city}} {money} {ref:######}
card 2: {PROCESSOR:(SumUp|Revolut|STRIPE|SQ|PayPal)}(\*| \*|  \*){shop}[ {LOCATION:(Dublin|Cork|\
    Galway|{city})}]
direct_debit 5: {CHANNEL:(DD|D/D|SEPA DD|Direct Debit|SEPA Direct Debit)} {collector}[
    {ref:(IE##ZZZ######|##########|!!!!!!!!)}]
direct_debit 3: {collector} {CHANNEL:(DD|SEPA DD|D/D)}[ {code}]
direct_debit 2: {collector} {ref:IE##SEPA####/########} {CHANNEL:SEPA DD}
transfer 5: {CHANNEL:(365 Online|365 PAYMENT|MOBI|TR|TRF|MOBI|INET|SEPA INST|CT|To A/C|INET)}
    {payee}[ {note}]
transfer 3: {CHANNEL:(MOBI|INET|MOBI|365 ONLINE)} {note}
transfer 3: {sender} {note} {CHANNEL:(SEPA CREDIT|SEPA CT|CT|BGC)}
transfer 2: {CHANNEL:(SO|S/O|STANDING ORDER|STO)} {payee}
p2p 3: {CHANNEL:(Transfer|Payment|Sent|Money added|Exchanged)} (to|from) {person}[ {noted}]
p2p 1: {CHANNEL:(Top-Up|Apple Pay Top-Up|Card Top-Up)} by {ref:*####}
payroll 2: {sender} (SALARY|WAGES|PAYROLL|PAY)[ {ref:IE##########}][ {CHANNEL:(SEPA CT|CT)}]
payroll 2: {PARTY:(DSP CHILD BENEFIT|DEPT SOCIAL PROTECTION|DSP PENSION|REVENUE|REVENUE
    COMMISSIONERS|HSE|DEPT OF EDUCATION)}[ {CHANNEL:(CT|SEPA CREDIT)}][ {code}]
atm 4: {CHANNEL:(ATM|ATM LODGMENT|CASH|AIB ATM|BOI ATM)} {date:%d%b} {clock:%H:%M}
    {LOCATION:({road}|{city}|{road} {city})}
atm 2: {CHANNEL:ATM}{date:%d%b} {LOCATION:{city}}
fee 3: {CHANNEL:(GOVERNMENT STAMP DUTY|Fee-Qtr|ACCOUNT MAINTENANCE FEE|FEE- QTR TO|CHARGES TO|\
    DEBIT CARD CHARGES|MONTHLY FEE|SERVICE FEE|FX MARGIN FEE|Online access fee)} {date:(%d %b|\
    %d%b%y|%d%b)}
deposit 1: {CHANNEL:(LODGEMENT|LODGMENT|CASH LODGEMENT|Lodgement)}[ {code}][ {LOCATION:{city}}]
""")
