"""What machines read of a page: JSON-LD taken out of the served HTML, held against schema.org.

``schema_org`` holds the whole vocabulary as strict models: an unknown type or property, a property
of another type and a value of the wrong kind are errors. It wants nodes as models of their own
type, built from the inside, and days as dates.
"""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
import test_web
from schema_org.registry import get_model
from support import HARBOUR, client_of, with_claim, with_indicators

from dashboard.charts import chart_view
from dashboard.reader import read_texts
from dashboard.record import LANGUAGES, Text
from dashboard.web.app import create_app
from dashboard.web.desk import Desk
from dashboard.web.linked_data import chart_dataset, claim, dataset, documents, observation
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route, exists, parse, target
from dashboard.wording import Wording

HOSTILE = "</script><script>alert(1)</script><!--"
DESCRIBED = (Kind.FRONT, Kind.INDICATOR, Kind.SOURCE)
RIGHT = {"@type": "Claim", "text": "x", "appearance": {"@type": "NewsArticle"}}
each_language = pytest.mark.parametrize("language", LANGUAGES)
forbidden = test_web.forbidden


def checked(value):
    """Return a document as schema.org's models; raise where the vocabulary has it otherwise."""
    match value:
        case list():
            return [checked(item) for item in value]
        case {"@value": str(text), "@language": str(language), **rest} if not rest:
            assert language in LANGUAGES
            return text
        case {"@type": kind}:
            model = get_model(kind)
            days = {p.schema_name for p in model.SCHEMA_PROPERTIES if "Date" in p.ranges}
            return model.model_validate(
                {
                    name: day(item) if name in days else checked(item)
                    for name, item in value.items()
                    if name != "@context"
                }
            )
        case dict():
            return {name: checked(item) for name, item in value.items()}
        case _:
            return value


def day(text):
    """Return the first day of a date; ISO 8601 knows months and years too, Python's dates don't."""
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)


def nodes(value, kind):
    """Yield every node of a type, at any depth."""
    if isinstance(value, dict):
        if value.get("@type") == kind:
            yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from nodes(item, kind)


def texts(value):
    """Yield every text, at any depth; numbers as text."""
    if isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)
    else:
        yield str(value)


def qualifiers(node):
    """Return what a value is said to be besides, by our own codes."""
    return {item["propertyID"]: item["value"] for item in node["additionalProperty"]}


def plain(value):
    return value["@value"] if isinstance(value, dict) else value


def taken_from(html):
    """Return the JSON-LD that stands in a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(text) for text in found]


def routes(collection):
    """Return every page there is, in three languages; of the indicators' own charts only one."""
    named = [(Kind.INDICATOR, name) for name in collection.indicators]
    named += [(Kind.SOURCE, name) for name in collection.sources]
    named += [(Kind.CHART, chart.id) for chart in collection.records.charts]
    named += [(Kind.CHART, name) for name in list(collection.indicators)[:1]]
    named += [(kind, "") for kind in (Kind.FRONT, Kind.DATA, Kind.METHOD, Kind.MISSING)]
    return [Route(language, kind, name) for language in LANGUAGES for kind, name in named]


@cache
def served(collection):
    """Return the JSON-LD of every page by its route, as served; of charts also as they are made."""
    client = client_of(collection)
    found = {route: taken_from(client.get(route.path).text) for route in routes(collection)}
    for route in found:
        if route.kind is Kind.CHART:
            view = chart_view(collection, route.id, Wording(route.language))
            found[route] += documents(chart_dataset(Desk(collection, route), view))
    return found


@pytest.fixture(scope="module")
def pages(collection):
    return served(collection)


def desk(collection, language="en"):
    return Desk(collection, Route(language, Kind.FRONT))


def observed(collection, name, language="en", **fields):
    """Return the value of a claim that has other fields."""
    changed = with_claim(collection, name, **fields)
    return observation(desk(changed, language), *changed.claims[name])


class TestTheCheck:
    """What would be wrong is reported."""

    def test_lets_pass_what_is_right(self):
        assert type(checked(RIGHT).appearance).__name__ == "NewsArticle"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"txet": "x"},
            {"observationDate": "2024-01-01"},
            {"text": 5},
            {"text": ["x", 5]},
            {"text": {"@value": "x", "@langauge": "vi"}},
            {"datePublished": "in spring"},
            {"datePublished": "2024-13"},
            {"appearance": {"@type": "Place", "name": "x"}},
            {"appearance": {"@type": "NewsArticle", "headlin": "x"}},
            {"appearance": {"@type": "NewsArtcle"}},
            {"author": {"nam": "x"}},
            {"author": {"@type": "Observation", "value": 1}},
            {"about": {"@type": "Observation", "minValue": "5"}},
            {"about": {"@type": "Observation", "measurementQualifier": "nearly"}},
            {"about": {"@type": "QuantitativeValue", "observationDate": "2024"}},
            {"about": {"@type": "Observation", "variableMeasured": {"@type": "Claim"}}},
        ],
        ids=str,
    )
    def test_reports_what_is_wrong(self, wrong):
        with pytest.raises((ValueError, KeyError)):
            checked(RIGHT | wrong)


class TestEveryPage:
    @pytest.mark.in_turn(3)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_keeps_to_the_vocabulary(self, pages, language):
        for route, found in pages.items():
            for document in found if route.language == language else ():
                assert type(checked(document)).__name__ == document["@type"], route

    def test_names_the_vocabulary_as_search_engines_know_it(self, pages):
        contexts = [document["@context"] for found in pages.values() for document in found]
        assert set(contexts) == {"https://schema.org"}

    @pytest.mark.parametrize("kind", DESCRIBED)
    def test_of_a_kind_with_claims_holds_them_all(self, pages, collection, kind):
        for route, found in pages.items():
            if route.kind is kind:
                # The front page is about the articles' claims.
                about = collection.claims if route.id else collection.primary
                wanted = {
                    name
                    for name, (indicator, made) in about.items()
                    if route.id in ("", indicator.id, made.source)
                }
                assert wanted <= {node["identifier"] for node in nodes(found, "Claim")}, route

    def test_of_the_front_holds_no_claim_of_context(self, pages, collection):
        for route, found in pages.items():
            if route.kind is Kind.FRONT:
                told = {node["identifier"] for node in nodes(found, "Claim")}
                assert told <= collection.primary.keys(), route

    @pytest.mark.parametrize("kind", [Kind.MISSING])
    def test_of_another_kind_holds_nothing(self, pages, kind):
        assert not [route for route, found in pages.items() if route.kind is kind and found]

    def test_on_method_names_the_data_without_its_claims(self, pages):
        for route, found in pages.items():
            if route.kind is Kind.METHOD:
                assert [node["@type"] for node in found] == ["Dataset"]
                assert "hasPart" not in found[0]

    def test_holds_the_sentences_of_its_language(self, pages, collection):
        for route, found in pages.items():
            at = Desk(collection, route)
            for node in nodes(found, "Claim"):
                said = at.sentence(*collection.claims[node["identifier"]])
                assert (node["text"], node["inLanguage"]) == (said, route.language), route

    def test_quotes_a_claims_own_words_in_their_language(self, pages, collection):
        for route, found in pages.items():
            for node in nodes(found, "Claim"):
                _, made = collection.claims[node["identifier"]]
                language = collection.sources[made.source].language
                text = made.evidence.value.phrase
                if language != route.language:
                    text = {"@value": text, "@language": language}
                quoted = {"@type": "Quotation", "text": text, "inLanguage": language}
                assert node["isBasedOn"] == quoted, route

    def test_has_no_date_that_no_record_has(self, pages, collection):
        known = {collection.data_date}
        for source in collection.sources.values():
            known.add(source.published.date)
        for _, made in collection.claims.values():
            known |= {collection.stated_on(made).date, made.reference_period}
        for route, found in pages.items():
            for document in found:
                told = re.findall(r'"(?:date\w+|observationDate)": "(.*?)"', json.dumps(document))
                assert {*told} <= known, route

    def test_says_of_an_inferred_record_that_it_is_inferred_and_why(self, pages, collection):
        for route, found in pages.items():
            for node in nodes(found, "NewsArticle"):
                source = collection.sources[node["identifier"]]
                records = (source.publisher, source.title, source.published)
                whys = [record.why[route.language] for record in records if record.inferred]
                told = node.get("disambiguatingDescription", "")
                assert told.count(": ") >= len(whys), route
                assert not [why for why in whys if why not in told], route

    def test_gives_a_printed_title_as_the_headline_and_no_other(self, pages, collection):
        for route, found in pages.items():
            for node in nodes(found, "NewsArticle"):
                title = collection.sources[node["identifier"]].title
                printed = title.text if title.basis in ("printed", "address") else None
                assert plain(node.get("headline")) == printed, route
                bracketed = plain(node.get("name", "[]"))
                assert (bracketed[0], bracketed[-1]) == ("[", "]"), route

    def test_names_no_address_but_the_collections_own_and_the_publishers(self, pages, collection):
        base = collection.records.site.base_url
        known = {source.address for source in collection.sources.values()}
        known |= {"https://schema.org", "https://creativecommons.org/licenses/by/4.0/"}
        for route, found in pages.items():
            named = {text for text in texts(found) if "://" in text} - known
            foreign = [text for text in named if not base or not text.startswith(f"{base}/")]
            assert not foreign, route

    def test_gives_every_address_a_page(self, pages, collection):
        base = collection.records.site.base_url
        named = {text for found in pages.values() for text in texts(found) if "://" in text}
        own = {text.removeprefix(base) for text in named if base and text.startswith(base)}
        asked = {parse(path.partition("#")[0]) for path in own}
        leading = {r for r in asked if exists(collection, r) or target(collection, r)}
        assert asked == leading

    def test_describes_a_data_set_in_50_to_5000_characters(self, pages):
        sets = [node for found in pages.values() for node in nodes(found, "Dataset")]
        lengths = [len(node["description"]) for node in sets if "description" in node]
        assert lengths
        assert 50 <= min(lengths) <= max(lengths) <= 5000


class TestAnAddress:
    def test_is_not_taken_from_the_request(self, project_collection):
        client = create_app(project_collection).server.test_client()
        page = client.get("/", headers={"Host": "somewhere.example"}).text
        assert not [text for text in texts(taken_from(page)) if "somewhere" in text]

    @each_language
    def test_that_names_a_claim_is_permanent_and_the_same_in_every_language(
        self, harbour_collection, language
    ):
        at = desk(harbour_collection, language)
        node = claim(at, *harbour_collection.claims["bay-piers-2024"])
        assert node["@id"] == "https://boats.example.org/f/bay-piers-2024"

    def test_leads_to_the_claim_in_the_language_of_the_page(self, harbour_collection):
        node = claim(desk(harbour_collection, "vi"), *harbour_collection.claims["bay-piers-2024"])
        assert node["url"] == "https://boats.example.org/vi/indicators/bay-piers#bay-piers-2024"


class TestAValue:
    SKIPPERS = "bay-skippers-2024"

    @pytest.mark.parametrize(
        ("hedge", "told"),
        [
            ("unhedged", {"value": 38}),
            ("nearly", {"value": 38}),
            ("about", {"value": 38}),
            ("over", {"minValue": 38}),
            ("at_least", {"minValue": 38}),
            ("under", {"maxValue": 38}),
            ("at_most", {"maxValue": 38}),
        ],
    )
    def test_is_bounded_only_where_its_hedge_bounds_it(self, harbour_collection, hedge, told):
        node = observed(harbour_collection, self.SKIPPERS, hedge=hedge)
        assert {k: v for k, v in node.items() if "alue" in k and isinstance(v, int)} == told

    def test_carries_its_hedge(self, harbour_collection):
        told = qualifiers(observed(harbour_collection, self.SKIPPERS, hedge="nearly"))
        assert told == {"hedge": "nearly", "state": "read_again"}

    def test_has_a_name_that_carries_the_hedge_in_words(self, harbour_collection):
        node = observed(harbour_collection, self.SKIPPERS, "vi")
        assert node["name"] == "ít nhất 38 người"

    def test_that_is_a_range_has_two_bounds(self, harbour_collection):
        node = observed(harbour_collection, "bay-piers-2024")
        assert (node["minValue"], node["maxValue"], "value" in node) == (10, 12, False)

    def test_that_is_a_hedged_range_has_none(self, harbour_collection):
        node = observed(harbour_collection, "bay-piers-2024", hedge="about")
        assert (node["value"], "minValue" in node) == ("10–12", False)

    def test_of_an_absence_is_0_beside_the_sentence_with_its_date(self, harbour_collection):
        node = observed(harbour_collection, "bay-night-schools-2024")
        assert (node["value"], "May 2024" in node["description"]) == (0, True)

    def test_of_an_ordinal_is_a_text_and_counts_nothing(self, harbour_collection):
        node = observed(harbour_collection, "bay-regatta-edition-2024")
        assert (node["value"], "unitText" in node) == ("4th", False)

    @pytest.mark.parametrize(
        ("name", "value", "unit"),
        [("vnm-kor-partnership-years-2023", 30, "years"), ("vnm-digital-goals-2023", 2, "goals")],
    )
    def test_of_a_duration_or_a_number_word_is_in_its_own_unit(
        self, project_collection, name, value, unit
    ):
        node = observed(project_collection, name)
        assert (node["value"], node["unitText"]) == (value, unit)

    def test_of_a_share_is_in_percent(self, harbour_collection):
        shares = with_indicators(harbour_collection, lambda _: {"measure": "share"})
        node = observed(shares, "bay-members-2024")
        assert (node["unitCode"], node["unitText"]) == ("P1", "%")

    def test_of_a_flow_has_a_period(self, harbour_collection):
        assert observed(harbour_collection, "bay-lessons-2024")["observationPeriod"] == "P1Y"

    @pytest.mark.parametrize(
        ("modality", "kind"),
        [
            ("fact", "Observation"),
            ("estimate", "Observation"),
            ("plan", "QuantitativeValue"),
            ("target", "QuantitativeValue"),
            ("forecast", "QuantitativeValue"),
        ],
    )
    def test_is_an_observation_only_where_it_was_observed(self, harbour_collection, modality, kind):
        node = observed(harbour_collection, "bay-lessons-2024", modality=modality)
        assert type(checked(node)).__name__ == kind

    def test_that_is_planned_says_so(self, harbour_collection):
        node = observed(harbour_collection, self.SKIPPERS, modality="plan", hedge="unhedged")
        assert qualifiers(node) == {"modality": "plan", "state": "read_again"}

    @pytest.mark.parametrize(
        ("period", "told"), [(None, None), ("2021", "2021"), ("2021-03/2021-09", None)]
    )
    def test_has_a_date_only_where_the_source_dates_the_count(
        self, harbour_collection, period, told
    ):
        node = observed(harbour_collection, self.SKIPPERS, reference_period=period)
        assert node.get("observationDate") == told


class TestAClaim:
    def test_names_who_said_it(self, harbour_collection):
        node = claim(desk(harbour_collection), *harbour_collection.claims["bay-boat-loans-2024-b"])
        assert node["author"] == {"name": "the treasurer"}
        assert node["creditText"].startswith("Attributed to the treasurer")

    def test_of_the_paper_itself_names_nobody(self, harbour_collection):
        node = claim(desk(harbour_collection), *harbour_collection.claims["bay-members-2024"])
        assert node["creditText"] == "Stated by the paper itself."
        assert "author" not in node

    def test_of_a_plan_still_names_its_indicator(self, project_collection):
        node = claim(desk(project_collection), *project_collection.claims["kor-ai-vouchers-2024"])
        assert [part["@type"] for part in node["about"]] == [
            "StatisticalVariable",
            "QuantitativeValue",
        ]

    def test_of_an_interval_covers_it(self, harbour_collection):
        changed = with_claim(harbour_collection, "bay-members-2024", reference_period="2021/2022")
        node = claim(desk(changed), *changed.claims["bay-members-2024"])
        assert node["temporalCoverage"] == "2021/2022"

    def test_without_a_known_date_has_none(self, harbour_collection):
        unknown = {"date": None, "basis": "unknown"}
        sources = {
            name: source.model_copy(
                update={
                    "published": source.published.model_copy(update=unknown),
                    "stated_on": None,
                    "publisher": source.publisher.model_copy(update={"basis": "unknown"}),
                }
            )
            for name, source in harbour_collection.sources.items()
        }
        undated = replace(harbour_collection, sources=sources)
        node = claim(desk(undated), *undated.claims["bay-members-2024"])
        told = {"datePublished", "publisher"} & (node.keys() | node["appearance"].keys())
        assert told == set()

    @each_language
    def test_says_in_the_pages_language_that_its_date_is_inferred(
        self, project_collection, language
    ):
        [indicator, made] = project_collection.claims["vnm-ai-universities-2023"]
        node = claim(desk(project_collection, language), indicator, made)
        said = {"en": "is inferred: ", "vi": " là suy ra: ", "ko": "추정한 것이다: "}
        why = project_collection.stated_on(made).why
        assert node["disambiguatingDescription"].endswith(said[language] + why[language])


class TestAClaimOfContext:
    """What others say is told with what sets it apart."""

    @staticmethod
    def node(collection, name, language="en"):
        return claim(desk(collection, language), *collection.claims[name])

    def value(self, collection, name):
        about = self.node(collection, name)["about"]
        return about[-1] if isinstance(about, list) else about

    def test_says_that_it_is_context_and_not_checked(self, project_collection):
        told = qualifiers(self.value(project_collection, "vnm-online-public-services-2024"))
        assert (told["role"], told["state"]) == ("context", "not_checked")

    def test_alone_has_a_role(self, project_collection):
        told = {
            name
            for name in project_collection.claims
            if "role" in qualifiers(self.value(project_collection, name))
        }
        assert told == project_collection.claims.keys() - project_collection.primary.keys()

    def test_of_a_series_names_it(self, project_collection):
        told = qualifiers(self.value(project_collection, "kor-ai-vouchers-2022-budget"))
        assert told["series"] == "budget"

    def test_of_a_series_measures_something_without_an_identity(self, project_collection):
        about = self.node(project_collection, "kor-ai-vouchers-2022-projects")["about"]
        [measured] = nodes(about, "StatisticalVariable")
        series = project_collection.indicators["kor-ai-vouchers"].series["projects"]
        assert measured["name"] == series.name.en
        assert {"@id", "identifier"}.isdisjoint(measured)

    @each_language
    def test_of_a_series_says_why_it_is_apart(self, project_collection, language):
        node = self.node(project_collection, "kor-ai-vouchers-2022-projects", language)
        why = project_collection.indicators["kor-ai-vouchers"].series["projects"].why_apart
        assert why[language] in node["disambiguatingDescription"]

    def test_that_is_repeated_is_named_by_what_repeats_it(self, project_collection):
        told = qualifiers(self.value(project_collection, "vnm-it-workforce-2023"))
        assert told["echoes"] == "vnm-it-workforce-2018"

    @each_language
    def test_says_in_the_pages_language_that_it_is_not_checked(self, project_collection, language):
        at = desk(project_collection, language)
        node = self.node(project_collection, "vnm-online-public-services-2024", language)
        finding = project_collection.finding("vnm-online-public-services-2024")
        assert at.check(finding) in node["disambiguatingDescription"]


class TestADataSet:
    LOANS = ("bay-boat-loans-2024", "bay-boat-loans-2024-b", "bay-boat-loans-2024-c")

    def of_chart(self, collection, claims):
        view = chart_view(collection, "bay-boat-loans", Wording("en"))
        return chart_dataset(desk(collection), replace(view, claims=claims))

    def test_covers_the_time_that_its_claims_refer_to(self, harbour_collection):
        assert self.of_chart(harbour_collection, self.LOANS)["temporalCoverage"] == "2021/2023"

    def test_covers_no_time_where_one_claim_is_undated(self, harbour_collection):
        claims = (*self.LOANS, "bay-boat-loans-2024-ban-tin")
        assert "temporalCoverage" not in self.of_chart(harbour_collection, claims)

    def test_ends_with_the_year_not_with_a_day_in_it(self, harbour_collection):
        changed = with_claim(harbour_collection, self.LOANS[0], reference_period="2023-06-30")
        assert self.of_chart(changed, self.LOANS)["temporalCoverage"] == "2022/2023"

    def test_of_a_chart_is_part_of_the_collection(self, harbour_collection):
        whole = dataset(desk(harbour_collection), [])
        part = self.of_chart(harbour_collection, self.LOANS)
        assert part["isPartOf"]["@id"] == whole["@id"]
        assert part["@id"] != whole["@id"]

    def test_is_named_alike_in_every_language(self, harbour_collection):
        named = {dataset(desk(harbour_collection, code), [])["@id"] for code in LANGUAGES}
        assert named == {"https://boats.example.org/"}

    def test_of_a_page_with_few_claims_is_still_the_whole(self, harbour_collection):
        node = dataset(desk(harbour_collection), ["bay-piers-2024"])
        told = (len(node["variableMeasured"]), len(node["hasPart"]))
        assert told == (len(harbour_collection.indicators), 1)

    def test_tells_the_day_since_which_every_phrase_stands_found(self, harbour_collection):
        day = dataset(desk(harbour_collection), [])["dateModified"]
        assert day == harbour_collection.data_date

    def test_tells_no_day_where_a_phrase_was_not_found(self, harbour_collection):
        unfound = replace(harbour_collection, findings={})
        assert "dateModified" not in dataset(desk(unfound), [])

    def test_offers_no_download(self, harbour_collection):
        assert "distribution" not in dataset(desk(harbour_collection), [])


class TestTextWithTags:
    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, project_collection):
        name = Text(en=HOSTILE, vi=HOSTILE, ko=HOSTILE)
        named = {"name": name, "definition": name}

        def renamed(indicator):
            series = {
                key: series.model_copy(update=named) for key, series in indicator.series.items()
            }
            return named | {"series": series}

        hostile = with_indicators(project_collection, renamed)
        return create_app(hostile).server.test_client().get("/").text

    def test_ends_no_script(self, page):
        assert HOSTILE not in page

    def test_is_read_as_it_is(self, page, project_collection):
        names = {node["name"] for node in nodes(taken_from(page), "StatisticalVariable")}
        assert names == {HOSTILE}


class TestTheArticles:
    def test_are_not_in_any_text(self, forbidden, project_collection):
        for route, found in served(project_collection).items():
            told = [text for text in texts(found) if test_web.runs(text) & forbidden]
            assert not told, route

    def test_are_not_there_for_a_reader_who_may_see_them(self, harbour_collection):
        shown = read_texts(harbour_collection, HARBOUR / "seeds" / "texts")
        for name, text in shown.items():
            route = parse(f"/sources/{name}")
            seen = make_page(harbour_collection, route, text).linked_data
            assert seen == make_page(harbour_collection, route).linked_data
