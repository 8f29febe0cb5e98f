"""Layouts of statement lines in France."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 4: {line}
card 6: {CHANNEL:FACTURE CARTE} DU {date:%d%m%y} {till} {where} CARTE {ref:(4974XXXXXXXX####|\
    4####XXXXXX####|XXXX####)}
card 3: {CHANNEL:FACTURE CARTE} DU {date:%d%m%y} {abroad} {foreign_amount} CARTE
    {ref:(XXXXXXXXXXXX####|5###XXXXXXXX####)}
card 6: {CHANNEL:PAIEMENT (CB|PSC|PAR CARTE|CARTE)} (DU |){date:(%d%m|%d/%m|%d/%m/%y)} {where}
    {till} CARTE {ref:(########|####|XXXX####)}
card 5: {CHANNEL:(PAIEMENT PAR CARTE|PAIEMENT CARTE|PAIEMENT CB|PAIEMENT SANS CONTACT)}
    {ref:X####} {till} {where} {date:(%d/%m|%d/%m/%Y)}
card 5: {CHANNEL:CARTE} {ref:X####} {date:%d/%m} {till}[ {where}]
card 5: {CHANNEL:CARTE} {date:%d/%m/%y} {till} CB{ref:*####}
card 4: {CHANNEL:CARTE} {date:(%d/%m|%d/%m/%Y|%d.%m)} {till}[ {where}]
card 4: {CHANNEL:(CB|ACHAT CB|PAIEMENT CB)} {till} {date:(%d.%m.%y|%d/%m/%y)}[ {amount:(EUR 0,00|\
    0,00EUR)}][ CARTE (NUMERO|NO) {ref:###}][ {CHANNEL:(APPLE PAY|SANS CONTACT)}]
card 4: {date:%d%m%y} CB{ref:****####} {till} {LOCATION:{state}{city}}[ {amount:0,00EUR}]
card 4: {CHANNEL:CB} {till} FACT {date:%d%m%y}[ {where}]
card 2: {CHANNEL:PAIEMENT CB} {till} À {LOCATION:{city}} LE {date:%d/%m/%Y}
card 6: {CHANNEL:(CARTE|PAIEMENT CB|PAIEMENT PAR CARTE)} {date:%d/%m} {PARTY:{web_seller}}
    {website}[ {LOCATION:(FR|LU|IE|NL)}]
card 2: {CHANNEL:(Paiement internet|PAIEMENT INTERNET|E-CARTE BLEUE)}( | - ){PARTY:{online}}[
    {website}]
card 2: {CHANNEL:CARTE} {ref:X####} {PROCESSOR:(PAYPAL|PayPal)} *{PARTY:{paypal_shops}}
    {PHONE:(0800942890|35314369001|4029357733)}
card 2: {aggregator}{shop} {where} {date:%d/%m}
card 2: {CHANNEL:(PAIEMENT EN 3X|PAIEMENT EN 4X|PAIEMENT 4X CB)} {PARTY:({retail}|{online})}
    ECHEANCE {instalment}
card 4: {CHANNEL:(CARTE|PAIEMENT CB|CB)} {date:%d/%m/%y} {far} {contact}
foreign 5: {CHANNEL:(CARTE|PAIEMENT CB|FACTURE CARTE|ACHAT CB)} {date:%d/%m} {abroad}
    {foreign_amount}[ 1 EURO = {rate:,}]
foreign 3: {CHANNEL:CARTE} {ref:X####} {date:%d/%m} {abroad} {foreign_amount} COMMISSION :
    {fee:0,00 EUR} TX {rate:,}
refund 3: {CHANNEL:(AVOIR|AVOIR CARTE|REMBOURSEMENT CB|CREDIT CARTE|REMISE CB|ANNULATION CARTE)}
    {date:%d/%m/%y} {till}[ CB{ref:*####}]
direct_debit 6: {CHANNEL:(PRLV SEPA|PRLV|PRELEVEMENT|PRELEVEMENT SEPA|PRLV EUROPEEN|PRELEVT)}
    {collector}[ {ref:(##########|!!!!!!!!!!)}]
direct_debit 5: {CHANNEL:PRLV SEPA} {collector} ECH/{date:%d%m%y} ID EMETTEUR/{ref:FR##ZZZ######}
    MDT/{ref:(++!!!!!!!!|!!!!!!!!!!)} REF/{ref:##########} LIB/({note}|{fr_biller_note})
direct_debit 4: {CHANNEL:PRELEVEMENT EUROPEEN} {ref:##########} DE: {collector} ID:
    {ref:FR##ZZZ######} MOTIF: ({note}|FACTURE {invoice}) REF: {ref:!!!!!!!!!!} MANDAT
    {ref:(##########|!!!!!!!!!)}
direct_debit 3: {CHANNEL:(Prélèvement|PRELEVEMENT|PRLV SEPA)} (DE |de |){collector} (REF : |Réf |\
    RUM |MANDAT ){ref:(##########|!!!!!!!!!!!)}
direct_debit 1: {CHANNEL:(REJET PRLV|PRLV IMPAYE)} {collector}
transfer 5: {CHANNEL:(VIR SEPA RECU|VIREMENT SEPA RECU|VIR RECU)} /DE {sender} /MOTIF
    ({fr_motive}) /REF {ref:(##########|!!!!!!!!!!|NOTPROVIDED)}
transfer 4: {CHANNEL:(VIREMENT SEPA EMIS|VIR SEPA EMIS|VIREMENT EMIS)} /MOTIF ({fr_motive}) /BEN
    {payee} /REFDO {ref:!!!!!!!!}[ /REFBEN {ref:######}]
transfer 4: {CHANNEL:VIR RECU} {ref:##########S} DE: {sender} MOTIF: ({fr_motive})[ REF:
    {ref:!!!!!!!!!!}]
transfer 3: {CHANNEL:(VIR EUROPEEN EMIS|VIR INSTANTANE EMIS)} LOGITEL POUR: {payee} {date:%d %m}
    BQ {ref:########} CPT {ref:FR##XXXXXXXX}[ REF: {ref:%y%j########}]
transfer 5: {CHANNEL:(VIREMENT|VIR|VIR SEPA|VIREMENT INSTANTANE|VIR INST|VIREMENT RECU)} (DE |DE:
    |){sender}( {fr_motive}|)
transfer 4: {CHANNEL:(VIREMENT EN VOTRE FAVEUR|VIREMENT DE SALAIRE|VIR FAVEUR TIERS|VIREMENT EMIS
    WEB|VIR PERM|VIREMENT PERMANENT|VIREMENT INSTANTANE EMIS)}( POUR: | A | ){payee}[ {fr_motive}]
transfer 2: {CHANNEL:(Virement|VIREMENT|VIR INST)} (à|vers|A|POUR) {person}( |: | - ){noted}
transfer 2: {CHANNEL:(VIR|VIREMENT)} {payee} {ref:(##########|%Y%m%d####)} {iban}[ {bic}]
transfer 1: {CHANNEL:VIREMENT} (DE|VERS) (COMPTE|LIVRET A|LDD|CPT) {ref:(########|XXXX####)}
p2p 2: {PROCESSOR:(LYDIA|Lydia|PAYLIB|Paylib|WERO)}( *| |*){person}[ {noted}]
payroll 3: {CHANNEL:(VIREMENT|VIR SEPA|VIREMENT SALAIRE|VIR)} {sender} (SALAIRE|SALAIRE {date:%B}\
    |SALAIRE {date:%B %Y}|PAIE {date:%m/%Y})
atm 4: {CHANNEL:(RETRAIT DAB|RETRAIT)} {date:(%d/%m/%y|%d/%m)}[ {clock:%HH%M}] {PARTY:{bank}}
    {LOCATION:{city}}[ {ref:974XXXXXXXX####}]
atm 3: {CHANNEL:(RETRAIT AU DISTRIBUTEUR|RETRAIT DAB)} {ref:X####} {LOCATION:{city}} {date:%d/%m}
    {clock:%HH%M}
atm 3: {CHANNEL:(CARTE RETRAIT DAB|RETRAIT DAB|RETRAIT CB|RETRAIT GAB)}( |  ){date:%d/%m}
    {LOCATION:({city}|{state} {city}|{road})}( CB{ref:*####}| CARTE {ref:####}|)
fee 4: {CHANNEL:(COTISATION CARTE|COMMISSION D'INTERVENTION|FRAIS DE TENUE DE COMPTE|COTISATION
    OFFRE GROUPEE|FRAIS PAIEMENT HORS ZONE EURO|*COMMISSIONS|FRAIS VIREMENT|AGIOS|FRAIS DE REJET|\
    COM INTERVENTION|COTISATION TRIMESTRIELLE|FRAIS RETRAIT DEVISES)}[ {date:(%d/%m|%B|%m/%Y)}]
interest 2: {CHANNEL:(INTERETS CREDITEURS|INTERETS|INTERETS DEBITEURS|ARRETE DE COMPTE|Intérêts
    annuels)}[ {date:(%Y|%d/%m/%Y)}]
check 3: {CHANNEL:(CHEQUE|CHEQUE EMIS|REMISE CHEQUE|CHQ|REMISE DE CHEQUES|Chèque)} (N° |NO |)\
    {ref:(#######|########)}
loan 1: {CHANNEL:(ECHEANCE PRET|ECHEANCE CREDIT|PRLV ECHEANCE PRET)} {ref:(##########|\
    ############)}[ {date:%d/%m/%y}]
none 1: (SOLDE CREDITEUR|SOLDE INITIAL|TOTAL DES OPERATIONS|REGULARISATION)
""")
