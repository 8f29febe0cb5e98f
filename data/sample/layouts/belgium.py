"""Layouts of statement lines in Belgium."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 6: {CHANNEL:(BETALING MET DEBETKAART|BETALING MET BANKKAART|Betaling met debetkaart|\
    Bancontact betaling|BANCONTACT)} (NUMMER {ref:#### XXXX XXXX ####} |){till} {LOCATION:({city}\
    |{postcode} {city})} {date:(%d/%m/%Y|%d-%m-%Y)}[ {clock:(%H:%M|%H.%M) }UUR][ BANKREFERENTIE :
    {ref:##############}]
card 5: {CHANNEL:(PAIEMENT AVEC CARTE DE DEBIT|PAIEMENT PAR CARTE|Paiement Bancontact|ACHAT
    BANCONTACT|PAIEMENT MAESTRO)} (NUMERO {ref:#### XXXX XXXX ####} |){till} {LOCATION:{city}[
    BE]} {date:%d/%m/%Y}[ REFERENCE BANQUE : {ref:##############}]
card 4: {CHANNEL:(Bancontact|BANCONTACT|Maestro|Contactloze betaling|Achat|Aankoop|Payconiq|Visa)}
    {till} {LOCATION:{city}}[ - {date:%d/%m} {clock:%H:%M}]
card 3: {CHANNEL:(Betaling|Aankoop|Achat|Paiement)} (via|par|met) {PROCESSOR:(Payconiq|Bancontact
    Mobile|Payconiq by Bancontact)} {till}
card 2: {CHANNEL:(AANKOOP BANCONTACT|ACHAT BANCONTACT)} (MET KAART|AVEC CARTE) (Nr|N.) {ref:####
    #### #### ####} (OP|LE) {date:%d/%m} {clock:%H:%M} {till}
card 3: {PARTY:{web_seller}} {website} {LOCATION:(BE|IE|NL|LU)}
direct_debit 4: {CHANNEL:(EUROPESE DOMICILIERING|Domiciliëring|DOMICILIATION EUROPEENNE|Europese
    domiciliëring|Domiciliation)} (VAN |DE |){collector} (MANDAAT NUMMER : |MANDATNR.: |MANDAT :
    |MANDAAT ){code}[ (REFERTE|REFERENCE|MEDEDELING) : {code}]
direct_debit 3: {CHANNEL:(Domiciliëring|EERSTE INVORDERING|Domiciliation)} {collector}[
    {ref:(BE##ZZZ##########|###/####/#####)}]
transfer 5: {CHANNEL:(OVERSCHRIJVING IN EURO|Overschrijving|VIREMENT EN EUROS|Virement|\
    Instantoverschrijving|VIREMENT INSTANTANE)} (NAAR|AAN|VAN|DE|A|VERS) {payee} {iban}[ {bic}]
    (MEDEDELING : |COMMUNICATION : |){purpose_text}
transfer 3: {CHANNEL:(OVERSCHRIJVING|Overschrijving|VIREMENT)} {payee} {ref:+++###/####/#####+++}
transfer 2: {CHANNEL:(DOORLOPENDE OPDRACHT|ORDRE PERMANENT|Doorlopende betalingsopdracht)} (TEN
    GUNSTE VAN|EN FAVEUR DE|) {payee} {iban}
p2p 2: {CHANNEL:(Mobiele betaling|MOBIELE BETALING|Paiement mobile|PAIEMENT MOBILE)} (aan|van|à|\
    de|) {person}[ {noted}]
payroll 2: {sender} {iban} (WEDDE|LOON|SALAIRE|Salaris|PECULE DE VACANCES) {date:(%m/%Y|%B %Y|%B)}
atm 3: {CHANNEL:(GELDOPNEMING|GELDAFHALING|RETRAIT D'ARGENT|Geldopvraging Bancontact|Retrait)}[
    (MET KAART|AVEC CARTE) {card_number}] {PARTY:{bank}}[ {LOCATION:{city}}] {date:%d/%m/%Y}[
    {clock:%H:%M}]
fee 3: {CHANNEL:(MAANDELIJKSE BIJDRAGE|Beheerskosten|FRAIS DE GESTION|Bijdrage comfort pack|\
    REDEVANCE MENSUELLE|Kosten debetkaart|CONTRIBUTION MENSUELLE|BEHEERSKOSTEN REKENING)}[
    {date:(%m/%Y|%B %Y|%d/%m/%Y)}]
""")
