"""A document that was parsed and read, and is not yet kept."""

from __future__ import annotations

import datetime as dt

from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.model.base import Frozen
from tracker.model.claim import ProposedClaim
from tracker.services.readers import STUMBLES, not_read

LONGEST_READ = 2_000_000
"""Characters of a document that are read for claims: a thousand pages, about fifteen seconds. All of it is kept."""


class Prepared(Frozen):
    """All that keeping a report needs of its document."""

    document: ParsedDocument
    proposals: tuple[ProposedClaim, ...]
    note: str = ""
    """What an analyst should know of it: pages without text, a language or an end that is not read. Sentences."""


def prepare(document: ParsedDocument, *, name: str, published: dt.datetime | None, publisher: str | None) -> Prepared:
    """Reads the claims of a document, to the limit. What is given goes before what the document says of itself.

    Raises InputError where the reader stumbles over a text that nobody thought of.
    """
    from tracker.reading.claims import read

    text, cut = _readable(document.text)
    try:
        proposals = read(text, published=published or document.published, publisher=publisher or document.publisher)
    except STUMBLES as error:
        # One text that the reader stumbles over must not stop the four hundred after it.
        raise InputError(
            f"{name} cannot be read: {type(error).__name__}: {error}.", hint="This is a defect: please report it."
        ) from error
    document, language = _with_language(document, text)
    return Prepared(
        document=document, proposals=tuple(proposals), note=" ".join(filter(None, (*document.notes, language, cut)))
    )


def _readable(text: str) -> tuple[str, str]:
    """What is read of a text, to the end of a paragraph or at least a sentence, and the note that says so."""
    if len(text) <= LONGEST_READ:
        return text, ""
    ends = (text.rfind(mark, LONGEST_READ // 2, LONGEST_READ) + 1 for mark in ("\n", ". "))
    end = next(filter(None, ends), LONGEST_READ)
    told = f"Only the first {end:,} of {len(text):,} characters were read for claims: take the rest in as a part."
    return text[:end], told


def _with_language(document: ParsedDocument, text: str) -> tuple[ParsedDocument, str]:
    """The document with the language found in its words, where that is not read, and the note that says so.

    What a page declares of itself is often left over from a template.
    """
    found = not_read(text)
    if found is None:
        return document, ""
    code, note = found
    return document.model_copy(update={"language": document.language if code == "und" else code}), note
