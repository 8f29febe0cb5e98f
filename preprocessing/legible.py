"""Texts as the tokenizer reads them, in the graph, and the way back to the characters they have.

What `preprocessing.characters` calls a blank becomes a space, what cannot be seen is left out, and
a space parts the fields of `preprocessing.word_borders`. The tokenizer then never sees a character
that would make a whole word unknown, and its offsets lead back to the text as it came.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import tensorflow as tf

from preprocessing.characters import (
    AHEAD,
    AMOUNT_SIGNS,
    BEHIND,
    BESIDE_AMOUNT,
    LAST_KNOWN,
    LETTERS,
    READ_AS,
    Kind,
    kind,
)
from preprocessing.word_borders import CASE_BORDER, KEY_BORDER

_UNKNOWN = 32
"""Stands for a letter or digit that no word piece has; beside the values of `Kind`."""

_BORDER = "\x00"
"""Stands where a key begins; never in a text."""

_ODD = rf"(?s).*(?:[^\x01-\x7f]|{CASE_BORDER}|{KEY_BORDER}).*"
"""What matches can differ from what is read; controls are blanks to the tokenizer as well."""

_PAIRS = 2 * _UNKNOWN
_BLOCK_BITS = 8
_CODE_POINTS = 0x110000
_SPELT = [AMOUNT_SIGNS.get(what, "x") for what in Kind]
_SIGNS = [ord(READ_AS[what]) if what in READ_AS else 0 for what in Kind]


class Legible(NamedTuple):
    """Texts for the tokenizer, and where their characters were.

    Most texts are legible as they come. The characters of the others are on one axis, and so are
    the bytes and the code points that they are counted in. Each of these texts has one character
    before its first and one behind its last that it did not have.

    Attributes:
      text: string[batch].
      odd: int64[odd texts, 1], which texts are not as they came.
      row_byte: int64[odd texts], the byte at which each begins.
      row_start: int64[odd texts], the code point at which each began as it came.
      byte: int64[characters], the byte at which each character begins.
      start: int64[characters], its code point in the texts as they came.
      end: int64[characters], the code point behind it and behind its marks.
    """

    text: tf.Tensor
    odd: tf.Tensor
    row_byte: tf.Tensor
    row_start: tf.Tensor
    byte: tf.Tensor
    start: tf.Tensor
    end: tf.Tensor

    def code_points(
        self, start: tf.RaggedTensor, end: tf.RaggedTensor
    ) -> tuple[tf.RaggedTensor, tf.RaggedTensor]:
        """Code points of the texts as they came.

        Args:
          start: int64[batch, (n)], byte of `text` at which each word piece begins.
          end: int64[batch, (n)], byte before which it ends; the same where it is empty.
        """
        # Legible texts are ASCII, where code points are bytes.
        starts, ends = tf.cond(
            tf.size(self.odd) > 0,
            lambda: self._of_odd_texts(start, end),
            lambda: (start.values, end.values),
        )
        return start.with_values(starts), end.with_values(ends)

    def _of_odd_texts(
        self, start: tf.RaggedTensor, end: tf.RaggedTensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        count = tf.size(self.row_byte, out_type=tf.int64)
        numbers = tf.scatter_nd(self.odd, 1 + tf.range(count), start.nrows()[None])
        number = tf.gather(numbers, start.value_rowids())
        pieces = tf.where(number > 0)
        rows = tf.gather_nd(number, pieces) - 1
        row_byte, row_start = tf.gather(self.row_byte, rows), tf.gather(self.row_start, rows)
        first_byte = tf.gather_nd(start.values, pieces) + row_byte
        end_byte = tf.gather_nd(end.values, pieces) + row_byte
        first = tf.searchsorted(self.byte, first_byte, side="right", out_type=tf.int64) - 1
        last = tf.searchsorted(self.byte, end_byte, side="left", out_type=tf.int64) - 1
        starts = tf.gather(self.start, first)
        # Of a character that becomes several pieces all but the last are empty.
        ends = tf.where(end_byte > first_byte, tf.gather(self.end, last), starts)
        return (
            tf.tensor_scatter_nd_update(start.values, pieces, starts - row_start),
            tf.tensor_scatter_nd_update(end.values, pieces, ends - row_start),
        )


class _Characters(NamedTuple):
    """The characters of a batch of texts.

    Attributes:
      code: int32[n], code points.
      kind: int32[n], values of `Kind`, with `_UNKNOWN` where no word piece has the character.
      start: int64[n], code point of the texts as they came at which each begins.
      end: int64[n], code point before which it ends.
      splits: int64[batch + 1], where the characters of each text begin.
    """

    code: tf.Tensor
    kind: tf.Tensor
    start: tf.Tensor
    end: tf.Tensor
    splits: tf.Tensor

    def where(self, keep: tf.Tensor) -> _Characters:
        """Those at which `keep`, bool[n], is true."""
        before = tf.concat([[0], tf.cumsum(tf.cast(keep, tf.int64))], 0)
        kept = tf.where(keep)[:, 0]
        return _Characters(
            code=tf.gather(self.code, kept),
            kind=tf.gather(self.kind, kept),
            start=tf.gather(self.start, kept),
            end=tf.gather(self.end, kept),
            splits=tf.gather(before, self.splits),
        )


class Reader:
    """Makes texts legible.

    What is rare is looked for, and computed only where it is: no other steps of the graph, but for
    the tokenizer's own, handle every single character.

    Args:
      vocab: The word pieces of the encoder.
      lower_case: Whether its tokenizer lowers case and strips accents.
    """

    def __init__(self, vocab: Sequence[str], lower_case: bool) -> None:
        self._block, self._kinds = _table(tuple(vocab), lower_case)

    def __call__(self, texts: tf.Tensor) -> Legible:
        """Legible texts.

        Args:
          texts: string[batch] of well-formed UTF-8.
        """
        odd = tf.where(tf.strings.regex_full_match(texts, _ODD))
        nothing = tf.zeros([0], tf.int64)
        legible: Legible = tf.cond(
            tf.size(odd) > 0,
            lambda: self._mended(texts, odd),
            lambda: Legible(texts, odd, nothing, nothing, nothing, nothing, nothing),
        )
        return legible

    def _mended(self, texts: tf.Tensor, odd: tf.Tensor) -> Legible:
        marked = tf.strings.regex_replace(tf.gather_nd(texts, odd), r"\x00", "\x01")
        marked = tf.strings.regex_replace(marked, KEY_BORDER, rf"\1\3{_BORDER}\2")
        # With a space at both ends each character has neighbours, and none of another text.
        decoded = tf.strings.unicode_decode(tf.strings.join([" ", marked, " "]), "UTF-8")
        is_border = decoded.values == ord(_BORDER)
        start = tf.cumsum(tf.cast(~is_border, tf.int64), exclusive=True)
        row_start = tf.gather(start, decoded.row_splits[:-1]) + 1
        characters = _Characters(
            decoded.values, self._kinds_of(decoded.values), start, start + 1, decoded.row_splits
        )
        visible = characters.kind != Kind.INVISIBLE
        characters = tf.cond(
            tf.reduce_all(visible), lambda: characters, lambda: characters.where(visible)
        )
        marks = tf.where(characters.kind & ~_UNKNOWN == Kind.MARK)[:, 0]
        characters = tf.cond(
            tf.size(marks) > 0,
            lambda: _with_marks(characters, marks),
            lambda: _as_read(characters),
        )
        text, row_byte, byte = _spelt_out(characters)
        text = tf.tensor_scatter_nd_update(texts, odd, text)
        return Legible(text, odd, row_byte, row_start, byte, characters.start, characters.end)

    def _kinds_of(self, code: tf.Tensor) -> tf.Tensor:
        block = tf.gather(self._block, tf.bitwise.right_shift(code, _BLOCK_BITS))
        within = tf.bitwise.bitwise_and(code, (1 << _BLOCK_BITS) - 1)
        return tf.cast(tf.gather(self._kinds, block + within), tf.int32)


def _as_read(characters: _Characters) -> _Characters:
    """As `preprocessing.characters.is_read` has it, but for marks.

    What is read gets the code point that stands for it, and the kind `SIGN` if it is one; the rest
    becomes a space, and a blank.
    """
    kind = characters.kind
    place = tf.where(kind & ~_UNKNOWN >= Kind.CURRENCY)[:, 0]
    last = tf.size(kind, out_type=tf.int64) - 1

    def neighbour(distance: int) -> tf.Tensor:
        # Beyond the ends there are no more than the spaces that were put there.
        at = tf.clip_by_value(place + distance, 0, last)
        return tf.gather(kind, at) & ~_UNKNOWN

    what, before, after = neighbour(0), neighbour(-1), neighbour(1)
    between_digits = (before == Kind.DIGIT) & (after == Kind.DIGIT)
    is_currency = what == Kind.CURRENCY
    is_currency = tf.tensor_scatter_nd_update(
        is_currency,
        tf.where(is_currency),
        _is_beside_amount(characters, tf.boolean_mask(place, is_currency)),
    )
    is_sign = (
        (what == Kind.MASK) & ((before == Kind.MASK) | (after == Kind.MASK))
        | (what == Kind.APOSTROPHE) & _is_letter(before) & _is_letter(after)
        | (what >= Kind.HYPHEN) & between_digits
    )
    new = tf.where(is_currency, Kind.CURRENCY, tf.where(is_sign, Kind.SIGN, Kind.BLANK))
    kind = tf.tensor_scatter_nd_update(kind, place[:, None], new)
    sign = tf.where(is_sign, tf.gather(_SIGNS, what), tf.gather(characters.code, place))
    code = tf.tensor_scatter_nd_update(characters.code, place[:, None], sign)
    return characters._replace(code=tf.where(kind == Kind.BLANK, ord(" "), code), kind=kind)


def _is_beside_amount(characters: _Characters, place: tf.Tensor) -> tf.Tensor:
    """Whether currency signs at `place`, int64[n], are read, bool[n]."""
    last = tf.size(characters.kind, out_type=tf.int64) - 1
    around = tf.range(-BEHIND, AHEAD + 1, dtype=tf.int64)
    window = tf.clip_by_value(place[:, None] + around, 0, last)
    code = tf.gather(characters.code, window)
    is_stop = (code == ord(".")) | (code == ord(","))
    spelt = tf.gather(tf.constant(_SPELT), tf.gather(characters.kind, window) & ~_UNKNOWN)
    spelt = tf.strings.reduce_join(tf.where(is_stop, "s", spelt), axis=1)
    return tf.strings.regex_full_match(spelt, BESIDE_AMOUNT)


def _with_marks(characters: _Characters, marks: tf.Tensor) -> _Characters:
    """The same for texts with marks.

    Accents are of no use to an encoder that strips them, nor to a word that has no other, so a mark
    only makes longer what it stands on. But in scripts without case marks stay, because the vowels
    of Indic scripts are such. On a blank they are blanks.

    Args:
      characters: Without invisible ones.
      marks: int64[marks], which of them are marks; none is the first of a text.
    """
    # In a row of marks this is one number.
    row = marks - tf.range(tf.size(marks, out_type=tf.int64))
    is_first = tf.concat([[True], row[1:] != row[:-1]], 0)
    base = (
        tf.gather(tf.boolean_mask(marks, is_first), tf.cumsum(tf.cast(is_first, tf.int32)) - 1) - 1
    )
    place = marks[:, None]
    own = tf.gather(characters.kind, marks)
    of_base = tf.gather(characters.kind, base)
    kind = tf.tensor_scatter_nd_update(characters.kind, place, of_base)
    read = _as_read(characters._replace(kind=kind))
    of_base = tf.gather(read.kind, base)
    is_blank = of_base == Kind.BLANK
    stays = is_blank | (of_base == Kind.LETTER) & (own == Kind.MARK)
    code = tf.where(is_blank, ord(" "), tf.gather(characters.code, marks))
    read = read._replace(
        code=tf.tensor_scatter_nd_update(read.code, place, code),
        kind=tf.tensor_scatter_nd_update(read.kind, place, of_base),
    )
    keep = tf.tensor_scatter_nd_update(tf.ones_like(read.kind, tf.bool), place, stays)
    count = tf.size(keep, out_type=tf.int64)[None]
    following = tf.concat([tf.where(keep)[1:, 0], count], 0)
    return read.where(keep)._replace(end=tf.gather(read.end, following - 1))


def _spelt_out(characters: _Characters) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
    """Characters as texts, with a space at each border of words.

    Returns:
      string[batch]; int64[batch], the byte at which each text begins; int64[n], the byte at which
      each character begins, likewise counted over all texts.
    """
    borders = _borders(characters.kind)
    one_more = tf.ones_like(characters.start)
    width = _widths(characters.code)
    places = tf.tensor_scatter_nd_add(one_more, borders, tf.ones_like(borders[:, 0]))
    behind = tf.cumsum(places)
    bytes_behind = tf.cumsum(places + width - 1)
    length = tf.reduce_sum(places)[None]
    code = tf.scatter_nd(behind[:, None] - 1, characters.code - ord(" "), length) + ord(" ")
    splits = tf.gather(tf.concat([[0], behind], 0), characters.splits)
    text = tf.strings.unicode_encode(
        tf.RaggedTensor.from_row_splits(code, splits, validate=False), "UTF-8"
    )
    row_byte = tf.gather(tf.concat([[0], bytes_behind], 0), characters.splits[:-1])
    return text, row_byte, bytes_behind - width


def _widths(code: tf.Tensor) -> tf.Tensor:
    """How many bytes of UTF-8 each code point takes, int64[n]."""
    wide = tf.where(code >= 0x80)
    code_of_wide = tf.gather(code, wide[:, 0])
    more = 1 + tf.cast(code_of_wide >= 0x800, tf.int64) + tf.cast(code_of_wide >= 0x10000, tf.int64)
    return tf.tensor_scatter_nd_add(tf.ones_like(code, tf.int64), wide, more)


def _borders(kind: tf.Tensor) -> tf.Tensor:
    """Before which characters a word begins.

    Args:
      kind: int32[n], as from `_as_read`.

    Returns:
      int64[borders, 1], none of them twice.
    """
    pair = tf.concat([[0], kind[:-1] * _PAIRS + kind[1:]], 0)
    what = tf.gather(_border_of_pair(), pair)
    place = tf.where(what > 0)[:, 0]
    what = tf.gather(what, place)
    last = tf.size(kind, out_type=tf.int64) - 1
    after = tf.gather(kind, tf.minimum(place + 1, last))
    # MieteMaerz, but not GmbH
    begins = (what == _ALWAYS) | (what == _CAPITAL) & _is_in_word(after & ~_UNKNOWN)
    # MAERZMiete, but not ATMs; there the border is before the capital
    two_before = tf.gather(kind, tf.maximum(place - 2, 0))
    small = (what == _SMALL) & (two_before == Kind.UPPER) & (after == Kind.LOWER)
    place -= tf.cast(small, tf.int64)
    return tf.boolean_mask(place, begins | small)[:, None]


def _is_in_word(kind: tf.Tensor) -> tf.Tensor:
    return (kind >= Kind.DIGIT) & (kind <= Kind.LETTER)


def _is_letter(kind: tf.Tensor) -> tf.Tensor:
    return (kind >= Kind.UPPER) & (kind <= Kind.LETTER)


_ALWAYS, _CAPITAL, _SMALL = 1, 2, 3


@cache
def _border_of_pair() -> np.ndarray:
    """uint8[_PAIRS * _PAIRS]: what two neighbouring kinds say of a border between them."""
    pairs = np.zeros((_PAIRS, _PAIRS), np.uint8)
    pairs[_UNKNOWN:, :_UNKNOWN] = pairs[:_UNKNOWN, _UNKNOWN:] = _ALWAYS
    pairs[Kind.CURRENCY, :] = pairs[:, Kind.CURRENCY] = _ALWAYS
    pairs[Kind.LOWER, Kind.UPPER] = _CAPITAL
    pairs[Kind.UPPER, Kind.LOWER] = _SMALL
    return pairs.reshape(-1)


@cache
def _table(vocab: tuple[str, ...], lower_case: bool) -> tuple[np.ndarray, np.ndarray]:
    """Kinds of all code points, and of letters, digits and marks also whether a piece has them.

    Returns:
      int32[blocks of code points], where the kinds of each begin; uint8, the kinds. Most blocks are
      the same, and there only once.
    """
    known = frozenset(vocab)
    kinds = np.full(_CODE_POINTS, Kind.BLANK, np.uint8)
    for code in (*range(LAST_KNOWN + 1), *range(0xE0000, 0xE1000)):
        character = chr(code)
        what = kind(character)
        word_part = what in (Kind.DIGIT, Kind.MARK, *LETTERS)
        unknown = word_part and not _is_known(character, what, known, lower_case)
        kinds[code] = what | (_UNKNOWN if unknown else 0)
    rows = kinds.reshape(-1, 1 << _BLOCK_BITS)
    blocks, block = np.unique(rows, axis=0, return_inverse=True)
    first = block.astype(np.int32).reshape(-1) << _BLOCK_BITS
    return first, blocks.reshape(-1)


def _is_known(character: str, what: Kind, known: frozenset[str], lower_case: bool) -> bool:
    """Whether a word with `character` can be cut into pieces of the vocabulary."""
    # Ideographs are words of their own, which spoil no other.
    if character.isascii() or "\u3400" <= character <= "\u9fff" or character >= "\U00020000":
        return True
    parts = character
    if lower_case:
        folded = unicodedata.normalize("NFKC", character).casefold()
        parts = "".join(
            part
            for part in unicodedata.normalize("NFD", folded)
            if unicodedata.category(part) != "Mn"
        )
    return all(f"##{part}" in known and (what is Kind.MARK or part in known) for part in parts)
