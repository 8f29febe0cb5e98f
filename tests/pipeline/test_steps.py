from __future__ import annotations

from itertools import pairwise

from pipeline.steps import ALL_COMPONENTS, COMPONENTS, DATA_GATE, PUSHER, TITLES, TRAINER, TUNER


def test_jobs_have_the_components_in_the_order_of_the_table() -> None:
    places = [list(TITLES).index(name) for name in ALL_COMPONENTS]
    assert all(before < after for before, after in pairwise(places))
    assert set(ALL_COMPONENTS) - set(COMPONENTS) == {TUNER}
    assert {DATA_GATE, TRAINER, PUSHER} <= set(COMPONENTS)
    assert COMPONENTS[-1] == PUSHER
