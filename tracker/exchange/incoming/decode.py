"""Bytes to characters, and the refusals that belong to bytes: empty, too large, not text."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path
from typing import IO, BinaryIO

from tracker.errors import InputError
from tracker.model.base import Frozen
from tracker.present.show import show_line

MAX_BYTES = 64 * 1024 * 1024
"""Largest document taken in unless the settings say otherwise."""

CHUNK_BYTES = 1024 * 1024
CONTROLS_IN_TEXT = 0.10
"""Share of control characters from which valid UTF-8 is taken for a binary file all the same."""
CONTROLS_IN_UNKNOWN_TEXT = 0.02
"""The same for bytes that are not valid UTF-8: random bytes hold about ten per cent."""
DETECTOR_BYTES = 256 * 1024
"""Bytes shown to the encoding detector; its time grows with them, its answer hardly changes."""

FEW_LETTERS = 0.04
"""Share of letters beyond ASCII up to which a text is taken for Western: names, quotes, dashes."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARIES = (
    (b"%PDF-", "a PDF", "Take it in as it is, as a report."),
    (b"PK\x03\x04", "a zip archive", "Unpack it; of office documents, .docx and .odt are read."),
    (b"\xd0\xcf\x11\xe0", "an old office document, or a locked one", "Save it as .docx or .odt, without a password."),
    (b"\x89PNG", "a picture", "Type its text into a .txt file first."),
    (b"\xff\xd8\xff", "a picture", "Type its text into a .txt file first."),
    (b"GIF8", "a picture", "Type its text into a .txt file first."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"\x7fELF", "a program", "docs/reports.md says what is read."),
    (b"SQLite format 3\x00", "a database", "Open a case with --case PATH."),
)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r\f\x08\x1b")
_CONTROLS_WITHOUT_NUL = _CONTROLS.replace(b"\x00", b"")
_C0 = re.compile("[\x01-\x07\x0e-\x1a\x1c-\x1f]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_WESTERN_MARKS = frozenset("“”‘’„‚«»‹›–—…•·€£¥§°©®™ ¡¿½¼¾×")
_CAPITAL_INSIDE = re.compile("[a-z][À-ÖØ-ÞŠŒŽŸ]")
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


class Decoded(Frozen):
    """Characters without NUL and lone surrogates, which no store takes."""

    text: str
    encoding: str
    cleaned: bool = False
    replaced: int = 0


def read_limited(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file; never more than `max_bytes` are held.

    Raises InputError, one clear sentence, when the file is too large, empty, not a file, missing or not readable.
    """
    with opened_limited(path, max_bytes) as stream:
        try:
            return read_stream(stream, name=show_line(str(path)), max_bytes=max_bytes)
        except OSError as error:
            raise _unreadable(show_line(str(path)), error) from error


def opened_limited(path: Path, max_bytes: int = MAX_BYTES) -> BinaryIO:
    """A file of at most so many bytes, opened to be read. Raises InputError as `read_limited` does."""
    shown = show_line(str(path))
    try:
        # Without O_NONBLOCK opening a named pipe waits for a writer that may never come.
        stream = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NONBLOCK))  # noqa: SIM115
    except IsADirectoryError as error:
        raise InputError(f"{shown} is a folder, a file was expected.", hint="Name a file in it.") from error
    except FileNotFoundError as error:
        raise InputError(f"{shown} does not exist.", hint="Check the spelling of the path.") from error
    except PermissionError as error:
        raise InputError(f"{shown} may not be read.", hint=f"Give yourself access: chmod u+r {shown}") from error
    except (OSError, ValueError) as error:
        raise _unreadable(shown, error) from error
    status = os.fstat(stream.fileno())
    if not stat.S_ISREG(status.st_mode) or status.st_size > max_bytes:
        stream.close()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{shown} is not a regular file.", hint="Name a file.")
        raise _too_large(shown, max_bytes, status.st_size)
    return stream


def _unreadable(shown: str, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(f"{shown} cannot be read: {reason}.", hint="Copy it to a local disk and try again.")


def read_stream(stream: IO[bytes], *, name: str, max_bytes: int = MAX_BYTES) -> bytes:
    """All bytes of a stream, refused with InputError as soon as there are more than `max_bytes`."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(CHUNK_BYTES):
        size += len(chunk)
        if size > max_bytes:
            raise _too_large(name, max_bytes, None)
        chunks.append(chunk)
    return b"".join(chunks)


def decode(raw: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """The characters of a document.

    A byte order mark decides; else strict UTF-8; else what the document declares; else UTF-16 by its NUL pattern; else
    the detector. Raises InputError for an empty or a binary file.
    """
    if not raw.strip(b"\x00 \t\r\n"):
        what = "is empty" if not raw else "holds nothing but blanks"
        raise InputError(f"{name} {what}.", hint="Check that the file was saved completely.")
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _marked(raw, encoding)
    _refuse_known_binary(raw, name)
    if utf16 := _utf16_without_mark(raw):
        text = raw.decode(utf16, errors="replace")
        if len(_C0.findall(text)) <= CONTROLS_IN_UNKNOWN_TEXT * len(text):
            return _cleaned(text, utf16)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_controls(raw, name, CONTROLS_IN_UNKNOWN_TEXT)
        return _decode_other(raw, name, declared)
    _refuse_controls(raw, name, CONTROLS_IN_TEXT)
    return _cleaned(text, "utf-8")


def _marked(raw: bytes, encoding: str) -> Decoded:
    """With a byte order mark. Lone surrogates of UTF-16 are taken out; half a character at the end is replaced."""
    try:
        return _cleaned(raw.decode(encoding, errors="surrogatepass" if "16" in encoding else "replace"), encoding)
    except UnicodeDecodeError:
        text = raw.decode(encoding, errors="replace")
        return _cleaned(text, encoding, text.count("\ufffd"))


def _decode_other(raw: bytes, name: str, declared: str | None) -> Decoded:
    if declared and (known := fitting(raw, declared)):
        return _cleaned(raw.decode(known), known)
    # A wrong declaration is common: then the detector decides.
    damaged = raw.decode("utf-8", errors="replace")
    replaced = damaged.count("\ufffd")
    if sum(character > "\x7f" for character in damaged) > 4 * replaced:
        # Mostly sound multi-byte sequences: UTF-8 with a few broken ones, not another encoding.
        return _cleaned(damaged, "utf-8", replaced)
    if _is_western(raw):
        return _cleaned(raw.decode("cp1252"), "cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:DETECTOR_BYTES]).best()
    encoding = best.encoding if best else "cp1252"
    text = raw.decode(encoding, errors="replace")
    replaced = text.count("\ufffd")
    if best is None and replaced > len(text) * CONTROLS_IN_UNKNOWN_TEXT:
        raise _not_text(name)
    return _cleaned(text, encoding, replaced)


def _is_western(raw: bytes) -> bool:
    """Whether bytes are nearly all ASCII, and the few others letters and marks where Western texts have them.

    The detector goes by how often letters stand together, and takes a few of them for letters of anything.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    others = _NOT_ASCII.findall(text)
    fits = all(letter.isalpha() or letter in _WESTERN_MARKS for letter in others)
    return len(others) <= FEW_LETTERS * len(text) and fits and _CAPITAL_INSIDE.search(text) is None


def storable_text(text: str) -> str:
    """Characters without NUL and lone surrogates."""
    return _NOT_STORABLE.sub("", text)


def fitting(raw: bytes, declared: str) -> str | None:
    """Python's name of a declared encoding, if the bytes are text in it; None for another, and for no encoding.

    Method: the Encoding Standard (WHATWG): who declares ISO 8859-1 or ASCII means Windows-1252.

    >>> fitting(b"\\x93so\\x94", "ISO-8859-1"), fitting(b"\\xff", "utf-8"), fitting(b"x", "rot13")
    ('cp1252', None, None)
    """
    try:
        known = codecs.lookup(declared)
    except (LookupError, ValueError):
        return None
    for name in ("cp1252", known.name) if known.name in ("iso8859-1", "ascii") else (known.name,):
        try:
            raw.decode(name)
        except (LookupError, ValueError):
            continue
        return name
    return None


def _cleaned(text: str, encoding: str, replaced: int = 0) -> Decoded:
    clean = storable_text(text)
    return Decoded(text=clean, encoding=encoding, cleaned=clean != text, replaced=replaced)


def _utf16_without_mark(raw: bytes) -> str | None:
    sample = raw[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _refuse_known_binary(raw: bytes, name: str) -> None:
    for magic, what, hint in _KNOWN_BINARIES:
        if raw.startswith(magic):
            raise InputError(f"{name} is {what}, not text.", hint=hint)


def _refuse_controls(raw: bytes, name: str, limit: float) -> None:
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    others = len(raw) - len(raw.translate(None, _CONTROLS_WITHOUT_NUL))
    # NULs alone are damage that can be taken out; NULs together with other controls are a binary file.
    if controls > limit * len(raw) and (others or controls > len(raw) / 3):
        raise _not_text(name)


def _not_text(name: str) -> InputError:
    return InputError(f"{name} is a binary file, not text.", hint="docs/reports.md says which formats are read.")


def _too_large(name: str, max_bytes: int, size: int | None) -> InputError:
    how_large = f"{size / 1024**2:.0f} MiB large" if size else "larger than that"
    return InputError(
        f"{name} is {how_large}; at most {max_bytes / 1024**2:g} MiB are taken in.",
        hint="Cut it into parts, or raise max_bytes in the settings (TRACKER_MAX_BYTES).",
    )
