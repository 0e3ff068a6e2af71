"""Whether everyone can read the pages: axe-core, large type, narrow windows, no motion."""

from contextlib import ExitStack
from importlib.resources import files

import pytest
from browser import PHONE, WIDE, overflow
from every_page import DARK, NARROWED, VISITS, dressed

pytest_plugins = ["every_page"]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
#: Everything that WCAG 2.0, 2.1 and 2.2 ask for at A and AA, and what axe thinks good besides.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  // Some rules are off unless they are asked for by name, that of target sizes among them. Of the
  // experimental ones this alone proves a criterion (2.5.3); the others ask for a person's look.
  const wanted = ({ ruleId, tags }) =>
    !tags.includes("experimental") || ruleId === "label-content-name-mismatch";
  const known = axe.getRules(tags).filter(wanted).map((rule) => rule.ruleId);
  const rules = Object.fromEntries(known.map((name) => [name, { enabled: true }]));
  const resultTypes = ["violations", "incomplete"]; // of the others one place a rule
  const found = await axe.run(document, { runOnly: tags, rules, resultTypes });
  const ids = (...kinds) => kinds.flatMap((kind) => found[kind].map((rule) => rule.id));
  return {
    violations: found.violations.flatMap((rule) => rule.nodes.map((node) =>
      `${rule.id} at ${node.target}: ${node.failureSummary}`)),
    unsure: ids("incomplete"),
    ran: ids("passes", "violations", "incomplete", "inapplicable"),
    known,
  };
}"""


#: Sections that nobody has come near have a guessed height after the window changed; axe would take
#: what is in them for lying over what follows.
LAY_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("main > section { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [sheet];
}"""


def judged(page):
    """Return what axe finds; evaluated, as the pages' policy lets no other script in."""
    page.evaluate(LAY_OUT)
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE)
    return page.evaluate(RUN, TAGS)


@pytest.mark.in_turn(4, of="visit")
class TestEveryKindOfPage:
    """One load a page; then the window changes around it."""

    #: Whatever holds text and hides what does not fit, plots aside: their words are tested alone.
    CUT = """() => [...document.querySelectorAll("#react-entry-point *, main *")].filter((box) => {
      const style = getComputedStyle(box);
      const hides = (axis) => ["hidden", "clip"].includes(style[`overflow${axis}`]);
      return !box.closest(".plot, [hidden]") && box.clientWidth && box.clientHeight
        && (hides("X") && box.scrollWidth > box.clientWidth + 1
          || hides("Y") && box.scrollHeight > box.clientHeight + 1
          || style.textOverflow === "ellipsis" && box.scrollWidth > box.clientWidth + 1);
    }).map((box) => box.outerHTML.slice(0, 120))"""

    MOVING = """() => [...document.querySelectorAll("body *")].filter((element) => {
      const style = getComputedStyle(element);
      return style.animationName !== "none" || style.scrollBehavior === "smooth"
        || style.transitionDuration.split(",").some((length) => parseFloat(length) > 0);
    }).map((element) => element.outerHTML.slice(0, 120))"""

    @pytest.fixture(
        scope="class",
        params=[
            pytest.param(visit, marks=() if visit in DARK else pytest.mark.long, id="-".join(visit))
            for visit in VISITS
        ],
    )
    @classmethod
    def visit(cls, request, opened):
        with ExitStack() as stack:
            yield request.param, opened(stack, *request.param)

    @pytest.fixture(scope="class")
    @classmethod
    def results(cls, visit):
        """What axe finds: light, then dark, then on a phone."""
        visited, page = visit
        results = {"light": judged(dressed(page, "light"))}
        if visited in DARK:
            results["dark"] = judged(dressed(page, "dark"))
        if visited[0] in NARROWED:
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            results["phone"] = judged(page)
        return results

    def test_breaks_no_rule(self, results):
        broken = [(where, rule) for where, found in results.items() for rule in found["violations"]]
        assert broken == []

    def test_is_put_to_every_rule(self, results):
        assert [set(found["known"]) - set(found["ran"]) for found in results.values()] == [
            set() for _ in results
        ]

    def test_has_its_targets_measured(self, results):
        assert ["target-size" in found["ran"] for found in results.values()] == [True] * len(
            results
        )

    def test_leaves_nothing_open_but_type_on_drawings_and_signs(self, results):
        # The colours of type on a drawing test_figures computes; of ◐, × and ✓ axe cannot tell
        # whether they are words.
        unsure = {rule for found in results.values() for rule in found["unsure"]}
        assert unsure <= {"color-contrast", "label-content-name-mismatch"}

    # 320 CSS pixels are WCAG's reflow; 640 are what a zoom of 200 % leaves of 1280.
    @pytest.mark.parametrize("width", [320, 640])
    def test_fits_a_narrow_window(self, visit, width):
        _, page = visit
        page.set_viewport_size({"width": width, "height": 800})
        assert (overflow(page), page.evaluate(self.CUT)) == (0, [])

    def test_fits_with_type_of_twice_the_size(self, visit):
        _, page = visit
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        style = page.add_style_tag(content="html { font-size: 32px }")
        found = overflow(page), page.evaluate(self.CUT)
        style.evaluate("style => style.remove()")
        assert found == (0, [])

    def test_moves_nothing_for_those_who_want_no_motion(self, visit):
        _, page = visit
        page.emulate_media(reduced_motion="reduce")
        still = page.evaluate(self.MOVING)
        page.emulate_media(reduced_motion="no-preference")
        assert still == []


def test_motion_is_noticed(open_page):
    page = open_page("search-unasked", reduced_motion="no-preference")
    page.add_style_tag(content="a { transition: color 1s }")
    assert page.evaluate(TestEveryKindOfPage.MOVING)
