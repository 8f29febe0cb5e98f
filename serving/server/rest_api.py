"""TF Serving's REST interface.

Source: https://www.tensorflow.org/tfx/serving/api_rest, and http_rest_api_handler.cc and
json_tensor.cc of TF Serving for the messages.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from aiohttp import web

from models.export_format import DEFAULT_SIGNATURE
from serving.prediction.answered import SLICES_HEADER
from serving.server.http_requests import read_body
from serving.server.model_manager import ModelManager
from serving.server.prediction_service import (
    MAX_DIMENSIONS,
    MAX_ELEMENTS,
    Outputs,
    predict,
    signature_of,
)
from serving.server.request_batching import Tensors
from serving.server.status import Code, StatusError
from serving.server.versions import ModelSpec, VersionStatus

VERSION_HEADER = "X-Model-Version"
"""The version that answered, which TF Serving does not tell over REST."""

_LARGE_BODY = 1 << 16
"""A longer body is parsed in a thread, so that others need not wait."""

_MODEL = r"/v1/models/{name:[^/:]+}"
_VERSION = r"/versions/{version:[0-9]+}"
_LABEL = r"/labels/{label:[^/:]+}"


def add_routes(app: web.Application, manager: ModelManager) -> None:
    """Adds the REST interface to an application."""

    async def post(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method != "predict":
            raise StatusError(
                Code.UNIMPLEMENTED, f"{method} is not supported; there is only `predict`"
            )
        slices = request.headers.get(SLICES_HEADER)
        return await _predict(manager, _spec(request), await read_body(request), slices)

    async def status(request: web.Request) -> web.Response:
        statuses = manager.status(_spec(request))
        return _json({"model_version_status": [_status(status) for status in statuses]})

    async def metadata(request: web.Request) -> web.Response:
        return _json(_metadata(manager, _spec(request)))

    for target in ("", _VERSION, _LABEL):
        app.router.add_post(_MODEL + target + r":{method:\w+}", post)
        app.router.add_get(_MODEL + target, status)
        app.router.add_get(_MODEL + target + "/metadata", metadata)


def _spec(request: web.Request) -> ModelSpec:
    match = request.match_info
    return ModelSpec(match["name"], _version(match.get("version")), match.get("label"))


def _version(text: str | None) -> int | None:
    # The longest number of 64 bits has 19 digits; Python refuses to read very long ones.
    digits = (text or "").lstrip("0")
    if len(digits) > 19 or int(digits or 0) >= 1 << 63:
        raise StatusError(
            Code.INVALID_ARGUMENT, f"Failed to convert version: {digits[:100]} to numeric."
        )
    return None if text is None else int(digits or 0)


async def _predict(
    manager: ModelManager, spec: ModelSpec, body: bytes, slices: str | None
) -> web.Response:
    with manager.use(spec) as version:
        # Parsing needs the signature; the version must still be there when the answer is made.
        definitions = version.model.signatures
        request = ModelSpec(spec.name, version.number)

        def parse() -> tuple[str, Tensors, bool]:
            return parse_request(body, definitions)

        if len(body) > _LARGE_BODY:
            signature, inputs, by_row = await asyncio.to_thread(parse)
        else:
            signature, inputs, by_row = parse()
        outputs = await predict(manager, request, signature, inputs, slices=slices)
        if len(body) > _LARGE_BODY:
            text = await asyncio.to_thread(_answer, outputs, by_row)
        else:
            text = _answer(outputs, by_row)
    headers = {VERSION_HEADER: str(outputs.version)}
    return web.Response(text=text, content_type="application/json", headers=headers)


def parse_request(body: bytes, signatures: Mapping[str, Any]) -> tuple[str, Tensors, bool]:
    """What a predict request asks for.

    Args:
      body: JSON.
      signatures: SignatureDefs by name.

    Returns:
      The name of the signature, arrays by the name of the input, and whether the request is in row
      format, and so the answer has to be.

    Raises:
      StatusError: INVALID_ARGUMENT if the request is malformed.
    """
    request = _parse_json(body)
    if not isinstance(request, dict):
        raise _invalid("JSON Value: Is not object")
    signature = request.get("signature_name", "")
    if not isinstance(signature, str):
        raise _invalid("'signature_name' key must be a string value.")
    signature = signature or DEFAULT_SIGNATURE
    if signature not in signatures:
        raise _invalid(f'Serving signature name: "{signature}" not found in signature def')
    expected = signatures[signature].inputs
    if not expected:
        raise _invalid(f'Serving signature name: "{signature}" takes no inputs')
    if "instances" in request and "inputs" in request:
        raise _invalid(
            "Not formatted correctly expecting only one of 'inputs' or 'instances' keys to exist"
        )
    if "instances" in request:
        columns = _columns_of_rows(request["instances"], list(expected))
    elif "inputs" in request:
        columns = _columns(request["inputs"], list(expected))
    else:
        raise _invalid("Missing 'inputs' or 'instances' key")
    tensors = {name: _tensor(name, columns[name], expected[name].dtype) for name in columns}
    return signature, tensors, "instances" in request


def _parse_json(body: bytes) -> Any:
    if not body:
        raise _invalid("JSON Parse error: The document is empty")
    try:
        # Bytes that are not UTF-8 go to the model as they are.
        return json.loads(body.decode("utf-8", "surrogateescape"))
    except RecursionError:
        raise _invalid("JSON Parse error: nested too deeply") from None
    except ValueError as error:
        raise _invalid(f"JSON Parse error: {error}") from None


def _columns_of_rows(rows: Any, names: list[str]) -> dict[str, Any]:
    if not isinstance(rows, list):
        raise _invalid("Expecting 'instances' to be an list/array")
    if not rows:
        raise _invalid("No values in 'instances' array")
    if not _is_object(rows[0]):
        if len(names) > 1:
            raise _invalid(
                "instances is a plain list, but expecting list of objects as multiple input "
                "tensors required as per tensorinfo_map"
            )
        for index, row in enumerate(rows):
            if _is_object(row):
                raise _invalid(f"Expecting value/list but got object at item {index} of input list")
        return {names[0]: rows}
    for index, row in enumerate(rows):
        if not _is_object(row):
            raise _invalid(f"Expecting object but got list at item {index} of input list")
        if set(row) != set(names):
            raise _invalid(
                f"Failed to process element: {index} of 'instances' list. JSON object: keys must "
                f"be equal to: {','.join(sorted(names))}"
            )
    return {name: [row[name] for row in rows] for name in names}


def _columns(columns: Any, names: list[str]) -> dict[str, Any]:
    if not _is_object(columns):
        if len(names) > 1:
            raise _invalid(
                "inputs is a plain value/list, but expecting an object as multiple input tensors "
                "required as per tensorinfo_map"
            )
        return {names[0]: columns}
    for name in names:
        if name not in columns:
            raise _invalid(f"Missing named input: {name} in 'inputs' object.")
    return {name: columns[name] for name in names}


def _tensor(name: str, values: Any, dtype: int) -> Any:
    from tensorflow.dtypes import as_dtype

    try:
        type_ = as_dtype(dtype)
        numpy_type = type_.as_numpy_dtype
    except (TypeError, KeyError):
        raise _invalid(f"input {name}: its type cannot be sent over REST") from None
    leaves: list[Any] = []
    shape = _flatten(name, values, leaves)
    converted = [_leaf(name, value, type_) for value in leaves]
    if type_.name == "string":
        return np.array(converted, dtype=object).reshape(shape)
    try:
        return np.array(converted, dtype=numpy_type).reshape(shape)
    except (OverflowError, ValueError, TypeError) as error:
        raise _invalid(f"input {name}: {error}") from None


def _flatten(name: str, values: Any, leaves: list[Any], depth: int = 0) -> tuple[int, ...]:
    """Puts the values of nested lists into `leaves`; their shape."""
    if not isinstance(values, list):
        leaves.append(values)
        if len(leaves) > MAX_ELEMENTS:
            raise _invalid(f"input {name} has more than {MAX_ELEMENTS} elements")
        return ()
    if depth == MAX_DIMENSIONS:
        raise _invalid(f"input {name} has more than {MAX_DIMENSIONS} dimensions")
    shapes = [_flatten(name, value, leaves, depth + 1) for value in values]
    for index, shape in enumerate(shapes):
        if shape != shapes[0]:
            raise _invalid(
                f"input {name}: Expecting shape {list(shapes[0])} but got: {list(shape)} at "
                f"item {index}, level {depth}"
            )
    return (len(values), *(shapes[0] if shapes else ()))


def _leaf(name: str, value: Any, dtype: Any) -> Any:
    if dtype.name == "string":
        if _is_base64(value):
            try:
                return base64.b64decode(value["b64"], validate=True)
            except (binascii.Error, ValueError):
                raise _invalid(f"input {name}: Unable to base64 decode") from None
        if isinstance(value, str):
            return _encode(name, value)
    elif dtype.name == "bool":
        if isinstance(value, bool):
            return value
    elif not isinstance(value, bool) and (
        isinstance(value, int) or (dtype.is_floating and isinstance(value, float))
    ):
        return value
    try:
        quoted = json.dumps(value)
    except RecursionError:
        quoted = "…"
    raise _invalid(
        f"input {name}: JSON Value: {quoted[:100]} Type: {_json_type(value)} is not of expected "
        f"type: {dtype.name}"
    )


def _encode(name: str, text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise _invalid(
            f"input {name}: JSON Parse error: The surrogate pair in string is invalid."
        ) from None


def _is_base64(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"b64"} and isinstance(value["b64"], str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) and not _is_base64(value)


def _json_type(value: Any) -> str:
    names = {bool: "Boolean", str: "String", dict: "Object", list: "Array", type(None): "Null"}
    return names.get(type(value), "Number")


def _answer(outputs: Outputs, by_row: bool) -> str:
    """The JSON of an answer.

    Raises:
      StatusError: INVALID_ARGUMENT if outputs have different numbers of rows in row format.
    """
    columns = {name: _listed(name, values) for name, values in outputs.tensors.items()}
    if not columns:
        return json.dumps({"predictions" if by_row else "outputs": {}})
    if not by_row:
        only = next(iter(columns.values()))
        return json.dumps({"outputs": only if len(columns) == 1 else columns}, ensure_ascii=False)
    if any(values.ndim < 1 for values in outputs.tensors.values()) or (
        len({len(column) for column in columns.values()}) > 1
    ):
        raise _invalid(
            "Outputs do not have one row for each instance; ask in column format ('inputs')"
        )
    if len(columns) == 1:
        rows = next(iter(columns.values()))
    else:
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return json.dumps({"predictions": rows}, ensure_ascii=False)


def _listed(name: str, values: Any) -> Any:
    listed = values.tolist()
    return _texts(listed, name.endswith("_bytes")) if values.dtype == object else listed


def _texts(values: Any, binary: bool) -> Any:
    if isinstance(values, list):
        return [_texts(value, binary) for value in values]
    if binary:
        return {"b64": base64.b64encode(values).decode()}
    return values.decode("utf-8", "replace")


def _status(status: VersionStatus) -> dict[str, Any]:
    return {
        "version": str(status.version),
        "state": status.state.name,
        "status": {"error_code": status.code.name, "error_message": status.message},
    }


def _metadata(manager: ModelManager, spec: ModelSpec) -> dict[str, Any]:
    from google.protobuf.json_format import MessageToDict

    with manager.use(spec) as version:
        signature_of(version, DEFAULT_SIGNATURE)
        definitions = {
            name: MessageToDict(
                definition,
                preserving_proto_field_name=True,
                always_print_fields_with_no_presence=True,
            )
            for name, definition in version.model.signatures.items()
        }
        return {
            "model_spec": {
                "name": spec.name,
                "signature_name": "",
                "version": str(version.number),
            },
            "metadata": {
                "signature_def": {
                    "@type": "type.googleapis.com/tensorflow.serving.SignatureDefMap",
                    "signature_def": definitions,
                }
            },
        }


def _json(content: Any) -> web.Response:
    return web.json_response(content)


def _invalid(message: str) -> StatusError:
    return StatusError(Code.INVALID_ARGUMENT, message)
