"""What the commands that extract share: the choice of a reader, and what it dropped."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import say

if TYPE_CHECKING:
    from rashomon.extract.reader import Reader

ReaderName = Annotated[
    str, typer.Option("--reader", help="encoder, llm, module:function or module:Class.")
]
BaseUrl = Annotated[
    str, typer.Option("--base-url", help="OpenAI-compatible address that --reader llm sends to.")
]
ModelName = Annotated[str, typer.Option("--model", help="The model to ask there.")]
Pace = Annotated[
    float,
    typer.Option("--requests-per-minute", min=0, help="At most so many; 0 is without limit."),
]


def chosen_reader(name: str, base_url: str, model: str, requests_per_minute: float) -> "Reader":
    """The reader that the options name, ready; nothing has been sent yet."""
    from rashomon.extract.reader import ReaderOptions
    from rashomon.nlp.endpoint import EndpointSettings
    from rashomon.workspace.reading import load_reader

    endpoint = EndpointSettings(base_url, model, requests_per_minute)
    return load_reader(name, ReaderOptions(endpoint, say))


def tell_lost(lost: Mapping[str, int]) -> None:
    """Say how much of what a model proposed was dropped, and why."""
    if lost:
        reasons = ", ".join(f"{number} with {reason}" for reason, number in sorted(lost.items()))
        say(f"dropped {sum(lost.values())} of the model's proposals: {reasons}")
