"""Phrases that name card payments, cash and refunds, by language."""

from rules.types import rules

RULES = rules(r"""
chan_card 6: (POS|PIN|Debit Card|DEBIT|Visa|VISA DEBIT|Mastercard|MC|Card|CONTACTLESS|Online|\
    EFTPOS|ECOM|E-COMMERCE|CHIP|TAP|Mobile|Recurring|INTL|International|Point of Sale) (PURCHASE|\
    Purchase|PUR|PAYMENT|Payment|PMT|DEBIT|TRANSACTION|Transaction|TXN|SALE)
chan_card 2: (POS|PURCHASE|Purchase|DEBIT|CARD|Card Payment|DEB|ECOM|POS TRX|SALE|CONTACTLESS)
chan_card 1: (POS|Card|DEBIT CARD) (PURCHASE|PAYMENT)( - |-|/)(VISA|PIN|CONTACTLESS|CHIP|ONLINE)
US.chan_card 6: (POS|PIN|POS PIN|Debit Card|DEBIT|DBT CRD|CHECK CARD|CHKCARD|Visa|VISA DEBIT|MC|\
    Mastercard|CARD|SIGNATURE|Recurring|RECURRING DEBIT|INTL|International|MOBILE|Online|ATM/POS|\
    PIN DEBIT|Business Card|Point of Sale|Contactless|Tap to Pay|Preauthorized|STAR|NYCE|\
    Interlink|MAESTRO|Pulse|Accel) (PURCHASE|Purchase|PUR|PURCH|DEBIT|Debit|PMT|PAYMENT|\
    WITHDRAWAL|Withdrawal|W/D|WD|TRANSACTION|TRAN|TXN|SALE|CHARGE|PRCHS)
US.chan_card 3: (DEBIT CARD|Check Card|POS|VISA|Card|CHECKCARD) (PURCHASE|Purchase|DEBIT|PMT)(
    -VISA| - PIN|-PIN| W/PIN| -RECURRING| RECURRING| INTL|-SIG| VISA CARD| MC)
US.chan_card 2: (CHECKCARD|PURCHASE|POS|DEBIT|CHKCARD|CKCD|DDA PUR|VISA|Sale|Purchase|DBCRD PUR|\
    Withdrawal POS|External Withdrawal|Debit Purchase|PREAUTH HOLD|TRANSACTION)
US.chan_card 1: (PURCHASE|RECURRING PAYMENT|RECURRING CARD PURCHASE|POS PURCHASE) AUTHORIZED ON
US.chan_card 1: (Purchase|Withdrawal|Debit) (Signature Debit|PIN Debit|Debit Card|Visa Check Card)
GB.chan_card 5: (CARD|Debit Card|VISA|Visa Debit|CONTACTLESS|Contactless Card|ONLINE|POS|\
    Mastercard|MAESTRO|Chip and PIN|CHIP & PIN|Mobile|Continuous|Business Card|Int'l Card|\
    Recurring) (PAYMENT|Payment|PURCHASE|Purchase|TRANSACTION|PMT|SALE|DEBIT)
GB.chan_card 3: (POS|DEB|VIS|CD|CPT|BCC|PUR|VDP|VDC|VDA|DPC|ECM|CARD|OBP)
GB.chan_card 1: (Card purchase|PURCHASE|Spent|Card payment|DEBIT CARD|Online purchase)
FR.chan_card 5: (PAIEMENT|ACHAT|FACTURE|FACT|TRANSACTION|DEBIT|Paiement|Achat|PAIMNT|PAIEMT|\
    OPERATION|REGLEMENT) (CB|CARTE|PAR CARTE|CARTE BANCAIRE|CB SANS CONTACT|SANS CONTACT|PSC|\
    INTERNET|CARTE VISA|PAR CB|MOBILE|APPLE PAY|PAYLIB|CB ETRANGER|CARTE DEBIT)
FR.chan_card 3: (CARTE|CB|PAIEMENT|ACHAT|E-CARTE|CARTE VISA|CB VISA|ACHAT DE BIENS|PSC|ACHAT CB
    WEB)
DE.chan_card 4: (Kartenzahlung|Karten|Debitkarten|Girocard|EC-Karten|Kreditkarten|Visa|\
    Mastercard|V PAY|Maestro|ELV|SEPA-ELV)(zahlung|umsatz|-Zahlung|-Umsatz|-Lastschrift| Zahlung)
DE.chan_card 4: (Kartenzahlung|KARTENZAHLUNG|Zahlung|Kauf|Bezahlung|Lastschrift|Kartenverfügung)
    (Debitkarte|kontaktlos|girocard|VISA|Mastercard|V PAY|Apple Pay|mit Karte|Kreditkarte|POS|im
    Internet|E-Commerce|mit PIN|NFC)
DE.chan_card 3: (POS|EC|VISA|Girocard|Kaufumsatz|KARTENZAHLUNG|Bankomat|Maestro|DEBIT|e-Commerce)
NL.chan_card 4: (BETALING|Betaling|Aankoop|PINBETALING|Pinbetaling|Betaalautomaat|Kaartbetaling|\
    Contactloos|Creditcardbetaling|Internetbetaling)( met debetkaart| Bancontact| met pas| via
    Apple Pay| contactloos| Maestro| Visa| Google Pay| met kredietkaart||)
NL.chan_card 3: (BEA|PIN|POS|BANCONTACT|eCom|Betaalverkeer|Betaalpas|PINTRANSACTIE|Maestro)
ES.chan_card 5: (COMPRA|Compra|PAGO|Pago|CARGO|CONSUMO|OPERACION|Cargo) (TARJETA|TARJ|CON
    TARJETA|TPV|EN COMERCIO|ONLINE|INTERNET|CONTACTLESS|DEBITO|VISA|MASTERCARD|POS|POR INTERNET|\
    TARJETA DE DEBITO|TARJETA CREDITO|MOVIL|NACIONAL|INTERNACIONAL|E-COMMERCE|COMERCIO)
ES.chan_card 3: (COMPRA|PAGO|CONSUMO|CARGO|TPV|COMPRA POS|COMPRA TARJ.|DEBITO|VISA|REDCOMPRA)
IT.chan_card 5: (PAGAMENTO|Pagamento|OPERAZIONE|ACQUISTO|Acquisto|ADDEBITO|PAGAM.|PAG.TO|\
    UTILIZZO|Utilizzo|TRANSAZIONE) (POS|CARTA|CON CARTA|CARTA DI DEBITO|TRAMITE POS|INTERNET|CARTA
    DI CREDITO|CONTACTLESS|MASTERCARD|VISA|PAGOBANCOMAT|BANCOMAT|E-COMMERCE|MAESTRO|CARTA
    PREPAGATA|ONLINE|SU POS|ESTERO|NEXI|DEBIT)
IT.chan_card 3: (POS|PAGAMENTO POS|PAGOBANCOMAT|OPERAZ. POS|ACQUISTO|PAGAMENTO|CARTA|P.O.S.|\
    ADDEBITO)
PT.chan_card 5: (COMPRA|Compra|COMPRAS|PAGAMENTO|Pagamento|PAG|PAG.) (C.DEB|CARTAO|CARTÃO|\
    MULTIBANCO|MB WAY|DEBITO|CONTACTLESS|ONLINE|ELETRON|TPA|C/CARTAO|NO ESTRANGEIRO|VISA|SERVICOS)
PT.chan_card 3: (COMPRA|PAG SERV|PAGAMENTO|COMPRAS C DEB|TPA|CPR|COMP)
BR.chan_card 5: (COMPRA|Compra|PAGAMENTO|Pagto|DEBITO|Pagamento) (CARTAO|NO DEBITO|CARTAO DE
    DEBITO|ELO DEBITO|VISA ELECTRON|NO CARTAO|MAESTRO|COM CARTAO|ON LINE|NO CREDITO|VISA DEBITO|\
    INTERNACIONAL|CARTAO VISA|APROVADA|APROXIMACAO|MASTERCARD DEBITO|REDESHOP)
BR.chan_card 2: (COMPRA|RSHOP|RSCSS|REDESHOP|DEBITO|CARTAO|COMPRA CARTAO|VISA ELECTRON)
PL.chan_card 5: (Płatność|PŁATNOŚĆ|ZAKUP|Transakcja|OPERACJA|Zakup|TRANSAKCJA|Operacja|Obciążenie)
    (KARTĄ|kartą|PRZY UŻYCIU KARTY|kartą debetową|BLIK|INTERNETOWY|bezgotówkowa|kartą płatniczą|\
    VISA|ZBLIŻENIOWA|TERMINAL|WEB|MOBILE|KARTY|POS)
PL.chan_card 2: (PŁATNOŚĆ WEB|KARTA|ZAKUP|DOP. MC|DOP. VISA|PŁATNOŚĆ KARTĄ|TR.KART|DOPŁATA VISA)
SE.chan_card 5: (Kortköp|KORTKÖP|Kortbetalning|Köp|KÖP|Kontokortsköp|Internetköp|Kortuttag|\
    Betalkort|KORTTRANSAKTION|Köp med kort|Onlineköp|KORTBETALNING)( kontaktlöst| utland| VISA|
    Mastercard| internet|||)
SE.chan_card 1: (Prel. kortköp|Reserverat kortköp|Preliminärt köp|Kort|VISA)
DK.chan_card 4: (Dankort-nota|DANKORT|Dankort-køb|Visa/Dankort|VISA|MasterCard|Kortkøb|Køb|\
    DK-NOTA|Dankort|Visa køb|KORTKØB|Betaling med kort|Debitkort|MC/VISA)( nota| køb| i butik|
    kontaktløst| internet|||)
DK.chan_card 1: (DANKORT NOTA|NETKØB|VISA/DANKORT KØB)
NO.chan_card 4: (VARER|Varer|VAREKJØP|Varekjøp|VISA|Visa varekjøp|BANKAXEPT|KORTKJØP|Kortkjøp|\
    KJØP|Kjøp|Butikkjøp|Kortbetaling|NETTHANDEL)( VISA| BankAxept| utland| kontaktløst|||)
NO.chan_card 1: (VAREKJØP BANKAXEPT|VISA VARE|RESERVERT KORTKJØP|BUTIKK|VISA VAREKJØP/UTTAK)
FI.chan_card 4: (KORTTIOSTO|Korttiosto|KORTTIMAKSU|Korttimaksu|OSTO|PVM KORTTIOSTO|PANKKIKORTTI|\
    Debit-osto|VISA OSTO|VERKKO-OSTO|Verkkomaksu|Kortin osto|LÄHIMAKSU)
FI.chan_card 1: (VISA DEBIT|KORTTI|Automaattiosto|Ostot)
CZ.chan_card 4: (Platba|PLATBA|Nákup|NÁKUP|Transakce|Úhrada) (kartou|KARTOU|debetní kartou|\
    platební kartou|u obchodníka|na internetu|PLATEBNÍ KARTOU|v zahraničí|VISA|MC)
CZ.chan_card 1: (PLATBA KARTOU|Karetní transakce|Nákup POS|POS|Platba debetní kartou)
RO.chan_card 1: (Plata la POS|Cumparare POS|POS|Tranzactie POS|Plata card|PLATA POS VISA|EPOS)
HU.chan_card 1: (Vásárlás|VÁSÁRLÁS KÁRTYÁVAL|Kártyás vásárlás|POS vásárlás|Kártyatranzakció|POS)
CA.chan_card 4: (INTERAC|Interac|VISA DEBIT|Visa Debit|DEBIT|POS|CONTACTLESS INTERAC|Mastercard|\
    DEBIT CARD|C-IDP|IDP|Point of Sale|PIN) (PURCHASE|Purchase|RETAIL PURCHASE|PUR|Payment|\
    MERCHANDISE|TRANSACTION)
CA.chan_card 2: (ACHAT|Achat|PAIEMENT|Paiement) (INTERAC|PAR CARTE|DIRECT|SANS CONTACT|VISA
    DEBIT|PPV)
CA.chan_card 1: (POS|IDP|OPOS|FPOS|C-IDP|PURCHASE|MERCHANDISE|Point of Sale - Interac)
AU.chan_card 5: (EFTPOS|Eftpos|VISA|Visa|VISA DEBIT|DEBIT CARD|Debit Card|MASTERCARD|Debit
    Mastercard|POS|CARD|PAYPASS|PAYWAVE|Tap and Pay|ONLINE|INTERNATIONAL|Contactless|POS W/D)
    (PURCHASE|Purchase|PAYMENT|DEBIT|TRANSACTION|WITHDRAWAL|WDL|PUR|POS)
AU.chan_card 2: (EFTPOS|POS W/D|EFTPOS DEBIT|VISA PURCHASE|POS|PURCHASE|NETS|VISA-PURCH|EFTPOS WD)
IN.chan_card 4: (POS|ECOM|PCD|VISA|RUPAY|DEBIT CARD|CARD|DC|ONLINE|INTL|ME DC SI|SI) (PURCHASE|\
    TXN|PUR|DEBIT|TRANSACTION|PRCH|SALE)
IN.chan_card 3: (POS|PCI|PCD|ECOM|IPS|VPS|POS-VISA|POS DEBIT|OTHPOS|PRCR|ME DC SI|PUR|ECM)
ZA.chan_card 1: (POS PURCHASE|CHEQUE CARD PURCHASE|POS Purchase|CARD PURCHASE|DEBIT CARD PURCHASE
    FROM|C*|POS LOCAL PURCHASE|PURCHASE|LOCAL PURCHASE|CREDIT CARD PURCHASE|FOREIGN CARD
    PURCHASE|POS SETTLEMENT|Card Purchase|VIRTUAL CARD PURCHASE|Online Purchase)
NG.chan_card 1: (POS|WEB|POS PURCHASE|POS/WEB PMT|POS TRF|WEB PYMT|POS WDL|POS/WEB PURCHASE
    TRANSACTION|POS PYMT)
SG.chan_card 1: (POINT-OF-SALE TRANSACTION|DEBIT PURCHASE|NETS QR PAYMENT|NETS DEBIT PURCHASE|\
    NETS|Debit Card Transaction|DEBIT CARD|MISC DR-DEBIT CARD|NETS CONTACTLESS|PURCHASE|POS|CARD
    TRANSACTION|E-COMMERCE|NETS PURCHASE|Card Purchase|EPS|MYDEBIT PURCHASE|SALE DEBIT)
JP.chan_card 1: (DEBIT|VISA DEBIT|J-DEBIT|Debit Card|JCB|VISA|QUICPay|iD|Suica|PayPay|CARD|Rakuten
    Card)
chan_atm 1: (ATM|ATM WITHDRAWAL|ATM Withdrawal|CASH WITHDRAWAL|Cash Withdrawal|ATM CASH|ATM WDL|\
    ATM W/D|CASH|ATM CASH WITHDRAWAL|CASH ATM|ATM DEBIT|Cash advance|Non-network ATM Withdrawal|\
    INTL ATM WITHDRAWAL|ATM TRANSACTION|ATM INQUIRY|CASH MACHINE|CARDLESS CASH)
FR.chan_atm 1: (RETRAIT|RETRAIT DAB|Retrait|RETRAIT GAB|RETRAIT CB|RETRAIT D'ESPECES|RETRAIT
    ESPECES|RETRAIT DISTRIBUTEUR|DAB|Retrait d'espèces|RET DAB|RETRAIT CARTE|Retrait DAB)
DE.chan_atm 1: (Bargeldauszahlung|BARGELDAUSZAHLUNG|Auszahlung|Geldautomat|Bargeldbezug|BANCOMAT|\
    Bancomat-Bezug|Bankomat|Bargeldabhebung|Barbezug|Behebung|BANKOMAT-BEHEBUNG|GAA-Auszahlung|\
    AUSZAHLUNG GELDAUTOMAT|Geldbezug|Bezug Bancomat|Barauszahlung|Postomat)
NL.chan_atm 1: (GEA|Geldopname|Geldafhaling|GELDOPNAME|GELDOPNEMING|Opname|Retrait|Geldautomaat|\
    Geldopvraging|Geldopname in het buitenland|Cash opname)
ES.chan_atm 1: (REINTEGRO|RETIRADA CAJERO|CAJERO|REINTEGRO CAJERO|RETIRO CAJERO|RETIRO|Retirada en
    cajero|DISPOSICION|EXTRACCION|EXTRACCION CAJERO|GIRO CAJERO AUTOMATICO|GIRO|DISPOSICION
    CAJERO|Retiro en cajero|AVANCE EN EFECTIVO|RETIRO SIN TARJETA|EXTRACCION ATM)
IT.chan_atm 1: (PRELIEVO|PRELIEVO BANCOMAT|Prelievo|PRELIEVO ATM|PRELEVAMENTO|Prelevamento|\
    PRELIEVO SPORTELLO AUTOMATICO|PRELEVAMENTO BANCOMAT|PRELIEVO CONTANTE|PREL. BANCOMAT|PRELIEVO
    CARTA DEBITO|Prelievo contante|PRELIEVO ATM ALTRA BANCA|POSTAMAT)
PT.chan_atm 1: (LEVANTAMENTO|LEV ATM|Levantamento|LEVANTAMENTO MB|LEV.ATM|LEVANTAMENTO
    MULTIBANCO|LEVANTAMENTO DE NUMERARIO)
BR.chan_atm 1: (SAQUE|SAQUE ATM|Saque|SAQUE 24H|SAQUE BANCO24HORAS|SAQUE CARTAO|SAQUE ELETRONICO|\
    SAQUE TERMINAL|SAQUE DINHEIRO)
PL.chan_atm 1: (WYPŁATA|Wypłata|WYPŁATA BANKOMAT|WYPŁATA Z BANKOMATU|Wypłata z bankomatu|WYPŁATA
    BLIK|Bankomat|WYPŁATA GOTÓWKI|Wypłata gotówkowa)
SE.chan_atm 1: (Uttag|UTTAG|Bankomat|BANKOMAT|Uttag Bankomat|Kontantuttag|Automatuttag|\
    Bankomatuttag|Minibank)
DK.chan_atm 1: (Hævet|HÆVNING|Kontanten|HÆVEAUTOMAT|Pengeautomat|Udbetaling|Kontant hævning|\
    Hævning)
NO.chan_atm 1: (MINIBANK|Minibank|UTTAK|Uttak|Minibankuttak|KONTANTUTTAK|KONTANTER|Uttak minibank)
FI.chan_atm 1: (OTTO|NOSTO|Nosto|AUTOMAATTINOSTO|KÄTEISNOSTO|Otto-nosto|Käteisnosto)
CZ.chan_atm 1: (Výběr|VÝBĚR|Výběr z bankomatu|VÝBĚR HOTOVOSTI|Výběr hotovosti|VÝBĚR BANKOMAT)
RO.chan_atm 1: (Retragere numerar|ATM|Retragere ATM|RETRAGERE NUMERAR ATM)
HU.chan_atm 1: (Készpénzfelvétel|KÉSZPÉNZFELVÉTEL ATM|ATM készpénzfelvétel|Készpénzfelvét)
chan_refund 1: (REFUND|Refund|REVERSAL|Reversal|PURCHASE RETURN|CREDIT|CHARGEBACK|RETURN|CARD
    REFUND|Credit Voucher|MERCHANT CREDIT|POS REVERSAL|RVSL|Disputed Charge Credit|Cashback|RETURN
    CREDIT|REV)
FR.chan_refund 1: (REMBOURSEMENT|AVOIR|ANNULATION|REMB|CREDIT CARTE|REMBOURSEMENT CB|ANNUL CB|\
    Remboursement|EXTOURNE|REJET)
DE.chan_refund 1: (Gutschrift|Erstattung|Rückzahlung|Stornierung|STORNO|Retoure|Kartengutschrift|\
    Rückerstattung|Rückbuchung|RÜCKVERGÜTUNG|Storno Kartenzahlung)
NL.chan_refund 1: (Terugbetaling|Retour|TERUGBETALING|Storno|Creditering|Terugstorting|\
    Retourbetaling|Teruggave)
ES.chan_refund 1: (DEVOLUCION|Devolución|ABONO|ANULACION|REEMBOLSO|REVERSO|EXTORNO|DEV. COMPRA|\
    BONIFICACION|REVERSA|CONTRACARGO|Reintegro compra)
IT.chan_refund 1: (STORNO|RIMBORSO|Rimborso|ACCREDITO POS|STORNO PAGAMENTO|RIACCREDITO|STORNO
    POS|Storno carta)
PT.chan_refund 1: (ESTORNO|DEVOLUCAO|Estorno|REEMBOLSO|DEVOLUÇÃO COMPRA|ANULACAO|ESTORNO COMPRA|\
    Reembolso)
PL.chan_refund 1: (ZWROT|Zwrot|ZWROT TOWARU|Korekta|Zwrot płatności kartą|ANULOWANIE)
SE.chan_refund 1: (Återköp|Retur|ÅTERBETALNING|Återbetalning|Retur kortköp|Retur köp|Kredit)
""")
