"""What a chart shows: its kind, and whose claims."""

import pytest
from support import with_claim, with_indicators

from dashboard.charts import chart_kind, chart_view, has_context
from dashboard.collection import Collection
from dashboard.record import LANGUAGES
from dashboard.wording import Wording

#: What the articles alone would be shown as.
PROJECT_KINDS = {
    "people": "dots",
    "shares": "parts",
    "timeline": "timeline",
    "vnm-kor-partnership-years": "timeline",
    "vnm-ai-universities": "units",
    "vnm-ict-workforce": "dots",
    "vnm-it-workforce": "parts",
    "vnm-ai-researchers": "units",
    "vnm-ai-experts": "units",
    "vnm-online-public-services": "units",
    "vnm-national-ai-centres": "timeline",
    "vnm-indepth-ai-institutions": "timeline",
    "kor-dpg-working-groups": "units",
    "kor-ai-vouchers": "units",
    "digital-forum-vietnamese-enterprises": "units",
    "digital-forum-korean-delegates": "units",
    "digital-forum-edition": "timeline",
    "ict-forum-edition": "timeline",
    "vnm-digital-goals": "timeline",
}
#: What becomes of those indicators of which others say something, too.
KINDS_WITH_CONTEXT = {
    "vnm-ai-universities": "disagreement",
    "vnm-ict-workforce": "disagreement",
    "vnm-it-workforce": "line",
    "vnm-ai-researchers": "disagreement",
    "vnm-ai-experts": "disagreement",
    "vnm-online-public-services": "line",
    "kor-ai-vouchers": "line",
    "digital-forum-vietnamese-enterprises": "disagreement",
    "digital-forum-korean-delegates": "disagreement",
    "digital-forum-edition": "timeline",
}
HARBOUR_KINDS = {
    "members": "dots",
    "when": "timeline",
    "bay-boat-loans": "line",
    "bay-members": "dots",
    "bay-young-members": "parts",
    "bay-skippers": "disagreement",
    "bay-piers": "dots",
    "bay-regatta-edition": "timeline",
    "bay-night-schools": "timeline",
    "bay-lessons": "units",
}
HEDGED_KINDS = ("dots", "line", "disagreement")


def english(collection: Collection, chart: str, role: str = ""):
    return chart_view(collection, chart, Wording("en"), role)


def in_every_language(collection: Collection):
    for language in LANGUAGES:
        for chart in collection.charts:
            yield chart_view(collection, chart, Wording(language))


def test_the_kinds_of_the_projects_charts_are_these(project_collection):
    charts = project_collection.charts
    assert {name: chart_kind(project_collection, charts[name]) for name in charts} == PROJECT_KINDS


def test_what_others_say_changes_the_kinds_of_these_charts_and_of_no_others(project_collection):
    kinds = {name: english(project_collection, name).kind for name in project_collection.charts}
    assert kinds == PROJECT_KINDS | KINDS_WITH_CONTEXT


def test_these_charts_can_show_context_and_no_others(project_collection):
    can = {n for n, c in project_collection.charts.items() if has_context(project_collection, c)}
    assert can == {*KINDS_WITH_CONTEXT, "timeline"}


def test_without_context_no_chart_can_show_any(harbour_collection):
    charts = harbour_collection.charts.values()
    assert [chart.id for chart in charts if has_context(harbour_collection, chart)] == []


def test_the_articles_alone_are_shown_as_before(project_collection):
    charts = project_collection.charts
    kinds = {name: english(project_collection, name, "primary").kind for name in charts}
    assert kinds == PROJECT_KINDS


def test_the_articles_alone_have_no_context_beside_them(project_collection):
    for name in project_collection.charts:
        view = english(project_collection, name, "primary")
        assert view.claims, name
        assert {*view.claims} <= project_collection.primary.keys(), name
        assert view.context == (), name


def test_of_context_alone_a_chart_shows_no_article(project_collection):
    for name in KINDS_WITH_CONTEXT:
        view = english(project_collection, name, "context")
        assert view.claims, name
        assert project_collection.primary.keys().isdisjoint(view.claims), name
        assert view.sources == (), name


def test_an_indicators_chart_holds_every_claim_on_it(project_collection):
    for name in KINDS_WITH_CONTEXT:
        claims = {claim.id for claim in project_collection.indicators[name].claims}
        assert {*english(project_collection, name).claims} == claims, name


@pytest.mark.parametrize("role", ["", "primary", "context"])
@pytest.mark.parametrize("chart", ["people", "shares"])
def test_a_chart_of_several_indicators_never_holds_context(project_collection, chart, role):
    view = english(project_collection, chart, role)
    assert len(view.claims) == 4
    assert {*view.claims} <= project_collection.primary.keys()
    assert view.context == ()


def test_the_kinds_of_the_harbours_charts_are_these(harbour_collection):
    charts = harbour_collection.charts
    assert {name: chart_kind(harbour_collection, charts[name]) for name in charts} == HARBOUR_KINDS


def test_what_the_editors_choose_is_not_decided_again(harbour_collection):
    chart = harbour_collection.charts["bay-boat-loans"].model_copy(update={"kind": "disagreement"})
    assert chart_kind(harbour_collection, chart) == "disagreement"


def test_a_count_too_large_for_a_field_of_dots_is_a_dot_on_an_axis(project_collection):
    chart = project_collection.charts["vnm-ict-workforce"]
    assert chart_kind(project_collection, chart) == "dots"


@pytest.mark.parametrize(("count", "kind"), [(5_000, "units"), (5_001, "dots")])
def test_a_field_holds_at_most_five_thousand_dots(project_collection, count, kind):
    collection = with_claim(project_collection, "vnm-ai-universities-2023", value=count)
    chart = collection.charts["vnm-ai-universities"]
    assert chart_kind(collection, chart) == kind


@pytest.mark.parametrize("measure", ["share", "rate", "ratio", "change"])
def test_what_has_no_orders_of_magnitude_stands_on_a_linear_axis(project_collection, measure):
    collection = with_indicators(
        project_collection, lambda _: {"measure": measure, "part_of": None}
    )
    chart = collection.charts["vnm-it-workforce"]
    assert chart_kind(collection, chart) == "disagreement"


def test_an_unknown_chart_is_a_key_error(collection):
    with pytest.raises(KeyError):
        chart_view(collection, "no-such-chart", Wording("en"))
