"""The questions that begin an indicator, with what it counts."""

from __future__ import annotations

from dashboard.additions import Additions
from dashboard.answers import Answers
from dashboard.collection import Collection
from dashboard.drafting import Fields, todo_text
from dashboard.fields import TODO, Place, Words, complaint
from dashboard.model import Measure
from dashboard.numerals import Mention
from dashboard.questions import an_id, fits, in_three, one_of
from dashboard.scan_report import LANGUAGE_NAMES


def new_indicator(
    answers: Answers, collection: Collection, added: Additions, name: str, mention: Mention
) -> Fields:
    """Return a new indicator, without claims; what only an editor can write stays to be done."""
    topics = collection.records.topics
    topic = answers.to(
        f"{name} topic", f"  topic: {', '.join(topics)}", "", one_of(topics),
        about="\n".join(f"  {topic}: {held.name['en']}" for topic, held in topics.items()),
        shown=f"  '{name}' is new; the check will ask for what its pages say.",
    )  # fmt: skip
    unit = _unit(answers, collection, added, name)
    places = answers.to(
        f"{name} place", "  places, ISO 3166-1 alpha-3", "", _places,
        about="  Three capital letters each: VNM, KOR; several with spaces between",
    )  # fmt: skip
    blank = f"{{date}} {TODO}" if mention.hedge == "none_yet" else f"{{figure}} {TODO}"
    return {
        "id": name,
        "name": in_three(answers, f"{name} name", "  its name"),
        "definition": todo_text(),
        "reads": dict.fromkeys(LANGUAGE_NAMES, blank),
        "silent_on": todo_text(),
        "topic": topic,
        "place": places.split(),
        "unit": unit,
        "measure": measure_of(mention),
        "claims": [],
    }


def measure_of(mention: Mention) -> Measure | None:
    """Return what an indicator measures that begins with a number."""
    return "ordinal" if mention.kind == "ordinal" else mention.measure


def _unit(answers: Answers, collection: Collection, added: Additions, name: str) -> str:
    """Ask what an indicator counts; a new unit needs its forms in each language."""
    units = {*collection.records.units, *added.units}
    question = f"  unit: {', '.join(sorted(units))}, or new ID"
    unit = an_id(answers, f"{name} unit", question, units, "  What is counted: people, loans …")
    if unit not in units:

        def ask(form: str, question: str) -> str:
            return answers.to(f"unit {unit} {form}", question, "", fits(Words))

        added.units[unit] = {
            "name": {
                "en": {
                    "one": ask("one", "  one of it, in English"),
                    "other": ask("en", "  many of it, in English"),
                },
                "vi": {"other": ask("vi", "  in Vietnamese")},
                "ko": {"other": ask("ko", "  in Korean")},
            }
        }
    return unit


def _places(answer: str) -> str:
    wrong = [code for code in answer.split() if complaint(Place, code)]
    return f"no ISO 3166-1 alpha-3 code: {' '.join(wrong)}" if wrong or not answer.split() else ""
