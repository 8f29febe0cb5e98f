"""Single spans: people, telephone numbers, codes."""

from rules.types import rules

RULES = rules(r"""
brand 1: {PARTY:{retail}}
shop 1: {PARTY:{shop_name}}
remote 3: {PARTY:{online}}
remote 2: {PARTY:{web_seller}}
firm 1: {PARTY:{firm_name}}
person 6: {PARTY:{first} {last}}
person 2: {PARTY:{last} {first}}
person 2: {PARTY:{initial} {last}}
person 1: {PARTY:(Mr|Mrs|Ms|Miss) {initial} {last}}
person 1: {PARTY:{first} {initial} {last}}
person 1: {PARTY:{last} {initial}}
person 1: {PARTY:{first}}
FR.person 5: {PARTY:{first} {last}}
FR.person 3: {PARTY:{last} {first}}
FR.person 3: {PARTY:(M|Mme|Mlle|M.|MR|MME) {last} {first}}
FR.person 1: {PARTY:(M|Mme) ou (M|Mme) {last}}
FR.person 1: {PARTY:(M|Mme) {initial} {last}}
DE.person 6: {PARTY:{first} {last}}
DE.person 3: {PARTY:{last}, {first}}
DE.person 1: {PARTY:{last} {first}}
DE.person 1: {PARTY:{first} und {first} {last}}
DE.person 1: {PARTY:(Herr|Frau|Dr.) {first} {last}}
NL.person 4: {PARTY:{initial} {last}}
NL.person 3: {PARTY:{initial}.{initial}. {last}}
NL.person 2: {PARTY:(Hr|Mw|Dhr) {initial}{initial} {last}}
NL.person 3: {PARTY:{first} {last}}
NL.person 1: {PARTY:{last},{initial}}
NL.person 1: {PARTY:{initial} {last} e/o {initial} {last}}
PT.person 4: {PARTY:{first} {last}}
PT.person 4: {PARTY:{first} {last} {last}}
PT.person 3: {PARTY:{first} {first} {last} {last}}
PT.person 2: {PARTY:{first} {last} {last} {last}}
ES.person 5: {PARTY:{first} {last} {last}}
ES.person 3: {PARTY:{last} {last} {first}}
ES.person 2: {PARTY:{last} {last}, {first}}
ES.person 2: {PARTY:{first} {last}}
IN.person 5: {PARTY:{first} {last}}
IN.person 2: {PARTY:(Mr|Mrs|Ms|MR.|Smt) {first} {last}}
IN.person 2: {PARTY:{last} {first}}
IN.person 2: {PARTY:{first} {initial}}
IN.person 1: {PARTY:{initial} {first}}
IN.person 1: {PARTY:{first} {last} {last}}
holder 5: {own_first} {own_last}
holder 2: {invented} {suffix}
holder 2: {company}
holder 1: {own_last} {industry} {suffix}
holder 3: {own_last} {own_first}
holder 2: {own_last},{own_first}
holder 1: {own_first} {initial} {own_last}
holder 1: {own_last}, {own_first}
phone 5: {PHONE:(4029357733|35314369001|8884451022|8662160099|8774174551)}
phone 3: {PHONE:{mask:8########}}
phone 2: {PHONE:+{mask:##########}}
phone 2: {PHONE:{mask:0#########}}
US.phone 8: {PHONE:{toll_free}-{mask:###-####}}
US.phone 4: {PHONE:{toll_free}-{mask:#######}}
US.phone 4: {PHONE:{toll_free}{mask:#######}}
US.phone 3: {PHONE:{mask:###-###-####}}
US.phone 2: {PHONE:{mask:###-#######}}
US.phone 2: {PHONE:\({toll_free}\) {mask:###-####}}
US.phone 1: {PHONE:\({mask:###}\){mask:###-####}}
US.phone 1: {PHONE:{toll_free} {mask:### ####}}
US.phone 1: {PHONE:{toll_free}.{mask:###.####}}
US.phone 2: {PHONE:1-{toll_free}-{mask:###-####}}
US.phone 1: {PHONE:+1{toll_free}{mask:#######}}
US.phone 1: {PHONE:1{toll_free}{mask:#######}}
US.phone 2: {PHONE:(402-935-7733|4029357733)}
toll_free 1: 8(00|88|77|66|55|44|33)
CA.phone 4: {PHONE:{toll_free}-{mask:###-####}}
CA.phone 3: {PHONE:{mask:###-###-####}}
CA.phone 2: {PHONE:{toll_free}{mask:#######}}
CA.phone 2: {PHONE:4029357733}
GB.phone 3: {PHONE:0{mask:##########}}
GB.phone 2: {PHONE:0{mask:### ### ####}}
GB.phone 2: {PHONE:020 {mask:#### ####}}
GB.phone 2: {PHONE:0800{mask:#######}}
GB.phone 2: {PHONE:08{mask:## ### ####}}
GB.phone 2: {PHONE:+44{mask:##########}}
GB.phone 1: {PHONE:0{mask:#### ######}}
GB.phone 3: {PHONE:(35314369001|4029357733)}
FR.phone 3: {PHONE:0{mask:#########}}
FR.phone 2: {PHONE:0{mask:# ## ## ## ##}}
FR.phone 2: {PHONE:+33{mask:#########}}
FR.phone 1: {PHONE:0{mask:#.##.##.##.##}}
FR.phone 2: {PHONE:(0800942890|35314369001)}
DE.phone 3: {PHONE:0{mask:###########}}
DE.phone 2: {PHONE:+49{mask:##########}}
DE.phone 2: {PHONE:0{mask:###-#######}}
DE.phone 2: {PHONE:0{mask:###/######}}
DE.phone 2: {PHONE:0800 {mask:#######}}
DE.phone 2: {PHONE:(35314369001|4029357733)}
AU.phone 3: {PHONE:1300{mask:######}}
AU.phone 2: {PHONE:1300 {mask:### ###}}
AU.phone 2: {PHONE:1800 {mask:### ###}}
AU.phone 2: {PHONE:02{mask:########}}
AU.phone 2: {PHONE:0{mask:# #### ####}}
AU.phone 1: {PHONE:+61{mask:#########}}
AU.phone 2: {PHONE:4029357733}
IN.phone 3: {PHONE:1800{mask:#######}}
IN.phone 2: {PHONE:0{mask:##########}}
IN.phone 2: {PHONE:+91{mask:##########}}
IN.phone 1: {PHONE:080-{mask:########}}
website 1: {WEBSITE:{web}}
iban 1: {REFERENCE:{iban_code}}
bic 1: {REFERENCE:{bic_code}}
ifsc 1: {REFERENCE:{ifsc_code}}
shop_upi 1: {REFERENCE:{shop_handle}}
invoice 3: {ref:#####}
invoice 2: {ref:%Y-####}
invoice 2: {ref:INV-####}
invoice 2: {ref:RE%Y####}
invoice 1: {ref:F%y/####}
invoice 1: {ref:??-#####}
""")
