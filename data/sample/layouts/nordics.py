"""Layouts of statement lines in Sweden, Denmark, Norway and Finland."""

from layouts.template import templates

TEMPLATES = {
    "SE": templates(r"""
card 7: {CHANNEL:(Kortköp|KORTKÖP|Kortbetalning|KORTBETALNING|Köp|Prel. Kortköp|Reserverat
    Kortköp)} {date:(%y%m%d|%Y-%m-%d|%y-%m-%d)} {till}[ {where}]
card 5: {till}[ {where}][(/| ){date:(%y-%m-%d|%y%m%d)}]
card 4: {CHANNEL:(Kortköp|Köp|Internetköp|Kontokortsköp)} {far}[ {contact}]
card 3: {till},{LOCATION:{city}} {CHANNEL:(Kortköp|Kontaktlöst|Kortbetalning)} {date:%Y-%m-%d}
card 3: {PROCESSOR:(Klarna|KLARNA|Qliro|Svea Ekonomi|Collector|Walley|Zettle_|IZ|iZettle|Bambora|\
    ZETTLE_)}(\*| \*){till}
card 2: {CHANNEL:(K\*|Köp\*|C\*)}{till} {LOCATION:{city}}
direct_debit 4: {CHANNEL:(Autogiro|AUTOGIRO|Bg-autogiro|BG-AUTOGIRO)} {collector}[ {code}]
bill_payment 4: {CHANNEL:(Betalning|Bankgiro|Bg-bet. via internet|BETALNING BG|Plusgirobetalning|\
    PG-betalning|Betalning Plusgiro)} {ref:(####-####|###-####|######-#)} {collector}[ OCR
    {ref:##########}]
p2p 6: {CHANNEL:(Swish|SWISH|Swish betalning|Swish skickad|Swish mottagen|Swish inbetalning|SWISH
    BETALNING|Mobilbetalning)}( till| från| till:| -|:|) {person}[ {noted}]
p2p 3: {CHANNEL:(Swish|Swish betalning)} ({ref:+467########}|{ref:123#######})[ {shop}]
transfer 3: {CHANNEL:(Överföring|ÖVERFÖRING|Överföring via internet|Stående överföring)}
    {ref:(#### ## #####|####-#,### ### ###-#|#### ## ### ##)}[ {note}]
payroll 3: {CHANNEL:(Lön|LÖN|LÖNEINSÄTTNING|Insättning)}[ {sender}][ {date:%B}]
payroll 2: {PARTY:(Försäkringskassan|FÖRSÄKRINGSKASSAN|Skatteverket|CSN|Pensionsmyndigheten|\
    A-kassan|SKATTEVERKET)}[ {CHANNEL:(Insättning|Utbetalning)}][ {code}]
atm 2: {CHANNEL:(Uttag|Bankomat|UTTAG BANKOMAT|Automatuttag)} {date:%y%m%d}[ {PARTY:(Bankomat|\
    BANKOMAT AB|ICA Banken)}] {LOCATION:{city}}
fee 2: {CHANNEL:(Årsavgift|Avgift betalkort|Månadsavgift|Preliminärskatt|Kreditränta|\
    Valutapåslag|Pris betalkort|Årspris kort|Räntor)}[ {date:%Y}]
"""),
    "DK": templates(r"""
card 6: {CHANNEL:(Dankort-nota|DANKORT-NOTA|Dankort-køb|DK-NOTA|VISA/DANKORT|Dankort|Køb|MC/VISA
    nota)} {till}[ {where}][ {ref:(#####|Nota nr.#####)}]
card 4: {till}( \)\)\)\)| {where}| {LOCATION:{city}} Den {date:%d.%m})[ {CHANNEL:(Dankort|Visa)}]
card 4: {CHANNEL:(Visa køb|VISA KØB|Kortkøb|Betalingskort)} {money} {till} {LOCATION:{city}} Den
    {date:%d.%m}
card 3: {CHANNEL:(Nota|NOTA)} {ref:#########} {till}
direct_debit 5: {CHANNEL:(BS|Betalingsservice|BS BETALING|PBS|Bs betaling)} {collector}[
    {ref:(#########|########)}]
bill_payment 3: {CHANNEL:(Indbetalingskort|FI-betaling|Girokort|Bgs|FIK)} (+71\<|+73\<|+04\<)\
    {ref:###############}+{ref:########}\<[ {collector}]
p2p 6: {CHANNEL:(MobilePay|MOBILEPAY|MobilePay betaling|Mobilepay)}(:| til| fra| -|) {person}[
    {noted}]
p2p 2: {PROCESSOR:(MobilePay|MOBILEPAY)}(\*| \*|  ){shop}
transfer 4: {CHANNEL:(Overførsel|OVERFØRSEL|Straksoverførsel|Bankoverførsel|Fast overførsel)}(
    til| fra|) {payee}[ {note}]
payroll 3: {CHANNEL:(Lønoverførsel|LØN|Løn|LØNOVERFØRSEL)}[ {sender}][ {code}]
payroll 2: {PARTY:(Udbetaling Danmark|SKAT|Skattestyrelsen|SU-styrelsen|ATP|{city} Kommune)}[
    {CHANNEL:(Overførsel|Boligstøtte)}][ {code}]
atm 2: {CHANNEL:(Hævet|Kontanten|Pengeautomat|Kontanthævning)} {PARTY:{bank}}[ {LOCATION:{city}}]
    (kl. |){clock:%H.%M}
fee 2: {CHANNEL:(Gebyr|Rente|Kortgebyr|Valutatillæg|Kontogebyr|Årligt kortgebyr)}[ {date:(%Y|%B)}]
"""),
    "NO": templates(r"""
card 6: {CHANNEL:(VARER|Varekjøp|VAREKJØP|VISA VAREKJØP|Kortkjøp|VARER BANKAXEPT)} {date:(%d.%m|\
    %d.%m.%y)} {till}[ {where}][ KL. {clock:%H.%M}]
card 4: {date:%d.%m} {till} {where} {CHANNEL:(Varekjøp|BankAxept|VARER)}
card 4: {CHANNEL:(VISA|Visa|VISA VARE)} {ref:(\*####|######)} {date:%d.%m} {amount:(NOK 0,00|NOK
    0.00|EUR 0.00|USD 0.00)} {till}[ Kurs: {rate:.}]
card 3: \*{ref:####} {date:%d.%m} {amount:(NOK 0.00|USD 0.00|EUR 0.00)} {far} (Kurs|KURS):
    {rate:.}
direct_debit 4: {CHANNEL:(AVTALEGIRO|AvtaleGiro|Avtalegiro)}[ TIL] {collector}[ KID
    {ref:##########}]
bill_payment 4: {CHANNEL:(NETTGIRO|Nettgiro|eFaktura|Giro|GIRO)}( TIL:| til|) {collector} (BETALT:
    {date:%d.%m.%y}|{ref:#### ## #####}|)
p2p 6: {CHANNEL:(Vipps|VIPPS|Vipps betaling|VIPPS MOTTATT|Vipps overføring|Straksbetaling)}(\*|
    \*|: | til | fra | ){person}[ {noted}]
p2p 3: {PROCESSOR:(Vipps|VIPPS)}(\*| \*|: ){shop}
transfer 4: {CHANNEL:(Overføring|OVERFØRSEL|Overføring innland|NETTBANK|OVERFØRING)}( FRA:| TIL:|
    til|:|) {payee}[ {note}][ BETALT: {date:%d.%m.%y}]
payroll 3: {CHANNEL:(LØNN|Lønn|Lønnsutbetaling)}( FRA:| fra|) {sender}[ {date:%B}]
payroll 2: {PARTY:(NAV|Skatteetaten|LÅNEKASSEN|Statens Pensjonskasse|{city} Kommune)}[
    {CHANNEL:(Overføring|UTBETALING|GIRO)}][ {code}]
atm 2: {CHANNEL:(MINIBANK|Minibank|Uttak minibank)} {date:%d.%m}[ KL. {clock:%H.%M}]
    {PARTY:{bank}} {LOCATION:{city}}
fee 2: {CHANNEL:(Gebyr|OMKOSTNINGER|Årsavgift kort|RENTER|Kreditrenter|Prisen Visa)}[
    {date:%d.%m.%Y}]
"""),
    "FI": templates(r"""
card 6: {CHANNEL:(KORTTIOSTO|Korttiosto|KORTTIMAKSU|Osto|OSTO)} {till}[ {where}][ {date:(%d.%m.|\
    %d.%m.%Y|%y%m%d)}]
card 4: {till} {LOCATION:{city}( FI| FIN||)}[ {CHANNEL:(Korttiosto|Visa Debit|lähimaksu)}]
card 3: {card_number} {date:%d.%m.} {till} {LOCATION:{city}}
direct_debit 4: {CHANNEL:(E-LASKU|E-lasku|LASKU|SUORAMAKSU)} {collector} (VIITE |Viite: |VIITE: )\
    {ref:(#### #####|##### ##### #####|RF## #### ####)}
transfer 4: {CHANNEL:(TILISIIRTO|Tilisiirto|SEPA-MAKSU|Siirto)} {payee}( VIESTI: {note}| {note}|)[
    {iban}]
p2p 4: {CHANNEL:(MobilePay|MOBILEPAY|Siirto|MobilePay-maksu)} {person}[ {noted}]
payroll 3: {CHANNEL:(PALKKA|Palkka|PALKKAMAKSU)} {sender}[ {date:%m/%Y}]
payroll 2: {PARTY:(KELA|Kela/FPA|VEROHALLINTO|Verohallinto|ILMARINEN|KEVA|Varma)}[
    {CHANNEL:(ETUUS|ELÄKE|TILISIIRTO|PALAUTUS)}][ {code}]
atm 2: {CHANNEL:(OTTO|NOSTO|AUTOMAATTINOSTO|Otto.)} {LOCATION:({road} {city}|{city})}[
    {date:%d.%m.}]
fee 2: {CHANNEL:(PALVELUMAKSU|PANKIN PALVELUMAKSU|KUUKAUSIMAKSU|LÄHDEVERO|TALLETUSKORKO)}[
    {date:%m/%Y}]
"""),
}
