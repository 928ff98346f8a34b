"""Exports opened by the programs that a recipient has, which must neither run nor fetch anything."""

from __future__ import annotations

import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.exports.cases import hostile_case, hostile_strings
from tracker.exchange.outgoing.registry import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


class Beacon:
    """A listener on this machine that counts who comes."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        hits = self.hits

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hits.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]


@pytest.fixture
def beacon() -> Iterator[Beacon]:
    made = Beacon()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


class Attributes(HTMLParser):
    """Names of all attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(name for name, _ in attrs)

    @classmethod
    def of(cls, document: str) -> set[str]:
        parser = cls()
        parser.feed(document)
        return parser.found


def _opened_in_browser(page: Path, folder: Path) -> str:
    """The document as the browser has it once all is loaded."""
    assert CHROMIUM
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
    call = [CHROMIUM, *flags, f"--user-data-dir={folder}", "--virtual-time-budget=3000", "--dump-dom", page.as_uri()]
    return subprocess.run(call, check=True, capture_output=True, timeout=120).stdout.decode("utf-8", "replace")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_runs_and_fetches_nothing_of_a_page(tmp_path: Path, beacon: Beacon) -> None:
    page = tmp_path / "log.html"
    page.write_bytes(render(hostile_case(beacon.port), "html"))
    document = _opened_in_browser(page, tmp_path / "profile")
    assert "Evidence log" in document
    assert beacon.hits == []
    assert not re.search(r"<(script|iframe|img|link|base|object|embed|form)\b", document)
    assert not {name for name in Attributes.of(document) if name.startswith("on") or name in ("style", "srcdoc")}
    assert "<title>Evidence log: " in document
    # What was open to the outside shows at once, or the test above would prove nothing.
    page.write_text("<!DOCTYPE html>" + "".join(hostile_strings(beacon.port)), encoding="utf-8")
    _opened_in_browser(page, tmp_path / "profile")
    assert beacon.hits


def _formulas(table: Path, folder: Path) -> int:
    """How many cells a spreadsheet runs as formulas."""
    assert LIBREOFFICE
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    # Commas, double quotes, UTF-8, from the first row, as the dialog of the program proposes for such a file.
    read = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"
    call = [LIBREOFFICE, home, "--headless", read, "--convert-to", "fods", "--outdir", str(folder), str(table)]
    subprocess.run(call, check=True, capture_output=True, timeout=180)
    return (folder / f"{table.stem}.fods").read_text(encoding="utf-8").count("table:formula=")


@pytest.mark.skipif(LIBREOFFICE is None, reason="no LibreOffice on this machine")
def test_a_spreadsheet_runs_no_cell_of_a_table(tmp_path: Path, beacon: Beacon) -> None:
    case = hostile_case(beacon.port)
    for name in ("csv", "disputes-csv"):
        table = tmp_path / f"{name}.csv"
        table.write_bytes(render(case, name))
        assert _formulas(table, tmp_path) == 0
    assert beacon.hits == []
    raw = tmp_path / "raw.csv"
    raw.write_bytes(render(case, "raw-csv"))
    # The same claims without the guard: were there none to run, the test above would prove nothing.
    assert _formulas(raw, tmp_path) > 0


def test_markdown_drawn_as_a_page_holds_no_markup_from_outside() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    document = render(hostile_case(), "markdown").decode()
    drawer = markdown_it.MarkdownIt("gfm-like", {"linkify": False, "html": True})
    tokens = [inner for token in drawer.parse(document) for inner in (token, *(token.children or ()))]
    kinds = {token.type for token in tokens}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_block"}
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert not any(heading.startswith("heading") for heading in headings)


@pytest.mark.parametrize("name", ["stix", "claimreview", "prov", "jsonl"])
def test_json_cannot_end_the_element_of_a_page_it_is_put_in(name: str) -> None:
    exported = render(hostile_case(), name)
    assert exported.isascii()
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", exported)
    if name != "jsonl":
        assert not re.search(rb"[<>&]", exported)


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_no_control_character_is_in_a_document(name: str) -> None:
    document = render(hostile_case(), name).decode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]", document)
