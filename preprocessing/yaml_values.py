"""YAML as the configuration takes it: plain values, and one line on whatever is wrong."""

from __future__ import annotations

from typing import Any

import yaml

from preprocessing.errors import one_line

MAX_NUMBER = 2**63 - 1
"""The largest whole number that every part of the program can take."""

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class YamlError(ValueError):
    """It is not YAML, or not of the kind that the configuration takes; the message is one line."""


class _Loader(yaml.SafeLoader):
    """YAML without repeated keys, the earlier of which would be lost in silence.

    Nor has it dates: no setting is one, and a folder may be called 2026-11-27.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = []
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.append(key)
        return super().construct_mapping(node, deep=deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            value = super().construct_object(node, deep=deep)
        except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError):
            # PyYAML takes for granted that what a tag says is so: `!!int x`.
            kind = node.tag.rpartition(":")[2]
            problem = f"this is no {kind} that can be read"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from None
        if isinstance(value, int) and abs(value) > MAX_NUMBER:
            problem = "the number is too large"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
        return value


def parse_yaml(text: str) -> Any:
    """The value of a YAML document.

    Raises:
      YamlError: It is not YAML, is nested too deep, or has a tag or a number that is not taken.
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise YamlError(f"{one_line(problem)}{where}") from None
    except RecursionError:
        raise YamlError("it is nested too deep") from None
