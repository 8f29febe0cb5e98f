"""Reading the YAML file with the rules of the house, and testing its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from enrichment.house_rules import HouseRules, Rule
from enrichment.keys import key
from enrichment.record import Channel
from models.export_format import Entity
from preprocessing.errors import UserError, one_line
from preprocessing.yaml_values import YamlError, parse_yaml

Label = Annotated[str, Field(min_length=1, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Span = tuple[int, int, Label]


class RulesError(UserError, ValueError):
    """Rules that cannot be used, or examples that they fail; one line for each fault."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _When(_Part):
    label: Label | None = None
    matches: str | None = None
    text: str | None = None


class _Set(_Part):
    name: Annotated[str, Field(min_length=1)] | None = None
    brand: Annotated[str, Field(min_length=1)] | None = None
    processor: Annotated[str, Field(min_length=1)] | None = None
    channel: Channel | None = None

    def fields(self) -> dict[str, str]:
        return {name: str(value) for name, value in self if value is not None}


class _Do(_Part):
    drop: Literal[True] | None = None
    relabel: Label | None = None
    split: str | None = None
    set: _Set | None = None
    values: dict[str, _Set] | None = None

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if sum(value is not None for _, value in self) != 1:
            raise ValueError("do: needs one of drop, relabel, split, set, values")
        return self


class _Example(_Part):
    text: str
    entities: list[Span]
    gives: list[Span] | None = None
    sets: _Set | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.gives is None and self.sets is None:
            raise ValueError("an example needs `gives` (entities) or `sets` (fields)")
        for start, end, _ in [*self.entities, *(self.gives or ())]:
            if not 0 <= start < end <= len(self.text):
                raise ValueError(f"[{start}, {end}] is not within the text")
        return self


class _RuleModel(_Part):
    name: Annotated[str, Field(min_length=1)]
    when: _When
    do: _Do
    examples: Annotated[list[_Example], Field(min_length=1)]


class _File(_Part):
    rules: list[_RuleModel]


def read_rules(path: str | Path) -> HouseRules:
    """Reads the rules of a file, and tests their examples.

    Raises:
      RulesError: The file cannot be read, a rule is faulty, or an example fails.
    """
    path = Path(path)
    rules = parse_rules(_read(path), str(path))
    if faults := list(failed_examples(rules)):
        raise RulesError("\n".join(f"{path}: {fault}" for fault in faults))
    return rules


def parse_rules(text: str, name: str) -> HouseRules:
    """Rules of a YAML document, without testing their examples.

    Args:
      text: The document.
      name: Of the file, for messages.

    Raises:
      RulesError: It is not YAML, or a rule is faulty.
    """
    try:
        content = _File.model_validate(parse_yaml(text) or {})
    except YamlError as error:
        raise RulesError(f"{name}: not YAML: {error}") from None
    except ValidationError as error:
        raise RulesError("\n".join(_faults(error, name))) from None
    names = [rule.name for rule in content.rules]
    if repeated := {rule for rule in names if names.count(rule) > 1}:
        raise RulesError(f"{name}: two rules are called {', '.join(sorted(repeated))}")
    return HouseRules(_rule(rule, name) for rule in content.rules)


def failed_examples(rules: HouseRules) -> Iterator[str]:
    """A line for each example that fails; each is tested with all rules."""
    for rule in rules.rules:
        for number, content in enumerate(rule.examples, 1):
            example = _Example.model_validate(content)
            where = f"{rule.name}: example {number}"
            applied = rules.apply(example.text, _entities(example.text, example.entities))
            spans = [(entity.start, entity.end, entity.label) for entity in applied.entities]
            if rule.name not in applied.names:
                yield f"{where}: the rule does not hold for it"
            if example.gives is not None and spans != list(example.gives):
                wanted = list(map(list, example.gives))
                yield f"{where}: gives {list(map(list, spans))}, not {wanted}"
            set_fields = {name: value for _, one in applied.fields for name, value in one.items()}
            if example.sets is not None and set_fields != example.sets.fields():
                yield f"{where}: sets {set_fields}, not {example.sets.fields()}"


def _rule(model: _RuleModel, file: str) -> Rule:
    def compiled(pattern: str | None, of: str) -> re.Pattern[str] | None:
        if pattern is None:
            return None
        try:
            return re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            raise RulesError(f"{file}: {model.name}: {of}: {error}") from None

    split = compiled(model.do.split, "split")
    if split is not None and not split.groupindex:
        raise RulesError(f"{file}: {model.name}: split: has no named group, such as (?P<PARTY>.+)")
    if model.do.values is not None and model.when.matches is not None:
        raise RulesError(f"{file}: {model.name}: give either `matches` or `values`, not both")
    return Rule(
        name=model.name,
        label=model.when.label,
        pattern=compiled(model.when.matches, "matches"),
        values={key(text): one.fields() for text, one in (model.do.values or {}).items()},
        text=compiled(model.when.text, "text"),
        relabel=model.do.relabel,
        drop=bool(model.do.drop),
        split=split,
        set=model.do.set.fields() if model.do.set else {},
        examples=tuple(example.model_dump() for example in model.examples),
    )


def _entities(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Entity]:
    return [Entity(label, text[start:end], start, end, 1.0, True) for start, end, label in spans]


def _faults(error: ValidationError, name: str) -> Iterator[str]:
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        yield f"{name}: {where}: {one_line(message)}" if where else f"{name}: {one_line(message)}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise RulesError(f"{path}: is not UTF-8") from None
    except OSError as error:
        raise RulesError(f"{path}: cannot read it: {error.strerror}") from None
