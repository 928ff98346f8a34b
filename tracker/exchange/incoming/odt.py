"""OpenDocument texts (.odt) to paragraphs, by odfdo."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.headers import parse_time
from tracker.exchange.incoming.normalise import normalise, storable
from tracker.exchange.incoming.office_body import DAMAGED, OfficeBody
from tracker.exchange.incoming.zipped import DAMAGE, check_zip, damage_told

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_BLANKS = frozenset({f"{_TEXT}s", f"{_TEXT}tab"})
_UNSEEN = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph", f"{_OFFICE}annotation"}
)
_INDEXES = frozenset({f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}illustration-index"})


def parse_odt(raw: bytes, *, name: str) -> ParsedDocument:
    """Paragraphs, lists, tables (a row a line) and text boxes in the order of the document, then its notes.

    Tracked deletions, hidden text and comments count as hidden; tables of contents are left out. `published` is the
    day of the last save. Raises InputError for a bomb and for a damaged file.
    """
    check_zip(raw, name=name)
    from lxml.etree import LxmlError
    from odfdo import Document

    try:
        document: Any = Document(io.BytesIO(raw))
        if "encryption-data" in str(document.container.get_part("META-INF/manifest.xml")):
            raise InputError(f"{name} is locked with a password.", hint="Save a copy without one, and take that in.")
        content, styles = (_parsed(document.container.get_part(part)) for part in ("content.xml", "styles.xml"))
        text_body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if text_body is None:
            raise InputError(f"{name} is an OpenDocument file, but no text.", hint="Save it as .odt, .html or .txt.")
        body = _Body(frozenset([*_hiding_styles(content), *_hiding_styles(styles)]))
        body.read(text_body)
        about = _metadata(document.meta)
    except (LxmlError, zipfile.BadZipFile, zlib.error, *DAMAGE) as error:
        raise InputError(
            f"{name} is no OpenDocument text that can be read: {damage_told(error)}.", hint=DAMAGED
        ) from error
    text = normalise(storable("\n\n".join([*body.blocks, *body.notes])))
    return ParsedDocument(
        text=text,
        media_type="application/vnd.oasis.opendocument.text",
        encoding=None,
        hidden_characters=body.hidden,
        total_characters=len(text) + body.hidden + body.around,
        **about,
    )


def _parsed(part: Any) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(part if isinstance(part, bytes) else part.encode(), parser)


class _Body(OfficeBody):
    """OpenDocument 1.3, text."""

    TABLE = f"{_TABLE}table"
    ROW = f"{_TABLE}table-row"
    CELLS = (f"{_TABLE}table-cell",)

    def read(self, element: Any) -> None:
        for child in element:
            if self._is_hidden(child):
                self.hidden += _length(child)
            elif child.tag in _INDEXES:
                self.around += _length(child)
            elif child.tag in _BLOCKS:
                self.read_paragraph(child)
            elif child.tag == f"{_TABLE}table":
                self.read_table(child)
            else:
                self.read(child)

    def words(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if self._is_hidden(child):
                self.hidden += _length(child)
            elif child.tag in _BLANKS:
                yield " "
            elif child.tag == f"{_TEXT}line-break":
                yield "\n"
            elif child.tag == f"{_TEXT}note":
                self._note(child)
            elif child.tag == f"{_DRAW}frame":
                boxes.append(child)
            else:
                yield from self.words(child, boxes)
            yield child.tail or ""

    def _note(self, note: Any) -> None:
        for body in note.iterchildren(f"{_TEXT}note-body"):
            self.notes += self.read_apart(body).blocks

    def _is_hidden(self, element: Any) -> bool:
        return (
            element.tag in _UNSEEN
            or element.get(f"{_TEXT}display") == "none"
            or element.get(f"{_TEXT}style-name") in self.hiding_styles
        )


def _hiding_styles(root: Any) -> Iterator[str]:
    for style in root.iter(f"{_STYLE}style"):
        looks = style.find(f"{_STYLE}text-properties")
        if looks is not None and looks.get(f"{_TEXT}display") == "none":
            yield style.get(f"{_STYLE}name")


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _metadata(meta: Any) -> dict[str, Any]:
    title, author = meta.title, meta.creator or meta.initial_creator
    saved = meta.date or meta.creation_date
    fields = {
        "title": storable(title or "").strip(),
        "author": storable(author or "").strip(),
        "published": parse_time(saved.isoformat()) if saved else None,
        "language": storable(meta.language or "").strip(),
    }
    return {key: value for key, value in fields.items() if value}
