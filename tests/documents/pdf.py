"""A small writer of PDF files, sound and unsound ones."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(*pages: str, info: str = "", catalog: str = "", extra: Sequence[str] = (), kids: str | None = None) -> bytes:
    """A document whose pages draw the given content streams; font F1 is Helvetica.

    info, catalog: what else their dictionaries hold. extra: objects after the pages'. kids: the page tree's, in
    place of the pages.
    """
    first = 5
    streams = [page.encode("latin-1") for page in pages]
    numbers = [first + 2 * index for index in range(len(pages))]
    named = kids or " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{named}] /Count {max(len(named.split()) // 3, 1)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("latin-1"),
    ]
    for number, stream in zip(numbers, streams, strict=True):
        head = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< {head} /Contents {number + 1} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return file_of([*objects, *(each.encode("latin-1") for each in extra)])


def file_of(objects: Sequence[bytes]) -> bytes:
    """Numbered objects with the table that says where each begins."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def drawn(*lines: tuple[float, float, str], size: float = 11, more: str = "") -> str:
    """A content stream: each line at (x, y) in points from the lower left corner. more: operators before the text."""
    shown = "".join(f"1 0 0 1 {x:g} {y:g} Tm ({_escaped(text)}) Tj\n" for x, y, text in lines)
    return f"BT {more} /F1 {size:g} Tf\n{shown}ET"


def column(x: float, top: float, lines: Sequence[str], *, step: float = 14) -> list[tuple[float, float, str]]:
    """Lines below each other."""
    return [(x, top - step * number, line) for number, line in enumerate(lines)]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
