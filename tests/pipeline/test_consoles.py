"""What data may hold that a terminal would take for a command."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from pipeline.consoles import DataConsole, visible

CONTROLS = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cc"]
TURNING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)]


def printed(*things: object, **options: object) -> str:
    stream = io.StringIO()
    DataConsole(file=stream, width=60, **options).print(*things)
    return stream.getvalue()


@pytest.mark.parametrize("character", [*CONTROLS, *TURNING], ids=lambda c: f"U+{ord(c):04X}")
def test_no_control_character_reaches_the_terminal(character: str) -> None:
    table = Table("a")
    table.add_row(f"a{character}b")
    table.add_row(Text(f"a{character}b"))
    for thing in (f"a{character}b", Text(f"a{character}b"), Text(visible(f"a{character}b")), table):
        sent = set(printed(thing))
        assert not sent & {*CONTROLS, *TURNING} - {"\n", "\t"}
    if character not in "\n\t":
        assert printed(f"a{character}b") == f"a{visible(character)}b\n"


@given(st.text())
def test_what_is_shown_has_the_offsets_of_the_text(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert not set(visible(text)) & {*CONTROLS, *TURNING}


@pytest.mark.parametrize("character", [*CONTROLS, *TURNING], ids=lambda c: f"U+{ord(c):04X}")
def test_a_highlight_stays_on_its_word(character: str) -> None:
    text = f"PAY{character}CAFE 12"
    shown = Text(visible(text))
    shown.stylize("red", 4, 8)
    assert "\x1b[31mCAFE\x1b[0m" in printed(shown, force_terminal=True, color_system="standard")


@pytest.mark.parametrize("text", ["[/x]", "[bold]", ":warning:", "[link=a]b", "[/PARTY]"])
def test_markup_is_printed_as_it_is(text: str) -> None:
    assert printed(text) == f"{text}\n"
    assert text in printed(text, style="red")
