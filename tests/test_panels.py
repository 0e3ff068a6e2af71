"""Several voices in a chart: what cannot be compared shares no axis, what was seen is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, permutations, product
from math import hypot
from typing import Any

import pytest
from support import with_claim, with_indicators
from test_figures import DRESSES, Drawing, drawing, every_drawing, plain, spaced, width_em

from dashboard.charts import has_context
from dashboard.claim import Echo
from dashboard.figures.dots import CONTEXT_RADIUS_PX, RADIUS_PX
from dashboard.figures.dress import SCREEN, picture_dress
from dashboard.figures.marks import frame, halo
from dashboard.frames import rows_of
from dashboard.model import Series
from dashboard.record import LANGUAGES, Dated, Text

LINES = ("vnm-online-public-services", "kor-ai-vouchers", "vnm-it-workforce")
OVER_TIME, BESIDE = "bay-boat-loans", "bay-skippers"
LOANS = [f"{OVER_TIME}-2024{end}" for end in ("", "-b", "-c", "-ban-tin")]
WHY = Text(en="Another way to count.", vi="Một cách đếm khác.", ko="세는 방법이 다르다.")
each_language = pytest.mark.parametrize("language", LANGUAGES)


def with_series(collection, *apart: str, comparability: Text | None = None):
    """Return a collection in which some claims are a series of their own."""
    text = Text(en="Apart", vi="Riêng", ko="따로")

    def change(indicator):
        moved = {claim.id for claim in indicator.claims} & {*apart}
        if not moved:
            return {}
        series = Series(
            name=text, definition=text, unit=indicator.unit, measure=indicator.measure,
            why_apart=WHY, comparability=comparability,
        )  # fmt: skip
        claims = tuple(
            c.model_copy(update={"series": "apart"}) if c.id in moved else c
            for c in indicator.claims
        )
        return {"series": {"apart": series}, "claims": claims}

    return with_indicators(collection, change)


def of_context(collection, publisher_id: str):
    """Return a collection in which a source is not primary."""
    sources = {
        name: source.model_copy(update={"role": "context"}) if name == publisher_id else source
        for name, source in collection.sources.items()
    }
    return replace(collection, sources=sources)


@pytest.fixture(scope="module")
def divided(harbour_collection):
    """The invented collection in every way in which series can part its claims over time."""
    ways = product((False, True), repeat=len(LOANS))
    return [
        with_series(
            harbour_collection, *(name for name, moved in zip(LOANS, way, strict=True) if moved)
        )
        for way in ways
        if not all(way)
    ]


@pytest.fixture(scope="module")
def told(project_collection) -> list[str]:
    """The project's charts in which others have a say."""
    charts = project_collection.charts.items()
    return [name for name, chart in charts if has_context(project_collection, chart)]


@pytest.fixture(scope="module")
def everybody(project_collection, told) -> list[Drawing]:
    return every_drawing(project_collection, *told)


@pytest.fixture(scope="module")
def drawings(project_collection, harbour_collection, told, everybody):
    """Every chart of several voices, of both collections; and of context alone."""
    alone = [
        drawing(project_collection, name, dress=dress, role="context")
        for name, dress in product(told, DRESSES.values())
    ]
    own = every_drawing(harbour_collection, OVER_TIME, BESIDE)
    both = ((project_collection, [*everybody, *alone]), (harbour_collection, own))
    return [(collection, drawn) for collection, held in both for drawn in held]


def paneled(drawings) -> list[tuple[Any, Drawing]]:
    return [(collection, d) for collection, d in drawings if d.view.kind != "timeline"]


def lines(drawn: Drawing) -> list[Any]:
    return [trace for trace in drawn.figure.data if trace.mode == "lines"]


def targets(drawn: Drawing) -> Iterator[tuple[str, str, float, Any]]:
    """Yield each claim that is drawn, with its place and the trace that it stands on."""
    for trace in drawn.figure.data:
        for claim, x, y in zip(trace.customdata or (), trace.x, trace.y, strict=False):
            yield claim, x, y, trace


def on_axes(thing: Any) -> tuple[str, str]:
    return (thing.xaxis or "x", thing.yaxis or "y")


class TestSeries:
    """Claims of two series are never on one axis, nor on one line."""

    def test_share_no_axis(self, drawings):
        for collection, drawn in paneled(drawings):
            self.share_no_axis(collection, drawn)

    def test_share_no_axis_however_they_are_divided(self, divided):
        for collection in divided:
            self.share_no_axis(collection, drawing(collection, OVER_TIME))

    @staticmethod
    def share_no_axis(collection, drawn: Drawing) -> None:
        held: dict[str, set[str | None]] = {}
        for claim, _, _, trace in targets(drawn):
            for axis in on_axes(trace):
                held.setdefault(axis, set()).add(collection.claims[claim][1].series)
        assert {len(series) for series in held.values()} == {1}, drawn
        drawn_series = set().union(*held.values())
        assert len(held) == 2 * len(drawn_series), drawn
        tied = [axis.matches or axis.overlaying for axis in drawn.figure.select_xaxes()]
        tied += [axis.matches or axis.overlaying for axis in drawn.figure.select_yaxes()]
        assert not any(tied), drawn

    def test_share_no_line(self, drawings):
        for collection, drawn in paneled(drawings):
            self.share_no_line(collection, drawn)

    def test_share_no_line_however_they_are_divided(self, divided):
        for collection in divided:
            self.share_no_line(collection, drawing(collection, OVER_TIME))

    @staticmethod
    def share_no_line(collection, drawn: Drawing) -> None:
        for trace in lines(drawn):
            at = [
                (x, y, collection.claims[claim][1].series)
                for claim, x, y, other in targets(drawn)
                if on_axes(other) == on_axes(trace)
            ]
            points = set(zip(trace.x, trace.y, strict=True))
            assert points <= {(x, y) for x, y, _ in at}, drawn
            assert len({series for *place, series in at if tuple(place) in points}) == 1, drawn

    def test_have_their_labels_on_their_own_axes(self, drawings):
        for _, drawn in paneled(drawings):
            axes = {claim: on_axes(trace) for claim, _, _, trace in targets(drawn)}
            labels = {note.name: (note.xref, note.yref) for note in drawn.annotations if note.name}
            assert labels == axes, drawn

    def test_are_as_many_as_the_panels(self, project_collection):
        panels = {n: len(drawing(project_collection, n).view.panels) for n in LINES}
        assert panels == dict(zip(LINES, (2, 3, 1), strict=True))

    @each_language
    def test_say_why_they_stand_apart(self, harbour_collection, language):
        view = drawing(with_series(harbour_collection, LOANS[1]), OVER_TIME, language).view
        assert any(remark.endswith(WHY[language]) for remark in view.remarks)

    def test_have_each_its_name_and_unit_above_it(self, drawings):
        for _, drawn in paneled(drawings):
            panels = drawn.view.panels
            if len(panels) > 1:
                for panel in panels:
                    assert spaced(f"{panel.title} {panel.unit}") in spaced(drawn.said), drawn

    def test_alone_needs_no_name_above_it(self, harbour_collection):
        drawn = drawing(harbour_collection, OVER_TIME)
        assert drawn.view.panels[0].unit not in drawn.said


@pytest.fixture(scope="module")
def undated(drawings) -> list[tuple[Drawing, Any, str]]:
    """Give every such claim of every line chart, with the day at which it is drawn."""
    return [
        (drawn, row, days[row.claim])
        for _, drawn in drawings
        if drawn.view.kind == "line"
        for days in [{claim: day for claim, day, _, _ in targets(drawn)}]
        for row in rows_of(drawn.view.rows)
        if not row.time_period and row.stated_on
    ]


class TestWithoutAReferencePeriod:
    """A claim stands in a frame at the day it was stated, and on no line."""

    def test_there_are_some_in_both_collections(self, undated):
        assert {row.claim for _, row, _ in undated} >= {LOANS[3], "kor-ai-vouchers-2024"}

    def test_stands_at_the_day_it_was_stated(self, undated):
        for drawn, row, day in undated:
            assert day.startswith(row.stated_on), drawn

    def test_stands_on_no_line(self, undated):
        for drawn, row, day in undated:
            points = [
                (x, y) for trace in lines(drawn) for x, y in zip(trace.x, trace.y, strict=True)
            ]
            assert (day, row.obs_value) not in points, drawn

    def test_stands_in_a_frame(self, undated):
        for drawn, row, day in undated:
            radius = RADIUS_PX if row.role == "primary" else CONTEXT_RADIUS_PX
            square = frame("", "", radius)["path"]
            paths = [
                p
                for (x, y, _), m in drawn.marks.items()
                if (x, y) == (day, row.obs_value)
                for p, _ in m
            ]
            assert square in paths, drawn

    @each_language
    def test_is_told_by_the_sign_of_the_frame(self, harbour_collection, language):
        remarks = drawing(harbour_collection, OVER_TIME, language).view.remarks
        assert len([remark for remark in remarks if remark.startswith("◇ ")]) == 1

    def test_is_not_told_where_there_is_none(self, harbour_collection):
        dated = with_claim(harbour_collection, LOANS[3], reference_period="2024-01")
        drawn = drawing(dated, OVER_TIME)
        assert "◇" not in " ".join(drawn.view.remarks)
        assert len(lines(drawn)[0].x) == 4

    def test_and_without_any_date_is_told_and_not_drawn(self, harbour_collection):
        nowhere = Dated(date=None, basis="unknown")
        drawn = drawing(with_claim(harbour_collection, LOANS[3], stated_on=nowhere), OVER_TIME)
        assert LOANS[3] not in {claim for claim, *_ in targets(drawn)}
        remark = "Not drawn, as no date is known: over 2,300 (Bản tin Vịnh)."
        assert remark in drawn.view.remarks


class TestComparability:
    @staticmethod
    def dashes(drawn: Drawing) -> list[str]:
        return [trace.line.dash for trace in lines(drawn)]

    @pytest.mark.parametrize("dress", DRESSES.values(), ids=list(DRESSES))
    def test_in_doubt_dashes_the_line_of_its_series_alone(self, project_collection, dress):
        drawn = drawing(project_collection, "vnm-online-public-services", dress=dress)
        own, at_levels = lines(drawn)
        assert (len(own.x), own.line.dash) == (5, "dash")
        assert (len(at_levels.x), at_levels.line.dash) == (2, "solid")

    def test_not_in_doubt_leaves_the_line_whole(self, project_collection):
        clear = with_indicators(project_collection, lambda _: {"comparability": None})
        assert self.dashes(drawing(clear, "vnm-online-public-services")) == ["solid", "solid"]

    def test_of_a_series_of_its_own_dashes_that_one(self, harbour_collection):
        doubted = with_series(harbour_collection, *LOANS[1:3], comparability=WHY)
        assert self.dashes(drawing(doubted, OVER_TIME)) == ["solid", "dash"]

    @each_language
    def test_is_a_remark_exactly_where_it_is_in_doubt(self, project_collection, language):
        for name in LINES:
            doubt = project_collection.indicators[name].comparability
            remarks = drawing(project_collection, name, language).view.remarks
            assert (doubt is not None) == (name == "vnm-online-public-services")
            assert doubt is None or remarks.count(doubt[language]) == 1

    @each_language
    def test_of_a_series_of_its_own_is_a_remark(self, harbour_collection, language):
        doubted = with_series(harbour_collection, *LOANS[:2], comparability=WHY)
        assert WHY[language] in drawing(doubted, OVER_TIME, language).view.remarks


class TestABreak:
    """Where a series breaks, the line ends, and another begins after a line across."""

    @staticmethod
    def across(drawn: Drawing) -> list[Any]:
        return [s for s in drawn.figure.layout.shapes if s.line.dash == "dashdot"]

    @pytest.mark.parametrize(
        ("broken", "runs"), [(1, [["2021"], ["2022", "2023"]]), (2, [["2021", "2022"], ["2023"]])]
    )
    def test_interrupts_the_line(self, harbour_collection, broken, runs):
        drawn = drawing(with_claim(harbour_collection, LOANS[broken], break_before=WHY), OVER_TIME)
        assert [[day[:4] for day in trace.x] for trace in lines(drawn)] == runs

    @pytest.mark.parametrize("broken", [1, 2])
    @pytest.mark.parametrize("dress", DRESSES.values(), ids=list(DRESSES))
    def test_is_a_line_from_top_to_bottom_between_the_two(self, harbour_collection, broken, dress):
        collection = with_claim(harbour_collection, LOANS[broken], break_before=WHY)
        drawn = drawing(collection, OVER_TIME, dress=dress)
        before, after = lines(drawn)
        [torn] = self.across(drawn)
        assert before.x[-1] < torn.x0 == torn.x1 < after.x[0]
        assert (torn.xref, torn.yref, torn.y0, torn.y1) == ("x", "y domain", 0, 1)

    @each_language
    def test_says_why(self, harbour_collection, language):
        collection = with_claim(harbour_collection, LOANS[1], break_before=WHY)
        assert WHY[language] in drawing(collection, OVER_TIME, language).view.remarks

    def test_is_drawn_where_there_is_one_and_nowhere_else(self, drawings):
        assert [str(drawn) for _, drawn in paneled(drawings) if self.across(drawn)] == []


class TestAnEcho:
    """What repeats an earlier figure is linked to it by dots: one voice, not two."""

    REMARK = "Dotted: a figure that repeats an earlier one; one voice, not two."

    @staticmethod
    def links(drawn: Drawing) -> list[tuple[Any, ...]]:
        shapes = drawn.figure.layout.shapes
        return [(s.x0, s.y0, s.x1, s.y1) for s in shapes if s.line.dash == "dot"]

    @pytest.mark.parametrize("dress", DRESSES.values(), ids=list(DRESSES))
    def test_is_linked_to_what_it_repeats(self, project_collection, dress):
        drawn = drawing(project_collection, "vnm-it-workforce", dress=dress)
        at = {claim: (x, y) for claim, x, y, _ in targets(drawn)}
        ends = (*at["vnm-it-workforce-2018"], *at["vnm-it-workforce-2023"])
        assert self.links(drawn) == [ends]

    def test_is_linked_in_every_collection(self, harbour_collection):
        echo = Echo(claim=LOANS[2], basis="printed")
        drawn = drawing(with_claim(harbour_collection, LOANS[3], echoes=echo), OVER_TIME)
        at = {claim: (x, y) for claim, x, y, _ in targets(drawn)}
        assert self.links(drawn) == [(*at[LOANS[2]], *at[LOANS[3]])]
        assert self.REMARK in drawn.view.remarks

    def test_is_not_linked_over_two_axes(self, harbour_collection):
        echo = Echo(claim=LOANS[2], basis="printed")
        other = with_claim(with_series(harbour_collection, LOANS[3]), LOANS[3], echoes=echo)
        assert self.links(drawing(other, OVER_TIME)) == []

    def test_is_a_remark_exactly_where_there_is_a_link(self, drawings):
        over_time = [d for _, d in drawings if d.view.kind == "line" and d.words.language == "en"]
        for drawn in over_time:
            assert bool(self.links(drawn)) == (self.REMARK in drawn.view.remarks), drawn


@pytest.fixture(scope="module")
def pictures(project_collection, told, everybody) -> list[Drawing]:
    """Every picture of the project."""
    others = [
        drawing(project_collection, name, language, picture_dress(theme))
        for name in project_collection.charts
        if name not in told
        for language, theme in product(LANGUAGES, ("light", "dark"))
    ]
    return [d for d in everybody if d.dress.picture] + others


class TestPicturesOfAllSources:
    """A picture that travels alone names everybody whose figures it holds."""

    def test_are_of_three_languages_and_both_themes(self, pictures):
        made = {(d.words.language, d.dress.theme) for d in pictures}
        assert made == set(product(LANGUAGES, ("light", "dark")))

    def test_name_every_source_of_their_claims(self, pictures, project_collection):
        numbers, sources = project_collection.numbers, project_collection.sources
        for drawn in pictures:
            said = spaced(drawn.said)
            for name in {project_collection.claims[c][1].source for c in drawn.view.claims}:
                dated = drawn.words.dated(sources[name].published)
                mark = "*" if sources[name].publisher.inferred else ""
                printed = f"{numbers[name]} {sources[name].publisher.name}{mark}, {dated}"
                assert printed in said, (drawn, name)

    def test_say_that_context_is_not_checked(self, pictures):
        for drawn in pictures:
            said = drawn.words("Context, not checked against the text here:") in spaced(drawn.said)
            assert said == bool(drawn.view.context), drawn

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "not checked against the text here"),
            ("vi", "ở đây chưa đối chiếu với văn bản"),
            ("ko", "여기에서 원문과 대조하지 않음"),
        ],
    )
    def test_say_so_in_their_language(self, project_collection, language, said):
        for name in ("timeline", *LINES, "digital-forum-edition", "vnm-ai-experts"):
            drawn = drawing(project_collection, name, language, picture_dress())
            assert said in spaced(drawn.said), name

    @each_language
    def test_of_the_articles_alone_say_nothing_of_context(self, project_collection, told, language):
        for name in told:
            drawn = drawing(project_collection, name, language, picture_dress(), "primary")
            assert drawn.words("Context, not checked against the text here:") not in drawn.said

    def test_end_below_their_last_line(self, pictures):
        for drawn in pictures:
            layout = drawn.figure.layout
            for note in drawn.annotations:
                if (note.yref, note.y, note.yanchor) == ("paper", 0, "top"):
                    below = 1.3 * note.font.size * len(note.text.split("<br>")) - note.yshift
                    assert below <= layout.margin.b, (drawn, note.text)

    def test_have_no_title_of_a_panel_wider_than_the_panel(self, pictures):
        for drawn in pictures:
            for note in drawn.annotations:
                if (note.xref or "").endswith(" domain"):
                    assert width(note, drawn) <= domain_px(drawn, note.xref, 1200), drawn


def domain_px(drawn: Drawing, ref: str, width_px: float) -> float:
    """Return how wide what a reference names is in a figure of some width."""
    margin = drawn.figure.layout.margin
    inner = width_px - margin.l - margin.r
    name = ref.removesuffix(" domain")
    if name == "paper":
        return inner
    start, end = drawn.figure.layout[name.replace("x", "xaxis", 1)].domain or (0, 1)
    return inner * (end - start)


def own_radius(paths: list[str]) -> float:
    """Return how far a mark's own shapes reach from its point."""
    others = {frame("", "", r)["path"] for r in (RADIUS_PX, CONTEXT_RADIUS_PX)}
    others |= {halo("", r)["path"] for r in (RADIUS_PX, CONTEXT_RADIUS_PX)}
    own = " ".join(path for path in paths if path not in others)
    return max(abs(float(number)) for number in re.findall(r"-?[\d.]+", own))


@pytest.fixture(scope="module")
def marked(drawings) -> list[tuple[Drawing, Any, list[Any]]]:
    """Give each claim that is drawn as a mark, with the shapes of that mark."""
    found = []
    for _, drawn in paneled(drawings):
        at = {claim: (x, y, trace) for claim, x, y, trace in targets(drawn)}
        shapes = [shape for shape in drawn.figure.layout.shapes if shape.type == "path"]
        for row in rows_of(drawn.view.rows):
            if row.claim in at:
                x, y, trace = at[row.claim]
                ends = {x} if row.low != row.low else {row.low, row.high}
                wanted = {(end, y, trace.xaxis or "x") for end in ends}
                own = [s for s in shapes if (s.xanchor, s.yanchor, s.xref) in wanted]
                found.append((drawn, row, own))
    return found


class TestMarksAmongContext:
    def test_there_is_one_for_each_claim(self, marked):
        assert [(str(drawn), row.claim) for drawn, row, shapes in marked if not shapes] == []

    def test_of_context_are_neutral(self, marked):
        for drawn, row, shapes in marked:
            if row.role == "context":
                assert {s.line.color for s in shapes} == {drawn.dress.colour("neutral")}, drawn

    def test_of_context_are_smaller(self, marked):
        sizes: dict[str, set[float]] = {"primary": set(), "context": set()}
        for _, row, shapes in marked:
            sizes[row.role].add(own_radius([shape.path for shape in shapes]))
        assert max(sizes["context"]) < min(sizes["primary"])

    def test_of_the_articles_have_a_halo_exactly_where_there_is_context(self, marked):
        for drawn, row, shapes in marked:
            tint = drawn.dress.place_colour(row.ref_area, "_tint")
            haloed = tint in {shape.fillcolor for shape in shapes}
            wanted = row.role == "primary" and bool(drawn.view.context)
            assert haloed == wanted, (drawn, row.claim)

    def test_of_the_articles_keep_the_colour_of_their_place(self, marked):
        for drawn, row, shapes in marked:
            if row.role == "primary":
                assert drawn.dress.place_colour(row.ref_area) in {s.line.color for s in shapes}

    def test_of_a_collection_with_context_have_one_each_way(self, harbour_collection):
        """The same claims, once both papers' own and once one of them context."""
        for chart in (OVER_TIME, BESIDE):
            drawn = drawing(of_context(harbour_collection, "bay-news-2024-05-02"), chart)
            tint = SCREEN.colour("neutral_tint")
            fills = [shape.fillcolor for shape in drawn.figure.layout.shapes]
            assert fills.count(tint) == 1, chart
            alone = drawing(harbour_collection, chart).figure.layout.shapes
            assert tint not in {shape.fillcolor for shape in alone}, chart

    def test_on_the_timeline_are_smaller_rings(self, project_collection):
        for dress in DRESSES.values():
            drawn = drawing(project_collection, "timeline", dress=dress)
            own, others = (trace for trace in drawn.figure.data if trace.mode == "markers+text")
            assert others.marker.size < own.marker.size
            assert others.marker.color == dress.colour("paper")
            assert others.marker.line.color == dress.colour("neutral")

    def test_on_the_timeline_are_numbered_as_the_sources_are(self, project_collection):
        drawn = drawing(project_collection, "timeline")
        own, others = (trace for trace in drawn.figure.data if trace.mode == "markers+text")
        assert {plain(text).strip() for text in own.text} == {"1", "2", "3"}
        named = {str(number) for number, _ in drawn.view.context}
        assert {plain(text).strip() for text in others.text} < named


@dataclass(frozen=True)
class LabelBox:
    """Where a label stands in the figure, in pixels, y upwards."""

    said: str
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: "LabelBox") -> float:
        """Return by how many pixels two labels lie on each other, the lesser way; 0 for not."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(min(wide, high), 0)


@dataclass(frozen=True)
class Label:
    """A claim's label with its point, in a drawing of some width."""

    panel: str
    point: tuple[float, float]
    box: LabelBox

    def far_from(self, point: tuple[float, float]) -> float:
        """Return how far the label is from a point; 0 where it lies on it."""
        x, y = point
        across = max(self.box.left - x, x - self.box.right, 0)
        return hypot(across, max(self.box.bottom - y, y - self.box.top, 0))


def width(note: Any, drawn: Drawing) -> float:
    size = note.font.size or drawn.figure.layout.font.size
    return max(line_width(line, size) for line in note.text.split("<br>"))


def line_width(line: str, size: float) -> float:
    own = re.search(r"font-size:(\d+)px", line)
    return width_em(plain(line).strip()) * (float(own[1]) if own else size)


def labels(drawn: Drawing, width_px: float) -> list[Label]:
    """Return the labels beside points, in a drawing of some width; from its left edge."""
    return [label(drawn, note, width_px) for note in drawn.annotations if note.name]


def label(drawn: Drawing, note: Any, width_px: float) -> Label:
    layout = drawn.figure.layout
    size = note.font.size or layout.font.size
    margin = layout.margin
    inner = {"x": width_px - margin.l - margin.r, "y": layout.height - margin.t - margin.b}
    point = {}
    for letter, place in (("x", note.x), ("y", note.y)):
        axis = layout[note[f"{letter}ref"].replace(letter, f"{letter}axis", 1)]
        begin, end = axis.domain or (0, 1)
        low, high = (days(edge) for edge in axis.range)
        along = (days(place) - low) / (high - low)
        point[letter] = inner[letter] * (begin + along * (end - begin))
    x, y = margin.l + point["x"], margin.b + point["y"]
    wide, high = width(note, drawn), 1.3 * size * len(note.text.split("<br>"))
    shift = {"left": 0.0, "center": 0.5, "right": 1.0}[note.xanchor]
    left = x + (note.xshift or 0) - shift * wide
    bottom = y + (note.yshift or 0) - high / 2
    box = LabelBox(spaced(plain(note.text)), left, bottom, left + wide, bottom + high)
    return Label(note.xref, (x, y), box)


def days(place: Any) -> float:
    return float(date.fromisoformat(place[:10]).toordinal()) if isinstance(place, str) else place


#: How wide a chart is on a page: in windows of 320, 375, 414, 768 and 1280 pixels, and alone.
SCREEN_WIDTHS_PX = (288, 343, 382, 645, 736, 1088)


@pytest.fixture(scope="module")
def labelled(everybody) -> list[tuple[str, list[Label]]]:
    """Give the labels of each chart over time, in every dress, language and width."""
    return [
        (f"{drawn.view.id} in {drawn.words.language}, {width_px} px", labels(drawn, width_px))
        for drawn in everybody
        # The other theme has other colours and the same places.
        if drawn.view.kind == "line" and drawn.dress.theme == "light"
        for width_px in ((drawn.dress.width_px,) if drawn.dress.picture else SCREEN_WIDTHS_PX)
    ]


class TestLabels:
    """Of the project's charts over time."""

    def test_there_is_one_for_every_claim(self, labelled, project_collection):
        for name, held in labelled:
            claims = project_collection.indicators[name.split()[0]].claims
            assert len(held) == len(claims), name

    def test_do_not_lie_on_each_other(self, labelled):
        pressed = [
            (name, a.box.said, b.box.said)
            for name, held in labelled
            for a, b in combinations(held, 2)
            if a.box.covers(b.box) > 1
        ]
        assert pressed == []

    def test_do_not_lie_on_the_point_of_another(self, labelled):
        covered = [
            (name, a.box.said, b.box.said)
            for name, held in labelled
            for a, b in permutations(held, 2)
            if a.panel == b.panel and a.far_from(b.point) < CONTEXT_RADIUS_PX
        ]
        assert covered == []

    def test_are_nowhere_nearer_to_another_point_than_to_their_own(self, labelled):
        strayed = [
            (name, a.box.said, b.box.said)
            for name, held in labelled
            for a, b in permutations(held, 2)
            if a.panel == b.panel and a.far_from(b.point) < a.far_from(a.point) - 1
        ]
        assert strayed == []

    def test_stand_inside_the_drawing(self, labelled):
        cut = [
            (name, label.box.said)
            for name, held in labelled
            for label in held
            if label.box.left < 0 or label.box.right > float(name.split()[-2])
        ]
        assert cut == []
