from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.change import GENESIS
from tracker.model.checkpoint import Checkpoint
from tracker.model.merkle import EMPTY_ROOT

NONE = Checkpoint(size=0, last_hash=GENESIS, root=EMPTY_ROOT)
ONE = Checkpoint(size=12, last_hash="ab" * 32, root="cd" * 32, at=dt.datetime(2017, 8, 1, 12, 0, 0, 250, tzinfo=dt.UTC))


@pytest.mark.parametrize("checkpoint", [NONE, ONE])
def test_a_checkpoint_is_read_back_from_its_line(checkpoint: Checkpoint) -> None:
    assert Checkpoint.read(checkpoint.line) == checkpoint


def test_it_is_one_line_of_plain_words() -> None:
    words = ONE.line.split(" ")
    assert words[:2] == ["tracker-checkpoint", "12"]
    assert words[4] == "2017-08-01T12:00:00.000250Z"
    assert ONE.line.isascii()


def test_it_is_found_in_a_letter_and_the_last_one_counts() -> None:
    broken = ONE.line.replace(" ", "\n")
    letter = f"Dear Ana,\n{NONE.line}\n> {broken}\nyours\n"
    assert Checkpoint.read(letter) == ONE


@given(st.integers(0, len(ONE.line) - 1), st.sampled_from("0123456789abcdefT-: "))
def test_a_slip_of_the_pen_is_noticed(place: int, letter: str) -> None:
    line = ONE.line[:place] + letter + ONE.line[place + 1 :]
    if line != ONE.line:
        with pytest.raises(ValueError, match="checkpoint"):
            Checkpoint.read(line)


@pytest.mark.parametrize("text", ["", "tracker-checkpoint", "tracker-checkpoint 1 2 3 4 5"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no line that begins with"):
        Checkpoint.read(text)
