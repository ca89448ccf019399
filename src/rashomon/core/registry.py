"""Find a part by a built-in name, an entry point or `module:Class`."""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from rashomon.core.errors import MissingPart


def find_part(kind: str, name: str, *, builtin: Mapping[str, str]) -> Any:
    """Load the part called `name`.

    Args:
        kind: What is looked for, e.g. "reader"; entry points live in the group `rashomon.KIND`.
        name: A built-in name, an entry point's name, or `module:Class`.
        builtin: Built-in names with their `module:Class`.

    Raises:
        MissingPart: nothing has that name; the message lists what there is.
    """
    if name in builtin:
        return _load(builtin[name])
    if ":" in name:
        return _load(name)
    found = entry_points(group=f"rashomon.{kind}")
    if name in found.names:
        return found[name].load()
    known = ", ".join([*builtin, *sorted(found.names)])
    message = f"no {kind} is called {name!r}; known: {known}, or module:Class"
    raise MissingPart(message)


def _load(target: str) -> Any:
    module, _, attribute = target.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        message = f"cannot load {target}: {error}"
        raise MissingPart(message) from error
