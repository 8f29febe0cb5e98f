"""Further layouts of the countries with most texts outside the United States."""

from layouts.template import templates

TEMPLATES = {
    "GB": templates(r"""
card 4: {till} {LOCATION:{city}( GBR| GB| UK|, GB)}[ {code}]
card 3: {till} {where} \({CHANNEL:(VIA APPLE PAY|VIA GOOGLE PAY|Apple Pay|Google Pay|CONTACTLESS)\
    }\)
card 3: {CHANNEL:(POS|PUR|DEB|CPM|CLP|ECP|DPC)} {till}, {LOCATION:{city}}[, {day}]
card 3: {CHANNEL:(Card payment|CARD PURCHASE|Online card payment|Contactless)}( - | to |: ){till}[
    - {LOCATION:{city}}]
card 2: {CHANNEL:(VISA|Mastercard|MAESTRO)} {card_number} {till} {LOCATION:{city} {postcode}}
card 2: {any_seller} {LOCATION:{street}, {city}}
direct_debit 3: {CHANNEL:(DIRECT DEBIT|DD|Direct debit)} {collector}( - |, | )(Ref|REF|Ref.|\
    Mandate|MANDATE NO|Reference)(:| ){code}
direct_debit 2: {CHANNEL:(GOCARDLESS|DIRECT DEBIT|DD)} {PROCESSOR:(GOCARDLESS|GC RE|STRIPE|\
    BOTTOMLINE|SMARTDEBIT)} {PARTY:({firm_name}|{biller})}[ {code}]
transfer 4: {CHANNEL:(Third party payment|Payment made via Faster Payment|ONLINE TRANSACTION|\
    MOBILE TRANSACTION|IMMEDIATE PAYMENT|Transfer via faster payment|Sent via Faster Payment)}
    (to|TO) {payee}[, (Reference|REF|Ref) {code}]
transfer 3: {CHANNEL:(FPS CREDIT|FASTER PAYMENTS CREDIT|Received via Faster Payment|INWARD
    PAYMENT|BACS PAYMENT|BANK TRANSFER|Faster Payment In)} (from|FROM|FRM) {sender}[ (ref|REF|\
    Reference) {note}]
transfer 3: {CHANNEL:(STO|BP|FPO|BBP|TFR|SO)} {payee} {code}[ {note}]
transfer 2: {payee} {code} {CHANNEL:(BP|STO|DD|SO|FPO|BGC|FPI|TFR|CHQ|CSH|COR|CPT|DEB)}
transfer 2: {CHANNEL:(CHAPS TRANSFER|CHAPS OUT|FOREIGN CURRENCY PAYMENT|SWIFT OUT)} {wire_party}
    {code}[ {amount:(EUR 1,000.00|USD 1,000.00|GBP 1,000.00)}]
deposit 1: {CHANNEL:(CASH DEPOSIT|Cash in|CREDIT|PAYPOINT DEPOSIT|COUNTER CREDIT)} {PARTY:(POST
    OFFICE|PayPoint|{retail})} {LOCATION:{city}}
fee 2: {CHANNEL:(COMMERCIAL CARD FEE|COMMISSION FOR PERIOD|TURNOVER CHARGES|UNPLANNED OVERDRAFT
    FEE|PAID REFERRAL FEE|Monthly club fee|PAPER STATEMENT FEE|CASH HANDLING FEE|CLUB LLOYDS FEE|\
    STERLING TRANSFER FEE)}[ {day}| (TO|FROM) {date:(%d%b%y|%d %b)}|]
"""),
    "DE": templates(r"""
card 4: {CHANNEL:(VISA|Visa|Mastercard|girocard|MC)} {till}[ {where}]
card 3: {till} {LOCATION:{city}}( DE| DEU|//DE|)[ {date:%d.%m.}][ {CHANNEL:(Apple Pay|Google Pay|\
    Kartenzahlung|Lastschrift)}]
card 3: {CHANNEL:(Kreditkartenabrechnung|Kartenumsatz|Debitkartenzahlung|Zahlung per Karte|\
    Onlinezahlung)} (vom|am|bei|) {date:%d.%m.%Y} {till}[ {LOCATION:{city}}]
card 3: {till}, {LOCATION:{city}}[, {LOCATION:DE}][ (Karte|KNr.|Kartennr.) {card_number}]
card 2: {CHANNEL:(Kartenzahlung|Einkauf mit Karte)} {any_seller} {LOCATION:{street}, {postcode}
    {city}}
card 2: {any_seller} {LOCATION:{postcode} {city}}[ {date:%d.%m.%Y}]
direct_debit 4: {CHANNEL:(Lastschrift|SEPA-Basislastschrift|LASTSCHRIFT|Basislastschrift)}
    {collector}( - |, | \| | ){de_purpose}[ (Mandatsref|MREF|Mandat)(: | ){code}]
direct_debit 3: {collector} {de_purpose} (Gläubiger-ID|CI|CRED)(: | |+){ref:(DE|LU|AT|NL|IE)\
    ##ZZZ########}[ (Mandat|MREF)(: | |+){code}]
direct_debit 2: {CHANNEL:(Lastschrift|FOLGELASTSCHRIFT)} {PROCESSOR:(PayPal Europe S.a.r.l. et Cie
    S.C.A|PAYPAL EUROPE|Klarna Bank AB|GoCardless SAS|Stripe Payments|Amazon Payments|Nexi
    Germany|PAYONE GmbH|TeleCash|Concardis)} {code} {PARTY:({online}|{retail}|{fancy_name})}
transfer 3: {CHANNEL:(Überweisung|Echtzeit-Überweisung|Terminüberweisung|Dauerauftrag)} (an|AN|zu
    Gunsten) {payee}( - |, | ){note}
transfer 3: {CHANNEL:(Gutschrift|Zahlungseingang|GUTSCHRIFT)} (von|VON|) {sender}( - |, | )\
    {de_purpose}
transfer 2: (Empfänger|Begünstigter|Zahlungspflichtiger|Auftraggeber)(: | ){payee},
    (Verwendungszweck|VWZ|Zweck)(: | ){de_purpose}[, (IBAN|Kto)(: | ){iban}]
transfer 2: {CHANNEL:(Sammelüberweisung|SAMMELGUTSCHRIFT|Sammellastschrift)}[ {ref:#####}]
    (ANZAHL|Anz.|POSTEN) {mask:##}
fee 2: {CHANNEL:(Entgelt Kontoführung|Kontoführung|Überziehungszinsen|Porto|Buchungsposten|\
    Kartenpreis|Entgelte|Bargeldauszahlungsentgelt|Fremdwährungsentgelt|Entgelt Dauerauftrag|\
    Verwahrentgelt|Kapitalertragsteuer|Solidaritätszuschlag)}[ {date:(%m/%Y|%B %Y|%d.%m.%Y|%B)}]
"""),
    "FR": templates(r"""
card 4: {CHANNEL:(CB|CARTE|CARTE CB|PAIEMENT CB|ACHAT CB|PAIEMENT PSC|PAIEMENT CARTE)}
    {date:(%d%m|%d/%m)} {till}[ {where}]
card 3: {CHANNEL:(CARTE|CB)} {date:(%d/%m/%y|%d/%m)} {till} {ref:(#|##)}[ CB\*{ref:####}]
card 3: {CHANNEL:(PSC|CB|DAB|PAIEMENT PSC|PAIEMENT CB|RETRAIT DAB)} {date:%d%m} {LOCATION:{city}}
    {till}[ CARTE {ref:####}]
card 3: {till} {LOCATION:({state} {city}|{postcode} {city}|{city})}[ {CHANNEL:(Paiement sans
    contact|Apple Pay|CB)}]
card 2: {CHANNEL:(ACHAT CARTE|PAIEMENT)} {till}( CARTE N°| CARTE) {ref:(####|XX####)}( DU| LE|)
    {day}
card 2: {date:(%d/%m|%d.%m)} {CHANNEL:(CB|CARTE|FACTURE CB)} {till} {where} {amount:0,00}
direct_debit 4: {CHANNEL:(PRLV|PRLV SEPA|PRÉLÈVEMENT|Prélèvement)}( - |: | DE | ){collector}[
    (N°|NUM|ECH) {code}]
direct_debit 2: {CHANNEL:(PRLV SEPA|PRELEVEMENT)} {website}[ {code}]
direct_debit 2: {CHANNEL:(PRELEVEMENT|PRLV|PRÉLÈVEMENT|VIREMENT)} (EN FAVEUR DE|AU PROFIT DE)
    {collector}[ {code}]
transfer 3: {CHANNEL:(VIR|VIR SEPA|VIREMENT|VIR INST|VIR.INST)} {PARTY:(M.|MR|MME|M. ET MME|Mme|\
    M.) {last} {first}}[ (LIB|MOTIF)(:| : | ){note}]
transfer 3: {CHANNEL:(VIR.RECU|VIR RECU|Virement reçu|VIREMENT RECU|VIR SEPA RECU)} (DE|DE :|) (LA
    |){sender}[ REF {code}]
transfer 2: {CHANNEL:(VIREMENT|VIR)}( PERMANENT|) (VERS|POUR|A) (LIVRET|ASSURANCE VIE|PEL|COMPTE
    JOINT)
payroll 2: {CHANNEL:(VIR SALAIRE|VIREMENT SALAIRE|VIR SEPA|VIR)} {firm} (SALAIRE|PAIE|ACOMPTE|\
    PRIME)[ {date:(%B|%B %Y|%m/%Y|%m %Y)}]
cash 1: {CHANNEL:(VERSEMENT ESPECES|DEPOT ESPECES|REMISE ESPECES|VERSEMENT)}[ {LOCATION:{city}}][
    {day}]
fee 2: {CHANNEL:(FRAIS BANCAIRES|COTISATION CB|COTIS VISA PREMIER|COM DE MOUVEMENT|FRAIS SUR
    VIREMENT|FRAIS CARTE|COTISATION EUROCOMPTE|TIMBRE FISCAL|COMMISSION DE CHANGE|FRAIS LETTRE
    INFO|FRAIS RETRAIT)}[ {day}]
"""),
    "NL": templates(r"""
card 3: {till}[ {where}] {CHANNEL:(Betaalautomaat|Pinbetaling|Contactloos|Apple Pay|betaling)}[
    {day}]
card 3: {CHANNEL:(Betaling|Aankoop|Pas betaling)} (bij|aan) {till}[ te {LOCATION:{city}}][ {day}]
direct_debit 3: {CHANNEL:(Incasso|Automatische incasso|SEPA incasso)}( - |: | ){collector}[
    {nl_purpose}]
ideal 3: {CHANNEL:(iDEAL|iDEAL betaling|Online betaling|iDEAL \| Wero)}( aan| -|) {nl_shop}[
    {code}]
transfer 3: {CHANNEL:(Overboeking|Overschrijving|Instant overboeking|Betaling)} (aan|van|naar)
    {payee}[ {iban}][ {note}]
p2p 2: {PROCESSOR:(Tikkie|TIKKIE|Bunq|Betaalverzoek)}( \*|\*| - | ){person}[ {noted}]
"""),
    "ES": templates(r"""
card 4: {CHANNEL:(COMPRA EN|PAGO EN|COMPRA TARJ|TARJETA|COMPRA CON TARJ.)} {till}( EL {day}|,
    {LOCATION:{city}}| {LOCATION:{city} ESP}|)[ {code}]
card 3: {till}[ {where}] {CHANNEL:(COMPRA TARJETA|Pago con tarjeta|TPV|CONTACTLESS)}[ {day}]
card 2: {CHANNEL:(PAGO BIZUM|COMPRA ONLINE BIZUM)} {till}[ {code}]
direct_debit 3: {CHANNEL:(RECIBO|RECIBO DE|ADEUDO|ADEUDO DE|CARGO POR RECIBO)} {collector}( - |, |
    )(N.|Nº|REF|MANDATO|CONTRATO) {code}
direct_debit 2: {CHANNEL:(RECIBO|ADEUDO)} (AYUNTAMIENTO|IBI|TASA BASURAS|AUTONOMOS|SEGURO HOGAR)
    {collector}[ {date:%m/%Y}]
transfer 3: {CHANNEL:(TRANSF. INMEDIATA|TRANSF|TRF|TRANSFERENCIA|TRASPASO)}( A| DE| -|:|) {payee}(
    - |, | ){note}
fee 2: {CHANNEL:(COMISION POR DESCUBIERTO|COMISIONES|CUOTA MENSUAL|COMISION RETIRADA EFECTIVO|\
    GASTOS DE ADMINISTRACION|INTERESES DE DEMORA|IMPUESTO|RETENCION HACIENDA|COMISION APERTURA)}[
    {day}]
"""),
    "CA": templates(r"""
card 4: {CHANNEL:(INTERAC PURCHASE|Interac Purchase|VISA DEBIT PURCHASE|POS PURCHASE|DEBIT
    PURCHASE|INTERAC RETAIL PURCHASE)}( - | ){till}[ {where}]
card 3: {CHANNEL:(Point of Sale - Interac|Point of Sale - Visa Debit)} {CHANNEL:(RETAIL PURCHASE|\
    PURCHASE|INTL VISA DEB RETAIL PURCHASE)} {ref:############} <=15 {till}>
card 3: <=15 {till}> {card_number}
card 2: {till} {LOCATION:{city}, {state}}[ {money}]
p2p 4: {CHANNEL:(Internet Banking E-TRANSFER|INTERAC E-TRANSFER|E-TRANSFER|e-Transfer)}( |)\
    {ref:(1###########|01##########|C1A!!!!!!!!!)} {person}[ {card_number}]
direct_debit 3: {CHANNEL:(Electronic Funds Transfer|EFT|Branch Transaction|Automatic Transfer)}
    (PAY|PREAUTHORIZED DEBIT|DEPOSIT|PAYROLL|INSURANCE|LOANS|MORTGAGE|BUSINESS PAD) [{code} ]\
    {collector}
bill_payment 3: {CHANNEL:(Internet Banking INTERNET BILL PAY|INTERNET BILL PAYMENT|Bill Payment|\
    ONLINE BILL PAYMENT)}( - | )[{ref:############} ]{PARTY:({biller}|VISA|MASTERCARD|AMEX|TD
    VISA|CIBC MASTERCARD)}
atm 2: {CHANNEL:(ABM WITHDRAWAL|ATM Withdrawal|Automated Banking Machine|ABM CASH WITHDRAWAL|\
    INSTANT TELLER)}( - | ){PARTY:{bank}}[ {LOCATION:{city} {state}}]
fee 2: {CHANNEL:(SERVICE CHARGE|OVERDRAFT FEE|E-TRANSFER FEE|NETWORK TRANSACTION FEE|INTERAC
    SERVICE CHARGE|CAPPED MONTHLY FEE|RETURNED ITEM FEE|FOREIGN EXCHANGE FEE|INTEREST CHARGE|\
    NON-TD ATM FEE)}[ {day}]
"""),
    "AU": templates(r"""
card 3: {CHANNEL:(EFTPOS Debit|EFTPOS|Visa Debit|VISA PURCHASE|Debit Card Purchase)} {till}[
    {ref:0###}] {date:%d/%m} {clock:%H:%M}[ REF {ref:#########}]
card 3: {CHANNEL:(VISA PURCHASE|DEBIT CARD|CARD PURCHASE)} {till} {LOCATION:{city}} CARD
    {ref:(####|XX####)}
card 3: {CHANNEL:(EFTPOS PURCHASE|VISA DEBIT PURCHASE|POS PURCHASE)} (AT |){till}
    {LOCATION:{city}[ {state}]}[ {day}]
card 2: {till} {LOCATION:{city} {state} {postcode}}[ {CHANNEL:(EFTPOS|VISA DEBIT|TAP)}]
bill_payment 3: {CHANNEL:(BPAY|BPAY PAYMENT|BPAY DEBIT|BPay)} {collector}( BILLER|) {ref:(######|\
    ####)} (REF|CRN|Ref) {ref:(##########|########)}
transfer 3: {CHANNEL:(OSKO|Osko|NPP|PAYID|Osko Payment)} (TO|FROM|to|from) {other_side}( REF
    {code}| {note}|)
transfer 2: {collector} {CHANNEL:(BILL PYMT|Bill Pay|INVOICE PAYMENT|Invoice Payment)}[ {code}]
transfer 2: {CHANNEL:(PAYMENT RECEIVED|DEPOSIT RECEIVED|RECEIPT|MERCHANT SETTLEMENT)} (INV|REF|\
    INVOICE|TXN) {code}[ {other_side}]
fee 2: {CHANNEL:(MONTHLY SERVICE FEE|MERCHANT FEE|OVERDRAWN ACCOUNT FEE|FOREIGN CURRENCY
    CONVERSION FEE|ATM FEE|INTERNATIONAL TRANSACTION FEE|ESTABLISHMENT FEE|EFTPOS MERCHANT FEE|\
    LINE FEE)}[ {day}]
"""),
    "IN": templates(r"""
upi 4: {CHANNEL:UPI/(DR|CR)}/{ref:############}/{in_upi_party}/{in_bank4}/{REFERENCE:{handle}}\
    [/{note}]
upi 3: {CHANNEL:(UPI|UPI-PAYMENT|UPI PAY|UPI/PAY)}(/|-| ){in_upi_party}(/|-| ){REFERENCE:{handle}\
    }(/|-| ){note}
upi 3: {CHANNEL:UPI}( TO| FROM|:|) {in_upi_party}( REF| RRN| TXN|) {ref:############}
transfer 4: {CHANNEL:(NEFT CR|NEFT DR|RTGS CR|RTGS DR|NEFT|IMPS CR)}-{payee}[-{code}][-{note}]
transfer 3: {CHANNEL:(NEFT CR|RTGS CR|NEFT)}-{ifsc}-{payee}(-|/| )(UTR |)\
    {ref:????R52%Y%m%d########}[ (TOWARDS |)(INV NO|INVOICE) {ref:####}]
transfer 3: {CHANNEL:(IMPS|IMPS/P2A|IMPS-IN)}(-|/){ref:############}(-|/){payee}(-|/){in_bank4}\
    (-|/){ref:(XXXXXXXX####|XX####)}[(-|/)(INVOICE {ref:###}|{note})]
check 3: {CHANNEL:(CHQ DEP|CLG|CHQ PAID|CTS CLG|CHEQUE DEPOSIT|INWARD CLG|O/W CLG)}( - |-| )\
    {ref:######}( - |-| ){payee}
tax 3: {CHANNEL:(GST PAYMENT|TAX PAYMENT|TDS PAYMENT|TAX PYMT|DIRECT TAX|ESIC PAYMENT|EPF
    PAYMENT|PROFESSIONAL TAX)} {PARTY:(CBIC|GSTN|EPFO|ESIC|INCOME TAX DEPT|GOVT OF {city})}
    {ref:(#######|CPIN##########)}[ (CIN|CHALLAN|BSR) {ref:##############}]
direct_debit 3: {CHANNEL:(ACH D|ACH DR|NACH|ACH-DEBIT|ECS)}(- | - |-){collector}(-|/| )\
    {ref:(##########|!!!!!!!!!!!!)}
bill_payment 2: {CHANNEL:(BIL/ONL|BIL/BPAY|BIL|BBPS)}/{ref:#########}/{collector}\
    [/{PARTY:{biller}}][/{code}]
card 2: {CHANNEL:(POS|POS DEBIT|ECOM)} {ref:(######XXXXXX####|XXXX####)} {PARTY:({online}|\
    {retail}|{firm_name})}
atm 2: {CHANNEL:(ATW|NWD|EAW|AWB|ATM WDL)}-{ref:######XXXXXX####}-{ref:(S1????##|!!!!!!!!)}\
    -{LOCATION:{city}}
fee 2: {CHANNEL:(CHRG|CHARGES|SC|DEBIT CARD AMC|LOCKER RENT|GST|CHQ BOOK CHARGES|ECS RETURN
    CHARGES|NEFT CHARGES|QUARTERLY AMB CHARGES|SERVICE CHARGES|FOLIO CHARGES|CASH HANDLING
    CHARGES|IGST|CGST|SGST)}( FOR | - | |:){date:(%b %Y|%B %Y|%b-%y|%m/%Y)}
"""),
}
