"""What a person rules about factors and claims, bound to the characters that it is about.

A ruling is kept as an item of kind `ruling` with decisions on it: accepted, it holds; rejected or unsure, it
is taken back. It names no factor and no claim, whose ids change as documents arrive, but the spans of their
phrases and statements.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from rashomon.core.records import Decision, Item
from rashomon.core.spans import Spans
from rashomon.core.viewcodec import view_from_json, view_to_json

KIND = "ruling"

Of = Literal["factor", "claim"]
Action = Literal["merge", "split", "rename", "turn", "direction", "cell", "side"]
Status = Literal["holds", "in part", "overruled", "gone", "undone"]
AnchorRole = Literal["", "cause", "effect", "sentence", "link", "chain"]

ACTIONS: dict[str, tuple[Action, ...]] = {
    "factor": ("merge", "split", "rename", "turn", "direction"),
    "claim": ("merge", "split", "rename", "cell", "side"),
}
STANCES = ("asserts", "denies", "unclear", "silent")
# What the value of an action may be, where it is no wording.
_VALUES: dict[Any, tuple[str, ...]] = {
    "direction": ("1", "-1"),
    "cell": STANCES,
    "side": ("asserts", "denies"),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Characters that a ruling is about.

    `role` is the end of a causal claim, or what kind of statement it is. Of a merge, each thing that was merged
    is a `part`; of a split or a flipped statement, 0 is what it is about and 1 what stays. `turn` is -1 where
    more of the phrase is less of its factor, 1 where it is not, 0 where nothing is said. `stance` is what the
    statement did with the claim as the person saw it.
    """

    doc: str
    spans: Spans
    role: AnchorRole = ""
    part: int = 0
    turn: int = 0
    stance: Literal["", "asserts", "denies", "unclear", "silent"] = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One thing that a person decided about a factor or a claim, and what has become of it.

    Factors: *merge*, *split*, *rename*, *turn* (what more of it means), *direction* (of one phrase). Claims:
    *merge*, *split*, *rename*, *cell* (the stance of `account`), *side* (of one statement). `value` is the
    wording, the direction or the stance decided; `was` what stood there when it was decided.

    `status`: it *holds*; *in part*, where some of its characters are gone or a later ruling says otherwise;
    *overruled* by a later one; *gone* where too little is left of what it was about; *undone*. `missing` counts
    the anchors that are nowhere, `targets` are the ids of the factors or claims that it is about now.
    """

    id: str
    of: Of
    action: Action
    anchors: tuple[Anchor, ...]
    value: str = ""
    account: str = ""
    was: tuple[str, ...] = ()
    by: str = ""
    at: str = ""
    note: str = ""
    undone_by: str = ""
    undone_at: str = ""
    undone_note: str = ""
    status: Status = "holds"
    overruled_by: str = ""
    missing: int = 0
    targets: tuple[str, ...] = ()

    @property
    def parts(self) -> set[int]:
        """Of how many parts it speaks."""
        return {anchor.part for anchor in self.anchors}


def ruling_item(ruling: Ruling) -> Item:
    """The item that keeps a ruling; what is decided alike twice is one item."""
    fields = {
        "of": ruling.of,
        "action": ruling.action,
        "anchors": [view_to_json(anchor) for anchor in ruling.anchors],
        "value": ruling.value,
        "account": ruling.account,
        "was": list(ruling.was),
    }
    return Item.make(kind=KIND, fields=fields, by=ruling.by, at=ruling.at)


def read_rulings(items: Iterable[Item], decisions: Iterable[Decision]) -> tuple[Ruling, ...]:
    """Rulings from items and the decisions on them, in the order in which they were last decided.

    An item that says nothing sensible (an import can hold anything) becomes a ruling without anchors, so that
    it is listed as gone.
    """
    found = {item.id: item for item in items if item.kind == KIND}
    made: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.target in found:
            made.setdefault(decision.target, []).append(decision)
    rulings = [_ruling(item, made.get(item.id, [])) for item in found.values()]
    return tuple(sorted(rulings, key=lambda ruling: (ruling.at, ruling.id)))


def _ruling(item: Item, decisions: list[Decision]) -> Ruling:
    fields = item.fields
    of: Of = "claim" if fields.get("of") == "claim" else "factor"
    action = fields.get("action")
    value = str(fields.get("value", ""))
    known = action in ACTIONS[of] and value in _VALUES.get(action, {value})
    was = fields.get("was")
    ordered = sorted(decisions, key=lambda decision: decision.at)
    given = next((d for d in reversed(ordered) if d.verdict == "accepted"), None)
    last = ordered[-1] if ordered else None
    back = last if last and last.verdict != "accepted" else None
    return Ruling(
        item.id,
        of,
        cast("Action", action) if known else ACTIONS[of][0],
        _anchors(fields) if known else (),
        value=value,
        account=str(fields.get("account", "")),
        was=tuple(map(str, was)) if isinstance(was, list | tuple) else (),
        by=given.by if given else item.by,
        at=given.at if given else item.at,
        note=given.note if given else "",
        undone_by=back.by if back else "",
        undone_at=back.at if back else "",
        undone_note=back.note if back else "",
        status="undone" if back else "holds",
    )


def _anchors(fields: Mapping[str, Any]) -> tuple[Anchor, ...]:
    try:
        found = tuple(view_from_json(Anchor, anchor) for anchor in fields["anchors"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return ()
    return found if all(map(_is_sound, found)) else ()


def _is_sound(anchor: Anchor) -> bool:
    numbers = (anchor.part, anchor.turn, *(end for span in anchor.spans for end in span))
    whole = all(isinstance(n, int) for n in numbers) and isinstance(anchor.doc, str)
    return whole and bool(anchor.spans) and all(0 <= a < b for a, b in anchor.spans)
