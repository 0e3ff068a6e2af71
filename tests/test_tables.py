"""Tables to take away: one row a claim, read back by the programs that people use."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pandas as pd
import pytest
from support import with_claim, with_indicators

from dashboard.exports import formats
from dashboard.exports.columns import CLAIM_COLUMNS, SOURCE_COLUMNS
from dashboard.exports.tables import tables
from dashboard.record import LANGUAGES, Text
from dashboard.wording import Wording

each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def held(collection):
    return tables(collection, Wording("vi"))


@pytest.fixture(scope="module")
def harbour(harbour_collection):
    return tables(harbour_collection, Wording("en"))


def row(held, claim):
    [found] = held.claims[held.claims["CLAIM"] == claim].to_dict("records")
    return found


class TestTheRows:
    def test_are_one_for_each_claim_and_source(self, collection, held):
        assert list(held.claims["CLAIM"]) == list(collection.claims)
        assert list(held.sources["SOURCE"]) == list(collection.sources)

    def test_hold_the_value_as_stated(self, collection, held):
        for name, value in zip(held.claims["CLAIM"], held.claims["OBS_VALUE"], strict=True):
            claim = collection.claims[name][1]
            assert pd.isna(value) if claim.value is None else value == claim.value

    @pytest.mark.parametrize(
        ("claim", "bounds"),
        [
            ("bay-piers-2024", (10, 12)),
            ("bay-skippers-2024", (38, None)),
            ("bay-boat-loans-2024-ban-tin", (2300, None)),
            ("bay-members-2024", (None, None)),
            ("bay-boat-loans-2024", (None, None)),
        ],
        ids=["a range", "at least", "over", "nearly bounds nothing", "no hedge"],
    )
    def test_hold_bounds_where_the_words_give_one(self, harbour, claim, bounds):
        found = row(harbour, claim)
        ends = (found["LOWER_BOUND"], found["UPPER_BOUND"])
        assert tuple(None if pd.isna(end) else end for end in ends) == bounds

    def test_of_what_is_under_have_an_upper_bound(self, project_collection):
        found = row(tables(project_collection, Wording("en")), "vnm-ai-experts-nd-vietnamplus")
        assert (found["UPPER_BOUND"], found["VALUE_QUALIFIER"]) == (300, "under")

    @pytest.mark.parametrize(
        ("modality", "status"),
        [("fact", "A"), ("estimate", "E"), ("forecast", "F"), ("plan", ""), ("target", "")],
    )
    def test_hold_sdmxs_status_only_where_it_has_one(self, harbour_collection, modality, status):
        changed = with_claim(harbour_collection, "bay-members-2024", modality=modality)
        found = row(tables(changed, Wording("en")), "bay-members-2024")
        assert (found["MODALITY"], found["OBS_STATUS"]) == (modality, status)

    def test_after_a_break_say_so(self, harbour_collection):
        why = Text(en="counted anew", vi="đếm lại", ko="다시 셈")
        changed = with_claim(harbour_collection, "bay-members-2024", break_before=why)
        found = row(tables(changed, Wording("ko")), "bay-members-2024")
        assert (found["OBS_STATUS"], found["COMPARABILITY"]) == ("B", "다시 셈")

    def test_hold_the_words_and_where_they_stand(self, harbour):
        found = row(harbour, "bay-boat-loans-2024")
        text = (Path(__file__).parent / "data/harbour/seeds/texts/newsletter.txt").read_text()
        for role, phrase in (("VALUE", "1,240 boats"), ("SUBJECT", "harbour libraries")):
            assert found[f"{role}_PHRASE"] == phrase
            assert text[found[f"{role}_START"] : found[f"{role}_END"]] == phrase
            assert text.split("\n")[found[f"{role}_LINE"] - 1].count(phrase) == 1

    def test_say_who_says_it_and_how(self, harbour):
        found = row(harbour, "bay-boat-loans-2024")
        assert (found["SPEAKER"], found["ATTRIBUTION"]) == ("the treasurer", "explicit")

    def test_cite_their_source_in_full(self, collection, held):
        words = Wording("vi")
        for name, cited in zip(held.claims["CLAIM"], held.claims["CITATION"], strict=True):
            source = collection.sources[collection.claims[name][1].source]
            assert cited == words.reference(source)

    def test_lead_to_the_claims_permanent_address(self, harbour):
        address = "https://boats.example.org/f/bay-piers-2024"
        assert row(harbour, "bay-piers-2024")["CLAIM_ADDRESS"] == address

    def test_say_what_was_checked(self, collection, held):
        states = {name: collection.finding(name).state for name in collection.claims}
        assert dict(zip(held.claims["CLAIM"], held.claims["STATE"], strict=True)) == states

    def test_carry_role_series_and_echo(self, project_collection):
        held = tables(project_collection, Wording("en"))
        found = row(held, "vnm-ai-researchers-nd")
        assert (found["ROLE"], found["SERIES"]) == ("context", "studying-or-working")
        assert "not research staff" in found["COMPARABILITY"]
        assert (held.claims["ECHOES"] != "").sum() == 1

    def test_of_a_choice_come_with_their_sources_alone(self, harbour_collection):
        chosen = tables(harbour_collection, Wording("en"), ["bay-lessons-2024"])
        assert list(chosen.claims["CLAIM"]) == ["bay-lessons-2024"]
        assert list(chosen.sources["SOURCE"]) == ["ban-tin-2024-03-12"]

    def test_hold_no_more_than_seven_words_of_an_article_together(
        self, project_collection, articles
    ):
        known = set()
        for path in articles.glob("*.txt"):
            words = re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())
            known |= {tuple(words[n : n + 8]) for n in range(len(words) - 7)}
        held = tables(project_collection, Wording("vi"))
        said = formats.to_csv(held.claims).decode("utf-8-sig").casefold()
        run = re.findall(r"\w+", said)
        title = "việt nam hàn quốc tăng cường hợp tác trong ngành công nghiệp mới"
        for n in range(len(run) - 7):
            words = run[n : n + 8]
            assert tuple(words) not in known or " ".join(words) in title


class TestTheSources:
    @pytest.fixture(scope="class")
    @classmethod
    def sources(cls, harbour):
        return harbour.sources.set_index("SOURCE")

    def test_have_nothing_where_title_and_address_are_unknown(self, sources):
        assert list(sources.loc["ban-tin-2024-03-12", ["TITLE", "SOURCE_ADDRESS"]]) == ["", ""]

    def test_tell_publisher_date_and_language(self, sources):
        names = ["PUBLISHER", "PUBLISHED", "PUBLISHED_BASIS", "LANGUAGE"]
        told = list(sources.loc["bay-news-2024-05-02", names])
        assert told == ["Bay News", "2024-05", "printed", "en"]

    def test_count_their_claims_and_those_found(self, sources):
        assert sources[["REFERENCE", "CLAIMS", "FOUND"]].values.tolist() == [[1, 3, 3], [2, 9, 9]]

    def test_count_no_claim_as_found_that_is_not_verified(self, harbour_collection):
        findings = {**harbour_collection.findings}
        del findings["bay-lessons-2024"]
        held = tables(replace(harbour_collection, findings=findings), Wording("en"))
        assert held.sources[["CLAIMS", "FOUND"]].values.tolist() == [[3, 2], [9, 9]]

    def test_of_context_count_none_as_found(self, project_collection):
        sources = tables(project_collection, Wording("en")).sources
        assert sources["CLAIMS"].sum() == len(project_collection.claims)
        assert sources.groupby("ROLE")["FOUND"].sum().to_dict() == {"context": 0, "primary": 16}


class TestCsv:
    @pytest.fixture
    def content(self, held):
        return formats.to_csv(held.claims)

    def test_is_utf_8_with_the_mark_that_excel_wants(self, content):
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.decode("utf-8-sig")

    def test_is_read_back_by_pandas(self, content, held):
        frame = pd.read_csv(io.BytesIO(content), keep_default_na=False)
        assert list(frame.columns) == [column.name for column in CLAIM_COLUMNS]
        assert list(frame["FIGURE"]) == list(held.claims["FIGURE"])

    def test_is_read_back_by_duckdb_with_numbers_as_numbers(self, content, tmp_path, held):
        (tmp_path / "claims.csv").write_bytes(content)
        read = duckdb.connect().read_csv(str(tmp_path / "claims.csv"))
        types = dict(zip(read.columns, map(str, read.types), strict=True))
        assert types["OBS_VALUE"] in ("BIGINT", "DOUBLE")
        [[total]] = read.aggregate("sum(OBS_VALUE)").limit(1).fetchall()
        assert total == held.claims["OBS_VALUE"].sum()

    def test_writes_whole_numbers_without_a_point(self, content):
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        assert {r["OBS_VALUE"] for r in rows if "." in r["OBS_VALUE"]} == set()

    @pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
    def test_holds_no_cell_that_begins_as_a_formula(self, harbour_collection, begins):
        nasty = f"{begins}HYPERLINK(0)"
        changed = with_indicators(
            harbour_collection, lambda _: {"name": Text(en=nasty, vi=nasty, ko=nasty)}
        )
        content = formats.to_csv(tables(changed, Wording("en")).claims).decode("utf-8-sig")
        names = {r["INDICATOR_NAME"] for r in csv.DictReader(io.StringIO(content, newline=""))}
        assert names == {f"'{nasty}"}


class TestJson:
    @pytest.fixture
    def content(self, held):
        return json.loads(formats.to_json(held))

    def test_holds_both_tables_with_whole_numbers_whole(self, content, held):
        values = [claim["OBS_VALUE"] for claim in content["claims"]]
        assert all(value is None or isinstance(value, int) for value in values)
        assert len(content["sources"]) == len(held.sources)

    def test_leaves_what_is_not_known_null(self, content):
        assert {claim["PER"] for claim in content["claims"]} == {None, "year"}

    def test_names_its_licence_and_the_day_of_the_check(self, content, collection):
        assert content["license"].endswith("/by/4.0/")
        assert content["checked_on"] == collection.data_date


class TestXlsx:
    @pytest.fixture
    def book(self, held):
        return openpyxl.load_workbook(io.BytesIO(formats.to_xlsx(held)))

    def test_has_a_sheet_for_claims_sources_and_what_the_columns_hold(self, book):
        words = Wording("vi")
        assert book.sheetnames == [words(name) for name in ("Claims", "Sources", "Columns")]
        claims, sources, columns = book.worksheets
        assert [cell.value for cell in claims[1]] == [c.name for c in CLAIM_COLUMNS]
        assert [cell.value for cell in sources[1]] == [c.name for c in SOURCE_COLUMNS]
        assert columns.max_row == 1 + len(CLAIM_COLUMNS) + len(SOURCE_COLUMNS)

    def test_holds_numbers_as_numbers_and_text_as_text(self, book, held):
        claims = book.worksheets[0]
        heads = [cell.value for cell in claims[1]]
        values = [r[heads.index("OBS_VALUE")] for r in claims.iter_rows(min_row=2)]
        assert {cell.data_type for cell in values} == {"n"}
        assert sum(cell.value or 0 for cell in values) == held.claims["OBS_VALUE"].sum()

    def test_holds_no_formula_and_no_link(self, harbour_collection):
        nasty = "=1+1"
        changed = with_indicators(
            harbour_collection, lambda _: {"name": Text(en=nasty, vi=nasty, ko=nasty)}
        )
        content = formats.to_xlsx(tables(changed, Wording("en")))
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        cells = [cell for r in sheet.iter_rows() for cell in r]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert [cell.value for cell in cells].count(nasty) == sheet.max_row - 1
        assert not [cell for cell in cells if cell.hyperlink]

    def test_is_the_same_file_for_the_same_data(self, held):
        assert formats.to_xlsx(held) == formats.to_xlsx(held)


class TestTheDataPackage:
    @pytest.fixture(scope="class", params=LANGUAGES)
    @classmethod
    def package(cls, request, collection, tmp_path_factory):
        folder = tmp_path_factory.mktemp("package")
        held = tables(collection, Wording(request.param))
        for name, content in formats.to_package(held).items():
            (folder / name).write_bytes(content)
        return folder

    def test_is_valid_by_the_frictionless_library(self, package):
        report = frictionless.validate(str(package / "datapackage.json"))
        assert report.flatten(["type", "rowNumber", "fieldName", "note"]) == []
        assert report.stats["tasks"] == 2

    def test_names_version_licence_keys_and_sources(self, package):
        described = json.loads((package / "datapackage.json").read_text())
        claims, sources = described["resources"]
        assert described["$schema"].endswith("/profiles/2.0/datapackage.json")
        assert described["licenses"][0]["name"] == "CC-BY-4.0"
        assert (claims["schema"]["primaryKey"], sources["schema"]["primaryKey"]) == (
            ["CLAIM"],
            ["SOURCE"],
        )
        [key] = claims["schema"]["foreignKeys"]
        assert key["reference"] == {"resource": "sources", "fields": ["SOURCE"]}
        assert len(described["sources"]) == len(pd.read_csv(package / "sources.csv"))

    def test_describes_every_column(self, package):
        described = json.loads((package / "datapackage.json").read_text())
        for resource in described["resources"]:
            assert all(field["description"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(",unhedged,", ",perhaps,", id="an unknown hedge"),
        pytest.param(",bay-news-2024-05-02,", ",bay-news-2024-05-03,", id="a source not there"),
        pytest.param("bay-piers-2024,", "bay-members-2024,", id="an id twice"),
    ],
)
def test_a_data_package_with_a_wrong_row_is_invalid(harbour, old, new, tmp_path):
    for name, content in formats.to_package(harbour).items():
        text = content.decode()
        if name == "claims.csv":
            assert old in text
            text = text.replace(old, new, 1)
        if name == "datapackage.json":  # else the hash alone would tell
            described = json.loads(text)
            for table in described["resources"]:
                del table["hash"], table["bytes"]
            text = json.dumps(described)
        (tmp_path / name).write_bytes(text.encode())
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


@each_language
def test_the_columns_are_named_alike_in_every_language(harbour_collection, language):
    held = tables(harbour_collection, Wording(language))
    assert list(held.claims.columns) == [column.name for column in CLAIM_COLUMNS]


def test_what_was_not_verified_is_not_called_found(harbour_collection):
    held = tables(replace(harbour_collection, findings={}), Wording("en"))
    assert set(held.sources["FOUND"]) == {0}
    assert set(held.claims["STATE"]) == {"unverified"}
