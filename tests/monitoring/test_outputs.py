"""What a report becomes: a page, metrics, and texts for annotators."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from annotation.redaction import find_private
from models.export_format import Entity, Prediction
from monitoring.log_files import write_answers
from monitoring.monitor import Check, Report, examine
from monitoring.prometheus import METRICS, to_metrics
from monitoring.report_page import to_page
from monitoring.standing_out import LoggedPredictions, standing_out
from monitoring.summaries import EVERY, Surprise
from pipeline.config import load_settings
from preprocessing.data_profile import DataProfile
from serving.prediction.answered import Answered
from tests.monitoring.logging_bench import AT, HIDING, shaper

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)
ODD = 'bank=<b>"Ä\\x\n'


@pytest.fixture(scope="module")
def report() -> Report:
    """With an alarm, a slice of an odd name, and tests that were not made."""
    from tests.monitoring.test_monitor import a_day

    rng = np.random.default_rng(1)
    windows = [{(EVERY, 7): a_day(rng), (ODD, 7): a_day(rng, 600)} for _ in range(12)]
    windows[0][EVERY, 7] = a_day(rng, accepted=0.5)
    windows[0]["country=SE", 7] = a_day(rng, 600)
    return examine(windows, 'm"odd', AT, DAY, load_settings().monitoring, lambda _: DataProfile())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_page_needs_nothing_but_itself(report: Report) -> None:
    parser = _Tags()
    parser.feed(to_page(report))
    assert not {"script", "link", "img", "iframe", "b>"} & set(parser.tags)
    assert not {"href", "src", "onclick"} & {name for name, _ in parser.attributes}
    assert "url(" not in to_page(report)
    # Names of slices come from callers.
    assert ODD in parser.words
    assert parser.tags.count("svg") >= sum(check.result is not None for check in report.checks)
    assert any("accepted entities: 0.5" in words for words in parser.words)


def test_a_page_of_a_window_without_answers_can_be_made(report: Report) -> None:
    empty = examine([{}, {}], "m", AT, DAY, load_settings().monitoring)
    assert "No alarm." in to_page(empty)
    assert "too few" in to_page(empty)
    assert "No alarm." not in to_page(report)


_SAMPLE = re.compile(r'(\w+)\{((?:\w+="(?:[^"\\\n]|\\["\\n])*",?)*)\} (\S+)')


def test_metrics_are_in_the_format_of_prometheus(report: Report) -> None:
    text = to_metrics(report)
    assert text.endswith("\n")
    found: dict[str, list[tuple[str, float]]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        match = _SAMPLE.fullmatch(line)
        assert match, line
        found.setdefault(match[1], []).append((match[2], float(match[3])))
    assert set(found) == set(METRICS)
    assert found["txner_monitor_alarm"] == [(r'model="m\"odd"', 1.0)]
    assert found["txner_monitor_window_end_timestamp_seconds"][0][1] == AT.timestamp()
    samples = [(name, labels) for name, lines in found.items() for labels, _ in lines]
    assert len(samples) == len(set(samples))
    assert sum(value for _, value in found["txner_monitor_check_alarm"]) == len(report.alarms)


def test_alert_rules_ask_for_metrics_that_there_are() -> None:
    path = ROOT / "configs" / "serving" / "alerts" / "monitor.yaml"
    rule: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert rule["kind"] == "PrometheusRule"
    alerts = [alert for group in rule["spec"]["groups"] for alert in group["rules"]]
    assert len(alerts) >= 2
    for alert in alerts:
        names = set(re.findall(r"txner_monitor_\w+", alert["expr"]))
        assert names
        assert names <= set(METRICS)
        assert {"summary", "description"} <= set(alert["annotations"])


def put(log: Path, text: str, score: float | None, country: str, hours: float = 1) -> None:
    entities = [] if score is None else [Entity("PARTY", text[:3], 0, 3, score, True)]
    one = Answered(
        (AT - timedelta(hours=hours)).timestamp(),
        "m",
        7,
        1,
        len(text),
        0.1,
        {"country": country},
        lambda: [Prediction(text, entities)],
    )
    name = f"w-{len(list(log.rglob('*.parquet')))}"
    write_answers(str(log), list(shaper().answers(one)), name)


def test_texts_that_stand_out_are_chosen_once_and_redacted(tmp_path: Path) -> None:
    profile = DataProfile()
    put(tmp_path, "sure of this", 0.9, "GB")
    put(tmp_path, "not sure", 0.3, "GB")
    put(tmp_path, "not sure", 0.3, "GB")
    put(tmp_path, "nothing in 4111111111111111", None, "IN")
    put(tmp_path, "sure but new", 0.9, "IN")
    put(tmp_path, "long ago", 0.1, "IN", hours=30)
    alarm = Check("share of the texts", "country=IN", "earlier", "t", None, alarm=True)

    def chosen(count: int) -> list[str | None]:
        window = (AT - DAY, AT)
        return [
            answer.text
            for answer in standing_out(
                str(tmp_path), "m", *window, count, [alarm], Surprise.of(profile)
            )
        ]

    assert chosen(10)[0] == "nothing in 0000000000000000"
    assert set(chosen(10)) == {"nothing in 0000000000000000", "not sure", "sure but new"}
    assert chosen(1) == ["nothing in 0000000000000000"]
    assert len(chosen(2)) == 2
    assert all(not find_private(text or "", HIDING) for text in chosen(10))


def test_suggestions_are_what_was_answered(tmp_path: Path) -> None:
    put(tmp_path, "not sure", 0.3, "GB")
    answers = standing_out(str(tmp_path), "m", AT - DAY, AT, 5)
    (prediction,) = LoggedPredictions(answers).predict(["not sure"])
    (entity,) = prediction.entities
    assert (entity.text, entity.start, entity.end, entity.accepted) == ("not", 0, 3, True)
