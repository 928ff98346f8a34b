"""What an export holds, in sentences: case state, filters, profile. The same in every format."""

from __future__ import annotations

import datetime as dt

from tracker.model.checkpoint import Checkpoint
from tracker.model.scope import Handover, Profile, Scope
from tracker.present.show import show_line
from tracker.present.times import iso_utc


def scope_parts(scope: Scope) -> list[tuple[str, str]]:
    """Each filter as label and words; none for the whole case.

    >>> scope_parts(Scope(words="market", incident_id="I2", incident="attack in Kabul"))
    [('words', 'market'), ('incident', 'I2 attack in Kabul')]
    """
    parts = [
        ("words", scope.words),
        ("incident", " ".join(part for part in (scope.incident_id, scope.incident) if part)),
        ("source", " ".join(part for part in (scope.source_id, scope.source) if part)),
        ("dates", str(scope.dates or "")),
    ]
    return [(label, words) for label, words in parts if words]


def handover_words(handover: Handover) -> str:
    """What is left out or filtered, in one line of the journal; empty: nothing.

    >>> handover_words(Handover(profile=Profile.PUBLIC, scope=Scope(words="market")))
    'profile public, words market'
    """
    said = [f"profile {handover.profile}"] if handover.profile is not Profile.FULL else []
    said += ["pseudonyms"] if handover.pseudonym_key is not None else []
    return show_line(", ".join([*said, *(f"{label} {words}" for label, words in scope_parts(handover.scope))]))


def scope_sentence(scope: Scope) -> str:
    """Which claims of the case these are.

    >>> scope_sentence(Scope())
    'It holds the whole case.'
    """
    if scope.is_whole:
        return "It holds the whole case."
    told = ", ".join(show_line(f"{label} {words}") for label, words in scope_parts(scope))
    return (
        f"It holds a part of the case: claims that the filter names ({told}), what they rest on, and disputes in which"
        " they stand. Other claims in these disputes are named, but not told."
    )


def profile_sentence(profile: Profile, pseudonyms: str | None) -> str:
    """What was taken out.

    >>> profile_sentence(Profile.FULL, None)
    'Profile full: nothing was taken out.'
    """
    said = "Profile full: nothing was taken out."
    if profile is Profile.PUBLIC:
        said = "Profile public: without notes, names of analysts, paths, and names of files."
    if pseudonyms:
        said += (
            f" Names of sources are replaced by pseudonyms (key {pseudonyms}), also inside quotes; texts and addresses"
            " of reports are left out."
        )
    return said


def written_sentence(exported_at: dt.datetime, exported_by: str, tool_version: str) -> str:
    """Who wrote it, when, with what."""
    by = f" by {show_line(exported_by)}" if exported_by else ""
    return f"Written {iso_utc(exported_at)}{by} with tracker {tool_version}."


def state_sentence(checkpoint: Checkpoint) -> str:
    """Which state of the case it was taken from; the root whole, to be compared."""
    if not checkpoint.size:
        return "Case state: no journal entry yet."
    return f"Case state: journal entry {checkpoint.size} of {iso_utc(checkpoint.at)}, Merkle root {checkpoint.root}."


def part_shown(records: int, carried: int, proven: int, entries: int) -> list[str]:
    """What checking a part of a case showed, and what it cannot show.

    records: those that were read; 0 where a document was checked by its manifest alone. carried: journal entries that
    it holds whole. proven: records that stand as these say. entries: of the journal.

    >>> part_shown(0, 0, 0, 12)[0]
    'It holds a part of its case, or holds something back.'
    """
    said = ["It holds a part of its case, or holds something back."]
    if not records:
        return [*said, "Shown: the file is as its manifest says. Not shown: that this is what the case says."]
    shown = (
        f"Shown: its quotes stand in the texts it carries; the hashes of {entries:,} journal entries lead to its root"
    )
    if carried:
        shown += f"; {proven:,} of {records:,} records stand so in the {carried:,} entries that it carries whole"
    left = "that its other records stand in the journal" if carried else "that its records stand in the journal"
    later = ", that no later entry changed them" if carried else ""
    ask = "For that ask for the case, or for a proof of the entry in question (tracker checkpoint --entry)."
    return [*said, f"{shown}.", f"Not shown: {left}{later}, and that nothing was left out. {ask}"]
