"""Layouts of account transactions in the United States: ACH, wires, Zelle, checks, fees."""

from layouts.template import templates

TEMPLATES = templates(r"""
ach 12: {originator} DES:{us_description} ID:{ref:(##########|XXXXX####|!!!!!!!!!!)} INDN:{holder}
    CO ID:{ref:(XXXXX#####|##########|#########)} {CHANNEL:(PPD|PPD|WEB|CCD|TEL)}
ach 2: {PROCESSOR:PAYPAL} DES:{CHANNEL:INST XFER} ID:{PARTY:{paypal_shops}} INDN:{holder} CO
    ID:{ref:PAYPAL(SI77|SD11|EC88)} {CHANNEL:WEB}
ach 4: {firm} DES:({us_description}|{invoice_word}) ID:{ref:!!!!!!!} INDN:{holder} CO
    ID:{ref:##########} {CHANNEL:(CCD|PPD|CTX)}[ PMT INFO:{ref:TRN*1*##########}]
ach 9: ORIG CO NAME:{originator} ORIG ID:{ref:(##########|##########|##########|??????????|\
    ?#########)} DESC DATE:{date:%y%m%d} CO ENTRY DESCR:{us_description}[ ]SEC:{CHANNEL:(PPD|WEB|\
    CCD|TEL|CTX)}[ ]TRACE#:{ref:###############} EED:{later:%y%m%d} IND ID:{ref:(##########|\
    XXXXX####|??##########|!!!!!!!!!!)} IND NAME:{holder}[ TRN: {ref:##########TC}]
ach 2: Orig CO Name:{originator}    Orig ID:{ref:XXXXXX####} Desc Date:(      |{date:%b %d}) CO
    Entry Descr:{us_description} Sec:{CHANNEL:(PPD|WEB|CCD)} Trace#:{ref:###############}
    Eed:{later:%y%m%d} Ind ID:{ref:##########} Ind Name:{holder}
ach 8: {originator} {us_description} {date:%y%m%d} {ref:(##########|XXXXX####)} {holder}
ach 5: {originator} {us_description} {ref:(##########|!!!!!!!!!)}[ {holder}]
ach 6: {originator} {us_description}
ach 3: {originator} {CHANNEL:(PPD|WEB|CCD)} ID: {ref:##########}
ach 3: {originator} {us_description} {CHANNEL:(PPD|WEB)} ID: {ref:(##########|9########)}
ach 6: {CHANNEL:(ACH DEBIT|ACH CREDIT|ACH WITHDRAWAL|ACH DEPOSIT|ACH PAYMENT|ACH Electronic
    Debit|ACH Electronic Credit|Preauthorized ACH Debit|EFT DEBIT|Electronic Withdrawal|Electronic
    Deposit|Direct Debit|Preauthorized Withdrawal)}( - |, | |: ){originator}( {us_description}|)[
    {ref:(XXXXX####|##########)}]
ach 3: {CHANNEL:ACH (WEB-SINGLE|WEB-RECUR|CREDIT|DEBIT|TEL-SINGLE)} {ref:##########} {originator}
ach 2: {CHANNEL:(WEB PMT SINGLE|WEB PMT RECUR|DIRECT PAYMENT)} - {originator} {ref:XXXXX####}
ach 2: {CHANNEL:(Electronic Withdrawal|Electronic Deposit)} (To|From) {originator}
    REF={ref:%y%j00########N00} {ref:##########}{us_description}
ach 3: {CHANNEL:(Withdrawal ACH|Deposit ACH|External Withdrawal|External Deposit)} {originator}
    TYPE: {us_description} ID: {ref:##########}[ DATA: {ref:!!!!!!!}] CO: {PARTY:{same_seller}}[
    Entry Class Code: {CHANNEL:(PPD|WEB|CCD)}][ ACH Trace Number: {ref:###############}]
ach 2: {CHANNEL:(External Withdrawal|External Deposit|ACH Withdrawal)} {originator}
    ({ref:##########}|) - {us_description}
ach 2: {CHANNEL:BUSINESS TO BUSINESS ACH (DEBIT|CREDIT)} - {firm} {us_description} {date:%y%m%d}
    {ref:!!!!!!!!} {holder}
ach 1: {CHANNEL:(Withdrawal|Deposit)} from {originator}
ach 2: {CHANNEL:Paid} To - {originator} Chk {ref:####}
ach 1: {CHANNEL:Deposit - ACH Paid} From {originator} {purpose}
ach 2: {CHANNEL:(CCD DEBIT|ACH DEBIT|ELECTRONIC PMT-WEB|ELECTRONIC PMT-TEL)}, {originator}
    {ref:****#####}
ach 2: {PARTY:{biller}} DES:{PARTY:{same_seller}} ID:{ref:(XXXXX####|!!!!!!!!!!)} INDN:{holder} CO
    ID:{ref:##########} {CHANNEL:(PPD|WEB)}
ach 1: {CHANNEL:ACH Electronic (Credit|Debit)}{originator} {us_description}[ {ref:######}]
payroll 5: {sender} {CHANNEL:(DIRECT DEP|DIR DEP|DIRECT DEPOSIT|DirDep)}[ {ref:##########}][
    {holder}]
payroll 4: {sender} (PAYROLL|Payroll|SALARY|REG SALARY|PAYROLL {date:%m/%d}|PR PAYMENT)[
    {ref:!!!!!!!!!}]
payroll 3: {CHANNEL:(DIRECT DEPOSIT|Direct Deposit|DIRECT DEP)}( - | |: )(PAYROLL |){sender}[
    {ref:XXXXXXXXXXX####}]
payroll 2: {sender} DES:(PAYROLL|SALARY|PAYMENT) ID:{ref:#########} INDN:{holder} CO
    ID:{ref:XXXXX#####} {CHANNEL:PPD}
payroll 2: {PARTY:(US TREASURY 310|SSA TREAS 310|VACP TREAS 310|IRS TREAS 310|SSI TREAS 310)}
    (XXSOC SEC|XXSUPP SEC|TAX REF|XXVA BENEF|CHILD CTC|FED BEN) {date:%m%d%y}[ {ref:XXXXXXXXX}]
wire 5: WIRE TYPE:{CHANNEL:(WIRE IN|INTL IN|BOOK IN)} DATE: {date:%y%m%d} TIME:{clock:%H%M ET}
    TRN:{ref:%Y%m%d00######} SEQ:{ref:##########}/{ref:######} ORIG:{firm} ID:{ref:##########} SND
    BK:{bank} ID:{ref:#########}[ PMT DET:{us_details}]
wire 4: WIRE TYPE:{CHANNEL:(WIRE OUT|INTL OUT|BOOK OUT)} DATE:{date:%y%m%d} TIME:{clock:%H%M ET}
    TRN:{ref:%Y%m%d00######} SERVICE REF:{ref:######} BNF:{wire_party} ID:{ref:##########} BNF
    BK:{bank} ID:{ref:#########}[ PMT DET:{us_details}]
wire 3: {CHANNEL:(FEDWIRE CREDIT|CHIPS CREDIT|FEDWIRE DEBIT)} VIA: {bank}/{ref:#########} (B/O|\
    A/C): {wire_party} {LOCATION:{city} {state}[ {postcode}]} REF: CHASE NYC/CTR/BNF={holder}[
    RFB={ref:O/B !!!!!!}] IMAD: {ref:%m%dB1Q8021C00####} TRN: {ref:##########FF}
wire 3: {CHANNEL:WT} FED#{ref:#####} {bank} /ORG={wire_party} SRF# {ref:%Y%m%d00######}
    TRN#{ref:%y%m%d######} RFB# {ref:######}
wire 2: {CHANNEL:WT} SEQ{ref:######} {holder} /BNF={wire_party} SRF# {ref:!!!!!!!!!!!!}
    TRN#{ref:%y%m%d######}
wire 3: {CHANNEL:(ONLINE DOMESTIC WIRE TRANSFER|ONLINE INTERNATIONAL WIRE TRANSFER|DOMESTIC WIRE
    TRANSFER)} VIA: {bank}/{ref:#########} A/C: {wire_party} {LOCATION:{city} {state}} REF:
    {us_details} IMAD: {ref:%m%dB1QGC0#C00####} TRN: {ref:##########ES} {date:%m/%d}
wire 3: {CHANNEL:(INCOMING WIRE|OUTGOING WIRE|WIRE TRANSFER IN|WIRE TRANSFER OUT|INCOMING WIRE
    TRANSFER|Wire Transfer Credit|Wire Transfer Debit|INTL WIRE IN|Incoming Money Transfer)}( |, |
    - )[(FROM|TO) ]{wire_party}[ (REF|TRN|REF#) {ref:(##########|%Y%m%d######)}]
wire 1: {CHANNEL:INCOMING WIRE} ORG {wire_party}; OBI {us_details}; BNF {holder}; SWIFT {bic}
wire 1: {CHANNEL:BOOK TRANSFER CREDIT} B/O: {wire_party} {LOCATION:{city} {state}}
    ORG:/{ref:##########} TRN: {ref:##########FS}
fee 2: {CHANNEL:(WIRE TRANSFER FEE|Wire Transfer Fee|INCOMING WIRE TRANSFER CHARGE|OUTGOING WIRE
    FEE|ONLINE DOMESTIC WIRE FEE|INTL WIRE TRANS SVC CHARGE)}[ TRN: {ref:%Y%m%d00######}]
p2p 7: {CHANNEL:Zelle payment} (from|to) {person} Conf# {ref:(~~~~~~~~~|T0!!!!!!!|!!!!!!!!!)}
p2p 4: {CHANNEL:Zelle payment} (from|to) {person} for "{noted}"; Conf# {ref:~~~~~~~~~}
p2p 3: {CHANNEL:(Zelle Transfer|Zelle Recurring payment|Zelle Scheduled payment)}[ to] Conf#
    {ref:~~~~~~~~~}; {person}
p2p 5: {CHANNEL:ZELLE} (TO|FROM) {person} ON {date:%m/%d} REF #[ ]{ref:(RP0!!!!!!!|WFCT0!!!!!!!|\
    PP0!!!!!!!)}[ {noted}]
p2p 4: {CHANNEL:(Zelle Payment|Quickpay With Zelle Payment|Zelle Pmt)} (To|From) {person}
    {ref:(###########|JPM99!!!!!!|BAC!!!!!!!!!|WFCT!!!!!!!!)}
p2p 3: {CHANNEL:(ZELLE INSTANT PMT|ZELLE DEBIT|ZELLE CREDIT|ZELLE PAYMENT|Zelle Instant PMT)}
    (TO|FROM) {person}[ {ref:(USB!!!!!!!!|H##########|US0!!!!!!!!)}]
p2p 2: {CHANNEL:(Zelle money sent|Zelle money received|Zelle money returned)} (to|from) {person}
p2p 2: {CHANNEL:(TD ZELLE SENT|TD ZELLE RECEIVED)}, {ref:*****######} {CHANNEL:Zelle} {person}
p2p 3: {PARTY:VENMO} {CHANNEL:(PAYMENT|CASHOUT)} {date:%y%m%d} {ref:##########} {holder}
p2p 3: {PARTY:VENMO} DES:{CHANNEL:(PAYMENT|CASHOUT)} ID:{ref:##########} INDN:{holder} CO
    ID:{ref:XXXXX##992} {CHANNEL:(WEB|PPD)}
p2p 4: {PROCESSOR:(Venmo|VENMO)} {CHANNEL:(payment|Payment)} (to|from) {person}[( - |: | ){noted}]
p2p 3: {PROCESSOR:(CASH APP|Cash App)}*{person} {PHONE:8774174551} {LOCATION:CA}
p2p 2: {CHANNEL:(PMNT SENT|PMNT RCVD)} {date:%m%d} {PROCESSOR:(CASH APP|VENMO|APPLE CASH)}\
    *{person} {LOCATION:{city} {state}}
p2p 2: {CHANNEL:MONEY TRANSFER AUTHORIZED ON} {date:%m/%d} (FROM |){PROCESSOR:(VENMO|CASH APP|\
    SQUARE)} *{person} {LOCATION:{state}} {ref:S%y%j##########} CARD {ref:####}
p2p 4: {PROCESSOR:PAYPAL} {CHANNEL:INST XFER} {date:%y%m%d} {PARTY:{paypal_shops}} {holder}
p2p 4: {PARTY:PAYPAL} {CHANNEL:(INST XFER|TRANSFER|ECHECK|INSTANT TRANSFER)} {date:%y%m%d}
    {ref:##########}[ {holder}]
p2p 2: {PARTY:PAYPAL} DES:{CHANNEL:(INST XFER|TRANSFER)} ID:{ref:##########} INDN:{holder} CO
    ID:{ref:PAYPALSI77} {CHANNEL:(WEB|PPD)}
p2p 2: {PARTY:(APPLE CASH|Apple Cash|CASH APP|Cash App|VENMO)} {CHANNEL:(BALANCE ADD|CASH OUT|INST
    XFER|TRANSFER)}[ {phone}][ {LOCATION:CA}]
check 3: {CHANNEL:(CHECK|Check|CHECK PAID|CHK|Draft)}( | # |#|: |  ){ref:(####|###|#####)}
check 1: {CHANNEL:(CHECK|Check)} {REFERENCE:#{mask:####}}
check 1: {CHANNEL:(CHECK CONVERSION|CHECKPAYMT|ARC CHECK)} {PARTY:{biller}} {CHANNEL:CHECK PYMT}
    {ref:####}
check 1: {CHANNEL:(CASHED CHECK|DEPOSITED OR CASHED CHECK|CASHIERS CHECK|SUBSTITUTE CHECK)}[ #
    {ref:####}]
check 1: {CHANNEL:CHECK} NO: {ref:####}
check 1: {PARTY:{biller}} {CHANNEL:(CHECK PYMT|CHECKPAYMT|E-CHECK)} {ref:####} {CHANNEL:(ARC|POP|\
    BOC)} ID: {ref:##########}
deposit 2: {CHANNEL:(MOBILE DEPOSIT|Remote Online Deposit|MOBILE CHECK DEPOSIT|ATM CHECK DEPOSIT|\
    Counter Credit|BRANCH DEPOSIT|ATM CASH DEPOSIT|DEPOSIT)}[ {ref:##########}]
deposit 1: {CHANNEL:MOBILE DEPOSIT} : REF NUMBER :{ref:############}
deposit 1: {CHANNEL:eDeposit IN BRANCH} {date:%m/%d/%y} {clock:%I:%M:%S %p} {LOCATION:{street}
    {city} {state}} {ref:####}
deposit 1: {CHANNEL:ATM (CASH|CHECK) DEPOSIT} {date:%m/%d} {LOCATION:{street} {city} {state}} Card
    {ref:####}
deposit 1: {CHANNEL:BKOFAMERICA MOBILE} {date:%m/%d} {ref:XXXXX#####} {CHANNEL:DEPOSIT} *MOBILE
    {LOCATION:{state}}
atm 3: {CHANNEL:BKOFAMERICA ATM} {date:%m/%d} {REFERENCE:#{mask:#########}} {CHANNEL:(WITHDRWL|\
    DEPOSIT|XFER TO CHK)} {LOCATION:{road} {city} {state}}
atm 3: {CHANNEL:(ATM WITHDRAWAL|NON-WF ATM WITHDRAWAL) AUTHORIZED ON} {date:%m/%d}
    {LOCATION:{street} {city} {state}} {ref:000####} ATM ID {ref:####?} CARD {ref:####}
atm 3: {CHANNEL:(ATM WITHDRAWAL|ATM Withdrawal|ATM CASH WITHDRAWAL|ATM W/D|Non-Chase ATM
    Withdraw|CASH WITHDRAWAL)} {ref:00####} {date:%m/%d} {LOCATION:{street}[ {city} {state}]}[
    Card {ref:####}]
atm 3: {CHANNEL:(ATM Withdrawal|ATM WITHDRAWAL|Withdrawal ATM|ATM Debit|Non-Network ATM
    Withdrawal|NONTD ATM DEBIT)}( - | ){PARTY:({us_atm}|{retail})} {LOCATION:{city} {state}}
atm 1: {CHANNEL:(TD ATM DEBIT|PNC ATM WITHDRAWAL|CITI ATM WITHDRAWAL|US BANK ATM WITHDRAWAL)}
    {LOCATION:{city} {state}}[ SERIAL {ref:######}]
fee 6: {CHANNEL:(SERVICE FEE|MONTHLY SERVICE FEE|MONTHLY MAINTENANCE FEE|OVERDRAFT FEE|OVERDRAFT
    ITEM FEE|NSF FEE|INSUFFICIENT FUNDS FEE|NON-WF ATM TRANSACTION FEE|NON-CHASE ATM FEE|OUT OF
    NETWORK ATM FEE|STOP PAYMENT FEE|PAPER STATEMENT FEE|ANNUAL FEE|LATE FEE|RETURNED ITEM FEE|\
    CASH ADVANCE FEE|ATM FEE|Account Analysis Charge|Late Payment Fee)}
fee 2: {CHANNEL:(OVERDRAFT ITEM FEE|NSF RETURNED ITEM FEE)} FOR ACTIVITY OF {date:%m-%d}[
    ELECTRONIC TRANSACTION]
fee 1: {CHANNEL:(MONTHLY SERVICE FEE|ATM FEE|MAINTENANCE FEE|EXCESS ACTIVITY FEE)} (FOR {date:%B}\
    |{date:%m/%d})
interest 3: {CHANNEL:(INTEREST PAYMENT|Interest Payment|INTEREST PAID|INTEREST EARNED|Monthly
    Interest Paid|INTEREST CREDIT|Interest Charge on Purchases|DIVIDEND EARNED|Interest Charged|\
    INTEREST CHARGE:PURCHASES)}
interest 1: {CHANNEL:(INTEREST PAID|INTEREST CREDIT)} (THIS PERIOD |){date:%m/%d} THROUGH
    {later:%m/%d}
transfer 4: {CHANNEL:(Online Transfer|ONLINE TRANSFER|Online Banking transfer|Mobile Transfer|\
    Online scheduled transfer)} (to|from) (CHK|SAV|Checking|Savings|MMA|CRD) {ref:(...####|####|\
    XXXXXXX####|x####)} (transaction#: |Confirmation# |Conf# ){ref:(##########|~~~~~~~~~)}[
    {date:%m/%d}]
transfer 3: {CHANNEL:(ONLINE TRANSFER|RECURRING TRANSFER)} (TO|FROM) {person} (EVERYDAY CHECKING|\
    WAY2SAVE SAVINGS|SAVINGS) {ref:XXXXXX####} REF #{ref:(IB0!!!!!!!|OP0!!!!!!!)} (ON
    {date:%m/%d/%y}|)
transfer 2: {CHANNEL:(Transfer|Internet Transfer|Telephone Transfer|XFER|Home Banking Transfer|\
    Overdraft Protection Transfer|Overdraft Transfer)} (to|from) (Share|Checking|Savings|SAV|DDA|\
    acct) {ref:(####|XXXX####|00##)}
transfer 1: {CHANNEL:KEEP THE CHANGE TRANSFER} TO (ACCT|SAV) {ref:####} FOR {date:%m/%d/%y}
transfer 1: {CHANNEL:(eTransfer Debit|eTransfer Credit)}, {CHANNEL:Online Xfer Transfer} to SV
    {ref:##########}
transfer 1: {CHANNEL:(Withdrawal|Deposit)} (to|from) 360 (Performance Savings|Checking)
    {ref:XXXXXXX####}
bill_payment 3: {CHANNEL:(BILL PAY|BILL PMT|ONLINE BILL PAYMENT|Online Bill Pay|BILLPAY)}
    {PARTY:{biller}}[ ON-LINE {ref:(XXXXX####|XXXXXXXX#####)}] ON {date:%m-%d}
bill_payment 3: {CHANNEL:Online Payment} {ref:###########} To {PARTY:{biller}} {date:%m/%d}
bill_payment 3: {CHANNEL:(Bill Payment|BILL PAYMENT|Online Bill Payment|WEB AUTHORIZED PMT|Phone
    Pmt|BillPay Debit)}( to | |: ){PARTY:{biller}}[ {ref:(##########|####)}]
bill_payment 2: {PARTY:{biller}} {CHANNEL:Bill (Pay|Pmt|Pymt)}
bill_payment 2: {CHANNEL:(AUTOMATIC PAYMENT|AUTOPAY PAYMENT|ONLINE PAYMENT|MOBILE PAYMENT|\
    PAYMENT)}( - |, )(THANK YOU|Thank You|THANK YOU {date:%m/%d})
bill_payment 2: {CHANNEL:Payment} to (Chase card|Citi card|credit card) ending in {ref:####}[
    {date:%m/%d}]
none 1: (BEGINNING BALANCE|ENDING BALANCE|Balance Forward|Daily Balance|Statement Summary|Thank
    You|SEE REVERSE)
""")
