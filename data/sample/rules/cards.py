"""Card lines: a seller, then where it is or how to reach it."""

from rules.types import rules

RULES = rules(r"""
meal_name 3: {last}'s {meals}
meal_name 2: {adjective} {meals}
meal_name 2: {thing} {meals}
meal_name 1: {city} {meals}
meal_name 1: {first}'s {meals}
aggregated 7: {aggregator}{shop}
aggregated 2: {aggregator}{brand}
aggregated 1: {PROCESSOR:PAYPAL} *{PARTY:{paypal_shops}}
aggregated 1: {PROCESSOR:(GOOGLE|Google)}( *|*){PARTY:{google_goods}}
US.aggregated 24: {aggregator}{shop}
US.aggregated 3: {aggregator}{brand}
US.aggregated 2: {PROCESSOR:DD} *{PARTY:DoorDash {retail}}
US.aggregated 1: {PROCESSOR:DD} *{PARTY:DoorDash {meal_name}}
US.aggregated 3: {PROCESSOR:(DOORDASH|DoorDash|GRUBHUB|SLICE|CHOWNOW)}(*| *|* ){PARTY:{meal_name}}
US.aggregated 1: {PROCESSOR:DOORDASH}*{PARTY:{retail}}
US.aggregated 1: {PROCESSOR:IC}* {PARTY:{retail} by Instacar}
US.aggregated 3: {PROCESSOR:(GOOGLE|Google)}( *|*| \* ){PARTY:{google_goods}}
US.aggregated 2: {PROCESSOR:(PAYPAL|PayPal)} *{PARTY:{paypal_shops}}
US.aggregated 2: {PROCESSOR:(CASH APP|Cash App|SQC|VENMO|Venmo)}(*| *){PARTY:{first} {last}}
store 6: {ref:####}
store 3: {ref:###}
store 2: {REFERENCE:#{mask:####}}
store 1: {ref:#####}
store 1: {REFERENCE:#{mask:###}}
US.store 7: {REFERENCE:#{mask:####}}
US.store 4: {REFERENCE:#{mask:###}}
US.store 3: {REFERENCE:#{mask:#####}}
US.store 2: {REFERENCE:#0{mask:###}}
US.store 2: {ref:####}
US.store 2: {ref:#####}
US.store 2: {ref:00######}
US.store 1: {ref:##########}
US.store 2: STORE {ref:#####}
US.store 1: Store {REFERENCE:#{mask:###}}
US.store 1: {ref:F####}
US.store 1: {ref:T-####}
US.store 1: NO. {ref:###}
US.store 1: {ref:Q##}
US.store 1: {ref:####-##}
DE.store 4: {ref:####}
DE.store 2: FIL. {ref:####}
DE.store 2: FILIALE {ref:####}
DE.store 2: Fil.{ref:####}
DE.store 1: FIL {ref:###}
DE.store 1: {ref:R###}
NL.store 6: {ref:####}
NL.store 2: {ref:###}
NL.store 1: FIL {ref:####}
FR.store 3: {ref:####}
FR.store 2: {ref:###}
FR.store 1: MAG {ref:####}
FR.store 1: {ref:#####}
till 16: {brand}
till 9: {brand} {store}
till 16: {shop}
till 8: {aggregated}
till 1: {airline}
US.till 9: {brand} {store}
US.till 1: {brand}{store}
US.till 5: {brand}
US.till 8: {shop}
US.till 1: {shop} {store}
US.till 7: {aggregated}
US.till 1: {airline}
airline 2: {PARTY:{airline_name}}( |   |){ref:(0############|5############|2############)}
airline 1: {PARTY:{airline_name}}( |   ){ref:(0##-##########|##########|6############)}
far 5: {remote}
far 2: {brand_product}
far 3: {brand_code}
far 2: {aggregator}{shop}
far 1: {PROCESSOR:(GOOGLE|Google)}( *|*){PARTY:{google_goods}}
US.far 6: {remote}
US.far 3: {brand_product}
US.far 4: {brand_code}
US.far 1: {aggregator}{shop}
US.far 1: {PARTY:eBay} O*{ref:##-#####-#####}
contact 5: {phone}
contact 4: {website}
contact 1: {phone} {LOCATION:{country2}}
contact 1: {website} {LOCATION:{country2}}
contact 1: {website} {LOCATION:{country3}}
US.contact 6: {phone} {LOCATION:{state}}
US.contact 2: {phone}{LOCATION:{state}}
US.contact 4: {website} {LOCATION:{state}}
US.contact 2: {website}{LOCATION:{state}}
US.contact 1: {phone}
US.contact 1: {website}
US.contact 1: {phone} {LOCATION:{state} US(|A)}
US.contact 1: {website} {phone} {LOCATION:{state}}
CA.contact 4: {phone} {LOCATION:{state}}
CA.contact 3: {website} {LOCATION:{state}}
CA.contact 1: {website}
CA.contact 1: {phone}
AU.contact 4: {phone}
AU.contact 3: {website}
AU.contact 2: {phone} {LOCATION:{state}}
AU.contact 1: {phone} {LOCATION:AUS}
AU.contact 1: {website} {LOCATION:AU}
where 1: {LOCATION:{city}}
US.where 12: {LOCATION:{city} {state}}
US.where 2: {LOCATION:{city}, {state}}
US.where 2: {LOCATION:{city} {state} {postcode}}
US.where 1: {LOCATION:{street} {city} {state}}
US.where 1: {LOCATION:{city} {state} US(|A)}
US.where 1: {LOCATION:{city}{state}}
US.where 1: {LOCATION:{city}}
US.where 1: {LOCATION:{state}}
GB.where 8: {LOCATION:{city}}
GB.where 3: {LOCATION:{city} (GB|GBR)}
GB.where 1: {LOCATION:{city} {postcode}}
GB.where 1: {LOCATION:{city}, {postcode}, GB}
GB.where 1: {LOCATION:{city}, United Kingdo}
GB.where 1: {LOCATION:(GB|GBR)}
FR.where 6: {LOCATION:{city}}
FR.where 3: {LOCATION:{state}{city}}
FR.where 2: {LOCATION:{state} {city}}
FR.where 1: {LOCATION:{postcode} {city}}
FR.where 1: {LOCATION:{city} FR}
FR.where 1: {LOCATION:{city} (FRA|France)}
FR.where 1: {LOCATION:{city} {state}}
DE.where 6: {LOCATION:{city}}
DE.where 3: {LOCATION:{city} (DE|DEU)}
DE.where 1: {LOCATION:{postcode} {city}}
DE.where 2: {LOCATION:{city}/DE}
NL.where 7: {LOCATION:{city}}
NL.where 3: {LOCATION:{city} NLD}
NL.where 1: {LOCATION:{city} NL}
NL.where 1: {LOCATION:{city}, Nederland}
ES.where 7: {LOCATION:{city}}
ES.where 3: {LOCATION:{city} ES}
ES.where 1: {LOCATION:{postcode} {city}}
ES.where 1: {LOCATION:{city} ESP}
CA.where 9: {LOCATION:{city} {state}}
CA.where 2: {LOCATION:{city}, {state}}
CA.where 1: {LOCATION:{city} {state} CAN}
CA.where 1: {LOCATION:{city}}
CA.where 1: {LOCATION:{city} {state} {postcode}}
CA.where 1: {LOCATION:{state}}
AU.where 5: {LOCATION:{city} {state}}
AU.where 3: {LOCATION:{city} {state} AUS}
AU.where 3: {LOCATION:{city} {state} AU}
AU.where 2: {LOCATION:{city} {state}AU}
AU.where 2: {LOCATION:{city} AUS}
AU.where 3: {LOCATION:{city}}
AU.where 1: {LOCATION:{city}, {state}, Australia}
IN.where 7: {LOCATION:{city}}
IN.where 2: {LOCATION:{city} IN}
IN.where 2: {LOCATION:{city} {state}}
IN.where 1: {LOCATION:{city} IND}
IN.where 1: {LOCATION:{city}IN}
line 12: {till} {where}
line 3: {till}
line 6: {far} {contact}
line 2: <25 {till}><13 {LOCATION:{city}}>{LOCATION:{country2}}
line 1: <25 {far}><13 {website}>{LOCATION:{country2}}
line 1: <25 {far}><13 {phone}>{LOCATION:{country2}}
line 2: <=22 {till}> {where}
line 1: <22 {till}> {where}
line 2: {far}
US.line 14: {till} {where}
US.line 2: {till}   {where}
US.line 5: <25 {till}><13 {LOCATION:{city}}>{LOCATION:{state}}
US.line 2: <23 {till}> {LOCATION:{city}} {LOCATION:{state}}
US.line 3: <=22 {till}> {where}
US.line 1: <22 {till}> {where}
US.line 12: {far} {contact}
US.line 3: <25 {far}><13 {website}>{LOCATION:{state}}
US.line 3: <25 {far}><13 {phone}>{LOCATION:{state}}
US.line 2: <=22 {far}> {contact}
US.line 2: {till}
US.line 1: {far}
US.line 1: {till} {phone} {LOCATION:{state}}
CA.line 10: {till} {where}
CA.line 3: {till}
CA.line 6: {far} {contact}
CA.line 3: <25 {till}><13 {LOCATION:{city}}>{LOCATION:{state}}
CA.line 1: <25 {far}><13 {website}>{LOCATION:{state}}
CA.line 2: <=15 {till}>
CA.line 2: <=22 {till}> {where}
CA.line 1: {far}
AU.line 11: {till} {where}
AU.line 3: {till}
AU.line 6: {far} {contact}
AU.line 4: <25 {till}><14 {LOCATION:{city}}>{LOCATION:{state}}
AU.line 2: <25 {till}><13 {LOCATION:{city}}>{LOCATION:AU}
AU.line 1: <25 {far}><13 {phone}>{LOCATION:AU}
AU.line 2: <=22 {till}> {where}
AU.line 1: {far}
abroad 5: {shop} {LOCATION:{abroad_city}}
abroad 4: {brand} {LOCATION:{abroad_city} {abroad_country2}}
abroad 4: {shop} {LOCATION:{abroad_city} {abroad_country3}}
abroad 2: {PARTY:{web_seller}} {website} {LOCATION:{abroad_country2}}
abroad 2: {PARTY:{web_seller}} {LOCATION:{abroad_city}}
abroad 2: {PARTY:{online}} {LOCATION:{abroad_city} {abroad_country3}}
abroad 1: {PROCESSOR:PAYPAL} *{PARTY:{paypal_shops}} {PHONE:35314369001}
abroad 1: {aggregator}{shop} {LOCATION:{abroad_city}}
foreign_amount 5: {amount:CUX 0.00}
foreign_amount 4: {amount:0.00 CUX}
foreign_amount 1: {amount:CUX 1,000.00}
FR.foreign_amount 3: {amount:0,00 CUX}
FR.foreign_amount 1: {amount:CUX 0,00}
FR.foreign_amount 1: {amount:0,00CUX}
DE.foreign_amount 3: {amount:0,00 CUX}
DE.foreign_amount 2: {amount:CUX 0,00}
NL.foreign_amount 3: {amount:0,00 CUX}
NL.foreign_amount 2: {amount:CUX 0,00}
ES.foreign_amount 3: {amount:0,00 CUX}
ES.foreign_amount 1: {amount:CUX 0,00}
noted 6: {note}
noted 2: {note} {marks_in_notes}
noted 1: {marks_in_notes}
""")
