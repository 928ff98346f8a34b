"""Which parser reads which document. A new format is one file and one line here."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath
from typing import Protocol

from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.html import parse_html
from tracker.exchange.incoming.markdown import parse_markdown
from tracker.exchange.incoming.plain import parse_plain
from tracker.present.show import show_line


class Parser(Protocol):
    def __call__(self, raw: bytes, *, name: str) -> ParsedDocument: ...


PARSERS: dict[str, Parser] = {
    ".txt": parse_plain,
    ".text": parse_plain,
    ".md": parse_markdown,
    ".markdown": parse_markdown,
    ".html": parse_html,
    ".htm": parse_html,
    ".xhtml": parse_html,
}
"""Suffix -> parser; also what is taken from a folder."""

SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "message/rfc822": ".eml",
}
"""Media type, as a server names it -> suffix. "text/plain" says too little: servers say it of what they do not know."""

_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_LOOKS_LIKE_MARKDOWN = re.compile(rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n(?:[A-Za-z_-]+:.*\r?\n)+---|#{1,6} \S)")


def is_known_suffix(name: str) -> bool:
    """Whether a file of this name is taken when a folder is taken in."""
    return PurePath(name).suffix.lower() in PARSERS


def parse(raw: bytes, *, name: str, media_type: str | None = None) -> ParsedDocument:
    """The document as text with what it says about itself.

    What a server calls it (`media_type`) decides, else the suffix of its name, else the first bytes.

    Raises InputError, one clear sentence, for what is empty, not text, or holds no text to read.
    """
    shown = show_line(name, 200)
    document = _parser(raw, SUFFIX_OF.get(media_type or "", name))(raw, name=shown)
    if not document.text.strip():
        hidden = " all of it is hidden" if document.hidden_characters else " there are no words in it"
        raise InputError(
            f"{shown} holds no text to read:{hidden}.", hint="Open it and check that it is the right file."
        )
    return document


def _parser(raw: bytes, name: str) -> Callable[..., ParsedDocument]:
    known = PARSERS.get(PurePath(name).suffix.lower() or name)
    if known is not None:
        return known
    if _LOOKS_LIKE_HTML.match(raw):
        return parse_html
    return parse_markdown if _LOOKS_LIKE_MARKDOWN.match(raw) else parse_plain
