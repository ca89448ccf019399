"""Words for the same kind of happening: one account's attack is another's strike or bombing.

Nouns and verbs that name one kind count as one head word when phrases are compared. The lists are
our own and follow the kinds that event coders tell apart (PLOVER), as far as news words them freely.
"""

from collections.abc import Mapping

_KINDS = {
    "assault": """attack strike bombing bomb airstrike raid assault shelling shell bombardment hit
        offensive onslaught""",
    "closure": "closure close shut shutdown blockade block closing",
    "seizure": "seizure seize capture detain detention arrest impound",
    "agreement": "agreement agree deal accord pact treaty settlement",
    "talks": "talk negotiation negotiate mediation mediate dialogue",
    "ceasefire": "ceasefire truce détente armistice",
    "sanction": "sanction embargo boycott",
    "aid": "aid support assistance assist help",
    "withdrawal": "withdrawal withdraw pullout retreat",
    "protest": "protest demonstration demonstrate rally march",
    "vote": "vote ballot election referendum",
    "layoff": "layoff dismissal dismiss redundancy firing",
    "merger": "merger merge takeover acquisition acquire",
    "leak": "leak spill leakage",
    "contamination": "contamination contaminate pollution pollute poisoning poison",
    "illness": "illness sickness disease outbreak",
    "delay": "delay postponement postpone stall",
}
KIND_OF: Mapping[str, str] = {
    word: kind for kind, words in _KINDS.items() for word in words.split()
}
