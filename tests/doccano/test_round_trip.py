"""Pushing to a real doccano, annotating there, and pulling what was annotated."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from annotation.client import DoccanoClient
from annotation.corrections import Outcome, read_corrections
from annotation.pull import pull
from annotation.push import push
from models.export_format import Entity, Prediction
from preprocessing.annotation_files import find_files
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record
from preprocessing.spans import OffsetUnit, Span, to_code_points
from preprocessing.texts import Text
from tests.doccano.server import PASSWORD, Account, Server

ROOT = Path(__file__).parent.parent.parent
DESCRIPTORS = 200
EDITED = 80
LABELS = ("PARTY", "LOCATION", "DATE")

CLUSTERS = [
    *"ABCXYZ019*#.-éßñ中😀🍕💳",
    "e\u0301",
    "N\u0303",
    "o\u0308\u0323",
    "👍🏽",
    "\u2028",
    "\u0085",
]
"""What a person sees as one character each."""


@dataclass
class Descriptor:
    """A text that knows its clusters, so that nothing needs to be split to know its offsets.

    Attributes:
      clusters: Its clusters.
      words: First cluster of each word, and the cluster after the last.
      marked: Label of each marked word.
    """

    clusters: list[str]
    words: list[tuple[int, int]]
    marked: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(self.clusters)

    def span(self, word: int, unit: OffsetUnit) -> tuple[int, int]:
        """Where a word is."""
        start, end = self.words[word]
        return self._offset(start, unit), self._offset(end, unit)

    def meant(self) -> list[tuple[str, str]]:
        """Text and label of what is marked, in order."""
        words = [(word, label) for word, label in sorted(self.marked.items())]
        return [("".join(self.clusters[slice(*self.words[word])]), label) for word, label in words]

    def cut(self, start: int, end: int, unit: OffsetUnit) -> str:
        """The part of the text that offsets name."""
        if unit is OffsetUnit.GRAPHEME:
            return "".join(self.clusters[start:end])
        return self.text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")

    def _offset(self, cluster: int, unit: OffsetUnit) -> int:
        before = "".join(self.clusters[:cluster])
        if unit is OffsetUnit.GRAPHEME:
            return cluster
        return len(before) if unit is OffsetUnit.CODEPOINT else len(before.encode("utf-16-le")) // 2


def make_descriptors(count: int, seed: int) -> dict[str, Descriptor]:
    """Descriptors of four words each, the first two of which are marked; by their text."""
    chance = random.Random(seed)
    made: dict[str, Descriptor] = {}
    while len(made) < count:
        clusters: list[str] = []
        words = []
        for _ in range(4):
            clusters += [" "] if clusters else []
            start = len(clusters)
            # Letters at the edges, because white space, signs and marks there would be trimmed.
            inner = chance.choices(CLUSTERS, k=chance.randint(1, 5))
            clusters += [chance.choice("ABCÉ"), *inner, chance.choice("XYZß")]
            words.append((start, len(clusters)))
        descriptor = Descriptor(clusters, words, {0: LABELS[0], 1: LABELS[1]})
        made[descriptor.text] = descriptor
    return made


class Marker:
    """A model that finds what is marked."""

    def __init__(self, descriptors: dict[str, Descriptor]) -> None:
        self._descriptors = descriptors

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        predictions = []
        for text in texts:
            descriptor = self._descriptors[text]
            entities = []
            for word, label in descriptor.marked.items():
                start, end = descriptor.span(word, OffsetUnit.CODEPOINT)
                entities.append(Entity(label, text[start:end], start, end, 0.5 + 0.1 * word))
            predictions.append(Prediction(text, entities))
        return predictions


def push_all(client: DoccanoClient, project: int, descriptors: dict[str, Descriptor]) -> None:
    texts = [Text(text, {"doc_id": f"d{n}"}) for n, text in enumerate(descriptors)]
    pushed = push(
        client,
        project,
        texts,
        predictor=Marker(descriptors),
        model_version="1795179238",
        create_labels=True,
    )
    assert (pushed.sent, pushed.widened, pushed.dropped) == (len(texts), 0, 0)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def assert_meant(line: dict[str, Any], descriptor: Descriptor, unit: OffsetUnit) -> None:
    """What a pulled line marks is what was meant, whoever reads its offsets."""
    assert descriptor.text == line["text"]
    assert [(descriptor.cut(s, e, unit), label) for s, e, label in line["label"]] == (
        descriptor.meant()
    )
    spans = to_code_points(line["text"], [Span(*span) for span in line["label"]], unit)
    assert [(line["text"][s.start : s.end], s.label) for s in spans] == descriptor.meant()


def edit(account: Account, project: int, descriptors: dict[str, Descriptor]) -> None:
    """Deletes, adds and moves spans of the first examples as the annotation page does."""
    unit = OffsetUnit.UTF16
    if account.call("GET", f"/projects/{project}")["grapheme_mode"]:
        unit = OffsetUnit.GRAPHEME
    labels = {x["text"]: x["id"] for x in account.call("GET", f"/projects/{project}/span-types")}
    for number, example in enumerate(account.examples(project)[:EDITED]):
        descriptor = descriptors[example["text"]]
        if number % 4 == 3:
            continue
        stored = sorted(account.spans(project, example["id"]), key=lambda x: x["start_offset"])
        if number % 4 == 0:
            account.delete_span(project, example["id"], stored[0]["id"])
            del descriptor.marked[0]
        elif number % 4 == 1:
            label = labels[LABELS[0]]
            account.add_span(project, example["id"], *descriptor.span(3, unit), label)
            descriptor.marked[3] = LABELS[0]
        else:
            start, end = descriptor.span(2, unit)
            account.move_span(project, example["id"], stored[1]["id"], start, end)
            descriptor.marked[2] = descriptor.marked.pop(1)


def txner(
    account: Account, project: int, folder: Path, *more: str
) -> subprocess.CompletedProcess[str]:
    settings = {
        "server": account.url,
        "project": str(project),
        "folder": f"'{folder}/span-{{SPAN}}'",
        "approved_only": "false",
    }
    given = [f"--set=doccano.{key}={value}" for key, value in settings.items()]
    return subprocess.run(
        [sys.executable, "-m", "commands.main", "doccano", *more[:1], *given, *more[1:]],
        cwd=ROOT,
        env={**os.environ, "DOCCANO_TOKEN": account.token},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("grapheme_mode", [False, True])
def test_what_is_annotated_is_what_is_pulled(
    admin: Account, client: DoccanoClient, tmp_path: Path, grapheme_mode: bool
) -> None:
    unit = OffsetUnit.GRAPHEME if grapheme_mode else OffsetUnit.UTF16
    project = admin.create_project("round trip", grapheme_mode=grapheme_mode)
    descriptors = make_descriptors(DESCRIPTORS, seed=grapheme_mode)
    push_all(client, project, descriptors)
    edit(admin, project, descriptors)
    approved = [example["id"] for example in admin.examples(project)[:20]]
    for example_id in approved:
        admin.approve(project, example_id)

    folder = str(tmp_path / "span-{SPAN}")
    first = pull(client, project, folder, approved_only=False)
    assert first.folder is not None
    pulled = lines(first.folder / "all.jsonl")
    assert {line["text"] for line in pulled} == descriptors.keys()
    for line in pulled:
        assert_meant(line, descriptors[line["text"]], unit)
        assert line["txner_model"] == "1795179238"
        # As the model said it, in code points, whatever was edited since.
        suggested = json.loads(line["txner_suggestions"])
        assert [label for _, _, label, *_ in suggested] == list(LABELS[:2])
        start, end, *_ = suggested[0]
        first_word = descriptors[line["text"]].span(0, OffsetUnit.CODEPOINT)
        assert (start, end) == first_word
        assert line["doc_id"].startswith("d")
    facts = json.loads((first.folder / "pull.json").read_text())
    assert (facts["offset_unit"], facts["grapheme_mode"]) == (unit.value, grapheme_mode)
    assert facts["confirmed"] == sorted(approved)

    # Ingesting it, whether the project's mode is believed or only the annotations.
    (first.folder / "pull.json").rename(first.folder / "hidden")
    found = plan_reading(find_files(str(first.folder)), "auto")
    assert [decision.unit for decision in found.units.values()] == [unit]
    (first.folder / "hidden").rename(first.folder / "pull.json")
    plan = plan_reading(find_files(str(first.folder)), "auto")
    assert plan.chunks == found.chunks
    records = list(read_plan(plan, ReadOptions(LABELS)))
    assert len(records) == DESCRIPTORS
    for record in records:
        assert isinstance(record, Record)
        covered = [(record.text[s.start : s.end], s.label) for s in record.spans]
        assert covered == descriptors[record.text].meant()

    # Of each four of the 20 approved: a span deleted, one added, one replaced, and none touched.
    corrections = read_corrections(plan)
    assert (corrections.texts, corrections.waiting) == (20, DESCRIPTORS - 20)
    outcomes = corrections.by_model
    assert outcomes["1795179238", Outcome.ACCEPTED] == 30
    assert outcomes["1795179238", Outcome.DELETED] == 10
    assert outcomes["1795179238", Outcome.ADDED] == 10
    assert outcomes.total() == 50

    # Nothing new, then one edit, then one approval and one deleted example.
    nothing = txner(admin, project, tmp_path, "pull")
    assert (nothing.returncode, nothing.stderr) == (0, "")
    assert "nothing new" in nothing.stdout
    last = admin.examples(project)[-1]
    span = admin.spans(project, last["id"])[0]
    admin.delete_span(project, last["id"], span["id"])
    one = txner(admin, project, tmp_path, "pull")
    assert (one.returncode, one.stderr) == (0, "")
    (line,) = lines(tmp_path / "span-2" / "all.jsonl")
    assert line["id"] == last["id"]
    assert len(line["label"]) == len(descriptors[last["text"]].marked) - 1
    admin.approve(project, last["id"])
    admin.call("DELETE", f"/projects/{project}/examples/{approved[0]}")
    third = pull(client, project, folder, approved_only=False)
    assert third.folder is not None
    assert [line["id"] for line in lines(third.folder / "all.jsonl")] == [last["id"]]
    assert (third.state.changed, third.state.deleted) == (1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["span-1", "span-2", "span-3"]


def test_each_member_has_a_file_where_annotation_is_not_shared(
    admin: Account, server: Server, client: DoccanoClient, tmp_path: Path
) -> None:
    values = {"username": "bob.o@home", "password1": PASSWORD, "password2": PASSWORD}
    user = admin.call("POST", "/users/create", values)
    bob = Account(server.url, server.token(user["username"]))
    project = admin.create_project("separate", collaborative_annotation=False)
    (role,) = (r["id"] for r in admin.call("GET", "/roles") if r["name"] == "annotator")
    admin.call("POST", f"/projects/{project}/members", {"user": user["id"], "role": role})
    of_admin = make_descriptors(DESCRIPTORS, seed=7)
    push_all(client, project, of_admin)
    # Suggestions belong to the one who pushed; bob starts with nothing.
    of_bob = make_descriptors(DESCRIPTORS, seed=7)
    labels = {x["text"]: x["id"] for x in admin.call("GET", f"/projects/{project}/span-types")}
    for number, example in enumerate(bob.examples(project)):
        descriptor = of_bob[example["text"]]
        assert bob.spans(project, example["id"]) == []
        descriptor.marked = {number % 4: LABELS[1]}
        where = descriptor.span(number % 4, OffsetUnit.UTF16)
        bob.add_span(project, example["id"], *where, labels[LABELS[1]])
    edit(admin, project, of_admin)
    first = bob.examples(project)[0]
    bob.approve(project, first["id"])

    folder = str(tmp_path / "span-{SPAN}")
    done = pull(client, project, folder, approved_only=False)
    assert done.folder is not None
    names = sorted(path.name for path in done.folder.iterdir())
    assert names == ["admin.jsonl", f"{user['username']}.jsonl", "pull.json"]
    for name, descriptors in zip(names[:2], (of_admin, of_bob), strict=True):
        pulled = lines(done.folder / name)
        assert len(pulled) == DESCRIPTORS
        for line in pulled:
            assert_meant(line, descriptors[line["text"]], OffsetUnit.UTF16)
    facts = json.loads((done.folder / "pull.json").read_text())
    assert facts["confirmed_by"] == {"admin.jsonl": [], names[1]: [first["id"]]}

    approved = pull(client, project, folder, approved_only=True, full=True)
    assert approved.folder is not None
    (file,) = approved.folder.glob("*.jsonl")
    assert file.name == names[1]
    assert [line["id"] for line in lines(file)] == [first["id"]]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("SequenceLabeling", {"use_relation": True}),
        ("IntentDetectionAndSlotFilling", {}),
    ],
)
def test_other_kinds_of_projects_with_spans(
    admin: Account, client: DoccanoClient, tmp_path: Path, kind: str, options: dict[str, Any]
) -> None:
    names = {"resourcetype": f"{kind}Project", "project_type": kind}
    project = admin.create_project("other kind", **names, **options)
    descriptors = make_descriptors(20, seed=11)
    push_all(client, project, descriptors)
    done = pull(client, project, str(tmp_path / "span-{SPAN}"), approved_only=False)
    assert done.folder is not None
    assert (done.written, done.spans) == (20, 40)
    for line in lines(done.folder / "all.jsonl"):
        spans = [
            [x["start_offset"], x["end_offset"], x["label"]] if isinstance(x, dict) else x
            for x in line["entities"]
        ]
        line["label"] = sorted(spans)
        assert_meant(line, descriptors[line["text"]], OffsetUnit.UTF16)
    again = pull(client, project, str(tmp_path / "span-{SPAN}"), approved_only=False)
    assert again.folder is None


def test_nothing_is_pushed_twice(admin: Account, client: DoccanoClient) -> None:
    project = admin.create_project("twice")
    descriptors = make_descriptors(30, seed=9)
    push_all(client, project, descriptors)
    again = push(client, project, [Text(text) for text in descriptors])
    assert (again.present, again.sent) == (30, 0)
    assert client.count_examples(project) == 30


def test_status(admin: Account, client: DoccanoClient, tmp_path: Path) -> None:
    project = admin.create_project("for status")
    push_all(client, project, make_descriptors(10, seed=3))
    admin.approve(project, admin.examples(project)[0]["id"])
    result = txner(admin, project, tmp_path, "status", "--json")
    assert (result.returncode, result.stderr) == (0, "")
    values = json.loads(result.stdout)
    assert values["project"] == {"id": project, "name": "for status"}
    assert values["labels"] == {"LOCATION": 10, "PARTY": 10}
    assert (values["examples"], values["confirmed"], values["not_pulled"]) == (10, 1, 10)
    assert list(tmp_path.iterdir()) == []


def test_failures_are_one_line_and_leave_nothing(
    admin: Account, server: Server, tmp_path: Path
) -> None:
    project = admin.create_project("to fail")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nowhere = Account(f"http://127.0.0.1:{probe.getsockname()[1]}", admin.token)
    stranger = Account(admin.url, "0123456789")
    wait = "--set=doccano.task_seconds=1"
    results = {
        "cannot be reached; is the server running?": txner(nowhere, project, tmp_path, "pull"),
        "refuses the token (HTTP 403: Invalid token.)": txner(stranger, project, tmp_path, "pull"),
        "there is no project 9999": txner(admin, 9999, tmp_path, "pull"),
    }
    with server.without_worker():
        results["export is not ready after 1 s; does its worker run"] = txner(
            admin, project, tmp_path, "pull", wait
        )
    for message, result in results.items():
        assert result.returncode == 2, message
        assert result.stdout == ""
        (line,) = result.stderr.splitlines()
        assert message in line
        assert admin.token not in line
    assert list(tmp_path.iterdir()) == []
