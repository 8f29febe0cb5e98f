"""The commands `txner release …`: which version is in release, and how it came there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from commands import deploy, release_holds, release_prune
from commands.compared_texts import (
    annotated_records,
    paired_slices,
    plain_texts,
    write_disagreements,
)
from commands.opened_table import Opened, find_version, open_table
from commands.options import (
    ConfigOption,
    JsonOption,
    SetOption,
    check_text,
    load_model,
)
from commands.output import REFUSED, fail, flags, print_json, stderr, stdout
from commands.release_options import (
    BOUNDS,
    ExpectOption,
    LabelOption,
    OneLabelOption,
    VersionArgument,
    WhyOption,
    parse_bounds,
)
from commands.release_tables import (
    move_values,
    moves_table,
    print_comparison,
    print_evidence,
    print_version,
    version_values,
    versions_table,
)
from evaluation.comparison import Predict, compare, differ, keeping
from evaluation.gates.comparison import comparison_checks
from evaluation.paired import compare_paired, least_wins
from models.export_format import Prediction
from serving.release import moves
from serving.release.records import (
    Action,
    Position,
    Status,
    Version,
)
from serving.release.settings import RELEASE_LABEL
from serving.release.verification import verify_files

app = typer.Typer(
    help="Show and move what is in release, and write TF Serving's configuration.",
    no_args_is_help=True,
)
app.command("deploy", epilog=deploy.EPILOG)(deploy.deploy_command)
app.command("hold", epilog=release_holds.HOLD_EPILOG)(release_holds.hold_command)
app.command("prune", epilog=release_prune.EPILOG)(release_prune.prune_command)
app.command("resume", epilog=release_holds.RESUME_EPILOG)(release_holds.resume_command)

MODELS_FILE = "models.conf"


@app.command("list", epilog="Example: txner release list")
def list_command(
    as_json: JsonOption = False, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Show all versions, newest first, and where the labels stand."""
    table = open_table(config, overrides)
    versions = table.releases.versions(table.model)[::-1]
    labels = _labels_by_version(table)
    if as_json:
        print_json([version_values(version, labels) for version in versions])
    else:
        stdout().print(versions_table(versions, labels))


@app.command("show", epilog="Example: txner release show release")
def show_command(
    version: VersionArgument,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show what is known of a version: labels, figures, data, code."""
    table = open_table(config, overrides)
    record = find_version(table, version)
    labels = _labels_by_version(table)
    if as_json:
        print_json(version_values(record, labels))
    else:
        print_version(record, labels, stdout())


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
    table = open_table(config, overrides)
    position = table.releases.position(table.model, label)
    target = find_version(table, version)
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

    Again, and it goes back one more. What runs publish does not get the label until resume. Exit
    codes are those of promote.
    """
    table = open_table(config, overrides)
    position = table.releases.position(table.model, label)
    previous = table.releases.previous_version(table.model, label)
    target = find_version(table, str(moves.rollback_target(table.model, label, position, previous)))
    _move(table, label, target, why, Action.ROLLBACK, position, expect)


@app.command(
    "remove-label", epilog='Example: txner release remove-label canary --why "trial is over"'
)
def remove_label_command(
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The label.", callback=check_text)],
    why: WhyOption,
    expect: ExpectOption = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Take a label away, for example when a canary's trial is over.

    Exit codes are those of promote.
    """
    table = open_table(config, overrides)
    position = table.releases.position(table.model, label)
    moves.require_removable(table.model, label, position)
    with flags(why="--why"):
        reason = moves.require_reason(why)
    expected = moves.expected_position(position, expect)
    table.releases.move_label(
        table.model, label, None, reason, action=Action.REMOVE, expected=expected
    )
    stdout().print(f"label {label} taken from {position.version}")


@app.command("history", epilog="Example: txner release history --label release")
def history_command(
    label: OneLabelOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show who moved which label when, and why, oldest first."""
    table = open_table(config, overrides)
    history = table.releases.history(table.model, label)
    if as_json:
        print_json([move_values(move) for move in history])
    else:
        stdout().print(moves_table(history))


@app.command("verify", epilog="Example: txner release verify")
def verify_command(
    version: Annotated[
        str | None,
        typer.Argument(
            metavar="[VERSION]",
            help="A number or a label; without it, all versions.",
            callback=check_text,
        ),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Compare the files of versions with what was published.

    Exit code 0: all are sound; 1: some are damaged; 2: something given is wrong.
    """
    table = open_table(config, overrides)
    if version is None:
        versions = table.releases.versions(table.model)
        checked = [record for record in versions if record.status is Status.PUBLISHED]
    else:
        checked = [moves.require_published(find_version(table, version))]
    results = [(record, _check_files(record)) for record in checked]
    if as_json:
        print_json(
            [
                {"version": one.version, "path": one.path, "sound": not faults, "faults": faults}
                for one, faults in results
            ]
        )
    else:
        _print_faults(results, table.model)
    raise typer.Exit(REFUSED if any(faults for _, faults in results) else 0)


def _print_faults(results: Sequence[tuple[Version, list[str]]], model: str) -> None:
    console = stdout()
    for version, faults in results:
        verdict = ("damaged", "red") if faults else "sound"
        console.print(Text.assemble(f"{version.version} ", verdict))
        for fault in faults:
            console.print(f"  {fault}")
    if not results:
        console.print(f"{model} has no published version")


@app.command(
    "compare",
    epilog="Example: txner release compare --candidate canary --baseline release new_texts.txt",
)
def compare_command(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Texts: .txt, .jsonl or .csv; with --annotated, annotations."
        ),
    ],
    candidate: Annotated[
        str, typer.Option(help="Version or label of the candidate.", callback=check_text)
    ] = "canary",
    baseline: Annotated[
        str, typer.Option(help="Version or label that it is compared with.", callback=check_text)
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
    annotated: Annotated[
        bool,
        typer.Option("--annotated", help="FILE has annotations: compare F1, too."),
    ] = False,
    disagreements: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the texts in which they differ, to be annotated: .jsonl for doccano push.",
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
    table = open_table(config, overrides)
    with flags(bounds="--promote-if"):
        bounds = parse_bounds(promote_if or [])
    if bounds.max_f1_drop is not None and not annotated:
        fail("--promote-if f1-drop: needs annotations, and --annotated")
    position = table.releases.position(table.model, baseline)
    if promote_if and position.version is None:
        fail(f"--baseline {baseline}: --promote-if moves a label, and this is none")
    versions = [
        moves.require_published(find_version(table, name)) for name in (baseline, candidate)
    ]
    records = annotated_records(path, config, overrides)[:limit] if annotated else []
    texts = [record.text for record in records] if annotated else plain_texts(path)[:limit]
    before, after = list[Prediction](), list[Prediction]()
    with ExitStack() as stack:
        old, new = (stack.enter_context(_predictor(version, server)) for version in versions)
        with stderr().status(f"comparing on {len(texts)} texts"):
            result = compare(texts, keeping(old, before), keeping(new, after))
    paired = compare_paired(records, before, after) if annotated else None
    slices = paired_slices(records, before, after, config, overrides)
    checks = comparison_checks(result, bounds, paired)
    failed = [str(check) for check in checks if not check.passed]
    different = [one.text for one, other in zip(before, after, strict=True) if differ(one, other)]
    if disagreements is not None:
        write_disagreements(disagreements, different)
    if as_json:
        print_json(
            {
                **result.to_dict(),
                "paired": paired.to_dict() if paired else None,
                "slices": {name: part.to_dict() for name, part in slices.items()},
                "deciding_wins": least_wins(len(different)),
                "failed_bounds": failed,
            }
        )
    else:
        print_comparison(result, [str(version.version) for version in versions], stdout())
        print_evidence(paired, len(different), stdout(), slices)
    if not promote_if:
        return
    if failed:
        fail("not promoted: " + "; ".join(failed), code=REFUSED)
    why = f"agreement {result.agreement:.4f} on {result.texts} texts, as --promote-if asks"
    if paired is not None:
        why = f"{paired.verdict}; {why}"
    _move(table, baseline, versions[1], why, Action.PROMOTE, position, None)


@contextmanager
def _predictor(version: Version, server: str | None) -> Iterator[Predict]:
    if server is None:
        with flags(path=f"version {version.version}:"):
            model = load_model(version.path)
        yield model.predict
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

    table = open_table(config, overrides)
    desired = desired_config(table.releases, table.model, base_path)
    steps = []
    if current is not None:
        steps = plan_transition(read_pinned(_read(current), str(current)), desired)
    texts = {MODELS_FILE: write(desired)}
    for number, step in enumerate(steps, start=1):
        texts[f"{MODELS_FILE}.{number}"] = write(step)
    _write_all(output, texts)
    console = stdout()
    for name in texts:
        console.print(f"wrote {output / name}")
    if current is not None and not steps:
        console.print("nothing has changed since --current")


def _move(
    table: Opened,
    label: str,
    target: Version,
    why: str,
    action: Action,
    position: Position,
    expect: int | None,
) -> None:
    """Moves a label by the rules of `serving.release.moves`, and prints where it went."""
    with flags(why="--why"):
        reason = moves.require_reason(why)
    expected = moves.expected_position(position, expect)
    if moves.is_in_place(position, expected, target):
        stdout().print(f"label {label} stands on {target.version} already")
        return
    moves.require_undamaged(label, target, _check_files(moves.require_published(target)))
    table.releases.move_label(
        table.model, label, target.version, reason, action=action, expected=expected
    )
    before = "nowhere" if position.version is None else position.version
    stdout().print(f"label {label}: {before} → {target.version}")
    if hold := table.releases.holds(table.model).get(label):
        stdout().print(
            f"runs publish without label {label} {hold}; "
            f"until txner release resume --label {label} --why …"
        )


def _check_files(version: Version) -> list[str]:
    with stderr().status(f"checking the files of {version.version}"):
        return verify_files(version)


def _labels_by_version(table: Opened) -> dict[int, list[str]]:
    labels: dict[int, list[str]] = {}
    for label, version in table.releases.labels(table.model).items():
        labels.setdefault(version, []).append(label)
    return labels


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
