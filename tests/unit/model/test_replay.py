from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.model.change import GENESIS, Change, Edit
from tracker.model.replay import EDITS_HELD, Replay

AT = dt.datetime(2017, 8, 1, tzinfo=dt.UTC)
CLAIMS = 1_000


def journal(entries: int, each: int) -> list[Change]:
    """So many entries that put in so many claims each."""
    made: list[Change] = []
    for seq in range(1, entries + 1):
        ids = range((seq - 1) * each + 1, seq * each + 1)
        edits = tuple(Edit(kind="claim", id=f"C{n}", before=None, after={"id": f"C{n}", "score": 7}) for n in ids)
        prev = made[-1].hash if made else GENESIS
        change = Change(seq=seq, prev=prev, hash="", at=AT, actor="a", tool_version="0", action="add", summary="",
                        edits=edits)  # fmt: skip
        made.append(change.model_copy(update={"hash": change.computed_hash()}))
    return made


class Played:
    """A journal that was played, and how often an entry of it was read again."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.read = 0
        self._changes = changes
        self.replay = Replay(self._entry)
        assert [fault for change in changes for fault in self.replay.play(change)] == []

    def _entry(self, seq: int) -> Change:
        self.read += 1
        return self._changes[seq - 1]


def test_an_entry_is_read_again_once_however_many_of_its_records_differ() -> None:
    played = Played(journal(2, CLAIMS))
    faults = [played.replay.compare("claim", {"id": f"C{n}", "score": 8}) for n in range(1, 2 * CLAIMS + 1)]
    assert faults[0] == "score is 8, but 7 in journal entry 1"
    assert faults[-1] == "score is 8, but 7 in journal entry 2"
    assert played.read == 2


def test_records_whose_figures_are_written_otherwise_are_no_faults_and_cost_no_reading_each() -> None:
    played = Played(journal(1, CLAIMS))
    assert {played.replay.compare("claim", {"id": f"C{n}", "score": 7.0}) for n in range(1, CLAIMS + 1)} == {None}
    assert played.read == 1


def test_of_the_entries_read_again_only_so_many_edits_are_held() -> None:
    each = EDITS_HELD // 2
    played = Played(journal(4, each))
    for seq in (1, 2, 3, 4):
        played.replay.compare("claim", {"id": f"C{seq * each}", "score": 8})
    assert sum(map(len, played.replay._read.values())) <= EDITS_HELD
    assert played.read == 4
