"""Web pages to the article's text."""

from __future__ import annotations

import re
from typing import Any

from tracker.exchange.incoming.decode import decode, fitting
from tracker.exchange.incoming.document import CELL_BREAK, ParsedDocument
from tracker.exchange.incoming.headers import parse_time
from tracker.exchange.incoming.normalise import normalise, storable
from tracker.exchange.incoming.style_sheets import Hiding, hiding_of
from tracker.exchange.incoming.surroundings import drop_surroundings
from tracker.exchange.incoming.visible import NOTHING_HIDDEN, VisibleText, is_hidden, visible_text

KEPT_AT_LEAST = 0.05
"""Share of the visible characters below which the extractor has failed and the fallback text is taken."""
LARGEST_FOR_EXTRACTOR = 2_000_000
"""Characters; the extractor's time grows faster than the page (3 MB: 2.9 s, 30 MB: over a minute)."""
ELEMENTS_FOR_EXTRACTOR = 50_000
ATTRIBUTES_FOR_EXTRACTOR = 100_000
ATTRIBUTES_OF_ONE = 1_000
"""Attributes of one element: libxml2 compares each with all others (100,000: half a minute)."""
START_OF_PAGE, END_OF_PAGE = 4_000, 20_000
"""Characters among which its first and its last tag stand."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
MOST_HIDDEN = 0.5
"""Share of a page's characters above which its style sheets do not say what a reader sees."""
LINKED = 0.7
"""Share of a paragraph in links from which it is one: "Read more: ..." """
LONGEST_LINK = 300
"""Characters of such a paragraph at most."""
_RULE = re.compile(r":?-*:?")
_BULLET = re.compile(r"^- ")
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_TIMES = ("article:published_time", "datepublished", "date", "dc.date", "pubdate", "parsely-pub-date", "dc.date.issued")


def parse_html(raw: bytes, *, name: str, charset: str | None = None) -> ParsedDocument:
    """The article without navigation, comments and hidden text; all visible text when the extractor keeps < 5 %.

    `total_characters` are those of all text in the page, hidden or not; "kept n of N" is what a reader should be told.
    charset: what was said of the page outside of it, which goes before what it says itself, where it can be true.
    """
    declared = _CHARSET.search(raw[:4096])
    inside = declared[1].decode("ascii") if declared else None
    decoded = decode(raw, name=name, declared=charset if charset and fitting(raw, charset) else inside)
    hiding = hiding_of(decoded.text)
    page = visible_text(decoded.text, hiding)
    if hiding.selectors and page.hidden_characters > MOST_HIDDEN * page.total_characters:
        # Scripts show what a page hides so much of; this program runs none.
        hiding = NOTHING_HIDDEN
        page = visible_text(decoded.text)
    article, found = _extract(decoded.text, page, hiding)
    visible = page.total_characters - page.hidden_characters
    if len(article) < KEPT_AT_LEAST * visible:
        article = page.text
    return ParsedDocument(
        text=normalise(storable(article)),
        media_type="text/html",
        encoding=decoded.encoding,
        cleaned=decoded.cleaned,
        replaced_characters=decoded.replaced,
        hidden_characters=page.hidden_characters,
        total_characters=page.total_characters,
        notes=() if _has_end(decoded.text) else ("The page does not end as it begins: it may be cut.",),
        **_metadata(page.meta, found),
    )


def _has_end(html: str) -> bool:
    return "</html" in html[-END_OF_PAGE:].lower() or "<html" not in html[:START_OF_PAGE].lower()


def _extract(html: str, page: VisibleText, hiding: Hiding) -> tuple[str, Any]:
    """The article and the extractor's own metadata; ("", None) when the page is beyond it."""
    if (
        len(html) > LARGEST_FOR_EXTRACTOR
        or page.elements > ELEMENTS_FOR_EXTRACTOR
        or page.attributes > ATTRIBUTES_FOR_EXTRACTOR
        or page.most_attributes > ATTRIBUTES_OF_ONE
    ):
        return "", None
    # 0.3 s to import; only pages pay for it.
    from trafilatura import bare_extraction, load_html

    try:
        tree = load_html(html)
        if tree is None:
            return "", None
        _drop_hidden(tree, hiding)
        drop_surroundings(tree)
        _drop_links(tree)
        _unwrap_layout(tree)
        found: Any = bare_extraction(tree, include_comments=False, fast=True, with_metadata=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return "", None  # it stumbles over names and nestings that no page should have
    if found is None or not found.text:
        return "", None
    lines = (_row(line) if line.startswith("|") else _BULLET.sub("", line) for line in found.text.split("\n"))
    return "\n\n".join(line for line in lines if line.strip()), found


def _drop_hidden(tree: Any, hiding: Hiding) -> None:
    for element in tree.xpath("//*[@hidden or @style or @class or @id]"):
        attributes = dict(element.attrib)
        if (is_hidden(attributes) or hiding.hides(element.tag, attributes)) and element.getparent() is not None:
            element.drop_tree()


def _drop_links(tree: Any) -> None:
    """Takes out paragraphs that are links to other stories, where there are others that are not."""
    paragraphs = [(part, "".join(part.itertext()).strip()) for part in tree.iter("p")]
    links = [part for part, text in paragraphs if 0 < len(text) <= LONGEST_LINK and _linked(part) >= LINKED * len(text)]
    if len(links) * 2 <= len(paragraphs):
        for part in links:
            part.drop_tree()


def _linked(part: Any) -> int:
    return sum(len("".join(link.itertext()).strip()) for link in part.iter("a"))


def _unwrap_layout(tree: Any) -> None:
    """Makes plain divisions of tables that hold a whole page: what stands in their cells are no figures."""
    cells = tree.xpath("//td[count(p) > 1 or count(div) > 1 or count(.//p) > 3]")
    tables = {above for cell in cells for above in cell.iterancestors("table")}
    parts = [part for part in tree.iter("tbody", "tr", "td") if next(part.iterancestors("table"), None) in tables]
    for part in [*tables, *parts]:
        part.tag = "div"


def _row(line: str) -> str:
    """A row of a table: "| 1 August | 14 |" as the extractor writes it; its rule "|---|---|" is nothing."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return "" if all(_RULE.fullmatch(cell) for cell in cells) else CELL_BREAK.join(cells)


def _metadata(meta: dict[str, str], found: Any) -> dict[str, Any]:
    times = (parse_time(meta[key]) for key in _TIMES if key in meta)
    fields = {
        "title": _first(meta, _TITLES) or getattr(found, "title", None),
        "author": _first(meta, _AUTHORS) or getattr(found, "author", None),
        "publisher": _first(meta, _PUBLISHERS) or getattr(found, "sitename", None),
        "published": next((time for time in times if time), None) or parse_time(getattr(found, "date", None) or ""),
        "language": meta.get("lang") or getattr(found, "language", None),
    }
    return {key: storable(value) if isinstance(value, str) else value for key, value in fields.items() if value}


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key)), None)
