"""Parts of the layouts that many countries share: dates, amounts, codes, sellers, places."""

from rules.types import rules

RULES = rules(r"""
day 1: {date:(%d/%m|%d/%m/%y|%d/%m/%Y|%d-%m-%Y|%d %b|%d%b|%d %b %y|%d%b%y|%Y-%m-%d|%d-%b-%Y|%d %b
    %Y|%d%m%y|%d.%m.%y)}
US.day 1: {date:(%m/%d|%m/%d|%m/%d/%y|%m/%d/%Y|%m-%d|%m-%d-%y|%b %d|%b %d %Y|%d%b%y|%Y-%m-%d|\
    %m%d%y|%b %e|%y%m%d)}
DE.day 1: {date:(%d.%m.|%d.%m|%d.%m.%y|%d.%m.%Y|%d.%m.%Y|%Y-%m-%d|%d%m%y|%d/%m/%Y|%e. %B)}
FR.day 1: {date:(%d/%m|%d/%m/%y|%d/%m/%Y|%d%m%y|%d.%m.%y|%d %b|%d.%m|%d-%m-%Y)}
NL.day 1: {date:(%d-%m-%Y|%d-%m|%d/%m|%d/%m/%Y|%d.%m.%Y|%d-%m-%y|%d.%m.%y|%d/%m/%y)}
SE.day 1: {date:(%y%m%d|%Y-%m-%d|%d.%m|%d.%m.%y|%d.%m.%Y|%y-%m-%d|%d/%m|%d.%m.)}
PL.day 1: {date:(%d.%m.%Y|%Y-%m-%d|%d-%m-%Y|%d.%m.%y|%d/%m/%Y|%Y.%m.%d)}
clocked 1: {clock:(%H:%M|%H:%M|%H:%M:%S|%H.%M|%HH%M|%H%M|%I:%M %p|%I:%M%p)}
moment 5: {day}
moment 3: {day} {clocked}
moment 1: {date:(%Y-%m-%dT%H:%M|%d.%m.%y/%H.%M|%d-%m-%Y %H:%M:%S|%d/%m/%Y %H:%M|%d%b%y %H:%M)}
moment 1: {clock:%H%M (CET|ET|GMT|UTC|PST|EST|IST|CEST)}
money 1: {amount:(0.00|CUR 0.00|0.00 CUR|SYM0.00|1,000.00|SYM1,000.00|CUR 1,000.00|0.00CUR|SYM
    0.00|CUR0.00)}
money_comma 1: {amount:(0,00|CUR 0,00|0,00 CUR|1.000,00|0,00CUR|CUR 1.000,00|SYM 0,00|1.000,00
    CUR|0,00)}
DE.money 1: {money_comma}
FR.money 1: {money_comma}
NL.money 1: {money_comma}
ES.money 1: {money_comma}
IT.money 1: {money_comma}
PT.money 1: {money_comma}
BR.money 1: {money_comma}
PL.money 1: {money_comma}
SE.money 1: {money_comma}
DK.money 1: {money_comma}
NO.money 1: {money_comma}
FI.money 1: {money_comma}
CZ.money 1: {money_comma}
AR.money 1: {money_comma}
CO.money 1: {money_comma}
CL.money 1: {money_comma}
RO.money 1: {money_comma}
HU.money 1: {money_comma}
ID.money 1: {money_comma}
MX.money 3: {amount:(CUR 0.00|0.00|SYM0.00|1,000.00)}
CH.money 3: {amount:(CUR 0.00|0.00|SYM0.00|1,000.00)}
other_money 1: {foreign_amount}
other_money 1: {amount:(0.00 CUX|CUX 0.00|0.00CUX|CUX0.00|CUX 1,000.00)}
code 6: {ref:(##########|######|#####|########|####|############|###|################)}
code 3: {ref:(!!!!!!!!!!|!!!!!!!!|!!!!!!|!!!!!!!!!!!!|!!!!!!!!!!!!!!!!|?########|??######)}
code 3: {ref:(XXXX####|XXXXXX####|****####|XXXXXXXXXXXX####|xx####|*####|...####|x####|XX##)}
code 2: {ref:(####XXXXXXXX####|######XXXXXX####|####********####|####*********###|##******##)}
code 2: {ref:(####-##|##-####|###-#######-#|##/#####|####/####|###.###.###|#/##/###|##-##-##)}
code 1: {ref:(%Y%m%d####|%y%j######|%Y%m%d-######|%Y-#####|INV-%y-###|%Y/####)}
code 1: {ref:(#### #### ####|### ### ###|## #### ## ####|#### ##|### ####-#|?## ### ###)}
code 1: {ref:(~~~~~~~~~~|~~~~~~~~-~~~~-~~~~|~~~~~~~~~~~~~~~~~~~~~~~~|~~~~~~~|!!!!-!!!!-!!!!)}
code 2: {ref:(???###|????##|?????####|???-######|??-####-##|?###??|???####????|##????##)}
code 1: {ref:(?#####*##|####*####|#####?|####??##|##?###|????-####|INV####|REF#####|A/#####)}
short_code 1: {ref:(####|###|#####|######|T##|??##|#)}
card_number 1: {ref:(####|XXXX####|xx####|*####|****####|XXXXXXXXXXXX####|####XXXXXXXX####|\
    ######******####|#### **** **** ####|XXXX XXXX XXXX ####|####-XXXX-XXXX-####|*******####|\
    X####|..####)}
card_word 1: (CARD|Card|CARD NO|Card no.|CARD ENDING|Card ending in|CRD|CD|KARTE|Kaart|CARTE|\
    Carte|TARJETA|TARJ.|CARTA|Carta n.|CARTAO|KARTA|Kort|Kartennummer|CARTA N|KORT NR)
tagged 5: {ref_word}( |:|: ||=|/|.: ){code}
tagged 2: {card_word}( |:|: |#){card_number}
tagged 3: {code}
tagged 1: \({code}\)
tagged 1: (MCC|MCC:|SIC) {mcc}
any_seller 7: {till}
any_seller 5: {shop}
any_seller 4: {PARTY:{fancy_name}}
any_seller 3: {far}
any_seller 3: {wallet_seller}
any_seller 2: {brand} {store}
any_seller 2: {shop} {store}
any_seller 2: {firm}
any_seller 1: {PARTY:{company}}
any_seller 1: {website}
any_place 8: {where}
any_place 3: {LOCATION:{city}}
any_place 2: {LOCATION:{city} {country2}}
any_place 2: {LOCATION:{city} {country3}}
any_place 1: {LOCATION:{postcode} {city}}
any_place 1: {LOCATION:{street} {city}}
any_place 1: {LOCATION:{street}}
any_place 1: {LOCATION:{street}, {postcode} {city}}
any_place 1: {LOCATION:{city}, {country_name}}
any_place 1: {LOCATION:({country2}|{country3}|{country_name})}
any_place 1: {LOCATION:{abroad_city} {abroad_country2}}
any_place 1: {LOCATION:{abroad_city}}
US.any_place 10: {where}
US.any_place 3: {LOCATION:{city} {state}}
US.any_place 2: {LOCATION:{street} {city} {state}}
US.any_place 1: {LOCATION:{street}, {city}, {state} {postcode}}
US.any_place 2: {LOCATION:{street} {city} {state} {postcode}}
US.any_place 1: {LOCATION:{mask:####} {road} {city} {state}}
US.any_place 1: {LOCATION:{city}, {state}, {postcode} {country2}}
US.any_place 1: {LOCATION:{city} {state}{country2}}
US.any_place 1: {LOCATION:{city}{state}}
US.any_place 1: {LOCATION:{state}}
US.any_place 1: {LOCATION:{city}}
US.any_place 1: {LOCATION:{abroad_city} {abroad_country3}}
fancy_name 4: {invented}
fancy_name 2: {retail} {trade}
fancy_name 1: {retail} {last}
fancy_name 1: {abroad_city} {trade}
fancy_name 1: {abroad_city} {meals}
fancy_name 1: (City|County|Town|Port|University|Village) of {city}
fancy_name 1: (Mairie de|Comune di|Gemeente|Stadt|Ayuntamiento de|Camara Municipal de) {city}
fancy_name 1: {last} (and|und|et|&|y|e|i) {last} {trade}
fancy_name 1: {online} {trade}
fancy_name 1: {first}{last}
fancy_name 3: {invented} {trade}
fancy_name 2: {invented} {suffix}
fancy_name 2: {invented} {invented}
fancy_name 2: {last} {trade}
fancy_name 1: {initial}{initial}{initial}
fancy_name 1: {initial}{initial} {trade}
fancy_name 1: {trade} {mask:##}
fancy_name 1: {mask:##} {invented}
fancy_name 1: {city} {invented}
fancy_name 1: {trade} {city}
fancy_name 1: {road} {trade}
fancy_name 1: {invented}-{invented}
fancy_name 1: {first} {last} {trade}
fancy_name 1: {invented} & {last}
fancy_name 1: The {invented}
fancy_name 1: {invented} {mask:#}
fancy_name 1: {invented}+
fancy_name 1: {initial} {initial} {last}
fancy_name 1: {invented} {mask:###}
fancy_name 1: {last}{trade}
fancy_name 1: {trade} {first}
fancy_name 1: {invented} by {last}
fancy_name 1: {initial}&{initial} {trade}
wallet_seller 4: {aggregator}{shop}
wallet_seller 2: {aggregator}{PARTY:{fancy_name}}
wallet_seller 1: {aggregator}{brand}
other_side 5: {person}
other_side 3: {firm}
other_side 2: {PARTY:{company}}
other_side 2: {PARTY:{fancy_name}}
payer_side 4: {PARTY:{payer}}
payer_side 3: {firm}
payer_side 3: {person}
payer_side 2: {PARTY:{company}}
collecting_side 6: {PARTY:{biller}}
collecting_side 2: {firm}
collecting_side 2: {PARTY:{company}}
collecting_side 1: {PARTY:{online}}
collecting_side 1: {PARTY:{fancy_name}}
purpose_text 5: {note}
purpose_text 1: {note} {note}
purpose_text 1: {purpose}
purpose_text 2: {note} {date:(%B|%B %Y|%b %Y|%m/%Y|%b)}
purpose_text 1: {date:(%B %Y|%B|%b %Y|%b-%y)}
purpose 1: {note}
gap 6: ( )
gap 1: ( )
gap 1: ( )
gap 1:  -( )
gap 1: ,( )
gap 1: /
gap 1:  /( )
gap 1: -
""")
