"""Label Studio's JSON: tasks as they are exported in full, and the smaller JSON-MIN."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from preprocessing.formats.texts import FormatError, Marked, Skipped, read_id, read_text
from preprocessing.spans import OffsetUnit, RejectError, Span, shown, to_code_points

NOT_ANNOTATED = "nobody annotated it"
CANCELLED = "the annotation was skipped"

_SpanValues = Sequence[Mapping[str, Any]]


def is_task(value: object) -> bool:
    """Whether a value is a task or an entry of JSON-MIN."""
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("data"), dict):
        return any(key in value for key in ("annotations", "predictions", "completions"))
    return isinstance(value.get("text"), str) and any(
        isinstance(entries, list) and entries and all(map(_is_region, entries))
        for entries in value.values()
    )


def read_task(value: object) -> Iterator[Marked | Skipped]:
    """The annotations of a task: one for each annotator.

    Args:
      value: A task, or an entry of JSON-MIN.

    Raises:
      FormatError: It is neither, or its spans are none of its text.
    """
    if not isinstance(value, dict):
        raise FormatError(f"{shown(value)} is no task of Label Studio")
    if not isinstance(value.get("data"), dict):
        yield _read_minimal(value)
        return
    annotations = value.get("annotations", value.get("completions"))
    if not isinstance(annotations, list) or not annotations:
        yield Skipped(NOT_ANNOTATED)
        return
    for annotation in annotations:
        if not isinstance(annotation, dict) or not isinstance(annotation.get("result"), list):
            raise FormatError("an annotation without `result`")
        if annotation.get("was_cancelled"):
            yield Skipped(CANCELLED)
            continue
        regions = [
            region["value"]
            for region in annotation["result"]
            if isinstance(region, dict)
            and region.get("type", "labels") in ("labels", "hypertextlabels")
            and isinstance(region.get("value"), dict)
        ]
        text = _text_of(value["data"], regions)
        yield Marked(text, _read_regions(regions, text), read_id(value))


def _read_minimal(value: dict[str, Any]) -> Marked:
    """An entry of JSON-MIN; the key of the spans is the name of the labels in the project."""
    text = read_text(value)
    regions = [
        region
        for entries in value.values()
        if isinstance(entries, list) and entries and all(map(_is_region, entries))
        for region in entries
    ]
    if not regions and "annotation_id" not in value and "annotator" not in value:
        raise FormatError("no task of Label Studio: there is neither `data` nor a list of spans")
    return Marked(text, _read_regions(regions, text), read_id(value))


def _is_region(value: object) -> bool:
    return isinstance(value, dict) and {"start", "end", "labels"} <= value.keys()


def _text_of(data: Mapping[str, Any], regions: _SpanValues) -> str:
    """The text that the spans are of; its key is up to the project."""
    texts = {key: text for key, text in data.items() if isinstance(text, str)}
    if "text" in texts:
        return texts["text"]
    fitting = [
        text
        for text in texts.values()
        if all(str(region.get("text", "")) in text for region in regions)
    ]
    if len(fitting) == 1 or (len(texts) == 1 and fitting):
        return fitting[0]
    raise FormatError(
        f"cannot tell which of {', '.join(map(shown, data)) or 'no keys'} is the text"
    )


def _read_regions(regions: _SpanValues, text: str) -> list[tuple[int, int, str]]:
    """Spans; their words tell whether the offsets count code points or UTF-16 units."""
    spans, words = list[Span](), list[str | None]()
    for region in regions:
        start, end, labels = region.get("start"), region.get("end"), region.get("labels")
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            raise FormatError(f"{shown(dict(region))} has no start and end")
        if not isinstance(labels, list) or len(labels) != 1 or not isinstance(labels[0], str):
            raise FormatError(f"the span at {start} has the labels {shown(labels)}; one is wanted")
        covered = region.get("text")
        spans.append(Span(start, end, labels[0]))
        words.append(covered if isinstance(covered, str) else None)
    for unit in (OffsetUnit.CODEPOINT, OffsetUnit.UTF16):
        try:
            converted = to_code_points(text, spans, unit)
        except RejectError:
            continue
        if all(
            word is None or text[span.start : span.end].split() == word.replace("\\n", "\n").split()
            for span, word in zip(converted, words, strict=True)
        ):
            return [(span.start, span.end, span.label) for span in converted]
    raise FormatError("the spans do not cover the words that the file says they cover")
