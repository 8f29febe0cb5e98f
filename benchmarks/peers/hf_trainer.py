"""Hugging Face token classification, fine-tuned with `Trainer` in PyTorch: `hf_trainer.py JOB`.

The usual recipe, that of the `run_ner` example: words, BIO tags, the label on the first word piece
of a word, AdamW with a linear warm-up and decay, batches padded to their longest text. With `steps`
in the job training is timed; without, the epoch with the best F1 on the eval split is kept, and
predicts this split, or that named `test` if there is one.

Runs in the peers' environment, which has nothing of this project.
"""

import math
import sys
import tempfile

import numpy as np
import torch
from contender import Job, Stopwatch
from seqeval.metrics import f1_score
from transformers import (
    AutoConfig,
    AutoModelForTokenClassification,
    AutoTokenizer,
    DataCollatorForTokenClassification,
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainingArguments,
    set_seed,
)
from word_tags import find_words, to_spans, to_tags

IGNORED = -100


def main(job_path: str) -> None:
    """Trains, and then predicts the eval split or tells how long it took."""
    job = Job(job_path)
    torch.set_num_threads(job["threads"])
    set_seed(job["seed"])
    tags = ["O", *(f"{kind}-{label}" for label in job["labels"] for kind in "BI")]
    tokenizer = AutoTokenizer.from_pretrained(job["encoder"], use_fast=True)
    config = AutoConfig.from_pretrained(
        job["encoder"],
        num_labels=len(tags),
        id2label=dict(enumerate(tags)),
        label2id={tag: index for index, tag in enumerate(tags)},
    )
    model = AutoModelForTokenClassification.from_pretrained(job["encoder"], config=config)
    longest = config.max_position_embeddings
    asked = "test" if job.get("test") else "eval"
    splits = dict.fromkeys([*SPLITS, asked])
    data = {split: Examples(job.texts(split), tokenizer, tags, longest) for split in splits}
    if job.get("steps"):
        report = time_training(job, model, tokenizer, data["train"])
    else:
        report = train(job, model, tokenizer, data)
        predicted = scores(model, tokenizer, data[asked], job["batch_size"])
        job.predicted(data[asked].spans(predicted))
    job.answer(**report, lost={split: data[split].lost for split in SPLITS})


SPLITS = ("train", "eval")


class Examples(torch.utils.data.Dataset):
    """Texts as word pieces with labels.

    Args:
      texts: Annotated texts.
      tokenizer: The encoder's.
      tags: Names of the tags, in the order of their ids.
      longest: Word pieces after which a text is cut.
    """

    def __init__(self, texts, tokenizer, tags, longest) -> None:
        self._tags = tags
        self.lost = 0
        ids = {tag: index for index, tag in enumerate(tags)}
        self._words = [find_words(text["text"]) for text in texts]
        self._items, self._kept = [], []
        for text, words in zip(texts, self._words, strict=True):
            names, lost = to_tags(words, text["label"])
            self.lost += lost
            encoded = tokenizer(
                [text["text"][start:end] for start, end in words],
                is_split_into_words=True,
                truncation=True,
                max_length=longest,
            )
            word_ids = encoded.word_ids()
            firsts = [
                word is not None and word != before
                for before, word in zip([None, *word_ids[:-1]], word_ids, strict=True)
            ]
            labels = [
                ids[names[word]] if first else IGNORED
                for word, first in zip(word_ids, firsts, strict=True)
            ]
            self._items.append({**encoded, "labels": labels})
            self._kept.append([word for word, first in zip(word_ids, firsts, strict=True) if first])

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> dict:
        return self._items[index]

    def spans(self, scores_of_all) -> list[list]:
        """Spans of each text from the scores of its tokens; words without a piece have no tag."""
        found = []
        for words, kept, item, scores_of in zip(
            self._words, self._kept, self._items, scores_of_all, strict=True
        ):
            firsts = np.array(item["labels"]) != IGNORED
            names = [self._tags[tag] for tag in scores_of[: len(firsts)][firsts].argmax(-1)]
            found.append(to_spans([words[word] for word in kept], names))
        return found


def train(job: Job, model, tokenizer, data: dict[str, Examples]) -> dict:
    """Trains all epochs and leaves the weights of the best one in the model."""
    steps = job["epochs"] * math.ceil(len(data["train"]) / job["batch_size"])
    with tempfile.TemporaryDirectory() as folder:
        trainer = make_trainer(
            job,
            model,
            tokenizer,
            data["train"],
            folder,
            steps,
            eval_dataset=data["eval"],
            compute_metrics=lambda prediction: word_f1(model, prediction),
            arguments={
                "num_train_epochs": job["epochs"],
                "eval_strategy": "epoch",
                "save_strategy": "epoch",
                "save_only_model": True,
                "save_total_limit": 1,
                "load_best_model_at_end": True,
                "metric_for_best_model": "f1",
                "per_device_eval_batch_size": job["batch_size"],
            },
        )
        stopwatch = Stopwatch(job, steps)
        trainer.add_callback(Timing(stopwatch, trainer.data_collator))
        trainer.train()
        log = [entry["eval_f1"] for entry in trainer.state.log_history if "eval_f1" in entry]
    return {**stopwatch.figures(), "word_f1": log}


def time_training(job: Job, model, tokenizer, examples: Examples) -> dict:
    """Trains as many steps as asked, without evaluation."""
    steps = job["warmup"] + job["steps"]
    with tempfile.TemporaryDirectory() as folder:
        trainer = make_trainer(
            job,
            model,
            tokenizer,
            examples,
            folder,
            steps,
            arguments={
                "max_steps": steps,
                "save_strategy": "no",
                "train_sampling_strategy": job["sampling"],
            },
        )
        stopwatch = Stopwatch(job)
        trainer.add_callback(Timing(stopwatch, trainer.data_collator))
        trainer.train()
    return stopwatch.figures()


def make_trainer(job, model, tokenizer, examples, folder, steps, *, arguments, **others) -> Trainer:
    """A trainer with what both uses have in common."""
    trainer = Trainer(
        model=model,
        args=TrainingArguments(
            output_dir=folder,
            per_device_train_batch_size=job["batch_size"],
            learning_rate=job["learning_rate"],
            lr_scheduler_type="linear",
            warmup_steps=round(job["warmup_fraction"] * steps),
            weight_decay=job["weight_decay"],
            max_grad_norm=job["clip_norm"],
            seed=job["seed"],
            use_cpu=True,
            report_to="none",
            disable_tqdm=True,
            logging_strategy="no",
            **arguments,
        ),
        train_dataset=examples,
        processing_class=tokenizer,
        data_collator=CountingCollator(tokenizer),
        **others,
    )
    trainer.remove_callback(PrinterCallback)
    return trainer


class CountingCollator(DataCollatorForTokenClassification):
    """The usual one; it remembers the sizes of its batches while training."""

    def __call__(self, features, return_tensors=None):
        """Pads a batch."""
        self.__dict__.setdefault("sizes", []).append(len(features))
        return super().__call__(features, return_tensors)


class Timing(TrainerCallback):
    """Tells a stopwatch of each step, and leaves evaluation out."""

    def __init__(self, stopwatch: Stopwatch, collator: CountingCollator) -> None:
        self._stopwatch, self._collator = stopwatch, collator
        self._sizes = []

    def on_step_end(self, args, state, control, **kwargs) -> None:
        """Notes the step."""
        self._stopwatch.step(self._collator.sizes[state.global_step - 1])


def scores(model, tokenizer, examples: Examples, batch_size: int):
    """The scores of the tokens of each text."""
    model.eval()
    collate = DataCollatorForTokenClassification(tokenizer)
    loader = torch.utils.data.DataLoader(examples, batch_size=batch_size, collate_fn=collate)
    with torch.inference_mode():
        for batch in loader:
            yield from model(**batch).logits.numpy()


def word_f1(model, prediction) -> dict[str, float]:
    """F1 of the spans of word tags, as `run_ner` chooses the best epoch by."""
    names = model.config.id2label
    guessed = prediction.predictions.argmax(-1)
    rows = [
        [
            (names[label], names[guess])
            for label, guess in zip(labels, guesses, strict=True)
            if label != IGNORED
        ]
        for labels, guesses in zip(prediction.label_ids.tolist(), guessed.tolist(), strict=True)
    ]
    gold = [[label for label, _ in row] for row in rows]
    found = [[guess for _, guess in row] for row in rows]
    return {"f1": float(f1_score(gold, found, zero_division=0))}


if __name__ == "__main__":
    main(*sys.argv[1:])
