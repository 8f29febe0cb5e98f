"""What account transfers say: the other side, references and purposes."""

from rules.types import rules

RULES = rules(r"""
collector 8: {PARTY:{biller}}
collector 1: {firm}
sender 3: {PARTY:{payer}}
sender 2: {firm}
payee 4: {person}
payee 2: {firm}
IN.payee 4: {person}
IN.payee 2: {firm}
IN.payee 1: {PARTY:{payer}}
originator 8: {PARTY:{biller}}
originator 2: <=16 {PARTY:{biller}}>
originator 4: {PARTY:{payer}}
originator 1: {firm}
originator 3: <=16 {firm}>
mcc 1: {ref:(5411|5812|5814|5541|5542|5912|4121|5311|5399|5999|7011|4111|5732|5651|5691|8011|\
    8062|5818|5817|5968|4814|4899|6011|7832|7997|5200|5211|5941|5942|5945|7230|5813|5921)}
instalment 1: (0(1|2|3)/0(3|4|6)|0(1|4|7|9)/1(0|2)|(1|2)/(3|4))
wire_party 4: {firm}
wire_party 1: {person}
us_description 6: {purpose}
us_description 3: (PAYMENT|PAYMENTS|PYMT|PMT|TRANSFER|MTG PYMTS|CHECKPYMT|TRAN FEE|FEES|SENDER|\
    PAYABLE|CREDIT|DEPOSIT|{PARTY:{same_seller}}|CONS PAY|INS PYMT|PREMIUM|COLLECTION|EDI PYMNTS)
us_description 4: {CHANNEL:(ACH PMT|ONLINE PMT|INST XFER|WEB PMT|WEB PAY|ACH DEBIT|ACH CREDIT|\
    E-PAYMENT|EPAY|AUTOPAY|AUTO PAY|BILL PAY|BILLPAY|ECHECK|PURCHASE|DIRECT DEP|DIRECT PAY|ONLINE
    PAY|EFT|ACH|MOBILE PMT|PHONE PMT|ACH TRANS|DIR DEP|ACH WEB|BILL PMT|AUTO-PMT)}
invoice_word 1: (INVOICE|PAYABLES|VENDOR PAY|SETTLEMENT|AP|TRADE PAY|SUPPLIER)
us_details 2: INVOICE {ref:#####}
us_details 2: INV {invoice}
us_details 1: INVOICE NO {ref:####}
us_details 1: (PAYMENT FOR SERVICES|DOWN PAYMENT|LOAN PAYOFF|CONSULTING FEES|CLOSING COSTS)
us_details 1: CONTRACT {ref:####-##}
us_details 1: ESCROW {ref:##-#####}
us_atm 1: (CARDTRONICS|ALLPOINT|PAI ISO|CORD FINANCIAL|CHASE|WELLS FARGO|BANK OF AMERICA|\
    CITIBANK|PNC|US BANK|TD BANK|MONEYPASS|CO-OP ATM|EVERI CASH|CASINO CASH|PULSE ATM)
uk_cash 1: {PARTY:(NOTEMACHINE|LINK|CARDTRONICS|YOURCASH|NATWEST|BARCLAYS|HSBC|LLOYDS|SANTANDER|\
    TESCO|SAINSBURYS BANK|NATIONWIDE|POST OFFICE|RBS|HALIFAX|CASHZONE|ASDA|CO-OP)}
fr_motive 4: {note}
fr_motive 2: SALAIRE( {date:%B}| {date:%B %Y}|)
fr_motive 2: LOYER( {date:%B}| {date:%m/%Y}|)
fr_motive 2: FACTURE {invoice}
fr_motive 1: (REMBOURSEMENT|PRESTATIONS|ALLOCATIONS {date:%m%y}|DECOMPTE {ref:######})
fr_biller_note 2: (ABONNEMENT|ECHEANCE|MENSUALITE|COTISATION)( {date:%B %Y}| {date:%m/%y}|)
fr_biller_note 1: FACTURE {ref:##########}
fr_biller_note 1: CONTRAT {ref:########}
de_purpose 4: {note}
de_purpose 2: (RECHNUNG|Rechnung|RG|Rechnungsnr.|RE-NR) {invoice}
de_purpose 2: (Kundennummer|KD-NR.|Kd.Nr.|Kundennr.) {ref:(##########|#######)}
de_purpose 1: (MIETE|Miete) {date:(%B|%B %Y|%m/%Y)}
de_purpose 1: (Vertrag|VERTRAGSKONTO|VK) {ref:(##########|##########)}
de_purpose 1: (BEITRAG|ABSCHLAG|Mobilfunk|Strom|Beitrag) {date:(%m/%Y|%m.%Y|%B %Y)}
de_purpose 1: {ref:##########} {note}
de_purpose 1: (VERS.NR.|Vers.-Nr.|Aktenzeichen|Steuernr.) {ref:(###/####/####|??-#######)}
de_reference 2: EREF: {ref:(##########|!!!!!!!!!)}
de_reference 2: (Mandat|MREF:|Mandatsref) {ref:(!!!!!!!!|#######)}
de_reference 2: {de_purpose}
de_reference 1: EREF+{ref:!!!!!!!!!!}
nl_purpose 4: {note}
nl_purpose 2: (FACTUUR|Factuur|FACTUURNR.|Factuurnummer) {invoice}
nl_purpose 2: (KLANTNR|Klantnummer|Relatienr.|Klantnr.) {ref:(########|##########)}
nl_purpose 1: {note} {date:(%B|%B %Y|%m-%Y)}
nl_purpose 1: (Termijn|TERMIJN|Premie|Nota) {date:(%B|%B %Y)}
nl_purpose 1: Polis {ref:########}
nl_purpose 1: Betalingskenmerk {ref:################}
nl_order_word 1: (Bestelling|Order|Bestelnr.|ordernummer) {ref:(#######|##########)}
nl_order 3: ()
nl_order 2: {nl_order_word}( )
nl_order 1: {note}( )
nl_shop 4: {PARTY:{online}}
nl_shop 3: {PARTY:({online}|{shop_name})} via {PROCESSOR:(Mollie|Adyen|Stichting Mollie Payments|\
    Buckaroo|MultiSafepay|Stg Mollie Payments|PAY.nl|Stripe|Ingenico|Worldline|CM.com)}
nl_shop 1: {firm}
nl_pass_word 3: ()
nl_pass_word 1: Betaalpas( )
es_concept 4: {note}
es_concept 2: (FACTURA|FRA.|Fra) {invoice}
es_concept 1: (ALQUILER|Alquiler|CUOTA|Nómina) {date:(%B|%B %Y)}
in_upi_party 3: {PARTY:{retail}}
in_upi_party 3: {PARTY:{online}}
in_upi_party 3: {shop}
in_upi_party 2: <=20 {shop}>
in_upi_party 6: {person}
in_upi_party 2: <=15 {person}>
in_bank4 1: (SBIN|YESB|HDFC|ICIC|UTIB|KKBK|PUNB|BARB|CNRB|PYTM|AIRP|IDFB|INDB|FDRL|BKID|RATN)
in_till 5: {brand}
in_till 4: {PARTY:{online}}
in_till 5: {shop}
in_till 3: {aggregator}({shop}|{PARTY:{online}})
""")
