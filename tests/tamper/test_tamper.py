"""A few of the edits and clean cases of `python -m tests.tamper`."""

from __future__ import annotations

import random

import pytest

from tests.tamper.content import changes_content, content
from tests.tamper.edits import Outcome, edit_and_verify, verdict
from tests.tamper.made import Made, made
from tracker.errors import ExitCode


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("tamper") / "made", 1, reports=2)


def test_edits_of_one_byte_that_change_content_are_found(case: Made) -> None:
    pick = random.Random(4)
    found = [edit_and_verify(case, pick) for _ in range(40)]
    assert [edit for edit in found if edit.outcome in (Outcome.MISSED, Outcome.CRASHED)] == []
    assert sum(edit.outcome is not Outcome.NO_CONTENT for edit in found) > 10


@pytest.mark.parametrize("kind", ["case", "jsonl", "markdown", "csv", "bag"])
def test_what_nobody_changed_is_sound(case: Made, kind: str) -> None:
    assert verdict(case.path_of(kind))[0] == ExitCode.OK


@pytest.mark.parametrize("at", [0, 18, 60, 63, 71])
def test_a_damaged_header_of_a_case_is_told_in_a_sentence_and_nothing_is_written(case: Made, at: int) -> None:
    sound = case.case.read_bytes()
    damaged = sound[:at] + bytes([sound[at] ^ 0x05]) + sound[at + 1 :]
    case.case.write_bytes(damaged)
    before = sorted(case.case.parent.iterdir())
    code, told = verdict(case.case)
    after = case.case.read_bytes()
    case.case.write_bytes(sound)
    assert code in (ExitCode.FINDING, ExitCode.ENVIRONMENT)
    assert "made.case" in told
    assert after == damaged
    assert sorted(case.case.parent.iterdir()) == before


def test_the_judge_of_what_is_content_knows_a_changed_word_from_an_unused_byte(case: Made) -> None:
    sound, before = case.case.read_bytes(), content(case.case)
    assert before is not None
    word = sound.rindex(b"people were")
    case.case.write_bytes(sound[:word] + b"P" + sound[word + 1 :])
    assert changes_content(before, content(case.case))
    case.case.write_bytes(sound[:27] + bytes([sound[27] ^ 1]) + sound[28:])  # the file's change counter
    assert not changes_content(before, content(case.case))
    case.case.write_bytes(sound)
