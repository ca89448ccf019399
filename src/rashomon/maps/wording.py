"""Plain sentences about factors: "the closure of the strait raises grain prices".

A factor's label is a phrase of the text: a quantity ("grain prices"), a happening ("closure of the
strait"), an actor ("the government"), a clause with its verb first ("shells the port") or a whole
sentence, which is quoted. Each needs its own words to be raised or lowered.
"""

from dataclasses import dataclass
from functools import cached_property

from rashomon.core.views import Factor
from rashomon.maps.propagate import Direction
from rashomon.nlp.lemmas import lemma
from rashomon.nlp.lexicon import BENEFIT, CAUSATIVE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Heads of phrases that go up and down rather than happen or not.
QUANTITIES = _words(
    """ability access advantage amount anger anxiety appetite budget burden capability capacity
    chance confidence consumption cost credibility currency danger debt demand dependence
    deterrence employment enthusiasm expenditure expense export fear flow force freight funding
    growth hope hostility import income inequality inflation influence investment legitimacy level
    leverage likelihood margin money morale number odds output pace pay payment popularity
    poverty power premium pressure price probability production profit prospect rate readiness
    reputation resilience resistance resolve revenue risk sale saving share speed spending stability
    standing stock strength supply support tariff tax tension threat tonnage trade traffic trust
    turnout unemployment value volume vulnerability wage wealth weight will willingness yield"""
)
# Heads of phrases that name somebody, who is strengthened or weakened.
ACTORS = _words(
    """administration alliance army authority bloc cabinet camp coalition company consumer council
    country economy enemy exporter family farmer government hawk household importer industry insurer
    junta kingdom kremlin leader leadership military minister ministry monarchy nation navy opposition
    parliament party people presidency president producer rebel regime republic ruler ship-owner
    shipowner side speculator state trader union voter worker"""
)
_PREPOSITIONS = _words(
    """about across after against along among around as at before behind between beyond by despite
    during for from in inside into like near of off on onto out outside over past per since than
    through to toward towards under until upon via with within without and or but nor that which who
    when while because if then not all both even just only"""
)
_DETERMINERS = _words("the a an its their his her our my your every each some any no")
_PRONOUNS = _words("i it he she we they you him them me us what who whom whose there this that")
_RELATIVES = _words("that which who whose what where")  # the verb behind one is not the label's own
_AUXILIARIES = _words(
    """to be is are was were been being has have had having do does did will would can could may
    might must should shall"""
)
_SENTENCE_MARKS = (_AUXILIARIES | {"cannot"}) - {"to", "being", "having"}
_PERIODS = _words("day week month quarter year tonne barrel head")  # "four crowns a month"
_EVENT_ENDINGS = ("ure", "tion", "sion")
_VOWELS = frozenset("aeiou")
LONGEST = 7  # words; a longer label is rather a sentence of the text than a name
POSITION = "the position of "  # how an actor who gains or loses is labelled


def sentence(source: Factor, target: Factor, *, sign: int, along: bool = False) -> str:
    """Say that one factor moves another.

    Args:
        source: The cause; spoken of as its phrases mostly do, as more or as less of it.
        target: The effect.
        sign: 1 or -1, what more of the cause does to the effect.
        along: The effect arrives over other factors in between.
    """
    cause, effect = Wording(source.label), Wording(target.label)
    spoken, turn = usual_direction(source), usual_direction(target)
    subject = cause.moved(spoken)
    up, down = effect.verbs
    named = turn if effect.happens else 1
    verb = up if sign * spoken * named > 0 else down
    outcome = effect.moved(turn) if effect.happens else effect.named
    plural = not cause.is_quantity and cause.is_plural and (spoken > 0 or cause.is_quoted)
    parts = [subject, *(["in the end"] if along else []), _agree(verb, plural=plural), outcome]
    return " ".join(parts)


def usual_direction(factor: Factor) -> Direction:
    """Whether the texts mostly speak of more (1) or of less (-1) of a factor."""
    return -1 if sum(phrase.direction for phrase in factor.phrases) < 0 else 1


def _agree(verb: str, *, plural: bool) -> str:
    word, _, rest = verb.partition(" ")
    return f"{word}{'' if plural else 's'} {rest}".strip()


@dataclass(frozen=True)
class Wording:
    """A label, and how it is spoken of."""

    label: str

    @cached_property
    def words(self) -> list[str]:
        """The label's words."""
        return self.label.split()

    @cached_property
    def head(self) -> str:
        """The last word before the first preposition: "the price of oil" has "price"."""
        for place, word in enumerate(self.words):
            if place and word.lower() in _PREPOSITIONS:
                return self.words[place - 1]
        return self.words[-1]

    @cached_property
    def verb(self) -> int | None:
        """Where a label with its verb in front of an object has it: "Orsa shells the port"."""
        if len(self.words) > LONGEST or self.words[0].lower() in _PRONOUNS:
            return None
        for place, word in enumerate(self.words[:-1]):
            if word in _RELATIVES:
                return None
            if self._is_verb(place):
                return place
        return None

    def _is_verb(self, place: int) -> bool:
        word, after = self.words[place], self.words[place + 1]
        taken = _PREPOSITIONS | _DETERMINERS | _AUXILIARIES | _PRONOUNS
        if word.lower() in taken or not word.isalpha() or not (place == 0 or word.islower()):
            return False
        if self.words[place + 2 : place + 3] and self.words[place + 2] in _PERIODS:
            return False
        if after.lower() in _DETERMINERS:
            return place == 0 or lemma(word) != word or self.words[place - 1] in _AUXILIARIES
        known = lemma(word) in CAUSATIVE.keys() | BENEFIT.keys()
        return place == 0 and after[:1].isupper() and known

    @cached_property
    def is_quoted(self) -> bool:
        """Whether the label is a sentence that no other words can be built around."""
        if self.words[0].lower() in _PRONOUNS:
            return True
        if self.verb is not None:
            return False
        return len(self.words) > LONGEST or any(w.lower() in _SENTENCE_MARKS for w in self.words)

    @cached_property
    def is_quantity(self) -> bool:
        """Whether it goes up and down."""
        return self._is_name and lemma(self.head) in QUANTITIES

    @cached_property
    def is_actor(self) -> bool:
        """Whether it is somebody, who gains or loses."""
        return self.is_position or (self._is_name and lemma(self.head) in ACTORS)

    @property
    def is_position(self) -> bool:
        """Whether it is an actor's position."""
        return self.label.startswith(POSITION)

    @property
    def _is_name(self) -> bool:
        return self.verb is None and not self.is_quoted

    @property
    def happens(self) -> bool:
        """Whether it comes about or not, rather than going up and down."""
        return not (self.is_quantity or self.is_actor)

    @cached_property
    def is_plural(self) -> bool:
        """Whether a verb behind it loses its s."""
        head = self.head.lower()
        if not self._is_name or self.is_position or head.endswith(("ss", "us", "is", "ing")):
            return False
        return head.endswith("s") or head == "people" or " and " in f" {self.label} "

    @property
    def verbs(self) -> tuple[str, str]:
        """What raises it, and what lowers it."""
        if self.is_quantity:
            return "raise", "lower"
        if self.is_actor:
            return "strengthen", "weaken"
        return "lead to", "work against"

    @property
    def named(self) -> str:
        """The label as a noun phrase with its article."""
        if self.is_quoted:
            return f"“{self.label}”"
        return f"the {self.label}" if self._needs_article else self.label

    @property
    def _needs_article(self) -> bool:
        first = self.words[0]
        if not first.islower() or self.is_plural or self.is_quantity or not self._is_name:
            return False
        if first in _DETERMINERS | _PRONOUNS or first.endswith("ing"):
            return False
        more = self.head != self.words[-1]
        return more or self.is_actor or self.head.endswith(_EVENT_ENDINGS)

    def moved(self, direction: Direction) -> str:
        """The label as a noun phrase that says more or less of it."""
        more = direction > 0
        if self.is_quoted:  # quoted as the text has it, so it says the direction itself
            return self.named
        if self.is_quantity:
            return f"{'a rise' if more else 'a fall'} in {self.named}"
        if self.is_position:
            return f"a {'better' if more else 'worse'} {self.label.removeprefix('the ')}"
        if self.verb is None:
            return self.named if more else f"the loss of {self.named}"
        subject = [word for word in self.words[: self.verb] if word not in _AUXILIARIES]
        negated = [] if more else ["not"]
        rest = self.words[self.verb + 1 :]
        return " ".join([*subject, *negated, gerund(self.words[self.verb]), *rest])


def gerund(word: str) -> str:
    """The -ing form: "shells" gives "shelling", "cut" gives "cutting"."""
    if word.endswith("ing") and len(word) > len("bring"):
        return word
    base = lemma(word)
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    return f"{base}{base[-1] if _doubles(base) else ''}ing"


def _doubles(base: str) -> bool:
    """One syllable that ends in one vowel and one consonant doubles it."""
    vowels = [letter in _VOWELS for letter in base]
    return sum(vowels) == 1 and vowels[-2:] == [True, False] and base[-1] not in "wxy"
