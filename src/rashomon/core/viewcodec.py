"""Views to plain JSON values and back, by the types that their fields declare."""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_ATOMS = frozenset({str, int, float, bool, type(None)})


def view_to_json(view: Any) -> dict[str, Any]:
    """A view as plain JSON values (tuples stay, and become lists when they are written)."""
    cls: type = type(view)
    return {name: _plain(getattr(view, name)) for name in _names(cls)}


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return tuple([_plain(inner) for inner in value])
    if is_dataclass(value):
        return view_to_json(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return list(map(_plain, value)) if isinstance(value, list) else value


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def view_from_json(cls: type[T], value: Any) -> T:
    """Plain JSON values as the view `cls`; the reverse of `view_to_json`.

    A field that an older version did not write has its default.
    """
    return typing.cast("T", _build(cls, value))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


@cache
def _optional(cls: type) -> frozenset[str]:
    return frozenset(f.name for f in fields(cls) if f.default is not MISSING)


def _build(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        named = (
            hints if hints.keys() <= value.keys() else hints.keys() - _optional(kind) | value.keys()
        )
        return kind(**{name: _build(hints[name], value[name]) for name in named})
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _build_tuple(typing.get_args(kind), value)
    if origin is types.UnionType and value is not None:
        return _build(next(a for a in typing.get_args(kind) if a is not type(None)), value)
    return value


def _build_tuple(kinds: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], v) for v in value)
    return tuple(_build(k, v) for k, v in zip(kinds, value, strict=True))
