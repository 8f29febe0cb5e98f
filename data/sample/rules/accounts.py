"""What account transfers say: the other side, references and purposes."""

from rules.types import Rules

RULES: Rules = {
    # ------------------------------------------------- the other side of an account transfer
    "collector": ((8, "{PARTY:{biller}}"), (1, "{firm}")),
    "sender": ((3, "{PARTY:{payer}}"), (2, "{firm}")),
    "payee": ((4, "{person}"), (2, "{firm}")),
    "IN.payee": ((4, "{person}"), (2, "{firm}"), (1, "{PARTY:{payer}}")),
    # The automated clearing house keeps sixteen characters of a company's name.
    "originator": (
        (8, "{PARTY:{biller}}"),
        (2, "<=16 {PARTY:{biller}}>"),
        (4, "{PARTY:{payer}}"),
        (1, "{firm}"),
        (3, "<=16 {firm}>"),
    ),
    "mcc": (
        (
            1,
            "{ref:(5411|5812|5814|5541|5542|5912|4121|5311|5399|5999|7011|4111|5732|5651|5691|8011|"
            "8062|5818|5817|5968|4814|4899|6011|7832|7997|5200|5211|5941|5942|5945|7230|5813|5921)}",
        ),
    ),
    "instalment": ((1, "(0(1|2|3)/0(3|4|6)|0(1|4|7|9)/1(0|2)|(1|2)/(3|4))"),),
    "wire_party": ((4, "{firm}"), (1, "{person}")),
    "us_description": (
        (6, "{purpose}"),
        (
            3,
            "(PAYMENT|PAYMENTS|PYMT|PMT|TRANSFER|MTG PYMTS|CHECKPYMT|TRAN FEE|FEES|SENDER|PAYABLE|"
            "CREDIT|DEPOSIT|{PARTY:{same_seller}}|CONS PAY|INS PYMT|PREMIUM|COLLECTION|EDI PYMNTS)",
        ),
        (
            4,
            "{CHANNEL:(ACH PMT|ONLINE PMT|INST XFER|WEB PMT|WEB PAY|ACH DEBIT|ACH CREDIT|E-PAYMENT|"
            "EPAY|AUTOPAY|AUTO PAY|BILL PAY|BILLPAY|ECHECK|PURCHASE|DIRECT DEP|DIRECT PAY|"
            "ONLINE PAY|EFT|ACH|MOBILE PMT|PHONE PMT|ACH TRANS|DIR DEP|ACH WEB|BILL PMT|AUTO-PMT)}",
        ),
    ),
    "invoice_word": ((1, "(INVOICE|PAYABLES|VENDOR PAY|SETTLEMENT|AP|TRADE PAY|SUPPLIER)"),),
    "us_details": (
        (2, "INVOICE {ref:#####}"),
        (2, "INV {invoice}"),
        (1, "INVOICE NO {ref:####}"),
        (1, "(PAYMENT FOR SERVICES|DOWN PAYMENT|LOAN PAYOFF|CONSULTING FEES|CLOSING COSTS)"),
        (1, "CONTRACT {ref:####-##}"),
        (1, "ESCROW {ref:##-#####}"),
    ),
    "us_atm": (
        (
            1,
            "(CARDTRONICS|ALLPOINT|PAI ISO|CORD FINANCIAL|CHASE|WELLS FARGO|BANK OF AMERICA|"
            "CITIBANK|PNC|US BANK|TD BANK|MONEYPASS|CO-OP ATM|EVERI CASH|CASINO CASH|PULSE ATM)",
        ),
    ),
    "uk_cash": (
        (
            1,
            "{PARTY:(NOTEMACHINE|LINK|CARDTRONICS|YOURCASH|NATWEST|BARCLAYS|HSBC|LLOYDS|SANTANDER|"
            "TESCO|SAINSBURYS BANK|NATIONWIDE|POST OFFICE|RBS|HALIFAX|CASHZONE|ASDA|CO-OP)}",
        ),
    ),
    "fr_motive": (
        (4, "{note}"),
        (2, "SALAIRE( {date:%B}| {date:%B %Y}|)"),
        (2, "LOYER( {date:%B}| {date:%m/%Y}|)"),
        (2, "FACTURE {invoice}"),
        (1, "(REMBOURSEMENT|PRESTATIONS|ALLOCATIONS {date:%m%y}|DECOMPTE {ref:######})"),
    ),
    "fr_biller_note": (
        (2, "(ABONNEMENT|ECHEANCE|MENSUALITE|COTISATION)( {date:%B %Y}| {date:%m/%y}|)"),
        (1, "FACTURE {ref:##########}"),
        (1, "CONTRAT {ref:########}"),
    ),
    "de_purpose": (
        (4, "{note}"),
        (2, "(RECHNUNG|Rechnung|RG|Rechnungsnr.|RE-NR) {invoice}"),
        (2, "(Kundennummer|KD-NR.|Kd.Nr.|Kundennr.) {ref:(##########|#######)}"),
        (1, "(MIETE|Miete) {date:(%B|%B %Y|%m/%Y)}"),
        (1, "(Vertrag|VERTRAGSKONTO|VK) {ref:(##########|##########)}"),
        (1, "(BEITRAG|ABSCHLAG|Mobilfunk|Strom|Beitrag) {date:(%m/%Y|%m.%Y|%B %Y)}"),
        (1, "{ref:##########} {note}"),
        (1, "(VERS.NR.|Vers.-Nr.|Aktenzeichen|Steuernr.) {ref:(###/####/####|??-#######)}"),
    ),
    "de_reference": (
        (2, "EREF: {ref:(##########|!!!!!!!!!)}"),
        (2, "(Mandat|MREF:|Mandatsref) {ref:(!!!!!!!!|#######)}"),
        (2, "{de_purpose}"),
        (1, "EREF+{ref:!!!!!!!!!!}"),
    ),
    "nl_purpose": (
        (4, "{note}"),
        (2, "(FACTUUR|Factuur|FACTUURNR.|Factuurnummer) {invoice}"),
        (2, "(KLANTNR|Klantnummer|Relatienr.|Klantnr.) {ref:(########|##########)}"),
        (1, "{note} {date:(%B|%B %Y|%m-%Y)}"),
        (1, "(Termijn|TERMIJN|Premie|Nota) {date:(%B|%B %Y)}"),
        (1, "Polis {ref:########}"),
        (1, "Betalingskenmerk {ref:################}"),
    ),
    "nl_order_word": ((1, "(Bestelling|Order|Bestelnr.|ordernummer) {ref:(#######|##########)}"),),
    "nl_order": ((3, ""), (2, "{nl_order_word} "), (1, "{note} ")),
    "nl_shop": (
        (4, "{PARTY:{online}}"),
        (
            3,
            "{PARTY:({online}|{shop_name})} via {PROCESSOR:(Mollie|Adyen|Stichting Mollie Payments|"
            "Buckaroo|MultiSafepay|Stg Mollie Payments|PAY.nl|Stripe|Ingenico|Worldline|CM.com)}",
        ),
        (1, "{firm}"),
    ),
    "nl_pass_word": ((3, ""), (1, "Betaalpas ")),
    "es_concept": (
        (4, "{note}"),
        (2, "(FACTURA|FRA.|Fra) {invoice}"),
        (1, "(ALQUILER|Alquiler|CUOTA|Nómina) {date:(%B|%B %Y)}"),
    ),
    "in_upi_party": (
        (3, "{PARTY:{retail}}"),
        (3, "{PARTY:{online}}"),
        (3, "{shop}"),
        (2, "<=20 {shop}>"),
        (6, "{person}"),
        (2, "<=15 {person}>"),
    ),
    "in_bank4": (
        (1, "(SBIN|YESB|HDFC|ICIC|UTIB|KKBK|PUNB|BARB|CNRB|PYTM|AIRP|IDFB|INDB|FDRL|BKID|RATN)"),
    ),
    "in_till": (
        (5, "{brand}"),
        (4, "{PARTY:{online}}"),
        (5, "{shop}"),
        (3, "{aggregator}({shop}|{PARTY:{online}})"),
    ),
}
