"""Documents parsed where they can do no harm: this program's own parsers here, all others in a child process."""

from __future__ import annotations

import atexit
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from tracker.errors import InputError
from tracker.store.records import storable

if TYPE_CHECKING:
    from tracker.exchange.incoming.apart import Apart
    from tracker.exchange.incoming.document import ParsedDocument
    from tracker.exchange.incoming.whole_case import Part
    from tracker.services.documents import Arrival
    from tracker.services.prepared import Prepared

Seen = Callable[[int, int], object]
"""Told (done, of how many); may raise to stop."""

CHILD = "tracker.services.reading_child"
CASE_BYTES_A_SECOND = 500_000
"""Of an export of a case: how fast at least it is checked."""
CASE_MEMORY = 8
"""Bytes of memory for each byte of it."""
CASE_SECONDS = 120
"""Seconds that a part of it may take on the clock: a machine that does much else takes long, and it can be stopped."""


def nothing(_done: int, _of: int) -> None:
    """Of what nobody wants to see."""


def parsed(raw: bytes, *, name: str, media_type: str | None = None, charset: str | None = None) -> ParsedDocument:
    """A document as text. media_type, charset: what a server calls it, and says of its letters.

    Raises InputError for what cannot be read, and for what takes too much time or memory.
    """
    from tracker.exchange.incoming.document import ParsedDocument
    from tracker.exchange.incoming.registry import IN_PROCESS, parse, parser_of

    if parser_of(raw, name=name, media_type=media_type) in IN_PROCESS:
        return parse(raw, name=name, media_type=media_type, charset=charset)
    reply = _children().ask({"name": name, "media_type": media_type, "charset": charset}, raw, name=shown_name(name))
    try:
        return ParsedDocument.model_validate(reply)
    except ValidationError as error:
        raise not_ours(name) from error


def prepared_apart(
    children: Apart, arrival: Arrival, *, published: dt.datetime | None, publisher: str | None
) -> Prepared:
    """A document parsed and read in a child process. Raises InputError as `parsed` does."""
    from tracker.services.prepared import Prepared

    name = storable(arrival.name)
    published, publisher = published or arrival.published, publisher or arrival.publisher
    about = {
        "media_type": arrival.media_type,
        "charset": arrival.charset,
        "published": published.isoformat() if published else None,
        "publisher": publisher,
    }
    reply = children.ask({"name": name, "read": True, **about}, arrival.raw, name=shown_name(name))
    try:
        return Prepared.model_validate(reply)
    except ValidationError as error:
        raise not_ours(name) from error


def other_case(path: Path, seen: Seen = nothing) -> Iterator[Part]:
    """A case from its file, an export of it, or a bag: its journal, texts and originals, one after the other.

    Checked and read in a child process that has time and memory for its size. seen: told (bytes read, of about how
    many); may raise to stop. Raises InputError for one that does not verify, or does not hold a whole case,
    NotACaseError and CaseError for a file of another program or of a newer tracker.
    """
    from tracker.exchange.incoming.apart import Apart
    from tracker.exchange.incoming.limits import DEFAULT_LIMITS
    from tracker.exchange.incoming.whole_case import case_content

    try:
        size = _size_of(path)
    except OSError as error:
        raise InputError(
            f"{shown_name(str(path))} cannot be read: {error.strerror}.", hint="Check the path."
        ) from error
    question, name = {"do": "case", "path": str(path.absolute())}, shown_name(path.name)
    seconds = size // CASE_BYTES_A_SECOND
    limits = DEFAULT_LIMITS._replace(
        processor_seconds=DEFAULT_LIMITS.processor_seconds + seconds,
        seconds=CASE_SECONDS + 2 * seconds,
        memory=DEFAULT_LIMITS.memory + CASE_MEMORY * size,
    )
    with (
        Apart(CHILD, size=1, limits=limits) if seconds else nullcontext(_children_for_cases()) as children,
        closing(children.parts(question, b"", name=name)) as parts,
    ):
        try:
            yield from case_content(_counted(parts, size, seen), name=path.name)
        except ValueError as error:
            raise not_ours(path.name) from error


def _size_of(path: Path) -> int:
    """Bytes of a case with what stands beside it. Raises OSError, and as `check_header` for what is no case file."""
    from tracker.exchange.incoming.whole_case import LARGEST, size_of
    from tracker.services.case_files import is_case_file

    if not is_case_file(path):
        return size_of(path)
    from tracker.store.blobs import beside
    from tracker.store.connect import check_header

    check_header(path)
    size = size_of(path) + size_of(beside(path).folder)
    if size > LARGEST:
        raise InputError(
            f"{shown_name(path.name)} is larger than {LARGEST // 1024**3} GiB.",
            hint="Take in an export of a part of it.",
        )
    return size


def _counted(parts: Iterable[bytes], size: int, seen: Seen) -> Iterator[bytes]:
    done = 0
    for part in parts:
        yield part
        done += len(part)
        seen(min(done, size), size)


@cache
def _children() -> Apart:
    """Those that single documents are parsed in; they stay for the next one."""
    from tracker.exchange.incoming.apart import Apart

    children = Apart(CHILD)
    atexit.register(children.close)
    return children


@cache
def _children_for_cases() -> Apart:
    """Those for small exports."""
    from tracker.exchange.incoming.apart import Apart
    from tracker.exchange.incoming.limits import DEFAULT_LIMITS

    children = Apart(CHILD, size=1, limits=DEFAULT_LIMITS._replace(seconds=CASE_SECONDS))
    atexit.register(children.close)
    return children


def not_ours(name: str) -> InputError:
    """What is said of an answer that none of our child processes gives."""
    return InputError(
        f"What was read of {shown_name(name)} came back changed.",
        hint="Do not open it here: it may be made to do harm.",
    )


def shown_name(name: str) -> str:
    """The name of a document, for people."""
    from tracker.present.show import show_line

    return show_line(name, 200)
