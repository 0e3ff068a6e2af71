"""A share is said no more exactly than its inputs, and never dressed up."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support import with_claim, with_indicators

from dashboard.derived import shares

FRACTIONS = [Fraction(*pair) for pair in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10))]
HEDGES = st.sampled_from(["nearly", "about", "over", "under", "at_least", "at_most"])
WHOLES = st.integers(1, 10**7)


def parts_of(wholes):
    return wholes.flatmap(lambda whole: st.tuples(st.integers(1, whole), st.just(whole)))


PAIRS = parts_of(WHOLES)


@pytest.fixture(scope="session")
def share_of(harbour_collection):
    """Return a function from a part, a whole and their hedges to the share they give."""

    def share(part, whole, part_hedge="unhedged", whole_hedge="unhedged"):
        changed = with_claim(
            harbour_collection, "bay-young-members-2024", value=part, hedge=part_hedge
        )
        changed = with_claim(changed, "bay-members-2024", value=whole, hedge=whole_hedge)
        return shares(changed)["bay-young-share"]

    return share


def digits_shown(number):
    return len(f"{number:f}".replace(".", "").strip("0"))


@pytest.mark.parametrize(
    "name, part, whole, inferred",
    [("vnm-it-share", 180_000, 970_000, False), ("vnm-ai-experts-share", 300, 1600, True)],
)
def test_project_shares_are_about_a_fifth(project_collection, name, part, whole, inferred):
    share = shares(project_collection)[name]
    assert (share.part[1].value, share.whole[1].value) == (part, whole)
    assert (share.fraction, share.percent) == (Fraction(1, 5), 20)
    assert (share.hedged, share.inferred) == (True, inferred)


def test_project_has_no_share_besides(project_collection):
    assert list(shares(project_collection)) == ["vnm-it-share", "vnm-ai-experts-share"]


def test_ratio_is_the_exact_quotient(project_collection):
    assert shares(project_collection)["vnm-it-share"].ratio == 180_000 / 970_000


@pytest.mark.parametrize(
    "part, whole, fraction, percent",
    [
        (180, 970, Fraction(1, 5), 20),
        (300, 1600, Fraction(1, 5), 20),
        (13_000, 52_000, Fraction(1, 4), 30),
        (52, 100, Fraction(1, 2), 50),
        (651, 1000, Fraction(2, 3), 70),
        (74, 100, Fraction(3, 4), 70),
        (31, 100, Fraction(1, 3), 30),
        (95, 1000, Fraction(1, 10), 10),
        (15, 100, None, 20),
        (86, 100, None, 90),
        (42, 100, None, 40),
        (13, 1000, None, 1),
        (4, 10_000, None, 0.04),
    ],
)
def test_hedged_share_is_a_near_fraction_or_one_digit(share_of, part, whole, fraction, percent):
    share = share_of(part, whole, "about", "nearly")
    assert (share.fraction, share.percent) == (fraction, pytest.approx(percent))


@pytest.mark.parametrize(
    "part, whole, percent",
    [
        (123, 456, 27.0),
        (1234, 9876, 12.5),
        (12, 456, 2.6),
        (7, 456, 2),
        (50, 100, 50),
        (1, 3, 30),
        (12_345_678, 98_765_432, 12.5),
        (1.5, 20.5, 7.3),
    ],
)
def test_unhedged_share_has_as_many_digits_as_its_least_exact_input(share_of, part, whole, percent):
    share = share_of(part, whole)
    assert (share.fraction, share.percent) == (None, pytest.approx(percent))


def test_unhedged_share_is_never_a_fraction_even_where_one_is_exact(share_of):
    assert share_of(1, 4).fraction is None


@given(pair=PAIRS, hedge=HEDGES, on_part=st.booleans())
def test_share_is_hedged_where_either_input_is(share_of, pair, hedge, on_part):
    hedges = (hedge, "unhedged") if on_part else ("unhedged", hedge)
    assert share_of(*pair, *hedges).hedged


@given(pair=PAIRS)
def test_share_of_unhedged_inputs_is_unhedged(share_of, pair):
    assert not share_of(*pair).hedged


@given(pair=PAIRS, hedge=HEDGES)
def test_fraction_is_said_exactly_where_one_is_within_a_tenth_of_it(share_of, pair, hedge):
    ratio = Fraction(*pair)
    away = {fraction: abs(ratio - fraction) for fraction in FRACTIONS}
    assume(all(distance * 10 != fraction for fraction, distance in away.items()))
    near = [fraction for fraction, distance in away.items() if distance * 10 < fraction]
    expected = min(near, key=away.__getitem__, default=None)
    assert share_of(*pair, hedge).fraction == expected


@given(pair=PAIRS, hedge=HEDGES)
def test_hedged_percent_shows_one_digit(share_of, pair, hedge):
    assert digits_shown(share_of(*pair, hedge).percent) == 1


@given(pair=PAIRS)
def test_percent_shows_no_more_digits_than_its_least_exact_input(share_of, pair):
    least = min(3, *(len(str(number)) for number in pair))
    assert digits_shown(share_of(*pair).percent) <= least


@given(pair=PAIRS, hedge=HEDGES | st.just("unhedged"))
def test_percent_is_the_ratio_to_half_of_its_last_digit(share_of, pair, hedge):
    share = share_of(*pair, hedge)
    exact = Fraction(*pair) * 100
    digits = 1 if share.hedged else min(3, *(len(str(number)) for number in pair))
    unit = Fraction(10) ** (len(str(int(exact))) - digits)
    if exact >= 1:
        assert abs(Fraction(share.percent) - exact) <= unit / 2 + Fraction(1, 10**9)


def part_with(collection, **fields):
    def change(indicator):
        known = indicator.part_of
        return {"part_of": known.model_copy(update=fields)} if known else {}

    return with_indicators(collection, change)


@pytest.mark.parametrize("basis, inferred", [("stated", False), ("inferred", True)])
def test_share_inherits_that_the_part_is_inferred(harbour_collection, basis, inferred):
    changed = part_with(harbour_collection, basis=basis)
    assert shares(changed)["bay-young-share"].inferred is inferred


def test_share_names_the_claims_that_it_comes_from(harbour_collection):
    share = shares(harbour_collection)["bay-young-share"]
    assert [claim.id for _, claim in (share.part, share.whole)] == [
        "bay-young-members-2024",
        "bay-members-2024",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"source": "ban-tin-2024-03-12"},
        {"reference_period": "2019"},
        {"value": None, "low": 10, "high": 12},
    ],
    ids=["of another source", "of another period", "a range"],
)
def test_no_share_is_made_of_claims_that_do_not_belong_together(harbour_collection, fields):
    changed = with_claim(harbour_collection, "bay-young-members-2024", **fields)
    assert shares(changed) == {}


def test_no_share_is_made_of_a_whole_of_nothing(share_of, harbour_collection):
    nothing = with_claim(harbour_collection, "bay-members-2024", value=0, hedge="none_yet")
    assert shares(nothing) == {}


def test_no_part_yet_is_a_share_of_nothing(share_of):
    share = share_of(0, 52_000, "none_yet")
    assert (share.fraction, share.percent) == (None, 0)
