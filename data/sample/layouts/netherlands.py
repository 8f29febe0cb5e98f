"""Layouts of statement lines in the Netherlands."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 4: {line}
card 7: {CHANNEL:BEA}(   | |, ){nl_pass_word}NR:{ref:(#!!!!#|!!!!!!|???###)}( |   |, )\
    {date:%d.%m.%y/%H.%M} {till},PAS{ref:###} {LOCATION:{city}}[, Land: {LOCATION:NLD}]
card 5: {CHANNEL:BEA, (Betaalpas|Apple Pay|Google Pay)} {till},PAS{ref:###} NR:{ref:(#!!!!#|\
    !!!!!!)}, {date:%d.%m.%y/%H:%M} {LOCATION:{city}}
card 6: {till}  {LOCATION:{city} NLD} Pasvolgnr: {ref:00#} {date:%d-%m-%Y} {clock:%H:%M}
    Transactie: {ref:!!!!!!} Term: {ref:!!!!!!!!}[ Valutadatum: {later:%d-%m-%Y}][ {CHANNEL:Apple
    Pay}]
card 5: {CHANNEL:(Betaalautomaat|Contactloze betaling|Betaling|Pinbetaling|Betaling
    betaalautomaat)} {till} {where}[ {date:%d-%m-%Y}][ {clock:%H:%M}][ pasnr. {ref:###}]
card 4: {till} {LOCATION:{city}} {CHANNEL:(Betaalautomaat|Contactloze betaling|Betaling Google
    Pay|Betaling Apple Pay)} {clock:%H:%M} pasnr. {ref:###}
card 5: {till} \>{LOCATION:{city}} {date:%d.%m.%Y} {clock:%HU%M} KV{ref:###} {ref:!!!!!!}
    MCC:{mcc} {CHANNEL:(Contactloze betaling|Betaalautomaat)} {LOCATION:NEDERLAND}
card 3: {CHANNEL:(PIN|Pin|PINBETALING|BETAALAUTOMAAT)} {till} {where}[ {date:%d-%m-%y}]
card 4: {PARTY:{web_seller}} {website} {LOCATION:(NL|NLD|IE|LU)}
card 4: {far} {phone}[ {LOCATION:NL}]
card 2: {CHANNEL:(Creditcard|Mastercard|ICS)} {ref:XXXX####} {line}[ {amount:(EUR 0,00|€ 0,00)}]
foreign 5: {abroad} {foreign_amount}(, koers | Koers: | Wisselkoers ){rate:,}[ Opslag: {fee:(0,00
    EUR|€ 0,00)}]
foreign 3: {CHANNEL:BEA}, Betaalpas {abroad} NR:{ref:######} {date:%d.%m.%y/%H:%M}
    {foreign_amount} 1EUR={rate:,} KOSTEN {fee:€0,00}
refund 2: {CHANNEL:(Terugbetaling|RETOUR|Retourpinnen|TERUGSTORTING)} {till}[ {date:%d-%m-%Y}]
ideal 4: {CHANNEL:SEPA iDEAL} IBAN: {iban} BIC: {bic} Naam: {nl_shop} Omschrijving:
    {ref:##########} ({ref:################} |){nl_order}Kenmerk: {date:%d-%m-%Y} {clock:%H:%M}
    {ref:00##############}
ideal 4: /TRTP/{CHANNEL:iDEAL}/IBAN/{iban}/BIC/{bic}/NAME/{nl_shop}/REMI/{ref:##########}
    {ref:################}[ {nl_order_word}]/EREF/{date:%d-%m-%Y} {clock:%H:%M}
    {ref:################}
ideal 4: {CHANNEL:(iDEAL|Ideal|IDEAL|iDEAL betaling)} {nl_shop} ({ref:##########}|{ref:!!!!!!!!!!}
    {ref:################})[ {iban}]
ideal 3: {CHANNEL:iDEAL} {PARTY:{online}} via {PROCESSOR:(Stichting Mollie Payments|Mollie|Adyen|\
    Stg Mollie Payments|MultiSafepay|Buckaroo|Stichting Pay.nl|Worldline|CM.com|Stripe Technology
    Eu)} {ref:(################|M########M!!!!!!!)}
ideal 2: Naam: {nl_shop} Omschrijving: {ref:################} {nl_order}IBAN: {iban} Kenmerk:
    {date:%d-%m-%Y} {clock:%H:%M} {ref:################} Valutadatum: {later:%d-%m-%Y}
direct_debit 4: {CHANNEL:SEPA Incasso algemeen doorlopend} Incassant: {ref:NL##ZZZ############}
    Naam: {collector} Machtiging: {ref:(##########|!!!!!!!!!!!!)} Omschrijving: {nl_purpose} IBAN:
    {iban}[ Kenmerk: {ref:(##########|!!!!!!!!!!)}]
direct_debit 4: /TRTP/{CHANNEL:SEPA Incasso algemeen doorlopend}/CSID/{ref:NL##ZZZ############}\
    /NAME/{collector}/MARF/{ref:(!!!!!!!!!!|##########)}/REMI/{nl_purpose}/IBAN/{iban}/BIC/{bic}\
    /EREF/{ref:(##########|!!!!!!!!!!!)}
direct_debit 4: Naam: {collector} Omschrijving: {nl_purpose} IBAN: {iban} Kenmerk:
    {ref:(##########|!!!!!!!!!!)} Machtiging ID: {ref:(##########|!!!!!!!!)} Incassant ID:
    {ref:NL##ZZZ############} {CHANNEL:(Doorlopende incasso|Eerste incasso|Eenmalige incasso)}[
    Valutadatum: {later:%d-%m-%Y}]
direct_debit 4: {CHANNEL:(Incasso|INCASSO|Euro-incasso|SEPA Incasso|Automatische incasso|Eenmalige
    machtiging)} {collector}( {nl_purpose}|)[ {ref:##########}]
direct_debit 1: {collector} {nl_purpose} Betalingskenm. {ref:################} {CHANNEL:(Incasso|\
    Acceptgiro)}
transfer 5: {CHANNEL:SEPA Overboeking} IBAN: {iban} BIC: {bic} Naam: {payee}[ Omschrijving:
    {nl_purpose}][ Kenmerk: {ref:(NOTPROVIDED|##########|!!!!!!!!)}]
transfer 4: /TRTP/{CHANNEL:SEPA (OVERBOEKING|Overboeking)}/IBAN/{iban}/BIC/{bic}/NAME/{payee}\
    /REMI/{nl_purpose}/EREF/{ref:(NOTPROVIDED|##########)}
transfer 4: Naam: {payee} Omschrijving: {nl_purpose} IBAN: {iban}[ Kenmerk: {ref:(##########|\
    NOTPROVIDED)}][ Valutadatum: {later:%d-%m-%Y}]
transfer 4: {CHANNEL:(Overboeking|OVERBOEKING|Overschrijving|Online bankieren|Spoedoverboeking|\
    Periodieke overboeking|GIRO|INTERNETBANKIEREN|Mobiel bankieren)} {payee}( {nl_purpose}|)[
    {iban}]
transfer 3: {iban} {payee} {nl_purpose}
transfer 1: {CHANNEL:(Overboeking|Afronding|Storting)} (naar|van|op) (Oranje spaarrekening|\
    spaarrekening|Spaarrekening) {ref:(?########|XXXX####)}
p2p 3: (Naam: |){PROCESSOR:(AAB INZ TIKKIE|Tikkie|TIKKIE|ABN AMRO Bank inz. TIKKIE)}
    (Omschrijving: |)(Tikkie ID |){ref:00############}, {noted}, {person}, {iban}
p2p 2: {CHANNEL:(Betaalverzoek|Tikkie betaald|Overboeking)} {person} {noted}
payroll 1: {CHANNEL:SEPA Overboeking} IBAN: {iban} BIC: {bic} Naam: {sender} Omschrijving:
    (SALARIS|Salaris|LOON) {date:(%B|%B %Y|%m-%Y|%m/%Y)}
payroll 1: /TRTP/{CHANNEL:SEPA OVERBOEKING}/IBAN/{iban}/BIC/{bic}/NAME/{sender}/REMI/(SALARIS|\
    Salaris|LOON) {date:(%B|%B %Y|%m-%Y|%m/%Y)}
payroll 1: Naam: {sender} Omschrijving: (SALARIS|Salaris|LOON) {date:(%B|%B %Y|%m-%Y|%m/%Y)}[
    IBAN: {iban}]
payroll 1: {sender} (SALARIS|Salaris|LOON) {date:(%B|%B %Y|%m-%Y|%m/%Y)}[ {ref:########}]
atm 4: {CHANNEL:GEA}(   |, |, Betaalpas )NR:{ref:(S#?###|######|!!!!!!)} {date:%d.%m.%y/%H.%M}
    {PARTY:(Geldmaat|GELDMAAT|ING|Rabobank|ABN AMRO)} {LOCATION:({road}|{road} {mask:##})}\
    ,PAS{ref:###}[ {LOCATION:{city}}]
atm 3: {CHANNEL:(Geldautomaat|Geldopname|GELDAUTOMAAT|Opname Geldmaat)} {PARTY:{bank}}
    {LOCATION:{city}[ NLD]}[ Pasvolgnr: {ref:00#}] {date:(%d-%m-%Y|%d-%m-%y)}[ {clock:%H:%M}]
fee 3: {CHANNEL:(BASISPAKKET|Kosten OranjePakket|Kosten zakelijk betalen|KOSTEN GELDOPNAME|\
    Rentekosten|Kosten betaalrekening|Maandelijkse kosten|Pakketkosten|Bankkosten)}[ {fee:0,00}|
    {date:%B}| {date:%d-%m-%Y} t/m {later:%d-%m-%Y}]
interest 1: {CHANNEL:(RENTE|Creditrente|Debetrente|Rente spaarrekening)}[ {date:(%Y|%d-%m-%Y)}]
""")
