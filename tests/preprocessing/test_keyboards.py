from __future__ import annotations

from string import ascii_letters, digits

import pytest

from preprocessing.keyboards import _LAYOUTS, LOCALES, neighbours

LETTERS = {
    "de-DE": "äöüÄÖÜß",
    "en-GB": "",
    "en-US": "",
    "es-ES": "ñÑçÇ",
    "fr-CA": "éèàùçÉÈÀÙÇ",
    "fr-FR": "éèàùç",
}


def test_the_locales_asked_for_are_there() -> None:
    assert {"en-US", "en-GB", "fr-FR", "fr-CA", "de-DE", "es-ES"} <= set(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_rows_with_and_without_shift_are_the_same_keys(locale: str) -> None:
    layout = _LAYOUTS[locale]
    for plain, shifted in zip(layout.plain, layout.shifted, strict=True):
        assert len(plain) == len(shifted)
    for lower, upper in zip("".join(layout.plain), "".join(layout.shifted), strict=True):
        if lower in ascii_letters:
            assert upper == lower.upper()


@pytest.mark.parametrize("locale", LOCALES)
def test_no_character_is_on_two_keys(locale: str) -> None:
    characters = "".join(row for rows in _LAYOUTS[locale] for row in rows).replace(" ", "")
    assert len(set(characters)) == len(characters)
    assert set(neighbours(locale)) == set(characters)


@pytest.mark.parametrize("locale", LOCALES)
def test_letters_and_digits_are_all_there(locale: str) -> None:
    beside = neighbours(locale)
    for character in ascii_letters + digits + LETTERS[locale]:
        assert beside[character], character


@pytest.mark.parametrize("locale", LOCALES)
def test_neighbours_are_mutual_and_in_the_same_shift_state(locale: str) -> None:
    beside = neighbours(locale)
    plain = set("".join(_LAYOUTS[locale].plain))
    for character, others in beside.items():
        assert character not in others
        assert len(set(others)) == len(others) <= 6
        for other in others:
            assert character in beside[other]
            assert (character in plain) == (other in plain)
            assert character.isdecimal() == other.isdecimal()
            assert not other.isspace()


@pytest.mark.parametrize("locale", LOCALES)
def test_digits_lie_in_a_row(locale: str) -> None:
    beside = neighbours(locale)
    assert [set(beside[digit]) for digit in "1590"] == [{"2"}, {"4", "6"}, {"8", "0"}, {"9"}]


@pytest.mark.parametrize(
    ("locale", "character", "expected"),
    [
        ("en-US", "a", "qwsz"),
        ("en-US", "g", "fhtyvb"),
        ("en-US", "G", "FHTYVB"),
        ("en-US", "p", "o[-;l"),
        ("en-US", "z", "asx"),
        ("en-US", "\\", "]"),
        ("en-GB", "z", "asx\\"),
        ("en-GB", '"', "!£QW"),
        ("en-GB", "#", "']"),
        ("de-DE", "z", "tugh"),
        ("de-DE", "y", "asx<"),
        ("de-DE", "ß", "pü"),
        ("de-DE", "Ö", "LÄPÜ:_"),
        ("fr-FR", "a", "zq&é"),
        ("fr-FR", "q", "sazw<"),
        ("fr-FR", "m", "lùp:!"),
        ("fr-FR", "é", '&"az'),
        ("fr-FR", "A", "ZQ"),
        ("fr-CA", "é", ".;è"),
        ("fr-CA", "ç", "èà="),
        ("es-ES", "ñ", "lp.-"),
        ("es-ES", "Ñ", "LP:_"),
    ],
)
def test_neighbours_of_well_known_keys(locale: str, character: str, expected: str) -> None:
    assert sorted(neighbours(locale)[character]) == sorted(expected)


@pytest.mark.parametrize(
    ("character", "locales"),
    [
        ("£", {"en-GB", "fr-FR"}),
        ("@", {"en-US", "en-GB", "fr-CA"}),
        ("#", {"en-US", "en-GB", "fr-CA", "de-DE"}),
        ("¬", {"en-GB"}),
        ("ß", {"de-DE"}),
        ("ñ", {"es-ES"}),
        ("²", {"fr-FR"}),
        ("É", {"fr-CA"}),
        ("ç", {"es-ES", "fr-CA", "fr-FR"}),
    ],
)
def test_where_a_character_is_a_key(character: str, locales: set[str]) -> None:
    assert {locale for locale in LOCALES if character in neighbours(locale)} == locales


@pytest.mark.parametrize("locale", ["", "en", "en_US", "EN-US", "xx-XX"])
def test_an_unknown_locale_is_refused_and_the_known_ones_are_named(locale: str) -> None:
    with pytest.raises(ValueError, match="no keyboard is known for") as error:
        neighbours(locale)
    assert repr(locale) in str(error.value)
    assert all(known in str(error.value) for known in LOCALES)
