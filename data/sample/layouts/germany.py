"""Layouts of statement lines in Germany."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 5: {line}
card 2: {brand} (sagt Danke|SAGT DANKE|DANKT)[ {store}][ {where}]
card 2: (Tanken|Essen|Lebensmittel|Drogerie|Fahrkarte|Mittagessen|Wocheneinkauf|Geschenk) {till}[
    {where}][ {date:(%d.%m.%y|%d.%m.)}]
card 1: {PARTY:Finanzamt {city}} (EINKOMMENSTEUER|LOHNSTEUER|KFZ-STEUER|Vorauszahlung)[
    {date:(%m/%Y|%Y)}][ {ref:###/####/####}]
card 6: {CHANNEL:(KARTENZAHLUNG|Kartenzahlung|GIROCARD|girocard|KARTENZAHLUNG GIROCARD)} {till}\
    //{LOCATION:{city}/DE} {date:%Y-%m-%dT%H:%M}( KFN {mask:#} VJ {mask:2###}| Debitk.{mask:#}
    20{mask:2#}-{mask:0#}|)
card 5: {till}//{LOCATION:{city}/DE}( / | ){date:(%Y-%m-%dT%H:%M:%S|%d.%m.%YT%H:%M:%S|\
    %d-%m-%YT%H:%M)} (Debitk.{mask:#} 20{mask:2#}-{mask:0#}|Folgenr.{mask:#} Verfalld.{mask:2###}\
    |KFN {mask:#} VJ {mask:2###})[ {CHANNEL:(Kartenzahlung|KARTENZAHLUNG)}]
card 4: {till}. {ref:########}//{LOCATION:{city}/DE}[ / {date:%d.%m.%Y} um {clock:%H:%M} Uhr]
card 4: {CHANNEL:(KARTENZAHLUNG|EC-KARTENZAHLUNG|Debitkartenzahlung|LASTSCHRIFT EC-KARTE|\
    GIROCARD|Lastschrift ELV|EC)} {till} {where}[ {date:(%d.%m.|%d.%m.%Y|%d.%m)}][ {clock:%H:%M}]
card 4: {CHANNEL:(Kartenzahlung VISA|Lastschrift VISA|VISA|KREDITKARTE VISA)} {till} NR {ref:XXXX
    ####} {LOCATION:{city}[ DE]} {CHANNEL:KAUFUMSATZ} {date:%d.%m} {amount:0.00} {ref:######}
    {ref:ARN7################}
card 3: {CHANNEL:EC} {ref:########} {date:%d.%m} {clock:%H.%M} {till}[ {where}]
card 3: {CHANNEL:ELV}{ref:########} {date:%d.%m} {clock:%H.%M} {mask:ME#} {till}[ {where}]
card 3: {till} {where} {date:(%d.%m.%Y|%d.%m.%y|%d.%m.)}[ {clock:%H:%M} Uhr]
card 3: {CHANNEL:VISA Debitkartenumsatz} vom {date:%d.%m.%Y} {till}[ {where}]
card 2: {CHANNEL:(Apple Pay|Google Pay|Kontaktlos|girocard kontaktlos)} {till} {where}
card 6: {PARTY:{web_seller}} {website} {LOCATION:(LU|DE|LUX|IE|DEU)}
card 4: {far} {phone}[ {LOCATION:(DE|LU|IE)}]
card 2: {till} {LOCATION:{city}} Kartennr. {ref:(XXXX XXXX XXXX ####|4###XXXXXXXX####)}
card 2: {CHANNEL:(Mastercard|Kreditkarte|VISA)} {ref:XXXX####} {line} {amount:(EUR 0,00|0,00 EUR)}
card 2: {PARTY:({retail}|{online})} (Rate|RATE|Ratenzahlung) {instalment}[ {ref:########}]
card 4: {CHANNEL:(Lastschrift|VISA Debit)} {far} {contact}
foreign 7: {abroad} {foreign_amount}( Kurs | KURS |, Umrechnungskurs: ){rate:,}
foreign 3: {CHANNEL:(VISA|Kartenzahlung|Auslandseinsatz)} {abroad} {date:%d.%m.%Y}
    {foreign_amount} ENTGELT {fee:0,00 EUR}
refund 3: {CHANNEL:(GUTSCHRIFT|Gutschrift|RETOURE|Erstattung|RUECKERSTATTUNG|Kartengutschrift|\
    STORNO)} {till}[ {where}][ {date:%d.%m.%Y}]
direct_debit 5: {CHANNEL:(SEPA-LASTSCHRIFT|SEPA-BASISLASTSCHRIFT|FOLGELASTSCHRIFT|\
    ERSTLASTSCHRIFT|Lastschrift|Basislastschrift|SEPA-ELV-LASTSCHRIFT|EINMAL LASTSCHRIFT)}
    {collector}[ {de_reference}]
direct_debit 5: {CHANNEL:(FOLGELASTSCHRIFT|SEPA-LASTSCHRIFT|ERSTLASTSCHRIFT|Lastschrift)}
    {collector} EREF+{ref:(##########|!!!!!!!!!!)}[ ]MREF+{ref:(!!!!!!!!!!|M########)}[ ]\
    CRED+{ref:DE##ZZZ########}[ ]SVWZ+{de_purpose}
direct_debit 4: EREF: {ref:(##########|!!!!!!!!!!!!)} MREF: {ref:(!!!!!!!!!|##########)} CRED:
    {ref:DE##ZZZ0000#######}[ IBAN: {iban}][ BIC: {bic}] {collector} {de_purpose}
direct_debit 3: {collector} {de_purpose} (Mandatsref.|Mandat|Mandatsreferenz:|MREF+)\
    {ref:(!!!!!!!!!!|########)} (Glaeubiger-ID|CRED+|Gläubiger-ID:){ref:DE##ZZZ########}[
    {CHANNEL:(SEPA Lastschrifteinzug|Lastschrift)}]
direct_debit 3: {CHANNEL:SEPA Lastschrifteinzug} von {collector} {de_purpose}
direct_debit 4: {CHANNEL:(SEPA-LASTSCHRIFT|FOLGELASTSCHRIFT|Lastschrift|EINZUG)} {PROCESSOR:PayPal
    Europe S.a.r.l. et Cie S.C.A}( . |. |, |. {ref:10##########}/.){PARTY:{paypal_shops}}, Ihr
    Einkauf bei {PARTY:{same_seller}}
direct_debit 2: {CHANNEL:Lastschrift} {PROCESSOR:(KLARNA BANK AB|Klarna Bank AB|AMAZON PAYMENTS
    EUROPE|Stripe Payments Europe|Adyen N.V.|RatePAY GmbH|First Data GmbH)} {PARTY:{online}}
    {ref:(!!!-#######-#######|##########)}
direct_debit 1: {CHANNEL:(Rücklastschrift|RUECKLASTSCHRIFT|Retourenlastschrift)} {collector}
    {ref:##########}
transfer 4: {CHANNEL:(ONLINE-UEBERWEISUNG|Überweisung|UEBERWEISUNG|Einzelüberweisung|\
    Echtzeitüberweisung|SEPA-UEBERWEISUNG|EINZELUEBERWEISUNG)} {payee} {de_purpose}[ DATUM
    {date:%d.%m.%Y}, {clock:%H.%M} UHR]
transfer 4: {CHANNEL:(GUTSCHRIFT|Gutschrift|GUTSCHR. UEBERWEISUNG|Überweisungsgutschr.|GUTSCHR.
    UEBERW. DAUERAUFTR)} {sender} {de_purpose}
transfer 3: {CHANNEL:(DAUERAUFTRAG|Dauerauftrag|DAUERAUFTRAG/TERMINUEB.|Dauerauftragsgutschr)}
    {payee} ({note}|MIETE {date:%B}|MIETE {date:%B %Y}|{note} {date:%m/%Y})
transfer 3: {CHANNEL:SEPA Überweisung} (an|von) {payee} IBAN {iban} BIC {bic}[ Verwendungszweck/
    Kundenreferenz {de_purpose}]
transfer 3: {CHANNEL:(GUTSCHRIFT|ÜBERWEISUNG|Überweisungsgutschr.)} EREF+{ref:(NOTPROVIDED|\
    ##########|!!!!!!!!!!)}[ ]SVWZ+{de_purpose} {sender} IBAN+{iban} BIC+{bic}
transfer 3: (Auftraggeber|Empfänger): {payee} (Kto/IBAN: {iban} (BLZ/BIC): {bic} |)Buchungstext:
    {de_purpose} Ref. {ref:(?#?#####?######/####|!!!!!!!!!!!!!)}
transfer 2: {payee} {de_purpose} {CHANNEL:(UEBERWEISUNG|Überweisung|GUTSCHRIFT|\
    ECHTZEITUEBERWEISUNG)}[ {date:%d.%m.%Y}]
transfer 2: {CHANNEL:(Überweisung|Echtzeitüberweisung|MoneyBeam|wero|Gutschrift)} (an|von)
    {person}( |: ){noted}
transfer 1: {CHANNEL:(UMBUCHUNG|Umbuchung|Kontoübertrag)} (auf|von) (Tagesgeld|Konto|Sparkonto)
    {ref:(##########|XXXX####)}
payroll 3: {CHANNEL:(LOHN  GEHALT|LOHN/GEHALT|Lohn, Gehalt, Rente|GEHALT/RENTE|Gutschrift)}
    {sender} (LOHN / GEHALT|GEHALT|Bezüge|Entgelt) {date:(%m/%y|%m/%Y|%B|%B %Y)}[ PERS.NR.
    {ref:########}]
atm 4: {CHANNEL:(BARGELDAUSZAHLUNG|Bargeldauszahlung|AUSZAHLUNG|GELDAUTOMAT|GA-AUSZAHLUNG|\
    Auszahlung girocard)} {PARTY:{bank}[ {city}]}( |//|/){LOCATION:{city}/DE}
    {date:%Y-%m-%dT%H:%M}[ KFN {mask:#} VJ {mask:2###}]
atm 3: {CHANNEL:(GA|AUSZAHLUNG GA|GAA)} NR{ref:0000####} BLZ{ref:########} {mask:#}
    {date:%d.%m/%H.%MUHR} {LOCATION:{city}}
atm 2: {CHANNEL:(Auszahlung GAA|Bargeldabhebung|Bargeld)} {PARTY:{bank}} {ref:(########|000#####)\
    }/{LOCATION:{city}}/DE {date:%d.%m.%Y}
fee 3: {CHANNEL:(ENTGELTABSCHLUSS|Kontoführungsgebühr|ENTGELT|Abschluss|KONTOABSCHLUSS|\
    Auslandseinsatzentgelt|Entgelt Auslandseinsatz|Kartenentgelt|RECHNUNGSABSCHLUSS|ABSCHLUSS)}[
    PER {date:%d.%m.%Y}| vom {date:%d.%m.%Y}| {date:%m/%Y}]
interest 2: {CHANNEL:(ZINSEN|Habenzinsen|SOLLZINSEN|Zinsabschluss|ZINSGUTSCHRIFT)}[ (PER|bis)
    {date:%d.%m.%Y}]
check 1: {CHANNEL:(SCHECK|SCHECKEINREICHUNG|Scheckeinzug)}[ NR.] {ref:#########}
none 1: (Saldovortrag|Kontostand|ANFANGSSALDO|Übertrag)
""")
