"""The layouts of statement lines, by country, and those that many countries share.

The patterns (see grammar.py) are written in the case in which banks print them; printing.py varies
the case. What is labelled follows the annotation guidelines: values, not key words; PARTY is the
other side only; CHANNEL is the longest phrase that names the type of the transaction.
"""

from typing import NamedTuple

from layouts import (
    africa,
    asia_pacific,
    australia,
    belgium,
    canada,
    eastern_europe,
    france,
    germany,
    india,
    ireland,
    italy,
    known_countries,
    latin_america,
    netherlands,
    new_zealand,
    nordics,
    portugal,
    shared_accounts,
    shared_cards,
    spain,
    switzerland_austria,
    united_kingdom,
    united_states,
    us_accounts,
    us_more,
    wallets,
)
from layouts.template import Template


class Layout(NamedTuple):
    """A template and the name under which the sample lists its records."""

    name: str
    template: Template


def _named(group: str, *blocks: tuple[Template, ...]) -> tuple[Layout, ...]:
    return tuple(Layout(template.name(group), template) for block in blocks for template in block)


_BY_COUNTRY: dict[str, tuple[tuple[Template, ...], ...]] = {
    "US": (united_states.TEMPLATES, us_accounts.TEMPLATES, us_more.TEMPLATES),
    "GB": (united_kingdom.TEMPLATES, known_countries.TEMPLATES["GB"]),
    "FR": (france.TEMPLATES, known_countries.TEMPLATES["FR"]),
    "DE": (germany.TEMPLATES, known_countries.TEMPLATES["DE"]),
    "NL": (netherlands.TEMPLATES, known_countries.TEMPLATES["NL"]),
    "ES": (spain.TEMPLATES, known_countries.TEMPLATES["ES"]),
    "CA": (canada.TEMPLATES, known_countries.TEMPLATES["CA"]),
    "AU": (australia.TEMPLATES, known_countries.TEMPLATES["AU"]),
    "IN": (india.TEMPLATES, known_countries.TEMPLATES["IN"]),
    "IT": (italy.TEMPLATES,),
    "IE": (ireland.TEMPLATES,),
    "PT": (portugal.TEMPLATES,),
    "BE": (belgium.TEMPLATES,),
    "NZ": (new_zealand.TEMPLATES,),
    **{country: (block,) for country, block in nordics.TEMPLATES.items()},
    **{country: (block,) for country, block in eastern_europe.TEMPLATES.items()},
    **{country: (block,) for country, block in switzerland_austria.TEMPLATES.items()},
    **{country: (block,) for country, block in latin_america.TEMPLATES.items()},
    **{country: (block,) for country, block in africa.TEMPLATES.items()},
    **{country: (block,) for country, block in asia_pacific.TEMPLATES.items()},
}
TEMPLATES = {country: _named(country, *blocks) for country, blocks in _BY_COUNTRY.items()}
SHARED = _named("any", shared_cards.TEMPLATES, shared_accounts.TEMPLATES, wallets.TEMPLATES)
