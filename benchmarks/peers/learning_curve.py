"""Draws learning curves: `learning_curve.py CURVES.json PICTURE.png [--zoom]`.

CURVES.json has for each contender a list of pairs: a number of texts, and the F1 of each training.
With `--zoom` the axes show only where the curves are, numbers of texts evenly spaced.
Runs in the peers' environment, which has nothing of this project.
"""

import json
import statistics
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot


def main(curves_path: str, picture_path: str, zoom: str = "") -> None:
    """Draws means as lines, and lowest to highest as bands."""
    curves = json.loads(Path(curves_path).read_text("utf-8"))
    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    for name, points in curves.items():
        sizes = [size for size, _ in points]
        means = [statistics.mean(scores) for _, scores in points]
        (line,) = axes.plot(sizes, means, marker="o", label=name)
        lowest, highest = ([pick(scores) for _, scores in points] for pick in (min, max))
        axes.fill_between(sizes, lowest, highest, alpha=0.15, color=line.get_color())
    if not zoom:
        axes.set_xscale("log", base=2)
        axes.set_ylim(0, 1)
    sizes = sorted({size for points in curves.values() for size, _ in points})
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.set_xlabel("annotated texts")
    axes.set_ylabel("micro F1 on texts held out")
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right")
    figure.savefig(picture_path, dpi=120)


if __name__ == "__main__":
    main(*sys.argv[1:])
