"""Lists the ops of the TF Serving release that `configs/serving` pins, for the serving gate.

    .venv/bin/python scripts/list_serving_ops.py

A TF Serving release is built from the TensorFlow of the same number and from a release of TF Text
(`org_tensorflow` in its WORKSPACE, `org_tensorflow_text` in tensorflow_serving/workspace.bzl,
`SUPPORTED_TENSORFLOW_OPS` in tensorflow_serving/model_servers/BUILD). So this installs the wheels
of these two into an environment that is thrown away, and asks them. What TF Serving has besides,
the ops of TensorFlow Decision Forests, is left out: no tagger needs them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DEPLOYMENT = ROOT / "configs" / "serving" / "base" / "deployment.yaml"
OUTPUT = ROOT / "evaluation" / "gates" / "serving_ops.txt"

HEADER = """\
# The ops of TF Serving {serving}, each with its attributes.
# Made by scripts/list_serving_ops.py from the wheels tensorflow-cpu=={tensorflow} ({git}) and
# tensorflow-text=={text}.
"""

# Runs in the environment of the wheels. Ops of Python are registered in a Python process only.
LISTING = """
import tensorflow, tensorflow_text
from tensorflow.core.framework import op_def_pb2
from tensorflow.python.client import pywrap_tf_session
listed = pywrap_tf_session.TF_GetBuffer(pywrap_tf_session.TF_GetAllOpList())
print(tensorflow.version.GIT_VERSION)
for op in sorted(op_def_pb2.OpList.FromString(listed).op, key=lambda op: op.name):
    if op.name not in ("PyFunc", "PyFuncStateless", "EagerPyFunc"):
        print(op.name, *sorted(attribute.name for attribute in op.attr))
"""


def pinned_release() -> str:
    """The TF Serving release of the manifests."""
    found = re.search(r"image: tensorflow/serving:(\d+\.\d+\.\d+)$", DEPLOYMENT.read_text(), re.M)
    if found is None:
        sys.exit(f"{DEPLOYMENT}: there is no image tensorflow/serving:X.Y.Z")
    return found[1]


def list_ops(tensorflow: str, text: str) -> list[str]:
    """What the wheels have: the commit of TensorFlow, then a line for each op."""
    uv = str(Path(sys.executable).with_name("uv"))
    with tempfile.TemporaryDirectory(prefix="txner-ops-") as folder:
        python = f"{folder}/venv/bin/python"
        install = [uv, "--no-config", "pip", "install", "--quiet", "--python", python]
        for command in (
            [uv, "--no-config", "venv", "--quiet", "--python", "3.11", f"{folder}/venv"],
            [*install, f"tensorflow-cpu=={tensorflow}"],
            [*install, "--no-deps", f"tensorflow-text=={text}"],
        ):
            sys.stderr.write(f"{' '.join(command)}\n")
            subprocess.run(command, check=True)
        listing = [python, "-c", LISTING]
        environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "TF_CPP_MIN_LOG_LEVEL": "2"}
        done = subprocess.run(listing, check=True, stdout=subprocess.PIPE, env=environment)
    return done.stdout.decode().splitlines()


def main() -> None:
    """Writes the list."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tensorflow", help="release of TensorFlow; TF Serving's if left out")
    parser.add_argument("--text", help="release of TF Text; X.Y.0 if left out")
    chosen = parser.parse_args()
    serving = pinned_release()
    tensorflow = chosen.tensorflow or serving
    text = chosen.text or f"{serving.rpartition('.')[0]}.0"
    git, *ops = list_ops(tensorflow, text)
    header = HEADER.format(serving=serving, tensorflow=tensorflow, git=git, text=text)
    OUTPUT.write_text(header + "".join(f"{line}\n" for line in ops))
    sys.stderr.write(f"{OUTPUT}: {len(ops)} ops\n")


if __name__ == "__main__":
    main()
