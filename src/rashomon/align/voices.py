"""Who speaks: the attribution over an item, and whether the account keeps its distance from it."""

from collections.abc import Sequence

from rashomon.align.trees import Account
from rashomon.core.bodies import Attribution, CausalClaim
from rashomon.core.records import Annotation
from rashomon.core.spans import Spans, covers
from rashomon.core.views import Actor, Speaker, Voice
from rashomon.extract.voice import voice_of
from rashomon.nlp.lemmas import lemma

# Cues by which an account says that it does not vouch for what it quotes.
DISTANCING = frozenset({"claim", "allege", "purport", "pretend", "insinuate", "imagine"})


def covering(account: Account, spans: Spans) -> Attribution | None:
    """The innermost attribution whose content holds the spans."""
    bodies = [_body(a) for a in account.attributions]
    inside = [body for body in bodies if covers(body.content, spans)]
    return min(inside, key=_content_length, default=None)


def at_distance(account: Account, attribution: Attribution | None) -> bool:
    """Whether the account keeps its distance from what it quotes: "claims", "alleges"."""
    if attribution is None:
        return False
    cues = (account.doc.text[start:end] for start, end in attribution.cue)
    return any(lemma(word) in DISTANCING for cue in cues for word in cue.split())


def edge_voice(account: Account, spans: Spans) -> Voice:
    """In whose voice a causal claim stands; what is quoted at a distance is only imputed."""
    voice, _ = voice_of(spans, account.attributions)
    distant = voice == "quoted" and at_distance(account, covering(account, spans))
    return "imputed" if distant else voice


def find_speakers(account: Account, actors: Sequence[Actor]) -> dict[str, Speaker]:
    """Whom each causal claim of an account that stands in a quote is quoted from.

    Args:
        account: The document with its annotations.
        actors: The story's actors.
    """
    known = {said: actor.id for actor in actors for said in actor.attributions}
    ids = {_body(a): a.id for a in account.attributions}
    found = {}
    for claim in account.causal_claims:
        assert isinstance(claim.body, CausalClaim)
        said = covering(account, claim.body.cause + claim.body.effect)
        if said is not None:
            actor = known.get(ids[said], "")
            words = "" if actor else source_words(account.doc.text, said)
            here = "" if actor else account.doc.id
            found[claim.id] = Speaker(here, actor, words)
    return found


def source_words(text: str, attribution: Attribution) -> str:
    """The source's words in the text, in one line; "" where the text names none."""
    return " ".join(" ".join(text[start:end] for start, end in attribution.source).split())


def _body(annotation: Annotation) -> Attribution:
    assert isinstance(annotation.body, Attribution)
    return annotation.body


def _content_length(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)
