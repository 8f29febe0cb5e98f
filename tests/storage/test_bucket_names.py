from __future__ import annotations

import pytest

from storage.bucket_names import bucket_fault


@pytest.mark.parametrize(
    "url",
    ["gs://bucket", "gs://my-bucket/a/b", "gs://a.b-c_d.0", "gs://0123", f"gs://{'a' * 63}/x"],
)
def test_names_that_may_be(url: str) -> None:
    assert bucket_fault(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "gs://",
        "gs:///folder",
        "gs://ab",
        f"gs://{'a' * 64}",
        f"gs://{'a' * 64}.b",
        "gs://My-Bucket/x",
        "gs://my bucket",
        "gs://-bucket",
        "gs://bucket-/x",
        "gs://bu..cket",
        "gs://bu.-cket",
        "gs://b\u00fccket",
        "gs://bucket*",
        "gs://buck%41t",
        "gs://192.168.0.1/x",
        "gs://goog-models",
        "gs://my-google-models",
    ],
)
def test_names_that_no_bucket_has(url: str) -> None:
    fault = bucket_fault(url)
    assert fault is not None
    assert fault.startswith(url)
