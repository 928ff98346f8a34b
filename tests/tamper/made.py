"""Cases of random work, with all that is handed over of them."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tracker.errors import RefusedError
from tracker.services.workspace import Workspace

PLACES = ("Kabul", "Mosul", "Lyon", "Kunduz", "Åbo", "Халеб")
SPEAKERS = ("Police", "The ministry", "Islamic State", "A doctor", "Relief Watch", "Médecins du lac")
VERBS = ("killed", "wounded", "detained", "displaced")


class Made(NamedTuple):
    """A case and its exports; each is checked by naming one path."""

    case: Path
    exports: dict[str, Path]
    """Format -> the path to verify."""

    @property
    def files(self) -> dict[str, list[Path]]:
        """What can be edited: kind -> files."""
        blobs = sorted(path for path in self.case.with_name(f"{self.case.name}.blobs").rglob("*") if path.is_file())
        found = {"case": [self.case], "original": blobs}
        for name, path in self.exports.items():
            beside = path.with_name(f"{path.name}.manifest.json")
            inside = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
            found[name] = [*inside, beside] if beside.exists() else inside
        return found

    def path_of(self, kind: str) -> Path:
        """What `tracker verify` is given after a file of this kind was edited."""
        return self.exports.get(kind, self.case)


def made(folder: Path, seed: int, *, reports: int = 4) -> Made:
    """A case in which reports were taken in, claims accepted, rejected, graded and retracted, and some of it undone."""
    pick = random.Random(seed)
    folder.mkdir()
    case = folder / "made.case"
    with Workspace.open(case, actor="anna") as workspace:
        for number in range(reports):
            raw = f"{_telling(pick)}\n\n{_telling(pick)}".encode()
            workspace.ingest.take_in_bytes(raw, name=f"{number}.txt", method="file")
        for _ in range(pick.randint(2, 5)):
            place, speaker, count = pick.choice(PLACES), pick.choice(SPEAKERS), pick.randint(0, 90)
            told = f"{count} people were {pick.choice(VERBS)} in {place}"
            draft = workspace.claims.draft(told, source=speaker, incident=f"attack in {place}", confidence="low")
            workspace.claims.add(draft)
        for _ in range(pick.randint(4, 10)):
            with suppress(RefusedError):
                _work(workspace, pick)
        exports = {}
        for name in workspace.transfer.formats():
            exports[name] = workspace.transfer.write(name, folder / f"out-{name}").path
    return Made(case, exports)


def _telling(pick: random.Random) -> str:
    place, speaker = pick.choice(PLACES), pick.choice(SPEAKERS)
    return (
        f"{speaker} said that {pick.randint(2, 60)} people were {pick.choice(VERBS)} in {place} on 3 August 2017. "
        f"{pick.choice(SPEAKERS)} denied it: no civilians were {pick.choice(VERBS)}, it said."
    )


def _work(workspace: Workspace, pick: random.Random) -> None:
    claim = pick.choice(workspace.claims.find()).id
    source = pick.choice(workspace.sources.all()).id
    pick.choice(
        (
            lambda: workspace.triage.accept(claim),
            lambda: workspace.triage.reject(claim),
            lambda: workspace.claims.grade(claim, pick.randint(1, 6), reason="as told"),
            lambda: workspace.claims.retract(claim, "withdrawn"),
            lambda: workspace.sources.edit(source, notes=f"seen {pick.randint(1, 9)} times"),
            workspace.history.undo,
            workspace.history.redo,
        )
    )()
