from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from monitoring.log_files import (
    SCHEMA,
    LogError,
    hour_folder,
    log_files,
    model_folder,
    read_answers,
    to_batch,
    write_answers,
)
from monitoring.retention import delete_file, delete_texts, find_old, find_texts
from monitoring.shaping import TextHash
from tests.monitoring.logging_bench import AT, KEY, answered, shaper

MODEL = "transactions"


def put(log: Path, texts: list[str], at: datetime = AT, name: str = "w-1") -> None:
    write_answers(str(log), list(shaper().answers(answered(texts, at=at))), name)


def read(log: Path, **options: datetime) -> list[str]:
    return sorted(answer.text or "" for answer in read_answers(str(log), MODEL, **options))


def folder(log: Path, at: datetime = AT) -> Path:
    return Path(hour_folder(str(log), MODEL, at))


def test_a_window_has_its_begin_and_not_its_end(tmp_path: Path) -> None:
    for hours in range(-30, 30, 3):
        put(tmp_path, [f"{hours:+d}"], AT + timedelta(hours=hours))
    window = {"since": AT - timedelta(hours=6), "until": AT + timedelta(hours=3)}
    assert read(tmp_path, **window) == ["+0", "-3", "-6"]
    # Times of other zones are the same times.
    there = timezone(timedelta(hours=9))
    assert read(tmp_path, **{k: v.astimezone(there) for k, v in window.items()}) == [
        *("+0", "-3", "-6")
    ]
    assert len(read(tmp_path)) == 20
    assert read(tmp_path / "nowhere") == []


def test_what_a_killed_writer_leaves_confuses_nobody(tmp_path: Path) -> None:
    put(tmp_path, ["good"])
    half = next(folder(tmp_path).glob("*.parquet")).read_bytes()[:200]
    for name in (".w-2.parquet.123-abcd", ".w-3.parquet", "w-4.parquet.tmp", "notes.txt"):
        (folder(tmp_path) / name).write_bytes(half)
    (tmp_path / MODEL / "date=2026-11-31" / "hour=07").mkdir(parents=True)
    (tmp_path / MODEL / "date=2026-11-28" / "hour=25").mkdir()
    (tmp_path / MODEL / "date=today").touch()
    (tmp_path / MODEL / "date=2026-11-27").touch()
    assert read(tmp_path) == ["good"]


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    put(tmp_path, ["good"])
    path = next(folder(tmp_path).glob("*.parquet"))
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(LogError, match=r"w-1\.parquet cannot be read"):
        read(tmp_path)


def test_a_file_of_something_else_is_named(tmp_path: Path) -> None:
    folder(tmp_path).mkdir(parents=True)
    pq.write_table(pa.table({"at": [1]}), folder(tmp_path) / "other.parquet")
    with pytest.raises(LogError, match=r"other\.parquet is no file of a prediction log"):
        read(tmp_path)


def test_files_of_earlier_and_later_versions_can_be_read(tmp_path: Path) -> None:
    table = pa.Table.from_batches([to_batch(list(shaper().answers(answered(["a"]))))])
    folder(tmp_path).mkdir(parents=True)
    path = folder(tmp_path) / "w.parquet"
    pq.write_table(table.drop_columns(["words", "kinds"]), path)
    (answer,) = read_answers(str(tmp_path), MODEL)
    assert (answer.text, answer.words, answer.kinds) == ("a", (), {})
    pq.write_table(table.append_column("mood", pa.array(["fine"])), path)
    assert read(tmp_path) == ["a"]
    # And it keeps the column when it is rewritten.
    put(tmp_path, ["b"], name="x")
    pq.write_table(pa.concat_tables([pq.read_table(path)] * 2), path)
    hashes = [TextHash(KEY).of("b")]
    (found,) = find_texts(str(tmp_path), MODEL, hashes)
    assert found.file.path.endswith("/x.parquet")


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    put(tmp_path, ["a shop"])
    (answer,) = read_answers(str(tmp_path), MODEL, columns=("version",))
    assert (answer.at, answer.version) == (AT, 7)
    assert (answer.text, answer.text_hash, answer.entities) == (None, "", ())


@pytest.mark.parametrize("model", ["..", ".", "a/../b", "x.y", "tränsäctions", "a b"])
def test_a_model_has_a_folder_of_its_own_in_the_log(tmp_path: Path, model: str) -> None:
    path = Path(model_folder(str(tmp_path), model))
    assert path.parent == tmp_path
    assert path.resolve().parent == tmp_path.resolve()
    write_answers(str(tmp_path), list(shaper().answers(answered(["a"], model=model))), "w")
    assert [a.model for a in read_answers(str(tmp_path), model)] == [model]


def test_no_answers_are_rows_too() -> None:
    assert to_batch([]).schema == SCHEMA
    assert to_batch([]).num_rows == 0


def test_what_is_old_goes_by_whole_hours(tmp_path: Path) -> None:
    for hours in range(4):
        put(tmp_path, [f"{hours} a", f"{hours} b"], AT - timedelta(hours=hours))
    found = find_old(str(tmp_path), MODEL, before=AT - timedelta(hours=1))
    # The hour before, from 6:00, has not ended by 6:30.
    assert [(each.file.hour.hour, each.rows, each.kept) for each in found] == [(4, 2, 0), (5, 2, 0)]
    assert len(read(tmp_path)) == 8
    for each in found:
        delete_file(each)
        delete_file(each)  # somebody else was quicker
    assert read(tmp_path) == ["0 a", "0 b", "1 a", "1 b"]


def test_a_text_is_gone_from_wherever_it_stood(tmp_path: Path) -> None:
    put(tmp_path, ["a", "b", "a", "c"], name="w-1")
    put(tmp_path, ["a"], AT - timedelta(days=3), name="w-2")
    put(tmp_path, ["b"], AT - timedelta(days=2), name="w-3")
    untouched = (folder(tmp_path, AT - timedelta(days=2)) / "w-3.parquet").stat().st_mtime_ns
    hashes = [TextHash(KEY).of("a")]
    found = find_texts(str(tmp_path), MODEL, hashes)
    assert sorted((each.rows, each.kept) for each in found) == [(1, 0), (2, 2)]
    for each in found:
        delete_texts(each, hashes)
    assert read(tmp_path) == ["b", "b", "c"]
    assert find_texts(str(tmp_path), MODEL, hashes) == []
    assert len(list(tmp_path.rglob("*.parquet"))) == 2
    again = (folder(tmp_path, AT - timedelta(days=2)) / "w-3.parquet").stat().st_mtime_ns
    assert again == untouched


def test_a_file_that_cannot_be_rewritten_stays(tmp_path: Path) -> None:
    put(tmp_path, ["a", "b"])
    hashes = [TextHash(KEY).of("a")]
    (found,) = find_texts(str(tmp_path), MODEL, hashes)
    path = Path(found.file.path)
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    with pytest.raises(LogError, match="cannot be rewritten"):
        delete_texts(found, hashes)
    assert path.read_bytes() == content[:-1]


def test_hours_are_of_utc(tmp_path: Path) -> None:
    at = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    put(tmp_path, ["a"], at)
    (file,) = log_files(str(tmp_path), MODEL)
    assert file.hour == datetime(2025, 12, 31, 22, tzinfo=UTC)
