"""Words that stand beside a brand's name without making it another name."""

from __future__ import annotations

from functools import cache

from enrichment.values import countries

_WORDS = """
    store stores shop shops shopping outlet market markets mkt markt supermarket supermarkets
    supermarkt supermercado supermercados supermarche hypermarket hyper hiper super superstore
    supercenter supercentre center centre ctr express city local metro extra plus max mini maxi
    filiale fil branch station stations service services svc svcs tankstelle fuel gas gasoline
    petrol oil energy energie pharmacy pharma apotheke drug drugs restaurant restaurants rest cafe
    coffee bar grill pizza burger food foods grocery groceries kitchen bakery online internet web
    app digital com de co net org www inc llc llp lp ltd limited plc gmbh mbh kg ag sa sas
    sarl srl spa bv nv ab as aps oy oyj pty pvt corp corporation company group holding holdings
    international intl global europe european eu emea ireland usa america american us uk ie
    premium pro family basic standard unlimited student duo individual annual monthly yearly month
    year sub subs subscr subscription subscriptions membership member abo plan plans renewal bill
    billing payment payments pmt pymt pay autopay auto purchase purchases order orders trip trips
    ride rides eats pass one help support customer care sales retail distribution dist wholesale
    warehouse whse club card cards credit debit gift giftcard reload topup top up mobile wireless
    bank banking insurance ins assurance versicherung telecom communications comm media
    entertainment technologies technology tech software systems solutions industries marketplace
    mktp mktplace mktpl seller prime fresh storage cloud music video tv play games hotel hotels inn
    resort airport terminal airlines airways air rail railway parking park
    sagt danke dankt thanks you and of at in for to by la le les el los las der die das den
    fa firma sucursal tienda loja magasin agence negozio punto vendita butik kauppa sklep
    reservation booking ticket tickets travel fare cash back refund deposit transfer fee fees
    residential commercial business personal home general basis north south east west
    st street ave road rd blvd hwy drive dr mall plaza
    neukauf zentrum bahnhof hbf flughafen gare aeropuerto aeroporto
"""


@cache
def _generic() -> frozenset[str]:
    names = {name for name in countries.by_name() if len(name) > 2}
    codes = {code.lower() for code in countries.by_code()}
    return frozenset(_WORDS.split()) | names | codes


def is_generic(word: str) -> bool:
    """Whether a plain word says nothing against a brand: a kind of shop, a country, a number."""
    return word in _generic() or any(map(str.isdigit, word)) or len(word) == 1
