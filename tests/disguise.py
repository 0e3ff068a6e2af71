"""Words in disguise: each letter and digit on a plane of Unicode that nothing uses, one a language.

A plugin: a module that needs it says ``pytest_plugins = ["disguise"]``. It is imported as a module
besides, so pytest leaves its assertions as they are (PYTEST_DONT_REWRITE).
"""

import re

import pytest
from support import HARBOUR, PROJECT, verified

from dashboard import wording
from dashboard.reader import read_collection
from dashboard.record import LANGUAGES, Gloss, Text
from dashboard.web.pages import method
from dashboard.wording import Wording

PLANES = {language: plane << 16 for plane, language in enumerate(LANGUAGES, start=4)}


def disguised(text, language):
    """Return a text whose letters and digits lie in a language's plane; {fields} stay."""
    return "".join(
        part
        if part.startswith("{")
        else "".join(chr(PLANES[language] + ord(c)) if plain(c) else c for c in part)
        for part in re.split(r"(\{[^{}]*\})", text)
    )


def plain(sign):
    return ord(sign) < 0x10000 and sign.isalnum()


def spoken(sign):
    """Return the language in whose plane a sign lies, if in any."""
    return LANGUAGES[(ord(sign) >> 16) - 4] if 4 <= ord(sign) >> 16 < 7 else None


def bare(text):
    return "".join(chr(ord(c) & 0xFFFF) if spoken(c) else c for c in text)


class Disguise:
    """A catalogue that gives its messages in disguise."""

    def __init__(self, language, catalogue):
        self.language, self.catalogue = language, catalogue

    def gettext(self, message):
        return disguised(self.catalogue.gettext(message), self.language)

    def ngettext(self, one, other, n):
        return disguised(self.catalogue.ngettext(one, other, n), self.language)


@pytest.fixture(scope="module")
def in_disguise(tmp_path_factory):
    """Everything that gives words gives them in disguise, as long as this module is tested."""
    with pytest.MonkeyPatch.context() as patch:
        number, catalogue, joined = Wording.number, wording._catalogue, wording.format_list

        def listed(items, locale):
            # The items are another's; only what joins them is the language's.
            seats = [chr(0xE000 + n) for n, _ in enumerate(items)]
            text = disguised(joined(seats, locale=locale), str(locale)[:2])
            return re.sub("[\ue000-\uf8ff]", lambda seat: items[ord(seat[0]) - 0xE000], text)

        def given(kind, name):
            original = getattr(kind, name)

            def method(self, *arguments, **options):
                return disguised(original(self, *arguments, **options), self.language)

            patch.setattr(kind, name, method)

        def recorded(kind):
            original = kind.__getitem__

            def item(self, language):
                text = original(self, language)
                return text and disguised(text, language)

            patch.setattr(kind, "__getitem__", item)

        for name in ("number", "date", "place", "unit"):
            given(Wording, name)
        recorded(Text)
        recorded(Gloss)
        patch.setattr(wording, "_catalogue", lambda code: Disguise(code, catalogue(code)))
        patch.setattr(wording, "format_list", listed)
        marks = property(lambda self: number(self, 1000.5)[-2] + number(self, 1000)[1])
        patch.setattr(Wording, "separators", marks)
        prose = tmp_path_factory.mktemp("method")
        for language in LANGUAGES:
            text = (method.PROSE / f"{language}.md").read_text(encoding="utf-8")
            (prose / f"{language}.md").write_text(disguised(text, language), encoding="utf-8")
        patch.setattr(method, "PROSE", prose)
        yield


@pytest.fixture(scope="module")
def collections(in_disguise):
    # Read for this module alone: what is kept of a collection is kept in disguise.
    return {
        "project": read_collection(PROJECT),
        "harbour": verified(HARBOUR, HARBOUR / "seeds" / "texts"),
    }
