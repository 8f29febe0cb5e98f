"""Layouts of statement lines in India."""

from layouts.template import templates

TEMPLATES = templates(r"""
upi 7: {CHANNEL:UPI/(DR|CR)}/{ref:############}/{in_upi_party}/{in_bank4}/{REFERENCE:{handle}}\
    /({note}|{note}-)
upi 6: {CHANNEL:(TO|BY) TRANSFER-UPI/(DR|CR)}/{ref:############}/{in_upi_party}/{in_bank4}\
    /{REFERENCE:{handle}}/{note}-[-]
upi 5: {CHANNEL:UPI}-{PARTY:{retail}}-{shop_upi}-{ifsc}-{ref:############}-{note}
upi 5: {CHANNEL:UPI}-{in_upi_party}-{REFERENCE:{handle}}-{ifsc}-{ref:############}-{note}
upi 5: {CHANNEL:UPI/(P2M|P2A|P2P)}/{ref:############}/{in_upi_party}/({note}|{REFERENCE:{handle}}\
    )[/{bank}]
upi 4: {CHANNEL:UPI}/{ref:############}/{note}/{REFERENCE:{handle}}/{bank}\
    /{ref:ICI################~~~~}
upi 4: {CHANNEL:UPI}/{in_upi_party}/{ref:############}/{noted}
upi 2: {CHANNEL:(UPI|Paid via UPI|UPI Payment|UPI-COLLECT)}( to | from |: ){in_upi_party}[
    {REFERENCE:{handle}}][ UPI Ref No {ref:############}]
upi 2: {CHANNEL:UPIOUT}/{ref:############}/{REFERENCE:{handle}}/{note}/{ref:####}
upi 2: {CHANNEL:(REV-UPI|UPI-REV|UPI/RRC|Rev:UPI)}(/|-){ref:############}(/|-){in_upi_party}
card 6: {CHANNEL:POS} {ref:(4160##XXXXXX####|5###XXXXXXXX####|XXXXXXXXXXXX####)} {in_till}[
    {where}][ {CHANNEL:POS DEBIT}]
card 4: {CHANNEL:(POS|ECOM PUR|PUR|POS PRCH|ECOM)}/{in_till}/{LOCATION:{city}}/{date:%d%m%y}\
    /{clock:%H:%M}
card 3: {CHANNEL:by debit card-OTHPOS}{ref:############}{PARTY:{retail}} {LOCATION:{city}}--
card 3: {CHANNEL:PCI}/{ref:####}/{in_till}/{LOCATION:{city}}{date:%d%m%y}/{clock:%H:%M}
card 4: {CHANNEL:(VPS|IPS|VIN|TPS)}/{PARTY:({retail}|{online})}/{date:%Y%m%d%H%M%S}\
    /{ref:############}/{mask:#}[/{LOCATION:{city}}]
card 4: {line}
card 2: {aggregator}({shop}|{PARTY:{online}}) {where}
card 2: {CHANNEL:(DEBIT CARD PURCHASE|Purchase|DC PURCHASE|PURCHASE)}( AT | at | ){in_till}
    {where} (ON|on) {date:(%d-%m-%Y|%d/%m/%y|%d-%b-%Y)}[ {amount:(INR 0.00|Rs.0.00|Rs. 1,000.00)}]
card 4: {PARTY:{web_seller}} {website} {LOCATION:(IN|IND|Mumbai|Gurgaon)}
card 4: {far} {phone}
card 2: {CHANNEL:(EMI|EMI PURCHASE|MERCHANT EMI)} {PARTY:({retail}|{online})} {instalment}[
    {amount:(INR 0.00|Rs. 1,000.00)}]
card 2: {line} {amount:(INR 0.00|Rs.0.00)}
foreign 3: {abroad} {foreign_amount} @ {rate:.}
foreign 2: {CHANNEL:(DCC MARKUP FEE|FCY MARKUP FEE|DC INTL POS TXN MARKUP+ST)}[ {date:%d%m%y}][
    {foreign_amount}]
transfer 4: {CHANNEL:(NEFT CR|NEFT DR|NEFT)}-{ifsc}-{payee}-{holder}-{ref:(N%j##########|\
    ?????#########|AXMB########)}
transfer 3: {CHANNEL:(BY|TO) TRANSFER-NEFT}*{ifsc}*{ref:(N%j##########|CMS#########)}*{payee}--
transfer 3: {CHANNEL:(NEFT|NEFT/MB|BIL/NEFT|INB/NEFT)}/{ref:(AXMB##########|N%j##########|\
    00#########)}/{payee}/{bank}[/{note}]
transfer 4: {CHANNEL:(IMPS|MMT/IMPS|IMPS/P2A|MB IMPS|IMPS-OUT)}(/|-){ref:############}(/|-)\
    {payee}(/|-)({bank}|{ref:XXXXXXX####}|{note})[/{note}]
transfer 3: {CHANNEL:IMPS}-{ref:############}-{person}-{in_bank4}-{ref:XXXXXXX####}-{note}
transfer 3: {CHANNEL:(RTGS|RTGS CR|RTGS DR)}(-| |/){ref:(HDFCR5%Y%m%d########|\
    SBINR1%Y%m%d########|{ifsc_code})}(-|/| ){payee}[(-|/){note}]
transfer 2: {ref:50100#########}-{CHANNEL:TPT}-{note}-{person}
transfer 2: {CHANNEL:(INF/INFT|INF|FT|IFT|INFT)}(/|- ){ref:0##########}(/|- ){payee}[(/|- ){note}]
transfer 2: {CHANNEL:(BY TRANSFER|TO TRANSFER)-INB} {payee}[ {ref:IK00######}][-{ref:!!!!!!!!}]
transfer 1: {CHANNEL:(MB:SENT|MB:RECEIVED)} (TO|FROM) {person}/{note}
direct_debit 4: {CHANNEL:(ACH D|NACH DR|ACH-DR|ACH DR|NACH-DR|ACHDR|ECS DR|NACH_DR)}(- |-|/| )\
    {collector}(-|/| ){ref:(!!!!!!!!!!|##########|ICIC0000#######)}
direct_debit 3: {CHANNEL:(NACH|ECS|ACH|SI|E-MANDATE|NACH/TP ACH|EMI)}(/| ){collector}(/| )\
    {ref:(##########|!!!!!!!!!)}[/{date:(%d-%m-%Y|%d%m%y)}]
direct_debit 2: {CHANNEL:ACH C}- {PARTY:({biller}|{payer})}-{ref:(##########|!!!!!!!!)}
direct_debit 1: {CHANNEL:EMI} {ref:########} CHQ {ref:S##########} {ref:############}
bill_payment 3: {CHANNEL:(BIL/ONL|BIL/BPAY|IB BILLPAY DR|BILLPAY|BBPS|BIL/INFT)}(/|-| )\
    {ref:(00##########|HDFC??|BD##########)}(/|-| ){collector}[(/|-){ref:!!!!!!!!!!}]
bill_payment 2: {CHANNEL:(INB|TO TRANSFER-INB|WDL TFR INB)} {PARTY:({online}|{biller})}
    {ref:(IG0!!!!!!!!|########)}
payroll 3: {CHANNEL:(NEFT CR|ACH C|BY TRANSFER-NEFT|IMPS CR|RTGS CR)}(-| |*|- ){sender}[(-| )\
    (SALARY|SAL {date:%b}|SALARY FOR {date:%B %Y}|SAL {date:%b %Y})][-{ref:(N%j##########|\
    ##########)}]
payroll 1: (SALARY|SAL) {date:(%B|%b %Y|%b-%y)} {sender}
atm 4: {CHANNEL:(ATM WDL|ATM-CASH|ATW|NWD|EAW|ATM WDL-ATM CASH|CASH WDL|ATM-NFS)}(-| |/)\
    {ref:(4160##XXXXXX####|####|S1??????)}(-| |/){LOCATION:({city}|{road} {city}|{road})}[(-| |/)\
    {date:(%d%m%y|%d-%m-%Y|%d/%m/%y)}]
atm 2: {CHANNEL:(ATM WDL|ATM CASH WITHDRAWAL|Cash Withdrawal)} {PARTY:{bank}} {LOCATION:{city}}
    {date:(%d/%m/%Y|%d-%b-%y)}[ {clock:%H:%M}]
fee 4: {CHANNEL:(SMS CHARGES|AMB CHARGES|ATM ANNUAL FEE|CONSOLIDATED CHARGES FOR A/C|DEBIT CARD
    ANNUAL FEE|MIN BAL CHGS|NEFT CHGS|ATM DECLINE FEE|CHEQUE RETURN CHARGES|INSTAALERT CHG|ANNUAL
    MAINTENANCE CHARGES|IMPS COMMISSION)}[( | FOR | ){date:(%b-%Y|%b %y|%m/%Y|%d%m%y)}][
    {fee:(Rs.0.00|INR 0.00)}]
interest 3: {CHANNEL:(INTEREST PAID|CREDIT INTEREST|Int.Pd|INTEREST CREDIT|SB INTEREST|FD INTEREST
    CREDIT)}( TILL | FOR |:){date:(%d-%b-%Y|%b %Y|%d-%m-%Y)}[ to {later:%d-%m-%Y}]
check 2: {CHANNEL:(CHQ PAID|CHQ PAID-MICR CTS|CLG|BY CLG|CHEQUE PAID|CTS CLG|TO CLG)}(-| ){payee}\
    [(-| ){ref:######}]
cash 2: {CHANNEL:(CASH DEPOSIT|CASH DEP|BY CASH|CASH DEPOSIT BY SELF|CSH DEP \(CDM\))}(-| AT |- )\
    {LOCATION:{city}}[ {ref:####}]
upi 2: {PARTY:{online}}/{shop_upi}/{CHANNEL:UPI}/{ref:############}
foreign 2: {CHANNEL:IRM}/{amount:CUX0.00}@{rate:.}GST{mask:###}/INREM/{date:%Y%m%d%H%M%S}
""")
