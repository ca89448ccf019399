"""The dossier in the browser: server-rendered pages, one style sheet, one small script."""

from typing import Any

__all__ = ["create_app", "serve"]


def __getattr__(name: str) -> Any:
    """Load the server only when it is used."""
    if name in __all__:
        from rashomon.app.web import server

        return getattr(server, name)
    message = f"module 'rashomon.app.web' has no attribute {name!r}"
    raise AttributeError(message)
