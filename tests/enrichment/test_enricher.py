import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment import record
from enrichment.directory.brands import Brand
from enrichment.directory.matching import Directory
from enrichment.enricher import Enricher
from enrichment.record import Known, Record
from models.export_format import Entity, Prediction
from tests.enrichment.marked import marked

SCHEMA = json.loads(Path(record.__file__).with_name("record.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ENRICHER = Enricher()

# Invented, of banks and countries of all kinds: the text, and fields of its record.
DESCRIPTORS: list[tuple[str, dict[str, Any]]] = [
    (
        "{CHANNEL:POS PURCHASE} {PARTY:MAPLE GROVE DINER} {LOCATION:BOISE ID} {DATE:07/03}",
        {"name": "Maple Grove Diner", "brand": None, "channel": "card", "place": "Boise ID US"}
        | {"dates": ["--07-03"]},
    ),
    (
        "{PROCESSOR:SQ} *{PARTY:LANTERN BOOKS} {LOCATION:PORTLAND OR}",
        {"name": "Lantern Books", "processor": "Square", "channel": None},
    ),
    (
        "{PROCESSOR:TST}* {PARTY:HARBOR OYSTER BAR} - {LOCATION:Tampa}",
        {"processor": "Toast", "place": "Tampa - US"},
    ),
    ("{CHANNEL:CHECKCARD} {DATE:1130} {PARTY:WENDYS}", {"dates": ["--11-30"], "brand": "Wendy's"}),
    (
        "ORIG CO NAME:{PARTY:NORTHLAND PAPER} DESC DATE:{DATE:240229} SEC:{CHANNEL:CCD}",
        {"channel": "ach", "dates": ["2024-02-29"]},
    ),
    ("{CHANNEL:ZELLE} TO {PARTY:PRIYA RAO} ON {DATE:09/14}", {"channel": "p2p"}),
    (
        "{CHANNEL:OUTGOING WIRE} {PARTY:SEABOARD TITLE LLC}",
        {"channel": "wire", "name": "Seaboard Title LLC"},
    ),
    ("{CHANNEL:MONTHLY MAINTENANCE FEE}", {"channel": "fee", "name": None}),
    ("{CHANNEL:DIRECT DEP} {PARTY:KESTREL LABS INC} PAYROLL", {"channel": "payroll"}),
    ("{CHANNEL:CHECK} {REFERENCE:2044}", {"channel": "check", "references": ["2044"]}),
    (
        "{PARTY:STARBUCKS STORE 09817} {LOCATION:TULSA OK}",
        {"brand": "Starbucks", "name": "Starbucks"},
    ),
    ("{PARTY:WALGRNS} {REFERENCE:#1120}", {"brand": "Walgreens"}),
    (
        "{PARTY:SXM*SIRIUSXM.COM/ACCT} {PHONE:888-635-5144} {LOCATION:NY}",
        {"phones": ["+18886355144"], "place": "- NY US"},
    ),
    (
        "{CHANNEL:ATM WITHDRAWAL} {LOCATION:4 QUAY ST GALWAY}",
        {"channel": "atm_withdrawal"},
    ),
    (
        "{CHANNEL:INTERAC PURCHASE} {PARTY:TIM HORTONS #22} {LOCATION:GUELPH ON}",
        {"brand": "Tim Hortons", "place": "Guelph ON CA"},
    ),
    ("{CHANNEL:INTERAC E-TRANSFER} {PARTY:J Tremblay}", {"channel": "p2p"}),
    (
        "{CHANNEL:PREAUTHORIZED DEBIT} {PARTY:HYDRO ONE}",
        {"channel": "direct_debit", "brand": "Hydro One"},
    ),
    (
        "{CHANNEL:VIS} {PARTY:MILLSTONE BAKERY} {LOCATION:LEEDS} {AMOUNT:£4.20}",
        {"channel": "card", "amounts": [("4.20", "GBP")], "place": "Leeds - GB"},
    ),
    ("{CHANNEL:DD} {PARTY:OCTOPUS ENERGY}", {"channel": "direct_debit"}),
    ("{CHANNEL:FASTER PAYMENTS RECEIPT} FROM {PARTY:E OAKES}", {"channel": "instant_payment"}),
    ("{CHANNEL:STANDING ORDER} {PARTY:ELM COURT LETTINGS}", {"channel": "standing_order"}),
    ("{CHANNEL:BANK GIRO CREDIT} {PARTY:FENLAND GRAIN}", {"channel": "transfer_in"}),
    (
        "{CHANNEL:Card Payment} {PARTY:Sainsburys S/Mkts} {DATE:05/11/2024} {DATE:18:09}",
        {"brand": "Sainsbury's", "dates": ["2024-05-11"], "times": ["T18:09"]},
    ),
    (
        "{CHANNEL:KARTENZAHLUNG} {PARTY:BAECKEREI HOLZ GMBH} {LOCATION:MUENCHEN} {DATE:03.11.}",
        {"name": "Baeckerei Holz GmbH", "place": "München - DE", "dates": ["--11-03"]},
    ),
    ("{CHANNEL:LASTSCHRIFT} {PARTY:STADTWERKE KIEL AG}", {"channel": "direct_debit"}),
    ("{CHANNEL:DAUERAUFTRAG} {PARTY:WOHNBAU SUED EG}", {"channel": "standing_order"}),
    ("{CHANNEL:GUTSCHRIFT} {PARTY:HEIDE LORENZ}", {"channel": "transfer_in"}),
    ("{CHANNEL:LOHN/GEHALT} {PARTY:NORDLICHT IT GMBH}", {"channel": "payroll"}),
    ("{CHANNEL:BARGELDAUSZAHLUNG} {LOCATION:KOELN}", {"place": "Köln - DE"}),
    ("{PARTY:dm Fil.0412 H:34} {LOCATION:Mainz}", {"place": "Mainz - DE"}),
    (
        "{CHANNEL:CARTE} {DATE:2809} {PARTY:MONOPRIX} {LOCATION:75 PARIS}",
        {"dates": ["--09-28"], "brand": "Monoprix", "channel": "card"},
    ),
    ("{CHANNEL:PRLV SEPA} {PARTY:FREE MOBILE}", {"channel": "direct_debit"}),
    ("{CHANNEL:VIR INST} {PARTY:MME CLAIRE AUBIN}", {"channel": "instant_payment"}),
    ("{CHANNEL:RETRAIT DAB} {DATE:1402} {LOCATION:LYON}", {"channel": "atm_withdrawal"}),
    ("{CHANNEL:PAIEMENT PSC} {DATE:0105} {PARTY:LA FOURNEE}", {"channel": "contactless_wallet"}),
    ("{CHANNEL:FRAIS DE TENUE DE COMPTE}", {"channel": "fee"}),
    (
        "{CHANNEL:COMPRA TARJ.} {PARTY:FERRETERIA EL CLAVO} {LOCATION:SEVILLA}",
        {"channel": "card", "place": "Sevilla - ES"},
    ),
    ("{CHANNEL:RECIBO} {PARTY:IBERDROLA CLIENTES}", {"channel": "direct_debit"}),
    ("{CHANNEL:BIZUM} A {PARTY:LUCIA GIL}", {"channel": "p2p"}),
    ("{CHANNEL:NOMINA} {PARTY:TALLERES RUIZ SL}", {"channel": "payroll"}),
    (
        "{CHANNEL:PAGAMENTO CON CARTA} {PARTY:ESSELUNGA} {LOCATION:MILANO} {DATE:07/02/25}",
        {"brand": "Esselunga", "dates": ["2025-02-07"], "place": "Milano - IT"},
    ),
    ("{CHANNEL:ADDEBITO SDD} {PARTY:A2A ENERGIA}", {"channel": "direct_debit"}),
    ("{CHANNEL:BONIFICO} {PARTY:MARCO BIANCHI}", {"channel": "transfer"}),
    ("{CHANNEL:PRELIEVO BANCOMAT} {DATE:12.09}", {"channel": "atm_withdrawal"}),
    (
        "{CHANNEL:BEA} {PARTY:ALBERT HEIJN 1532} {LOCATION:UTRECHT} {DATE:11.03.24}",
        {"brand": "Albert Heijn", "place": "Utrecht - NL", "dates": ["2024-03-11"]},
    ),
    ("{CHANNEL:SEPA INCASSO} {PARTY:ZIGGO}", {"channel": "direct_debit", "brand": "Ziggo"}),
    ("{CHANNEL:BANCONTACT} {PARTY:DELHAIZE} {LOCATION:GENT}", {"place": "Gent - BE"}),
    (
        "{CHANNEL:KORTKÖP} {DATE:250114} {PARTY:ICA NARA}",
        {"dates": ["2025-01-14"], "brand": "ICA", "channel": "card"},
    ),
    ("{CHANNEL:SWISH} {PARTY:ERIK NYBERG}", {"channel": "p2p"}),
    ("{CHANNEL:DK-NOTA} {PARTY:FØTEX} {AMOUNT:120,50 DKK}", {"amounts": [("120.50", "DKK")]}),
    ("{CHANNEL:PRZELEW} {PARTY:ANNA WRONA}", {"channel": "transfer"}),
    ("{CHANNEL:PLATNOSC KARTA} {PARTY:ZABKA Z4412}", {"channel": "card", "brand": "Żabka"}),
    (
        "{CHANNEL:EFTPOS} {PARTY:WOOLWORTHS 1180} {LOCATION:GEELONG VIC} {DATE:04/09}",
        {"dates": ["--09-04"], "place": "Geelong VIC AU", "brand": "Woolworths"},
    ),
    ("{CHANNEL:BPAY} {PARTY:SYDNEY WATER}", {"channel": "other", "brand": "Sydney Water"}),
    ("{CHANNEL:UPI}/{REFERENCE:411}/{PARTY:ANIL KUMAR}", {"channel": "instant_payment"}),
    (
        "{CHANNEL:NEFT CR}-{REFERENCE:HDFC0000060}-{PARTY:BRIGHT TOOLS PVT LTD}",
        {"channel": "transfer_in", "name": "Bright Tools Pvt Ltd"},
    ),
    ("{CHANNEL:ATW}-{REFERENCE:4160XX}-{LOCATION:PUNE}", {"place": "Pune - IN"}),
    ("{CHANNEL:PIX ENVIADO} {PARTY:RITA SOUZA}", {"channel": "instant_payment"}),
    (
        "{DATE:05/11} {PROCESSOR:EBN} *{PARTY:JOGOS LTDA} {AMOUNT:R$ 1.045,90}",
        {"processor": "Ebanx", "amounts": [("1045.90", "BRL")], "dates": ["--11-05"]},
    ),
    ("{CHANNEL:RETIRO CAJERO} {LOCATION:MONTERREY NL}", {"channel": "atm_withdrawal"}),
    ("{CHANNEL:PAYNOW} {PARTY:TAN WEI MING}", {"channel": "instant_payment"}),
    ("{CHANNEL:PURCHASE} {PARTY:TAKEALOT} {LOCATION:CAPE TOWN ZAF}", {"place": "Cape Town - ZA"}),
    ("{WEBSITE:WWW.LANTERNPRESS.ORG/PAY}", {"name": "Lanternpress", "source": "WEBSITE"}),
    ("{WEBSITE:HELP.NETFLIX.CO}", {"brand": "Netflix", "websites": ["netflix.com"]}),
    ("{PROCESSOR:KLARNA}", {"name": "Klarna", "source": "PROCESSOR", "brand": "Klarna"}),
    ("{PARTY:OAKES & DAUGHTERS} {PHONE:+44 20 7946 0018}", {"phones": ["+442079460018"]}),
]


def summary(made: Record) -> dict[str, Any]:
    """The fields by short names."""
    counterparty, location = made.counterparty, made.location
    place = location and (location.city, location.region, location.country)
    return {
        "name": counterparty and counterparty.name,
        "brand": counterparty and counterparty.brand,
        "source": counterparty and str(counterparty.source),
        "processor": made.processor,
        "channel": made.channel and str(made.channel),
        "place": place and " ".join(part or "-" for part in place),
        "dates": made.dates,
        "times": made.times,
        "amounts": [(amount.value, amount.currency) for amount in made.amounts],
        "phones": made.phones,
        "websites": made.websites,
        "references": made.references,
    }


@pytest.mark.parametrize(("text", "expected"), DESCRIPTORS, ids=[text for text, _ in DESCRIPTORS])
def test_descriptors_of_many_banks(text: str, expected: dict[str, Any]) -> None:
    made = ENRICHER.record(marked(text))
    found = summary(made)
    assert {field: found[field] for field in expected} == expected
    VALIDATOR.validate(made.to_json())


def test_what_the_caller_knows_is_used() -> None:
    text = marked("{PARTY:ELM CAFE} {DATE:03/04} {PHONE:020 7946 0018}")
    abroad = ENRICHER.record(text, Known("2026-05-01", "GB"))
    assert (abroad.dates, abroad.phones) == (["2026-04-03"], ["+442079460018"])
    assert ENRICHER.record(text, Known("2026-03-31", "US")).dates == ["2026-03-04"]
    assert ENRICHER.record(text, Known("2026-02-01", "US")).dates == ["2025-03-04"]


def test_entities_below_the_score_and_suggestions_can_be_left_out() -> None:
    weak = marked("{PARTY:ELM CAFE} {DATE:03/04}", score=0.4, accepted=False)
    assert Enricher(min_score=0.5).record(weak).counterparty is None
    assert Enricher(accepted_only=True).record(weak).dates == []
    shown = ENRICHER.record(weak).counterparty
    assert shown is not None
    assert (shown.score, shown.accepted) == (0.4, False)


def test_a_directory_of_ones_own_replaces_the_starter() -> None:
    own = Enricher(Directory([Brand("Elm Group", ("Elm Cafe",), ("elm.example",))]))
    found = own.record(marked("{PARTY:ELM CAFE}")).counterparty
    assert found is not None
    assert found.brand == "Elm Group"
    other = own.record(marked("{PARTY:STARBUCKS}")).counterparty
    assert other is not None
    assert other.brand is None


LABELS = ["PARTY", "WEBSITE", "PROCESSOR", "CHANNEL", "LOCATION", "DATE", "AMOUNT", "PHONE", "ODD"]


@st.composite
def predictions(draw: st.DrawFn) -> Prediction:
    pieces = draw(
        st.lists(
            st.tuples(
                st.sampled_from(LABELS),
                st.text(min_size=1, max_size=12)
                | st.text("0123456789/-.:,+$ APM", min_size=1, max_size=14),
            ),
            max_size=6,
        )
    )
    text, entities = "", []
    for label, piece in pieces:
        entities.append(Entity(label, piece, len(text), len(text) + len(piece), 0.5, False))
        text += piece + " "
    return Prediction(text, entities)


@settings(max_examples=300, deadline=None)
@given(predictions(), st.sampled_from([Known(), Known("2024-02-29", "US"), Known(None, "DE")]))
def test_every_record_keeps_to_the_schema(prediction: Prediction, known: Known) -> None:
    made = ENRICHER.record(prediction, known)
    VALIDATOR.validate(made.to_json())
    assert made == ENRICHER.record(prediction, known)


def test_the_schema_has_this_version_and_all_channels() -> None:
    shape = SCHEMA["$defs"]["record"]["properties"]
    assert shape["schema"]["const"] == record.SCHEMA_VERSION
    assert shape["channel"]["enum"] == [*map(str, record.Channel), None]
    assert set(shape) == set(Record("").to_json())
