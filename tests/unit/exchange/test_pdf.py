"""PDF to paragraphs."""

from __future__ import annotations

import pytest

from tests.documents.pdf import column, drawn, pdf
from tracker.errors import InputError
from tracker.exchange.incoming import pdf as reading
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.registry import parse

LEFT = [
    "Harbour police said that nine dock-",
    "ers were killed on Tuesday in an ex-",
    "plosion at the quay of Port Amber, a",
    "city on the coast.",
    "The fire burned for six hours before",
]
RIGHT = [
    "crews put it out, the ministry said",
    "in a statement to the newspapers.",
    "Two well-known pilots, both from the",
    "north, were among the wounded.",
    "A third was not found.",
]


def read(raw: bytes) -> ParsedDocument:
    return parse(raw, name="report.pdf")


def test_columns_are_read_one_after_the_other_and_parted_words_are_whole() -> None:
    text = read(pdf(drawn(*column(50, 700, LEFT), *column(300, 700, RIGHT)))).text
    assert "nine dockers were killed on Tuesday in an explosion at the quay of Port Amber, a city on the coast." in text
    assert "burned for six hours before crews put it out, the ministry said in a statement" in text
    assert "Two well-known pilots" in text


def test_columns_written_row_by_row_are_read_the_same() -> None:
    in_turn = [line for pair in zip(column(50, 700, LEFT), column(300, 700, RIGHT), strict=True) for line in pair]
    assert read(pdf(drawn(*in_turn))).text == read(pdf(drawn(*column(50, 700, LEFT), *column(300, 700, RIGHT)))).text


def test_running_heads_and_page_numbers_are_left_out_and_counted() -> None:
    pages = [
        drawn((50, 810, f"Harbour Gazette, 2 August 2017, {number}"), (50, 600, text), (290, 20, f"Page {number} of 2"))
        for number, text in ((1, "Nine people died in the"), (2, "fire at the quay."))
    ]
    document = read(pdf(*pages))
    assert document.text == "Nine people died in the fire at the quay."
    assert document.total_characters > len(document.text) + 60


def test_cells_of_a_table_are_parted_and_its_rows_stay_rows() -> None:
    rows = [("Day", "Killed"), ("1 August", "14"), ("2 August", "9")]
    lines = [(x, 700 - 14 * at, cell) for at, row in enumerate(rows) for x, cell in zip((50, 200), row, strict=True)]
    assert read(pdf(drawn(*lines))).text == "Day | Killed\n\n1 August | 14\n\n2 August | 9"


def test_paragraphs_are_parted_by_a_gap_an_indent_and_a_short_line() -> None:
    first = ["The quay was closed for most of the day on", "Wednesday and ships had to wait outside."]
    second = ["Two tugs were sent out to the largest of them", "in the afternoon, the harbour master said."]
    for lines in (
        column(50, 700, first) + column(50, 660, second),
        [*column(50, 700, first), (70, 672, second[0]), (50, 658, second[1])],
    ):
        assert read(pdf(drawn(*lines))).text == f"{' '.join(first)}\n\n{' '.join(second)}"


def test_metadata_is_proposed_and_a_file_name_is_no_title() -> None:
    page = drawn((50, 700, "Nine people died."))
    info = "/Title (Fire at the quay) /Author (Lena Okafor) /CreationDate (D:20170802140000+02'00')"
    about = read(pdf(page, info=info, catalog="/Lang (en-GB)"))
    assert (about.title, about.author, about.language) == ("Fire at the quay", "Lena Okafor", "en-GB")
    assert about.published is not None
    assert about.published.isoformat() == "2017-08-02T14:00:00+02:00"
    assert read(pdf(page, info="/Title (Microsoft Word - a.doc) /CreationDate (D:20179999)")).published is None
    assert read(pdf(page, info="/Title (Microsoft Word - a.doc)")).title is None


def test_letters_that_nobody_can_see_are_counted_and_not_read() -> None:
    page = drawn((50, 700, "Nine people died.")) + drawn((50, 650, "500 people died."), size=1)
    outside = drawn((50, 2000, "600 people died."))
    document = read(pdf(f"{page} {outside}"))
    assert document.text == "Nine people died."
    assert document.hidden_characters == len("500 people died.600 people died.")


WHITE, NO_INK, BLACK = "1 1 1 rg", "3 Tr", "0 g 0 Tr"
SEEN = drawn((50, 700, "Nine people died."))


def unseen(x: float, y: float, how: str) -> str:
    """A line that is drawn in some other way than black on white."""
    return drawn((x, y, "500 people died."), more=how)


@pytest.mark.parametrize(
    "line",
    [
        unseen(50, 650, NO_INK),
        unseen(50, 650, "7 Tr"),
        unseen(50, 650, WHITE),
        unseen(50, 650, "0.99 0.98 1 rg"),
        unseen(50, 650, "0 0 0 0 k"),
        unseen(50, 650, "2 Tr 1 1 1 RG 1 1 1 rg"),
        unseen(50, 650, "1 Tr 1 1 1 RG"),
        f"1 1 0.98 rg 40 640 300 30 re f {unseen(50, 650, WHITE)}",
        f"0 0 1 rg 300 10 30 30 re f {unseen(50, 650, WHITE)}",
        unseen(170, 700, NO_INK),
    ],
)
def test_letters_without_ink_and_white_ones_on_white_are_counted_and_not_read(line: str) -> None:
    document = read(pdf(f"{SEEN} {line}"))
    assert document.text == "Nine people died."
    assert document.hidden_characters == len("500peopledied.")


def test_white_letters_on_a_coloured_field_are_read() -> None:
    document = read(pdf(f"{SEEN} 0.1 0.2 0.6 rg 40 640 300 30 re f {unseen(50, 650, WHITE)}"))
    assert "500 people died." in document.text
    assert document.hidden_characters == 0


def test_letters_that_are_only_outlined_or_clipped_with_ink_are_read() -> None:
    for how in ("1 Tr", "2 Tr 1 1 1 rg 0 0 0 RG", "4 Tr"):
        assert "500 people died." in read(pdf(f"{SEEN} {unseen(50, 650, how)}")).text


PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    "\nstream\n\x80\nendstream"
)


def test_unseen_letters_over_a_picture_are_what_a_scan_was_read_as() -> None:
    picture = "q 595 0 0 842 0 0 cm /I Do Q"
    raw = pdf(f"{picture} {unseen(50, 650, NO_INK)}", extra=[PICTURE])
    document = read(raw.replace(b"/Font <<", b"/XObject << /I 7 0 R >> /Font <<"))
    assert document.text == "500 people died."
    assert document.notes[0].startswith("Words laid unseen over a picture, as OCR does, compare them with it: page 1.")


FORM = (
    "<< /Type /XObject /Subtype /Form /BBox [0 0 300 30] /Matrix [1 0 0 1 0 0] /Length 31 >>"
    "\nstream\n0.1 0.2 0.6 rg 0 0 300 30 re f \nendstream"
)


def test_a_coloured_field_that_is_drawn_by_a_form_is_one_where_it_is_put() -> None:
    def put(y: int) -> ParsedDocument:
        raw = pdf(f"{SEEN} q 1 0 0 1 40 {y} cm /X Do Q {unseen(50, 650, WHITE)}", extra=[FORM])
        return read(raw.replace(b"/Font <<", b"/XObject << /X 7 0 R >> /Font <<"))

    assert "500 people died." in put(640).text
    assert "500 people died." not in put(100).text


def test_pages_without_text_are_named_and_a_document_without_any_is_refused() -> None:
    blank, words = "0 0 m 100 100 l S", drawn((50, 700, "Nine people died."))
    assert read(pdf(words, blank, blank, words, blank)).notes == ("No text layer: pages 2-3, 5.",)
    with pytest.raises(InputError, match=r"has no text layer: 2 pages\."):
        read(pdf(blank, blank))


def test_pages_over_the_limit_are_not_read_and_the_note_names_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGES_READ", 3)
    document = read(pdf(*[drawn((50, 700, f"Nine people died on day {day}.")) for day in range(1, 6)]))
    assert document.notes == ("Only pages 1 to 3 of 5 were read.",)
    assert "day 3" in document.text
    assert "day 4" not in document.text


def test_a_locked_a_cut_and_a_false_file_are_refused_with_the_reason() -> None:
    with pytest.raises(InputError, match=r"report\.pdf is no PDF that can be read"):
        read(b"%PDF-1.7 and nothing else")
    with pytest.raises(InputError):
        parse(b"some words", name="report.pdf")


def test_a_page_saved_under_the_name_of_a_pdf_is_read_as_the_page_it_is() -> None:
    page = b"<!doctype html><html><body><p>The report was moved to another address last week.</p></body></html>"
    assert parse(page, name="report.pdf").media_type == "text/html"
    assert parse(pdf(drawn((50, 700, "Nine people died."))), name="report").media_type == "application/pdf"


def test_a_title_in_broken_letters_costs_no_words() -> None:
    document = read(pdf(drawn((50, 700, "Nine people died.")), info="/Title <FEFFD800D800>"))
    assert document.text == "Nine people died."
