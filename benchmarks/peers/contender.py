"""How a program that trains is asked, and how it answers.

It is started as `PROGRAM JOB`. JOB is a JSON file: whatever is to be done, and in `answer` the file
to write what came of it to. Meanwhile the program writes one JSON object a line to standard output,
`{"done": 12, "total": 100}`. Everything else that it or its libraries print goes to standard error.

Needs nothing but Python, because it runs in the peers' environment and in the project's.
"""

import json
import os
import time
from pathlib import Path


class Job:
    """What is to be done, by name: `job["epochs"]`.

    Args:
      path: The JSON file.
    """

    def __init__(self, path: str) -> None:
        self._values = json.loads(Path(path).read_text("utf-8"))
        self._told = 0.0
        # Libraries print where they like; the lines of progress must stay lines of JSON.
        self._out = os.fdopen(os.dup(1), "w", buffering=1)
        os.dup2(2, 1)

    def __getitem__(self, name: str):
        return self._values[name]

    def get(self, name: str):
        """What is asked under a name, or nothing."""
        return self._values.get(name)

    def progress(self, done: int, total: int) -> None:
        """Tells how far it is, a few times a second."""
        now = time.monotonic()
        if now - self._told > 0.2:
            self._told = now
            print(json.dumps({"done": done, "total": total}), file=self._out)

    def texts(self, split: str) -> list[dict]:
        """The annotated texts of a split: `{"text": …, "label": [[start, end, label], …]}`."""
        # Not splitlines(), for which U+2028 and its like end a line too.
        lines = Path(self[split]).read_text("utf-8").split("\n")
        return [json.loads(line) for line in lines if line]

    def predicted(self, spans: list[list]) -> None:
        """Writes the spans predicted for each text of the eval split."""
        with Path(self["predictions"]).open("w", encoding="utf-8") as file:
            for of_text in spans:
                file.write(json.dumps(of_text) + "\n")

    def answer(self, **figures: object) -> None:
        """Writes what came of it, and the most memory that the process had."""
        values = {**figures, "peak_mb": peak_mb()}
        Path(self["answer"]).write_text(json.dumps(values), "utf-8")


class Stopwatch:
    """Times the steps of a training loop, the first few of which do not count.

    Args:
      job: The job, which gets the progress; its `warmup` is the number of steps not counted, its
        `steps` that of those that are. Without the two nothing is timed but the whole.
      total: Steps in all, where the job does not say.
    """

    def __init__(self, job: Job, total: int = 0) -> None:
        self._job = job
        self._warmup = job.get("warmup") or 0
        self._total = self._warmup + job["steps"] if job.get("steps") else total
        self._examples = 0
        self._steps = 0
        self._started = self._now = (time.perf_counter(), time.process_time())

    def step(self, examples: int) -> None:
        """Notes the end of a step that took so many examples."""
        self._now = (time.perf_counter(), time.process_time())
        self._steps += 1
        if self._steps > self._warmup:
            self._examples += examples
        elif self._steps == self._warmup:
            self._started = self._now
        self._job.progress(self._steps, self._total)

    def figures(self) -> dict:
        """What was counted."""
        return {
            "examples": self._examples,
            "steps": self._steps - self._warmup,
            "seconds": self._now[0] - self._started[0],
            # On a busy machine this says more; threads that wait for each other may spin, though.
            "cpu_seconds": self._now[1] - self._started[1],
        }


def peak_mb() -> float:
    """Most memory that this process has had, in MB.

    Not `getrusage`, which after a fork starts from the memory of the parent.
    """
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.split("\n") if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
