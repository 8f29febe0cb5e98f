"""A kubectl for tests, over a folder: what was applied, the pods, and where their server listens.

The folder is in FAKE_CLUSTER. `objects.json` is what the cluster has, `models.conf` what servers
read, `pods` their names, `port` the port of the server that stands for all of them. A file
`fail-VERB` makes a command fail with its text; every call is a line of `calls`.
"""

# ruff: noqa: T201 - printing is what it does
from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ["FAKE_CLUSTER"])
APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


def key(entry: dict[str, Any]) -> str:
    return f"{entry['kind']}/{entry['metadata']['name']}"


def given() -> list[dict[str, Any]]:
    return list(json.load(sys.stdin)["items"])


def objects() -> dict[str, Any]:
    path = FOLDER / "objects.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def kustomize(folder: str) -> None:
    """A Deployment whose image is the text of `image`, and the ConfigMap of `models.conf`."""
    metadata = {"name": "transaction-ner", "namespace": "transaction-ner-test"}
    image = (Path(folder) / "image").read_text()
    print(json.dumps({"kind": "Deployment", "metadata": metadata, "spec": {"image": image}}))
    models = {"models.conf": (Path(folder) / "models.conf").read_text()}
    named = {**metadata, "name": "serving-models"}
    print("---")
    print(json.dumps({"kind": "ConfigMap", "metadata": named, "data": models}))


def apply() -> None:
    kept = objects()
    for entry in given():
        kept[key(entry)] = entry
        if "models.conf" in entry.get("data", {}):
            beside = FOLDER / "models.conf.new"
            beside.write_text(entry["data"]["models.conf"])
            beside.rename(FOLDER / "models.conf")
    (FOLDER / "objects.json").write_text(json.dumps(kept))


def get() -> None:
    kept = objects()
    found = [kept[key(entry)] for entry in given() if key(entry) in kept]
    items = [
        {**entry, "metadata": {**entry["metadata"], "annotations": {APPLIED: json.dumps(entry)}}}
        for entry in found
    ]
    if len(items) == 1:
        print(json.dumps(items[0]))
    elif items:
        print(json.dumps({"kind": "List", "items": items}))


def pods() -> None:
    running = {"phase": "Running"}
    items = [
        {"metadata": {"name": name}, "status": running}
        for name in (FOLDER / "pods").read_text().split()
    ]
    leaving = {"name": "leaving", "deletionTimestamp": "2026-01-01T00:00:00Z"}
    items.append({"metadata": leaving, "status": running})
    items.append({"metadata": {"name": "waiting"}, "status": {"phase": "Pending"}})
    print(json.dumps({"kind": "List", "items": items}))


def main(arguments: list[str]) -> None:
    with (FOLDER / "calls").open("a") as calls:
        calls.write(" ".join(arguments) + "\n")
    verb = arguments[0]
    failure = FOLDER / f"fail-{verb}"
    if failure.exists():
        sys.exit(failure.read_text())
    if verb == "kustomize":
        kustomize(arguments[1])
    elif verb == "apply":
        apply()
    elif arguments[:2] == ["get", "pods"]:
        pods()
    elif verb == "get":
        get()
    elif verb == "port-forward":
        port = (FOLDER / "port").read_text()
        print(f"Forwarding from 127.0.0.1:{port} -> 8501", flush=True)
        time.sleep(60)
    elif verb != "rollout":
        sys.exit(f"unknown command {verb}")


if __name__ == "__main__":
    main(sys.argv[1:])
