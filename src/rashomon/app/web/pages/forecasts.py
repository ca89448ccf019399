"""What the accounts predict, as dated questions, and how it came out."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.core.verdicts import LedgerRow, Question
from rashomon.forecast.ledger import LEAST_RESOLVED, scored
from rashomon.forecast.scores import Bin, Decomposition, decompose, reliability

BINS = 5
PAGE = 100
WORDS = {
    "proposed": "proposed",
    "confirmed": "open",
    "yes": "came true",
    "no": "did not come true",
    "void": "void",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its sentence."""

    question: Question
    account: Account
    quotes: tuple[Quote, ...]

    @property
    def status(self) -> str:
        """What became of it, in words."""
        return WORDS[self.question.status]


@dataclass(frozen=True, slots=True)
class Forecasting:
    """The page; `bins` and `parts` only from enough resolved forecasts."""

    asked: tuple[Asked, ...]
    more: int
    ledger: tuple[LedgerRow, ...]
    bins: tuple[Bin, ...]
    parts: Decomposition | None
    resolved: int
    least: int = LEAST_RESOLVED


def build(dossier: Dossier, *, every: bool = False) -> Forecasting:
    """The questions of the story's accounts and the ledger of the whole case."""
    questions = tuple(dossier.case.questions())
    accounts = {account.id for account in dossier.accounts}
    own = [q for q in questions if q.account in accounts]
    own.sort(key=lambda q: (not q.closes, q.closes, q.account, q.spans))
    shown = own if every else own[:PAGE]
    forecasts, outcomes = scored(questions)
    enough = len(forecasts) >= LEAST_RESOLVED
    return Forecasting(
        tuple(_asked(dossier, question) for question in shown),
        len(own) - len(shown),
        tuple(dossier.case.ledger(questions)),
        reliability(forecasts, outcomes, bins=BINS) if enough else (),
        decompose(forecasts, outcomes) if enough else None,
        len(forecasts),
    )


def _asked(dossier: Dossier, question: Question) -> Asked:
    roles = {"content": question.spans}
    quotes = dossier.quotes(question.account, roles, annotation=question.id)
    return Asked(question, dossier.account(question.account), quotes)
