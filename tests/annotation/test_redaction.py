from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotation.finds import Kind, Redaction
from annotation.redaction import RedactionSettings, find_private, redact
from annotation.separators import HYPHENS, SEPARATORS, SPACES
from preprocessing.graphemes import grapheme_boundaries

ON = RedactionSettings(enabled=True)

# What random text hardly ever has: keys of fields, shapes of numbers, and characters whose masks
# need care.
PIECES = [
    *("NAME:", "NAME+", "/NAME/", "/REMI/", "/BEN ", "INDN:", "INDN ", "IND NAME:", " CO ID:"),
    *(" CO NAME:", " BANK", "BANK NAME:", "BNF ", "BNF BK", "A/C HOLDER ", "EREF+", " REF :"),
    *(
        " PMT DET:",
        " SRF#",
        " TRN*",
        "John",
        "SMITH",
        "é",
        "e\u0301",
        "한\u11a8",
        "राहुल",
        "王",
        "ตำ",
    ),
    *(
        "👍\ufe0f🏽",
        "\u200d",
        "𝐀",
        "𐐀",
        "𝟗𝟗",
        "٣٤",
        "²",
        "Ⅳ",
        "1",
        "05",
        "123",
        "1234",
        "4111",
        "0000",
    ),
    *("123456", "822463", "10005", "12345678", "8005551234", "4111111111111111", "DE89", "BE68"),
    *("NL91", "ABNA", "0417", "1643", "00", " ", " ", "-", "/", ".", ",", ":", "+", "(", ")", "@"),
    *("a@b", "x.com", ";", "=", "#", "\n", "  ", "\u00a0", "\r\n", "\u202f", "\u2011", "\u200b"),
]
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(CHARACTERS, max_size=3), max_size=20).map(
    "".join
)
SETTINGS = st.builds(
    RedactionSettings,
    enabled=st.just(True),
    card_numbers=st.booleans(),
    accounts=st.booleans(),
    emails=st.booleans(),
    phones=st.booleans(),
    names=st.booleans(),
    account_digits=st.sampled_from([4, 5, 6, 8, 10]),
)


def kinds(text: str) -> list[tuple[str, Kind]]:
    return [(text[start:end], kind) for start, end, kind in find_private(text, ON)]


@pytest.mark.parametrize(
    "number",
    [
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111111111111111",
        "4222 2222 2222 2",
        "3782 822463 10005",
        "3056 930902 5904",
        "6304 0000 0000 0000 000",
        "4111\u00a01111\u00a01111\u00a01111",
        "٤١١١ ١١١١ ١١١١ ١١١١",
    ],
)
def test_card_numbers_are_found(number: str) -> None:
    assert kinds(f"POS {number} STORE 05/14") == [(number, Kind.CARD_NUMBER)]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112 SHOP",  # wrong check digit
        "4111  1111  1111  1111",  # two spaces
        "4111 1111.1111 1111",  # two kinds of separators
        "POS 4111XXXXXXXX1111 SHOP",
        "CARD XXXX1234",
        "CKCD 5812 XXXXXXXXXXXX9269",
        "01 02 03 04 05 06 07",
    ],
)
def test_other_digits_are_no_card_numbers(text: str) -> None:
    assert kinds(text) == []


# One number of each kind, `~` standing for what separates its groups.
GROUPED = [
    ("4111~1111~1111~1111", Kind.CARD_NUMBER),
    ("3782~822463~10005", Kind.CARD_NUMBER),
    ("٤١١١~١١١١~١١١١~١١١١", Kind.CARD_NUMBER),
    ("DE89~3704~0044~0532~0130~00", Kind.ACCOUNT),
    ("NL91~ABNA~0417~1643~00", Kind.ACCOUNT),
    ("no93~8601~1117~947", Kind.ACCOUNT),
    ("BE68~5390~0754~7034", Kind.ACCOUNT),
    ("123~45~6789", Kind.ACCOUNT),
    ("+49~30~1234567", Kind.PHONE),
    ("+44~20~7946~0123", Kind.PHONE),
    ("+1~(555)~010~0199", Kind.PHONE),
    ("(555)~010~0199", Kind.PHONE),
    ("555~010~0199", Kind.PHONE),
    ("1~800~555~0199", Kind.PHONE),
]


@pytest.mark.parametrize(("template", "kind"), GROUPED)
def test_all_separators_go_with_all_kinds_of_numbers(template: str, kind: Kind) -> None:
    for separator in (*SEPARATORS, "\r\n"):
        number = template.replace("~", separator)
        # Digits with nothing to be seen between them may as well be those of an account.
        allowed = {kind, Kind.ACCOUNT} if is_unseen(separator) else {kind}
        for before, after in (("", ""), ("POS ", " X 05/14"), ("\n", "\n"), ("ZÜRICH,", ", 12.5")):
            ((masked, found),) = kinds(f"{before}{number}{after}")
            assert masked == number, ascii(number)
            assert found in allowed, ascii(number)


def is_unseen(separator: str) -> bool:
    return all(unicodedata.category(character) == "Cf" for character in separator)


def test_the_separators_are_all_that_unicode_calls_spaces_and_dashes() -> None:
    characters = [chr(code) for code in range(0x110000)]
    assert set(SPACES) >= {c for c in characters if c.isspace()}
    assert set(HYPHENS) >= {c for c in characters if unicodedata.category(c) == "Pd"}
    assert len(set(SEPARATORS)) == len(SEPARATORS)
    assert not any(c.isalnum() for c in SEPARATORS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DE89 3704 0044\n0532 0130 00", ["DE89 3704 0044\n0532 0130 00"]),
        ("DE89-3704 0044/0532 0130\r\n00 X", ["DE89-3704 0044/0532 0130\r\n00"]),
        ("4111 1111\r\n1111 1111", ["4111 1111\r\n1111 1111"]),
        ("+49 30/1234567", ["+49 30/1234567"]),
        ("+49 (30) 123-4567", ["+49 (30) 123-4567"]),
        ("+12/05/2023 +1/2/23", []),
        ("123.45 6789", []),
        ("1.123-45-6789 123-45-6789-0", []),
        ("NL91  ABNA  0417  1643  00", []),
        ("NL91-ABNA-0417-1643-001", []),
        ("360 04 7886 0225", []),
    ],
)
def test_groups_of_numbers(text: str, found: list[str]) -> None:
    assert [piece for piece, _ in kinds(text)] == found


def test_a_date_beside_a_card_number_stays() -> None:
    assert redact("CARD 4111 1111 1111 1111 05/14", ON) == "CARD 0000 0000 0000 0000 05/14"


def test_digits_that_could_be_of_the_same_number_go_with_it() -> None:
    # Otherwise "1234 0000 0000 0000" might have a right check digit, and be found next time.
    assert redact("1234 4111 1111 1111 1111", ON) == "0000 0000 0000 0000 0000"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ACH WEB 123456789 PG&E", ["123456789"]),
        ("REF P253314079575650X", ["253314079575650"]),
        ("XXXXXXXXXX93997831", ["93997831"]),
        ("NETFLIX/gpay-112822884/UPI/807714886582", ["112822884", "807714886582"]),
        ("IBAN: NL91 ABNA 0417 1643 00 KENMERK: 1", ["NL91 ABNA 0417 1643 00"]),
        ("IBAN+GB82WEST12345698765432BIC+X", ["12345698765432"]),
        ("GB82WEST12345698765432", ["GB82WEST12345698765432"]),
        ("nl91abna0417164300 x", ["nl91abna0417164300"]),
        ("BE68 5390 0754 7034", ["BE68 5390 0754 7034"]),
        ("BE68 5390 0754 7035", []),
        ("SSN 123-45-6789", ["123-45-6789"]),
        ("TARGET 0012345 CA", []),
        ("NL10XXXXXXXXXX0321", []),
        ("٠١٢٣٤٥٦٧ x", ["٠١٢٣٤٥٦٧"]),
    ],
)
def test_accounts(text: str, found: list[str]) -> None:
    assert kinds(text) == [(piece, Kind.ACCOUNT) for piece in found]


def test_the_length_of_an_account_is_a_setting() -> None:
    settings = RedactionSettings(enabled=True, account_digits=5)
    assert redact("STORE 4412 REF 12345", settings) == "STORE 4412 REF 00000"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PAYPAL ann.o'neil+shop@ex-ample.co.uk. CA", ["ann.o'neil+shop@ex-ample.co.uk"]),
        ("jose\u0301@b.es", ["jose\u0301@b.es"]),
        ("UPI/12/ravi.k@okbank/RENT", ["ravi.k@okbank"]),
        ("UPI-SHOP-ravi.k@okbank-BANK0001-RENT", ["ravi.k@okbank"]),
        ("mail: a-b@c-d.com", ["a-b@c-d.com"]),
        ("7@163.com", ["7@163.com"]),
        ("EREF+ann@b.deMREF+7", ["ann@b.de"]),
        ("SPOTIFY 22.14 EUR @ 1.4350", []),
        ("dkk19.46@11.733996gst967", []),
        ("@home a@ @b", []),
    ],
)
def test_emails(text: str, found: list[str]) -> None:
    assert kinds(text) == [(piece, Kind.EMAIL) for piece in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PAYPAL +1 (555) 010-0199 CA 05/14", ["+1 (555) 010-0199"]),
        ("KINDLE  +442079460123  IE", ["+442079460123"]),
        ("CALL +49 30 1234567", ["+49 30 1234567"]),
        ("APPLE.COM/BILL (555)010-0199 CA", ["(555)010-0199"]),
        ("PHILO 555-010-0199 FL 05/23", ["555-010-0199"]),
        ("DISCORD 555-0100199 WA", ["555-0100199"]),
        ("SHOP 1-800-555-0199", ["1-800-555-0199"]),
        ("SHOP 800.555.0199", ["800.555.0199"]),
        ("SHOP 800 555 0199 TX", ["800 555 0199"]),
        ("OPENAI 8005550199CA", ["8005550199"]),
        ("ON 2020-05-05 AT 12.05.2017 05-14-2020 05/14", []),
        ("$1,234.56 -12.50 +12.50 +1234567.89 1.234.567,89", []),
        ("STORE #4412 7-ELEVEN 33445", []),
        ("MEMO 12-345-678-9012-345", []),
    ],
)
def test_phones(text: str, found: list[str]) -> None:
    assert kinds(text) == [(piece, Kind.PHONE) for piece in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ACME DES:PAY ID:7 INDN:JOHN SMITH CO ID:9 PPD", ["JOHN SMITH"]),
        ("ORIG CO NAME:ACME ORIG ID:9 IND NAME:DOE, JANE TRN: 7TC", ["DOE, JANE"]),
        ("Ind Name:Doe Jane", ["Doe Jane"]),
        ("DESC DATE:   NAME:  CO ENTRY DESCR:PAY", []),
        ("BNF:J DOE ID:042 BNF BK:FIRST BANK ID:7", ["J DOE"]),
        ("ORG JOHN; OBI RENT; BNF JANE DOE; SWIFT X", ["JANE DOE"]),
        ("CTR/BNF=Doe    Jane IMAD: 7", ["Doe    Jane"]),
        ("BENEF JANE DOE /REFDO 1", ["JANE DOE"]),
        ("A/C HOLDER JANE DOE", ["JANE DOE"]),
        ("/BEN MME JANE DOE /REFDO 1", ["MME JANE DOE"]),
        ("/IBAN/X/NAME/J Doe e/o A Roe/REMI/Rent", ["J Doe e/o A Roe"]),
        ("EREF+1NAME+MAX MUSTERMANNABWA+ANN ROESVWZ+MIETE", ["MAX MUSTERMANN", "ANN ROE"]),
        ("Naam: J. Doe Omschrijving: huur", ["J. Doe"]),
        ("NAME: JANE DOE: RENT", ["JANE DOE: RENT"]),
        ("NAME:\nJANE", []),
        ("A/C: 1234 INDN:XXXX", []),
        ("COMPANY X MERCHANT NAME: SHOP", []),
        ("NAME-CHEAP.COM SURNAMES: X", []),
        ("Zelle payment from JANE DOE", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert kinds(text) == [(piece, Kind.NAME) for piece in found]


@pytest.mark.parametrize(
    "unseen", "\u200b\u200d\u00ad\u2060\ufeff\ufe0f\u034f\u202e\U000e0041\u3164"
)
@pytest.mark.parametrize(
    "private",
    [
        "4111 1111 1111 1111",
        "12345678",
        "DE89 3704 0044 0532 0130 00",
        "ann@example.com",
        "555-010-0199",
        "NAME:John Smith",
    ],
)
def test_characters_that_cannot_be_seen_hide_nothing(private: str, unseen: str) -> None:
    plain = f"X {private} ;"
    text = f"X {unseen.join(private)}{unseen} ;"
    redacted = redact(text, ON)
    assert redacted.replace(unseen, "") == redact(plain, ON)
    assert [c == unseen for c in redacted] == [c == unseen for c in text]
    for start, end, _ in find_private(text, ON):
        assert unseen not in (text[start], text[end - 1])


def test_overlapping_finds_are_one_of_the_longest_ones_kind() -> None:
    text = "INDN:JANE DOE 555-010-0199 jane@b.com CO ID:123456789"
    assert find_private(text, ON) == [Redaction(5, 37, Kind.NAME), Redaction(44, 53, Kind.ACCOUNT)]


def test_masks_keep_the_shape_of_words() -> None:
    assert redact("NAME: O'Neil, José 2nd", ON) == "NAME: X'Xxxx, Xxxx 0xx"
    assert redact("NAME: 王小明 기각 राहुल 𝐉𐐨𝟗", ON) == "NAME: xxx 가각 xःx\u0301x 𝐗𝐱𝟎"


@pytest.mark.parametrize(
    ("switch", "text"),
    [
        ("card_numbers", "4111 1111 1111 1111"),
        ("accounts", "BE68 5390 0754 7034 123456789"),
        ("emails", "ann@b.com"),
        ("phones", "555-010-0199"),
        ("names", "INDN:JANE DOE"),
    ],
)
def test_each_kind_can_be_left_alone(switch: str, text: str) -> None:
    assert redact(text, ON) != text
    assert redact(text, RedactionSettings.model_validate({"enabled": True, switch: False})) == text


@given(TEXTS)
def test_nothing_is_hidden_unless_asked(text: str) -> None:
    settings = RedactionSettings()
    assert redact(text, settings) == text
    assert find_private(text, settings) == []


@given(TEXTS, SETTINGS)
def test_lengths_and_boundaries_stay(text: str, settings: RedactionSettings) -> None:
    redacted = redact(text, settings)
    assert [c > "\uffff" for c in redacted] == [c > "\uffff" for c in text]
    assert grapheme_boundaries(redacted) == grapheme_boundaries(text)


@given(TEXTS, SETTINGS)
def test_a_second_time_finds_nothing(text: str, settings: RedactionSettings) -> None:
    redacted = redact(text, settings)
    assert redact(redacted, settings) == redacted
    assert find_private(redacted, settings) == []


@given(TEXTS, SETTINGS)
def test_finds_are_disjoint_in_order_and_all_that_changes(
    text: str, settings: RedactionSettings
) -> None:
    found = find_private(text, settings)
    redacted = redact(text, settings)
    assert all(item.start < item.end for item in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    hidden = {index for item in found for index in range(item.start, item.end)}
    changed = {index for index, character in enumerate(text) if redacted[index] != character}
    assert changed <= hidden
    assert all(changed & set(range(item.start, item.end)) for item in found)


def test_every_character_is_masked_by_one_of_its_class() -> None:
    ends = {"\n", "\r", ";", "|"}
    categories = {code: unicodedata.category(chr(code)) for code in range(0x110000)}
    # Of the many that are nothing yet, or are private, one in a hundred will do.
    unused = ("Cn", "Co")
    characters = [chr(c) for c, of in categories.items() if of not in unused or c % 101 == 0]
    characters = [c for c in characters if c not in ends and not "\ud800" <= c <= "\udfff"]
    assert len(characters) > 140_000
    for first in range(0, len(characters), 4096):
        text = "NAME+a" + "a".join(characters[first : first + 4096])
        redacted = redact(text, ON)
        assert [c > "\uffff" for c in redacted] == [c > "\uffff" for c in text]
        for character, mask in zip(text[5:], redacted[5:], strict=True):
            assert categories[ord(mask)][0] == categories[ord(character)][0]
            assert mask.isdecimal() == character.isdecimal()


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "1",
            " ",
            "-",
            "@",
            ".",
            "a@",
            "a.",
            "@.",
            "1 ",
            "1-",
            "1.",
            "+1 ",
            "(1)",
            "4111 ",
            "DE12 ",
        ),
        *(
            "NAME",
            "NAME:",
            "BNF    ",
            "IND ",
            "A/C ",
            "/",
            " CO ENTRY",
            "EREF+",
            "800-555-",
            "NL91 ABNA ",
            "+1/",
            "1\r\n",
            "123-45-",
            "\u0301",
        ),
    ],
)
def test_long_texts_take_no_longer_for_each_character(unit: str) -> None:
    # What backtracks takes minutes for these.
    text = (unit * 30_000)[:30_000] + "!"
    started = time.process_time()
    redact(text, ON)
    redact(text, RedactionSettings(enabled=True, account_digits=34))
    assert time.process_time() - started < 2


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(ValidationError):
        RedactionSettings.model_validate({"enabled": True, "ibans": True})
