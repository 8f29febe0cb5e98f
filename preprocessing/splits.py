"""Which texts train and which evaluate, so that what evaluation says holds for other texts.

Without groups a hash of the text decides. Texts made alike, of one bank's layout or one generator's
template, then stand in both splits, and evaluation measures memory. With `data.group_by` a group of
such texts is never in both.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from preprocessing.records import SPLITS, IngestReport, Record, Split, SplitReport, folded, split_of
from preprocessing.settings import LAYOUT, DataSettings

GroupValues = tuple[str, ...]
"""The value of each part of `data.group_by` for a text."""

MAX_TWIN_SHARE = 0.2
"""Share of eval texts with a near twin in train from which on a person is told."""

MIN_GROUPS = 5
"""Groups below which a split by groups says little."""

_MAX_NAME = 120
"""Characters of a layout that a report shows."""


@dataclass(frozen=True, slots=True)
class TextKeys:
    """What decides the split of a text, and what tells its near twins.

    Attributes:
      group: Its value for each part of `data.group_by`; without any, its split alone.
      layout: A hash of its layout.
    """

    group: GroupValues
    layout: int


class Grouping:
    """Finds the keys of texts.

    Args:
      settings: `group_by`, `layout_words` and `eval_fraction` of the data.
    """

    def __init__(self, settings: DataSettings) -> None:
        self.parts = tuple(settings.group_by)
        self._words = frozenset(settings.layout_words)
        self._eval_fraction = settings.eval_fraction

    def keys(self, record: Record) -> TextKeys:
        """The keys of an annotated text."""
        layout = layout_of(record, self._words)
        if not self.parts:
            return TextKeys((split_of(record.text, self._eval_fraction),), _hash(layout))
        metadata = dict(record.metadata)
        values = (
            f"{LAYOUT}={layout}" if part == LAYOUT else _value(part, metadata, record)
            for part in self.parts
        )
        return TextKeys(tuple(values), _hash(layout))


def layout_of(record: Record, kept_labels: Iterable[str] = ()) -> str:
    """What a text looks like apart from its values.

    Entities become their labels, runs of digits one `0`, case and spacing do not count.

    Args:
      record: The annotated text.
      kept_labels: Labels whose entities belong to the layout, such as `card purchase`.
    """
    kept = frozenset(kept_labels)
    pieces, end = list[str](), 0
    for span in record.spans:
        pieces.append(record.text[end : span.start].casefold())
        entity = record.text[span.start : span.end]
        pieces.append(entity.casefold() if span.label in kept else f" <{span.label}> ")
        end = span.end
    pieces.append(record.text[end:].casefold())
    return re.sub(r"\d+", "0", " ".join("".join(pieces).split()))


@dataclass
class GroupCounts:
    """What a group has.

    Attributes:
      texts: Number of texts.
      labels: Spans of each label.
    """

    texts: int = 0
    labels: Counter[str] = field(default_factory=Counter)

    def merge(self, other: GroupCounts) -> None:
        """Adds the counts of another part of the group."""
        self.texts += other.texts
        self.labels.update(other.labels)


@dataclass
class SplitCounts:
    """Counts of texts by their keys, mergeable in any order.

    Attributes:
      groups: What each combination of values of `data.group_by` has.
      layouts: How many texts of each layout are in each of them.
    """

    groups: dict[GroupValues, GroupCounts] = field(default_factory=dict)
    layouts: dict[int, Counter[GroupValues]] = field(default_factory=dict)

    def add(self, keys: TextKeys, record: Record) -> None:
        """Counts a text."""
        group = self.groups.setdefault(keys.group, GroupCounts())
        group.texts += 1
        group.labels.update([span.label for span in record.spans])
        self.layouts.setdefault(keys.layout, Counter())[keys.group] += 1

    def remove(self, keys: TextKeys, record: Record) -> None:
        """Inverse of `add`."""
        group = self.groups[keys.group]
        group.texts -= 1
        group.labels.subtract([span.label for span in record.spans])
        self.layouts[keys.layout][keys.group] -= 1
        if not group.texts:
            del self.groups[keys.group]

    def merge(self, other: SplitCounts) -> None:
        """Adds the counts of `other`."""
        for values, counts in other.groups.items():
            self.groups.setdefault(values, GroupCounts()).merge(counts)
        for layout, texts in other.layouts.items():
            self.layouts.setdefault(layout, Counter()).update(texts)


@dataclass(frozen=True)
class SplitPlan:
    """Which split each group is in.

    Attributes:
      eval_groups: The values of those that evaluate.
      report: For a person.
    """

    eval_groups: frozenset[GroupValues]
    report: SplitReport

    def split_of(self, group: GroupValues) -> Split:
        """The split of a text, by the group in its `TextKeys`."""
        return "eval" if group in self.eval_groups else "train"

    def count(self, counts: SplitCounts, report: IngestReport) -> None:
        """Adds to a report how many texts and spans each split has, and how that came about."""
        for values, group in counts.groups.items():
            split = self.split_of(values)
            report.examples[split] += group.texts
            report.spans[split].update(group.labels)
        report.split = self.report


def plan_split(counts: SplitCounts, parts: Sequence[str], eval_fraction: float) -> SplitPlan:
    """Puts each group into a split.

    Texts that share a value of any part of `data.group_by` are one group. Groups go to the eval
    split in the order of a hash of their values, as long as that brings it nearer to its fraction.
    Then every label that two groups have gets into both splits.

    Args:
      counts: All texts by their keys.
      parts: `data.group_by`.
      eval_fraction: Share of the texts that evaluate, from 0 to 1.
    """
    if not parts:
        eval_values: frozenset[GroupValues] = frozenset({("eval",)} & counts.groups.keys())
        return SplitPlan(eval_values, _report(counts, [], eval_values, parts))
    groups = _connected(counts)
    chosen = _choose(groups, eval_fraction)
    _spread_labels(groups, chosen)
    eval_values = frozenset(values for index in chosen for values in groups[index].values)
    return SplitPlan(eval_values, _report(counts, groups, eval_values, parts))


def divide(records: Sequence[Record], settings: DataSettings) -> dict[Split, list[Record]]:
    """The records of each split, in their order, as a run divides them."""
    grouping, counts = Grouping(settings), SplitCounts()
    keys = [grouping.keys(record) for record in records]
    for key, record in zip(keys, records, strict=True):
        counts.add(key, record)
    plan = plan_split(counts, grouping.parts, settings.eval_fraction)
    splits: dict[Split, list[Record]] = {split: [] for split in SPLITS}
    for key, record in zip(keys, records, strict=True):
        splits[plan.split_of(key.group)].append(record)
    return splits


@dataclass(frozen=True)
class _Group:
    """Texts that must stay together."""

    values: tuple[GroupValues, ...]
    counts: GroupCounts


def _connected(counts: SplitCounts) -> list[_Group]:
    """Groups of combinations that share a value, in the order of their hashes."""
    parent = {values: values for values in counts.groups}

    def root(values: GroupValues) -> GroupValues:
        while parent[values] != values:
            parent[values] = parent[parent[values]]
            values = parent[values]
        return values

    first: dict[tuple[int, str], GroupValues] = {}
    for values in counts.groups:
        for part in enumerate(values):
            one, other = root(first.setdefault(part, values)), root(values)
            # The smaller is the root, so that the order of the counts does not matter.
            parent[max(one, other)] = min(one, other)
    members: dict[GroupValues, list[GroupValues]] = defaultdict(list)
    for values in counts.groups:
        members[root(values)].append(values)
    groups = []
    for combinations in members.values():
        total = GroupCounts()
        for values in combinations:
            total.merge(counts.groups[values])
        groups.append(_Group(tuple(sorted(combinations)), total))
    return sorted(groups, key=lambda group: (_hash("\0".join(group.values[0])), group.values))


def _choose(groups: Sequence[_Group], eval_fraction: float) -> set[int]:
    """Indices of the groups that evaluate; at least one where there are two."""
    wanted = eval_fraction * sum(group.counts.texts for group in groups)
    chosen, texts = set[int](), 0
    for index, group in enumerate(groups):
        if abs(texts + group.counts.texts - wanted) < abs(texts - wanted):
            chosen.add(index)
            texts += group.counts.texts
    if not chosen and len(groups) > 1:
        chosen.add(min(range(len(groups)), key=lambda index: groups[index].counts.texts))
    if len(chosen) == len(groups) > 1:
        chosen.discard(max(chosen, key=lambda index: groups[index].counts.texts))
    return chosen


def _spread_labels(groups: Sequence[_Group], chosen: set[int]) -> None:
    """Moves the smallest groups that give each split the labels it lacks, where there are such."""
    labels = sorted({label for group in groups for label in +group.counts.labels})
    holders = {
        label: {index for index, group in enumerate(groups) if group.counts.labels[label] > 0}
        for label in labels
    }
    for label in labels:
        having = holders[label]
        if len(having) < 2:
            continue
        if not having & chosen:
            moved = _smallest(groups, having, holders, chosen, into_eval=True)
            chosen.update(moved)
        elif having <= chosen:
            chosen.difference_update(_smallest(groups, having, holders, chosen, into_eval=False))


def _smallest(
    groups: Sequence[_Group],
    having: set[int],
    holders: Mapping[str, set[int]],
    chosen: set[int],
    *,
    into_eval: bool,
) -> set[int]:
    """The smallest of `having` whose move takes no label from the split it leaves, if any."""
    for index in sorted(having, key=lambda index: (groups[index].counts.texts, index)):
        others = [
            (indices - {index}) - chosen if into_eval else (indices - {index}) & chosen
            for label, indices in holders.items()
            if groups[index].counts.labels[label] > 0
        ]
        if all(others):
            return {index}
    return set()


def _report(
    counts: SplitCounts,
    groups: Sequence[_Group],
    eval_values: frozenset[GroupValues],
    parts: Sequence[str],
) -> SplitReport:
    eval_texts = sum(counts.groups[values].texts for values in eval_values)
    twins = 0
    for texts in counts.layouts.values():
        evaluated = sum(count for values, count in texts.items() if values in eval_values)
        if evaluated < sum(texts.values()):
            twins += evaluated
    largest = max(groups, key=lambda group: group.counts.texts, default=None)
    return SplitReport(
        group_by=list(parts),
        groups=len(groups),
        largest=", ".join(largest.values[0])[:_MAX_NAME] if largest else "",
        largest_texts=largest.counts.texts if largest else 0,
        eval_texts=eval_texts,
        near_twins=twins,
    )


def _value(part: str, metadata: Mapping[str, str], record: Record) -> str:
    """The value of a metadata key; a text that lacks it shares it with none but its like."""
    value = metadata.get(part)
    return f"{part}={value}" if value is not None else f"{part} missing: {folded(record.text)}"


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def describe(report: SplitReport) -> str:
    """How the texts were split, in one line for a person."""
    twins = f"{report.twin_share:.0%} of the eval texts are laid out like texts of the train split"
    if not report.group_by:
        return f"split by a hash of each text; {twins}"
    groups = f"{report.groups} groups, the largest of {report.largest_texts} texts"
    return f"split by {', '.join(report.group_by)}: {groups}; {twins}"


def split_warnings(report: SplitReport) -> Iterator[str]:
    """What a person should know of the split."""
    if not report.group_by and report.twin_share >= MAX_TWIN_SHARE:
        yield (
            f"{report.near_twins} of {report.eval_texts} eval texts ({report.twin_share:.0%}) are "
            "laid out like texts of the train split: their figures flatter; set data.group_by, "
            "for instance to [layout], to hold whole layouts out"
        )
    total_share = report.largest_texts / max(report.eval_texts, 1)
    if report.group_by and report.groups < MIN_GROUPS:
        yield (
            f"data.group_by makes {report.groups} group(s) of all texts, the largest with "
            f"{report.largest_texts} ({report.largest}): a split of so few says little"
        )
    elif report.group_by and total_share > 1 and report.largest_texts > 0:
        yield (
            f"the largest group has {report.largest_texts} texts, more than the eval split's "
            f"{report.eval_texts}: {report.largest}"
        )
