"""Which name a pronoun or a description stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table, word_set
from tracker.reading.sources import antecedent
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
    lowered = _head_words([word.lower() for word in words])
    groups = table("grammar")["generic_groups"]
    for word in reversed(lowered):
        for kind in ("group", "government", "military", "person", "outlet", "ngo"):
            if word in groups[kind] or (word.endswith("s") and word[:-1] in groups[kind]):
                return kind
    if any(word in word_set("words", "coreference_known_groups") for word in lowered):
        return "group"
    return "other"


def _head_words(lowered: list[str]) -> list[str]:
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


_FAR = 40
"""Words in which the noun before a relative pronoun stands."""


class Resolver:
    """Finds what "he", "they" or "the group" stands for, looking back from an offset."""

    def __init__(self, text: str, words: Sequence[Token], narrator: str = "") -> None:
        self._text = text
        self._words = words
        self._narrator = narrator
        self._short = acronyms(text)
        self._mentions = mentions(text, words)
        self._starts = [mention.start for mention in self._mentions]
        self._sources: list[Mention] = []

    def name(self, phrase: str, start: int, cue: int | None = None) -> str:
        """The name behind the words `phrase` that stand at offset `start`; the words themselves when unclear.

        cue: offset of the word of saying; a name in apposition may stand before it.
        """
        apposed = _APPOSED.match(self._text, start + len(phrase), cue) if cue else None
        if apposed and _is_description(phrase) and (" " in apposed["name"] or not _is_one_person(phrase)):
            return apposed["name"]
        if phrase.lower() in ("which", "who"):
            phrase, start = self._antecedent(phrase, start)
        plain = _plain(_without_whereabouts(phrase))
        low = plain.lower()
        if self._narrator not in ("", "the report") and (low == "we" or low.startswith("our ")):
            return self._narrator
        if low in ("he", "she"):
            return self._latest_speaker(start) or self._latest(start, ("person",)) or plain
        if low in ("they", "we"):
            return self._latest(start, ("group", "military", "government", "ngo")) or plain
        if low == "it":
            return self._latest(start, ("group", "government", "ngo", "outlet", "military")) or plain
        if self._narrator and plain.lower() == self._narrator.lower():
            return self._narrator
        if _names_part_of(plain, self._narrator) and _is_definite(phrase):
            return self._narrator
        head = low.split()[-1] if low else ""
        if phrase.lower().startswith(("the ", "this ", "that ")) and len(low.split()) == 1 and not plain[0].isupper():
            return self._described(head, start) or self._named_by(head, start) or plain
        if _is_definite(phrase) and plain.islower():
            return self._in_full(plain, start) or plain
        return self._short.get(plain, plain)

    def _antecedent(self, relative: str, start: int) -> tuple[str, int]:
        """Words and offset of the noun that "which" or "who" takes up; its own where there is none."""
        at = bisect_left(self._words, start, key=lambda word: word.start)
        near = self._words[max(0, at - _FAR) : at + 1]
        found = antecedent(near, len(near) - 1)
        if found is None:
            return relative, start
        first, last = near[found[0]].start, near[found[1] - 1].end
        return self._text[first:last], first

    def _in_full(self, plain: str, start: int) -> str | None:
        """ "the defence ministry": the last source whose name holds these words."""
        for mention in reversed(self._sources[-20:]):
            if mention.start < start and _names_part_of(plain, mention.name):
                return mention.name
        return None

    def _named_by(self, head: str, start: int) -> str | None:
        """ "the source": the last source of this or the last paragraph that was called one."""
        floor = self._paragraph_before(start)
        for mention in reversed(self._sources[-12:]):
            words = _head_words(mention.name.lower().split())
            if floor <= mention.start < start and len(words) > 1 and words[-1] == head:
                return mention.name
        return None

    def _latest_speaker(self, start: int) -> str | None:
        """The last source before `start`, in this paragraph or the one before, that may be a person."""
        floor = self._paragraph_before(start)
        for mention in reversed(self._sources[-12:]):
            if floor <= mention.start < start:
                return mention.name if mention.kind in ("person", "other") or _is_person(mention.name) else None
        return None

    def note(self, name: str, start: int, end: int, kind: str | None = None) -> None:
        """Remembers a source, so that later pronouns may mean it; pronouns themselves are nobody."""
        if name.lower() in word_set("grammar", "pronouns"):
            return
        self._sources.append(Mention(start, end, name, kind or kind_of_words(name.split())))

    def _latest(self, start: int, kinds: tuple[str, ...]) -> str | None:
        floor = self._paragraph_before(start)
        best: Mention | None = None
        for mention in reversed(self._sources[-12:]):
            if floor <= mention.start < start and (
                mention.kind in kinds or (kinds == ("person",) and _is_person(mention.name))
            ):
                best = mention
                break
        index = bisect_left(self._starts, start) - 1
        while index >= 0 and self._starts[index] >= floor:
            mention = self._mentions[index]
            if best and mention.start <= best.start:
                break
            if best and mention.end == best.end:
                break
            if mention.kind in kinds and not self._is_object(mention):
                return self._short.get(mention.name, mention.name)
            index -= 1
        return self._short.get(best.name, best.name) if best else None

    def _paragraph_before(self, start: int) -> int:
        """Where the paragraph before this one begins; at most 3,000 characters back."""
        lowest = max(0, start - 3000)
        here = self._text.rfind("\n", lowest, start)
        return max(lowest, self._text.rfind("\n", lowest, here)) if here > 0 else lowest

    def _is_object(self, mention: Mention) -> bool:
        before = self._text[max(0, mention.start - 12) : mention.start].lower().split()
        if before and before[-1] in ("the", "a", "an"):
            before.pop()
        return bool(before) and before[-1] in ("of", "in", "from", "on", "at", "near", "against", "by")

    def _described(self, head: str, start: int) -> str | None:
        groups = table("grammar")["generic_groups"]
        kinds = tuple(kind for kind, heads in groups.items() if head in heads)
        if not kinds or head in (
            "report",
            "statement",
            "study",
            "article",
            "survey",
            "officials",
            "authorities",
            "police",
        ):
            return None
        if head in self._narrator.lower().split() and "person" not in kinds:
            return self._narrator
        if kinds == ("person",):
            return self._latest(start, ("person",))
        same = self._same_head(head, start)
        anonymous = head in word_set("words", "coreference_anonymous_groups")
        return same or (self._latest(start, ("group",)) if anonymous else None)

    def _same_head(self, head: str, start: int) -> str | None:
        for mention in reversed(self._sources[-20:]):
            if mention.start < start and mention.name.lower().split()[-1:] == [head] and " " in mention.name:
                return mention.name
        index = bisect_left(self._starts, start) - 1
        floor = max(0, index - 40)
        while index >= floor:
            words = self._mentions[index].name.lower().split()
            if head in words and len(words) > 1:
                return self._mentions[index].name
            index -= 1
        return None


def _is_definite(phrase: str) -> bool:
    return phrase.lower().startswith("the ") or phrase[:1].isupper()


def _names_part_of(plain: str, name: str) -> bool:
    """Whether the words stand in a longer name: "police command" in "Northern Police Command"."""
    words, whole = plain.lower().split(), name.lower().split()
    length = len(words)
    return 2 <= length < len(whole) and any(whole[at : at + length] == words for at in range(len(whole) - length + 1))


def _is_person(name: str) -> bool:
    words = name.split()
    if kind_of_words(words) not in ("person", "other"):
        return False
    return 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words)


def _is_description(phrase: str) -> bool:
    """ "her rival", "the governor of South Kivu": the head is no name, though its complement may be."""
    head = re.split(r"\b(?:of|for|in|at|from)\b", phrase, maxsplit=1)[0].split()
    return bool(head) and not head[-1][:1].isupper()


def _is_one_person(phrase: str) -> bool:
    return kind_of_words(_plain(phrase).split()) in ("person", "other")


_APPOSED = re.compile(
    r",\s+(?P<name>[A-Z][\w.’'-]+(?:\s+(?:[A-Z][\w.’'-]*|(?:al|el|ad|ar|as)-[A-Z][\w.’'-]*|al|bin|de|van|von)){0,4}),\s(?!(?:and|or)\b)"
)
"""A name between commas behind a description: "her rival, Jan Petri, said"."""
_SAYS_WHEN = re.compile(
    r"\s+(?:late |early )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?$"
)
""" "the army on Monday": the day belongs to the saying."""
_WHEREABOUTS = re.compile(
    r"^(?P<who>.*\b(?:forces|troops|officials|authorities|police|army|residents|militants|rebels|sources|officers|doctors|medics|activists))"
    r"\s+(?:in|at|from|near)\s+.+$"
)


def _without_whereabouts(phrase: str) -> str:
    """ "U.S. forces in Afghanistan" -> "U.S. forces"."""
    phrase = _SAYS_WHEN.sub("", phrase)
    found = _WHEREABOUTS.match(phrase)
    return found["who"] if found else phrase


def _plain(phrase: str) -> str:
    """Without article, brackets and possessive: "the Islamic State (IS)" -> "Islamic State"."""
    text = re.sub(r"\s*\([^)]{0,40}\)", "", re.sub(r"\s+", " ", phrase)).strip(" ,")
    return re.sub(r"^(?:the|a|an)\s+", "", text, count=1, flags=re.IGNORECASE) or text
