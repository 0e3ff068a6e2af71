"""How fast pictures are made, beside others on the same chart, in one run: make bench.

Writes ``docs/performance.md``. Times are this machine's and of this hour; the ratios carry over.
Nothing else may run meanwhile.
"""

import asyncio
import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import altair
import kaleido
import matplotlib
import plotly
import plotly.graph_objects as go
import plotly.io
import psutil
import vl_convert

matplotlib.use("Agg")
from matplotlib import pyplot
from report import PROJECT, write_section

from dashboard.rendering import Order, Renderer
from dashboard.rendering.order import pid_file

WIDTH_PX, HEIGHT_PX, SCALE = 1200, 675, 2
ROUNDS, ROUNDS_WITH_START, CHARTS, LONG_RUN = 25, 3, 100, 1_000
NAMES = [f"Chỉ tiêu số {n}: dịch vụ công trực tuyến" for n in range(1, 16)]
VALUES = [n * n * 37 + 100 for n in range(1, 16)]


def figure() -> go.Figure:
    bars = go.Bar(x=VALUES, y=NAMES, orientation="h", text=VALUES, marker_color="#c23a2c")
    layout = {
        "title": "Mười lăm chỉ tiêu về chuyển đổi số",
        "font": {"family": "Noto Sans"},
        "margin": {"l": 340},
    }
    return go.Figure(bars, layout)


def order() -> Order:
    return Order(str(figure().to_json()), "png", WIDTH_PX, HEIGHT_PX, SCALE)


def altair_png() -> bytes:
    data = altair.Data(values=[{"x": x, "y": y} for x, y in zip(VALUES, NAMES, strict=True)])
    place = altair.Y("y:N", sort=None, title=None, axis=altair.Axis(labelLimit=400))
    bars = altair.Chart(data).mark_bar(color="#c23a2c").encode(altair.X("x:Q"), place)
    words = bars.mark_text(align="left", dx=4, color="#1b1f24").encode(text="x:Q")
    chart = (bars + words).properties(
        width=WIDTH_PX - 340, height=HEIGHT_PX - 100, title="Mười lăm chỉ tiêu về chuyển đổi số"
    )
    return vl_convert.vegalite_to_png(chart.to_json(), scale=SCALE)


def matplotlib_png() -> bytes:
    with matplotlib.rc_context({"font.family": "Noto Sans"}):
        drawing, axes = pyplot.subplots(figsize=(WIDTH_PX / 100, HEIGHT_PX / 100), dpi=100 * SCALE)
        bars = axes.barh(NAMES, VALUES, color="#c23a2c")
        axes.bar_label(bars)
        axes.set_title("Mười lăm chỉ tiêu về chuyển đổi số")
        drawing.tight_layout()
        written = io.BytesIO()
        drawing.savefig(written, format="png")
        pyplot.close(drawing)
    return written.getvalue()


class StockKaleido:
    """kaleido with its browser kept open, as it comes; MathJax off, which would be fetched."""

    def __init__(self) -> None:
        self._loop = asyncio.Runner()
        self._browser = kaleido.Kaleido(mathjax=False)
        self._loop.run(self._browser.open())

    def png(self) -> bytes:
        wanted = {"format": "png", "width": WIDTH_PX, "height": HEIGHT_PX, "scale": SCALE}
        return self._loop.run(self._browser.calc_fig(figure(), opts=wanted))

    def close(self) -> None:
        self._loop.run(self._browser.close())
        self._loop.close()


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def with_start(way: str) -> float:
    """Return how long a fresh program takes for all charts, its browser's start included."""
    command = [sys.executable, __file__, way]
    return seconds(lambda: subprocess.run(command, cwd=PROJECT, check=True, capture_output=True))


def ours_with_start() -> None:
    """Draw as ``export`` does: two at once, so that the next figure is made meanwhile."""
    with Renderer() as renderer, ThreadPoolExecutor(2) as threads:
        for _ in threads.map(lambda _: renderer.draw(order()), range(CHARTS)):
            pass


def theirs_with_start() -> None:
    folder = Path(PROJECT / "pictures" / "bench")
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{n}.png" for n in range(CHARTS)]
    plotly.io.defaults.mathjax = None
    plotly.io.write_images(
        [figure() for _ in files], files, width=WIDTH_PX, height=HEIGHT_PX, scale=SCALE
    )
    for file in files:
        file.unlink()


def memory_mb() -> float:
    """Return what the browser takes: each page of memory once, shared ones in parts (PSS)."""
    process = psutil.Process(int(pid_file().read_text()))
    return sum(p.memory_full_info().pss for p in process.children(recursive=True)) / 1e6


def measured() -> tuple[dict[str, list[float]], dict[str, list[float]], list[float]]:
    """Return seconds by way, those with start by way, and the browser's memory along a long run."""
    stock = StockKaleido()
    with Renderer() as renderer:
        ways: dict[str, Callable[[], object]] = {
            "ours": lambda: renderer.draw(order()),
            "kaleido kept open": stock.png,
            "altair with vl-convert": altair_png,
            "matplotlib": matplotlib_png,
        }
        for way in ways.values():
            way()  # warm
        single: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                single[name].append(seconds(way))
        stock.close()
        memory = [memory_mb()]
        for n in range(1, LONG_RUN + 1):
            renderer.draw(order())
            if n % (LONG_RUN // 10) == 0:
                memory.append(memory_mb())
    single["write_image, a browser each"] = [
        seconds(lambda: figure().to_image("png", width=WIDTH_PX, height=HEIGHT_PX, scale=SCALE))
        for _ in range(ROUNDS_WITH_START)
    ]
    many: dict[str, list[float]] = {"ours": [], "write_images": []}
    for _ in range(ROUNDS_WITH_START):
        for name, times in many.items():
            times.append(with_start(name))
    return single, many, memory


def row(name: str, times: list[float], unit: Callable[[float], str], beside: float) -> str:
    middle = statistics.median(times)
    told = f"{unit(middle)} | {unit(min(times))}–{unit(max(times))} | {middle / beside:.2f}"
    return f"| {name} | {told} |"


def milliseconds(value: float) -> str:
    return f"{value * 1000:,.0f} ms"


def whole_seconds(value: float) -> str:
    return f"{value:.1f} s"


def report(
    single: dict[str, list[float]], many: dict[str, list[float]], memory: list[float]
) -> list[str]:
    ours, ours_many = statistics.median(single["ours"]), statistics.median(many["ours"])
    versions = f"plotly {plotly.__version__}, kaleido {version('kaleido')}"
    others = f"altair {altair.__version__}, matplotlib {matplotlib.__version__}"
    theirs = {name: statistics.median(times) for name, times in single.items()}
    goals = [
        ("100 charts with start: times as fast as `write_images`, at least 2.5",
         statistics.median(many["write_images"]) / ours_many, 2.5, False),
        ("one picture: of kaleido kept open, at most 0.4",
         ours / theirs["kaleido kept open"], 0.4, True),
        ("one picture: of altair, at most 0.6", ours / theirs["altair with vl-convert"], 0.6, True),
        ("one picture: of matplotlib, at most 0.6", ours / theirs["matplotlib"], 0.6, True),
        ("the browser's memory at its most, under 700 MB", max(memory), 700, True),
        ("memory after 1,000 pictures over that after 100, at most 1.1",
         memory[-1] / memory[1], 1.1, True),
    ]  # fmt: skip
    return [
        f"{versions}, {others}. One chart of 15 Vietnamese bars, PNG, {WIDTH_PX} × {HEIGHT_PX} at scale {SCALE}; medians, ranges.", "",
        f"One picture, browser open already; {ROUNDS} rounds, each way in turn:", "",
        "| way | median | range | of ours |", "|---|---|---|---|",
        *(row(name, times, milliseconds, ours) for name, times in single.items()), "",
        f"{CHARTS} charts by a fresh program, its start included; {ROUNDS_WITH_START} rounds in turn:",
        "", "| way | median | range | of ours |", "|---|---|---|---|",
        *(row(name, times, whole_seconds, ours_many) for name, times in many.items()), "",
        f"The browser's memory (PSS, MB) along {LONG_RUN:,} pictures, every hundredth: "
        + ", ".join(f"{value:.0f}" for value in memory) + ".", "",
        "| goal | reached |", "|---|---|",
        *(f"| {goal} | {value:.2f}, {'yes' if (value <= bound) == most else 'no'} |"
          for goal, value, bound, most in goals),
    ]  # fmt: skip


def main() -> None:
    ways = {"ours": ours_with_start, "write_images": theirs_with_start}
    if sys.argv[1:]:
        ways[sys.argv[1]]()
        return
    write_section("Pictures", report(*measured()))


if __name__ == "__main__":
    main()
