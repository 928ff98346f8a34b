from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.present.show import MARKS_ON_ONE_CHARACTER, hides_something, show, show_line

ANY_TEXT = st.text(alphabet=st.characters(codec=None))
FORBIDDEN = [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)]
FORBIDDEN += [0x200B, 0xFEFF, *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A)]
FORBIDDEN += [*range(0xE0000, 0xE0080), 0xD800, 0xDFFF]


@given(ANY_TEXT)
def test_no_control_override_or_invisible_character_survives(text: str) -> None:
    assert not {ord(character) for character in show(text)} & set(FORBIDDEN)


@given(ANY_TEXT)
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert show(show(text)) == show(text)


@given(ANY_TEXT)
def test_what_is_shown_can_be_encoded(text: str) -> None:
    show(text).encode("utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_is_left_alone(text: str) -> None:
    assert show(text) == text


@pytest.mark.parametrize("code", FORBIDDEN)
def test_every_forbidden_character_becomes_visible(code: int) -> None:
    assert show(f"a{chr(code)}b") not in ("ab", f"a{chr(code)}b")
    assert hides_something(f"a{chr(code)}b")


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🚒", "naïve é", "Ελλάδα", "שָׁלוֹם", "ก็้"])
def test_living_scripts_and_emoji_are_left_alone(text: str) -> None:
    assert show(text) == text


def test_lines_and_tabs_stay() -> None:
    assert show("a\tb\nc") == "a\tb\nc"


@given(st.integers(min_value=MARKS_ON_ONE_CHARACTER + 1, max_value=300))
def test_a_tower_of_marks_is_cut_and_counted(height: int) -> None:
    shown = show("e" + "\u0301" * height)
    assert sum(unicodedata.category(character) == "Mn" for character in shown) == MARKS_ON_ONE_CHARACTER
    assert f"<+{height - MARKS_ON_ONE_CHARACTER} marks>" in shown


@pytest.mark.parametrize(
    "sequence", ["\x1b]52;c;ZWNobw==\x1b\\", "\x9d0;title\x9c", "\x1b[2J", "\x1bP$q\x1b\\", "\x07"]
)
def test_a_terminal_sequence_keeps_its_letters_but_no_power(sequence: str) -> None:
    shown = show(sequence)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)


@given(ANY_TEXT, st.integers(min_value=1, max_value=80))
def test_one_line_is_one_line_no_wider_than_asked(text: str, width: int) -> None:
    line = show_line(text, width)
    assert len(line.splitlines()) <= 1
    assert len(line) <= width
