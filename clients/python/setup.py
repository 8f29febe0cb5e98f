"""Builds `txner-client`: the project's client alone, for applications that only ask a server.

Its modules are those of the project, under another package name, so that there is one client and
one table of what a model answers. It can be built in a clone of the repository only.
"""

from __future__ import annotations

import re
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PACKAGE = "txner_client"

MODULES = {
    "serving.prediction.client": "client",
    "serving.prediction.async_client": "async_client",
    "serving.prediction.feedback": "feedback",
    "serving.prediction.protocol": "protocol",
    "serving.prediction.answered": "answered",
    "models.export_format": "export_format",
    "preprocessing.batches": "batches",
    "preprocessing.errors": "errors",
}
"""Names of the modules in the package, by those in the project."""


def source_of(module: str) -> str:
    """A module of the project with its imports of the others renamed."""
    text = (ROOT / f"{module.replace('.', '/')}.py").read_text("utf-8")
    for name, short in MODULES.items():
        folder, _, last = name.rpartition(".")
        text = re.sub(
            rf"^from {re.escape(name)} import", f"from {PACKAGE}.{short} import", text, flags=re.M
        )
        text = re.sub(
            rf"^from {re.escape(folder)} import {last}$",
            f"from {PACKAGE} import {short}",
            text,
            flags=re.M,
        )
    return text


def signature_version() -> str:
    """Which answers it reads; see `models.export_format.SIGNATURE_VERSION`."""
    text = (ROOT / "models" / "export_format.py").read_text("utf-8")
    match = re.search(r"^SIGNATURE_VERSION = (\d+)$", text, re.M)
    if match is None:
        raise ValueError("models/export_format.py: there is no SIGNATURE_VERSION")
    return match[1]


class Build(build_py):
    """Writes the modules into the package that is built."""

    def run(self) -> None:
        """Builds."""
        super().run()
        folder = Path(self.build_lib) / PACKAGE
        for module, short in MODULES.items():
            (folder / f"{short}.py").write_text(source_of(module), "utf-8")


setup(
    name="txner-client",
    version=f"{signature_version()}.0.0",
    description="Client of served transaction-ner models: gRPC, without TensorFlow.",
    long_description=(HERE / "README.md").read_text("utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11",
    install_requires=["grpcio>=1.60", "protobuf>=4.25"],
    packages=[PACKAGE],
    package_data={PACKAGE: ["py.typed"]},
    cmdclass={"build_py": Build},
)
