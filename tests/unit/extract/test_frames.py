"""Exact phrases of the causal rules, on hand-made trees (so that no parser's slip hides a fault)."""

import pytest

from rashomon.extract.causatives import find_causatives
from rashomon.extract.connectives import find_connectives

from .trees import tree_of

STRIKE = """
The DET 3 det
limited ADJ 3 amod
strike NOUN 4 nsubj
raised VERB 0 root
oil NOUN 6 compound
prices NOUN 4 obj
, PUNCT 8 punct
undermining VERB 4 advcl
consensus NOUN 8 obj
. PUNCT 4 punct
"""
MEANS = """
Orsan PROPN 2 nsubj
helps VERB 0 root
Velland PROPN 2 obj
by SCONJ 5 mark
arming VERB 2 advcl
rebels NOUN 5 obj
and CCONJ 8 cc
closing VERB 5 conj
ports NOUN 8 obj
. PUNCT 2 punct
"""
PASSIVE = """
The DET 2 det
shortage NOUN 4 nsubj:pass
was AUX 4 aux:pass
caused VERB 0 root
by ADP 7 case
the DET 7 det
closure NOUN 4 obl:agent
of ADP 9 case
ports NOUN 7 nmod
. PUNCT 4 punct
"""
NOT_BECAUSE = """
Prices NOUN 2 nsubj
rose VERB 0 root
not PART 7 advmod
because ADP 7 case
of ADP 4 fixed
the DET 7 det
drought NOUN 2 obl
but CCONJ 12 cc
because ADP 12 case
of ADP 9 fixed
the DET 12 det
ban NOUN 7 conj
. PUNCT 2 punct
"""
UNLESS = """
Prices NOUN 3 nsubj
will AUX 3 aux
rise VERB 0 root
unless SCONJ 7 mark
the DET 6 det
port NOUN 7 nsubj
opens VERB 3 advcl
. PUNCT 3 punct
"""
PURPOSE = """
They PRON 2 nsubj
struck VERB 0 root
to PART 4 mark
weaken VERB 2 advcl
Velland PROPN 4 obj
. PUNCT 2 punct
"""


def frames(table):
    tree = tree_of(table)
    found = [*find_connectives(tree, None), *find_causatives(tree)]
    cut = [(tree.text[slice(*f.cause)], tree.text[slice(*f.effect)], f.sign, f.mode) for f in found]
    return sorted(cut)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            STRIKE,
            [
                ("The limited strike", "oil prices", 1, "asserted"),
                ("The limited strike raised oil prices", "undermining consensus", 1, "asserted"),
            ],
        ),
        (
            MEANS,
            [
                ("Orsan", "rebels", 1, "asserted"),
                ("arming rebels and closing ports", "Velland", 1, "asserted"),
            ],
        ),
        (PASSIVE, [("the closure of ports", "The shortage", 1, "asserted")]),
        (
            NOT_BECAUSE,
            [
                ("the ban", "Prices rose", 1, "asserted"),
                ("the drought", "Prices rose", 1, "denied"),
            ],
        ),
        (UNLESS, [("the port opens", "Prices will rise", -1, "conditional")]),
        (PURPOSE, []),
    ],
    ids=["participle", "means", "passive", "not because", "unless", "purpose"],
)
def test_frames(table, expected):
    assert frames(table) == expected
