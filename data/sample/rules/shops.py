"""Names of invented shops and firms."""

from rules.types import rules

RULES = rules(r"""
US.shop_name 5: {last}'s {trade}
US.shop_name 3: {first}'s {trade}
US.shop_name 5: {adjective} {thing} {trade}
US.shop_name 4: {thing} {trade}
US.shop_name 3: {adjective} {trade}
US.shop_name 4: {city} {trade}
US.shop_name 2: The {adjective} {thing}
US.shop_name 2: The {thing} {trade}
US.shop_name 2: {last} {trade}
US.shop_name 2: {last} & (Sons|Co|{last})
US.shop_name 2: {coined} {trade}
US.shop_name 1: {thing} & {thing}
US.shop_name 1: {trade} on {road}
US.shop_name 1: La {trade} {first}
US.shop_name 1: Law Office(s|) of {first} {last}
US.shop_name 1: {first} {last} (DDS|MD|DMD|OD|DVM)
US.shop_name 1: {city} (Public Library|Parks & Rec|Municipal Court|Parking)
US.shop_name 1: {mask:##} {road} {trade}
CA.shop_name 4: {last}'s {trade}
CA.shop_name 3: {first}'s {trade}
CA.shop_name 4: {city} {trade}
CA.shop_name 3: {coined} {trade}
CA.shop_name 2: {last} {trade}
CA.shop_name 3: {trade} {last}
CA.shop_name 2: Le {trade} {first}
CA.shop_name 2: Pharmacie {first} {last}
CA.shop_name 1: Resto {last}
CA.shop_name 1: {road} {trade}
CA.shop_name 1: Garage {last} & Fils
GB.shop_name 3: {last}s {trade}
GB.shop_name 3: {first}'s {trade}
GB.shop_name 4: {city} {trade}
GB.shop_name 3: The {pubthing}
GB.shop_name 2: The {trade}
GB.shop_name 3: {last} & (Sons|Son|Co|{last})
GB.shop_name 3: {last} {trade}
GB.shop_name 2: {road} {trade}
GB.shop_name 2: {coined} {trade}
GB.shop_name 1: {initial} & {initial} {last}
GB.shop_name 1: Taste of {last}
FR.shop_name 5: {trade} {thing}
FR.shop_name 4: {trade} {last}
FR.shop_name 4: {house}
FR.shop_name 2: Chez {first}
FR.shop_name 2: {first} Coiffure
FR.shop_name 2: SARL {last}
FR.shop_name 1: Sarl {last} {trade}
FR.shop_name 2: {trade} {city}
FR.shop_name 1: Au {trade} {thing}
FR.shop_name 1: {first} et {first}
FR.shop_name 1: L'{trade} d'{first}
DE.shop_name 5: {trade} {last}
DE.shop_name 3: {last} {trade}
DE.shop_name 2: {trade} {house}
DE.shop_name 2: {trade} {first}
DE.shop_name 2: {saint} Apotheke
DE.shop_name 2: {saint}-Apotheke
DE.shop_name 2: {trade} am {saint}
DE.shop_name 2: {trade} {city}
DE.shop_name 2: {last} & (Sohn|Söhne|{last}) {trade}
DE.shop_name 1: Dr. {last} {trade}
DE.shop_name 1: {last} GmbH
DE.shop_name 1: {first} {last} {trade}
DE.shop_name 1: Stadt {city}
NL.shop_name 5: {trade} {last}
NL.shop_name 4: {trade} {house}
NL.shop_name 3: {house}
NL.shop_name 2: {last} {trade}
NL.shop_name 2: {trade} {first}
NL.shop_name 2: {trade} {city}
NL.shop_name 1: {last} & Zn
NL.shop_name 1: Fa. {last}
ES.shop_name 4: {trade} {last}
ES.shop_name 4: {trade} {thing}
ES.shop_name 3: {trade} {first}
ES.shop_name 2: {thing}
ES.shop_name 2: {trade} {city}
ES.shop_name 1: {trade} Hnos {last}
ES.shop_name 1: Casa {first}
ES.shop_name 1: {trade} Hermanos {last} SL
ES.shop_name 1: Fcia Lda {last}
AU.shop_name 4: {last}'s {trade}
AU.shop_name 2: {first}'s {trade}
AU.shop_name 5: {city} {trade}
AU.shop_name 4: {thing} {trade}
AU.shop_name 3: The {thing} {trade}
AU.shop_name 2: {last} & (Sons|Co) {trade}
AU.shop_name 2: {coined} {trade}
AU.shop_name 1: {trade} on {road}
AU.shop_name 1: {initial}&{initial} {last} Pty Ltd
IN.shop_name 6: {prefix} {trade}
IN.shop_name 3: {prefix} {last} {trade}
IN.shop_name 4: {last} {trade}
IN.shop_name 3: {first} {trade}
IN.shop_name 2: {city} {trade}
IN.shop_name 1: {last} and Sons
IN.shop_name 1: {initial} {initial} {trade}
IN.shop_name 1: M/S {last} {trade}
US.firm_name 4: {coined} {industry} {suffix}
US.firm_name 3: {last} {industry} {suffix}
US.firm_name 3: {coined} {suffix}
US.firm_name 2: {coined} {industry}
US.firm_name 2: {last} & {last} {suffix}
US.firm_name 2: {last} {last} & {last} {suffix}
US.firm_name 1: {adjective} {thing} {industry} {suffix}
US.firm_name 1: {city} {industry}
US.firm_name 1: {mask:####} {road} {suffix}
GB.firm_name 4: {coined} {suffix}
GB.firm_name 3: {last} {suffix}
GB.firm_name 3: {last} & {last} {suffix}
GB.firm_name 2: {coined} {trade} {suffix}
GB.firm_name 2: {city} {trade} {suffix}
GB.firm_name 2: {initial}{initial}{initial} (Services|Holdings|Solutions) {suffix}
GB.firm_name 1: {last} Lettings
FR.firm_name 4: {coined} {suffix}
FR.firm_name 3: {coined} {industry}
FR.firm_name 3: {suffix} {last}
FR.firm_name 2: SCI {last}
FR.firm_name 2: {suffix} {coined} {industry}
FR.firm_name 1: Cabinet {last}
FR.firm_name 1: Ets {last}
FR.firm_name 1: Syndic {road}
DE.firm_name 4: {last} {industry} {suffix}
DE.firm_name 4: {coined} {suffix}
DE.firm_name 3: {coined} {industry} {suffix}
DE.firm_name 2: Hausverwaltung {last}
DE.firm_name 2: {last} & {last} {suffix}
DE.firm_name 1: Stadtwerke {city} {suffix}
DE.firm_name 1: (TSV|TuS|SV|Turnverein) {city} e.V.
DE.firm_name 1: Kanzlei {last}
NL.firm_name 4: {last} {industry} {suffix}
NL.firm_name 4: {coined} {suffix}
NL.firm_name 3: {coined} {industry} {suffix}
NL.firm_name 2: Stichting {coined}
NL.firm_name 1: VvE {road}
NL.firm_name 1: Gemeente {city}
NL.firm_name 1: Woonstichting {coined}
ES.firm_name 4: {industry} {last} {suffix}
ES.firm_name 4: {coined} {suffix}
ES.firm_name 3: {coined} {industry} {suffix}
ES.firm_name 2: {last} e Hijos {suffix}
ES.firm_name 1: Cdad. Prop. {road}
ES.firm_name 1: Colegio {last}
CA.firm_name 4: {coined} {suffix}
CA.firm_name 3: {last} {trade} {suffix}
CA.firm_name 2: {last} & {last} {suffix}
CA.firm_name 2: Gestion {last} Inc.
CA.firm_name 2: {mask:#######} (Ontario|Canada) Inc
CA.firm_name 1: {mask:####-####} Québec Inc.
AU.firm_name 4: {coined} {suffix}
AU.firm_name 3: {last} {trade} {suffix}
AU.firm_name 2: {last} & {last} {suffix}
AU.firm_name 2: {coined} (Holdings|Services|Group|Property|Consulting) {suffix}
AU.firm_name 1: {last} Family Trust
AU.firm_name 1: {city} Real Estate
IN.firm_name 5: {coined} {industry} {suffix}
IN.firm_name 3: {last} {industry} {suffix}
IN.firm_name 2: {prefix} {trade}
IN.firm_name 2: {coined} {industry}
IN.firm_name 1: {last} and {last} {suffix}
shop_name 4: {trade} {last}
shop_name 3: {trade} {thing}
shop_name 2: {last} {trade}
shop_name 2: {trade} {first}
shop_name 2: {trade} {city}
shop_name 2: {invented} {trade}
shop_name 1: {invented}
shop_name 1: {first} {last} {trade}
shop_name 1: {trade} {thing} {suffix}
shop_name 1: {trade} {invented}
shop_name 1: {thing} {trade}
firm_name 4: {invented} {suffix}
firm_name 3: {last} {suffix}
firm_name 2: {trade} {last} {suffix}
firm_name 2: {invented} {industry} {suffix}
firm_name 2: {last} {industry} {suffix}
firm_name 1: {coined} {suffix}
firm_name 1: {invented} {industry}
firm_name 1: {last} & {last} {suffix}
""")
