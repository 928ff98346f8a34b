"""Links claims to incidents and scans them: `python -m tests.benchmarks.linking_by_tracker SIZE SEED`.

Prints CPU seconds to link and to scan, and the contradicting pairs there are, found and wrong. Linking is timed inside
an import of the claims; what the import does besides (reading lines, sources, keeping and indexing) is not counted.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from tests.benchmarks import told_claims
from tracker.services import importing
from tracker.services.table_incidents import Draft, KnownIncidents, link_incidents
from tracker.services.workspace import Workspace
from tracker.store.ports import Write


class Clock:
    """CPU seconds between starts and stops."""

    seconds = 0.0

    def start(self) -> None:
        self.seconds -= time.process_time()

    def stop(self) -> None:
        self.seconds += time.process_time()


LINKING = Clock()


class Keeping:
    """A transaction; the clock stands while it keeps incidents."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def __getattr__(self, name: str) -> Any:
        return getattr(self._write, name)

    def add(self, kind: str, records: Sequence[Any]) -> None:
        LINKING.stop()
        self._write.add(kind, records)
        LINKING.start()


def timed(write: Write, drafts: Sequence[Draft], known: KnownIncidents) -> None:
    """The product's linking, on the clock."""
    LINKING.start()
    link_incidents(cast("Write", Keeping(write)), drafts, known)
    LINKING.stop()


def main() -> None:
    """Prints one line."""
    claims = list(told_claims.told(int(sys.argv[1]), int(sys.argv[2])))
    lines = [json.dumps(told_claims.record(said)) for said in claims]
    setattr(importing, link_incidents.__name__, timed)
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "told.case") as workspace:
        assert workspace.importing.take_in(lines).claims == len(claims)
        start = time.process_time()
        for _ in workspace.scan.stream():
            pass
        scanning = time.process_time() - start
        linked = {int(str(claim.note)): claim.incident_id for claim in workspace.claims.find() if claim.incident_id}
    print(LINKING.seconds, scanning, *told_claims.pairs([said.claim for said in claims], linked))


if __name__ == "__main__":
    main()
