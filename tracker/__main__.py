"""Picks the interface or the command line before importing either: neither pays for the other."""

from __future__ import annotations

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Runs `tracker`; returns the exit code.

    No arguments, or only `--case X`, open the interface; everything else goes to the command line.
    """
    arguments = sys.argv[1:] if argv is None else argv
    is_for_ui, case = case_for_ui(arguments)
    if is_for_ui and _has_screen():
        from tracker.ui.app import run as run_ui

        return run_ui(case)
    from tracker.cli.main import run as run_command

    return run_command(arguments)


def _has_screen() -> bool:
    """Whether there is a terminal, or a browser that `tracker serve` speaks to instead of one."""
    return (sys.stdin.isatty() and sys.stdout.isatty()) or "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")


def case_for_ui(arguments: list[str]) -> tuple[bool, str | None]:
    """Whether the arguments ask for the interface, and for which case.

    >>> case_for_ui([]), case_for_ui(["--case", "kabul.case"]), case_for_ui(["--case=kabul.case"])
    ((True, None), (True, 'kabul.case'), (True, 'kabul.case'))
    >>> case_for_ui(["claims"]), case_for_ui(["--case"]), case_for_ui(["--help"])
    ((False, None), (False, None), (False, None))
    """
    match arguments:
        case []:
            return True, None
        case ["--case", case] if not case.startswith("-"):
            return True, case
        case [option] if option.startswith("--case=") and option != "--case=":
            return True, option.removeprefix("--case=")
        case _:
            return False, None


if __name__ == "__main__":
    sys.exit(main())
