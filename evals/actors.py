"""Hold actors against our own corpus: `python evals/actors.py [--split dev] [--write]`.

Each passage is read as any text would be. Measured are (a) the names that mean the same, B-cubed over the gold
names that the reader found too; (b) gold pronouns and descriptions that refer to something named: linked to it,
to something else, or to nothing; (c) what is linked although the gold links nothing there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

from markup import MarkupError, Passage, Reference, read_file
from rashomon.align.actors import find_actors
from rashomon.align.trees import Account
from rashomon.align.walk import head_of, words_in
from rashomon.core.records import Annotation, Document
from rashomon.core.spans import Span
from rashomon.core.views import Actor
from rashomon.extract import extract_document
from rashomon.nlp.encoder import Encoder, load_encoder

HERE = Path(__file__).parent
PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves i me my mine myself "
    "we us our ours ourselves you your yours who whose whom".split()
)
DESCRIBING = frozenset("the a an our deputy chair minister president father".split())
NO_ACTORS = frozenset(["DATE", "QUANTITY"])


def passages(split: str) -> list[Passage]:
    """All passages of a split that can be read; files in work are named and left out."""
    plan = json.loads((HERE.parent / "corpus" / "plan.json").read_text(encoding="utf-8"))
    found: list[Passage] = []
    for path in sorted((HERE.parent / "corpus" / "passages").glob("*.txt")):
        if plan["authors"][path.name.split("-")[0]]["split"] == split:
            try:
                found += read_file(path)
            except MarkupError as error:
                print(f"left out: {error}", file=sys.stderr)
    return found


def read(encoder: Encoder, passage: Passage) -> Account:
    """A passage as align reads it."""
    doc = Document.make(page=passage.id, segment=0, text=passage.text, ref=passage.id)
    parsed = encoder.parse(passage.text)
    found = extract_document(passage.text, parsed, doc=doc.id, producer=encoder.version)
    return Account(doc, parsed, found)


def with_gold_names(account: Account, passage: Passage) -> Account:
    """The account with the corpus's names in place of the reader's."""
    rest = [a for a in account.annotations if a.body.kind != "mention"]
    gold = [b for b in passage.bodies() if b.kind == "mention"]
    made = [Annotation.make(doc=account.doc.id, body=b, producer="gold", score=1) for b in gold]
    return Account(account.doc, account.parsed, [*made, *rest])


@dataclass
class Gold:
    """A passage's references by the character at which their head word begins."""

    names: dict[int, str] = field(default_factory=dict)
    links: dict[int, tuple[str, str]] = field(default_factory=dict)  # entity, and what kind of link
    others: set[int] = field(default_factory=set)  # references to what has no name

    @classmethod
    def of(cls, account: Account, passage: Passage) -> Gold:
        """Read from the markup; a description around its own name is no link."""
        found = cls()
        named = {r.entity for r in passage.references if r.label and r.label not in NO_ACTORS}
        for reference in passage.references:
            head = head_at(account, reference.span)
            if head is None or reference.label in NO_ACTORS:
                continue
            text = passage.text[slice(*reference.span)]
            if reference.label or (reference.entity in named and is_repeated(text)):
                found.names[head] = reference.entity
            elif reference.entity not in named:
                found.others.add(head)
            elif not around_name(passage, reference):
                kind = "pronoun" if text.lower() in PRONOUNS else "description"
                found.links[head] = reference.entity, kind
        return found


def is_repeated(text: str) -> bool:
    """Whether a reference without a label is the name once more."""
    first = text.split(maxsplit=1)[0]
    return first[0].isupper() and first.lower() not in PRONOUNS | DESCRIBING


def around_name(passage: Passage, outer: Reference) -> bool:
    """Whether a description holds a name of the same entity: "President Ewa Tchami"."""
    start, end = outer.span
    same = (r for r in passage.references if r.label and r.entity == outer.entity)
    return any(start <= r.span[0] and r.span[1] <= end for r in same)


def head_at(account: Account, span: Span) -> int | None:
    """Where the head word of a span begins."""
    sentence = account.sentence_at(span)
    if sentence is None:
        return None
    tree = account.trees[sentence]
    words = words_in(tree, (span,))
    return tree.parsed.tokens[head_of(tree, words)][0] if words else None


def heads_of(account: Account, actors: list[Actor]) -> dict[int, str]:
    """Our actor for the head of each reference, and for every word of a person's name.

    The parser may take a title for the head of "Marshal Ekow Lindgren".
    """
    found: dict[int, str] = {}
    rest: dict[int, str] = {}
    for actor in actors:
        for reference in actor.references:
            head = head_at(account, reference.span)
            if head is not None:
                found.setdefault(head, actor.id)
            if actor.label == "PERSON" and reference.how == "name":
                tree = account.trees[account.sentence_at(reference.span) or 0]
                words = words_in(tree, (reference.span,))
                rest |= {tree.parsed.tokens[word][0]: actor.id for word in words}
    return rest | found


@dataclass
class Tally:
    """What was counted."""

    precision: float = 0.0
    recall: float = 0.0
    names: int = 0
    shared: int = 0
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    extra: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, account: Account, gold: Gold, actors: list[Actor]) -> None:
        """Count one passage."""
        ours = heads_of(account, actors)
        for actor in actors:
            for reference in actor.references:
                head = head_at(account, reference.span)
                if head is not None:
                    self._extra(gold, head, reference.how)
        self._names(gold, ours)
        self._links(gold, ours)

    def _extra(self, gold: Gold, head: int, how: str) -> None:
        if how in {"pronoun", "description", "office"}:
            known = head in gold.links or head in gold.names
            found = "linked in the gold" if known else "unnamed" if head in gold.others else "none"
            self.extra[how, found] += 1

    def _names(self, gold: Gold, ours: dict[int, str]) -> None:
        both = [head for head in gold.names if head in ours]
        self.names += len(gold.names)
        self.shared += len(both)
        for head in both:
            by_gold = {h for h in both if gold.names[h] == gold.names[head]}
            by_us = {h for h in both if ours[h] == ours[head]}
            self.precision += len(by_gold & by_us) / len(by_us)
            self.recall += len(by_gold & by_us) / len(by_gold)

    def _links(self, gold: Gold, ours: dict[int, str]) -> None:
        meant: dict[str, Counter[str]] = defaultdict(Counter)
        for head, entity in gold.names.items():
            if head in ours:
                meant[ours[head]][entity] += 1
        for head, (entity, kind) in gold.links.items():
            actor = ours.get(head)
            best = meant[actor].most_common(1) if actor else []
            right = bool(best) and best[0][0] == entity
            self.links[kind, "unbound" if actor is None else "right" if right else "wrong"] += 1

    def rows(self) -> dict[str, dict[str, float]]:
        """The measures."""
        p, r = self.precision / max(self.shared, 1), self.recall / max(self.shared, 1)
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        rows: dict[str, dict[str, float]] = {
            "names, B-cubed": {
                "precision": round(p, 3),
                "recall": round(r, 3),
                "f1": round(f1, 3),
                "compared": self.shared,
                "gold": self.names,
            }
        }
        for kind in ("pronoun", "description"):
            rows[f"{kind}s"] = {w: self.links[kind, w] for w in ("right", "wrong", "unbound")}
        for how in ("pronoun", "description", "office"):
            rows[f"ours: {how}"] = {
                w: self.extra[how, w] for w in ("linked in the gold", "unnamed", "none")
            }
        return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="dev", choices=["train", "dev", "test"])
    parser.add_argument("--gold-names", action="store_true", help="the corpus's names, not ours")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    encoder, chosen, tally = load_encoder(), passages(options.split), Tally()
    for passage in chosen:
        account = read(encoder, passage)
        account = with_gold_names(account, passage) if options.gold_names else account
        tally.add(account, Gold.of(account, passage), find_actors([account]))
    for name, row in tally.rows().items():
        print(f"{name:20} " + "  ".join(f"{k} {v}" for k, v in row.items()))
    if options.write:
        kept = {
            "data": f"our own corpus, {options.split} split",
            "reader": encoder.version,
            "passages": len(chosen),
            "measures": tally.rows(),
        }
        path = HERE / "results" / "actors.json"
        path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
