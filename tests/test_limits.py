"""How much is too much, and what leads elsewhere: files, nesting, lists, numbers, links."""

import copy
import time

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import HARBOUR, edit

from dashboard.cli import main
from dashboard.errors import DashboardError
from dashboard.reader import read_collection
from dashboard.record import LANGUAGES
from dashboard.scanning import scan
from dashboard.strict_yaml import read_yaml
from dashboard.texts import article_of

ANY_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PAIRS = ("ab", "bc", "cd", "de", "ef", "fg", "gh")
LAUGHS = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{o}, *{o}, *{o}]\n" for o, n in PAIRS)


def problems_of(content):
    problems = []
    read_yaml([("x.yaml", content)], problems)
    return problems


class TestYaml:
    @pytest.mark.parametrize(
        "content",
        ["a: " + "[" * 100_000, "a: " + "{b: " * 50_000, "- " * 50_000 + "x", "? " * 50_000,
         "\n".join(" " * n + "a:" for n in range(400))],
        ids=["lists", "mappings", "dashes", "keys", "indents"],
    )  # fmt: skip
    def test_nested_without_end_is_refused_at_its_line(self, content):
        [problem] = problems_of(content)
        assert (problem.found, problem.line is not None) == ("records nested without end", True)

    def test_that_laughs_a_billion_times_is_refused_at_once(self):
        started = time.process_time()
        assert all(problem.found == "an alias (*)" for problem in problems_of(LAUGHS))
        assert time.process_time() - started < 1

    def test_that_is_too_long_says_how_to_split_it(self):
        [problem] = problems_of("a: " + "x" * 20_000_001)
        assert (problem.expected, "split it" in problem.cure) == ("at most 20,000,000", True)

    @pytest.mark.parametrize("number", [".inf", "-.inf", ".nan", "1e999", "1e3", "0x10", "1_000"])
    def test_number_that_is_none_is_refused(self, harbour, capsys, number):
        edit(harbour / "indicators.yaml", "value: 1240\n", f"value: {number}\n")
        assert main(["check", "--data", str(harbour)]) == 1
        assert "indicators.yaml:" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["Bay-boat-loans", "BAY-MEMBERS", "bay_members", "a" * 101])
    def test_id_that_differs_in_case_or_length_is_refused(self, harbour, capsys, name):
        edit(harbour / "indicators.yaml", "  - id: bay-piers\n", f"  - id: {name}\n")
        assert main(["check", "--data", str(harbour)]) == 1
        assert "lower-case letters and digits" in capsys.readouterr().err

    def test_text_that_is_too_long_is_refused(self, harbour, capsys):
        edit(harbour / "indicators.yaml", "en: Boats on loan,", f"en: {'x' * 2001},")
        assert main(["check", "--data", str(harbour)]) == 1
        assert "2000" in capsys.readouterr().err

    @ANY_FOLDER
    @given(st.text(max_size=300) | st.binary(max_size=300).map(lambda b: b.decode("latin-1")))
    def test_of_any_kind_is_read_or_refused(self, content):
        read_yaml([("x.yaml", content)], [])


RECORDS = yaml.safe_load((HARBOUR / "indicators.yaml").read_text("utf-8"))
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()):
    """Yield the path of every value in records."""
    yield path
    items = enumerate(value) if isinstance(value, list) else ()
    items = value.items() if isinstance(value, dict) else items
    for key, item in items:
        yield from places(item, (*path, key))


PLACES = [path for path in places(RECORDS) if path]
NEWSLETTER = (HARBOUR / "seeds" / "newsletter.md").read_text("utf-8")
SOURCE = yaml.safe_load(NEWSLETTER.split("---")[1])


def with_junk(records, path, junk):
    """Return a copy of records, in YAML, with something else at one place."""
    changed = inner = copy.deepcopy(records)
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = junk
    return yaml.dump(changed, Dumper=yaml.CSafeDumper, allow_unicode=True)


class TestRecords:
    @ANY_FOLDER
    @given(st.sampled_from(PLACES), JUNK)
    def test_with_anything_anywhere_are_read_or_refused_in_words(self, harbour, path, junk):
        (harbour / "indicators.yaml").write_text(with_junk(RECORDS, path, junk), "utf-8")
        try:
            read_collection(harbour)
        except DashboardError as error:
            assert str(error)

    @ANY_FOLDER
    @given(st.sampled_from([path for path in places(SOURCE) if path]), JUNK)
    def test_of_a_source_with_anything_anywhere_are_too(self, harbour, path, junk):
        head = with_junk(SOURCE, path, junk)
        (harbour / "seeds" / "newsletter.md").write_text(f"---\n{head}---\nNotes.\n", "utf-8")
        try:
            read_collection(harbour)
        except DashboardError as error:
            assert "newsletter.md" in str(error) or "indicators.yaml" in str(error)

    @ANY_FOLDER
    @given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
    def test_of_a_source_of_any_bytes_are_read_or_refused_in_words(self, harbour, content):
        (harbour / "seeds" / "x.md").write_bytes(content)
        try:
            read_collection(harbour)
        except DashboardError as error:
            assert "seeds/x.md" in str(error)


class TestTexts:
    @given(st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
    def test_of_any_bytes_are_read_or_refused_in_words(self, harbour_collection, content):
        try:
            article = article_of(content, "article.txt")
        except DashboardError as error:
            assert "article.txt" in str(error)
            return
        for language in LANGUAGES:
            found = scan("article.txt", article, language, harbour_collection)
            for mention in (reading.mention for reading in found.readings):
                assert article.text[mention.start : mention.end] == mention.text


class TestLinks:
    @pytest.mark.parametrize("name", ["indicators.yaml", "seeds/newsletter.md", "verified.json"])
    def test_that_leave_the_folder_are_refused(self, harbour, capsys, name):
        outside = harbour.parent / "outside"
        (harbour / name).rename(outside)
        (harbour / name).symlink_to(outside)
        assert main(["check", "--data", str(harbour)]) == 1
        assert (
            f"{name}: the file: found a link that leads out of the folder"
            in capsys.readouterr().err
        )

    def test_of_texts_that_leave_their_folder_are_refused(self, harbour, capsys):
        text = harbour / "seeds" / "texts" / "newsletter.txt"
        text.rename(harbour.parent / "secret.txt")
        text.symlink_to("../../../secret.txt")
        assert main(["check", "--data", str(harbour)]) == 1
        assert "newsletter.txt: the file: found a link that leads out" in capsys.readouterr().err

    def test_within_the_folder_are_followed(self, harbour):
        (harbour / "seeds" / "newsletter.md").rename(harbour / "kept.md")
        (harbour / "seeds" / "newsletter.md").symlink_to("../kept.md")
        assert main(["check", "--data", str(harbour)]) == 0
