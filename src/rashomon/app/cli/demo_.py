"""rashomon demo: the main job on the built-in example."""

from pathlib import Path
from typing import Annotated

import typer

from rashomon.app.cli.common import Port
from rashomon.app.cli.open_ import open_dossier
from rashomon.core.errors import MissingPart


def command(
    case: Annotated[Path, typer.Option("--case", help="Where the case is written.")] = Path(
        "demo.rashomon"
    ),
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Stop before the dossier is shown.")
    ] = False,
    port: Port = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Show what Rashomon does on the built-in example: an invented crisis, told by several accounts.

    Example: rashomon demo
    """
    open_dossier(case, [str(example_folder())], serve_it=not no_serve, port=port, browser=browser)


def example_folder() -> Path:
    """The built-in example's folder."""
    import rashomon

    folder = Path(rashomon.__file__).parent / "examples" / "kessa-strait"
    if not folder.is_dir():
        message = f"the built-in example is absent: {folder}; install Rashomon again"
        raise MissingPart(message)
    return folder
