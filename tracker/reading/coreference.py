"""Which name a pronoun or a description stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tracker.reading.lexicons import table, word_set
from tracker.reading.mentions import Mention, acronyms, head_words, kind_of_words, mentions
from tracker.reading.sources import antecedent
from tracker.reading.tokens import Token, lowered

_LONGEST_APPOSED = 80
"""Characters behind "said the mayor" in which the mayor's name ends."""
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
        end = start + len(phrase)
        until = cue if cue is None or cue > end else min(len(self._text), end + _LONGEST_APPOSED)
        apposed = _APPOSED.match(self._text, end, until) if until else None
        if apposed and _is_description(phrase) and (" " in apposed["name"] or not _is_one_person(phrase)):
            return apposed["name"]
        called = _CALLED.match(self._text, end, until) if until else None
        if called and _is_description(phrase):
            return called["name"]
        if lowered(phrase) in ("which", "who"):
            phrase, start = self._antecedent(phrase, start)
        plain = _plain(_without_whereabouts(phrase))
        low = lowered(plain)
        if self._narrator not in ("", "the report") and (low == "we" or low.startswith("our ")):
            return self._narrator
        if low in ("he", "she"):
            near = self._latest_speaker(start) or self._latest(start, ("person",))
            return near or self._latest_speaker(start, before=True) or plain
        if low in ("they", "we"):
            return self._latest(start, ("group", "military", "government", "ngo")) or plain
        if low == "it":
            near = self._latest(start, ("group", "government", "ngo", "outlet", "military"))
            return near or self._latest_body(start) or plain
        if self._narrator and plain.lower() == self._narrator.lower():
            return self._narrator
        if _names_part_of(plain, self._narrator) and _is_definite(phrase):
            return self._narrator
        if phrase[:4].lower() == "the " and plain in self._narrator.split() and kind_of_words([plain]) == "group":
            return self._narrator  # "the Front" in a communiqué of the Red Front
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
            words = head_words(mention.name.lower().split())
            if floor <= mention.start < start and len(words) > 1 and words[-1] == head:
                return mention.name
        return None

    def _latest_speaker(self, start: int, *, before: bool = False) -> str | None:
        """The last source before `start` in this paragraph, or also in the one before, that may be a person."""
        floor = self._paragraph_before(start, whole=before)
        for mention in reversed(self._sources[-12:]):
            if floor <= mention.start < start:
                return mention.name if mention.kind in ("person", "other") or _is_person(mention.name) else None
        return None

    def _latest_body(self, start: int) -> str | None:
        """The last source of this paragraph, when it is nobody who could be called "he": a company, a league."""
        floor = self._paragraph_before(start)
        near = next((source for source in reversed(self._sources[-12:]) if floor <= source.start < start), None)
        return near.name if near and near.kind == "other" and not _is_person(near.name) else None

    def note(self, name: str, start: int, end: int, kind: str | None = None) -> None:
        """Remembers a source, so that later pronouns may mean it; pronouns themselves are nobody."""
        if lowered(name) in word_set("grammar", "pronouns"):
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

    def _paragraph_before(self, start: int, *, whole: bool = False) -> int:
        """Where the line before this one begins, at most 3,000 characters back; whole: blank lines are no lines."""
        lowest = max(0, start - 3000)
        here = self._text.rfind("\n", lowest, start)
        while whole and here > lowest and self._text[here - 1].isspace():
            here -= 1
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
        if kinds == ("ngo",):
            return self._same_head(head, start) or self._latest(start, ("ngo",))
        same = self._same_head(head, start)
        anonymous = head in word_set("words", "coreference_anonymous_groups")
        named = self._latest(start, ("group",)) if anonymous and not same else None
        return same or (named if named and not named.islower() else None)  # "the group" is not "the coalition"

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
    r",\s+(?P<name>[A-Z](?:[a-z]{0,2}\.|[\w’'-]+)"
    r"(?: (?:[A-Z](?:[a-z]{0,2}\.|[\w’'-]*)|(?:al|el|ad|ar|as)-[A-Z][\w.’'-]*|al|bin|de|van|von)){0,4})"
    r"(?:,\s(?!(?:and|or)\b)|\.(?=\s|$))"
)
"""A name behind a description: "her rival, Jan Petri, said", "said its negotiator, Mila Kerr."."""
_CALLED = re.compile(
    r",\s+(?:[a-z]+ ){0,3}?(?:known|identified|who (?:gave (?:his|her) name|identified (?:him|her)self))"
    r"(?: only| locally)? as\s+(?P<name>[A-Z][\w.’'-]+(?:\s+(?:[A-Z][\w.’'-]*|al|bin|de|van|von)){0,3}),\s"
)
""" "a teacher who gave his name as Abu Karim", "the commander, known as Jaal Gemechu": behind a description."""
_SAYS_WHEN = re.compile(
    r"\s{1,9}(?:late |early )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?$"
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
    """Without article, brackets and possessive: "the Islamic State (IS)", "its head Ida Marsh" -> "head Ida Marsh"."""
    text = re.sub(r"\s*\([^)]{0,40}\)", "", re.sub(r"\s+", " ", phrase)).strip(" ,")
    text = _POSSESSED.sub("", text, count=1)
    return re.sub(r"^(?:the|a|an)\s+", "", text, count=1, flags=re.IGNORECASE) or text


_POSSESSED = re.compile(r"^(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)\s(?=(?:[a-z-]{1,20}\s){1,3}[A-Z])")
"""Before an office with a name: "its chairwoman Lida Farr", not "his lawyer"."""
