"""What outlets published, and which claims repeat the words of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.report import Report
from tracker.model.source import Source, SourceKind
from tracker.services.source_links import SourceNames
from tracker.services.versions import origin_of

if TYPE_CHECKING:
    from tracker.credibility.reprints import Statement


def repeated_in(reports: Sequence[Report]) -> Callable[[Claim, Sequence[Claim]], Claim | None]:
    """The first of some earlier claims whose words one repeats: nearly all, or, in a report known as a copy, most."""
    from tracker.credibility.reprints import is_repeat
    from tracker.matching.origins import first_copied

    origins = _origins(reports)

    def repeated(claim: Claim, earlier: Sequence[Claim]) -> Claim | None:
        at = first_copied(claim.quote, [one.quote for one in earlier])
        origin = origins.get(claim.report or "")
        for one in earlier[:at] if origin is not None else ():
            copied = one.report != claim.report and origins.get(one.report or "") == origin
            if copied and is_repeat(one.quote, claim.quote):
                return one
        return None if at is None else earlier[at]

    return repeated


def _origins(reports: Sequence[Report]) -> dict[str, str]:
    """Report -> the one that it goes back to as copy or version; only of those that belong to others."""
    by_id = {report.id: report for report in reports}
    found = {report.id: origin for report in reports if (origin := origin_of(report, by_id)) != report.id}
    return found | {origin: origin for origin in found.values()}


class Publishing:
    """What each outlet published: the quotes of its reports, with the other outlets that their chains name."""

    def __init__(self, reports: Iterable[Report], sources: Sequence[Source]) -> None:
        # A group's own news agency is quoted as its voice; whoever quotes it does not reprint an outlet.
        self._outlets = {s.id for s in sources if s.kind is SourceKind.OUTLET and not s.parent and not s.party}
        self._names = SourceNames(list(sources))
        self._reports = {report.id: report for report in reports}
        self._origins = _origins(list(self._reports.values()))
        self._known: dict[str, str | None] = {}

    def statements(self, claims: Iterable[Claim]) -> Iterator[Statement]:
        """What these claims quote, where an outlet published it."""
        from tracker.credibility.reprints import Statement

        for claim in claims:
            report = self._reports.get(claim.report or "")
            outlet = self._named(report.publisher) if report and report.publisher else None
            if report is None or outlet is None or claim.status is ClaimStatus.REJECTED:
                continue
            if claim.source_id == outlet and outlet not in self._outlets:
                # A body that publishes its own words repeats nobody, also when a wire quoted them before.
                continue
            chain = {found for link in claim.chain if (found := self._named(link.name)) in self._outlets and found}
            origin = self._reports[self._origins.get(report.id, report.id)].publisher
            chain |= {found} if origin and (found := self._named(origin)) in self._outlets and found else set()
            at = report.published.timestamp() if report.published else None
            yield Statement(outlet, report.id, at, claim.quote, frozenset(chain - {outlet}))

    def _named(self, name: str) -> str | None:
        if name not in self._known:
            source = self._names.find(name)
            self._known[name] = source.id if source else None
        return self._known[name]
