"""Kept and typed claims: find, type in, edit, grade, retract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from tracker.errors import RefusedError, UsageError
from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimOrder, ClaimQuery
from tracker.model.report import Report
from tracker.model.scales import CONFIDENCE_OF_CREDIBILITY
from tracker.services import scan
from tracker.services.base import Service
from tracker.services.cached import OfKind
from tracker.services.claim_filter import MOST, read_filter
from tracker.services.claim_list import ClaimList, Listings
from tracker.services.fields import moment, with_fields
from tracker.services.fingerprints import fingerprint
from tracker.services.linking import IncidentLinks, IncidentNames, linked
from tracker.services.naming import one_line
from tracker.services.passages import meant, read_passage, trimmed
from tracker.services.readers import country_of_place, read_typed
from tracker.services.seen import UNASKED, Unasked, stale
from tracker.services.source_links import SourceLinks, kept_names
from tracker.services.sources import words_of_source
from tracker.store.ports import Store, Write
from tracker.store.records import storable
from tracker.store.search import found

DRAFT = "draft"
"""Id of a claim that is not kept yet."""


MATCHES = 500
"""Claims that words find in a large case."""


class ClaimContext(Frozen):
    """A claim with where it stands."""

    claim: Claim
    report: Report | None
    """None for a typed claim."""
    text: str
    """The whole text of the report that the claim's span points into; the quote itself for a typed claim."""


class Claims(Service):
    """Claims of a case."""

    def __init__(self, store: Store, actor: str, *, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(store, actor)
        self._clock = clock
        self._sources = kept_names(store)
        self._incidents = IncidentNames(store)
        self._listings = Listings(store)
        self._source_words = OfKind(
            store, "source", lambda: [(source.id, words_of_source(source)) for source in store.sources()]
        )

    def get(self, claim_id: str) -> Claim:
        """One claim. Raises NotFoundError."""
        return self._store.claim(claim_id)

    def find(self, query: ClaimQuery | None = None) -> list[Claim]:
        """The claims that a query names, in the order taken in; for words in a large case the best, best first."""
        query = query or ClaimQuery()
        if self._is_searched(query):
            end = None if query.limit is None else query.offset + query.limit
            return self._matches(query)[query.offset : end]
        return self._store.claims(query)

    def search(self, text: str, limit: int = 50) -> list[Claim]:
        """The claims whose words are most like those typed, best first; for any size of case, at each keystroke."""
        return self._store.best_claims(text, limit)

    def ready_words(self) -> None:
        """Reads what a search needs, which in a large case takes as long as some keystrokes."""
        self._store.ready_words()

    def listing(self, query: ClaimQuery | None = None, order: ClaimOrder = ClaimOrder.TAKEN_IN) -> ClaimList:
        """All claims that a query names, in order, to be read a page at a time; for any size of case."""
        return self._listings.of(query or ClaimQuery(), order)

    def beginning(self, query: ClaimQuery, order: ClaimOrder = ClaimOrder.TAKEN_IN) -> ClaimList:
        """The claims with which such a list begins, while all of it is still to be read; see `ClaimList.is_whole`."""
        return self._listings.beginning(query, order)

    def filtered(self, text: str, statuses: Sequence[ClaimStatus] = ()) -> ClaimQuery:
        """The query that a filter means: words, and source:, incident:, measure:, status: with a value.

        statuses: those of the list that is filtered, where the filter names none.
        """
        return read_filter(
            text,
            sources=lambda name: [key for key, _ in found(name, self._source_words.get(), lambda kept: kept[1])],
            incidents=lambda name: self._store.incidents_named(name, MOST),
            statuses=statuses,
        )

    def numbered(self, numbers: Sequence[int]) -> list[Claim]:
        """The claims with these numbers, in this order; those that are gone by now are left out."""
        return self._store.numbered_claims(numbers)

    def count(self, query: ClaimQuery | None = None) -> int:
        """How many claims `find` gives for a query without a limit, without reading them all."""
        query = query or ClaimQuery()
        return len(self._matches(query)) if self._is_searched(query) else self._store.count_claims(query)

    def _is_searched(self, query: ClaimQuery) -> bool:
        """Whether the index of words is asked: comparing all claims of a large case with the words takes too long."""
        return bool(query.text.strip()) and self._store.is_indexed() and self._store.count_claims() > scan.IN_MEMORY

    def _matches(self, query: ClaimQuery) -> list[Claim]:
        return [claim for claim in self.search(query.text, MATCHES) if _is_named(claim, query)]

    def context(self, claim_id: str) -> ClaimContext:
        """A claim with its report and the report's text."""
        claim = self._store.claim(claim_id)
        if claim.report is None:
            return ClaimContext(claim=claim, report=None, text=claim.quote)
        report = self._store.report(claim.report)
        return ClaimContext(claim=claim, report=report, text=self._store.text(report.text_sha256))

    def draft(self, text: str, *, source: str, confidence: int | str | None = None, **fields: Any) -> Claim:
        """A claim read from typed words, not kept; given fields go before what was read. Any text is taken.

        With a credibility digit and no confidence, the confidence follows from the digit (STIX 2.1, appendix A).
        Raises UsageError for a field that does not exist or has a value out of range.
        """
        quote = storable(text).strip()
        claim = Claim(id=DRAFT, quote=quote, source=one_line(source), stated_at=self._clock())
        claim = claim.model_copy(update=read_typed(quote, source=claim.source, at=_said_at(claim, fields)))
        return self._drafted(claim, confidence, fields)

    def draft_of(
        self,
        report_id: str,
        span: tuple[int, int],
        *,
        source: str | None = None,
        confidence: int | str | None = None,
        **fields: Any,
    ) -> Claim:
        """A claim read from a passage of a report, not kept; source: who says it, None: whoever reading finds.

        The span is cut to its words. Raises UsageError when it has none, and as `draft` does.
        """
        report = self._store.report(report_id)
        text = self._store.text(report.text_sha256)
        span = trimmed(text, span)
        read = read_passage(report, text, span)
        read["source"] = meant(
            read["source"], report, read.get("place"), self._store.claims(ClaimQuery(report=report_id))
        )
        if source is not None and one_line(source) != read["source"]:
            read = {**read, "source": one_line(source), "chain": ()}
        stands = {"id": DRAFT, "quote": text[slice(*span)], "report": report_id, "span": span}
        return self._drafted(Claim(**{**read, **stands, "stated_at": report.published}), confidence, fields)

    def _drafted(self, claim: Claim, confidence: int | str | None, fields: dict[str, Any]) -> Claim:
        """The claim as read, with what was entered."""
        entered = {**fields, "source": claim.source or "unnamed source"}
        if confidence is not None or "confidence" not in fields:
            entered["confidence"] = confidence
        drafted = with_fields(claim, entered)
        if drafted.confidence is None and drafted.credibility is not None:
            drafted = drafted.model_copy(update={"confidence": CONFIDENCE_OF_CREDIBILITY[drafted.credibility]})
        return self._recognised(drafted)

    def add(self, draft: Claim) -> Claim:
        """Keeps a drafted claim as accepted; its source and incident are created if they are new.

        One that was drafted of a report keeps its place there, so long as its quote are the words that stand there.
        """
        if not draft.quote.strip():
            raise UsageError("A claim needs words.", hint="Write what is claimed.")
        with self._store.write("add", actor=self._actor) as write:
            fresh = {"status": ClaimStatus.ACCEPTED, "score": None, "rev": 0}
            new = draft.model_copy(update={"id": write.new_id("claim"), **fresh, **_stands(write, draft)})
            kept = write.put(self._linked(write, new))
            write.summary = f"Added {kept.id}, {f'of {kept.report}' if kept.report else 'typed in'}"
        return kept

    def edit(
        self, claim_id: str, *, rev: int | None = None, reason: str = "", accept: bool = False, **fields: Any
    ) -> Claim:
        """Corrects fields of a claim. rev: the one that was read; StaleEditError if somebody changed it since.

        accept: a proposal is accepted with it, in the same entry. The quote of a claim that was read from a report
        cannot be changed: it is evidence.
        """
        with self._store.write("edit", actor=self._actor, reason=reason) as write:
            stored = write.claim(claim_id)
            if "quote" in fields and stored.report:
                raise RefusedError(
                    f"The quote of {claim_id} stands in {stored.report} and cannot be changed.",
                    hint="Correct the other fields, or reject it and type a new claim.",
                )
            edited = with_fields(stored, fields)
            if "incident" in fields or "source" in fields:
                edited = self._linked(write, edited)
            accepts = accept and stored.status is ClaimStatus.PROPOSED
            further = {"status": ClaimStatus.ACCEPTED} if accepts else {}
            kept = write.put(edited.model_copy(update={"rev": stored.rev if rev is None else rev, **further}))
            also = "; accepted it" if accepts else ""
            write.summary = f"Edited {claim_id}: {', '.join(fields) or 'nothing'}{also}"
        return kept

    def corrected(self, claim: Claim, **fields: Any) -> Claim:
        """The claim as `edit` would make it; nothing is kept. Raises UsageError as `edit` does."""
        edited = with_fields(claim, fields)
        return self._recognised(edited) if "incident" in fields or "source" in fields else edited

    def grade(
        self,
        claim_id: str,
        credibility: int | None,
        *,
        likelihood: float | None = None,
        reason: str = "",
        seen: int | Unasked | None = UNASKED,
    ) -> Claim:
        """Sets the Admiralty digit 1-6 (None: not graded), and the likelihood 0-1 where one is given.

        seen: the digit that was read; StaleEditError when somebody gave another one since.
        """
        fields: dict[str, Any] = {"credibility": credibility}
        if likelihood is not None:
            fields["likelihood"] = likelihood
        summary = f"Graded {claim_id}: {'no grade' if credibility is None else credibility}"
        with self._store.write("grade", actor=self._actor, summary=summary, reason=reason) as write:
            claim = write.claim(claim_id)
            if seen is not UNASKED and claim.credibility not in (seen, credibility):
                last = write.changes_of(claim_id)[-1]
                raise stale(f"{claim_id} was graded {claim.credibility or 'not at all'}", last.actor, last.at)
            return write.put(with_fields(claim, fields))

    def retract(self, claim_id: str, reason: str) -> Claim:
        """Takes back an accepted claim; it stays on record, but is not compared any more."""
        if not reason.strip():
            raise RefusedError("A retraction needs a reason.", hint="Say why the claim does not stand any more.")

        def retracted(claim: Claim) -> Claim:
            _require_accepted(claim, "retracted")
            return claim.model_copy(update={"status": ClaimStatus.RETRACTED})

        return self._replace(claim_id, "retract", f"Retracted {claim_id}", reason, retracted)

    def supersede(self, claim_id: str, by: str, reason: str = "") -> Claim:
        """Marks an accepted claim as replaced by a later one; it is not compared any more."""
        if claim_id == by:
            raise RefusedError(f"{claim_id} cannot replace itself.", hint="Choose another claim.")
        self._store.claim(by)

        def superseded(claim: Claim) -> Claim:
            _require_accepted(claim, "superseded")
            return claim.model_copy(update={"status": ClaimStatus.SUPERSEDED, "superseded_by": by})

        return self._replace(claim_id, "supersede", f"{claim_id} superseded by {by}", reason, superseded)

    def _replace(
        self, claim_id: str, action: str, summary: str, reason: str, change: Callable[[Claim], Claim]
    ) -> Claim:
        with self._store.write(action, actor=self._actor, summary=summary, reason=reason) as write:
            return write.put(change(write.claim(claim_id)))

    def _linked(self, write: Write, claim: Claim) -> Claim:
        names = self._sources.at(write.head())
        return linked(claim, SourceLinks(write, names), IncidentLinks(write), origin="analyst")

    def _recognised(self, draft: Claim) -> Claim:
        """The draft with the ids of the source and the incident that it names, where they are known."""
        source = self._sources.get().find(draft.source, country=country_of_place(draft.place) if draft.place else None)
        incident = self._incidents.find(draft.incident, [draft]) if draft.incident else None
        return draft.model_copy(
            update={
                "source_id": source.id if source else None,
                "incident_id": incident.id if incident else None,
                "incident": incident.name if incident else draft.incident,
            }
        )


def _stands(write: Write, draft: Claim) -> dict[str, Any]:
    """Where the words of a draft stand: in its report, or nowhere."""
    if draft.report and draft.span:
        text_sha256 = write.report(draft.report).text_sha256
        if write.text(text_sha256)[slice(*draft.span)] == draft.quote:
            return {"fingerprint": fingerprint(text_sha256, draft)}
    return {"report": None, "span": None, "fingerprint": ""}


def _said_at(claim: Claim, fields: Mapping[str, Any]) -> dt.datetime:
    """The time that "yesterday" is counted from."""
    with suppress(ValueError, TypeError, AttributeError):  # a bad time is told when the fields are set
        said = moment(fields.get("stated_at"))
        if said:
            return said
    return claim.stated_at or dt.datetime.now(dt.UTC)


def _is_named(claim: Claim, query: ClaimQuery) -> bool:
    """Whether all that a query says beside its words holds of a claim."""
    return (
        (not query.statuses or claim.status in query.statuses)
        and query.source_id in (None, claim.source_id)
        and query.incident_id in (None, claim.incident_id)
        and query.report in (None, claim.report)
    )


def _require_accepted(claim: Claim, done: str) -> None:
    if claim.status is not ClaimStatus.ACCEPTED:
        hint = "Accept it first." if claim.status is ClaimStatus.PROPOSED else None
        raise RefusedError(f"{claim.id} is {claim.status}; only accepted claims are {done}.", hint=hint)
