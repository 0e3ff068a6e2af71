"""Which rows the data page's table has, and in which order."""

from dataclasses import replace

import pytest
from support import with_indicators

from dashboard.listing import listing
from dashboard.model import WORDED
from dashboard.record import LANGUAGES, Dated
from dashboard.sources import ROLES
from dashboard.web.routes import COLUMNS

each_way = pytest.mark.parametrize("way", ["", "-"], ids=["ascending", "descending"])
DATES = ("refers_to", "stated", "published")


class TestChoosing:
    def test_unasked_gives_all_claims_in_the_order_of_the_records(self, harbour_collection):
        assert listing(harbour_collection, "en", {}).claims == tuple(harbour_collection.claims)

    def test_a_place_is_found_among_several(self, project_collection):
        found = listing(project_collection, "en", {"place": "KOR"}).claims
        claims = project_collection.claims
        assert found == tuple(c for c, (i, _) in claims.items() if "KOR" in i.place)
        assert {len(claims[c][0].place) for c in found} == {1, 2}

    @pytest.mark.parametrize(
        ("name", "value", "of"),
        [
            ("topic", "boats", lambda indicator, claim: indicator.topic),
            ("kind", "absence", lambda indicator, claim: indicator.kind),
            ("source", "ban-tin-2024-03-12", lambda indicator, claim: claim.source),
        ],
    )
    def test_a_filter_leaves_its_own_and_all_of_them(self, harbour_collection, name, value, of):
        claims = harbour_collection.claims
        wanted = tuple(c for c, pair in claims.items() if of(*pair) == value)
        assert listing(harbour_collection, "en", {name: value}).claims == wanted

    @pytest.mark.parametrize("role", ROLES)
    def test_a_role_leaves_its_own_and_all_of_them(self, project_collection, role):
        claims, sources = project_collection.claims, project_collection.sources
        wanted = tuple(c for c, (_, claim) in claims.items() if sources[claim.source].role == role)
        assert listing(project_collection, "en", {"role": role}).claims == wanted
        assert 0 < len(wanted) < len(claims)

    def test_a_role_that_nobody_has_leaves_nothing(self, harbour_collection):
        assert listing(harbour_collection, "en", {"role": "context"}).found == 0

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_a_series_measures_is_met(self, project_collection, language):
        series = project_collection.indicators["kor-ai-vouchers"].series["budget"]
        found = listing(project_collection, language, {"q": series.name[language]}).claims
        claims = project_collection.claims
        assert set(found) == {n for n, (_, c) in claims.items() if c.series == "budget"}

    def test_what_nothing_matches_can_be_narrowed_further(self, project_collection):
        asked = {"kind": "absence", "source": "baotintuc-2024-08-03", "place": "KOR"}
        found = listing(project_collection, "en", asked | {"q": "a b", "sort": "-figure"})
        assert (found.claims, found.found, found.pages) == ((), 0, 1)

    def test_filters_are_combined(self, harbour_collection):
        asked = {"topic": "people", "source": "ban-tin-2024-03-12", "kind": "flow"}
        assert listing(harbour_collection, "en", asked).claims == ("bay-lessons-2024",)

    @pytest.mark.parametrize(
        ("question", "claims"),
        [
            ("thuyen truong", {"bay-skippers-2024-ban-tin"}),
            ("THUYỀN TRƯỞNG", {"bay-skippers-2024-ban-tin"}),
            ("truong  thuyen", {"bay-skippers-2024-ban-tin"}),
            ("night", {"bay-night-schools-2024"}),
            ("52000", {"bay-members-2024"}),
            ("52,000", {"bay-members-2024"}),
            ("huyen", set()),
            ("night thuyen", set()),
            ("…", set()),
        ],
    )
    def test_every_word_is_met_at_its_beginning_whatever_its_accents(
        self, harbour_collection, question, claims
    ):
        assert set(listing(harbour_collection, "en", {"q": question}).claims) == claims

    def test_a_word_of_hangul_is_met_within_another(self, project_collection):
        found = listing(project_collection, "ko", {"q": "플랫폼"}).claims
        assert "kor-dpg-working-groups-2024" in found

    def test_names_are_met_in_the_language_of_the_page(self, project_collection):
        found = {
            code: listing(project_collection, code, {"q": "researchers", "role": "primary"})
            for code in ("en", "ko")
        }
        assert (found["en"].found, found["ko"].found) == (1, 0)

    @pytest.mark.parametrize("question", ["Bản tin Vịnh", "on lending in spring"])
    def test_a_source_is_met_by_its_publisher_and_its_title(self, harbour_collection, question):
        source = harbour_collection.sources["ban-tin-2024-03-12"]
        found = listing(harbour_collection, "en", {"q": question}).claims
        assert {harbour_collection.claims[claim][1].source for claim in found} == {source.id}


class TestOrder:
    def figures(self, collection, way):
        pairs = [
            collection.claims[name]
            for name in listing(collection, "en", {"sort": f"{way}figure"}).claims
        ]
        return [(i.kind, i.unit, c.low if c.value is None else c.value) for i, c in pairs]

    @each_way
    def test_figures_are_sorted_as_numbers_within_a_unit(self, harbour_collection, way):
        values = [v for _, unit, v in self.figures(harbour_collection, way) if unit == "loans"]
        assert values == sorted([1240, 1500, 2150, 2300], reverse=bool(way))

    def test_a_unit_stands_together_whichever_way(self, harbour_collection):
        orders = {
            way: list(dict.fromkeys(pair[:2] for pair in self.figures(harbour_collection, way)))
            for way in ("", "-")
        }
        assert orders[""] == orders["-"]
        assert [unit for _, unit in orders[""]] == [
            "lessons", "loans", "people", "piers", "editions", "schools"
        ]  # fmt: skip

    @each_way
    def test_what_is_no_quantity_stands_last(self, project_collection, way):
        worded = [kind in WORDED for kind, _, _ in self.figures(project_collection, way)]
        assert worded == sorted(worded)
        assert {True, False} == set(worded)

    def test_a_yearly_flow_is_not_compared_with_a_count_of_the_same_unit(self, harbour_collection):
        same = {"bay-lessons": {"unit": "people"}}
        changed = with_indicators(harbour_collection, lambda i: same.get(i.id, {}))
        kinds = [kind for kind, unit, _ in self.figures(changed, "") if unit == "people"]
        assert kinds == ["count"] * 4 + ["flow"]

    def test_a_change_is_not_compared_with_a_count_of_the_same_unit(self, harbour_collection):
        change = {"bay-young-members": {"measure": "change"}}
        changed = with_indicators(harbour_collection, lambda i: change.get(i.id, {}))
        values = [v for _, unit, v in self.figures(changed, "") if unit == "people"]
        assert sorted(values) == [31, 38, 13000, 52000]
        assert values.index(13000) in (0, 3)

    def test_a_range_is_sorted_by_its_lower_end(self, harbour_collection):
        def beside(indicator):
            first = indicator.claims[0]
            eleven = {"id": f"{first.id}-b", "value": 11, "low": None, "high": None}
            nine = {"id": f"{first.id}-c", "value": 9, "low": None, "high": None}
            others = (first.model_copy(update=fields) for fields in (eleven, nine))
            return {"claims": (*others, first)} if indicator.id == "bay-piers" else {}

        changed = with_indicators(harbour_collection, beside)
        values = [value for _, unit, value in self.figures(changed, "") if unit == "piers"]
        assert values == [9, 10, 11]

    @each_way
    @pytest.mark.parametrize("column", DATES)
    def test_an_unknown_date_stands_last(self, harbour_collection, column, way):
        unknown = Dated(date=None, basis="unknown")
        source = harbour_collection.sources["ban-tin-2024-03-12"].model_copy(
            update={"published": unknown, "stated_on": None}
        )
        sources = dict(harbour_collection.sources) | {source.id: source}
        changed = replace(harbour_collection, sources=sources)
        dates = []
        for name in listing(changed, "en", {"sort": way + column}).claims:
            claim = changed.claims[name][1]
            published = changed.sources[claim.source].published
            known = {"stated": changed.stated_on(claim).date, "published": published.date}
            dates.append((known | {"refers_to": claim.reference_period})[column])
        known = [date for date in dates if date]
        assert dates == known + [None] * (len(dates) - len(known))
        assert known == sorted(known, reverse=bool(way))
        assert len(known) < len(dates)

    @each_way
    def test_equals_stay_in_the_order_of_the_records(self, harbour_collection, way):
        found = listing(harbour_collection, "en", {"sort": f"{way}place"}).claims
        assert found == tuple(harbour_collection.claims)

    def test_names_are_sorted_without_case_and_accents(self, harbour_collection):
        names = {
            "bay-members": "éclair",
            "bay-piers": "Zebra",
            "bay-lessons": "đu",
            "bay-skippers": "E",
        }

        def renamed(indicator):
            name = names.get(indicator.id)
            return {"name": indicator.name.model_copy(update={"en": name})} if name else {}

        changed = with_indicators(harbour_collection, renamed)
        found = listing(changed, "en", {"sort": "indicator"}).claims
        order = dict.fromkeys(changed.claims[claim][0].id for claim in found)
        assert [names[name] for name in order if name in names] == ["đu", "E", "éclair", "Zebra"]

    @each_way
    @pytest.mark.parametrize("column", COLUMNS)
    def test_every_column_sorts_and_loses_no_row(self, project_collection, column, way):
        found = listing(project_collection, "vi", {"sort": way + column}).claims
        assert sorted(found) == sorted(project_collection.claims)
