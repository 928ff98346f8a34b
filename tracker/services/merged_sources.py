"""Sources of another case: the same only where exactly one name says so and nothing speaks against it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from tracker.model.source import Alias, Source, SourceKind
from tracker.services.naming import is_generic, said_name
from tracker.services.readers import plain_name
from tracker.services.source_links import OF_ONE_REPORT, telling_names
from tracker.store.ports import Write

_REPORT_ID = re.compile(r"\((R\d+)\)$")


class SourceMerge:
    """Their sources -> ours."""

    def __init__(
        self, write: Write, theirs: Sequence[Source], known: Mapping[str, str], speaking: Collection[str]
    ) -> None:
        """known: their id -> our id, of sources of claims that both cases have. speaking: theirs with claims."""
        self._speaking = speaking
        self._write = write
        self._theirs = theirs
        self._known = known
        self.kept: dict[str, Source] = {}
        """Their id -> our source."""
        self._ours: dict[str, Source] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for source in write.sources():
            self._note(source)

    @property
    def ids(self) -> dict[str, str]:
        """Their id -> our id."""
        return {theirs: ours.id for theirs, ours in self.kept.items()}

    def take(self, reports: Mapping[str, str]) -> int:
        """Puts the sources; returns how many are new. reports: their id -> our id."""
        new = 0
        for source in self._theirs:
            renamed = _of_report(source, reports)
            same = self._ours.get(self._known.get(source.id, "")) or self._same(renamed)
            if same is None:
                new += 1
                own = {"id": self._write.new_id("source"), "parent": None, "rev": 0}
                kept = self._write.put(renamed.model_copy(update=own))
            else:
                kept = self._write.put(self._filled(same, renamed))
            self.kept[source.id] = kept
            self._note(kept)
        for source in self._theirs:
            self._give_parent(source)
        return new

    def _note(self, source: Source) -> None:
        self._ours[source.id] = source
        for name in telling_names(source):
            self._by_name[plain_name(name)].add(source.id)

    def _same(self, theirs: Source) -> Source | None:
        """Ours of exactly that name or alias, if it is one and of no other kind; an office without a country is
        anybody's, and so nobody's."""
        is_anybodys = is_generic(said_name(theirs.name))
        # The same case taken in again: what nobody tells apart, and says nothing that could be mixed up, is there once.
        is_mixed_up = is_anybodys and theirs.id in self._speaking
        for twin in () if is_mixed_up else self._by_name.get(plain_name(theirs.name), ()):
            if _content(self._ours[twin]) == _content(theirs):
                return self._ours[twin]
        if is_anybodys:
            return None
        names = [theirs.name] if OF_ONE_REPORT.search(theirs.name) else list(telling_names(theirs))
        found = {ours for name in names if _tells(name) for ours in self._by_name.get(plain_name(name), ())}
        if len(found) != 1:
            return None
        [ours] = (self._ours[source_id] for source_id in found)
        kinds = {ours.kind, theirs.kind} - {SourceKind.UNKNOWN}
        parties = {party.casefold() for party in (ours.party, theirs.party) if party}
        return ours if len(kinds) <= 1 and len(parties) <= 1 else None

    def _filled(self, ours: Source, theirs: Source) -> Source:
        """Ours, with what only theirs says. Our grades stay; theirs come in only where we gave none."""
        names = {plain_name(ours.name), *(plain_name(alias.name) for alias in ours.aliases)}
        further = [*theirs.aliases, Alias(name=theirs.name, origin="analyst")]
        aliases: list[Alias] = []
        for alias in further:
            name = plain_name(alias.name)
            if name not in names and self._by_name.get(name, {ours.id}) <= {ours.id}:
                names.add(name)
                aliases.append(alias)
        return ours.model_copy(
            update={
                "aliases": (*ours.aliases, *aliases),
                "kind": theirs.kind if ours.kind is SourceKind.UNKNOWN else ours.kind,
                "party": ours.party or theirs.party,
                "grades": ours.grades or theirs.grades,
                "notes": ours.notes or theirs.notes,
            }
        )

    def _give_parent(self, theirs: Source) -> None:
        kept, above = self._ours[self.kept[theirs.id].id], self.kept.get(theirs.parent or "")
        if above is None or kept.parent or above.id == kept.id or self._is_below(above, kept):
            return
        self.kept[theirs.id] = self._write.put(kept.model_copy(update={"parent": above.id}))
        self._ours[kept.id] = self.kept[theirs.id]

    def _is_below(self, source: Source, other: Source) -> bool:
        """Whether `other` stands above `source`: two cases can tell a chain in two directions."""
        seen: set[str] = set()
        while source.parent and source.parent not in seen:
            seen.add(source.parent)
            if source.parent == other.id:
                return True
            source = self._ours[source.parent]
        return False


def _tells(name: str) -> bool:
    """Whether a name says who it is: letters of some kind, and not only an office."""
    return bool(plain_name(name)) and not is_generic(name)


def _content(source: Source) -> Source:
    return source.model_copy(update={"id": "", "parent": None, "rev": 0})


def _of_report(source: Source, reports: Mapping[str, str]) -> Source:
    """The source with the reports that its names tell of under their new numbers."""

    def renamed(name: str) -> str:
        return _REPORT_ID.sub(lambda found: f"({reports.get(found[1], found[1])})", name)

    aliases = tuple(
        Alias(name=renamed(alias.name), origin=reports.get(alias.origin, alias.origin)) for alias in source.aliases
    )
    return source.model_copy(update={"name": renamed(source.name), "aliases": aliases})
