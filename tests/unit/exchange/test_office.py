"""Word and OpenDocument texts to paragraphs."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.documents.office import docx, odt, p, zipped
from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.registry import parse
from tracker.exchange.incoming.zipped import check_zip

SEEN = "Nine people died."
UNSEEN = "500 people died."


def read_docx(body: str, **parts: str) -> ParsedDocument:
    return parse(docx(body, parts=parts), name="report.docx")


def read_odt(body: str, styles: str = "") -> ParsedDocument:
    return parse(odt(body, styles=styles), name="report.odt")


def test_a_word_document_gives_paragraphs_tables_boxes_and_notes_in_order() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = "".join(f"<w:tr>{cell.format(p(a))}{cell.format(p(b))}</w:tr>" for a, b in (("Day", "Killed"), ("1", "9")))
    drawn = f"<w:pict><w:txbxContent>{p('In a box.')}</w:txbxContent></w:pict>"
    box = f"<w:p><w:r><w:t>Before </w:t><w:tab/>{drawn}</w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>"
    document = read_docx(
        f"{p(SEEN)}<w:tbl>{table}</w:tbl>{box}{control}", footnotes=f"<w:footnote>{p('A note.')}</w:footnote>"
    )
    assert document.text.split("\n\n") == [
        SEEN,
        "Day | Killed",
        "1 | 9",
        "Before",
        "In a box.",
        "In a control.",
        "A note.",
    ]


def test_tracked_insertions_are_read_and_deletions_are_hidden() -> None:
    document = read_docx(
        "<w:p><w:r><w:t>Nine </w:t></w:r><w:del><w:r><w:delText>hundred </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>people died.</w:t></w:r></w:ins></w:p>"
    )
    assert (document.text, document.hidden_characters) == (SEEN, len("hundred "))
    assert document.total_characters == len(SEEN) + len("hundred ")


@pytest.mark.parametrize(
    "looks",
    ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="1"/>', '<w:rStyle w:val="Gone"/>'],
    ids=["vanish", "white", "tiny", "style"],
)
def test_text_that_a_word_document_hides_is_counted_and_not_read(looks: str) -> None:
    styles = '<w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    document = read_docx(p(SEEN) + p(UNSEEN, looks=looks), styles=styles)
    assert (document.text, document.hidden_characters) == (SEEN, len(UNSEEN))


def test_white_letters_on_a_coloured_cell_are_seen() -> None:
    white = p(SEEN, looks='<w:color w:val="FFFFFF"/>')
    cell = f'<w:tc><w:tcPr><w:shd w:fill="000000"/></w:tcPr>{white}</w:tc>'
    assert read_docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>").text == SEEN


def test_comments_are_hidden_and_running_heads_are_counted() -> None:
    document = read_docx(p(SEEN), comments=f"<w:comment>{p(UNSEEN)}</w:comment>", header=p("Harbour Gazette"))
    assert (document.text, document.hidden_characters) == (SEEN, len(UNSEEN))
    assert document.total_characters == len(SEEN) + len(UNSEEN) + len("Harbour Gazette")


def test_what_a_word_document_says_of_itself_is_proposed() -> None:
    core = (
        "<dc:title>Fire</dc:title><dc:creator>Lena Okafor</dc:creator><dc:language>en-GB</dc:language>"
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2017-08-02T14:00:00Z</dcterms:modified>'
    )
    about = parse(docx(p(SEEN), core=core), name="a.docx")
    assert (about.title, about.author, about.language) == ("Fire", "Lena Okafor", "en-GB")
    assert about.published is not None
    assert about.published.isoformat() == "2017-08-02T14:00:00+00:00"


def test_an_opendocument_text_gives_headings_lists_tables_and_notes_in_order() -> None:
    document = read_odt(
        "<text:h>Fire</text:h><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Day</text:p></table:table-cell><table:table-cell>"
        "<text:p>9</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p>Nine<text:s text:c="1"/><text:span>people</text:span> died.<text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>"
        "<text:p>With<draw:frame><draw:text-box><text:p>A box.</text:p></draw:text-box></draw:frame> one</text:p>"
    )
    assert document.text.split("\n\n") == ["Fire", "One", "Day | 9", SEEN, "With one", "A box.", "A note."]


@pytest.mark.parametrize(
    "hidden",
    [
        f"<text:tracked-changes><text:deletion><text:p>{UNSEEN}</text:p></text:deletion></text:tracked-changes>",
        f'<text:section text:display="none"><text:p>{UNSEEN}</text:p></text:section>',
        f'<text:p><text:span text:style-name="T1">{UNSEEN}</text:span></text:p>',
        f"<text:p><text:hidden-text>{UNSEEN}</text:hidden-text></text:p>",
        f"<text:p><office:annotation><text:p>{UNSEEN}</text:p></office:annotation></text:p>",
    ],
    ids=["deleted", "section", "style", "hidden text", "comment"],
)
def test_text_that_an_opendocument_text_hides_is_counted_and_not_read(hidden: str) -> None:
    styles = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    document = read_odt(f"{hidden}<text:p>{SEEN}</text:p>", styles)
    assert (document.text, document.hidden_characters) == (SEEN, len(UNSEEN))


def test_what_an_opendocument_text_says_of_itself_is_proposed() -> None:
    meta = (
        "<dc:title>Fire</dc:title><dc:creator>Lena Okafor</dc:creator><dc:language>en-GB</dc:language>"
        "<dc:date>2017-08-02T14:00:00</dc:date>"
    )
    about = parse(odt(f"<text:p>{SEEN}</text:p>", meta=meta), name="a.odt")
    assert (about.title, about.author, about.language) == ("Fire", "Lena Okafor", "en-GB")
    assert about.published is not None
    assert about.published.isoformat() == "2017-08-02T14:00:00+00:00"


@pytest.mark.parametrize("make", [docx, odt])
def test_an_archive_that_unpacks_to_a_hundred_times_its_size_is_refused_before_it_is_opened(make: object) -> None:
    body = f"<w:p>{' ' * 3_000_000}</w:p>"
    raw = make(body)  # type: ignore[operator]
    with pytest.raises(InputError, match=r"would unpack to 3 MiB in \d parts, \d{3} times its size"):
        parse(raw, name="report.docx")


def test_an_archive_over_the_limit_of_size_or_with_too_many_parts_is_refused() -> None:
    raw = zipped({"a": "abcdefgh" * 10})
    with pytest.raises(InputError, match="would unpack"):
        check_zip(raw, name="a.odt", most_unpacked=79)
    check_zip(raw, name="a.odt", most_unpacked=80)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    with pytest.raises(InputError, match="10,001 parts"):
        check_zip(out.getvalue(), name="a.odt")


def test_damaged_locked_and_other_archives_are_refused_with_the_reason() -> None:
    whole = docx(p(SEEN))
    with pytest.raises(InputError, match="is damaged"):
        parse(whole[: len(whole) // 2], name="a.docx")
    with pytest.raises(InputError, match="no Word document that can be read"):
        parse(zipped({"word/document.xml": "<a/>"}), name="a.docx")
    with pytest.raises(InputError, match="no OpenDocument text that can be read"):
        parse(odt("<text:p>"), name="a.odt")
    with pytest.raises(InputError, match="a zip archive"):
        parse(zipped({"a.txt": "words"}), name="a.txt")
    with pytest.raises(InputError, match="old office document, or a locked one"):
        parse(b"\xd0\xcf\x11\xe0" + bytes(600), name="a")
