"""Adding an article: what an editor reads in the words otherwise than the grammar, and says why."""

import re

from adding import Talk, add, number_of
from support import edit

from dashboard.cli import main


class TestAReadingThatIsOurs:
    TEXT = "It is said that north of 50 lighthouses burn."
    HEDGE = ("c", "bay-members", "", "north of 50 lighthouses", "over", "So.", "Vậy.", "그렇다.")

    def test_is_asked_for_where_words_stand_before_the_number(self, folder):
        text, before = number_of(self.TEXT)
        talk = Talk(folder, [*before, *self.HEDGE, "", "", "", ""], text)
        [written] = (said for path, said in talk.changes.items() if path.suffix == ".yaml")
        assert "hedge: over" in written
        assert "reading: {basis: inferred, why: {en: So., vi: Vậy., ko: 그렇다.}}" in written

    def test_holds_where_it_says_why_and_cites_words(self, folder):
        text, before = number_of(self.TEXT)
        (folder.parent / "bay.txt").write_text(text, "utf-8")
        added = add(folder, [*before, *self.HEDGE, "", "", "", "", "y"])
        assert added.stdout.endswith("13 of 13 found\n"), added.stderr

    #: In English the dot is the decimal sign; here it groups thousands.
    DOTTED = "The harbour counts 12.500 members."
    WORTH = ("c", "bay-members", "", "12.500 members", "12,500", "", "So.", "Vậy.", "그렇다.")

    def test_of_digits_is_asked_for_where_they_have_two(self, folder):
        text, before = number_of(self.DOTTED)
        talk = Talk(folder, [*before, *self.WORTH[:4]], text)
        assert talk.last == "  the value: 12.5 or 12,500 [12.5]: "

    def test_of_digits_holds_where_it_says_why(self, folder):
        text, before = number_of(self.DOTTED)
        (folder.parent / "bay.txt").write_text(text, "utf-8")
        added = add(folder, [*before, *self.WORTH, "", "", "", "", "y"])
        assert added.stdout.endswith("13 of 13 found\n"), added.stderr
        assert "value: 12500" in (folder / "indicators.yaml").read_text("utf-8")

    def test_of_a_range_is_asked_for_both_ends_at_once(self, folder):
        text, before = number_of("The harbour counts 12.500 to 13.250 members.")
        (folder.parent / "bay.txt").write_text(text, "utf-8")
        words = ("12.500 to 13.250 members", "12,500 to 13,250")
        answers = (*self.WORTH[:3], *words, *self.WORTH[5:], "", "", "", "")
        talk = Talk(folder, [*before, *answers[:4]], text)
        assert talk.last == "  the value: 12.5 to 13.25 or 12,500 to 13,250 [12.5 to 13.25]: "
        added = add(folder, [*before, *answers, "y"])
        assert added.stdout.endswith("13 of 13 found\n"), added.stderr
        written = (folder / "indicators.yaml").read_text("utf-8")
        assert re.search(r"low: 12500\b.*\n? *high: 13250\b", written)

    def test_of_digits_and_hedge_has_one_reason(self, folder):
        text, before = number_of("It counts north of 12.500 members.")
        answers = (*self.WORTH[:3], "north of 12.500 members", "12,500", "over", *self.WORTH[6:])
        talk = Talk(folder, [*before, *answers, "", "", "", ""], text)
        [written] = (said for path, said in talk.changes.items() if path.suffix == ".yaml")
        assert "value: 12500" in written
        assert "hedge: over" in written
        assert written.count("why: {en: So., vi: Vậy., ko: 그렇다.}") == 1

    def test_of_digits_does_not_stand_without(self, folder, capsys):
        text, before = number_of(self.DOTTED)
        (folder.parent / "bay.txt").write_text(text, "utf-8")
        add(folder, [*before, *self.WORTH, "", "", "", "", "y"])
        path = folder / "indicators.yaml"
        path.write_text(re.sub("\n *reading: .*inferred.*", "", path.read_text("utf-8")), "utf-8")
        assert main(["check", "--data", str(folder)]) == 1
        said = capsys.readouterr().err
        assert "found value 12500; expected value 12.5, as '12.500 members' reads" in said
        assert "if its sign groups thousands, say so: reading:" in said

    def test_of_a_plain_sentence_does_not_stand(self, folder, capsys):
        path = folder / "indicators.yaml"
        edit(path, "hedge: at_least", "hedge: over")
        assert main(["check", "--data", str(folder)]) == 1
        edit(
            path,
            "at least 38 volunteer skippers, line: 7}}",
            "at least 38 volunteer skippers, "
            "line: 7}}\n        reading: {basis: inferred, why: {en: So., vi: Vậy., ko: 그렇다.}}",
        )
        capsys.readouterr()
        main(["check", "--data", str(folder)])
        assert "hedge" not in capsys.readouterr().err
