"""Sentences, words and the reader: the only place with weights."""
