"""The brief as Markdown: the claim matrix, the clashes with their sentences, the what-if summary."""

import re
from collections.abc import Iterable, Iterator

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.head import Head, head
from rashomon.app.web.pages import matrix, whatif
from rashomon.app.web.wording import count

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_QUOTE = 320  # characters of a quote: short quotes, not texts


def markdown(dossier: Dossier) -> str:
    """The whole brief."""
    assert dossier.story is not None
    parts = [
        f"# {escape(dossier.story.title)}",
        _summary(head(dossier)),
        "## Accounts",
        "\n".join(_account(account) for account in dossier.accounts),
        "## Claims",
        _matrix(dossier),
        "## Clashes",
        *_clashes(dossier),
        "## What if",
        *_whatif(dossier),
        "This dossier shows what accounts say. It gives no verdict on what is true.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Text in one line in which nothing counts as Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _summary(figures: Head) -> str:
    copies = f"; {count(figures.copies, 'is a copy', 'are copies')}" if figures.copies else ""
    return (
        f"{count(figures.accounts, 'account')}, {count(figures.claims, 'claim')}, "
        f"{count(figures.clashes, 'clash', 'clashes')}. "
        f"Read from {count(figures.documents, 'document')}{copies}. Silent is not denies."
    )


def _account(account: Account) -> str:
    title = f": *{escape(account.doc.title)}*" if account.doc.title else ""
    date = f" ({account.date})" if account.date else ""
    copies = f", with {count(len(account.copies), 'copy', 'copies')}" if account.copies else ""
    return f"- **{account.letter}** {escape(account.label)}{title}{date}{copies}"


def _matrix(dossier: Dossier) -> str:
    letters = [account.letter for account in dossier.accounts]
    lines = [_row(["Claim", "", *letters]), _row(["---", "---", *["---" for _ in letters]])]
    shared = matrix.build(dossier, only=matrix.Filter(matrix.opening(dossier)))
    for claim in shared:
        cells = [", ".join([cell.stance.word, *cell.tags]) for cell in claim.cells]
        lines.append(_row([escape(claim.statement), "clash" if claim.clash else "", *cells]))
    alone = len(dossier.comparison.claims) - len(shared)
    if alone:
        lines.append(f"\n{count(alone, 'more claim')} made by one account alone.")
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _clashes(dossier: Dossier) -> Iterator[str]:
    claims = [claim for claim in matrix.build(dossier) if claim.clash]
    for claim in claims:
        yield f"### {escape(claim.statement)}"
        for found in matrix.evidence(dossier, claim.id):
            quotes = found.quotes or tuple(q for step in found.chain for q in step.quotes)
            account = found.cell.account
            who = f"{account.letter} {escape(account.label)}"
            yield f"**{who}** {found.cell.stance.word}, {escape(found.who)}:"
            yield "\n>\n".join(_quote(quote) for quote in quotes)
    if not claims:
        yield "None was found."


def _quote(quote: Quote) -> str:
    text = " ".join(quote.passage.text.split())
    short = text if len(text) <= _QUOTE else text[:_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"> {escape(short)} ({quote.passage.place})"


def _whatif(dossier: Dossier) -> Iterator[str]:
    for factor, _ in whatif.levers(dossier):
        scenario = whatif.build(dossier, factor.id, 1)
        if scenario.rows:
            yield f"### If {escape(factor.label)} goes up"
            yield _effects(dossier, scenario)


def _effects(dossier: Dossier, scenario: whatif.Scenario) -> str:
    letters = [account.letter for account in dossier.accounts]
    lines = [_row(["Outcome", "", *letters]), _row(["---", "---", *["---" for _ in letters]])]
    for row in scenario.rows:
        words = [cell.effect.word for cell in row.cells]
        lines.append(_row([escape(row.label), "clash" if row.clash else "", *words]))
    return "\n".join(lines)
