from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from commands import release as release_cli
from commands.main import app
from evaluation.comparison import Predict
from models.export_format import Entity, Prediction
from serving.release.pushing import push_model
from serving.release.records import Version
from serving.release.table import Releases
from serving.release.transitions import read_pinned
from tests.serving.release.test_publishing import write_model

MODEL = "transactions"
FIGURES = {"micro/f1": 0.9671, "PARTY/f1": 0.5}
PROVENANCE = {"git_commit": "9fb052c0b5+changes", "data_fingerprint": "74123abcdef"}


class Bench:
    """A release table with versions whose files are there, and the command line over it."""

    def __init__(
        self,
        folder: Path,
        figures: Mapping[str, float] = FIGURES,
        provenance: Mapping[str, str] = PROVENANCE,
    ) -> None:
        self.folder = folder
        self._figures, self._provenance = figures, provenance
        self.releases = Releases(f"sqlite:///{folder}/releases.db")

    def publish(self, name: str, label: str = "release") -> int:
        result = push_model(
            str(write_model(self.folder / name, name.encode())),
            model=MODEL,
            root=str(self.folder / "serving"),
            label=label,
            releases=self.releases,
            checks=[],
            metrics=self._figures,
            provenance=self._provenance,
        )
        assert result.version is not None
        return result.version

    def txner(self, *arguments: str) -> Result:
        own = ["--set", f"output_root={self.folder}"]
        return CliRunner().invoke(app, ["release", *arguments, *own])

    def stands(self, label: str = "release") -> int | None:
        return self.releases.position(MODEL, label).version


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_list_and_show(bench: Bench) -> None:
    first, second = bench.publish("a"), bench.publish("b", "canary")
    listed = bench.txner("list")
    assert listed.exit_code == 0
    (newest,) = (line for line in listed.output.splitlines() if str(second) in line)
    assert newest.split()[3:] == ["canary", "0.9671", "74123abc", "9fb052c+"]
    values = json.loads(bench.txner("list", "--json").stdout)
    assert [(entry["version"], entry["labels"]) for entry in values] == [
        (second, ["canary"]),
        (first, ["release"]),
    ]
    shown = bench.txner("show", "canary")
    assert f"transactions/{second}" in shown.output.replace("\n", "")
    assert "0.5000" in shown.output
    value = json.loads(bench.txner("show", str(first), "--json").stdout)
    assert value["metrics"] == {"micro/f1": 0.9671, "PARTY/f1": 0.5}
    assert value["provenance"]["data_fingerprint"] == "74123abcdef"


@pytest.mark.parametrize("width", ["40", "80"])
def test_numbers_of_versions_are_never_cut(
    bench: Bench, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = str(bench.publish("a", "a-label-that-is-rather-long-and-takes-much-room"))
    monkeypatch.setenv("COLUMNS", width)
    assert version in bench.txner("list").output
    assert version in bench.txner("history").output


def test_promote_moves_a_label_and_says_so(bench: Bench) -> None:
    first, second = bench.publish("a"), bench.publish("b", "canary")
    result = bench.txner("promote", "canary", "--label", "release", "--why", " trial\nis over ")
    assert (result.exit_code, bench.stands()) == (0, second)
    assert f"label release: {first} → {second}" in result.output
    (*_, move) = json.loads(bench.txner("history", "--json").stdout)
    assert (move["from"], move["to"], move["why"]) == (first, second, "trial is over")
    assert (move["action"], move["outcome"]) == ("promote", "moved")
    again = bench.txner("promote", str(second), "-l", "release", "--why", "x")
    assert again.exit_code == 0
    assert "already" in again.output
    assert len(json.loads(bench.txner("history", "--label", "release", "--json").stdout)) == 2


def test_rollback_goes_back_further_each_time(bench: Bench) -> None:
    first, second, _ = (bench.publish(name) for name in "abc")
    assert bench.txner("rollback", "--why", "bad").exit_code == 0
    assert bench.stands() == second
    assert bench.txner("rollback", "--why", "bad too").exit_code == 0
    assert bench.stands() == first
    result = bench.txner("rollback", "--why", "all bad")
    assert result.exit_code == 2
    assert f"label release of transactions stands on {first} and stood on no other" in result.stderr
    assert bench.stands() == first


def test_hold_and_resume(bench: Bench) -> None:
    first, second = bench.publish("a"), bench.publish("b")
    assert bench.txner("hold", "--why", " looking\nat it ").exit_code == 0
    bench.publish("c")
    assert bench.stands() == second
    rolled_back = bench.txner("rollback", "--why", "misses cards")
    assert "publish without label release since" in rolled_back.output
    assert "rolled back: misses cards" in rolled_back.output.replace("\n", " ")
    assert bench.txner("resume", "--why", "mended").exit_code == 0
    newest = bench.publish("d")
    assert bench.stands() == newest
    history = json.loads(bench.txner("history", "--json").stdout)
    assert [entry["action"] for entry in history] == [
        *("publish", "publish", "hold", "publish", "rollback", "resume", "publish")
    ]
    assert (history[2]["to"], history[2]["why"]) == (second, "looking at it")
    assert history[4]["to"] == first
    for command in (["hold", "--why", " "], ["resume", "--why", "x"]):
        assert bench.txner(*command).exit_code == 2


def test_prune_shows_first_and_deletes_with_yes(bench: Bench) -> None:
    a, b, c = (bench.publish(name) for name in "abc")
    options = ("prune", "--keep", "1", "--older-than", "0h")
    shown = bench.txner(*options)
    assert f"{a} would be deleted: not in use since" in shown.output
    assert f"{b} stays: release would be rolled back to it" in shown.output
    assert f"{c} stays: label release stands on it" in shown.output
    assert "nothing was deleted" in shown.output
    folder = bench.folder / "serving" / MODEL
    assert (folder / str(a)).is_dir()
    values = json.loads(bench.txner(*options, "--yes", "--json").stdout)
    assert (values["unneeded"], values["deleted"]) == ([a], [a])
    assert not (folder / str(a)).exists()
    assert "(retired)" in bench.txner("list").output
    assert "prune --keep 1" in bench.txner("history").output
    assert "there is nothing to delete" in bench.txner(*options).output
    assert "is retired" in bench.txner("promote", str(a), "-l", "canary", "--why", "x").stderr
    assert bench.txner("verify").exit_code == 0


@pytest.mark.parametrize("age", ["30", "d", "-1d", "1y", "99999d"])
def test_what_is_no_age_is_refused(bench: Bench, age: str) -> None:
    bench.publish("a")
    result = bench.txner("prune", f"--older-than={age}")
    assert result.exit_code == 2
    assert f"--older-than {age}" in result.stderr


def test_remove_label_takes_any_label_but_release(bench: Bench) -> None:
    version = bench.publish("a", "canary")
    assert bench.txner("remove-label", "canary", "--why", "over").exit_code == 0
    assert bench.stands("canary") is None
    assert bench.txner("rollback", "-l", "canary", "--why", "not over").exit_code == 0
    assert bench.stands("canary") == version
    result = bench.txner("remove-label", "release", "--why", "x")
    assert result.exit_code == 2
    assert "clients ask for it" in result.stderr


def damage_weights(folder: Path) -> str:
    path = folder / "variables" / "variables.data-00000-of-00001"
    path.write_bytes(b"?" + path.read_bytes()[1:])
    return f"{path} has 1000 bytes"


def damage_graph(folder: Path) -> str:
    (folder / "saved_model.pb").unlink()
    return f"{folder}/saved_model.pb is missing"


def damage_manifest(folder: Path) -> str:
    (folder / "assets.extra" / "manifest.json").write_text("{")
    return "not a manifest"


@pytest.mark.parametrize("damage", [damage_weights, damage_graph, damage_manifest])
@pytest.mark.parametrize("command", [["promote", "{}", "-l", "release"], ["rollback"]])
def test_a_label_does_not_move_to_a_damaged_version(
    bench: Bench, command: list[str], damage: Callable[[Path], str]
) -> None:
    first, second = bench.publish("a"), bench.publish("b")
    fault = damage(bench.folder / "serving" / MODEL / str(first))
    result = bench.txner(*(part.format(first) for part in command), "--why", "x")
    assert (result.exit_code, bench.stands()) == (1, second)
    assert f"version {first} is damaged: " in result.stderr
    assert fault in result.stderr
    everything = bench.txner("verify")
    assert everything.exit_code == 1
    assert f"{first} damaged" in everything.output
    assert f"{second} sound" in everything.output
    assert bench.txner("verify", str(second)).exit_code == 0
    assert bench.txner("verify", str(first)).exit_code == 1
    values = json.loads(bench.txner("verify", "--json").stdout)
    assert [value["sound"] for value in values] == [False, True]
    assert fault in values[0]["faults"][0]


def test_a_label_does_not_move_to_a_version_that_is_still_copied(bench: Bench) -> None:
    first = bench.publish("a")
    unfinished = bench.releases.begin_version(
        MODEL, "/x", label="release", model_digest="b", metrics={}, provenance={}
    ).version
    result = bench.txner("promote", str(unfinished), "-l", "release", "--why", "x")
    assert result.exit_code == 2
    assert f"version {unfinished} of transactions is not published" in result.stderr
    assert bench.stands() == first
    assert "(publishing)" in bench.txner("list").output
    assert bench.txner("verify").exit_code == 0


def test_a_label_that_stands_elsewhere_than_expected_stays(bench: Bench) -> None:
    first, second = bench.publish("a"), bench.publish("b")
    promote = ["promote", str(first), "-l", "release", "--why", "x", "--expect"]
    result = bench.txner(*promote, str(first))
    assert (result.exit_code, bench.stands()) == (1, second)
    assert f"label release was moved to {second} by " in result.stderr
    (*_, attempt) = json.loads(bench.txner("history", "--json").stdout)
    assert (attempt["outcome"], attempt["to"]) == ("refused", first)
    assert "refused: x" in bench.txner("history").output
    assert bench.txner(*promote, str(second)).exit_code == 0
    assert bench.stands() == first
    new = bench.txner("promote", str(first), "-l", "blue", "--why", "x", "--expect", str(first))
    assert new.exit_code == 1
    assert "label blue stands on no version" in new.stderr


def test_a_label_that_moves_while_files_are_checked_stays(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (bench.publish(name) for name in "abc")

    def checked_slowly(_: Any) -> list[str]:
        Releases(f"sqlite:///{bench.folder}/releases.db").move_label(
            MODEL, "release", second, "quicker"
        )
        return []

    monkeypatch.setattr("commands.release.verify_files", checked_slowly)
    result = bench.txner("promote", str(first), "-l", "release", "--why", "x")
    assert (result.exit_code, bench.stands()) == (1, second)
    assert f"moved to {second} by" in result.stderr
    assert "(quicker)" in result.stderr
    attempt = bench.releases.history(MODEL)[-1]
    assert (attempt.from_version, attempt.outcome) == (third, "refused")


def test_render_writes_steps_from_what_servers_have(bench: Bench, tmp_path: Path) -> None:
    first, second = bench.publish("a"), bench.publish("b")
    output = tmp_path / "deploy"
    assert bench.txner("render", "-o", str(output)).exit_code == 0
    current = output / "models.conf"
    before = current.read_bytes()
    assert [path.name for path in output.iterdir()] == ["models.conf"]
    third = bench.publish("c")
    steps = ["render", "-o", str(output), "--current", str(current)]
    assert bench.txner(*steps).exit_code == 0
    read = {path.name: read_pinned(path.read_text()) for path in output.iterdir()}
    assert sorted(read) == [f"models.conf{end}" for end in ("", ".1", ".2", ".3")]
    found = [read[f"models.conf.{number}"] for number in (1, 2, 3)]
    assert [step and (step.versions, step.labels["release"]) for step in found] == [
        ((first, second, third), second),
        ((first, second, third), third),
        ((second, third), third),
    ]
    assert read["models.conf"] == found[-1]
    # Nothing is left to do, and nothing of the earlier steps may stay.
    result = bench.txner(*steps)
    assert "nothing has changed" in result.output
    assert [path.name for path in output.iterdir()] == ["models.conf"]
    after = current.read_bytes()
    assert after != before
    bench.txner("render", "-o", str(tmp_path / "again"))
    assert (tmp_path / "again" / "models.conf").read_bytes() == after


def test_render_says_where_servers_find_the_versions(bench: Bench, tmp_path: Path) -> None:
    bench.publish("a")
    bench.txner("render", "-o", str(tmp_path / "x"), "--base-path", "/models/transactions")
    assert 'base_path: "/models/transactions"' in (tmp_path / "x" / "models.conf").read_text()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["show", "7"], "transactions has no version and no label 7"),
        (["verify", "blue"], "transactions has no version and no label blue"),
        (["promote", "7", "-l", "release", "--why", "x"], "no version and no label 7"),
        (["promote", "release", "-l", "Blue", "--why", "x"], "'Blue' cannot be a label"),
        (["promote", "release", "-l", "blue", "--why", " "], "--why: must say why"),
        (["rollback", "-l", "blue", "--why", "x"], "stands on no version and stood on no other"),
        (["remove-label", "blue", "--why", "x"], "label blue of transactions stands on no version"),
        (["render", "-o", "x", "--current", "no"], "--current no: cannot read it"),
        (["list", "--set", "release.table=x"], "release.table: not an SQLAlchemy URL"),
        (["list", "--set", "release.table=sqlite:///no/x.db"], "there is no release table no/x.db"),
        (["list", "--set", "model=x"], "unknown key model"),
    ],
)
def test_what_is_wrong_is_one_line_and_code_2(
    bench: Bench,
    command: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench.publish("a")
    monkeypatch.chdir(tmp_path)
    before = sorted(Path.cwd().iterdir())
    result = bench.txner(*command)
    assert result.exit_code == 2
    # Before it, unless the configuration itself is at fault, stands what is acted on.
    *acted_on, line = result.stderr.splitlines()
    assert [said.partition(":")[0] for said in acted_on] in ([], ["configuration"])
    assert line.startswith("error: ")
    assert message in line
    assert sorted(Path.cwd().iterdir()) == before
    assert len(bench.releases.history(MODEL)) == 1


@pytest.mark.parametrize(
    "command",
    ["list", "show", "promote", "rollback", "remove-label", "history", "verify", "render"],
)
def test_help_shows_an_example(command: str) -> None:
    result = CliRunner().invoke(app, ["release", command, "--help"])
    assert result.exit_code == 0
    assert f"Example: txner release {command}" in " ".join(result.output.split())


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench) -> Path:
    """Ten texts; the version in release finds `CAFE` in all of them, the canary in eight."""
    released, _ = bench.publish("a"), bench.publish("b", "canary")

    @contextmanager
    def predictor(version: Version, server: str | None) -> Iterator[Predict]:
        assert server is None

        def predict(batch: list[str]) -> list[Prediction]:
            answers = []
            for text in batch:
                seen = version.version == released or int(text.split()[1]) < 8
                found = [Entity("PARTY", "CAFE", 0, 4, 0.9)] if seen else []
                answers.append(Prediction(text, found))
            return answers

        yield predict

    monkeypatch.setattr(release_cli, "_predictor", predictor)
    path = tmp_path / "texts.txt"
    path.write_text("".join(f"CAFE {number}\n" for number in range(10)))
    return path


def test_a_canary_is_compared(bench: Bench, texts: Path) -> None:
    released, canary = bench.stands(), bench.stands("canary")
    shown = bench.txner("compare", str(texts))
    assert shown.exit_code == 0, shown.output
    assert "equal entities in 8 of 10 texts (0.8000)" in shown.output
    assert f"CAFE 9\n  only {released}: PARTY 0-4 CAFE" in shown.output
    assert f"{canary}: p50 " in shown.output
    values = json.loads(bench.txner("compare", str(texts), "--json").stdout)
    assert values["labels"]["PARTY"] == {
        "both": 8,
        "only_baseline": 2,
        "only_canary": 0,
        "share": 0.8,
    }
    assert bench.stands() == released


def test_what_they_disagree_on_can_be_annotated(bench: Bench, texts: Path, tmp_path: Path) -> None:
    shown = bench.txner("compare", str(texts), "--disagreements", str(tmp_path / "new.jsonl"))
    assert "2 texts in which they differ are too few to tell who is better" in shown.output
    written = [json.loads(line)["text"] for line in (tmp_path / "new.jsonl").open()]
    assert written == ["CAFE 8", "CAFE 9"]
    assert f"txner doccano push {tmp_path}/new.jsonl" in shown.stderr.replace("\n", "")
    nowhere = bench.txner("compare", str(texts), "--disagreements", str(tmp_path / "no" / "x"))
    assert nowhere.exit_code == 2


def annotate(texts: Path) -> Path:
    """The ten texts with `CAFE` marked, three times each with another number behind it."""
    lines = [
        {"text": f"{line} {number}", "label": [[0, 4, "PARTY"]], "bank": "AB"[number % 2]}
        for line in texts.read_text().splitlines()
        for number in range(3)
    ]
    path = texts.with_name("annotated.jsonl")
    path.write_text("".join(json.dumps(line) + "\n" for line in [*lines, {"text": 7}]))
    return path


def test_annotations_decide(bench: Bench, texts: Path) -> None:
    released, canary = bench.stands(), bench.stands("canary")
    path = str(annotate(texts))
    shown = bench.txner("compare", path, "--annotated")
    assert "the baseline is better: F1 -0.1111" in shown.output
    assert "refused: " in shown.stderr
    bound = ("--annotated", "--promote-if")
    refused = bench.txner("compare", path, *bound, "f1-drop=0.01")
    assert refused.exit_code == 1
    assert "f1 drop failed" in refused.stderr
    assert bench.stands() == released
    turned = ("--candidate", "release", "--baseline", "canary", "--json")
    values = json.loads(bench.txner("compare", path, "--annotated", *turned).stdout)
    assert values["paired"]["gains"]["PARTY"]["low"] > 0
    assert values["deciding_wins"] == 6
    assert values["slices"] == {}
    sliced = ("--set", "evaluation.slices=[bank]", "--set", "evaluation.min_slice_texts=12")
    values = json.loads(bench.txner("compare", path, "--annotated", *turned, *sliced).stdout)
    (one,) = values["slices"].items()
    assert one[0] == "bank=A"
    assert one[1]["texts"] < values["paired"]["texts"]
    shown = bench.txner("compare", path, "--annotated", *sliced)
    assert "bank=A" in shown.output
    assert bench.txner("compare", path, *bound, "f1-drop=0.5").exit_code == 0
    assert bench.stands() == canary
    needs = bench.txner("compare", str(texts), "--promote-if", "f1-drop=0.5")
    assert needs.exit_code == 2
    assert "--annotated" in needs.stderr


def test_a_canary_is_promoted_only_within_bounds(bench: Bench, texts: Path) -> None:
    released, canary = bench.stands(), bench.stands("canary")
    refused = bench.txner("compare", str(texts), "--promote-if", "agreement=0.9")
    assert refused.exit_code == 1
    assert "not promoted: comparison gate: agreement failed: 0.8, must be >= 0.9" in refused.stderr
    assert bench.stands() == released
    too_few = bench.txner("compare", str(texts), "--promote-if", "texts=11")
    assert "texts failed: 10, must be >= 11" in too_few.stderr
    done = bench.txner("compare", str(texts), "--promote-if", "agreement=0.8")
    assert done.exit_code == 0, done.output
    assert bench.stands() == canary
    newest = json.loads(bench.txner("history", "--json").stdout)[-1]
    assert newest["why"].startswith("agreement 0.8000 on 10 texts")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--promote-if", "luck=1"], "--promote-if luck=1: there are agreement"),
        (["--promote-if", "agreement=high"], "agreement=high: 'high' is not a number"),
        (["--candidate", "nobody"], "no version and no label nobody"),
        (["--baseline", "nobody", "--promote-if", "texts=1"], "--baseline nobody"),
    ],
)
def test_what_cannot_be_compared_is_named(
    bench: Bench, texts: Path, arguments: list[str], message: str
) -> None:
    result = bench.txner("compare", str(texts), *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    "version", ["9" * 19, "9" * 20, "9" * 5000, "9223372036854775808", "0" * 99]
)
def test_versions_that_no_database_takes_do_not_exist(bench: Bench, version: str) -> None:
    bench.publish("a")
    for command in (["show"], ["verify"], ["promote", "--label", "canary", "--why", "x"]):
        result = bench.txner(*command, version)
        assert result.exit_code == 2
        assert "transactions has no version" in result.stderr
        assert len(result.stderr) < 1000
    result = bench.txner("rollback", "--why", "x", "--expect", version)
    assert result.exit_code == 2
    assert "internal" not in result.output


@pytest.mark.parametrize("text", ["caf\udce9", "\udcff", "a\0b"])
def test_texts_that_are_not_utf8_are_refused(bench: Bench, text: str) -> None:
    bench.publish("a")
    for command in (
        ["promote", "release", "--label", "canary", "--why", text],
        ["promote", "release", "--label", text, "--why", "x"],
        ["rollback", "--why", text],
        ["remove-label", text, "--why", "x"],
        ["history", "--label", text],
        ["show", text],
        ["verify", text],
        ["compare", "--candidate", text, "texts.txt"],
    ):
        assert bench.txner(*command).exit_code == 2
    assert bench.stands("canary") is None


def test_reasons_with_escapes_are_shown_not_sent(bench: Bench) -> None:
    bench.publish("a")
    reason = "\x1b[31mred\x9b\x07 [bold]"
    assert bench.txner("promote", "release", "-l", "canary", "--why", reason).exit_code == 0
    shown = bench.txner("history").stdout
    assert "␛[31mred" in shown.replace("\n", "")
    assert not set(shown) & set("\x1b\x9b\x07")


def test_a_table_whose_address_is_none_is_the_users(bench: Bench) -> None:
    for table in ("postgresql://u:pw@h:port/db", "postgresql://[::1/db", f"sqlite:///{'x' * 5000}"):
        result = CliRunner().invoke(app, ["release", "list", "--set", f"release.table={table}"])
        assert result.exit_code == 2
        assert "release.table" in result.stderr
        assert "pw" not in result.stderr
