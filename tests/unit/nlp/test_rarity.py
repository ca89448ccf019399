"""Common words are expected in many stories, rare ones in few."""

from rashomon.nlp.rarity import story_share


def test_shares_fall_from_common_to_rare_words():
    words = ["the", "government", "minister", "dam", "oleander", "xyzzyq"]
    shares = [story_share(word) for word in words]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9
    assert 0 < shares[-1] < 0.001


def test_a_word_is_looked_up_by_its_lemma():
    assert story_share("bridge") > story_share("bridges") == story_share("no word at all")
