"""Letters that cannot be read, or that do harm, in texts that are taken in."""

from __future__ import annotations

import pytest

from tests.faults.conftest import Ingest
from tracker.errors import ExitCode
from tracker.services.workspace import Workspace

SEEN = "Seven policemen were killed in Kabul, the police said."


@pytest.mark.parametrize(
    ("raw", "told", "text"),
    [
        (f"Größe der Gebäude. {SEEN} ".encode() * 9 + b"\xff\xfe", "2 characters could not be read as utf-8", "Größe"),
        (f"“Médecins du lac” – {SEEN} ".encode("cp1252"), "", "“Médecins du lac” –"),
        (f"The Größe of it. {SEEN} ".encode("cp1252") * 9, "", "The Größe"),
        (f"\ufeff{SEEN}".encode("utf-16-le") + b"\x00", "1 character could not be read as utf-16", SEEN),
        (SEEN.encode("utf-16-be"), "", SEEN),
    ],
    ids=["broken utf-8", "names and quotes", "another encoding", "half a character", "utf-16 without a mark"],
)
def test_what_cannot_be_decoded_is_counted_and_said_and_the_bytes_are_kept_as_they_came(
    raw: bytes, told: str, text: str, ingest: Ingest
) -> None:
    answer = ingest("letters.txt", raw)
    assert answer.code == ExitCode.OK
    assert ("could not be read" in answer.told) is bool(told)
    assert told in answer.told
    assert answer.texts[0].startswith(text)
    with Workspace.open(answer.case) as workspace:
        [report] = workspace.reports.list()
        assert workspace.store.blob(report.sha256) == raw


@pytest.mark.parametrize(
    ("raw", "is_cleaned"),
    [
        (f"All was quiet.\n{SEEN}".replace(" ", "\x00 ").encode(), True),
        (b"\xff\xfe" + f"All was \ud800quiet.\n{SEEN}".encode("utf-16-le", "surrogatepass"), True),
        (f"\ufeffAll was quiet.\n{SEEN}".encode(), False),
        (f"All was quiet.\r{SEEN}\r".encode(), False),
        (f"All was quiet.  \r\n\r\n{SEEN}\x0c".encode(), False),
    ],
    ids=["NUL", "lone surrogate", "byte order mark", "CR only", "blanks and form feed"],
)
def test_letters_that_no_store_takes_are_taken_out_with_a_flag_and_spans_hold_their_quotes(
    raw: bytes, is_cleaned: bool, ingest: Ingest
) -> None:
    answer = ingest("letters.txt", raw)
    with Workspace.open(answer.case) as workspace:
        [report], [claim] = workspace.reports.list(), workspace.claims.find()
        text = workspace.reports.text(report.id)
        assert workspace.store.blob(report.sha256) == raw
        assert list(workspace.store.problems()) == []
    assert report.cleaned is is_cleaned
    assert not {"\x00", "\r", "\ufeff", "\ud800"} & set(text)
    assert claim.span
    assert text[slice(*claim.span)] == claim.quote == "Seven policemen were killed in Kabul"


def test_a_hundred_thousand_combining_marks_are_kept_and_shown_as_a_few(ingest: Ingest) -> None:
    marks = "\u0301" * 100_000
    answer = ingest("marks.txt", f"{SEEN}\n\nHe{marks} left.".encode())
    assert answer.code == ExitCode.OK
    [text] = answer.texts
    assert text.count("\u0301") == 99_999  # one is part of the letter now
    assert answer.quotes == ["Seven policemen were killed in Kabul"]


def test_a_file_name_of_any_letters_commands_no_terminal(ingest: Ingest) -> None:
    answer = ingest("\x1b]0;EVIL\x07\u202e-rf\nCON.txt", SEEN.encode())
    assert answer.code == ExitCode.OK
    assert not {"\x1b", "\x07", "\u202e"} & set(answer.told)
    assert answer.told.count("\n") == 1
