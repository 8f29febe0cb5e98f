"""What Google Cloud calls things: regions, images, accounts, machine types and accelerators.

What cannot be a name is refused. A machine type or an accelerator that the tables here lack may be
newer than they are: it is worth a warning and no more, so that a new family of machines works
without a change of code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, Field

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Hosts that are this machine, where a stand-in for a service may be."""

_IMAGE = re.compile(
    r"(?P<host>[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?)(/[a-z0-9]+([._-]+[a-z0-9]+)*)+"
    r"(?P<tag>:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?P<digest>@sha256:[0-9a-f]{64})?"
)
_PROJECT = re.compile(r"[a-z][a-z0-9-]{4,28}[a-z0-9]")
_REGION = re.compile(r"[a-z]+-[a-z]+[0-9]{1,2}")
_ACCOUNT = re.compile(
    r"([a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]{4,28}[a-z0-9]\.iam"
    r"|[0-9]+-compute@developer|[a-z][a-z0-9-]{4,28}[a-z0-9]@appspot)\.gserviceaccount\.com"
)
_MACHINE_TYPE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
_ACCELERATOR = re.compile(r"[A-Z][A-Z0-9_]*")

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


def check_image(image: str) -> str:
    """The reference of a docker image, if it names registry and version.

    Raises:
      ValueError: It does not.
    """
    reference = _IMAGE.fullmatch(image)
    if not reference:
        raise ValueError(
            f"{image!r} is not a full image reference; write "
            "registry/path/name:tag or registry/path/name@sha256:digest"
        )
    if not reference["tag"] and not reference["digest"]:
        raise ValueError(f"{image!r} has no tag and no digest; say which version is to run")
    if reference["tag"] == ":latest" and not reference["digest"]:
        raise ValueError(f"{image!r}: `latest` is another image tomorrow; name a version")
    return image


def check_project(project: str) -> str:
    """The id of a project of Google Cloud, if it can be one.

    Raises:
      ValueError: It cannot.
    """
    if not _PROJECT.fullmatch(project):
        raise ValueError(
            f"{project!r} is not the id of a project: 6 to 30 lower-case letters, digits and "
            "hyphens, beginning with a letter (the id, not the name or the number)"
        )
    return project


def check_region(region: str) -> str:
    """The name of a region of Google Cloud, if it can be one.

    Raises:
      ValueError: It cannot.
    """
    if not _REGION.fullmatch(region):
        zone = " (a zone? leave out its last letter)" if re.search(r"\d-[a-z]$", region) else ""
        raise ValueError(f"{region!r} is not a region such as us-central1{zone}")
    return region


def check_service_account(account: str) -> str:
    """The address of a service account, if it can be one.

    Raises:
      ValueError: It cannot.
    """
    if not _ACCOUNT.fullmatch(account):
        raise ValueError(
            f"{account!r} is not the address of a service account, such as "
            "name@project.iam.gserviceaccount.com"
        )
    return account


def check_machine_type(name: str) -> str:
    """The name of a machine type, if it can be one; see `machine_type_warning`.

    Raises:
      ValueError: It cannot.
    """
    if not _MACHINE_TYPE.fullmatch(name):
        raise ValueError(f"{name!r} is not a machine type such as n1-standard-4")
    return name


def check_accelerator_type(name: str) -> str:
    """The name of an accelerator, if it can be one; see `accelerator_warning`.

    Raises:
      ValueError: It cannot; the message has names that are near.
    """
    if not _ACCELERATOR.fullmatch(name):
        hint = _near(name.upper().replace("-", "_"), ACCELERATOR_COUNTS)
        raise ValueError(f"{name!r} is not an accelerator such as NVIDIA_TESLA_T4{hint}")
    return name


def machine_type_warning(name: str) -> str:
    """What to tell about a machine type that is not known here; "" for one that is."""
    if name in MACHINE_TYPES:
        return ""
    return f"the machine type {name} is not known here{_near(name, MACHINE_TYPES)}"


def accelerator_warning(name: str) -> str:
    """What to tell about an accelerator that is not known here; "" for one that is."""
    if name in ACCELERATOR_COUNTS:
        return ""
    return f"the accelerator {name} is not known here{_near(name, ACCELERATOR_COUNTS)}"


def check_accelerator_count(name: str, count: int) -> None:
    """Checks that some machine has so many of these accelerators, as far as they are known.

    Raises:
      ValueError: None has; the message says what there is.
    """
    counts = ACCELERATOR_COUNTS.get(name)
    if counts is not None and count not in counts:
        allowed = " or ".join(map(str, counts))
        raise ValueError(f"a machine has {allowed} of {name}, not {count}")


def check_combination(machine: str, accelerator: tuple[str, int] | None) -> None:
    """Checks that a machine type goes with accelerators, or with none, as far as both are known.

    Args:
      machine: The machine type.
      accelerator: Name and number of its accelerators, or None.

    Raises:
      ValueError: It does not; the message says with which it does.
    """
    if machine not in MACHINE_TYPES:
        return
    built_in = BUILT_IN.get(machine)
    if built_in and accelerator != built_in:
        raise ValueError(
            f"{machine} comes with {built_in[1]} of {built_in[0]}; "
            f"write accelerator: {{type: {built_in[0]}, count: {built_in[1]}}}"
        )
    if accelerator is None or built_in or accelerator[0] not in ACCELERATOR_COUNTS:
        return
    name, count = accelerator
    check_accelerator_count(name, count)
    if name not in _ATTACHABLE:
        machines = ", ".join(key for key, value in BUILT_IN.items() if value == accelerator)
        raise ValueError(f"{count} of {name} come with {machines}, not with {machine}")
    if not machine.startswith("n1-"):
        raise ValueError(f"{name} needs a machine of the family n1, not {machine}")


Text = Annotated[str, Field(strict=True)]
Image = Annotated[Text, AfterValidator(check_image)]
Project = Annotated[Text, AfterValidator(check_project)]
ServiceAccount = Annotated[Text, AfterValidator(check_service_account)]
Region = Annotated[Text, AfterValidator(check_region)]
MachineType = Annotated[Text, AfterValidator(check_machine_type)]
AcceleratorType = Annotated[Text, AfterValidator(check_accelerator_type)]


def _near(name: str, names: frozenset[str] | Mapping[str, object]) -> str:
    """What to say of names that are near, beginning with "; "; "" if there are none."""
    near = get_close_matches(name, sorted(names), n=3, cutoff=0.6)
    family = name.rpartition("-")[0]
    if family and (of_family := [other for other in names if other.rpartition("-")[0] == family]):
        near = sorted(of_family, key=_size)
    return f"; near it are {', '.join(near)}" if near else ""


def _size(name: str) -> int:
    digits = "".join(filter(str.isdecimal, name.rpartition("-")[2]))
    return int(digits or 0)
