"""`tracker read`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.commands.ingest import published_at
from tracker.cli.diagnostics import narrate
from tracker.cli.options import STDIN, JsonOption, check_no_option
from tracker.cli.output import page_width, write_line, write_record
from tracker.errors import ExitCode

if TYPE_CHECKING:
    from tracker.exchange.incoming.document import ParsedDocument

FIGURES_SHOWN = 30
"""Figures of a text in another language that are listed; of more, how many there are."""


def run(
    path: Annotated[str, Parameter(help="A report, or - for standard input.", allow_leading_hyphen=True)],
    /,
    *,
    published: Annotated[str | None, Parameter(help="Publication date, e.g. 2017-07-31.")] = None,
    publisher: Annotated[str | None, Parameter(help="Who published it.")] = None,
    json: JsonOption = False,
) -> int:
    check_no_option(path)
    at = published_at(published)
    document = _document(path)
    # Only now: what is read with must be complete before it is loaded.
    from tracker.reading.claims import read

    who = publisher or document.publisher
    proposals = read(document.text, published=at or document.published, publisher=who)
    if json:
        from tracker.present.claims import proposal_record

        for proposal in proposals:
            write_record(proposal_record(proposal))
        return ExitCode.OK
    _print_heading(document, "standard input" if path == STDIN else path, who)
    _print_language(document.text)
    if proposals:
        from tracker.present.proposals import proposal_page

        counted = "1 claim" if len(proposals) == 1 else f"{len(proposals):,} claims"
        write_line(f"{counted}; in front, how likely it can be accepted as it stands (0-1)")
        for line in proposal_page(proposals, page_width()):
            write_line(line)
    else:
        narrate("No claims were found in it.")
    return ExitCode.OK


def _document(path: str) -> ParsedDocument:
    from tracker.exchange.incoming.decode import MAX_BYTES, read_limited, read_stream
    from tracker.services.own_words import use_own_words
    from tracker.services.parsing import parsed
    from tracker.settings import load_settings

    settings = load_settings()
    use_own_words(settings)
    limit = settings.max_bytes or MAX_BYTES
    if path == STDIN:
        return parsed(read_stream(sys.stdin.buffer, name="standard input", max_bytes=limit), name="standard input")
    return parsed(read_limited(Path(path), limit), name=path)


def _print_heading(document: ParsedDocument, path: str, publisher: str | None) -> None:
    from tracker.present.times import iso_utc

    write_line(document.title or path)
    parts = [document.author, publisher, iso_utc(document.published)]
    write_line(" - ".join([part for part in parts if part] or ["no author, publisher or date stated"]))
    hidden = f", {document.hidden_characters:,} hidden and not read" if document.hidden_characters else ""
    write_line(f"{document.media_type}, {len(document.text):,} of {document.total_characters:,} characters{hidden}")
    for note in document.notes:
        write_line(note)


def _print_language(text: str) -> None:
    """For a text in a language that is not read: that it is, and the figures in it."""
    from tracker.services.readers import not_read

    found = not_read(text)
    if found is None:
        return
    from tracker.reading.quantities import quantities

    write_line(found[1])
    figures = [text[quantity.span[0] : quantity.span[1]] for quantity in quantities(text)]
    more = f" and {len(figures) - FIGURES_SHOWN:,} more" if len(figures) > FIGURES_SHOWN else ""
    if figures:
        write_line(f"Figures: {' | '.join(figures[:FIGURES_SHOWN])}{more}")
