"""Predictions for a person's eyes: the text with its entities marked, and a line for each."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from models.export_format import Prediction
from pipeline.consoles import visible

STYLES = ("cyan", "magenta", "green", "yellow", "blue", "red")


def style_of(label: str) -> str:
    """A colour for a label, the same in every run."""
    return f"bold {STYLES[sum(label.encode()) % len(STYLES)]}"


def print_prediction(prediction: Prediction, console: Console) -> None:
    """Prints a text with its entities marked, and their places and scores below it."""
    text = Text(visible(prediction.text))
    for entity in prediction.entities:
        certainty = "underline" if entity.accepted else "italic"
        text.stylize(f"{style_of(entity.label)} {certainty}", entity.start, entity.end)
    console.print(text)
    for entity in prediction.entities:
        place = f"{entity.start}-{entity.end}"
        use = "accepted" if entity.accepted else "suggested"
        line = Text(f"  {entity.label:<12} {entity.score:.3f} {use:<9} {place:>9}  ")
        line.append(visible(entity.text), style_of(entity.label))
        console.print(line)
    if prediction.cut_pieces:
        console.print(
            f"  the last {prediction.cut_pieces} word pieces were not looked at: the text is too "
            "long",
            style="yellow",
        )
