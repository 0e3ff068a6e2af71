"""What a chart says: title, subtitle, legend, sources, remarks, rows and stamp."""

from dataclasses import replace

import pytest
from support import with_claim
from test_charts import HEDGED_KINDS, english, in_every_language

from dashboard.charts import chart_view
from dashboard.record import Dated
from dashboard.wording import Wording

UNKNOWN = Dated(date=None, basis="unknown")


@pytest.mark.parametrize(
    ("chart", "title"),
    [
        ("people", "From the ICT workforce to AI experts: four counts of people"),
        ("vnm-ict-workforce", "Nearly 970,000 people make up Việt Nam’s ICT workforce"),
        (
            "kor-dpg-working-groups",
            "17 working groups belong to the organisation of Korea’s Digital Platform Government",
        ),
        (
            "vnm-national-ai-centres",
            "As stated on 25 April 2023*, Việt Nam had no national-level AI research centre yet",
        ),
    ],
)
def test_a_title_states_what_the_chart_finds(project_collection, chart, title):
    assert english(project_collection, chart, "primary").title == title


def test_a_chart_of_several_voices_has_the_indicators_name_for_a_title(project_collection):
    assert english(project_collection, "vnm-ict-workforce").title == "ICT workforce"


def test_every_chart_has_a_title_of_its_own(collection):
    titles = [(view.title, view.subtitle) for view in in_every_language(collection)]
    assert len({title for title, _ in titles}) == len(titles)


@pytest.mark.parametrize(
    ("chart", "subtitle"),
    [
        (
            "people",
            "Unit: people · Việt Nam · as stated on 25 April 2023*"
            " · each line is ten times the one before",
        ),
        ("shares", "Unit: people · Việt Nam · as stated on 25 April 2023*"),
        ("timeline", "Dates on which the figures were stated · Việt Nam and Korea"),
        (
            "kor-ai-vouchers",
            "Unit: enterprises · Korea · as stated on 3 August 2024 · one dot is one of them",
        ),
        (
            "digital-forum-korean-delegates",
            "Unit: delegates · Việt Nam and Korea · as stated on 3 August 2024"
            " · one dot is one of them",
        ),
    ],
)
def test_a_subtitle_states_unit_place_date_and_scale(project_collection, chart, subtitle):
    assert english(project_collection, chart, "primary").subtitle == subtitle


@pytest.mark.parametrize(
    ("chart", "subtitle"),
    [
        ("vnm-it-workforce", "Unit: people · Việt Nam · by reference period"),
        ("digital-forum-korean-delegates", "Unit: delegates · Việt Nam and Korea"),
        ("timeline", "Dates on which the figures were stated · Việt Nam and Korea"),
    ],
)
def test_a_subtitle_gives_voices_of_different_days_no_common_one(
    project_collection, chart, subtitle
):
    assert english(project_collection, chart).subtitle == subtitle


def test_a_subtitle_leaves_several_units_to_the_panels(project_collection):
    view = english(project_collection, "kor-ai-vouchers")
    assert view.subtitle == "Korea · by reference period"
    assert [panel.unit for panel in view.panels] == [
        "unit: enterprises",
        "unit: projects",
        "unit: won",
    ]


def test_a_line_says_that_it_follows_reference_periods(harbour_collection):
    view = english(harbour_collection, "bay-boat-loans")
    assert view.subtitle == "Unit: loans · New Zealand · by reference period"


def test_claims_of_different_days_are_given_no_common_day(harbour_collection):
    assert english(harbour_collection, "bay-skippers").subtitle == "Unit: people · New Zealand"


def test_the_editors_subtitle_comes_before_what_is_computed(project_collection):
    records = project_collection.records
    chart = records.charts[0].model_copy(update={"subtitle": records.topics["ai"].name})
    charts = (chart, *records.charts[1:])
    collection = replace(project_collection, records=records.model_copy(update={"charts": charts}))
    assert english(collection, "people").subtitle.startswith(
        "Artificial intelligence · Unit: people · "
    )


@pytest.mark.parametrize(
    ("chart", "hedges"),
    [
        ("people", (("nearly", "gần"), ("about", "khoảng"))),
        ("vnm-ict-workforce", (("nearly", "gần"),)),
        ("vnm-ai-researchers", ()),
        ("shares", ()),
        ("timeline", ()),
    ],
)
def test_a_legend_names_the_hedges_drawn_with_the_articles_words(project_collection, chart, hedges):
    assert english(project_collection, chart, "primary").hedges == hedges


@pytest.mark.parametrize(
    ("chart", "hedges"),
    [
        ("vnm-ict-workforce", (("nearly", "gần"), ("about", "about"), ("over", "over"))),
        ("vnm-ai-experts", (("about", "khoảng, about"), ("under", "less than"))),
        ("kor-ai-vouchers", (("unhedged", ""), ("about", "내외"))),
    ],
)
def test_a_legend_lends_the_words_of_every_voice(project_collection, chart, hedges):
    assert english(project_collection, chart).hedges == hedges


@pytest.mark.parametrize(
    ("chart", "hedges"),
    [
        ("members", (("unhedged", ""), ("nearly", "nearly"))),
        ("bay-skippers", (("unhedged", ""), ("at_least", "at least"))),
        ("bay-boat-loans", (("unhedged", ""), ("about", "about"), ("over", "hơn"))),
    ],
)
def test_an_article_in_any_language_lends_its_own_word(harbour_collection, chart, hedges):
    assert english(harbour_collection, chart).hedges == hedges


def test_a_legend_holds_exactly_the_hedges_of_the_claims(collection):
    for view in in_every_language(collection):
        if view.kind in HEDGED_KINDS:
            held = {collection.claims[name][1].hedge for name in view.claims}
            assert {hedge for hedge, _ in view.hedges} == held, view.id


def test_the_sources_are_those_of_the_claims_by_their_numbers(collection):
    for view in in_every_language(collection):
        cited = {collection.claims[name][1].source for name in view.claims}
        numbers = sorted(collection.numbers[source] for source in cited)
        assert [number for number, _ in (*view.sources, *view.context)] == numbers, view.id


def test_the_articles_are_cited_and_the_others_named(collection):
    roles = {collection.numbers[source.id]: source.role for source in collection.sources.values()}
    for view in in_every_language(collection):
        assert {roles[number] for number, _ in view.sources} <= {"primary"}, view.id
        assert {roles[number] for number, _ in view.context} <= {"context"}, view.id


def test_a_source_of_context_is_named_by_publisher_and_date(project_collection):
    assert english(project_collection, "vnm-it-workforce").context == (
        (project_collection.numbers["saigon-business-nd"], "Saigon Business, no date"),
    )


def test_a_source_is_cited_in_the_readers_language(project_collection):
    view = chart_view(project_collection, "people", Wording("ko"))
    assert view.sources[0][1].startswith("VietnamPlus (TTXVN), 2023년 4월 25일*. ")


def test_the_timeline_cites_every_source(collection):
    timeline = next(c.id for c in collection.records.charts if c.kind == "timeline")
    view = english(collection, timeline)
    assert len(view.sources) + len(view.context) == len(collection.sources)


def test_shares_cite_the_part_and_the_whole(project_collection):
    assert set(english(project_collection, "shares").claims) == {
        "vnm-ict-workforce-2023",
        "vnm-it-workforce-2023",
        "vnm-ai-researchers-2023",
        "vnm-ai-experts-2023",
    }


@pytest.mark.parametrize(
    "remark",
    [
        "IT share of the ICT workforce: nearly 180,000 ÷ nearly 970,000, about a fifth;"
        " derived here.",
        "Experts’ share of AI researchers: about 300 ÷ about 1,600, about a fifth; derived here."
        " That one is part of the other is our inference.",
    ],
)
def test_a_share_shows_its_division_and_no_equals_sign(project_collection, remark):
    assert remark in english(project_collection, "shares").remarks


def test_no_remark_puts_an_equals_sign_before_a_hedged_share(collection):
    said = [remark for view in in_every_language(collection) for remark in view.remarks]
    assert not [remark for remark in said if "=" in remark]


def test_an_asterisk_is_explained_exactly_where_there_is_one(collection):
    for view in (english(collection, chart) for chart in collection.charts):
        claims = [collection.claims[name][1] for name in view.claims]
        sources = [collection.sources[claim.source] for claim in claims]
        marked = [record for source in sources for record in (source.publisher, source.published)]
        marked += [collection.stated_on(claim) for claim in claims]
        explained = any(remark.startswith("* ") for remark in view.remarks)
        assert explained == any(record.inferred for record in marked), view.id


def test_what_the_source_does_not_date_is_said_to_be_undated(project_collection):
    assert "Reference period not stated." in english(project_collection, "people").remarks


def test_a_line_tells_of_the_figure_that_it_does_not_join(harbour_collection):
    remark = "◇ A figure without a reference period stands alone, at the day it was stated."
    assert remark in english(harbour_collection, "bay-boat-loans").remarks


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("vnm-ict-workforce", "ICT workforce"),
        ("vnm-it-workforce", "IT workforce (a part, as stated)"),
        ("vnm-ai-experts", "AI experts (a part, as we read it)"),
    ],
)
def test_a_row_says_whose_part_it_is_and_who_says_so(project_collection, name, label):
    rows = english(project_collection, "people").rows.set_index("indicator")
    assert rows.loc[name, "label"] == label


def test_the_rows_stand_in_the_editors_order(project_collection):
    rows = english(project_collection, "people").rows
    assert tuple(rows["indicator"]) == project_collection.charts["people"].indicators


def test_the_timeline_runs_from_the_oldest_source_to_the_newest(collection):
    timeline = next(c.id for c in collection.records.charts if c.kind == "timeline")
    dates = list(english(collection, timeline).rows["date"])
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("source", "note"),
    [
        (0, "9 claims"),
        (1, "2 claims; Edition of the Việt Nam–Korea ICT Cooperation Forum: 3rd"),
        (2, "5 claims; Edition of the Việt Nam–Korea Digital Forum: 1st"),
    ],
)
@pytest.mark.parametrize("role", ["", "primary"])
def test_an_ordinal_is_a_label_on_the_timeline(project_collection, source, note, role):
    rows = english(project_collection, "timeline", role).rows
    assert rows[rows["role"] == "primary"]["note"].iloc[source] == note


def test_on_the_timeline_the_articles_have_words_and_the_others_numbers(project_collection):
    rows = english(project_collection, "timeline").rows
    assert [*rows["labelled"]] == [*(rows["role"] == "primary")]


def test_the_timeline_shows_every_source_that_has_a_date(project_collection):
    sources = project_collection.sources.values()
    dated = {project_collection.numbers[s.id] for s in sources if (s.stated_on or s.published).date}
    rows = english(project_collection, "timeline").rows
    assert {*rows["reference"]} == dated
    assert len(dated) == len(sources) - 2


def test_what_no_date_is_known_of_is_said_not_to_be_drawn(project_collection):
    remark = "Not drawn, as no date is known: VietnamPlus and Lao Động."
    assert remark in english(project_collection, "timeline").remarks


def test_a_legend_leaves_out_what_is_not_drawn(harbour_collection):
    of = "bay-boat-loans-2024-ban-tin"
    for known, count in ((Dated(date="2024-03-12", basis="printed"), 1), (UNKNOWN, 0)):
        changed = with_claim(harbour_collection, of, hedge="under", stated_on=known)
        view = english(changed, "bay-boat-loans")
        assert view.kind == "line"
        assert [hedge for hedge, _ in view.hedges].count("under") == count


def test_the_rows_of_an_indicators_timeline_all_have_words(project_collection):
    rows = english(project_collection, "digital-forum-edition").rows
    assert [*rows["labelled"]] == [True] * 3
    assert [note.split(" “")[0] for note in rows["note"]] == [
        "Edition of the Việt Nam–Korea Digital Forum: 1st",
        "Edition of the Việt Nam–Korea Digital Forum: 1st",
        "Edition of the Việt Nam–Korea Digital Forum: 5th",
    ]


def test_without_a_published_address_the_stamp_holds_the_short_id(project_collection):
    stamp = english(project_collection, "people").stamp
    assert stamp.split(" · ")[:2] == ["Every figure, and the words it was read from", "people"]


def test_a_published_address_stands_in_the_stamp_and_leads_to_the_chart(project_collection):
    published = project_collection.published_at("https://example.org/figures/")
    assert "https://example.org/figures/f/people" in english(published, "people").stamp


def test_the_stamp_tells_on_which_day_the_phrases_were_found(collection):
    day = Wording("en").date(collection.data_date)
    assert english(collection, next(iter(collection.charts))).stamp.endswith(f"found on {day}")


def test_an_unverified_collection_claims_no_day(project_collection):
    assert "found" not in english(replace(project_collection, findings={}), "people").stamp
