"""Which parser reads which document. A new format is one file and one line here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Protocol

from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.docx import parse_docx
from tracker.exchange.incoming.feed import looks_like_feed, parse_entry, split_feed
from tracker.exchange.incoming.html import parse_html
from tracker.exchange.incoming.mail import parse_mail, split_mailbox
from tracker.exchange.incoming.markdown import parse_markdown
from tracker.exchange.incoming.odt import parse_odt
from tracker.exchange.incoming.opening import opening
from tracker.exchange.incoming.part import ENTRY_SUFFIX, Part
from tracker.exchange.incoming.pdf import parse_pdf
from tracker.exchange.incoming.plain import parse_plain
from tracker.exchange.incoming.zipped import part_names, refuse_archive
from tracker.present.show import show_line


class Parser(Protocol):
    def __call__(self, raw: bytes, *, name: str) -> ParsedDocument: ...


class Splitter(Protocol):
    def __call__(self, raw: bytes, *, name: str) -> Iterator[Part]: ...


PARSERS: dict[str, Parser] = {
    ".txt": parse_plain,
    ".text": parse_plain,
    ".md": parse_markdown,
    ".markdown": parse_markdown,
    ".html": parse_html,
    ".htm": parse_html,
    ".xhtml": parse_html,
    ".pdf": parse_pdf,
    ".docx": parse_docx,
    ".odt": parse_odt,
    ".eml": parse_mail,
    ENTRY_SUFFIX: parse_entry,
}
"""Suffix -> parser."""

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

SPLITTERS: dict[str, Splitter] = {".mbox": split_mailbox, ".rss": split_feed, ".atom": split_feed}
"""Suffix -> what parts a file that holds many documents."""

_TEXTUAL: dict[Parser, Callable[..., ParsedDocument]] = {
    parser: parser for parser in (parse_html, parse_plain, parse_markdown)
}
"""Parsers that take a character set that a server says."""

IN_PROCESS: frozenset[Parser] = frozenset({parse_plain, parse_markdown, refuse_archive})
"""What is this program's own code, linear in its input; all other parsers run in a child process."""

_BINARY = frozenset({".pdf", ".docx", ".odt"})
_ZIP = b"PK\x03\x04"
_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_LOOKS_LIKE_MARKDOWN = re.compile(rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n(?:[A-Za-z_-]+:.*\r?\n)+---|#{1,6} \S)")
_LOOKS_LIKE_MAIL = re.compile(rb"(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|X-[\w-]{1,40}):", re.I)
_LOOKS_LIKE_MAILBOX = re.compile(rb"From \S[^\r\n]{0,200} \d{4}[^\r\n]{0,40}\r?\n[A-Za-z-]{1,60}:")


def is_known_suffix(name: str) -> bool:
    """Whether a file of this name is taken when a folder is taken in."""
    suffix = PurePath(name).suffix.lower()
    return suffix in PARSERS or suffix in SPLITTERS


def known_suffixes() -> list[str]:
    """What a folder is searched for: "docx", "eml" ..."""
    return sorted(suffix.removeprefix(".") for suffix in {*PARSERS, *SPLITTERS} - {ENTRY_SUFFIX})


def split(raw: bytes, *, name: str, charset: str | None = None) -> Iterator[Part] | None:
    """The documents of a file that holds many, in order; None for one that is a document itself.

    charset: what a server says of a feed that does not say it itself.
    Raises InputError, while they are read, for a file that is not what its name says.
    """
    suffix = PurePath(name).suffix.lower()
    splitter = SPLITTERS.get(suffix)
    if splitter is None and suffix not in PARSERS and _LOOKS_LIKE_MAILBOX.match(raw):
        splitter = split_mailbox
    if splitter is None and suffix != ENTRY_SUFFIX and looks_like_feed(raw):
        # Whatever it is called: feeds are served under names of pages, and as pages.
        splitter = split_feed
    if splitter is split_feed:
        return split_feed(raw, name=show_line(name, 200), charset=charset)
    return splitter(raw, name=show_line(name, 200)) if splitter else None


def parse(raw: bytes, *, name: str, media_type: str | None = None, charset: str | None = None) -> ParsedDocument:
    """The document as text with what it says about itself, in its metadata or else in its first lines.

    PDF and office files are told by their bytes, others by what a server calls them (`media_type`), else by their
    suffix, else by how they begin. charset: what a server says of a text.

    Raises InputError, one clear sentence, for what is empty, cannot be read, or holds no text to read.
    """
    shown = show_line(name, 200)
    if split(raw, name=name) is not None:
        raise InputError(f"{shown} holds many documents.", hint="`tracker ingest` takes each of them in.")
    parser = parser_of(raw, name=name, media_type=media_type)
    textual = _TEXTUAL.get(parser)
    document = textual(raw, name=shown, charset=charset) if textual else parser(raw, name=shown)
    if not document.text.strip():
        hidden = " all of it is hidden" if document.hidden_characters else " there are no words in it"
        raise InputError(
            f"{shown} holds no text to read:{hidden}.", hint="Open it and check that it is the right file."
        )
    said = {field: value for field, value in opening(document.text).items() if getattr(document, field) is None}
    # Paragraphs are parted by blank lines that no document holds in that form.
    whole = max(document.total_characters, len(document.text) + document.hidden_characters)
    notes = (*document.notes, *_decoding_notes(document))
    return document.model_copy(update={"total_characters": whole, "notes": notes, **said})


def _decoding_notes(document: ParsedDocument) -> tuple[str, ...]:
    count = document.replaced_characters
    if not count:
        return ()
    letters = "1 character" if count == 1 else f"{count:,} characters"
    return (f"{letters} could not be read as {document.encoding}: the text has \ufffd for each.",)


def parser_of(raw: bytes, *, name: str, media_type: str | None = None) -> Parser:
    """What reads a document."""
    suffix = SUFFIX_OF.get(media_type or "") or PurePath(name).suffix.lower()
    by_bytes = _by_bytes(raw)
    if by_bytes is not None:
        return by_bytes
    if _LOOKS_LIKE_HTML.match(raw) and suffix in _BINARY:
        return parse_html  # a page that says "not found", saved under the name of the PDF
    if raw.startswith(_ZIP) and suffix not in _BINARY:
        return refuse_archive
    known = PARSERS.get(suffix)
    if known is not None:
        return known
    if _LOOKS_LIKE_HTML.match(raw):
        return parse_html
    if _LOOKS_LIKE_MAIL.match(raw):
        return parse_mail
    return parse_markdown if _LOOKS_LIKE_MARKDOWN.match(raw) else parse_plain


def _by_bytes(raw: bytes) -> Parser | None:
    if raw.startswith(b"%PDF-"):
        return parse_pdf
    if raw.startswith(_ZIP):
        names = part_names(raw)
        if "word/document.xml" in names:
            return parse_docx
        if "content.xml" in names:
            return parse_odt
    return None
