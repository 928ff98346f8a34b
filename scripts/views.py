"""What the pictures show: for each a name and the keys that lead there from the Case screen."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.events import Paste
from textual.pilot import Pilot

from tracker import locations
from tracker.services.workspace import Workspace
from tracker.ui.app import TrackerApp
from tracker.ui.widgets.table import RowTable

LONGEST_DEBOUNCE_S = 0.3
CALM_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """Words entered where the cursor is."""

    text: str


Meanwhile = Callable[[Workspace], object]
"""What somebody else does to the case between two keys."""
Step = str | Typed | Meanwhile


def _retyped(case: Workspace) -> None:
    """Somebody else corrects the claim that is being edited."""
    case.claims.edit(case.triage.queue()[0].id, place="Kunduz", unit="people")


_TYPED = "No police officers were killed in the attack on the Iraqi embassy in Kabul"
_PASTED = """Herat hospital said on Friday that 14 people were killed when a roof fell in.
The governor said that nine had died."""

SAMPLES: Mapping[str, Sequence[Step]] = {
    "case": "1",
    "export": ["e"],
    "triage": "2jjjjjjjj",
    "claims": "3jjj",
    "disputes": "4",
    "pairs": ("4", "tab"),
    "tensions": ("4", "tab", "tab"),
    "sources": "5",
    "log": "6jj",
    "incidents": "7",
    "incident": ("7", "j", "j", "enter"),
    "edit-incident": "7e",
    "as-of": ("7", "j", "j", "enter", "w", Typed("2021-03-09"), "enter"),
    "take-in": "1i",
    "table": ("1", "i", Typed("vasht-quake-tolls.csv"), "enter"),
    "table-field": ("1", "i", Typed("vasht-quake-tolls.csv"), "enter", "j", "enter"),
    "pick-file": ("1", "i", "ctrl+f"),
    "paste": ("1", "P", Typed(_PASTED)),
    "new-claim": ("n", Typed(_TYPED), "tab", Typed("Kabul police"), "tab", Typed("moderate")),
    "edit": "2e",
    "both-versions": ("2", "e", *["down"] * 7, "end", Typed("!"), _retyped, "enter"),
    "grade-claim": "3g",
    "into-incident": "2I",
    "merge": "2m",
    "split": "2jjjjjjjjS",
    "accept-many": ("2", "A", Typed("0.5"), "down"),
    "retract": "3x",
    "saved-filters": ("3", "slash", Typed("Kabul"), "enter", "F"),
    "reader": "2on",
    "edit-report": "2oe",
    "select": "2ovjh",
    "passage": ("2", "o", "v", "j", "enter"),
    "decide": ("4", "d", "down"),
    "rules": "4r",
    "weighed": "4v",
    "explain": "4e",
    "what-if": "4w",
    "comment": ("4", "C", Typed("The hospital list is due on Monday.")),
    "assign": ("4", "a", Typed("Bea")),
    "threshold": "4f",
    "grade": "5g",
    "edit-source": "5e",
    "merge-source": "5m",
    "origins": "5o",
    "calibration": "5c",
    "palette": ("2", "ctrl+p"),
    "palette-search": ("2", "ctrl+p", Typed("gr")),
    "own-keys": ("2", "comma"),
    "help": ("2", "question_mark"),
    "tour": ("f1", "enter"),
}
"""Over the samples, partly decided."""

EMPTY: Mapping[str, Sequence[Step]] = {
    name: SAMPLES[name]
    for name in ("case", "triage", "claims", "disputes", "pairs", "tensions", "sources", "log", "incidents")
} | {"new-claim": "n", "palette": ("2", "ctrl+p"), "tour": ("f1",)}
"""In a case that holds nothing."""

LARGE: Mapping[str, Sequence[Step]] = {
    "case": "1",
    "triage": "2",
    "claims": ("3", "end"),
    "claims-filtered": ("3", "slash", Typed("police")),
    "disputes": "4j",
    "sources": "5",
    "log": "6",
    "incidents": "7",
    "new-claim": ("n", Typed("No people were killed in the air strike in Kasiya on 2019-03-03")),
}
"""In a case of any size, which is not changed."""


class View:
    """A running app and its keys."""

    def __init__(self, app: TrackerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    async def take(self, steps: Sequence[Step]) -> None:
        """Goes where the steps lead."""
        for step in steps:
            if isinstance(step, Typed):
                self.app.post_message(Paste(step.text))
            elif isinstance(step, str):
                await self._pilot.press(step)
            elif self.app.workspace is not None:
                step(self.app.workspace)
            await self.calm()

    async def calm(self) -> None:
        """Waits until debounced reads and all workers are done, and every row in view is there."""
        looks = 0
        await self._pilot.pause(LONGEST_DEBOUNCE_S)
        while looks < CALM_LOOKS:
            await self._pilot.pause()
            looks += 1
            if list(self.app.workers):
                await self.app.workers.wait_for_complete()
                looks = 0
            elif any(table.count and table.row(table.cursor) is None for table in self.app.screen.query(RowTable)):
                await asyncio.sleep(0.05)
                looks = 0


def clock() -> Callable[[], dt.datetime]:
    """A clock that goes on by 20 seconds a look, so that the pictures are the same each time."""
    now = dt.datetime(2024, 5, 6, 9, 0, tzinfo=dt.UTC)

    def look() -> dt.datetime:
        nonlocal now
        now += dt.timedelta(seconds=20)
        return now

    return look


def empty_case() -> Workspace:
    return Workspace.in_memory(actor="anna", clock=clock())


def sample_case() -> Workspace:
    """The samples taken in, half of the proposals decided, some disputes settled, some sources graded."""
    case = empty_case()
    for _ in case.ingest.take_in([locations.samples()]):
        pass
    queue = case.triage.queue()
    for claim in queue[: len(queue) // 2]:
        case.triage.accept(claim.id)
    for name, letter in (("Islamic State", "E"), ("Relief Watch Afghanistan", "B"), ("Kabul Police Command", "C")):
        for source in case.sources.find(name)[:1]:
            case.sources.grade(source.id, letter, reason="its record over the last year")
    disputes = case.scan.disputes()
    case.review.decide(disputes[2].id, "defer", reason="no word on it from the hospital yet")
    case.remarks.comment(disputes[0].id, "The ministry counts its own men only.")
    case.remarks.assign(disputes[1].id, "Bea")
    return case
