"""Rashomon: several accounts of one event, laid side by side, every item at its characters."""

from importlib import import_module
from typing import Any

__all__ = ["Case", "open_case"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load the workspace only when it is used: `import rashomon` stays fast."""
    if name in __all__:
        return getattr(import_module("rashomon.workspace"), name)
    message = f"module 'rashomon' has no attribute {name!r}"
    raise AttributeError(message)
