"""What a picture's file says of itself: whose, of what, from which articles, where it is explained.

PNG: iTXt chunks (UTF-8) and an XMP packet; SVG: title, description and the packet; PDF: document
information and the packet. XMP (ISO 16684-1) has ``dc:source`` for a single text only, so each
article is a ``dc:relation``.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from dashboard import __version__

SOFTWARE = f"dashboard {__version__}"
_PNG_HEAD = 8 + 25  # the signature, then the chunk IHDR
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_MM = "http://ns.adobe.com/xap/1.0/mm/"
_XML = "http://www.w3.org/XML/1998/namespace"
for _prefix, _space in {"rdf": _RDF, "dc": _DC, "xmp": _XMP, "xmpMM": _MM}.items():
    ET.register_namespace(_prefix, _space)
#: What XML 1.0 cannot hold, even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Facts:
    """What is known of a picture.

    ``articles`` are the citations of its sources, ``where`` its permanent address or, where none
    is known, its id. ``fingerprint`` stands for all that it was drawn from.
    """

    title: str
    description: str
    rights: str
    language: str
    creator: str
    articles: tuple[str, ...]
    where: str
    fingerprint: str


def with_metadata(content: bytes, form: str, facts: Facts) -> bytes:
    """Return a picture's file with what is known of it inside; the picture itself is the same."""
    return {"png": _png, "svg": _svg, "pdf": _pdf}[form](content, facts)


def holds(content: bytes, facts: Facts) -> bool:
    """Whether a file is a picture drawn from the same things; it was written whole, by us."""
    return facts.fingerprint.encode() in content


def _png(content: bytes, facts: Facts) -> bytes:
    """Put chunks behind the head; encoding the pixels anew would take as long as drawing them."""
    said = {
        "Title": facts.title,
        "Description": facts.description,
        "Source": "\n".join((facts.where, *facts.articles)),
        "Copyright": facts.rights,
        "Software": SOFTWARE,
        "XML:com.adobe.xmp": _packet(facts),
    }
    chunks = b"".join(_itxt(keyword, text) for keyword, text in said.items())
    return content[:_PNG_HEAD] + chunks + content[_PNG_HEAD:]


def _itxt(keyword: str, text: str) -> bytes:
    """Return an international text chunk, uncompressed (PNG, third edition, 11.3.3.4)."""
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + text.replace("\0", "").encode()
    return (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)


def _svg(content: bytes, facts: Facts) -> bytes:
    head, rest = content.split(b">", 1)
    head = head.replace(b' style=""', b"")  # left behind by plotly, now here and now there
    inner = f"<title>{_inert(facts.title)}</title><desc>{_inert(facts.description)}</desc>"
    inner += f"<metadata>{_meta(facts)}</metadata>"
    named = f' role="img" xml:lang="{facts.language}">'
    return head + named.encode() + inner.encode() + rest


def _pdf(content: bytes, facts: Facts) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.metadata = {
        "/Title": facts.title,
        "/Subject": facts.description,
        "/Author": facts.creator,
        "/Creator": SOFTWARE,
        "/Producer": SOFTWARE,
    }
    writer.xmp_metadata = _packet(facts).encode()
    writer.root_object[NameObject("/Lang")] = TextStringObject(facts.language)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _inert(text: str) -> str:
    return escape(_NO_XML.sub("", text))


def _packet(facts: Facts) -> str:
    """Return the XMP packet, read-only, as none of these files is edited in place."""
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{begin}\n{_meta(facts)}\n<?xpacket end="r"?>'


def _meta(facts: Facts) -> str:
    meta = ET.Element("{adobe:ns:meta/}xmpmeta")
    rdf = ET.SubElement(meta, f"{{{_RDF}}}RDF")
    about = ET.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    for name, text in (
        ("title", facts.title),
        ("description", facts.description),
        ("rights", facts.rights),
    ):
        _listed(about, name, "Alt", [text], facts.language)
    _listed(about, "creator", "Seq", [facts.creator])
    _listed(about, "language", "Bag", [facts.language])
    _listed(about, "relation", "Bag", facts.articles)
    _said(about, _DC, "identifier", facts.where)
    _said(about, _XMP, "CreatorTool", SOFTWARE)
    _said(about, _MM, "DocumentID", facts.fingerprint)
    return ET.tostring(meta, encoding="unicode")


def _said(about: ET.Element, space: str, name: str, text: str) -> None:
    ET.SubElement(about, f"{{{space}}}{name}").text = _NO_XML.sub("", text)


def _listed(
    about: ET.Element, name: str, kind: str, texts: Iterable[str], language: str = ""
) -> None:
    """Add a property whose values are listed; texts with alternatives name a default first."""
    values = ET.SubElement(ET.SubElement(about, f"{{{_DC}}}{name}"), f"{{{_RDF}}}{kind}")
    for text in texts:
        for code in ("x-default", language) if language else ("",):
            tagged = {f"{{{_XML}}}lang": code} if code else {}
            ET.SubElement(values, f"{{{_RDF}}}li", tagged).text = _NO_XML.sub("", text)
