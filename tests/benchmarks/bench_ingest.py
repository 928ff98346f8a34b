"""How long reports take from bytes to proposals in the case, once the program runs: one, a folder, one apart."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.prose import reports
from tests.benchmarks.ratio import Ratio, paired_seconds
from tests.documents.pdf import column, drawn, pdf
from tracker.exchange.incoming.registry import parse
from tracker.locations import samples
from tracker.reading.claims import read
from tracker.services import ingest
from tracker.services.parsing import parsed
from tracker.services.workspace import Workspace

LIMIT_SECONDS = 0.1
FOLDER = 150
"""Pages of a folder."""
CHARACTERS = 1_500


def measure() -> Iterator[Ratio]:
    """One article against reading alone and against 100 ms; a folder against its bare parser and against itself read in
    turn; a small PDF in a child process against the bare parser."""
    yield from _one_article()
    yield from _folder()
    yield from _child()


def _one_article() -> Iterator[Ratio]:
    article = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(samples().glob("kabul-*.txt")))[:5000]
    numbers = itertools.count()
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "bench.case") as workspace:

        def take_in() -> None:
            raw = f"{article}\n\n{next(numbers)}".encode()
            taken = workspace.ingest.take_in_bytes(raw, name="article.txt", method="file")
            assert taken.error is None, taken.error

        whole, reading = paired_seconds(take_in, lambda: read(f"{article}\n\n{next(numbers)}"))
    yield Ratio("take in a 5 KB article", whole, "reading it", reading)
    yield Ratio("take in a 5 KB article", whole, "limit of 100 ms", LIMIT_SECONDS, goal=1.0)


def _folder() -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "pages"
        folder.mkdir()
        for number in range(FOLDER):
            body = "".join(f"<p>{part}</p>" for part in reports(CHARACTERS, seed=number).split("\n\n"))
            page = f"<html><head><title>{number}</title></head><body><article>{body}</article></body></html>"
            (folder / f"{number:04}.html").write_text(page, encoding="utf-8")
        pages = [path.read_bytes() for path in sorted(folder.iterdir())]
        parse(pages[0], name="a.html")
        parsing = _seconds(lambda: [parse(page, name="a.html") for page in pages])
        reading = _seconds(lambda: [read(parse(page, name="a.html").text) for page in pages])
        with _read_in_turn(FOLDER):
            in_turn = _seconds(lambda: _take_in(folder, Path(made) / "turn.case"))
        ahead = _seconds(lambda: _take_in(folder, Path(made) / "ahead.case"))
    name = f"take in {FOLDER} pages of 1.5 KB"
    yield Ratio(name, ahead, "the bare parser", parsing)
    yield Ratio(name, ahead, "parsing and reading them", reading)
    yield Ratio(name, ahead, "the same in turn", in_turn, goal=1.0)


def _child() -> Iterator[Ratio]:
    lines = reports(CHARACTERS, seed=1).replace("“", "").replace("”", "").splitlines()
    raw = pdf(drawn(*column(50, 780, [line[:90] for line in lines if line])))
    apart, here = paired_seconds(lambda: parsed(raw, name="a.pdf"), lambda: parse(raw, name="a.pdf"))
    yield Ratio("parse a PDF of one page in a child process", apart, "parsing it here", here)


def _take_in(folder: Path, case: Path) -> None:
    with Workspace.open(case) as workspace:
        assert all(taken.error is None for taken in workspace.ingest.take_in([folder]))


@contextmanager
def _read_in_turn(count: int) -> Iterator[None]:
    kept = ingest.READ_IN_TURN
    ingest.READ_IN_TURN = count
    try:
        yield
    finally:
        ingest.READ_IN_TURN = kept


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
