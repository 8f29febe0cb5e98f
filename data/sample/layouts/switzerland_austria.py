"""Layouts of statement lines in Switzerland and Austria."""

from layouts.template import templates

TEMPLATES = {
    "CH": templates(r"""
card 6: {CHANNEL:(Kauf/Dienstleistung|KAUF/DIENSTLEISTUNG|Maestro-Einkauf|Zahlung Debitkarte|\
    Debitkarten-Einkauf|Kauf/Online Shopping)}( VOM| vom|) {date:(%d.%m.%Y|%d.%m.%y)}[,
    {clock:%H:%M}] (KARTEN NR. {ref:XXXX####} |Kartennummer: {ref:XXXX ####} |){till} {where}
card 5: {till}, {LOCATION:({postcode} {city}|{city})}[, {LOCATION:(CH|Schweiz|CHE)}][
    {CHANNEL:(Debitkarte|Kartenzahlung|Maestro|Zahlung)}]
card 4: {CHANNEL:(Debit Mastercard|Visa Debit|PostCard|ACHAT/PRESTATION DE SERVICE|Achat|\
    Acquisto)} {card_number}[ {day}] {till} {where}
card 6: {CHANNEL:(TWINT|TWINT Belastung|Kauf/Dienstleistung TWINT|TWINT Zahlung|TWINT-Zahlung|\
    ACHAT TWINT)}( -|:| \*|) {till}[ {ref:################}]
card 4: {CHANNEL:(TWINT|TWINT Gutschrift|TWINT Geld senden|TWINT P2P|Geld gesendet TWINT|TWINT
    envoyer)}( an| von| à| de|:|) {person}[ {ref:+417########}][ {noted}]
card 2: {PROCESSOR:TWINT}(\*| \*){shop} {LOCATION:{city}}
direct_debit 4: {CHANNEL:(LSV|Lastschrift LSV+|Debit Direct|eBill|eBill-Rechnung|LSV+ Belastung|\
    Recouvrement direct|CH-DD Basislastschrift)} {collector}[ {ref:(## ##### ##### ##### #####
    #####|##########)}]
transfer 5: {CHANNEL:(E-Banking-Auftrag|Vergütungsauftrag|Zahlung|Dauerauftrag|ORDRE E-BANKING|\
    Paiement|Bonifico|Zahlungsausgang|e-banking Auftrag)}( an| zugunsten|) {payee}[,
    {LOCATION:{postcode} {city}}][ {iban}][ {purpose_text}]
transfer 4: {CHANNEL:(Gutschrift|GUTSCHRIFT|Zahlungseingang|Vergütung|CREDIT|Bonification|\
    Zahlungseingang QR)}( von| VON| Auftraggeber:| de|) {sender}[, {LOCATION:{city}}][
    MITTEILUNGEN: {purpose_text}]
payroll 2: {CHANNEL:(Salär|Lohnzahlung|Salaire|Salärzahlung|Gutschrift)} {sender}[ {date:(%m.%Y|%B
    %Y)}]
payroll 2: {PARTY:(AHV Ausgleichskasse|SVA {city}|Steueramt {city}|CSS Versicherung|Helsana|Serafe
    AG|SBB CFF FFS)}[ {tagged}]
atm 4: {CHANNEL:(Bargeldbezug|BARGELDBEZUG|Bancomat|Bezug Bancomat|Retrait Bancomat|Prelevamento
    Bancomat|Geldautomat)}( VOM|) {date:%d.%m.%Y}[ {clock:%H:%M}] {PARTY:{bank}}
    {LOCATION:({city}|{road}, {city})}[ Kartennummer: {ref:XXXX####}]
fee 3: {CHANNEL:(Kontoführungsgebühr|Dienstleistungspreisabschluss|Saldo
    Dienstleistungspreisabschluss|Preis für Kontoführung|Spesen|FRAIS DE TENUE DE COMPTE|\
    Verrechnungssteuer|Jahresgebühr|Bearbeitungsgebühr Fremdwährung)}[ {date:(%m.%Y|%d.%m.%Y|%B
    %Y)}]
"""),
    "AT": templates(r"""
card 6: {CHANNEL:(POS|Bezahlung Karte|BEZAHLUNG KARTE|Kartenzahlung|Bankomatkarte|Debitkarte)}
    {mask:####} [{mask:K#} ]{date:%d.%m.}[(UM| ){clock:%H:%M}][ O|] {till}\\{LOCATION:{city}}\
    \\{LOCATION:{postcode}}
card 5: {CHANNEL:(POS|Bankomat|Maestro|NFC)} {ref:####}( K{mask:#}|) {date:(%d.%m.|%d.%m.%y)}[
    {clock:%H:%M}] {till} {where}
card 4: {till} {ref:####} {LOCATION:{city}[ {postcode}]}[ {LOCATION:(AT|AUT)}] {date:%d.%m}[
    {clock:%H:%M}]
card 3: {CHANNEL:(Bezahlung|E-Commerce|eCommerce Zahlung|Zahlung)} {far}[ {contact}][
    {card_number}]
direct_debit 5: {CHANNEL:(SEPA Lastschrift|Lastschrift|SEPA-Lastschrift|Einzug|ABBUCHUNG|OG)}
    {collector}( {ref:AT##ZZZ###########}|)( Mandat[sref]: {code}| {tagged}|)
direct_debit 3: {collector} {purpose_text} (Mandatsreferenz|Creditor ID|Zahlungsreferenz)(:| )\
    {code}
transfer 5: {CHANNEL:(Überweisung|E-BANKING|Online Banking|Auftrag|SEPA-Überweisung|\
    eps-Überweisung|eps|Dauerauftrag)} {payee}[ {iban}][ {bic}] {purpose_text}
transfer 4: {CHANNEL:(Gutschrift|GUTSCHRIFT|Zahlungseingang|FE|BG)}[/{ref:000######}] {sender}[
    {iban}] {purpose_text}
payroll 2: {CHANNEL:(Gehalt|LOHN|Bezug|GUTSCHRIFT)} {sender}[ {date:(%m/%Y|%B %Y)}]
payroll 2: {PARTY:(ÖGK|PVA|Finanzamt {city}|AMS|WIENER LINIEN|ORF Beitrags Service|Magistrat
    {city})}[ {tagged}]
atm 4: {CHANNEL:(BANKOMAT|Bankomat|Behebung|Bargeldbehebung|ATM|AUTOMAT)} {ref:########}(
    K{mask:#}|) {date:%d.%m.}( UM | ){clock:%H:%M}[ {PARTY:{bank}}] {LOCATION:({city}|{street}
    {city})}
fee 3: {CHANNEL:(Kontoführung|Kontoführungsentgelt|Buchungskostenbeitrag|Spesen|Entgelt|\
    Manipulationsentgelt|Abschlussbuchung|Sollzinsen|KESt)}[ {date:(%m/%Y|%d.%m.%Y)}]
"""),
}
