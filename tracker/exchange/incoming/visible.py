"""What a reader of a web page sees, by the standard library alone: no depth, size or entity can stop it.

It counts what the page holds and what it hides, gathers the metadata, and its text is the fallback when the article
extractor keeps next to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from tracker.exchange.incoming.markup import without_unread_parts
from tracker.exchange.incoming.style_sheets import HIDING_STYLE, Hiding

_NOT_TEXT = frozenset({"script", "style", "template", "noscript", "iframe", "svg", "math", "object", "canvas"})
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "select", "menu", "dialog"})
"""Left out of the fallback text, but counted: a reader does see it."""
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"}
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "tr",
        "table",
        "section",
        "article",
    }
    | {"header", "main", "figcaption", "dt", "dd", "pre", "br", "hr", "body", "td", "th", "address", "caption"}
)
_CLOSES_ITSELF = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
"""Elements that a sibling of the same name ends, as in HTML."""
_BLANKS = re.compile(r"\s+")


NOTHING_HIDDEN = Hiding()


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether an element's own attributes keep it from a reader's eyes."""
    return "hidden" in attributes or HIDING_STYLE.search(attributes.get("style") or "") is not None


def visible_text(html: str, hiding: Hiding = NOTHING_HIDDEN) -> VisibleText:
    """The page, read to its end. hiding: what its style sheets hide."""
    markup, swallowed = without_unread_parts(html)
    page = VisibleText(hiding)
    page.feed(markup)
    page.close()
    page.hidden_characters += swallowed
    page.total_characters += swallowed
    return page


class VisibleText(HTMLParser):
    """What a page shows; made by `visible_text`."""

    def __init__(self, hiding: Hiding) -> None:
        super().__init__(convert_charrefs=True)
        self._hiding = hiding
        self.total_characters = 0
        """Of all text, hidden or not; scripts and styles are no text."""
        self.hidden_characters = 0
        self.elements = 0
        self.attributes = 0
        self.most_attributes = 0
        """Of one element."""
        self.meta: dict[str, str] = {}
        """Lower-case name or property -> content, first one wins; "title" is the title element, "lang" the page's."""
        self._open: list[tuple[str, bool, bool]] = []
        self._open_names: Counter[str] = Counter()
        self._hidden_depth = 0
        self._furniture_depth = 0
        self._skip: str | None = None
        self._title: list[str] | None = None
        self._blocks: list[list[str]] = [[]]

    @property
    def text(self) -> str:
        """Visible text without navigation and forms, one block a line, a blank line between."""
        blocks = (_BLANKS.sub(" ", "".join(block)).strip() for block in self._blocks)
        return "\n\n".join(block for block in blocks if block)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        self.attributes += len(attrs)
        self.most_attributes = max(self.most_attributes, len(attrs))
        attributes = dict(attrs)
        self._note_metadata(tag, attributes)
        if tag in _BLOCKS:
            self._blocks.append([])
        if tag in _NOT_TEXT:
            self._skip = self._skip or tag
            return
        if tag in _VOID or self._skip:
            return
        if tag in _CLOSES_ITSELF and self._open and self._open[-1][0] == tag:
            self._pop()
        hides, furniture = is_hidden(attributes) or self._hiding.hides(tag, attributes), tag in _FURNITURE
        self._open.append((tag, hides, furniture))
        self._open_names[tag] += 1
        self._hidden_depth += hides
        self._furniture_depth += furniture

    def handle_endtag(self, tag: str) -> None:
        if self._skip:
            if tag == self._skip:
                self._skip = None
            return
        if tag == "title" and self._title is not None:
            self.meta.setdefault("title", _BLANKS.sub(" ", "".join(self._title)).strip())
            self._title = None
        if tag in _BLOCKS:
            self._blocks.append([])
        if self._open_names[tag]:
            while self._pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
            return
        if self._skip:
            return
        seen = len(data.strip())
        self.total_characters += seen
        if self._hidden_depth:
            self.hidden_characters += seen
        elif not self._furniture_depth:
            self._blocks[-1].append(data)

    def _pop(self) -> str:
        tag, hides, furniture = self._open.pop()
        self._open_names[tag] -= 1
        self._hidden_depth -= hides
        self._furniture_depth -= furniture
        return tag

    def _note_metadata(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "title" and "title" not in self.meta and not self._skip:
            self._title = []
        elif tag == "html" and attributes.get("lang"):
            self.meta.setdefault("lang", attributes["lang"] or "")
        elif tag == "meta":
            key = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
            content = (attributes.get("content") or "").strip()
            if key and content:
                self.meta.setdefault(key, content)
