"""`tracker add --jsonl`"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tracker.cli.case import opened
from tracker.cli.diagnostics import Progress, narrate
from tracker.cli.options import STDIN, check_no_option
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, InputError

if TYPE_CHECKING:
    from tracker.services.importing import Imported

LONGEST_LINE = 1_000_000
"""Bytes of a line that are read; what is cut off there is no JSON and is refused as such."""


def add_lines(path: str, *, case: str | None, json: bool) -> int:
    """Keeps the claims of a file, one line of JSON each, and says what was refused."""
    check_no_option(path)
    done: Imported | None = None
    stopped = False
    with _opened(path) as stream, opened(case, create=True) as workspace, Progress("Adding") as progress:
        where, size, read = workspace.location, _size(stream), _Read(stream)
        try:
            for part in workspace.importing.parts(read):
                done = part
                progress.at(100 * read.done // size if size else 0, 100, f"{done.claims:,} claims")
        except KeyboardInterrupt:
            stopped = True
    _tell(done, where, stopped=stopped, json=json)
    if stopped:
        return ExitCode.INTERRUPT
    return ExitCode.REFUSED_INPUT if done and done.refusals else ExitCode.OK


class _Read:
    """The lines of a stream, counting bytes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.done = 0

    def __iter__(self) -> Iterator[bytes]:
        while line := self._stream.readline(LONGEST_LINE):
            self.done += len(line)
            yield line
            while len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                line = self._stream.readline(LONGEST_LINE)
                self.done += len(line)


def _opened(path: str) -> nullcontext[IO[bytes]] | IO[bytes]:
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check the path.") from error


def _size(stream: IO[bytes]) -> int:
    """Bytes of a file; 0 for what has no size, as a pipe."""
    try:
        return os.fstat(stream.fileno()).st_size
    except OSError:
        return 0


def _tell(done: Imported | None, where: str, *, stopped: bool, json: bool) -> None:
    from tracker.services.importing import CLAIMS_AN_ENTRY

    claims, refused, refusals = (done.claims, done.refused, done.refusals) if done else (0, (), 0)
    if json:
        write_record({"claims": claims, "refusals": refusals, "refused": list(refused), "stopped": stopped})
    else:
        for sentence in refused:
            write_line(f"refused  {sentence}")
        if refusals > len(refused):
            write_line(f"refused  {refusals - len(refused):,} more lines")
    told = [f"{claims:,} {'claim' if claims == 1 else 'claims'} added"] + [f"{refusals:,} refused"] * bool(refusals)
    begun = "Stopped: the part that was being added was left out, what was before it is kept. " if stopped else ""
    undone = f" 'tracker undo' takes back {CLAIMS_AN_ENTRY:,} at a time." if claims > CLAIMS_AN_ENTRY else ""
    narrate(f"{begun}{', '.join(told)}.{undone} Case: {where}")
