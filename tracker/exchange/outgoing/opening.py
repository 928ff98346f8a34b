"""Sentences of every document: what it holds, of which case state, with which filters and profile; how to read it."""

from __future__ import annotations

from tracker.exchange.snapshot import CaseSnapshot
from tracker.present.handover import profile_sentence, scope_sentence, state_sentence, written_sentence

HOW_TO_READ = (
    "A dispute is one question of one incident. Its camps are answers that cannot hold together.",
    "Independent counts origins: outlets that carry one statement count once.",
    "A letter A to F grades a source, a digit 1 to 6 a claim (Admiralty code); F and 6 mean that it cannot be judged.",
    "A weighed answer counts each source by how it held up in this case; it decides nothing.",
    "Both grades are the analyst's, never the tool's.",
    "A quote is what the report says, character for character, at the place given.",
    "A report is known by its sha256: a copy with another one is another document.",
    "A figure that was not given is unknown; it is never 0.",
)
"""What a reader has to know, one statement each."""


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
