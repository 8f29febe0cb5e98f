from __future__ import annotations

import ast
import pickle
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.errors import RefusedError, UserError, one_line

ROOT = Path(__file__).parent.parent.parent
SOURCES = (
    *("annotation", "commands", "components", "evaluation", "models", "pipeline"),
    *("preprocessing", "serving", "storage"),
)

INTERNAL = {
    # Caught where they are raised, and turned into a refused line, a vote, or an estimate.
    "RejectError",
    "OffsetUnitError",
    "ProfileError",
    "LockedError",
    # Caught where the file, the key or the model is known, and named with it.
    "ArchiveError",
    "YamlError",
    "NotListedError",
    # Answers of a server to its clients.
    "StatusError",
    "RequestError",
    # Faults of a training, whose trace is in the log.
    "TrialFailedError",
}


def bases_by_class() -> dict[str, set[str]]:
    """Every exception class of the project, with the names of its bases."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *SOURCES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    classes = {}
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix != ".py" or not path.exists():
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                if any(base.endswith(("Error", "Exception")) for base in bases):
                    classes[node.name] = bases
    return classes


def test_every_error_belongs_to_the_tree() -> None:
    classes = bases_by_class()
    assert len(classes) > 20

    def roots(name: str) -> set[str]:
        if name in ("UserError", "RefusedError"):
            return {name}
        return set().union(*(roots(base) for base in classes.get(name, ())))

    outside = {name for name in classes if not roots(name)}
    assert outside == INTERNAL
    # What a check refuses is nothing that the user gave.
    assert [name for name in classes if len(roots(name)) > 1] == []


@pytest.mark.parametrize(
    ("error", "message", "renamed"),
    [
        (UserError("no such folder", argument="path", value="x"), "path x: no such folder", "-m x"),
        (UserError("must not be empty", argument="name"), "name: must not be empty", "-m: must"),
    ],
)
def test_a_message_names_the_argument_or_what_a_command_calls_it(
    error: UserError, message: str, renamed: str
) -> None:
    for copy in (error, pickle.loads(pickle.dumps(error))):  # noqa: S301 - made here
        assert str(copy) == message
        assert copy.argument is not None
        assert copy.named("-m").startswith(renamed)


def test_a_message_without_an_argument_stays_as_it_is() -> None:
    error = UserError("it rains")
    assert (str(error), error.argument) == ("it rains", None)
    assert not isinstance(RefusedError("no"), UserError)


def test_errors_that_come_past_the_constructor_can_be_asked() -> None:
    class ForeignError(RuntimeError):
        def __init__(self, message: str) -> None:
            RuntimeError.__init__(self, message)

    class BothError(ForeignError, UserError):
        pass

    assert BothError("x").argument is None


@given(st.text(), st.integers(1, 40))
def test_another_programs_words_are_one_printable_line(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert line.isprintable()
    if len(" ".join(text.split())) <= limit and text.isprintable():
        assert line == " ".join(text.split())


def test_what_is_cut_off_is_marked() -> None:
    assert one_line("a\nb\tc", 5) == "a b c"
    assert one_line("a b c d", 5) == "a b …"
    assert one_line("\x1b[31mred") == "\ufffd[31mred"
