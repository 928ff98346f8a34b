"""Word and OpenDocument files from their XML, with whatever a word processor would not write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "draw" else "drawing"}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "meta")
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def docx(body: str, *, before: str = "", parts: dict[str, str] | None = None, core: str = "") -> bytes:
    """A document with that body; parts: kind ("footnotes", "header", "comments", "styles") -> what its root holds.

    before: what stands before the root of the body's part, say a document type.
    """
    parts = {"styles": "", **(parts or {})}
    files = {
        "word/document.xml": f'{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": _core(core),
    }
    kinds = [("document.main", "/word/document.xml"), *((kind, f"/word/{kind}.xml") for kind in parts)]
    overrides = "".join(f'<Override PartName="{path}" ContentType="{_KIND}.{kind}+xml"/>' for kind, path in kinds)
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, content in parts.items():
        root = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f'<w:{root} xmlns:w="{_W}">{content}</w:{root}>'
    core_type = "application/vnd.openxmlformats-package.core-properties+xml"
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core_type}"/></Types>'
    )
    core_kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    files["_rels/.rels"] = _relations(
        [(f"{_OFFICE}/officeDocument", "word/document.xml"), (core_kind, "docProps/core.xml")]
    )
    files["word/_rels/document.xml.rels"] = _relations([(f"{_OFFICE}/{kind}", f"{kind}.xml") for kind in parts])
    return zipped(files)


def odt(body: str, *, before: str = "", styles: str = "", meta: str = "") -> bytes:
    """A text with that body. styles: automatic styles; meta: what the metadata hold."""
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE}"/></manifest:manifest>'
    )
    content = (
        f"{before}<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": ODT_TYPE,
            "content.xml": content,
            "styles.xml": f"<office:document-styles {_ODF}/>",
            "meta.xml": f"<office:document-meta {_ODF} {dc}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": manifest,
        }
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these parts, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def p(text: str, *, looks: str = "", style: str = "") -> str:
    """A paragraph of a Word document: one run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def _core(content: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{content}</cp:coreProperties>'
    )


def _relations(related: list[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'
