"""What a new report has to do with those in the case: the same page again, a newer version of one, a near-copy.

A claim that was proposed for an earlier version of a page is not proposed again, whatever became of it; one that was
rejected in a text does not come back with a near-copy of that text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker.model.claim import Claim, ClaimStatus, ProposedClaim
from tracker.model.query import ClaimQuery
from tracker.model.report import Report
from tracker.model.wording import quantity_words
from tracker.services.base import counted, number_of
from tracker.services.fingerprints import fingerprint
from tracker.store.ports import ReadsCase

LIKELIEST = 5
"""Reports whose texts are compared with a new one, those that share most with it."""
SAME_WORDS = 85.0
"""Likeness of two quotes, figures left out, from which the figure is what changed."""
LONGEST_COMPARED = 1_000
"""Characters of a quote that are compared."""

_FIGURE = re.compile(r"\d[\d,.]*")


class Kin(NamedTuple):
    """The reports that a new one belongs to."""

    versions: tuple[Report, ...] = ()
    """Of the same page, oldest first; the new one is a version of the last."""
    copy_of: Report | None = None
    """What it repeats nearly word for word."""
    copied_by: Report | None = None
    """A report taken in before it, but published after it, that repeats it."""


class Told(NamedTuple):
    """How the proposals of a report stand to the claims of its kin."""

    known: Mapping[int, Claim] = {}
    """Place of a proposal -> the claim that says the same."""
    changed: Mapping[int, Claim] = {}
    """Place of a proposal -> the claim that had another figure in the same words."""
    gone: tuple[Claim, ...] = ()
    """Open claims of the last version that are not in this one."""
    kin: Kin = Kin()

    def open_id(self, place: int) -> str | None:
        """The claim that says the same as a proposal, if it can have parts."""
        claim = self.known.get(place)
        return claim.id if claim and claim.status.is_open else None

    def note(self, place: int) -> str:
        """What is written beside a proposal."""
        was = self.changed.get(place)
        return f"Was {quantity_words(was.quantity)} in {was.report} ({was.id})." if was else ""

    def words(self, proposals: int) -> str:
        """One or two sentences for people; empty for a report without kin."""
        said = []
        if self.kin.versions:
            parts = [f"{len(self.known)} of {proposals} {'claim' if proposals == 1 else 'claims'} known"]
            parts += [f"{len(self.changed)} with another figure"] * bool(self.changed)
            parts += [f"no longer there: {counted([claim.id for claim in self.gone], 'claim')}"] * bool(self.gone)
            said.append(f"A newer version of {self.kin.versions[-1].id}: {', '.join(parts)}.")
        if self.kin.copy_of:
            held = f"; {len(self.known)} rejected there are not proposed again" if self.known else ""
            said.append(f"Nearly the same text as {self.kin.copy_of.id}, one origin{held}.")
        if self.kin.copied_by:
            said.append(f"{self.kin.copied_by.id} repeats it nearly word for word, one origin.")
        return " ".join(said)


def same_page(reads: ReadsCase, url: str | None, method: str, text_sha256: str) -> Report | None:
    """The newest report from an address, if it has this very text; other bytes around it do not count."""
    versions = versions_at(reads, url, method)
    return versions[-1] if versions and versions[-1].text_sha256 == text_sha256 else None


def versions_at(reads: ReadsCase, url: str | None, method: str) -> list[Report]:
    """Reports from an address that came the same way, oldest first: an entry of a feed is no version of its page."""
    return [report for report in reads.reports_at(url) if report.method == method] if url else []


def kin_of(reads: ReadsCase, text: str, *, url: str | None, method: str, published: dt.datetime | None) -> Kin:
    """The kin of a text that is about to be kept."""
    versions = versions_at(reads, url, method)
    if versions:
        return Kin(versions=tuple(versions))
    return _copies(reads, text, published)


def told_before(reads: ReadsCase, kin: Kin, proposals: Sequence[ProposedClaim]) -> Told:
    """Which of the proposals the case has already, from the claims of a report's kin."""
    origin = kin.copy_of or kin.copied_by
    family = list(kin.versions) or ([origin] if origin else [])
    claims = [claim for report in family for claim in reads.claims(ClaimQuery(report=report.id))]
    if not kin.versions:
        claims = [claim for claim in claims if claim.status is ClaimStatus.REJECTED]
    known = _known(claims, proposals, {report.id: report.text_sha256 for report in family})
    if not kin.versions:
        return Told(known=known, kin=kin)
    left = _still_told(claims, reads.text(kin.versions[-1].text_sha256), {claim.id for claim in known.values()})
    changed = _changed(left, {place: one for place, one in enumerate(proposals) if place not in known})
    replaced = {claim.id for claim in changed.values()}
    gone = tuple(claim for claim in left if claim.id not in replaced)
    return Told(known=known, changed=changed, gone=gone, kin=kin)


def origin_of(report: Report, reports: Mapping[str, Report]) -> str:
    """The id of the report that a report goes back to, through copies and versions; its own if it is the first."""
    seen = {report.id}
    while (before := report.copy_of or report.version_of) and before in reports and before not in seen:
        seen.add(before)
        report = reports[before]
    return report.id


def copied_voices(reports: Sequence[Report]) -> dict[str, tuple[str, str]]:
    """Reports that repeat one of another publisher -> their own publisher, and the other."""
    by_id = {report.id: report for report in reports}
    found = {}
    for report in reports:
        origin = by_id[origin_of(report, by_id)].publisher
        if report.publisher and origin and origin != report.publisher:
            found[report.id] = (report.publisher, origin)
    return found


# -- copies ------------------------------------------------------------------------------------------------------------


def _copies(reads: ReadsCase, text: str, published: dt.datetime | None) -> Kin:
    from tracker.credibility.copies import SHARED, is_copy, sketch

    for report in reads.reports_like(sketch(text), SHARED, LIKELIEST):
        other = reads.text(report.text_sha256)
        came_first = bool(published and report.published and published < report.published)
        if came_first and is_copy(other, text):
            return Kin(copied_by=report)
        if not came_first and is_copy(text, other):
            return Kin(copy_of=report)
    return Kin()


# -- claims ------------------------------------------------------------------------------------------------------------


def _known(claims: Iterable[Claim], proposals: Sequence[ProposedClaim], texts: Mapping[str, str]) -> dict[int, Claim]:
    """Proposals that are a claim's words read the same way, wherever they stand; also if the claim was edited since."""
    by_words: dict[str, list[Claim]] = {}
    for claim in claims:
        by_words.setdefault(_plain(claim.quote), []).append(claim)
    found: dict[int, Claim] = {}
    for place, proposal in enumerate(proposals):
        for claim in by_words.get(_plain(proposal.quote), ()):
            there = proposal.model_copy(update={"span": claim.span})
            if claim.fingerprint == fingerprint(texts[claim.report or ""], there):
                found[place] = claim
                break
    return found


def _still_told(claims: Iterable[Claim], text: str, known: set[str]) -> list[Claim]:
    """Open claims that the last version still made and this one does not, as far as known."""
    words = _plain(text)
    left = (claim for claim in claims if claim.status.is_open and claim.id not in known)
    return [claim for claim in left if _plain(claim.quote) in words]


def _changed(claims: Sequence[Claim], proposals: Mapping[int, ProposedClaim]) -> dict[int, Claim]:
    """Proposals that say what a claim said with another figure; the likest words first, each claim once."""
    from rapidfuzz import fuzz

    pairs = [
        (fuzz.ratio(_without_figures(claim.quote), _without_figures(proposal.quote)), place, claim)
        for place, proposal in proposals.items()
        for claim in claims
        if claim.measure == proposal.measure and (claim.low, claim.high) != (proposal.low, proposal.high)
    ]
    found: dict[int, Claim] = {}
    used: set[str] = set()
    for likeness, place, claim in sorted(pairs, key=lambda pair: (-pair[0], pair[1], number_of(pair[2].id))):
        if likeness >= SAME_WORDS and place not in found and claim.id not in used:
            found[place] = claim
            used.add(claim.id)
    return found


def _without_figures(quote: str) -> str:
    from tracker.credibility.reprints import NUMBER_WORDS

    words = _FIGURE.sub("#", _plain(quote)[:LONGEST_COMPARED]).split()
    return " ".join("#" if word in NUMBER_WORDS else word for word in words)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
