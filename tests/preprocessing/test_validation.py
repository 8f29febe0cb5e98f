from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from preprocessing.annotation_files import InputError
from preprocessing.settings import DataSettings
from preprocessing.validation import Line, validate_files

Writer = Callable[..., Path]
LABELS = ("PARTY", "DATE")
GOOD = {"id": 1, "text": "BLUE BOTTLE 05/04", "label": [[0, 11, "PARTY"], [12, 17, "DATE"]]}
OTHER = {**GOOD, "label": [[0, 4, "PARTY"]]}
OUTSIDE = {"text": "a", "label": [[0, 5, "PARTY"]]}


def settings(**values: object) -> DataSettings:
    from pipeline.config import load_settings

    return load_settings(overrides=[f"data.{key}={value}" for key, value in values.items()]).data


def test_every_line_is_counted_once(write_jsonl: Writer) -> None:
    path = write_jsonl([GOOD, OUTSIDE, b"{", {"text": "b", "label": [[0, 1, "SHOP"]]}])
    result = validate_files([str(path)], LABELS, settings(), limit=10)
    assert result.report.records == 4
    assert result.report.examples.total() == 1
    assert result.report.rejected == len(result.rejects) == 3
    assert [reject.line for reject in result.rejects] == [2, 3, 4]
    assert sum(spans["DATE"] for spans in result.report.spans.values()) == 1


@pytest.mark.parametrize("limit", [0, 1, 2, 5])
def test_only_the_first_refused_lines_are_kept(write_jsonl: Writer, limit: int) -> None:
    path = write_jsonl([OUTSIDE, GOOD, OUTSIDE, b"{"])
    result = validate_files([str(path)], LABELS, settings(), limit=limit)
    assert result.report.rejected == 3
    assert [reject.line for reject in result.rejects] == [1, 3, 4][:limit]


def test_a_text_that_is_annotated_twice_is_settled_as_a_run_does(write_jsonl: Writer) -> None:
    path = write_jsonl([GOOD, OTHER, {**GOOD, "text": "BLUE BOTTLE 06/04"}])
    seen: list[tuple[str, int]] = []

    def watch(lines: Iterable[Line], what: str) -> Iterator[Line]:
        count = 0
        for count, line in enumerate(lines, 1):  # noqa: B007 - the last one is what counts
            yield line
        seen.append((what, count))

    result = validate_files([str(path)], LABELS, settings(), limit=10, watch=watch)
    assert seen == [("lines read", 3), ("lines compared", 3)]
    # The two lines that contradict each other become one example, or none with their lines refused.
    lines = result.report.examples.total() + result.report.merged + result.report.rejected
    assert lines == result.report.records == 3


def test_lines_are_read_once_if_nothing_is_contested(write_jsonl: Writer) -> None:
    passes: list[str] = []

    def watch(lines: Iterable[Line], what: str) -> Iterable[Line]:
        passes.append(what)
        return lines

    validate_files([str(write_jsonl([GOOD, GOOD]))], LABELS, settings(), limit=1, watch=watch)
    assert passes == ["lines read"]


def test_what_cannot_be_read_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file matches"):
        validate_files([str(tmp_path / "no.jsonl")], LABELS, settings(), limit=1)
