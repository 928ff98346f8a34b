"""Pictures of every screen and dialog: `python scripts/screenshots.py docs/img`.

Drives the real interface with keys and saves one SVG a view and size: over the samples, and in an empty case. With
`--case PATH` also in a case of one's own, say a large one; `python -m tests.benchmarks` makes one of a million claims.
The case is only read.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from drawing import still
from views import EMPTY, LARGE, SAMPLES, Step, View, empty_case, sample_case

from tracker import locations
from tracker.services.workspace import Workspace
from tracker.ui.app import TrackerApp

SIZES = ((80, 24), (120, 40))


async def _picture(path: Path, steps: Sequence[Step], size: tuple[int, int], case: Workspace, theme: str) -> None:
    app = TrackerApp(workspace=case)
    async with app.run_test(size=size) as pilot:
        view = View(app, pilot)
        await view.calm()
        if theme:
            app.theme = theme
        await view.take(steps)
        path.write_text(still(app), encoding="utf-8")
    sys.stderr.write(f"{path}\n")


def _pictures(
    folder: Path, views: Mapping[str, Sequence[Step]], made: Callable[[], Workspace], given: argparse.Namespace
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    case = made()
    for name, steps in views.items():
        if given.only and name not in given.only:
            continue
        for width, height in given.size or SIZES:
            path = folder / f"{name}-{width}x{height}.svg"
            asyncio.run(_picture(path, steps, (width, height), case, given.theme))
            if any(callable(step) for step in steps):
                case = made()


def _contents(folder: Path) -> str:
    """A page that leads to all pictures of the folder."""
    heads = {"samples": "Over the samples", "empty": "In an empty case", "large": "With 1,000,000 made-up claims"}
    lines = [
        "# Pictures",
        "",
        "Drawn by `make screenshots`: the real interface, driven with keys. [The tour](tour.svg).",
        "",
    ]
    for case, head in heads.items():
        found: dict[str, list[str]] = {}
        for picture in sorted((folder / case).glob("*.svg")):
            name, _, size = picture.stem.rpartition("-")
            found.setdefault(name, []).append(f"[{size}]({case}/{picture.name})")
        if found:
            lines += [f"## {head}", "", "| view | pictures |", "|---|---|"]
            lines += [f"| {name} | {' '.join(pictures)} |" for name, pictures in found.items()]
            lines.append("")
    return "\n".join(lines)


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def main() -> None:
    parser = argparse.ArgumentParser(description="Saves a picture of every screen.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=_size, action="append", help="like 80x24; may be given several times")
    parser.add_argument("--only", choices=sorted({*SAMPLES, *EMPTY, *LARGE}), action="append", help="one view")
    parser.add_argument("--of", choices=("samples", "empty", "large"), action="append", help="only these cases")
    parser.add_argument("--case", type=Path, help="a large case, for the folder 'large'")
    parser.add_argument("--theme", default="", help="other colours than the dark ones")
    given = parser.parse_args()
    given.folder = given.folder.resolve()
    large = given.case.resolve() if given.case else None
    with tempfile.TemporaryDirectory() as nobody:
        # The pictures show the program as delivered, not the keys, filters and folders of whoever makes them.
        os.environ |= {"HOME": nobody, "XDG_CONFIG_HOME": nobody, "XDG_STATE_HOME": nobody}
        os.chdir(shutil.copytree(locations.samples(), Path(nobody) / "reports"))
        if "samples" in (given.of or ["samples"]):
            _pictures(given.folder / "samples", SAMPLES, sample_case, given)
        if "empty" in (given.of or ["empty"]):
            _pictures(given.folder / "empty", EMPTY, empty_case, given)
        if large is not None:
            named = Path(nobody) / "large.case"
            named.symlink_to(large)
            with Workspace.open(named) as case:
                _pictures(given.folder / "large", LARGE, lambda: case, given)
    (given.folder / "README.md").write_text(_contents(given.folder), encoding="utf-8")


if __name__ == "__main__":
    main()
