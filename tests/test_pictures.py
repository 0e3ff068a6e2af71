"""Pictures of an exact size, in which nothing is cut and whose sources are inside."""

import io
import itertools
import re

import pytest
from browser import meetings
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dashboard.charts import chart_view
from dashboard.exports.picture import PictureFile, drawn
from dashboard.figures.dress import PALETTES
from dashboard.pictures import LARGEST_PX, SIZES, SMALLEST_PX, Size, _exactly, picture, size_of
from dashboard.record import LANGUAGES
from dashboard.rendering import Renderer
from dashboard.wording import Wording

pytest_plugins = ["browser"]
#: The lines of text that a drawing sets, each with its box.
LINES = """() => [...document.querySelectorAll("svg text")].flatMap((text) => {
  const lines = text.querySelectorAll("tspan.line");
  return (lines.length ? [...lines] : [text]).map((line) => {
    const { left, top, right, bottom } = line.getBoundingClientRect();
    return { said: line.textContent, left, top, right, bottom, plot: 0 };
  });
}).filter((line) => line.said.trim() && line.right > line.left)"""
#: No type comes nearer to a picture's edge than this, in pixels of the picture.
MARGIN_PX = 12


@pytest.fixture(scope="module")
def renderer(chromium):
    with Renderer() as renderer:
        yield renderer


def every_picture(charts):
    """Return each chart in each size and language."""
    return itertools.product(charts, SIZES.values(), LANGUAGES)


def some_pictures(charts):
    """Yield each chart in each size, in a language that is another for each size and chart."""
    for n, chart in enumerate(charts):
        for m, size in enumerate(SIZES.values()):
            yield chart, size, LANGUAGES[(n + m) % len(LANGUAGES)]


class TestSizes:
    @pytest.mark.parametrize(
        ("name", "pixels"),
        [("wide", (1600, 900)), ("square", (1080, 1080)), ("social", (1200, 630))],
    )
    def test_of_presets(self, name, pixels):
        size = size_of(name)
        assert (size.name, size.width_px, size.height_px) == (name, *pixels)

    def test_may_be_any_within_bounds(self):
        assert size_of("2480x1754") == Size("2480x1754", 2480, 1754)

    def test_may_be_scaled_and_say_so_in_their_name(self):
        assert size_of("social", 2) == Size("social@2x", 2400, 1260)

    @pytest.mark.parametrize("text", ["", "big", "100", "0x0", "1600 x 900", "-5x900", "1e3x900"])
    def test_that_are_none_are_told(self, text):
        with pytest.raises(
            ValueError, match=re.escape(f"'{text}' is neither wide, square, ") + "|offered"
        ):
            size_of(text)

    @pytest.mark.parametrize("text", [f"{SMALLEST_PX - 1}x900", f"900x{LARGEST_PX + 1}"])
    def test_out_of_bounds_are_told_with_the_bounds(self, text):
        with pytest.raises(ValueError, match=f"{SMALLEST_PX} and {LARGEST_PX} are offered"):
            size_of(text)

    @given(st.integers(SMALLEST_PX, LARGEST_PX), st.integers(300, 3000))
    def test_come_out_whole_where_chrome_drops_fractions(self, pixels, width):
        scale = pixels / width
        assert int(_exactly(pixels, scale) * scale) == pixels


class TestADrawing:
    @pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
    def test_fits_its_size(self, project_collection, size):
        for chart in project_collection.charts:
            _, made = drawn(project_collection, chart, "vi", size)
            assert made.figure.layout.height == pytest.approx(made.height_px), chart
            assert made.width_px / made.height_px == pytest.approx(size.width_px / size.height_px)

    def test_has_type_as_large_as_fits(self, project_collection):
        words = Wording("en")
        view = chart_view(project_collection, "vnm-online-public-services", words)
        made = picture(view, words, SIZES["social"])
        smaller = picture(view, words, SIZES["social"], width_px=round(made.width_px * 0.85))
        assert smaller.figure.layout.height > smaller.height_px

    @pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
    def test_in_the_dark_is_the_same_in_other_colours(self, project_collection, size):
        light, dark = (
            drawn(project_collection, "kor-ai-vouchers", "ko", size, theme)[1].figure.to_json()
            for theme in ("light", "dark")
        )
        swapped = re.sub(
            "#[0-9a-f]{6}",
            lambda found: dict(
                zip(PALETTES["light"].values(), PALETTES["dark"].values(), strict=True)
            )[found[0]],
            light,
        )
        assert swapped == dark


@pytest.fixture(
    scope="module",
    params=[
        ("project", some_pictures),
        pytest.param(("harbour", some_pictures), marks=pytest.mark.long),
        pytest.param(("project", every_picture), marks=pytest.mark.long),
        pytest.param(("harbour", every_picture), marks=pytest.mark.long),
    ],
    ids=["project", "harbour", "project-in-full", "harbour-in-full"],
)
def rendered(request, renderer, windows):
    """Charts in every size, with the lines of text that Chrome sets and where."""
    name, pictures = request.param
    collection = request.getfixturevalue(f"{name}_collection")
    page = windows().new_page()
    found = []
    for chart, size, language in pictures(collection.charts):
        file = PictureFile(collection, chart, language, "svg", size)
        page.set_content(f"<body style='margin:0'>{file.content(renderer).decode()}")
        found.append((file, page.evaluate(LINES)))
    page.close()
    return found


class TestNothingIsCut:
    def test_every_line_stands_inside_the_picture(self, rendered):
        outside = {
            f"{file.name}: {line['said']}"
            for file, lines in rendered
            for line in lines
            if line["left"] < MARGIN_PX
            or line["top"] < MARGIN_PX
            or line["right"] > file.size.width_px - MARGIN_PX
            or line["bottom"] > file.size.height_px - MARGIN_PX
        }
        assert outside == set()

    def test_no_line_lies_on_another(self, rendered):
        met = {file.name: meetings(lines) for file, lines in rendered}
        assert {name: pairs for name, pairs in met.items() if pairs} == {}

    def test_every_source_the_stamp_and_the_remarks_are_there(self, rendered):
        for file, lines in rendered:
            said = re.sub(r"\s+", "", "".join(line["said"] for line in lines))
            view = file._drawn[0]
            wanted = [view.title, view.subtitle, view.stamp, *view.remarks]
            wanted += [text for _, text in (*view.sources, *view.context)]
            missing = [text for text in wanted if re.sub(r"\s+", "", text) not in said]
            assert missing == [], file.name

    def test_type_is_large_enough_to_read(self, rendered):
        small = {
            file.name: round(min(line["bottom"] - line["top"] for line in lines), 1)
            for file, lines in rendered
        }
        assert min(small.values()) >= 9, small


class TestThePixels:
    @pytest.fixture(scope="class")
    @classmethod
    def images(cls, project_collection, renderer):
        """Pictures of each size and theme, and one of an odd size."""
        sizes = [*SIZES.values(), size_of("1237x811"), size_of("social", 1.5)]
        return {
            (size, theme): PictureFile(
                project_collection, "people", "vi", "png", size, theme
            ).content(renderer)
            for size, theme in itertools.product(sizes, ("light", "dark"))
        }

    def test_are_as_many_as_promised(self, images):
        for (size, _), content in images.items():
            assert Image.open(io.BytesIO(content)).size == (size.width_px, size.height_px)

    def test_at_the_edge_are_paper(self, images):
        for (size, theme), content in images.items():
            image = Image.open(io.BytesIO(content)).convert("RGB")
            paper = tuple(bytes.fromhex(PALETTES[theme]["paper"][1:]))
            inner = image.crop((8, 8, size.width_px - 8, size.height_px - 8))
            image.paste(paper, (8, 8, size.width_px - 8, size.height_px - 8))
            assert image.getcolors() == [(size.width_px * size.height_px, paper)], size
            assert len(inner.getcolors(1 << 20)) > 20

    def test_are_the_same_again(self, images, project_collection, renderer):
        size = SIZES["square"]
        again = PictureFile(project_collection, "people", "vi", "png", size).content(renderer)
        assert again == images[size, "light"]


def test_vector_pictures_are_the_same_but_for_ids_and_dates(project_collection, renderer):
    for form, varying in (("svg", rb"[0-9a-f]{6}"), ("pdf", rb"D:\d{14}|\d{4}-\d\d-\d\dT[\d:]+")):
        file = PictureFile(project_collection, "shares", "en", form, SIZES["wide"])
        contents = [file.content(renderer) for _ in range(2)]
        assert b' style=""' not in contents[0].partition(b">")[0]  # its place would vary
        one, other = (re.sub(varying, b"", content) for content in contents)
        assert one == other
