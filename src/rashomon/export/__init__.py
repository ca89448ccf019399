"""A file per format; each has one function that writes records to a file."""

EXPORTERS = {"jsonl": "rashomon.export.jsonl:save_jsonl"}
