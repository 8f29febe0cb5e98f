"""Layouts of card transactions in the United States."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 60: {line}
card 10: {CHANNEL:CHECKCARD} {date:%m%d} {line}[ {ref:2######################}]
card 4: {CHANNEL:CHECKCARD} {date:%m%d} {line} {ref:2######################}[ {CHANNEL:RECURRING}]
    CKCD {mcc} {ref:XXXXXXXXXXXX####}
card 4: {CHANNEL:(PURCHASE|MOBILE PURCHASE)} {date:%m%d} {line}
card 9: {CHANNEL:(PURCHASE|RECURRING PAYMENT|RECURRING PURCHASE|PURCHASE INTL) AUTHORIZED ON}
    {date:%m/%d} {line} {ref:(S|P)%y%j##########} CARD {ref:####}
card 4: {CHANNEL:(PURCHASE|RECURRING PAYMENT|PURCHASE RETURN) AUTHORIZED ON} {date:%m/%d} {line}[
    CARD {ref:####}]
card 2: {CHANNEL:PURCHASE WITH CASH BACK} {cash:$ 0.00} AUTHORIZED ON {date:%m/%d} {brand} {store}
    {LOCATION:{city} {state}} {ref:P00#########} CARD {ref:####}
card 6: {CHANNEL:(Card Purchase|Recurring Card Purchase|Card Purchase With Pin|Card Purchase
    W/Cash)} {date:%m/%d} {line} Card {ref:####}
card 8: {CHANNEL:(POS PURCHASE|POS DEBIT|POS|POS PUR|POS WITHDRAWAL|Point of Sale Withdrawal|POS
    Transaction|PIN PURCHASE|Interlink Purchase)} {line}
card 5: {CHANNEL:(DEBIT CARD PURCHASE|DEBIT PURCHASE|DEBIT CARD|CARD PURCHASE|VISA PURCHASE|Debit
    Card Withdrawal|Signature Purchase|Visa Check Card)}( - | |: ){line}
card 5: {CHANNEL:(DEBIT CARD PURCHASE|POS PURCHASE|RECURRING DEBIT CARD)} {ref:(XXXXX####|\
    XXXXXXXXXXXX####)} {line}
card 3: {CHANNEL:(DEBIT PURCHASE -VISA|RECURRING DEBIT PURCHASE -VISA)} {line}
card 3: {CHANNEL:DEBIT PURCHASE -VISA} <22 {till}><13 {where}>
card 3: {CHANNEL:(Debit Card Purchase|Digital Card Purchase|Mobile Purchase Sign Based|Debit PIN
    Purchase)} {date:%m/%d} {clock:%I:%M(a|p)} {REFERENCE:#{mask:####}} {line}
card 3: {CHANNEL:DBCRD (PUR|PMT) AP}, {ref:*****###########}, AUT {date:%m%d%y} {CHANNEL:VISA DDA
    (PUR|REF)} {till}  {LOCATION:{city}} * {LOCATION:{state}}
card 3: {CHANNEL:DEBIT POS AP}, {ref:*****###########}, AUT {date:%m%d%y} {CHANNEL:DDA PURCHASE}
    {brand} {store}  {LOCATION:{city}} * {LOCATION:{state}}
card 3: {CHANNEL:POS Debit - (Visa Check Card|Debit Card|Mastercard)} {ref:####} - {line}
card 3: {CHANNEL:(Withdrawal DEBIT CARD|Withdrawal POS)} {REFERENCE:#{mask:####}} {line}
card 2: {CHANNEL:External Withdrawal POS} {line} Date {date:%m/%d/%y} {ref:########} {ref:####} %%
    Card {ref:##} {REFERENCE:#{mask:####}}
card 3: {CHANNEL:Withdrawal (Debit Card|POS)} {till} {where} Date {date:%m/%d/%y}
    {ref:2##############} {ref:####}
card 3: {date:%m/%d} {line} {ref:2######################}
card 2: {date:%m/%d/%Y} {CHANNEL:(Purchase|POS Purchase)} {line}
card 2: {line} {CHANNEL:(Sale|Recurring|Card Transaction|Debit)}
card 2: {line} {date:%m/%d}
card 2: {line} ON {date:%m/%d/%y}
card 2: {line}[ {ref:XXXX####}] {CHANNEL:Mobile Pay}
card 2: {CHANNEL:(APPLE PAY|Tap Pay|Apple Pay)} {line}
card 3: {CHANNEL:(POS PURCHASE|POS DEBIT)} {LOCATION:{city} {state}} {brand} {store}[ SEQ#
    {ref:######}]
card 3: {brand} {store} {LOCATION:{street} {city} {state}[ {postcode}]}[ {CHANNEL:POS DEBIT}]
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
fee 3: {CHANNEL:(FOREIGN TRANSACTION FEE|INTERNATIONAL PURCHASE TRANSACTION FEE|INTERNATIONAL
    TRANSACTION FEE)}[ {date:%m/%d}][ {abroad}]
refund 5: {CHANNEL:(PURCHASE RETURN|Card Purchase Return|POS REFUND|MERCHANDISE RETURN|CHECKCARD
    REVERSAL|DEBIT CARD CREDIT|Refund|Reversal|POS Credit|Return)}( - | |: )[{date:%m/%d} ]{line}
refund 2: {line} {CHANNEL:(REFUND|CREDIT|REVERSAL|Provisional Credit)}
""")
