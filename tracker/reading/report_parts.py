"""A report cut up once: sentences with their numbers, dates, places, sayings and incidents."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.model.attribution import Attribution
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.reading.attribution import TextParts, attributions_in, parts_of
from tracker.reading.credits import is_credit
from tracker.reading.dates import DateMention, dates
from tracker.reading.finite_verbs import is_verbish
from tracker.reading.incidents import IncidentMention, mentions_in
from tracker.reading.lexicons import word_set
from tracker.reading.linking import Linker
from tracker.reading.not_counts import masked
from tracker.reading.places import PlaceMention, is_sort_of_place, places, surnames
from tracker.reading.quantities import quantities_in
from tracker.reading.sentences import paragraph_starts
from tracker.reading.tokens import Token, lowered

MANY = -1
"""In place of an incident's index: a mention of several events, which is none of them."""


class Sentence(NamedTuple):
    """One sentence with all that was found in it; offsets are those of the report."""

    start: int
    end: int
    words: list[Token]
    quantities: list[Quantity]
    dates: list[DateMention]
    places: list[PlaceMention]
    incidents: list[tuple[int, int]]
    """(offset of the mention, index of the incident or MANY)."""
    carried: int | None
    """Index of the incident that the passage is about when the sentence names none."""
    carried_far: bool
    """True when that incident was last named in another paragraph."""
    carried_is_main: bool
    """True when no other incident of the report up to here is named as often."""
    is_background: bool
    """True when the sentence tells of other events than the report's own ("a similar attack last year")."""
    paragraph: int
    city: str | None = None
    """What "the city" stands for: the last city or named place up to here."""
    country: str | None = None
    city_here: bool = False
    """True when that city was named in this paragraph."""
    city_alone: bool = False
    """True when it is the only one of the report up to here."""
    country_here: bool = False
    """As `city_here`, for the country."""
    carried_before: int | None = None
    """Index of the incident that the passage was about up to here."""


class ReportParts(NamedTuple):
    """Everything read from a report, before claims are made of it."""

    text: str
    narrator: str
    published: dt.date | None
    sentences: list[Sentence]
    sayings: list[list[Attribution]]
    """By sentence: those whose content reaches into it."""
    linker: Linker
    as_of: Period | None = None
    """The time for which the whole report gives its figures ("as of 9 February" in its head)."""


def report_parts(text: str, published: dt.date | None, narrator: str) -> ReportParts:
    """Reads a report once; see `ReportParts`."""
    cut = parts_of(text)
    found_dates = dates(text, published)
    masks = masked(text, found_dates)
    linker = Linker()
    sayings = _by_sentence(cut, attributions_in(cut, narrator))
    sentences = _sentences(cut, sayings, found_dates, masks, linker)
    return ReportParts(text, narrator, published, sentences, sayings, linker, _head_as_of(text, found_dates))


_HEAD = 400
"""Characters of the head of a report, where situation updates say when they were closed."""


def _head_as_of(text: str, found: list[DateMention]) -> Period | None:
    for date in found:
        if date.start > _HEAD:
            return None
        if date.period is not None and re.search(
            r"\b(?:as of|as at|situation at)\s*(?:\w+ )?$", text[: date.start], re.IGNORECASE
        ):
            return date.period
    return None


_DATELINE = re.compile(
    r"[A-Z][A-Z’'. -]{2,30}(?:, [A-Z][\w. ]{2,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"\s*(?:\([A-Za-z ./]{2,24}\)\s*)?(?:—|–|--| -)\s"
)
""" "KHARAVA (Newswire) - " in front of a wire story's first sentence."""


def _without_dateline(text: str, start: int, words: list[Token]) -> tuple[int, list[Token]]:
    found = _DATELINE.match(text, start) if start < _HEAD else None
    if found is None:
        return start, words
    rest = [word for word in words if word.start >= found.end()]
    return (rest[0].start, rest) if rest else (start, words)


def _by_sentence(cut: TextParts, sayings: list[Attribution]) -> list[list[Attribution]]:
    ends = [end for _, end in cut.sentences]
    found: list[list[Attribution]] = [[] for _ in cut.sentences]
    for saying in sayings:
        if is_credit(saying) or lowered(saying.source) in _NO_SOURCES or saying.source.startswith(_NO_OPENINGS):
            continue
        start, end = saying.content_span
        index = bisect_right(ends, start)
        while (
            index < len(found) and cut.sentences[index][0] < end and index < bisect_right(ends, start) + _LONGEST_SPEECH
        ):
            found[index].append(saying)
            index += 1
    return found


_NO_OPENINGS = ("With ", "with ", "Of ", "Among ", "Up from", "up from", "Down from", "down from")
"""What begins so is no speaker: "With 92 percent of the ballots counted", "up from 29 reported on Monday"."""
_NO_SOURCES = frozenset(("i", "we", "you", "who", "which", "no one", "nobody"))
"""Speakers inside a quotation, whose own source is the one quoted, and no speakers at all."""
_LONGEST_SPEECH = 60
"""Sentences that one quotation can run on."""


_BACKGROUND = re.compile(
    r"\b(?:similar|previous|another (?:\w+ )?(?:attack|bombing|blast|raid|strike|explosion|quake|flood|shooting)"
    r"|earlier (?:attack|this year|raid)|last (?:year|month)|in (?:19|20)\d\d|years? ago|followed)\b",
    re.IGNORECASE,
)
"""Words that tell of other events than the one a report is about."""


_OTHER_DAY = re.compile(
    r"\b(?:until|till|said|says|added|told \w+|announced|stated|reported|confirmed|wrote|tweeted|statement|speaking)"
    r"(?: (?:late|early|earlier|later))?(?: on)?\s*$"
)
"""In front of a day on which something was said, or until which it lasted, not on which it happened."""


def _is_of_saying_day(text: str, start: int, date: DateMention, sayings: list[Attribution]) -> bool:
    """ "said on Thursday", "lawmakers on Thursday accused the government": when it was said."""
    if _OTHER_DAY.search(text, max(start, date.start - 30), date.start):
        return True
    return any(
        saying.source_span is not None
        and saying.cue_span is not None
        and saying.source_span[0] < date.start
        and 0 < saying.cue_span[0] - date.end <= 2
        for saying in sayings
    )


_SAME_PLACE = re.compile(r"\b(?:(?:[Tt]he same|[Tt]his) (?:city|town|village|district)|[Tt]he (?:city|town|village))\b")
_OPENING = 5
"""Sentences within which a report names what it is about."""
_MAIN = 0.6
"""Share of the mentions that makes an incident the one that a report is about."""


class _Topic:
    """Which incident a report is about while it is read."""

    def __init__(self) -> None:
        self.carried: int | None = None
        self.carried_in = -1
        """Paragraph in which that incident was last named."""
        # Kept mention by mention: counting all of them at each sentence would cost the square of the length.
        self._times: Counter[int] = Counter()
        self._all = 0
        self._most: int | None = None
        self._opened: set[int] = set()

    def note(self, named: list[int], paragraph: int, *, goes_on: bool, opening: bool, background: bool) -> None:
        """Takes the incidents named in the next sentence. goes_on: the sentence before is of the same paragraph."""
        for index in named:
            self._count(index)
        if opening:
            self._opened.update(named)
        if named and not background:
            self.carried, self.carried_in = named[-1], paragraph
        elif not goes_on and self._most is not None:
            self.carried = self._most

    def _count(self, index: int) -> None:
        self._times[index] += 1
        self._all += 1
        # Of incidents named equally often the earliest.
        if self._most is None or (self._times[index], -index) > (self._times[self._most], -self._most):
            self._most = index

    def is_main(self) -> bool:
        """Whether the carried incident is named in the opening and no other as often."""
        index = self.carried
        return index in self._opened and self._times[index or 0] >= _MAIN * self._all


def _is_of_saying(place: Token, sayings: list[Attribution]) -> bool:
    """ "told reporters in Herat": where the speaker stood, not where it happened."""
    return any(
        saying.cue_span is not None
        and place.start >= saying.cue_span[1]
        and not saying.content_span[0] <= place.start < saying.content_span[1]
        and (saying.content_span[0] >= place.start or saying.content_span[1] <= saying.cue_span[0])
        and abs(place.start - saying.cue_span[1]) <= _NEAR_SAYING
        for saying in sayings
    )


_NEAR_SAYING = 60
"""Characters behind a word of saying in which it can be told where it was said."""


def _is_of_source(place: Token, sayings: list[Attribution]) -> bool:
    """ "Pakistan's disaster agency said": whose the speaker is."""
    return any(
        saying.source_span and saying.source_span[0] <= place.start < saying.source_span[1] for saying in sayings
    )


def _stands_alone(words: Sequence[Token], place: PlaceMention) -> bool:
    """ "in Upper Sava", "in Upper Sava district"; in "in Red Cross tents" the name may be anything."""
    following = words[place.last] if place.last < len(words) else None
    return (
        following is None
        or not following.is_word
        or is_sort_of_place(following.low)
        or following.low in word_set("grammar", "prepositions") | {"and", "or"}
        or is_verbish(words, place.last)
    )


class _Whereabouts:
    """What "the city" and "the country" stand for while a report is read."""

    def __init__(self, lead: Iterable[Sequence[Token]]) -> None:
        self.city: str | None = None
        self._country: str | None = None
        self._cities: set[str] = set()
        self.learned: set[str] = set()
        """Names that their position showed to be places."""
        self.people: set[str] = set().union(*map(surnames, lead))
        """Lower-case surnames; those of the opening are known from the title on."""
        self._city_in = self._country_in = -1

    def note(self, named: list[PlaceMention], words: Sequence[Token], paragraph: int) -> None:
        """Takes the places of the next sentence."""
        for place in named:
            if place.kind == "country":
                self._country, self._country_in = place.name, paragraph
            elif place.is_local or not any(other.is_local for other in named):
                self.city, self._city_in = place.name, paragraph
                self._cities.add(place.name)
            if place.kind == "named" and (" " not in place.name or _stands_alone(words, place)):
                self.learned.add(place.name)

    def now(self, paragraph: int) -> tuple[str | None, str | None, bool, bool, bool]:
        """The last fields of a `Sentence`."""
        alone = len(self._cities) == 1
        return self.city, self._country, self._city_in == paragraph, alone, self._country_in == paragraph


def _linked(
    known: list[IncidentMention], linker: Linker, same_place: str | None, *, same_paragraph: bool
) -> list[tuple[int, int]]:
    """The mentions with the index of the incident that each means; those that mean nothing yet are left out.

    same_place: what "the same city" stands for.
    """
    found: list[tuple[int, int]] = []
    for mention in known:
        if mention.found.place is None and same_place:
            mention = mention._replace(found=mention.found._replace(place=same_place))
        index = linker.add(mention, same_paragraph=same_paragraph)
        if index is not None or mention.many or mention.told_apart:
            found.append((mention.start, MANY if index is None else index))
    return found


def _with_headline(text: str, found: list[Sentence]) -> list[Sentence]:
    """A headline that names no incident, "Toll rises to 33", tells of the first one that the opening names."""
    for at, sentence in enumerate(found[:_LEAD]):
        single = next((index for _, index in sentence.incidents if index != MANY), None)
        if single is not None:
            heads = [place for place in range(at) if not found[place].incidents and not _is_closed(text, found[place])]
            for place in heads:
                found[place] = found[place]._replace(carried=single, carried_far=False, carried_is_main=True)
            break
    return found


def _is_closed(text: str, sentence: Sentence) -> bool:
    """Whether it ends as sentences do; headlines do not."""
    return text[sentence.start : sentence.end].rstrip("\"”’' ").endswith((".", ":"))


_LEAD = 4
"""Sentences of a report's opening that are read as one paragraph."""


def _is_of_labour(cut: TextParts) -> bool:
    """Whether the report is on a work stoppage: then "the strike" is no attack in any of its sentences."""
    words = {word.low for word in cut.words}
    return "strike" in words and len(words & word_set("incidents", "labour_sure.words")) > 1


def _sentences(
    cut: TextParts,
    sayings: list[list[Attribution]],
    found_dates: list[DateMention],
    masks: list[tuple[int, int]],
    linker: Linker,
) -> list[Sentence]:
    starts = paragraph_starts(cut.text)
    date_starts = [date.start for date in found_dates]
    found: list[Sentence] = []
    where, topic, labour = _Whereabouts(cut.sentence_words[:_LEAD]), _Topic(), _is_of_labour(cut)
    paragraph = -1
    for (start, end), words, said in zip(cut.sentences, cut.sentence_words, sayings, strict=True):
        start, words = _without_dateline(cut.text, start, words)
        own_paragraph = bisect_left(starts, start + 1) - 1
        same = own_paragraph == paragraph
        paragraph = own_paragraph
        own_dates = found_dates[bisect_left(date_starts, start) : bisect_left(date_starts, end)]
        where.people |= surnames(words)
        named = places(words, where.learned, where.people)
        own_places = [place for place in named if not _is_of_saying(words[place.first], said)]
        where.note(own_places, words, paragraph)
        same_place = where.city if _SAME_PLACE.search(cut.text, start, end) else None
        told = [date for date in own_dates if not _is_of_saying_day(cut.text, start, date, said)]
        usable = [place for place in own_places if not _is_of_source(words[place.first], said)]
        known = mentions_in(words, usable, told, labour=labour)
        incidents = _linked(known, linker, same_place, same_paragraph=same or len(found) < _LEAD)
        single = [index for _, index in incidents if index != MANY]
        background, carried_before = bool(_BACKGROUND.search(cut.text, start, end)), topic.carried
        topic.note(single, paragraph, goes_on=same, opening=len(found) < _OPENING, background=background)
        found.append(
            Sentence(
                start,
                end,
                words,
                quantities_in(words, masks),
                own_dates,
                own_places,
                incidents,
                topic.carried,
                topic.carried_in != paragraph,
                topic.is_main(),
                background,
                paragraph,
                *where.now(paragraph),
                carried_before,
            )
        )
    return _with_headline(cut.text, found)
