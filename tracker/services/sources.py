"""Sources: find, grade, correct, merge, and what they did in this case."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from tracker.errors import NotFoundError, RefusedError, StaleEditError, UsageError
from tracker.model.base import Frozen
from tracker.model.change import Change
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.query import ClaimQuery
from tracker.model.scales import Outcome, Reliability
from tracker.model.source import Alias, Grade, Source, SourceKind
from tracker.services.base import Service, changed, number_of
from tracker.services.cached import AtHead
from tracker.services.naming import one_line, said_name
from tracker.services.seen import UNASKED, Unasked, as_read, stale
from tracker.services.source_links import SourceNames, names_of
from tracker.store.ports import Store
from tracker.store.search import found

EDITABLE = ("name", "kind", "parent", "party", "notes")
"""Fields of a source that a person may set."""


class SourceRow(Frozen):
    """A source with what it did in this case."""

    source: Source
    accepted: int
    proposed: int
    rejected: int
    in_disputes: int
    """Decided disputes and pairs with a claim by it."""
    upheld: int
    """Decisions that preferred it."""
    overruled: int
    """Decisions that preferred another source against it."""


class Sources(Service):
    """Sources of a case."""

    def __init__(self, store: Store, actor: str, *, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(store, actor)
        self._clock = clock
        self._rows = AtHead(store, self._counted_rows)

    def all(self) -> list[Source]:
        """All sources, in the order first met."""
        return self._store.sources()

    def get(self, id_or_name: str) -> Source:
        """A source by id, name, alias or nearly its name. Raises NotFoundError."""
        sources = self._store.sources()
        by_id = next((source for source in sources if source.id == id_or_name), None)
        source = by_id or SourceNames(sources).find(id_or_name)
        if source is None:
            raise NotFoundError(f"There is no source {id_or_name!r} in this case.", hint="List them: tracker sources.")
        return source

    def find(self, text: str) -> list[Source]:
        """Sources whose id, names or kind hold the words typed; all for no words."""
        return sources_named(text, self._store.sources())

    def grade(
        self,
        source_id: str,
        reliability: Reliability | str,
        *,
        reason: str = "",
        seen: Reliability | Unasked | None = UNASKED,
    ) -> Source:
        """Adds a grade A-F to the source's dated history.

        seen: the grade that was in force when the analyst looked; StaleEditError when somebody gave another one since.
        """
        try:
            letter = Reliability(reliability.upper())
        except ValueError as error:
            raise UsageError(f"{reliability!r} is not a grade.", hint="Grades are A, B, C, D, E and F.") from error

        def graded(source: Source) -> Source:
            if seen is not UNASKED and source.reliability not in (seen, letter):
                raise _graded_meanwhile(source)
            grade = Grade(reliability=letter, at=self._clock(), by=self._actor, reason=reason)
            return source.model_copy(update={"grades": (*source.grades, grade)})

        return self._replace(source_id, "grade", f"Graded {source_id}: {letter}", graded, reason=reason)

    def edit(self, source_id: str, *, rev: int | None = None, reason: str = "", **fields: Any) -> Source:
        """Sets name, kind, parent (source id or None), party, notes; its claims carry the new name.

        rev: the one that was read; StaleEditError if somebody changed it since.
        """
        unknown = [name for name in fields if name not in EDITABLE]
        if unknown:
            raise UsageError(f"A source has no field {unknown[0]!r}.", hint=f"Fields: {', '.join(EDITABLE)}.")

        def edited(source: Source) -> Source:
            update = self._checked(source, fields)
            return source.model_copy(update=update if rev is None else update | {"rev": rev})

        summary = f"Edited {source_id}: {', '.join(fields) or 'nothing'}"
        with self._store.write("edit", actor=self._actor, summary=summary, reason=reason) as write:
            before = write.source(source_id)
            kept = write.put(edited(before))
            if kept.name != before.name:
                for claim in write.claims(ClaimQuery(source_id=source_id)):
                    write.put(claim.model_copy(update={"source": said_name(kept.name)}))
        return kept

    def add_alias(self, source_id: str, name: str) -> Source:
        """Adds another name. Raises RefusedError when it names another source already."""
        name = one_line(name)
        if not name:
            raise UsageError("An alias needs a name.")
        taken = next((s for s in self._store.sources() if name.casefold() in map(str.casefold, names_of(s))), None)
        if taken:
            raise RefusedError(f"{name!r} is a name of {taken.id} {taken.name} already.", hint="Merge the two instead.")

        def with_alias(source: Source) -> Source:
            return source.model_copy(update={"aliases": (*source.aliases, Alias(name=name, origin="analyst"))})

        return self._replace(source_id, "alias", f"Added an alias to {source_id}", with_alias)

    def merge(self, source_id: str, into: str, *, revs: tuple[int | None, int | None] = (None, None)) -> Change:
        """Makes one source of two: claims, names, grades and children go to `into`; undo brings both back.

        revs: those of the two as they were read; StaleEditError if somebody changed one since.
        """
        if source_id == into:
            raise RefusedError(f"{source_id} cannot be merged into itself.", hint="Choose another source.")
        with self._store.write("merge", actor=self._actor, summary=f"Merged {source_id} into {into}") as write:
            merged, target = write.source(source_id), write.source(into)
            write.put(as_read(merged, revs[0]))
            write.put(as_read(_joined(merged, target), revs[1]))
            for claim in write.claims(ClaimQuery(source_id=source_id)):
                write.put(claim.model_copy(update={"source_id": into, "source": said_name(target.name)}))
            for child in write.sources():
                if child.parent == source_id and child.id != into:
                    write.put(child.model_copy(update={"parent": into}))
            for decision in write.decisions():
                if decision.preferred == source_id:
                    write.put(decision.model_copy(update={"preferred": into}))
            write.remove("source", source_id)
        return changed(write)

    def records(self) -> list[SourceRow]:
        """Each source with its counts; computed once per state of the case."""
        return self._rows.get()

    def _replace(
        self, source_id: str, action: str, summary: str, change: Callable[[Source], Source], *, reason: str = ""
    ) -> Source:
        with self._store.write(action, actor=self._actor, summary=summary, reason=reason) as write:
            return write.put(change(write.source(source_id)))

    def _checked(self, source: Source, fields: dict[str, Any]) -> dict[str, Any]:
        update = dict(fields)
        if "name" in update:
            update["name"] = one_line(str(update["name"]))
            if not update["name"]:
                raise UsageError("A source needs a name.")
            if update["name"] != source.name:
                # The old name stays findable: reports taken in later may use it.
                update["aliases"] = (*source.aliases, Alias(name=source.name, origin="analyst"))
        if "kind" in update:
            try:
                update["kind"] = SourceKind(update["kind"])
            except ValueError as error:
                kinds = ", ".join(SourceKind)
                raise UsageError(f"{update['kind']!r} is not a kind of source.", hint=f"Kinds: {kinds}.") from error
        if update.get("parent"):
            self._check_parent(source.id, update["parent"])
        return update

    def _check_parent(self, source_id: str, parent_id: str) -> None:
        ancestor: str | None = parent_id
        seen = {source_id}
        while ancestor:
            if ancestor in seen:
                raise RefusedError(f"{parent_id} cannot be the parent of {source_id}: it is below it.")
            seen.add(ancestor)
            ancestor = self._store.source(ancestor).parent

    def _counted_rows(self) -> list[SourceRow]:
        by_status = Counter(self._store.claims_by("source_id"))
        decisions = self._store.decisions()
        decided = sorted({number_of(claim_id) for decision in decisions for claim_id in decision.claims})
        claims = self._store.numbered_claims(decided)
        disputed, upheld, overruled = _decided(decisions, {claim.id: claim for claim in claims if claim.source_id})
        return [
            SourceRow(
                source=source,
                accepted=by_status[source.id, ClaimStatus.ACCEPTED],
                proposed=by_status[source.id, ClaimStatus.PROPOSED],
                rejected=by_status[source.id, ClaimStatus.REJECTED],
                in_disputes=disputed[source.id],
                upheld=upheld[source.id],
                overruled=overruled[source.id],
            )
            for source in self._store.sources()
        ]


def sources_named(text: str, sources: list[Source]) -> list[Source]:
    """Those of the sources whose id, names or kind hold the words; all for no words.

    >>> [source.id for source in sources_named("polise", [Source(id="S1", name="Police"), Source(id="S2", name="UN")])]
    ['S1']
    """
    if not text.strip():
        return sources
    return found(text, sources, words_of_source)


def words_of_source(source: Source) -> str:
    """What is looked through for the words that name a source."""
    return " ".join((source.id, *names_of(source), source.kind))


def _decided(decisions: list[Decision], claims: dict[str, Claim]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Per source: decisions it had a claim in, those that preferred it, those that preferred another."""
    disputed: Counter[str] = Counter()
    upheld: Counter[str] = Counter()
    overruled: Counter[str] = Counter()
    for decision in decisions:
        if not decision.is_in_force:
            continue
        involved = {claims[claim_id].source_id or "" for claim_id in decision.claims if claim_id in claims}
        disputed.update(involved)
        if decision.outcome is Outcome.PREFER_SOURCE and decision.preferred:
            upheld.update(involved & {decision.preferred})
            overruled.update(involved - {decision.preferred})
    return disputed, upheld, overruled


def _graded_meanwhile(source: Source) -> StaleEditError:
    if not source.grades:
        return StaleEditError(f"The grade of {source.id} was undone since you read it; nothing was overwritten.")
    last = source.grades[-1]
    return stale(f"{source.id} was graded {last.reliability.value}", last.by, last.at)


def _joined(merged: Source, target: Source) -> Source:
    """`target` with what only `merged` had."""
    names = set(names_of(target))
    own_name = Alias(name=merged.name, origin="analyst")
    aliases = [alias for alias in (own_name, *merged.aliases) if alias.name not in names]
    grades = sorted((*target.grades, *merged.grades), key=lambda grade: grade.at)
    return target.model_copy(
        update={
            "aliases": (*target.aliases, *aliases),
            # The target's own newest grade stays in force.
            "grades": tuple(grades) if not target.grades else target.grades,
            "kind": merged.kind if target.kind is SourceKind.UNKNOWN else target.kind,
            "parent": None if target.parent == merged.id else target.parent or merged.parent,
            "party": target.party or merged.party,
            "notes": "\n".join(note for note in (target.notes, merged.notes) if note),
        }
    )
