from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from commands.main import app

DATA = Path(__file__).parents[1] / "data"
TASKS = str(DATA / "other_tools" / "label_studio.json")


def txner(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_convert_writes_lines_that_validate_takes(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = txner("convert", "label-studio", TASKS, "--to", str(out))
    assert result.exit_code == 0
    assert "out.jsonl: 3 texts; spans: DATE 2, PARTY 2, LOCATION 1, CHANNEL 1" in result.output
    assert f"next: txner validate {out} --set data.offset_unit=codepoint" in result.output
    assert txner("validate", str(out), "--set", "data.offset_unit=codepoint").exit_code == 0


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    path = str(DATA / "odd_inputs" / "a05_prodigy.jsonl")
    result = txner("convert", "prodigy", path, "--to", str(tmp_path / "out.jsonl"))
    assert "1 left out: the answer was 'reject'" in result.output


def test_a_fault_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = txner("convert", "spacy", TASKS, "--to", str(out))
    assert result.exit_code == 2
    assert "label_studio.json:1: " in result.output
    assert "convert it: txner convert label-studio" in result.output
    assert not list(tmp_path.iterdir())


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("kept")
    result = txner("convert", "label-studio", TASKS, "--to", str(out))
    assert result.exit_code == 2
    assert "the file exists" in result.output
    assert out.read_text() == "kept"


def test_what_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    for path, out in (("none.json", "out.jsonl"), (TASKS, "none/out.jsonl"), (TASKS, "out.json")):
        result = txner("convert", "label-studio", path, "--to", str(tmp_path / out))
        assert result.exit_code == 2
        assert "error: " in result.output
        assert ("none" if "none" in path + out else "must end in .jsonl") in result.output
    assert txner("convert", "excel", TASKS, "--to", "out.jsonl").exit_code == 2
