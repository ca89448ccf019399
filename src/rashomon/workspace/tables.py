"""What people judged, with the tables that a notebook and a data frame need."""

from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Any

from rashomon.core.verdicts import (
    ConsistencyMatrix,
    Crux,
    EvidenceItem,
    Hypothesis,
    LeftOut,
    RatedCell,
    SeriesCheck,
    Unplaced,
)
from rashomon.judge.ratings import sign_of
from rashomon.workspace.records import View, frame_of, record_of, table_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class JudgedMatrix(ConsistencyMatrix):
    """A consistency matrix whose parts give frames and notebook tables of their own."""

    hypotheses: View[Hypothesis]
    evidence: View[EvidenceItem]
    cells: View[RatedCell]
    left_out: View[LeftOut]
    cruxes: View[Crux]
    set_aside: View[Hypothesis] = View()  # noqa: RUF009 - empty and frozen
    unplaced: View[Unplaced] = View()  # noqa: RUF009 - empty and frozen

    @classmethod
    def of(cls, matrix: ConsistencyMatrix) -> "JudgedMatrix":
        """The same matrix with its parts as views."""
        parts = {"hypotheses", "evidence", "cells", "left_out", "cruxes", "set_aside", "unplaced"}
        values: dict[str, Any] = {f.name: getattr(matrix, f.name) for f in fields(matrix)}
        return cls(**values | {part: View(values[part]) for part in parts})

    def records(self) -> list[dict[str, Any]]:
        """The JSON record that the command line prints."""
        return [record_of(self)]

    def rows(self) -> list[dict[str, Any]]:
        """A flat row for each cell, with the words of both sides."""
        texts = {h.id: h.text for h in self.hypotheses}
        labels = {e.id: e.label for e in self.evidence}
        return [
            {
                "hypothesis": cell.hypothesis,
                "text": texts[cell.hypothesis],
                "evidence": cell.evidence,
                "label": labels[cell.evidence],
                "step": cell.step,
                "spread": cell.spread,
                "raters": list(cell.raters),
            }
            for cell in self.cells
        ]

    def to_frame(self) -> "pd.DataFrame":
        """The rows as a pandas data frame.

        Raises:
            MissingPart: pandas is not installed.
        """
        return frame_of(self.rows())

    def _repr_html_(self) -> str:
        """Hypotheses in rows, evidence in columns, for notebooks; what comes from pages is escaped."""
        signs = {(c.hypothesis, c.evidence): sign_of(c.step) for c in self.cells}
        heads = ["hypothesis", "against it", "share", *(e.label for e in self.evidence)]
        head = "".join(f"<th>{escape(name)}</th>" for name in heads)
        body = ""
        for h in self.hypotheses:
            own = [signs.get((h.id, e.id), "") for e in self.evidence]
            cells = [h.text, _number(h.inconsistency), _band(h.share), *own]
            body += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True)
class CheckedSeries(SeriesCheck):
    """A check of a series whose points are a frame, and whose notebook table says what it found."""

    @classmethod
    def of(cls, check: SeriesCheck) -> "CheckedSeries":
        """The same check."""
        return cls(**{f.name: getattr(check, f.name) for f in fields(check)})

    def records(self) -> list[dict[str, Any]]:
        """The JSON record that the command line prints."""
        return [record_of(self)]

    def rows(self) -> list[dict[str, Any]]:
        """A flat row for each point around the window: its day, its value, where it stands."""
        return [{"day": day, "value": value, "part": self._part(day)} for day, value in self.points]

    def to_frame(self) -> "pd.DataFrame":
        """The rows as a pandas data frame.

        Raises:
            MissingPart: pandas is not installed.
        """
        return frame_of(self.rows())

    def _repr_html_(self) -> str:
        """The sentence, and what the accounts state; what comes from pages is escaped."""
        stated = [{"account": s.account, "cause": s.cause, "sign": s.sign} for s in self.stated]
        table = table_of(stated) if stated else "<p>No account says what moves it.</p>"
        return f"<p>{escape(self.sentence)} ({escape(self.origin)})</p>{table}"

    def _part(self, day: str) -> str:
        if day <= self.before[0]:
            return "before"
        return "window" if day <= self.after[0] else "after"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _band(share: tuple[float, float, float] | None) -> str:
    return " … ".join(f"{one:.0%}" for one in share) if share else "not weighed"
