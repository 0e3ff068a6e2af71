"""Scanning articles: the report, JSON, the stubs in YAML, and articles that are none."""

import json
import re
import subprocess
import sys
import unicodedata

import pytest
import yaml
from support import PROJECT

from dashboard.audit import unaccounted
from dashboard.citations import find_span
from dashboard.claim import Span
from dashboard.cli import main
from dashboard.drafting import no_figures, proposed_reasons, stub
from dashboard.numerals import Mention, read_numbers
from dashboard.scanning import language_of, scan
from dashboard.sources import NoFigure
from dashboard.texts import LARGEST_ARTICLE_BYTES, article_of, read_article
from dashboard.writing import as_yaml

BAY = """Libraries of the bay go digital

On 12 March 2025 the harbour libraries said that about 2,400 boats were lent in 2024.
One of their clerks, aged 45, counts nearly 60,000 members. They plan to open 3 rooms a year.
"""


@pytest.fixture
def bay(tmp_path):
    path = tmp_path / "bay.txt"
    path.write_text(BAY, "utf-8")
    return path


def run(capsys, *arguments):
    """Run a scan; return its exit status, what it printed, and what it complained of."""
    status = main(["scan", *map(str, arguments)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


class TestTheReport:
    def test_says_of_each_number_what_it_is(self, capsys, bay, harbour):
        status, out, err = run(capsys, bay, "--data", harbour)
        assert (status, err) == (0, "")
        assert (
            out
            == f"""{bay} · English · 7 numbers: 0 claimed, 0 no figure, 7 open

  line 3
    On «12 March 2025» the harbour libraries said that about 2,400 …
        date · open
    … 12 March 2025 the harbour libraries said that «about 2,400» boats were lent in 2024.
        count · 2,400 · about (about) · boats · open
    … said that about 2,400 boats were lent in «2024».
        date · open

  line 4
    «One» of their clerks, aged 45, counts nearly 60,000 …
        other · open
    One of their clerks, aged «45», counts nearly 60,000 members. They plan to …
        other · open
    One of their clerks, aged 45, counts «nearly 60,000» members. They plan to open 3 rooms a year.
        count · 60,000 · nearly (nearly) · members · open
    … nearly 60,000 members. They plan to open «3» rooms a year.
        flow · 3 · rooms · per year · plan · open

"""
        )

    def test_of_the_projects_articles_leaves_nothing_open(self, capsys, articles):
        status, out, err = run(capsys, articles)
        assert (status, err) == (0, "")
        assert out.endswith(", 0 open\n")
        assert len(re.findall(r"· claimed: ", out)) == 16

    def test_says_what_is_in_doubt(self, capsys, tmp_path):
        path = tmp_path / "doubt.txt"
        path.write_text("It was 1.500 tonnes of it.\n", "utf-8")
        assert "in doubt: '1.500': the dot is the decimal" in run(capsys, path)[1]


class TestJson:
    def test_is_a_list_of_articles_with_their_mentions(self, capsys, bay, harbour):
        _, out, _ = run(capsys, bay, bay, "--json", "--data", harbour)
        [article] = json.loads(out)
        assert set(article) == {"file", "language", "mentions"}
        assert {*Mention._fields, "claimed", "claim", "no_figure"} == set(article["mentions"][0])
        figures = [m for m in article["mentions"] if m["kind"] == "figure"]
        assert [(BAY[m["start"] : m["end"]], m["value"]) for m in figures] == [
            ("about 2,400", 2400),
            ("nearly 60,000", 60_000),
            ("3", 3),
        ]

    def test_tells_claimed_numbers_and_by_which_claim(self, capsys, articles):
        _, out, _ = run(capsys, articles, "--json")
        mentions = [mention for article in json.loads(out) for mention in article["mentions"]]
        claims = [m["claim"] for m in mentions if m["claimed"]]
        assert len(claims) == len(set(claims)) == 16
        assert all(m["claimed"] or m["no_figure"] for m in mentions)


class TestYaml:
    def test_leaves_to_do_only_what_a_person_must_decide(self, capsys, bay, harbour):
        _, out, _ = run(capsys, bay, "--yaml", "--data", harbour)
        [drafted] = yaml.safe_load_all(out)
        source, claims = drafted["source"], drafted["claims"]
        undecided = {key for key, value in source.items() if "TODO" in str(value)}
        assert undecided == {"id", "publisher", "summary"}
        assert source["published"] == {"date": "2025-03-12", "basis": "printed"}
        assert [claim["evidence"]["value"]["phrase"] for claim in claims] == [
            "about 2,400 boats",
            "nearly 60,000 members",
            "3 rooms a year",
        ]
        assert [claim["indicator"] for claim in claims[:2]] == ["bay-boat-loans", "bay-members"]

    def test_finds_every_claim_of_the_projects_articles_again(self, articles, project_collection):
        found = set()
        for source in project_collection.sources.values():
            if source.text:
                article = read_article(articles / source.text, source.text)
                drafted = stub(
                    unknown(article, source.language, project_collection),
                    collection=project_collection,
                )
                found |= {
                    (c.get("value"), c["hedge"], c["evidence"]["value"]["line"])
                    for c in drafted["claims"]
                }
        claimed = {
            (claim.value, claim.hedge, claim.evidence.value.line)
            for _, claim in project_collection.primary.values()
        }
        assert claimed <= found

    def test_its_no_figures_account_for_all_but_the_figures(self, articles, project_collection):
        for source in project_collection.sources.values():
            if not source.text:
                continue
            article = read_article(articles / source.text, source.text)
            drafted = unknown(article, source.language, project_collection)
            entries = tuple(
                map(NoFigure.model_validate, no_figures(drafted, proposed_reasons(drafted)))
            )
            figures = [
                (m.start, m.end)
                for m in read_numbers(article.text, source.language)
                if m.kind in ("figure", "ordinal")
            ]
            proposed = source.model_copy(update={"no_figures": entries})
            assert list(unaccounted(project_collection, proposed, article.text, figures)) == []

    def test_quotes_at_most_seven_words(self, articles, project_collection):
        for path in articles.glob("*.txt"):
            article = read_article(path, path.name)
            drafted = stub(unknown(article, "vi", project_collection), project_collection)
            for claim in drafted["claims"]:
                span = Span.model_validate(claim["evidence"]["value"])
                assert find_span(article.text, span)

    def test_is_read_back_as_it_was_meant(self):
        record = {
            "a": "2024",
            "b": "1e3",
            "c": "no",
            "d": None,
            "e": "~",
            "f": "x: y",
            "g": {"h": {6: 1}},
        }
        assert yaml.safe_load(as_yaml(record)) == record


def unknown(article, language, collection):
    """Return the scan of an article as if it had no record yet."""
    return scan(
        "unknown.txt",
        article_of((article.text + "\n").encode(), "unknown.txt"),
        language,
        collection,
    )


class TestArticlesThatAreNone:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "found nothing; expected the article's words"),
            (b" \n\n", "found nothing; expected the article's words"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ":3: the file: found bytes of no text"),
            ("한국의 대학 50곳이 참여했다".encode("euc-kr"), "hint: it looks like EUC-KR: save it"),
            ("Có 50 trường".encode("utf-16"), "hint: it looks like UTF-16: save it as UTF-8"),
            ("dòng 1\ndòng ".encode() + b"\xff", ":2: the file: found bytes that are no UTF-8"),
            (b"1234 5678", "found no language that is read here"),
            ("В городе 50 школ и 3 музея".encode(), "hint: name it: --lang vi, en or ko"),
            (b"x" * (LARGEST_ARTICLE_BYTES + 1), "found more than 5 MB; expected one article"),
        ],
        ids=[
            "empty", "blank", "binary", "euc-kr", "utf-16", "no utf-8", "digits", "russian", "large"
        ],
    )  # fmt: skip
    def test_are_refused_with_what_was_found_and_a_cure(self, capsys, tmp_path, content, said):
        path = tmp_path / "article.txt"
        path.write_bytes(content)
        status, out, err = run(capsys, path)
        assert (status, out) == (1, "")
        assert str(path) in err and said in err

    def test_keep_no_other_from_being_read(self, capsys, tmp_path, bay):
        (tmp_path / "broken.txt").write_bytes(b"\xff")
        status, out, err = run(capsys, tmp_path, tmp_path / "gone.txt")
        assert status == 1
        assert "bay.txt · English" in out
        assert "broken.txt:1" in err and "gone.txt: the file: found No such file" in err

    def test_folder_without_texts_is_a_wrong_call(self, capsys, tmp_path):
        status, _, err = run(capsys, tmp_path)
        assert (status, err) == (2, f"'{tmp_path}' holds no text files (*.txt)\n")


class TestUnusualTexts:
    def test_standard_input_is_read(self):
        done = subprocess.run(
            [sys.executable, "-m", "dashboard", "scan", "-"],
            input="Có 50 trường đại học.", capture_output=True, text=True, cwd=PROJECT,
        )  # fmt: skip
        assert done.stdout.startswith("standard input · Vietnamese · 1 number: ")

    def test_decomposed_letters_are_read(self, capsys, tmp_path):
        path = tmp_path / "nfd.txt"
        path.write_text(unicodedata.normalize("NFD", "Có gần 1,5 triệu người"), "utf-8")
        _, out, _ = run(capsys, path)
        assert "count · 1,500,000 · nearly (gần) · người" in out

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Có 50 trường đại học đào tạo về AI.", "vi"),
            ("Fifty universities train in AI.", "en"),
            ("대학 50곳이 AI를 가르친다.", "ko"),
            ("Seoul: 대학 50곳이 AI(Artificial Intelligence)를 가르친다.", "ko"),
            ("Theo Bộ trưởng Lee Jong-ho (이종호), có 50 trường đại học.", "vi"),
            ("The Vietnamese minister Nguyễn Mạnh Hùng visited Seoul with 50 people.", "en"),
            ("\u200f50 trường đại học đã tham gia", "vi"),
            ("12345", None),
            ("В городе 50 школ", None),
        ],
    )
    def test_language_is_told_by_the_letters(self, text, language):
        assert language_of(text) == language

    def test_named_language_is_believed(self, capsys, bay):
        assert "· Vietnamese ·" in run(capsys, bay, "--lang", "vi")[1]
