from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tracker.cli.main import run
from tracker.errors import ExitCode

REPORT = "Title: A toll\nPublisher: Wire\nPublished: 2017-07-31\n\nSeven policemen were killed, the ministry said.\n"


def test_one_bad_file_never_stops_the_rest(tracker: Command, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "d.txt").write_text(REPORT + "More.", encoding="utf-8")
    taken = tracker("ingest", str(folder), str(tmp_path / "missing.txt"))
    assert taken.code == ExitCode.REFUSED_INPUT
    lines = taken.out.splitlines()
    assert [line.split()[0] for line in lines] == ["R1", "refused", "refused", "R2", "refused"]
    assert "is empty" in lines[1]
    assert "binary" in lines[2]
    assert "2 taken in, 3 refused" in taken.err


def test_the_same_bytes_twice_do_nothing_and_say_so(tracker: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    tracker("ingest", str(tmp_path / "a.txt"))
    again = tracker("ingest", str(tmp_path / "a.txt"))
    assert again.code == ExitCode.OK
    assert again.out == "R1  already taken in, nothing done  FOLDER/a.txt\n"


def test_standard_input_is_taken_in(tracker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    taken = json.loads(tracker("ingest", "-", "--json").out)
    assert (taken["report"], taken["error"], taken["already"]) == ("R1", None, False)


def test_a_published_date_that_is_none_is_wrong_use(tracker: Command, tmp_path: Path) -> None:
    assert tracker("ingest", str(tmp_path), "--published", "yesterday").code == ExitCode.USAGE
    assert tracker("ingest").code == ExitCode.USAGE


def test_read_prints_a_page_to_check_and_stores_nothing(tracker: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    page = tracker("read", str(tmp_path / "a.txt"))
    assert page.code == ExitCode.OK
    assert page.out.startswith("A toll\nWire - TIME\ntext/plain, ")
    assert "7 police killed" in page.out
    assert "\n> Seven policemen were killed" in page.out
    assert tracker("claims").code == ExitCode.USAGE, "there must be no case yet"


def test_read_records_point_into_the_text(tracker: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    first = json.loads(tracker("read", str(tmp_path / "a.txt"), "--json").out.splitlines()[0])
    start, end = first["span"]
    assert "Seven policemen were killed, the ministry said."[start:end] == first["quote"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50, b"%PDF-1.7"], ids=["empty", "binary", "pdf"])
def test_a_text_that_cannot_be_read_is_one_sentence_and_a_hint(
    tracker: Command, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    refused = tracker("read", str(tmp_path / "a.txt"))
    assert refused.code == ExitCode.REFUSED_INPUT
    assert refused.out == ""
    assert len(refused.err.splitlines()) == 2


def test_a_huge_file_is_refused(tracker: Command, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as stream:
        os.truncate(stream.fileno(), 200 * 1024 * 1024)
    assert tracker("read", str(tmp_path / "huge.txt")).code == ExitCode.REFUSED_INPUT
    assert tracker("ingest", str(tmp_path / "huge.txt")).code == ExitCode.REFUSED_INPUT


def test_a_file_that_is_no_case_is_left_alone(tracker: Command, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("my notes", encoding="utf-8")
    refused = tracker("claims", "--case", str(other))
    assert refused.code == ExitCode.ENVIRONMENT
    assert other.read_text(encoding="utf-8") == "my notes"


def test_an_address_is_no_case(tracker: Command) -> None:
    assert tracker("claims", "--case", "postgresql://x/y").code == ExitCode.USAGE


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["claims", "--bogus"],
        ["read", "--bogus"],
        ["ingest", "--bogus"],
        ["read"],
        ["decide", "D1"],
        ["add", "x"],
        ["export"],
    ],
)
def test_wrong_use_says_where_help_is(tracker: Command, arguments: list[str]) -> None:
    refused = tracker(*arguments)
    assert refused.code == ExitCode.USAGE
    assert refused.out == ""
    assert refused.err.startswith("tracker: ")
    assert "--help" in refused.err


@pytest.mark.parametrize("record", ["C9", "D123456", "C1-C9", "S9"])
def test_what_is_not_there_is_named(disputed: Command, record: str) -> None:
    refused = disputed("decide", record, "defer", "--reason", "x")
    assert refused.code == ExitCode.USAGE
    assert refused.err.startswith("tracker: ")


HOSTILE = "\x1b]52;c;ZWNobw==\x07\x9b2J [link=https://e]x[/link] [/ \u202eabc {red} :skull:"


def test_no_command_lets_a_report_command_the_terminal(tracker: Command, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(
        f"Title: {HOSTILE}\nPublisher: {HOSTILE}\n\nSeven {HOSTILE} policemen were killed, {HOSTILE} said.",
        encoding="utf-8",
    )
    tracker("add", f"7 {HOSTILE} killed", "--source", HOSTILE, "--note", HOSTILE)
    for arguments in (
        ["read", str(report)], ["read", str(report), "--json"], ["ingest", str(report)], ["triage"], ["claims"],
        ["claims", "--json"], ["sources"], ["sources", "--json"], ["incidents"], ["log"], ["log", "--json"],
        ["export", "markdown"], ["export", "jsonl"], ["compare", HOSTILE, HOSTILE], ["claims", "--case", HOSTILE],
        ["decide", HOSTILE, HOSTILE, "--reason", HOSTILE], [HOSTILE],
    ):  # fmt: skip
        ran = tracker(*arguments)
        for text in (ran.out, ran.err):
            bad = {character for character in text if ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0} - {"\n"}
            assert not bad, arguments
            assert "\u202e" not in text, arguments


def test_an_interrupt_ends_with_its_own_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.main._dispatch", interrupted)
    assert run(["claims"]) == ExitCode.INTERRUPT
    assert "interrupted" in capsys.readouterr().err


def test_serve_without_its_extra_names_the_extra(tracker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    refused = tracker("serve")
    assert refused.code == ExitCode.ENVIRONMENT
    assert "claim-tracker[serve]" in refused.err


@pytest.mark.parametrize("arguments", [["--case", "x.case"], ["--case=x.case"]])
def test_the_interface_without_a_terminal_is_refused(tracker: Command, arguments: list[str]) -> None:
    refused = tracker(*arguments)
    assert refused.code == ExitCode.USAGE
    assert "needs a terminal" in refused.err


@pytest.mark.parametrize("form", [["--case", "FOLDER"], ["--case=FOLDER"]])
def test_the_case_may_stand_before_the_command(disputed: Command, tmp_path: Path, form: list[str]) -> None:
    named = [part.replace("FOLDER", str(tmp_path / "kabul.case")) for part in form]
    assert disputed(*named, "claims").err == "2 claims.\n"


def test_reading_a_mail_tells_of_its_attachments(tracker: Command, tmp_path: Path) -> None:
    mail = "Subject: Toll\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nNine people died, police said.\n--B\n"
    (tmp_path / "toll.eml").write_text(f"{mail}Content-Type: application/pdf; name=list.pdf\n\nx\n--B--\n")
    assert "1 attachment not read: list.pdf." in tracker("read", str(tmp_path / "toll.eml")).out
