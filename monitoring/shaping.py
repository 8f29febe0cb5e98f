"""What is logged of an answer: a keyed hash of the text, features of it, and the text redacted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from annotation.redaction import RedactionSettings, redact
from models.export_format import Prediction
from monitoring.answers import LoggedAnswer, LoggedEntity
from monitoring.settings import MonitoringSettings, Texts
from preprocessing.data_profile import character_kinds, word_buckets
from preprocessing.errors import UserError
from serving.prediction.answered import Answered

MIN_KEY_BYTES = 16
MAX_KEY_BYTES = 64
"""BLAKE2b takes no longer one (RFC 7693)."""

HASH_BYTES = 16

_SAMPLING_BITS = 32
_KNOWN_SLICES = 4096


class LogKeyError(UserError):
    """A key that cannot be used; the message does not show it."""


@dataclass(frozen=True, slots=True)
class TextHash:
    """Keyed hashes of texts: who lacks the key cannot find out a text by trying.

    Equal texts have equal hashes under one key, which should stay the same for as long as logs are
    kept, and should stand in no file beside them.

    Attributes:
      key: 16 to 64 bytes.

    Raises:
      LogKeyError: It has fewer or more.
    """

    key: bytes

    def __post_init__(self) -> None:
        if not MIN_KEY_BYTES <= len(self.key) <= MAX_KEY_BYTES:
            raise LogKeyError(
                f"the key of the prediction log has {len(self.key)} bytes, and must have "
                f"{MIN_KEY_BYTES} to {MAX_KEY_BYTES}; `openssl rand -hex 32` makes one"
            )

    def __repr__(self) -> str:
        return "TextHash(…)"

    def of(self, text: str) -> str:
        """The hash of a text: 32 hexadecimal digits of a keyed BLAKE2b."""
        content = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(content, key=self.key, digest_size=HASH_BYTES).hexdigest()


def is_sampled(text_hash: str, share: float) -> bool:
    """Whether a text is one of the share that is drawn; of equal texts all are, or none."""
    return int(text_hash[: _SAMPLING_BITS // 4], 16) < share * (1 << _SAMPLING_BITS)


class Shaper:
    """Makes of answers what is logged of them.

    Args:
      text_hash: Of the texts.
      texts: Of which answers the text is kept.
      sample: The share of them, where they are sampled.
      redaction: What is hidden in texts and slices.
    """

    def __init__(
        self, text_hash: TextHash, texts: Texts, sample: float, redaction: RedactionSettings
    ) -> None:
        self._text_hash = text_hash
        self._share = {Texts.OFF: 0.0, Texts.SAMPLED: sample, Texts.ALL: 1.0}[texts]
        self._redaction = redaction

        # The same few come again and again, and redaction takes longer than all the rest.
        @lru_cache(maxsize=_KNOWN_SLICES)
        def redacted(part: str) -> str:
            return self._redact(part)

        self._redacted_slice = redacted

    @classmethod
    def of(cls, settings: MonitoringSettings, key: bytes) -> Shaper:
        """The shaper of a configuration.

        Raises:
          LogKeyError: The key cannot be used.
        """
        return cls(TextHash(key), settings.texts, settings.sample, settings.redaction)

    def answers(self, answered: Answered) -> Iterator[LoggedAnswer]:
        """What is logged of each text of a request; it may raise what `predictions` raises."""
        at = datetime.fromtimestamp(answered.at, UTC)
        slices = self._slices(answered.slices)
        for prediction in answered.predictions():
            yield self._answer(prediction, answered, at, slices)

    def _answer(
        self, prediction: Prediction, answered: Answered, at: datetime, slices: Mapping[str, str]
    ) -> LoggedAnswer:
        text = prediction.text
        text_hash = self._text_hash.of(text)
        return LoggedAnswer(
            at=at,
            model=answered.model,
            version=answered.version,
            text_hash=text_hash,
            text=self._redact(text) if is_sampled(text_hash, self._share) else None,
            entities=tuple(
                LoggedEntity(
                    entity.label, entity.start, entity.end, entity.score, bool(entity.accepted)
                )
                for entity in prediction.entities
            ),
            latency_ms=answered.seconds * 1000,
            slices=slices,
            characters=len(text),
            cut_pieces=prediction.cut_pieces,
            kinds=character_kinds(text),
            words=tuple(word_buckets(text)),
        )

    def _slices(self, slices: Mapping[str, str]) -> Mapping[str, str]:
        return {
            self._redacted_slice(key): self._redacted_slice(value) for key, value in slices.items()
        }

    def _redact(self, text: str) -> str:
        # A lone surrogate, which has no UTF-8, is one character here and there.
        return redact(text.encode("utf-8", "replace").decode(), self._redaction)
