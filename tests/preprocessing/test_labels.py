from __future__ import annotations

from preprocessing.labels import KINDS, OUTSIDE, TagSet


def test_tag_ids_stay_when_labels_are_appended() -> None:
    short, long = TagSet(("PARTY",)), TagSet(("PARTY", "DATE"))
    assert long.tags[: len(short)] == short.tags
    assert len(long) == len(long.tags) == 9


def test_ids_follow_the_rule_that_alignment_and_decoding_use() -> None:
    tag_set = TagSet(("PARTY", "DATE"))
    assert tag_set.tags[OUTSIDE] == "O"
    for index, label in enumerate(tag_set.labels):
        for kind, letter in enumerate(KINDS):
            assert tag_set.tags[1 + len(KINDS) * index + kind] == f"{letter}-{label}"
