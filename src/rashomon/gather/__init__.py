"""Which documents repeat one another, and which tell of the same happening."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.gather.duplicates import find_copies
    from rashomon.gather.stories import find_stories

__all__ = ["find_copies", "find_stories"]
_HOMES = {"find_copies": "duplicates", "find_stories": "stories"}


def __getattr__(name: str) -> Any:
    """Load a module of this package only when it is used."""
    if name in _HOMES:
        return getattr(import_module(f"rashomon.gather.{_HOMES[name]}"), name)
    message = f"module 'rashomon.gather' has no attribute {name!r}"
    raise AttributeError(message)
