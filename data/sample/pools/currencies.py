"""Currencies: rough rates, names and marks, and where people travel."""

from pools.blocks import rows

# Rough exchange rates, so that a dinner in Tokyo does not cost four yen.
UNITS_PER_DOLLAR = {
    **{"USD": 1.0, "EUR": 0.92, "GBP": 0.79, "CHF": 0.89, "CAD": 1.36, "AUD": 1.52, "INR": 83.0},
    **{"DKK": 6.9, "SEK": 10.5, "NOK": 10.7, "CZK": 23.0, "PLN": 4.0, "HUF": 360.0, "TRY": 32.0},
    **{"AED": 3.67, "SGD": 1.35, "THB": 36.0, "JPY": 150.0, "HKD": 7.8, "KRW": 1340.0},
    **{"IDR": 15800.0, "NZD": 1.65, "MXN": 17.5, "BRL": 5.1, "ARS": 870.0, "ZAR": 18.6},
    **{"MAD": 10.0, "ISK": 138.0, "NGN": 1500.0, "COP": 4000.0, "CLP": 930.0, "MYR": 4.6},
    **{"PHP": 57.0, "KES": 130.0, "RON": 4.6, "PEN": 3.8, "UYU": 40.0, "EGP": 48.0, "ILS": 3.7},
    **{"TWD": 32.0, "CNY": 7.2, "VND": 25000.0, "GHS": 15.0},
}
# What some card issuers write instead of the code of a currency.
CURRENCY_NAMES = {
    "EUR": "EURO",
    "GBP": "POUND STERLING",
    "CAD": "CANADIAN DOLLAR",
    "AUD": "AUSTRALIAN DOLLAR",
    "MXN": "MEXICAN PESO",
    "CHF": "SWISS FRANC",
    "JPY": "YEN",
}
# How a currency is written with a mark.
CURRENCY_SYMBOLS = {
    **{"USD": "$", "EUR": "€", "GBP": "£", "CAD": "$", "AUD": "$", "NZD": "$", "SGD": "S$"},
    **{"HKD": "HK$", "BRL": "R$", "MXN": "$", "ARS": "$", "CLP": "$", "COP": "$", "INR": "Rs."},
    **{"JPY": "¥", "ZAR": "R", "NGN": "N", "PHP": "P", "MYR": "RM", "IDR": "Rp", "KES": "KSH "},
    **{"PLN": "zł ", "CZK": "Kč ", "SEK": "kr ", "DKK": "kr ", "NOK": "kr ", "CHF": "CHF "},
}
# Where people travel beyond their own country: city, code of two letters, of three, currency.
ABROAD = rows("""
    Roma|IT|ITA|EUR
    Milano|IT|ITA|EUR
    Firenze|IT|ITA|EUR
    Venezia|IT|ITA|EUR
    Lisboa|PT|PRT|EUR
    Porto|PT|PRT|EUR
    Dublin|IE|IRL|EUR
    Bruxelles|BE|BEL|EUR
    Antwerpen|BE|BEL|EUR
    Luxembourg|LU|LUX|EUR
    Wien|AT|AUT|EUR
    Salzburg|AT|AUT|EUR
    Zürich|CH|CHE|CHF
    Genève|CH|CHE|CHF
    Athens|GR|GRC|EUR
    Copenhagen|DK|DNK|DKK
    Stockholm|SE|SWE|SEK
    Oslo|NO|NOR|NOK
    Helsinki|FI|FIN|EUR
    Praha|CZ|CZE|CZK
    Warszawa|PL|POL|PLN
    Krakow|PL|POL|PLN
    Budapest|HU|HUN|HUF
    Istanbul|TR|TUR|TRY
    Dubai|AE|ARE|AED
    Singapore|SG|SGP|SGD
    Bangkok|TH|THA|THB
    Phuket|TH|THA|THB
    Tokyo|JP|JPN|JPY
    Kyoto|JP|JPN|JPY
    Hong Kong|HK|HKG|HKD
    Seoul|KR|KOR|KRW
    Denpasar|ID|IDN|IDR
    Auckland|NZ|NZL|NZD
    Cancun|MX|MEX|MXN
    Mexico City|MX|MEX|MXN
    Sao Paulo|BR|BRA|BRL
    Buenos Aires|AR|ARG|ARS
    Cape Town|ZA|ZAF|ZAR
    Marrakech|MA|MAR|MAD
    Reykjavik|IS|ISL|ISK
    Vilnius|LT|LTU|EUR
    Zagreb|HR|HRV|EUR
    London|GB|GBR|GBP
    Paris|FR|FRA|EUR
    Barcelona|ES|ESP|EUR
    Amsterdam|NL|NLD|EUR
    Berlin|DE|DEU|EUR
    New York|US|USA|USD
    San Francisco|US|USA|USD
    Toronto|CA|CAN|CAD
    Sydney|AU|AUS|AUD
    Mumbai|IN|IND|INR
    Lima|PE|PER|PEN
    Santiago|CL|CHL|CLP
    Bogota|CO|COL|COP
    Montevideo|UY|URY|UYU
    Cairo|EG|EGY|EGP
    Tel Aviv|IL|ISR|ILS
    Taipei|TW|TWN|TWD
    Shanghai|CN|CHN|CNY
    Hanoi|VN|VNM|VND
    Kuala Lumpur|MY|MYS|MYR
    Manila|PH|PHL|PHP
    Nairobi|KE|KEN|KES
    Lagos|NG|NGA|NGN
    Bucuresti|RO|ROU|RON
    Malta|MT|MLT|EUR
    Nicosia|CY|CYP|EUR
    Tallinn|EE|EST|EUR
    Riga|LV|LVA|EUR
    Ljubljana|SI|SVN|EUR
    Split|HR|HRV|EUR
    Sevilla|ES|ESP|EUR
    Napoli|IT|ITA|EUR
    Faro|PT|PRT|EUR
    Nice|FR|FRA|EUR
    Munchen|DE|DEU|EUR
    Edinburgh|GB|GBR|GBP
    Los Angeles|US|USA|USD
    Miami|US|USA|USD
    Vancouver|CA|CAN|CAD
    Melbourne|AU|AUS|AUD
    Queenstown|NZ|NZL|NZD
    Osaka|JP|JPN|JPY
    Zurich|CH|CHE|CHF
    Goteborg|SE|SWE|SEK
    Bergen|NO|NOR|NOK
    Aarhus|DK|DNK|DKK
    Gdansk|PL|POL|PLN
""")
