from __future__ import annotations

import pytest

from pipeline.settings.google_cloud import (
    ACCELERATOR_COUNTS,
    BUILT_IN,
    MACHINE_TYPES,
    accelerator_warning,
    check_accelerator_count,
    check_accelerator_type,
    check_combination,
    check_image,
    check_machine_type,
    check_service_account,
    machine_type_warning,
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
    assert machine_type_warning(name) == ""


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("n1-standard-7", "n1-standard-4, n1-standard-8, n1-standard-16"),
        ("n1-standard4", "n1-standard-4"),
        ("g2-standard-6", "g2-standard-4, g2-standard-8"),
        ("a2-highgpu-3g", "a2-highgpu-1g, a2-highgpu-2g, a2-highgpu-4g"),
    ],
)
def test_an_unknown_machine_type_gets_a_warning_with_what_is_near(name: str, near: str) -> None:
    assert check_machine_type(name) == name
    warning = machine_type_warning(name)
    assert warning.startswith(f"the machine type {name} is not known here; near it are ")
    assert near in warning


@pytest.mark.parametrize("name", ["N1-STANDARD-4", "n1", "n1_standard_4", "n1-standard-4 ", ""])
def test_what_cannot_be_a_machine_type_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name!r} is not a machine type such as n1-standard-4"):
        check_machine_type(name)


def test_a_family_that_is_newer_than_this_project_can_be_used() -> None:
    machine, accelerator = "z9-quantum-3g", ("NVIDIA_Z9", 3)
    assert check_machine_type(machine) == machine
    assert check_accelerator_type(accelerator[0]) == accelerator[0]
    check_accelerator_count(*accelerator)
    check_combination(machine, accelerator)
    check_combination(machine, ("NVIDIA_L4", 16))
    check_combination("n1-standard-8", accelerator)
    assert "is not known here" in machine_type_warning(machine)
    assert "is not known here" in accelerator_warning(accelerator[0])


def test_accelerators_are_spelled_as_the_service_does() -> None:
    from google.cloud.aiplatform_v1.types import AcceleratorType

    assert set(ACCELERATOR_COUNTS) <= set(AcceleratorType.__members__)
    assert BUILT_IN.keys() <= MACHINE_TYPES
    for accelerator, count in BUILT_IN.values():
        assert check_accelerator_type(accelerator) == accelerator
        assert accelerator_warning(accelerator) == ""
        check_accelerator_count(accelerator, count)


def test_wrong_accelerators_are_refused() -> None:
    with pytest.raises(ValueError, match=r"'nvidia-tesla-t4' is not an accelerator .*; near it"):
        check_accelerator_type("nvidia-tesla-t4")
    with pytest.raises(ValueError, match="a machine has 1 or 2 or 4 of NVIDIA_TESLA_T4, not 3"):
        check_accelerator_count("NVIDIA_TESLA_T4", 3)


def test_an_unknown_accelerator_gets_a_warning_with_what_is_near() -> None:
    assert check_accelerator_type("NVIDIA_L5") == "NVIDIA_L5"
    assert "NVIDIA_L5 is not known here; near it are NVIDIA_L4" in accelerator_warning("NVIDIA_L5")


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
        ("n1-standard-8", ("NVIDIA_TESLA_T4", 3), "a machine has 1 or 2 or 4 of NVIDIA_TESLA_T4"),
        ("e2-standard-8", ("NVIDIA_TESLA_T4", 1), "needs a machine of the family n1, not e2"),
    ],
)
def test_machines_that_do_not(
    machine: str, accelerator: tuple[str, int] | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        check_combination(machine, accelerator)


@pytest.mark.parametrize(
    "image",
    [
        "us-docker.pkg.dev/my-project/repo/name:1.2",
        "gcr.io/p/name:c6f14b2f35ba23c7fe2310134ccb03c06a99b236",
        "localhost.local:5000/a/b_c:x",
        "gcr.io/p/name@sha256:" + "0" * 64,
        "gcr.io/p/name:latest@sha256:" + "0" * 64,
    ],
)
def test_image_references(image: str) -> None:
    assert check_image(image) == image


@pytest.mark.parametrize(
    "account",
    [
        "trainer-1@my-project.iam.gserviceaccount.com",
        "1234-compute@developer.gserviceaccount.com",
        "my-project@appspot.gserviceaccount.com",
    ],
)
def test_service_accounts(account: str) -> None:
    assert check_service_account(account) == account
