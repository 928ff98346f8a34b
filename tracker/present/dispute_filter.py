"""Filters of disputes and pairs: words, or words of one field ("source:amaq state:open")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from tracker.model.claim import Claim
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Finding
from tracker.model.query import MOST_WORDS, READ_OF_QUERY
from tracker.present.disputes import STATE_WORDS

FIELDS = ("incident", "kind", "state", "source", "with")
"""What a word can be asked of: `incident:kabul`, `kind:number`, `state:open`, `source:"red cross"`, `with:anna`."""

OPEN = "open"
"""Also a state: all but resolved."""

_TERM = re.compile(r'(?:([a-z]{4,8}):)?("[^"]{0,200}"?|[^\s"]{1,200})')

Term = tuple[str, str]
"""Field, empty for any, and a word."""
Facts = Mapping[str, str]
"""Field -> what is said of it, in lower case."""


def terms(text: str) -> list[Term]:
    """What a filter asks for.

    >>> terms('source:"Red Cross" open')
    [('source', 'red cross'), ('', 'open')]
    """
    found = []
    for match in _TERM.finditer(text[:READ_OF_QUERY].casefold()):
        name, word = match[1] or "", match[2].strip('"')
        found.append((name, word) if name in FIELDS else ("", match[0].strip('"')))
    return list(dict.fromkeys((name, word) for name, word in found if word))[:MOST_WORDS]


def holds(asked: Sequence[Term], facts: Facts) -> bool:
    """Whether every word stands in its field, or in any field when none is named.

    >>> holds([("state", "open"), ("", "kab")], {"state": "not reviewed open", "incident": "attack, kabul"})
    True
    """
    return all(
        _says(name, word, facts.get(name, "")) if name else any(word in said for said in facts.values())
        for name, word in asked
    )


def _says(name: str, word: str, said: str) -> bool:
    """Whether a field holds a word. "review" is a word of one state, and the beginning of one of another."""
    return word in (said.split() if name == "state" and word in _words_of_states() else said)


@cache
def _words_of_states() -> frozenset[str]:
    return frozenset(word for state in DisputeState for word in state_facts(state).split())


def dispute_facts(dispute: Dispute, *, incident: str = "", assigned: str = "") -> Facts:
    """What a filter asks of a dispute. incident: its id and name, assigned: who has taken it on."""
    kinds = {finding.kind.value for finding in dispute.findings if finding.kind}
    return _lower(
        id=f"{dispute.id} {dispute.question}",
        incident=incident or dispute.incident or "",
        kind=" ".join(sorted(kinds)),
        state=state_facts(dispute.state),
        source=" · ".join(source for camp in dispute.camps for source in camp.sources),
        **{"with": assigned},
    )


def pair_facts(finding: Finding, claims: Sequence[Claim], *, is_decided: bool, assigned: str = "") -> Facts:
    """What a filter asks of a pair of claims."""
    return _lower(
        id=" ".join([finding.id or "", *(claim.quote for claim in claims)]),
        incident=" · ".join(f"{claim.incident_id or ''} {claim.incident or ''}" for claim in claims),
        kind=finding.kind.value if finding.kind else "",
        state=state_facts(pair_state(is_decided=is_decided, assigned=assigned)),
        source=" · ".join(claim.source for claim in claims),
        **{"with": assigned},
    )


def pair_state(*, is_decided: bool, assigned: str = "") -> DisputeState:
    """The state of a pair of claims. assigned: who has taken it on."""
    if is_decided:
        return DisputeState.RESOLVED
    return DisputeState.UNDER_REVIEW if assigned else DisputeState.DETECTED


def state_facts(state: DisputeState) -> str:
    """A state by all its names: "detected not reviewed open"."""
    names = (state.value, STATE_WORDS[state], "" if state is DisputeState.RESOLVED else OPEN)
    return " ".join(name for name in names if name)


def _lower(**facts: str) -> Facts:
    return {name: said.casefold() for name, said in facts.items()}
