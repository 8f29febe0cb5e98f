from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import load_settings
from preprocessing.augmentation import MAX_CHARACTERS, Augmenter, EntityPool
from preprocessing.graphemes import grapheme_boundaries
from preprocessing.keyboards import LOCALES, neighbours
from preprocessing.settings import AugmentationSettings, ConfigError
from preprocessing.spans import OffsetUnit, Span, from_code_points, trim

NOTHING: dict[str, Any] = {
    "probability": 1.0,
    "strength": 1.0,
    "duplicate": 0.0,
    "delete": 0.0,
    "transpose": 0.0,
    "typo": 0.0,
    "locales": list(LOCALES),
    "digits": 0.0,
    "spacing": {"drop": 0.0, "double": 0.0, "run": 0.0, "insert": 0.0},
    "case": {"upper": 0.0, "lower": 0.0, "title": 0.0},
    "swap": 0.0,
}
EMPTY_POOL = EntityPool({})

# Alphabets that no change leaves: each has its own letters in every case, and its own digits where
# it has any. What is in none of them is Latin, where all keyboards are.
SCRIPTS = {
    "ARMENIAN": "աբգզԱԲԳև",
    "ARABIC": "ابجد٠١٢٩",
    "CYRILLIC": "абжяАБЖЯё",
    "DEVANAGARI": "कखगत०१९",
    "HANGUL": "가각힣금",
    "LATIN": "aqzmAMßéñŉİ0159*#.µ'",
    "THAI": "กขคง๐๑๙",
}
RATES = st.sampled_from([0.0, 0.02, 0.3, 1.0])
CASES = st.sampled_from(
    [
        {"upper": 0.0, "lower": 0.0, "title": 0.0},
        {"upper": 0.3, "lower": 0.3, "title": 0.4},
        {"upper": 1.0, "lower": 0.0, "title": 0.0},
        {"upper": 0.0, "lower": 0.0, "title": 1.0},
    ]
)
RATE_NAMES = ("duplicate", "delete", "transpose", "typo", "digits", "swap")
SPACING_NAMES = ("drop", "double", "run", "insert")
SETTINGS = st.builds(
    AugmentationSettings.model_validate,
    st.fixed_dictionaries(
        {
            "probability": st.sampled_from([0.5, 1.0]),
            "strength": st.sampled_from([0.5, 1.0, 20.0]),
            "locales": st.lists(st.sampled_from(LOCALES), min_size=1, max_size=3),
            "case": CASES,
            "spacing": st.fixed_dictionaries(dict.fromkeys(SPACING_NAMES, RATES)),
            **dict.fromkeys(RATE_NAMES, RATES),
        }
    ),
)
# What joins to other characters, changes its length with its case, or turns the direction of
# writing; without these, random text has hardly any.
ODD = (
    "\r\n\t \u00a0\u00ad\u0300\u0301\u0600\u0903\u0e33\u1100\u1161\u11a8\uac00\uac01\u200b\u200d"
    "\u202e\u2067\ufe0f\u20e3❤🇩🇪🏻👍👨1aAßİŉǰΣ"
)
JOINING = st.text(st.sampled_from(ODD), min_size=1, max_size=12)
TEXTS = JOINING | st.text(
    st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)


def settings_with(**changes: Any) -> AugmentationSettings:
    """Settings of an augmenter that does only what is asked of it."""
    for section in ("spacing", "case"):
        if section in changes:
            changes[section] = {**NOTHING[section], **changes[section]}
    return AugmentationSettings.model_validate({**NOTHING, **changes})


def everything() -> AugmentationSettings:
    return settings_with(
        spacing=dict.fromkeys(SPACING_NAMES, 1.0),
        case={"title": 1.0},
        **dict.fromkeys(RATE_NAMES, 1.0),
    )


def vary(text: str, spans: Sequence[Span] = (), seed: int = 0, **changes: Any) -> str:
    """The text that an augmenter makes of another."""
    varied, _ = Augmenter(settings_with(**changes), EMPTY_POOL)(text, spans, Random(seed))
    return varied


def check(text: str, spans: Sequence[Span]) -> None:
    """That spans are as those of a record must be."""
    text.encode()  # would fail for half of a surrogate pair
    assert "\0" not in text
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert trim(text, span) == span
    for left, right in pairwise(spans):
        assert left.end <= right.start


def script(character: str) -> str:
    name = unicodedata.name(character, "LATIN").split()[0]
    # The digits of Arabic are ARABIC-INDIC.
    name = name.split("-")[0]
    return name if name in SCRIPTS else "LATIN"


def words(name: str) -> st.SearchStrategy[str]:
    """Words of one script, with spaces between them but not around."""
    word = st.text(st.sampled_from(SCRIPTS[name]), min_size=1, max_size=6)
    return st.lists(word, min_size=1, max_size=3).map(" ".join)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span], str]:
    """Texts whose entities each have an alphabet of their own, which is their label.

    The third item is the alphabet of what is outside.
    """
    names = draw(st.permutations(sorted(SCRIPTS)))
    outside, *labels = names[: draw(st.integers(1, 5))]
    gap = st.just("") | st.just(" ") | words(outside) | words(outside).map(" {} ".format)
    text, spans = draw(gap), []
    for label in labels:
        start = len(text)
        text += draw(words(label))
        spans.append(Span(start, len(text), label))
        text += draw(gap)
    return text, spans, outside


@st.composite
def texts_of_clusters(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Any texts, with spans that split no grapheme cluster and have no space at their edges."""
    text = draw(TEXTS)
    borders = sorted(draw(st.sets(st.sampled_from(grapheme_boundaries(text)), max_size=8)))
    spans = [
        Span(start, end, draw(st.sampled_from("AB")))
        for start, end in pairwise(borders)
        if trim(text, Span(start, end, "")) == Span(start, end, "") and draw(st.booleans())
    ]
    return text, spans


@given(marked_texts(), SETTINGS, st.data())
def test_each_span_covers_its_own_characters_after_any_chain_of_changes(
    marked: tuple[str, list[Span], str], settings: AugmentationSettings, data: st.DataObject
) -> None:
    text, spans, outside = marked
    pool = EntityPool({span.label: data.draw(st.lists(words(span.label))) for span in spans})
    augmenter = Augmenter(settings, pool)
    random = Random(data.draw(st.integers(0, 2**32)))
    labels = [span.label for span in spans]
    for _ in range(data.draw(st.integers(1, 4))):
        text, spans = augmenter(text, spans, random)
        check(text, spans)
        assert [span.label for span in spans] == labels
        owners = [outside] * len(text)
        for span in spans:
            owners[span.start : span.end] = [span.label] * (span.end - span.start)
        for character, owner in zip(text, owners, strict=True):
            assert character.isspace() or script(character) == owner, (text, spans)


@settings(max_examples=400)
@given(texts_of_clusters(), SETTINGS, st.lists(JOINING), st.integers(0, 2**32))
def test_no_span_comes_to_begin_or_end_within_a_grapheme_cluster(
    annotated: tuple[str, list[Span]],
    changes: AugmentationSettings,
    entities: list[str],
    seed: int,
) -> None:
    text, spans = annotated
    pool = EntityPool.of((entity, [Span(0, len(entity), "A")]) for entity in entities)
    augmenter, random = Augmenter(changes, pool), Random(seed)
    for _ in range(3):
        before, text_before = spans, text
        text, spans = augmenter(text, spans, random)
        check(text, spans)
        assert [span.label for span in spans] == [span.label for span in before]
        assert bool(text) == bool(text_before)
        assert text.isspace() <= text_before.isspace()
        from_code_points(text, spans, OffsetUnit.GRAPHEME)  # would fail within a cluster


@given(TEXTS, st.data(), SETTINGS)
def test_spans_that_split_clusters_already_do_no_harm(
    text: str, data: st.DataObject, settings: AugmentationSettings
) -> None:
    borders = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [
        Span(start, end, "A")
        for start, end in pairwise(borders)
        if trim(text, Span(start, end, "")) == Span(start, end, "")
    ]
    varied, varied_spans = Augmenter(settings, EMPTY_POOL)(text, spans, Random(1))
    check(varied, varied_spans)
    assert len(varied_spans) == len(spans)


@given(texts_of_clusters(), SETTINGS, st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_result(
    annotated: tuple[str, list[Span]], settings: AugmentationSettings, seed: int
) -> None:
    pool = EntityPool({"A": ["x", "yy"]})
    first, second = (Augmenter(settings, pool)(*annotated, Random(seed)) for _ in range(2))
    assert first == second


def test_other_seeds_give_other_results() -> None:
    text = "CHECKCARD 0818 BLUE BOTTLE COFFEE OAKLAND CA"
    augmenter = Augmenter(load_settings().augmentation, EMPTY_POOL)
    spans = [Span(15, 33, "PARTY")]
    varied = {augmenter(text, spans, Random(seed))[0] for seed in range(200)}
    assert text in varied
    assert len(varied) > 50


@given(texts_of_clusters(), st.integers(0, 2**32))
def test_a_probability_of_0_changes_nothing(annotated: tuple[str, list[Span]], seed: int) -> None:
    settings = everything().model_copy(update={"probability": 0.0})
    assert Augmenter(settings, EntityPool({"A": ["x"]}))(*annotated, Random(seed)) == annotated


@given(texts_of_clusters(), st.integers(0, 2**32))
def test_a_strength_of_0_leaves_the_characters(
    annotated: tuple[str, list[Span]], seed: int
) -> None:
    settings = everything().model_copy(
        update={"strength": 0.0, "swap": 0.0, "case": settings_with().case}
    )
    assert Augmenter(settings, EMPTY_POOL)(*annotated, Random(seed)) == annotated


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        (" ", []),
        ("a", []),
        ("a", [Span(0, 1, "X")]),
        ("ab12", [Span(0, 4, "X")]),
        ("ab", [Span(0, 1, "X"), Span(1, 2, "Y")]),
        ("A B C", [Span(0, 5, "X")]),
    ],
)
def test_small_texts_at_full_rates(text: str, spans: list[Span], seed: int) -> None:
    varied, varied_spans = Augmenter(everything(), EMPTY_POOL)(text, spans, Random(seed))
    check(varied, varied_spans)
    assert bool(varied.strip()) == bool(text.strip())
    assert len(varied_spans) == len(spans)


@pytest.mark.parametrize(
    ("changes", "text", "expected"),
    [
        ({"duplicate": 1.0}, "ab é", "aabb éé"),
        ({"transpose": 1.0}, "abcd e", "badc e"),
        ({"typo": 1.0, "locales": ["en-US"]}, "\\ ñ\\", "] ñ]"),
        ({"typo": 1.0, "locales": ["es-ES"]}, "é ß \\", "é ß \\"),
        ({"spacing": {"drop": 1.0}}, " a b  c", "abc"),
        ({"spacing": {"double": 1.0}}, "a b\tc", "a  b\tc"),
        ({"spacing": {"insert": 1.0}}, "abc de", "a b c d e"),
        ({"case": {"upper": 1.0}}, "Straße ŉ", "STRASSE ʼN"),
        ({"case": {"lower": 1.0}}, "İSTANBUL", "i̇stanbul"),
        ({"case": {"title": 1.0}}, "o'neil 3RD", "O'Neil 3Rd"),
    ],
)
def test_what_each_change_does(changes: dict[str, Any], text: str, expected: str) -> None:
    assert vary(text, **changes) == expected


def test_runs_of_spaces_are_three_to_nine_long() -> None:
    runs = vary("a b " * 200 + "a", spacing={"run": 1.0}).replace("b", "a").split("a")[1:-1]
    assert {len(run) for run in runs} == set(range(3, 10))
    assert set("".join(runs)) == {" "}


@pytest.mark.parametrize("locale", LOCALES)
def test_typos_hit_the_keys_of_the_locale(locale: str) -> None:
    beside = neighbours(locale)
    text = "the quick brown fox jumps over the lazy dog" * 20
    seen: dict[str, set[str]] = {}
    for before, after in zip(text, vary(text, typo=1.0, locales=[locale]), strict=True):
        seen.setdefault(before, set()).add(after)
    assert seen.pop(" ") == {" "}
    assert all(after <= set(beside[before]) for before, after in seen.items())
    assert any(len(after) > 3 for after in seen.values())


def test_each_text_is_typed_on_one_of_the_keyboards() -> None:
    texts = [vary("q" * 50, seed=seed, typo=1.0, locales=["en-US", "fr-FR"]) for seed in range(100)]
    kinds = [set(text) for text in texts]
    beside = [set(neighbours(locale)["q"]) for locale in ("en-US", "fr-FR")]
    assert 30 < sum(kind <= beside[0] for kind in kinds) < 70
    assert all(kind <= beside[0] or kind <= beside[1] for kind in kinds)


@pytest.mark.parametrize(("text", "zero"), [("0123456789", "0"), ("٠١٢٣٤٥٦٧٨٩", "٠")])
def test_digits_become_other_digits_of_their_script(text: str, zero: str) -> None:
    seen = [set(vary(text, seed=seed, digits=1.0)[3]) for seed in range(300)]
    assert set().union(*seen) == {chr(ord(zero) + value) for value in range(10) if value != 3}


@given(st.integers(0, 10**30), st.integers(0, 2**32))
def test_numbers_stay_numbers_under_typos(number: int, seed: int) -> None:
    varied = vary(str(number), seed=seed, typo=1.0, transpose=1.0, digits=1.0)
    assert varied.isdecimal()
    assert len(varied) == len(str(number))


@given(
    st.text(st.sampled_from("aZß .1'éǆŉ*иП")),
    st.data(),
    st.sampled_from(["upper", "lower", "title"]),
)
def test_case_is_that_of_the_whole_text_wherever_spans_begin(
    text: str, data: st.DataObject, case: str
) -> None:
    borders = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [
        Span(start, end, "A")
        for start, end in pairwise(borders)
        if trim(text, Span(start, end, "")) == Span(start, end, "")
    ]
    varied, varied_spans = Augmenter(settings_with(case={case: 1.0}), EMPTY_POOL)(
        text, spans, Random(0)
    )
    assert varied == getattr(text, case)()
    for before, after in zip(spans, varied_spans, strict=True):
        covered = varied[after.start : after.end]
        assert covered.casefold() == text[before.start : before.end].casefold()


def test_offsets_follow_letters_that_grow_with_their_case() -> None:
    text = "ŉ Groß STRAẞE"
    spans = [Span(2, 6, "A"), Span(7, 13, "B")]
    varied, varied_spans = Augmenter(settings_with(case={"upper": 1.0}), EMPTY_POOL)(
        text, spans, Random(0)
    )
    assert varied == "ʼN GROSS STRAẞE"
    assert varied_spans == [Span(3, 8, "A"), Span(9, 15, "B")]


@pytest.mark.parametrize(
    "cluster",
    [
        "👨\u200d👩\u200d👧",
        "🇩🇪",
        "👍🏻",
        "1\ufe0f\u20e3",
        "e\u0301",
        "กี่",
        "नि",
        "\u1112\u1161\u11ab",
        "\r\n",
    ],
)
def test_clusters_of_several_characters_stay_whole(cluster: str) -> None:
    settings = everything().model_copy(update={"case": settings_with().case})
    text = f"ab{cluster}cd {cluster}{cluster}"
    for seed in range(30):
        varied, _ = Augmenter(settings, EMPTY_POOL)(text, [], Random(seed))
        assert varied.count(cluster) == 3
        assert varied != text


def test_what_no_key_types_is_left_alone() -> None:
    text = "🍕–\u202e€\u200b"
    settings = everything().model_copy(update={"case": settings_with().case})
    assert Augmenter(settings, EMPTY_POOL)(text, [], Random(0))[0] == text


@pytest.mark.parametrize("halves", ["\u1100\u1161", "각\u11a8"])
def test_an_edit_that_would_join_the_halves_of_a_cluster_is_not_made(halves: str) -> None:
    left, right = halves
    augmenter = Augmenter(settings_with(delete=0.5), EMPTY_POOL)
    spans = [Span(0, 2, "X")]

    def results(text: str) -> set[str]:
        return {augmenter(text, spans, Random(seed))[0] for seed in range(200)}

    assert halves not in results(f"{left}a{right}")
    # A dash is not edited, and keeps them apart.
    assert f"{left}–{right}" in results(f"{left}a–{right}")


def test_a_span_that_splits_a_cluster_already_does_not_keep_the_text_from_changing() -> None:
    varied, spans = Augmenter(settings_with(duplicate=1.0), EMPTY_POOL)(
        "ab e\u0301cd", [Span(3, 4, "X")], Random(0)
    )
    assert varied == "aabb ee\u0301ccdd"
    assert spans == [Span(5, 7, "X")]


@pytest.mark.parametrize("text", ["A BC", "BC A", "A B", "A"])
def test_an_entity_keeps_its_edges(text: str) -> None:
    spans = [Span(0, len(text), "X")]
    for seed in range(100):
        varied, (span,) = Augmenter(settings_with(delete=0.4, spacing={"insert": 0.2}), EMPTY_POOL)(
            text, spans, Random(seed)
        )
        assert (span.start, span.end) == (0, len(varied))
        assert varied == varied.strip() != ""


def test_texts_do_not_outgrow_the_limit() -> None:
    short, long = ("a" * (MAX_CHARACTERS // 2 + more) for more in (0, 1))
    assert len(vary(short, duplicate=1.0)) == MAX_CHARACTERS
    assert vary(long, duplicate=1.0) == long


DIGITS = "0123456789" * 1000


@pytest.mark.parametrize("strength", [1.0, 2.0])
@pytest.mark.parametrize(
    ("changes", "text", "share"),
    [
        ({"duplicate": 0.1}, "abcde" * 2000, 0.1),
        ({"delete": 0.1}, "abcde" * 2000, -0.1),
        ({"spacing": {"insert": 0.1}}, "abcde" * 2000, 0.1),
        ({"spacing": {"drop": 0.1}}, "a b " * 2500, -0.05),
        ({"spacing": {"double": 0.1}}, "a b " * 2500, 0.05),
        ({"spacing": {"run": 0.1}}, "a b " * 2500, 0.25),
        ({"duplicate": 0.1}, DIGITS, 0.025),
        ({"delete": 0.1}, DIGITS, -0.025),
        # What adds up to more than 1 at a letter is none of a space's business.
        ({"duplicate": 1.0, "delete": 1.0, "spacing": {"drop": 0.1}}, "– " * 5000, -0.05),
        ({"duplicate": 0.1, "delete": 0.02, "typo": 0.03, "digits": 0.4}, "abcde" * 2000, 0.08),
    ],
)
def test_rates_are_kept_that_change_the_length(
    changes: dict[str, Any], text: str, share: float, strength: float
) -> None:
    varied = vary(text, strength=strength, **changes)
    expected = strength * share
    assert (len(varied) - len(text)) / len(text) == pytest.approx(expected, rel=0.2)


@pytest.mark.parametrize(
    ("changes", "text", "share"),
    [
        ({"typo": 0.1}, "abcde" * 2000, 0.1),
        ({"typo": 0.1}, DIGITS, 0.025),
        ({"digits": 0.1}, DIGITS, 0.1),
        ({"digits": 0.1, "typo": 0.4, "spacing": {"drop": 0.4}}, DIGITS, 0.2),
        ({"transpose": 0.1}, "ab" * 5000, 0.2 / 1.1),
    ],
)
def test_rates_are_kept_that_keep_the_length(
    changes: dict[str, Any], text: str, share: float
) -> None:
    varied = vary(text, **changes)
    changed = sum(before != after for before, after in zip(text, varied, strict=True))
    assert changed / len(text) == pytest.approx(share, rel=0.1)


def test_rates_do_not_depend_on_the_number_of_spans() -> None:
    text = "abcde" * 2000
    spans = [Span(start, start + 2, "X") for start in range(0, len(text), 3)]
    augmenter = Augmenter(settings_with(duplicate=0.1), EMPTY_POOL)
    varied, varied_spans = augmenter(text, spans, Random(0))
    assert len(varied) / len(text) == pytest.approx(1.1, abs=0.02)
    assert sum(end - start for start, end, _ in varied_spans) / len(varied) == pytest.approx(
        2 / 3, abs=0.02
    )


def test_shares_of_texts_are_kept() -> None:
    augmenter = Augmenter(
        settings_with(probability=0.5, case={"upper": 0.2, "lower": 0.3, "title": 0.4}), EMPTY_POOL
    )
    random = Random(0)
    results = [augmenter("aB cD", [], random)[0] for _ in range(10_000)]
    for text, share in {"aB cD": 0.55, "AB CD": 0.1, "ab cd": 0.15, "Ab Cd": 0.2}.items():
        assert results.count(text) / len(results) == pytest.approx(share, abs=0.02)


def test_entities_are_swapped_for_others_of_their_label() -> None:
    text = "Shop ACME at Rome"
    spans = [Span(5, 9, "PARTY"), Span(13, 17, "LOCATION")]
    pool = EntityPool({"PARTY": ["ACME", "Ma & Pa", "7-Up"], "LOCATION": ["Rome"], "DATE": ["x"]})
    augmenter = Augmenter(settings_with(swap=1.0), pool)
    results = {augmenter(text, spans, Random(seed))[0] for seed in range(50)}
    # In capitals, as the one that was there.
    assert results == {"Shop MA & PA at Rome", "Shop 7-UP at Rome"}
    _, varied = augmenter(text, spans, Random(0))
    assert [span.label for span in varied] == ["PARTY", "LOCATION"]


def test_the_share_of_swapped_entities_is_kept() -> None:
    augmenter = Augmenter(settings_with(swap=0.3), EntityPool({"X": ["b", "c"]}))
    random = Random(0)
    results = [augmenter("a", [Span(0, 1, "X")], random)[0] for _ in range(10_000)]
    assert results.count("a") / len(results) == pytest.approx(0.7, abs=0.02)
    assert results.count("b") / len(results) == pytest.approx(0.15, abs=0.02)


@pytest.mark.parametrize(("before", "entity"), [("\u1100", "\u1161"), ("각", "\u11a8")])
def test_a_swap_that_would_join_an_entity_to_what_is_beside_it_is_not_made(
    before: str, entity: str
) -> None:
    augmenter = Augmenter(settings_with(swap=1.0), EntityPool({"X": [entity]}))
    spans = [Span(1, 2, "X")]
    assert augmenter(before + "X", spans, Random(0)) == (before + "X", spans)
    assert augmenter("\nX", spans, Random(0)) == ("\n" + entity, spans)


def records(count: int) -> list[tuple[str, list[Span]]]:
    """Texts that have each an entity of their own, and one that all have."""
    return [(f"x pays {n}", [Span(0, 1, "X"), Span(7, 7 + len(str(n)), "N")]) for n in range(count)]


def test_a_pool_has_each_text_once() -> None:
    pool = EntityPool.of(records(5) * 3)
    assert sorted(pool.texts("N")) == ["0", "1", "2", "3", "4"]
    assert pool.texts("X") == ("x",)
    assert pool.texts("Y") == ()


def test_a_bounded_pool_is_a_sample_that_the_order_does_not_change() -> None:
    given_records = records(2000)
    pool = EntityPool.of(given_records, limit_per_label=200, seed=3)
    kept = pool.texts("N")
    assert len(kept) == len(set(kept)) == 200
    assert EntityPool.of(reversed(given_records * 2), 200, 3).texts("N") == kept
    assert set(EntityPool.of(given_records, 200, 4).texts("N")) != set(kept)
    # Not the first ones, nor the last: about as many of each half.
    assert 70 < sum(int(text) < 1000 for text in kept) < 130


def test_a_pool_has_no_entity_that_a_span_may_not_cover() -> None:
    spans = [Span(0, 2, "X"), Span(2, 4, "X"), Span(5, 5, "X"), Span(6, 7, "X")]
    assert EntityPool.of([("a b c d ", spans)]).texts("X") == ("d",)


def test_another_is_another_where_there_is_one() -> None:
    pool = EntityPool({"X": ["a", "b"], "Y": ["a"]})
    random = Random(0)
    assert {pool.another("X", "a", random) for _ in range(50)} == {"b"}
    assert {pool.another("X", "c", random) for _ in range(50)} == {"a", "b"}
    assert pool.another("Y", "a", random) == "a"
    assert pool.another("Z", "a", random) == "a"


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("locales=[en-US, tlh]", "no keyboard is known for 'tlh'; known are de-DE, en-GB, en-US"),
        ("locales=[]", "List should have at least 1 item"),
        ("probability=1.1", "less than or equal to 1"),
        ("typo=-0.1", "greater than or equal to 0"),
        ("typo=.nan", "less than or equal to 1"),
        ("strength=-1", "greater than or equal to 0"),
        ("case={upper: 0.6, title: 0.5}", "upper, lower and title add up to more than 1"),
        ("spacing.tab=1", "unknown key augmentation.spacing.tab"),
    ],
)
def test_settings_that_cannot_be_are_refused(override: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_settings(overrides=[f"augmentation.{override}"])
    assert message in str(error.value)
    assert "augmentation." in str(error.value)


def test_shares_of_cases_may_add_up_to_exactly_1() -> None:
    assert settings_with(case={"upper": 0.7, "lower": 0.2, "title": 0.1})
