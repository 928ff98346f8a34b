"""Documents made to fill, stall or open the machine, as they come in: refused with the reason, or read to a limit."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.office import docx, odt, p, zipped
from tests.documents.pdf import drawn, file_of, pdf
from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.registry import parse
from tracker.services.parsing import parsed

SEEN = "Seven policemen were killed."
PAGE = drawn((50, 700, SEEN))


def read(raw: bytes, name: str) -> ParsedDocument | str:
    """The document, or the sentence with which it was refused."""
    try:
        return parsed(raw, name=name)
    except InputError as refused:
        return refused.message


# -- bombs and endless things ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + f"<p>{SEEN}</p>",
        f"<p {' '.join(f'a{number}=1' for number in range(100_000))}>{SEEN}</p>",
        "<p a=1 b=2 c=3></p>" * 40_000 + f"<p>{SEEN}</p>",
        "<p><b>" * 60_000 + SEEN,
        f"<p>{'Nothing new was heard. ' * 200_000}</p><p>{SEEN}</p>",
        "<!--" * 100_000 + f"--><p>{SEEN}</p>",
        f"<p>{SEEN}</p>" + "<" * 300_000,
    ],
    ids=["deep", "attributes of one", "attributes of many", "unclosed", "large", "comments", "angles"],
)
def test_a_monstrous_page_is_read(page: str) -> None:
    document = read(f"<html><body>{page}</body></html>".encode(), "page.html")
    assert isinstance(document, ParsedDocument)
    assert SEEN in document.text


def _pdf_of(stream: bytes, filters: str) -> bytes:
    head = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 6 0 R"
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< >>",
            b"<< " + head + b" >>",
            b"<< /Filter [%s] /Length %d >>\nstream\n%s\nendstream" % (filters.encode(), len(stream), stream),
        ]
    )


def test_a_pdf_with_very_many_pages_is_read_to_the_limit_which_is_named() -> None:
    document = read(pdf(PAGE, kids=" ".join(["5 0 R"] * 20_000)), "many.pdf")
    assert isinstance(document, ParsedDocument)
    assert document.notes == ("Only pages 1 to 2,000 of 20,000 were read.",)


@pytest.mark.parametrize(
    "raw",
    [
        pdf(PAGE, kids="2 0 R"),
        pdf(PAGE).replace(b"/Count 1", b"/Count 1000000000").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        pdf(PAGE).replace(b"startxref\n", b"startxref\n9"),
        pdf(PAGE).replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"),
        _pdf_of(zlib.compress(PAGE.encode() + b" q Q" * 1_000_000), "/FlateDecode"),
        pdf(f"{PAGE} /X Do").replace(b"/Font <<", b"/XObject << /X 6 0 R >> /Font <<"),
    ],
    ids=["cycle", "count", "no table", "table cycle", "operators", "form in itself"],
)
def test_an_endless_pdf_is_read_or_refused(raw: bytes) -> None:
    document = read(raw, "odd.pdf")
    assert "odd.pdf" in document if isinstance(document, str) else document.text == SEEN


def test_a_pdf_bomb_is_refused_with_the_limit() -> None:
    bomb = zlib.compress(zlib.compress(bytes(500_000_000), 1), 9)
    assert "took more than 1,024 MiB of memory" in str(read(_pdf_of(bomb, "/FlateDecode /FlateDecode"), "bomb.pdf"))


def test_a_pdf_with_a_password_says_so() -> None:
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<00> <00>]"
    locked = pdf(PAGE).replace(b"/Root 1 0 R", f"/Root 1 0 R {lock}".encode())
    assert read(locked, "locked.pdf") == "locked.pdf is locked with a password."


@pytest.mark.parametrize(
    ("make", "name"),
    [(lambda body: docx(body), "a.docx"), (lambda body: odt(f"<text:p>{body}</text:p>"), "a.odt")],
    ids=["docx", "odt"],
)
def test_an_archive_bomb_is_refused_before_it_is_opened(make: Callable[[str], bytes], name: str) -> None:
    told = str(read(make(" " * 10_000_000), name))
    assert re.search(r"would unpack to 10 MiB in \d parts, [\d,]+ times its size", told)


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    raw = bytearray(docx(p(SEEN)))
    # The directory at the end says how large a part is; the largest one is the body.
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert "a.docx" in str(read(bytes(raw), "a.docx"))


def test_archives_in_archives_are_not_opened() -> None:
    assert "is a zip archive" in str(read(zipped({"inner.zip": zipped({"a.txt": SEEN})}), "a.zip"))


LAUGHS = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefg", "bcdefgh", strict=True))


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_entities_that_multiply_are_refused(kind: str) -> None:
    before = f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>'
    raw = docx(p("&h;"), before=before) if kind == "docx" else odt("<text:p>&h;</text:p>", before=before)
    assert "that can be read" in str(read(raw, f"a.{kind}"))


def test_a_mail_of_very_many_parts_or_endless_headers_is_read_or_refused() -> None:
    parts = "".join("--B\nContent-Type: text/plain\n\nSeven killed.\n" for _ in range(1_000))
    many = f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n{parts}--B--"
    document = read(many.encode(), "many.eml")
    assert isinstance(document, ParsedDocument)
    assert document.notes[0].startswith("999 attachments not read")
    nested = "".join(f"Content-Type: multipart/mixed; boundary=B{n}\n\n--B{n}\n" for n in range(1_000))
    assert "too deep" in str(read(f"MIME-Version: 1.0\n{nested}\n{SEEN}".encode(), "deep.eml"))


@settings(max_examples=100, deadline=None)
@given(
    name=st.sampled_from(["a.pdf", "a.docx", "a.odt", "a.html", "a.eml"]),
    at=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 40),
    put=st.sampled_from([b"", b"<", b"\0", b"99999999999", b"-1", b"<!--", b"endobj", b"=?utf-8?b?", b"\xff\xfe"]),
)
def test_a_damaged_document_is_read_or_refused_in_one_sentence(name: str, at: float, cut: int, put: bytes) -> None:
    raw = CUT[name]
    place = int(at * len(raw))
    found = read(raw[:place] + put + raw[place + cut :], name)
    told = found if isinstance(found, str) else found.text
    assert told.encode()
    assert "broke its parser down" not in told
    assert "defect" not in told


# -- nothing is opened -------------------------------------------------------------------------------------------------


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[tuple[str, str, Callable[[], bool]]]:
    """Addresses of a file and of a server that no document may reach, and whether the server was asked."""
    (tmp_path / "secret.txt").write_text("canary")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def was_asked() -> bool:
            try:
                server.accept()[0].close()
            except BlockingIOError:
                return False
            return True

        yield (tmp_path / "secret.txt").as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/x", was_asked


def test_no_document_opens_a_file_or_an_address(outside: tuple[str, str, Callable[[], bool]]) -> None:
    file, address, was_asked = outside
    for target in (file, address):
        entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{target}"><!ENTITY % y SYSTEM "{target}"> %y;]>'
        external = f'<!DOCTYPE x SYSTEM "{target}">'
        page = (
            f'<html><head><link rel=stylesheet href="{target}"><style>@import "{target}";</style><base href="{target}">'
            f'<meta http-equiv=refresh content="0;{target}"></head><body><img src="{target}"><iframe src="{target}">'
            f"</iframe><object data='{target}'></object><p>{SEEN}</p></body></html>"
        )
        link = f"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.launchURL\\('{target}'\\)) >>] >> >>"
        action = f"/OpenAction << /S /URI /URI ({target}) >> {link}"
        mail = f'Content-Type: message/external-body; access-type=URL; URL="{target}"\n\n{SEEN}'
        documents = {
            "a.html": page.encode(),
            "a.xhtml": f'<?xml version="1.0"?>{entity}<html><body><p>{SEEN} &x;</p></body></html>'.encode(),
            "a.docx": docx(p(f"{SEEN} &x;"), before=entity),
            "b.docx": docx(p(SEEN), before=external),
            "a.odt": odt(f"<text:p>{SEEN} &x;</text:p>", before=entity),
            "b.odt": odt(f'<text:p>{SEEN}<draw:image href="{target}"/></text:p>', before=external),
            "a.pdf": pdf(PAGE, catalog=action),
            "a.eml": mail.encode(),
            "b.eml": b"Content-Type: text/html\n\n" + page.encode(),
        }
        for name, raw in documents.items():
            document = read(raw, name)
            assert "canary" not in (document if isinstance(document, str) else document.text), name
            assert not was_asked(), name


# -- cut files ---------------------------------------------------------------------------------------------------------

CUT = {
    "a.pdf": pdf(PAGE),
    "a.docx": docx(p(SEEN)),
    "a.odt": odt(f"<text:p>{SEEN}</text:p>"),
    "a.html": f"<html><head><title>Toll</title></head><body><p>{SEEN}</p><p>Nine fled.</p></body></html>".encode(),
    "a.md": f"---\ntitle: Toll\n---\n# Toll\n\n{SEEN}\n".encode(),
    "a.eml": (
        "Subject: Toll\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: "
        f"text/plain\nContent-Transfer-Encoding: base64\n\nU2V2ZW4gcG9saWNlbWVuIHdlcmUga2lsbGVkLg==\n--B\n"
        f"Content-Type: text/html\n\n<p>{SEEN}</p>\n--B--\n"
    ).encode(),
}


@pytest.mark.parametrize("name", CUT)
def test_a_file_cut_at_any_byte_is_read_as_far_as_it_goes_or_refused(name: str) -> None:
    whole = parse(CUT[name], name=name)
    assert SEEN in whole.text
    assert whole.notes == ()
    for end in range(0, len(CUT[name]), 1 if name.endswith(("md", "html", "eml")) else 7):
        raw = CUT[name][:end]
        try:
            cut = parse(raw, name=name)
        except InputError:
            continue
        is_told = any("may be cut" in note for note in cut.notes)
        # A text that ends early is a text; so is what is left of a mail or a page before its first mark.
        is_text = name == "a.md" or not (b"boundary=B\n" in raw or b"<html>" in raw)
        assert is_told or is_text or SEEN in cut.text, raw


# -- large ones --------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory a process held")
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_line_of_a_gigabyte_is_refused_at_the_limit_without_being_held(tmp_path: Path, way: str) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(1024**3)
    program = (
        "import re, sys\n"
        "from tracker.__main__ import main\n"
        "code = main()\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())\n"
        "print(int(peak[1]) // 1024, file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    target = str(large) if way == "file" else "-"
    with large.open("rb") as stdin:
        run = subprocess.run(
            [sys.executable, "-c", program, "ingest", target, "--case", str(tmp_path / "my.case")],
            stdin=stdin, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert run.returncode == 4, run.stderr
    assert "at most 64 MiB are taken in" in run.stdout
    assert int(run.stderr.split()[-1]) < 200
