"""A report as a page: one file, without scripts and without anything from a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from monitoring.monitor import Check, Report, figures

_WIDTH, _HEIGHT = 220, 44
_BAR_WIDTH, _BAR_HEIGHT = 560, 130
_MOST_BARS = 64

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem;
  color: #1c2430; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .3rem .6rem;
  border-bottom: 1px solid #d9dee6; vertical-align: middle } td.n { text-align: right;
  font-variant-numeric: tabular-nums } tr.alarm td { background: #fdecea }
.quiet { color: #5b6675 } .alarm b { color: #a4160d }
.band { fill: #e3ecf7 } .line { fill: none; stroke: #2f6db5; stroke-width: 1.5 }
.now { fill: #a4160d } .bar { fill: #2f6db5 } .bar.before { fill: #9fb8d6 }
.bar.training { fill: #e0a030 }
@media (prefers-color-scheme: dark) { body { color: #e4e9f0; background: #161b22 }
  td, th { border-color: #333c48 } tr.alarm td { background: #3d1a18 } .band { fill: #22344a }
  .alarm b { color: #ff9d94 } .now { fill: #ff7b70 } .quiet { color: #9aa6b5 } }
"""


def to_page(report: Report) -> str:
    """The page, as HTML."""
    title = f"Monitoring of {report.model}"
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
    )
    return "\n".join([head, f"<h1>{escape(title)}</h1>", *_body(report), "</html>"]) + "\n"


def _body(report: Report) -> Iterator[str]:
    alarms = len(report.alarms)
    yield (
        f"<p>{report.since:%Y-%m-%d %H:%M} to {report.until:%Y-%m-%d %H:%M} UTC, "
        f"{report.summary.texts:,} texts, version {report.version}; held against "
        f"{report.earlier} earlier windows. If nothing changes, a window raises an alarm with a "
        f"probability of {report.level:.2%} at most.</p>"
    )
    if alarms:
        yield f'<p class="alarm"><b>{alarms} alarm{"s" if alarms > 1 else ""}</b></p><ul>'
        yield from (f"<li>{escape(str(check))}</li>" for check in report.alarms)
        yield "</ul>"
    else:
        yield "<p>No alarm.</p>"
    yield "<h2>Figures</h2><table><tr><th><th>this window<th>the window before</tr>"
    before = figures(report.before)
    for name, value in figures(report.summary).items():
        then = f"{before[name]:.4f}" if name in before else "–"
        shown = escape(name.replace("_", " "))
        yield f"<tr><td>{shown}<td class=n>{value:.4f}<td class=n>{then}</tr>"
    yield "</table><h2>Tests</h2><table>"
    yield "<tr><th>of<th>slice<th>against<th>value<th>usually<th>p<th>over the windows</tr>"
    yield from (_row(check) for check in report.checks)
    yield "</table>"
    for feature in ("labels", "scores", "length", "characters", "words"):
        training = (report.training or {}).get(feature, {})
        parts = [
            ("bar", "this window", report.summary.counts(feature)),
            ("bar before", "the window before", report.before.counts(feature)),
            ("bar training", "the training data", training),
        ]
        yield f"<h2>{escape(feature.capitalize())}</h2>"
        yield from _bars([part for part in parts if part[2]])


def _row(check: Check) -> str:
    cells = [check.name, check.slice or "all", check.against]
    start = "".join(f"<td>{escape(cell)}" for cell in cells)
    result = check.result
    if result is None:
        return f'<tr class="quiet">{start}<td colspan=4>{escape(check.note)}</tr>'
    kind = ' class="alarm"' if check.alarm else ""
    numbers = "".join(
        f"<td class=n>{number:.4g}" for number in (result.value, result.usual, result.p)
    )
    plot = _series([*result.earlier[::-1], result.value], result.low, result.high)
    return f"<tr{kind}>{start}{numbers}<td>{plot}</tr>"


def _series(values: Sequence[float], low: float, high: float) -> str:
    """A line through values, the last one marked, on the band where the next was expected."""
    bottom, top = min(*values, low), max(*values, high)
    span = (top - bottom) or 1.0

    def y(value: float) -> float:
        return round(4 + (_HEIGHT - 8) * (1 - (value - bottom) / span), 1)

    step = (_WIDTH - 12) / max(len(values) - 1, 1)
    points = [(round(6 + number * step, 1), y(value)) for number, value in enumerate(values)]
    line = " ".join(f"{x},{height}" for x, height in points)
    (x, height), band = points[-1], max(y(low) - y(high), 1)
    return (
        f'<svg width="{_WIDTH}" height="{_HEIGHT}" role="img">'
        f'<rect class="band" x="0" y="{y(high)}" width="{_WIDTH}" height="{band:.1f}"/>'
        f'<polyline class="line" points="{line}"/>'
        f'<circle class="now" cx="{x}" cy="{height}" r="3.5"/></svg>'
    )


def _bars(parts: Sequence[tuple[str, str, Mapping[str, int]]]) -> Iterator[str]:
    """The shares of values, side by side."""
    values = sorted({value for *_, counts in parts for value in counts}, key=_order)[:_MOST_BARS]
    if not values:
        yield '<p class="quiet">Nothing was counted.</p>'
        return
    shares = [
        [counts.get(value, 0) / sum(counts.values()) for value in values] for *_, counts in parts
    ]
    largest = max(max(row) for row in shares) or 1.0
    slot = _BAR_WIDTH / len(values)
    wide = slot * 0.8 / len(parts)
    yield f'<svg width="{_BAR_WIDTH}" height="{_BAR_HEIGHT}" role="img">'
    for place, (kind, name, _) in enumerate(parts):
        for number, share in enumerate(shares[place]):
            height = (_BAR_HEIGHT - 4) * share / largest
            x, y = number * slot + place * wide, _BAR_HEIGHT - height
            label = escape(f"{name}, {values[number]}: {share:.2%}")
            yield (
                f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" '
                f'height="{height:.1f}"><title>{label}</title></rect>'
            )
    yield "</svg>"
    legend = ", ".join(f"{name} ({kind.split()[-1]})" for kind, name, _ in parts)
    first, last = escape(values[0]), escape(values[-1])
    yield f'<p class="quiet">{escape(legend)}; from {first} to {last}</p>'


def _order(value: str) -> tuple[bool, int, str]:
    return (not value.isdecimal(), int(value) if value.isdecimal() else 0, value)
