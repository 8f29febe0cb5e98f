"""The commands `txner audit …`: how many of the accepted answers are right, by a random sample."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotation.redaction import redact
from commands.audit_tables import print_report, print_sent, report_values
from commands.doccano_server import connect, project_number
from commands.log import log_of
from commands.options import (
    ConfigOption,
    JsonOption,
    SetOption,
    check_text,
    read_settings,
    silenced,
)
from commands.output import (
    REFUSED,
    counted,
    fail,
    flags,
    print_json,
    progress_bar,
    stderr,
    stdout,
)
from commands.recalibrate import (
    CANARY,
    acceptance_rows,
    acceptance_table,
    keep_recalibrated,
)
from pipeline.config import Settings
from preprocessing.annotation_files import find_files
from preprocessing.reading import plan_reading
from storage import files

if TYPE_CHECKING:
    from monitoring.audit_sample import Frame
    from monitoring.audits import Audit

app = typer.Typer(
    help="Have a random sample of the accepted answers judged, and report how many are right.",
    no_args_is_help=True,
)


@app.command("send", epilog="Example: txner audit send --log runs/log --size 200")
def send_command(
    log: Annotated[
        str | None,
        typer.Option(
            "--log",
            metavar="FOLDER",
            help="Prediction log to draw from; without it monitoring.log.",
            callback=check_text,
        ),
    ] = None,
    size: Annotated[int, typer.Option(help="Texts to have judged.", min=1)] = 200,
    week: Annotated[
        str | None,
        typer.Option(
            metavar="WEEK", help="Such as 2026-W47; without it the last one that is over (UTC)."
        ),
    ] = None,
    version: Annotated[
        int | None,
        typer.Option(help="Version of the model; without it the one that answered most.", min=0),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="Draw more of what is rare: by this slice key, such as country, or by `label`.",
            callback=check_text,
        ),
    ] = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Mark nothing: annotators do not see what was answered.")
    ] = False,
    create_labels: Annotated[
        bool, typer.Option("--create-labels", help="Add labels that the project lacks.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be sent, and send nothing.")
    ] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Send a random sample of a week's accepted answers to the doccano project.

    A second call draws the same texts, and sends those that are not there yet.
    """
    from monitoring.audit_sample import draw, frame_of
    from monitoring.audits import AuditName, send_audit
    from monitoring.log_files import read_answers

    settings = read_settings(config, overrides)
    folder = log_of(log, settings)
    since, until = _week(week)
    model, doccano = settings.model_name, settings.doccano
    if version is None:
        answers = read_answers(folder, model, since, until, ("version",))
        versions = Counter(answer.version for answer in counted(answers, "answers counted"))
        if not versions:
            fail(
                f"{folder}: nothing of {model} is logged from {since:%Y-%m-%d} to {until:%Y-%m-%d}"
            )
        version = versions.most_common(1)[0][0]
    hide = partial(redact, settings=doccano.redaction) if doccano.redaction.enabled else None
    answers = read_answers(folder, model, since, until)
    frame = frame_of(counted(answers, "answers read"), version, hide)
    if not frame.texts:
        fail(_nothing(frame, version, folder))
    audit = AuditName(model=model, version=version, since=since, until=until)
    with flags(size="--size", create_labels="--create-labels"):
        drawn = draw(frame.texts, size, str(audit), by)
        with connect(doccano) as client, progress_bar() as report:
            pushed, present = send_audit(
                client,
                project_number(doccano),
                audit,
                drawn,
                blind=blind,
                create_labels=create_labels,
                dry_run=dry_run,
                report=report,
            )
    if as_json:
        print_json(
            {
                "audit": str(audit),
                "answers": frame.answers,
                "nothing_accepted": frame.nothing_accepted,
                "without_text": frame.without_text,
                "texts": len(frame.texts),
                "drawn": len(drawn),
                "present": present,
                "sent": pushed.sent,
            }
        )
    else:
        print_sent(str(audit), frame, drawn, pushed, present, stdout(), dry_run=dry_run)


@app.command("report", epilog="Example: txner audit report --recalibrate --dry-run")
def report_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Pulled data spans; without any, all of them."),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--audit",
            metavar="NAME",
            help="Such as transactions/17/2026-W47; without it the last one.",
            callback=check_text,
        ),
    ] = None,
    target: Annotated[
        float | None,
        typer.Option(
            "--target-precision",
            min=0.5,
            max=0.999,
            help="What is promised; serving.target_precision if not given.",
        ),
    ] = None,
    recalibrate: Annotated[
        bool,
        typer.Option(
            "--recalibrate",
            help="Where the promise is missed, publish a version that accepts less.",
        ),
    ] = False,
    label: Annotated[
        str, typer.Option("--label", help="Label that the new version gets.")
    ] = CANARY,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the new model there, and publish nothing."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Keep no cases, and publish nothing.")
    ] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Report how many of the accepted answers are right, by what came back of an audit.

    Only approved texts of the audit count. Each becomes a case in the release table's database.
    Exit code 0: the promise is kept, or it cannot be told yet; 1: it is missed, and acceptance was
    not lowered; 2: something given is wrong.
    """
    from monitoring.audits import read_audits
    from monitoring.case_store import CaseStore
    from monitoring.live_precision import live_precision

    settings = read_settings(config, overrides)
    if output is not None and files.exists(str(output)):
        fail(f"--output {output}: it is there already; name a new folder")
    wanted = target or settings.serving.target_precision
    found = [
        file
        for path in paths or [files.absolute(settings.doccano.folder)]
        for file in find_files(path)
    ]
    audits = read_audits(plan_reading(found, settings.data.offset_unit), settings.data.annotators)
    audit = _chosen(audits, name)
    figures = live_precision(audit.judged)
    kept = 0
    if not dry_run:
        kept = _keep_cases(CaseStore(settings.release_table), audit)
    missed = figures.missed(wanted)
    values = report_values(audit, figures, wanted, kept)
    if not as_json:
        print_report(audit, figures, wanted, kept, stdout())
    if missed and recalibrate:
        values["recalibrated"] = _lower(
            audit, wanted, label, output, settings, dry_run=dry_run, quiet=as_json
        )
    if as_json:
        print_json(values)
    if missed and (dry_run or not recalibrate):
        message = f"below {wanted:g}: {', '.join(missed)}"
        if not recalibrate:
            message += "; --recalibrate publishes a version that accepts less"
        fail(message, code=REFUSED)


def _lower(
    audit: Audit,
    target: float,
    label: str,
    output: Path | None,
    settings: Settings,
    *,
    dry_run: bool,
    quiet: bool,
) -> dict[str, Any]:
    """Sets acceptance anew by an audit; returns what came of it."""
    from serving.release.table import Releases

    name = audit.name
    known = Releases(settings.release_table, reading=True).version(name.model, name.version)
    if known is None:
        fail(f"version {name.version} of {name.model} is not in the release table; see --config")
    with silenced("reading the model"):
        from models.calibration import moved
        from models.calibration import recalibrate as choose_anew
        from models.model_description import ModelDescription
        from models.recalibration import read_confidence
        from monitoring.audit_confidence import accepted_entities

        description = ModelDescription.read(known.path)
        present = read_confidence(known.path)
    if description is None:
        fail(f"{known.path}: an earlier version exported it; train anew")
    entities = accepted_entities(audit.judged, description.labels)
    with flags(target_precision="--target-precision"):
        new = choose_anew(present, entities, target, settings.serving.min_score)
    anew = replace(entities, score=moved(entities.score, present, new))
    rows = acceptance_rows(description.labels, (present, entities), (new, anew))
    record = {
        "audit": str(name),
        "texts": len(audit.judged),
        "target_precision": target,
        "accepted": rows[-1]["after"],
    }
    if not quiet:
        stdout().print(acceptance_table(rows, len(audit.judged), target))
    values: dict[str, Any] = {"labels": rows, **record}
    if not dry_run:
        named = settings.model_copy(update={"model_name": name.model})
        values["model"] = keep_recalibrated(
            known.path, new, record, output, label, named, quiet=quiet
        )
    return values


def _chosen(audits: list[Audit], name: str | None) -> Audit:
    if not audits:
        fail(
            "no text of an audit is there; txner audit send sends some, txner doccano pull fetches"
        )
    if name is None:
        if len(audits) > 1:
            others = ", ".join(str(audit.name) for audit in audits[:-1])
            stderr().print(f"the last of several audits; others: {others}", markup=False)
        return audits[-1]
    for audit in audits:
        if str(audit.name) == name:
            return audit
    fail(f"--audit {name}: there is none; there are {', '.join(str(a.name) for a in audits)}")


def _keep_cases(store: Any, audit: Audit) -> int:
    """Adds the cases that are not there yet, or were told anew since; returns how many."""
    from monitoring.cases import Source

    there = {
        case.identity: case.at for case in store.read(audit.name.model, sources=[Source.AUDIT])
    }
    new = [
        case for case in audit.cases if case.identity not in there or case.at > there[case.identity]
    ]
    store.add(new)
    return len(new)


def _week(name: str | None) -> tuple[datetime, datetime]:
    """Begin and end of a week."""
    from monitoring.audits import week_of
    from serving.release.database import now

    if name is None:
        return week_of((now() - timedelta(7)).astimezone(UTC).date())
    match = re.fullmatch(r"(\d{4})-?W(\d\d)", name)
    try:
        if match is None:
            raise ValueError
        return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        fail(f"--week {name}: must be a week such as 2026-W47")


def _nothing(frame: Frame, version: int, folder: str) -> str:
    if not frame.answers:
        return f"{folder}: version {version} answered nothing in that week; name another --version"
    if frame.without_text == frame.answers:
        return (
            f"{folder}: none of {frame.answers} answers was logged with its text, so nobody can "
            "judge them; set monitoring.texts to sampled or all"
        )
    return f"{folder}: nothing was accepted in {frame.answers} answers of version {version}"
