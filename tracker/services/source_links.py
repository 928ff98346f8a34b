"""Which known source a name means; new ones are created."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tracker.model.change import Change
from tracker.model.query import ClaimQuery
from tracker.model.source import Alias, Source, SourceKind
from tracker.services.base import number_of
from tracker.services.cached import ENTRIES_READ, OfKind
from tracker.services.naming import (
    all_words,
    core_words,
    is_fuller,
    is_generic,
    known,
    likely_kind,
    national_office,
    one_line,
    person_of,
    said_name,
    spokesman,
)
from tracker.services.readers import canonical_name, likely_name_keys, name_likeness, plain_name
from tracker.services.voices import Voice
from tracker.store.ports import Store, Write

SAME_NAME = 0.9
"""Similarity of names from which two sources are one; below it a new source is made, which an analyst can merge."""

OF_ONE_REPORT = re.compile(r"\(R\d+\)$")
"""Ends a name that means somebody in one report only."""

BY_HAND = ("analyst", "table")
"""Origins of aliases that hold everywhere; others may hold in their report only."""


def names_of(source: Source) -> tuple[str, ...]:
    """The name and all aliases."""
    return (source.name, *(alias.name for alias in source.aliases))


def telling_names(source: Source) -> tuple[str, ...]:
    """The names that mean the source in any report: not "the ministry", nor a family name, that one report used."""

    def holds_everywhere(alias: Alias) -> bool:
        if alias.origin in BY_HAND:
            return True
        return not is_generic(alias.name) and (" " in alias.name or person_of(source.name) is None)

    return (source.name, *(alias.name for alias in source.aliases if holds_everywhere(alias)))


class SourceNames:
    """Names -> known sources."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources: dict[str, Source] = {}
        self._by_name: dict[str, str] = {}
        self._alike: dict[object, set[str]] = defaultdict(set)
        self._likely: dict[object, set[str]] = defaultdict(set)
        for source in sources:
            self.note(source)

    def note(self, source: Source) -> None:
        """Adds a source, or its newer state."""
        self._sources[source.id] = source
        for name in telling_names(source):
            self._by_name.setdefault(plain_name(name), source.id)
            for key in _keys(name, None):
                self._alike[key].add(source.id)
            for key in likely_name_keys(name):
                self._likely[key].add(source.id)

    def source(self, source_id: str) -> Source:
        """A source as it was last noted."""
        return self._sources[source_id]

    def copied(self) -> SourceNames:
        """A copy that can take in more without changing this one."""
        other = SourceNames(())
        other._sources, other._by_name = dict(self._sources), dict(self._by_name)
        other._alike = defaultdict(set, {key: set(ids) for key, ids in self._alike.items()})
        other._likely = defaultdict(set, {key: set(ids) for key, ids in self._likely.items()})
        return other

    def find(self, name: str, *, country: str | None = None) -> Source | None:
        """The source of that name: the same words, an alias, nearly the same name, or clearly a short form of it.

        country: the one the report is about: its "Interior Ministry" is that country's.
        """
        exact = self._by_name.get(plain_name(name))
        if exact:
            return self._sources[exact]
        if OF_ONE_REPORT.search(name):
            return None  # "(R1)" and "(R2)" look alike
        # Of very many sources few share a key with the name, and no other can be the same.
        likely = {source_id for key in likely_name_keys(name) for source_id in self._likely.get(key, ())}
        scored = (
            (max(name_likeness(name, other) for other in telling_names(source)), source)
            for source in (self._sources[source_id] for source_id in sorted(likely, key=number_of))
        )
        likeness, source = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return source if likeness >= SAME_NAME else self._other_form(name, country)

    def _other_form(self, name: str, country: str | None) -> Source | None:
        """The only source that the name can be a shorter or a fuller form of; None when there are two."""
        ids = {source_id for key in _keys(name, country) for source_id in self._alike.get(key, ())}
        fitting = [self._sources[key] for key in ids if _are_forms(name, self._sources[key], country)]
        return fitting[0] if len(fitting) == 1 else None


def _keys(name: str, country: str | None) -> list[object]:
    """What a name shares with its other forms."""
    person = person_of(name)
    if person:
        return [("person", plain_name(person))] if " " in person else []
    office = national_office(name, country or _country_of_suffix(name))
    core = core_words(name)
    return [office] if office else [core] if core else []


def _country_of_suffix(name: str) -> str | None:
    from tracker.services.readers import country_of_place

    bare = said_name(name)
    return country_of_place(name[len(bare) :].strip(" ()")) if bare != name else None


def _are_forms(name: str, source: Source, country: str | None) -> bool:
    """Whether a name that shares a key with a source can be its name: nothing telling stands in one of them only."""
    if person_of(name):
        bodies = {plain_name(spoken.body) for n in (name, source.name) if (spoken := spokesman(n)) and spoken.body}
        return len(bodies) <= 1
    if national_office(name, country):
        return True
    kinds = {likely_kind(name), source.kind} - {SourceKind.UNKNOWN}
    if len(kinds) > 1 or (canonical_name(name) and canonical_name(source.name)):
        return False
    words = all_words(name)
    return all(words <= other or other <= words for other in map(all_words, telling_names(source)))


class NamesOfRun:
    """The names of all sources, kept from one transaction of a long run to the next. For one thread at a time.

    Reading all sources anew for each of ten thousand reports would take hours.
    """

    def __init__(self) -> None:
        self._names: SourceNames | None = None
        self._unsettled: SourceNames | None = None
        self._head: tuple[int, str] = (0, "")

    @contextmanager
    def within(self, write: Write) -> Iterator[SourceNames]:
        """The names as they are now, to be added to; forgotten unless `keep` is called once the transaction is over."""
        names = self._names if self._names is not None and self._still_hold(write) else SourceNames(write.sources())
        self._names = self._unsettled = None
        yield names
        self._unsettled = names

    def keep(self, change: Change | None) -> None:
        """The transaction has ended well, with this entry: the names are those of the case after it."""
        if change is not None:
            self._names, self._head = self._unsettled, (change.seq, change.hash)

    def _still_hold(self, write: Write) -> bool:
        head = write.head()
        if head == self._head:
            return True
        changes = write.changes(after=self._head[0], limit=ENTRIES_READ + 1)
        if len(changes) > ENTRIES_READ or not changes or changes[0].prev != self._head[1]:
            return False
        self._head = head
        return all(edit.kind != "source" for change in changes for edit in change.edits)


def kept_names(store: Store) -> OfKind[SourceNames]:
    """The names of all sources of a case."""
    return OfKind(store, "source", lambda: SourceNames(store.sources()))


class SourceLinks:
    """Names -> sources within one transaction; new ones are created."""

    def __init__(self, write: Write, names: SourceNames | None = None, *, are_own: bool = False) -> None:
        """names: those of all sources of the case as they are now, where somebody has them.

        are_own: they may be added to; else they are not changed.
        """
        self._write = write
        self._names = names or SourceNames(write.sources())
        self._are_own = are_own or names is None

    @property
    def names(self) -> SourceNames:
        """Those of all sources of the case as they are now."""
        return self._names

    def named(self, name: str, *, origin: str, kind: SourceKind | None = None, country: str | None = None) -> Source:
        """The source of that name, created if it is new; another form becomes an alias, a fuller one the name.

        origin: see Alias. country: see `SourceNames.find`.
        """
        return self.voiced(Voice(one_line(name), country), origin=origin, kind=kind)

    def voiced(self, voice: Voice, *, origin: str, written: str = "", kind: SourceKind | None = None) -> Source:
        """The source of a resolved name. written: as the report has it, kept as an alias where it differs."""
        found = self._names.find(voice.name, country=voice.country)
        if found is None:
            found = self._create(voice, kind, origin)
        found = self._called(found, said_name(voice.name), origin)
        return self._called(found, one_line(written), origin) if written else found

    def _called(self, source: Source, name: str, origin: str) -> Source:
        """The source with one more name, unless it has it."""
        if plain_name(name) in {plain_name(other) for other in (*names_of(source), said_name(source.name))}:
            return source
        renamed_by_hand = any(alias.origin == "analyst" for alias in source.aliases)
        if is_generic(name) or renamed_by_hand or not is_fuller(name, source.name):
            alias = Alias(name=name, origin=origin)
            return self._put(source.model_copy(update={"aliases": (*source.aliases, alias)}))
        claims = self._write.claims(ClaimQuery(source_id=source.id))
        former = Alias(
            name=said_name(source.name), origin=next((claim.report or "analyst" for claim in claims), origin)
        )
        for claim in claims:
            self._write.put(claim.model_copy(update={"source": said_name(name)}))
        return self._put(source.model_copy(update={"name": name, "aliases": (*source.aliases, former)}))

    def _create(self, voice: Voice, kind: SourceKind | None, origin: str) -> Source:
        parents: dict[str, str] = known()["parents"]
        above = (parent for child, parent in parents.items() if name_likeness(child, voice.name) >= SAME_NAME)
        parent_name = next(above, None)
        body = self._body(voice)
        parent = self.named(parent_name, origin="table") if parent_name else None
        if body and not parent:
            parent = self.voiced(body, origin=origin)
        kind = likely_kind(voice.name) if kind is None else kind
        new_id = self._write.new_id("source")
        return self._put(Source(id=new_id, name=voice.name, kind=kind, parent=parent.id if parent else None))

    def _body(self, voice: Voice) -> Voice | None:
        """Whom a spokesman speaks for."""
        if voice.body:
            return voice.body
        spoken = spokesman(voice.name)
        return Voice(spoken.body, voice.country) if spoken and spoken.body else None

    def _put(self, source: Source) -> Source:
        kept = self._write.put(source)
        if not self._are_own:
            self._names, self._are_own = self._names.copied(), True
        self._names.note(kept)
        return kept
