"""What a model gets wrong, for a person's eyes: on the terminal, and as a page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from evaluation.errors import EXPLANATIONS, ErrorKind, ErrorListing, SpanError, TextErrors
from models.export_format import Entity
from pipeline.consoles import visible
from preprocessing.spans import Span

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid #8886; padding: .6rem 0; }
pre { font: 1rem/1.6 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  margin: 0; }
td { padding-right: 1rem; vertical-align: top; }
td.gold { color: #06c; } td.found { color: #b50; }
small { opacity: .7; }
"""


def counts_line(listing: ErrorListing) -> str:
    """How many differences of each kind there are."""
    if not listing.counts.total():
        return "errors: none"
    return "errors: " + ", ".join(f"{listing.counts[kind]} {kind}" for kind in ErrorKind)


def print_errors(listing: ErrorListing, console: Console) -> None:
    """Prints the texts with differences, a group for each kind.

    Args:
      listing: The differences.
      console: See `commands.output.stdout`.
    """
    for kind in ErrorKind:
        if not listing.counts[kind]:
            continue
        console.print()
        title = Text.assemble((f"{kind}: {listing.counts[kind]}", "bold"))
        console.print(title.append(f"  ({EXPLANATIONS[kind]})"))
        for text in listing.texts[kind]:
            _print_text(text, console)
        _print_rest(listing.counts[kind], listing.texts[kind], console)


def _print_rest(count: int, texts: Sequence[TextErrors], console: Console) -> None:
    if (rest := count - sum(len(text.errors) for text in texts)) > 0:
        console.print(f"  … and {rest} more; --errors {count} shows all")


def _print_text(text: TextErrors, console: Console) -> None:
    shown = Text(visible(text.text))
    for error in text.errors:
        if error.gold is not None:
            shown.stylize("cyan underline", error.gold.start, error.gold.end)
        if error.found is not None:
            shown.stylize("yellow", error.found.start, error.found.end)
    console.print(Text("  ").append_text(shown))
    for error in text.errors:
        for name, line in _lines(error, text.text):
            style = "cyan" if name == "gold" else "yellow"
            console.print(Text.assemble("    ", (f"{name:<6}", style), visible(line)))


def _lines(error: SpanError, text: str) -> list[tuple[str, str]]:
    """What is annotated and what was found, each in words."""
    gold = "nothing" if error.gold is None else _describe(error.gold, text)
    found = "nothing" if error.found is None else _describe(error.found, text)
    if error.found is not None:
        use = "accepted" if error.found.accepted else "suggested"
        found += f"  ({error.found.score:.3f} {use})"
    return [("gold", gold), ("found", found)]


def _describe(span: Span | Entity, text: str) -> str:
    return f"{span.label} {span.start}-{span.end} {text[span.start : span.end]}"


def errors_page(listing: ErrorListing, title: str) -> str:
    """The same as an HTML page that needs nothing else."""
    sections = "".join(_section(listing, kind) for kind in ErrorKind if listing.counts[kind])
    warning = f"<p><strong>{html.escape(listing.label_warning)}</strong></p>"
    return (
        "<!doctype html>\n"
        '<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(visible(title))}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{html.escape(visible(title))}</h1><p>{counts_line(listing)}</p>"
        f"{warning if listing.label_warning else ''}{sections}</body></html>\n"
    )


def _section(listing: ErrorListing, kind: ErrorKind) -> str:
    texts = "".join(_article(text) for text in listing.texts[kind])
    heading = f"<h2>{kind}: {listing.counts[kind]}</h2><p>{EXPLANATIONS[kind]}</p>"
    return f"<section>{heading}{texts}</section>"


def _article(text: TextErrors) -> str:
    rows = "".join(
        f'<tr><td class="{name}">{name}</td><td>{html.escape(visible(line))}</td></tr>'
        for error in text.errors
        for name, line in _lines(error, text.text)
    )
    return (
        f"<article><pre>{html.escape(visible(text.text))}</pre><table>{rows}</table>"
        f"<small>{html.escape(visible(text.source))}</small></article>\n"
    )


def error_values(listing: ErrorListing) -> dict[str, Any]:
    """The same for JSON."""
    return {
        "counts": {kind.value: listing.counts[kind] for kind in ErrorKind},
        "texts": {
            kind.value: [
                {
                    "text": text.text,
                    "source": text.source,
                    "errors": [
                        {
                            "gold": None if error.gold is None else error.gold._asdict(),
                            "found": None if error.found is None else asdict(error.found),
                        }
                        for error in text.errors
                    ],
                }
                for text in listing.texts[kind]
            ]
            for kind in ErrorKind
        },
    }
