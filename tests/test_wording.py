"""Catalogues are complete and nothing more; numbers, dates and figures in three languages."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st
from support import PROJECT

from dashboard.derived import shares
from dashboard.model import Unit
from dashboard.record import LANGUAGES, Dated, Text
from dashboard.wording import HEDGED, KIND_COUNTS, LANGUAGE_NAMES, Wording

KEYWORDS = {"words": None, "self": None, "N_": None, "NN_": (1, 2), "plural": (1, 2)}
WHY = Text(en="a reason", vi="một lý do", ko="이유")
each_catalogue = pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])


def catalogue(language: str) -> Catalog:
    with (PROJECT / "dashboard" / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


@pytest.fixture(scope="module")
def used():
    found = extract_from_dir(PROJECT / "dashboard", [("**.py", "python")], keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def forms(of: str | tuple[str, ...]) -> tuple[str, ...]:
    return of if isinstance(of, tuple) else (of,)


@pytest.mark.parametrize("message", ["The same numbers", ("{n} claim", "{n} claims"), "nearly {n}"])
def test_messages_are_found_in_the_code(used, message):
    assert message in used


@each_catalogue
def test_every_message_of_the_code_is_translated(used, language):
    translated = {message.id for message in messages(language) if all(forms(message.string))}
    assert used - translated == set()


@each_catalogue
def test_no_translation_is_left_over(used, language):
    assert {message.id for message in messages(language)} - used == set()


@each_catalogue
def test_no_translation_is_marked_doubtful(language):
    assert [message.id for message in messages(language) if message.fuzzy] == []


@each_catalogue
def test_a_translation_has_the_places_of_its_message(language):
    wrong = [
        message.id
        for message in messages(language)
        if any(places(form) != places(forms(message.id)[-1]) for form in forms(message.string))
    ]
    assert wrong == []


@each_catalogue
def test_a_plural_has_as_many_forms_as_the_language(language):
    wanted = catalogue(language).num_plurals
    plurals = [message for message in messages(language) if message.pluralizable]
    assert [message.id for message in plurals if len(message.string) != wanted] == []


def test_an_unknown_language_is_refused():
    with pytest.raises(KeyError):
        Wording("fr")


@pytest.mark.parametrize(
    ("language", "number", "fraction", "date", "month"),
    [
        ("en", "3,552", "0.5", "25 April 2023", "April 2023"),
        ("vi", "3.552", "0,5", "25 tháng 4, 2023", "tháng 4 năm 2023"),
        ("ko", "3,552", "0.5", "2023년 4월 25일", "2023년 4월"),
    ],
)
class TestALanguage:
    def test_groups_thousands_with_its_own_mark(self, language, number, fraction, date, month):
        assert Wording(language).number(3552) == number

    def test_sets_its_own_decimal_mark(self, language, number, fraction, date, month):
        assert Wording(language).number(0.5) == fraction

    def test_writes_a_day(self, language, number, fraction, date, month):
        assert Wording(language).date("2023-04-25") == date

    def test_names_no_day_where_only_the_month_is_known(
        self, language, number, fraction, date, month
    ):
        assert Wording(language).date("2023-04") == month

    def test_names_no_month_where_only_the_year_is_known(
        self, language, number, fraction, date, month
    ):
        assert Wording(language).date("2023") == "2023"

    def test_marks_an_inferred_date(self, language, number, fraction, date, month):
        inferred = Dated(date="2023-04-25", basis="inferred", why=WHY)
        assert Wording(language).dated(inferred) == date + "*"

    def test_leaves_a_printed_date_unmarked(self, language, number, fraction, date, month):
        assert Wording(language).dated(Dated(date="2023-04-25", basis="printed")) == date

    def test_writes_an_interval_by_its_ends(self, language, number, fraction, date, month):
        assert Wording(language).period("2021/2023-04") == f"2021 – {month}"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "27.625 billion won (planned)"),
        ("vi", "27,625 tỷ won (kế hoạch)"),
        ("ko", "276.25억원 (계획)"),
    ],
)
def test_a_large_sum_is_said_with_its_scale_in_words(project_collection, language, said):
    indicator, claim = project_collection.claims["kor-ai-vouchers-2024-budget-ajunews"]
    unit = project_collection.records.units["won"]
    assert Wording(language).quantity(indicator, claim, unit) == said


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1_234_567_891, "1,234,567,891"),
        ("vi", 1_234_567_891, "1.234.567.891"),
        ("ko", 1_234_567_891, "1,234,567,891"),
        ("en", 27_625_000_000.5, "27,625,000,000.5"),
        ("en", 999_999_999, "999,999,999"),
        ("vi", 1_500_000, "1.500.000"),
        ("ko", 180_000, "180,000"),
    ],
)
def test_a_number_is_written_out_where_words_would_cost_digits_or_save_nothing(
    language, number, said
):
    assert Wording(language).number(number) == said


SCALES = {
    "": 1, "billion": 10**9, "tỷ": 10**9, "억": 10**8,
    "trillion": 10**12, "nghìn tỷ": 10**12, "조": 10**12,
}  # fmt: skip


def read_back(said: str, words: Wording) -> Decimal:
    """Return the number that a reader of the language understands."""
    point, group = words.separators
    digits = re.match(r"[-\d.,]+", said).group()
    number = Decimal(digits.replace(group, "").replace(point, "."))
    return number * SCALES[said[len(digits) :].strip()]


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
@example(27_625, 6)
def test_a_number_loses_no_digit_in_any_language(digits, zeros):
    number = digits * 10**zeros
    for words in map(Wording, LANGUAGES):
        assert read_back(words.number(number), words) == number, words.language


@pytest.mark.parametrize(
    ("language", "short"), [("en", "Apr 2023"), ("vi", "thg 4 2023"), ("ko", "2023년 4월")]
)
def test_a_short_date_has_no_day(language, short):
    assert Wording(language).date("2023-04-25", short=True) == short


@pytest.mark.parametrize(
    ("language", "said"), [("en", "no date"), ("vi", "không rõ ngày"), ("ko", "날짜 미상")]
)
def test_an_unknown_date_is_said_to_be_unknown(language, said):
    assert Wording(language).dated(Dated(date=None, basis="unknown")) == said


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 1, "1st"),
        ("en", 2, "2nd"),
        ("en", 3, "3rd"),
        ("en", 4, "4th"),
        ("en", 11, "11th"),
        ("en", 22, "22nd"),
        ("vi", 1, "thứ nhất"),
        ("vi", 3, "thứ 3"),
        ("vi", 4, "thứ tư"),
        ("vi", 21, "thứ 21"),
        ("ko", 1, "1번째"),
        ("ko", 3, "3번째"),
    ],
)
def test_an_ordinal_is_said_as_the_language_says_it(language, n, said):
    assert Wording(language).ordinal(n) == said


@pytest.mark.parametrize(
    ("language", "indicator", "said"),
    [
        ("en", "vnm-ict-workforce", "nearly 970,000"),
        ("vi", "vnm-ict-workforce", "gần 970.000"),
        ("ko", "vnm-ict-workforce", "거의 970,000"),
        ("en", "vnm-ai-researchers", "about 1,600"),
        ("vi", "vnm-ai-researchers", "khoảng 1.600"),
        ("ko", "vnm-ai-researchers", "약 1,600"),
        ("en", "vnm-online-public-services", "3,552"),
        ("vi", "vnm-online-public-services", "3.552"),
        ("en", "kor-ai-vouchers", "200 a year (planned)"),
        ("vi", "kor-ai-vouchers", "200 mỗi năm (kế hoạch)"),
        ("ko", "kor-ai-vouchers", "연간 200 (계획)"),
        ("en", "ict-forum-edition", "3rd"),
        ("en", "vnm-national-ai-centres", "none yet"),
    ],
)
def test_a_figure_is_said_with_its_hedge_and_period(project_collection, language, indicator, said):
    record = project_collection.indicators[indicator]
    assert Wording(language).figure(record, record.claims[0]) == said


@pytest.mark.parametrize("hedge", [hedge for hedge in HEDGED if hedge != "none_yet"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hedge_is_a_word_beside_the_number(project_collection, language, hedge):
    indicator = project_collection.indicators["vnm-ai-universities"]
    claim = indicator.claims[0].model_copy(update={"hedge": hedge})
    said = Wording(language).figure(indicator, claim)
    assert (said == "50") == (hedge == "unhedged")
    assert not set("<>≈~≤≥") & set(said)


def test_no_two_hedges_are_said_alike():
    said = [Wording(language)(text, n="5") for text in HEDGED.values() for language in LANGUAGES]
    assert len(set(said)) == len(said) - 2  # the bare number reads the same in all three


def test_a_range_names_both_ends(harbour_collection):
    indicator = harbour_collection.indicators["bay-piers"]
    assert Wording("en").figure(indicator, indicator.claims[0]) == "10–12"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "nearly 970,000 people"), ("vi", "gần 970.000 người"), ("ko", "거의 970,000명")],
)
def test_a_quantity_names_its_unit(project_collection, language, said):
    indicator = project_collection.indicators["vnm-ict-workforce"]
    unit = project_collection.records.units["people"]
    assert Wording(language).quantity(indicator, indicator.claims[0], unit) == said


@pytest.mark.parametrize(("n", "said"), [(1, "person"), (0, "people"), (2, "people")])
def test_a_unit_stands_in_the_form_of_its_number(project_collection, n, said):
    unit: Unit = project_collection.records.units["people"]
    assert Wording("en").unit(unit, n) == said


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 1, "1 yearly flow"),
        ("en", 2, "2 yearly flows"),
        ("en", 1200, "1,200 yearly flows"),
        ("ko", 2, "연간 규모 2개"),
    ],
)
def test_a_plural_goes_with_its_number(language, n, said):
    assert Wording(language).plural(*KIND_COUNTS["flow"], n) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "about a fifth"), ("vi", "khoảng một phần năm"), ("ko", "약 5분의 1")],
)
def test_a_hedged_share_is_said_as_a_plain_fraction(project_collection, language, said):
    share = shares(project_collection)["vnm-it-share"]
    assert Wording(language).share(share) == said


@pytest.mark.parametrize(
    ("hedged", "said"), [(True, "about 34 %"), (False, "34 %")], ids=["hedged", "exact"]
)
def test_a_share_without_a_plain_fraction_is_said_in_percent(project_collection, hedged, said):
    share = shares(project_collection)["vnm-it-share"]
    assert Wording("en").share(replace(share, fraction=None, percent=34, hedged=hedged)) == said


def test_every_plain_fraction_has_its_own_words(project_collection):
    share = shares(project_collection)["vnm-it-share"]
    plain = [(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10)]
    said = {Wording("en").share(replace(share, fraction=Fraction(*pair))) for pair in plain}
    assert len(said) == len(plain)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Việt Nam and Korea"), ("vi", "Việt Nam và Hàn Quốc"), ("ko", "베트남 및 한국")],
)
def test_places_are_named_as_the_language_names_them(language, said):
    assert Wording(language).places(["VNM", "KOR"]) == said


def test_an_absence_is_told_with_its_date(project_collection):
    indicator = project_collection.indicators["vnm-national-ai-centres"]
    [claim] = indicator.claims
    said = Wording("en").sentence(indicator, claim, project_collection.stated_on(claim))
    assert said.startswith("As stated on 25 April 2023*, Việt Nam had no")


def test_a_sentence_begins_with_a_capital(project_collection):
    indicator, claim = project_collection.claims["vnm-ict-workforce-2023"]
    said = Wording("en").sentence(indicator, claim, project_collection.stated_on(claim))
    assert said == "Nearly 970,000 people make up Việt Nam’s ICT workforce."


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("vnexpress-2023-11-06", "VnExpress*, 6 November 2023*. [Chuyển đổi số"),
        ("baotintuc-2024-08-03", "Báo Tin tức (TTXVN), 3 August 2024. [On Việt Nam’s"),
        ("vietnamplus-2023-04-25", "VietnamPlus (TTXVN), 25 April 2023*. Việt Nam-Hàn Quốc"),
    ],
)
def test_a_citation_marks_what_is_inferred_and_nothing_else(project_collection, source, said):
    assert Wording("en").citation(project_collection.sources[source]).startswith(said)


def test_every_language_is_named_in_itself():
    assert set(LANGUAGE_NAMES) == set(LANGUAGES)
