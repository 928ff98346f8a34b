"""The tour in the README: `python scripts/tour.py docs/img/tour.svg`.

Drives the real interface through a short day's work, from reports to the evidence log, and writes it as one SVG that
plays by itself wherever pictures are shown.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from drawing import Reel
from views import Step, Typed, View, clock

from tracker import locations
from tracker.services.workspace import Workspace
from tracker.ui.app import TrackerApp

SIZE = (100, 28)
LOOK_S = 2.2
"""How long a picture stands when nothing else is said: to read a line of words."""
KEY_S = 0.5
"""How long after one of several keys."""

Scene = tuple[str, Sequence[Step], float]
"""Caption, what is pressed, and how long the last picture stands."""

SCENES: tuple[Scene, ...] = (
    ("An empty case. It says what to do next.", (), LOOK_S),
    ("i  take in a folder of reports", ("i", Typed("~/reports")), 1.6),
    ("18 reports that disagree; 125 claims found in them, each with its source and exact words", ("enter",), 2.6),
    ("2  triage: the claim, its words in the report, what it contradicts", ("2",), 3.0),
    ("a  accept, and on to the next one", "aaaa", KEY_S),
    ("x  reject", "x", 1.2),
    ("a  accept", "aaaa", KEY_S),
    ("A  accept many from a score on; it says first how many", ("A", Typed("0.6")), 2.4),
    ("A  accept many from a score on; it says first how many", ("enter",), 1.2),
    ("4  disputes: camps side by side, copies of one wire counted once", ("4",), 3.8),
    ("r  why: the rules that fired, and the words that triggered them", ("r",), 3.2),
    ("r  why: the rules that fired, and the words that triggered them", ("escape",), 0.6),
    ("d  decide: an outcome, and why", ("d", "down"), 2.0),
    ("d  decide: an outcome, and why", (Typed("the ministry counts its own men only"),), 1.6),
    ("Decided. u takes it back, here and everywhere", ("enter",), 2.0),
    ("5  sources: how often right, what they repeat, which way they lean", ("5",), 3.0),
    ("g  grade: the letter is yours, the record only proposes one", ("g",), 2.0),
    ("g  grade: the letter is yours, the record only proposes one", ("d",), 1.4),
    ("7  an incident: who raised which toll when", ("7", "j", "j", "enter"), 3.0),
    ("1, e  export: an evidence log that a stranger can check", ("1", "e"), 3.0),
)


async def _record(reel: Reel, case: Workspace) -> None:
    app = TrackerApp(workspace=case)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        view = View(app, pilot)
        await view.calm()
        for caption, steps, seconds in SCENES:
            for step in steps:
                await view.take([step])
                reel.add(app, KEY_S, caption)
            reel.add(app, max(seconds - KEY_S, 0.1), caption)


def main() -> None:
    parser = argparse.ArgumentParser(description="Records the tour in the README.")
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file.resolve()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
        shutil.copytree(locations.samples(), Path(home) / "reports")
        reel = Reel()
        with Workspace.open(Path(home) / "kabul.case", actor="anna", clock=clock()) as case:
            asyncio.run(_record(reel, case))
    file.write_text(reel.file(), encoding="utf-8")


if __name__ == "__main__":
    main()
