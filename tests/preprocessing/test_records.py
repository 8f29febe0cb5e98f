from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from preprocessing.records import IngestReport, Record, Reject, split_of
from preprocessing.spans import Reason, Span

lines = st.one_of(
    st.builds(
        Record,
        id=st.just("1"),
        text=st.text(min_size=1),
        spans=st.lists(st.sampled_from("XY")).map(
            lambda labels: tuple(Span(i, i + 1, label) for i, label in enumerate(labels))
        ),
        source=st.sampled_from(["a", "b"]),
        line=st.integers(1, 99),
        trimmed=st.integers(0, 2),
        repeated=st.integers(0, 2),
    ),
    st.builds(
        Reject,
        reason=st.sampled_from(Reason),
        detail=st.text(max_size=5),
        source=st.sampled_from(["a", "b"]),
        line=st.integers(1, 99),
        raw=st.just(b""),
        labels=st.lists(st.text(max_size=3), max_size=2, unique=True).map(tuple),
    ),
)


def report_on(entries: list[Record | Reject]) -> IngestReport:
    report = IngestReport()
    for entry in entries:
        if isinstance(entry, Record):
            report.add_record(entry)
        else:
            report.add_reject(entry)
    return report


@given(st.lists(lines, max_size=60), st.lists(lines, max_size=60))
def test_reports_merge_in_any_order_and_lose_nothing(
    left: list[Record | Reject], right: list[Record | Reject]
) -> None:
    one, other = report_on(left), report_on(right)
    one.merge(report_on(right))
    other.merge(report_on(left))
    assert one == other
    assert one.records == len(left) + len(right)
    assert IngestReport.from_json(one.to_json()) == one


def test_unlabelled_records_are_no_faults() -> None:
    report = report_on(
        [Reject(reason, "", "a", 1, b"") for reason in (Reason.UNLABELLED, Reason.NOT_JSON)]
    )
    assert (report.rejected, report.faulty) == (2, 1)


@given(st.text(), st.floats(0.05, 0.95))
def test_texts_that_differ_only_in_digits_case_and_space_share_a_split(
    text: str, fraction: float
) -> None:
    variant = " ".join(text.split()).replace("1", "2")
    assert split_of(text, fraction) == split_of(f" {variant} ", fraction)


def test_the_fraction_of_eval_texts_is_about_what_was_asked_for() -> None:
    texts = [
        f"SHOP {chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(9000)
    ]
    share = sum(split_of(text, 0.15) == "eval" for text in texts) / len(texts)
    assert 0.13 < share < 0.17
