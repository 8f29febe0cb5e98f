"""Spans as BIO tags of words, and back: what Hugging Face's recipe for token classification takes.

Words are runs of letters and digits, and single other characters, as in corpora that come as lists
of words. A span whose edges fall into a word cannot be expressed, and its words get the tag O.
"""

import unicodedata


def find_words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word; combining marks belong to the character before them."""
    words: list[list[int]] = []
    joins = False  # whether the next letter goes on with the last word
    for index, character in enumerate(text):
        category = unicodedata.category(character)[0]
        if character.isspace():
            joins = False
        elif words and words[-1][1] == index and (category == "M" or (joins and category in "LN")):
            words[-1][1] = index + 1
        else:
            words.append([index, index + 1])
            joins = category in "LN"
    return [(start, end) for start, end in words]


def to_tags(words: list[tuple[int, int]], spans: list[list]) -> tuple[list[str], int]:
    """A tag for each word, and the number of spans that fall on no words."""
    tags, lost = ["O"] * len(words), 0
    first = {start: index for index, (start, _) in enumerate(words)}
    last = {end: index for index, (_, end) in enumerate(words)}
    for start, end, label in spans:
        if start not in first or end not in last:
            lost += 1
            continue
        tags[first[start]] = f"B-{label}"
        for index in range(first[start] + 1, last[end] + 1):
            tags[index] = f"I-{label}"
    return tags, lost


def to_spans(words: list[tuple[int, int]], tags: list[str]) -> list[list]:
    """The spans of tags; an I that continues nothing begins a span, as seqeval has it."""
    spans: list[list] = []
    open_label = None
    for (start, end), tag in zip(words, tags, strict=True):
        kind, _, label = tag.partition("-")
        if kind == "I" and label == open_label:
            spans[-1][1] = end
        elif kind != "O":
            spans.append([start, end, label])
        open_label = label if kind != "O" else None
    return spans
