"""The months as other languages write them."""

import re

_MONTHS = """
januar janvier enero gennaio janeiro januari tammikuuta stycznia ledna ocak января січня január ianuarie
februar février fevrier febrero febbraio fevereiro februari helmikuuta lutego února şubat февраля лютого február februarie
märz mars marzo março marco maart maaliskuuta marca března mart марта березня március martie
april avril abril aprile april huhtikuuta kwietnia dubna nisan апреля квітня április aprilie
mai mai mayo maggio maio mei maj toukokuuta maja května mayıs мая травня május
juni juin junio giugno junho juni kesäkuuta czerwca června haziran июня червня június iunie
juli juillet julio luglio julho juli heinäkuuta lipca července temmuz июля липня július iulie
august août aout agosto augustus augusti elokuuta sierpnia srpna ağustos августа серпня augusztus
september septembre septiembre settembre setembro syyskuuta września září eylül сентября вересня szeptember septembrie
oktober octobre octubre ottobre outubro lokakuuta października října ekim октября жовтня október octombrie
november novembre noviembre novembro marraskuuta listopada listopadu kasım ноября листопада noiembrie
dezember décembre decembre diciembre dicembre dezembro december desember joulukuuta grudnia prosince aralık декабря грудня decembrie
"""
_NUMBERS = {
    name: number for number, line in enumerate(_MONTHS.split("\n")) for name in line.split()
}
_DAY = re.compile(
    r"(?<!\d)(?P<day>[0-3]?\d)(?:\.|er|º|°)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,12})\.?,?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)


def find_foreign_day(text: str) -> tuple[int, int, int, tuple[int, int]] | None:
    """Year, month and day of a date such as "24 juin 2031" or "24. Juni 2031", and its span."""
    for match in _DAY.finditer(text):
        month = _NUMBERS.get(match["month"].casefold())
        if month:
            return int(match["year"]), month, int(match["day"]), match.span()
    return None
