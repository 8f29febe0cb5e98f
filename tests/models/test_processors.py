from __future__ import annotations

from pathlib import Path

import pytest

from models.processors import multiplies_in_bfloat16


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        ("model name\t: x\nflags\t\t: fpu avx512f amx_bf16 amx_tile\n", True),
        ("flags\t\t: fpu avx512f avx512_bf16\n", False),
        ("model name\t: amx_bf16\nflags\t\t: fpu\n", False),
        ("", False),
    ],
)
def test_the_processor_says_what_it_has(tmp_path: Path, described: str, expected: bool) -> None:
    (tmp_path / "cpuinfo").write_text(described)
    assert multiplies_in_bfloat16(tmp_path / "cpuinfo") is expected


def test_a_system_that_does_not_tell(tmp_path: Path) -> None:
    assert not multiplies_in_bfloat16(tmp_path / "cpuinfo")
