"""RSS and Atom feeds: each entry is a document of its own.

A feed is cut into feeds of one entry: the root element as it is written, the title and language of the whole, the bytes
of the entry. Such a part says the same whenever the feed is asked, however often its other entries change, and it is
kept as evidence. What the document type declares (entities, external parts) is left out before any library sees it.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import timegm
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from tracker.errors import InputError
from tracker.exchange.incoming.decode import decode, fitting
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.normalise import normalise
from tracker.exchange.incoming.part import ENTRY_SUFFIX, Part
from tracker.exchange.incoming.visible import visible_text
from tracker.exchange.web.addresses import place_of

MOST_ENTRIES = 5_000
"""Entries of one feed; a larger one is no feed but an archive, or made to do harm."""
HEAD_BYTES = 65_536
"""Bytes before the first entry in which root, title and language are looked for."""

_DECLARATION = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?"
_ENCODED = re.compile(rb"\s*<\?xml[^>]{0,200}?\sencoding\s*=")
_ROOT = re.compile(rb"<((?:[\w.-]{1,40}:)?(rss|feed|RDF))(?=[\s>])[^>]{0,4000}>")
_FIRST_TAG = re.compile(rb"<[A-Za-z]")
_MARK = re.compile(rb"<!\[CDATA\[|<!--|<(/?)((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s/>])")
_TITLE = re.compile(rb"<title(?=[\s>])[^>]{0,200}>.{0,2000}?</title\s{0,9}>", re.S)
_LANGUAGE = re.compile(rb"<(?:dc:)?language>[\w-]{1,40}</(?:dc:)?language>")
_LOOKS_LIKE_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&#?\w{1,20};")


def looks_like_feed(raw: bytes) -> bool:
    """Whether bytes begin as a feed does.

    >>> looks_like_feed(b'<?xml version="1.0"?><rss version="2.0"><channel>'), looks_like_feed(b"<html>")
    (True, False)
    """
    return _root(_in_utf8(raw, "feed") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw) is not None


def split_feed(raw: bytes, *, name: str, charset: str | None = None) -> Iterator[Part]:
    """A feed of one entry for each entry, in order. charset: what the server says of one that does not say it itself.

    Raises InputError for what is no feed, or holds no entry."""
    raw = _in_utf8(raw, name, charset)
    root = _root(raw)
    if root is None:
        raise InputError(
            f"{name} is not an RSS or Atom feed.", hint="Open it in a browser; take in its pages one by one."
        )
    found = _entries(raw, root.end())
    if not found:
        raise InputError(f"{name} is a feed without entries.", hint="Look again later.")
    if len(found) > MOST_ENTRIES:
        raise InputError(
            f"{name} has {len(found):,} entries; at most {MOST_ENTRIES:,} are read.", hint="Cut it into parts."
        )
    before, after = _frame(raw[: found[0][0]], root)
    for number, (start, end) in enumerate(found, start=1):
        yield Part(f"{name}/{number}{ENTRY_SUFFIX}", before + raw[start:end] + after)


def parse_entry(raw: bytes, *, name: str) -> ParsedDocument:
    """The text of a feed's only entry, with its title, link, author and time; the feed's title is the publisher."""
    # 0.1 s to import; only feeds pay for it.
    import feedparser  # type: ignore[import-untyped]

    # From bytes in memory: of a text the library would think that it names a file or an address, and open it.
    found = feedparser.parse(BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not found.entries:
        raise InputError(f"{name} cannot be read as an entry of a feed.", hint="Take in the page that it speaks of.")
    entry: Any = found.entries[0]
    title = _plain(entry.get("title_detail"))
    text, hidden, total = _body(entry)
    return ParsedDocument(
        text=normalise(_storable(text or title)),
        media_type="application/atom+xml" if found.version.startswith("atom") else "application/rss+xml",
        encoding=found.get("encoding"),
        hidden_characters=hidden,
        total_characters=max(total, len(text)),
        title=_line(title),
        author=_line(entry.get("author", "")),
        publisher=_line(_plain(entry.get("source", {}).get("title_detail")) or _plain(found.feed.get("title_detail"))),
        published=_moment(entry.get("published_parsed")) or _moment(entry.get("updated_parsed")),
        language=_line(found.feed.get("language", "")),
        url=_address(entry.get("link", "")),
    )


# -- cutting -----------------------------------------------------------------------------------------------------------


def _root(raw: bytes) -> re.Match[bytes] | None:
    first = _FIRST_TAG.search(raw, 0, HEAD_BYTES)
    return _ROOT.match(raw, first.start()) if first else None


def _entries(raw: bytes, at: int) -> list[tuple[int, int]]:
    """Where entries begin and end; what stands in CDATA or a comment is no tag."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    while mark := _MARK.search(raw, at):
        if not mark[2]:
            end = raw.find(b"]]>" if mark[0].startswith(b"<![") else b"-->", mark.end())
            if end < 0:
                break
            at = end
            continue
        at = raw.find(b">", mark.end()) + 1
        if not at:
            break
        if mark[1]:
            depth = max(depth - 1, 0)
            if depth == 0 and start:
                found.append((start, at))
                start = 0
        elif raw[at - 2 : at] != b"/>":
            depth += 1
            start = start or mark.start()
    return found


def _frame(head: bytes, root: re.Match[bytes]) -> tuple[bytes, bytes]:
    """What stands before and after an entry in a feed of its own."""
    title, language = _TITLE.search(head, root.end(), HEAD_BYTES), _LANGUAGE.search(head, root.end(), HEAD_BYTES)
    about = (title[0] if title else b"") + (language[0] if language else b"")
    declaration = re.match(_DECLARATION, head)
    before = (declaration[0] if declaration else b"") + root[0]
    after = b"</" + root[1] + b">"
    if root[2] == b"feed":
        return before + about, after
    if root[2] == b"rss":
        return before + b"<channel>" + about, b"</channel>" + after
    return before + b"<channel>" + about + b"</channel>", after


def _in_utf8(raw: bytes, name: str, charset: str | None = None) -> bytes:
    """The bytes, if a letter of ASCII is one byte in their encoding; else in UTF-8, without their declaration."""
    is_wide = raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:64]
    if not is_wide and (charset is None or _ENCODED.match(raw) or fitting(raw, "utf-8")):
        return raw
    text = decode(raw, name=name, declared=charset).text
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text).encode("utf-8", "ignore")


# -- reading -----------------------------------------------------------------------------------------------------------


def _body(entry: Any) -> tuple[str, int, int]:
    """The longest text of an entry, with how many characters it hides and how many it has."""
    told = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    longest: Any = max(told, key=lambda part: len(part.get("value") or ""), default={})
    value = longest.get("value") or ""
    if not _is_markup(longest):
        return value.strip(), 0, len(value)
    page = visible_text(value)
    return page.text, page.hidden_characters, page.total_characters


def _plain(detail: Any) -> str:
    """The words of a title; markup in it is markup, whatever it declares."""
    value = (detail or {}).get("value") or ""
    return visible_text(value).text if _is_markup(detail) else value


def _is_markup(detail: Any) -> bool:
    # RSS has no place to say which it is, and feeds are wrong about it.
    return bool(_LOOKS_LIKE_MARKUP.search((detail or {}).get("value") or ""))


def _moment(parsed: Any) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(timegm(parsed), dt.UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _address(link: str) -> str | None:
    try:
        return place_of(link).url if link else None
    except InputError:
        return None


def _line(text: str) -> str | None:
    return " ".join(_storable(text).split()) or None


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
