"""The command line: a file per command. Exit codes: 0 done, 1 nothing usable, 2 wrong use, 3 some inputs failed."""

from importlib import import_module

import typer

from rashomon.app.cli.common import run

COMMANDS = (
    "open",
    "demo",
    "read",
    "extract",
    "gather",
    "stories",
    "watch",
    "claims",
    "factors",
    "map",
    "whatif",
    "levers",
    "camps",
    "profile",
    "judge",
    "forecasts",
    "series",
    "search",
    "related",
    "brief",
    "export",
    "import",
    "eval",
)


def build_app() -> typer.Typer:
    """The application with all commands."""
    app = typer.Typer(
        name="rashomon",
        help="One event, several accounts: who says what, where they clash, and the characters that show it.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in COMMANDS:
        module = import_module(f"rashomon.app.cli.{name}_")
        app.command(name)(module.command)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        from rashomon import __version__

        typer.echo(__version__)
        raise typer.Exit


def _options(
    *,
    version: bool = typer.Option(
        False,
        "--version",
        help="Print the version and stop.",
        callback=_print_version,
        is_eager=True,
    ),
) -> None:
    """What may stand before the command."""


def main() -> None:
    """Entry point of the `rashomon` command."""
    run(build_app())
