"""Reads what Prometheus would read."""

from __future__ import annotations

import re

SAMPLE = re.compile(
    r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:\\.|[^"\\])*",?)*)\})? (\S+)'
)
LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:\\.|[^"\\])*)"')
SUFFIX = re.compile("_(bucket|sum|count)$")

Figures = dict[str, dict[tuple[str, ...], float]]


def read_figures(page: str) -> Figures:
    """Values by metric and labels (names and values in turn); each line must be in the format."""
    figures: Figures = {}
    types: dict[str, str] = {}
    family = ""
    assert page.endswith("\n")
    # Not splitlines: a label may have other characters that it takes for ends of lines.
    for line in page.removesuffix("\n").split("\n"):
        if line.startswith("# TYPE "):
            family, kind = line.split()[2:]
            assert family not in types, f"{family} stands in two places"
            assert kind in ("counter", "gauge", "histogram")
            types[family] = kind
            continue
        found = SAMPLE.fullmatch(line)
        assert found, line
        name, labels, value = found.groups()
        own = SUFFIX.sub("", name) if types[family] == "histogram" else name
        assert own == family, f"{line} is not of {family}"
        pairs = [(key, _plain(text)) for key, text in LABEL.findall(labels or "")]
        key = tuple(part for pair in pairs for part in pair)
        assert key not in figures.setdefault(name, {}), line
        figures[name][key] = float(value)
    return figures


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), text)
