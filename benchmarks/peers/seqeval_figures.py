"""Span figures by seqeval, to check the project's own: `seqeval_figures.py JOB`.

The job has the annotated texts in `eval` and in `predictions` a line of spans for each. Both become
BIO tags of the characters, in which any spans that do not overlap can be written. Answers with
precision, recall, F1 and support of each label that occurs, and of `micro`, `macro`.

Runs in the peers' environment, which has nothing of this project.
"""

import json
import sys
from pathlib import Path

from contender import Job
from seqeval.metrics import classification_report

KEYS = ("precision", "recall", "f1-score", "support")


def main(job_path: str) -> None:
    """Counts and answers."""
    job = Job(job_path)
    texts = job.texts("eval")
    predicted = [json.loads(line) for line in Path(job["predictions"]).read_text().splitlines()]
    report = classification_report(
        [character_tags(text["text"], text["label"]) for text in texts],
        [character_tags(text["text"], spans) for text, spans in zip(texts, predicted, strict=True)],
        output_dict=True,
        zero_division=0,
    )
    names = {"micro avg": "micro", "macro avg": "macro"}
    report.pop("weighted avg", None)
    figures = {
        names.get(name, name): [float(entry[key]) for key in KEYS] for name, entry in report.items()
    }
    job.answer(figures=figures)


def character_tags(text: str, spans: list[list]) -> list[str]:
    """BIO tags of the characters of a text."""
    tags = ["O"] * len(text)
    for start, end, label in spans:
        if any(tag != "O" for tag in tags[start:end]):
            raise ValueError(f"overlapping spans have no tags: {spans}")
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tags


if __name__ == "__main__":
    main(*sys.argv[1:])
