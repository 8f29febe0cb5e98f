"""Layouts of statement lines in Poland, Czechia, Romania and Hungary."""

from layouts.template import templates

TEMPLATES = {
    "PL": templates(r"""
card 6: {CHANNEL:(PŁATNOŚĆ KARTĄ|Płatność kartą|ZAKUP PRZY UŻYCIU KARTY|Zakup kartą|DOP. MC|\
    TRANSAKCJA KARTĄ DEBETOWĄ|OPERACJA KARTĄ)} {date:(%d.%m.%Y|%Y-%m-%d|%d-%m-%Y)}[ Nr karty
    {ref:(####\*\*####|######\*\*\*\*\*\*####|XXXX####)}] {till} {where}
card 5: {CHANNEL:(Płatność kartą|PŁATNOŚĆ KARTĄ|Zakup)} {till} {LOCATION:{city}( PL| POL| Polska|\
    |)}[ {money}]
card 4: {ref:000######### #####################}[ Lokalizacja:] Kraj: {LOCATION:POLSKA} Miasto:
    {LOCATION:{city}} Adres: {till} Data wykonania operacji: {date:%Y-%m-%d} Oryginalna kwota
    operacji: {amount:0,00 PLN} Numer karty: {ref:425125\*\*\*\*\*\*####}
card 4: {till}[ {where}] {CHANNEL:(ZAKUP PRZY UŻYCIU KARTY|Transakcja bezgotówkowa|PŁATNOŚĆ
    ZBLIŻENIOWA)}[ {date:%Y-%m-%d}]
card 5: {CHANNEL:(BLIK|PŁATNOŚĆ BLIK|Płatność BLIK|Transakcja BLIK|BLIK ZAKUP E-COMMERCE|Płatność
    internetowa BLIK)}[ {ref:###########}] {PARTY:({retail}|{online}|{biller})}[ {code}]
card 4: {CHANNEL:(BLIK P2P|Przelew na telefon|PRZELEW NA TELEFON WYCHODZĄCY|Przelew BLIK|BLIK
    P2P-WYCHODZĄCY)}( DO| dla| OD|:|) {person}[ {noted}]
card 3: {PROCESSOR:(PayU|PAYU|Przelewy24|PRZELEWY24|Dotpay|Tpay|PayPro S.A.|Blue Media)}( S.A.|)\
    (\*| \*| - |: ){PARTY:({retail}|{online})}[ {tagged}]
transfer 5: {CHANNEL:(PRZELEW WYCHODZĄCY|Przelew wychodzący|PRZELEW|PRZELEW ELIXIR|Przelew
    zewnętrzny)} {payee}[ {ref:## #### #### #### #### #### ####}] (TYTUŁ: |Tytułem: |Tytuł: |)\
    {purpose_text}
transfer 4: {CHANNEL:(PRZELEW PRZYCHODZĄCY|Przelew przychodzący|PRZELEW UZNANIOWY|UZNANIE)}( OD|
    od|) {sender}[ (TYTUŁ:|tytułem)] {purpose_text}
direct_debit 3: {CHANNEL:(POLECENIE ZAPŁATY|Polecenie zapłaty|ZLECENIE STAŁE|Zlecenie stałe)}
    {collector}[ {tagged}]
bill_payment 3: {CHANNEL:(PRZELEW|Opłata|RACHUNEK)} {collector} (FAKTURA|FV|F-RA|NR KLIENTA|\
    RACHUNEK NR) {code}
payroll 3: {sender} (WYNAGRODZENIE|Wynagrodzenie|PENSJA) (ZA |za |){date:(%m/%Y|%m.%Y|%B %Y)}
tax 1: {CHANNEL:(PRZELEW PODATKOWY|PRZELEW DO US|PRZELEW ZUS|Przelew podatkowy)} {PARTY:(Urząd
    Skarbowy|ZUS|US {city})}[ {ref:(PIT-37|VAT-7|CIT-8|PPE)}][ {date:%m/%Y}]
atm 3: {CHANNEL:(WYPŁATA Z BANKOMATU|Wypłata z bankomatu|WYPŁATA W BANKOMACIE|Wypłata BLIK)}
    {PARTY:({bank}|Euronet|PLANET CASH)} {LOCATION:({city}|{road} {city})}[ {date:%d.%m.%Y}]
fee 3: {CHANNEL:(OPŁATA ZA KARTĘ|Opłata miesięczna za kartę|PROWIZJA|Prowizja za przelew|OPŁATA ZA
    PROWADZENIE RACHUNKU|PODATEK OD ODSETEK|KAPITALIZACJA ODSETEK|OPŁATA PRZELEW NATYCHMIASTOWY)}[
    {date:(%m/%Y|%m.%Y)}]
"""),
    "CZ": templates(r"""
card 6: {CHANNEL:(Platba kartou|PLATBA KARTOU|Nákup|Nákup u obchodníka|Platba debetní kartou|\
    Transakce platební kartou)}[ {card_number}] {till}, {LOCATION:{city}(, CZ|, CZE||)}[
    {date:(%d.%m.%Y|%d.%m.)}]
card 4: {till} {where}[ {CHANNEL:(Karta|Platba kartou)}][ dne {date:%d.%m.%Y}][, částka
    {amount:0,00 CZK}]
card 3: Nákup: {till}, {LOCATION:{street}, {city}}, dne {date:%d.%m.%Y}, částka {amount:0,00 CZK}
direct_debit 3: {CHANNEL:(Inkaso|SIPO|Trvalý příkaz|TRVALÝ PŘÍKAZ)} {collector}[ VS
    {ref:##########}]
transfer 5: {CHANNEL:(Odchozí úhrada|Platba|Bezhotovostní platba|Okamžitá odchozí platba|ODCHOZÍ
    PLATBA)} {payee}[ {ref:(##########/0###|######-##########/0###)}] VS(:| ){ref:##########}[
    KS(:| ){ref:0###}]
transfer 4: {CHANNEL:(Příchozí úhrada|Bezhotovostní příjem|Příchozí platba|PŘÍCHOZÍ PLATBA)}
    {sender}[ {ref:##########/0###}] {purpose_text}
p2p 2: {CHANNEL:(Platba na kontakt|QR platba|Okamžitá platba)} {person} {noted}
payroll 2: {CHANNEL:(Mzda|MZDA|Příchozí úhrada)} {sender}[ {date:%m/%Y}]
atm 3: {CHANNEL:(Výběr z bankomatu|VÝBĚR Z BANKOMATU|Výběr hotovosti)}( {PARTY:{bank}}|:|)
    {LOCATION:({city}|{street}, {city})}[ {date:%d.%m.%Y}]
fee 2: {CHANNEL:(Vedení účtu|Poplatek za výběr z bankomatu|Poplatek|Úrok kreditní|Daň z úroku)}[
    {date:(%m/%Y|%B)}]
"""),
    "RO": templates(r"""
card 5: {CHANNEL:(Cumparare POS|Plata la POS|Tranzactie comerciant|POS)}( corectie|)
    {date:%d/%m/%Y} {till} {LOCATION:{city}( RO| ROM||)}[ valoare tranzactie: {amount:0.00 RON}][
    RRN: {ref:############}]
card 3: {CHANNEL:(EPOS|Plata online)} {date:%d/%m/%Y} {ref:############} TID:{ref:########} {far}
    {LOCATION:RO}[ {ref:(######\*\*\*\*\*\*####|XXXX####)}]
transfer 4: {CHANNEL:(Transfer|Incasare OP|Plata OP|Transfer intern|Incasare Instant)}[;| -]
    {payee};[ {iban}] {purpose_text}[ REF. {code}]
atm 2: {CHANNEL:(Retragere numerar|Retragere de numerar de la ATM)} {PARTY:{bank}}
    {LOCATION:{city}} {date:%d/%m/%Y}
"""),
    "HU": templates(r"""
card 5: {CHANNEL:(VÁSÁRLÁS KÁRTYÁVAL|Vásárlás|Kártyás vásárlás|POS tranzakció)} {card_number}
    {till} {LOCATION:{city}( HU| HUN||)}[ {date:(%Y.%m.%d|%Y.%m.%d.)}]
transfer 4: {CHANNEL:(ÁTUTALÁS|Átutalás|AZONNALI ÁTUTALÁS|Eseti forint átutalás)} {payee}[
    {ref:########-########-########}] {purpose_text}
direct_debit 2: {CHANNEL:(CSOPORTOS BESZEDÉS|Csop. beszedés)} {collector} {code}
atm 2: {CHANNEL:(KÉSZPÉNZFELVÉTEL|ATM készpénzfelvétel)} {card_number} {PARTY:{bank}}
    {LOCATION:{city}} {date:%Y.%m.%d}
fee 1: {CHANNEL:(SZÁMLAVEZETÉSI DÍJ|TRANZAKCIÓS ILLETÉK|Kártya éves díj)}[ {date:%Y.%m}]
"""),
}
