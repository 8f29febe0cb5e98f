from __future__ import annotations

import fcntl
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from annotation import data_spans
from annotation.client import DoccanoClient
from annotation.errors import DoccanoError
from annotation.pull import Pull, pull, survey
from commands.main import app
from tests.annotation.conftest import TOKEN, FakeDoccano, FakeProject, Faults

ROOT = Path(__file__).parent.parent.parent


def pulled(client: DoccanoClient, folder: Path, project: int = 1, **options: Any) -> Pull:
    options = {"approved_only": False, **options}
    return pull(client, project, str(folder / "span-{SPAN}"), **options)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def facts(folder: Path) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((folder / "pull.json").read_text())
    return values


def arguments(fake: FakeDoccano, folder: Path, *more: str) -> list[str]:
    settings = {
        "server": fake.url,
        "project": "1",
        "folder": f"{folder}/span-{{SPAN}}",
        "approved_only": "false",
        "task_seconds": "2",
    }
    given = [f"--set=doccano.{key}='{value}'" for key, value in settings.items() if key == "folder"]
    given += [f"--set=doccano.{key}={value}" for key, value in settings.items() if key != "folder"]
    return ["doccano", "pull", *given, *more]


def run(fake: FakeDoccano, folder: Path, *more: str, token: str = TOKEN) -> Result:
    return CliRunner().invoke(app, arguments(fake, folder, *more), env={"DOCCANO_TOKEN": token})


def start(fake: FakeDoccano, folder: Path, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "commands.main", *arguments(fake, folder)],
        cwd=ROOT,
        env={**os.environ, "DOCCANO_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_lines_are_as_exported_and_pull_json_says_the_rest(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    meta = {"txner_model": "17", "txner_suggestions": '[[0,4,"PARTY",0.5]]', "doc_id": None}
    fake.project.add("José 😀\u2028x\u0085y", [5, 7, "PARTY"], **meta)
    fake.project.add("BLUE", [0, 4, "PARTY"]).approved_by.add("bob")
    done = pulled(client, tmp_path)
    assert done.folder == tmp_path / "span-1"
    assert sorted(path.name for path in done.folder.iterdir()) == ["all.jsonl", "pull.json"]
    first, second = lines(done.folder / "all.jsonl")
    assert first == {
        "id": 1,
        "text": "José 😀\u2028x\u0085y",
        **meta,
        "label": [[5, 7, "PARTY"]],
        "Comments": [],
    }
    assert second["id"] == 2
    said = facts(done.folder)
    assert said["server"] == fake.url
    assert said["project"] == {"id": 1, "name": "transactions"}
    assert (said["grapheme_mode"], said["offset_unit"]) == (False, "utf16")
    assert (said["approved_only"], said["confirmed"]) == (False, [2])
    assert said["counts"]["files"] == {"all.jsonl": 2}
    assert TOKEN not in (done.folder / "pull.json").read_text()
    assert list(tmp_path.iterdir()) == [done.folder]


def test_only_what_is_new_or_changed_is_written(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    one, two, three = (fake.project.add(f"text {n}", [0, 4, "PARTY"]) for n in range(3))
    assert pulled(client, tmp_path).written == 3
    nothing = pulled(client, tmp_path)
    assert (nothing.folder, nothing.state.not_pulled) == (None, 0)

    one.spans["admin"] = []
    two.approved_by.add("admin")
    fake.project.add("text 4")
    fake.project.examples.remove(three)
    assert survey(client, 1, str(tmp_path / "span-{SPAN}"), approved_only=False).not_pulled == 3
    second = pulled(client, tmp_path)
    assert second.folder == tmp_path / "span-2"
    assert [line["id"] for line in lines(second.folder / "all.jsonl")] == [1, 2, 4]
    assert facts(second.folder)["confirmed"] == [2]
    state = second.state
    assert (state.new, state.changed, state.deleted) == (1, 2, 1)

    # What counts is what was pulled last, not what was pulled ever.
    one.spans["admin"] = [[0, 4, "PARTY"]]
    third = pulled(client, tmp_path)
    assert third.folder is not None
    assert [line["id"] for line in lines(third.folder / "all.jsonl")] == [1]
    assert pulled(client, tmp_path).folder is None
    assert pulled(client, tmp_path, full=True).written == 3


def test_numbers_that_pandas_made_floats_are_the_same_ids(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    example = fake.project.add("text")
    pulled(client, tmp_path)
    example.id = 1.0  # type: ignore[assignment]
    example.meta["other"] = None
    assert pulled(client, tmp_path).folder is None


def test_what_pulled_offsets_count_belongs_to_a_line(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    fake.project.add("x😀y", [3, 4, "PARTY"])
    pulled(client, tmp_path)
    fake.project.grapheme_mode = True
    second = pulled(client, tmp_path)
    assert second.folder is not None
    assert facts(second.folder)["offset_unit"] == "grapheme"


def test_other_projects_and_other_annotations_do_not_count(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    fake.projects[2] = FakeProject(2)
    for project in fake.projects.values():
        project.add("text")
    (tmp_path / "span-9").mkdir()
    (tmp_path / "span-9" / "all.jsonl").write_text("no JSON\n")
    (tmp_path / "span-x").mkdir()
    assert pulled(client, tmp_path).folder == tmp_path / "span-10"
    assert pulled(client, tmp_path, project=2).folder == tmp_path / "span-11"
    assert pulled(client, tmp_path).folder is None


def test_approved_only(fake: FakeDoccano, client: DoccanoClient, tmp_path: Path) -> None:
    one, two = fake.project.add("one"), fake.project.add("two")
    # An export without lines, which doccano gives as a single line feed.
    nothing = pulled(client, tmp_path, approved_only=True)
    assert (nothing.folder, nothing.state.examples, nothing.state.confirmed) == (None, 2, 0)
    one.approved_by.add("admin")
    two.approved_by.add("admin")
    assert pulled(client, tmp_path, approved_only=True).written == 2
    one.approved_by.clear()
    state = pulled(client, tmp_path, approved_only=True).state
    assert (state.not_pulled, state.withdrawn, state.deleted) == (0, 1, 0)


def test_a_project_that_is_not_collaborative_has_a_file_for_each_member(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    fake.project.collaborative = False
    fake.project.members = ["ann", "../bob", ".eve"]
    example = fake.project.add("text", [0, 4, "PARTY"], user="ann")
    example.approved_by.add("ann")
    done = pulled(client, tmp_path)
    assert done.folder is not None
    names = sorted(path.name for path in done.folder.iterdir())
    assert [re.sub("-[0-9a-f]{8}", "-#", name) for name in names] == [
        "_bob-#.jsonl",
        "ann.jsonl",
        "eve-#.jsonl",
        "pull.json",
    ]
    assert lines(done.folder / "ann.jsonl")[0]["label"] == [[0, 4, "PARTY"]]
    said = facts(done.folder)
    assert said["confirmed"] == [1]
    assert [name for name, ids in said["confirmed_by"].items() if ids] == ["ann.jsonl"]

    example.spans[".eve"] = [[0, 2, "DATE"]]
    second = pulled(client, tmp_path)
    assert second.folder is not None
    (file,) = second.folder.glob("*.jsonl")
    assert file.name.startswith("eve-")
    assert lines(file)[0]["label"] == [[0, 2, "DATE"]]


Change = tuple[str, int]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "undo", "approve", "delete", "pull"]), st.integers(0)
    ),
    max_size=15,
)


@given(CHANGES)
def test_the_data_spans_together_are_the_project(
    fake: FakeDoccano,
    client: DoccanoClient,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[Change],
) -> None:
    folder = tmp_path_factory.mktemp("spans")
    project = fake.project
    project.examples.clear()
    expected: dict[int, tuple[Any, bool]] = {}
    for action, number in [*changes, ("pull", 0)]:
        example = project.examples[number % len(project.examples)] if project.examples else None
        if action == "add":
            project.add(f"text {number}")
        elif action == "pull":
            pulled(client, folder)
            now = {e.id: (sorted(e.spans["admin"]), bool(e.approved_by)) for e in project.examples}
            expected |= now
        elif example is None:
            continue
        elif action == "edit":
            example.spans["admin"] = [[0, 1 + number % 4, "PARTY"]]
        elif action == "undo":
            example.spans["admin"] = []
        elif action == "approve":
            example.approved_by ^= {"admin"}
        else:
            project.examples.remove(example)
    found: dict[int, tuple[Any, bool]] = {}
    spans = sorted(folder.iterdir(), key=lambda path: int(path.name.removeprefix("span-")))
    for span in spans:
        confirmed = facts(span)["confirmed"]
        new = {x["id"]: (x["label"], x["id"] in confirmed) for x in lines(span / "all.jsonl")}
        assert new, "an empty data span"
        assert all(found.get(key) != value for key, value in new.items())
        found |= new
    assert found == expected


def test_ids_that_metadata_hide_are_refused(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    for _ in range(2):
        fake.project.add("text").meta["id"] = "a"
    with pytest.raises(DoccanoError, match=r'all\.jsonl:2: another example has the id "a" too'):
        pulled(client, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("faults", "message"),
    [
        (Faults(never_ready=True), "export is not ready after 2 s"),
        (Faults(task_error="boom"), "doccano's export failed: boom"),
        (Faults(cut_after=200), "closed the connection during the download"),
        (Faults(cut_after=200, announce_length=False), "that are not a zip archive"),
        (Faults(status=500), "failed (HTTP 500)"),
        (Faults(answer=b"<html>"), "answers with no JSON"),
    ],
)
def test_a_failure_is_one_line_and_leaves_nothing(
    fake: FakeDoccano, tmp_path: Path, faults: Faults, message: str
) -> None:
    for number in range(100):
        fake.project.add(f"text {number} {number * 7919}")
    fake.faults = faults
    result = run(fake, tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert message in line
    assert TOKEN not in line
    assert list(tmp_path.iterdir()) == []
    fake.faults = Faults()
    assert run(fake, tmp_path).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["span-1"]


def test_what_the_command_says(fake: FakeDoccano, tmp_path: Path) -> None:
    fake.project.add("text", [0, 4, "PARTY"])
    first = run(fake, tmp_path)
    assert (first.exit_code, first.stderr) == (0, "")
    assert "1 lines with 1 spans in " in first.stdout
    second = run(fake, tmp_path)
    assert (second.exit_code, second.stderr) == (0, "")
    assert "nothing new" in second.stdout
    assert run(fake, tmp_path, "--full").exit_code == 0
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("more", "token", "message"),
    [
        ([], "", "the environment variable DOCCANO_TOKEN is not set"),
        ([], "wrong", "refuses the token (HTTP 403: Invalid token.)"),
        (["--set=doccano.project=7"], TOKEN, "there is no project 7"),
        (["--set=doccano.project=null"], TOKEN, "doccano.project is not set"),
        (
            ["--set=doccano.server=http://127.0.0.1:9"],
            TOKEN,
            "http://127.0.0.1:9 cannot be reached",
        ),
        (["--set=doccano.folder=a/b"], TOKEN, "must have {SPAN} once, in its last part"),
        (["--set=doccano.folder='{SPAN}/b'"], TOKEN, "must have {SPAN} once, in its last part"),
        (["--set=doccano.folder='gs://b/{SPAN}'"], TOKEN, "must be a local folder"),
        (["--set=doccano.server=ftp://x"], TOKEN, "must be a URL such as https://"),
    ],
)
def test_what_is_wrong_is_one_line_and_code_2(
    fake: FakeDoccano, tmp_path: Path, more: list[str], token: str, message: str
) -> None:
    result = run(fake, tmp_path, *more, token=token)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert message in line
    assert not list(tmp_path.iterdir())


def test_a_project_without_spans_is_refused(fake: FakeDoccano, tmp_path: Path) -> None:
    fake.project.project_type = "DocumentClassification"
    assert "is a DocumentClassification project; only" in run(fake, tmp_path).stderr


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"server": 1, "project": 2}'])
def test_a_damaged_pull_json_is_named(fake: FakeDoccano, tmp_path: Path, content: str) -> None:
    (tmp_path / "span-3").mkdir()
    (tmp_path / "span-3" / "pull.json").write_text(content)
    result = run(fake, tmp_path)
    assert result.exit_code == 2
    assert "span-3/pull.json: not what `txner doccano pull` wrote" in result.stderr


def test_a_killed_pull_leaves_no_data_span_and_the_next_one_tidies_up(
    fake: FakeDoccano, tmp_path: Path
) -> None:
    for number in range(100):
        fake.project.add(f"text {number} {number * 7919}")
    fake.faults.slow = 0.5
    process = start(fake, tmp_path)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".doccano-pull-*/all.zip")):
        assert time.monotonic() < deadline
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    # While it works, nobody else does, and nobody takes its staging folder for a left-over.
    busy = run(fake, tmp_path)
    assert "another pull writes here" in busy.stderr
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".doccano-pull-")
    fake.faults.slow = 0
    assert run(fake, tmp_path).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["span-1"]
    assert len(lines(tmp_path / "span-1" / "all.jsonl")) == 100


@pytest.mark.parametrize("room", [100, 3000])
def test_a_full_disk_leaves_nothing(fake: FakeDoccano, tmp_path: Path, room: int) -> None:
    """The limit on the size of a file stops the download, or the unpacking, which is larger."""
    for number in range(100):
        fake.project.add(f"text {number} " + "x" * 200)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    process = start(fake, tmp_path, preexec_fn=limit)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    (line,) = errors.splitlines()
    assert "cannot write the data span: File too large" in line
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_locked_is_used_without(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then another pull may take the number, and its staging folder must stay."""

    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(data_spans, "numbered_spans", lambda _: [])
    (tmp_path / "span-1" / "x").mkdir(parents=True)
    (tmp_path / "span-2").write_text("a file")
    (tmp_path / ".doccano-pull-other").mkdir()
    fake.project.add("text")
    assert pulled(client, tmp_path).folder == tmp_path / "span-3"
    assert (tmp_path / ".doccano-pull-other").is_dir()


def test_an_example_approved_after_a_change_between_the_exports_is_not_approved(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = fake.project.add("text", [0, 4, "PARTY"])
    exporting = FakeProject.export

    def export(self: FakeProject, approved_only: bool) -> bytes:
        content = exporting(self, approved_only)
        example.spans["admin"] = []
        example.approved_by.add("admin")
        return content

    monkeypatch.setattr(FakeProject, "export", export)
    done = pulled(client, tmp_path)
    assert done.folder is not None
    assert lines(done.folder / "all.jsonl")[0]["label"] == [[0, 4, "PARTY"]]
    assert facts(done.folder)["confirmed"] == []
    again = pulled(client, tmp_path)
    assert again.folder is not None
    assert facts(again.folder)["confirmed"] == [1]


def test_status(fake: FakeDoccano, tmp_path: Path) -> None:
    fake.project.add("one", [0, 3, "PARTY"]).approved_by.add("admin")
    fake.project.add("two", [0, 3, "PARTY"])
    settings = arguments(fake, tmp_path)[2:]
    environment = {"DOCCANO_TOKEN": TOKEN}
    result = CliRunner().invoke(app, ["doccano", "status", "--json", *settings], env=environment)
    assert result.exit_code == 0
    values = json.loads(result.stdout)
    assert values["labels"] == {"PARTY": 2, "DATE": 0}
    assert (values["examples"], values["confirmed"], values["not_pulled"]) == (2, 1, 2)
    assert values["offset_unit"] == "utf16"
    run(fake, tmp_path)
    table = CliRunner().invoke(app, ["doccano", "status", *settings], env=environment).stdout
    assert "transactions (1)" in table
    assert "0 (0 new, 0 changed)" in table
    assert [path.name for path in tmp_path.iterdir()] == ["span-1"]
