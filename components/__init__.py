"""TFX components of this project: adapters without logic of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tfx.types.artifact import Artifact


def __getattr__(name: str) -> type[Artifact]:
    """The artifact types, when they are asked for.

    A step of a compiled job finds the class of an artifact by the name of its type, which can only
    have one dot in it: `components.Rejects`. TFX is not to be imported before that.
    """
    if name[:1].isupper():
        from components import artifacts

        kind = getattr(artifacts, name, None)
        if kind is not None and f"{__name__}.{name}" == kind.TYPE_NAME:
            return kind  # type: ignore[no-any-return]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
