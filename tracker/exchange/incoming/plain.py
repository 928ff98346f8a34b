"""Plain text."""

from __future__ import annotations

from tracker.exchange.incoming.decode import decode
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.headers import split_header
from tracker.exchange.incoming.normalise import normalise


def parse_plain(raw: bytes, *, name: str, charset: str | None = None) -> ParsedDocument:
    """Text as it stands, without header lines (see headers.py)."""
    decoded = decode(raw, name=name, declared=charset)
    text = normalise(decoded.text)
    fields, body = split_header(text)
    return ParsedDocument(
        text=normalise(body),
        media_type="text/plain",
        encoding=decoded.encoding,
        cleaned=decoded.cleaned,
        replaced_characters=decoded.replaced,
        total_characters=len(text),
        **fields,
    )
