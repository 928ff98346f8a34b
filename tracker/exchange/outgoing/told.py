"""Why claims contradict each other, each ground told once, with all pairs of claims that it holds for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.dispute import Camp, Dispute
from tracker.model.finding import Finding
from tracker.present.reasons import further_grounds, sentence

MOST_REASONS = 5
"""Grounds spelled out under a dispute; how many more pairs there are is said."""
MOST_PAIRS = 6
"""Pairs named with a ground."""
MOST_TENSIONS = 30
"""Tensions spelled out; how many more there are is said."""
MOST_NAMED = 2
"""Sources named with a camp in the summary."""
MOST_LISTED = 100
"""Disputes in the summary, and sources or claims named with a camp; how many more there are is said."""


class Told(NamedTuple):
    """A ground in a sentence, what else speaks for it, and the pairs (ids) for which it holds."""

    words: str
    also: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


def told(findings: Iterable[Finding], snapshot: CaseSnapshot) -> list[Told]:
    """Findings on claims that are in the snapshot, strongest first; those told in the same words are one."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
    claims = snapshot.claims_by_id
    for finding in findings:
        if finding.a and finding.b and finding.a in claims and finding.b in claims:
            key = sentence(finding, claims[finding.a], claims[finding.b]), tuple(further_grounds(finding))
            found.setdefault(key, []).append((finding.a, finding.b))
    return [Told(words, also, tuple(pairs)) for (words, also), pairs in found.items()]


def reasons_of(dispute: Dispute, snapshot: CaseSnapshot) -> tuple[list[Told], int]:
    """The first grounds of a dispute, and how many pairs of claims are not among those they name."""
    shown = [one._replace(pairs=one.pairs[:MOST_PAIRS]) for one in told(dispute.findings, snapshot)[:MOST_REASONS]]
    return shown, max(0, dispute.pairs - sum(len(one.pairs) for one in shown))


def tensions_of(snapshot: CaseSnapshot) -> tuple[list[Told], int]:
    """The strongest tensions, and how many pairs of claims are not among those they name."""
    shown = told(snapshot.tensions, snapshot)[:MOST_TENSIONS]
    pairs = len(snapshot.tensions) if snapshot.tension_pairs is None else snapshot.tension_pairs
    return shown, max(0, pairs - sum(len(one.pairs) for one in shown))


def said_by(camp: Camp) -> str:
    """Who stands in a camp, for a summary: the first sources, and how many more; empty where none is named."""
    names = list(camp.sources[:MOST_NAMED])
    if len(camp.sources) > MOST_NAMED:
        names.append(f"{len(camp.sources) - MOST_NAMED:,} more")
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)
