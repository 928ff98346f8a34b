"""What of a case goes out: a part of it, and without what is nobody else's business. Pure.

Applied once, to the snapshot (see `tracker.exchange.handover`); no writer of a format knows of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit, urlunsplit

from tracker.exchange.carried import on_these_only
from tracker.exchange.names import Names, all_to
from tracker.exchange.packed import PackedDisputes
from tracker.exchange.paged import PagedClaims, PagedJournal, Texts
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.incident import Incident
from tracker.model.remark import RemarkKind
from tracker.model.report import Report
from tracker.model.scope import Profile, Scope
from tracker.model.source import Source

_PATH = re.compile(r"(?<![\w:/])(?:~|\.\.?|[A-Za-z]:)?[\\/](?![\\/])[^\s\"'<>|]*|\bfile:\S*")
"""A path of a file system, absolute or from a known folder; in a text, up to the next blank."""
A_FILE = "[a file]"
THE_ANALYST = "the analyst"


def part_of(snapshot: CaseSnapshot, scope: Scope, chosen: frozenset[str]) -> CaseSnapshot:
    """The claims with these ids, none of them rejected, what they rest on, and disputes in which they stand."""
    claims = _only(snapshot.claims, chosen)
    reports, sources, incidents = _referred_to(claims)
    kept_sources = _with_parents(snapshot, sources)
    kept_reports = tuple(report for report in snapshot.reports if report.id in reports)
    texts = {report.text_sha256 for report in kept_reports} & snapshot.texts.keys()

    def is_in(dispute: Dispute) -> bool:
        # Of a camp of very many claims not all are named.
        return any(camp.total is not None or not chosen.isdisjoint(camp.claims) for camp in dispute.camps)

    known = snapshot.disputes
    disputes = known.only(is_in) if isinstance(known, PackedDisputes) else tuple(filter(is_in, known))
    judged = {one.target for one in snapshot.decisions} | {one.target for one in snapshot.remarks}
    told = disputes if judged else ()
    targets = {target for one in told for target in (one.id, *(pair.id for pair in one.findings)) if target in judged}
    kept_incidents = tuple(incident for incident in snapshot.incidents if incident.id in incidents)
    decisions = tuple(decision for decision in snapshot.decisions if decision.target in targets)
    remarks = tuple(remark for remark in snapshot.remarks if remark.target in targets)
    ids = reports | {source.id for source in kept_sources} | incidents
    ids |= chosen if isinstance(claims, PagedClaims) else {claim.id for claim in claims}
    ids |= {decision.id for decision in decisions} | {remark.id for remark in remarks}
    return held_back(snapshot).model_copy(
        update={
            "scope": scope,
            "changes": on_these_only(snapshot.changes, ids),
            "claims": claims,
            "reports": kept_reports,
            "texts": snapshot.texts.only(texts) if isinstance(snapshot.texts, Texts) else _of(snapshot.texts, texts),
            "sources": kept_sources,
            "incidents": kept_incidents,
            "disputes": disputes,
            "tensions": tuple(pair for pair in snapshot.tensions if pair.a in chosen and pair.b in chosen),
            "decisions": decisions,
            "remarks": remarks,
            "records": tuple(r for r in snapshot.records if r.source in {source.id for source in kept_sources}),
        }
    )


def as_public(snapshot: CaseSnapshot) -> CaseSnapshot:
    """Without notes, remarks, names of analysts, paths, names of files, and proposals that were rejected."""
    said = partial(_without_inside, inside=_inside_names(snapshot))
    return held_back(snapshot).model_copy(
        update={
            "profile": Profile.PUBLIC,
            "exported_by": "",
            "claims": mapped(_stated(snapshot.claims), _public_claim),
            "reports": tuple(map(_public_report, snapshot.reports)),
            "sources": tuple(_public_source(source, said) for source in snapshot.sources),
            "incidents": tuple(map(_public_incident, snapshot.incidents)),
            "decisions": tuple(_public_decision(decision, said) for decision in snapshot.decisions),
            "remarks": (),
        }
    )


def mapped(claims: Sequence[Claim], change: Callable[[Claim], Claim]) -> Sequence[Claim]:
    """Each claim changed; claims that are read in pages are changed when they are read."""
    return claims.mapped(change) if isinstance(claims, PagedClaims) else tuple(map(change, claims))


def told_apart(disputes: Sequence[Dispute], change: Callable[[Dispute], Dispute]) -> Sequence[Dispute]:
    """Each dispute changed; packed ones are changed when they are unpacked."""
    return disputes.mapped(change) if isinstance(disputes, PackedDisputes) else tuple(map(change, disputes))


def held_back(snapshot: CaseSnapshot) -> CaseSnapshot:
    """Without the journal, which tells everything, but with the state it was in and its hashes."""
    hashes = snapshot.entry_hashes
    if not hashes and isinstance(snapshot.changes, PagedJournal):
        hashes = snapshot.changes.hashes
    elif not hashes:
        hashes = tuple(change.hash for change in snapshot.changes)
    state = {"taken_at": snapshot.checkpoint, "entry_hashes": hashes}
    return snapshot.model_copy(update=state | {"changes": (), "originals": {}, "former_texts": {}})


def _only(claims: Sequence[Claim], chosen: Collection[str]) -> Sequence[Claim]:
    if isinstance(claims, PagedClaims):
        return claims.only(chosen)
    return tuple(claim for claim in claims if claim.id in chosen and claim.status is not ClaimStatus.REJECTED)


def _of(texts: Mapping[str, str], wanted: Collection[str]) -> dict[str, str]:
    return {digest: texts[digest] for digest in sorted(wanted)}


def _stated(claims: Sequence[Claim]) -> Sequence[Claim]:
    if isinstance(claims, PagedClaims) and claims.stated == len(claims):
        return claims
    return _only(claims, frozenset(claim.id for claim in claims if claim.status is not ClaimStatus.REJECTED))


def _referred_to(claims: Iterable[Claim]) -> tuple[set[str], set[str], set[str]]:
    """Ids of reports, sources and incidents."""
    reports, sources, incidents = set[str](), set[str](), set[str]()
    for claim in claims:
        for found, value in (
            (reports, claim.report),
            (sources, claim.source_id),
            (incidents, claim.incident_id),
        ):
            if value is not None:
                found.add(value)
    return reports, sources, incidents


def _with_parents(snapshot: CaseSnapshot, wanted: set[str]) -> tuple[Source, ...]:
    kept, left = set[str](), set(wanted)
    while left:
        kept |= left
        parents = {snapshot.sources_by_id[one].parent for one in left if one in snapshot.sources_by_id}
        left = {parent for parent in parents if parent} - kept
    return tuple(source for source in snapshot.sources if source.id in kept)


def _public_claim(claim: Claim) -> Claim:
    return claim.model_copy(update={"note": ""}) if claim.note else claim


def _public_report(report: Report) -> Report:
    named_after_file = report.title is not None and report.title in (report.name, report.name.rpartition(".")[0])
    return report.model_copy(
        update={
            "name": "",
            "notes": "",
            "collected_by": "",
            # The headers of an answer may hold what identifies who asked.
            "fetched": None,
            "title": None if named_after_file else report.title,
            "url": _public_url(report.url),
        }
    )


def _public_url(url: str | None) -> str | None:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _public_source(source: Source, said: Callable[[str], str]) -> Source:
    grades = tuple(grade.model_copy(update={"by": "", "reason": said(grade.reason)}) for grade in source.grades)
    return source.model_copy(update={"notes": "", "grades": grades})


def _public_incident(incident: Incident) -> Incident:
    return incident.model_copy(update={"notes": ""})


def _public_decision(decision: Decision, said: Callable[[str], str]) -> Decision:
    return decision.model_copy(
        update={
            "by": "",
            "reason": said(decision.reason),
            "reopened_by": None,
            "reopened_reason": said(decision.reopened_reason),
        }
    )


def _inside_names(snapshot: CaseSnapshot) -> Names:
    """Names of analysts and of files, which a reason may hold."""
    analysts = {snapshot.exported_by, *snapshot.actors, *(report.collected_by for report in snapshot.reports)}
    analysts |= {decision.by for decision in snapshot.decisions}
    analysts |= {decision.reopened_by or "" for decision in snapshot.decisions}
    analysts |= {grade.by for source in snapshot.sources for grade in source.grades}
    analysts |= {remark.by for remark in snapshot.remarks}
    analysts |= {remark.words for remark in snapshot.remarks if remark.kind is RemarkKind.ASSIGNMENT}
    files = {report.name for report in snapshot.reports}
    return Names(all_to(files, A_FILE) | all_to((name for name in analysts if name != "analyst"), THE_ANALYST))


def _without_inside(reason: str, *, inside: Names) -> str:
    return inside.replaced_in(_PATH.sub(A_FILE, reason))
