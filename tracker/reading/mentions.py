"""Names in a text, what kind of thing each names, and the short forms that the text explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table, word_set
from tracker.reading.tokens import Token


class Mention(NamedTuple):
    """A name in the text."""

    start: int
    end: int
    name: str
    kind: str
    """person, group, government, military, outlet, ngo, place or other."""


def acronyms(text: str) -> dict[str, str]:
    """Short forms that the text itself explains: {"SDF": "Syrian Democratic Forces"}.

    >>> acronyms("The Syrian Democratic Forces (SDF) advanced.")
    {'SDF': 'Syrian Democratic Forces'}
    """
    found: dict[str, str] = {}
    for match in re.finditer(r"\(([A-Z][A-Za-z]{1,7})\)", text):
        short = match.group(1)
        if sum(letter.isupper() for letter in short) < 2:
            continue
        before = text[max(0, match.start() - 90) : match.start()].split()
        long = _spelled_out(before, short)
        if long:
            found.setdefault(short, long)
    return found


def _spelled_out(before: Sequence[str], short: str) -> str | None:
    """The capitalised words before a bracket whose initials give the short form."""
    letters = [letter for letter in short if letter.isupper()]
    for start in range(len(before) - 1, max(-1, len(before) - 12), -1):
        if re.search(r"[.;:!?]$", before[start]) and start < len(before) - 1:
            break
        words = [word for word in re.split(r"[\s-]+", " ".join(before[start:])) if word]
        initials = [word[0] for word in words if word[0].isupper()]
        if initials == letters and before[start][0].isupper():
            return " ".join(before[start:])
    return None


def kind_of_words(words: Sequence[str]) -> str:
    """What a phrase names, by its telling word: "defence ministry" is government."""
    lowered = head_words([word.lower() for word in words])
    if lowered[-2:] == ["general", "staff"]:
        return "military"
    groups = table("grammar")["generic_groups"]
    for word in reversed(lowered):
        for kind in ("group", "government", "military", "person", "outlet", "ngo"):
            if word in groups[kind] or (word.endswith("s") and word[:-1] in groups[kind]):
                return kind
    if any(word in word_set("words", "coreference_known_groups") for word in lowered):
        return "group"
    return "other"


def head_words(lowered: list[str]) -> list[str]:
    """ "spokesman for the insurgents" -> "spokesman": what follows a preposition only describes."""
    ends = next((at for at, word in enumerate(lowered) if at and word in ("for", "from", "in", "at", "with")), None)
    return lowered[:ends]


@cache
def _not_names() -> frozenset[str]:
    keys = ("determiners", "pronouns", "auxiliaries", "adverbs", "subordinators", "prepositions")
    return frozenset().union(*(word_set("grammar", key) for key in keys)) | {"and", "or", "meanwhile", "yes"}


def mentions(text: str, words: Sequence[Token], places: frozenset[int] = frozenset()) -> list[Mention]:
    """Capitalised names, in order. places: offsets at which a place name begins."""
    found: list[Mention] = []
    at = 0
    while at < len(words):
        if not (words[at].is_capital and words[at].is_word and words[at].low not in _not_names()):
            at += 1
            continue
        last = at + 1
        while (
            last < len(words) and _continues(words, last) and "\n" not in text[words[last - 1].end : words[last].start]
        ):
            last += 1
        while last > at + 1 and not words[last - 1].is_capital:
            last -= 1
        found.append(_mention(text, words, at, last, places))
        at = last
    articles = {words[at + 1].start for at, word in enumerate(words[:-1]) if word.low in ("the", "a", "an")}
    return _with_surnames(found, articles)


def _with_surnames(found: list[Mention], articles: set[int]) -> list[Mention]:
    """ "Sand refused", after "Leon Sand": the same person, by the full name; "the Mission" is nobody's.

    articles: offsets behind an article.
    """
    full: dict[str, str] = {}
    for at, mention in enumerate(found):
        if mention.name in full and mention.kind == "other" and mention.start not in articles:
            found[at] = mention._replace(name=full[mention.name], kind="person")
        elif mention.kind == "person" and " " in mention.name:
            full.setdefault(mention.name.split()[-1], mention.name)
    return found


def _continues(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if token.is_word and token.is_capital:
        return words[at].start - words[at - 1].end <= 1
    if token.text in ".-'’" and at + 1 < len(words):
        following = words[at + 1]
        glued = token.start == words[at - 1].end
        return glued and following.is_capital and (token.text != "." or len(words[at - 1].text) <= 3)
    return (
        token.low in ("of", "al", "bin", "ibn", "el")
        and at + 1 < len(words)
        and (words[at + 1].is_capital or words[at + 1].text == "-")
    )


def _names_a_person(names: Sequence[str], before: str) -> bool:
    titles = word_set("grammar", "titles")
    if names[0].lower() in titles or before in titles:
        return True
    return len(names) in (2, 3) and all(name[:1].isupper() and not name.isupper() for name in names)


def _mention(text: str, words: Sequence[Token], first: int, last: int, places: frozenset[int]) -> Mention:
    names = [words[index].text for index in range(first, last)]
    kind = kind_of_words(names)
    before = words[first - 1].low if first else ""
    if kind == "other" and before in table("grammar")["generic_groups"]["ngo"]:
        kind = "ngo"  # "the consultancy Orbis Energy"
    if kind == "other":
        if words[first].start in places:
            kind = "place"
        elif _names_a_person(names, before):
            told = kind_of_words([before]) if before else "other"
            grouped = before == "the" and names[0].lower() not in word_set("grammar", "titles")
            kind = told if told not in ("other", "person") else "group" if grouped else "person"
        elif names[0].isupper() and len(names[0]) > 1:
            kind = "group"
    start, end = words[first].start, words[last - 1].end
    return Mention(start, end, re.sub(r"\s+", " ", text[start:end]), kind)
