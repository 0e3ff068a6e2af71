"""Made-up collections of any size, with the texts that their claims are read from."""

import hashlib
from pathlib import Path

CLAIMS_A_SOURCE, CLAIMS_AN_INDICATOR = 10, 5
TOPICS = ("boats", "piers", "schools", "people", "lessons")
PLACES = ("NZL", "VNM", "KOR", "FJI", "JPN")
_HEAD = """schema: 1
site:
  title: {en: Made up, vi: Bịa ra, ko: 지어낸 것}
  scope: {en: "Nothing of this is so.", vi: "Không có gì là thật.", ko: "아무것도 사실이 아니다."}
  headlines: [count-0, count-1]
units:
  things: {name: {en: {one: thing, other: things}, vi: {other: thứ}, ko: {other: 개}}}
topics:
"""
_INDICATOR = """  - id: count-{n}
    name: {{en: "Things at pier {n}", vi: "Đồ vật ở bến {n}", ko: "부두 {n}의 물건"}}
    definition: {{en: "Things counted at pier {n}.", vi: "Đồ vật đếm ở bến {n}.", ko: "부두 {n}에서 센 물건."}}
    reads: {{en: "There were {{figure}} things.", vi: "Có {{figure}} đồ vật.", ko: "물건은 {{figure}}개였다."}}
    silent_on: {{en: "Which things.", vi: "Đồ vật nào.", ko: "어떤 물건인지."}}
    topic: {topic}
    place: [{place}]
    unit: things
    measure: count
    claims:
"""
_CLAIM = """      - id: count-{n}-2025-{letter}
        value: {value}
        hedge: {hedge}
        reference_period: "{year}"
        source: gazette-{source}
        evidence: {{value: {{phrase: "{phrase}", line: {line}}}}}
        said_by: {{speaker: null, attribution: article}}
"""
_SOURCE = """---
id: gazette-{n}
text: gazette-{n}.txt
publisher: {{name: Made-up Gazette, basis: printed}}
title: {{text: "Piers, number {n}", basis: printed}}
address: https://example.org/{n}
language: en
published: {{date: "2025-03-{day:02}", basis: printed}}
text_origin: publisher
fingerprint:
  sha256: {sha}
  characters: {characters}
---

## en

Counts of things.

## vi

Số đếm đồ vật.

## ko

물건의 수.
"""


def made_up(folder: Path, claims: int) -> Path:
    """Write a collection of so many claims, ten an article, all of whose spans are found."""
    (folder / "seeds" / "texts").mkdir(parents=True)
    lines: list[list[str]] = [[] for _ in range(claims // CLAIMS_A_SOURCE)]
    records = [_HEAD + "".join(f"  {t}: {{name: {{en: {t}, vi: {t}, ko: {t}}}}}\n" for t in TOPICS)]
    records.append("indicators:\n")
    for n in range(claims // CLAIMS_AN_INDICATOR):
        topic, place = TOPICS[n % len(TOPICS)], PLACES[n // 7 % len(PLACES)]
        records.append(_INDICATOR.format(n=n, topic=topic, place=place))
        for k in range(CLAIMS_AN_INDICATOR):
            source = (n * CLAIMS_AN_INDICATOR + k) % len(lines)
            value, hedge = 100 + (n * 7919 + k * 104_729) % 900_000, ("unhedged", "about")[k % 2]
            phrase = f"{'about ' * (k % 2)}{value:,} things"
            lines[source].append(f"At the piers there were {phrase} when they looked.")
            claim = {
                "n": n,
                "year": 2018 + k,
                "letter": "abcde"[k],
                "value": value,
                "hedge": hedge,
                "source": source,
            }
            records.append(_CLAIM.format(**claim, phrase=phrase, line=len(lines[source])))
    (folder / "indicators.yaml").write_text("".join(records), "utf-8")
    for n, said in enumerate(lines):
        text = "\n".join(said) + "\n"
        (folder / "seeds" / "texts" / f"gazette-{n}.txt").write_text(text, "utf-8")
        known = {"sha": hashlib.sha256(text.encode()).hexdigest(), "characters": len(text)}
        record = _SOURCE.format(n=n, day=n % 28 + 1, **known)
        (folder / "seeds" / f"gazette-{n}.md").write_text(record, "utf-8")
    return folder
