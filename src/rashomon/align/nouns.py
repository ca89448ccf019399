"""What kind of thing a common noun names: a person, a body, a place; and words that tell a gender."""

from functools import cache
from typing import Literal

Kind = Literal["person", "body", "place", "thing"]
Gender = Literal["m", "f", ""]

HONORIFICS: dict[str, Gender] = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mister": "m", "herr": "m", "monsieur": "m", "señor": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "lady": "f", "madame": "f", "mme": "f", "dame": "f",
    "dr": "", "dr.": "", "prof": "", "prof.": "", "gen.": "", "col.": "", "lt.": "", "sen.": "", "rep.": "", "gov.": "",
    "capt.": "", "rev.": "", "st.": "", "hon.": "", "sgt.": "", "maj.": "",
}  # fmt: skip
GENDERS: dict[str, Gender] = {
    **dict.fromkeys(
        "king prince duke baron count emperor father brother son husband uncle nephew man boy chairman spokesman salesman "
        "fisherman councilman congressman businessman foreman statesman actor waiter widower monk bishop pope sultan "
        "sheikh emir shah grandfather gentleman policeman postman alderman ombudsman imam abbot earl".split(),
        "m",
    ),
    **dict.fromkeys(
        "queen princess duchess baroness countess empress mother sister daughter wife aunt niece woman girl chairwoman "
        "spokeswoman saleswoman councilwoman congresswoman businesswoman actress waitress widow nun abbess headmistress "
        "grandmother lady policewoman heiress midwife".split(),
        "f",
    ),
}  # fmt: skip
_PERSON = frozenset(
    """president minister premier chancellor senator governor mayor deputy secretary commissioner ambassador envoy consul
    delegate general colonel major captain lieutenant sergeant admiral marshal commander brigadier commodore judge justice
    prosecutor lawyer attorney advocate counsel magistrate chief head chair chairperson leader director manager boss
    executive founder owner partner analyst economist expert scientist professor doctor engineer researcher lecturer teacher
    pupil student author writer poet editor columnist reporter journalist correspondent critic historian coach trainer player
    keeper striker defender farmer grower miller baker shepherd trader merchant dealer broker banker investor shareholder
    treasurer auditor inspector officer official spokesperson representative member mp candidate councillor alderman
    ombudsman official adviser advisor aide assistant clerk diplomat negotiator mediator observer witness defendant accused
    plaintiff suspect victim patient nurse pharmacist priest rabbi cleric activist campaigner organiser organizer unionist
    steward worker driver pilot skipper sailor soldier guard policeman detective neighbour resident tenant landlord citizen
    politician statesman lawmaker legislator speaker whip rapporteur marquis knight pensioner plumber carpenter mechanic
    electrician surveyor architect artist musician singer painter actor curator librarian archivist archbishop rector dean
    provost principal head-teacher headteacher warden caretaker trainee apprentice intern newcomer veteran reservist refugee
    migrant child person athlete runner swimmer champion captain goalkeeper referee umpire midfielder winger technician
    geologist biologist chemist physicist hydrologist meteorologist seismologist glaciologist ecologist epidemiologist
    agronomist ceo cfo cto minister-president vice-president attaché host presenter anchor guest""".split()
)  # fmt: skip
_BODY = frozenset(
    """ministry department government cabinet administration parliament congress senate assembly council commission committee
    board agency authority bureau office court tribunal party union federation association confederation league alliance
    coalition company firm corporation group bank fund institute university college school academy hospital clinic paper
    newspaper magazine broadcaster station channel network publisher club team society trust charity foundation consortium
    cooperative co-operative army navy force corps regiment brigade battalion police directorate secretariat embassy
    consulate delegation mission panel chamber airline carrier operator manufacturer maker retailer supermarket chain
    brewery mill shipyard developer insurer lender regulator watchdog exchange start-up startup organisation organization
    guild bench militia treasury inspectorate service junta regime column unit guard household church diocese observatory
    laboratory lab archive museum theatre orchestra festival utility conglomerate subsidiary bloc monitor vendor supplier
    contractor cartel syndicate squad side press""".split()
)  # fmt: skip
_PLACE = frozenset(
    """country state nation republic kingdom city town village island province region district county capital port harbour
    valley river lake sea strait bay gulf coast mountain hill desert border municipality borough canton principality empire
    neighbour suburb parish federation emirate archipelago peninsula plant bridge airport dam tunnel stadium square
    station site""".split()
)  # fmt: skip
# Lemmas: who acts for a state when they are named with it ("Russian officials").
OFFICIALS = frozenset(
    "government official authority administration leadership cabinet diplomat ruler".split()
)
_PERSON_ENDINGS = ("man", "woman", "ist", "person", "ologist", "smith", "wright", "keeper", "holder")  # fmt: skip
_MIN_STEM = 3


@cache
def noun_kinds(lemma: str) -> frozenset[Kind]:
    """The kinds of thing that a noun can name; "thing" where the lists have none."""
    lists: tuple[tuple[Kind, frozenset[str]], ...] = (
        ("person", _PERSON),
        ("body", _BODY),
        ("place", _PLACE),
    )
    kinds = {kind for kind, words in lists if lemma in words}
    by_form = lemma in GENDERS or lemma.endswith(_PERSON_ENDINGS)
    if by_form and len(lemma) >= _MIN_STEM and not kinds:
        kinds.add("person")
    return frozenset(kinds) or frozenset[Kind](["thing"])


def gender_of(words: list[str]) -> Gender:
    """The gender that titles tell ("Mr", "queen"); "" where they tell none."""
    known = (HONORIFICS.get(word) or GENDERS.get(word, "") for word in words)
    return next((gender for gender in known if gender), "")
