"""The commands `txner release …`: which version is in release, and how it came there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from commands import deploy as deployment_cli
from commands.options import (
    ConfigOption,
    JsonOption,
    SetOption,
    fail,
    load_model,
    read_settings,
)
from evaluation.comparison import Comparison, Predict, compare
from evaluation.gates.comparison import Bounds, comparison_checks
from pipeline.config import Settings
from serving.release.database import ReleaseTableError, database_file
from serving.release.settings import RELEASE_LABEL
from serving.release.table import (
    Action,
    LabelMovedError,
    Move,
    MoveError,
    MoveOutcome,
    Position,
    Releases,
    Status,
    Version,
    verify_files,
)

app = typer.Typer(
    help="Show and move what is in release, and write TF Serving's configuration.",
    no_args_is_help=True,
)
app.command("deploy", epilog=deployment_cli.EPILOG)(deployment_cli.deploy_command)

FIGURE = "micro/f1"
"""The figure that `list` shows; `show` has all of them."""

MODELS_FILE = "models.conf"

MAX_SHOWN = 10
"""Differing texts that `compare` shows; `--json` has more."""

BOUNDS = {
    "agreement": "min_agreement",
    "label-agreement": "min_label_agreement",
    "p95-ratio": "max_p95_ratio",
    "p95-ms": "max_p95_ms",
    "texts": "min_texts",
}
"""What `--promote-if` calls the bounds of a comparison."""

LabelOption = Annotated[str, typer.Option("--label", "-l", help="The label.")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, for the history.")]
ExpectOption = Annotated[
    int | None,
    typer.Option(
        "--expect", metavar="VERSION", help="Move the label only if it stands on this version."
    ),
]
VersionArgument = Annotated[
    str, typer.Argument(metavar="VERSION", help="A number, or a label that stands on the version.")
]


@app.command("list", epilog="Example: txner release list")
def list_command(
    as_json: JsonOption = False, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Show all versions, newest first, and where the labels stand."""
    table = _open(config, overrides)
    with _errors():
        versions = table.releases.versions(table.model)[::-1]
        labels = _labels_by_version(table)
    if as_json:
        _print_json([_version_values(version, labels) for version in versions])
        return
    shown = _wide_table("version", "published", "labels", FIGURE, "data", "commit")
    for version in versions:
        figure = version.metrics.get(FIGURE)
        unfinished = "" if version.status is Status.PUBLISHED else f"({version.status})"
        shown.add_row(
            str(version.version),
            f"{version.created:%Y-%m-%d %H:%M}",
            escape(", ".join(labels.get(version.version, [])) or unfinished),
            "" if figure is None else f"{figure:.4f}",
            escape(str(version.provenance.get("data_fingerprint", ""))[:8]),
            escape(_short_commit(version)),
        )
    _console().print(shown)


@app.command("show", epilog="Example: txner release show release")
def show_command(
    version: VersionArgument,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show what is known of a version: labels, figures, data, code."""
    table = _open(config, overrides)
    with _errors():
        found = _find(table, version)
        labels = _labels_by_version(table)
    values = _version_values(found, labels)
    if as_json:
        _print_json(values)
        return
    shown = Table(show_header=False)
    shown.add_column()
    shown.add_column(overflow="fold")
    for name in ("version", "path", "status", "published", "labels", "digest"):
        value = values[name]
        shown.add_row(name, escape(", ".join(value) if isinstance(value, list) else str(value)))
    for name, value in sorted(found.provenance.items()):
        shown.add_row(escape(name), escape(_one_line(value)))
    figures = Table()
    figures.add_column("figure")
    figures.add_column("value", justify="right")
    for name, value in sorted(found.metrics.items()):
        figures.add_row(escape(name), f"{value:.4f}" if isinstance(value, float) else str(value))
    console = _console()
    console.print(shown)
    if found.metrics:
        console.print(figures)


@app.command("promote", epilog='Example: txner release promote canary -l release --why "no errors"')
def promote_command(
    version: VersionArgument,
    label: LabelOption,
    why: WhyOption,
    expect: ExpectOption = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Put a label on a version, after checking its files.

    Exit code 0: the label stands there; 1: the files are damaged, or somebody else moved the label
    in the meantime; 2: something given is wrong.
    """
    table = _open(config, overrides)
    with _errors():
        position = table.releases.position(table.model, label)
        target = _find(table, version)
        _move(table, label, target, why, Action.PROMOTE, position, expect)


@app.command("rollback", epilog='Example: txner release rollback --why "misses card numbers"')
def rollback_command(
    why: WhyOption,
    label: LabelOption = RELEASE_LABEL,
    expect: ExpectOption = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Put a label back on the version that it stood on before.

    Again, and it goes back one more. Exit codes are those of promote.
    """
    table = _open(config, overrides)
    with _errors():
        position = table.releases.position(table.model, label)
        previous = table.releases.previous_version(table.model, label)
        if previous is None:
            where = f"on {position.version}" if position.version else "on no version"
            fail(
                f"label {label} of {table.model} stands {where} and stood on no other before; "
                "txner release list shows what it can be promoted to"
            )
        target = _find(table, str(previous))
        _move(table, label, target, why, Action.ROLLBACK, position, expect)


@app.command(
    "remove-label", epilog='Example: txner release remove-label canary --why "trial is over"'
)
def remove_label_command(
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The label.")],
    why: WhyOption,
    expect: ExpectOption = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Take a label away, for example when a canary's trial is over.

    Exit codes are those of promote.
    """
    table = _open(config, overrides)
    if label == RELEASE_LABEL:
        fail(f"label {label} cannot be removed, only moved: clients ask for it")
    with _errors():
        position = table.releases.position(table.model, label)
        if position.version is None:
            fail(f"label {label} of {table.model} stands on no version")
        table.releases.move_label(
            table.model,
            label,
            None,
            _reason(why),
            action=Action.REMOVE,
            expected=_expected(position, expect),
        )
    _console().print(f"label {escape(label)} taken from {position.version}")


@app.command("history", epilog="Example: txner release history --label release")
def history_command(
    label: Annotated[str | None, typer.Option("--label", "-l", help="Only of this label.")] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show who moved which label when, and why, oldest first."""
    table = _open(config, overrides)
    with _errors():
        moves = table.releases.history(table.model, label)
    if as_json:
        _print_json([_move_values(move) for move in moves])
        return
    shown = _wide_table("at", "label", "action", "from", "to", "who", "why")
    for move in moves:
        refused = "" if move.outcome is MoveOutcome.MOVED else f"{move.outcome}: "
        shown.add_row(
            f"{move.at:%Y-%m-%d %H:%M}",
            escape(move.label),
            move.action,
            str(move.from_version or ""),
            str(move.to_version or ""),
            escape(move.who),
            escape(refused + move.why),
        )
    _console().print(shown)


@app.command("verify", epilog="Example: txner release verify")
def verify_command(
    version: Annotated[
        str | None,
        typer.Argument(metavar="[VERSION]", help="A number or a label; without it, all versions."),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Compare the files of versions with what was published.

    Exit code 0: all are sound; 1: some are damaged; 2: something given is wrong.
    """
    table = _open(config, overrides)
    with _errors():
        if version is None:
            everything = table.releases.versions(table.model)
            checked = [one for one in everything if one.status is Status.PUBLISHED]
        else:
            checked = [_require_published(_find(table, version))]
    results = [(one, _check_files(one)) for one in checked]
    if as_json:
        _print_json(
            [
                {"version": one.version, "path": one.path, "sound": not faults, "faults": faults}
                for one, faults in results
            ]
        )
    else:
        console = _console()
        for one, faults in results:
            console.print(f"{one.version} {'[red]damaged[/]' if faults else 'sound'}")
            for fault in faults:
                console.print(f"  {escape(fault)}")
        if not results:
            console.print(f"{escape(table.model)} has no published version")
    raise typer.Exit(1 if any(faults for _, faults in results) else 0)


@app.command(
    "compare",
    epilog="Example: txner release compare --candidate canary --baseline release new_texts.txt",
)
def compare_command(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Texts: .txt, .jsonl or .csv.")],
    candidate: Annotated[str, typer.Option(help="Version or label of the candidate.")] = "canary",
    baseline: Annotated[
        str, typer.Option(help="Version or label that it is compared with.")
    ] = RELEASE_LABEL,
    server: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", help="Ask this gRPC server instead of loading both."),
    ] = None,
    limit: Annotated[int, typer.Option(help="Most texts to compare on.", min=1)] = 1000,
    promote_if: Annotated[
        list[str] | None,
        typer.Option(
            "--promote-if",
            metavar="BOUND=VALUE",
            help="Move the baseline's label to the candidate if all bounds are met: "
            + ", ".join(BOUNDS)
            + ".",
        ),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Ask two versions for the same texts: where they agree, where not, and how fast they are.

    Exit code 0: compared, and promoted if that was asked for; 1: a bound is not met; 2: something
    given is wrong.
    """
    from preprocessing.texts import TextFileError, read_texts
    from serving.prediction.client import ServerError
    from serving.prediction.predictor import ModelNotFoundError

    table = _open(config, overrides)
    with _errors():
        bounds = parse_bounds(promote_if or [])
        position = table.releases.position(table.model, baseline)
        if promote_if and position.version is None:
            fail(f"--baseline {baseline}: --promote-if moves a label, and this is none")
        versions = [_require_published(_find(table, wanted)) for wanted in (baseline, candidate)]
    try:
        texts = [text.text for text in read_texts(path)][:limit]
        with ExitStack() as stack:
            old, new = (stack.enter_context(_predictor(version, server)) for version in versions)
            with Console(stderr=True).status(f"comparing on {len(texts)} texts"):
                result = compare(texts, old, new)
    except (TextFileError, ModelNotFoundError, ServerError) as error:
        fail(str(error))
    failed = [str(check) for check in comparison_checks(result, bounds) if not check.passed]
    if as_json:
        _print_json({**result.to_dict(), "failed_bounds": failed})
    else:
        print_comparison(result, [str(version.version) for version in versions], _console())
    if not promote_if:
        return
    if failed:
        fail("not promoted: " + "; ".join(failed), code=1)
    why = f"agreement {result.agreement:.4f} on {result.texts} texts, as --promote-if asks"
    with _errors():
        _move(table, baseline, versions[1], why, Action.PROMOTE, position, None)


def parse_bounds(given: Sequence[str]) -> Bounds:
    """Bounds such as `agreement=0.98`.

    Raises:
      MoveError: There is no such bound, or its value is no number.
    """
    values: dict[str, Any] = {}
    for entry in given:
        name, _, number = entry.partition("=")
        if name not in BOUNDS:
            raise MoveError(f"--promote-if {entry}: there are {', '.join(BOUNDS)}")
        try:
            values[BOUNDS[name]] = int(number) if name == "texts" else float(number)
        except ValueError:
            raise MoveError(f"--promote-if {entry}: {number!r} is no number") from None
    return Bounds(**values)


def print_comparison(result: Comparison, versions: Sequence[str], console: Console) -> None:
    """Prints agreement by label, the differences, and the latencies.

    Args:
      result: The comparison.
      versions: What the baseline and the candidate are called.
      console: Where to print.
    """
    old, new = versions
    table = _wide_table("label", "both", f"only {old}", f"only {new}", "agreement")
    for label, agreement in result.labels.items():
        table.add_row(
            escape(label),
            str(agreement.both),
            str(agreement.only_baseline),
            str(agreement.only_candidate),
            f"{agreement.share:.4f}",
        )
    console.print(table)
    for difference in result.differences[:MAX_SHOWN]:
        console.print(escape(difference.text))
        for version, entities in (
            (old, difference.only_baseline),
            (new, difference.only_candidate),
        ):
            for entity in entities:
                found = f"{entity.label} {entity.start}-{entity.end} {entity.text}"
                console.print(f"  only {version}: {escape(found)}")
    different = result.texts - result.equal_texts
    if different > MAX_SHOWN:
        console.print(f"… and {different - MAX_SHOWN} more texts")
    console.print(
        f"equal entities in {result.equal_texts} of {result.texts} texts ({result.agreement:.4f})"
    )
    for version, latency in ((old, result.baseline), (new, result.candidate)):
        console.print(f"{version}: p50 {latency.p50_ms:.1f} ms, p95 {latency.p95_ms:.1f} ms")


@contextmanager
def _predictor(version: Version, server: str | None) -> Iterator[Predict]:
    if server is None:
        yield load_model(Path(version.path)).predict
        return
    from serving.prediction.client import TaggerClient

    with TaggerClient(server, version.model, version=version.version) as client:
        yield client.predict


@app.command("render", epilog="Example: txner release render --output deploy --current models.conf")
def render_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")],
    current: Annotated[
        Path | None,
        typer.Option(help="What servers have now; the steps from there are written too."),
    ] = None,
    base_path: Annotated[
        str | None,
        typer.Option(help="Where servers find the versions, if not where they were published."),
    ] = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Write TF Serving's models.conf from the labels.

    Given --current, also models.conf.1, models.conf.2 …: to be applied in this order, each when
    servers have loaded the one before, because a label can move only to a version that is loaded.
    """
    from serving.release.models_conf import write
    from serving.release.transitions import desired_config, plan_transition, read_pinned

    table = _open(config, overrides)
    with _errors():
        desired = desired_config(table.releases, table.model, base_path)
        steps = []
        if current is not None:
            steps = plan_transition(read_pinned(_read(current), str(current)), desired)
        texts = {MODELS_FILE: write(desired)}
        for number, step in enumerate(steps, start=1):
            texts[f"{MODELS_FILE}.{number}"] = write(step)
        _write_all(output, texts)
    console = _console()
    for name in texts:
        console.print(f"wrote {escape(str(output / name))}")
    if current is not None and not steps:
        console.print("nothing has changed since --current")


@dataclass(frozen=True)
class _Opened:
    """The release table, and the model that the configuration is about."""

    releases: Releases
    model: str


def _open(config: Path | None, overrides: list[str] | None) -> _Opened:

    settings: Settings = read_settings(config, overrides)
    with _errors():
        file = database_file(settings.release_table)
        if file is not None and not file.exists():
            fail(
                f"there is no release table {file}; publish a model first, or name the table with "
                "--set release.table=URL or its folder with --set output_root=FOLDER"
            )
        return _Opened(Releases(settings.release_table), settings.model_name)


def _find(table: _Opened, wanted: str) -> Version:
    """The version with a number or a label."""
    if wanted.isascii() and wanted.isdecimal():
        found = table.releases.version(table.model, int(wanted))
    else:
        found = table.releases.labelled(table.model, wanted)
    if found is None:
        fail(
            f"{table.model} has no version and no label {wanted}; txner release list shows what "
            "there is"
        )
    return found


def _require_published(version: Version) -> Version:

    if version.status is not Status.PUBLISHED:
        fail(
            f"version {version.version} of {version.model} is not published: its files are being "
            "copied, or its publisher was interrupted; the next run settles that"
        )
    return version


def _move(
    table: _Opened,
    label: str,
    target: Version,
    why: str,
    action: Action,
    position: Position,
    expect: int | None,
) -> None:

    reason = _reason(why)
    expected = _expected(position, expect)
    console = _console()
    if position == expected and position.version == target.version:
        console.print(f"label {escape(label)} stands on {target.version} already")
        return
    if faults := _check_files(_require_published(target)):
        fail(
            "\n".join(f"version {target.version} is damaged: {fault}" for fault in faults)
            + f"\nlabel {label} was not moved; txner release list shows other versions",
            code=1,
        )
    table.releases.move_label(
        table.model, label, target.version, reason, action=action, expected=expected
    )
    before = "nowhere" if position.version is None else position.version
    console.print(f"label {escape(label)}: {before} → {target.version}")


def _expected(position: Position, expect: int | None) -> Position:
    """Where the label must stand: where it was seen, or else where the user says.

    Nothing stands at the latter, so that the move is refused, and the attempt written down.
    """
    if expect is None or expect == position.version:
        return position
    return Position(expect, None)


def _reason(why: str) -> str:

    if not (reason := " ".join(why.split())):
        fail("--why: must say why, for the history")
    return reason


def _check_files(version: Version) -> list[str]:
    with Console(stderr=True).status(f"checking the files of {version.version}"):
        return verify_files(version)


def _labels_by_version(table: _Opened) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for label, version in table.releases.labels(table.model).items():
        found.setdefault(version, []).append(label)
    return found


def _version_values(version: Version, labels: dict[int, list[str]]) -> dict[str, Any]:
    return {
        "model": version.model,
        "version": version.version,
        "path": version.path,
        "status": version.status.value,
        "published": _moment(version.created),
        "labels": labels.get(version.version, []),
        "digest": version.digest,
        "metrics": dict(version.metrics),
        "provenance": dict(version.provenance),
    }


def _move_values(move: Move) -> dict[str, Any]:
    return {
        "at": _moment(move.at),
        "label": move.label,
        "action": move.action.value,
        "from": move.from_version,
        "to": move.to_version,
        "who": move.who,
        "why": move.why,
        "outcome": move.outcome.value,
    }


def _short_commit(version: Version) -> str:
    commit, plus, _ = str(version.provenance.get("git_commit", "")).partition("+")
    return f"{commit[:7]}{plus}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _one_line(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _print_json(values: dict[str, Any] | Sequence[dict[str, Any]]) -> None:
    typer.echo(json.dumps(values, indent=2))


def _wide_table(*columns: str) -> Table:
    """A table in which numbers of versions and times are never cut, however narrow it is."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=True)
    whole = {"version": 10, "published": 16, "at": 16, "from": 10, "to": 10}
    for column in columns:
        table.add_column(column, min_width=whole.get(column), overflow="fold")
    return table


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _read(path: Path) -> str:

    try:
        return path.read_text("utf-8")
    except OSError as error:
        fail(f"--current {path}: cannot read it: {error.strerror}")
    except UnicodeDecodeError:
        fail(f"--current {path}: not UTF-8")


def _write_all(folder: Path, texts: dict[str, str]) -> None:
    """Writes files, and removes steps of an earlier change."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(f"{MODELS_FILE}.[0-9]"):
            leftover.unlink()
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        fail(f"--output {folder}: cannot write there: {error.strerror}")


@contextmanager
def _errors() -> Iterator[None]:
    """Turns what is wrong with the table or with what was given into one line."""
    from sqlalchemy.exc import DBAPIError

    from serving.release.models_conf import ModelConfigError

    try:
        yield
    except LabelMovedError as error:
        fail(str(error), code=1)
    except DBAPIError as error:
        fail(f"release.table: {' '.join(str(error.orig).split())}")
    except (ReleaseTableError, MoveError, ModelConfigError) as error:
        fail(str(error))
