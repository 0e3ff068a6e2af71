"""The scales of a panel over time: zero is on them, every point inside, the ticks are round."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.scales import Values, Years
from dashboard.periods import first_day, last_day, middle

values = st.lists(st.floats(-1e12, 1e12).filter(lambda v: v == 0 or abs(v) > 1e-6), min_size=1)
days = st.dates(date(1950, 1, 1), date(2090, 12, 31)).map(date.isoformat)


@given(values)
def test_every_value_and_zero_stand_inside(held):
    scale = Values(held)
    assert all(0 < scale.up(value) < 1 for value in (0, *held))


@given(values)
def test_two_to_six_ticks_are_named_zero_among_them(held):
    ticks = Values(held).ticks()
    assert 2 <= len(ticks) <= 6
    assert 0 in ticks


@given(values)
def test_ticks_are_equally_far_apart_and_inside(held):
    scale = Values(held)
    ticks = scale.ticks()
    step = ticks[1] - ticks[0]
    assert all(b - a == pytest.approx(step) for a, b in pairwise(ticks))
    assert all(0 <= scale.up(tick) <= 1 for tick in ticks)


@given(st.lists(days, min_size=1), st.floats(0, 1))
def test_every_day_stands_inside_and_in_the_order_of_time(dates, before):
    scale = Years(dates, before)
    places = [scale.across(day) for day in sorted(dates)]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)


@given(st.lists(days, min_size=1), st.integers(200, 1200))
def test_as_many_years_are_named_as_have_room(dates, width):
    named = Years(dates, 0.1).ticks(width)
    assert 1 <= len(named) <= width // 46 + 1


@pytest.mark.parametrize(
    ("period", "first", "last", "between"),
    [
        ("2022", "2022-01-01", "2022-12-31", "2022-07-02"),
        ("2022-02", "2022-02-01", "2022-02-28", "2022-02-14"),
        ("2024-08-31", "2024-08-31", "2024-08-31", "2024-08-31"),
        ("2021/2022-06", "2021-01-01", "2022-06-30", "2021-09-30"),
        ("2023-12", "2023-12-01", "2023-12-31", "2023-12-16"),
    ],
)
def test_a_period_has_a_first_a_last_and_a_middle_day(period, first, last, between):
    found = [day.isoformat() for day in (first_day(period), last_day(period), middle(period))]
    assert found == [first, last, between]


@given(days)
def test_a_day_is_its_own_middle(day):
    assert middle(day) == date.fromisoformat(day)
    assert last_day(day) - first_day(day) == timedelta()
