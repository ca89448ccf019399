"""Data series around a day, drawn and told, beside what the accounts say of their factor."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier
from rashomon.app.web.plots import SeriesPlot, plot_series
from rashomon.app.web.wording import SIGN_GLYPH, SIGN_KEY, verb
from rashomon.core.verdicts import SeriesCheck, StatedEffect


@dataclass(frozen=True, slots=True)
class Said:
    """What one account says moves the factor of a series."""

    account: Account
    sign: str
    key: str
    words: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataRow:
    """A data series around a day, beside what the accounts say of its factor."""

    check: SeriesCheck
    said: tuple[Said, ...]
    plot: SeriesPlot | None


def data_rows(dossier: Dossier) -> tuple[DataRow, ...]:
    """The kept checks of the story shown."""
    story = dossier.story.id if dossier.story else ""
    return tuple(data_row(dossier, check) for check in dossier.case.series_checks(story))


def data_row(dossier: Dossier, check: SeriesCheck) -> DataRow:
    """One check as the page shows it; those of older versions kept no points to draw."""
    plot = plot_series(check) if len(check.points) > 1 else None
    return DataRow(check, tuple(_said(dossier, one) for one in check.stated), plot)


def _said(dossier: Dossier, one: StatedEffect) -> Said:
    marks = (
        (one.mode, one.mode != "asserted"),
        ("hedged", one.hedged),
        (one.voice, one.voice != "own"),
    )
    return Said(
        dossier.account(one.account),
        SIGN_GLYPH[one.sign],
        SIGN_KEY[one.sign],
        f"{one.cause} {verb(one.sign)} it",
        tuple(word for word, there in marks if there),
    )
