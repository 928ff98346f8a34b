from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.exchange.incoming.decode import decode, read_limited, read_stream
from tracker.exchange.incoming.normalise import normalise

STORABLE_TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"))
PROSE = "Seven policemen were killed, the ministry said. "


@given(st.binary())
def test_any_bytes_are_decoded_or_refused_in_one_sentence(raw: bytes) -> None:
    try:
        decoded = decode(raw, name="report.txt")
    except InputError:
        return
    decoded.text.encode("utf-8")
    assert "\x00" not in decoded.text


@given(STORABLE_TEXT)
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    written = PROSE + text
    assert decode(written.encode("utf-8"), name="x").text == written


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_with_or_without_a_mark_is_read(encoding: str) -> None:
    assert decode((PROSE + "Müller").encode(encoding), name="x").text == PROSE + "Müller"


def test_another_encoding_is_detected() -> None:
    text = "Полиция сообщила, что семь сотрудников погибли при взрыве у здания посольства. " * 4
    assert decode(text.encode("cp1251"), name="x").text == text


def test_what_a_page_declares_is_believed_when_it_fits() -> None:
    assert decode("café".encode("cp1252"), name="x", declared="windows-1252").text == "café"


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    raw = ("Größe der Gebäude übertrifft Schätzungen. " * 10).encode() + b"\xff\xfe end"
    decoded = decode(raw, name="x")
    assert (decoded.encoding, decoded.replaced) == ("utf-8", 2)
    assert decoded.text.startswith("Größe")


def test_nul_is_taken_out_and_said() -> None:
    decoded = decode(b"27 people\x00 were killed", name="x")
    assert decoded.text == "27 people were killed"
    assert decoded.cleaned


def test_a_lone_surrogate_is_taken_out_and_said() -> None:
    decoded = decode(b"\xff\xfe" + "a\ud800b".encode("utf-16-le", errors="surrogatepass"), name="x")
    assert decoded.text == "\ufeffab".removeprefix("\ufeff")
    assert decoded.cleaned


@pytest.mark.parametrize(
    "raw", [b"", b" \n\t", b"\x00\x00", b"%PDF-1.7 ...", b"PK\x03\x04...", b"\x7fELF\x02", bytes(range(256)) * 40]
)
def test_empty_and_binary_files_are_refused_with_a_hint(raw: bytes) -> None:
    with pytest.raises(InputError) as refused:
        decode(raw, name="report.txt")
    assert refused.value.hint


def test_escape_sequences_are_text_not_binary() -> None:
    assert "\x1b" in decode(b"\x1b[31m7 police were killed\x1b[0m", name="x").text


def test_a_file_beyond_the_limit_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 200 * 1024 * 1024)
    with pytest.raises(InputError, match="200 MiB large; at most 64 MiB"):
        read_limited(path)


def test_an_endless_stream_is_refused_at_the_limit() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(InputError, match="at most 2 MiB"):
        read_stream(stream, name="stdin", max_bytes=2 * 1024 * 1024)  # type: ignore[arg-type]
    assert stream.given <= 4 * 1024 * 1024


@pytest.mark.parametrize("name", ["missing.txt", ".", "nul\x00name"])
def test_what_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as refused:
        read_limited(tmp_path / name)
    assert str(tmp_path.name) in str(refused.value)
    assert refused.value.hint


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="not a regular file"):
        read_limited(pipe)


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\r" not in once


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n", "\u2028", "\x85"])
def test_every_line_end_becomes_the_same(ending: str) -> None:
    assert normalise(f"one{ending}two{ending}") == "one\ntwo"


def test_half_a_character_at_the_end_of_marked_utf_16_is_replaced() -> None:
    assert decode("\ufeffSeven".encode("utf-16-le") + b"\x00", name="x").text == "Seven\ufffd"
