"""How reading, checking and showing grow with a collection: part of make bench.

Each size in programs of its own, in turn: a bare ``yaml.load`` of the same files, our reading, our
check with texts, three pages: as they are made for the first reader, and as all others get them.
"""

import gc
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from made_up import made_up
from report import PROJECT, goals, told, write_section

SIZES, ROUNDS = (16, 100, 1_000, 10_000), 3
PAGES = ("/", "/search", "/data")


def seconds(work) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def bare(folder: Path) -> dict[str, float]:
    """Load the same files as a program would that checks nothing."""
    import yaml

    def load():
        yaml.load((folder / "indicators.yaml").read_bytes(), yaml.CSafeLoader)
        for path in (folder / "seeds").glob("*.md"):
            yaml.load(path.read_bytes().split(b"---\n")[1], yaml.CSafeLoader)

    return {"seconds": seconds(load)}


def ours(folder: Path) -> dict[str, float]:
    from dashboard.reader import read_collection

    return {"seconds": seconds(lambda: read_collection(folder))}


def pages(folder: Path) -> dict[str, float]:
    from dashboard.citations import verify_citations
    from dashboard.reader import read_collection, read_lock
    from dashboard.web.app import create_app

    collection = read_collection(folder)
    verify_citations(collection, {}, read_lock(folder))
    gc.freeze()  # as the server does
    client = create_app(collection).server.test_client()
    for path in ("/method", "/search?q=thing", "/data?topic=boats"):
        client.get(path)  # what is made once for each state of the data: indexes, frames
    # A page full of hits, whatever the size.
    asked = {"/search": "/search?q=AI" if folder == PROJECT else "/search?q=pier"}
    ask = {path: partial(client.get, asked.get(path, path)) for path in PAGES}
    made = {path: seconds(ask[path]) for path in PAGES}
    served = {f"{path} served": seconds(ask[path]) for path in PAGES}
    return made | served | {f"{path} bytes": len(ask[path]().data) for path in PAGES}


def in_a_program(way: str, folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, way, str(folder)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def checked(folder: Path) -> dict[str, float]:
    call = [sys.executable, "-m", "dashboard", "check", "--data", str(folder)]
    begun = time.perf_counter()
    subprocess.run(call, cwd=PROJECT, check=True, capture_output=True)
    return {"seconds": time.perf_counter() - begun}


def exponent(by_size: dict[int, float]) -> float:
    """Return the slope of a line through the logarithms, from 100 claims on."""
    points = [(math.log(n), math.log(value)) for n, value in by_size.items() if n >= 100]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def main() -> None:
    times: dict[tuple[str, int], list[float]] = {}
    memory, shown = {}, {}
    with tempfile.TemporaryDirectory() as place:
        folders = {n: made_up(Path(place) / str(n), n) for n in SIZES[1:]}
        folders[16] = PROJECT
        for _ in range(ROUNDS):
            for n in SIZES:
                for way in ("bare", "ours"):
                    found = in_a_program(way, folders[n])
                    times.setdefault((way, n), []).append(found["seconds"])
                    memory[way, n] = found["memory"]
                times.setdefault(("check", n), []).append(checked(folders[n])["seconds"])
                for name, value in in_a_program("pages", folders[n]).items():
                    shown.setdefault((name, n), []).append(value)
    middle = {key: statistics.median(values) for key, values in times.items()}
    at_page = {key: statistics.median(values) for key, values in shown.items()}
    largest = SIZES[-1]
    lines = [
        "Made-up collections, each way in a program of its own, in turn; pages as made for the first reader, their indexes there, and as served from then on."
    ]
    lines += ["", "| claims | bare `yaml.load` | read, strictly | check with texts | memory |"]
    lines += ["|---|---|---|---|---|"]
    lines += [
        f"| {n:,} | {told(times['bare', n])} | {told(times['ours', n])} | {told(times['check', n])}"
        f" | {memory['ours', n]:.0f} MB |"
        for n in SIZES
    ]
    lines += [
        "",
        "| claims | " + " | ".join(f"`{page}`" for page in PAGES) + " |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {n:,} | "
        + " | ".join(
            f"{1000 * at_page[page, n]:.0f} ms, then {1000 * at_page[f'{page} served', n]:.1f} ms,"
            f" {at_page[f'{page} bytes', n] / 1000:.0f} kB"
            for page in PAGES
        )
        + " |"
        for n in SIZES
    ]
    grown = {way: exponent({n: middle[way, n] for n in SIZES}) for way in ("bare", "ours", "check")}
    lines += ["", *goals([
        (f"reading {largest:,} claims, of a bare yaml.load",
         middle["ours", largest] / middle["bare", largest], "<=", 1.0),
        (f"check of {largest:,} claims, of a bare yaml.load",
         middle["check", largest] / middle["bare", largest], "<=", 2.0),
        *((f"{page} with {largest:,} claims, {how}, of the same with 16",
           at_page[page + key, largest] / at_page[page + key, 16], "<=", 1.5)
          for how, key in (("as served", " served"), ("as made for the first reader", ""))
          for page in PAGES),
        ("growth exponent of reading", grown["ours"], "<=", 1.1),
        ("growth exponent of check", grown["check"], "<=", 1.1),
        ("growth exponent of memory", exponent({n: memory["ours", n] for n in SIZES}), "<=", 1.1),
    ])]  # fmt: skip
    write_section("Growth", lines)


if __name__ == "__main__":
    if sys.argv[1:]:
        way, folder = sys.argv[1:]
        found = {"bare": bare, "ours": ours, "pages": pages}[way](Path(folder))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(json.dumps(found | {"memory": peak}))
    else:
        main()
