"""Texts of figures, whatever signs they hold."""

import re
from dataclasses import replace

import pytest
from support import with_indicators
from test_figures import DRESSES, Drawing, drawing

from dashboard.record import LANGUAGES, Text

NASTY = "<a>&$%{x}"


@pytest.fixture(scope="module")
def hostile(collection):
    text = Text(**dict.fromkeys(LANGUAGES, NASTY))
    reads = Text(**dict.fromkeys(LANGUAGES, "<a>&$% {figure}"))
    changed = with_indicators(collection, lambda _: {"name": text, "reads": reads})
    records = changed.records
    forms = {"one": NASTY, "other": NASTY}
    charts = tuple(chart.model_copy(update={"title": text}) for chart in records.charts)
    units = {
        name: unit.model_copy(update={"name": unit.name.model_copy(update={"en": forms})})
        for name, unit in records.units.items()
    }
    site = records.site.model_copy(update={"title": text})
    sources = {
        name: source.model_copy(
            update={
                "publisher": source.publisher.model_copy(update={"name": NASTY}),
                "title": source.title.model_copy(update={"text": NASTY}),
                "event": source.event and source.event.model_copy(update={"name": text}),
            }
        )
        for name, source in changed.sources.items()
    }
    update = {"charts": charts, "units": units, "site": site}
    return replace(changed, records=records.model_copy(update=update), sources=sources)


@pytest.fixture(scope="module")
def hostile_drawings(hostile):
    return [
        drawing(hostile, chart, dress=dress)
        for chart in hostile.charts
        for dress in DRESSES.values()
    ]


class TestTextWithSigns:
    """Plotly reads tags, entities, TeX and places to fill in its texts; ours hold none."""

    @staticmethod
    def texts(drawn: Drawing) -> list[str]:
        texts = [note.text for note in drawn.annotations]
        for trace in drawn.figure.data:
            hover = trace.hovertext
            texts += [hover] if isinstance(hover, str) else hover or ()
        return texts

    def test_reaches_the_reader_as_it_is(self, hostile_drawings):
        assert [str(d) for d in hostile_drawings if d.dress.picture and NASTY not in d.said] == []

    def test_opens_no_tag(self, hostile_drawings):
        assert [
            str(d) for d in hostile_drawings if any("<a" in text for text in self.texts(d))
        ] == []

    def test_holds_no_bare_ampersand(self, hostile_drawings):
        bare = re.compile(r"&(?!#?\w+;)")
        assert [str(d) for d in hostile_drawings if any(map(bare.search, self.texts(d)))] == []

    def test_starts_no_formula(self, hostile_drawings):
        assert [
            str(d) for d in hostile_drawings if any("$" in text for text in self.texts(d))
        ] == []

    def test_is_filled_into_no_template(self, hostile_drawings):
        templates = ("hovertemplate", "texttemplate")
        made = [t.to_plotly_json() for d in hostile_drawings for t in d.figure.data]
        assert [t for t in made if any(name in t for name in templates)] == []
