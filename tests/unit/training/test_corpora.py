"""The corpus readers of training/, on sentences of our own in the corpora's formats."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "training"))

import attribution
import causal
import mentions
from conllu import Sentence, read_conllu

REPORTED = """\
# newdoc id = KES_news_port
# sent_id = KES_news_port-1
# text = Voss said that the port burned.
1\tVoss\tVoss\tPROPN\tNNP\t_\t2\tnsubj\t_\tDiscourse=attribution-positive:1->2:0:sem-atsrc-1-_|Entity=(1-person-new-sssss-cf1-1-sgl-Voss)
2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
3\tthat\tthat\tSCONJ\tIN\t_\t6\tmark\t_\tDiscourse=context-background:2->0:0:_
4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\tEntity=(2-place-new-sssss-cf2-2-sgl
5\tport\tport\tNOUN\tNN\t_\t6\tnsubj\t_\tEntity=2)
6\tburned\tburn\tVERB\tVBD\t_\t2\tccomp\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = KES_news_port-2
# text = Prices rose because the mines closed in March.
1\tPrices\tprice\tNOUN\tNNS\t_\t2\tnsubj\t_\tDiscourse=joint-list:3->2:0:_
2\trose\trise\tVERB\tVBD\t_\t0\troot\t_\t_
3\tbecause\tbecause\tSCONJ\tIN\t_\t6\tmark\t_\tDiscourse=causal-cause:4->3:0:_
4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\t_
5\tmines\tmine\tNOUN\tNNS\t_\t6\tnsubj\t_\t_
6\tclosed\tclose\tVERB\tVBD\t_\t2\tadvcl\t_\t_
7\tin\tin\tADP\tIN\t_\t8\tcase\t_\t_
8\tMarch\tMarch\tPROPN\tNNP\t_\t6\tobl\t_\tEntity=(3-time-new-sssss-cf3-1-sgl)|SpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    path = tmp_path / "KES_news_port.conllu"
    path.write_text(REPORTED, encoding="utf-8")
    return list(read_conllu(path))


def test_token_numbers_run_through_the_document(sentences: list[Sentence]) -> None:
    assert [s.first for s in sentences] == [1, 8]
    assert sentences[0].heads == [1, -1, 5, 4, 5, 1, 1]


def test_gold_and_silver_attribution_agree_on_a_plain_report(sentences: list[Sentence]) -> None:
    expected = ["B-source", "B-cue", "O", "B-content", "I-content", "I-content", "O"]
    gold = attribution.gold_frames(sentences)
    assert list(gold) == [0]
    assert attribution.tags(sentences[0], gold[0]) == expected
    assert attribution.tags(sentences[0], attribution.silver_frames(sentences[0])) == expected
    assert attribution.silver_frames(sentences[1]) == []


def test_only_proper_names_and_times_are_mentions(sentences: list[Sentence]) -> None:
    first, second = mentions.gum_tags(sentences)
    assert first == ["B-PERSON", *["O"] * 6]
    assert second[7] == "B-DATE"
    assert set(second[:7]) == {"O"}


def test_because_gives_cause_effect_and_signal(sentences: list[Sentence]) -> None:
    found = causal.because(sentences[1])
    assert found is not None
    words = [[sentences[1].words[w] for w in part] for part in found]
    assert words == [["the", "mines", "closed", "in", "March"], ["Prices", "rose"], ["because"]]


def test_markup_becomes_spans() -> None:
    text, spans = causal.strip_markup(
        "<ARG1>They left</ARG1> <SIG0>over</SIG0> <ARG0> the tax</ARG0> ."
    )
    assert text == "They left over  the tax ."
    assert {name: text[a:b] for name, (a, b) in spans.items()} == {
        "ARG1": "They left",
        "SIG0": "over",
        "ARG0": "the tax",
    }


@pytest.mark.parametrize(
    ("text", "cause", "signal", "purpose"),
    [
        ("They marched to protest the tax .", "protest the tax", "to", True),
        ("They marched to protest the tax .", "to protest the tax", None, True),
        ("They marched demanding lower taxes .", "demanding lower taxes", None, True),
        ("They marched because taxes rose .", "taxes rose", "because", False),
        ("They marched due to the tax .", "the tax", "due to", False),
        ("They marched in response to the tax .", "the tax", None, False),
        ("They marched in an apparent bid to stop the tax .", "stop the tax", None, True),
    ],
)
def test_a_purpose_is_not_a_cause(
    text: str, cause: str, signal: str | None, *, purpose: bool
) -> None:
    def span(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    relation = causal.Relation(
        causal.CAUSAL, span(cause), span("They marched"), span(signal) if signal else None
    )
    assert causal.is_purpose(text, relation) is purpose


def test_countercausal_relations_come_first(tmp_path: Path) -> None:
    row = {
        "index": "ccnc_train_07_4_12_0",
        "text": "<e1>The strike</e1> was not caused by <e2>the tax</e2> but brought <e3>hunger</e3> .",
        "relations": [
            {"first": "e1", "relationship": 1, "second": "e3"},
            {"first": "e2", "relationship": 2, "second": "e1"},
        ],
    }
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (found,) = causal.read_countercausal(path)
    assert (found.doc, found.kind) == ("train_07_4", causal.COUNTERCAUSAL)
    assert found.text[slice(*found.relations[0].cause)] == "the tax"
    assert found.text[slice(*found.relations[0].effect)] == "The strike"


def test_io_tags_become_strict_bio() -> None:
    raw = ["I-ORG", "I-ORG", "O", "B-person", "I-person", "I-LOC", "B-product"]
    assert mentions.normalise(raw) == [
        "B-ORG",
        "I-ORG",
        "O",
        "B-PERSON",
        "I-PERSON",
        "B-LOC",
        "B-MISC",
    ]
