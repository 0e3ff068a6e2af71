"""What is drawn: one unit an axis, the hedge in the mark, nothing that a length would belie."""

import html
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from math import log10
from typing import Any

import plotly.graph_objects as go
import pytest
from support import with_claim

from dashboard.charts import View, chart_kind, chart_view
from dashboard.claim import HEDGES
from dashboard.collection import Collection
from dashboard.figures import draw
from dashboard.figures.dots import CONTEXT_RADIUS_PX, RADIUS_PX
from dashboard.figures.dress import PALETTES, SCREEN, Dress, picture_dress
from dashboard.figures.marks import frame
from dashboard.model import WORDED
from dashboard.record import LANGUAGES
from dashboard.wording import Wording

DRESSES = {
    "screen": SCREEN,
    "picture": picture_dress("light"),
    "dark picture": picture_dress("dark"),
}
ON_AXES = ("dots", "line", "disagreement")


@dataclass(repr=False)
class Drawing:
    """A figure with what it was drawn from."""

    view: View
    words: Wording
    dress: Dress
    figure: go.Figure

    def __repr__(self) -> str:
        return f"{self.view.id} in {self.words.language}, {self.dress}"

    @cached_property
    def annotations(self) -> list[Any]:
        return list(self.figure.layout.annotations)

    @cached_property
    def said(self) -> str:
        """All text set in the figure, as a reader reads it."""
        return " ".join(plain(note.text) for note in self.annotations)

    @cached_property
    def marks(self) -> dict[tuple[Any, Any, Any], list[tuple[str, bool]]]:
        """By their anchors the paths of the marks, and whether each is filled."""
        found: dict[tuple[Any, Any, Any], list[tuple[str, bool]]] = {}
        for shape in self.figure.layout.shapes:
            if shape.type == "path" and shape.xref != "paper":
                drawn = (shape.path, shape.fillcolor != self.dress.colour("paper"))
                where = (shape.xanchor, shape.yanchor, shape.xref)
                found.setdefault(where, []).append(drawn)
        return found

    def axis(self, trace: Any, letter: str) -> Any:
        """Return the axis that a trace stands on."""
        name = trace[f"{letter}axis"] or letter
        return self.figure.layout[name.replace(letter, f"{letter}axis", 1)]


def plain(text: str) -> str:
    """Return what a reader reads of plotly's text."""
    return html.unescape(re.sub(r"<[^>]*>", " ", text.replace("<br>", " ")))


def spaced(text: str) -> str:
    return " ".join(text.split())


def drawing(collection: Collection, chart: str, language="en", dress=SCREEN, role="") -> Drawing:
    words = Wording(language)
    view = chart_view(collection, chart, words, role)
    return Drawing(view, words, dress, draw(view, dress, words))


def every_drawing(collection: Collection, *charts: str, role="") -> list[Drawing]:
    views = [
        (words, chart_view(collection, chart, words, role))
        for words in map(Wording, LANGUAGES)
        for chart in charts or collection.charts
    ]
    return [
        Drawing(view, words, dress, draw(view, dress, words))
        for words, view in views
        for dress in DRESSES.values()
    ]


@pytest.fixture(scope="module")
def drawings(collection):
    return every_drawing(collection)


@pytest.fixture(scope="module")
def fields(project_collection):
    """Fields of dots, the largest that there may be among them."""
    charts = project_collection.charts
    fields = [name for name in charts if chart_kind(project_collection, charts[name]) == "units"]
    largest = with_claim(project_collection, "vnm-online-public-services-2023", value=5_000)
    return every_drawing(project_collection, *fields, role="primary") + every_drawing(
        largest, "vnm-online-public-services", role="primary"
    )


def of_kind(drawings: list[Drawing], *kinds: str) -> list[Drawing]:
    found = [drawing for drawing in drawings if drawing.view.kind in kinds]
    return found or pytest.skip("no such chart in this collection")


def test_every_chart_is_drawn_in_every_language_and_dress(collection, drawings):
    assert len(drawings) == len(collection.charts) * len(LANGUAGES) * len(DRESSES)
    held = {str(d): sum(len(trace.x) for trace in d.figure.data) for d in drawings}
    assert [name for name, points in held.items() if not points] == []


def test_drawing_twice_gives_the_same_figure(collection):
    for chart in collection.charts:
        first, second = (drawing(collection, chart).figure.to_json() for _ in range(2))
        assert first == second, chart


def test_no_axis_mixes_units(collection, drawings):
    for drawn in drawings:
        if drawn.view.kind != "timeline":
            units: dict[str, set[str]] = {}
            for trace in drawn.figure.data:
                held = {collection.claims[name][0].unit for name in trace.customdata or ()}
                for letter in "xy":
                    units.setdefault(trace[f"{letter}axis"] or letter, set()).update(held)
            assert {len(of_axis) for of_axis in units.values()} == {1}, drawn


def test_what_is_told_in_words_is_on_no_numeric_axis(collection, drawings):
    for drawn in drawings:
        if drawn.view.kind != "timeline":
            kinds = {collection.claims[name][0].kind for name in drawn.view.claims}
            assert not kinds & WORDED, drawn


def test_the_timeline_has_dates_for_places(drawings):
    for drawn in of_kind(drawings, "timeline"):
        for trace in drawn.figure.data:
            assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in trace.x), drawn


def test_the_timeline_shows_no_values(drawings):
    """A mark stands higher only where it would lie on another: no height means anything."""
    for drawn in of_kind(drawings, "timeline"):
        for trace in drawn.figure.data:
            points = list(zip(map(date.fromisoformat, trace.x), trace.y, strict=True))
            for day, height in points:
                below = [other for other, lower in points if lower < height - 1e-6]
                pressed = any(days_px(drawn, other, day) < trace.marker.size + 1 for other in below)
                assert pressed or height == min(trace.y), (drawn, day)


def days_px(drawn: Drawing, one: date, other: date) -> float:
    """Return how far apart two days stand, at the least."""
    ends = [date.fromisoformat(day[:10]) for day in drawn.figure.layout.xaxis.range]
    return abs((other - one) / (ends[1] - ends[0])) * drawn.dress.plot_width_px


class TestDots:
    def test_counts_of_different_things_stand_on_a_logarithmic_axis(self, drawings):
        for drawn in of_kind(drawings, "dots"):
            assert drawn.figure.layout.xaxis.type == "log", drawn

    def test_each_tick_is_ten_times_the_one_before(self, drawings):
        for drawn in of_kind(drawings, "dots"):
            ticks = drawn.figure.layout.xaxis.tickvals
            assert {after / before for before, after in pairwise(ticks)} == {10}, drawn

    def test_ticks_are_written_with_the_languages_marks(self, drawings):
        for drawn in of_kind(drawings, "dots"):
            axis = drawn.figure.layout.xaxis
            assert list(axis.ticktext) == [drawn.words.number(tick) for tick in axis.tickvals]

    def test_claims_about_one_thing_stand_on_a_linear_axis(self, harbour_collection):
        figure = drawing(harbour_collection, "bay-skippers").figure
        assert figure.layout.xaxis.type in (None, "linear")

    @pytest.mark.parametrize(("language", "separators"), [("en", ".,"), ("vi", ",."), ("ko", ".,")])
    def test_a_linear_axis_has_the_languages_marks(self, harbour_collection, language, separators):
        figure = drawing(harbour_collection, "bay-skippers", language).figure
        assert figure.layout.separators == separators

    def test_nothing_but_points_is_drawn(self, drawings):
        for drawn in of_kind(drawings, "dots", "disagreement"):
            assert {(t.type, t.mode) for t in drawn.figure.data} == {("scatter", "markers")}, drawn

    def test_no_line_ends_at_a_value(self, drawings):
        for drawn in of_kind(drawings, "dots", "disagreement"):
            lines = [shape for shape in drawn.figure.layout.shapes if shape.type == "line"]
            ranges = {(row.low, row.high) for row in drawn.view.rows.itertuples()}
            whole = [(line.xref, line.x0, line.x1) == ("paper", 0, 1) for line in lines]
            between = [(line.x0, line.x1) in ranges for line in lines]
            assert lines, drawn
            assert all(map(any, zip(whole, between, strict=True))), drawn

    def test_each_value_is_where_its_mark_is(self, project_collection):
        drawn = drawing(project_collection, "people")
        assert [x for x, _, _ in drawn.marks] == [970_000, 180_000, 1_600, 300]

    def test_every_value_lies_on_the_axis(self, drawings):
        for drawn in of_kind(drawings, "dots", "disagreement"):
            for trace in drawn.figure.data:
                axis = drawn.axis(trace, "x")
                low, high = (10**end if axis.type == "log" else end for end in axis.range)
                assert all(low < x < high for x in trace.x), drawn

    def test_a_range_has_its_label_beyond_its_ends(self, harbour_collection):
        drawn = drawing(harbour_collection, "bay-piers")
        [note] = [note for note in drawn.annotations if note.name]
        assert (note.xanchor, note.x) == ("left", pytest.approx(log10(12)))

    def test_a_range_is_a_line_between_its_ends(self, harbour_collection):
        figure = drawing(harbour_collection, "bay-piers").figure
        assert (10, 12) in [(s.x0, s.x1) for s in figure.layout.shapes if s.type == "line"]


class TestMarks:
    def test_there_is_one_for_every_row_and_two_for_a_range(self, drawings):
        for drawn in of_kind(drawings, *ON_AXES):
            rows = drawn.view.rows
            assert len(drawn.marks) == len(rows) + rows["low"].notna().sum(), drawn

    def test_no_two_hedges_look_alike(self, project_collection):
        drawn = {}
        for hedge in HEDGES:
            if hedge != "none_yet":
                other = with_claim(project_collection, "vnm-ict-workforce-2023", hedge=hedge)
                [mark] = drawing(other, "vnm-ict-workforce", role="primary").marks.values()
                drawn[hedge] = tuple(mark)
        assert len(set(drawn.values())) == len(drawn)

    @pytest.mark.parametrize(
        ("hedge", "filled"), [("unhedged", [True]), ("nearly", [False, True]), ("about", [False])]
    )
    def test_are_filled_half_filled_or_hollow(self, project_collection, hedge, filled):
        other = with_claim(project_collection, "vnm-ict-workforce-2023", hedge=hedge)
        [mark] = drawing(other, "vnm-ict-workforce", role="primary").marks.values()
        assert [full for _, full in mark] == filled

    def test_the_hedge_stands_beside_the_mark_in_words(self, project_collection):
        said = drawing(project_collection, "people").said
        assert [f in said for f in ("nearly 970,000", "about 1,600", "about 300")] == [True] * 3

    def test_no_sign_of_comparison_stands_for_a_hedge(self, drawings):
        assert [str(drawn) for drawn in drawings if set("<>≈≤≥~") & set(drawn.said)] == []


class TestFieldsOfDots:
    def test_hold_as_many_points_as_the_claim_counts(self, fields):
        for drawn in fields:
            points = sum(len(trace.x) for trace in drawn.figure.data)
            assert points == drawn.view.rows["obs_value"].iloc[0], drawn

    def test_put_every_point_at_a_place_of_its_own(self, fields):
        for drawn in fields:
            [trace] = drawn.figure.data
            assert len(set(zip(trace.x, trace.y, strict=True))) == len(trace.x), drawn

    @pytest.mark.parametrize("name", DRESSES)
    def test_have_the_same_dot_in_every_figure_of_a_dress(self, fields, name):
        sizes = {d.figure.data[0].marker.size for d in fields if d.dress == DRESSES[name]}
        assert len(sizes) == 1

    @pytest.mark.parametrize("name", DRESSES)
    def test_have_the_same_pitch_in_every_figure_of_a_dress(self, fields, name):
        drawn = {str(d): pitch_px(d.figure) for d in fields if d.dress == DRESSES[name]}
        wrong = {key: px for key, px in drawn.items() if abs(px - DRESSES[name].dot_pitch_px) > 0.1}
        assert wrong == {}

    def test_keep_their_dots_apart(self, fields):
        for drawn in fields:
            assert drawn.figure.data[0].marker.size < pitch_px(drawn.figure), drawn


def pitch_px(figure: go.Figure) -> float:
    """Return the distance of two dots: both axes are bound to one scale, the smaller."""
    layout = figure.layout
    width = layout.width - layout.margin.l - layout.margin.r
    height = layout.height - layout.margin.t - layout.margin.b
    across, up = (end - start for start, end in (layout.xaxis.range, layout.yaxis.range))
    assert layout.yaxis.scaleanchor == "x"
    return min(width / across, height / up)


class TestALine:
    def test_joins_exactly_the_claims_with_a_reference_period(self, harbour_collection):
        drawn = drawing(harbour_collection, "bay-boat-loans")
        [line] = [trace for trace in drawn.figure.data if "lines" in trace.mode]
        assert list(zip((day[:4] for day in line.x), line.y, strict=True)) == [
            ("2021", 1240),
            ("2022", 1500),
            ("2023", 2150),
        ]

    def test_begins_at_zero(self, drawings):
        for drawn in of_kind(drawings, "line"):
            for axis in drawn.figure.select_yaxes():
                low, high = axis.range
                assert axis.tickvals[0] == 0, drawn
                assert -0.1 * high < low <= 0, drawn

    def test_lies_between_ticks_written_with_the_languages_marks(self, drawings):
        for drawn in of_kind(drawings, "line"):
            for axis in drawn.figure.select_yaxes():
                assert list(axis.ticktext) == [drawn.words.number(tick) for tick in axis.tickvals]

    def test_holds_every_value_between_the_ends_of_its_axis(self, drawings):
        for drawn in of_kind(drawings, "line"):
            for trace in drawn.figure.data:
                low, high = drawn.axis(trace, "y").range
                first, last = drawn.axis(trace, "x").range
                assert all(low < y < high for y in trace.y), drawn
                assert all(first < day < last for day in trace.x), drawn

    def test_says_when_the_figure_it_does_not_join_was_stated(self, harbour_collection):
        hover = drawing(harbour_collection, "bay-boat-loans").figure.data[-1].hovertext
        assert "stated 12 March 2024: over 2,300 loans. Bản tin Vịnh" in hover

    def test_frames_the_figure_it_does_not_join_and_no_other(self, drawings):
        for drawn in of_kind(drawings, "line"):
            rows = drawn.view.rows
            framed = [y for (_, y, _), paths in drawn.marks.items() if is_framed(paths)]
            assert sorted(framed) == sorted(rows[rows["time_period"] == ""]["obs_value"]), drawn


def is_framed(paths: list[tuple[str, bool]]) -> bool:
    """Whether a mark has a square on its point around it, beside its own shapes."""
    squares = {frame("", "", radius)["path"] for radius in (RADIUS_PX, CONTEXT_RADIUS_PX)}
    return bool(squares & {path for path, _ in paths})


class TestParts:
    def test_every_whole_is_as_long_as_the_next(self, drawings):
        for drawn in of_kind(drawings, "parts"):
            assert set(drawn.figure.data[0].x) == {1}, drawn

    def test_a_part_is_as_long_as_the_exact_quotient(self, project_collection):
        figure = drawing(project_collection, "shares").figure
        assert list(figure.data[1].x) == [180_000 / 970_000, 300 / 1_600]

    def test_the_hedge_stands_in_words(self, project_collection):
        said = drawing(project_collection, "shares").said
        assert "IT workforce, nearly 180,000" in said

    def test_what_is_computed_here_says_so(self, project_collection):
        said = spaced(drawing(project_collection, "shares").said)
        assert "about a fifth derived" in said

    def test_an_inferred_part_says_so(self, project_collection):
        said = spaced(drawing(project_collection, "shares").said)
        assert "about a fifth derived, part inferred" in said


class TestPictures:
    """A picture that travels alone."""

    @pytest.fixture
    def pictures(self, drawings):
        return [drawing for drawing in drawings if drawing.dress.picture]

    def test_hold_their_title(self, pictures):
        assert [str(d) for d in pictures if spaced(d.view.title) not in spaced(d.said)] == []

    def test_hold_their_subtitle(self, pictures):
        assert [str(d) for d in pictures if spaced(d.view.subtitle) not in spaced(d.said)] == []

    def test_hold_every_source_with_its_number(self, pictures):
        for drawn in pictures:
            for number, text in drawn.view.sources:
                assert spaced(f"{number} {text}") in spaced(drawn.said), drawn

    def test_hold_every_remark(self, pictures):
        for drawn in pictures:
            for remark in drawn.view.remarks:
                assert spaced(remark) in spaced(drawn.said), drawn

    def test_hold_their_stamp(self, pictures):
        assert [str(d) for d in pictures if d.view.stamp not in d.said] == []

    def test_name_every_hedge_drawn(self, pictures):
        for drawn in pictures:
            for _, own in drawn.view.hedges:
                assert own in drawn.said, drawn

    def test_are_1200_wide_and_no_less_than_675_high(self, pictures):
        assert {drawn.figure.layout.width for drawn in pictures} == {1200}
        assert min(drawn.figure.layout.height for drawn in pictures) == 675

    def test_of_the_articles_alone_are_675_high(self, collection):
        drawn = every_drawing(collection, role="primary")
        assert {d.figure.layout.height for d in drawn if d.dress.picture} == {675}

    def test_leave_room_for_the_drawing(self, pictures):
        for drawn in pictures:
            margin = drawn.figure.layout.margin
            assert drawn.figure.layout.height - margin.t - margin.b >= 160, drawn

    def test_set_no_line_wider_than_they_are(self, pictures):
        for drawn in pictures:
            room = drawn.figure.layout.width - drawn.dress.side_px
            for note in drawn.annotations:
                if note.xref == "paper" and note.xanchor == "left":
                    start = drawn.dress.side_px + note.x * drawn.dress.plot_width_px
                    size = note.font.size or drawn.figure.layout.font.size
                    lines = note.text.split("<br>")
                    widest = max(width_em(plain(line).strip()) for line in lines) * size
                    assert start + (note.xshift or 0) + widest <= room, (drawn, note.text)

    def test_on_the_page_the_same_words_stand_beside_the_figure(self, drawings):
        on_the_page = [d for d in drawings if not d.dress.picture]
        assert [str(d) for d in on_the_page if d.view.stamp in d.said] == []


def width_em(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(sign) in "WF" else 0.52 for sign in text)


def test_every_claim_of_a_chart_can_be_pointed_at(drawings):
    for drawn in drawings:
        if drawn.view.kind != "timeline":
            traces = {name for trace in drawn.figure.data for name in trace.customdata or ()}
            named = {note.name for note in drawn.annotations if note.captureevents}
            assert set(drawn.view.claims) <= traces | named, drawn


def test_every_colour_is_of_the_palette(drawings):
    for drawn in drawings:
        used = re.findall(r"#[0-9a-fA-F]{3,8}\b(?!;)|(?:rgb|hsl)a?\(", drawn.figure.to_json())
        assert set(used) <= set(PALETTES[drawn.dress.theme].values()), drawn
