"""Links to the exact words on the publisher's page."""

import re
from urllib.parse import unquote

import pytest

from dashboard.citations import words_beside
from dashboard.claim import Claim, Evidence, SaidBy, Span
from dashboard.collection import Finding, Position
from dashboard.web.links import text_fragment


def fragment(phrase, before="", after=""):
    claim = Claim(
        id="a-2024", value=20, hedge="unhedged", source="s",
        evidence=Evidence(value=Span(phrase=phrase, line=1)),
        said_by=SaidBy(speaker=None, attribution="article"),
    )  # fmt: skip
    return text_fragment(claim, Finding("recorded", beside=(before, after)))


class TestATextFragment:
    def test_names_the_word_before(self):
        assert unquote(fragment("150 đại biểu", "cùng", "từ")) == "#:~:text=cùng-,150 đại biểu"

    def test_names_the_word_after_where_none_is_before(self):
        assert unquote(fragment("150 đại biểu", "", "từ")) == "#:~:text=150 đại biểu,-từ"

    def test_is_not_there_where_no_word_is_known(self):
        assert fragment("150 đại biểu") == ""

    @pytest.mark.parametrize(("sign", "written"), [("-", "%2D"), ("&", "%26"), (",", "%2C")])
    def test_encodes_what_means_something_in_it(self, sign, written):
        assert fragment(f"20{sign}30 tàu", "có") == f"#:~:text=c%C3%B3-,20{written}30%20t%C3%A0u"

    @pytest.mark.parametrize("beside", [("đó", ""), ("", "và"), ("đó", "và")])
    @pytest.mark.parametrize(
        "phrase", ["20 doanh nghiệp công nghệ Việt Nam", "1.200 tàu thuyền ở cảng"]
    )
    def test_sends_no_more_than_seven_words(self, phrase, beside):
        sent = unquote(fragment(phrase, *beside)).removeprefix("#:~:text=")
        assert len(re.findall(r"\w+", sent)) == 7


@pytest.mark.parametrize(
    ("text", "span", "beside"),
    [
        ("có 150 đại biểu dự", (3, 15), ("có", "dự")),
        ("150 đại biểu dự", (0, 12), ("", "dự")),
        ("có 150 đại biểu.", (3, 15), ("có", "")),
        ("(150 đại biểu) dự", (1, 13), ("", "")),
        ("trước\n150 đại biểu\nsau", (6, 18), ("", "")),
    ],
)
def test_only_a_word_parted_by_a_space_stands_beside(text, span, beside):
    assert words_beside(text, Position(*span, 1)) == beside
