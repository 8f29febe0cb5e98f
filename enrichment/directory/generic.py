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


# Names of brands that are words, first names or surnames as well.
_ORDINARY = """
    1010 accor adobe ally apple argos avis azul azure bart bell binge bolt boots bose bruna canes
    catch chase chewy chime citi claro coles costa cred crocs deel dell dicks dino dish dyson elisa
    fido flix frys gandi getir goat grab gusto hema hertz hofer husky ibis iliad italo jamba joann
    jumbo kamps kayak kayo kela kiva kohls konga kotak latam levis linkt lotos lowes lumen macys
    melia meta monop muji myer neste nike noom oxfam pathe peets philo philz prada pret puma raia
    rebel regal regus riot rover ruter saks sams sats schuh scoot seiyu shaw shell skat slack sling
    sonic sosh stan steam suez svea tedi three tidal tims toom turo ulta valve vips visa vivo wawa
    wilko wimpy wise wish zara zoom
"""

SHORTEST_DISTINCT = 4
"""Letters that a word needs to be a brand whatever stands behind it."""


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(_ORDINARY.split())


def is_distinct(names: tuple[str, ...]) -> bool:
    """Whether the words of a brand's name can hardly begin another one's."""
    letters = sum(map(len, names))
    if len(names) > 1:
        return letters > SHORTEST_DISTINCT
    return letters >= SHORTEST_DISTINCT and names[0] not in _ordinary()


@cache
def _generic() -> frozenset[str]:
    names = {name for name in countries.by_name() if len(name) > 2}
    codes = {code.lower() for code in countries.by_code()}
    return frozenset(_WORDS.split()) | names | codes


def is_generic(word: str) -> bool:
    """Whether a plain word says nothing against a brand: a kind of shop, a country, a number."""
    return word in _generic() or any(map(str.isdigit, word)) or len(word) == 1
