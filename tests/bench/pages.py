"""How soon a page is there, how many a server gives, how it starts; beside stock Dash, in turn.

Part of make bench. Stock Dash has eight of our charts; ours is the front page with all that is on
it. Both are served by waitress with eight threads.
"""

import asyncio
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright
from report import PROJECT, goals, told, write_section
from running import free_port, running

ROUNDS, LOAD_S, READERS = 7, 6, 16
STOCK = Path(__file__).with_name("stock.py")
#: What the headline figures wait for: the document, its style, the script that stands before both.
NEEDED = re.compile(r":\d+/$|style\.css|early\.js")
#: Notes when the first headline figure and the first chart are painted.
MARKS = """
window.marks = {};
const look = () => {
  const tile = document.querySelector(".tile .value, .tile"), chart = document.querySelector(".main-svg");
  if (tile && tile.getBoundingClientRect().height && !marks.content)
    requestAnimationFrame(() => { marks.content ??= performance.now(); });
  if (chart && chart.getBoundingClientRect().height && !marks.chart) marks.chart = performance.now();
  if (!marks.chart) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@contextmanager
def stock(*how: str):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, STOCK, str(port), *how], cwd=PROJECT, stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout.readline() == "ready\n", "stock Dash did not start"
        time.sleep(1)  # it listens a moment later
        yield port, process.pid
    finally:
        process.terminate()
        process.communicate()


def visit(context, port: int) -> dict[str, float]:
    """Open the front page; return seconds until content and chart, and kilobytes until then."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    addresses, sizes = {}, {}
    wire.on(
        "Network.requestWillBeSent",
        lambda e: addresses.update({e["requestId"]: e["request"]["url"]}),
    )
    wire.on(
        "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]})
    )
    page.add_init_script(MARKS)
    page.goto(f"http://127.0.0.1:{port}/", wait_until="load")
    end = time.monotonic() + 30
    while not page.evaluate("marks.chart") and time.monotonic() < end:
        page.wait_for_timeout(20)
    marks = page.evaluate("marks")
    page.wait_for_timeout(1500)
    found = {"chart": marks["chart"] / 1000, "kilobytes": sum(sizes.values()) / 1000}
    if marks.get("content"):
        found["content"] = marks["content"] / 1000
        needed = [name for name, url in addresses.items() if NEEDED.search(url)]
        found["content kilobytes"] = sum(sizes.get(name, 0) for name in needed) / 1000
    page.close()
    return found


def visits(ports: dict[str, int]) -> dict[str, dict[str, list[float]]]:
    times: dict[str, dict[str, list[float]]] = {name: {} for name in (*ports, "ours again")}
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path)
        for _ in range(ROUNDS):
            for name, port in ports.items():
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                for again in ("", " again") if name == "ours" else ("",):
                    for key, value in visit(context, port).items():
                        times[name + again].setdefault(key, []).append(value)
                context.close()
        browser.close()
    return times


#: Does something as a reader does, and waits for the frame that shows it.
FRAME = """(what) => new Promise((told) => {
  const begun = performance.now();
  what.click();
  requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => told(performance.now() - begun);
    painted.port2.postMessage(null);
  });
})"""
#: Notes how the page behaves once it is loaded.
BEHAVIOUR = """
window.longest = 0; window.shifted = 0;
new PerformanceObserver((list) => {
  const load = performance.getEntriesByType("navigation")[0].loadEventEnd;
  for (const { startTime, duration } of list.getEntries())
    if (load && startTime > load) window.longest = Math.max(window.longest, duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""
#: What a reader does on the front page.
DEEDS = {
    "a filter": ".chip[data-filter=place] >> nth=0",
    "the theme": "button.theme",
    "a citation's card": "main .cite >> nth=0",
}


def behaviour(port: int) -> dict[str, list[float]]:
    """Return by deed the milliseconds until the next frame, at a quarter of the processor's speed.

    And the longest task after the load, in milliseconds, and how far things moved, at full speed.
    """
    found: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path)
        for _ in range(ROUNDS):
            context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
            page = context.new_page()
            page.add_init_script(BEHAVIOUR)
            page.goto(f"http://127.0.0.1:{port}/", wait_until="load")
            page.wait_for_selector("#react-entry-point .main-svg")
            page.mouse.wheel(0, 6000)  # past every chart
            page.wait_for_timeout(2000)
            found.setdefault("longest", []).append(page.evaluate("longest"))
            found.setdefault("shifted", []).append(page.evaluate("shifted"))
            page.evaluate("scrollTo(0, 0)")
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
            for deed, where in DEEDS.items():
                page.wait_for_timeout(1000)
                frame = page.locator(where).evaluate(FRAME)
                found.setdefault(deed, []).append(frame / 1000)
            context.close()
        browser.close()
    return found


async def _views(port: int, paths: list[str], until: float, pause_s: float, taken: list[float]):
    source, sink = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        begun = time.perf_counter()
        for path in paths:
            told = "Host: localhost\r\nAccept-Encoding: gzip, deflate, br"
            sink.write(f"GET {path} HTTP/1.1\r\n{told}\r\n\r\n".encode())
            head = (await source.readuntil(b"\r\n\r\n")).lower()
            assert head.startswith(b"http/1.1 200"), head[:80]
            length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
            await source.readexactly(length)
        taken.append(time.perf_counter() - begun)
        if pause_s:
            await asyncio.sleep(max(0, pause_s - (time.perf_counter() - begun)))
    sink.close()


def load(port: int, paths: list[str], views_a_second: float = 0) -> tuple[float, list[float]]:
    """Return views a second and the seconds that each took; as many as may be, or so many."""
    taken: list[float] = []

    async def all_of_them():
        until, pause = time.monotonic() + LOAD_S, views_a_second and READERS / views_a_second
        await asyncio.gather(*(_views(port, paths, until, pause, taken) for _ in range(READERS)))

    asyncio.run(all_of_them())
    return len(taken) / LOAD_S, taken


def tail(taken: list[float]) -> float:
    """Return how long the slowest hundredth takes, in medians."""
    return sorted(taken)[int(0.99 * len(taken))] / statistics.median(taken)


def cpu_s(*call: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *call], cwd=PROJECT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ready_s() -> float:
    begun = time.perf_counter()
    with running(PROJECT, "--log-format", "none"):
        return time.perf_counter() - begun


def import_s() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import dash, plotly, pandas"], check=True)
    return time.perf_counter() - begun


def main() -> None:
    starts = {"help": [], "ready": [], "imports": []}
    for _ in range(ROUNDS):
        starts["help"].append(cpu_s("-m", "dashboard", "--help"))
        starts["imports"].append(import_s())
        starts["ready"].append(ready_s())
    with running(PROJECT, "--log-format", "none") as ours, stock() as (peer, _):
        with stock("compressed") as (small, _):
            times = visits({"ours": ours.port, "stock": peer, "compressed": small})
        behaves = behaviour(ours.port)
        of_stock = ["/", "/_dash-layout", "/_dash-dependencies"]
        rates: dict[str, list[float]] = {"ours": [], "stock": []}
        for _ in range(3):
            rates["ours"].append(load(ours.port, ["/"])[0])
            rates["stock"].append(load(peer, of_stock)[0])
        at_most = statistics.median(rates["ours"])
        tails = [tail(load(ours.port, ["/"], 0.8 * at_most)[1]) for _ in range(3)]
        memory = psutil.Process(ours.process.pid).memory_full_info().pss / 1e6
    middle = {
        name: {key: statistics.median(values) for key, values in found.items()}
        for name, found in times.items()
    }
    mine, theirs, again = middle["ours"], middle["stock"], middle["ours again"]
    small = middle["compressed"]
    rate = {name: statistics.median(values) for name, values in rates.items()}
    lines = [
        f"{ROUNDS} visits each in turn with an empty cache, in Chromium at 1280 × 900. Stock Dash as it"
        " comes, and with flask-compress: goals of time are held against the first, those of bytes"
        " against the second.", "",
        "| | ours | stock Dash | compressed |", "|---|---|---|---|",
        f"| headline figures visible | {told(times['ours']['content'])} | | |",
        f"| first interactive chart | {told(times['ours']['chart'])} | {told(times['stock']['chart'])}"
        f" | {told(times['compressed']['chart'])} |",
        f"| transferred | {mine['kilobytes']:,.0f} kB | {theirs['kilobytes']:,.0f} kB"
        f" | {small['kilobytes']:,.0f} kB |",
        f"| transferred by a second visit | {again['kilobytes']:,.0f} kB | | |",
        f"| page views a second (a view of stock Dash is three requests) | {rate['ours']:,.0f}"
        f" ({min(rates['ours']):,.0f}–{max(rates['ours']):,.0f}) | {rate['stock']:,.0f}"
        f" ({min(rates['stock']):,.0f}–{max(rates['stock']):,.0f}) | |",
        f"| server ready | {told(starts['ready'])} | imports alone: {told(starts['imports'])} | |",
        f"| `--help`, processor time | {told(starts['help'])} | | |",
        *(f"| next frame after {deed}, processor at a quarter | {told(behaves[deed])} | | |" for deed in DEEDS),
        f"| longest task after load | {max(behaves['longest']):.0f} ms | | |", "",
        *goals([
            ("headline figures, of stock Dash's first chart", mine["content"] / theirs["chart"], "<=", 1 / 8),
            ("kilobytes that these need", mine["content kilobytes"], "<=", 60),
            ("first chart, of stock Dash's", mine["chart"] / theirs["chart"], "<=", 0.55),
            ("transferred, of stock Dash, compressed", mine["kilobytes"] / small["kilobytes"], "<=", 0.45),
            ("kilobytes of a second visit", again["kilobytes"], "<=", 30),
            ("page views a second, times stock Dash's", rate["ours"] / rate["stock"], ">=", 10),
            ("99th percentile at 80 % of that load, of the median", statistics.median(tails), "<=", 5),
            *((f"seconds to the frame after {deed}, processor at a quarter",
               statistics.median(behaves[deed]), "<=", 0.1) for deed in DEEDS),
            ("milliseconds of the longest task after load, median",
             statistics.median(behaves["longest"]), "<=", 200),
            ("cumulative layout shift", max(behaves["shifted"]), "<=", 0.02),
            ("a worker's memory, MB", memory, "<=", 250),
            ("processor seconds of `--help`", statistics.median(starts["help"]), "<=", 0.3),
            ("server ready, of importing dash, plotly and pandas",
             statistics.median(starts["ready"]) / statistics.median(starts["imports"]), "<=", 1.5),
        ]),
    ]  # fmt: skip
    write_section("Pages", lines)


if __name__ == "__main__":
    main()
