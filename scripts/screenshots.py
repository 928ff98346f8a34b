"""Pictures of every screen over the samples: `python scripts/screenshots.py FOLDER [--size 80x24 ...] [--only NAME]`.

Drives the real interface with keys and saves one SVG a view and size, so that the pictures in the documentation can be
made anew at any time.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from tracker import locations
from tracker.services.workspace import Workspace
from tracker.ui.app import TrackerApp

SIZES = ((80, 24), (120, 40))
TYPED = "No police officers were killed in the attack on the Iraqi embassy in Kabul"

Keys = Callable[["View"], Awaitable[None]]


class View:
    """A running app and its keys."""

    def __init__(self, app: TrackerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self._pilot.press(key)
        await self.calm()

    async def type(self, text: str) -> None:
        await self.press(*("space" if character == " " else character for character in text))

    async def calm(self) -> None:
        """Waits until debounced reads and all workers are done."""
        for _ in range(3):
            await self._pilot.pause(0.2)
            await self.app.workers.wait_for_complete()
        await self._pilot.pause()


async def _case(view: View) -> None:
    await view.press("1")


async def _triage(view: View) -> None:
    await view.press("2", *"jjjjjjjj")


async def _claims(view: View) -> None:
    await view.press("3", *"jjj")


async def _disputes(view: View) -> None:
    await view.press("4")


async def _pairs(view: View) -> None:
    await view.press("4", "tab")


async def _tensions(view: View) -> None:
    await view.press("4", "tab", "tab")


async def _sources(view: View) -> None:
    await view.press("5")


async def _weighed(view: View) -> None:
    await view.press("4", "v")


async def _explain(view: View) -> None:
    await view.press("4", "e")


async def _origins(view: View) -> None:
    await view.press("5", "o")


async def _calibration(view: View) -> None:
    await view.press("5", "c")


async def _edit_source(view: View) -> None:
    await view.press("5", "e")


async def _incidents(view: View) -> None:
    await view.press("7")


async def _incident(view: View) -> None:
    await view.press("7", "j", "j", "enter")


async def _log(view: View) -> None:
    await view.press("6", "j", "j")


async def _help(view: View) -> None:
    await view.press("2", "question_mark")


async def _decide(view: View) -> None:
    await view.press("4", "d", "up")


async def _edit(view: View) -> None:
    await view.press("2", "e")


async def _grade(view: View) -> None:
    await view.press("5", "g")


async def _new(view: View) -> None:
    await view.press("n")
    await view.type(TYPED)
    await view.press("tab")
    await view.type("Kabul police")
    await view.press("tab")
    await view.type("moderate")


async def _merge(view: View) -> None:
    await view.press("2", "m")


async def _split(view: View) -> None:
    await view.press("2", *"jjjjjjjj", "S")


async def _many(view: View) -> None:
    await view.press("2", "A", *"0.5", "down")


async def _reader(view: View) -> None:
    await view.press("2", "o", "n")


async def _select(view: View) -> None:
    await view.press("2", "o", "v", "j", "h")


async def _passage(view: View) -> None:
    await view.press("2", "o", "v", "j", "enter")


async def _palette(view: View) -> None:
    await view.press("2", "ctrl+p")


async def _palette_search(view: View) -> None:
    await view.press("2", "ctrl+p")
    await view.type("gr")


async def _take_in(view: View) -> None:
    await view.press("1", "i")


VIEWS: dict[str, Keys] = {
    "case": _case,
    "triage": _triage,
    "claims": _claims,
    "disputes": _disputes,
    "pairs": _pairs,
    "tensions": _tensions,
    "sources": _sources,
    "weighed": _weighed,
    "explain": _explain,
    "origins": _origins,
    "calibration": _calibration,
    "edit-source": _edit_source,
    "incidents": _incidents,
    "incident": _incident,
    "log": _log,
    "help": _help,
    "decide": _decide,
    "edit": _edit,
    "grade": _grade,
    "new": _new,
    "merge": _merge,
    "split": _split,
    "many": _many,
    "reader": _reader,
    "select": _select,
    "passage": _passage,
    "palette": _palette,
    "palette-search": _palette_search,
    "take-in": _take_in,
}
"""Name of a picture -> the keys that lead to it."""


def sample_case() -> Workspace:
    """The samples taken in, half of the proposals decided, one source graded, at fixed times."""
    now = dt.datetime(2024, 5, 6, 9, 0, tzinfo=dt.UTC)

    def clock() -> dt.datetime:
        nonlocal now
        now += dt.timedelta(seconds=20)
        return now

    case = Workspace.in_memory(actor="anna", clock=clock)
    for _ in case.ingest.take_in([locations.samples()]):
        pass
    queue = case.triage.queue()
    for claim in queue[: len(queue) // 2]:
        case.triage.accept(claim.id)
    sources = case.sources.all()
    if sources:
        case.sources.grade(sources[0].id, "B", reason="long record of corrections")
    return case


async def _picture(folder: Path, name: str, size: tuple[int, int], case: Workspace) -> None:
    app = TrackerApp(workspace=case)
    async with app.run_test(size=size) as pilot:
        view = View(app, pilot)
        await view.calm()
        await VIEWS[name](view)
        picture = app.export_screenshot(title="tracker")
    path = folder / f"{name}-{size[0]}x{size[1]}.svg"
    path.write_text(_self_contained(picture), encoding="utf-8")
    sys.stderr.write(f"{path}\n")


def _self_contained(picture: str) -> str:
    """The picture without its web fonts, so that showing it asks no other machine; blanks are kept as drawn."""
    without_fonts = re.sub(r"@font-face\s*{[^}]*}", "", picture)
    return without_fonts.replace("<svg ", '<svg xml:space="preserve" ', 1)


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def main() -> None:
    parser = argparse.ArgumentParser(description="Saves a picture of every screen over the samples.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=_size, action="append", help="like 80x24; may be given several times")
    parser.add_argument("--only", choices=sorted(VIEWS), action="append")
    parser.add_argument("--empty", action="store_true", help="an empty case instead of the samples")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for size in given.size or SIZES:
        for name in given.only or VIEWS:
            case = Workspace.in_memory(actor="anna") if given.empty else sample_case()
            asyncio.run(_picture(given.folder, name, size, case))


if __name__ == "__main__":
    main()
