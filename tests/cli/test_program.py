"""The program as a process: what it loads, pipes, and the demo from end to end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.cli.table import COMMANDS
from tracker.errors import ExitCode

HEAVY = ("textual", "sqlmodel", "sqlalchemy", "trafilatura", "numpy", "tracker.cli.commands.ingest", "tracker.services")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100", **environment},
        timeout=120,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["-h"]])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from tracker.__main__ import main; main(sys.argv[1:]); "
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], sep=',', file=sys.stderr)"
    )
    ran = process("-c", code, *arguments)
    assert ran.stderr.splitlines()[-1] == "", ran.stderr


def test_help_names_every_command() -> None:
    ran = process("-m", "tracker", "--help")
    assert ran.returncode == ExitCode.OK
    assert [command.name for command in COMMANDS if f" {command.name} " not in ran.stdout] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_a_page_of_help(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    from tracker.cli.main import run
    from tracker.cli.table import Command

    assert isinstance(command, Command)
    assert run([command.name, "--help"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert f"Usage: tracker {command.name}" in shown
    assert command.help.split("\n")[0][:30] in shown


def test_the_demo_without_a_terminal_prints_everything_and_ends_well(tmp_path: Path) -> None:
    ran = process("-m", "tracker", "demo", HOME=str(tmp_path), TMPDIR=str(tmp_path))
    assert ran.returncode == ExitCode.OK, ran.stderr
    assert ran.stdout.startswith("DISPUTES (")
    assert "they cannot both be true" in ran.stdout
    assert "\nSOURCES\n" in ran.stdout
    log = next(Path(line.split()[-1]) for line in ran.stdout.splitlines() if line.startswith("EVIDENCE LOG"))
    assert log.read_text(encoding="utf-8").startswith("# Evidence log")
    verified = process("-m", "tracker", "verify", str(log.with_suffix(".jsonl")), HOME=str(tmp_path))
    assert verified.returncode == ExitCode.OK, verified.stdout


def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    votes = "".join(f"s{n},q{n % 50},{n}\n" for n in range(5000))
    (tmp_path / "votes.csv").write_text(f"source,question,value\n{votes}", encoding="utf-8")
    command = f"{sys.executable} -m tracker weigh {tmp_path}/votes.csv --json | head -n 1; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == ExitCode.OK
    assert ran.stderr == ""


def test_a_terminal_that_knows_only_ascii_gets_every_character_in_some_form() -> None:
    ran = process("-m", "tracker", "compare", "Häuser – 7", "Ελλάδα", PYTHONIOENCODING="ascii")
    assert ran.returncode == ExitCode.OK, ran.stderr
    assert "H\\xe4user" in ran.stdout
