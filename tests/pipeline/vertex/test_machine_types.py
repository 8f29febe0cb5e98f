from __future__ import annotations

import pytest

from pipeline.vertex.machine_types import (
    ACCELERATOR_COUNTS,
    BUILT_IN,
    MACHINE_TYPES,
    check_accelerator,
    check_combination,
    check_machine_type,
)


@pytest.mark.parametrize(
    "name",
    [
        *("n1-standard-4", "n1-highmem-96", "e2-standard-16", "e2-highcpu-2", "n2-highmem-128"),
        *("n2d-standard-224", "c2-standard-60", "c3-highcpu-176", "a2-highgpu-1g"),
        *("a2-ultragpu-8g", "a3-megagpu-8g", "g2-standard-96"),
    ],
)
def test_machine_types_that_exist(name: str) -> None:
    assert check_machine_type(name) == name


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("n1-standard-7", "n1-standard-4, n1-standard-8, n1-standard-16"),
        ("n1-standard4", "n1-standard-4"),
        ("g2-standard-6", "g2-standard-4, g2-standard-8"),
        ("a2-highgpu-3g", "a2-highgpu-1g, a2-highgpu-2g, a2-highgpu-4g"),
        ("N1-STANDARD-4", "n1-standard-1"),
    ],
)
def test_a_wrong_machine_type_is_refused_with_what_is_near(name: str, near: str) -> None:
    with pytest.raises(ValueError, match=f"there is no machine type '{name}'") as error:
        check_machine_type(name)
    assert near in str(error.value)


def test_accelerators_are_spelled_as_the_service_does() -> None:
    from google.cloud.aiplatform_v1.types import AcceleratorType

    assert set(ACCELERATOR_COUNTS) <= set(AcceleratorType.__members__)
    assert BUILT_IN.keys() <= MACHINE_TYPES
    for accelerator, count in BUILT_IN.values():
        check_accelerator(accelerator, count)


@pytest.mark.parametrize(
    ("name", "count", "message"),
    [
        ("nvidia-tesla-t4", 1, "there is no accelerator 'nvidia-tesla-t4'; near it are NVIDIA_TES"),
        ("NVIDIA_L5", 1, "near it are NVIDIA_L4"),
        ("NVIDIA_TESLA_T4", 3, "a machine has 1 or 2 or 4 of NVIDIA_TESLA_T4, not 3"),
    ],
)
def test_wrong_accelerators_are_refused(name: str, count: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_accelerator(name, count)


@pytest.mark.parametrize(
    ("machine", "accelerator"),
    [
        ("n1-standard-8", ("NVIDIA_TESLA_T4", 2)),
        ("g2-standard-24", ("NVIDIA_L4", 2)),
        ("e2-standard-4", None),
    ],
)
def test_machines_that_go_with_accelerators(
    machine: str, accelerator: tuple[str, int] | None
) -> None:
    check_combination(machine, accelerator)


@pytest.mark.parametrize(
    ("machine", "accelerator", "message"),
    [
        ("g2-standard-24", None, "comes with 2 of NVIDIA_L4; write accelerator: {type: NVIDIA_L4"),
        ("g2-standard-24", ("NVIDIA_L4", 1), "comes with 2 of NVIDIA_L4"),
        ("n1-standard-8", ("NVIDIA_L4", 2), "2 of NVIDIA_L4 come with g2-standard-24, not with n1"),
        ("e2-standard-8", ("NVIDIA_TESLA_T4", 1), "needs a machine of the family n1, not e2"),
    ],
)
def test_machines_that_do_not(
    machine: str, accelerator: tuple[str, int] | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        check_combination(machine, accelerator)
