"""CSV: one row a claim, for spreadsheets. Figures as low, best, high; unknown is an empty cell, never 0."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.claim import Claim
from tracker.model.quantity import Quantity
from tracker.present.claims import number
from tracker.present.times import iso_utc

COLUMNS = (
    "id", "status", "source", "source_id", "reliability", "quote", "measure", "low", "best", "high", "unit",
    "approximate", "population", "polarity", "place", "event_time", "as_of", "incident", "incident_id", "confidence",
    "credibility", "likelihood", "hedged", "cumulative", "stated_at", "report", "report_sha256", "report_title",
    "publisher", "published", "span_start", "span_end", "note",
)  # fmt: skip

RAW_COLUMNS = (*COLUMNS, "raw")
"""Those of a table whose cells were left as they are."""

_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\t\r\n]")
"""What a spreadsheet may take for the start of a formula or a command, also after blanks and in full width."""
_NEUTRAL = "'"
PART = 1 << 16
"""Characters that are written at once."""


def write_csv(snapshot: CaseSnapshot, *, raw: bool = False) -> bytes:
    """The whole file at once; see `csv_parts`."""
    return b"".join(csv_parts(snapshot, raw=raw))


def csv_parts(snapshot: CaseSnapshot, *, raw: bool = False) -> Iterator[bytes]:
    """The claims, rejected ones left out. UTF-8 with a byte order mark, so that spreadsheets know the encoding.

    raw: leave cells that a spreadsheet would run as a formula as they are, for programs that read the file. Such a file
    has one column more, which says so: else a cell "'=1" could be "'=1", or "=1" made inert.
    """
    grades = {source.id: source.reliability for source in snapshot.sources}

    def rows() -> Iterator[list[object]]:
        for claim in snapshot.stated_claims:
            grade = grades.get(claim.source_id or "")
            yield _row(claim, snapshot, grade.value if grade else "")

    if raw:
        return table(RAW_COLUMNS, ([*row, "yes"] for row in rows()), raw=True)
    return table(COLUMNS, rows(), raw=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, raw: bool) -> Iterator[bytes]:
    """A CSV file in parts: byte order mark, heading, rows; text cells inert unless raw."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    yield b"\xef\xbb\xbf"
    writer.writerow(columns)
    for row in rows:
        writer.writerow([value if raw or not isinstance(value, str) else inert(value) for value in row])
        if buffer.tell() > PART:
            yield buffer.getvalue().encode("utf-8")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8")


def inert(cell: str) -> str:
    """A text cell that no spreadsheet runs: an apostrophe goes before what could start a formula.

    A cell that already starts with an apostrophe gets another, so that `original` can take exactly one away.

    >>> inert("=1+1"), inert("27 killed"), inert("'quoted'")
    ("'=1+1", '27 killed', "''quoted'")
    """
    return _NEUTRAL + cell if cell.startswith(_NEUTRAL) or _FORMULA.match(cell) else cell


def original(cell: str) -> str:
    """The inverse of `inert`."""
    return cell.removeprefix(_NEUTRAL)


def best(quantity: Quantity | None) -> float | int | None:
    """The single best figure, where one was given; bounds alone have none."""
    return number(quantity.value) if quantity else None


def _row(claim: Claim, snapshot: CaseSnapshot, grade: str) -> list[object]:
    report = snapshot.reports_by_id.get(claim.report or "")
    start, end = claim.span if claim.span else (None, None)
    return [
        claim.id,
        claim.status.value,
        claim.source,
        claim.source_id or "",
        grade,
        claim.quote,
        claim.measure or "",
        number(claim.low),
        best(claim.quantity),
        number(claim.high),
        claim.unit or "",
        _yes(claim.approximate),
        claim.population or "",
        claim.polarity.value,
        claim.place or "",
        str(claim.event_time or ""),
        str(claim.as_of or ""),
        claim.incident or "",
        claim.incident_id or "",
        claim.confidence,
        claim.credibility,
        claim.likelihood,
        _yes(claim.hedged),
        _yes(claim.cumulative),
        iso_utc(claim.stated_at) or "",
        claim.report or "",
        report.sha256 if report else "",
        (report.title or "") if report else "",
        (report.publisher or "") if report else "",
        (iso_utc(report.published) or "") if report else "",
        start,
        end,
        claim.note,
    ]


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"
