from __future__ import annotations

import pytest

from benchmarks.rollback import Rollback
from benchmarks.serving_load import Reply

BAD, GOOD = 2, 1


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ([(9.0, BAD), (11.5, BAD), (12.0, GOOD)], 0.5),  # what was sent before counts, too
        ([(9.0, BAD), (10.5, GOOD), (13.0, BAD)], 2.0),  # and also if others were right meanwhile
        ([(9.0, BAD), (9.5, GOOD)], -2.0),
        ([(9.5, GOOD)], -2.0),
    ],
)
def test_the_last_answer_of_the_version_that_was_rolled_back(
    received: list[tuple[float, int]], last: float
) -> None:
    replies = [Reply(at - 1, at, version) for at, version in received]
    assert Rollback("command", BAD, began=9.0, done=11.0).last_answer(replies) == last
