"""The tensions of a large case on the Disputes screen: some at first, further ones as the cursor comes near the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.model.finding import Finding
from tracker.present.dispute_filter import Term, holds, pair_facts, terms

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace
    from tracker.ui.dispute_lists import Found

FURTHER = 300
"""Tensions that are looked for at a time."""
INCIDENTS_AT_ONCE = 200
"""Incidents looked through before the list says how far it is."""
MOST = 20_000
"""Tensions after which nothing further is looked for."""
NEAR_END = 50
"""Rows before the last one from which on further ones are looked for."""


@dataclass(frozen=True, slots=True)
class LargeTensions:
    """Those found so far that the filter leaves."""

    listed: list[Finding] = field(default_factory=list)
    found: int = 0
    """Those found so far, whatever the filter says."""
    looked: int = 0
    incidents: int = 0
    """Incidents looked through, of how many."""
    is_begun: bool = False
    """Whether anything was looked for yet."""

    @property
    def are_all(self) -> bool:
        return self.is_begun and (self.looked >= self.incidents or self.found >= MOST)

    @property
    def words(self) -> str:
        """How far they were looked for."""
        if not self.is_begun or self.looked >= self.incidents:
            return ""
        return f"{self.looked:,} of {self.incidents:,} incidents looked through"


def read_tensions(case: Workspace, found: Found, text: str, so_far: LargeTensions) -> LargeTensions:
    """Some more. Runs in a worker."""
    stop_at = so_far.looked + INCIDENTS_AT_ONCE
    read = case.scan.tensions_upto(min(so_far.found + FURTHER, MOST), lambda looked, _: looked < stop_at)
    if read.looked < so_far.looked:
        so_far = LargeTensions()  # claims have changed meanwhile, and the search began anew
    new = _narrowed(case, found, terms(text), read.found[so_far.found :])
    return LargeTensions([*so_far.listed, *new], len(read.found), read.looked, read.incidents, is_begun=True)


def _narrowed(case: Workspace, found: Found, asked: Sequence[Term], new: Sequence[Finding]) -> list[Finding]:
    if not asked:
        return list(new)
    numbers = {number for finding in new for number in _numbers(finding)}
    claims = {claim.id: claim for claim in case.claims.numbered(sorted(numbers))}

    def has(finding: Finding) -> bool:
        both = [claims[key] for key in (finding.a or "", finding.b or "") if key in claims]
        key = finding.id or ""
        facts = pair_facts(finding, both, is_decided=key in found.decided, assigned=found.assigned.get(key, ""))
        return holds(asked, facts)

    return list(filter(has, new))


def _numbers(finding: Finding) -> list[int]:
    return [int(key[1:]) for key in (finding.a, finding.b) if key]
