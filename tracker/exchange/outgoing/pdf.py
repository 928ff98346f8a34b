"""The page of `html` as a PDF, laid out for print; needs the extra "pdf" (WeasyPrint and its library Pango).

WeasyPrint holds the whole of what it lays out, some hundred kilobytes a page. A large case is therefore cut between
disputes and between incidents, each piece laid out alone, and the pages are put together.
"""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.errors import CaseError, RefusedError, UsageError
from tracker.exchange.outgoing.html import html_parts
from tracker.exchange.snapshot import CaseSnapshot

AT_ONCE = 1_000
"""Claims up to which the page is laid out as a whole; in a larger one links lead nowhere outside their piece."""
MOST_CLAIMS = 10_000
"""Claims up to which a PDF is laid out: it takes minutes for some thousand of them."""
PIECE = 200_000
"""Characters of the page that are laid out at once; an incident is not cut."""

INSTEAD = "Or write html and print it from a browser."

_HEAD_END, _MAIN, _TAIL = "<body>", "</header>", "</section></main></body></html>"
_CUT = re.compile(r"(?=<section id=|<details\b|<article id=\"D\w+\" class=\"dispute\">)")
"""Where a piece may begin: what comes from outside is escaped, so these are elements of the template."""


def pdf_parts(snapshot: CaseSnapshot) -> Iterator[bytes]:
    """The whole document, at once. Raises UsageError for too many claims, CaseError when the extra is not there."""
    if snapshot.count_stated > MOST_CLAIMS:
        raise UsageError(
            f"{snapshot.count_stated:,} claims are too many for a PDF; it takes up to {MOST_CLAIMS:,}.",
            hint="Write html and print it from a browser, or a part: --incident, --source, --query.",
        )
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]
    except ImportError as error:
        install = "Install it: pip install 'claim-tracker[pdf]'. "
        raise CaseError("The extra 'pdf' is not installed.", hint=install + INSTEAD) from error
    except OSError as error:
        install = "Install Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0). "
        raise CaseError("WeasyPrint cannot find Pango, which sets text.", hint=install + INSTEAD) from error
    page = (part.decode("utf-8") for part in html_parts(snapshot))
    if snapshot.count_stated <= AT_ONCE:
        yield HTML(string="".join(page), url_fetcher=_nothing).write_pdf()
    else:
        yield _put_together(page, HTML)


def pieces(page: Iterable[str]) -> Iterator[str]:
    """A page as several, each whole: cut where a section, a dispute or an incident begins."""
    head, held, room = "", "", PIECE
    for part in page:
        held += part
        if not head and _HEAD_END in held:
            head = held[: held.index(_HEAD_END) + len(_HEAD_END)]
        while len(held) > room and (cut := _last_cut(held, len(head))):
            yield held[:cut] + _TAIL
            held = f"{head}<main><section>{held[cut:]}"
        # Without a place to cut it is looked for again when there is as much more.
        room = max(PIECE, 2 * len(held)) if len(held) > room else PIECE
    yield held


def _last_cut(text: str, begin: int) -> int | None:
    """The last place at which a piece may begin, not at its very beginning; None: nowhere."""
    places = [match.start() for match in _CUT.finditer(text, begin + len("<main><section>") + 1)]
    return places[-1] if places else None


def _put_together(page: Iterable[str], html: Any) -> bytes:
    import pypdfium2 as pdfium

    whole = pdfium.PdfDocument.new()
    try:
        for piece in pieces(page):
            # Pages are numbered on from piece to piece; how many there will be nobody knows yet.
            numbered = piece.replace(
                "</style>",
                f"@page :first {{ counter-reset: page {len(whole) + 1}; }}"
                "@page { @bottom-right { content: counter(page); } }</style>",
                1,
            )
            laid_out = pdfium.PdfDocument(html(string=numbered, url_fetcher=_nothing).write_pdf())
            whole.import_pages(laid_out)
            laid_out.close()
            # Boxes of a laid out page refer to each other, and exports hold the search for such cycles back.
            gc.collect()
        written = io.BytesIO()
        whole.save(written)
    finally:
        whole.close()
    return written.getvalue()


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    # The page refers to nothing outside; if it ever did, it would not be fetched.
    raise RefusedError(f"{url} is not fetched for a PDF.")
