"""Templates to HTML. Every value is escaped; there is no way around it in a template of ours."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon import __version__
from rashomon.app.web import wording

STATIC = {
    "rashomon.css": "text/css; charset=utf-8",
    "parts.css": "text/css; charset=utf-8",
    "forms.css": "text/css; charset=utf-8",
    "decide.css": "text/css; charset=utf-8",
    "work.css": "text/css; charset=utf-8",
    "portraits.css": "text/css; charset=utf-8",
    "rashomon.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@cache
def environment() -> Environment:
    """The one template environment."""
    env = Environment(
        loader=PackageLoader("rashomon.app.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        stances=wording.STANCES,
        effects=wording.EFFECTS,
        origin_words=wording.ORIGINS,
        rating_words=wording.RATINGS,
        version=__version__,
    )
    env.filters["count"] = wording.count
    env.filters["field_name"] = wording.field_name
    env.filters["inline"] = _inline
    return env


def _inline(source: str) -> Markup:
    """One of our own static files as the content of a style or script element."""
    if "</" in source:
        message = "a style sheet or script that goes into a page must not hold '</'"
        raise ValueError(message)
    return Markup(source)  # noqa: S704 - our own file, never page text


def render(template: str, **values: Any) -> str:
    """A template as text; lone surrogates, which no page can carry, become question marks."""
    text = environment().get_template(template).render(**values)
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def static_text(name: str) -> str:
    """A file of ours that pages refer to."""
    return files("rashomon.app.web").joinpath("static", name).read_text(encoding="utf-8")
