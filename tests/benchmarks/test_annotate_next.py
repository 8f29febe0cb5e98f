from __future__ import annotations

import io
import random

import numpy as np
import pytest
from rich.console import Console

from benchmarks.annotate_next import Replay, by_way, choose, parse_options, parts, table_of
from benchmarks.replayed_training import _softmax_regression, f1_of
from models.export_format import Entity
from preprocessing.records import Record
from preprocessing.spans import Span

RECORDS = [
    Record(
        str(number),
        f"LAYOUT{number % 50} SHOP {number:04}",
        (Span(0, 4, "PARTY"),),
        "sample.jsonl",
        number,
        metadata=(("template", f"t{number % 50}"),),
    )
    for number in range(1000)
]


def layouts(records: list[Record]) -> set[str]:
    return {dict(record.metadata)["template"] for record in records}


def test_layouts_are_held_out() -> None:
    pool, judged = parts(RECORDS, 1, 300, 100)
    assert (len(pool), len(judged["like_pool"])) == (300, 100)
    assert layouts(pool).isdisjoint(layouts(judged["unlike_pool"]))
    assert layouts(judged["like_pool"]) <= layouts(pool)
    ids = [record.id for record in (*pool, *judged["like_pool"], *judged["unlike_pool"])]
    assert len(set(ids)) == len(ids)
    assert parts(RECORDS, 1, 300, 100)[0] == pool
    assert parts(RECORDS, 2, 300, 100)[0] != pool


@pytest.mark.parametrize("way", ["random", "uncertain", "gain"])
def test_what_is_annotated_is_not_chosen_again(way: str) -> None:
    pool = RECORDS[:200]
    scores = {record.id: (0.52 if int(record.id) % 7 == 0 else 0.99) for record in pool}
    found = {name: [Entity("PARTY", "", 0, 4, score)] for name, score in scores.items()}
    chosen = choose(way, pool, pool[:50], found, 20, random.Random(1))
    assert len({record.id for record in chosen}) == 20
    assert {record.id for record in chosen}.isdisjoint(record.id for record in pool[:50])
    uncertain = sum(scores[record.id] < 0.6 for record in chosen)
    assert uncertain == 20 if way == "uncertain" else uncertain < 20


def test_ways_are_compared_within_a_seed() -> None:
    replays = [
        Replay(way, seed, [50, 100], "key", [0.3 + seed / 10, 0.4 + seed / 10 + more], [0.1, 0.2])
        for seed in (1, 2, 3)
        for way, more in (("random", 0.0), ("gain", 0.05))
    ]
    assert by_way(replays, "like_pool")["gain"][100][2] == pytest.approx(0.65)
    stream = io.StringIO()
    Console(file=stream, width=200).print(table_of(replays, "like_pool"))
    (last,) = [line for line in stream.getvalue().splitlines() if line.split()[:1] == ["100"]]
    # Seeds differ by much, and gain by the same in each.
    assert "+0.050 ± 0.000" in last


def test_figures_are_those_of_spans() -> None:
    right = Entity("PARTY", "", 0, 4, 0.9)
    records = RECORDS[:4]
    found = {record.id: [right] for record in records}
    assert f1_of(records, found) == 1
    found["0"] = []
    found["1"] = [right, Entity("DATE", "", 5, 7, 0.9)]
    assert f1_of(records, found) == pytest.approx(2 * 3 / (4 + 4))


def test_a_regression_learns_what_can_be_told_apart() -> None:
    chance = np.random.default_rng(3)
    tags = chance.integers(0, 3, 300)
    pieces = chance.normal(size=(300, 5)).astype(np.float32)
    pieces[np.arange(300), tags] += 6
    tags[:5] = -1
    weights = _softmax_regression(pieces, tags, 3)
    told = (pieces @ weights[:-1] + weights[-1]).argmax(axis=1)
    assert (told[5:] == tags[5:]).mean() > 0.97


def test_options_that_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    for options, message in (
        (["--ways", "best"], "is none of random"),
        (["--pool", "100"], "not as many texts"),
    ):
        with pytest.raises(SystemExit):
            parse_options(options)
        assert message in capsys.readouterr().err
