"""The layouts of statement lines, by country: kind, weight and pattern (see grammar.py).

The patterns are written in the case in which banks print them; generate.py varies the case. What
is labelled follows the annotation guidelines: values, not key words; PARTY is the other side only;
CHANNEL is the longest phrase that names the type of the transaction.
"""

from typing import NamedTuple


class Template(NamedTuple):
    """How often a bank prints which pattern, for one kind of transaction."""

    kind: str
    weight: int
    pattern: str


def _templates(block: str) -> tuple[Template, ...]:
    """Read one template a line: `kind weight: pattern`.

    A line indented further continues the one above, after a space, or directly if that one ends
    in a backslash.
    """
    lines: list[str] = []
    for line in block.strip("\n").splitlines():
        if not line.startswith(" " * 12):
            lines.append(line.strip())
        elif lines[-1].endswith("\\"):
            lines[-1] = lines[-1][:-1] + line.strip()
        else:
            lines[-1] += " " + line.strip()
    heads = (line.partition(": ") for line in lines if line)
    return tuple(Template(*_kind_and_weight(head), pattern) for head, _, pattern in heads)


def _kind_and_weight(head: str) -> tuple[str, int]:
    kind, weight = head.split()
    return kind, int(weight)


TEMPLATES: dict[str, tuple[Template, ...]] = {
    "US": _templates(r"""
        card 60: {line}
        card 10: {CHANNEL:CHECKCARD} {date:%m%d} {line}[ {ref:2######################}]
        card 4: {CHANNEL:CHECKCARD} {date:%m%d} {line}
            {ref:2######################}[ {CHANNEL:RECURRING}] CKCD {mcc} {ref:XXXXXXXXXXXX####}
        card 4: {CHANNEL:(PURCHASE|MOBILE PURCHASE)} {date:%m%d} {line}
        card 9: {CHANNEL:(PURCHASE|RECURRING PAYMENT|RECURRING PURCHASE|PURCHASE INTL) AUTHORIZED
            ON} {date:%m/%d} {line} {ref:(S|P)%y%j##########} CARD {ref:####}
        card 4: {CHANNEL:(PURCHASE|RECURRING PAYMENT|PURCHASE RETURN) AUTHORIZED ON} {date:%m/%d}
            {line}[ CARD {ref:####}]
        card 2: {CHANNEL:PURCHASE WITH CASH BACK} {cash:$ 0.00} AUTHORIZED ON {date:%m/%d}
            {brand} {store} {LOCATION:{city} {state}} {ref:P00#########} CARD {ref:####}
        card 6: {CHANNEL:(Card Purchase|Recurring Card Purchase|Card Purchase With Pin|Card
            Purchase W/Cash)} {date:%m/%d} {line} Card {ref:####}
        card 8: {CHANNEL:(POS PURCHASE|POS DEBIT|POS|POS PUR|POS WITHDRAWAL|Point of Sale
            Withdrawal|POS Transaction|PIN PURCHASE|Interlink Purchase)} {line}
        card 5: {CHANNEL:(DEBIT CARD PURCHASE|DEBIT PURCHASE|DEBIT CARD|CARD PURCHASE|VISA
            PURCHASE|Debit Card Withdrawal|Signature Purchase|Visa Check Card)}( - | |: ){line}
        card 5: {CHANNEL:(DEBIT CARD PURCHASE|POS PURCHASE|RECURRING DEBIT CARD)}
            {ref:(XXXXX####|XXXXXXXXXXXX####)} {line}
        card 3: {CHANNEL:(DEBIT PURCHASE -VISA|RECURRING DEBIT PURCHASE -VISA)} {line}
        card 3: {CHANNEL:DEBIT PURCHASE -VISA} <22 {till}><13 {where}>
        card 3: {CHANNEL:(Debit Card Purchase|Digital Card Purchase|Mobile Purchase Sign
            Based|Debit PIN Purchase)} {date:%m/%d} {clock:%I:%M}(a|p) {REFERENCE:#{mask:####}}
            {line}
        card 3: {CHANNEL:DBCRD (PUR|PMT) AP}, {ref:*****###########}, AUT {date:%m%d%y}
            {CHANNEL:VISA DDA (PUR|REF)} {till}  {LOCATION:{city}} * {LOCATION:{state}}
        card 3: {CHANNEL:DEBIT POS AP}, {ref:*****###########}, AUT {date:%m%d%y}
            {CHANNEL:DDA PURCHASE} {brand} {store}  {LOCATION:{city}} * {LOCATION:{state}}
        card 3: {CHANNEL:POS Debit - (Visa Check Card|Debit Card|Mastercard)} {ref:####} - {line}
        card 3: {CHANNEL:(Withdrawal DEBIT CARD|Withdrawal POS)} {REFERENCE:#{mask:####}} {line}
        card 2: {CHANNEL:External Withdrawal POS} {line} Date {date:%m/%d/%y} {ref:########}
            {ref:####} %% Card {ref:##} {REFERENCE:#{mask:####}}
        card 3: {CHANNEL:Withdrawal (Debit Card|POS)} {till} {where} Date {date:%m/%d/%y}
            {ref:2##############} {ref:####}
        card 3: {date:%m/%d} {line} {ref:2######################}
        card 2: {date:%m/%d/%Y} {CHANNEL:(Purchase|POS Purchase)} {line}
        card 2: {line} {CHANNEL:(Sale|Recurring|Card Transaction|Debit)}
        card 2: {line} {date:%m/%d}
        card 2: {line} ON {date:%m/%d/%y}
        card 2: {line}[ {ref:XXXX####}] {CHANNEL:Mobile Pay}
        card 2: {CHANNEL:(AplPay|GglPay|APPLE PAY|Tap Pay)} {line}
        card 3: {CHANNEL:(POS PURCHASE|POS DEBIT)} {LOCATION:{city} {state}} {brand}
            {store}[ SEQ# {ref:######}]
        card 3: {brand} {store} {LOCATION:{street} {city} {state}[ {postcode}]}\
            [ {CHANNEL:POS DEBIT}]
        card 2: {ref:##########} {CHANNEL:POS PURCHASE} TERMINAL {ref:########} {line}
        card 2: {CHANNEL:POS PUR} REF {ref:############} {till} {where} MCC {mcc}
        card 2: {line} MERCHANT CATEGORY CODE {mcc}
        card 2: {line} 840 {ref:############}
        card 2: {till}, {LOCATION:{city}, {state}} - Card Ending In {ref:####}
        card 6: {PARTY:{web_seller}}[ {phone}] {website} {LOCATION:{state}}
        card 3: {PROCESSOR:(PAYPAL|PayPal)} *{PARTY:{first}{last}} {phone} {LOCATION:{state}}
        card 6: {brand_product} {website} {LOCATION:{state}}
        card 4: {WEBSITE:APPLE.COM/BILL} {phone} {LOCATION:CA}
        card 1: {WEBSITE:(APPLE.COM/BILL|AMZN.COM/BILL|HULU.COM/BILL)}
        card 3: (PENDING|Pending|PROCESSING)( - |: | ){line}
        card 2: {line} Reference: {ref:3202###########}
        card 2: {PARTY:({retail}|{online})} (PLAN|INSTALLMENT|Installment) {instalment}
        card 2: {line} {amount:($0.00|USD 0.00)}
        card 2: {CHANNEL:(POS|Purchase|PIN Purchase)} {amount:$0.00} {line}
        card 6: {far} {contact} {date:(%m/%d|%m/%d/%y)}
        card 6: {aggregator}{shop} {contact}
        card 2: {till} {phone} {website}
        card 2: {date:(%m/%d/%Y|%Y-%m-%d|%b %d)} {line} {amount:($0.00|0.00)}
        card 3: <29 {CHANNEL:(POS DEBIT|DEBIT CARD PURCHASE|POS PURCHASE)}>{line}
        foreign 7: {abroad} {foreign_amount} @ {rate:.}
        foreign 5: {abroad} {date:%m/%d} {amount:NAME 0.00} X {rate:.} \(EXCHG RTE\)
        foreign 3: {CHANNEL:(INTL PURCHASE|International Purchase)} {abroad}[ {foreign_amount}]
        foreign 3: {abroad} Foreign Currency Amount: {foreign_amount} Exchange Rate: {rate:.}
        fee 3: {CHANNEL:(FOREIGN TRANSACTION FEE|INTERNATIONAL PURCHASE TRANSACTION
            FEE|INTERNATIONAL TRANSACTION FEE)}[ {date:%m/%d}][ {abroad}]
        refund 5: {CHANNEL:(PURCHASE RETURN|Card Purchase Return|POS REFUND|MERCHANDISE
            RETURN|CHECKCARD REVERSAL|DEBIT CARD CREDIT|Refund|Reversal|POS Credit|Return)}\
            ( - | |: )[{date:%m/%d} ]{line}
        refund 2: {line} {CHANNEL:(REFUND|CREDIT|REVERSAL|Provisional Credit)}
        ach 12: {originator} DES:{us_description} ID:{ref:(##########|XXXXX####|!!!!!!!!!!)}
            INDN:{holder} CO ID:{ref:(XXXXX#####|##########|#########)}
            {CHANNEL:(PPD|PPD|WEB|CCD|TEL)}
        ach 2: {PROCESSOR:PAYPAL} DES:{CHANNEL:INST XFER} ID:{PARTY:{paypal_shops}} INDN:{holder}
            CO ID:{ref:PAYPAL(SI77|SD11|EC88)} {CHANNEL:WEB}
        ach 4: {firm} DES:({us_description}|{invoice_word}) ID:{ref:!!!!!!!} INDN:{holder} CO
            ID:{ref:##########} {CHANNEL:(CCD|PPD|CTX)}[ PMT INFO:{ref:TRN*1*##########}]
        ach 9: ORIG CO NAME:{originator} ORIG ID:{ref:##########} DESC DATE:{date:%y%m%d} CO
            ENTRY DESCR:{us_description}[ ]SEC:{CHANNEL:(PPD|WEB|CCD|TEL)}[ ]\
            TRACE#:{ref:###############} EED:{later:%y%m%d} IND ID:{ref:(##########|XXXXX####)}
            IND NAME:{holder}[ TRN: {ref:##########TC}]
        ach 2: Orig CO Name:{originator}    Orig ID:{ref:XXXXXX####} Desc
            Date:(      |{date:%b %d}) CO Entry Descr:{us_description}
            Sec:{CHANNEL:(PPD|WEB|CCD)} Trace#:{ref:###############} Eed:{later:%y%m%d} Ind
            ID:{ref:##########} Ind Name:{holder}
        ach 8: {originator} {us_description} {date:%y%m%d} {ref:(##########|XXXXX####)} {holder}
        ach 5: {originator} {us_description} {ref:(##########|!!!!!!!!!)}[ {holder}]
        ach 6: {originator} {us_description}
        ach 3: {originator} {CHANNEL:(PPD|WEB|CCD)} ID: {ref:##########}
        ach 3: {originator} {us_description} {CHANNEL:(PPD|WEB)} ID: {ref:(##########|9########)}
        ach 6: {CHANNEL:(ACH DEBIT|ACH CREDIT|ACH WITHDRAWAL|ACH DEPOSIT|ACH PAYMENT|ACH
            Electronic Debit|ACH Electronic Credit|Preauthorized ACH Debit|EFT DEBIT|Electronic
            Withdrawal|Electronic Deposit|Direct Debit|Preauthorized Withdrawal)}\
            ( - |, | |: ){originator}( {us_description}|)[ {ref:(XXXXX####|##########)}]
        ach 3: {CHANNEL:ACH (WEB-SINGLE|WEB-RECUR|CREDIT|DEBIT|TEL-SINGLE)} {ref:##########}
            {originator}
        ach 2: {CHANNEL:(WEB PMT SINGLE|WEB PMT RECUR|DIRECT PAYMENT)} - {originator}
            {ref:XXXXX####}
        ach 2: {CHANNEL:(Electronic Withdrawal|Electronic Deposit)} (To|From) {originator}
            REF={ref:%y%j00########N00} {ref:##########}{us_description}
        ach 3: {CHANNEL:(Withdrawal ACH|Deposit ACH|External Withdrawal|External Deposit)}
            {originator} TYPE: {us_description} ID: {ref:##########}[ DATA: {ref:!!!!!!!}] CO:
            {PARTY:{same_seller}}[ Entry Class Code: {CHANNEL:(PPD|WEB|CCD)}]\
            [ ACH Trace Number: {ref:###############}]
        ach 2: {CHANNEL:(External Withdrawal|External Deposit|ACH Withdrawal)} {originator}
            ({ref:##########}|) - {us_description}
        ach 2: {CHANNEL:BUSINESS TO BUSINESS ACH (DEBIT|CREDIT)} - {firm} {us_description}
            {date:%y%m%d} {ref:!!!!!!!!} {holder}
        ach 1: {CHANNEL:(Withdrawal|Deposit)} from {originator}
        ach 2: {CHANNEL:Paid} To - {originator} Chk {ref:####}
        ach 1: {CHANNEL:Deposit - ACH Paid} From {originator} {purpose}
        ach 2: {CHANNEL:(CCD DEBIT|ACH DEBIT|ELECTRONIC PMT-WEB|ELECTRONIC PMT-TEL)},
            {originator} {ref:****#####}
        ach 2: {PARTY:{biller}} DES:{PARTY:{same_seller}} ID:{ref:(XXXXX####|!!!!!!!!!!)}
            INDN:{holder} CO ID:{ref:##########} {CHANNEL:(PPD|WEB)}
        ach 1: {CHANNEL:ACH Electronic (Credit|Debit)}{originator} {us_description}[ {ref:######}]
        payroll 5: {sender} {CHANNEL:(DIRECT DEP|DIR DEP|DIRECT DEPOSIT|DirDep)}\
            [ {ref:##########}][ {holder}]
        payroll 4: {sender} (PAYROLL|Payroll|SALARY|REG SALARY|PAYROLL {date:%m/%d}|PR PAYMENT)[
            {ref:!!!!!!!!!}]
        payroll 3: {CHANNEL:(DIRECT DEPOSIT|Direct Deposit|DIRECT DEP)}( - | |: )(PAYROLL |\
            ){sender}[ {ref:XXXXXXXXXXX####}]
        payroll 2: {sender} DES:(PAYROLL|SALARY|PAYMENT) ID:{ref:#########} INDN:{holder} CO
            ID:{ref:XXXXX#####} {CHANNEL:PPD}
        payroll 2: {PARTY:(US TREASURY 310|SSA TREAS 310|VACP TREAS 310|IRS TREAS 310|SSI TREAS
            310)} (XXSOC SEC|XXSUPP SEC|TAX REF|XXVA BENEF|CHILD CTC|FED BEN)
            {date:%m%d%y}[ {ref:XXXXXXXXX}]
        wire 5: WIRE TYPE:{CHANNEL:(WIRE IN|INTL IN|BOOK IN)} DATE: {date:%y%m%d}
            TIME:{clock:%H%M} ET TRN:{ref:%Y%m%d00######} SEQ:{ref:##########}/{ref:######}
            ORIG:{firm} ID:{ref:##########} SND BK:{bank}
            ID:{ref:#########}[ PMT DET:{us_details}]
        wire 4: WIRE TYPE:{CHANNEL:(WIRE OUT|INTL OUT|BOOK OUT)} DATE:{date:%y%m%d}
            TIME:{clock:%H%M} ET TRN:{ref:%Y%m%d00######} SERVICE REF:{ref:######}
            BNF:{wire_party} ID:{ref:##########} BNF BK:{bank}
            ID:{ref:#########}[ PMT DET:{us_details}]
        wire 3: {CHANNEL:(FEDWIRE CREDIT|CHIPS CREDIT|FEDWIRE DEBIT)} VIA: {bank}/{ref:#########}
            (B/O|A/C): {wire_party} {LOCATION:{city} {state}[ {postcode}]} REF: CHASE
            NYC/CTR/BNF={holder}[ RFB={ref:O/B !!!!!!}] IMAD: {ref:%m%dB1Q8021C00####} TRN:
            {ref:##########FF}
        wire 3: {CHANNEL:WT} FED#{ref:#####} {bank} /ORG={wire_party} SRF# {ref:%Y%m%d00######}
            TRN#{ref:%y%m%d######} RFB# {ref:######}
        wire 2: {CHANNEL:WT} SEQ{ref:######} {holder} /BNF={wire_party} SRF# {ref:!!!!!!!!!!!!}
            TRN#{ref:%y%m%d######}
        wire 3: {CHANNEL:(ONLINE DOMESTIC WIRE TRANSFER|ONLINE INTERNATIONAL WIRE
            TRANSFER|DOMESTIC WIRE TRANSFER)} VIA: {bank}/{ref:#########} A/C: {wire_party}
            {LOCATION:{city} {state}} REF: {us_details} IMAD: {ref:%m%dB1QGC0#C00####} TRN:
            {ref:##########ES} {date:%m/%d}
        wire 3: {CHANNEL:(INCOMING WIRE|OUTGOING WIRE|WIRE TRANSFER IN|WIRE TRANSFER OUT|INCOMING
            WIRE TRANSFER|Wire Transfer Credit|Wire Transfer Debit|INTL WIRE IN|Incoming Money
            Transfer)}( |, | - )[(FROM|TO) ]{wire_party}\
            [ (REF|TRN|REF#) {ref:(##########|%Y%m%d######)}]
        wire 1: {CHANNEL:INCOMING WIRE} ORG {wire_party}; OBI {us_details}; BNF {holder}; SWIFT
            {bic}
        wire 1: {CHANNEL:BOOK TRANSFER CREDIT} B/O: {wire_party} {LOCATION:{city} {state}}
            ORG:/{ref:##########} TRN: {ref:##########FS}
        fee 2: {CHANNEL:(WIRE TRANSFER FEE|Wire Transfer Fee|INCOMING WIRE TRANSFER CHARGE|OUTGOING
            WIRE FEE|ONLINE DOMESTIC WIRE FEE|INTL WIRE TRANS SVC CHARGE)}\
            [ TRN: {ref:%Y%m%d00######}]
        p2p 7: {CHANNEL:Zelle payment} (from|to) {person} Conf#
            {ref:(~~~~~~~~~|T0!!!!!!!|!!!!!!!!!)}
        p2p 4: {CHANNEL:Zelle payment} (from|to) {person} for "{noted}"; Conf# {ref:~~~~~~~~~}
        p2p 3: {CHANNEL:(Zelle Transfer|Zelle Recurring payment|Zelle Scheduled payment)}[ to]
            Conf# {ref:~~~~~~~~~}; {person}
        p2p 5: {CHANNEL:ZELLE} (TO|FROM) {person} ON {date:%m/%d} REF
            #[ ]{ref:(RP0!!!!!!!|WFCT0!!!!!!!|PP0!!!!!!!)}[ {noted}]
        p2p 4: {CHANNEL:(Zelle Payment|Quickpay With Zelle Payment|Zelle Pmt)} (To|From) {person}
            {ref:(###########|JPM99!!!!!!|BAC!!!!!!!!!|WFCT!!!!!!!!)}
        p2p 3: {CHANNEL:(ZELLE INSTANT PMT|ZELLE DEBIT|ZELLE CREDIT|ZELLE PAYMENT|Zelle Instant
            PMT)} (TO|FROM) {person}[ {ref:(USB!!!!!!!!|H##########|US0!!!!!!!!)}]
        p2p 2: {CHANNEL:(Zelle money sent|Zelle money received|Zelle money returned)} (to|from)
            {person}
        p2p 2: {CHANNEL:(TD ZELLE SENT|TD ZELLE RECEIVED)}, {ref:*****######} {CHANNEL:Zelle}
            {person}
        p2p 3: {PARTY:VENMO} {CHANNEL:(PAYMENT|CASHOUT)} {date:%y%m%d} {ref:##########} {holder}
        p2p 3: {PARTY:VENMO} DES:{CHANNEL:(PAYMENT|CASHOUT)} ID:{ref:##########} INDN:{holder} CO
            ID:{ref:XXXXX##992} {CHANNEL:(WEB|PPD)}
        p2p 4: {PROCESSOR:(Venmo|VENMO)} {CHANNEL:(payment|Payment)} (to|from)
            {person}[( - |: | ){noted}]
        p2p 3: {PROCESSOR:(CASH APP|Cash App)}*{person} {PHONE:8774174551} {LOCATION:CA}
        p2p 2: {CHANNEL:(PMNT SENT|PMNT RCVD)} {date:%m%d}
            {PROCESSOR:(CASH APP|VENMO|APPLE CASH)}*{person} {LOCATION:{city} {state}}
        p2p 2: {CHANNEL:MONEY TRANSFER AUTHORIZED ON} {date:%m/%d}
            (FROM |){PROCESSOR:(VENMO|CASH APP|SQUARE)} *{person} {LOCATION:{state}}
            {ref:S%y%j##########} CARD {ref:####}
        p2p 4: {PROCESSOR:PAYPAL} {CHANNEL:INST XFER} {date:%y%m%d} {PARTY:{paypal_shops}}
            {holder}
        p2p 4: {PARTY:PAYPAL} {CHANNEL:(INST XFER|TRANSFER|ECHECK|INSTANT TRANSFER)}
            {date:%y%m%d} {ref:##########}[ {holder}]
        p2p 2: {PARTY:PAYPAL} DES:{CHANNEL:(INST XFER|TRANSFER)} ID:{ref:##########}
            INDN:{holder} CO ID:{ref:PAYPALSI77} {CHANNEL:(WEB|PPD)}
        p2p 2: {PARTY:(APPLE CASH|Apple Cash|CASH APP|Cash App|VENMO)}
            {CHANNEL:(BALANCE ADD|CASH OUT|INST XFER|TRANSFER)}[ {phone}][ {LOCATION:CA}]
        check 3: {CHANNEL:(CHECK|Check|CHECK PAID|CHK|Draft)}( | # |#|: |  ){ref:(####|###|#####)}
        check 1: {CHANNEL:(CHECK|Check)} {REFERENCE:#{mask:####}}
        check 1: {CHANNEL:(CHECK CONVERSION|CHECKPAYMT|ARC CHECK)} {PARTY:{biller}}
            {CHANNEL:CHECK PYMT} {ref:####}
        check 1: {CHANNEL:(CASHED CHECK|DEPOSITED OR CASHED CHECK|CASHIERS CHECK|SUBSTITUTE
            CHECK)}[ # {ref:####}]
        check 1: {CHANNEL:CHECK} NO: {ref:####}
        check 1: {PARTY:{biller}} {CHANNEL:(CHECK PYMT|CHECKPAYMT|E-CHECK)} {ref:####}
            {CHANNEL:(ARC|POP|BOC)} ID: {ref:##########}
        deposit 2: {CHANNEL:(MOBILE DEPOSIT|Remote Online Deposit|MOBILE CHECK DEPOSIT|ATM CHECK
            DEPOSIT|Counter Credit|BRANCH DEPOSIT|ATM CASH DEPOSIT|DEPOSIT)}[ {ref:##########}]
        deposit 1: {CHANNEL:MOBILE DEPOSIT} : REF NUMBER :{ref:############}
        deposit 1: {CHANNEL:eDeposit IN BRANCH} {date:%m/%d/%y} {clock:%I:%M:%S %p}
            {LOCATION:{street} {city} {state}} {ref:####}
        deposit 1: {CHANNEL:ATM (CASH|CHECK) DEPOSIT} {date:%m/%d}
            {LOCATION:{street} {city} {state}} Card {ref:####}
        deposit 1: {CHANNEL:BKOFAMERICA MOBILE} {date:%m/%d} {ref:XXXXX#####} {CHANNEL:DEPOSIT}
            *MOBILE {LOCATION:{state}}
        atm 3: {CHANNEL:BKOFAMERICA ATM} {date:%m/%d} {REFERENCE:#{mask:#########}}
            {CHANNEL:(WITHDRWL|DEPOSIT|XFER TO CHK)} {LOCATION:{road} {city} {state}}
        atm 3: {CHANNEL:(ATM WITHDRAWAL|NON-WF ATM WITHDRAWAL) AUTHORIZED ON} {date:%m/%d}
            {LOCATION:{street} {city} {state}} {ref:000####} ATM ID {ref:####?} CARD {ref:####}
        atm 3: {CHANNEL:(ATM WITHDRAWAL|ATM Withdrawal|ATM CASH WITHDRAWAL|ATM W/D|Non-Chase ATM
            Withdraw|CASH WITHDRAWAL)} {ref:00####} {date:%m/%d}
            {LOCATION:{street}[ {city} {state}]}[ Card {ref:####}]
        atm 3: {CHANNEL:(ATM Withdrawal|ATM WITHDRAWAL|Withdrawal ATM|ATM Debit|Non-Network ATM
            Withdrawal|NONTD ATM DEBIT)}( - | ){PARTY:({us_atm}|{retail})}
            {LOCATION:{city} {state}}
        atm 1: {CHANNEL:(TD ATM DEBIT|PNC ATM WITHDRAWAL|CITI ATM WITHDRAWAL|US BANK ATM
            WITHDRAWAL)} {LOCATION:{city} {state}}[ SERIAL {ref:######}]
        fee 6: {CHANNEL:(SERVICE FEE|MONTHLY SERVICE FEE|MONTHLY MAINTENANCE FEE|OVERDRAFT
            FEE|OVERDRAFT ITEM FEE|NSF FEE|INSUFFICIENT FUNDS FEE|NON-WF ATM TRANSACTION
            FEE|NON-CHASE ATM FEE|OUT OF NETWORK ATM FEE|STOP PAYMENT FEE|PAPER STATEMENT
            FEE|ANNUAL FEE|LATE FEE|RETURNED ITEM FEE|CASH ADVANCE FEE|ATM FEE|Account Analysis
            Charge|Late Payment Fee)}
        fee 2: {CHANNEL:(OVERDRAFT ITEM FEE|NSF RETURNED ITEM FEE)} FOR ACTIVITY OF
            {date:%m-%d}[ ELECTRONIC TRANSACTION]
        fee 1: {CHANNEL:(MONTHLY SERVICE FEE|ATM FEE|MAINTENANCE FEE|EXCESS ACTIVITY FEE)}
            (FOR {date:%B}|{date:%m/%d})
        interest 3: {CHANNEL:(INTEREST PAYMENT|Interest Payment|INTEREST PAID|INTEREST
            EARNED|Monthly Interest Paid|INTEREST CREDIT|Interest Charge on Purchases|DIVIDEND
            EARNED|Interest Charged|INTEREST CHARGE:PURCHASES)}
        interest 1: {CHANNEL:(INTEREST PAID|INTEREST CREDIT)} (THIS PERIOD |){date:%m/%d} THROUGH
            {later:%m/%d}
        transfer 4: {CHANNEL:(Online Transfer|ONLINE TRANSFER|Online Banking transfer|Mobile
            Transfer|Online scheduled transfer)} (to|from) (CHK|SAV|Checking|Savings|MMA|CRD)
            {ref:(...####|####|XXXXXXX####|x####)}
            (transaction#: |Confirmation# |Conf# ){ref:(##########|~~~~~~~~~)}[ {date:%m/%d}]
        transfer 3: {CHANNEL:(ONLINE TRANSFER|RECURRING TRANSFER)} (TO|FROM) {holder}
            (EVERYDAY CHECKING|WAY2SAVE SAVINGS|SAVINGS) {ref:XXXXXX####} REF
            #{ref:(IB0!!!!!!!|OP0!!!!!!!)} (ON {date:%m/%d/%y}|)
        transfer 2: {CHANNEL:(Transfer|Internet Transfer|Telephone Transfer|XFER|Home Banking
            Transfer|Overdraft Protection Transfer|Overdraft Transfer)} (to|from)
            (Share|Checking|Savings|SAV|DDA|acct) {ref:(####|XXXX####|00##)}
        transfer 1: {CHANNEL:KEEP THE CHANGE TRANSFER} TO (ACCT|SAV) {ref:####} FOR
            {date:%m/%d/%y}
        transfer 1: {CHANNEL:(eTransfer Debit|eTransfer Credit)}, {CHANNEL:Online Xfer Transfer}
            to SV {ref:##########}
        transfer 1: {CHANNEL:(Withdrawal|Deposit)} (to|from) 360 (Performance Savings|Checking)
            {ref:XXXXXXX####}
        bill_payment 3: {CHANNEL:(BILL PAY|BILL PMT|ONLINE BILL PAYMENT|Online Bill Pay|BILLPAY)}
            {PARTY:{biller}}[ ON-LINE {ref:(XXXXX####|XXXXXXXX#####)}] ON {date:%m-%d}
        bill_payment 3: {CHANNEL:Online Payment} {ref:###########} To {PARTY:{biller}}
            {date:%m/%d}
        bill_payment 3: {CHANNEL:(Bill Payment|BILL PAYMENT|Online Bill Payment|WEB AUTHORIZED
            PMT|Phone Pmt|BillPay Debit)}( to | |: ){PARTY:{biller}}[ {ref:(##########|####)}]
        bill_payment 2: {PARTY:{biller}} Bill {CHANNEL:(Payment|Pmt)}
        bill_payment 2: {CHANNEL:(AUTOMATIC PAYMENT|AUTOPAY PAYMENT|ONLINE PAYMENT|MOBILE
            PAYMENT|PAYMENT)}( - |, )(THANK YOU|Thank You|THANK YOU {date:%m/%d})
        bill_payment 2: {CHANNEL:Payment} to (Chase card|Citi card|credit card) ending in
            {ref:####}[ {date:%m/%d}]
        none 1: (BEGINNING BALANCE|ENDING BALANCE|Balance Forward|Daily Balance|Statement
            Summary|Thank You|SEE REVERSE)
    """),
    "GB": _templates(r"""
        card 16: {line}
        card 8: {CHANNEL:(CARD PAYMENT|CONTACTLESS PAYMENT|Card Purchase|Card Payment|Contactless
            Card Payment)} (TO|to|at) {line} ON {date:(%d %b|%d %b %Y|%d/%m/%y|%d-%m-%Y)}
        card 7: {CHANNEL:CARD PAYMENT} TO {till},{amount:0.00 GBP}, RATE 1.00/GBP ON
            {date:%d-%m-%Y}
        card 4: {CHANNEL:CARD PAYMENT} TO {abroad},{foreign_amount}, RATE {rate:.}/GBP ON
            {date:%d-%m-%Y}
        card 7: {till}[ {where}] CD {ref:####}[ {date:%d%b%y}]
        card 6: {ref:####} {date:%d%b%y} (CD|C|D|CD {clock:%H%M}) {till} {LOCATION:{city}[ GB]}
        card 6: {ref:####} {date:%d%b%y} (CD|C|D) {PARTY:{web_seller}} {website}[ {LOCATION:GB}]
        card 5: {CHANNEL:(VIS|\)\)\)|POS|DEB|CONTACTLESS)} {till} {where}
        card 3: {CHANNEL:(POS|DEBIT CARD|CONTACTLESS|VISA PURCHASE|Visa purchase|Debit Card
            Payment)}( |, | - ){line}
        card 3: {till} {where} {CHANNEL:(CONTACTLESS|Apple Pay|GOOGLE PAY|APPLEPAY)}[ {ref:####}]
        card 3: {till} {date:(%d%b|%d %b %y|%d/%m)}[ {clock:%H:%M}]
        card 2: {till}, {LOCATION:{city}, {postcode}}
        card 4: {PARTY:{web_seller}} {website} {LOCATION:(GB|IRL|LUX|GBR)}
        card 4: {far} {phone}[ {LOCATION:(GB|GBR|IE)}]
        card 2: {CHANNEL:(Contactless Payment|Chip & Pin Payment|Online Payment)} {line} Card
            ending {ref:####}
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
        foreign 3: {abroad} {CHANNEL:(NON-STERLING PURCHASE FEE|NON-GBP TRANS FEE)}
            {fee:(£0.00|GBP 0.00)}
        refund 3: {CHANNEL:(CARD REFUND|Refund|REFUND|Card Refund|CREDIT VOUCHER|REVERSAL OF CARD
            PAYMENT)} (FROM |from |){till}[ ON {date:%d %b}]
        direct_debit 6: {CHANNEL:(DIRECT DEBIT|DD|Direct Debit|DDR|D/D)}
            {collector}[ {ref:(##########|!!!!!!!!!!)}]
        direct_debit 5: {CHANNEL:(Direct Debit|DIRECT DEBIT PAYMENT|Direct debit)} (to|TO)
            {collector} (Ref: |REF |Ref |REFERENCE ){ref:(##########|!!!!!!!!!!|?########?)}\
            [, MANDATE NO {ref:00##}]
        direct_debit 4: {collector} {ref:(##########|#########-###|??######)}
            {CHANNEL:(DD|DDR|DIRECT DEBIT|Direct Debit)}
        direct_debit 2: {collector}
        direct_debit 2: {CHANNEL:(FIRST PAYMENT DIRECT DEBIT|INITIAL DIRECT DEBIT|UNPAID DIRECT
            DEBIT|RETURNED D/D)} {collector} {ref:##########}
        standing_order 4: {CHANNEL:(STANDING ORDER|SO|STO|Standing Order|S/O)}
            (TO |to |){payee}[ {note}]
        standing_order 2: {CHANNEL:STANDING ORDER VIA FASTER PAYMENT} TO {payee} REFERENCE {note}
            , MANDATE NO {ref:(#|##)}
        standing_order 2: {payee} {note} {CHANNEL:(STO|SO|STANDING ORDER)}
        transfer 5: {CHANNEL:(FASTER PAYMENT|FASTER PAYMENTS RECEIPT|Faster Payment|FASTER
            PAYMENT RECEIVED|FP|FPO|FPI)} {payee}[ {noted}][ {ref:(##########|FP%y%jO########)}]
        transfer 4: {CHANNEL:FASTER PAYMENTS RECEIPT} REF(.| )({note}|{ref:######}) FROM {payee}
        transfer 4: {CHANNEL:BILL PAYMENT VIA FASTER PAYMENT} TO {payee} REFERENCE {note} ,
            MANDATE NO {ref:(#|##)}
        transfer 4: {payee} {note} {CHANNEL:(VIA MOBILE - PYMT|VIA ONLINE - PYMT|MOBILE/ONLINE)}
            FP {date:%d/%m/%y} {clock:%H} {ref:###############N}
        transfer 4: {CHANNEL:(AUTOMATED CREDIT|BANK CREDIT|DIRECT CREDIT|Direct Credit|Bank
            credit|CREDIT)} {sender}[ FP {date:%d/%m/%y} {clock:%H%M}]\
            [ {ref:(##########|??######)}]
        transfer 4: {payee} {ref:(###############|RP4679######)}[ {ref:######}] {clock:%H}
            {date:%d%b%y} {clock:%H:%M}
        transfer 3: {CHANNEL:(BP|OBP|BBP|BILL PAYMENT|Bill Payment|On-Line Banking Bill
            Payment|MOBILE PAYMENT)} (to |TO |){payee}[ (REF|Ref:) {note}]
        transfer 3: {CHANNEL:(Payment|Transfer|TRANSFER|TFR|Mobile Payment)} (to|from|TO|FROM)
            {payee}[ (Reference|REF|Ref) {noted}]
        transfer 3: {sender} {ref:(??######|#########)} {CHANNEL:(BGC|BACS|FPI|CR|BAC)}
        transfer 3: {CHANNEL:(BGC|BACS|BANK GIRO CREDIT|BACS CREDIT|BANK GIRO CREDIT REF|CR)}
            {sender}(, | )({ref:########}|SALARY|WAGES|{note})
        transfer 2: {payee} {CHANNEL:(FPO|FPI|FP|BP|TFR|CHAPS)}[ {date:%d %b %Y}]
        transfer 2: ({CHANNEL:(TFR|TRANSFER|Transfer)} |)(FROM|TO|from|to)
            (A/C |){ref:(######## ########|##-##-## ########|########|###### ########)}\
            [ {CHANNEL:(MOBILE-TFR|VIA MOBILE XFER|VIA MOBILE - XFER)}]
        transfer 2: {payee} {ref:##-##-## ########}[ {noted}]
        p2p 3: {person} {noted}
        p2p 1: {CHANNEL:(Sent|Payment sent|Monzo-to-Monzo payment)} to {person}( |: | - ){noted}
        p2p 1: {CHANNEL:(Received|Payment received|Money received)} from {person}( |: | - ){noted}
        p2p 1: {PARTY:Revolut}**{ref:####}* {LOCATION:(Dublin|London|VILNIUS)}
        p2p 2: {PARTY:(PAYPAL|Paypal)} {CHANNEL:PAYMENT} {ref:(1##########|100##########)}
        p2p 2: {PROCESSOR:PAYPAL} *{PARTY:{paypal_shops}} {PHONE:(35314369001|4029357733)}
        payroll 3: {sender} (SALARY|WAGES|PAYROLL|EXPENSES|SALARY {date:%b}|SALARY {date:%B %Y}\
            )[ {CHANNEL:(BGC|FPI|BACS)}]
        atm 4: {CHANNEL:(CASH|ATM|CPT|CSH|CASH WITHDRAWAL|Cash machine withdrawal)} {uk_cash}
            {LOCATION:({city}|{road} {city})} CD {ref:####} {date:%d%b%y}
        atm 3: {CHANNEL:CASH WITHDRAWAL} AT {uk_cash} ATM
            {LOCATION:{road}, {city}},{cash:0.00 GBP} , ON {date:%d-%m-%Y}
        atm 2: {CHANNEL:(ATM Withdrawal|ATM|Cash Withdrawal|LINK)} {uk_cash} {LOCATION:{city}}
            {date:%d %b}[ Timed at {clock:%H:%M}]
        fee 3: {CHANNEL:(ACCOUNT FEE|MONTHLY ACCOUNT FEE|UNPAID ITEM FEE|ARRANGED OVERDRAFT
            INTEREST|OVERDRAFT INTEREST|Non-Sterling Fee|DR NON-STERLING TRANSACTION
            FEE|SERVICE CHARGES|Overdraft fee|CASH FEE|Late Payment Fee|DEBIT INTEREST|ACCOUNT
            MAINTENANCE FEE)}[ (|TO ){date:(%d%b|%d%b%y|%d %b)}]
        fee 1: {CHANNEL:CHARGES} {date:%d%b} A/C {ref:########}
        interest 2: {CHANNEL:(INTEREST PAID|GROSS INTEREST|Interest paid|CREDIT INTEREST|Gross
            interest earned|INTEREST \(GROSS\))}[ {date:%d %b}]
        check 2: {CHANNEL:(CHEQUE|CHQ|Cheque|CHQ PAID|CHEQUE DEPOSIT)}[ (NO|NO.)] {ref:######}
        check 1: {ref:00####} {CHANNEL:(CHQ|CHEQUE)}
        deposit 1: {CHANNEL:(CASH PAID IN|PAID IN|COUNTER CREDIT|POST OFFICE DEPOSIT|CASH
            DEPOSIT)} (AT |){LOCATION:{city}}[ {ref:######}]
        wire 2: {CHANNEL:(CHAPS|CHAPS PAYMENT|INTERNATIONAL PAYMENT|SWIFT PAYMENT|INWARD
            PAYMENT|FOREIGN PAYMENT)} {wire_party}[ (REF|Ref) {ref:(!!!!!!!!!!!|FX########)}]\
            [ {amount:(EUR|USD) 1,000.00}]
        wire 1: {CHANNEL:SEPA CREDIT TRANSFER} {firm} {iban} {bic}
    """),
    "FR": _templates(r"""
        card 4: {line}
        card 6: {CHANNEL:FACTURE CARTE} DU {date:%d%m%y} {till} {where} CARTE
            {ref:(4974XXXXXXXX####|4####XXXXXX####|XXXX####)}
        card 3: {CHANNEL:FACTURE CARTE} DU {date:%d%m%y} {abroad} {foreign_amount} CARTE
            {ref:(XXXXXXXXXXXX####|5###XXXXXXXX####)}
        card 6: {CHANNEL:PAIEMENT (CB|PSC|PAR CARTE|CARTE)} (DU |){date:(%d%m|%d/%m|%d/%m/%y)}
            {where} {till} CARTE {ref:(########|####|XXXX####)}
        card 5: {CHANNEL:(PAIEMENT PAR CARTE|PAIEMENT CARTE|PAIEMENT CB|PAIEMENT SANS CONTACT)}
            {ref:X####} {till} {where} {date:(%d/%m|%d/%m/%Y)}
        card 5: {CHANNEL:CARTE} {ref:X####} {date:%d/%m} {till}[ {where}]
        card 5: {CHANNEL:CARTE} {date:%d/%m/%y} {till} CB{ref:*####}
        card 4: {CHANNEL:CARTE} {date:(%d/%m|%d/%m/%Y|%d.%m)} {till}[ {where}]
        card 4: {CHANNEL:(CB|ACHAT CB|PAIEMENT CB)} {till}
            {date:(%d.%m.%y|%d/%m/%y)}[ {amount:(EUR 0,00|0,00EUR)}]\
            [ CARTE (NUMERO|NO) {ref:###}][ {CHANNEL:(APPLE PAY|SANS CONTACT)}]
        card 4: {date:%d%m%y} CB{ref:****####} {till} {LOCATION:{state}{city}}[ {amount:0,00EUR}]
        card 4: {CHANNEL:CB} {till} FACT {date:%d%m%y}[ {where}]
        card 2: {CHANNEL:PAIEMENT CB} {till} À {LOCATION:{city}} LE {date:%d/%m/%Y}
        card 6: {CHANNEL:(CARTE|PAIEMENT CB|PAIEMENT PAR CARTE)} {date:%d/%m}
            {PARTY:{web_seller}} {website}[ {LOCATION:(FR|LU|IE|NL)}]
        card 2: {CHANNEL:(Paiement internet|PAIEMENT INTERNET|E-CARTE BLEUE)}\
            ( | - ){PARTY:{online}}[ {website}]
        card 2: {CHANNEL:CARTE} {ref:X####} {PROCESSOR:(PAYPAL|PayPal)} *{PARTY:{paypal_shops}}
            {PHONE:(0800942890|35314369001|4029357733)}
        card 2: {aggregator}{shop} {where} {date:%d/%m}
        card 2: {CHANNEL:(PAIEMENT EN 3X|PAIEMENT EN 4X|PAIEMENT 4X CB)}
            {PARTY:({retail}|{online})} ECHEANCE {instalment}
        card 4: {CHANNEL:(CARTE|PAIEMENT CB|CB)} {date:%d/%m/%y} {far} {contact}
        foreign 5: {CHANNEL:(CARTE|PAIEMENT CB|FACTURE CARTE|ACHAT CB)} {date:%d/%m} {abroad}
            {foreign_amount}[ 1 EURO = {rate:,}]
        foreign 3: {CHANNEL:CARTE} {ref:X####} {date:%d/%m} {abroad} {foreign_amount} COMMISSION
            : {fee:0,00 EUR} TX {rate:,}
        refund 3: {CHANNEL:(AVOIR|AVOIR CARTE|REMBOURSEMENT CB|CREDIT CARTE|REMISE CB|ANNULATION
            CARTE)} {date:%d/%m/%y} {till}[ CB{ref:*####}]
        direct_debit 6: {CHANNEL:(PRLV SEPA|PRLV|PRELEVEMENT|PRELEVEMENT SEPA|PRLV
            EUROPEEN|PRELEVT)} {collector}[ {ref:(##########|!!!!!!!!!!)}]
        direct_debit 5: {CHANNEL:PRLV SEPA} {collector} ECH/{date:%d%m%y} ID
            EMETTEUR/{ref:FR##ZZZ######} MDT/{ref:(++!!!!!!!!|!!!!!!!!!!)} REF/{ref:##########}
            LIB/({note}|{fr_biller_note})
        direct_debit 4: {CHANNEL:PRELEVEMENT EUROPEEN} {ref:##########} DE: {collector} ID:
            {ref:FR##ZZZ######} MOTIF: ({note}|FACTURE {invoice}) REF: {ref:!!!!!!!!!!} MANDAT
            {ref:(##########|!!!!!!!!!)}
        direct_debit 3: {CHANNEL:(Prélèvement|PRELEVEMENT|PRLV SEPA)} (DE |de |){collector}
            (REF : |Réf |RUM |MANDAT ){ref:(##########|!!!!!!!!!!!)}
        direct_debit 1: {CHANNEL:(REJET PRLV|PRLV IMPAYE)} {collector}
        transfer 5: {CHANNEL:(VIR SEPA RECU|VIREMENT SEPA RECU|VIR RECU)} /DE {sender} /MOTIF
            ({fr_motive}) /REF {ref:(##########|!!!!!!!!!!|NOTPROVIDED)}
        transfer 4: {CHANNEL:(VIREMENT SEPA EMIS|VIR SEPA EMIS|VIREMENT EMIS)} /MOTIF
            ({fr_motive}) /BEN {payee} /REFDO {ref:!!!!!!!!}[ /REFBEN {ref:######}]
        transfer 4: {CHANNEL:VIR RECU} {ref:##########S} DE: {sender} MOTIF:
            ({fr_motive})[ REF: {ref:!!!!!!!!!!}]
        transfer 3: {CHANNEL:(VIR EUROPEEN EMIS|VIR INSTANTANE EMIS)} LOGITEL POUR: {payee}
            {date:%d %m} BQ {ref:########} CPT {ref:FR##XXXXXXXX}[ REF: {ref:%y%j########}]
        transfer 5: {CHANNEL:(VIREMENT|VIR|VIR SEPA|VIREMENT INSTANTANE|VIR INST|VIREMENT RECU)}
            (DE |DE: |){sender}( {fr_motive}|)
        transfer 4: {CHANNEL:(VIREMENT EN VOTRE FAVEUR|VIREMENT DE SALAIRE|VIR FAVEUR
            TIERS|VIREMENT EMIS WEB|VIR PERM|VIREMENT PERMANENT|VIREMENT INSTANTANE EMIS)}\
            ( POUR: | A | ){payee}[ {fr_motive}]
        transfer 2: {CHANNEL:(Virement|VIREMENT|VIR INST)} (à|vers|A|POUR)
            {person}( |: | - ){noted}
        transfer 2: {CHANNEL:(VIR|VIREMENT)} {payee} {ref:(##########|%Y%m%d####)} {iban}[ {bic}]
        transfer 1: {CHANNEL:VIREMENT} (DE|VERS) (COMPTE|LIVRET A|LDD|CPT)
            {ref:(########|XXXX####)}
        p2p 2: {PROCESSOR:(LYDIA|Lydia|PAYLIB|Paylib|WERO)}( *| |*){person}[ {noted}]
        payroll 3: {CHANNEL:(VIREMENT|VIR SEPA|VIREMENT SALAIRE|VIR)} {sender}
            (SALAIRE|SALAIRE {date:%B}|SALAIRE {date:%B %Y}|PAIE {date:%m/%Y})
        atm 4: {CHANNEL:(RETRAIT DAB|RETRAIT)} {date:(%d/%m/%y|%d/%m)}[ {clock:%HH%M}]
            {PARTY:{bank}} {LOCATION:{city}}[ {ref:974XXXXXXXX####}]
        atm 3: {CHANNEL:(RETRAIT AU DISTRIBUTEUR|RETRAIT DAB)} {ref:X####} {LOCATION:{city}}
            {date:%d/%m} {clock:%HH%M}
        atm 3: {CHANNEL:(CARTE RETRAIT DAB|RETRAIT DAB|RETRAIT CB|RETRAIT GAB)}( |  ){date:%d/%m}
            {LOCATION:({city}|{state} {city}|{road})}( CB{ref:*####}| CARTE {ref:####}|)
        fee 4: {CHANNEL:(COTISATION CARTE|COMMISSION D'INTERVENTION|FRAIS DE TENUE DE
            COMPTE|COTISATION OFFRE GROUPEE|FRAIS PAIEMENT HORS ZONE EURO|*COMMISSIONS|FRAIS
            VIREMENT|AGIOS|FRAIS DE REJET|COM INTERVENTION|COTISATION TRIMESTRIELLE|FRAIS RETRAIT
            DEVISES)}[ {date:(%d/%m|%B|%m/%Y)}]
        interest 2: {CHANNEL:(INTERETS CREDITEURS|INTERETS|INTERETS DEBITEURS|ARRETE DE
            COMPTE|Intérêts annuels)}[ {date:(%Y|%d/%m/%Y)}]
        check 3: {CHANNEL:(CHEQUE|CHEQUE EMIS|REMISE CHEQUE|CHQ|REMISE DE CHEQUES|Chèque)}
            (N° |NO |){ref:(#######|########)}
        loan 1: {CHANNEL:(ECHEANCE PRET|ECHEANCE CREDIT|PRLV ECHEANCE PRET)}
            {ref:(##########|############)}[ {date:%d/%m/%y}]
        none 1: (SOLDE CREDITEUR|SOLDE INITIAL|TOTAL DES OPERATIONS|REGULARISATION)
    """),
    "DE": _templates(r"""
        card 5: {line}
        card 6: {CHANNEL:(KARTENZAHLUNG|Kartenzahlung|GIROCARD|girocard|KARTENZAHLUNG GIROCARD)}
            {till}//{LOCATION:{city}/DE} {date:%Y-%m-%dT%H:%M}\
            ( KFN {mask:#} VJ {mask:2###}| Debitk.{mask:#} 20{mask:2#}-{mask:0#}|)
        card 5: {till}//{LOCATION:{city}/DE}( / | ){date:(%Y-%m-%dT%H:%M:%S|%d.%m.%YT%H:%M:%S|\
            %d-%m-%YT%H:%M)} (Debitk.{mask:#} 20{mask:2#}-{mask:0#}|Folgenr.{mask:#}
            Verfalld.{mask:2###}|KFN {mask:#} VJ {mask:2###}\
            )[ {CHANNEL:(Kartenzahlung|KARTENZAHLUNG)}]
        card 4: {till}. {ref:########}//{LOCATION:{city}/DE}\
            [ / {date:%d.%m.%Y} um {clock:%H:%M} Uhr]
        card 4: {CHANNEL:(KARTENZAHLUNG|EC-KARTENZAHLUNG|Debitkartenzahlung|LASTSCHRIFT
            EC-KARTE|GIROCARD|Lastschrift ELV|EC)} {till}
            {where}[ {date:(%d.%m.|%d.%m.%Y|%d.%m)}][ {clock:%H:%M}]
        card 4: {CHANNEL:(Kartenzahlung VISA|Lastschrift VISA|VISA|KREDITKARTE VISA)} {till} NR
            {ref:XXXX ####} {LOCATION:{city}[ DE]} {CHANNEL:KAUFUMSATZ} {date:%d.%m}
            {amount:0.00} {ref:######} {ref:ARN7################}
        card 3: {CHANNEL:EC} {ref:########} {date:%d.%m} {clock:%H.%M} {till}[ {where}]
        card 3: {CHANNEL:ELV}{ref:########} {date:%d.%m} {clock:%H.%M} {mask:ME#} {till}[ {where}]
        card 3: {till} {where} {date:(%d.%m.%Y|%d.%m.%y|%d.%m.)}[ {clock:%H:%M} Uhr]
        card 3: {CHANNEL:VISA Debitkartenumsatz} vom {date:%d.%m.%Y} {till}[ {where}]
        card 2: {CHANNEL:(Apple Pay|Google Pay|Kontaktlos|girocard kontaktlos)} {till} {where}
        card 6: {PARTY:{web_seller}} {website} {LOCATION:(LU|DE|LUX|IE|DEU)}
        card 4: {far} {phone}[ {LOCATION:(DE|LU|IE)}]
        card 2: {till} {LOCATION:{city}} Kartennr. {ref:(XXXX XXXX XXXX ####|4###XXXXXXXX####)}
        card 2: {CHANNEL:(Mastercard|Kreditkarte|VISA)} {ref:XXXX####} {line}
            {amount:(EUR 0,00|0,00 EUR)}
        card 2: {PARTY:({retail}|{online})} (Rate|RATE|Ratenzahlung) {instalment}[ {ref:########}]
        card 4: {CHANNEL:(Lastschrift|VISA Debit)} {far} {contact}
        foreign 7: {abroad} {foreign_amount}( Kurs | KURS |, Umrechnungskurs: ){rate:,}
        foreign 3: {CHANNEL:(VISA|Kartenzahlung|Auslandseinsatz)} {abroad} {date:%d.%m.%Y}
            {foreign_amount} ENTGELT {fee:0,00 EUR}
        refund 3: {CHANNEL:(GUTSCHRIFT|Gutschrift|RETOURE|Erstattung|RUECKERSTATTUNG|\
            Kartengutschrift|STORNO)} {till}[ {where}][ {date:%d.%m.%Y}]
        direct_debit 5: {CHANNEL:(SEPA-LASTSCHRIFT|SEPA-BASISLASTSCHRIFT|FOLGELASTSCHRIFT|\
            ERSTLASTSCHRIFT|Lastschrift|Basislastschrift|SEPA-ELV-LASTSCHRIFT|EINMAL
            LASTSCHRIFT)} {collector}[ {de_reference}]
        direct_debit 5: {CHANNEL:(FOLGELASTSCHRIFT|SEPA-LASTSCHRIFT|ERSTLASTSCHRIFT|Lastschrift)}
            {collector} EREF+{ref:(##########|!!!!!!!!!!)}[ ]MREF+{ref:(!!!!!!!!!!|M########)}\
            [ ]CRED+{ref:DE##ZZZ########}[ ]SVWZ+{de_purpose}
        direct_debit 4: EREF: {ref:(##########|!!!!!!!!!!!!)} MREF: {ref:(!!!!!!!!!|##########)}
            CRED: {ref:DE##ZZZ0000#######}[ IBAN: {iban}][ BIC: {bic}] {collector} {de_purpose}
        direct_debit 3: {collector} {de_purpose} (Mandatsref.|Mandat|Mandatsreferenz:|\
            MREF+){ref:(!!!!!!!!!!|########)} (Glaeubiger-ID|CRED+|\
            Gläubiger-ID:){ref:DE##ZZZ########}[ {CHANNEL:(SEPA Lastschrifteinzug|Lastschrift)}]
        direct_debit 3: {CHANNEL:SEPA Lastschrifteinzug} von {collector} {de_purpose}
        direct_debit 4: {CHANNEL:(SEPA-LASTSCHRIFT|FOLGELASTSCHRIFT|Lastschrift|EINZUG)}
            {PROCESSOR:PayPal Europe S.a.r.l. et Cie S.C.A}\
            ( . |. |, |. {ref:10##########}/.){PARTY:{paypal_shops}}, Ihr Einkauf bei
            {PARTY:{same_seller}}
        direct_debit 2: {CHANNEL:Lastschrift} {PROCESSOR:(KLARNA BANK AB|Klarna Bank AB|AMAZON
            PAYMENTS EUROPE|Stripe Payments Europe|Adyen N.V.|RatePAY GmbH|First Data GmbH)}
            {PARTY:{online}} {ref:(!!!-#######-#######|##########)}
        direct_debit 1: {CHANNEL:(Rücklastschrift|RUECKLASTSCHRIFT|Retourenlastschrift)}
            {collector} {ref:##########}
        transfer 4: {CHANNEL:(ONLINE-UEBERWEISUNG|Überweisung|UEBERWEISUNG|Einzelüberweisung|\
            Echtzeitüberweisung|SEPA-UEBERWEISUNG|EINZELUEBERWEISUNG)} {payee}
            {de_purpose}[ DATUM {date:%d.%m.%Y}, {clock:%H.%M} UHR]
        transfer 4: {CHANNEL:(GUTSCHRIFT|Gutschrift|GUTSCHR.
            UEBERWEISUNG|Überweisungsgutschr.|GUTSCHR. UEBERW. DAUERAUFTR)} {sender} {de_purpose}
        transfer 3: {CHANNEL:(DAUERAUFTRAG|Dauerauftrag|DAUERAUFTRAG/TERMINUEB.|\
            Dauerauftragsgutschr)} {payee} ({note}|MIETE {date:%B}|MIETE {date:%B %Y}|{note}
            {date:%m/%Y})
        transfer 3: {CHANNEL:SEPA Überweisung} (an|von) {payee} IBAN {iban} BIC
            {bic}[ Verwendungszweck/ Kundenreferenz {de_purpose}]
        transfer 3: {CHANNEL:(GUTSCHRIFT|ÜBERWEISUNG|Überweisungsgutschr.)}
            EREF+{ref:(NOTPROVIDED|##########|!!!!!!!!!!)}[ ]SVWZ+{de_purpose} {sender}
            IBAN+{iban} BIC+{bic}
        transfer 3: (Auftraggeber|Empfänger): {payee} (Kto/IBAN: {iban} (BLZ/BIC): {bic} |\
            )Buchungstext: {de_purpose} Ref. {ref:(?#?#####?######/####|!!!!!!!!!!!!!)}
        transfer 2: {payee} {de_purpose} {CHANNEL:(UEBERWEISUNG|Überweisung|GUTSCHRIFT|\
            ECHTZEITUEBERWEISUNG)}[ {date:%d.%m.%Y}]
        transfer 2: {CHANNEL:(Überweisung|Echtzeitüberweisung|MoneyBeam|wero|Gutschrift)}
            (an|von) {person}( |: ){noted}
        transfer 1: {CHANNEL:(UMBUCHUNG|Umbuchung|Kontoübertrag)} (auf|von)
            (Tagesgeld|Konto|Sparkonto) {ref:(##########|XXXX####)}
        payroll 3: {CHANNEL:(LOHN  GEHALT|LOHN/GEHALT|Lohn, Gehalt,
            Rente|GEHALT/RENTE|Gutschrift)} {sender} (LOHN / GEHALT|GEHALT|Bezüge|Entgelt)
            {date:(%m/%y|%m/%Y|%B|%B %Y)}[ PERS.NR. {ref:########}]
        atm 4: {CHANNEL:(BARGELDAUSZAHLUNG|Bargeldauszahlung|AUSZAHLUNG|GELDAUTOMAT|\
            GA-AUSZAHLUNG|Auszahlung girocard)} {PARTY:{bank}[ {city}]}\
            ( |//|/){LOCATION:{city}/DE} {date:%Y-%m-%dT%H:%M}[ KFN {mask:#} VJ {mask:2###}]
        atm 3: {CHANNEL:(GA|AUSZAHLUNG GA|GAA)} NR{ref:0000####} BLZ{ref:########} {mask:#}
            {date:%d.%m/%H.%MUHR} {LOCATION:{city}}
        atm 2: {CHANNEL:(Auszahlung GAA|Bargeldabhebung|Bargeld)} {PARTY:{bank}}
            {ref:(########|000#####)}/{LOCATION:{city}}/DE {date:%d.%m.%Y}
        fee 3: {CHANNEL:(ENTGELTABSCHLUSS|Kontoführungsgebühr|ENTGELT|Abschluss|KONTOABSCHLUSS|\
            Auslandseinsatzentgelt|Entgelt Auslandseinsatz|Kartenentgelt|RECHNUNGSABSCHLUSS|\
            ABSCHLUSS)}[ PER {date:%d.%m.%Y}| vom {date:%d.%m.%Y}| {date:%m/%Y}]
        interest 2: {CHANNEL:(ZINSEN|Habenzinsen|SOLLZINSEN|Zinsabschluss|ZINSGUTSCHRIFT)}\
            [ (PER|bis) {date:%d.%m.%Y}]
        check 1: {CHANNEL:(SCHECK|SCHECKEINREICHUNG|Scheckeinzug)}[ NR.] {ref:#########}
        none 1: (Saldovortrag|Kontostand|ANFANGSSALDO|Übertrag)
    """),
    "NL": _templates(r"""
        card 4: {line}
        card 7: {CHANNEL:BEA}(   | |, ){nl_pass_word}NR:{ref:(#!!!!#|!!!!!!|???###)}\
            ( |   |, ){date:%d.%m.%y/%H.%M} {till},PAS{ref:###}
            {LOCATION:{city}}[, Land: {LOCATION:NLD}]
        card 5: {CHANNEL:BEA, (Betaalpas|Apple Pay|Google Pay)} {till},PAS{ref:###}
            NR:{ref:(#!!!!#|!!!!!!)}, {date:%d.%m.%y/%H:%M} {LOCATION:{city}}
        card 6: {till}  {LOCATION:{city} NLD} Pasvolgnr: {ref:00#} {date:%d-%m-%Y} {clock:%H:%M}
            Transactie: {ref:!!!!!!} Term: {ref:!!!!!!!!}[ Valutadatum: {later:%d-%m-%Y}]\
            [ {CHANNEL:Apple Pay}]
        card 5: {CHANNEL:(Betaalautomaat|Contactloze betaling|Betaling|Pinbetaling|Betaling
            betaalautomaat)} {till} {where}[ {date:%d-%m-%Y}][ {clock:%H:%M}][ pasnr. {ref:###}]
        card 4: {till} {LOCATION:{city}} {CHANNEL:(Betaalautomaat|Contactloze betaling|Betaling
            Google Pay|Betaling Apple Pay)} {clock:%H:%M} pasnr. {ref:###}
        card 5: {till} \>{LOCATION:{city}} {date:%d.%m.%Y} {clock:%HU%M} KV{ref:###} {ref:!!!!!!}
            MCC:{mcc} {CHANNEL:(Contactloze betaling|Betaalautomaat)} {LOCATION:NEDERLAND}
        card 3: {CHANNEL:(PIN|Pin|PINBETALING|BETAALAUTOMAAT)} {till} {where}[ {date:%d-%m-%y}]
        card 4: {PARTY:{web_seller}} {website} {LOCATION:(NL|NLD|IE|LU)}
        card 4: {far} {phone}[ {LOCATION:NL}]
        card 2: {CHANNEL:(Creditcard|Mastercard|ICS)} {ref:XXXX####}
            {line}[ {amount:(EUR 0,00|€ 0,00)}]
        foreign 5: {abroad} {foreign_amount}(, koers | Koers: | Wisselkoers ){rate:,}\
            [ Opslag: {fee:(0,00 EUR|€ 0,00)}]
        foreign 3: {CHANNEL:BEA}, Betaalpas {abroad} NR:{ref:######} {date:%d.%m.%y/%H:%M}
            {foreign_amount} 1EUR={rate:,} KOSTEN {fee:€0,00}
        refund 2: {CHANNEL:(Terugbetaling|RETOUR|Retourpinnen|TERUGSTORTING)}
            {till}[ {date:%d-%m-%Y}]
        ideal 4: {CHANNEL:SEPA iDEAL} IBAN: {iban} BIC: {bic} Naam: {nl_shop} Omschrijving:
            {ref:##########} ({ref:################} |){nl_order}Kenmerk: {date:%d-%m-%Y}
            {clock:%H:%M} {ref:00##############}
        ideal 4: /TRTP/{CHANNEL:iDEAL}/IBAN/{iban}/BIC/{bic}/NAME/{nl_shop}/REMI/{ref:##########}
            {ref:################}[ {nl_order_word}]/EREF/{date:%d-%m-%Y} {clock:%H:%M}
            {ref:################}
        ideal 4: {CHANNEL:(iDEAL|Ideal|IDEAL|iDEAL betaling)} {nl_shop}
            ({ref:##########}|{ref:!!!!!!!!!!} {ref:################})[ {iban}]
        ideal 3: {CHANNEL:iDEAL} {PARTY:{online}} via
            {PROCESSOR:(Stichting Mollie Payments|Mollie|Adyen|Stg Mollie
            Payments|MultiSafepay|Buckaroo|Stichting Pay.nl|Worldline|CM.com|Stripe Technology
            Eu)} {ref:(################|M########M!!!!!!!)}
        ideal 2: Naam: {nl_shop} Omschrijving: {ref:################} {nl_order}IBAN: {iban}
            Kenmerk: {date:%d-%m-%Y} {clock:%H:%M} {ref:################} Valutadatum:
            {later:%d-%m-%Y}
        direct_debit 4: {CHANNEL:SEPA Incasso algemeen doorlopend} Incassant:
            {ref:NL##ZZZ############} Naam: {collector} Machtiging:
            {ref:(##########|!!!!!!!!!!!!)} Omschrijving: {nl_purpose} IBAN:
            {iban}[ Kenmerk: {ref:(##########|!!!!!!!!!!)}]
        direct_debit 4: /TRTP/{CHANNEL:SEPA Incasso algemeen doorlopend}\
            /CSID/{ref:NL##ZZZ############}/NAME/{collector}/MARF/{ref:(!!!!!!!!!!|##########)}\
            /REMI/{nl_purpose}/IBAN/{iban}/BIC/{bic}/EREF/{ref:(##########|!!!!!!!!!!!)}
        direct_debit 4: Naam: {collector} Omschrijving: {nl_purpose} IBAN: {iban} Kenmerk:
            {ref:(##########|!!!!!!!!!!)} Machtiging ID: {ref:(##########|!!!!!!!!)} Incassant
            ID: {ref:NL##ZZZ############} {CHANNEL:(Doorlopende incasso|Eerste incasso|Eenmalige
            incasso)}[ Valutadatum: {later:%d-%m-%Y}]
        direct_debit 4: {CHANNEL:(Incasso|INCASSO|Euro-incasso|SEPA Incasso|Automatische
            incasso|Eenmalige machtiging)} {collector}( {nl_purpose}|)[ {ref:##########}]
        direct_debit 1: {collector} {nl_purpose} Betalingskenm. {ref:################}
            {CHANNEL:(Incasso|Acceptgiro)}
        transfer 5: {CHANNEL:SEPA Overboeking} IBAN: {iban} BIC: {bic} Naam:
            {payee}[ Omschrijving: {nl_purpose}][ Kenmerk:
            {ref:(NOTPROVIDED|##########|!!!!!!!!)}]
        transfer 4: /TRTP/{CHANNEL:SEPA (OVERBOEKING|Overboeking)}/IBAN/{iban}/BIC/{bic}\
            /NAME/{payee}/REMI/{nl_purpose}/EREF/{ref:(NOTPROVIDED|##########)}
        transfer 4: Naam: {payee} Omschrijving: {nl_purpose} IBAN:
            {iban}[ Kenmerk: {ref:(##########|NOTPROVIDED)}][ Valutadatum: {later:%d-%m-%Y}]
        transfer 4: {CHANNEL:(Overboeking|OVERBOEKING|Overschrijving|Online
            bankieren|Spoedoverboeking|Periodieke overboeking|GIRO|INTERNETBANKIEREN|Mobiel
            bankieren)} {payee}( {nl_purpose}|)[ {iban}]
        transfer 3: {iban} {payee} {nl_purpose}
        transfer 1: {CHANNEL:(Overboeking|Afronding|Storting)} (naar|van|op)
            (Oranje spaarrekening|spaarrekening|Spaarrekening) {ref:(?########|XXXX####)}
        p2p 3: (Naam: |){PROCESSOR:(AAB INZ TIKKIE|Tikkie|TIKKIE|ABN AMRO Bank inz. TIKKIE)}
            (Omschrijving: |)(Tikkie ID |){ref:00############}, {noted}, {person}, {iban}
        p2p 2: {CHANNEL:(Betaalverzoek|Tikkie betaald|Overboeking)} {person} {noted}
        payroll 1: {CHANNEL:SEPA Overboeking} IBAN: {iban} BIC: {bic} Naam: {sender}
            Omschrijving: (SALARIS|Salaris|LOON) {date:(%B|%B %Y|%m-%Y|%m/%Y)}
        payroll 1: /TRTP/{CHANNEL:SEPA OVERBOEKING}/IBAN/{iban}/BIC/{bic}/NAME/{sender}\
            /REMI/(SALARIS|Salaris|LOON) {date:(%B|%B %Y|%m-%Y|%m/%Y)}
        payroll 1: Naam: {sender} Omschrijving: (SALARIS|Salaris|LOON)
            {date:(%B|%B %Y|%m-%Y|%m/%Y)}[ IBAN: {iban}]
        payroll 1: {sender} (SALARIS|Salaris|LOON) {date:(%B|%B %Y|%m-%Y|%m/%Y)}[ {ref:########}]
        atm 4: {CHANNEL:GEA}(   |, |, Betaalpas )NR:{ref:(S#?###|######|!!!!!!)}
            {date:%d.%m.%y/%H.%M} {PARTY:(Geldmaat|GELDMAAT|ING|Rabobank|ABN AMRO)}
            {LOCATION:({road}|{road} {mask:##})},PAS{ref:###}[ {LOCATION:{city}}]
        atm 3: {CHANNEL:(Geldautomaat|Geldopname|GELDAUTOMAAT|Opname Geldmaat)} {PARTY:{bank}}
            {LOCATION:{city}[ NLD]}[ Pasvolgnr: {ref:00#}]
            {date:(%d-%m-%Y|%d-%m-%y)}[ {clock:%H:%M}]
        fee 3: {CHANNEL:(BASISPAKKET|Kosten OranjePakket|Kosten zakelijk betalen|KOSTEN
            GELDOPNAME|Rentekosten|Kosten betaalrekening|Maandelijkse
            kosten|Pakketkosten|Bankkosten)}[ {fee:0,00}| {date:%B}| {date:%d-%m-%Y} t/m
            {later:%d-%m-%Y}]
        interest 1: {CHANNEL:(RENTE|Creditrente|Debetrente|Rente spaarrekening)}\
            [ {date:(%Y|%d-%m-%Y)}]
    """),
    "ES": _templates(r"""
        card 5: {line}
        card 7: {CHANNEL:(COMPRA TARJ.|COMPRA TARJ|COMPRA TARJETA|COMPRA CON TARJETA|COMPRA)}
            {ref:(5540XXXXXXXX####|4###XXXXXXXX####|5###********####|XXXX####)}
            {till}(-| | - ){LOCATION:{city}}
        card 6: {CHANNEL:(Compra|Pago Movil|PAGO MOVIL|COMPRA INTERNET|COMPRA|Pago con móvil)}\
            ( en | EN | ){till}, {LOCATION:{city}[ ES]},
            (Tarj. :|TARJETA |Tarj. |TARJ. :){ref:(*######|5###XXXXXXXX####|4###************)}\
            [ , COMISION {fee:0,00}]
        card 4: {CHANNEL:(PAGO CON TARJETA|PAGO MOVIL|COMPRA EN COMERCIO|PAGO EN COMERCIO|PAGO
            TARJETA)}( EN | ){till} {where}[ {date:(%d/%m|%d-%m-%Y)}]
        card 3: {CHANNEL:PAGO CON TARJETA} EN (SUPERMERCADOS|GASOLINERAS|RESTAURANTES|COMPRAS|\
            VIAJES|FARMACIAS) {ref:4##########*####} {till} {where}
        card 3: {date:%d/%m} {till} {where}[ {ref:XXXX####}]
        card 4: {CHANNEL:(COMPRA|PAGO|CARGO TARJETA|Compra online)} {PARTY:{web_seller}}
            {website}[ {LOCATION:(ES|LU|IE|ESP)}]
        card 4: {CHANNEL:(COMPRA|PAGO)} {far} {phone}
        card 2: {CHANNEL:TARJETA} {ref:(*####|XXXX####)} {till} {amount:(0,00 EUR|0,00€|EUR 0,00)}
        card 2: {CHANNEL:(COMPRA APLAZADA|PAGO APLAZADO|COMPRA TARJETA)} {till} CUOTA {instalment}
        foreign 5: {CHANNEL:(COMPRA|Compra|PAGO CON TARJETA)} {abroad}
            {foreign_amount}(, TIPO CAMBIO | CAMBIO ){rate:,}[ COMISION {fee:0,00 EUR}]
        refund 3: {CHANNEL:(DEVOLUCION COMPRA|DEVOLUCION|ABONO TARJETA|Devolución
            compra|ANULACION COMPRA|ABONO COMPRA)}( | EN ){till}[ {LOCATION:{city}}]
        direct_debit 7: {CHANNEL:(RECIBO|Recibo|ADEUDO RECIBO|ADEUDO|CARGO RECIBO|RECIBO
            DOMICILIADO|ADEUDO A SU CARGO|ADEUDO DOMICILIADO)}
            {collector}[ (REF |REF. |Ref. |){ref:(##########|!!!!!!!!!!)}]
        direct_debit 5: {CHANNEL:(Recibo|RECIBO)} {collector} (Nº Recibo|N RECIBO|Nº RECIBO)
            {ref:0049 #### ### BBBB!!!} Ref. Mandato
            {ref:(!!!!!!!!!!!!|##########)}[, De {holder}]
        direct_debit 3: {CHANNEL:RECIBO} {collector} (FACTURA|FRA.|Nº FACTURA)
            {ref:(??##########|####/#####)}[ {date:(%m/%Y|%d/%m/%Y)}]
        transfer 5: {CHANNEL:(TRANSFERENCIA|Transferencia|TRANSFERENCIA
            INMEDIATA|TRANSF.|TRANSFER.)} (DE|De) {payee}\
            [(, Concepto |, CONCEPTO | CONCEPTO: ){es_concept}]
        transfer 4: {CHANNEL:(TRANSFERENCIA|TRANSFERENCIA INMEDIATA|Transferencia Inmediata)} A
            FAVOR DE {payee}[(, CONCEPTO | CONCEPTO: | ){es_concept}]
        transfer 3: {CHANNEL:(TRANSFERENCIA EMITIDA|TRANSFERENCIA RECIBIDA|TRANSFERENCIA
            ORDENADA|ORDEN DE TRANSFERENCIA|TRANSF SEPA|TRANSFERENCIA PERIODICA|TRANSFERENCIAS)}
            {payee}( {es_concept}|)[ {iban}]
        transfer 1: {CHANNEL:(TRASPASO|TRASPASO ENTRE CUENTAS|TRASPASO INTERNO|Traspaso)}\
            [ (A|DE) (CUENTA|CTA) {ref:(XXXX####|##########)}]
        p2p 5: ({CHANNEL:(BIZUM RECIBIDO|BIZUM|Bizum recibido|ABONO BIZUM)}
            (DE|de)|{CHANNEL:(BIZUM ENVIADO|BIZUM|PAGO BIZUM|Bizum)}
            (A|A FAVOR DE|a)|{CHANNEL:BIZUM}) {person}\
            [( CONCEPTO | Concepto: | concepto |: ){noted}]
        p2p 2: {CHANNEL:(COMPRA BIZUM|PAGO BIZUM)} {PARTY:{online}} {ref:############}
        payroll 3: {CHANNEL:(ABONO NOMINA|NOMINA|ABONO DE NOMINA|TRANSFERENCIA NOMINA|ABONO POR
            TRANSFERENCIA)}( DE | - | ){sender}[ (NOMINA|Nómina) {date:(%B|%B %Y|%m/%Y)}]
        payroll 2: {CHANNEL:(TRANSFERENCIA|ABONO|TRANSFERENCIA RECIBIDA)} {sender}
            (PENSION|PRESTACION|DESEMPLEO|DEVOLUCION RENTA) {date:(%B|%Y|%m/%Y)}
        atm 4: {CHANNEL:(DISPOSICION CAJERO|REINTEGRO CAJERO|RETIRADA EFECTIVO CAJERO|DISPOSICION
            EFECTIVO CAJERO|REINTEGRO CAJERO AUTOMATICO|Retirada de efectivo|DISP. CAJERO)}
            {PARTY:{bank}} {LOCATION:({city}|{road}, {city})}[, TARJ. {ref:(*######|XXXX####)}]\
            [ {date:%d/%m}]
        atm 2: {CHANNEL:(REINTEGRO|DISPOSICION|RETIRADA DE EFECTIVO|DISPOSICION A DEBITO)}
            {LOCATION:{city}} TARJ {ref:XXXX####} {date:%d-%m} {clock:%H:%M}
        fee 4: {CHANNEL:(COMISION MANTENIMIENTO|COMISION DE MANTENIMIENTO|COMISION
            TRANSFERENCIA|CUOTA TARJETA|Comisión mantenimiento|COMISION DESCUBIERTO|COMISION
            CAMBIO DIVISA|GASTOS CORREO|COMISION ADMINISTRACION|CUOTA ANUAL TARJETA)}\
            [ {date:(%m/%Y|%B)}]
        interest 2: {CHANNEL:(LIQUIDACION INTERESES|LIQUIDACION DE INTERESES|INTERESES|ABONO
            INTERESES|LIQUIDACION DE CUENTA|LIQ. INTERESES)}[ {date:(%d/%m/%Y|%d.%m.%y)}]
        cash 1: {CHANNEL:(INGRESO EFECTIVO|INGRESO EN EFECTIVO|INGRESO EN CAJERO|INGRESO
            CHEQUE|Ingreso efectivo cajero)}[ {LOCATION:{city}}][ {ref:########}]
        loan 1: {CHANNEL:(CUOTA PRESTAMO|AMORTIZACION PRESTAMO|RECIBO PRESTAMO|CARGO HIPOTECA)}
            {ref:(####-####-##-##########|##########)}
        tax 1: {CHANNEL:(PAGO IMPUESTOS|PAGO DE IMPUESTOS|IMPUESTOS)}
            {PARTY:(AEAT|Agencia Tributaria|AYTO. {city}|TGSS. COTIZACION)}\
            [ MODELO {ref:(100|303|130|390)}]
    """),
    "CA": _templates(r"""
        card 16: {line}
        card 5: {CHANNEL:(Interac purchase|Contactless Interac purchase|Visa Debit purchase|Visa
            Debit auth|Contactless Visa Debit purchase)} - {ref:####} {line}
        card 4: {CHANNEL:(IDP PURCHASE|C-IDP PURCHASE|IDP REFUND)}(-| - ){ref:####}[ ] {line}
        card 4: {CHANNEL:(POINT OF SALE - INTERAC RETAIL PURCHASE|RETAIL PURCHASE|VISA DEBIT
            RETAIL PURCHASE|Point of Sale - Visa Debit VISA DEBIT RETAIL PURCHASE)}
            {ref:############} {line}
        card 4: {CHANNEL:(POS PURCHASE|POS|POS MERCHANDISE|Point of sale purchase|POS
            WITHDRAWAL|POS Purchase FPOS|POS PURCHASE OPOS)} {line}
        card 3: \[{CHANNEL:(DN|PR)}\]{line}
        card 3: {CHANNEL:(ACHAT|Achat|ACHAT INTERAC|Paiement direct|ACHAT PAR CARTE|Achat sans
            contact)}( / | - {ref:####} | ){till}[ {LOCATION:{city} QC}]
        card 2: {till} {LOCATION:{city} {state}} {amount:CAD 0.00}
        card 4: {far} {contact} {amount:(CAD 0.00|$0.00)}
        foreign 5: {abroad} {foreign_amount} @ {rate:.}
        foreign 3: {abroad} FOREIGN CURRENCY {foreign_amount} EXCHANGE RATE {rate:.}
        refund 2: {CHANNEL:(REFUND|Interac refund|RETAIL REFUND|PURCHASE RETURN|Remboursement|PR
            RETURN)}( - | ){line}
        p2p 5: {CHANNEL:(INTERAC e-Transfer|Interac e-Transfer|INTERAC E-TRANSFER|e-Transfer)}
            (From|To|from|to)(: | ){person}[ {ref:(CA!!!!!!|C1A!!!!!!!|######)}]
        p2p 4: {CHANNEL:(e-Transfer sent|e-Transfer received|e-Transfer - Autodeposit|INTERAC
            ETRNSFR SENT|INTERAC E-TRANSFER SENT|Virement Interac envoyé|INTERAC E-TRF)} {person}
            {ref:(??????|C1A!!!!!!!|%Y%j##########|CA!!!!!!)}
        p2p 2: {CHANNEL:(SEND E-TFR|E-TRANSFER|RCV E-TFR)} {ref:(***~~~|***!~~)}
        p2p 2: {CHANNEL:E-TRANSFER} {ref:01#########} {person}[ {noted}]
        p2p 2: {CHANNEL:Virement Interac} (à|de) /{person} /[ {noted}]
        p2p 2: {CHANNEL:(INTERAC e-Transfer|e-Transfer Money Request)} {person} {noted}
        direct_debit 4: {CHANNEL:(PAP|PAD|PREAUTHORIZED DEBIT|Pre-authorized debit|PRE-AUTHORIZED
            PAYMENT|Prélèvement|PREAUTH PAYMENT|PRE-AUTH DEBIT)}\
            ( - | | {ref:##########} ){collector}[ {ref:########}]
        direct_debit 3: {collector} {CHANNEL:(PAP|PAD|PREAUTH|BPY|INS|MSP|EFT|AP)}\
            [ {ref:##########}]
        direct_debit 2: {CHANNEL:(Insurance|Utility Bill Pmt|Misc Payment|Loan Payment|Telephone
            Bill Pmt)} {collector}
        bill_payment 3: {CHANNEL:(Online Banking payment|INTERNET BILL PAY|INTERNET BILL
            PAYMENT|MB-BILL PAYMENT|BILL PAYMENT|Paiement facture - AccèsD Internet|WWW BILL
            PAYMENT)}( - | )({ref:(####|000000######)} |){collector}
        bill_payment 1: {CHANNEL:(Paiement facture|Paiement)} / {collector}[ {ref:########}]
        payroll 3: {CHANNEL:(Payroll Deposit|PAYROLL DEPOSIT|DIRECT DEPOSIT|Direct
            Deposit|PAY|Paie|Dépôt direct|PAYROLL DEP.)}( | / | - ){sender}[ {ref:##########}]
        payroll 2: {sender} (PAY|PAYROLL|SALARY|CCB|GST|PRO|CPP|EI)[
            {CHANNEL:(DD|DIRECT DEPOSIT|EFT)}]
        transfer 2: {CHANNEL:(INTERNET TRANSFER|Online Banking transfer|TFR-TO|TFR-FR|CUSTOMER
            TRANSFER|MB-TRANSFER|Virement entre folios|TRANSFER)}\
            ( | - | TO | FROM )({ref:(############|####|C/C ######)})
        wire 1: {CHANNEL:(WIRE TRANSFER|INCOMING WIRE|Funds transfer|WIRE PAYMENT)}
            {wire_party}[ {ref:(FT########|##########)}][ {amount:(USD|CAD) 1,000.00}]
        atm 3: {CHANNEL:(ATM withdrawal|ATM WITHDRAWAL|TD ATM W/D|ABM WITHDRAWAL|INTERAC ABM
            WITHDRAWAL|Retrait au GA|CASH WITHDRAWAL|INSTANT TELLER WITHDRAWAL)}\
            ( - | ){ref:(??######|00####)}[ {LOCATION:{city} {state}}]
        atm 1: {CHANNEL:(ATM WITHDRAWAL|ABM W/D)} {PARTY:{bank}}
            {LOCATION:{street} {city} {state}}
        fee 3: {CHANNEL:(MONTHLY ACCOUNT FEE|Monthly fee|SERVICE CHARGE|OVERDRAFT INTEREST|NSF
            FEE|INTERAC E-TRANSFER FEE|Frais mensuels|FRAIS D'UTILISATION|ACCT BAL REBATE|ABM
            FEE|PLAN FEE|Frais fixes d'utilisation|OVERDRAFT S/C)}
        interest 1: {CHANNEL:(INTEREST|Deposit interest|INTEREST CREDIT|CREDIT INTEREST|Intérêt
            sur EOP|DEBIT INTEREST)}
        check 2: {CHANNEL:(CHEQUE|Cheque|CHQ|CHQ#|Chèque|MOBILE DEPOSIT|Mobile cheque deposit)}\
            ( | - |  |#){ref:(#####|00###|###)}
        card 4: {PARTY:{web_seller}} {website} {LOCATION:(ON|CAN|CA|BC)}
    """),
    "AU": _templates(r"""
        card 10: {line}
        card 8: {line} Card {ref:xx####}[ Value Date: {later:%d/%m/%Y}]
        card 4: {line} {amount:AUD 0.00} Card {ref:xx####}[ Value Date: {later:%d/%m/%Y}]
        card 4: {CHANNEL:(VISA DEBIT PURCHASE CARD|EFTPOS PURCHASE CARD)} {ref:####} {line}
        card 3: {CHANNEL:VISA DEBIT PURCHASE} CARD {ref:####} {abroad} {foreign_amount} INC O/S
            FEE {fee:$0.00}
        card 5: {CHANNEL:(EFTPOS|EFTPOS PURCHASE|EFTPOS DEBIT|POS|EFTPOS WDL|PURCHASE|Eftpos
            Purchase)}[ {ref:0######}] {line}[ {date:(%d/%m|%d/%m/%y)}]
        card 3: {CHANNEL:EFTPOS} {date:%d/%m} {clock:%H:%M} {line}
        card 4: {CHANNEL:(VISA PURCHASE|Visa Purchase|DEBIT CARD PURCHASE|VISA-|MASTERCARD
            PURCHASE|Debit Card Purchase|VISA DEBIT)}( | - ){line}
        card 4: {ref:V####} {date:%d/%m} {line} {ref:74############}
        card 4: {line} - {CHANNEL:(Visa Purchase|EFTPOS Purchase|Visa Refund)} - Receipt
            {ref:######}In {LOCATION:{city}} Date {date:%d %b %Y} Card {ref:4622##xxxxxx####}
        card 2: {CHANNEL:(TAP AND PAY|TAP & PAY|PAYWAVE)} {ref:xx####} {line}
        card 2: {CHANNEL:MISCELLANEOUS DEBIT} {ref:V####} {date:%d/%m} {line} {ref:74############}
        card 2: {PROCESSOR:PAYPAL} *{PARTY:{paypal_shops}}
            {PHONE:4029357733}[ {LOCATION:(AU|AUS)}]
        card 4: {PARTY:{web_seller}} {website} {LOCATION:(AU|AUS|NSW|VIC)}
        card 4: {far} {contact} {amount:AUD 0.00} Card {ref:xx####}
        foreign 5: {abroad} {foreign_amount} Card {ref:xx####} Value Date: {later:%d/%m/%Y}
        foreign 3: {abroad} {foreign_amount} @ {rate:.}
        fee 2: {CHANNEL:(International Transaction Fee|Currency Conversion Charge|INTNL
            TRANSACTION FEE|OVERSEAS TRANSACTION FEE)}[ Value Date: {later:%d/%m/%Y}]
        fee 2: {CHANNEL:(Account Fee|MONTHLY ACCOUNT FEE|ACCOUNT SERVICING FEE|OVERDRAWN
            FEE|DISHONOUR FEE|LATE PAYMENT FEE|Bank Fees|PERIODICAL PAYMENT FEE|ANNUAL CARD FEE)}
        interest 2: {CHANNEL:(INTEREST|Credit Interest|CREDIT INTEREST PAID|BONUS
            INTEREST|INTEREST PAID|Debit Interest|Loan Interest)}
        refund 2: {CHANNEL:(Refund|EFTPOS REFUND|VISA REFUND|Purchase Refund|Return)}\
            ( - | ){line}[ Card {ref:xx####}]
        direct_debit 5: {CHANNEL:(Direct Debit|DIRECT DEBIT)} {ref:######} {collector}
            {ref:(##########|!!!!!!!!!)}
        direct_debit 3: {CHANNEL:(PAYMENT BY AUTHORITY|DIRECT DEBIT|DD|Direct Debit|DEBIT)}\
            ( TO | - | ){collector}[ {ref:(##########|?######)}]
        direct_debit 2: {collector} {CHANNEL:(DIRECT DEBIT|DD|Direct Debit - Receipt)}
            {ref:########}
        transfer 4: {CHANNEL:(Direct Credit|DIRECT CREDIT|INTER-BANK CREDIT)} {ref:######}
            {sender}[ (SALARY|PAYROLL|WAGES|{note}|{ref:########})]
        bill_payment 3: {CHANNEL:(BPAY|INTERNET BPAY|ANZ INTERNET BANKING BPAY|BPAY
            PAYMENT|NetBank BPAY|BPAY BILL PAYMENT|TFR BPAY)} {collector}
            {ref:(##########|########|\{######\})}
        bill_payment 2: {CHANNEL:BPAY Bill Payment} - Receipt {ref:######} To
            {collector}[ {ref:##########}]
        p2p 4: {CHANNEL:(Osko Payment|OSKO PAYMENT|WITHDRAWAL-OSKO PAYMENT|DEPOSIT-OSKO
            PAYMENT|Osko Deposit)}( To | From | {ref:#######} | ){person}\
            [( - Receipt {ref:######}|)( | Ref | - ){noted}]
        p2p 4: {CHANNEL:(Transfer|Fast Transfer)} (To|From)
            {person}[( to|) PayID (Phone|Email)][ from CommBank App] {noted}
        p2p 3: {CHANNEL:(TRANSFER|PAYMENT|PAY ANYONE|Transfer|Payment)} (to|from|TO|FROM)
            {person}( |, | NetBank | CommBank app ){noted}
        p2p 2: {CHANNEL:ONLINE} {ref:?##########} {noted} {person}
        p2p 2: {PARTY:(Beem It|BEEM IT|PayID|WISE AUSTRALIA)}
            {CHANNEL:(Transfer|PAYMENT)}[ {person}]
        transfer 3: {CHANNEL:(ANZ INTERNET BANKING FUNDS TFER TRANSFER|ANZ M-BANKING FUNDS TFER
            TRANSFER|ANZ MOBILE BANKING PAYMENT)} {ref:######} (TO|FROM) ({person}|{firm})
        transfer 2: {CHANNEL:(PAYMENT|Payment)} (FROM|TO) {sender}[ {note}]
        transfer 2: {CHANNEL:(Transfer|TFR|WITHDRAWAL MOBILE|DEPOSIT ONLINE)} (to|from|TFR)
            {ref:(xx####|#######|###### #########)}[ (CommBank app|NetBank|Westpac Cho)]
        payroll 3: {CHANNEL:(PAY/SALARY|Salary|PAY|DEPOSIT|SALARY)}( FROM | from | ){sender}\
            [ {ref:(##########|!!!!!!!)}]
        payroll 2: {sender} (PAYROLL|SALARY|WAGES|PAY {date:%d%b}|{ref:##########}\
            )[ {CHANNEL:(DIRECT CREDIT|DE CREDIT)}]
        atm 3: {CHANNEL:Wdl ATM} {PARTY:{bank}} {LOCATION:{city} {state}} {ref:######}
            {LOCATION:(AU|AUS)}
        atm 2: {CHANNEL:(ATM WITHDRAWAL|ANZ ATM|CASH WITHDRAWAL|WITHDRAWAL AT WESTPAC ATM|NAB
            ATM|ATM Operator Fee)} {LOCATION:{city}[ {state}]}[ {date:(%d/%m|%d/%m/%y)}]\
            [ CARD {ref:####}]
        check 1: {CHANNEL:(CHEQUE|Cheque|CHEQUE DEPOSIT|Cheque No.)} {ref:######}
    """),
    "IN": _templates(r"""
        upi 7: {CHANNEL:UPI/(DR|CR)}/{ref:############}/{in_upi_party}/{in_bank4}\
            /{REFERENCE:{handle}}/({note}|{note}-)
        upi 6: {CHANNEL:(TO|BY) TRANSFER-UPI/(DR|CR)}/{ref:############}/{in_upi_party}\
            /{in_bank4}/{REFERENCE:{handle}}/{note}-[-]
        upi 5: {CHANNEL:UPI}-{PARTY:{retail}}-{shop_upi}-{ifsc}-{ref:############}-{note}
        upi 5: {CHANNEL:UPI}-{in_upi_party}-{REFERENCE:{handle}}-{ifsc}-{ref:############}-{note}
        upi 5: {CHANNEL:UPI/(P2M|P2A|P2P)}/{ref:############}/{in_upi_party}\
            /({note}|{REFERENCE:{handle}})[/{bank}]
        upi 4: {CHANNEL:UPI}/{ref:############}/{note}/{REFERENCE:{handle}}/{bank}\
            /{ref:ICI################~~~~}
        upi 4: {CHANNEL:UPI}/{in_upi_party}/{ref:############}/{noted}
        upi 2: {CHANNEL:(UPI|Paid via UPI|UPI Payment|UPI-COLLECT)}\
            ( to | from |: ){in_upi_party}[ {REFERENCE:{handle}}][ UPI Ref No {ref:############}]
        upi 2: {CHANNEL:UPIOUT}/{ref:############}/{REFERENCE:{handle}}/{note}/{ref:####}
        upi 2: {CHANNEL:(REV-UPI|UPI-REV|UPI/RRC|Rev:UPI)}(/|-){ref:############}\
            (/|-){in_upi_party}
        card 6: {CHANNEL:POS} {ref:(4160##XXXXXX####|5###XXXXXXXX####|XXXXXXXXXXXX####)}
            {in_till}[ {where}][ {CHANNEL:POS DEBIT}]
        card 4: {CHANNEL:(POS|ECOM PUR|PUR|POS PRCH|ECOM)}/{in_till}/{LOCATION:{city}}\
            /{date:%d%m%y}/{clock:%H:%M}
        card 3: {CHANNEL:by debit card-OTHPOS}{ref:############}{PARTY:{retail}}
            {LOCATION:{city}}--
        card 3: {CHANNEL:PCI}/{ref:####}/{in_till}/{LOCATION:{city}}{date:%d%m%y}/{clock:%H:%M}
        card 4: {CHANNEL:(VPS|IPS|VIN|TPS)}/{PARTY:({retail}|{online})}/{date:%Y%m%d%H%M%S}\
            /{ref:############}/{mask:#}[/{LOCATION:{city}}]
        card 4: {line}
        card 2: {aggregator}({shop}|{PARTY:{online}}) {where}
        card 2: {CHANNEL:(DEBIT CARD PURCHASE|Purchase|DC PURCHASE|PURCHASE)}\
            ( AT | at | ){in_till} {where} (ON|on)
            {date:(%d-%m-%Y|%d/%m/%y|%d-%b-%Y)}[ {amount:(INR 0.00|Rs.0.00|Rs. 1,000.00)}]
        card 4: {PARTY:{web_seller}} {website} {LOCATION:(IN|IND|Mumbai|Gurgaon)}
        card 4: {far} {phone}
        card 2: {CHANNEL:(EMI|EMI PURCHASE|MERCHANT EMI)} {PARTY:({retail}|{online})}
            {instalment}[ {amount:(INR 0.00|Rs. 1,000.00)}]
        card 2: {line} {amount:(INR 0.00|Rs.0.00)}
        foreign 3: {abroad} {foreign_amount} @ {rate:.}
        foreign 2: {CHANNEL:(DCC MARKUP FEE|FCY MARKUP FEE|DC INTL POS TXN MARKUP+ST)}\
            [ {date:%d%m%y}][ {foreign_amount}]
        transfer 4: {CHANNEL:(NEFT CR|NEFT DR|NEFT)}-{ifsc}-{payee}-{holder}\
            -{ref:(N%j##########|?????#########|AXMB########)}
        transfer 3: {CHANNEL:(BY|TO) TRANSFER-NEFT}*{ifsc}*{ref:(N%j##########|CMS#########)}\
            *{payee}--
        transfer 3: {CHANNEL:(NEFT|NEFT/MB|BIL/NEFT|INB/NEFT)}\
            /{ref:(AXMB##########|N%j##########|00#########)}/{payee}/{bank}[/{note}]
        transfer 4: {CHANNEL:(IMPS|MMT/IMPS|IMPS/P2A|MB IMPS|IMPS-OUT)}(/|-){ref:############}\
            (/|-){payee}(/|-)({bank}|{ref:XXXXXXX####}|{note})[/{note}]
        transfer 3: {CHANNEL:IMPS}-{ref:############}-{person}-{in_bank4}-{ref:XXXXXXX####}-{note}
        transfer 3: {CHANNEL:(RTGS|RTGS CR|RTGS DR)}(-|
            |/){ref:(HDFCR5%Y%m%d########|SBINR1%Y%m%d########|{ifsc_code})}(-|/| ){payee}\
            [(-|/){note}]
        transfer 2: {ref:50100#########}-{CHANNEL:TPT}-{note}-{person}
        transfer 2: {CHANNEL:(INF/INFT|INF|FT|IFT|INFT)}(/|- ){ref:0##########}(/|- ){payee}\
            [(/|- ){note}]
        transfer 2: {CHANNEL:(BY TRANSFER|TO TRANSFER)-INB}
            {payee}[ {ref:IK00######}][-{ref:!!!!!!!!}]
        transfer 1: {CHANNEL:(MB:SENT|MB:RECEIVED)} (TO|FROM) {person}/{note}
        direct_debit 4: {CHANNEL:(ACH D|NACH DR|ACH-DR|ACH DR|NACH-DR|ACHDR|ECS DR|NACH_DR)}\
            (- |-|/| ){collector}(-|/| ){ref:(!!!!!!!!!!|##########|ICIC0000#######)}
        direct_debit 3: {CHANNEL:(NACH|ECS|ACH|SI|E-MANDATE|NACH/TP ACH|EMI)}(/| ){collector}\
            (/| ){ref:(##########|!!!!!!!!!)}[/{date:(%d-%m-%Y|%d%m%y)}]
        direct_debit 2: {CHANNEL:ACH C}- {PARTY:({biller}|{payer})}-{ref:(##########|!!!!!!!!)}
        direct_debit 1: {CHANNEL:EMI} {ref:########} CHQ {ref:S##########} {ref:############}
        bill_payment 3: {CHANNEL:(BIL/ONL|BIL/BPAY|IB BILLPAY DR|BILLPAY|BBPS|BIL/INFT)}\
            (/|-| ){ref:(00##########|HDFC??|BD##########)}(/|-| ){collector}\
            [(/|-){ref:!!!!!!!!!!}]
        bill_payment 2: {CHANNEL:(INB|TO TRANSFER-INB|WDL TFR INB)} {PARTY:({online}|{biller})}
            {ref:(IG0!!!!!!!!|########)}
        payroll 3: {CHANNEL:(NEFT CR|ACH C|BY TRANSFER-NEFT|IMPS CR|RTGS CR)}(-| |*|- ){sender}\
            [(-| )(SALARY|SAL {date:%b}|SALARY FOR {date:%B %Y}|SAL {date:%b %Y})]\
            [-{ref:(N%j##########|##########)}]
        payroll 1: (SALARY|SAL) {date:(%B|%b %Y|%b-%y)} {sender}
        atm 4: {CHANNEL:(ATM WDL|ATM-CASH|ATW|NWD|EAW|ATM WDL-ATM CASH|CASH WDL|ATM-NFS)}\
            (-| |/){ref:(4160##XXXXXX####|####|S1??????)}\
            (-| |/){LOCATION:({city}|{road} {city}|{road})}\
            [(-| |/){date:(%d%m%y|%d-%m-%Y|%d/%m/%y)}]
        atm 2: {CHANNEL:(ATM WDL|ATM CASH WITHDRAWAL|Cash Withdrawal)} {PARTY:{bank}}
            {LOCATION:{city}} {date:(%d/%m/%Y|%d-%b-%y)}[ {clock:%H:%M}]
        fee 4: {CHANNEL:(SMS CHARGES|AMB CHARGES|ATM ANNUAL FEE|CONSOLIDATED CHARGES FOR
            A/C|DEBIT CARD ANNUAL FEE|MIN BAL CHGS|NEFT CHGS|ATM DECLINE FEE|CHEQUE RETURN
            CHARGES|INSTAALERT CHG|ANNUAL MAINTENANCE CHARGES|IMPS COMMISSION)}\
            [( | FOR | ){date:(%b-%Y|%b %y|%m/%Y|%d%m%y)}][ {fee:(Rs.0.00|INR 0.00)}]
        interest 3: {CHANNEL:(INTEREST PAID|CREDIT INTEREST|Int.Pd|INTEREST CREDIT|SB INTEREST|FD
            INTEREST CREDIT)}( TILL | FOR |:){date:(%d-%b-%Y|%b %Y|%d-%m-%Y)}\
            [ to {later:%d-%m-%Y}]
        check 2: {CHANNEL:(CHQ PAID|CHQ PAID-MICR CTS|CLG|BY CLG|CHEQUE PAID|CTS CLG|TO CLG)}\
            (-| ){payee}[(-| ){ref:######}]
        cash 2: {CHANNEL:(CASH DEPOSIT|CASH DEP|BY CASH|CASH DEPOSIT BY SELF|CSH DEP \(CDM\))}\
            (-| AT |- ){LOCATION:{city}}[ {ref:####}]
        upi 2: {PARTY:{online}}/{shop_upi}/{CHANNEL:UPI}/{ref:############}
        foreign 2: {CHANNEL:IRM}/{amount:CUX0.00}@{rate:.}GST{mask:###}/INREM/{date:%Y%m%d%H%M%S}
    """),
}
