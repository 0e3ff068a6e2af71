"""The frames: documented columns, one row for each claim, empty where nothing is said."""

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.frames import claims_frame

CLAIM_COLUMNS = [
    "claim", "indicator", "kind", "topic", "ref_area", "time_period", "stated_on", "stated_basis",
    "obs_value", "low", "high", "value_qualifier", "modality", "per", "unit_measure", "part_of",
    "source", "role", "series", "reference", "value_phrase",
    "subject_phrase", "speaker_phrase", "line",
    "paragraph", "speaker", "attribution", "reading", "origin", "echoes", "state"
]  # fmt: skip


@pytest.fixture(scope="module")
def claims(harbour_collection):
    return claims_frame(harbour_collection).set_index("claim", drop=False)


@pytest.fixture(scope="module")
def project_claims(project_collection):
    return claims_frame(project_collection).set_index("claim", drop=False)


def test_frame_has_exactly_these_columns(harbour_collection):
    assert list(claims_frame(harbour_collection).columns) == CLAIM_COLUMNS


def test_docstring_names_every_column_and_no_other():
    named = set(re.findall(r"``(\w+)``", claims_frame.__doc__))
    assert sorted(named) == sorted(CLAIM_COLUMNS)


def test_every_claim_has_one_row(claims, harbour_collection):
    assert sorted(claims["claim"]) == sorted(harbour_collection.claims)


def test_oldest_statement_comes_first_then_the_order_of_the_records(claims, harbour_collection):
    order = {name: place for place, name in enumerate(harbour_collection.claims)}
    rows = list(zip(claims["stated_on"], claims["claim"].map(order), strict=True))
    assert rows == sorted(rows)
    assert (rows[0][0], rows[-1][0]) == ("2024-03-12", "2024-05")


def test_rows_are_numbered_from_nought(harbour_collection):
    assert list(claims_frame(harbour_collection).index) == list(range(12))


def test_time_period_is_empty_where_the_source_states_none(claims):
    stated = claims.loc[claims["time_period"] != "", "time_period"].to_dict()
    assert stated == {
        "bay-boat-loans-2024": "2021",
        "bay-boat-loans-2024-b": "2022",
        "bay-boat-loans-2024-c": "2023",
    }


def test_the_projects_articles_state_no_time_period(project_claims):
    primary = project_claims[project_claims["role"] == "primary"]
    assert set(primary["time_period"]) == {""}


@pytest.mark.parametrize(
    "claim, column, value",
    [
        ("vnm-online-public-services-2021-vgp", "time_period", "2019-12-09"),
        ("kor-ai-vouchers-2021-projects", "time_period", "2022"),
        ("kor-ai-vouchers-2021-projects", "series", "projects"),
        ("kor-ai-vouchers-2021-projects", "unit_measure", "projects"),
        ("kor-ai-vouchers-2021-budget", "unit_measure", "won"),
        ("kor-ai-vouchers-2021-budget", "kind", "money"),
        ("kor-ai-vouchers-2024", "unit_measure", "enterprises"),
        ("vnm-ai-experts-nd-laodong", "stated_on", ""),
        ("vnm-ai-experts-nd-laodong", "origin", "a Google report"),
        ("vnm-ai-experts-nd-laodong", "role", "context"),
        ("vnm-ai-experts-nd-laodong", "line", 0),
        ("vnm-ai-experts-nd-laodong", "state", "not_checked"),
        ("vnm-it-workforce-2023", "echoes", "vnm-it-workforce-2018"),
        ("vnm-it-workforce-2018", "echoes", ""),
    ],
)
def test_cell_of_context_is_filled_or_empty_as_the_claim_says(project_claims, claim, column, value):
    assert project_claims.loc[claim, column] == value


def test_no_text_of_context_was_read(project_claims):
    not_checked = project_claims["state"] == "not_checked"
    pd.testing.assert_series_equal(
        not_checked, project_claims["role"] == "context", check_names=False
    )


def test_range_has_bounds_and_no_value(claims):
    row = claims.loc["bay-piers-2024"]
    assert math.isnan(row["obs_value"])
    assert (row["low"], row["high"]) == (10, 12)


def test_value_has_no_bounds(claims):
    single = claims.drop("bay-piers-2024")
    assert single["obs_value"].notna().all()
    assert single[["low", "high"]].isna().all(axis=None)


def test_numbers_are_floats_also_where_all_are_empty(project_collection):
    frame = claims_frame(project_collection)
    assert {str(frame[name].dtype) for name in ("obs_value", "low", "high")} == {"float64"}


def test_nothing_but_numbers_is_ever_missing(claims):
    assert claims.drop(columns=["obs_value", "low", "high"]).notna().all(axis=None)


def test_row_holds_what_the_claim_says(claims):
    assert claims.loc["bay-boat-loans-2024"].to_dict() == pytest.approx(
        {
            "claim": "bay-boat-loans-2024",
            "indicator": "bay-boat-loans",
            "kind": "count",
            "topic": "boats",
            "ref_area": "NZL",
            "time_period": "2021",
            "stated_on": "2024-05",
            "stated_basis": "printed",
            "obs_value": 1240,
            "low": math.nan,
            "high": math.nan,
            "value_qualifier": "unhedged",
            "modality": "fact",
            "per": "",
            "unit_measure": "loans",
            "part_of": "",
            "source": "bay-news-2024-05-02",
            "role": "primary",
            "series": "",
            "reference": 2,
            "value_phrase": "1,240 boats",
            "subject_phrase": "harbour libraries",
            "speaker_phrase": "treasurer",
            "line": 3,
            "paragraph": 2,
            "speaker": "treasurer",
            "attribution": "explicit",
            "reading": "plain",
            "origin": "",
            "echoes": "",
            "state": "read_again",
        },
        nan_ok=True,
    )


@pytest.mark.parametrize(
    "claim, column, value",
    [
        ("bay-lessons-2024", "per", "year"),
        ("bay-lessons-2024", "kind", "flow"),
        ("bay-night-schools-2024", "kind", "absence"),
        ("bay-night-schools-2024", "value_qualifier", "none_yet"),
        ("bay-young-members-2024", "part_of", "bay-members"),
        ("bay-members-2024", "speaker", ""),
        ("bay-members-2024", "subject_phrase", ""),
    ],
)
def test_cell_is_filled_or_empty_as_the_claim_says(claims, claim, column, value):
    assert claims.loc[claim, column] == value


def test_several_places_are_joined(project_collection):
    frame = claims_frame(project_collection).set_index("claim")
    assert frame.loc["vnm-kor-partnership-years-2023", "ref_area"] == "VNM;KOR"


def test_paragraph_is_nought_and_state_unverified_before_the_texts_are_read(harbour_collection):
    frame = claims_frame(replace(harbour_collection, findings={}))
    assert (set(frame["paragraph"]), set(frame["state"])) == ({0}, {"unverified"})
