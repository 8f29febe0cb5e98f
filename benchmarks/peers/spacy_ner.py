"""spaCy's `ner`, trained from scratch: `spacy_ner.py JOB`.

The recipe is what `spacy init config --pipeline ner --optimize efficiency` writes for a CPU: a
`tok2vec` of hashed words and a transition parser. Spans that do not fall on spaCy's tokens are left
to spaCy, which takes their tokens for not annotated. With `steps` in the job training is timed;
without, it goes on for `epochs`, and the weights with the best F1 on the eval split predict this
split, or that named `test` if there is one.

Runs in the peers' environment, which has nothing of this project.
"""

import itertools
import random
import sys
import tempfile
import warnings
from pathlib import Path

import spacy
import torch
from contender import Job, Stopwatch
from spacy.cli.init_config import init_config
from spacy.tokens import DocBin
from spacy.training import Corpus, Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train, train_while_improving
from spacy.util import registry

SPLITS = ("train", "eval")
LOGGER = "benchmark_progress.v1"


def main(job_path: str) -> None:
    """Trains, and then predicts the eval split or tells how long it took."""
    job = Job(job_path)
    torch.set_num_threads(job["threads"])
    warnings.filterwarnings("ignore", message=r"\[W030\]")  # misaligned spans; they are counted
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lost = {split: write_docs(job.texts(split), folder / f"{split}.spacy") for split in SPLITS}
        config = init_config(lang="en", pipeline=["ner"], optimize="efficiency", gpu=False)
        config["paths"] |= {
            "train": str(folder / "train.spacy"),
            "dev": str(folder / "eval.spacy"),
        }
        config["system"]["seed"] = job["seed"]
        if job.get("steps"):
            job.answer(**time_training(job, config, folder), lost=lost)
        else:
            nlp, steps = train_whole(job, config, folder)
            asked = "test" if job.get("test") else "eval"
            texts = [text["text"] for text in job.texts(asked)]
            job.predicted(
                [
                    [[span.start_char, span.end_char, span.label_] for span in doc.ents]
                    for doc in nlp.pipe(texts)
                ]
            )
            job.answer(steps=steps, lost=lost)


def write_docs(texts: list[dict], path: Path) -> int:
    """Writes annotated texts as spaCy's corpus; the number of spans that fall on no tokens."""
    make, docs, lost = spacy.blank("en").make_doc, DocBin(), 0
    for text in texts:
        doc = make(text["text"])
        spans = [tuple(span) for span in text["label"]]
        lost += sum(doc.char_span(start, end) is None for start, end, _ in spans)
        docs.add(Example.from_dict(doc, {"entities": spans}).reference)
    docs.to_disk(path)
    return lost


def train_whole(job: Job, config, folder: Path):
    """The pipeline with its best weights, and the number of steps."""
    steps = 0

    def make_logger():
        def set_up(*_):
            def log_step(_) -> None:
                nonlocal steps
                steps += 1
                job.progress(steps, 0)

            return log_step, lambda: None

        return set_up

    registry.loggers(LOGGER, func=make_logger)
    config["training"] |= {"max_epochs": job["epochs"], "max_steps": 0}
    config["training"]["logger"] = {"@loggers": LOGGER}
    nlp = init_nlp(config)
    (folder / "model").mkdir()
    train(nlp, folder / "model", stdout=sys.stderr)
    # The last weights are not looked at where the evaluations, every 200 steps, do not meet them.
    models = [spacy.load(folder / "model" / name) for name in ("model-best", "model-last")]
    evaluated = list(Corpus(folder / "eval.spacy")(models[0]))
    best = max(models, key=lambda model: model.evaluate(evaluated)["ents_f"] or 0.0)
    return best, steps


def time_training(job: Job, config, folder: Path) -> dict:
    """Trains as many steps as asked, with the batch size of the others, without evaluation."""
    nlp = init_nlp(config)
    settings = registry.resolve(nlp.config.interpolate()["training"])
    examples = list(Corpus(folder / "train.spacy")(nlp))
    chance = random.Random(job["seed"])  # noqa: S311 - no secret

    def batches():
        size = job["batch_size"]
        for epoch in itertools.count():
            order = chance.sample(examples, len(examples))
            for start in range(0, len(order), size):
                yield epoch, order[start : start + size]

    steps = job["warmup"] + job["steps"]
    stopwatch = Stopwatch(job)
    loop = train_while_improving(
        nlp,
        settings["optimizer"],
        itertools.islice(batches(), steps),
        lambda: (0.0, {}),
        dropout=settings["dropout"],
        eval_frequency=steps,
        accumulate_gradient=settings["accumulate_gradient"],
        patience=0,
        max_steps=0,
        exclude=[],
        annotating_components=[],
        before_update=None,
    )
    for batch, _, _ in loop:
        stopwatch.step(len(batch))
    return stopwatch.figures()


if __name__ == "__main__":
    main(*sys.argv[1:])
