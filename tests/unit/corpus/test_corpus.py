"""The corpus and its tools: format, splits, converters, comparison of two readings."""

import json
import sys
from pathlib import Path

import pytest

from rashomon.core.bodies import Attribution, CausalClaim, Mention
from rashomon.core.records import Annotation, Document
from rashomon.export.jsonl import read_jsonl

sys.path.insert(0, str(Path(__file__).parents[3] / "corpus"))

import check
import convert
import markup
import scores
from agreement import all_passages

CORPUS = Path(check.__file__).parent
PLAN = check.plan()
SAMPLE = """=== a06-trade-01 opinion
hard: concession

[[Ana Orlen]{PERSON=orlen}]{q1.source} [says]{q1.cue} “[[the tax]{c1.cause} [cut]{c1.signal} [trade]{c1.effect}]{q1.content},” and adds
“[nothing]{q1.content} [else]{q1.content}.”

# A heading
[She]{=orlen} left on [Monday]{DATE}. A \\[sic\\] stays.
--
q1 direct asserts
c1 - asserted hedged
"""


def sample(text=SAMPLE):
    return markup.read_passage(text.splitlines())


def test_marks_become_spans():
    passage = sample()
    assert passage.text == (
        "Ana Orlen says “the tax cut trade,” and adds “nothing else.”\n\nA heading\n\n"
        "She left on Monday. A [sic] stays."
    )
    attribution, claim = (markup.body(frame) for frame in passage.frames)
    assert isinstance(attribution, Attribution)
    assert isinstance(claim, CausalClaim)
    at = lambda spans: [passage.text[a:b] for a, b in spans]  # noqa: E731
    assert at(attribution.content) == ["the tax cut trade", "nothing else"]
    assert (claim.sign, claim.mode, claim.hedged) == (-1, "asserted", True)
    assert [(at([r.span])[0], r.label, r.entity) for r in passage.references] == [
        ("Ana Orlen", "PERSON", "orlen"), ("She", "", "orlen"), ("Monday", "DATE", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[cut]{c1.signal}", "[cut]", "must be followed"),
        ("[She]{=orlen}", "[She]{c1.reason}", "is no tag"),
        ("[She]{=orlen}", "She]{=orlen}", "not opened"),
        ("A heading", "[A heading", "never closed"),
        ("c1 - asserted hedged\n", "", "c1 is missing below"),
        ("q1 direct asserts", "q1 direct claims", "wrong values"),
        ("c1 - asserted hedged", "c1 - asserted hedged\na1 + imputed", "a1 is missing in the text"),
        ("[trade]{c1.effect}", "trade", "c1 has no effect"),
        ("--\n", "", "'--'"),
        ("=== a06", "== a06", "begins with"),
    ],
)
def test_what_breaks_the_format_is_named(old, new, says):
    with pytest.raises(markup.MarkupError, match="(?s).*" + says.replace("'--'", "--")):
        sample(SAMPLE.replace(old, new, 1))


def test_the_check_knows_the_plan():
    found = check.errors(sample(), PLAN)
    assert [f for f in found if "words" in f]
    assert not [f for f in found if "words" not in f]
    other = SAMPLE.replace("a06-trade-01 opinion", "a06-war-01 poem").replace("concession", "x")
    assert len(check.errors(sample(other), PLAN)) == 4


def test_every_passage_passes():
    assert check.main([]) == 0


def test_splits_share_no_author_and_no_subject():
    subjects = {}
    for author in PLAN["authors"].values():
        for subject in author["subjects"]:
            subjects.setdefault(subject, set()).add(author["split"])
    assert all(len(splits) == 1 for splits in subjects.values())
    assert {a["split"] for a in PLAN["authors"].values()} == {"train", "dev", "test"}


def test_the_corpus_becomes_records_and_every_quote_stands(tmp_path):
    passages = list(all_passages(CORPUS / "passages").values())[:40]
    convert.write_jsonl(passages, tmp_path)
    with (tmp_path / "corpus.jsonl").open(encoding="utf-8") as stream:
        records = list(read_jsonl(stream))
    texts = {r.id: r.text for r in records if isinstance(r, Document)}
    annotations = [r for r in records if isinstance(r, Annotation)]
    for annotation in annotations:
        annotation.check(texts[annotation.doc])
    assert len(texts) == len(passages)
    assert len(annotations) == sum(len(set(p.bodies())) for p in passages)


def test_brat_and_conll_keep_every_frame(tmp_path):
    passage = sample()
    lines = list(convert.brat_lines(passage))
    assert "T1\tPERSON 0 9\tAna Orlen" in lines
    assert any(line.startswith("E2\tcausal_claim:") for line in lines)
    rows = [line.split("\t") for line in convert.conll_lines(passage) if line[:1].isdigit()]
    assert [row[1] for row in rows if row[6].endswith("-effect")] == ["trade"]
    assert {len(row) for row in rows} == {7}
    convert.write_brat([passage], tmp_path)
    convert.write_conll([passage], tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_reading_agrees_with_itself_and_not_with_another():
    passage = sample()
    bodies = list(passage.bodies())
    tally = scores.Tally()
    tally.add(bodies, bodies)
    assert all(row["f1"] == 1.0 for row in tally.rows().values() if row["gold"])
    other = [b for b in bodies if not isinstance(b, CausalClaim | Mention)]
    tally = scores.Tally()
    tally.add(bodies, other)
    assert tally.rows()["causal_claim: whole"]["f1"] == 0.0
    assert tally.rows()["attribution: whole"]["f1"] == 1.0


def test_kappa_is_agreement_beyond_chance():
    assert scores.kappa([(1, 1), (0, 0), (1, 1), (0, 0)]) == 1.0
    assert scores.kappa([(1, 1), (0, 1), (1, 0), (0, 0)]) == 0.0
    assert scores.kappa([(1, 1)] * 3) == 1.0


def test_each_hard_case_is_there():
    seen = {name for p in all_passages(CORPUS / "passages").values() for name in p.hard}
    assert seen == set(PLAN["hard"])
    assert json.loads((CORPUS / "plan.json").read_text("utf-8")) == PLAN
