"""Views as JSON records, flat rows, data frames and notebook tables."""

from collections.abc import Callable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from rashomon.core.camps import Camps
from rashomon.core.codec import to_json
from rashomon.core.errors import MissingPart
from rashomon.core.overlaps import Overlap
from rashomon.core.profiles import Profile
from rashomon.core.records import Item
from rashomon.core.rulings import Ruling
from rashomon.core.statements import ClaimStatement
from rashomon.core.verdicts import (
    Calibration,
    ConsistencyMatrix,
    Crux,
    EvidenceItem,
    Hypothesis,
    LedgerRow,
    LeftOut,
    Question,
    RatedCell,
    SeriesCheck,
    Unplaced,
)
from rashomon.core.viewcodec import view_to_json
from rashomon.core.views import (
    CausalMap,
    Cell,
    Claim,
    Effect,
    Factor,
    Hit,
    LeverRow,
    Loops,
    Related,
    Robustness,
    Story,
)

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim with its cells."""
    return {
        "record": "claim",
        "id": claim.id,
        "statement": claim.statement,
        "clash": claim.clash,
        "origin": claim.origin,
        "cells": [_cell(cell) for cell in claim.cells],
        "statements": [_statement(one) for one in claim.statements],
        "proposed_statement": claim.proposed,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "account": cell.account,
        "stance": cell.stance,
        "spans": [list(span) for span in cell.spans],
        "voice": cell.voice,
        "hedged": cell.hedged,
        "source": cell.source,
        "annotations": list(cell.annotations),
        "ruling": cell.ruling,
        "proposed": cell.proposed,
    }


def _statement(one: ClaimStatement) -> dict[str, Any]:
    return {
        "statement": one.id,
        "doc": one.doc,
        "spans": [list(span) for span in one.spans],
        "stance": one.stance,
        "annotation": one.annotation,
        "ruling": one.ruling,
        "proposed": one.proposed,
    }


def factor_record(factor: Factor) -> dict[str, Any]:
    """A factor of a story with the phrases of all accounts."""
    return {
        "record": "factor",
        "id": factor.id,
        "label": factor.label,
        "proposed_label": factor.proposed,
        "phrases": [
            {
                "phrase": p.id,
                "doc": p.doc,
                "span": list(p.span),
                "direction": p.direction,
                "role": p.role,
                "turn": p.turn,
            }
            for p in factor.phrases
        ],
    }


def map_record(causal_map: CausalMap) -> dict[str, Any]:
    """One account's causal map, with its feedback loops."""
    from rashomon.maps.loops import find_loops

    loops = find_loops(causal_map)
    return {
        "record": "map",
        "account": causal_map.account,
        "factors": [
            {
                "id": factor.id,
                "label": factor.label,
                "phrases": [
                    {"doc": p.doc, "span": list(p.span), "direction": p.direction}
                    for p in factor.phrases
                ],
            }
            for factor in causal_map.factors
        ],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "sign": edge.sign,
                "mode": edge.mode,
                "hedged": edge.hedged,
                "voice": edge.voice,
                "annotations": list(edge.annotations),
            }
            for edge in causal_map.edges
        ],
        "loops": _loops(loops),
        "loops_complete_to": loops.complete_to,
    }


def _loops(loops: Loops) -> list[dict[str, Any]]:
    return [
        {
            "kind": loop.kind,
            "factors": list(loop.factors),
            "hedged": loop.hedged,
            "annotations": list(loop.annotations),
        }
        for loop in loops.loops
    ]


def effect_record(effect: Effect) -> dict[str, Any]:
    """What one account implies for one outcome."""
    return {
        "record": "effect",
        "account": effect.account,
        "push": effect.push,
        "direction": effect.direction,
        "outcome": effect.outcome,
        "effect": effect.effect,
        "path": list(effect.path),
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    """One search result."""
    return {
        "record": "hit",
        "doc": hit.doc,
        "score": hit.score,
        "spans": [list(span) for span in hit.spans],
        "snippets": [list(span) for span in hit.snippets],
        "by": hit.by,
    }


def related_record(related: Related) -> dict[str, Any]:
    """A document near another one."""
    return {
        "record": "related",
        "doc": related.doc,
        "score": related.score,
        "same_story": related.same_story,
        "copy": related.copy,
    }


def story_record(story: Story) -> dict[str, Any]:
    """A story with its documents."""
    return {
        "record": "story",
        "id": story.id,
        "title": story.title,
        "topic": story.topic,
        "documents": list(story.documents),
        "copies": [{"copy": copy, "original": original} for copy, original in story.copies],
    }


def overlap_record(overlap: Overlap) -> dict[str, Any]:
    """What two documents share, and what a copy changed."""
    return {
        "record": "overlap",
        "left": overlap.left,
        "right": overlap.right,
        "copy": overlap.copy,
        "left_share": overlap.left_share,
        "right_share": overlap.right_share,
        "passages": [
            {"left": list(p.left), "right": list(p.right), "words": p.words, "moved": p.moved}
            for p in overlap.passages
        ],
        "changes": [
            {"kind": c.kind, "left": list(c.left), "right": list(c.right)} for c in overlap.changes
        ],
    }


def loops_record(loops: Loops) -> dict[str, Any]:
    """One account's feedback loops."""
    return {
        "record": "loops",
        "account": loops.account,
        "complete_to": loops.complete_to,
        "loops": _loops(loops),
    }


def camps_record(camps: Camps) -> dict[str, Any]:
    """One account's camps; each tie with the names of its two."""
    names = {actor.id: actor.name for actor in camps.actors}
    record = {"record": "camps", **view_to_json(camps), "proven": camps.proven}
    for tie in record["ties"]:
        tie["left_name"], tie["right_name"] = names[tie["left"]], names[tie["right"]]
    return record


_MAKERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Claim: claim_record,
    Factor: factor_record,
    Ruling: lambda ruling: {"record": "ruling", **view_to_json(ruling)},
    CausalMap: map_record,
    Effect: effect_record,
    Hit: hit_record,
    Related: related_record,
    Story: story_record,
    Overlap: overlap_record,
    Item: to_json,
    Loops: loops_record,
    Camps: camps_record,
}
# views whose record has the fields of the view
_NAMES: dict[type, str] = {
    ConsistencyMatrix: "consistency",
    Hypothesis: "hypothesis",
    EvidenceItem: "evidence",
    RatedCell: "cell",
    LeftOut: "left_out",
    Crux: "crux",
    Unplaced: "unplaced",
    Question: "question",
    LeverRow: "lever",
    LedgerRow: "ledger",
    Calibration: "calibration",
    SeriesCheck: "series_check",
    Robustness: "robustness",
    Profile: "profile",
}
_PARTS = {
    "claim": "cells",
    "factor": "phrases",
    "map": "edges",
    "consistency": "cells",
    "series_check": "stated",
    "lever": "cells",
    "crux": "chances",
    "calibration": "bins",
    "loops": "loops",
    "camps": "ties",
}
_NESTED = {
    "chances",
    "bins",
    "points",
    "set_aside",
    "unplaced",
    "record",
    "cells",
    "edges",
    "factors",
    "phrases",
    "statements",
    "hypotheses",
    "evidence",
    "left_out",
    "cruxes",
    "stated",
    "loops",
    "actors",
    "ties",
    "groups",
}


class View(tuple[T, ...]):
    """Views of one kind: a tuple that also gives records, a data frame and a notebook table."""

    __slots__ = ()

    def records(self) -> list[dict[str, Any]]:
        """The JSON records that the command line prints."""
        return [record_of(item) for item in self]

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows: one for each cell of a claim and each edge of a map."""
        return [row for record in self.records() for row in _rows(record)]

    def to_frame(self) -> "pd.DataFrame":
        """The rows as a pandas data frame.

        Raises:
            MissingPart: pandas is not installed.
        """
        return frame_of(self.rows())

    def _repr_html_(self) -> str:
        """A table for notebooks; what comes from pages is escaped."""
        return table_of(self.rows())


def record_of(view: Any) -> dict[str, Any]:
    """The JSON record of a view."""
    kinds = (kind for kind in type(view).__mro__ if kind in _MAKERS or kind in _NAMES)
    kind = next(kinds)
    if kind in _MAKERS:
        return _MAKERS[kind](view)
    return {"record": _NAMES[kind], **view_to_json(view)}


def frame_of(rows: list[dict[str, Any]]) -> "pd.DataFrame":
    """Rows as a pandas data frame.

    Raises:
        MissingPart: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        message = "a data frame needs pandas: pip install pandas"
        raise MissingPart(message) from error
    return pd.DataFrame(rows)


def table_of(rows: list[dict[str, Any]]) -> str:
    """Rows as an HTML table, everything in it escaped."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(row.get(c, '')))}</td>" for c in columns) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _rows(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if record["record"] == "profile":
        yield _profile_row(record)
        return
    part = _PARTS.get(record["record"])
    if part is None:
        yield {k: v for k, v in record.items() if k != "record"}
        return
    shared = {k: v for k, v in record.items() if k not in _NESTED}
    if record["record"] == "series_check" and not record[part]:
        yield shared  # the numbers stand, whether or not an account says what moves the factor
    for inner in record[part]:
        yield {**shared, **inner}


def _profile_row(record: dict[str, Any]) -> dict[str, Any]:
    """A profile in numbers: statements by share, what sources say by kind, what is left out."""
    row = {"account": record["account"], "statements": record["statements"]}
    row |= {share["key"]: len(share["annotations"]) for share in record["shares"]}
    quoted = dict.fromkeys(("named", "unnamed", "pronoun", "none"), 0)
    for source in record["sources"]:
        quoted[source["kind"]] += len(source["annotations"])
    row |= {f"quoted_{kind}": number for kind, number in quoted.items()}
    return row | {"silent_on": len(record["silences"])}
