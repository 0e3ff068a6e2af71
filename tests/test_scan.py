"""Scanning articles: the report, JSON, the stubs in YAML, and articles that are none."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata

import pytest
import yaml
from adding import BAY
from support import PROJECT, edit

from dashboard.audit import audit
from dashboard.citations import find_span
from dashboard.claim import Span
from dashboard.cli import main
from dashboard.drafting import no_figures, proposed_reasons
from dashboard.numerals import Mention, read_numbers
from dashboard.scanning import language_of, scan
from dashboard.sources import NoFigure
from dashboard.stubs import to_paste
from dashboard.suggestions import suggested
from dashboard.texts import LARGEST_ARTICLE_BYTES, article_of, read_article
from dashboard.writing import as_yaml


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


INDICATOR = """  - id: bay-rooms
    name: {en: Rooms, vi: Phòng, ko: 방}
    definition: {en: Rooms., vi: Phòng., ko: 방.}
    reads: {en: "{figure} rooms.", vi: "{figure} phòng.", ko: "방 {figure}개."}
    silent_on: {en: Which., vi: Phòng nào., ko: 어떤 방.}
    topic: boats
    place: [NZL]
    unit: piers
    measure: flow
    claims:
"""


def parts_of(printed):
    """Return what belongs into which place, by the lines that say so."""
    return dict(part.split("\n", 1) for part in re.split("^# >>> ", printed, flags=re.M)[1:])


def claims_in(printed):
    """Return the claims that are to be pasted."""
    parts = parts_of(printed).items()
    return [c for place, part in parts if ".md" not in place for c in yaml.safe_load(part) or []]


class TestYaml:
    def test_is_accepted_by_the_check_once_it_is_pasted_and_filled(self, capsys, bay, harbour):
        _, out, _ = run(capsys, bay, "--yaml", "--data", harbour)
        filled = out.replace("{speaker: TODO, attribution: TODO}", "*")
        filled = filled.replace("*", "{speaker: null, attribution: article}")
        parts = parts_of(
            filled.replace("basis: TODO", "basis: printed").replace("TODO-", "bay-rooms-")
        )
        (harbour / "seeds" / "bay.md").write_text(parts.pop("seeds/bay.md").replace("TODO", "Bay."))
        path = harbour / "indicators.yaml"
        for place, claims in parts.items():
            content, found = path.read_text("utf-8"), re.search("claims of '(.*)'", place)
            if found is None:
                before, claims = "derived:\n", INDICATOR + claims.rstrip() + "\nderived:\n"
            else:
                begin = content.index(f"- id: {found[1]}\n")
                before = content[begin:].split("    claims:\n")[0] + "    claims:\n"
                claims = before + claims.rstrip() + "\n"
            path.write_text(content.replace(before, claims), "utf-8")
        shutil.copy(bay, harbour / "seeds" / "texts")
        assert main(["check", "--data", str(harbour)]) == 0, capsys.readouterr().err
        assert capsys.readouterr().out == "15 of 15 found\n"

    def test_leaves_to_do_only_what_a_person_must_decide(self, capsys, bay, harbour):
        _, out, _ = run(capsys, bay, "--yaml", "--data", harbour)
        left = [line.strip() for line in out.splitlines() if "TODO" in line]
        assert left == [
            "publisher: {name: TODO, basis: TODO}",
            'published: {date: "2025-03-12", basis: TODO}',
            *["TODO"] * 3,
            *["said_by: {speaker: TODO, attribution: TODO}"] * 2,
            "# >>> an indicator that is not told: TODO",
            "- id: TODO-2025",
            "said_by: {speaker: TODO, attribution: TODO}",
        ]
        assert "claims of 'bay-members', which is suggested\n" in out
        assert "      # suggested, too: bay-young-members\n      - id: bay-members-2025" in out
        assert [claim["evidence"]["value"]["phrase"] for claim in claims_in(out)] == [
            "about 2,400 boats",
            "nearly 60,000 members",
            "3 rooms a year",
        ]

    def test_of_an_article_that_is_known_is_what_it_lacks(self, capsys, harbour):
        record = harbour / "seeds" / "newsletter.md"
        edit(record, "  - {phrase: One, why: article_word, lines: {9: 1}}\n", "")
        text = harbour / "seeds" / "texts" / "newsletter.txt"
        _, out, _ = run(capsys, text, "--yaml", "--data", harbour)
        assert out == (
            "# >>> seeds/newsletter.md, more of its no_figures\n"
            "  - {phrase: One, why: article_word, lines: {9: 1}}\n\n"
        )

    def test_of_a_long_text_takes_its_time_and_no_more(self, harbour_collection):
        def took_s(times):
            text = " ".join(
                f"{n + 7} clerks counted about {n * 7 + 1000:,} members." for n in range(times)
            )
            scanned = scan("x.txt", article_of(text.encode(), "x"), "en", harbour_collection)
            began = time.process_time()
            to_paste(scanned, harbour_collection)
            return time.process_time() - began

        took_s(50)
        assert took_s(240) < 10 * took_s(60)

    def test_finds_every_claim_of_the_projects_articles_again(self, articles, project_collection):
        found = set()
        for source in project_collection.sources.values():
            if source.text:
                article = read_article(articles / source.text, source.text)
                scanned = unknown(article, source.language, project_collection)
                found |= {
                    (c.get("value"), c["hedge"], c["evidence"]["value"]["line"])
                    for c in claims_in(to_paste(scanned, project_collection))
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
            assert audit(project_collection, proposed, article.text, figures) == ([], [])

    @pytest.mark.parametrize(
        ("language", "text", "phrase"),
        [
            ("vi", "hai trường trở lên", "hai"),
            ("en", "two or more", "two"),
            ("en", "more  than half the town", "half"),
            ("ko", "두 곳 이상", "두"),
            ("en", "twenty five or more", "twenty five"),
        ],
    )
    def test_accounts_for_a_number_by_its_words_without_their_hedge(
        self, project_collection, language, text, phrase
    ):
        entry = NoFigure(phrase=phrase, why="other", lines={1: 1})
        source = next(iter(project_collection.sources.values()))
        known = source.model_copy(update={"no_figures": (entry,), "language": language})
        assert audit(project_collection, known, text, []).problems == []
        unknown = source.model_copy(update={"no_figures": (), "language": language})
        assert len(audit(project_collection, unknown, text, []).problems) == 1

    def test_quotes_at_most_seven_words(self, articles, project_collection):
        for path in articles.glob("*.txt"):
            article = read_article(path, path.name)
            scanned = unknown(article, "vi", project_collection)
            for claim in claims_in(to_paste(scanned, project_collection)):
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


class TestSuggestions:
    @pytest.mark.parametrize(
        ("language", "text", "first"),
        [
            ("ko", "제7차 디지털 포럼이 끝났다.", "digital-forum-edition"),
            ("ko", "AI 바우처를 중소기업 310곳에 해마다 준다.", "kor-ai-vouchers"),
            ("ko", "AI를 가르치는 대학은 77개다.", "vnm-ai-universities"),
            ("en", "It hands AI vouchers to 310 companies each year.", "kor-ai-vouchers"),
            ("vi", "Ngành CNTT có 1,3 triệu người, ít chuyên gia AI.", "vnm-it-workforce"),
            ("vi", "Cả vùng cần 70.000 kỹ sư đóng tàu.", None),
            ("vi", "Doanh thu tăng 12,5%.", None),
            ("en", "It all began two years ago.", None),
        ],
    )
    def test_are_by_words_near_the_number_and_its_unit(
        self, project_collection, language, text, first
    ):
        scanned = scan("x.txt", article_of(text.encode(), "x"), language, project_collection)
        near = suggested(scanned, scanned.readings[0].mention, project_collection)
        assert (near[0].id if near else None) == first

    def test_hold_the_right_one_for_the_projects_claims(self, articles, project_collection):
        ranks = []
        for source in filter(lambda source: source.text, project_collection.sources.values()):
            article = read_article(articles / source.text, source.text)
            for reading in scan("x", article, source.language, project_collection).readings:
                if reading.state == "claimed":
                    scanned = unknown(article, source.language, project_collection)
                    near = suggested(scanned, reading.mention, project_collection)
                    right = project_collection.claims[reading.by][0].id
                    ranks.append([indicator.id for indicator in near].index(right))
        assert len(ranks) == 16 and ranks.count(0) >= 14


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

    def test_of_a_known_name_with_other_content_borrow_no_record(self, capsys, bay, harbour):
        other = bay.rename(bay.parent / "newsletter.txt")
        status, out, err = run(capsys, other, "--data", harbour)
        assert status == 0 and "7 numbers: 0 claimed" in out
        assert "warning: " in err
        assert "another text than source 'bay-news-2024-05-02' has under this name" in err

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

    def test_signs_that_steer_a_terminal_are_written_out(self, capsys, tmp_path):
        path = tmp_path / "odd.txt"
        path.write_text("It \x1b[2J has\x07 50 \u202e boats\r100 piers\n", newline="")
        _, out, _ = run(capsys, path)
        assert not set(out) & {"\x1b", "\x07", "\u202e", "\r"}
        assert "It \\u001b[2J has\\u0007 «50» \\u202e boats\n" in out
        assert "\n  line 2\n    «100» piers\n" in out

    @pytest.mark.parametrize("closed", ["scan - <&-", "scan bay.txt >&-", "scan bay.txt 2>&-"])
    def test_closed_ends_are_borne(self, bay, closed):
        done = subprocess.run(
            f"cd {bay.parent}; PYTHONPATH={PROJECT} {sys.executable} -m dashboard {closed}",
            shell=True, capture_output=True, text=True,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        assert done.returncode == (1 if "-" in closed[:7] else 0)

    def test_a_terminal_without_the_letters_gets_escapes(self, tmp_path):
        path = tmp_path / "vi.txt"
        path.write_text("Có 50 trường đại học.", "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "dashboard", "scan", path], capture_output=True, text=True,
            cwd=PROJECT, env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        assert "tr\\u01b0\\u1eddng" in done.stdout

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
            ("Có 5 doanh nghiệp.", "vi"),
            ("La inflación será de 5% según el último informe económico.", "en"),
            ("12345", None),
            ("В городе 50 школ", None),
        ],
    )
    def test_language_is_told_by_the_letters(self, text, language):
        assert language_of(text) == language

    def test_lines_in_another_language_are_told_where_their_numbers_differ(self, capsys, tmp_path):
        path = tmp_path / "mixed.txt"
        korean = "지난해 기업 3552개가 새로 문을 열었다고 정부가 밝혔다.\n"
        same, other = ("Cả nước có 74 doanh nghiệp mới.\n", "Cả nước có 74.000 doanh nghiệp.\n")
        path.write_text(3 * korean + same + other, "utf-8")
        _, _, err = run(capsys, path)
        assert "warning: " in err and "line 5: found what looks Vietnamese" in err
        assert "expected Korean" in err and "--lang vi" in err and "line 4" not in err

    def test_named_language_is_believed(self, capsys, bay):
        assert "· Vietnamese ·" in run(capsys, bay, "--lang", "vi")[1]
