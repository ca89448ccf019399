"""Attributions on our own bracketed sentences, read by the reader that the package ships."""

from rashomon.extract import extract_document
from rashomon.nlp.encoder import load_encoder

from .brackets import likeness, parse_brackets

# Floors (none missed, none wrong when they were set): a newly trained reader slips elsewhere.
MAX_MISSED = 4
MAX_WRONG = 1
ALIKE = 0.6  # share of characters of each role

SAID = [
    ("[The minister]{source} [said]{cue} [the port would open on Friday]{content}.", "indirect", "asserts"),
    ("[Ida Marn]{source} [believes]{cue} that [the talks will fail]{content}.", "indirect", "asserts"),
    ("[According to]{cue} [the Tarn Gazette]{source}, [two ships sank]{content}.", "indirect", "asserts"),
    ("[Two ships sank]{content}, [according to]{cue} [the harbour master]{source}.", "indirect", "asserts"),
    ("“[The port is closed]{content},” [Ida Marn]{source} [said]{cue}.", "direct", "asserts"),
    ("'[The port is closed]{content},' [said]{cue} [Ida Marn]{source}.", "direct", "asserts"),
    ("[Ida Marn]{source} [said]{cue}: “[The port is closed. Nobody may enter.]{content}”", "direct", "asserts"),
    ("“[The port is closed]{content},” [she]{source} [said]{cue}. “[Nobody may enter it.]{content}”", "direct", "asserts"),
    ("“[The port]{content},” [she]{source} [said]{cue}, “[is closed to everybody]{content}.”", "direct", "asserts"),
    ("‘[It’s the farmers’ land]{content},’ [he]{source} [added]{cue}.", "direct", "asserts"),
    ("[The mayor]{source} [said]{cue} [the strike was “a grave mistake” by the union]{content}.", "mixed", "asserts"),
    ("[The general]{source} [denied]{cue} [shelling the port]{content}.", "indirect", "denies"),
    ("[The general]{source} [denied]{cue} that [his troops had shelled the port]{content}.", "indirect", "denies"),
    ("[The company]{source} [rejected]{cue} claims that [the dam was unsafe]{content}.", "indirect", "denies"),
    ("[Velland]{source} [dismissed]{cue} [the report]{content}.", "indirect", "denies"),
    ("[The envoy]{source} [urged]{cue} [both sides to stop the fighting]{content}.", "indirect", "wants"),
    ("[Protesters]{source} [demanded]{cue} [a new election]{content}.", "indirect", "wants"),
    ("[Farmers]{source} [called for]{cue} [a ban on imports]{content}.", "indirect", "wants"),
    ("[Reporters]{source} [asked]{cue} [whether the bridge was safe]{content}.", "indirect", "asks"),
    ("[The ministry's]{source} [claim]{cue} that [the bridge was safe]{content} angered residents.", "indirect", "asserts"),
    ("[Velland]{source} [accused]{cue} [Orsan of arming the rebels]{content}.", "indirect", "asserts"),
    ("As [the governor]{source} [noted]{cue}, [the river was already high]{content}.", "indirect", "asserts"),
    ("[The report]{source} [suggests]{cue} that [the fire was set on purpose]{content}.", "indirect", "asserts"),
    ("[Her answer]{source} was [blunt]{cue}: “[We will not pay a single coin.]{content}”", "direct", "asserts"),
]  # fmt: skip
NOT_SAID = [
    "The minister did not say whether the port would open.",
    "The strike raised oil prices.",
    "This suggests that prices will fall.",
    "I think the port is closed.",
    "The so-called “peace plan” failed.",
    "The mayor opened the fair.",
]


def attributions_of(text):
    found = extract_document(text, load_encoder().parse(text), doc="d")
    return [a.body for a in found if a.kind == "attribution"]


def judge(marked, form, stance):
    """Whether the attribution is found, and whether form and stance are right then."""
    text, roles = parse_brackets(marked)
    for body in attributions_of(text):
        if all(likeness(getattr(body, role), spans) >= ALIKE for role, spans in roles.items()):
            return True, (body.form, body.stance) == (form, stance)
    return False, False


def test_attributions_are_found_with_form_and_stance():
    judged = [(case[0], *judge(*case)) for case in SAID]
    missed = [marked for marked, found, _ in judged if not found]
    wrong = [marked for marked, found, right in judged if found and not right]
    assert len(missed) <= MAX_MISSED, missed
    assert len(wrong) <= MAX_WRONG, wrong


def test_nothing_is_put_into_a_mouth():
    assert [text for text in NOT_SAID if attributions_of(text)] == []


def test_a_quotation_goes_on_over_paragraphs():
    text = (
        "“The port is closed,” said Ida Marn.\n\n“We will not open it this year.\n\n"
        "“Nobody asked us.”\n\nThe mayor left."
    )
    [body] = attributions_of(text)
    said = [text[start:end] for start, end in body.content]
    assert said[-2:] == ["We will not open it this year", "Nobody asked us"]


def test_the_content_of_direct_speech_stands_within_its_marks():
    text = "“The port is closed,” said Ida Marn. “The ferry is full.”"
    [body] = attributions_of(text)
    assert all(text[start - 1] == "“" for start, _ in body.content)
