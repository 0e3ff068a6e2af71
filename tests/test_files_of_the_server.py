"""Tables and citations from the server: types, names to save under, nothing sent twice."""

import io
import json

import openpyxl
import pandas as pd
import pytest
import rispy
from support import with_claim

from dashboard.record import LANGUAGES
from dashboard.web.app import create_app

PREFIXES = {"en": "", "vi": "/vi", "ko": "/ko"}
RIS = "application/x-research-info-systems"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/charts/people.csv", "text/csv", "people"),
        ("/charts/people.xlsx", SHEET, "people"),
        ("/charts/people.json", "application/json", None),
        ("/claims.csv", "text/csv", "claims"),
        ("/claims.xlsx", SHEET, "claims"),
        ("/claims.json", "application/json", None),
        ("/sources.csv", "text/csv", "sources"),
        ("/datapackage.json", "application/json", None),
        ("/f/people.bib", "application/x-bibtex", "people"),
        ("/f/vnm-it-share.bib", "application/x-bibtex", "vnm-it-share"),
        ("/f/vnm-ict-workforce-2023.ris", RIS, "vnm-ict-workforce-2023"),
        ("/f/collection.csl.json", "application/vnd.citationstyles.csl+json", "collection"),
    ],
)  # fmt: skip
@each_language
class TestAFile:
    def test_comes_with_its_type_and_a_name_to_be_saved_under(
        self, client, path, kind, name, language
    ):
        answer = client.get(PREFIXES[language] + path)
        assert (answer.status_code, answer.mimetype) == (200, kind)
        saved = f'attachment; filename="{name}.{language}{path[path.index(".") :]}"'
        assert answer.headers.get("Content-Disposition") == (saved if name else None)

    def test_is_not_sent_again_while_it_is_the_same(self, client, path, kind, name, language):
        first = client.get(PREFIXES[language] + path)
        again = client.get(
            PREFIXES[language] + path, headers={"If-None-Match": first.headers["ETag"]}
        )
        assert (again.status_code, again.data) == (304, b"")


def test_the_etag_is_the_contents(client, project_collection):
    changed = with_claim(project_collection, "vnm-ict-workforce-2023", value=970_001)
    other = create_app(changed).server.test_client()
    for path, same in (
        ("/claims.csv", False),
        ("/charts/timeline.csv", False),
        ("/sources.csv", True),
    ):
        tags = [c.get(path).headers["ETag"] for c in (client, other)]
        assert (tags[0] == tags[1]) == same, path


@each_language
def test_a_charts_table_holds_what_it_shows(client, language):
    frame = pd.read_csv(io.BytesIO(client.get(f"{PREFIXES[language]}/charts/people.csv").data))
    assert sorted(frame["OBS_VALUE"]) == [300, 1600, 180_000, 970_000]


def test_a_charts_table_of_the_articles_alone_holds_no_context(client):
    rows = {
        query: pd.read_csv(io.BytesIO(client.get(f"/charts/kor-ai-vouchers.csv{query}").data))
        for query in ("", "?role=primary")
    }
    assert {query: set(frame["ROLE"]) for query, frame in rows.items()} == {
        "": {"primary", "context"}, "?role=primary": {"primary"},
    }  # fmt: skip


def test_a_workbook_is_read(client):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/ko/claims.xlsx").data))
    assert [sheet.max_row for sheet in book.worksheets[:2]] == [42, 20]


def test_the_package_describes_the_tables_beside_it(client):
    described = client.get("/vi/datapackage.json").get_json()
    for resource in described["resources"]:
        assert len(client.get(f"/vi/{resource['path']}").data) == resource["bytes"]


def test_a_source_is_cited_under_its_own_address_too(client):
    answer = client.get("/vi/sources/vgp-2021-03.ris")
    assert (answer.status_code, answer.location) == (308, "/vi/f/vgp-2021-03.ris")
    [read] = rispy.loads(client.get(answer.location).text)
    assert read["id"] == "vgp-2021-03"


def test_csl_json_is_json(client):
    items = json.loads(client.get("/f/people.csl.json").text)
    assert [item["id"] for item in items] == ["people", "vietnamplus-2023-04-25"]


@pytest.mark.parametrize(
    "path",
    ["/charts/nothing.csv", "/f/nothing.bib", "/f/people.doc", "/sources.xlsx", "/x.csv",
     "/charts/people.gif", "/datapackage.csv", "/f/.bib"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
