"""The built-in example: seven invented accounts of an invented crisis, and how a reader reads them.

Everything in it (states, people, places, outlets) is made up. See README.md beside this file.
"""

from pathlib import Path

_HERE = Path(__file__).parent
EXPECTED = _HERE / "expected.json"


def example_files() -> tuple[Path, ...]:
    """The example's pages, in a fixed order."""
    return tuple(sorted((_HERE / "kessa-strait").iterdir()))
