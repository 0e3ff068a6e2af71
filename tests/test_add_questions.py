"""The questions that add an article: what they refuse, keep and propose."""

import pytest
from adding import (
    ALL,
    BAY,
    LOANS,
    MEMBERS,
    NO_FIGURES,
    ROOMS,
    SOURCE,
    Talk,
    add,
    lines_lost,
    number_of,
)
from support import edit

from dashboard.answers import Answers, BackError
from dashboard.cli import main
from dashboard.errors import DataError
from dashboard.questions import one_of


class TestAnIndicatorThatIsNew:
    def test_is_offered_for_the_next_number_of_its_kind(self, folder):
        begun = ["c", "new bay-rooms", "people", "people", "NZL", *[""] * 9]
        text, before = number_of("They have 740 rooms. Of these 80 rooms are new, 3% more.")
        talk = Talk(folder, [*before, *begun, "c"], text)
        assert "1 bay-rooms (begun here)" in talk.said[-2], talk.told
        talk = Talk(folder, ["1"], text)
        assert talk.last.startswith("  fact, estimate"), talk.told

    ANSWERS = (
        *SOURCE, *NO_FIGURES, "l", "l",
        "c", "new bay-rooms", "people", "new rooms", "room", "rooms", "phòng", "개 열람실",
        "NZL KOR", "Reading rooms", "Phòng đọc", "열람실",
        "", "", "", "", "new clerk", "the clerk", "thủ thư", "사서", "", "", "", "", "y",
    )  # fmt: skip

    def test_is_written_with_what_is_still_to_do(self, folder):
        done = add(folder, self.ANSWERS)
        assert done.returncode == 1
        for field in ("definition", "reads", "silent_on"):
            assert (
                f"indicator 'bay-rooms', field '{field}': found TODO; expected words" in done.stderr
            )
        assert lines_lost(folder) == []

    def test_is_served_once_that_is_done(self, folder):
        add(folder, self.ANSWERS)
        path = folder / "indicators.yaml"
        path.write_text(path.read_text("utf-8").replace("TODO", "So."), "utf-8")
        assert main(["check", "--data", str(folder)]) == 1  # two figures are left for later
        assert add(folder, [*LOANS, *MEMBERS, "y"]).stdout.endswith("15 of 15 found\n")
        assert (folder / "indicators.yaml").read_text("utf-8").count("clerk:") == 1


class TestAQuestion:
    @pytest.mark.parametrize(
        ("before", "wrong", "said"),
        [
            ([], "Bay \x1b[D Gazette", "expected words"),
            (SOURCE[:2], "A \u202e title", "expected words"),
            (SOURCE[:4], "Ann\x07", "expected words"),
            (SOURCE[:10], "It \x1b grew.", "expected words"),
            ([*SOURCE, "", *LOANS[:9]], "\x1b[D", "expected words"),
            ([*SOURCE, "", "c"], "bay-regatta-edition", "'about 2,400' is read as figure"),
            ([*SOURCE, "", "c"], "bay-night-schools", "says there is none yet"),
        ],
    )
    def test_refuses_what_a_record_would_refuse_and_is_put_again(self, folder, before, wrong, said):
        talk = Talk(folder, [*before, wrong])
        assert said in talk.said[-2]
        assert talk.last == talk.said[-3]

    @pytest.mark.parametrize("n", range(len(ALL) - 1))
    def test_is_explained_and_takes_no_question_mark_for_an_answer(self, folder, n):
        talk = Talk(folder, [*ALL[:n], "?"])
        question, explained, again = talk.said[-3:]
        assert question == again and explained.startswith(("  ", "With"))

    def test_that_is_the_first_has_none_before_it(self, folder):
        talk = Talk(folder, ["<"])
        assert talk.said[-2] == "  this is the first question"
        assert talk.last == "Publisher: "

    def test_goes_back_to_a_later_as_to_any_other(self, folder):
        talk = Talk(folder, [*SOURCE, "", "l", "<"])
        assert talk.last.startswith("c claim")
        assert "about 2,400" in talk.said[-2]

    def test_of_a_share_is_not_of_an_indicator_that_counts(self, folder):
        text, before = number_of("Membership rose by 12.5% of late.")
        talk = Talk(folder, [*before, "c", "bay-members"], text)
        assert "'12.5%' is read as change, 'bay-members' is of kind count" in talk.told

    def test_of_another_unit_warns(self, folder):
        text, before = number_of("They have 740 lighthouses.")
        talk = Talk(folder, [*before, "c", "bay-members"], text)
        assert "the article counts 'lighthouses', 'bay-members' counts people" in talk.told

    def test_of_the_words_of_a_value_takes_one_number_alone(self, folder):
        text, before = number_of("They have 740 members, 3% more.")
        talk = Talk(folder, [*before, "c", "bay-members", "", "740 members, 3%"], text)
        assert "without '3%': one number a span" in talk.said[-2]

    def test_of_the_time_is_put_where_the_sentence_names_one(self, folder):
        text, before = number_of("They had 740 members in May 2024. Now 750 members.")
        talk = Talk(folder, [*before, "", "c", "bay-members", ""], text)
        assert talk.said[-1].startswith("  refers to, as YYYY")
        assert "named: May 2024" in talk.said[-1]

    def test_of_the_time_is_left_out_where_none_is_named(self, folder):
        text, before = number_of("They had 740 members in May 2024. Now 750 members.")
        talk = Talk(folder, [*before, "", "l", "c", "bay-members", ""], text)
        assert talk.said[-1].startswith("  words of the value [750 members]")

    def test_of_a_speakers_words_takes_them_from_any_line(self, folder):
        text, before = number_of("They have 740 members.")
        text = text.replace("Bay\n", "Bay\n\nThe treasurer spoke.\n")
        said = ["c", "bay-members", "", "", "", "treasurer", "The treasurer", "", "", "", "y"]
        talk = Talk(folder, [*before, *said], text)
        assert "  explicit or implied [implied]: " in talk.said, talk.told
        [content] = (text for path, text in talk.changes.items() if path.suffix == ".yaml")
        assert "speaker: {phrase: The treasurer, line: 3}" in content

    def test_offers_no_answer_of_before_that_fits_no_more(self, folder):
        typed, asked = iter(["month", "<", ""]), []

        def ask(question):
            asked.append(question)
            return next(typed)

        kept = Answers(folder / "seeds" / ".x.json", ask, asked.append, patient=True)
        kept.to("per", "per")
        with pytest.raises(BackError):
            kept.to("next", "next")
        assert kept.to("per", "per", "year", one_of(["year"])) == "year"
        assert asked[-1] == "per [year]: "

    def test_offers_what_was_answered_before_one_went_back(self, folder):
        talk = Talk(folder, [*SOURCE[:6], "<", "<"])
        assert talk.last == "Author (Enter: not known) [Ann Ahoy, - for none]: "

    def test_of_what_may_be_unknown_takes_a_hyphen_for_none(self, folder):
        talk = Talk(folder, [*SOURCE[:6], "<", "<", "-", "", "<", "<"])
        assert talk.last == "Author (Enter: not known): "

    def test_of_another_unit_is_told_once(self, folder):
        text, before = number_of("They have 740 lighthouses.")
        talk = Talk(folder, [*before, "c", "bay-members", "", "", "<", "<"], text)
        assert talk.told.count("the article counts 'lighthouses'") == 1

    def test_lists_indicators_with_unit_and_last_value(self, folder):
        talk = Talk(folder, [*SOURCE, "", "c"])
        assert "    1 bay-boat-loans: Boats lent (loans; last 2,300)" in talk.told

    def test_of_words_with_a_harmful_sign_refuses_them(self, folder):
        text, before = number_of("They have 740 \u202e members.")
        talk = Talk(folder, [*before, "c", "bay-members", "", "740 \u202e members"], text)
        assert "expected words" in talk.said[-2]

    def test_of_a_zero_offers_no_claim_and_says_why(self, folder):
        text, before = number_of("They own 0 lighthouses.")
        talk = Talk(folder, [*before, "c"], text)
        assert "value 0 exactly where the hedge is 'none_yet'" in talk.said[-2]

    def test_of_a_context_source_begins_no_indicator(self, folder):
        talk = Talk(folder, [*SOURCE[:9], "context", *SOURCE[10:], "", "c", "new bay-rooms"])
        assert "begins with a claim of a primary source" in talk.said[-2]

    def test_how_a_thing_is_known_has_a_default_only_where_the_text_prints_it(self, folder):
        assert Talk(folder, SOURCE[:1]).last.endswith("inferred, unknown: ")
        folder = folder.rename(folder.parent / "another")
        (folder / "seeds" / ".bay.json").unlink()
        assert Talk(folder, [*SOURCE[:3]]).last.endswith("inferred [printed]: ")

    def test_of_the_title_may_be_answered_with_none(self, folder):
        described = ["-", "A leaflet", "Tờ rơi", "전단"]
        talk = Talk(folder, [*SOURCE[:2], *described, *ALL[4:-1]])
        [record] = (text for path, text in talk.changes.items() if path.suffix == ".md")
        assert "title:\n  text: null\n  basis: unknown\n  description: {en: A leaflet," in record

    def test_of_the_last_number_says_that_nothing_is_claimed(self, folder):
        talk = Talk(folder, [*SOURCE, "", "l", "l"])
        assert "an article of which nothing is claimed cannot be added" in talk.told


class TestANumberThatIsSaidAgain:
    TEXT = "The harbour libraries have 740 members.\nOf their 740 members many row.\n"

    def test_is_no_second_claim_unless_one_says_so(self, folder):
        text, before = number_of(self.TEXT)
        talk = Talk(folder, [*before, *MEMBERS, "", ""], text)
        assert "claimed on line 3; if this repeats it, n, then other)" in talk.told
        assert talk.told.count("? help [c]: ") == talk.told.count("? help [n]: ") == 1
        [record] = (text for path, text in talk.changes.items() if path.suffix == ".md")
        assert "why: other, lines: {4: 1}" in record


class TestGoingOn:
    @pytest.mark.parametrize("given", range(1, len(LOANS)))
    def test_shows_the_number_that_is_asked_about(self, folder, given):
        Talk(folder, [*SOURCE, "", *LOANS[:given]])
        assert Talk(folder, []).told.count("«about 2,400» boats") == 1

    def test_does_not_show_the_number_that_is_done_with(self, folder):
        Talk(folder, [*SOURCE, "", *LOANS])
        assert "«about 2,400» boats" not in Talk(folder, []).told

    def test_of_an_indicator_that_none_is_suggested_for_says_how(self, folder):
        text, before = number_of("They own 740 lighthouses.")
        talk = Talk(folder, [*before, "c", ""], text)
        assert talk.said[-2] == "  type an id; ? shows them all"

    def test_of_an_indicator_is_not_answered_by_enter(self, folder):
        talk = Talk(folder, [*SOURCE, "", "c", ""])
        assert talk.said[-2] == "  type the number of one above, or an id; ? shows them all"


class TestANumberThatIsProbablyNone:
    def test_is_shown_with_the_words_beside_it(self, folder):
        assert "  other: clerks, aged «45», counts" in Talk(folder, SOURCE).told

    def test_may_be_left_for_later_or_claimed_where_it_has_a_value(self, folder):
        talk = Talk(folder, [*SOURCE, "n", "l", "c", "date", "l", "l"])
        assert "it has no value that a claim could state" in talk.told
        assert talk.last.startswith("c claim")


class TestAnswersThatWereKept:
    def test_are_asked_for_again_where_they_do_not_fit_any_more(self, folder):
        Talk(folder, [*SOURCE, "", *LOANS[:5]])
        path = folder / "indicators.yaml"
        path.write_text(path.read_text("utf-8").replace("bay-boat-loans", "bay-lent-boats"))
        talk = Talk(folder, [])
        assert "'bay-boat-loans', as was answered before: no indicator has the id" in talk.told
        assert talk.last.startswith("  of the indicator")

    def test_are_asked_for_again_where_the_id_was_taken_meanwhile(self, folder):
        Talk(folder, ALL[:-1])
        edit(folder / "seeds" / "ban-tin.md", "ban-tin-2024-03-12", "bay-gazette-2025-03-12")
        path = folder / "indicators.yaml"
        path.write_text(path.read_text().replace("ban-tin-2024-03-12", "bay-gazette-2025-03-12"))
        talk = Talk(folder, ["bay-gazette-2025-03-12-b"])
        assert "'bay-gazette-2025-03-12' is taken" in talk.told
        assert talk.changes

    def test_take_in_what_was_left_for_later(self, folder):
        Talk(folder, [*SOURCE, "", "l"])
        assert "nearly 60,000" in Talk(folder, []).said[-2]

    def test_hold_on_where_a_misprint_is_mended(self, folder):
        Talk(folder, [*SOURCE, "", *LOANS])
        talk = Talk(folder, [], BAY.replace("harbour libraries", "libraries of the harbour"))
        assert "as was answered before: not on line 3" in talk.told

    @pytest.mark.parametrize("content", ["[1,2]", '{"a": 1}', "{", "null"])
    def test_are_refused_where_they_are_none(self, folder, content):
        (folder / "seeds" / ".bay.json").write_text(content)
        with pytest.raises(DataError, match="found no answers"):
            Talk(folder, [])

    def test_of_an_earlier_text_are_taken_over_if_wanted(self, folder):
        add(folder, SOURCE)
        (folder.parent / "bay.txt").write_text(BAY.replace("clerks", "keepers"), "utf-8")
        done = add(folder, ["y", *ALL[len(SOURCE) :]])
        assert done.stdout.endswith("14 of 14 found\n")
        assert list((folder / "seeds").glob(".*")) == []


class TestThePreview:
    def test_goes_back_to_the_last_question(self, folder):
        done = add(folder, [*ALL[:-1], "<", "other", "y"])
        assert done.stdout.endswith("14 of 14 found\n")
        assert '{phrase: "3", why: other' in (folder / "seeds" / "bay.md").read_text("utf-8")

    def test_leads_back_where_it_is_refused(self, folder):
        again = [*LOANS, "c", *MEMBERS[1:], *ROOMS, "y"]
        done = add(folder, [*SOURCE, "", "l", "l", *ROOMS, "<", "<", "<", "<", *again])
        assert "no claim that cites it" in done.stderr
        assert done.stdout.endswith("14 of 14 found\n"), done.stdout[-900:]

    def test_names_the_place_of_the_text(self, folder):
        done = add(folder, [*ALL[:-1], "n"])
        assert f"The text is kept as {folder / 'seeds' / 'texts' / 'bay.txt'}\n" in done.stdout
