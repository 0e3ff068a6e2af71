"""The labelled corpus (tests/corpus): its sentences, and how well a reading of them does."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import yaml

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("vi", "en", "ko")
#: What is compared of a mention that was found, with what it is where its label is silent.
TRAITS = {"kind": None, "measure": None, "hedge": "unhedged", "modality": "fact"}


@dataclass(frozen=True)
class Sentence:
    """A sentence and its labels, each with its place."""

    text: str
    language: str
    labels: dict[tuple[int, int], dict]


def sentences(part, language):
    """Return the sentences of a part ("develop" or "measure") in a language."""
    entries = yaml.safe_load((CORPUS / part / f"{language}.yaml").read_text("utf-8"))
    return [_sentence(entry, language) for entry in entries]


def _sentence(entry, language):
    text, at, labels = entry["text"], 0, {}
    for label in entry["mentions"]:
        start = text.index(label["text"], at)
        at = start + len(label["text"])
        labels[start, at] = label
    return Sentence(text, language, labels)


@dataclass
class Score:
    """How many mentions there are, were found, and were found right; and what went wrong."""

    counts: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def ratio(self, part, whole):
        """Return one count as a part of another."""
        return self.counts[part] / max(1, self.counts[whole])

    @property
    def precision(self):
        return self.ratio("right spans", "found")

    @property
    def recall(self):
        return self.ratio("right spans", "labelled")

    def add(self, sentence, mentions):
        """Compare what was read of a sentence with its labels."""
        found = {(mention.start, mention.end): mention for mention in mentions}
        self.counts["labelled"] += len(sentence.labels)
        self.counts["found"] += len(found)
        for place, label in sentence.labels.items():
            mention = found.pop(place, None)
            if mention is None:
                self.wrong.append(f"'{label['text']}' missed in: {sentence.text}")
                continue
            self.counts["right spans"] += 1
            self._compare(sentence, label, mention)
        for mention in found.values():
            self.wrong.append(f"'{mention.text}' read in: {sentence.text}")

    def _compare(self, sentence, label, mention):
        pairs = [(label.get(end), getattr(mention, end)) for end in ("value", "low", "high")]
        self._count("values", all(same(*pair) for pair in pairs), sentence, label)
        for trait, silent in TRAITS.items():
            right = getattr(mention, trait) == label.get(trait, silent)
            self._count(trait, right, sentence, label)

    def _count(self, trait, right, sentence, label):
        self.counts[f"right {trait}"] += right
        if not right:
            self.wrong.append(f"{trait} of '{label['text']}' in: {sentence.text}")


def same(label, value):
    """Whether a value is the labelled one; labels give thirds to two digits."""
    if label is None or value is None:
        return label is value
    return abs(label - value) <= 0.005 or abs(label - value) <= 1e-9 * abs(label)


def score(part, language, read):
    """Return how well ``read`` (text, language) reads a part in a language."""
    result = Score()
    for sentence in sentences(part, language):
        result.add(sentence, read(sentence.text, language))
    return result
