"""The countries of the sample: how their banks write money, dates, numbers and accents."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """What the fields of a record need to know about a country.

    Attributes:
      weight: Share of the sample, relative to those of the others.
      code3: Country code of three letters; the key of `COUNTRIES` is the one of two letters.
      printed: What card lines write otherwise.
      currency: ISO 4217 code.
      locales: Of Faker, for people; the first also names the streets.
      months: Key of `fields.MONTHS`.
      families: Where rules and word lists are looked up that the country has none of.
      domains: Endings of web addresses.
      postcodes: Masks, `_` for a space.
      phones: Masks, `_` for a space.
      iban: Mask of an account number.
      cases: Key of `printing.CASES`.
      accents: Key of `printing.ACCENTS`.
    """

    weight: int
    code3: str
    printed: str
    currency: str
    locales: tuple[str, ...]
    months: str
    families: tuple[str, ...]
    domains: tuple[str, ...]
    postcodes: tuple[str, ...]
    phones: tuple[str, ...]
    iban: str
    cases: str
    accents: str


def _read(line: str) -> tuple[str, Country]:
    fields = [field.strip() for field in line.split("|")]
    code, weight, code3, printed, currency, locales, months, families, *rest = fields
    domains, postcodes, phones, iban, cases, accents = rest
    return code, Country(
        weight=int(weight),
        code3=code3,
        printed=printed,
        currency=currency,
        locales=tuple(locales.split()),
        months=months,
        families=tuple(families.split()),
        domains=tuple(domains.split()),
        postcodes=_masks(postcodes),
        phones=_masks(phones),
        iban=iban,
        cases=cases,
        accents=accents,
    )


def _masks(block: str) -> tuple[str, ...]:
    return tuple(text.replace("_", " ") for text in block.split())


_TABLE = """
US|420|USA|US|USD|en_US en_US en_US en_US es_MX en_IN|en|US|.com .com .com .net .org .co .io|
    ##### #####-####|###-###-####|US##################|caps|latin
GB|75|GBR|UK|GBP|en_GB en_GB en_GB en_GB en_IN pl_PL|en|GB|.co.uk .co.uk .com .uk .org.uk|
    ?#_#?? ??#_#?? ??##_#?? ?##_#??|0########## 020_####_####|GB##????##############|caps|latin
DE|62|DEU|Deutschland|EUR|de_DE de_DE de_DE de_DE tr_TR pl_PL|de|DE|.de .de .de .com .shop|
    #####|0########### +49##########|DE####################|mixed|german
FR|58|FRA|France|EUR|fr_FR fr_FR fr_FR fr_FR pt_PT|fr|FR|.fr .fr .com|#####|
    0######### +33#########|FR#######################|loud|romance
NL|42|NLD|Nederland|EUR|nl_NL nl_NL nl_NL nl_NL tr_TR|nl|NL|.nl .nl .nl .com .eu|####_?? ####??|
    0#########|NL##ABNA##########|mixed|latin
ES|42|ESP|España|EUR|es_ES es_ES es_ES es_MX|es|ES|.es .es .com|#####|9######## +34#########|
    ES######################|caps|romance
CA|42|CAN|Canada|CAD|en_CA en_CA fr_CA en_IN|en|CA US|.ca .ca .com|?#?_#?# ?#?#?#|
    ###-###-#### 8##-###-####|CA############|caps|romance
AU|44|AUS|Australia|AUD|en_AU en_AU en_AU en_IN it_IT|en|AU|.com.au .com.au .com .net.au|####|
    1300###### 02########|AU############|loudmixed|latin
IN|52|IND|India|INR|en_IN|en|IN|.in .co.in .com|######|1800####### 0##########|IN############|
    caps|latin
IT|34|ITA|Italia|EUR|it_IT it_IT it_IT it_IT ro_RO|it|IT|.it .it .com|#####|
    0######### 3######### +39##########|IT##?######################|loud|romance
PT|14|PRT|Portugal|EUR|pt_PT|pt|PT|.pt .pt .com|####-### ####|2######## +351#########|
    PT#######################|loud|romance
BR|26|BRA|Brasil|BRL|pt_BR|pt|BR PT|.com.br .com.br .com|#####-### ########|
    0800####### 11######### (11)_####-####|BR##################|loud|romance
PL|20|POL|Polska|PLN|pl_PL|pl|PL|.pl .pl .com.pl .com|##-###|22####### +48#########|
    PL##########################|mixed|slavic
SE|16|SWE|Sverige|SEK|sv_SE|sv|SE|.se .se .com|###_## #####|08####### +46#########|
    SE######################|mixed|nordic
DK|12|DNK|Danmark|DKK|da_DK|da|DK SE|.dk .dk .com|####|######## +45########|DK################|
    mixed|nordic
NO|12|NOR|Norge|NOK|no_NO|no|NO DK SE|.no .no .com|####|######## +47########|NO#############|
    mixed|nordic
FI|10|FIN|Suomi|EUR|fi_FI|fi|FI|.fi .fi .com|#####|09####### +358#########|FI################|
    caps|nordic
CZ|11|CZE|Česko|CZK|cs_CZ|cs|CZ|.cz .cz .com|###_## #####|######### +420#########|
    CZ######################|mixed|slavic
CH|20|CHE|Schweiz|CHF|de_CH de_CH fr_CH it_CH|de|CH DE|.ch .ch .com|####|
    0##_###_##_## +41#########|CH###################|mixed|german
AT|17|AUT|Österreich|EUR|de_AT|de|AT DE|.at .at .com|####|01####### +43##########|
    AT##################|mixed|german
BE|20|BEL|België|EUR|nl_BE fr_BE|nl|BE NL|.be .be .com|####|02####### +32########|
    BE##############|caps|latin
IE|17|IRL|Ireland|EUR|en_IE en_IE en_GB|en|IE GB|.ie .ie .com|?##_??## ?##|01####### 1850######|
    IE##????##############|caps|latin
ZA|14|ZAF|South Africa|ZAR|en_GB zu_ZA en_GB|en|ZA GB|.co.za .co.za .com|####|
    08######## 011#######|ZA##########|caps|latin
NG|11|NGA|Nigeria|NGN|yo_NG ha_NG en_NG ig_NG|en|NG GB|.com.ng .ng .com|######|
    080######## 070########|NG##########|caps|latin
SG|14|SGP|Singapore|SGD|en_GB zh_CN en_IN|en|SG AU|.com.sg .sg .com|######|6####### +65########|
    SG############|caps|latin
HK|9|HKG|Hong Kong|HKD|en_GB zh_CN|en|HK SG AU|.com.hk .hk .com|999077|2####### +852########|
    HK############|caps|latin
JP|8|JPN|Japan|JPY|ja_JP|en|JP|.co.jp .jp .com|###-####|03-####-#### 0120######|JP############|
    caps|latin
NZ|13|NZL|New Zealand|NZD|en_NZ|en|NZ AU|.co.nz .co.nz .nz .com|####|09####### 0800######|
    ##-####-#######-##|caps|latin
MX|18|MEX|México|MXN|es_MX|es|MX ES|.com.mx .mx .com|#####|55######## 800#######|
    ##################|caps|romance
AR|9|ARG|Argentina|ARS|es_AR|es|AR MX ES|.com.ar .com.ar .com|####|0810####### 11########|
    ######################|caps|romance
CO|8|COL|Colombia|COP|es_CO|es|CO MX ES|.com.co .co .com|######|601####### 3#########|
    ###########|caps|romance
CL|7|CHL|Chile|CLP|es_CL|es|CL MX ES|.cl .cl .com|#######|2######## 600#######|###########|caps|
    romance
AE|5|ARE|UAE|AED|en_IN en_GB|en|AE GB|.ae .com|#####|04####### 800####|AE#####################|
    caps|latin
MY|7|MYS|Malaysia|MYR|en_IN zh_CN en_GB|en|MY SG AU|.com.my .my .com|#####|
    03######## 01########|############|caps|latin
PH|6|PHL|Philippines|PHP|en_PH es_MX|en|PH SG US|.com.ph .ph .com|####|02######## 09#########|
    ############|caps|latin
ID|6|IDN|Indonesia|IDR|id_ID|en|ID SG AU|.co.id .id .com|#####|021####### 08##########|
    ##########|caps|latin
KE|5|KEN|Kenya|KES|en_KE|en|KE NG GB|.co.ke .ke .com|#####|07######## 2547########|##########|
    caps|latin
RO|5|ROU|România|RON|ro_RO|ro|RO|.ro .ro .com|######|07######## 021#######|
    RO##????################|caps|slavic
HU|5|HUN|Magyarország|HUF|hu_HU|hu|HU|.hu .hu .com|####|06######### 1#######|
    HU##########################|caps|slavic
"""

COUNTRIES = dict(map(_read, re.sub(r"\n +", "", _TABLE).strip().splitlines()))
