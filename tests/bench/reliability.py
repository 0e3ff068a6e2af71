"""How the real server bears readers, a killed worker and a stop: make reliability.

Writes ``docs/reliability.md``. Loopback only; nothing else may run meanwhile.
"""

import asyncio
import os
import random
import shutil
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from running import running
from support import HARBOUR, PROJECT

from dashboard.reader import read_collection

REPORT = PROJECT / "docs" / "reliability.md"
READERS, LOAD_S, REQUESTS, WORKERS = 100, 60, 100_000, 2
PAGES = ["/", "/vi/", "/ko/", "/data", "/vi/data?place=VNM", "/method", "/ko/charts/people",
         "/indicators/vnm-ict-workforce", "/sources/vietnamplus-2023-04-25", "/search?q=AI",
         "/embed/people"]  # fmt: skip
DATA = ["/claims.csv", "/claims.json", "/charts/people.json", "/charts/people.csv", "/healthz",
        "/charts/people.figure.json", "/f/vnm-ict-workforce.bib"]  # fmt: skip
PICTURES = ["/charts/people.svg", "/charts/people.png?size=social", "/vi/charts/timeline.svg"]
DOOR = "/_dash-update-component"


@dataclass
class Tally:
    """What a crowd of readers met."""

    answers: Counter = field(default_factory=Counter)
    wrong: Counter = field(default_factory=Counter)
    times_s: list[float] = field(default_factory=list)


def asked(rng: random.Random) -> tuple[str, str, int]:
    """Return a method, an address and the status that it must have."""
    kind = rng.random()
    if kind < 0.6:
        return "GET", rng.choice(PAGES), 200
    if kind < 0.9:
        return "GET", rng.choice(DATA), 200
    if kind < 0.95:
        return "GET", rng.choice(PICTURES), 200
    return "POST", DOOR, 405


async def reader(port: int, tally: Tally, goes_on, seed: int) -> None:
    """Ask one thing after another over one connection, as a browser does."""
    rng, streams = random.Random(seed), None
    while goes_on():
        method, path, status = asked(rng)
        started = time.perf_counter()
        try:
            if streams is None:
                streams = await asyncio.open_connection("127.0.0.1", port)
            got = await asyncio.wait_for(exchange(*streams, method, path), 60)
            tally.answers[got] += 1
            if got != status:
                tally.wrong[f"{path}: {got}"] += 1
            tally.times_s.append(time.perf_counter() - started)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, ValueError) as error:
            tally.wrong[type(error).__name__] += 1
            if streams:
                streams[1].close()
            streams = None
            await asyncio.sleep(0.05)
    if streams:
        streams[1].close()


async def exchange(source, sink, method: str, path: str) -> int:
    """Send a request, read the whole answer; return its status."""
    told = "Host: localhost\r\nAccept-Encoding: gzip, deflate, br\r\nContent-Length: 0"
    sink.write(f"{method} {path} HTTP/1.1\r\n{told}\r\n\r\n".encode())
    await sink.drain()
    head = (await source.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    told = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    await source.readexactly(int(told["content-length"]))
    return int(head[0].split()[1])


def crowd(port: int, goes_on, readers: int = READERS) -> Tally:
    """Let so many readers ask at once for as long as ``goes_on`` says."""
    tally = Tally()

    async def all_of_them():
        await asyncio.gather(*(reader(port, tally, goes_on, n) for n in range(readers)))

    asyncio.run(all_of_them())
    return tally


def memory_mb(server) -> float:
    """Return the memory of the server's processes, what they share counted once (PSS)."""
    process = psutil.Process(server.process.pid)
    return sum(p.memory_full_info().pss for p in (process, *process.children())) / 1e6


def for_seconds(seconds: float):
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def so_often(times: int):
    left = iter(range(times))
    return lambda: next(left, None) is not None


def under_load(server) -> tuple[Tally, list[str]]:
    tally = crowd(server.port, for_seconds(LOAD_S))
    times = sorted(tally.times_s)
    n = sum(tally.answers.values())
    rows = [
        f"| requests answered in {LOAD_S} s | {n:,} |",
        f"| answers a second | {n / LOAD_S:,.0f} |",
        f"| median, 99th percentile | {1000 * statistics.median(times):.0f} ms, "
        f"{1000 * times[int(0.99 * len(times))]:.0f} ms |",
        f"| wrong answers and broken connections | {sum(tally.wrong.values())} |",
    ]
    return tally, rows


def over_many(server) -> list[float]:
    """Return the memory before and after each tenth of many requests."""
    curve = [memory_mb(server)]
    for _ in range(10):
        crowd(server.port, so_often(REQUESTS // 10), 50)
        curve.append(memory_mb(server))
        print(f"memory: {curve[-1]:.0f} MB", flush=True)
    return curve


def with_a_death(server) -> tuple[int, int]:
    """Kill a worker under load; return how many requests broke, and how many were in flight."""
    workers = psutil.Process(server.process.pid).children()
    killed_at = time.monotonic() + 2

    def goes_on():
        nonlocal killed_at
        if killed_at and time.monotonic() > killed_at:
            os.kill(workers[0].pid, signal.SIGKILL)
            killed_at = 0.0
        return ends()

    ends = for_seconds(8)
    tally = crowd(server.port, goes_on, 40)
    return sum(tally.wrong.values()), 40


def seconds_until(server, told, path="/healthz") -> float:
    started = time.monotonic()
    server.until(told, path)
    return time.monotonic() - started


def of_bad_data(folder: Path) -> tuple[str, float, float]:
    """Return what bad data do, and how long until that is told and until a repair is shown."""
    yaml = folder / "indicators.yaml"
    good = yaml.read_bytes()
    with running(folder, "--log-format", "none") as server:
        yaml.write_bytes(good[: len(good) // 2])
        noticed = seconds_until(server, lambda text: "repair pending" in text)
        shown = server.ask("/data")[0]
        yaml.write_bytes(good)
        return str(shown), noticed, seconds_until(server, lambda text: "repair pending" not in text)


def of_slow_clients(server) -> float:
    """Return after how long a client that sends no end of its request is let go."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\n")
        started = time.monotonic()
        while slow.recv(1024):
            pass
        return time.monotonic() - started


def of_pictures(server) -> tuple[int, int, float]:
    """Return how many of 60 pictures asked for at once were drawn and put off; and how long the
    next one takes whose browser is killed meanwhile."""
    charts = [*read_collection(PROJECT).charts][:10]
    paths = [
        f"/{language}charts/{chart}.png?size={size}"
        for language in ("", "vi/", "ko/")
        for size in ("square", "social")
        for chart in charts
    ]
    with ThreadPoolExecutor(60) as readers:
        answers = list(readers.map(lambda path: server.ask(path, timeout=120), paths))
    put_off = [told for status, told, _ in answers if status == 503]
    assert all("retry-after" in told for told in put_off)
    drawn = sum(status == 200 for status, _, _ in answers)
    started = time.monotonic()
    with ThreadPoolExecutor(1) as reader:
        asked = reader.submit(server.ask, "/charts/shares.png?size=square&theme=dark", timeout=120)
        for process in psutil.process_iter(["name", "cmdline"]):
            if "chrom" in (process.info["name"] or "") and "--type=" not in str(
                process.info["cmdline"]
            ):
                with suppress(psutil.NoSuchProcess):
                    if any(p.name() == "python" or "rendering" in str(p.cmdline())
                           for p in process.parents()):  # fmt: skip
                        process.kill()
        status = asked.result()[0]
    assert status == 200, status
    return drawn, len(put_off), time.monotonic() - started


def of_endless_queries(server) -> float:
    """Return by how many MB the server grows over 5,000 addresses that nobody asks for twice."""
    before = memory_mb(server)
    for n in range(5_000):
        server.ask(f"/search?q={n}&x={n}" if n % 2 else f"/charts/people.svg?size=wide&x={n}")
    return memory_mb(server) - before


def single_promises() -> list[str]:
    """Return what each promise comes to, a row of the table each."""
    with tempfile.TemporaryDirectory() as place:
        shown, noticed, mended = of_bad_data(shutil.copytree(HARBOUR, Path(place) / "harbour"))
    with running(PROJECT, "--log-format", "none") as server:
        drawn, put_off, again = of_pictures(server)
        print("pictures", drawn, put_off, again, flush=True)
        grown = of_endless_queries(server)
        slow = of_slow_clients(server)
        started = time.monotonic()
        server.stop()
        stopped = time.monotonic() - started
    return [
        f"| half-written records: pages meanwhile, told after, repair shown after | {shown}, "
        f"{noticed:.1f} s, {mended:.1f} s |",
        f"| 60 pictures asked for at once: drawn, put off by 503 with Retry-After | {drawn}, {put_off} |",
        f"| a picture whose browser is killed meanwhile, there after | {again:.1f} s |",
        f"| 5,000 addresses that nobody asks for twice, memory | {grown:+.1f} MB |",
        f"| a client that never ends its request, let go after | {slow:.0f} s |",
        f"| a soft stop with nothing to finish | {stopped:.1f} s |",
    ]


def main() -> None:
    with running(PROJECT, "--workers", WORKERS, "--log-format", "none") as server:
        crowd(server.port, for_seconds(5), 10)  # what is made once
        load, rows = under_load(server)
        print(*rows, sep="\n", flush=True)
        curve = over_many(server)
        broken, in_flight = with_a_death(server)
        with suppress(ProcessLookupError):
            status = server.stop()
    singles = single_promises()
    flat = curve[-1] / curve[2]
    goals = [
        (f"{READERS} readers at once for {LOAD_S} s: no error", not load.wrong),
        (f"memory after {REQUESTS:,} requests over that after a fifth, at most 1.1", flat <= 1.1),
        (f"a killed worker breaks at most its own connections ({broken} of {in_flight})",
         broken <= in_flight),
        ("a soft stop ends with 130", status == 130),
    ]  # fmt: skip
    lines = [
        "# Reliability",
        "",
        "Written by `make reliability`; not by hand. What is promised: [SECURITY](../SECURITY.md).",
        "",
        f"{date.today()}, {os.cpu_count()} cores, {WORKERS} workers; pages, data, pictures and",
        "Dash's own door, which is shut. The readers run on the same machine.",
        "",
        f"| {READERS} readers at once | |",
        "|---|---|",
        *rows,
        "",
        f"Memory (PSS, MB) along {REQUESTS:,} requests, every tenth: "
        + ", ".join(f"{value:.0f}" for value in curve)
        + ".",
        "",
        "| promise | figure |",
        "|---|---|",
        *singles,
        "",
        "| goal | reached |",
        "|---|---|",
        *(f"| {goal} | {'yes' if met else 'no'} |" for goal, met in goals),
        "",
        *(f"Wrong: {what} ({n})." for what, n in load.wrong.most_common(5)),
    ]
    REPORT.write_text("\n".join(lines).rstrip() + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
