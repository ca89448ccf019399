"""What the accounts predict, as dated questions, and how it came out."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.pages.data import DataRow, data_rows
from rashomon.app.web.pages.history import Entry, history
from rashomon.core.verdicts import Calibration, Given, LedgerRow, Question
from rashomon.core.views import Factor
from rashomon.forecast.ledger import LEAST_RESOLVED, scored
from rashomon.forecast.questions import KINDS
from rashomon.forecast.scores import aggregate, neyman_factor
from rashomon.forecast.words import word_probability

PAGE = 100
WORDS = {
    "proposed": "proposed",
    "passed": "passed over",
    "confirmed": "open",
    "yes": "came true",
    "no": "did not come true",
    "void": "void",
}
# what a list can be narrowed to; "due" is open and its day has come, "" is all but what was passed over
SHOWS = {
    "": "All",
    "proposed": "Proposed",
    "open": "Open",
    "due": "Due",
    "resolved": "Resolved",
    "void": "Void",
    "passed": "Passed over",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its sentence."""

    question: Question
    account: Account
    quotes: tuple[Quote, ...]
    href: str
    due: bool

    @property
    def status(self) -> str:
        """What became of it, in words."""
        return WORDS[self.question.status]

    @property
    def shows(self) -> tuple[str, ...]:
        """The lists that it stands in."""
        status = self.question.status
        if status == "passed":
            return ("passed",)
        if status in ("yes", "no"):
            return ("", "resolved")
        own = {"proposed": "proposed", "confirmed": "open", "void": "void"}[status]
        return ("", own, "due") if self.due else ("", own)


@dataclass(frozen=True, slots=True)
class Choice:
    """A list that can be shown, and how many stand in it."""

    key: str
    name: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Forecasting:
    """The page; `calibrations` only from enough resolved forecasts."""

    asked: tuple[Asked, ...]
    more: int
    choices: tuple[Choice, ...]
    show: str
    words: bool
    ledger: tuple[LedgerRow, ...]
    calibrations: tuple[Calibration, ...]
    resolved: int
    data: tuple[DataRow, ...]
    factors: tuple[Factor, ...]
    least: int = LEAST_RESOLVED


def build(
    dossier: Dossier, *, show: str = "", words: bool = False, every: bool = False
) -> Forecasting:
    """The questions of the story's accounts and the ledger of the whole case."""
    questions = tuple(dossier.case.questions(words_as_numbers=words))
    accounts = {account.id for account in dossier.accounts}
    known = {a.id for account in accounts for a in dossier.case.annotations(account)}
    own = [_asked(dossier, q, known) for q in questions if q.account in accounts]
    own.sort(key=lambda one: (not one.question.closes, one.question.closes, one.question.account))
    listed = [one for one in own if show in one.shows]
    shown = listed if every else listed[:PAGE]
    return Forecasting(
        asked=tuple(shown),
        more=len(listed) - len(shown),
        choices=_choices(dossier, own, words=words),
        show=show,
        words=words,
        ledger=tuple(dossier.case.ledger(questions)),
        calibrations=tuple(dossier.case.calibrations(questions)),
        resolved=len(scored(questions)[0]),
        data=data_rows(dossier),
        factors=tuple(sorted(dossier.comparison.factors, key=lambda f: f.label.casefold())),
    )


def _choices(dossier: Dossier, own: Sequence[Asked], *, words: bool) -> tuple[Choice, ...]:
    counts = Counter(key for one in own for key in one.shows)
    kept = "1" if words else ""
    return tuple(
        Choice(key, name, counts[key], dossier.links.page("forecasts", show=key, words=kept))
        for key, name in SHOWS.items()
    )


def _asked(dossier: Dossier, question: Question, known: Container[str]) -> Asked:
    """A question with its sentence; `known` are the annotations that the reader can show."""
    annotation = question.id if question.id in known else ""
    quotes = dossier.quotes(question.account, {"content": question.spans}, annotation=annotation)
    today = datetime.now(UTC).date().isoformat()
    due = question.status == "confirmed" and "" < question.closes < today
    href = dossier.links.page("forecasts/question", q=question.id)
    return Asked(question, dossier.account(question.account), quotes, href, due)


@dataclass(frozen=True, slots=True)
class Working:
    """One question to work on: what is known, who gave it what, what was ever said of it.

    `extreme` is several people's probability made more extreme by Neyman's factor, `words` what the
    declared table makes of the hedge where nobody gave a number.
    """

    asked: Asked
    mine: Given | None
    extreme: float | None
    history: tuple[Entry, ...]
    words: float | None


def build_question(dossier: Dossier, name: str, *, me: str) -> Working:
    """One question.

    Args:
        dossier: The case.
        name: The question's id.
        me: The person whose probability can be changed here.

    Raises:
        UnknownRecord: there is no such question.
    """
    question = dossier.case.question(name)
    known = {annotation.id for annotation in dossier.case.annotations(question.account)}
    given = [one.probability for one in question.given]
    extreme = aggregate(given, factor=neyman_factor(len(given))) if len(given) > 1 else None
    return Working(
        _asked(dossier, question, known),
        next((one for one in question.given if one.by == me), None),
        extreme,
        history(dossier, name, kinds=KINDS),
        None if given else word_probability(question.hedge),
    )
