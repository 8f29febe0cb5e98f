"""Draws what a closed loop gives: `drift_plot.py DAYS.json PICTURE.png`.

DAYS.json has `days`, each with `loop`, `day`, `f1`, `precision`, `share`, `alarm`, `taught`, and
for audits `audit`, `low` and `high`; `shifts`, pairs of a day and what is new; and `target`, the
promised precision. Runs in the peers' environment, which has nothing of this project.
"""

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot

COLOURS = {"off": "tab:grey", "on": "tab:blue"}
PANELS = (("f1", "micro F1"), ("precision", "right, of accepted"), ("share", "accepted"))


def main(days_path: str, picture_path: str) -> None:
    """Draws F1, accepted precision and accepted share by day, with the loop on and off."""
    data = json.loads(Path(days_path).read_text("utf-8"))
    figure, panels = pyplot.subplots(3, 1, figsize=(8, 8), sharex=True, layout="constrained")
    for axes, (key, label) in zip(panels, PANELS, strict=True):
        for loop, colour in COLOURS.items():
            days = [day for day in data["days"] if day["loop"] == loop]
            axes.plot([d["day"] for d in days], [d[key] for d in days], color=colour, label=loop)
        for day, what in data["shifts"]:
            axes.axvline(day - 0.5, color="tab:red", linestyle=":", linewidth=1)
            if key == "f1":
                axes.annotate(
                    what, (day - 0.4, 1.01), xycoords=("data", "axes fraction"), color="tab:red"
                )
        axes.set_ylabel(label)
        axes.grid(alpha=0.3)
    on = [day for day in data["days"] if day["loop"] == "on"]
    learned = [day for day in on if day["taught"]]
    panels[0].scatter(
        [d["day"] for d in learned],
        [d["f1"] for d in learned],
        marker="v",
        color="tab:orange",
        zorder=3,
        label="alarm: annotated, trained, published",
    )
    audits = [day for day in on if day["audit"] is not None]
    panels[1].errorbar(
        [d["day"] for d in audits],
        [d["audit"] for d in audits],
        yerr=[
            [max(d["audit"] - d["low"], 0) for d in audits],
            [d["high"] - d["audit"] for d in audits],
        ],
        fmt="o",
        color="tab:green",
        capsize=3,
        label="audit, on, 95 %",
    )
    panels[1].axhline(data["target"], color="black", linewidth=0.8, linestyle="--")
    panels[1].set_ylim(0.9, 1.0)
    for axes in panels[:2]:
        axes.legend(loc="lower left")
    panels[2].set_xlabel("day")
    figure.savefig(picture_path, dpi=110)


if __name__ == "__main__":
    main(*sys.argv[1:])
