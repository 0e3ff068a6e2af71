"""What a picture's file says of itself, read back by other programs."""

import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.exports.metadata import Facts, holds, with_metadata
from dashboard.exports.picture import PictureFile
from dashboard.pictures import SIZES
from dashboard.record import LANGUAGES
from dashboard.rendering import Renderer

pytest_plugins = ["browser"]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NASTY = "<script>alert(1)</script> & ]]> -->  한국 “ắ” \x00\x0b\ud7ff"
FACTS = Facts(NASTY, NASTY, NASTY, "vi", NASTY, (NASTY, "second"), NASTY, "urn:sha256:abc")


@pytest.fixture(scope="module")
def renderer(chromium):
    with Renderer() as renderer:
        yield renderer


@pytest.fixture(scope="module", params=LANGUAGES)
def files(request, project_collection, renderer):
    """A chart's picture in each format, with what is known of it."""
    published = project_collection.published_at("https://figures.example/")
    made = {
        form: PictureFile(
            published, "vnm-online-public-services", request.param, form, SIZES["wide"]
        )
        for form in ("png", "svg", "pdf")
    }
    return {form: (file, file.content(renderer)) for form, file in made.items()}


def packets(files):
    """Yield each format's facts with its XMP packet."""
    (png, png_content), (svg, svg_content), (pdf, pdf_content) = files.values()
    yield png.facts, ET.fromstring(Image.open(io.BytesIO(png_content)).text["XML:com.adobe.xmp"])
    svg_root = ET.fromstring(svg_content)
    yield svg.facts, svg_root.find(".//{adobe:ns:meta/}xmpmeta")
    stream = PdfReader(io.BytesIO(pdf_content)).xmp_metadata.stream
    yield pdf.facts, ET.fromstring(stream.get_data())


def listed(packet, name):
    return [item.text for item in packet.findall(f".//{DC}{name}//{RDF}li")]


@pytest.mark.in_turn(4)
def test_a_png_says_it_in_international_text(files):
    file, content = files["png"]
    said = Image.open(io.BytesIO(content)).text
    facts = file.facts
    assert (said["Title"], said["Description"]) == (facts.title, facts.description)
    assert said["Copyright"] == facts.rights
    assert said["Source"].splitlines() == [facts.where, *facts.articles]
    assert said["Software"].startswith("dashboard ")


def test_a_pdf_says_it_in_its_document_information(files):
    file, content = files["pdf"]
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata.title == file.facts.title
    assert reader.metadata.subject == file.facts.description
    assert reader.root_object["/Lang"] == file.language


def test_an_svg_says_it_to_those_who_do_not_see_it(files):
    file, content = files["svg"]
    root = ET.fromstring(content)
    spaced = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{spaced}title").text == file.facts.title
    assert root.find(f"{spaced}desc").text == file.facts.description
    assert (root.get("role"), root.get(LANG)) == ("img", file.language)


def test_every_format_names_each_article_in_the_packet(files):
    for facts, packet in packets(files):
        assert listed(packet, "relation") == [*facts.articles]
        assert len(facts.articles) == 8


def test_the_packet_says_what_whose_and_in_which_language(files):
    for facts, packet in packets(files):
        titles = packet.findall(f".//{DC}title//{RDF}li")
        assert [title.get(LANG) for title in titles] == ["x-default", facts.language]
        assert listed(packet, "language") == [facts.language]
        assert set(listed(packet, "rights")) == {facts.rights}
        assert packet.find(f".//{DC}identifier").text == facts.where


def test_where_a_picture_leads_back_to_is_the_permanent_address(files):
    where = "https://figures.example/f/vnm-online-public-services"
    assert {file.facts.where for file, _ in files.values()} == {where}


def test_the_quoted_words_are_excepted_from_the_licence(files):
    for file, _ in files.values():
        assert "CC BY 4.0" in file.facts.rights
        assert len(file.facts.rights) > len("CC BY 4.0.")


def test_a_file_is_known_by_what_it_was_drawn_from(files):
    for file, content in files.values():
        assert holds(content, file.facts)
    contents = [content for _, content in files.values()]
    assert not holds(contents[0], files["svg"][0].facts)


def test_a_picture_without_an_address_names_its_id(project_collection):
    file = PictureFile(project_collection, "people", "en", "png", SIZES["wide"])
    assert file.facts.where == "people"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>'


def test_hostile_words_stay_words_in_a_drawing():
    root = ET.fromstring(with_metadata(SVG, "svg", FACTS))
    assert root.find("{http://www.w3.org/2000/svg}title").text.startswith(
        "<script>alert(1)</script> & ]]>"
    )
    assert not [part for part in root.iter() if part.tag.endswith("script")]


def test_hostile_words_stay_words_in_a_picture():
    made = io.BytesIO()
    Image.new("RGB", (3, 2)).save(made, "PNG")
    image = Image.open(io.BytesIO(with_metadata(made.getvalue(), "png", FACTS)))
    image.load()
    assert image.text["Title"] == NASTY.replace("\0", "")
    packet = ET.fromstring(image.text["XML:com.adobe.xmp"])
    assert listed(packet, "relation")[1] == "second"
