"""From the accounts of one story to the views that lay them side by side."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.align.actors import find_actors
from rashomon.align.aims import find_aims, find_levers
from rashomon.align.claim_rulings import rule_claims
from rashomon.align.claims import find_claims
from rashomon.align.factor_rulings import tell_factor_rulings
from rashomon.align.factors import find_factors
from rashomon.align.trees import Account
from rashomon.core.records import Annotation, Document
from rashomon.core.rulings import Ruling
from rashomon.core.views import Claim, Comparison, Story
from rashomon.gather.clusters import Clusters
from rashomon.gather.stories import find_stories
from rashomon.maps.build import build_map
from rashomon.maps.compare import compare_edges, compare_effects
from rashomon.maps.levers import lever_table
from rashomon.maps.merge import merge_claims, quote_statement
from rashomon.nlp.encoder import VECTOR_SIZE, load_encoder
from rashomon.store.base import Store
from rashomon.workspace.copies import copies_of
from rashomon.workspace.paired import judge_of
from rashomon.workspace.reading import VERSION_OF, account_of, lead_vectors, statements_of
from rashomon.workspace.rulings import rulings_of
from rashomon.workspace.verdicts import story_ties

REMEMBERED_PHRASES = 20_000  # 30 MB of vectors
_VECTORS: dict[str, NDArray[np.float32]] = {}
TAKEN_UP = 2  # accounts from which a claim is more than one account's own


def told_documents(store: Store) -> list[Document]:
    """The documents that stories are made of: no teasers, of a changed page the last version."""
    replaced = {link.right for link in store.links(VERSION_OF)}
    return [doc for doc in store.documents() if doc.role != "teaser" and doc.id not in replaced]


def gather_stories(store: Store, clusters: Clusters) -> tuple[Story, ...]:
    """The case's stories, those with most accounts first; of a changed page only the last version.

    Args:
        store: The case.
        clusters: Empty, or what an earlier call left in them: then only what is new is compared.
    """
    documents = told_documents(store)
    copies = copies_of(store, documents)
    vectors = lead_vectors(store, documents)
    ties = story_ties(store)
    found = find_stories(documents, vectors=vectors, copies=copies, ties=ties, clusters=clusters)
    return tuple(found)


def compare_story(store: Store, story: Story) -> Comparison:
    """Align the story's accounts, map each, and compare what they state and imply."""
    accounts = [account_of(store, store.document(doc)) for doc in story.accounts]
    rulings = rulings_of(store, story)
    factors, edges = find_factors(accounts, embed=embed_phrases, rulings=rulings)
    maps = tuple(build_map(a.doc.id, factors, edges[a.doc.id]) for a in accounts)
    # a phrase whose other end names nothing joins no map, and nothing can be asked of it
    joined = {factor.id for own in maps for factor in own.factors}
    told = tell_factor_rulings(rulings, factors, shown=joined)
    factors = tuple(factor for factor in factors if factor.id in joined)
    annotations = [a for account in accounts for a in account.causal_claims]
    stated = merge_claims(
        _sentence_claims(store, accounts, rulings), compare_edges(story, maps, annotations)
    )
    texts = {account.doc.id: account.doc.text for account in accounts}
    worded = _worded_once(stated, annotations, texts)
    proposed = [*worded, *compare_effects(story, maps, annotations)]
    claims, more = rule_claims(proposed, rulings, texts=texts)
    actors = tuple(find_actors(accounts))
    aims = find_aims(accounts, factors, actors, embed=embed_phrases)
    levers = lever_table(maps, find_levers(accounts, factors, actors), aims)
    ranked = tuple(sorted(claims, key=_rank))
    ruled = tuple(sorted([*told, *more], key=lambda ruling: (ruling.at, ruling.id)))
    return Comparison(story, ranked, factors, maps, actors, tuple(levers), tuple(aims), ruled)


def embed_phrases(phrases: Sequence[str]) -> NDArray[np.float32]:
    """The vectors of phrases, (n, 384); those met lately are remembered: a story is compared anew with each decision."""
    new = [phrase for phrase in dict.fromkeys(phrases) if phrase not in _VECTORS]
    if len(_VECTORS) + len(new) > REMEMBERED_PHRASES:
        _VECTORS.clear()
        new = list(dict.fromkeys(phrases))
    if new:
        _VECTORS.update(zip(new, load_encoder().embed(new), strict=True))
    rows = [_VECTORS[phrase] for phrase in phrases]
    return np.stack(rows) if rows else np.zeros((0, VECTOR_SIZE), np.float32)


def _worded_once(
    claims: Sequence[Claim], annotations: Sequence[Annotation], texts: Mapping[str, str]
) -> list[Claim]:
    """Claims in an account's own words, but no two in the same: a sentence may hold several."""
    found: list[Claim] = []
    seen = {claim.statement for claim in claims if claim.origin == "sentences"}
    for claim in claims:
        quoted = quote_statement(claim, annotations, texts)
        found.append(claim if quoted.statement in seen else quoted)
        seen.add(found[-1].statement)
    return found


def _sentence_claims(
    store: Store, accounts: list[Account], rulings: Sequence[Ruling]
) -> list[Claim]:
    own = [statements_of(store, account) for account in accounts]
    statements = [statement for found, _ in own for statement in found]
    vectors = np.concatenate([v for _, v in own]) if own else np.zeros((0, VECTOR_SIZE), np.float32)
    columns = [account.doc.id for account in accounts]
    judge = judge_of(store)
    return list(find_claims(columns, statements, vectors, judge=judge, rulings=rulings))


def _rank(claim: Claim) -> tuple[bool, bool, bool, float, str]:
    """Clashes first, then what several accounts take up, then what one asserts, then the rest."""
    stances = [cell.stance for cell in claim.cells if cell.stance != "silent"]
    alone = len(stances) < TAKEN_UP
    return not claim.clash, alone, set(stances) == {"unclear"}, -claim.score, claim.id
