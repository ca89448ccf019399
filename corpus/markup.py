"""Passages in inline markup, read into plain text, spans and annotation bodies.

The format is described in GUIDELINES.md. `read_file` gives passages or raises `MarkupError` with the place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rashomon.core.bodies import Aim, Attribution, Body, CausalClaim, Event, Mention, Prediction
from rashomon.nlp.frames import ATTRIBUTES, MENTION_LABELS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from rashomon.core.spans import Span, Spans

KINDS: dict[str, type[Body]] = {
    "q": Attribution,
    "c": CausalClaim,
    "e": Event,
    "a": Aim,
    "p": Prediction,
}
LABELS = frozenset(MENTION_LABELS)
UNNAMED = frozenset(["DATE", "QUANTITY"])
FORMS = frozenset(["direct", "indirect", "mixed"])
SIGNS = {"+": 1, "-": -1, "0": 0}
_HEAD = re.compile(r"^=== (\S+) (\S+)$")
_FRAME = re.compile(r"^([qceap])(\d+)$")
_PROBABILITY = re.compile(r"^prob=(0?\.\d+|[01])$")


class MarkupError(Exception):
    """A passage that breaks the format; the message names the passage and the remedy."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: its kind's letter, the values on its line and the spans of its roles."""

    name: str
    values: tuple[str, ...]
    roles: dict[str, Spans]

    @property
    def letter(self) -> str:
        """q, c, e, a or p."""
        return self.name[0]


@dataclass(frozen=True, slots=True)
class Reference:
    """A name or a phrase that refers to an entity; `label` is empty where it is no name."""

    span: Span
    label: str
    entity: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as plain text with everything marked in it; spans are code points of `text`."""

    id: str
    register: str
    hard: tuple[str, ...]
    text: str
    frames: tuple[Frame, ...]
    references: tuple[Reference, ...]

    @property
    def author(self) -> str:
        """The first part of the id."""
        return self.id.split("-")[0]

    @property
    def subject(self) -> str:
        """The middle part of the id."""
        return self.id.split("-", 1)[1].rsplit("-", 1)[0]

    def bodies(self) -> Iterator[Body]:
        """Names and frames as the project's annotation bodies."""
        for reference in self.references:
            if reference.label:
                yield Mention((reference.span,), reference.label)  # type: ignore[arg-type]
        for frame in self.frames:
            yield body(frame)


@dataclass(slots=True)
class _Draft:
    text: list[str] = field(default_factory=list)
    size: int = 0
    tags: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))


def read_file(path: Path) -> list[Passage]:
    """Read the passages of a file.

    Raises:
        MarkupError: the file breaks the format.
    """
    passages, block = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== ") and block:
            passages.append(read_passage(block))
            block = []
        if block or line.strip():
            block.append(line.rstrip())
    if block:
        passages.append(read_passage(block))
    return passages


def read_passage(lines: list[str]) -> Passage:
    """One passage from its lines, head line first."""
    head = _HEAD.match(lines[0])
    if not head:
        msg = f"a passage begins with '=== ID REGISTER', not with {lines[0][:60]!r}"
        raise MarkupError(msg)
    name, register = head.groups()
    hard: tuple[str, ...] = ()
    rest = lines[1:]
    if rest and rest[0].startswith("hard:"):
        hard, rest = tuple(rest[0][5:].split()), rest[1:]
    if "--" not in rest:
        msg = f"{name}: the line '--' between text and frames is missing"
        raise MarkupError(msg)
    at = rest.index("--")
    draft = _parse(_joined(rest[:at]), name)
    frames = _frames([line for line in rest[at + 1 :] if line.strip()], draft, name)
    references = tuple(
        sorted(
            (
                Reference(span, tag.partition("=")[0], tag.partition("=")[2])
                for tag, spans in draft.tags.items()
                if "." not in tag
                for span in spans
            ),
            key=lambda r: (r.span[0], -r.span[1]),
        )
    )
    return Passage(name, register, hard, "".join(draft.text), frames, references)


def _joined(lines: list[str]) -> str:
    """Paragraphs of one line each, parted by an empty line; headings stand alone."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or line.startswith("# "):
            paragraphs.append([])
        if line.startswith("# "):
            paragraphs[-1].append(line[2:])
            paragraphs.append([])
        elif line.strip():
            paragraphs[-1].append(line.strip())
    return "\n\n".join(" ".join(p) for p in paragraphs if p)


def _parse(marked: str, name: str) -> _Draft:
    draft, starts, at = _Draft(), [], 0
    while at < len(marked):
        sign = marked[at]
        if sign == "[":
            starts.append(draft.size)
        elif sign == "]":
            at = _close(marked, at, starts, draft, name)
            continue
        else:
            if sign == "\\" and marked[at + 1 : at + 2] in ("[", "]"):
                at += 1
            draft.text.append(marked[at])
            draft.size += 1
        at += 1
    if starts:
        msg = f"{name}: a bracket is never closed: {''.join(draft.text)[starts[-1] :][:60]!r}"
        raise MarkupError(msg)
    return draft


def _close(marked: str, at: int, starts: list[int], draft: _Draft, name: str) -> int:
    """Take the tags after a closing bracket; return the place behind them."""
    near = marked[max(0, at - 50) : at + 20]
    if not starts:
        msg = f"{name}: a bracket is closed that was not opened: {near!r}"
        raise MarkupError(msg)
    start = starts.pop()
    end = marked.find("}", at)
    if marked[at + 1 : at + 2] != "{" or end < 0:
        msg = f"{name}: ']' must be followed by '{{tags}}': {near!r}"
        raise MarkupError(msg)
    if start == draft.size:
        msg = f"{name}: nothing is marked here: {near!r}"
        raise MarkupError(msg)
    for tag in marked[at + 2 : end].split():
        draft.tags[_checked(tag, name)].append((start, draft.size))
    return end + 1


def _checked(tag: str, name: str) -> str:
    frame, dot, role = tag.partition(".")
    label, equals, entity = tag.partition("=")
    fits = (
        (dot and _FRAME.match(frame) and role in KINDS[frame[0]].roles)
        or (equals and entity and (not label or label in LABELS - UNNAMED))
        or tag in UNNAMED
    )
    if not fits:
        msg = f"{name}: {tag!r} is no tag; tags are FRAME.ROLE, LABEL=id, =id, DATE, QUANTITY"
        raise MarkupError(msg)
    return tag


def _frames(lines: list[str], draft: _Draft, name: str) -> tuple[Frame, ...]:
    roles: dict[str, dict[str, Spans]] = defaultdict(dict)
    text = "".join(draft.text)
    for tag, spans in draft.tags.items():
        frame, dot, role = tag.partition(".")
        if dot:
            roles[frame][role] = _merged(spans, text)
    listed = {line.split()[0]: tuple(line.split()[1:]) for line in lines}
    if len(listed) < len(lines):
        msg = f"{name}: a frame is listed twice"
        raise MarkupError(msg)
    for frame in sorted(set(roles) ^ set(listed)):
        where = "below '--'" if frame in roles else "in the text"
        msg = f"{name}: frame {frame} is missing {where}"
        raise MarkupError(msg)
    frames = tuple(Frame(frame, values, roles[frame]) for frame, values in listed.items())
    for frame in frames:
        _check_frame(frame, name)
    return frames


def _merged(spans: list[Span], text: str) -> Spans:
    """In the order of the text; pieces that only white space parts are one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start >= merged[-1][1] and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


_NEEDED = {"q": ("content",), "c": ("cause", "effect"), "e": ("trigger",), "a": ("goal",), "p": ("content",)}  # fmt: skip


def _check_frame(frame: Frame, name: str) -> None:
    for role in _NEEDED[frame.letter]:
        if role not in frame.roles:
            msg = f"{name}: {frame.name} has no {role}"
            raise MarkupError(msg)
    try:
        body(frame)
    except (KeyError, ValueError, IndexError):
        msg = f"{name}: the line of {frame.name} has wrong values: {' '.join(frame.values)!r}"
        raise MarkupError(msg) from None
    for role, spans in frame.roles.items():
        if any(a[1] > b[0] for a, b in pairwise(spans)):
            msg = f"{name}: {frame.name}.{role} is marked twice over the same characters"
            raise MarkupError(msg)


def body(frame: Frame) -> Body:
    """The frame as an annotation body.

    Raises:
        ValueError: its line has values that its kind does not know.
    """
    values, known = list(frame.values), _VALUES[frame.letter](list(frame.values))
    if len(values) != known.pop("_count"):
        msg = f"{frame.name}: {values}"
        raise ValueError(msg)
    roles = {r: frame.roles.get(r, ()) for r in KINDS[frame.letter].roles}
    return KINDS[frame.letter](**roles, **known)


def _one_of(value: str, known: Collection[object]) -> str:
    if value not in known:
        raise ValueError(value)
    return value


def _attribution(values: list[str]) -> dict[str, Any]:
    form, stance = values
    return {
        "form": _one_of(form, FORMS),
        "stance": _one_of(stance, ATTRIBUTES["stance"]),
        "_count": 2,
    }


def _causal(values: list[str]) -> dict[str, Any]:
    hedged = values[2:] == ["hedged"]
    mode = _one_of(values[1], ATTRIBUTES["mode"])
    return {"sign": SIGNS[values[0]], "mode": mode, "hedged": hedged, "_count": 2 + hedged}


def _event(values: list[str]) -> dict[str, Any]:
    flags = {name: name in values[1:] for name in ("negated", "hypothetical")}
    kind = _one_of(values[0], ATTRIBUTES["event_type"])
    return {"event_type": kind, **flags, "_count": 1 + sum(flags.values())}


def _aim(values: list[str]) -> dict[str, Any]:
    imputed = values[1:] == ["imputed"]
    wants = {"+": 1, "-": -1}[values[0]]
    return {"wants": wants, "imputed": imputed, "_count": 1 + imputed}


def _prediction(values: list[str]) -> dict[str, Any]:
    stated = [m[1] for v in values if (m := _PROBABILITY.match(v))]
    negated = "negated" in values
    return {
        "negated": negated,
        "probability": float(stated[0]) if stated else None,
        "_count": negated + len(stated),
    }


_VALUES = {"q": _attribution, "c": _causal, "e": _event, "a": _aim, "p": _prediction}
