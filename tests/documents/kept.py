"""How much of an article comes through, and whether any of the rubbish around it becomes a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.documents.articles import ARTICLES, JUNK, Article
from tests.documents.more_pages import MORE_PAGES
from tests.documents.pages import PAGES
from tests.documents.printed import PRINTED
from tracker.exchange.incoming.registry import parse
from tracker.reading.claims import read

BY_OTHERS = Path(__file__).parent / "by_others"
"""The same articles as other programs write them: their names begin with the number of the article."""


class Kept(NamedTuple):
    """What became of one document."""

    name: str
    sentences: int
    missing: tuple[str, ...]
    rubbish: tuple[str, ...]
    """Junk that stands in the text."""
    claimed: tuple[str, ...]
    """Junk that overlaps a proposed claim."""


def measured() -> Iterator[Kept]:
    """Each article in each form, made here and by other programs."""
    for number, article in enumerate(ARTICLES):
        for page in (*PAGES, *MORE_PAGES):
            yield _kept(f"{number} {page.__name__}.html", page(article), article)
        for make, suffix in PRINTED.items():
            yield _kept(f"{number} {make.__name__}.{suffix}", make(article), article)
    for path in sorted(BY_OTHERS.iterdir()):
        yield _kept(path.name, path.read_bytes(), ARTICLES[int(path.name[0])])


def _kept(name: str, raw: bytes, article: Article) -> Kept:
    text = parse(raw, name=name).text
    blocks = [_plain(block) for block in text.split("\n\n")]
    places = [(match.span(), junk) for junk in JUNK for match in re.finditer(re.escape(junk), text)]
    spans = [claim.span for claim in read(text) if claim.span] if places else []
    claimed = {junk for (start, end), junk in places for first, last in spans if first < end and last > start}
    missing = tuple(sentence for sentence in article.sentences if not _is_in(_plain(sentence), blocks))
    return Kept(name, len(article.sentences), missing, tuple(junk for _, junk in places), tuple(sorted(claimed)))


def _is_in(sentence: str, blocks: list[str]) -> bool:
    """A sentence that was torn into two paragraphs is not read as one."""
    return any(sentence in block for block in blocks)


def _plain(text: str) -> str:
    return " ".join(text.replace("“", '"').replace("”", '"').replace("’", "'").split())
