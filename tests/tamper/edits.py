"""One edit of one byte, and what `tracker verify` says of it."""

from __future__ import annotations

import io
import random
from contextlib import redirect_stderr, redirect_stdout
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.tamper.content import Content, changes_content, content
from tests.tamper.made import Made
from tracker.cli.main import run
from tracker.errors import ExitCode


class Outcome(Enum):
    """What became of an edit."""

    NAMED = "found (exit 1)"
    REFUSED = "found: cannot be opened (exit 3, 4)"
    MISSED = "NOT FOUND"
    CRASHED = "CRASHED"
    NO_CONTENT = "changed no content"


class Edited(NamedTuple):
    """One edit."""

    kind: str
    outcome: Outcome
    where: str
    told: str


@cache
def _sound(case: Path) -> Content:
    found = content(case)
    assert found is not None
    return found


def edit_and_verify(case: Made, pick: random.Random) -> Edited:
    """Changes one byte of one file, verifies, and changes it back. A case file is chosen as often as all exports."""
    files = case.files
    kind = pick.choices(list(files), [len(files) if kind == "case" else 1 for kind in files])[0]
    file = pick.choice(files[kind])
    sound = file.read_bytes()
    at = pick.randrange(len(sound))
    byte = pick.choice([value for value in range(256) if value != sound[at]])
    if kind == "case":
        _sound(case.case)
    file.write_bytes(sound[:at] + bytes([byte]) + sound[at + 1 :])
    try:
        outcome, told = _outcome(case, kind)
    finally:
        file.write_bytes(sound)
    return Edited(kind, outcome, f"{file.name} byte {at}: {sound[at]:#04x} -> {byte:#04x}", told)


def _outcome(case: Made, kind: str) -> tuple[Outcome, str]:
    is_changed = kind != "case" or changes_content(_sound(case.case), content(case.case))
    try:
        code, told = verdict(case.path_of(kind))
    except Exception as error:  # noqa: BLE001  a traceback is what must not happen
        return Outcome.CRASHED, repr(error)
    if code == ExitCode.FINDING and told:
        return Outcome.NAMED if is_changed else Outcome.NO_CONTENT, told
    if code in (ExitCode.ENVIRONMENT, ExitCode.REFUSED_INPUT) and told:
        return Outcome.REFUSED if is_changed else Outcome.NO_CONTENT, told
    return Outcome.MISSED if is_changed else Outcome.NO_CONTENT, told


def verdict(path: Path) -> tuple[int, str]:
    """Exit code and first line of what `tracker verify PATH` tells."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["verify", str(path)])
    told = out.getvalue() + err.getvalue()
    return code, told.splitlines()[0] if told else ""
