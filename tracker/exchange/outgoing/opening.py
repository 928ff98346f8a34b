"""The sentences that every document opens with: what it holds, of which case state, with which filters and profile."""

from __future__ import annotations

from tracker.exchange.snapshot import CaseSnapshot
from tracker.present.handover import profile_sentence, scope_sentence, state_sentence, written_sentence


def opening(snapshot: CaseSnapshot) -> list[str]:
    """One statement each; not escaped for any format."""
    return [
        written_sentence(snapshot.exported_at, snapshot.exported_by, snapshot.tool_version),
        state_sentence(snapshot.checkpoint),
        scope_sentence(snapshot.scope),
        profile_sentence(snapshot.profile, snapshot.pseudonyms),
        *snapshot.abridged,
        "All times are UTC.",
    ]
