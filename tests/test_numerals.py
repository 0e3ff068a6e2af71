"""How Vietnamese, English and Korean are read: quantities, hedges, kinds, and their places."""

import re
import time
from collections import Counter

import labelled
import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.numerals import read_numbers

FIGURES = {
    "vi": [
        ("3.552 dịch vụ", 3552, "unhedged"),
        ("gần 970.000 người", 970_000, "nearly"),
        ("khoảng 1.600 cán bộ", 1600, "about"),
        ("Khoảng 300 chuyên gia", 300, "about"),
        ("chừng 40 chiếc", 40, "about"),
        ("hơn 2.300 chiếc", 2300, "over"),
        ("trên 90 trường", 90, "over"),
        ("dưới 15 phút", 15, "under"),
        ("ít nhất 7 nước", 7, "at_least"),
        ("tối thiểu 7 nước", 7, "at_least"),
        ("không quá 12 tháng", 12, "at_most"),
        ("tối đa 12 tháng", 12, "at_most"),
        ("gần\u00a0970.000 người", 970_000, "nearly"),
        ("2,5 điểm", 2.5, "unhedged"),
        ("1.234,5 tấn", 1234.5, "unhedged"),
        ("5 nghìn lượt", 5000, "unhedged"),
        ("5 ngàn lượt", 5000, "unhedged"),
        ("gần 1,5 triệu lượt", 1_500_000, "nearly"),
        ("1,5\u00a0triệu lượt", 1_500_000, "unhedged"),
        ("4,1 triệu lượt", 4_100_000, "unhedged"),
        ("2 tỷ đồng", 2_000_000_000, "unhedged"),
        ("1.234.567 đồng", 1_234_567, "unhedged"),
        ("3.200 dịch vụ công trực tuyến", 3200, "unhedged"),
        ("3.680 dịch vụ công trực tuyến", 3680, "unhedged"),
        ("một nghìn rưỡi", 1500, "unhedged"),
        ("hai mươi mốt", 21, "unhedged"),
        ("bốn trăm linh năm", 405, "unhedged"),
        ("Bốn nghìn tỷ đồng", 4 * 10**12, "unhedged"),
        ("hơn hai mươi năm", 20, "over"),
        ("50 trường trở lên", 50, "at_least"),
        ("1,234,567 lượt", 1_234_567, "unhedged"),
        ("hơn 120K lượt", 120_000, "over"),
        ("$5M", 5_000_000, "unhedged"),
        ("hai năm rưỡi", 2.5, "unhedged"),
        ("hơn nửa tháng", 0.5, "over"),
        ("phòng 200 người", 200, "unhedged"),
        ("hạ tầng 20 khu công nghiệp", 20, "unhedged"),
        ("cao hơn 30% so với", 30, "unhedged"),
        ("dưới hai hình thức", 2, "unhedged"),
        ("dưới hai tháng", 2, "under"),
    ],
    "en": [
        ("1,240 boats", 1240, "unhedged"),
        ("nearly 52,000 members", 52_000, "nearly"),
        ("Almost 9 in a row", 9, "nearly"),
        ("about 1,500 boats", 1500, "about"),
        ("around 20", 20, "about"),
        ("roughly 20", 20, "about"),
        ("more than 20", 20, "over"),
        ("over 20", 20, "over"),
        ("fewer than 20", 20, "under"),
        ("less than 20", 20, "under"),
        ("at least 38 skippers", 38, "at_least"),
        ("at most 38 skippers", 38, "at_most"),
        ("up to 38 skippers", 38, "at_most"),
        ("3.552 metres", 3.552, "unhedged"),
        ("1.5 million loans", 1_500_000, "unhedged"),
        ("2 billion loans", 2_000_000_000, "unhedged"),
        ("750 online public services", 750, "unhedged"),
        ("more than 2,650 public services", 2650, "over"),
        ("more than 2,800", 2800, "over"),
        ("4,400 online public services", 4400, "unhedged"),
        ("around 50 universities and academies", 50, "about"),
        ("less than 300", 300, "under"),
        ("less than 2,000 Vietnamese", 2000, "under"),
        ("over 1 million IT workers", 1_000_000, "over"),
        ("only about 300 AI experts", 300, "about"),
        ("about 1.5 million IT workers", 1_500_000, "about"),
        ("180,000 people working in IT field", 180_000, "unhedged"),
        ("Nearly 20 Vietnamese digital tech firms", 20, "nearly"),
        ("150 delegates", 150, "unhedged"),
        ("over 300 delegates", 300, "over"),
        ("half a million people", 500_000, "unhedged"),
        ("a quarter of a million", 250_000, "unhedged"),
        ("two and a half million", 2_500_000, "unhedged"),
        ("one hundred and five", 105, "unhedged"),
        ("$1.2m.", 1_200_000, "unhedged"),
        ("10 or so", 10, "about"),
        ("eighteen", 18, "unhedged"),
        ("from eight", 8, "unhedged"),
        ("VND 1,500 billion", 1_500_000_000_000, "unhedged"),
        ("A$5", 5, "unhedged"),
        ("5 bln won", 5_000_000_000, "unhedged"),
        ("a firm 20", 20, "unhedged"),
        ("plus or minus 3.1 points", 3.1, "unhedged"),
        ("minus 3 degrees", -3, "unhedged"),
        ("in Viet Nam, 20, including", 20, "unhedged"),
        ("By Friday, 30, or so", 30, "unhedged"),
        ("went up to 98 percent", 98, "unhedged"),
        ("one third agreed", 33.33, "unhedged"),
        ("half an hour", 0.5, "unhedged"),
    ],
    "ko": [
        ("350개 내외 과제", 350, "about"),
        ("약두 달", 2, "about"),
        ("거의절반이 찬성", 50, "nearly"),
        ("최소한 번은", 1, "at_least"),
        ("최소한 50개", 50, "at_least"),
        ("1인당 3명", 3, "unhedged"),
        ("980억 규모", 98_000_000_000, "unhedged"),
        ("250개 내외 과제", 250, "about"),
        ("700억원 규모", 70_000_000_000, "unhedged"),
        ("총 425억원 규모", 42_500_000_000, "unhedged"),
        ("276억2500만원", 27_625_000_000, "unhedged"),
        ("276억 2500만 원", 27_625_000_000, "unhedged"),
        ("97만 명", 970_000, "unhedged"),
        ("1.5억 원", 150_000_000, "unhedged"),
        ("3,552개 서비스", 3552, "unhedged"),
        ("350 내외", 350, "about"),
        ("350개내외로", 350, "about"),
        ("700억 원 내외", 70_000_000_000, "about"),
        ("국내외 350개 기업", 350, "unhedged"),
        ("350 국내외 기업", 350, "unhedged"),
        ("350개 국내외 기업", 350, "unhedged"),
        ("350명 내외국인", 350, "unhedged"),
        ("350개, 내외 과제", 350, "unhedged"),
        ("12만 5천 명", 125_000, "unhedged"),
        ("1조 2천억 원", 1_200_000_000_000, "unhedged"),
        ("20여 개", 20, "over"),
        ("17개 이상", 17, "at_least"),
        ("삼백 명", 300, "unhedged"),
        ("스물다섯 명", 25, "unhedged"),
        ("예산3억원", 300_000_000, "unhedged"),
        ("5000여만 원", 50_000_000, "over"),
        ("3억여 원", 300_000_000, "over"),
        ("1억5천여만 원", 150_000_000, "over"),
        ("백여만 원", 1_000_000, "over"),
        ("열흘여 만에", 10, "over"),
        ("2%에 못 미칠", 2, "under"),
        ("두 달간", 2, "unhedged"),
        ("1만5천여 명이 넘는", 15_000, "over"),
        ("100개 여행사", 100, "unhedged"),
        ("지난 20일간", 20, "unhedged"),
        ("최대 30일까지", 30, "at_most"),
        ("나흘째", 4, "unhedged"),
        ("삼 년 만에", 3, "unhedged"),
        ("열 곳 중 여섯 곳", 60, "unhedged"),
        ("7대 3이다", 7 / 3, "unhedged"),
        ("세계 10대 그룹", 10, "unhedged"),
    ],
}


def only(text, language):
    [mention] = read_numbers(text, language)
    return mention


def cases(table):
    return [(language, *row) for language, rows in table.items() for row in rows]


@pytest.mark.parametrize("language, text, value, hedge", cases(FIGURES))
def test_figure_is_read_with_its_hedge(language, text, value, hedge):
    mention = only(text, language)
    assert (mention.kind, mention.value, mention.hedge) == ("figure", value, hedge)


@pytest.mark.parametrize(
    "language, text, low, high, hedge",
    [
        ("vi", "10-12 cầu cảng", 10, 12, "unhedged"),
        ("vi", "khoảng 1.000 – 1.200 người", 1000, 1200, "about"),
        ("vi", "từ 5 đến 7 năm", 5, 7, "unhedged"),
        ("vi", "2,5 triệu đến 3 triệu lượt", 2_500_000, 3_000_000, "unhedged"),
        ("en", "10-12 piers", 10, 12, "unhedged"),
        ("en", "about 1,000 to 1,200 people", 1000, 1200, "about"),
        ("en", "between 5 and 7 years", 5, 7, "unhedged"),
        ("en", "6.0-6.5%", 6, 6.5, "unhedged"),
        ("en", "grew by 10 to 15 percent", 10, 15, "unhedged"),
        ("en", "one or two days", 1, 2, "unhedged"),
        ("ko", "300~350개 과제", 300, 350, "unhedged"),
        ("ko", "300~350개 내외 과제", 300, 350, "about"),
        ("ko", "10~12만 명", 100_000, 120_000, "unhedged"),
        ("ko", "9000만~1억2000만원", 90_000_000, 120_000_000, "unhedged"),
        ("ko", "두세 곳", 2, 3, "unhedged"),
        ("ko", "오륙 년 전", 5, 6, "unhedged"),
        ("ko", "성장률은 2.1%~2.4%", 2.1, 2.4, "unhedged"),
    ],
)
def test_range_is_read_as_low_and_high(language, text, low, high, hedge):
    mention = only(text, language)
    assert (mention.value, mention.low, mention.high) == (None, low, high)
    assert (mention.kind, mention.hedge) == ("figure", hedge)


KINDS = {
    "vi": [
        ("lần thứ 4", "ordinal", 4),
        ("lần thứ ba", "ordinal", 3),
        ("thứ nhất", "ordinal", 1),
        ("Lần thứ mười", "ordinal", 10),
        ("lần đầu tiên", "ordinal", 1),
        ("lần đầu", "ordinal", 1),
        ("mục tiêu kép", "figure", 2),
        ("cả hai bên", "other", None),
        ("Một số", "other", None),
        ("Internet vạn vật", "other", None),
        ("chưa có trung tâm", "figure", 0),
        ("ảnh 1Toàn", "other", None),
        ("COVID19", "name", None),
        ("trên 18 tuổi", "other", None),
        ("hàng chục nghìn", "other", None),
        ("thứ hai tuần này", "date", None),
        ("cách mạng công nghiệp lần thứ tư", "name", None),
        ("Nghị định 13/2023/NĐ-CP", "name", None),
        ("ngày 6/11", "date", None),
        ("25/4", "date", None),
        ("12/3/2024", "date", None),
        ("tháng 6", "date", None),
        ("năm 2024", "date", None),
        ("phiên bản 4.0", "name", None),
        ("hạ tầng 5G", "name", None),
        ("Giai đoạn 2 của dự án", "name", None),
        ("mùng 2 Tết", "date", None),
        ("11 tháng năm 2024", "date", None),
        ("trong năm 2024", "date", None),
        ("từ 22 đến 24/6", "date", None),
        ("giảm 1/3.", "figure", 33.33),
        ("43/53 dịch vụ", "figure", 81.13),
        ("cứ 3 người có 1 người", "figure", 33.33),
        ("huyết áp 120/80", "other", None),
        ("xếp 86/193", "ordinal", 86),
        ("Đại hội lần thứ XIV", "ordinal", 14),
        ("số 1 Đông Nam Á", "ordinal", 1),
    ],
    "en": [
        ("the fourth regatta", "ordinal", 4),
        ("the 21st time", "ordinal", 21),
        ("for the first time", "ordinal", 1),
        ("the first Vietnam - Korea Digital Forum", "ordinal", 1),
        ("The fifth Việt Nam–Korea Digital Forum", "ordinal", 5),
        ("the eighth regatta", "ordinal", 8),
        ("One visitor", "other", None),
        ("only one visitor", "figure", 1),
        ("a dual goal", "figure", 2),
        ("not yet a school", "figure", 0),
        ("passed 187-102", "other", None),
        ("Fourth Industrial Revolution", "name", None),
        ("2 May", "date", None),
        ("May 2024", "date", None),
        ("in 2022", "date", None),
        ("version 4.0.1", "name", None),
        ("Industry 4.0", "name", None),
        ("magnitude 5.0", "figure", 5),
        ("Under-5 mortality", "other", None),
        ("children under 15", "other", None),
        ("under 15 pages", "figure", 15),
        ("in their 30s", "other", None),
        ("Project 06", "name", None),
        ("Letter 567/BTTTT-CDS", "name", None),
        ("call (024) 3825 1234", "other", None),
        ("on the 8th, in Seoul", "date", None),
        ("the 8th floor", "ordinal", 8),
        ("2Q24", "date", None),
        ("it took 2h", "figure", 2),
        ("mid-2025", "date", None),
        ("ranked 44 of all", "ordinal", 44),
        ("a 60/40 split", "other", None),
    ],
    "ko": [
        ("2022년", "date", None),
        ("2021년 12월 15일", "date", None),
        ("12월 15일까지", "date", None),
        ("3년 동안", "figure", 3),
        ("5000년 역사", "figure", 5000),
        ("5개월", "figure", 5),
        ("버전 4.0.1", "name", None),
        ("4차 산업혁명", "name", None),
        ("3·1절", "name", None),
        ("8일 밤", "date", None),
        ("오는 27일까지", "date", None),
        ("13·14일 열린다", "date", None),
        ("8일 금융위에 따르면", "date", None),
        ("어제(15일)", "date", None),
        ("3·4분기", "date", None),
        ("1월 3∼5일", "date", None),
        ("2025학년도", "date", None),
        ("1990년대", "date", None),
        ("30대 직장인", "other", None),
        ("2호선", "name", None),
        ("형법 347조", "name", None),
        ("아이폰 15", "name", None),
        ("21대 국회", "ordinal", 21),
        ("스무 번째", "ordinal", 20),
        ("제3~5조에 따라", "name", None),
        ("제3·4조", "name", None),
        ("20위안", "figure", 20),
        ("양국", "other", None),
        ("세 번째", "ordinal", 3),
        ("아직 없다", "figure", 0),
    ],
}


@pytest.mark.parametrize("language, text, kind, value", cases(KINDS))
def test_kind_and_value_are_told(language, text, kind, value):
    mention = only(text, language)
    assert (mention.kind, mention.value) == (kind, value)


@pytest.mark.parametrize(
    "language, text, held, words",
    [
        ("en", "with only about 300 experts", "about 300", "about"),
        ("en", "from eight", "eight", ""),
        ("en", "Nearly 20 firms", "Nearly 20", "Nearly"),
        ("ko", "연간 350개 내외 과제", "350개 내외", "내외"),
        ("ko", "총 425억원 규모", "425억원", ""),
        ("ko", "예산 276억2500만원", "276억2500만원", ""),
        ("vi", "từ 10 đến 15 %", "10 đến 15 %", ""),
        ("en", "US$3 million in all", "US$3 million", ""),
        ("en", "for US$ 30 each", "US$ 30", ""),
        ("en", "a 3.8-billion-won grant", "3.8-billion-won", ""),
        ("en", "for a year and a half", "a year and a half", ""),
    ],
)
def test_mention_takes_in_its_hedge_and_no_other_word(language, text, held, words):
    mention = only(text, language)
    assert (text[mention.start : mention.end], mention.hedge_words) == (held, words)


def test_hedge_belongs_to_the_number_that_it_follows():
    mentions = read_numbers("350개 내외 100개, 250개 내외", "ko")
    assert [m.hedge for m in mentions] == ["about", "unhedged", "about"]


def test_absence_says_none_yet():
    assert only("chưa có trung tâm", "vi").hedge == "none_yet"


@pytest.mark.parametrize(
    "language, text",
    [
        ("vi", "đầu tư, tư nhân và tư vấn"),
        ("vi", "tỷ trọng của ngành"),
        ("vi", "quan trọng nhất"),
        ("vi", "ông Thứ trưởng nói rằng không"),
        ("vi", "ở Ba Đình, gần Hai Bà Trưng, cao hơn Ba Lan"),
        ("vi", "triển khai"),
        ("vi", "mỗi năm"),
        ("en", "It may rain, or we march on"),
        ("en", "anyone, nothing, weighty"),
        ("en", "freight, weight, oneself and tenor"),
        ("ko", "한국과 세종시의 시민, 할 수 없다"),
        ("ko", "총 규모, 국내외 과제"),
        ("ko", "만약 억지로"),
        ("ko", "만일 천장이 구조를 막으면 만전을 기한다"),
        ("ko", "(단위: 억달러)"),
        ("ko", "계획이 없다, '필요 없다'"),
    ],
)
def test_words_that_only_look_like_numbers_are_none(language, text):
    assert read_numbers(text, language) == []


def test_month_is_no_part_of_a_longer_word():
    assert only("12 Mayors", "en").value == 12


def test_years_after_a_figure_are_a_unit_not_a_date():
    assert only("trong 30 năm qua", "vi").value == 30


def test_language_that_is_not_read_gives_nothing():
    assert read_numbers("97万人", "ja") == []


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@given(number=st.integers(0, 10**18))
def test_number_that_babel_writes_is_read_back(language, number):
    mention = only(f"({format_decimal(number, locale=language)} km)", language)
    assert (mention.kind, mention.value, type(mention.value)) == ("figure", number, int)


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@given(number=st.decimals(0, 10**6, places=2))
def test_decimal_that_babel_writes_is_read_back(language, number):
    text = format_decimal(number, locale=language, decimal_quantization=False) + " km"
    assert only(text, language).value == float(number)


@given(tenths=st.integers(1, 9999))
def test_scaled_tenths_are_exact(tenths):
    text = f"{tenths // 10},{tenths % 10} triệu"
    assert only(text, "vi").value == tenths * 100_000


WORDS = [
    "gần", "khoảng", "hơn", "ít", "nhất", "không", "quá", "một", "hai", "kép", "vạn", "lần",
    "thứ", "ba", "tư", "năm", "tháng", "ngày", "đầu", "tiên", "nghìn", "triệu", "tỷ", "chưa",
    "rưỡi", "mùng", "trong", "tuổi", "nửa", "K",
    "có", "đến", "người", "ảnh", "COVID", "about", "nearly", "at", "least", "one", "fourth",
    "4th", "May", "march", "in", "to", "and", "million", "not", "yet", "first", "eight", "개",
    "만", "억", "원", "년", "월", "일", "총", "내외", "국내외"
]  # fmt: skip
MARKS = [" ", "  ", "\n", "\u00a0", ".", ",", "/", "-", "–", "(", ")", "%", "st", "th", "x"]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(MARKS),
    st.from_regex(r"[0-9]{1,6}([.,][0-9]{1,3})?", fullmatch=True),
)
LANGUAGES = st.sampled_from(["vi", "en", "ko"])
#: Words of the corpus, as they stand beside each other, in any order.
PROSE = [
    words
    for language in labelled.LANGUAGES
    for sentence in labelled.sentences("develop", language)
    for words in re.findall(r"\S+\s\S+", sentence.text)
]
TEXTS = st.one_of(
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(st.sampled_from(PROSE) | PIECES, max_size=8).map(" ".join),
)


@given(TEXTS, LANGUAGES)
@example("2 May 20245", "en")
def test_every_run_of_digits_lies_whole_in_exactly_one_mention(text, language):
    mentions = read_numbers(text, language)
    for run in re.finditer(r"\d+", text):
        touching = [m for m in mentions if m.start < run.end() and run.start() < m.end]
        assert [m.start <= run.start() and run.end() <= m.end for m in touching] == [True]


@given(TEXTS, LANGUAGES)
def test_mentions_are_in_order_within_the_text_and_apart(text, language):
    mentions = read_numbers(text, language)
    bounds = [0, *(place for m in mentions for place in (m.start, m.end)), len(text)]
    assert bounds == sorted(bounds)
    assert all(m.start < m.end for m in mentions)


@given(TEXTS, LANGUAGES)
def test_mention_holds_its_own_text_and_line(text, language):
    for mention in read_numbers(text, language):
        assert mention.text == text[mention.start : mention.end]
        assert mention.line == text.count("\n", 0, mention.start) + 1


@given(TEXTS, LANGUAGES)
def test_mention_has_a_value_or_a_range_exactly_where_its_kind_has_one(text, language):
    for mention in read_numbers(text, language):
        held = (mention.value is not None, mention.low is not None, mention.high is not None)
        wanted = {
            "figure": {(True, False, False), (False, True, True)},
            "ordinal": {(True, False, False)},
        }
        assert held in wanted.get(mention.kind, {(False, False, False)})
        assert (mention.measure is not None) == (mention.kind == "figure")


@pytest.mark.parametrize("language", labelled.LANGUAGES)
def test_every_label_of_the_developed_part_is_read(language):
    assert labelled.score("develop", language, read_numbers).wrong == []


def test_measured_part_is_read_as_well_as_promised():
    counts = Counter()
    for language in labelled.LANGUAGES:
        counts += labelled.score("measure", language, read_numbers).counts
    assert counts["labelled"] >= 300
    for part in ("right spans", "right values", "right kind", "right hedge", "right modality"):
        assert counts[part] >= 0.98 * counts["labelled"], part
    assert counts["right spans"] >= 0.98 * counts["found"]


def test_a_sign_that_marks_the_items_of_a_list_is_no_minus():
    found = read_numbers("주요 내용은 △10만 명 교육 △5개 거점 구축", "ko")
    assert [mention.value for mention in found] == [100_000, 5]


@pytest.mark.parametrize(
    ("language", "text", "value", "doubt"),
    [
        ("en", "1.500 tonnes", 1.5, "1500 if it groups thousands"),
        ("vi", "3,552 dịch vụ", 3.552, "3552 if it groups thousands"),
        ("ko", "3.552개", 3.552, "3552 if it groups thousands"),
        ("en", "3,5 points", 3.5, "read as decimal"),
        ("vi", "12.5 điểm", 12.5, "read as decimal"),
        ("en", "1 500 boats", 1500, "may be two numbers"),
        ("en", "0.552 points", 0.552, ""),
        ("en", "1,500 boats", 1500, ""),
        ("en", "1.234.567 boats", 1234567, ""),
        ("vi", "1,234.5 tấn", 1234.5, ""),
        ("en", "1.500 million", 1_500_000, ""),
        ("en", "1\u00a0500 boats", 1500, ""),
        ("en", "It was built over 13 years.", 13, "'over' may mean during"),
        ("en", "It holds over 13 ships.", 13, ""),
        ("ko", "영업이익률은 △3.1%였다.", -3.1, "'△' before it is read as a minus"),
    ],
)
def test_what_else_digits_may_mean_is_said(language, text, value, doubt):
    mention = only(text, language)
    assert (mention.value, doubt in mention.doubt) == (value, True)
    assert bool(mention.doubt) == bool(doubt)


@pytest.mark.parametrize(
    ("language", "text", "read", "other"),
    [
        ("vi", "3,552 dịch vụ", (3.552, None, None), 3552),
        ("vi", "âm 3,552 độ", (-3.552, None, None), -3552),
        ("vi", "tăng 1,500 điểm phần trăm", (1.5, None, None), 1500),
        ("en", "1.500 ships and a half", (1.5, None, None), 1500),
        ("en", "1.500 per 1,000 people", (1.5, None, None), 1500),
        ("vi", "2,000-3,500 người", (None, 2, 3.5), (2000, 3500)),
        ("vi", "từ 10,000 đến 15,000 doanh nghiệp", (None, 10, 15), (10_000, 15_000)),
        ("vi", "1,500-2000 tàu", (None, 1.5, 2000), (1500, 2000)),
        ("vi", "1-1,500 tàu", (None, 1, 1.5), (1, 1500)),
        ("en", "1.500 to 2.500 percent", (None, 1.5, 2.5), (1500, 2500)),
        ("vi", "3,552 tỷ đồng", (3.552e9, None, None), None),
        ("vi", "1,500-2,000 tỷ đồng", (None, 1.5e9, 2e9), None),
    ],
)
def test_what_else_digits_may_be_worth_can_be_claimed(language, text, read, other):
    mention = only(text, language)
    assert (mention.value, mention.low, mention.high) == read
    assert mention.other == other


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("vi", "55 trường đại học", "trường đại học"),
        ("vi", "74.000 năm 2024", ""),
        ("vi", "3 năm 2020-2022", "năm"),
        ("vi", "2 triệu tháng 6", ""),
        ("vi", "5.000 sự cố tháng 7", "sự cố"),
        ("vi", "300 hồ sơ tuần qua", "hồ sơ"),
        ("vi", "70 tỷ tham số", "tham số"),
        ("vi", "3 người tham gia", "người"),
        ("en", "5\u00a0e-commerce sites in town", "e-commerce sites"),
        ("en", "a 1,300-bed hospital", "bed"),
        ("en", "12 of them", ""),
        ("ko", "3곳이 문을 열었다", "곳"),
        ("ko", "10년간", "년간"),
    ],
)
def test_words_behind_a_figure_are_its_unit_as_far_as_they_name_it(language, text, unit):
    assert next(m for m in read_numbers(text, language) if m.kind == "figure").unit == unit


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("vi", "15.300 1,27 tỷ USD", [15_300, 1_270_000_000]),
        ("vi", "15 84,7 triệu thẻ", [15, 84_700_000]),
        ("vi", "2 triệu 500 nghìn thẻ", [2_500_000]),
        ("ko", "8.3 1만원", [8.3, 10_000]),
        ("ko", "33 5000만원", [33, 50_000_000]),
        ("ko", "3억 5000만원", [350_000_000]),
        ("ko", "0억 원", [0]),
    ],
)
def test_a_number_without_a_scale_is_no_part_of_the_next(language, text, values):
    assert [mention.value for mention in read_numbers(text, language)] == values


@pytest.mark.parametrize("text", ["3∼5위 팀", "3~5위를 차지", "3·5위", "제3위와 5위"])
def test_two_ranks_in_one_word_are_two_ordinals(text):
    found = read_numbers(text, "ko")
    assert [(mention.kind, mention.value) for mention in found] == [("ordinal", 3), ("ordinal", 5)]


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("500-1,500 tàu", 1),
        ("từ 500 đến 1,500 tàu", 1),
        ("500-1,500 tỷ đồng", 10**9),
        ("từ 500 đến 1,500 triệu đồng", 10**6),
    ],
)
def test_a_range_that_would_run_backwards_is_read_the_other_way_and_says_so(text, scale):
    mention = only(text, "vi")
    assert (mention.low, mention.high, mention.other) == (500 * scale, 1500 * scale, None)
    assert "read as thousands" in mention.doubt


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "cut the rate from 5.375% to 5.125%", [5.375, 5.125]),
        ("en", "fell from 12.50 to 9.875", [12.5, 9.875]),
        ("en", "traded from $12.50 to $9.875 a share", [12.5, 9.875]),
        ("en", "beat him 15.250-14.975", [None]),
        ("en", "odds of 2-1.500", [None]),
        ("vi", "lãi suất từ 5,5% đến 4,125%", [5.5, 4.125]),
        ("vi", "lãi suất từ 5% đến 4,125%", [5, 4.125]),
        ("vi", "thắng 15,250-14,975", [None]),
        ("ko", "5.375%~5.125%", [5.375, 5.125]),
    ],
)
def test_what_may_go_down_stays_as_it_is_written(language, text, values):
    assert [mention.value for mention in read_numbers(text, language)] == values


@pytest.mark.parametrize(
    ("text", "low", "high", "measure"),
    [
        ("100~200위안", 100, 200, "money"),
        ("30∼50위안 수준", 30, 50, "money"),
        ("3~5위권 안에", 3, 5, "count"),
    ],
)
def test_a_word_that_begins_like_a_rank_is_none(text, low, high, measure):
    mention = only(text, "ko")
    assert (mention.low, mention.high, mention.measure) == (low, high, measure)


def test_a_rate_behind_a_range_is_no_range():
    mention = only("1.500~2.500명당 3명", "ko")
    assert (mention.value, mention.high, mention.other) == (3, None, None)


TOLD = [
    ("vi", "phấn đấu đạt 50.000 người", "target", "count", None),
    ("vi", "Mục tiêu đến năm 2030, 80% hồ sơ trực tuyến", "target", "share", None),
    ("vi", "200 doanh nghiệp ICT mỗi năm", "fact", "flow", "year"),
    ("vi", "tăng 12 %", "fact", "change", None),
    ("vi", "tăng lên 12 %", "fact", "share", None),
    ("vi", "gấp đôi", "fact", "change", None),
    ("vi", "12 ca trên 1.000 dân", "fact", "rate", None),
    ("vi", "trong 30 năm qua", "fact", "duration", None),
    ("vi", "mười hai chỉ tiêu", "fact", "count", None),
    ("vi", "Đến năm 2030 sẽ có 20 trường", "plan", "count", None),
    ("vi", "Mạng 5G sẽ phủ sóng 99%", "plan", "share", None),
    ("vi", "60% sẽ dùng", "plan", "share", None),
    ("vi", "đạt 98% kế hoạch", "fact", "share", None),
    ("vi", "Bộ Kế hoạch và Đầu tư có 20 dự án", "fact", "count", None),
    ("vi", "Đầu tư công ước đạt 20 tỷ đồng", "estimate", "money", None),
    ("vi", "Công ước Hà Nội có 20 nước ký", "fact", "count", None),
    ("vi", "đạt 20 tỷ USD, theo ước tính của IMF", "estimate", "money", None),
    ("vi", "tăng trưởng doanh thu 30%", "fact", "change", None),
    ("vi", "tăng gần 20 lần", "fact", "change", None),
    ("en", "The goal is a million signatures", "target", "count", None),
    ("en", "is expected to reach 45 firms", "forecast", "count", None),
    ("en", "an estimated 45 firms", "estimate", "count", None),
    ("en", "for 200 enterprises a year", "fact", "flow", "year"),
    ("en", "900 more than a year earlier", "fact", "change", None),
    ("en", "rose by 12%", "fact", "change", None),
    ("en", "rose to 12%", "fact", "share", None),
    ("en", "three goals", "fact", "count", None),
    ("en", "a 2 percent target", "target", "share", None),
    ("en", "2,300 will do so", "plan", "count", None),
    ("en", "8 percent ahead of plan", "fact", "share", None),
    ("en", "is set to 8", "fact", "count", None),
    ("en", "it hoped for more but received 30 that will do", "fact", "count", None),
    ("en", "1,000 orders in a week", "fact", "count", None),
    ("en", "15 working days", "fact", "duration", None),
    ("en", "12% of growth", "fact", "share", None),
    ("en", "make up 12%", "fact", "share", None),
    ("en", "sprung up in 9 districts", "fact", "count", None),
    ("ko", "매년 기업 200개를 지원할 계획", "plan", "flow", "year"),
    ("ko", "30%로 끌어올린다는 목표", "target", "share", None),
    ("ko", "12.5% 증가했다", "fact", "change", None),
    ("ko", "15%로 늘었다", "fact", "share", None),
    ("ko", "42명 늘었다", "fact", "change", None),
    ("ko", "42명으로 늘었다", "fact", "count", None),
    ("ko", "200m 넘게 늘어섰다", "fact", "count", None),
    ("ko", "성장률은 지난해 2.3%였다", "fact", "change", None),
    ("ko", "기간은 40일이다", "fact", "duration", None),
    ("ko", "9.2%(잠정) 늘었다", "fact", "change", None),
    ("ko", "연 2회 점검한다", "fact", "flow", "year"),
    ("ko", "300명을 뽑았고 더 뽑을 계획이다", "fact", "count", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "modality", "measure", "per"), TOLD)
def test_words_around_tell_of_a_figure(language, text, modality, measure, per):
    [figure] = [m for m in read_numbers(text, language) if m.kind == "figure"]
    assert (figure.modality, figure.measure, figure.per) == (modality, measure, per)


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize("sign", ["\u200e", "\u200f", "\u202b", "\u200b", "\u00ad", "\ufeff"])
def test_marks_that_only_direct_the_writing_are_read_over(language, sign):
    number = format_decimal(1600, locale=language)
    text = f"x {sign}{number[:2]}{sign}{number[2:]}{sign} km"
    mention = only(text, language)
    assert (mention.value, mention.text) == (1600, text[mention.start : mention.end])
    assert mention.text.replace(sign, "") == number


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "1 ", "1-", "1/", "one ", "một ", "한 ", "hai mươi ", "twenty ", "십", "만 ",
     "1만", "the two ", "not more than ", "chưa ", "a", "\u00a0", "(", "up to ", "sẽ 1 ", "will 1 ",
     "0.", "1:1", "1/1/", "$", "thứ ", "một nghìn ", "per 1,000 ", "1~", "-1", "3·", "top 3-",
     "1만 명당 ", ", from 5 to 6"],
)  # fmt: skip
@pytest.mark.in_turn(4)
def test_time_grows_with_the_text_alone(language, piece):
    def seconds(times):
        started = time.process_time()
        read_numbers(piece * times, language)
        return time.process_time() - started

    few, many = (min(seconds(times) for _ in range(3)) for times in (1_000, 8_000))
    assert many < 40 * max(few, 0.001)  # eight times the text; a square would take 64 times
