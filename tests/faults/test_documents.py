"""Documents that are made to do harm, or are too much, as `tracker ingest` answers them."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.documents.office import docx, odt, p, zipped
from tests.documents.pdf import drawn, pdf
from tests.faults.conftest import Ingest
from tracker.errors import ExitCode
from tracker.services import prepared

SEEN = "Seven policemen were killed in Kabul, the police said."
UNSEEN = "Nine soldiers were killed in Herat, the army said."
PAGE = drawn((50, 700, SEEN))


def epub(chapter: str = f"<html><body><p>{SEEN}</p></body></html>") -> bytes:
    return zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>", "a.xhtml": chapter})


def with_part(document: bytes, name: str) -> bytes:
    """An office document with one part more."""
    target = io.BytesIO(document)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, "x")
    return target.getvalue()


WORD, OPEN = docx(p(SEEN)), odt(f"<text:p>{SEEN}</text:p>")


# -- too much of it ----------------------------------------------------------------------------------------------------


def test_a_file_over_the_limit_is_refused_with_exit_4_and_max_bytes_raises_the_limit(ingest: Ingest) -> None:
    raw = f"{SEEN}\n".encode() * 100
    refused = ingest("line.txt", raw, "--max-bytes", "1000")
    assert refused.code == ExitCode.REFUSED_INPUT
    assert "are taken in" in refused.told
    assert refused.texts == []
    assert ingest("line.txt", raw, "--max-bytes", "10000").code == ExitCode.OK


def test_of_a_very_long_text_all_is_kept_and_what_was_not_read_for_claims_is_said(
    ingest: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "LONGEST_READ", 80)
    raw = f"{SEEN}\n\nAll was quiet in the town.\n\n{UNSEEN}".encode()
    answer = ingest("long.txt", raw)
    assert answer.code == ExitCode.OK
    assert f"Only the first 56 of {len(raw)} characters were read for claims" in answer.told
    assert answer.texts == [raw.decode()]
    assert answer.quotes == [SEEN.split(",")[0]]


def test_a_very_long_line_is_cut_for_reading_after_a_sentence(ingest: Ingest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "LONGEST_READ", 100)
    answer = ingest("line.txt", f"{SEEN} ".encode() * 10)
    assert "Only the first 54 of 549 characters" in answer.told
    assert answer.quotes == [SEEN.split(",")[0]]


# -- pages -------------------------------------------------------------------------------------------------------------


def test_hidden_text_of_a_page_is_counted_flagged_and_never_proposed_as_a_claim(ingest: Ingest) -> None:
    page = f"<html><body><p>{SEEN}</p><p style='display:none'>{UNSEEN}</p></body></html>"
    answer = ingest("page.html", page.encode())
    assert f"kept 54 of 104 characters; hidden text {len(UNSEEN)}, flagged" in answer.told
    assert answer.quotes == [SEEN.split(",")[0]]


# -- PDF ---------------------------------------------------------------------------------------------------------------


def test_a_pdf_without_a_text_layer_is_refused_with_its_number_of_pages(ingest: Ingest) -> None:
    answer = ingest("scan.pdf", pdf("", "", ""))
    assert answer.code == ExitCode.REFUSED_INPUT
    assert "has no text layer: 3 pages. It may be scanned" in answer.told


def test_pages_without_a_text_layer_are_named_when_others_have_one(ingest: Ingest) -> None:
    answer = ingest("half.pdf", pdf(PAGE, "", PAGE))
    assert answer.code == ExitCode.OK
    assert "No text layer: page 2." in answer.told


# -- archives ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "raw"),
    [("a.docx", docx(p(" " * 10_000_000))), ("a.odt", odt(" " * 10_000_000)), ("a.epub", epub(" " * 10_000_000))],
    ids=["docx", "odt", "epub"],
)
def test_a_zip_bomb_is_refused_by_what_it_declares_with_exit_4(name: str, raw: bytes, ingest: Ingest) -> None:
    answer = ingest(name, raw)
    assert answer.code == ExitCode.REFUSED_INPUT
    assert "would unpack to 10 MiB" in answer.told


@pytest.mark.parametrize("inside", ["a.docx", "a.odt", "a.epub"])
def test_an_archive_in_an_archive_is_not_opened(inside: str, ingest: Ingest) -> None:
    answer = ingest("outer.zip", zipped({inside: {"a.docx": WORD, "a.odt": OPEN, "a.epub": epub()}[inside]}))
    assert answer.code == ExitCode.REFUSED_INPUT
    assert "is a zip archive, not text. Unpack it" in answer.told


@pytest.mark.parametrize("part", ["../../../../tmp/x", "word/../../x", "..\\..\\x"])
@pytest.mark.parametrize(("name", "raw"), [("a.docx", WORD), ("a.odt", OPEN), ("a.epub", epub())])
def test_an_archive_with_a_part_that_points_outside_of_it_is_refused(
    name: str, raw: bytes, part: str, ingest: Ingest
) -> None:
    answer = ingest(name, with_part(raw, part))
    assert answer.code == ExitCode.REFUSED_INPUT
    assert "holds a part that points outside of it" in answer.told


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("META-INF/container.xml", "is an e-book (EPUB), not text. Open it in an e-book reader and save it as"),
        ("xl/workbook.xml", "is a spreadsheet, not text. Save each sheet as CSV"),
        ("ppt/presentation.xml", "is a presentation, not text. Save it as PDF"),
    ],
)
def test_an_archive_that_is_not_read_is_refused_by_what_it_is(part: str, told: str, ingest: Ingest) -> None:
    answer = ingest("a.bin", zipped({part: "<x/>"}))
    assert answer.code == ExitCode.REFUSED_INPUT
    assert told in answer.told


def test_a_document_of_the_wrong_parts_is_refused_without_words_of_the_inner_workings(ingest: Ingest) -> None:
    answer = ingest("a.docx", zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}))
    assert answer.code == ExitCode.REFUSED_INPUT
    assert "a part of it is not what it should be" in answer.told
    assert "lxml" not in answer.told
