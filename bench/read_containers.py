"""Web archives and mailboxes: pages out of them per second, and whether memory stays flat.

The benchmark composes both itself, in two sizes. Ours gives each member's bytes with its address,
time and sender; FastWARC and the standard library's mailbox give the same bytes. The last rows are
the whole `rashomon read --json`. Each figure is a process of its own; speed counts its CPU time.

    python bench/read_containers.py [--members 3000] [--read 60]
"""

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from common import RASHOMON, Cost, median, publish, run
from prose import write_documents

ROUNDS = 3
GROWTH = 4  # the larger container has that many times the members
NOISE_BYTES = 9_000  # of markup that does not compress well, as pages carry it


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--members", type=int, default=3_000)
    options.add_argument("--read", type=int, default=60)
    options.add_argument("--measure", nargs=2, metavar=("READER", "FILE"))
    chosen = options.parse_args()
    if chosen.measure:
        measure(*chosen.measure)
        return
    with tempfile.TemporaryDirectory() as place:
        rows = [row for name in COMPOSERS for row in compare(Path(place), name, chosen.members)]
        rows += [read_whole(Path(place), name, chosen.read) for name in COMPOSERS]
    notes = [
        f"composed by the benchmark; the larger container has {GROWTH} times the members",
        f"median of {ROUNDS} rounds in turns, one thread each; memory is the process's peak",
        *ratios(rows),
    ]
    publish("read_containers", rows, notes=notes)


def compare(place: Path, name: str, members: int) -> Iterator[dict[str, Any]]:
    """Our reader and the peer on the smaller container, and our memory on the larger."""
    small, large = (place / f"{name}-{size}{SUFFIXES[name]}" for size in ("small", "large"))
    COMPOSERS[name](small, members)
    COMPOSERS[name](large, GROWTH * members)
    costs: dict[str, list[Cost]] = {reader: [] for reader in PEERS[name]}
    for _ in range(ROUNDS):
        for reader, own in costs.items():
            own.append(child(reader, small))
    for reader, own in costs.items():
        bigger = child(reader, large)
        yield {
            "container": small.name.removesuffix(SUFFIXES[name]).removesuffix("-small"),
            "reader": TITLES[reader],
            "members_per_cpu_s": round(median([speed(cost) for cost in own])),
            "peak_mb": round(max(cost.peak_mb for cost in own)),
            "peak_mb_larger": round(bigger.peak_mb),
            "mb": round(small.stat().st_size / 1e6, 1),
            "mb_larger": round(large.stat().st_size / 1e6, 1),
        }


def child(reader: str, path: Path) -> Cost:
    return run(sys.executable, __file__, "--measure", reader, path)


def speed(cost: Cost) -> float:
    told = json.loads(cost.output)
    return told["members"] / told["seconds"]


def ratios(rows: list[dict[str, Any]]) -> Iterator[str]:
    pairs = [rows[at : at + 2] for at in range(0, 2 * len(COMPOSERS), 2)]
    for ours, peer in pairs:
        ratio = ours["members_per_cpu_s"] / peer["members_per_cpu_s"]
        yield f"{ours['container']}: ours to {peer['reader']}: {ratio:.2f} times as fast"


def read_whole(place: Path, name: str, members: int) -> dict[str, Any]:
    """`rashomon read --json` on containers of two sizes."""
    costs = []
    for count in (members, GROWTH * members):
        path = place / f"read-{count}{SUFFIXES[name]}"
        COMPOSERS[name](path, count)
        costs.append(run(RASHOMON, "read", path, "--json"))
    small, large = costs
    return {
        "container": name,
        "reader": "rashomon read --json",
        "members_per_cpu_s": round((GROWTH - 1) * members / (large.cpu_s - small.cpu_s), 1),
        "peak_mb": round(small.peak_mb),
        "peak_mb_larger": round(large.peak_mb),
    }


def pages(count: int) -> Iterator[tuple[str, str]]:
    """Addresses and pages of generated articles in markup of a usual size."""
    choose = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        write_documents(Path(folder), min(count, 500))
        texts = [path.read_text("utf-8") for path in sorted(Path(folder).iterdir())]
    for number in range(count):
        title, *parts = texts[number % len(texts)].split("\n\n")
        noise = choose.randbytes(NOISE_BYTES // 2).hex()
        links = "".join(
            f'<li><a href="/{noise[i : i + 40]}">More</a></li>' for i in range(0, len(noise), 40)
        )
        body = "".join(f"<p>{escape(part)}</p>" for part in parts)
        page = (
            f"<html><head><title>{title}</title></head><body><nav><ul>{links}</ul></nav>"
            f"<article><h1>{title}</h1>{body}</article></body></html>"
        )
        yield f"https://lantern.example/{number}", page


def compose_warc(path: Path, count: int) -> None:
    with path.open("wb") as file:
        for url, page in pages(count):
            http = (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
            )
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                f"WARC-Date: 2026-03-10T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{url[-8:]}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + http + b"\r\n\r\n", 6))


def compose_mbox(path: Path, count: int) -> None:
    with path.open("wb") as file:
        for url, page in pages(count):
            message = EmailMessage()
            message["From"] = "The Lantern <news@lantern.example>"
            message["Subject"] = page.partition("<title>")[2].partition("<")[0]
            message["Date"] = "Tue, 10 Mar 2026 08:00:00 +0000"
            message["Message-ID"] = f"<{url.rpartition('/')[2]}@lantern.example>"
            message.set_content("Open this in a browser.")
            message.add_alternative(page, subtype="html")
            file.write(
                b"From news@lantern.example Tue Mar 10 08:00:00 2026\n" + bytes(message) + b"\n"
            )


def measure(reader: str, path: str) -> None:
    members = READERS[reader](path)
    next(members)  # what loads on first use is no part of it
    start = time.process_time()
    count = sum(1 for _ in members)
    print(json.dumps({"members": count, "seconds": time.process_time() - start}))


def read_ours(path: str) -> Iterator[bytes]:
    from rashomon.read import expand

    for source in expand([path]):
        yield source.data


def read_fastwarc(path: str) -> Iterator[bytes]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    for record in ArchiveIterator(path, record_types=WarcRecordType.response, auto_decode="all"):
        yield record.reader.read()


def read_mailbox(path: str) -> Iterator[bytes]:
    from mailbox import mbox

    for message in mbox(path):
        part = next(p for p in message.walk() if p.get_content_type() == "text/html")
        yield part.get_payload(decode=True)


READERS: dict[str, Callable[[str], Iterator[bytes]]] = {
    "ours": read_ours,
    "fastwarc": read_fastwarc,
    "mailbox": read_mailbox,
}
TITLES = {
    "ours": "rashomon",
    "fastwarc": f"FastWARC {version('fastwarc')}",
    "mailbox": "mailbox of the standard library",
}
COMPOSERS: dict[str, Callable[[Path, int], None]] = {"warc": compose_warc, "mbox": compose_mbox}
SUFFIXES = {"warc": ".warc.gz", "mbox": ".mbox"}
PEERS = {"warc": ("ours", "fastwarc"), "mbox": ("ours", "mailbox")}

if __name__ == "__main__":
    main()
