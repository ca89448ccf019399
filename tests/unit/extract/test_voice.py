from rashomon.core.bodies import Attribution
from rashomon.core.records import Annotation
from rashomon.extract.voice import voice_of


def said(content, *, source=((0, 2),), form="indirect", producer="rule:speech/1"):
    body = Attribution(source=source, cue=((3, 5),), content=content, form=form)
    return Annotation.make(doc="d", body=body, producer=producer, score=1.0)


def test_what_nobody_says_is_the_authors_own():
    assert voice_of(((50, 60),), [said(((10, 40),))]) == ("own", None)
    assert voice_of((), [said(((10, 40),))]) == ("own", None)


def test_the_innermost_attribution_counts():
    outer, inner = said(((10, 80),)), said(((30, 60),), source=((20, 25),))
    assert voice_of(((40, 50),), [outer, inner]) == ("quoted", (20, 25))
    assert voice_of(((12, 18),), [outer, inner]) == ("quoted", (0, 2))


def test_thoughts_are_imputed_unless_quoted():
    thought = said(((10, 40),), producer="reader/1+rule:thoughts/1")
    assert voice_of(((12, 20),), [thought])[0] == "imputed"
    spoken = said(((10, 40),), form="direct", producer="rule:thoughts/1+rule:quotes/1")
    assert voice_of(((12, 20),), [spoken])[0] == "quoted"


def test_a_source_may_be_unnamed():
    assert voice_of(((12, 20),), [said(((10, 40),), source=())]) == ("quoted", None)
