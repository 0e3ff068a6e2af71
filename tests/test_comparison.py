"""Agreement and disagreement: a rule, tested property by property."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import with_claim

from dashboard.claim import Echo
from dashboard.comparison import Interval, compared, disagreements, interval, runs
from dashboard.record import Dated, Text

HEDGES = ("unhedged", "nearly", "about", "over", "under", "at_least", "at_most")
OLDER, NEWER = "bay-skippers-2024-ban-tin", "bay-skippers-2024"
WHY = Text(en="a reason", vi="lý do", ko="이유")
values = st.integers(min_value=1, max_value=10**9)


@pytest.fixture(scope="module")
def claim(harbour_collection):
    return harbour_collection.claims[OLDER][1]


@pytest.mark.parametrize(
    ("hedge", "expected"),
    [
        ("unhedged", Interval(100, 100)),
        ("about", Interval(90, 110)),
        ("nearly", Interval(90, 100)),
        ("over", Interval(100, inf, low_shut_out=True)),
        ("at_least", Interval(100, inf)),
        ("under", Interval(-inf, 100, high_shut_out=True)),
        ("at_most", Interval(-inf, 100)),
    ],
)
def test_a_hedge_says_which_values_are_left_open(claim, hedge, expected):
    assert interval(claim.model_copy(update={"value": 100, "hedge": hedge})) == expected


def test_a_range_is_its_bounds(claim):
    ranged = claim.model_copy(update={"value": None, "low": 10, "high": 12})
    assert interval(ranged) == Interval(10, 12)


@given(st.sampled_from(HEDGES), st.sampled_from(HEDGES), values, values)
def test_to_agree_is_mutual(claim, hedge, other, v, w):
    a, b = (
        interval(claim.model_copy(update={"value": value, "hedge": h}))
        for value, h in ((v, hedge), (w, other))
    )
    assert a.meets(b) == b.meets(a)


@given(st.sampled_from(HEDGES), values)
def test_every_claim_agrees_with_itself(claim, hedge, v):
    own = interval(claim.model_copy(update={"value": v, "hedge": hedge}))
    assert own.meets(own)


@given(values, values)
def test_two_values_without_hedges_agree_where_they_are_the_same(claim, v, w):
    a, b = (interval(claim.model_copy(update={"value": value})) for value in (v, w))
    assert a.meets(b) == (v == w)


@given(values)
def test_over_and_under_the_same_value_do_not_agree(claim, v):
    over, under = (
        interval(claim.model_copy(update={"value": v, "hedge": hedge}))
        for hedge in ("over", "under")
    )
    assert not over.meets(under)


@given(values)
def test_at_least_and_at_most_the_same_value_agree(claim, v):
    least, most = (
        interval(claim.model_copy(update={"value": v, "hedge": hedge}))
        for hedge in ("at_least", "at_most")
    )
    assert least.meets(most)


def pairs(collection, **fields):
    """Return what is compared of the skippers, the older claim with other fields."""
    changed = with_claim(collection, OLDER, **fields)
    changed = replace(changed, findings=collection.findings)
    found = compared(changed, changed.indicators["bay-skippers"])
    return [(pair.earlier.id, pair.later.id, pair.agree) for pair in found]


def test_claims_about_one_time_are_compared_the_earlier_first(harbour_collection):
    assert pairs(harbour_collection) == [(OLDER, NEWER, False)]


def test_claims_that_leave_a_value_to_both_agree(harbour_collection):
    assert pairs(harbour_collection, value=41) == [(OLDER, NEWER, True)]


def test_claims_of_one_source_may_disagree_but_do_not_agree(harbour_collection):
    source = harbour_collection.claims[NEWER][1].source
    stated = Dated(date="2024-03-12", basis="printed")
    own = {"source": source, "stated_on": stated}
    assert pairs(harbour_collection, **own, value=41) == []
    assert pairs(harbour_collection, **own, value=31) == [(OLDER, NEWER, False)]


@pytest.mark.parametrize(("day", "count"), [("2023-05-31", 1), ("2023-05-30", 0)])
def test_claims_more_than_366_days_apart_are_not_compared(harbour_collection, day, count):
    stated = Dated(date=day, basis="printed")
    assert len(pairs(harbour_collection, stated_on=stated)) == count


def test_claims_without_a_date_may_agree_but_not_disagree(harbour_collection):
    unknown = Dated(date=None, basis="unknown")
    for value, agree in ((41, True), (31, False)):
        changed = with_claim(harbour_collection, OLDER, stated_on=unknown, value=value)
        [pair] = compared(changed, changed.indicators["bay-skippers"])
        assert (pair.agree, pair.disagree) == (agree, False)


@pytest.mark.parametrize(
    ("period", "count"),
    [("2023", 0), ("2024", 1), ("2024-02", 1), ("2023-12/2024-02", 1), ("2023-12-31", 0)],
)
def test_figures_of_periods_that_do_not_overlap_tell_a_change(harbour_collection, period, count):
    changed = with_claim(harbour_collection, NEWER, reference_period="2024")
    assert len(pairs(changed, reference_period=period)) == count


def test_claims_of_two_series_are_not_compared(harbour_collection):
    assert pairs(harbour_collection, series="trained") == []


def test_an_echo_is_no_second_opinion(harbour_collection):
    echo = Echo(claim=NEWER, basis="inferred", why=WHY)
    assert pairs(harbour_collection, echoes=echo) == []


def test_two_echoes_of_one_figure_are_one_voice(harbour_collection):
    older = "bay-boat-loans-2024"
    for name in (OLDER, NEWER):
        echo = Echo(claim=older, basis="inferred", why=WHY)
        harbour_collection = with_claim(harbour_collection, name, echoes=echo)
    assert pairs(harbour_collection, series=None) == []


def test_what_is_no_quantity_can_agree_but_not_disagree(project_collection):
    edition = project_collection.indicators["digital-forum-edition"]
    assert [pair.agree for pair in compared(project_collection, edition)] == [True]


class TestDisagreements:
    def test_are_those_computed_and_those_told(self, project_collection, harbour_collection):
        assert all(pair.why for pair in disagreements(project_collection))
        found = disagreements(harbour_collection)
        assert {(pair.earlier.id, pair.later.id, pair.why) for pair in found} >= {
            (OLDER, NEWER, None)
        }

    def test_begin_with_what_is_farthest_apart(self, project_collection, harbour_collection):
        for collection in (project_collection, harbour_collection):
            distances = [pair.apart for pair in disagreements(collection)]
            assert distances == sorted(distances, reverse=True)
            assert len(distances) > 1

    def test_of_two_units_have_no_distance(self, project_collection):
        last = disagreements(project_collection)[-1]
        assert (last.later.id, last.apart) == ("kor-ai-vouchers-2024", 0)

    def test_of_first_and_fifth_are_four_fifths_apart(self, project_collection):
        first = disagreements(project_collection)[0]
        assert (first.later.id, first.apart) == ("digital-forum-edition-2025", 0.8)


class TestRuns:
    """What a line may join."""

    def test_are_claims_with_reference_periods_in_the_order_of_time(self, harbour_collection):
        claims = harbour_collection.indicators["bay-boat-loans"].claims
        [run] = runs(reversed(claims))
        assert [claim.reference_period for claim in run] == ["2021", "2022", "2023"]

    def test_end_where_the_series_breaks(self, harbour_collection):
        why = WHY
        changed = with_claim(harbour_collection, "bay-boat-loans-2024-c", break_before=why)
        parts = runs(changed.indicators["bay-boat-loans"].claims)
        assert [[c.reference_period for c in run] for run in parts] == [["2021", "2022"], ["2023"]]

    def test_leave_out_what_refers_to_no_period(self, project_collection):
        services = project_collection.indicators["vnm-online-public-services"]
        own = [claim for claim in services.claims if claim.series is None]
        joined = {claim.id for run in runs(own) for claim in run}
        assert {claim.id for claim in own} - joined == {"vnm-online-public-services-2023"}
