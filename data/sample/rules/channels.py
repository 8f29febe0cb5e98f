"""Phrases that name the type of a transaction, by language, and the words around them."""

from rules.types import Rules

RULES: Rules = {
    # --------------------------------------------------------------------------- card payments
    "chan_card": (
        (
            6,
            "(POS|PIN|Debit Card|DEBIT|Visa|VISA DEBIT|Mastercard|MC|Card|CONTACTLESS|Online|"
            "EFTPOS|ECOM|E-COMMERCE|CHIP|TAP|Mobile|Recurring|INTL|International|Point of Sale) "
            "(PURCHASE|Purchase|PUR|PAYMENT|Payment|PMT|DEBIT|TRANSACTION|Transaction|TXN|SALE)",
        ),
        (2, "(POS|PURCHASE|Purchase|DEBIT|CARD|Card Payment|DEB|ECOM|POS TRX|SALE|CONTACTLESS)"),
        (1, "(POS|Card|DEBIT CARD) (PURCHASE|PAYMENT)( - |-|/)(VISA|PIN|CONTACTLESS|CHIP|ONLINE)"),
    ),
    "US.chan_card": (
        (
            6,
            "(POS|PIN|POS PIN|Debit Card|DEBIT|DBT CRD|CHECK CARD|CHKCARD|Visa|VISA DEBIT|MC|"
            "Mastercard|CARD|SIGNATURE|Recurring|RECURRING DEBIT|INTL|International|MOBILE|Online|"
            "ATM/POS|PIN DEBIT|Business Card|Point of Sale|Contactless|Tap to Pay|Preauthorized|"
            "STAR|NYCE|Interlink|MAESTRO|Pulse|Accel) (PURCHASE|Purchase|PUR|PURCH|DEBIT|Debit|"
            "PMT|PAYMENT|WITHDRAWAL|Withdrawal|W/D|WD|TRANSACTION|TRAN|TXN|SALE|CHARGE|PRCHS)",
        ),
        (
            3,
            "(DEBIT CARD|Check Card|POS|VISA|Card|CHECKCARD) (PURCHASE|Purchase|DEBIT|PMT)"
            "( -VISA| - PIN|-PIN| W/PIN| -RECURRING| RECURRING| INTL|-SIG| VISA CARD| MC)",
        ),
        (
            2,
            "(CHECKCARD|PURCHASE|POS|DEBIT|CHKCARD|CKCD|DDA PUR|VISA|Sale|Purchase|DBCRD PUR|"
            "Withdrawal POS|External Withdrawal|Debit Purchase|PREAUTH HOLD|TRANSACTION)",
        ),
        (1, "(PURCHASE|RECURRING PAYMENT|RECURRING CARD PURCHASE|POS PURCHASE) AUTHORIZED ON"),
        (1, "(Purchase|Withdrawal|Debit) (Signature Debit|PIN Debit|Debit Card|Visa Check Card)"),
    ),
    "GB.chan_card": (
        (
            5,
            "(CARD|Debit Card|VISA|Visa Debit|CONTACTLESS|Contactless Card|ONLINE|POS|Mastercard|"
            "MAESTRO|Chip and PIN|CHIP & PIN|Mobile|Continuous|Business Card|Int'l Card|Recurring) "
            "(PAYMENT|Payment|PURCHASE|Purchase|TRANSACTION|PMT|SALE|DEBIT)",
        ),
        (3, "(POS|DEB|VIS|CD|CPT|BCC|PUR|VDP|VDC|VDA|DPC|ECM|CARD|OBP)"),
        (1, "(Card purchase|PURCHASE|Spent|Card payment|DEBIT CARD|Online purchase)"),
    ),
    "FR.chan_card": (
        (
            5,
            "(PAIEMENT|ACHAT|FACTURE|FACT|TRANSACTION|DEBIT|Paiement|Achat|PAIMNT|PAIEMT|OPERATION|"
            "REGLEMENT) (CB|CARTE|PAR CARTE|CARTE BANCAIRE|CB SANS CONTACT|SANS CONTACT|PSC|"
            "INTERNET|CARTE VISA|PAR CB|MOBILE|APPLE PAY|PAYLIB|CB ETRANGER|CARTE DEBIT)",
        ),
        (3, "(CARTE|CB|PAIEMENT|ACHAT|E-CARTE|CARTE VISA|CB VISA|ACHAT DE BIENS|PSC|ACHAT CB WEB)"),
    ),
    "DE.chan_card": (
        (
            4,
            "(Kartenzahlung|Karten|Debitkarten|Girocard|EC-Karten|Kreditkarten|Visa|Mastercard|"
            "V PAY|Maestro|ELV|SEPA-ELV)(zahlung|umsatz|-Zahlung|-Umsatz|-Lastschrift| Zahlung)",
        ),
        (
            4,
            "(Kartenzahlung|KARTENZAHLUNG|Zahlung|Kauf|Bezahlung|Lastschrift|Kartenverfügung) "
            "(Debitkarte|kontaktlos|girocard|VISA|Mastercard|V PAY|Apple Pay|mit Karte|Kreditkarte|"
            "POS|im Internet|E-Commerce|mit PIN|NFC)",
        ),
        (3, "(POS|EC|VISA|Girocard|Kaufumsatz|KARTENZAHLUNG|Bankomat|Maestro|DEBIT|e-Commerce)"),
    ),
    "NL.chan_card": (
        (
            4,
            "(BETALING|Betaling|Aankoop|PINBETALING|Pinbetaling|Betaalautomaat|Kaartbetaling|"
            "Contactloos|Creditcardbetaling|Internetbetaling)( met debetkaart| Bancontact| met pas|"
            " via Apple Pay| contactloos| Maestro| Visa| Google Pay| met kredietkaart||)",
        ),
        (3, "(BEA|PIN|POS|BANCONTACT|eCom|Betaalverkeer|Betaalpas|PINTRANSACTIE|Maestro)"),
    ),
    "ES.chan_card": (
        (
            5,
            "(COMPRA|Compra|PAGO|Pago|CARGO|CONSUMO|OPERACION|Cargo) (TARJETA|TARJ|CON TARJETA|TPV|"
            "EN COMERCIO|ONLINE|INTERNET|CONTACTLESS|DEBITO|VISA|MASTERCARD|POS|POR INTERNET|"
            "TARJETA DE DEBITO|TARJETA CREDITO|MOVIL|NACIONAL|INTERNACIONAL|E-COMMERCE|COMERCIO)",
        ),
        (3, "(COMPRA|PAGO|CONSUMO|CARGO|TPV|COMPRA POS|COMPRA TARJ.|DEBITO|VISA|REDCOMPRA)"),
    ),
    "IT.chan_card": (
        (
            5,
            "(PAGAMENTO|Pagamento|OPERAZIONE|ACQUISTO|Acquisto|ADDEBITO|PAGAM.|PAG.TO|UTILIZZO|"
            "Utilizzo|TRANSAZIONE) (POS|CARTA|CON CARTA|CARTA DI DEBITO|TRAMITE POS|INTERNET|"
            "CARTA DI CREDITO|CONTACTLESS|MASTERCARD|VISA|PAGOBANCOMAT|BANCOMAT|E-COMMERCE|"
            "MAESTRO|CARTA PREPAGATA|ONLINE|SU POS|ESTERO|NEXI|DEBIT)",
        ),
        (3, "(POS|PAGAMENTO POS|PAGOBANCOMAT|OPERAZ. POS|ACQUISTO|PAGAMENTO|CARTA|P.O.S.|ADDEBITO)"),
    ),
    "PT.chan_card": (
        (
            5,
            "(COMPRA|Compra|COMPRAS|PAGAMENTO|Pagamento|PAG|PAG.) (C.DEB|CARTAO|CARTÃO|MULTIBANCO|"
            "MB WAY|DEBITO|CONTACTLESS|ONLINE|ELETRON|TPA|C/CARTAO|NO ESTRANGEIRO|VISA|SERVICOS)",
        ),
        (3, "(COMPRA|PAG SERV|PAGAMENTO|COMPRAS C DEB|TPA|CPR|COMP)"),
    ),
    "BR.chan_card": (
        (
            5,
            "(COMPRA|Compra|PAGAMENTO|Pagto|DEBITO|Pagamento) (CARTAO|NO DEBITO|CARTAO DE DEBITO|"
            "ELO DEBITO|VISA ELECTRON|NO CARTAO|MAESTRO|COM CARTAO|ON LINE|NO CREDITO|VISA DEBITO|"
            "INTERNACIONAL|CARTAO VISA|APROVADA|APROXIMACAO|MASTERCARD DEBITO|REDESHOP)",
        ),
        (2, "(COMPRA|RSHOP|RSCSS|REDESHOP|DEBITO|CARTAO|COMPRA CARTAO|VISA ELECTRON)"),
    ),
    "PL.chan_card": (
        (
            5,
            "(Płatność|PŁATNOŚĆ|ZAKUP|Transakcja|OPERACJA|Zakup|TRANSAKCJA|Operacja|Obciążenie) "
            "(KARTĄ|kartą|PRZY UŻYCIU KARTY|kartą debetową|BLIK|INTERNETOWY|bezgotówkowa|"
            "kartą płatniczą|VISA|ZBLIŻENIOWA|TERMINAL|WEB|MOBILE|KARTY|POS)",
        ),
        (2, "(PŁATNOŚĆ WEB|KARTA|ZAKUP|DOP. MC|DOP. VISA|PŁATNOŚĆ KARTĄ|TR.KART|DOPŁATA VISA)"),
    ),
    "SE.chan_card": (
        (
            5,
            "(Kortköp|KORTKÖP|Kortbetalning|Köp|KÖP|Kontokortsköp|Internetköp|Kortuttag|Betalkort|"
            "KORTTRANSAKTION|Köp med kort|Onlineköp|KORTBETALNING)( kontaktlöst| utland| VISA|"
            " Mastercard| internet|||)",
        ),
        (1, "(Prel. kortköp|Reserverat kortköp|Preliminärt köp|Kort|VISA)"),
    ),
    "DK.chan_card": (
        (
            4,
            "(Dankort-nota|DANKORT|Dankort-køb|Visa/Dankort|VISA|MasterCard|Kortkøb|Køb|DK-NOTA|"
            "Dankort|Visa køb|KORTKØB|Betaling med kort|Debitkort|MC/VISA)( nota| køb| i butik|"
            " kontaktløst| internet|||)",
        ),
        (1, "(DANKORT NOTA|NETKØB|VISA/DANKORT KØB)"),
    ),
    "NO.chan_card": (
        (
            4,
            "(VARER|Varer|VAREKJØP|Varekjøp|VISA|Visa varekjøp|BANKAXEPT|KORTKJØP|Kortkjøp|KJØP|"
            "Kjøp|Butikkjøp|Kortbetaling|NETTHANDEL)( VISA| BankAxept| utland| kontaktløst|||)",
        ),
        (1, "(VAREKJØP BANKAXEPT|VISA VARE|RESERVERT KORTKJØP|BUTIKK|VISA VAREKJØP/UTTAK)"),
    ),
    "FI.chan_card": (
        (
            4,
            "(KORTTIOSTO|Korttiosto|KORTTIMAKSU|Korttimaksu|OSTO|PVM KORTTIOSTO|PANKKIKORTTI|"
            "Debit-osto|VISA OSTO|VERKKO-OSTO|Verkkomaksu|Kortin osto|LÄHIMAKSU)",
        ),
        (1, "(VISA DEBIT|KORTTI|Automaattiosto|Ostot)"),
    ),
    "CZ.chan_card": (
        (
            4,
            "(Platba|PLATBA|Nákup|NÁKUP|Transakce|Úhrada) (kartou|KARTOU|debetní kartou|"
            "platební kartou|u obchodníka|na internetu|PLATEBNÍ KARTOU|v zahraničí|VISA|MC)",
        ),
        (1, "(PLATBA KARTOU|Karetní transakce|Nákup POS|POS|Platba debetní kartou)"),
    ),
    "RO.chan_card": (
        (1, "(Plata la POS|Cumparare POS|POS|Tranzactie POS|Plata card|PLATA POS VISA|EPOS)"),
    ),
    "HU.chan_card": (
        (1, "(Vásárlás|VÁSÁRLÁS KÁRTYÁVAL|Kártyás vásárlás|POS vásárlás|Kártyatranzakció|POS)"),
    ),
    "CA.chan_card": (
        (
            4,
            "(INTERAC|Interac|VISA DEBIT|Visa Debit|DEBIT|POS|CONTACTLESS INTERAC|Mastercard|"
            "DEBIT CARD|C-IDP|IDP|Point of Sale|PIN) (PURCHASE|Purchase|RETAIL PURCHASE|PUR|"
            "Payment|MERCHANDISE|TRANSACTION)",
        ),
        (
            2,
            "(ACHAT|Achat|PAIEMENT|Paiement) (INTERAC|PAR CARTE|DIRECT|SANS CONTACT|VISA DEBIT|PPV)",
        ),
        (1, "(POS|IDP|OPOS|FPOS|C-IDP|PURCHASE|MERCHANDISE|Point of Sale - Interac)"),
    ),
    "AU.chan_card": (
        (
            5,
            "(EFTPOS|Eftpos|VISA|Visa|VISA DEBIT|DEBIT CARD|Debit Card|MASTERCARD|Debit Mastercard|"
            "POS|CARD|PAYPASS|PAYWAVE|Tap and Pay|ONLINE|INTERNATIONAL|Contactless|POS W/D) "
            "(PURCHASE|Purchase|PAYMENT|DEBIT|TRANSACTION|WITHDRAWAL|WDL|PUR|POS)",
        ),
        (2, "(EFTPOS|POS W/D|EFTPOS DEBIT|VISA PURCHASE|POS|PURCHASE|NETS|VISA-PURCH|EFTPOS WD)"),
    ),
    "IN.chan_card": (
        (
            4,
            "(POS|ECOM|PCD|VISA|RUPAY|DEBIT CARD|CARD|DC|ONLINE|INTL|ME DC SI|SI) "
            "(PURCHASE|TXN|PUR|DEBIT|TRANSACTION|PRCH|SALE)",
        ),
        (3, "(POS|PCI|PCD|ECOM|IPS|VPS|POS-VISA|POS DEBIT|OTHPOS|PRCR|ME DC SI|PUR|ECM)"),
    ),
    "ZA.chan_card": (
        (
            1,
            "(POS PURCHASE|CHEQUE CARD PURCHASE|POS Purchase|CARD PURCHASE|DEBIT CARD PURCHASE FROM|"
            "C*|POS LOCAL PURCHASE|PURCHASE|LOCAL PURCHASE|CREDIT CARD PURCHASE|FOREIGN CARD "
            "PURCHASE|POS SETTLEMENT|Card Purchase|VIRTUAL CARD PURCHASE|Online Purchase)",
        ),
    ),
    "NG.chan_card": (
        (1, "(POS|WEB|POS PURCHASE|POS/WEB PMT|POS TRF|WEB PYMT|POS WDL|POS/WEB PURCHASE TRANSACTION|POS PYMT)"),
    ),
    "SG.chan_card": (
        (
            1,
            "(POINT-OF-SALE TRANSACTION|DEBIT PURCHASE|NETS QR PAYMENT|NETS DEBIT PURCHASE|NETS|"
            "Debit Card Transaction|DEBIT CARD|MISC DR-DEBIT CARD|NETS CONTACTLESS|PURCHASE|POS|"
            "CARD TRANSACTION|E-COMMERCE|NETS PURCHASE|Card Purchase|EPS|MYDEBIT PURCHASE|SALE DEBIT)",
        ),
    ),
    # ----------------------------------------------------------- direct debits and bill payments
    "chan_debit": (
        (
            1,
            "(DIRECT DEBIT|Direct Debit|DD|DDR|AUTO DEBIT|Autopay|DEBIT ORDER|Recurring Payment|"
            "STANDING INSTRUCTION|GIRO|AUTOPAY|EFT DEBIT|BILL PAYMENT|Bill Payment|BILLPAY)",
        ),
    ),
    "US.chan_debit": (
        (
            1,
            "(ACH DEBIT|ACH WITHDRAWAL|ACH|ACH PMT|ACH Pmt|PREAUTHORIZED DEBIT|PREAUTHORIZED ACH "
            "DEBIT|Electronic Pmt|ELECTRONIC PAYMENT|AUTOMATIC DEBIT|AUTO PAY|Autopay|BILL PAY|Bill "
            "Payment|WEB PMT|ACH WEB|EFT|EFT PAYMENT|E-CHECK|ECHECK|RECURRING ACH|Ext Trnsfr|"
            "CHECKLESS PMT|EXTERNAL WITHDRAWAL|ELECTRONIC DEBIT|ACH ELECTRONIC DEBIT|DIRECT DEBIT|"
            "WITHDRAWAL ACH|BILLPAY DEBIT|Online Payment|INSTANT PAYMENT|RTP PAYMENT|TEL PAYMENT)",
        ),
    ),
    "GB.chan_debit": (
        (1, "(DD|D/D|DIRECT DEBIT|Direct Debit|DDR|SEPA DD|SEPA DIRECT DEBIT|DIRECT DEBIT PAYMENT|BACS DD|Regular Payment)"),
    ),
    "FR.chan_debit": (
        (
            1,
            "(PRLV|PRLV SEPA|PRELEVEMENT|Prélèvement|PRELEVEMENT SEPA|PRLV SEPA RECU|PRLVT|PREL SEPA|"
            "PRLV SEPA B2B|AVIS DE PRELEVEMENT|PREL.|ECHEANCE|DOMICILIATION|TIP SEPA|TIP|TELEREGLEMENT)",
        ),
    ),
    "DE.chan_debit": (
        (
            1,
            "(Lastschrift|LASTSCHRIFT|SEPA-Lastschrift|SEPA LASTSCHRIFT|Folgelastschrift|SEPA Direct "
            "Debit|BASIS-LASTSCHRIFT|Lastschrifteinzug|Abbuchung|Einzug|SEPA-BASIS-LS|FOLGE-LS|"
            "Firmenlastschrift|LSV|DD|Daueranweisung|Einzugsermächtigung|SEPA-DD|Kontobelastung|"
            "B2B-Lastschrift|Lastschrift (Einzugsermächtigung))",
        ),
    ),
    "NL.chan_debit": (
        (
            1,
            "(Incasso|SEPA Incasso|SEPA DD|Domiciliëring|DOMICILIERING|Europese domiciliëring|Incasso "
            "doorlopend|Euro Incasso|iDEAL|SEPA-INCASSO|Automatische afschrijving|Domiciliation)",
        ),
    ),
    "ES.chan_debit": (
        (
            1,
            "(RECIBO|ADEUDO|Recibo|DOMICILIACION|DOMICILIACIÓN|CARGO DOMICILIADO|RECIBO SEPA|ADEUDO "
            "SEPA|PAGO DOMICILIADO|DEBITO AUTOMATICO|DEBITO DIRECTO|PAGO DE SERVICIOS|PAGO SERVICIO|"
            "PAC|PAT|PAGO AUTOMATICO|DEB. AUTOM. DE SERV.|DEBITO INMEDIATO|ADEUDO CORE|PAGO PSE|PSE)",
        ),
    ),
    "IT.chan_debit": (
        (
            1,
            "(ADDEBITO SDD|ADDEBITO DIRETTO|Addebito SDD|ADDEBITO DIRETTO SDD|SDD|SDD CORE|RID|ADDEBITO "
            "UTENZE|Addebito diretto|ADDEBITO SEPA DD|PAGAMENTO UTENZE|ADDEB. SDD|PAGAMENTO RATA|"
            "ADDEBITO PREAUTORIZZATO|PAGAMENTO BOLLETTINO|BOLLETTINO|PAGOPA|PAGAMENTO F24|MAV|RAV|CBILL)",
        ),
    ),
    "PT.chan_debit": (
        (1, "(DD|DEBITO DIRETO|Débito Direto|COBRANCA|PAGAMENTO DE SERVICOS|PAG SERV|DÉBITO DIRECTO|DEB DIR|SEPA DD|PAG.SERVICOS)"),
    ),
    "BR.chan_debit": (
        (
            1,
            "(DEBITO AUTOMATICO|Débito automático|DEB AUTOM|PAGTO|PAGTO CONTA|PGTO BOLETO|PAGAMENTO DE "
            "BOLETO|BOLETO PAGO|PAG BOLETO|INT PAG TIT BANCO|PAGTO ELETRON COBRANCA|CONTA DE|DA|PAG TIT|"
            "PGTO|PAGAMENTO DE CONTA|DEB CONV|SISPAG|PAGTO FATURA|Pagamento de fatura)",
        ),
    ),
    "PL.chan_debit": ((1, "(POLECENIE ZAPŁATY|Polecenie zapłaty|ZLECENIE STAŁE|Zlecenie stałe|OPŁATA|RACHUNEK|Opłata rachunku)"),),
    "SE.chan_debit": ((1, "(Autogiro|AUTOGIRO|BG-AUTOGIRO|Bankgiro|BANKGIRO|Plusgiro|BG|PG|E-faktura|Betalning BG|AG|Betalning)"),),
    "DK.chan_debit": ((1, "(BS|BS BETALING|Betalingsservice|BETALINGSSERVICE|PBS|FI-betaling|Girokort|Leverandørservice|INDBETALINGSKORT|BGS)"),),
    "NO.chan_debit": ((1, "(AVTALEGIRO|AvtaleGiro|NETTGIRO|Nettgiro|eFaktura|EFAKTURA|GIRO|REGNING|Betaling|BREVGIRO|AUTOGIRO)"),),
    "FI.chan_debit": ((1, "(E-LASKU|E-lasku|SUORAMAKSU|Suoraveloitus|LASKU|MAKSUPALVELU|Toistuva maksu|E-LASKUMAKSU)"),),
    "CZ.chan_debit": ((1, "(INKASO|Inkaso|SIPO|TRVALÝ PŘÍKAZ|Trvalý příkaz|Svolení k inkasu|Souhlas s inkasem|Platba inkasem)"),),
    "RO.chan_debit": ((1, "(Plata factura|Debit direct|PLATA UTILITATI|Plata furnizori|DEBITARE DIRECTA)"),),
    "HU.chan_debit": ((1, "(Csoportos beszedés|CSOP. BESZEDÉS|Beszedés|Díjbeszedés|Közüzemi díj)"),),
    "CA.chan_debit": ((1, "(PAP|PAD|PRE-AUTHORIZED DEBIT|Pre-Auth Debit|BILL PAYMENT|Bill Payment|PRÉLÈVEMENT|DIRECT DEBIT|EFT|EFT DEBIT|BPY|PREAUTH PMT|Paiement de facture|Insurance|MORTGAGE PAYMENT)"),),
    "AU.chan_debit": ((1, "(DIRECT DEBIT|Direct Debit|DD|BPAY|Bpay Payment|AP|AUTOMATIC PAYMENT|BILL PAYMENT|Bill Payment|PERIODICAL PAYMENT|PERIODIC DEBIT|DE DR|DIRECT ENTRY|BP|DIRECT DR)"),),
    "IN.chan_debit": ((1, "(ACH D|ACH-DR|NACH|NACH DR|ECS|SI|E-NACH|UPI MANDATE|BBPS|BILLPAY|BILL PAY|BIL|ACH DEBIT|ECS DR|AUTOPAY|ENACH|MANDATE DR|ACH/DR)"),),
    "ZA.chan_debit": ((1, "(DEBIT ORDER|MAGTAPE DEBIT|Debit Order|EFT DEBIT ORDER|DEBICHECK|NAEDO|SERVICE AGREEMENT|INSURANCE PREMIUM|ACB DEBIT:EXTERNAL|STOP ORDER|MEDICAL AID CONTRIBUTION|INTERNET BANKING PAYMENT|DEBIT TRANSFER)"),),
    "SG.chan_debit": ((1, "(GIRO|GIRO PAYMENT|IBG GIRO|AUTOPAY|BILL PAYMENT|Bill Payment MBK|GIRO COLLECTION|INTERBANK GIRO|DIRECT DEBIT|PPS|JOMPAY|Auto Debit|AUTOPAY OUT)"),),
    # ---------------------------------------------------------------------- transfers, in and out
    "chan_out": (
        (1, "(TRANSFER|Transfer|PAYMENT|Payment|FUNDS TRANSFER|Funds Transfer|OUTWARD TRANSFER|Bank Transfer|TRF|TFR|FT|ONLINE TRANSFER|EFT|INTERNET TRANSFER|MOBILE TRANSFER|Sent|IB PAYMENT|TT|TELEGRAPHIC TRANSFER|Outgoing payment)"),
    ),
    "chan_in": (
        (1, "(TRANSFER|Transfer|CREDIT|Credit|PAYMENT RECEIVED|Payment received|INWARD TRANSFER|Incoming transfer|DEPOSIT|BANK TRANSFER|DIRECT CREDIT|INWARD CREDIT|TRF|Received|EFT CREDIT|INCOMING PAYMENT|REMITTANCE|INWARD REMITTANCE|SALARY CREDIT|TT IN|Incoming payment)"),
    ),
    "US.chan_out": (
        (1, "(WIRE OUT|OUTGOING WIRE|WIRE TRANSFER|Zelle|ZELLE PAYMENT|Zelle Payment Sent|ZELLE DEBIT|ZELLE SENT|XFER|TRANSFER|ACH TRANSFER|EXTERNAL TRANSFER|ONLINE TRANSFER|Online Transfer|RTP SENT|INTERNET TRANSFER|Bill Pay Check|ACH PAYMENT|Real Time Payment|DOMESTIC WIRE|Instant Payment Debit|P2P PAYMENT|FEDNOW PAYMENT|BOOK TRANSFER DEBIT|Transfer Withdrawal)"),
    ),
    "US.chan_in": (
        (1, "(DEPOSIT|Deposit|ACH CREDIT|ACH DEPOSIT|Deposit ACH|DIRECT DEPOSIT|DIRECT DEP|DIR DEP|ZELLE|ZELLE CREDIT|Zelle Payment Received|ZELLE RECEIVED|WIRE IN|INCOMING WIRE|ELECTRONIC DEPOSIT|ACH CR|EDI PYMNTS|RTP RECEIVED|REAL TIME PAYMENT CREDIT|EXTERNAL DEPOSIT|PREAUTHORIZED CREDIT|Instant Payment Credit|FEDNOW CREDIT|ELECTRONIC CREDIT|MOBILE DEPOSIT|Remote Deposit|Credit|BOOK TRANSFER CREDIT)"),
    ),
    "GB.chan_out": (
        (1, "(FPO|FP|FASTER PAYMENT|Faster Payment|Faster payments|BP|OBP|BBP|MOBILE PYMT|BILL PAYMENT|ONLINE PAYMENT|Standing Order|STO|SO|S/O|TFR|CHAPS|PAYMENT|Payment|Bank Transfer|MOB|WWW|OPEN BANKING PAYMENT|PAYMENT OUT|Pay a contact|365 Online|SEPA INST|SCT|To A/C)"),
    ),
    "GB.chan_in": (
        (1, "(FPI|FASTER PAYMENT RECEIVED|FASTER PAYMENTS RECEIPT|BGC|BACS|BACS CREDIT|BANK GIRO CREDIT|CR|CREDIT|AUTOMATED CREDIT|DIRECT CREDIT|Bank credit|Inward Payment|FP IN|CHAPS RECEIPT|PAYMENT RECEIVED|SEPA CREDIT|SEPA CT|BANK CREDIT|SALARY CREDIT|Lodgement|LODGMENT)"),
    ),
    "FR.chan_out": (
        (1, "(VIR|VIREMENT|VIR SEPA|VIREMENT SEPA|VIR INST|VIREMENT INSTANTANE|VIR EMIS|VIREMENT EMIS|VIR PERMANENT|Virement émis|VIR INSTANTANE EMIS|VIR SEPA EMIS|VIR.WEB EMIS|VIREMENT PAR INTERNET|VIR WERO|VIR EUROPEEN|Virement vers)"),
    ),
    "FR.chan_in": (
        (1, "(VIR|VIREMENT|VIR SEPA RECU|VIREMENT RECU|VIR RECU|VIR INST RECU|VIREMENT SEPA RECU|Virement reçu|VIR SALAIRE|VIR.WEB RECU|VIR INSTANTANE RECU|VERSEMENT|REMISE|VIREMENT DE TIERS|VIR DE|Crédit)"),
    ),
    "DE.chan_out": (
        (1, "(Überweisung|UEBERWEISUNG|SEPA-Überweisung|Echtzeitüberweisung|Online-Überweisung|Dauerauftrag|DAUERAUFTRAG|Zahlungsauftrag|E-Banking Auftrag|Zahlung|TERMINÜBERWEISUNG|Vergütung|SEPA Credit Transfer|Eilüberweisung|Überweisungsauftrag|Instant Payment|TWINT|SEPA-CT|Auslandsüberweisung)"),
    ),
    "DE.chan_in": (
        (1, "(Gutschrift|GUTSCHRIFT|Zahlungseingang|ZAHLUNGSEINGANG|SEPA-Gutschrift|Überweisungsgutschrift|Gutschrift Überweisung|Eingang|Lohn/Gehalt|Gehalt/Rente|Gutschriftsanzeige|SEPA-GUTSCHRIFT|Echtzeit-Gutschrift|Vergütung|Sammelgutschrift|Bargeldeinzahlung|Habenbuchung|UEBERWEISUNGSGUTSCHRIFT)"),
    ),
    "NL.chan_out": (
        (1, "(Overboeking|Overschrijving|OVERSCHRIJVING|SEPA Overboeking|Uw overschrijving|OVERSCHR. NAAR|Instantoverschrijving|Instant overboeking|Doorlopende opdracht|Periodieke overboeking|Virement|VIREMENT EN EUROS|Zelf-overschrijving|Europese overschrijving)"),
    ),
    "NL.chan_in": (
        (1, "(Overschrijving|Bijschrijving|BIJSCHRIJVING|SEPA Overboeking|Overschrijving in uw voordeel|Storting|Ontvangen betaling|Instantoverschrijving|Salarisbetaling|Virement reçu|Versement|Creditering|Overboeking)"),
    ),
    "ES.chan_out": (
        (1, "(TRANSFERENCIA|Transferencia|TRANSF|TRANSF. EMITIDA|TRANSFERENCIA REALIZADA|TRANSFERENCIA ENVIADA|Transferencia emitida|TRASPASO|PAGO A TERCEROS|SPEI ENVIADO|PAGO SPEI|TRANSF A TERCEROS|TEF|ENVIO DE DINERO|TRANSFERENCIA A TERCEROS|DEBIN|TRANSFER INMEDIATA|BIZUM ENVIADO|Bizum|ORDEN DE PAGO|TRANSFERENCIA INTERBANCARIA)"),
    ),
    "ES.chan_in": (
        (1, "(TRANSFERENCIA RECIBIDA|Transferencia recibida|ABONO|ABONO TRANSFERENCIA|TRANSF. RECIBIDA|INGRESO|SPEI RECIBIDO|Depósito|DEPOSITO|ABONO NOMINA|PAGO RECIBIDO|TRANSFERENCIA A SU FAVOR|TRANSFERENCIA DE TERCEROS|CREDITO|BIZUM RECIBIDO|ACREDITACION|ABONO POR TRANSFERENCIA|ACREDITAMIENTO|DEPOSITO SPEI|TRANSFERENCIA INMEDIATA)"),
    ),
    "IT.chan_out": (
        (1, "(BONIFICO|Bonifico|BONIFICO SEPA|BONIFICO DISPOSTO|Bonifico disposto|BONIFICO ISTANTANEO|DISPOSIZIONE BONIFICO|BONIFICO EUROPEO|GIROCONTO|DISPOSIZIONE|BONIF. VS. DISPOSIZ.|BONIFICO IN USCITA|POSTAGIRO|BONIFICO PERIODICO|VOSTRA DISPOSIZIONE|BONIFICO SEPA ITALIA|DISPOS. BONIFICO)"),
    ),
    "IT.chan_in": (
        (1, "(BONIFICO|BONIFICO A VOSTRO FAVORE|Bonifico a vostro favore|BONIFICO RICEVUTO|ACCREDITO|ACCREDITO STIPENDIO|BONIFICO IN ENTRATA|BONIFICO SEPA|ACCREDITO BONIFICO|EMOLUMENTI|Accredito|BON.DA|BONIFICO ISTANTANEO RICEVUTO|VERSAMENTO|STIPENDIO O PENSIONE|ACCR. BONIFICO|GIROFONDI)"),
    ),
    "PT.chan_out": (
        (1, "(TRF|TRANSFERENCIA|Transferência|TRF P/|TRF MB WAY|TRANSF|TRF IMEDIATA|TRANSF SEPA|MB WAY|TRF CRED SEPA|TRANSFERENCIA INTERBANCARIA|TRF CRED SEPA+ EMITIDA|TRFMBW|TRANSF EMITIDA|ORDEM PERMANENTE)"),
    ),
    "PT.chan_in": (
        (1, "(TRF|TRANSFERENCIA|TRF DE|TRF CR SEPA+|TRF RECEBIDA|Transferência recebida|TRF MB WAY|ORDENADO|DEPOSITO|TRANSF RECEBIDA|CREDITO|VENCIMENTO|TRANSF CRED SEPA|TRF CRED SEPA+ RECEBIDA)"),
    ),
    "BR.chan_out": (
        (1, "(PIX|PIX ENVIADO|Pix enviado|PIX TRANSF|TRANSF PIX|PIX QRS|TED|TED ENVIADA|DOC|TRANSFERENCIA|Transferência enviada|TRANSFERENCIA PIX DES|PIX - ENVIADO|TEF|TRANSFERENCIA ENVIADA PELO PIX|PAGAMENTO PIX|Pix - Enviado|TRANSF ENVIADA|PIX QR CODE|PIX SAIDA|ENVIO PIX|TED-T ELET|TED DIF.TITULARIDADE)"),
    ),
    "BR.chan_in": (
        (1, "(PIX RECEBIDO|Pix recebido|PIX TRANSF|TED RECEBIDA|TED|TRANSFERENCIA RECEBIDA|Transferência recebida|PIX - RECEBIDO|TRANSFERENCIA PIX REM|CRED PIX|DOC RECEBIDO|DEPOSITO|CREDITO SALARIO|SALARIO|REMUNERACAO|Transferência Recebida pelo Pix|PIX CREDITO|RECEBIMENTO PIX|RESGATE|CREDITO DE SALARIO)"),
    ),
    "PL.chan_out": ((1, "(PRZELEW|Przelew|PRZELEW WYCHODZĄCY|PRZELEW KRAJOWY|Przelew wychodzący|PRZELEW ELIXIR|PRZELEW ZEWNĘTRZNY WYCHODZĄCY|BLIK P2P|PRZELEW NA TELEFON|Przelew natychmiastowy|PRZELEW WŁASNY|PRZELEW EXPRESS ELIXIR|Przelew mobilny|ZLECENIE STAŁE)"),),
    "PL.chan_in": ((1, "(PRZELEW PRZYCHODZĄCY|Przelew przychodzący|UZNANIE|PRZELEW|PRZELEW ZEWNĘTRZNY PRZYCHODZĄCY|WPŁATA|PRZELEW UZNANIOWY|Wpływ|BLIK PRZELEW PRZYCHODZĄCY|WYNAGRODZENIE|Przelew na konto|PRZELEW NA TEL PRZYCHODZĄCY)"),),
    "SE.chan_out": ((1, "(Överföring|ÖVERFÖRING|Swish|SWISH BETALNING|Swish betalning|Betalning|BETALNING|Överföring via internet|Stående överföring|Swish skickad|Överf mobil|Bg-betalning|Utlandsbetalning)"),),
    "SE.chan_in": ((1, "(Insättning|INSÄTTNING|Lön|LÖN|Swish inbetalning|Swish mottagen|Swish|Överföring|Bankgiro inbetalning|Inbetalning|BG-INBETALNING|Utbetalning|Bankgiroinbetalning)"),),
    "DK.chan_out": ((1, "(Overførsel|OVERFØRSEL|MobilePay|MOBILEPAY|Bgs|Straksoverførsel|Netbank overførsel|Betaling|Fast overførsel|Konto til konto|Straksovf.|Udlandsoverførsel)"),),
    "DK.chan_in": ((1, "(Overførsel|Lønoverførsel|LØNOVERFØRSEL|MobilePay|Indbetaling|INDBETALING|Løn|Indsætning|Bankoverførsel|Straksoverførsel|OVERFØRSEL FRA|Indgående overførsel)"),),
    "NO.chan_out": ((1, "(OVERFØRSEL|Overførsel|OVERFØRING|Overføring|VIPPS|Vipps|NETTBANK|Betaling|Straksoverføring|Overføring innland|MOBILBANK|FAST OPPDRAG|Vipps straksbetaling|NETTGIRO TIL)"),),
    "NO.chan_in": ((1, "(OVERFØRSEL|LØNN|Lønn|INNBETALING|Innbetaling|Vipps mottatt|Overføring fra|GIRO|INNSKUDD|Overføring|KREDITERING|Utbetaling|KONTOREGULERING)"),),
    "FI.chan_out": ((1, "(TILISIIRTO|Tilisiirto|SEPA-MAKSU|MAKSU|Maksu|SIIRTO|MobilePay|PIKASIIRTO|OMA TILISIIRTO|Siirto-maksu|VERKKOPANKKIMAKSU)"),),
    "FI.chan_in": ((1, "(TILISIIRTO|PALKKA|Palkka|PANO|VIITESIIRTO|Viitesiirto|SAAPUVA MAKSU|ETUUS|MobilePay|ELÄKE|Pano|TILIOTTEEN PANO|PALAUTUS)"),),
    "CZ.chan_out": ((1, "(Odchozí úhrada|ODCHOZÍ PLATBA|Platba|Bezhotovostní platba|Převod|PŘEVOD|Okamžitá odchozí platba|Příkaz k úhradě|ÚHRADA|Odchozí okamžitá úhrada|Platba převodem|Odchozí SEPA platba)"),),
    "CZ.chan_in": ((1, "(Příchozí úhrada|PŘÍCHOZÍ PLATBA|Bezhotovostní příjem|Došlá platba|Okamžitá příchozí platba|Příjem|MZDA|Mzda|Příchozí platba|VKLAD|Příchozí SEPA platba)"),),
    "RO.chan_out": ((1, "(Transfer|Plata|PLATA OP|Transfer intern|Plata interbancara|Transfer Home Bank|OP)"),),
    "RO.chan_in": ((1, "(Incasare|Incasare OP|Transfer primit|Depunere|Salariu|INCASARE|Intrare)"),),
    "HU.chan_out": ((1, "(Átutalás|ÁTUTALÁS|Eseti átutalás|Azonnali átutalás|AZONNALI FORINT ÁTUTALÁS|Tartós megbízás|Forint átutalás)"),),
    "HU.chan_in": ((1, "(Jóváírás|JÓVÁÍRÁS|Beérkező átutalás|Átutalás jóváírása|Munkabér|Bejövő utalás|Azonnali jóváírás)"),),
    "CA.chan_out": ((1, "(INTERAC E-TRANSFER|e-Transfer|E-TRANSFER SENT|Interac e-Transfer sent|E-TFR|SEND E-TFR|TRANSFER|INTERNET TRANSFER|Internet Banking E-TRANSFER|EFT|WIRE|Virement Interac|BILL PAYMENT|Virement|E-TRANSFER REQUEST FULFILLED|MB-TRANSFER|TFR-TO C/C)"),),
    "CA.chan_in": ((1, "(INTERAC E-TRANSFER|e-Transfer received|E-TRANSFER AUTODEPOSIT|E-TRANSFER|DIRECT DEPOSIT|Direct Deposit|PAYROLL DEPOSIT|DEPOSIT|EFT CREDIT|Electronic Funds Transfer|E-TFR RECEIVED|Dépôt direct|MOBILE DEPOSIT|Deposit|AFT IN|EFT DEPOSIT)"),),
    "AU.chan_out": ((1, "(TRANSFER|Transfer|OSKO PAYMENT|Osko|OSKO WITHDRAWAL|PAY ANYONE|PayID Payment|INTERNET TRANSFER|FUNDS TFER|ONLINE TRANSFER|FAST TRANSFER|NPP PAYMENT|Internet Withdrawal|PAYMENT|EFTPOS TRANSFER|BILL PAYMENT|AP|INTERNET BANKING TRANSFER|MB TRANSFER|WITHDRAWAL ONLINE)"),),
    "AU.chan_in": ((1, "(DIRECT CREDIT|Direct Credit|DEPOSIT|OSKO DEPOSIT|Osko Deposit|INTER-BANK CREDIT|PAY/SALARY|SALARY|NPP CREDIT|DC|DE CREDIT|Fast Transfer|PAYMENT RECEIVED|DIRECT ENTRY CREDIT|TRANSFER|DEPOSIT ONLINE|BC|BILL PAYMENT|PayID Credit|Internet Deposit)"),),
    "IN.chan_out": ((1, "(NEFT|NEFT DR|IMPS|IMPS-DR|RTGS|RTGS DR|UPI|UPI DR|FT|TPT|IFT|INFT|MMT/IMPS|MB FT|UPI-DR|IB FUNDS TRANSFER DR|NET BANKING TRANSFER|NEFT OUTWARD|NEFTO|UPI/P2A|NETBANK|TRF TO|FUND TRF)"),),
    "IN.chan_in": ((1, "(NEFT|NEFT CR|IMPS|IMPS CR|RTGS|RTGS CR|UPI|UPI CR|UPI-CR|ACH CR|FT CR|NEFT INWARD|INWARD RTGS|TRF FROM|MMT/IMPS|NEFT IN|ACH C|CMS|IMPS INWARD|NEFT-RTN|SALARY|UPI/CR)"),),
    "ZA.chan_out": ((1, "(IB PAYMENT|Internet Pmt|FNB APP PAYMENT|PayShap Payment|Payment|INTERNET PMT TO|DIGITAL PAYMENT DT|EFT PAYMENT|IMMEDIATE TRF|eWallet Send|CASHSEND|Send-iMali|REAL TIME PAYMENT|ELECTRONIC PMT|SCHEDULED PAYMENT|Banking App Payment|Immediate Payment|RTC PMT|IB TRANSFER)"),),
    "ZA.chan_in": ((1, "(MAGTAPE CREDIT|CREDIT TRANSFER|FNB OB PMT|Payment Received|PAYSHAP CREDIT|ACB CREDIT|EFT CREDIT|REAL TIME TRANSFER|SALARY|IB TRANSFER FROM|DIGITAL PAYMENT CR|Inward Swift|CASH DEPOSIT|CREDIT|ADT CASH DEPOSIT)"),),
    "NG.chan_out": ((1, "(NIP|NIP TRANSFER|TRF|TRANSFER|NIP/TRF|NIBSS|USSD|USSD TRF|MOBILE TRF|TRF TO|OUTWARD TRANSFER|NXG|MOBILE/UNION TRANSFER|NIP CHARGE|FIP:MB|INSTANT TRANSFER|FT|M-PESA|Pay Bill|Customer Transfer|QUICKTELLER|GTWORLD)"),),
    "NG.chan_in": ((1, "(NIP|NIP CR|TRF FRM|INWARD TRANSFER|TRANSFER FROM|NIP/CR|INFLOW|CREDIT|SALARY|NEFT|FIP|CR|Funds received|INSTANT PAYMENT INFLOW|CASH DEPOSIT|AIRTIME REVERSAL)"),),
    "SG.chan_out": ((1, "(FAST PAYMENT|FAST|PAYNOW|PayNow Transfer|FUND TRANSFER|FUNDS TRANSFER|FAST / PAYNOW TRANSFER|PAYNOW-FAST|FPS|FPS PAYMENT|OTHR TRANSFER|IBFT|INSTAPAY|PESONET|DUITNOW|Duitnow Transfer|CREDIT TRANSFER|TRSF E-BANKING DB|BI-FAST|TRANSFER KE|INSTANT TRANSFER|ADVICE FAST PAYMENT|ICT)"),),
    "SG.chan_in": ((1, "(FAST COLLECTION|INWARD CREDIT-FAST|PAYNOW|FAST RECEIPT|GIRO|GIRO SALARY|SALARY|INWARD PAYNOW|FPS CREDIT|AUTOPAY IN|INWARD TT|TRSF E-BANKING CR|IBG CREDIT|DUITNOW|BI-FAST CR|INCOMING INSTAPAY|REMITTANCE TRANSFER OF FUNDS|DEPOSIT|INWARD CR|ADVICE CREDIT)"),),
    "JP.chan_out": ((1, "(FURIKOMI|Furikomi|TRANSFER|KOUZA FURIKAE|Koza Furikae|FURIKAE|ATM FURIKOMI|NET FURIKOMI|DIRECT DEBIT|Payeasy|KAWASE)"),),
    "JP.chan_in": ((1, "(FURIKOMI|KYUYO|Kyuyo|SALARY|NYUKIN|Nyukin|TRANSFER|HAITOKIN|REMITTANCE|RISOKU)"),),
    "JP.chan_card": ((1, "(DEBIT|VISA DEBIT|J-DEBIT|Debit Card|JCB|VISA|QUICPay|iD|Suica|PayPay|CARD|Rakuten Card)"),),
    "JP.chan_debit": ((1, "(KOUZA FURIKAE|KOZA FURIKAE|FURIKAE|Jidou Furikae|DIRECT DEBIT|KOUKYOURYOUKIN|AUTO DEBIT)"),),
    # ---------------------------------------------------------------------------------- cash, fees
    "chan_atm": ((1, "(ATM|ATM WITHDRAWAL|ATM Withdrawal|CASH WITHDRAWAL|Cash Withdrawal|ATM CASH|ATM WDL|ATM W/D|CASH|ATM CASH WITHDRAWAL|CASH ATM|ATM DEBIT|Cash advance|Non-network ATM Withdrawal|INTL ATM WITHDRAWAL|ATM TRANSACTION|ATM INQUIRY|CASH MACHINE|CARDLESS CASH)"),),
    "FR.chan_atm": ((1, "(RETRAIT|RETRAIT DAB|Retrait|RETRAIT GAB|RETRAIT CB|RETRAIT D'ESPECES|RETRAIT ESPECES|RETRAIT DISTRIBUTEUR|DAB|Retrait d'espèces|RET DAB|RETRAIT CARTE|Retrait DAB)"),),
    "DE.chan_atm": ((1, "(Bargeldauszahlung|BARGELDAUSZAHLUNG|Auszahlung|Geldautomat|Bargeldbezug|BANCOMAT|Bancomat-Bezug|Bankomat|Bargeldabhebung|Barbezug|Behebung|BANKOMAT-BEHEBUNG|GAA-Auszahlung|AUSZAHLUNG GELDAUTOMAT|Geldbezug|Bezug Bancomat|Barauszahlung|Postomat)"),),
    "NL.chan_atm": ((1, "(GEA|Geldopname|Geldafhaling|GELDOPNAME|GELDOPNEMING|Opname|Retrait|Geldautomaat|Geldopvraging|Geldopname in het buitenland|Cash opname)"),),
    "ES.chan_atm": ((1, "(REINTEGRO|RETIRADA CAJERO|CAJERO|REINTEGRO CAJERO|RETIRO CAJERO|RETIRO|Retirada en cajero|DISPOSICION|EXTRACCION|EXTRACCION CAJERO|GIRO CAJERO AUTOMATICO|GIRO|DISPOSICION CAJERO|Retiro en cajero|AVANCE EN EFECTIVO|RETIRO SIN TARJETA|EXTRACCION ATM)"),),
    "IT.chan_atm": ((1, "(PRELIEVO|PRELIEVO BANCOMAT|Prelievo|PRELIEVO ATM|PRELEVAMENTO|Prelevamento|PRELIEVO SPORTELLO AUTOMATICO|PRELEVAMENTO BANCOMAT|PRELIEVO CONTANTE|PREL. BANCOMAT|PRELIEVO CARTA DEBITO|Prelievo contante|PRELIEVO ATM ALTRA BANCA|POSTAMAT)"),),
    "PT.chan_atm": ((1, "(LEVANTAMENTO|LEV ATM|Levantamento|LEVANTAMENTO MB|LEV.ATM|LEVANTAMENTO MULTIBANCO|LEVANTAMENTO DE NUMERARIO)"),),
    "BR.chan_atm": ((1, "(SAQUE|SAQUE ATM|Saque|SAQUE 24H|SAQUE BANCO24HORAS|SAQUE CARTAO|SAQUE ELETRONICO|SAQUE TERMINAL|SAQUE DINHEIRO)"),),
    "PL.chan_atm": ((1, "(WYPŁATA|Wypłata|WYPŁATA BANKOMAT|WYPŁATA Z BANKOMATU|Wypłata z bankomatu|WYPŁATA BLIK|Bankomat|WYPŁATA GOTÓWKI|Wypłata gotówkowa)"),),
    "SE.chan_atm": ((1, "(Uttag|UTTAG|Bankomat|BANKOMAT|Uttag Bankomat|Kontantuttag|Automatuttag|Bankomatuttag|Minibank)"),),
    "DK.chan_atm": ((1, "(Hævet|HÆVNING|Kontanten|HÆVEAUTOMAT|Pengeautomat|Udbetaling|Kontant hævning|Hævning)"),),
    "NO.chan_atm": ((1, "(MINIBANK|Minibank|UTTAK|Uttak|Minibankuttak|KONTANTUTTAK|KONTANTER|Uttak minibank)"),),
    "FI.chan_atm": ((1, "(OTTO|NOSTO|Nosto|AUTOMAATTINOSTO|KÄTEISNOSTO|Otto-nosto|Käteisnosto)"),),
    "CZ.chan_atm": ((1, "(Výběr|VÝBĚR|Výběr z bankomatu|VÝBĚR HOTOVOSTI|Výběr hotovosti|VÝBĚR BANKOMAT)"),),
    "RO.chan_atm": ((1, "(Retragere numerar|ATM|Retragere ATM|RETRAGERE NUMERAR ATM)"),),
    "HU.chan_atm": ((1, "(Készpénzfelvétel|KÉSZPÉNZFELVÉTEL ATM|ATM készpénzfelvétel|Készpénzfelvét)"),),
    "chan_fee": ((1, "(SERVICE CHARGE|Service Fee|MONTHLY FEE|Monthly account fee|BANK CHARGES|Account fee|MAINTENANCE FEE|COMMISSION|STAMP DUTY|VAT|ANNUAL FEE|CARD FEE|SMS FEE|LATE FEE|Overdraft fee|RETURNED ITEM FEE|FX FEE|Foreign exchange fee|LEDGER FEE|Cross-border fee|CASH ADVANCE FEE|OVERLIMIT FEE|TRANSFER FEE|WITHHOLDING TAX|Dormancy fee|STATEMENT FEE|BALANCE ENQUIRY FEE|HANDLING CHARGE|CHEQUE BOOK CHARGES|FOREIGN TXN FEE)"),),
    "US.chan_fee": ((1, "(MONTHLY|ANNUAL|OVERDRAFT|NSF|ATM|WIRE|LATE|SERVICE|MAINTENANCE|RETURN ITEM|STOP PAYMENT|FOREIGN TRANSACTION|INTERNATIONAL|CASH ADVANCE|PAPER STATEMENT|BALANCE TRANSFER|ACCOUNT ANALYSIS|COURTESY PAY|EXCESS WITHDRAWAL|INACTIVITY|BELOW MINIMUM BALANCE|CHECK ORDER|RETURNED CHECK|OUTGOING WIRE|INCOMING WIRE|EXPEDITED PAYMENT|CARD REPLACEMENT|UNCOLLECTED FUNDS|COIN COUNTING|DORMANT ACCOUNT)( SERVICE| ACCOUNT||||) (FEE|CHARGE|Fee|CHG)"),),
    "FR.chan_fee": ((1, "(FRAIS|COMMISSION|COTISATION|FRAIS DE|Cotisation|COM.|Frais) (TENUE DE COMPTE|CARTE VISA|MENSUELLE|BANCAIRES|REJET|OPPOSITION|CARTE|ANNUELLE|VIREMENT|DECOUVERT|CHANGE|PAIEMENT ETRANGER|GESTION|ASSURANCE MOYENS DE PAIEMENT|IRREGULARITES|FORFAIT|JAZZ|PACK)"),),
    "DE.chan_fee": ((1, "(Kontoführung|Kontoführungsentgelt|Entgelt|Spesen|Kontospesen|Kartengebühr|Jahresgebühr|Buchungsentgelt|Zinsen/Entgelte|Kontoführungsgebühren|Auslandsentgelt|Mahngebühr|Abschlussposten|Dienstleistungspreis|Bearbeitungsgebühr|Kontoabschluss|Quartalsabschluss|Manipulationsentgelt|Preis Kontoführung|Saldo der Abschlussposten|Depotgebühr|Postenentgelt)"),),
    "NL.chan_fee": ((1, "(Kosten|KOSTEN|Bankkosten|Beheerskosten|Kaartkosten|Pakketkosten|Debetrente|Kosten gebruik|Bijdrage|Maandbijdrage|Jaarbijdrage kaart|Frais de gestion|Provisie)"),),
    "ES.chan_fee": ((1, "(COMISION|Comisión|COM.|IVA COMISION|CUOTA|GASTOS|COMISION POR|COBRO COMISION|IMPUESTO|COM) (MANTENIMIENTO|TARJETA|TRANSFERENCIA|CAJERO|DESCUBIERTO|ANUAL|ADMINISTRACION|SERVICIO|CAMBIO DIVISA|DE MANEJO|MANEJO TARJETA|RETIRO|4X1000|LEY 25413|CUENTA|SPEI|INVERSION|GMF|SELLOS)"),),
    "IT.chan_fee": ((1, "(CANONE|COMMISSIONE|COMMISSIONI|SPESE|Canone|IMPOSTA DI BOLLO|COMPETENZE|COMM.|Commissioni|BOLLO|Spese) (MENSILE|TENUTA CONTO|BONIFICO|CARTA|PRELIEVO|CONTO CORRENTE|E SPESE|TRIMESTRALI|ANNUO|ESTERO|ESTRATTO CONTO|PAGOPA|SU BONIFICO|CONTO)"),),
    "PT.chan_fee": ((1, "(COMISSAO|Comissão|IMPOSTO SELO|MANUTENCAO DE CONTA|COM MANUT|ANUIDADE|DESPESAS|I.SELO|COMISSAO MANUTENCAO|CUSTO SERVICO|Imposto do selo)"),),
    "BR.chan_fee": ((1, "(TARIFA|TAR|IOF|TARIFA PACOTE DE SERVICOS|TARIFA BANCARIA|CESTA|TAR PACOTE|ANUIDADE|Tarifa|JUROS|ENCARGOS|IOF COMPRA INTERNACIONAL|TARIFA PIX|JUROS CHEQUE ESPECIAL|CESTA DE SERVICOS|MULTA|TAR EXTRATO|IOF ADICIONAL)"),),
    "PL.chan_fee": ((1, "(OPŁATA|Opłata|PROWIZJA|Prowizja|OPŁATA ZA KARTĘ|Opłata za prowadzenie rachunku|OPŁATA MIESIĘCZNA|PODATEK|Opłata miesięczna za kartę|PROWIZJA ZA WYPŁATĘ|ODSETKI)"),),
    "SE.chan_fee": ((1, "(Avgift|AVGIFT|Årsavgift|ÅRSAVGIFT|Månadsavgift|Kortavgift|Ränta|Valutapåslag|Påminnelseavgift|Uttagsavgift|PREL SKATT|KREDITRÄNTA)"),),
    "DK.chan_fee": ((1, "(Gebyr|GEBYR|Kortgebyr|Rente|Årsgebyr|RENTER|Rykkergebyr|Kontogebyr|Omkostninger)"),),
    "NO.chan_fee": ((1, "(GEBYR|Gebyr|Årsgebyr|ÅRSAVGIFT KORT|RENTER|Omkostninger|KREDITRENTER|DEBETRENTER|Kortgebyr|PRISER NETTBANK)"),),
    "FI.chan_fee": ((1, "(PALVELUMAKSU|Palvelumaksu|KUUKAUSIMAKSU|PANKIN PALVELUMAKSUT|KORKO|KORTTIMAKSUT|Tilinhoitomaksu|VUOSIMAKSU|LÄHDEVERO)"),),
    "CZ.chan_fee": ((1, "(Poplatek|POPLATEK|Vedení účtu|Poplatek za výběr|Úrok|Poplatky|POPLATKY ZA SLUŽBY|Poplatek za transakci|Kreditní úrok|Daň z úroků)"),),
    "RO.chan_fee": ((1, "(Comision|Comision administrare|Taxa|COMISION RETRAGERE|Dobanda|Comision pachet)"),),
    "HU.chan_fee": ((1, "(Számlavezetési díj|Tranzakciós illeték|Kártyadíj|Díj|Havi díj|Kamat|Átutalási díj)"),),
    "chan_refund": ((1, "(REFUND|Refund|REVERSAL|Reversal|PURCHASE RETURN|CREDIT|CHARGEBACK|RETURN|CARD REFUND|Credit Voucher|MERCHANT CREDIT|POS REVERSAL|RVSL|Disputed Charge Credit|Cashback|RETURN CREDIT|REV)"),),
    "FR.chan_refund": ((1, "(REMBOURSEMENT|AVOIR|ANNULATION|REMB|CREDIT CARTE|REMBOURSEMENT CB|ANNUL CB|Remboursement|EXTOURNE|REJET)"),),
    "DE.chan_refund": ((1, "(Gutschrift|Erstattung|Rückzahlung|Stornierung|STORNO|Retoure|Kartengutschrift|Rückerstattung|Rückbuchung|RÜCKVERGÜTUNG|Storno Kartenzahlung)"),),
    "NL.chan_refund": ((1, "(Terugbetaling|Retour|TERUGBETALING|Storno|Creditering|Terugstorting|Retourbetaling|Teruggave)"),),
    "ES.chan_refund": ((1, "(DEVOLUCION|Devolución|ABONO|ANULACION|REEMBOLSO|REVERSO|EXTORNO|DEV. COMPRA|BONIFICACION|REVERSA|CONTRACARGO|Reintegro compra)"),),
    "IT.chan_refund": ((1, "(STORNO|RIMBORSO|Rimborso|ACCREDITO POS|STORNO PAGAMENTO|RIACCREDITO|STORNO POS|Storno carta)"),),
    "PT.chan_refund": ((1, "(ESTORNO|DEVOLUCAO|Estorno|REEMBOLSO|DEVOLUÇÃO COMPRA|ANULACAO|ESTORNO COMPRA|Reembolso)"),),
    "PL.chan_refund": ((1, "(ZWROT|Zwrot|ZWROT TOWARU|Korekta|Zwrot płatności kartą|ANULOWANIE)"),),
    "SE.chan_refund": ((1, "(Återköp|Retur|ÅTERBETALNING|Återbetalning|Retur kortköp|Retur köp|Kredit)"),),
    # -------------------------------------------------------------------- words around the phrases
    "to_word": ((1, "(to|TO|To|-|for)"),),
    "FR.to_word": ((1, "(A|POUR|à|vers|VERS|Pour|BEN|Bénéficiaire :)"),),
    "DE.to_word": ((1, "(an|AN|An|zugunsten|Empfänger|Empfänger:)"),),
    "NL.to_word": ((1, "(aan|naar|AAN|Naar|aan:|Begunstigde:)"),),
    "ES.to_word": ((1, "(A|a|PARA|a favor de|A FAVOR DE|BENEF.|Para:)"),),
    "IT.to_word": ((1, "(a|A|A FAVORE DI|a favore di|BENEF.|BEN.|PER|Beneficiario:)"),),
    "PT.to_word": ((1, "(P/|PARA|para|Para|A|p/|DES:)"),),
    "PL.to_word": ((1, "(DO|do|dla|DLA|NA RZECZ|Odbiorca:|ODBIORCA)"),),
    "SE.to_word": ((1, "(till|TILL|Til|til|TIL:|Til:|Saaja:|Do:)"),),
    "from_word": ((1, "(from|FROM|From|-|FRM|by|B/O|ORG)"),),
    "FR.from_word": ((1, "(DE|de|De|DE:|DONNEUR D'ORDRE|Émetteur :|/DE)"),),
    "DE.from_word": ((1, "(von|VON|Von|Auftraggeber|Auftraggeber:|Absender:)"),),
    "NL.from_word": ((1, "(van|VAN|Van|Opdrachtgever:|door|Van:)"),),
    "ES.from_word": ((1, "(DE|de|De|ORDENANTE|DE:|Ordenante:|POR ORDEN DE)"),),
    "IT.from_word": ((1, "(DA|da|Da|ORDINANTE|ORD.|PER ORDINE E CONTO|MITT.|Ordinante:|PER CONTO DI)"),),
    "PT.from_word": ((1, "(DE|de|De|REMET|REM:|Ordenante|De:)"),),
    "PL.from_word": ((1, "(OD|od|Nadawca:|NADAWCA|Zleceniodawca:|OD:)"),),
    "SE.from_word": ((1, "(från|FRÅN|fra|FRA|Fra:|Lähettäjä:|Od:|FRA:)"),),
    "at_word": ((1, "(at|AT|@|-|AT:|Merchant:)"),),
    "FR.at_word": ((1, "(CHEZ|chez|À|DU|-)"),),
    "DE.at_word": ((1, "(bei|BEI|in|/|Händler:)"),),
    "NL.at_word": ((1, "(bij|BIJ|te|-)"),),
    "ES.at_word": ((1, "(EN|en|En|COMERCIO|Comercio:|-)"),),
    "IT.at_word": ((1, "(PRESSO|presso|C/O|c/o|DA|Esercente:|PR.|-)"),),
    "PT.at_word": ((1, "(EM|em|-|NO|Estabelecimento:)"),),
    "PL.at_word": ((1, "(W|w|-|Miejsce:|MIEJSCE|LOKALIZACJA:)"),),
    "SE.at_word": ((1, "(hos|på|hos:|hjemme|u|i|hos|-)"),),
    "ref_word": ((2, "(REF|Ref|REF:|REF |Ref:|Ref.|REF NO|Ref No:|REFERENCE|Reference:|TXN|Txn ID|TRN|TRACE|AUTH|Auth code|ID|ID:|SEQ|INV|Invoice|Receipt|RRN|Conf|CONF:|NO|No.|#|ARN|STAN|TERM|TID|Trans ID|ORDER|Order|Acct|A/C|APPR CODE)"),),
    "FR.ref_word": ((1, "(REF|REF:|RÉF|REF :|N°|NO|NUM|RUM|MDT|MANDAT|FACTURE|ID|REFERENCE|Réf.|CLIENT|CONTRAT|DOSSIER|ICS)"),),
    "DE.ref_word": ((1, "(REF|Ref.|Ref:|EREF|EREF:|KREF|MREF:|Mandat|Referenz|Rechnung|RNr.|Re.-Nr.|Kd-Nr|Kundennr.|Auftrag|TAN|Beleg|Vorgang|Vertrag|Karte|Nr.|Referenznr.|Zahlungsreferenz)"),),
    "NL.ref_word": ((1, "(REF|Ref:|Kenmerk|Kenmerk:|Referentie|Mededeling:|Mandaat|Factuur|Klantnr|Ordernr|REFERTE|Bankreferentie :|Transactie:|Term:|MEDEDELING :|communicatie)"),),
    "ES.ref_word": ((1, "(REF|REF.|Ref.|REF:|REFERENCIA|Referencia:|Nº|NUM|FOLIO|AUT|AUT.|CLAVE|CLAVE DE RASTREO|MANDATO|FACTURA|FRA|CONTRATO|OPERACION|RASTREO|CUIT|RFC|Comprobante|CUS|RUT)"),),
    "IT.ref_word": ((1, "(RIF|RIF.|Rif:|RIFERIMENTO|N.|NR.|NUM.|CRO|TRN|CRO:|MANDATO|COD.|FATTURA|FATT.|FT|COD. DISP.|ID|CARTA N.|CARTA|OPER.|NUMERO|COD. MAND.|ABI|CODICE MANDATO|TERM.|CAU)"),),
    "PT.ref_word": ((1, "(REF|REF.|Ref:|N.|NR|DOC|DOC.|ENT|ENTIDADE|CARTAO|AUT|ID|FATURA|NF|CPF|CNPJ|PROTOCOLO|CONTRATO|MANDATO|ADC|Autenticação|E2E)"),),
    "PL.ref_word": ((1, "(REF|NR|NR REF|NR REF.|Nr transakcji|TYTUŁ|Tytuł:|FAKTURA|FV|NR KARTY|KARTA|ID|Referencje:|NR RACH.|Nr zam.|ZAMÓWIENIE)"),),
    "SE.ref_word": ((1, "(REF|Ref|Ref:|OCR|OCR:|Fakturanr|Nr|KID|KID:|Fakt.nr|Ordre|Viite|VIITE|VS|VS:|KS|AUT|Kort|Arkivref|ARKISTOINTITUNNUS|NOTA|Aftalenr.|Medd.)"),),
}
RULES = {
    **RULES,
    # Neighbours that speak alike.
    **{
        f"{country}.{word}": RULES[f"{like}.{word}"]
        for country, like in (("CZ", "PL"), ("FI", "SE"), ("RO", "ES"), ("HU", "PL"))
        for word in ("ref_word",)
    },
}
