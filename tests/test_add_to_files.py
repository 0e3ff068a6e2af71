"""What an addition leaves as it is in files that are written in another way."""

import difflib
import re

import pytest
from adding import ALL, Talk, add
from support import edit

from dashboard.writing import with_claims, with_entry, with_indicator


class TestAFileWrittenInAnotherWay:
    @pytest.fixture(
        params=[
            ("schema: 1\n", "schema:     1   # the first\n"),
            ("{phrase: 10-12 piers, line: 7}", "{ phrase:  10-12 piers,line: 7 }"),
            ("  - id: bay-members\n", "\n  # Members\n  # (paid)\n\n  - id: bay-members\n"),
            ("        note: {en: The", "        # a note\n        note: {en: The"),
            ("derived:\n", "\n\n# Shares\nderived:\n"),
        ],
        ids=["spaces", "brackets", "comments between", "comment in", "comment after"],
    )
    def odd(self, request, folder):
        edit(folder / "indicators.yaml", *request.param)
        return folder

    def test_is_as_it_was_but_for_what_is_added(self, odd):
        path = odd / "indicators.yaml"
        before = path.read_text("utf-8")
        changed = Talk(odd, ALL[:-1]).changes[path]
        compared = [*difflib.ndiff(before.splitlines(), changed.splitlines())]
        assert [line for line in compared if line.startswith("- ")] == []
        added = [line[2:] for line in compared if line.startswith("+ ")]
        assert len(added) == 17 and not any("#" in line for line in added)

    def test_keeps_the_comments_before_the_next_indicator_there(self, folder):
        path = folder / "indicators.yaml"
        edit(path, "  - id: bay-members\n", "\n  # Members\n  - id: bay-members\n")
        changed = Talk(folder, ALL[:-1]).changes[path]
        assert "\n\n  # Members\n  - id: bay-members\n" in changed

    def test_keeps_its_line_ends_its_permissions_and_its_link(self, folder):
        path, real = folder / "indicators.yaml", folder / "really.yml"
        path.rename(real)
        real.write_bytes(real.read_bytes().replace(b"\n", b"\r\n"))
        real.chmod(0o600)
        path.symlink_to(real.name)
        assert add(folder, ALL).returncode == 0
        written = real.read_bytes()
        assert path.is_symlink() and real.stat().st_mode & 0o777 == 0o600
        assert written.count(b"\n") == written.count(b"\r\n") > 200

    def test_keeps_its_own_indentation_and_comments(self, folder):
        path = folder / "indicators.yaml"
        head, lists = path.read_text("utf-8").split("indicators:\n")
        lists = re.sub("^  ", "", lists, flags=re.MULTILINE)
        lists = re.sub("^    ", "  ", lists, flags=re.MULTILINE)
        flush = f"{head}indicators:  # flush with their key\n{lists}"
        path.write_text(flush, "utf-8")
        assert add(folder, ALL).returncode == 0
        rows = iter(path.read_text("utf-8").splitlines())
        assert all(row in rows for row in flush.splitlines())

    def test_may_hold_its_lists_in_brackets(self):
        content = (
            "speakers: {d: {e: f}}\nindicators: [{id: a, claims: [{id: b}]}, {id: x, claims: []}]\n"
        )
        written = with_claims(content, "a", [{"id": "c", "value": 3}])
        written = with_claims(written, "x", [{"id": "y", "value": 4}])
        written = with_entry(written, "speakers", "g", {"h": "i"})
        assert written == (
            "speakers: {d: {e: f}, g: {h: i}}\n"
            "indicators: [{id: a, claims: [{id: b}, {id: c, value: 3}]},"
            " {id: x, claims: [{id: y, value: 4}]}]\n"
        )

    def test_keeps_the_comments_within_brackets_that_hold_none_yet(self):
        content = "indicators: [ # none yet\n  # to come\n]\n"
        written = with_indicator(content, {"id": "a"})
        assert written == "indicators:  # none yet  # to come\n  - id: a\n"

    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    def test_that_holds_none_yet_gets_them_line_by_line(self, ending):
        content = "units: {}  # none yet\nindicators: []\n\n# The end.\n".replace("\n", ending)
        written = with_entry(content, "units", "loans", {"name": "x" * 90})
        written = with_indicator(written, {"id": "a", "claims": []})
        written = with_claims(written, "a", [{"id": "b"}, {"id": "c"}])
        wanted = "units:  # none yet\n  loans:\n    name: " + "x" * 90 + "\n"
        wanted += (
            "indicators:\n  - id: a\n    claims:\n      - id: b\n      - id: c\n\n# The end.\n"
        )
        assert written == wanted.replace("\n", ending)

    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    def test_parts_its_records_as_it_parts_the_others(self, ending):
        apart = "indicators:\n  - id: a\n    claims:\n      - id: b\n      - id: c\n\n  - id: d\n"
        apart = apart.replace("\n", ending)
        added = with_indicator(with_claims(apart, "a", [{"id": "e"}]), {"id": "f"})
        claim = f"      - id: c{ending}"
        wanted = apart.replace(claim, f"{claim}      - id: e{ending}")
        assert added == f"{wanted}{ending}  - id: f{ending}"
