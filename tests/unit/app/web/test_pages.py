import itertools

import pytest
from fastapi.testclient import TestClient

from rashomon.app.web.pages.maps import SHOWN, choose, clashing
from rashomon.app.web.pages.search import Asked
from rashomon.app.web.server import create_app
from rashomon.core.bodies import body_spans
from rashomon.core.query import parse_query
from rashomon.core.views import Results


def _texts(root, selector):
    return [" ".join(e.text_content().split()) for e in root.cssselect(selector)]


def test_clashes_come_first_and_are_told_by_a_word(page):
    rows = page("/").cssselect("tbody.claim")
    clash = ["is-clash" in row.get("class") for row in rows]
    assert clash == sorted(clash, reverse=True)
    assert sum(clash) == 3
    for row, is_clash in zip(rows, clash, strict=True):
        assert bool(_texts(row, ".clash-badge") == ["Clash"]) == is_clash


def test_at_first_one_sees_what_several_accounts_speak_of(page):
    root = page("/")
    assert len(root.cssselect("tbody.claim")) == 4
    assert "1 more claim is made by one account alone." in root.text_content()
    assert len(page("/?show=all").cssselect("tbody.claim")) == 5


def test_a_claim_is_shown_by_its_address_whatever_the_filter(page):
    row = page("/?show=clashes&claim=c4").get_element_by_id("c-c4")
    assert "is-open" in row.get("class")


def test_silent_is_a_word_of_its_own(page):
    row = page("/").get_element_by_id("c-c1")
    assert _texts(row, ".stance .word") == ["asserts", "asserts", "silent", "denies", "denies"]
    assert _texts(row, ".tally") == ["2 assert, 2 deny, 1 silent"]
    assert "Silent is not denies." in page("/").text_content()


def test_an_implied_effect_is_implied_and_not_asserted(page):
    row = page("/?show=all").get_element_by_id("c-c4")
    assert _texts(row, ".stance .word")[0] == "implies"
    assert _texts(row, ".link-words")[0].startswith(
        "tolls at the Lenn Narrows + raises grain prices"
    )


def test_quoted_and_hedged_are_marked(page):
    row = page("/").get_element_by_id("c-c2")
    assert _texts(row, "tr:first-child .tag") == ["quoted", "hedged"]
    assert "quoting A spokeswoman" in " ".join(_texts(row, ".who"))


def test_sentences_are_whole_and_the_item_is_marked(page):
    row = page("/").get_element_by_id("c-c1")
    quotes = _texts(row, "blockquote p")
    assert "Grain prices did not rise because of the tolls." in quotes
    assert "the tolls" in _texts(row, "mark.r-cause")


def test_every_link_in_the_dossier_leads_somewhere(page):
    for path in (
        "/", "/whatif?factor=tolls", "/maps", "/sources", "/profile", "/levers", "/camps",
        "/judge", "/forecasts", "/documents", "/search?q=grain",
    ):  # fmt: skip
        root = page(path)
        ids = {e.get("id") for e in root.iter() if e.get("id")}
        for link in {a.get("href") for a in root.iter("a")} - {None}:
            if link.startswith("#"):
                assert link[1:] in ids, (path, link)
            elif link.startswith("/"):
                place = link.partition("#")[2]
                target = page(link)
                assert not place or target.xpath("//*[@id=$place]", place=place), (path, link)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("show=clashes", 3),
        ("origin=implied", 1),
        ("q=ESCORTS+raise", 1),
        ("show=clashes&origin=implied", 0),
    ],
)
def test_the_matrix_is_filtered_by_the_server_too(page, query, shown):
    assert len(page(f"/?{query}").cssselect("tbody.claim")) == shown


def test_headings_are_in_order_and_ids_are_unique(page, case):
    doc = case.docs["post"].id
    for path in (
        "/",
        "/whatif?factor=tolls",
        "/maps",
        "/sources",
        "/profile",
        "/levers",
        "/camps",
        "/judge",
        "/forecasts",
        "/documents",
        f"/read/{doc}?dropped=1",
    ):
        root = page(path)
        levels = [int(h.tag[1]) for h in root.cssselect("h1, h2, h3, h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (path, levels)
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), path


def test_a_push_tells_what_each_account_implies(page):
    root = page("/whatif?factor=tolls&push=up")
    row = root.get_element_by_id("w-grain")
    assert _texts(row, ".stance .word") == ["rises", "rises", "silent", "no effect", "no effect"]
    assert "is-clash" in row.get("class")
    down = page("/whatif?factor=tolls&push=down").get_element_by_id("w-grain")
    assert _texts(down, ".stance .word")[:2] == ["falls", "falls"]


def test_a_witness_path_shows_every_step_with_its_sentence(page):
    row = page("/whatif?factor=tolls&push=up").get_element_by_id("w-ilvane")
    steps = _texts(row, ".link-words")
    assert [s.split(" ")[0] for s in steps] == ["tolls", "grain", "protests"]
    assert "The protests have weakened President Ilvane." in _texts(row, "blockquote p")
    assert len(row.cssselect("blockquote a[href*='#a=']")) == 3


def test_factors_stand_at_the_same_place_in_every_map(page):
    panels = page("/maps").cssselect("svg.map")
    places = [[(r.get("x"), r.get("y")) for r in p.cssselect("rect")] for p in panels]
    assert len(panels) == 5
    assert all(p == places[0] for p in places)


def test_maps_have_a_table_with_the_same_links(page):
    for panel in page("/maps").cssselect(".panel"):
        drawn = {a.get("href")[1:] for a in panel.cssselect("a.edge-link")}
        assert drawn == {a.get("href")[1:] for a in panel.cssselect("a.signs")}
        rows = {t.get("id") for t in panel.cssselect(".edge-row")}
        assert drawn <= rows
        assert all(panel.get_element_by_id(i).cssselect("blockquote") for i in rows)


def test_who_says_what_counts_and_quotes(page):
    root = page("/sources")
    profile = root.cssselect(".profile")[0]
    assert "3 statements by 3 sources" in profile.text_content()
    bars = dict(zip(_texts(profile, ".bars th"), _texts(profile, ".bars .number"), strict=True))
    assert bars == {"in its own voice": "2", "attributed to a source": "2", "hedged": "1"}
    assert "1 denial" in profile.text_content()


def test_a_source_is_shown_under_its_actors_name_with_the_words_of_the_text(page):
    profile = page("/sources").cssselect(".profile")[0]
    (source,) = [s for s in profile.cssselect("summary") if "Odo Renk" in s.text_content()]
    assert source.cssselect(".name")[0].text_content() == "Odo Renk"
    assert "as “Harbour master Odo Renk”" in source.text_content()


def test_every_highlight_is_the_text_that_its_item_claims(page, case):
    for doc in case.documents():
        text = page(f"/read/{doc.id}").get_element_by_id("text")
        marked = text.cssselect("[data-annotation]")
        shown = {}
        for element in marked:
            ids, roles = element.get("data-annotation").split(), element.get("data-role").split()
            for key in zip(ids, roles, strict=True):
                shown[key] = shown.get(key, "") + element.text_content()
        claimed = {
            (ann.id, role): "".join(doc.text[start:end] for start, end in spans)
            for ann in case.annotations(doc.id)
            for role, spans in body_spans(ann.body).items()
            if spans
        }
        assert shown == claimed


def test_the_reader_shows_the_whole_text(page, case):
    for doc in case.documents():
        paragraphs = page(f"/read/{doc.id}").cssselect("#text > p")
        assert "".join(p.text_content() for p in paragraphs) == doc.text


def test_the_reader_tells_what_is_known_and_from_where(page, case):
    root = page(f"/read/{case.docs['copy'].id}")
    told = dict(zip(_texts(root, ".about dt"), _texts(root, ".about dd"), strict=True))
    assert (told["First in"], told["Section"]) == ("Northline", "Trade")
    assert (told["Updated"], told["Language"]) == ("2026-04-02", "German")
    assert told["updated"] == "date line: “Updated <2 April 2026>”"
    notes = " ".join(_texts(root, ".head .note"))
    assert "The text is in German" in notes
    assert "appeared first in Northline" in notes
    plain = page(f"/read/{case.docs['post'].id}")
    assert not plain.cssselect(".evidence")
    assert "German" not in " ".join(_texts(plain, ".head .note"))


def test_dropped_parts_stand_where_they_were(page, case):
    doc = case.docs["post"]
    assert not page(f"/read/{doc.id}").cssselect(".dropped")
    parts = page(f"/read/{doc.id}?dropped=1").get_element_by_id("text").getchildren()
    assert [p.tag for p in parts] == ["aside", "p", "p", "p", "aside"]
    assert "navigation" in parts[0].text_content()


def test_a_span_from_an_address_is_marked(page, case):
    doc = case.docs["post"]
    root = page(f"/read/{doc.id}?s=4-40")
    assert "".join(e.text_content() for e in root.cssselect(".found")) == doc.text[4:40]
    assert root.get_element_by_id("s=4-40") is not None


def test_copies_are_counted_with_their_original(page, case):
    assert "1 copy counted with it: Kessel Evening" in " ".join(
        _texts(page("/"), ".account-copies")
    )
    copy = page(f"/read/{case.docs['copy'].id}")
    assert "This document repeats Northline · Kai Dorrit" in copy.text_content()


def test_a_copy_shows_what_it_changed(page, case):
    root = page(f"/read/{case.docs['copy'].id}")
    told = " ".join(_texts(root, "header.small"))
    assert "96% of its words stand there; against it 1 changed, 1 cut." in told
    (changed,) = root.cssselect("#text ins.edit")
    assert changed.text_content() == "say"
    (cut,) = root.cssselect("#text a.cut")
    assert cut.getparent().getnext() is None
    notes = _texts(root, ".changes li")
    assert notes[0].startswith("changed say said in the original")
    assert notes[1].startswith("cut A spokeswoman for the harbour")
    (href, *_) = {a.get("href") for a in root.cssselect(".changes a.note")}
    assert href.startswith(f"/read/{case.docs['wire'].id}?s=")
    for link in root.cssselect(".changes a[href^='#']"):
        assert root.get_element_by_id(link.get("href")[1:]) is not None


def test_an_account_tells_which_passage_it_shares(page, case):
    root = page(f"/read/{case.docs['opinion'].id}")
    assert "Shares a passage of 4 words with Northline · Kai Dorrit." in root.text_content()
    hrefs = {a.get("href") for a in root.cssselect("header .note a")}
    assert f"/read/{case.docs['opinion'].id}?s=10-30#s=10-30" in hrefs
    assert f"/read/{case.docs['wire'].id}?s=0-20#s=0-20" in hrefs


def test_search_marks_what_matched(page):
    root = page("/search?q=harvest")
    assert _texts(root, ".results mark") == ["harvest"]
    assert root.cssselect(".results a[href*='?s=']")


def test_search_offers_what_narrows_it_and_saved_searches(page):
    root = page("/search?q=harvest&by=both")
    hrefs = [a.get("href") for a in root.cssselect(".facets a")]
    assert "/search?q=harvest&by=both&outlet=Northline" in hrefs
    assert "/search?q=harvest&by=both&since=2026-04&until=2026-04" in hrefs
    assert "April 2026" in root.text_content()
    assert _texts(root, "[aria-label='Saved searches'] li > *") == ["harvests", "2 new"]
    narrowed = page("/search?q=harvest&outlet=Northline&since=2026-04")
    assert not narrowed.cssselect(".facets [aria-label='Outlets']")
    assert narrowed.cssselect("input[name=outlet]")[0].get("value") == "Northline"


def test_the_form_is_one_query():
    asked = Asked("dam OR ferry", "words", "North Post", "Odo Renk", "2026-04", "2026")
    assert asked.query == parse_query(
        '(dam OR ferry) actor:"Odo Renk" outlet:"North Post" published:2026-04..2026'
    )
    assert not Asked(outlet='"', actor=" ", since="soon").query


def test_related_documents_stand_below_a_text(page, case):
    root = page(f"/read/{case.docs['post'].id}")
    assert _texts(root, ".related .tag")[:2] == ["same story", "outside the story"]


def test_every_account_has_a_place_in_the_picture(case):
    maps = case.comparison().maps
    chosen = choose(maps, clashing(maps))
    assert len(chosen) <= SHOWN
    for causal_map in maps:
        assert any({e.source, e.target} <= set(chosen) for e in causal_map.edges)


def test_opposite_signs_and_denials_of_others_clash(case):
    assert clashing(case.comparison().maps) == {
        ("tolls", "grain"),
        ("protest", "ilvane"),
        ("escorts", "premiums"),
    }


@pytest.mark.parametrize("path", ["/", "/whatif", "/maps", "/sources", "/documents", "/search?q=x"])
def test_a_case_without_a_story_has_its_pages(path):
    class Empty:
        def stories(self):
            return ()

        documents = stories

        saved_searches = stories

        def find(self, _query, **_options):
            return Results()

    client = TestClient(create_app(Empty()), base_url="http://127.0.0.1")
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
