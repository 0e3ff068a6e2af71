"""The story of an indicator: sentences computed from its claims, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import with_claim

from dashboard.record import LANGUAGES, Text
from dashboard.story import in_brief, story
from dashboard.wording import Wording

BOATS = ("bay-boat-loans-2024", "bay-boat-loans-2024-b", "bay-boat-loans-2024-c")


def told(collection, indicator, theme, language="en"):
    """Return the sentences of one theme."""
    sentences = story(collection, collection.indicators[indicator], Wording(language))
    return [sentence.text for sentence in sentences if sentence.theme == theme]


def brief(collection, indicator):
    """Return the one sentence that stands for an indicator's story, or None."""
    sentences = story(collection, collection.indicators[indicator], Wording("en"))
    found = in_brief(collection, sentences)
    return found.text if found else None


class TestTheFourStories:
    """What the pages must tell rightly, from the collection's own data."""

    def test_services_rose_from_8_to_4400(self, project_collection):
        assert told(project_collection, "vnm-online-public-services", "trend") == [
            "Online public services on the national portal:"
            " rose from 8 (9 December 2019) to 4,400 (31 August 2024).",
            "Online public services at levels 3 and 4:"
            " rose from 3,200 (23 November 2021) to 3,680 (July 2022).",
        ]

    def test_the_articles_services_stand_among_the_others(self, project_collection):
        assert told(project_collection, "vnm-online-public-services", "standing") == [
            "The article’s 3,552 (stated 25 April 2023*) stands in time between"
            " over 2,800 (8 March 2021) and 4,400 (31 August 2024)."
            " Of 5 other figures it is above 4 and below 1."
        ]

    def test_services_are_fewer_than_before_as_a_reader_tells(self, project_collection):
        [said] = told(project_collection, "vnm-online-public-services", "tension")
        assert "3,552" in said
        assert "3,680" in said

    def test_vouchers_fell_in_two_series_that_cannot_be_compared(self, project_collection):
        assert told(project_collection, "kor-ai-vouchers", "trend") == [
            "Projects planned under the AI Voucher:"
            " fell from about 350 a year (2022, planned) to about 250 a year (2023, planned).",
            "Budget of the AI Voucher:"
            " fell from 98 billion won (2022, planned) to 27.625 billion won (2025, planned).",
        ]
        assert len(told(project_collection, "kor-ai-vouchers", "apart")) == 2

    def test_the_longest_trend_is_the_brief_one(self, project_collection):
        assert brief(project_collection, "kor-ai-vouchers").startswith("Budget of the AI Voucher")

    def test_an_old_it_workforce_is_an_echo_and_says_since_when(self, project_collection):
        assert told(project_collection, "vnm-it-workforce", "echo") == [
            "nearly 180,000 (stated 25 April 2023*) repeats a figure told since 2018*:"
            " 180,000 (Saigon Business). One voice, not two."
            " That it repeats it is our inference."
        ]

    def test_an_echo_is_neither_agreement_nor_disagreement(self, project_collection):
        assert not told(project_collection, "vnm-it-workforce", "agreement")
        assert not told(project_collection, "vnm-it-workforce", "disagreement")

    def test_a_first_and_a_fifth_forum_are_told_and_two_firsts_agree(self, project_collection):
        [said] = told(project_collection, "digital-forum-edition", "tension")
        assert "fourteen months" in said
        [agreed] = told(project_collection, "digital-forum-edition", "agreement")
        assert agreed.endswith("say the same.")

    def test_ordinals_never_disagree_by_computation(self, project_collection):
        assert not told(project_collection, "digital-forum-edition", "disagreement")

    def test_50_and_about_50_agree(self, project_collection):
        [said] = told(project_collection, "vnm-ai-universities", "agreement")
        assert said.startswith("50 (")
        assert "about 50 (" in said

    def test_growth_is_no_disagreement(self, project_collection):
        for indicator in project_collection.indicators:
            assert not told(project_collection, indicator, "disagreement"), indicator


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole_in_every_language(project_collection, language):
    for indicator in project_collection.records.indicators:
        for sentence in story(project_collection, indicator, Wording(language)):
            assert "{" not in sentence.text
            assert sentence.text.rstrip().endswith((".", ")", "다."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_same(project_collection, language):
    for indicator in project_collection.records.indicators:
        themes = [s.theme for s in story(project_collection, indicator, Wording(language))]
        assert themes == [s.theme for s in story(project_collection, indicator, Wording("en"))]


def test_an_indicator_with_one_claim_tells_no_story(project_collection):
    assert (
        story(project_collection, project_collection.indicators["vnm-digital-goals"], Wording("en"))
        == []
    )


def moved(collection, *values):
    """Return how three figures of one series, of three years, are told."""
    for name, value in zip(BOATS, values, strict=True):
        collection = with_claim(collection, name, value=value, hedge="unhedged")
    [said] = told(collection, "bay-boat-loans", "trend")
    return said


@given(st.lists(st.integers(1, 10**8), min_size=3, max_size=3, unique=True))
def test_what_is_told_of_a_trend_follows_from_its_figures(harbour_collection, values):
    said = moved(harbour_collection, *values)
    expected = {True: "rose", False: "went up and down"}[values == sorted(values)]
    if values == sorted(values, reverse=True):
        expected = "fell"
    assert expected in said


def test_a_figure_that_stays_neither_rose_nor_fell(harbour_collection):
    assert "and still" in moved(harbour_collection, 12, 12, 12)


def test_a_break_parts_a_trend(harbour_collection):
    why = Text(en="Counted anew.", vi="Đếm lại.", ko="다시 셈.")
    changed = with_claim(harbour_collection, BOATS[1], break_before=why)
    assert told(changed, "bay-boat-loans", "trend") == [
        "Boats lent: rose from about 1,500 (2022) to 2,150 (2023)."
    ]


def test_claims_of_one_time_that_differ_are_told_to_disagree(harbour_collection):
    assert told(harbour_collection, "bay-skippers", "disagreement") == [
        "31 (Bản tin Vịnh, stated 12 March 2024) and"
        " at least 38 (Bay News, stated May 2024) do not agree."
    ]


def test_what_agrees_among_others_alone_is_not_the_brief(project_collection):
    assert brief(project_collection, "vnm-ict-workforce").startswith("Not to be compared")


def test_without_findings_the_story_is_the_same(project_collection):
    bare = replace(project_collection, findings={})
    for name in bare.indicators:
        own, other = (
            story(c, c.indicators[name], Wording("en")) for c in (bare, project_collection)
        )
        assert [s.text for s in own] == [s.text for s in other]
