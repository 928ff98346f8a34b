"""Errors that a person can act on.

TrackerError
 +- UsageError            what was asked for cannot be asked (exit 2)
 |   +- NotFoundError     no such claim, report, source, dispute ...
 |   +- RefusedError      the action makes no sense in the present state
 |   +- StoppedError      a person stopped it on the way
 +- CaseError             the case or the machine is in the way (exit 3)
 |   +- NotACaseError     the file is something else
 |   +- DiskFullError     nothing was changed
 |   +- StaleEditError    somebody changed the same record meanwhile
 +- InputError            a report or import file cannot be taken in (exit 4)

Anything that is not a TrackerError is a defect and may end the program with a traceback.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process ends with; documented in docs/commands.md."""

    OK = 0
    FINDING = 1
    """A verification failed."""
    USAGE = 2
    ENVIRONMENT = 3
    """Disk full, read-only, locked, not a case, newer schema."""
    REFUSED_INPUT = 4
    """A report or import file was refused."""
    INTERRUPT = 130


class TrackerError(Exception):
    """One sentence for a person: what happened, where, what was expected.

    hint: what to do next, or None.

    >>> print(TrackerError("No claim C9 in this case.", hint="List them with 'tracker claims'."))
    No claim C9 in this case. List them with 'tracker claims'.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}" if self.hint else self.message


class UsageError(TrackerError):
    """What was asked for cannot be asked."""


class NotFoundError(UsageError):
    """No record with that id or name."""


class RefusedError(UsageError):
    """The action makes no sense in the present state."""


class StoppedError(UsageError):
    """A person stopped it on the way; nothing was changed."""


class CaseError(TrackerError):
    """The case, or the machine it lives on, is in the way."""

    exit_code = ExitCode.ENVIRONMENT


class NotACaseError(CaseError):
    """The file is not a tracker case; it was not touched."""


class DiskFullError(CaseError):
    """The disk is full; nothing was changed."""


class StaleEditError(CaseError):
    """Somebody changed the same record since it was read; nothing was overwritten."""


class InputError(TrackerError):
    """A report or an import file cannot be taken in."""

    exit_code = ExitCode.REFUSED_INPUT


class UnfinishedReadingError(InputError):
    """Its reading was ended, by a limit or by what it did to its parser: what it holds is not known."""
