"""The data model: frozen records, content ids, codec, errors. Standard library only."""
