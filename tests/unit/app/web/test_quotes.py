from rashomon.app.web.quotes import passages

TEXT = "The tolls rose. Grain became dear because of the tolls. Nobody paid."


def _spans(*quotes):
    return tuple((TEXT.index(q), TEXT.index(q) + len(q)) for q in quotes)


def test_the_sentence_is_whole_and_the_item_marked():
    (found,) = passages(
        TEXT, {"effect": _spans("Grain became dear"), "signal": _spans("because of")}
    )
    assert found.text == "Grain became dear because of the tolls."
    assert [(p.text, p.role) for p in found.pieces if p.role] == [
        ("Grain became dear", "effect"),
        ("because of", "signal"),
    ]
    assert found.place == "sentence 2 of 3"


def test_spans_in_several_sentences_give_several_passages():
    found = passages(TEXT, {"item": _spans("tolls rose", "paid")})
    assert [p.text for p in found] == ["The tolls rose.", "Nobody paid."]


def test_a_span_over_two_sentences_gives_one_passage():
    (found,) = passages(TEXT, {"item": ((4, 30),)})
    assert found.text.startswith("The tolls rose. Grain")


def test_a_table_of_a_sentence_is_cut_around_its_item():
    text = "word " * 400 + "tolls " + "word " * 400
    at = text.index("tolls")
    (found, *_) = passages(text, {"item": ((at, at + 5),)})
    assert len(found.text) < 900
    assert "tolls" in found.text


def test_the_first_role_wins_where_roles_overlap():
    (found,) = passages(TEXT, {"signal": ((16, 21),), "effect": ((16, 33),)})
    assert [(p.text, p.role) for p in found.pieces][:2] == [
        ("Grain", "signal"),
        (" became dear", "effect"),
    ]
