"""Machine types and accelerators of Google Cloud, to refuse a wrong name before it is sent.

A name that is missing here is refused; a new family of machines is a line in a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

_POWERS = (2, 4, 8, 16, 32)
_N2 = (*_POWERS, 48, 64, 80, 96, 128)
_C2D = (*_POWERS, 56, 112)
_C3 = (4, 8, 22, 44, 88, 176)
_N4 = (*_POWERS, 48, 64, 80)

_CPU_FAMILIES: Mapping[str, tuple[int, ...]] = {
    "n1-standard": (1, *_POWERS, 64, 96),
    "n1-highmem": (*_POWERS, 64, 96),
    "n1-highcpu": (*_POWERS, 64, 96),
    "e2-standard": _POWERS,
    "e2-highmem": _POWERS[:-1],
    "e2-highcpu": _POWERS,
    "n2-standard": _N2,
    "n2-highmem": _N2,
    "n2-highcpu": _N2[:-1],
    "n2d-standard": (*_N2, 224),
    "n2d-highmem": _N2[:-1],
    "n2d-highcpu": (*_N2, 224),
    "n4-standard": _N4,
    "n4-highmem": _N4,
    "n4-highcpu": _N4,
    "c2-standard": (4, 8, 16, 30, 60),
    "c2d-standard": _C2D,
    "c2d-highmem": _C2D,
    "c2d-highcpu": _C2D,
    "c3-standard": _C3,
    "c3-highmem": _C3,
    "c3-highcpu": _C3,
    "m1-ultramem": (40, 80, 160),
    "m1-megamem": (96,),
}

BUILT_IN: Mapping[str, tuple[str, int]] = {
    **{f"a2-highgpu-{count}g": ("NVIDIA_TESLA_A100", count) for count in (1, 2, 4, 8)},
    "a2-megagpu-16g": ("NVIDIA_TESLA_A100", 16),
    **{f"a2-ultragpu-{count}g": ("NVIDIA_A100_80GB", count) for count in (1, 2, 4, 8)},
    **{f"a3-highgpu-{count}g": ("NVIDIA_H100_80GB", count) for count in (1, 2, 4, 8)},
    "a3-megagpu-8g": ("NVIDIA_H100_MEGA_80GB", 8),
    "a3-ultragpu-8g": ("NVIDIA_H200_141GB", 8),
    "a4-highgpu-8g": ("NVIDIA_B200", 8),
    **{f"g2-standard-{cores}": ("NVIDIA_L4", 1) for cores in (4, 8, 12, 16, 32)},
    "g2-standard-24": ("NVIDIA_L4", 2),
    "g2-standard-48": ("NVIDIA_L4", 4),
    "g2-standard-96": ("NVIDIA_L4", 8),
}
"""Machine types that come with accelerators: which, and how many."""

_ATTACHABLE: Mapping[str, tuple[int, ...]] = {
    "NVIDIA_TESLA_P100": (1, 2, 4),
    "NVIDIA_TESLA_V100": (1, 2, 4, 8),
    "NVIDIA_TESLA_P4": (1, 2, 4),
    "NVIDIA_TESLA_T4": (1, 2, 4),
}
"""Accelerators that are added to a machine of the family n1, and how many it takes."""

MACHINE_TYPES = frozenset(
    {f"{family}-{cores}" for family, sizes in _CPU_FAMILIES.items() for cores in sizes}
) | frozenset(BUILT_IN)

ACCELERATOR_COUNTS: Mapping[str, tuple[int, ...]] = {
    **_ATTACHABLE,
    **{
        name: tuple(sorted({count for other, count in BUILT_IN.values() if other == name}))
        for name, _ in BUILT_IN.values()
    },
}
"""Accelerators, and how many of each one machine can have."""


def check_machine_type(name: str) -> str:
    """The name, if there is such a machine type.

    Raises:
      ValueError: There is none; the message has names that are near.
    """
    if name not in MACHINE_TYPES:
        raise ValueError(f"there is no machine type {name!r}{_near(name, MACHINE_TYPES)}")
    return name


def check_accelerator(name: str, count: int) -> None:
    """Checks that a machine can have so many of these accelerators.

    Raises:
      ValueError: It cannot; the message says what there is.
    """
    counts = ACCELERATOR_COUNTS.get(name)
    if counts is None:
        hint = _near(name.upper().replace("-", "_"), ACCELERATOR_COUNTS)
        raise ValueError(f"there is no accelerator {name!r}{hint}")
    if count not in counts:
        allowed = " or ".join(map(str, counts))
        raise ValueError(f"a machine has {allowed} of {name}, not {count}")


def check_combination(machine: str, accelerator: tuple[str, int] | None) -> None:
    """Checks that a machine type goes with accelerators, or with none.

    Raises:
      ValueError: It does not; the message says with which it does.
    """
    built_in = BUILT_IN.get(machine)
    if built_in and accelerator != built_in:
        raise ValueError(
            f"{machine} comes with {built_in[1]} of {built_in[0]}; "
            f"write accelerator: {{type: {built_in[0]}, count: {built_in[1]}}}"
        )
    if accelerator is None or built_in:
        return
    name, count = accelerator
    if name not in _ATTACHABLE:
        machines = ", ".join(key for key, value in BUILT_IN.items() if value == accelerator)
        raise ValueError(f"{count} of {name} come with {machines}, not with {machine}")
    if not machine.startswith("n1-"):
        raise ValueError(f"{name} needs a machine of the family n1, not {machine}")


def _near(name: str, known: frozenset[str] | Mapping[str, object]) -> str:
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.6)
    family = name.rpartition("-")[0]
    if family and (of_family := [other for other in known if other.rpartition("-")[0] == family]):
        near = sorted(of_family, key=_size)
    return f"; near it are {', '.join(near)}" if near else f"; there are {', '.join(sorted(known))}"


def _size(name: str) -> int:
    digits = "".join(filter(str.isdecimal, name.rpartition("-")[2]))
    return int(digits or 0)
