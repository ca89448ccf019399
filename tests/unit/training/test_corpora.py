"""The corpus readers of training/, on sentences of our own in the corpora's formats."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "training"))

import attribution
import causal
import examples
import mentions
import passages
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
    expected = [attribution.Frame(source={0}, cue={1}, content={3, 4, 5})]
    gold = attribution.gold_frames(sentences)
    assert list(gold) == [0]
    assert gold[0] == expected
    assert attribution.silver_frames(sentences[0]) == expected
    assert attribution.silver_frames(sentences[1]) == []


def test_only_proper_names_and_times_are_mentions(sentences: list[Sentence]) -> None:
    first, second = mentions.gum_tags(sentences)
    assert first == ["B-PERSON", *["O"] * 6]
    assert second[7] == "B-DATE"
    assert set(second[:7]) == {"O"}


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


def test_windows_keep_every_layer_in_place() -> None:
    def sentence(doc: str, *words: str) -> examples.Example:
        frame = examples.frame_example(
            "attribution", {"cue": [(1, 2)], "content": [(2, 3)]}, {"stance": "denies"}
        )
        return examples.Example(
            list(words), "gum", doc=doc, upos=["X"] * 3, heads=[1, -1, 1], deprels=["dep"] * 3,
            mentions=["O"] * 3, frames=[frame], frame_kinds=frozenset(["attribution"]),
        )  # fmt: skip

    cut = [sentence(doc, f"{doc}{n}", "said", "yes") for doc in "ab" for n in range(9)]
    windows = examples.windows(cut, seed=1)
    assert [w for e in windows for w in e.words] == [w for e in cut for w in e.words]
    for window in windows:
        assert len({word[0] for word in window.words[::3]}) == 1
        assert window.heads == [
            h + n if h >= 0 else -1 for n in range(0, len(window.words), 3) for h in (1, -1, 1)
        ]
        for number, frame in enumerate(window.frames or []):
            assert frame.anchor == 3 * number + 1
            assert [window.words[a] for a, _ in frame.roles["content"]] == ["yes"]
            assert frame.attributes == {"stance": 1}


def test_a_claim_without_a_signal_is_implicit_and_found_at_its_effect() -> None:
    roles = {"cause": [(0, 2)], "effect": [(4, 6)]}
    frame = examples.frame_example("causal_claim", roles, {"sign": 0, "mode": "denied"})
    assert frame is not None
    assert (frame.kind, frame.anchor) == ("implicit", 4)
    assert frame.attributes == {"sign": 2, "mode": 1}
    signalled = examples.frame_example("causal_claim", roles | {"signal": [(3, 4)]}, {})
    assert signalled is not None
    assert (signalled.kind, signalled.anchor) == ("causal_claim", 3)


def test_a_passage_is_cut_into_windows_and_open_frames_are_not_judged() -> None:
    words = ["w"] * 200
    frames = [
        examples.FrameExample("aim", 60, {"goal": [(60, 62)]}, {}),
        examples.FrameExample("implicit", 95, {"effect": [(95, 97)], "cause": [(145, 148)]}, {}),
    ]
    whole = examples.Example(
        words, "ours", sentences=[(0, 50), (50, 100), (100, 150), (150, 200)], texts=["t"] * 4,
        mentions=["O"] * 200, frames=frames,
    )  # fmt: skip
    parts = passages.cut(whole)
    assert [len(p.sentences) for p in parts] == [2, 2, 2]
    assert [f.anchor for f in parts[0].frames or []] == [60]
    assert parts[0].unjudged == {1}
    assert [(f.kind, f.anchor) for f in parts[1].frames or []] == [("aim", 10), ("implicit", 45)]
    assert parts[1].unjudged == set()


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


def test_exchanged_names_keep_labels_and_what_stands_between() -> None:
    import random

    first = ("Orsan troops left Tal Mera .".split(), "O O O B-LOC I-LOC O".split())
    second = ("Voss met Ilse Dorn there".split(), "B-PERSON O B-PERSON I-PERSON O".split())
    bare = ("nothing happened".split(), "O O".split())
    found = mentions.exchanged([first, second, bare], random.Random(1))
    assert len(found) == 2
    assert found[0] == first  # the only place there is
    words, tags = found[1]
    assert len(words) == len(tags)
    assert [w for w, t in zip(words, tags, strict=True) if t == "O"] == ["met", "there"]
    names = {" ".join(words[a:b]) for a, b in mentions._named(tags)}
    assert names <= {"Voss", "Ilse Dorn"}


def test_a_sentence_is_countercausal_only_where_all_its_links_are_denied() -> None:
    def frame(anchor: int, mode: str) -> examples.FrameExample:
        number = passages.ATTRIBUTES["mode"].index(mode)
        return examples.FrameExample("causal_claim", anchor, {}, {"mode": number})

    frames = [frame(2, "denied"), frame(12, "denied"), frame(15, "asserted")]
    assert passages._causal_class(frames, (0, 10)) == causal.COUNTERCAUSAL
    assert passages._causal_class(frames, (10, 20)) == causal.CAUSAL
    assert passages._causal_class(frames, (20, 30)) == causal.NONE


def test_the_parts_of_cnc_are_told_by_the_document_alone() -> None:
    parts = [causal.part(f"doc-{n}") for n in range(2000)]
    assert parts == [causal.part(f"doc-{n}") for n in range(2000)]
    assert 0.12 < parts.count("test") / 2000 < 0.18
    assert 0.05 < parts.count("dev") / 2000 < 0.09


@pytest.mark.parametrize(
    ("source", "tag", "meant"),
    [
        ("wnut17", "B-MISC", {"B-MISC", "B-WEAPON"}),
        ("wikigold", "B-MISC", {"B-MISC", "B-NORP", "B-EVENT", "B-WEAPON"}),
        ("ours", "B-MISC", {"B-MISC"}),
    ],
)
def test_a_label_that_a_source_leaves_unmarked_is_never_meant(
    source: str, tag: str, meant: set[str]
) -> None:
    assert {f"{tag[:2]}{label}" for label in mentions.meant(tag[2:], source)} == meant
