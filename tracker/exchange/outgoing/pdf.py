"""The page of `html` as a PDF, laid out for print; needs the extra "pdf" (WeasyPrint and its library Pango)."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.errors import CaseError, RefusedError, UsageError
from tracker.exchange.outgoing.html import html_parts
from tracker.exchange.snapshot import CaseSnapshot

MOST_CLAIMS = 3_000
"""Claims up to which a PDF is laid out: it takes about a minute, and memory that grows with them."""

INSTEAD = "Or write html and print it from a browser."


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
    page = b"".join(html_parts(snapshot)).decode("utf-8")
    yield HTML(string=page, url_fetcher=_nothing).write_pdf()


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    # The page refers to nothing outside; if it ever did, it would not be fetched.
    raise RefusedError(f"{url} is not fetched for a PDF.")
