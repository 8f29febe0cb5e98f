"""Layouts of statement lines in Italy."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 6: {CHANNEL:(PAGAMENTO POS|OPERAZIONE POS|Pagamento POS|ADDEBITO POS|PAGAM. POS|POS)} (DEL |\
    del |){date:(%d/%m|%d/%m/%y|%d.%m.%y)} [(ORE |ore |H ){clock:(%H:%M|%H.%M)} ]{till} {where}[
    CARTA (N. |*|){card_number}]
card 5: {CHANNEL:(PAGAMENTO TRAMITE POS|PAGAMENTO CON CARTA|Pagamento con carta|PAGOBANCOMAT|\
    OPERAZIONE CARTA)} {card_number} {date:%d/%m/%Y} {clock:%H:%M} {till} {LOCATION:{city}( IT|
    ITA||)}
card 5: {CHANNEL:(PAGAMENTO POS|Pagamento|ACQUISTO POS|Utilizzo carta)} (PRESSO|presso|C/O)
    {till}[ {where}][ IL {date:%d/%m/%y}]
card 4: {till} {where} {CHANNEL:(PAGAMENTO POS|POS|CARTA DI DEBITO|CONTACTLESS)} {date:%d/%m/%Y}
card 4: {CHANNEL:(POS CARTA|PAGAMENTO CARTA)} N. {card_number} DEL {date:%d/%m/%y} {clock:%H:%M}
    {till}-{LOCATION:{city}}
card 4: {CHANNEL:(Operazione Mastercard|Operazione VISA|ADDEBITO CARTA)} del {date:%d/%m/%Y} alle
    ore {clock:%H:%M} con Carta {card_number} (Div=EUR|) Importo in divisa={amount:0,00} (presso|/
    Importo in Euro={amount:0,00} presso) {till}[ - {LOCATION:{city}}]
card 3: {CHANNEL:(ACQUISTO INTERNET|PAGAMENTO INTERNET|Acquisto online)} {PARTY:{web_seller}}
    {website} {LOCATION:(LU|IT|IE|NL)}
card 3: {CHANNEL:(PAGAMENTO POS|Pagamento)} {aggregator}{shop} {LOCATION:{city} ({state}|IT|ITA)}
card 2: {CHANNEL:PAGAMENTO} {PROCESSOR:(SATISPAY|Satispay|BANCOMAT PAY|Postepay|SCALAPAY|Nexi|\
    HYPE)}( - | |\*| \*){till}
card 2: {CHANNEL:(PAGAMENTO PEDAGGIO|TELEPASS|ADDEBITO PEDAGGI)} {PARTY:(AUTOSTRADE PER L'ITALIA|\
    Telepass SpA|AUTOSTRADE|Milano Serravalle)}[ {date:%m/%Y}][ {code}]
direct_debit 5: {CHANNEL:(ADDEBITO SDD|ADDEBITO DIRETTO|SDD|Addebito diretto SDD|ADDEBITO SDD
    CORE)} {collector} (MANDATO|COD. MANDATO|MANDATO N.|CODICE MANDATO:|RIF.) {code}[ ADDEBITO
    {date:%d/%m/%Y}]
direct_debit 4: {CHANNEL:(ADDEBITO DIRETTO|Addebito SDD)} (DA|da|A FAVORE|A FAVORE DI)
    {collector}( MANDATO {code}| SCAD. {date:%d.%m.%y}|)
direct_debit 3: {collector} {CHANNEL:(SDD|ADDEBITO SDD|RID|Addebito diretto)} {tagged} (BOLLETTA|\
    FATTURA|FT|FATT.) {code}
direct_debit 2: {CHANNEL:(PAGAMENTO BOLLETTINO|BOLLETTINO POSTALE|PAGOPA|CBILL|PAGAMENTO PAGOPA|\
    MAV)} {PARTY:(Comune di {city}|INPS|Agenzia Entrate|{biller}|ACI)}( AVVISO {code}| {code}|)
tax 2: {CHANNEL:(PAGAMENTO F24|DELEGA F24|F24|DELEGA UNICA)}[ {PARTY:(AGENZIA DELLE ENTRATE|INPS|\
    Agenzia Entrate)}][ {day}][ {code}]
transfer 5: {CHANNEL:(BONIFICO|BONIFICO SEPA|DISPOSIZIONE DI BONIFICO|BONIFICO ISTANTANEO|\
    Bonifico)} (A FAVORE DI|a favore di|A|BENEF.) {payee} (CAUSALE|Causale:|PER|NOTE:)
    {purpose_text}[ CRO {ref:###########}]
transfer 4: {CHANNEL:(BONIFICO|BONIFICO RICEVUTO|BONIFICO A VOSTRO FAVORE|ACCREDITO BONIFICO)}
    (DA|DISPOSTO DA|ORD:|ORDINANTE:|PER ORDINE DI) {sender} (CAUSALE|Causale:|PER|/URI/|RI:)
    {purpose_text}[ TRN {ref:##################IT}]
transfer 4: {CHANNEL:(BONIF. VS. FAVORE|BON. VS. FAVORE|BONIFICO DALL'ESTERO|ACCREDITO)} {code}
    {sender} {purpose_text}
transfer 3: COD. DISP.: {code} CASH {ref:(FAST|TRN)########}[ {date:%d/%m/%y}]
    {CHANNEL:(BONIFICO|Bonifico da Voi disposto a favore di|BONIFICO EUROPEO)} {payee}
    {purpose_text}
transfer 2: {CHANNEL:(GIROCONTO|GIROFONDI|POSTAGIRO)}( DA| A| SU|) (CONTO|C/C) {code}
payroll 3: {CHANNEL:(ACCREDITO STIPENDIO|STIPENDIO|EMOLUMENTI|ACCREDITO EMOLUMENTI|STIPENDIO O
    PENSIONE|ACCREDITO PENSIONE)}[ DA] {sender}[ {date:(%B %Y|%m/%Y|%B)}]
p2p 2: {CHANNEL:(Ricarica Postepay|RICARICA|INVIO DENARO|Trasferimento P2P)}( A| DA|) {person}[
    {code}]
atm 4: {CHANNEL:(PRELIEVO BANCOMAT|PRELIEVO ATM|PRELEVAMENTO BANCOMAT|Prelievo ATM|PRELIEVO)} (DEL
    |){date:%d/%m/%y}[ (ORE |){clock:%H:%M}] [SPORTELLO ]{PARTY:{bank}} {where}[ CARTA
    {card_number}]
atm 2: {CHANNEL:(PRELIEVO|PREL. ATM)} CARTA {card_number} {LOCATION:{street} {city}} {date:%d/%m}
fee 4: {CHANNEL:(CANONE MENSILE|CANONE MENSILE CONTO|IMPOSTA DI BOLLO|COMMISSIONI BONIFICO|SPESE
    TENUTA CONTO|COMPETENZE DI LIQUIDAZIONE|COMMISSIONE PRELIEVO|Imposta bollo|INTERESSI E
    COMPETENZE|COMMISSIONI SU BONIFICO|CANONE CARTA|SPESE INVIO E/C)}[ {date:(%B %Y|%m/%Y|\
    %d/%m/%Y|%B)}]
loan 1: {CHANNEL:(RATA MUTUO|PAGAMENTO RATA|RATA FINANZIAMENTO|ADDEBITO RATA MUTUO)}[ N. {code}][
    SCAD. {date:%d/%m/%Y}]
check 1: {CHANNEL:(ASSEGNO|VERSAMENTO ASSEGNI|ASSEGNO BANCARIO|Addebito assegno)}[ N.]
    {ref:(##########|#######)}
""")
