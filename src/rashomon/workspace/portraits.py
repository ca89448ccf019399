"""What is told of a story's actors and accounts beside its claims: camps, profiles, who vouches for what."""

from collections.abc import Mapping, Sequence

from rashomon.align.ties import find_ties
from rashomon.align.voices import find_speakers
from rashomon.core.camps import Camps
from rashomon.core.profiles import Profile
from rashomon.core.views import Comparison, Effect, Robustness, Speaker
from rashomon.maps.camps import find_camps
from rashomon.maps.profiles import find_profiles
from rashomon.maps.robustness import Backing
from rashomon.store.base import Store
from rashomon.workspace.reading import account_of


def portraits_of(store: Store, comparison: Comparison) -> tuple[list[Camps], list[Profile]]:
    """For each account the camps of its actors, and how it tells the story."""
    accounts = [account_of(store, store.document(doc)) for doc in comparison.story.accounts]
    names = {actor.id: actor.name for actor in comparison.actors}
    ties = find_ties(accounts, comparison.actors)
    camps = [find_camps(a.doc.id, ties[a.doc.id], names) for a in accounts]
    return camps, find_profiles(accounts, comparison)


def robustness_of(
    store: Store, comparison: Comparison, effects: Sequence[Effect]
) -> list[Robustness]:
    """For each effect that an account implies, how many sources would have to be wrong."""
    speakers = _speakers(store, comparison)
    backing = {m.account: Backing(m, comparison.maps, speakers) for m in comparison.maps}
    found = []
    for effect in effects:
        if effect.effect != "silent":
            found += backing[effect.account].of(effect.push, effect.direction, effect.outcome)
    return found


def _speakers(store: Store, comparison: Comparison) -> Mapping[str, Speaker]:
    """Whom each quoted causal claim of the story is quoted from."""
    found: dict[str, Speaker] = {}
    for doc_id in comparison.story.accounts:
        account = account_of(store, store.document(doc_id))
        found |= find_speakers(account, comparison.actors)
    return found
