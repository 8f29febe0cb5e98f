"""Asks a server for the entities of texts: TF Serving, or `txner serve`.

Neither TensorFlow nor a model is needed, so an application can use it at little cost:

    with TaggerClient("127.0.0.1:8500", "transactions") as client:
        for prediction in client.predict(["SQ *BLUE DOOR CAFE SEATTLE WA"]):
            print(prediction.entities)
"""

from __future__ import annotations

import logging
import random
import struct
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

import grpc

from models.export_format import OUTPUTS, TEXT_INPUT, Prediction, to_predictions
from preprocessing.batches import batched_by
from preprocessing.errors import UserError
from serving.prediction import protocol
from serving.prediction.answered import (
    SLICES_HEADER,
    Answered,
    OnAnswer,
    slices_to_header,
    tell,
)

MAX_BATCH_TEXTS = 64
MAX_BATCH_BYTES = 1 << 20
MAX_ANSWER_BYTES = 64 << 20

FIRST_BACKOFF_SECONDS = 0.05
MAX_BACKOFF_SECONDS = 2.0

CHANNEL_OPTIONS = [
    ("grpc.max_receive_message_length", MAX_ANSWER_BYTES),
    # The retries are this client's own: gRPC limits their number, here the deadline does.
    ("grpc.enable_retries", 0),
    # After a restart of the server, the first call shall not wait for long.
    ("grpc.max_reconnect_backoff_ms", 1000),
]

ActiveVersions = Callable[[], Sequence[int]]
"""Gives the version to ask, and behind it others to ask where a server does not have that one."""

_log = logging.getLogger(__name__)


class ServerError(UserError, RuntimeError):
    """A server that did not answer, or refused to.

    Attributes:
      code: Name of the gRPC status, such as `NOT_FOUND`; `UNKNOWN` for an answer that
        makes no sense.
    """

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said about some texts.

    Attributes:
      predictions: For all texts, in their order.
      version: The version that answered.
    """

    predictions: list[Prediction]
    version: int


class _Response(Protocol):
    outputs: Any
    model_spec: Any


class Asker:
    """A connection to a server: what to ask it for, and what its answers mean.

    Args:
      address: `host:port` of its gRPC interface.
      model: Name of the model.
      label: Label of the version to ask.
      version: Number of the version to ask; with neither label nor version, the newest answers.
      active: Tells at each request which version to ask, by number; see
        `serving.release.active.active_versions`. What it raises is passed on.
      deadline_seconds: How long one call of `predict_batch` may take, with all of its retries.
      credentials: For a server behind TLS; None: no encryption.
      on_answer: Is told each answer, such as a log; see `serving.prediction.answered`.

    Raises:
      ValueError: More than one of label, version and active is given.
    """

    _grpc: Any
    """The module that makes channels: `grpc`, or `grpc.aio`."""

    def __init__(
        self,
        address: str,
        model: str,
        *,
        label: str | None = None,
        version: int | None = None,
        active: ActiveVersions | None = None,
        deadline_seconds: float = 10.0,
        credentials: grpc.ChannelCredentials | None = None,
        on_answer: OnAnswer | None = None,
    ) -> None:
        if sum(choice is not None for choice in (label, version, active)) > 1:
            raise ValueError("give a label, a version or the active ones, not both")
        self.address = address
        self.model = model
        self.label = label
        self.version = version
        self._active = active
        self._unserved: int | None = None
        self._deadline_seconds = deadline_seconds
        self._on_answer = on_answer
        self._classes = protocol.message_classes()
        if credentials is None:
            self._channel = self._grpc.insecure_channel(address, CHANNEL_OPTIONS)
        else:
            self._channel = self._grpc.secure_channel(address, credentials, CHANNEL_OPTIONS)
        self._call: Callable[..., Any] = self._channel.unary_unary(
            protocol.PREDICT_METHOD,
            request_serializer=lambda request: request.SerializeToString(),
            response_deserializer=self._classes["PredictResponse"].FromString,
        )

    def _attempts(
        self,
        texts: Sequence[str],
        deadline_seconds: float | None,
        slices: Mapping[str, str] | None,
    ) -> Attempts:
        """The attempts at a request.

        Raises:
          ValueError: There is no text, or the slices cannot be sent.
        """
        if not texts:
            raise ValueError("there is no text")
        seconds = self._deadline_seconds if deadline_seconds is None else deadline_seconds
        return Attempts(self, texts, seconds, slices or {})

    def _tell(
        self, answer: Answer, texts: Sequence[str], slices: Mapping[str, str], seconds: float
    ) -> None:
        if self._on_answer is None:
            return
        tell(
            self._on_answer,
            lambda: Answered(
                at=time.time(),
                model=self.model,
                version=answer.version,
                texts=len(texts),
                size=sum(map(len, texts)),
                seconds=seconds,
                slices=slices,
                predictions=lambda: answer.predictions,
            ),
        )

    def _choose_version(self, unserved: Container[int]) -> int | None:
        """The version to ask; None: what the label means, or the newest.

        Args:
          unserved: Versions that the server does not have.

        Raises:
          ServerError: The label stands nowhere.
        """
        if self._active is None:
            return self.version
        versions = self._active()
        if not versions:
            raise self._error("NOT_FOUND", "the label stands on no version")
        return next((version for version in versions if version not in unserved), versions[0])

    def _has_another(self, version: int | None, unserved: set[int], code: grpc.StatusCode) -> bool:
        """Whether a server that lacks a version can be asked for another; notes that it does."""
        if self._active is None or version is None or code is not grpc.StatusCode.NOT_FOUND:
            return False
        unserved.add(version)
        if unserved.issuperset(self._active()):
            return False
        if version != self._unserved:
            self._unserved = version
            _log.warning(
                "%s, model %s: version %d is not served yet; the one before it is asked",
                self.address,
                self.model,
                version,
            )
        return True

    def _request(self, texts: Sequence[str]) -> Any:
        request = self._classes["PredictRequest"]()
        request.model_spec.name = self.model
        if self.label is not None:
            request.model_spec.version_label = self.label
        tensor = request.inputs.add(key=TEXT_INPUT).value
        tensor.dtype = protocol.DT_STRING
        tensor.tensor_shape.dim.add(size=len(texts))
        tensor.string_val.extend(text.encode("utf-8", "replace") for text in texts)
        return request

    def _error(self, code: str, details: str | None, version: int | None = None) -> ServerError:
        which = f"model {self.model}"
        if self.label is not None:
            which += f", label {self.label}"
        if version is not None:
            which += f", version {version}"
        return ServerError(f"{self.address}, {which}: {code}: {details or 'no details'}", code)


class Attempts:
    """The attempts at one request, and the pauses between them.

    A server that is not available (UNAVAILABLE) is asked again until the deadline; anything else
    would not be answered better the second time.
    """

    def __init__(
        self, asker: Asker, texts: Sequence[str], seconds: float, slices: Mapping[str, str]
    ) -> None:
        self._asker = asker
        self._texts = texts
        self._slices = slices
        self._began = time.monotonic()
        self._until = self._began + seconds
        self._backoff = FIRST_BACKOFF_SECONDS
        self._unserved: set[int] = set()
        self._version: int | None = None
        self._request = asker._request(texts)
        self.metadata = ((SLICES_HEADER, slices_to_header(slices)),) if slices else None
        """What is sent beside each request."""

    def next_request(self) -> Any:
        """What to send now: the label may have moved while the server was away."""
        self._version = self._asker._choose_version(self._unserved)
        if self._version is not None:
            # On the wire 0 is left out, but the message around it is not.
            self._request.model_spec.version.SetInParent()
            self._request.model_spec.version.value = self._version
        return self._request

    @property
    def seconds(self) -> float:
        """What is left until the deadline."""
        return max(0.0, self._until - time.monotonic())

    def read(self, response: _Response) -> Answer:
        """The answer in a response.

        Raises:
          ServerError: It is not one of this project's models that answered.
        """
        try:
            answer = _read(response, self._texts)
        except (ValueError, KeyError, struct.error) as error:
            message = f"not this project's answer: {error!r}"
            raise self._asker._error("UNKNOWN", message, self._version) from error
        self._asker._tell(answer, self._texts, self._slices, time.monotonic() - self._began)
        return answer

    def pause_after(self, error: grpc.RpcError) -> float:
        """Seconds to wait before the next attempt.

        Raises:
          ServerError: There is to be none.
        """
        if self._asker._has_another(self._version, self._unserved, error.code()):
            return 0.0
        # Half of the time is chance, so that clients do not come back all at once.
        pause = self._backoff * random.uniform(0.5, 1)  # noqa: S311 - nothing secret
        retryable = error.code() is grpc.StatusCode.UNAVAILABLE
        if not retryable or time.monotonic() + pause >= self._until:
            raise self._asker._error(error.code().name, error.details(), self._version) from None
        self._backoff = min(2 * self._backoff, MAX_BACKOFF_SECONDS)
        return pause


class TaggerClient(Asker):
    """A connection that waits for its answers. It may be shared between threads; see `Asker`."""

    _grpc = grpc

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection."""
        self._channel.close()

    def predict(
        self, texts: Iterable[str], slices: Mapping[str, str] | None = None
    ) -> list[Prediction]:
        """Predictions for all texts, in their order; see `predict_batch` for `slices`.

        Raises:
          ServerError: A request was not answered; none of the texts gets a prediction.
        """
        return list(self.predict_stream(texts, slices))

    def predict_stream(
        self, texts: Iterable[str], slices: Mapping[str, str] | None = None
    ) -> Iterator[Prediction]:
        """Predictions for any number of texts, in their order, a bounded request at a time.

        Raises:
          ServerError: A request was not answered.
        """
        for batch in batches(texts):
            yield from self.predict_batch(batch, slices=slices).predictions

    def predict_batch(
        self,
        texts: Sequence[str],
        deadline_seconds: float | None = None,
        slices: Mapping[str, str] | None = None,
    ) -> Answer:
        """Predictions for texts in one request, and the version that made them.

        Args:
          texts: The texts; a lone surrogate, which has no UTF-8, is sent as `?`.
          deadline_seconds: Instead of the client's.
          slices: What is known of all these texts, such as `{"country": "GB"}`, for logs.

        Raises:
          ServerError: The request was not answered.
          ValueError: There is no text, or the slices are too many or too long.
        """
        attempts = self._attempts(texts, deadline_seconds, slices)
        while True:
            request = attempts.next_request()
            try:
                response = self._call(request, timeout=attempts.seconds, metadata=attempts.metadata)
            except grpc.RpcError as error:
                time.sleep(attempts.pause_after(error))
                continue
            return attempts.read(response)


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in groups that are small enough for one request; a character has up to 4 bytes."""
    return batched_by(texts, lambda text: 4 * len(text), MAX_BATCH_TEXTS, MAX_BATCH_BYTES)


def _read(response: _Response, texts: Sequence[str]) -> Answer:
    """The answer in a response.

    Raises:
      ValueError, KeyError, struct.error: It is not what the exported graph answers.
    """
    tensors = {entry.key: entry.value for entry in response.outputs}
    columns = {
        output.name: _rows(tensors[output.name], by_row=output.per_entity)
        for output in OUTPUTS
        if output.name in tensors
    }
    predictions = to_predictions(texts, columns)
    return Answer(predictions, response.model_spec.version.value)


def _rows(tensor: Any, *, by_row: bool) -> Sequence[Any]:
    """Values of a tensor of one dimension, or the rows of one of two."""
    values = _values(tensor)
    if not by_row:
        return values
    rows, width = (dim.size for dim in tensor.tensor_shape.dim)
    return [values[row * width : (row + 1) * width] for row in range(rows)]


def _values(tensor: Any) -> Sequence[Any]:
    """Values of a tensor in the order of its memory.

    TF Serving fills the field of the type; others put numbers into `tensor_content`. Values at the
    end that equal the one before them may be left out.
    """
    count = 1
    for dim in tensor.tensor_shape.dim:
        count *= dim.size
    if not 0 <= count <= MAX_ANSWER_BYTES:
        raise ValueError(f"a tensor of {count} values")
    fields = {
        protocol.DT_STRING: tensor.string_val,
        protocol.DT_INT64: tensor.int64_val,
        protocol.DT_FLOAT: tensor.float_val,
        protocol.DT_BOOL: tensor.bool_val,
    }
    formats = {protocol.DT_INT64: "q", protocol.DT_FLOAT: "f", protocol.DT_BOOL: "?"}
    if tensor.tensor_content and tensor.dtype in formats:
        return struct.unpack(f"<{count}{formats[tensor.dtype]}", tensor.tensor_content)
    values = list(fields[tensor.dtype])
    if values and len(values) < count:
        values += [values[-1]] * (count - len(values))
    if len(values) != count:
        raise ValueError(f"{len(values)} values in a tensor of {count}")
    return values
