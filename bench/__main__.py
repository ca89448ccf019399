"""Run every benchmark: `python -m bench` (or `make bench`)."""

import subprocess
import sys

from bench.common import HERE

BENCHES = (
    "read_pages",
    "read_containers",
    "read_pdf",
    "read_feeds",
    "read_sentences",
    "whole_job",
    "big_case",
    "near_duplicates",
    "gather_stories",
    "align_claims",
    "big_maps",
    "camps",
    "dossier",
    "search",
)

if __name__ == "__main__":
    for name in BENCHES:
        done = subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False)
        if done.returncode:
            sys.exit(f"bench/{name}.py: exit code {done.returncode}")
