"""Sources under other names: the same one for the same source in every export that is written with the same key.

A pseudonym is HMAC-SHA-256 (RFC 2104) of the source's name under a key that stays with its owner. Without the key
nobody can go from a pseudonym to a name, nor try out names.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from tracker.exchange.names import Names, words_of
from tracker.exchange.snapshot import CaseSnapshot
from tracker.exchange.views import held_back, mapped, told_apart
from tracker.model.base import Frozen
from tracker.model.claim import Claim, Predicate
from tracker.model.dispute import Camp, Dispute
from tracker.model.finding import Finding
from tracker.model.population import BASES
from tracker.model.report import Report
from tracker.model.scope import Scope
from tracker.model.source import Source, SourceKind
from tracker.model.track_record import TrackRecord, WeighedAnswer

Value = TypeVar("Value", bound=Frozen)

SHORTEST_KEY = 16
"""Bytes."""
SAID = 4_096
"""Texts whose replacements are kept."""
DIGITS = 10
"""Hexadecimal digits of a pseudonym: among 10,000 sources two are alike in one of 20,000 cases."""
_OF_INCIDENT = ("name", "place", "target", "actor", "notes")
_LEAST_SURNAME = 3
"""Letters from which a person's last name alone is replaced too."""


def pseudonym(name: str, key: bytes) -> str:
    """The other name of a source; names that differ in spacing and capitals only have one.

    >>> pseudonym("Anna Smith", b"k" * 16) == pseudonym("anna  smith", b"k" * 16)
    True
    """
    said = " ".join(words_of(name)) or name
    mac = hmac.new(key, b"tracker source " + said.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return f"Source {mac.hexdigest()[:DIGITS]}"


def mark_of(key: bytes) -> str:
    """Tells keys apart without giving them away."""
    return hmac.new(key, b"tracker key", hashlib.sha256).hexdigest()[:8]


def under_pseudonyms(snapshot: CaseSnapshot, key: bytes) -> CaseSnapshot:
    """Each source's name and aliases replaced wherever they stand; texts and addresses of reports left out."""
    veil = _Veil(snapshot, key)
    said = veil.said
    return held_back(snapshot).model_copy(
        update={
            "pseudonyms": mark_of(key),
            "case": said(snapshot.case),
            "scope": veil.scope(snapshot.scope),
            "texts": {},
            "reports": tuple(map(veil.report, snapshot.reports)),
            "sources": tuple(map(veil.source, snapshot.sources)),
            "incidents": tuple(_told(incident, said, *_OF_INCIDENT) for incident in snapshot.incidents),
            "claims": mapped(snapshot.claims, veil.claim),
            "decisions": tuple(_told(decision, said, "reason", "reopened_reason") for decision in snapshot.decisions),
            "remarks": tuple(_told(remark, said, "words") for remark in snapshot.remarks),
            "disputes": told_apart(snapshot.disputes, veil.dispute),
            "tensions": tuple(map(veil.finding, snapshot.tensions)),
            "records": tuple(map(veil.record, snapshot.records)),
            "weighed": {dispute: veil.answer(answer) for dispute, answer in snapshot.weighed.items()},
        }
    )


class _Veil:
    """What replaces what, in one case."""

    def __init__(self, snapshot: CaseSnapshot, key: bytes) -> None:
        self._key = key
        self._of_source = {source.id: pseudonym(source.name, key) for source in snapshot.sources}
        self._of_name = dict(self._known(snapshot))
        kinds = {words_of(kind) for kind in BASES}
        # "police" names nobody, and without it no figure could be understood.
        self._names = Names({name: new for name, new in self._of_name.items() if words_of(name) not in kinds})
        # Names of incidents and places stand in many claims.
        self.said = lru_cache(maxsize=SAID)(self._names.replaced_in)

    def _known(self, snapshot: CaseSnapshot) -> Iterator[tuple[str, str]]:
        for report in snapshot.reports:
            yield from ((name, pseudonym(name, self._key)) for name in (report.publisher, report.author) if name)
        for source in snapshot.sources:
            own = self._of_source[source.id]
            surname = source.name.split()[-1:] if source.kind is SourceKind.PERSON else []
            yield from ((name, own) for name in surname if len(name) >= _LEAST_SURNAME)
        # Last, so that they go before what is said of them above.
        for source in snapshot.sources:
            own = self._of_source[source.id]
            yield from ((name, own) for name in (*(alias.name for alias in source.aliases), source.name))

    def name(self, name: str) -> str:
        """The pseudonym of a name, also of one that is no source's."""
        return self._of_name.get(name) or pseudonym(name, self._key)

    def scope(self, scope: Scope) -> Scope:
        return _told(scope, self.said, "words", "incident", "source")

    def report(self, report: Report) -> Report:
        named = {field: self.name(value) for field in ("author", "publisher") if (value := getattr(report, field))}
        hidden = {"url": None, "name": "", "fetched": None}
        return _told(report, self.said, "title", "notes").model_copy(update=named | hidden)

    def source(self, source: Source) -> Source:
        grades = tuple(_told(grade, self.said, "reason") for grade in source.grades)
        told = _told(source, self.said, "party", "notes")
        return told.model_copy(update={"name": self._of_source[source.id], "aliases": (), "grades": grades})

    def claim(self, claim: Claim) -> Claim:
        # Who stands in the chain need be no source of the case.
        links = {link.name: self.name(link.name) for link in claim.chain if link.name not in self._of_name}
        own = Names(links) if links else None

        def said(text: str) -> str:
            return self.said(own.replaced_in(text) if own else text)

        update: dict[str, Any] = {
            "source": self._of_source.get(claim.source_id or "") or self.name(claim.source),
            "chain": tuple(link.model_copy(update={"name": self.name(link.name)}) for link in claim.chain),
            # Made of the words as they were: words could be tried out on it.
            "fingerprint": "",
        }
        if claim.predicate:
            update["predicate"] = _predicate(claim.predicate, said)
        for field in ("quote", "quantity_text", "place", "incident", "population", "note"):
            if words := getattr(claim, field):
                update[field] = said(words)
        return claim.model_copy(update=update)

    def dispute(self, dispute: Dispute) -> Dispute:
        camps = tuple(map(self.camp, dispute.camps))
        findings = tuple(map(self.finding, dispute.findings))
        told = _told(dispute, self.said, "incident", "question", "population")
        return told.model_copy(update={"camps": camps, "findings": findings})

    def camp(self, camp: Camp) -> Camp:
        names = tuple(dict.fromkeys(map(self.name, camp.sources)))
        return _told(camp, self.said, "label").model_copy(update={"sources": names})

    def finding(self, finding: Finding) -> Finding:
        reasons = tuple(_told(reason, self.said, "a", "b") for reason in finding.reasons)
        return finding.model_copy(update={"reasons": reasons})

    def answer(self, answer: WeighedAnswer) -> WeighedAnswer:
        support = tuple((self.said(words), chance) for words, chance in answer.support)
        return answer._replace(support=support, plain=self.said(answer.plain))

    def record(self, record: TrackRecord) -> TrackRecord:
        update = {
            "name": self._of_source.get(record.source) or self.name(record.name),
            "factors": tuple(_told(factor, self.said, "about") for factor in record.factors),
            "repeats": tuple(repeat.model_copy(update={"name": self.name(repeat.name)}) for repeat in record.repeats),
            "moved": tuple(_told(moved, self.said, "heading", "question") for moved in record.moved),
        }
        return _told(record, self.said, "party").model_copy(update=update)


def _predicate(predicate: Predicate, said: Callable[[str], str]) -> Predicate:
    told = _told(predicate, said, "subject", "object", "verb")
    return told.model_copy(update={"modifiers": tuple(map(said, predicate.modifiers))})


def _told(value: Value, said: Callable[[str], str], *fields: str) -> Value:
    """The value with these fields, where they hold words, told otherwise."""
    return value.model_copy(update={field: said(words) for field in fields if (words := getattr(value, field))})
