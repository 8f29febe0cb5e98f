from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.plan import Task, difference, make_plan, model_hash
from batch.rows import BatchError, Columns
from batch.shards import read_shard
from tests.batch.jobs import COLUMNS, make_task

PIECES = st.sampled_from(['"', ",", "\n", "a", "b", '{"key": 1, "text": "x"}', " "])


def keys(task: Task, pattern: str, shard_rows: int) -> list[str | None]:
    plan = make_plan(task, [pattern], shard_rows)
    rows = [list(read_shard(shard, COLUMNS)) for shard in plan.shards]
    assert [len(part) for part in rows] == [shard.rows for shard in plan.shards]
    assert max(map(len, rows)) <= shard_rows
    return [row.key for part in rows for row in part]


@given(
    st.lists(PIECES, max_size=50).map("".join), st.integers(1, 7), st.sampled_from(["csv", "jsonl"])
)
def test_shards_have_all_rows_once(
    tmp_path_factory: pytest.TempPathFactory, content: str, shard_rows: int, kind: str
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    task = make_task(folder)
    head = "key,text\nk,t\n" if kind == "csv" else '{"key": "k", "text": "t"}\n'
    (folder / f"in.{kind}").write_text(head + content, "utf-8")
    assert keys(task, f"{folder}/in.*", shard_rows) == keys(task, f"{folder}/in.*", 10_000)


@pytest.mark.parametrize("shard_rows", [1, 3, 10, 25, 26])
def test_shards_of_several_files(tmp_path: Path, shard_rows: int) -> None:
    task = make_task(tmp_path)
    names = [str(n) for n in range(10)]
    (tmp_path / "a.csv").write_text("text,key\n" + "".join(f"x,{n}\n" for n in names))
    (tmp_path / "b.JSONL").write_text("".join(f'{{"key": {n}, "text": "x"}}\n\n' for n in names))
    pq.write_table(pa.table({"key": names, "text": names}), tmp_path / "c.parquet")
    assert keys(task, f"{tmp_path}/[a-c].*", shard_rows) == 3 * names


def test_a_plan_is_the_same_until_something_changes(tmp_path: Path) -> None:
    task = make_task(tmp_path)
    file = tmp_path / "in.jsonl"
    file.write_text('{"key": 1, "text": "x"}\n')
    plan = make_plan(task, [str(file)], 5)
    stored = json.loads(json.dumps(plan.to_json()))
    assert difference(make_plan(task, [str(file)], 5), stored) is None
    assert difference(make_plan(task, [str(file)], 6), stored) == "shard_rows was 5 and is 6"
    other = replace(task, model_version="2")
    told = difference(make_plan(other, [str(file)], 5), stored)
    assert told == "task.model_version was '1' and is '2'"
    file.write_text('{"key": 2, "text": "x"}\n')
    told = difference(make_plan(task, [str(file)], 5), stored)
    assert told is not None
    assert told.startswith(f"inputs.{file} was ")
    assert difference(plan, []) == "the file is no plan"


def test_a_model_that_changed_is_another(tmp_path: Path) -> None:
    task = make_task(tmp_path)
    before = model_hash(task.model, int8=False)
    (Path(task.model) / "variables" / "variables.index").write_bytes(b"other weights")
    assert model_hash(task.model, int8=False) != before
    with pytest.raises(BatchError, match="no int8 model"):
        model_hash(task.model, int8=True)
    with pytest.raises(BatchError, match="there is no model"):
        model_hash(str(tmp_path / "none"), int8=True)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("in.jsonl", "\n", "there is no row in"),
        ("in.csv", "key,text\n", "there is no row in"),
        ("in.xlsx", "x", r"the name must end in \.csv"),
        ("in.parquet", "x", "not a Parquet file"),
    ],
)
def test_inputs_that_cannot_be_used(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(BatchError, match=message):
        make_plan(make_task(tmp_path), [f"{tmp_path}/in.*"], 5)


def test_no_file_matches(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"no file matches .*nothing\*"):
        make_plan(make_task(tmp_path), [f"{tmp_path}/nothing*"], 5)


def test_a_folder_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").mkdir()
    with pytest.raises(BatchError, match=r"in\.jsonl: cannot read it: Is a directory"):
        make_plan(make_task(tmp_path), [f"{tmp_path}/in.*"], 5)


def test_columns_may_be_the_same(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text\na\n")
    task = replace(make_task(tmp_path), columns=Columns("text", "text"))
    assert make_plan(task, [f"{tmp_path}/in.csv"], 5).rows == 1
