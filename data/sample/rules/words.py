"""Fees by language, and the words around the other side and references."""

from rules.types import rules

RULES = rules(r"""
chan_fee 1: (SERVICE CHARGE|Service Fee|MONTHLY FEE|Monthly account fee|BANK CHARGES|Account fee|\
    MAINTENANCE FEE|COMMISSION|STAMP DUTY|VAT|ANNUAL FEE|CARD FEE|SMS FEE|LATE FEE|Overdraft fee|\
    RETURNED ITEM FEE|FX FEE|Foreign exchange fee|LEDGER FEE|Cross-border fee|CASH ADVANCE FEE|\
    OVERLIMIT FEE|TRANSFER FEE|WITHHOLDING TAX|Dormancy fee|STATEMENT FEE|BALANCE ENQUIRY FEE|\
    HANDLING CHARGE|CHEQUE BOOK CHARGES|FOREIGN TXN FEE)
US.chan_fee 1: (MONTHLY|ANNUAL|OVERDRAFT|NSF|ATM|WIRE|LATE|SERVICE|MAINTENANCE|RETURN ITEM|STOP
    PAYMENT|FOREIGN TRANSACTION|INTERNATIONAL|CASH ADVANCE|PAPER STATEMENT|BALANCE TRANSFER|\
    ACCOUNT ANALYSIS|COURTESY PAY|EXCESS WITHDRAWAL|INACTIVITY|BELOW MINIMUM BALANCE|CHECK ORDER|\
    RETURNED CHECK|OUTGOING WIRE|INCOMING WIRE|EXPEDITED PAYMENT|CARD REPLACEMENT|UNCOLLECTED
    FUNDS|COIN COUNTING|DORMANT ACCOUNT)( SERVICE| ACCOUNT||||) (FEE|CHARGE|Fee|CHG)
FR.chan_fee 1: (FRAIS|COMMISSION|COTISATION|FRAIS DE|Cotisation|COM.|Frais) (TENUE DE COMPTE|CARTE
    VISA|MENSUELLE|BANCAIRES|REJET|OPPOSITION|CARTE|ANNUELLE|VIREMENT|DECOUVERT|CHANGE|PAIEMENT
    ETRANGER|GESTION|ASSURANCE MOYENS DE PAIEMENT|IRREGULARITES|FORFAIT|JAZZ|PACK)
DE.chan_fee 1: (Kontoführung|Kontoführungsentgelt|Entgelt|Spesen|Kontospesen|Kartengebühr|\
    Jahresgebühr|Buchungsentgelt|Zinsen/Entgelte|Kontoführungsgebühren|Auslandsentgelt|\
    Mahngebühr|Abschlussposten|Dienstleistungspreis|Bearbeitungsgebühr|Kontoabschluss|\
    Quartalsabschluss|Manipulationsentgelt|Preis Kontoführung|Saldo der Abschlussposten|\
    Depotgebühr|Postenentgelt)
NL.chan_fee 1: (Kosten|KOSTEN|Bankkosten|Beheerskosten|Kaartkosten|Pakketkosten|Debetrente|Kosten
    gebruik|Bijdrage|Maandbijdrage|Jaarbijdrage kaart|Frais de gestion|Provisie)
ES.chan_fee 1: (COMISION|Comisión|COM.|IVA COMISION|CUOTA|GASTOS|COMISION POR|COBRO COMISION|\
    IMPUESTO|COM) (MANTENIMIENTO|TARJETA|TRANSFERENCIA|CAJERO|DESCUBIERTO|ANUAL|ADMINISTRACION|\
    SERVICIO|CAMBIO DIVISA|DE MANEJO|MANEJO TARJETA|RETIRO|4X1000|LEY 25413|CUENTA|SPEI|\
    INVERSION|GMF|SELLOS)
IT.chan_fee 1: (CANONE|COMMISSIONE|COMMISSIONI|SPESE|Canone|IMPOSTA DI BOLLO|COMPETENZE|COMM.|\
    Commissioni|BOLLO|Spese) (MENSILE|TENUTA CONTO|BONIFICO|CARTA|PRELIEVO|CONTO CORRENTE|E
    SPESE|TRIMESTRALI|ANNUO|ESTERO|ESTRATTO CONTO|PAGOPA|SU BONIFICO|CONTO)
PT.chan_fee 1: (COMISSAO|Comissão|IMPOSTO SELO|MANUTENCAO DE CONTA|COM MANUT|ANUIDADE|DESPESAS|\
    I.SELO|COMISSAO MANUTENCAO|CUSTO SERVICO|Imposto do selo)
BR.chan_fee 1: (TARIFA|TAR|IOF|TARIFA PACOTE DE SERVICOS|TARIFA BANCARIA|CESTA|TAR PACOTE|\
    ANUIDADE|Tarifa|JUROS|ENCARGOS|IOF COMPRA INTERNACIONAL|TARIFA PIX|JUROS CHEQUE ESPECIAL|CESTA
    DE SERVICOS|MULTA|TAR EXTRATO|IOF ADICIONAL)
PL.chan_fee 1: (OPŁATA|Opłata|PROWIZJA|Prowizja|OPŁATA ZA KARTĘ|Opłata za prowadzenie rachunku|\
    OPŁATA MIESIĘCZNA|PODATEK|Opłata miesięczna za kartę|PROWIZJA ZA WYPŁATĘ|ODSETKI)
SE.chan_fee 1: (Avgift|AVGIFT|Årsavgift|ÅRSAVGIFT|Månadsavgift|Kortavgift|Ränta|Valutapåslag|\
    Påminnelseavgift|Uttagsavgift|PREL SKATT|KREDITRÄNTA)
DK.chan_fee 1: (Gebyr|GEBYR|Kortgebyr|Rente|Årsgebyr|RENTER|Rykkergebyr|Kontogebyr|Omkostninger)
NO.chan_fee 1: (GEBYR|Gebyr|Årsgebyr|ÅRSAVGIFT KORT|RENTER|Omkostninger|KREDITRENTER|DEBETRENTER|\
    Kortgebyr|PRISER NETTBANK)
FI.chan_fee 1: (PALVELUMAKSU|Palvelumaksu|KUUKAUSIMAKSU|PANKIN PALVELUMAKSUT|KORKO|KORTTIMAKSUT|\
    Tilinhoitomaksu|VUOSIMAKSU|LÄHDEVERO)
CZ.chan_fee 1: (Poplatek|POPLATEK|Vedení účtu|Poplatek za výběr|Úrok|Poplatky|POPLATKY ZA SLUŽBY|\
    Poplatek za transakci|Kreditní úrok|Daň z úroků)
RO.chan_fee 1: (Comision|Comision administrare|Taxa|COMISION RETRAGERE|Dobanda|Comision pachet)
HU.chan_fee 1: (Számlavezetési díj|Tranzakciós illeték|Kártyadíj|Díj|Havi díj|Kamat|Átutalási díj)
to_word 1: (to|TO|To|-|for)
FR.to_word 1: (A|POUR|à|vers|VERS|Pour|BEN|Bénéficiaire :)
DE.to_word 1: (an|AN|An|zugunsten|Empfänger|Empfänger:)
NL.to_word 1: (aan|naar|AAN|Naar|aan:|Begunstigde:)
ES.to_word 1: (A|a|PARA|a favor de|A FAVOR DE|BENEF.|Para:)
IT.to_word 1: (a|A|A FAVORE DI|a favore di|BENEF.|BEN.|PER|Beneficiario:)
PT.to_word 1: (P/|PARA|para|Para|A|p/|DES:)
PL.to_word 1: (DO|do|dla|DLA|NA RZECZ|Odbiorca:|ODBIORCA)
SE.to_word 1: (till|TILL|Til|til|TIL:|Til:|Saaja:|Do:)
from_word 1: (from|FROM|From|-|FRM|by|B/O|ORG)
FR.from_word 1: (DE|de|De|DE:|DONNEUR D'ORDRE|Émetteur :|/DE)
DE.from_word 1: (von|VON|Von|Auftraggeber|Auftraggeber:|Absender:)
NL.from_word 1: (van|VAN|Van|Opdrachtgever:|door|Van:)
ES.from_word 1: (DE|de|De|ORDENANTE|DE:|Ordenante:|POR ORDEN DE)
IT.from_word 1: (DA|da|Da|ORDINANTE|ORD.|PER ORDINE E CONTO|MITT.|Ordinante:|PER CONTO DI)
PT.from_word 1: (DE|de|De|REMET|REM:|Ordenante|De:)
PL.from_word 1: (OD|od|Nadawca:|NADAWCA|Zleceniodawca:|OD:)
SE.from_word 1: (från|FRÅN|fra|FRA|Fra:|Lähettäjä:|Od:|FRA:)
at_word 1: (at|AT|@|-|AT:|Merchant:)
FR.at_word 1: (CHEZ|chez|À|DU|-)
DE.at_word 1: (bei|BEI|in|/|Händler:)
NL.at_word 1: (bij|BIJ|te|-)
ES.at_word 1: (EN|en|En|COMERCIO|Comercio:|-)
IT.at_word 1: (PRESSO|presso|C/O|c/o|DA|Esercente:|PR.|-)
PT.at_word 1: (EM|em|-|NO|Estabelecimento:)
PL.at_word 1: (W|w|-|Miejsce:|MIEJSCE|LOKALIZACJA:)
SE.at_word 1: (hos|på|hos:|hjemme|u|i|hos|-)
ref_word 2: (REF|Ref|REF:|REF |Ref:|Ref.|REF NO|Ref No:|REFERENCE|Reference:|TXN|Txn ID|TRN|\
    TRACE|AUTH|Auth code|ID|ID:|SEQ|INV|Invoice|Receipt|RRN|Conf|CONF:|NO|No.|#|ARN|STAN|TERM|\
    TID|Trans ID|ORDER|Order|Acct|A/C|APPR CODE)
FR.ref_word 1: (REF|REF:|RÉF|REF :|N°|NO|NUM|RUM|MDT|MANDAT|FACTURE|ID|REFERENCE|Réf.|CLIENT|\
    CONTRAT|DOSSIER|ICS)
DE.ref_word 1: (REF|Ref.|Ref:|EREF|EREF:|KREF|MREF:|Mandat|Referenz|Rechnung|RNr.|Re.-Nr.|Kd-Nr|\
    Kundennr.|Auftrag|TAN|Beleg|Vorgang|Vertrag|Karte|Nr.|Referenznr.|Zahlungsreferenz)
NL.ref_word 1: (REF|Ref:|Kenmerk|Kenmerk:|Referentie|Mededeling:|Mandaat|Factuur|Klantnr|Ordernr|\
    REFERTE|Bankreferentie :|Transactie:|Term:|MEDEDELING :|communicatie)
ES.ref_word 1: (REF|REF.|Ref.|REF:|REFERENCIA|Referencia:|Nº|NUM|FOLIO|AUT|AUT.|CLAVE|CLAVE DE
    RASTREO|MANDATO|FACTURA|FRA|CONTRATO|OPERACION|RASTREO|CUIT|RFC|Comprobante|CUS|RUT)
IT.ref_word 1: (RIF|RIF.|Rif:|RIFERIMENTO|N.|NR.|NUM.|CRO|TRN|CRO:|MANDATO|COD.|FATTURA|FATT.|FT|\
    COD. DISP.|ID|CARTA N.|CARTA|OPER.|NUMERO|COD. MAND.|ABI|CODICE MANDATO|TERM.|CAU)
PT.ref_word 1: (REF|REF.|Ref:|N.|NR|DOC|DOC.|ENT|ENTIDADE|CARTAO|AUT|ID|FATURA|NF|CPF|CNPJ|\
    PROTOCOLO|CONTRATO|MANDATO|ADC|Autenticação|E2E)
PL.ref_word 1: (REF|NR|NR REF|NR REF.|Nr transakcji|TYTUŁ|Tytuł:|FAKTURA|FV|NR KARTY|KARTA|ID|\
    Referencje:|NR RACH.|Nr zam.|ZAMÓWIENIE)
SE.ref_word 1: (REF|Ref|Ref:|OCR|OCR:|Fakturanr|Nr|KID|KID:|Fakt.nr|Ordre|Viite|VIITE|VS|VS:|KS|\
    AUT|Kort|Arkivref|ARKISTOINTITUNNUS|NOTA|Aftalenr.|Medd.)
CZ.ref_word 1: (REF|NR|NR REF|NR REF.|Nr transakcji|TYTUŁ|Tytuł:|FAKTURA|FV|NR KARTY|KARTA|ID|\
    Referencje:|NR RACH.|Nr zam.|ZAMÓWIENIE)
FI.ref_word 1: (REF|Ref|Ref:|OCR|OCR:|Fakturanr|Nr|KID|KID:|Fakt.nr|Ordre|Viite|VIITE|VS|VS:|KS|\
    AUT|Kort|Arkivref|ARKISTOINTITUNNUS|NOTA|Aftalenr.|Medd.)
RO.ref_word 1: (REF|REF.|Ref.|REF:|REFERENCIA|Referencia:|Nº|NUM|FOLIO|AUT|AUT.|CLAVE|CLAVE DE
    RASTREO|MANDATO|FACTURA|FRA|CONTRATO|OPERACION|RASTREO|CUIT|RFC|Comprobante|CUS|RUT)
HU.ref_word 1: (REF|NR|NR REF|NR REF.|Nr transakcji|TYTUŁ|Tytuł:|FAKTURA|FV|NR KARTY|KARTA|ID|\
    Referencje:|NR RACH.|Nr zam.|ZAMÓWIENIE)
""")
