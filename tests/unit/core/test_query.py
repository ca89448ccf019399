"""A line becomes a query, whatever it holds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rashomon.core.query import (
    MAX_CHARACTERS,
    MAX_TERMS,
    ActorTerm,
    Days,
    Either,
    Every,
    Only,
    Query,
    Term,
    days_of,
    parse_query,
)

A, B, C = Term("a"), Term("b"), Term("c")


def every(*parts, without=()):
    return Query(Every(parts, tuple(without)))


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("a b", every(A, B)),
        ("a AND b", every(A, B)),
        ('"a b" c', every(Term("a b", phrase=True), C)),
        ("a*", every(Term("a", prefix=True))),
        ('"a b"*', every(Term("a b", phrase=True, prefix=True))),
        ("a OR b c", every(Either((A, Every((B, C)))))),
        ("(a OR b) c", every(Either((A, B)), C)),
        ("a -b", every(A, without=[B])),
        ("a NOT (b OR c)", every(A, without=[Either((B, C))])),
        ("-(-a)", every(A)),
        ("Title:a", every(Term("a", "title"))),
        ("outlet:(a OR b)", every(Either((Term("a", "outlet"), Term("b", "outlet"))))),
        ('actor:"a  b"', every(ActorTerm("a b"))),
        ("role:main", Query(filters=(Only("role", "main"),))),
        ("a -kind:aim", Query(Every((A,)), (Only("kind", "aim", negated=True),))),
        ("published:2026", Query(filters=(Days("2026-01-01", "2027-01-01"),))),
        ("published:2026-11..", Query(filters=(Days("2026-11-01", ""),))),
        ("published:2026-05..2026-6", Query(filters=(Days("2026-05-01", "2026-07-01"),))),
        ("after:2026-05", Query(filters=(Days("2026-06-01", ""),))),
        ("before:2026-05-03", Query(filters=(Days("", "2026-05-03"),))),
    ],
)
def test_the_language(line, query):
    assert parse_query(line) == query


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ('"a b', every(A, B)),
        ('6" c', every(Term("6"), C)),
        ("a OR", every(A, Term("OR"))),
        ("NOT", every(Term("NOT"))),
        ("OR a", every(Term("OR"), A)),
        ("((a", every(A)),
        ("a)) b", every(A, B)),
        ("() a", every(A)),
        ("a OR -b", every(A)),
        ("published:soon", every(Term("published"), Term("soon"))),
        ("before:2026-13", every(Term("before"), Term("2026-13"))),
        ("role:king", every(Term("role"), Term("king"))),
        ("title: a", every(Term("title:"), A)),
        ("!? - *", Query()),
        ("a\0b \ud800", every(A, B)),
        ("", Query()),
    ],
)
def test_what_is_odd_is_read_as_words(line, query):
    assert parse_query(line) == query


PARTS = 'a b* " ( ) - OR NOT AND title: published: actor: 2026-02 .. kind:aim 🌊 \0 \ud800'
LINES = st.lists(st.sampled_from([" ", *PARTS.split(" ")]) | st.text(max_size=3), max_size=30).map(
    "".join
)


@given(LINES | st.text())
@example("(" * 5000)
@example("-" * 5000 + "a")
@example("(-" * 40 + "a" + ")" * 40)
def test_no_line_is_an_error(line):
    query = parse_query(line)
    assert isinstance(query, Query)
    assert bool(query) or not query.said


def test_a_query_has_limits():
    assert len(parse_query("a " * MAX_CHARACTERS).words.parts) == MAX_TERMS
    assert parse_query(" " * MAX_CHARACTERS + "a") == Query()


def test_what_must_hold_for_a_document_near_in_meaning():
    query = parse_query('dam broke "north sea" -ferry title:flood (a OR b) published:2026')
    assert query.plain == ("dam", "broke")
    assert query.strict == parse_query('"north sea" -ferry title:flood (a OR b) published:2026')
    assert query.said == "dam broke north sea flood a b"


def test_an_actor_is_looked_for_under_its_names():
    query = parse_query("actor:Dovic dam").with_names(lambda name: [name, "Harl Dovic"])
    names = Either((Term("Dovic", phrase=True), Term("Harl Dovic", phrase=True)))
    assert query.words == Every((names, Term("dam")))


@given(st.dates())
def test_a_day_ends_where_the_next_begins(day):
    found = days_of(day.isoformat())
    assert found is not None
    assert found[0] == day.isoformat()
    assert not found[1] or found[0] < found[1]
    month, year = days_of(day.isoformat()[:7]), days_of(day.isoformat()[:4])
    assert month is not None
    assert year is not None
    assert year[0] <= month[0] <= found[0]


def test_the_end_of_a_month_and_of_the_calendar():
    assert days_of("2024-02") == ("2024-02-01", "2024-03-01")
    assert days_of("2026-12") == ("2026-12-01", "2027-01-01")
    assert days_of("9999") == ("9999-01-01", "")
    assert days_of("2026-02-30") is None
