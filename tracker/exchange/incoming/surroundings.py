"""What stands around an article under a heading of its own: comments, other stories, references, letters of news.

Names of elements often say nothing of them; their headings do.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

MOST_OF_A_PAGE = 0.5
"""Share of a page's text from which what is under such a heading is not beside the article: it is most of it."""

_LEVELS = ("h2", "h3", "h4", "h5", "h6")
_LONGEST_HEADING = 60
_AROUND = re.compile(
    r"(?:all |\d[\d,.]* )?(?:comments?|repl(?:y|ies)|responses?)(?: \(\d[\d,.]*\))?"
    r"|(?:join the|leave a|post a|add a) (?:discussion|conversation|reply|comment)"
    r"|(?:most |more )?(?:read|viewed|popular|shared)|read (?:next|more|also)|up next|trending(?: now)?|top stories"
    r"|related(?: (?:articles?|stories|content|news|coverage|links|topics|reading|posts?))?"
    r"|more (?:in|from) .{1,40}|more (?:stories|news|coverage)|other (?:stories|news|releases)|editor['’]?s['’]? picks"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: (?:for you|stories|reading))?|don['’]t miss"
    r"|see also|references|external links|further reading|about the authors?"
    r"|(?:our |the )?newsletters?|(?:sign up|subscribe)\b.{0,40}|stay informed|follow us|share this(?: \w+)?",
    re.IGNORECASE,
)


def drop_surroundings(tree: Any) -> None:
    """Takes them out of a page: the box that such a heading begins, else what follows it up to the next one."""
    most = MOST_OF_A_PAGE * _length(tree)
    for heading in list(tree.iter(*_LEVELS)):
        words = " ".join("".join(heading.itertext()).split())
        if len(words) > _LONGEST_HEADING or not _AROUND.fullmatch(words.rstrip(" :…")):
            continue
        parts = _under(heading)
        if sum(map(_length, parts)) <= most:
            for part in parts:
                if part.getparent() is not None:
                    part.drop_tree()


def _under(heading: Any) -> list[Any]:
    box = heading.getparent()
    if box is None:
        return []
    is_first = not (box.text or "").strip() and next(box.iterchildren(), None) is heading
    if is_first and box.tag in ("div", "section", "aside", "ul", "ol", "footer"):
        return [box]
    level = _LEVELS.index(heading.tag)
    return [heading, *takewhile(lambda part: part.tag not in ("h1", *_LEVELS[: level + 1]), heading.itersiblings())]


def _length(part: Any) -> int:
    return sum(len(text) for text in part.itertext())
