"""Whether there is enough to judge a model by: texts and spans of the eval split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluation.gates.checks import Check, at_least, at_most
from evaluation.gates.settings import EvaluationSettings
from preprocessing.records import IngestReport

DATA_GATE = "data"
EVALUATION_GATE = "evaluation"

_SPLIT = "eval"
_OVERRULE = "annotate more, or take --allow-little-data if this is only a trial"


def evidence_checks(
    report: IngestReport, labels: Sequence[str], settings: EvaluationSettings
) -> list[Check]:
    """Whether the eval split has enough texts, and spans of each label, for figures to mean much.

    These are known before anything is trained.

    Args:
      report: Counts of the lines that were read.
      labels: The labels.
      settings: The bounds; 0: none.
    """
    texts, spans = report.examples[_SPLIT], report.spans[_SPLIT]
    fewest = settings.min_spans_per_label
    scarce = [f"{label} has {spans[label]}" for label in labels if spans[label] < fewest]
    few_texts = "" if texts >= settings.min_texts else _OVERRULE
    few_spans = "; ".join([", ".join(scarce), _OVERRULE]) if scarce else ""
    least = min((spans[label] for label in labels), default=0)
    return [
        at_least(DATA_GATE, "evaluation.min_texts", texts, settings.min_texts, few_texts),
        at_least(DATA_GATE, "evaluation.min_spans_per_label", least, fewest, few_spans),
    ]


def found_checks(
    figures: Mapping[str, float], labels: Sequence[str], settings: EvaluationSettings
) -> list[Check]:
    """Whether the model found something of each label, however good it is on average.

    Args:
      figures: Evaluation figures of the new model, such as `PARTY/f1`.
      labels: The labels.
      settings: The bounds; without one on the spans of a label there is no check.
    """
    if not settings.min_spans_per_label:
        return []
    never = [
        label
        for label in labels
        if figures.get(f"{label}/support", 0) and not figures.get(f"{label}/f1", 0.0) > 0
    ]
    detail = f"not one span of {', '.join(never)} was found; {_OVERRULE}" if never else ""
    return [at_most(EVALUATION_GATE, "labels never found", len(never), 0, detail)]
