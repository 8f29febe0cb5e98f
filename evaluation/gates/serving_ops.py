"""The ops that the pinned TF Serving has, as `serving_ops.txt` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class ServingOps:
    """What a release of TF Serving can run.

    Attributes:
      release: Of TF Serving.
      attributes: Names of the attributes of each op, by its name.
    """

    release: str
    attributes: Mapping[str, frozenset[str]]

    def lacks(self, op: str, attributes: Iterable[str]) -> list[str]:
        """What a node needs and the release does not have: `Op`, or `Op(attribute)` for each.

        An attribute that an op got in a later TensorFlow is refused whatever its value: who saves a
        model leaves out attributes with their default value, so this one has another.

        Args:
          op: Name of the node's op.
          attributes: Names of its attributes; those that begin with `_` are hints for the runtime
            that made the graph, and others ignore them.
        """
        if op not in self.attributes:
            return [op]
        own = {name for name in attributes if not name.startswith("_")}
        return [f"{op}({name})" for name in sorted(own - self.attributes[op])]


def pinned() -> ServingOps:
    """The ops of the release that `configs/serving` pins."""
    text = files("evaluation.gates").joinpath("serving_ops.txt").read_text("utf-8")
    named = re.match(r"# The ops of TF Serving (\S+),", text)
    if named is None:
        raise ValueError("evaluation/gates/serving_ops.txt: the first line names no TF Serving")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return ServingOps(named[1], {op: frozenset(attributes) for op, *attributes in lines})
