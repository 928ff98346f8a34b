"""The command line: one handler for all that can go wrong, commands loaded when they are run."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import tracker
from tracker.errors import ExitCode, TrackerError, UsageError

if TYPE_CHECKING:
    from cyclopts import App

_INTRODUCTION = (
    "Claim and source-credibility tracker.\n\n"
    "Without a command it opens the interface. Every command that uses a case takes --case PATH, else it uses "
    "$TRACKER_CASE, else your default case. Standard output is data, standard error is narration.\n\n"
    "Exit codes: 0 done, 1 a verification failed, 2 wrong use, 3 the case or the machine is in the way, "
    "4 input was refused, 130 interrupted."
)


def run(argv: list[str]) -> int:
    """Runs one command; returns the exit code. Only defects raise."""
    _write_what_the_terminal_can()
    if argv == ["--version"]:
        # Answered without the command line library: scripts ask for it often.
        sys.stdout.write(f"{tracker.__version__}\n")
        return ExitCode.OK
    try:
        code = _dispatch(_case_after_command(argv))
        sys.stdout.flush()
    except TrackerError as error:
        from tracker.cli.diagnostics import report_error

        report_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("\ntracker: interrupted; what was done until now is kept.\n")
        return ExitCode.INTERRUPT
    except BrokenPipeError:
        # The reader of a pipe ("| head") is gone; Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    return code


def _write_what_the_terminal_can() -> None:
    # A report in another script must not end the program on a terminal that only knows ASCII.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def build_app() -> App:
    """All commands by name; none of their modules is imported."""
    from cyclopts import App, Group

    from tracker.cli.table import COMMANDS, FREE, KEEP, REVIEW, START

    app = App(
        name="tracker",
        help=_INTRODUCTION,
        help_format="plaintext",
        version=tracker.__version__,
        result_action="return_value",
        suppress_keyboard_interrupt=False,
    )
    groups = {name: Group(name, sort_key=place) for place, name in enumerate((START, REVIEW, KEEP, FREE))}
    for place, command in enumerate(COMMANDS):
        group = groups[command.group]
        app.command(command.target, name=command.name, help=command.help, group=group, sort_key=place)
    return app


def _dispatch(argv: list[str]) -> int:
    from cyclopts import CycloptsError

    app = build_app()
    try:
        code = app(argv, exit_on_error=False, print_error=False)
    except CycloptsError as error:
        from tracker.cli.diagnostics import report_error

        report_error(UsageError(str(error).strip(), hint=f"Help: tracker {_named_command(argv)}--help"))
        return ExitCode.USAGE
    return code if isinstance(code, int) else ExitCode.OK


def _named_command(argv: list[str]) -> str:
    from tracker.cli.table import COMMANDS

    return next((f"{name} " for name in argv[:1] if name in {command.name for command in COMMANDS}), "")


def _case_after_command(argv: list[str]) -> list[str]:
    """`tracker --case X claims` means the same as `tracker claims --case X`.

    Raises UsageError for a case without a command: the interface was asked for where there is no terminal.

    >>> _case_after_command(["--case", "x.case", "claims", "police"])
    ['claims', '--case', 'x.case', 'police']
    """
    if (len(argv) == 2 and argv[0] == "--case") or (len(argv) == 1 and argv[0].startswith("--case=")):
        raise UsageError("The interface needs a terminal.", hint="Name a command: tracker --help")
    if len(argv) > 2 and argv[0] == "--case":
        return [argv[2], *argv[:2], *argv[3:]]
    if len(argv) > 1 and argv[0].startswith("--case="):
        return [argv[1], argv[0], *argv[2:]]
    return argv
