"""Word documents (.docx) to paragraphs, by python-docx."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.normalise import normalise, storable
from tracker.exchange.incoming.office_body import DAMAGED, OfficeBody
from tracker.exchange.incoming.zipped import DAMAGE, check_zip, damage_told

SMALLEST_SEEN = 4
"""Half points; smaller letters are for nobody's eyes."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_WORDS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TAKEN_OUT = frozenset({f"{_W}del", f"{_W}moveFrom"})
_NO_TEXT = frozenset(
    {f"{_W}{name}" for name in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText")}
)
_OFF = frozenset({"0", "false", "off"})


def parse_docx(raw: bytes, *, name: str) -> ParsedDocument:
    """Paragraphs, tables (a row a line) and text boxes in the order of the document, then its notes.

    Tracked deletions, hidden text and comments count as hidden; tracked insertions are read; running heads and feet
    are left out. `published` is the day of the last save. Raises InputError for a bomb and for a damaged file.
    """
    check_zip(raw, name=name)
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = Document(io.BytesIO(raw))
        body = _Body(_hiding_styles(document))
        body.read(document.element.body)
        for kind in ("footnotes", "endnotes"):
            for note in _parts(document, kind):
                body.read(note)
        unseen = sum(_length(part) for part in _parts(document, "comments"))
        around = sum(_length(part) for kind in ("header", "footer") for part in _parts(document, kind))
        about = _metadata(document.core_properties)
    except (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, *DAMAGE) as error:
        raise InputError(f"{name} is no Word document that can be read: {damage_told(error)}.", hint=DAMAGED) from error
    text = normalise(storable("\n\n".join(body.blocks)))
    hidden = body.hidden + unseen
    return ParsedDocument(
        text=text,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        encoding=None,
        hidden_characters=hidden,
        total_characters=len(text) + hidden + around,
        **about,
    )


class _Body(OfficeBody):
    """WordprocessingML (ECMA-376 part 1)."""

    TABLE = f"{_W}tbl"
    ROW = f"{_W}tr"
    CELLS = (f"{_W}tc", f"{_W}sdt")

    def read(self, element: Any) -> None:
        for child in element:
            if child.tag == f"{_W}p":
                self.read_paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.read_table(child)
            elif child.tag in _TAKEN_OUT:
                self.hidden += _length(child)
            elif child.tag not in _NO_TEXT and isinstance(child.tag, str):
                self.read(child)

    def words(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in (f"{_W}t", _MATH_TEXT):
                yield "".join(child.itertext())
            elif tag in _WORDS:
                yield _WORDS[tag]
            elif tag == f"{_W}delText":
                self.hidden += len(child.text or "")
            elif tag in _TAKEN_OUT or (tag == f"{_W}r" and self._is_hidden(child)):
                self.hidden += _length(child)
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                yield from self.words(next(iter(child), ()), boxes)  # the others say the same for older programs
            elif tag not in _NO_TEXT and isinstance(tag, str):
                yield from self.words(child, boxes)

    def _is_hidden(self, run: Any) -> bool:
        looks = run.find(f"{_W}rPr")
        style = run.getparent().find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in self.hiding_styles:
            return True
        if looks is None:
            return False
        style = looks.find(f"{_W}rStyle")
        size = looks.find(f"{_W}sz")
        points = (size.get(f"{_W}val") or "") if size is not None else ""
        return (
            _is_on(looks.find(f"{_W}vanish"))
            or (style is not None and style.get(f"{_W}val") in self.hiding_styles)
            or (points.isdecimal() and int(points) < SMALLEST_SEEN)
            or _is_white_on_white(run, looks)
        )


def _is_on(switch: Any) -> bool:
    return switch is not None and (switch.get(f"{_W}val") or "1") not in _OFF


def _is_white_on_white(run: Any, looks: Any) -> bool:
    colour = looks.find(f"{_W}color")
    if colour is None or (colour.get(f"{_W}val") or "").upper() != "FFFFFF":
        return False
    if looks.find(f"{_W}shd") is not None or looks.find(f"{_W}highlight") is not None:
        return False
    grounds = ("pPr", "tcPr", "tblPr")
    return not any(
        above.find(f"{_W}{ground}/{_W}shd") is not None for above in run.iterancestors() for ground in grounds
    )


def _hiding_styles(document: Any) -> frozenset[str]:
    styles = document.styles.element.iterchildren(f"{_W}style")
    return frozenset(style.get(f"{_W}styleId") for style in styles if _is_on(style.find(f"{_W}rPr/{_W}vanish")))


def _parts(document: Any, kind: str) -> Iterator[Any]:
    """Roots of the parts beside the body: footnotes, headers, comments."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] == kind:
            yield parse_xml(relation.target_part.blob)


def _length(element: Any) -> int:
    return sum(len(text.text or "") for text in element.iter(f"{_W}t", f"{_W}delText"))


def _metadata(about: Any) -> dict[str, Any]:
    import datetime as dt

    saved = about.modified or about.created
    fields = {
        "title": storable(about.title).strip(),
        "author": storable(about.author).strip(),
        "published": saved.replace(tzinfo=saved.tzinfo or dt.UTC) if saved else None,
        "language": storable(about.language).strip(),
    }
    if fields["author"] == "python-docx":
        fields["author"] = None
    return {key: value for key, value in fields.items() if value}
