from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.cases import STORABLE, TEXT, a_case
from tracker.errors import UsageError
from tracker.exchange.incoming.case_jsonl import read_case
from tracker.exchange.outgoing.csv import COLUMNS, inert, original, write_csv
from tracker.exchange.outgoing.escape import markdown_line
from tracker.exchange.outgoing.jsonl import write_jsonl
from tracker.exchange.outgoing.markdown import write_markdown
from tracker.exchange.outgoing.registry import FORMATS, format_named, render
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.claim import Claim
from tracker.model.finding import Finding, Reason, Relation
from tracker.model.scales import LIKELIHOOD_TERMS

FORMULAS = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\ufeff=1",
    "|x",
    "%1",
]
PAYLOADS = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://e/p.png)", "https://e.org/track", "`x`",
    "a | b", "# heading", "- item", "1. item", "> quote", "---", "\x1b]52;c;x\x07", "\u202eabc", "</style>", "]]>",
    "*b*",
]  # fmt: skip


def rows_of(exported: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported.decode("utf-8-sig"), newline="")))


@given(st.lists(STORABLE, min_size=3, max_size=3))
def test_a_case_comes_back_from_its_jsonl_export(outside: list[str]) -> None:
    case = a_case(outside)
    assert read_case(write_jsonl(case), name="x.jsonl") == case.model_copy(update={"disputes": (), "tensions": ()})


def test_writing_a_case_twice_gives_the_same_bytes() -> None:
    for name in (name for name, known in FORMATS.items() if not known.is_folder):
        assert render(a_case(), name) == render(a_case(), name)


def test_jsonl_is_ascii_one_object_a_line() -> None:
    exported = write_jsonl(a_case(["\x1b[2J\u202e", "é", "\n"]))
    assert exported.isascii()
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", exported)


@given(st.lists(STORABLE, min_size=3, max_size=3))
def test_csv_cells_come_back_as_they_were(outside: list[str]) -> None:
    case = a_case(outside)
    guarded, raw = rows_of(write_csv(case)), rows_of(write_csv(case, raw=True))
    for row, claim in zip(guarded, case.stated_claims, strict=True):
        assert original(row["quote"]) == claim.quote
        assert original(row["source"]) == claim.source
        assert original(row["note"]) == claim.note
    assert [row["source"] for row in raw] == [claim.source for claim in case.stated_claims]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_csv_cell_starts_a_formula(formula: str) -> None:
    for row in rows_of(write_csv(a_case([formula] * 3))):
        for column in ("source", "place", "incident", "note", "report_title", "publisher"):
            assert row[column].startswith("'")
    assert original(inert(formula)) == formula


def test_csv_figures_stay_numbers_and_unknown_is_empty() -> None:
    case = a_case()
    unknown = Claim(id="C9", quote="some were killed", source="IS", measure="killed")
    row, *_, last = rows_of(write_csv(case.model_copy(update={"claims": (*case.claims, unknown)})))
    assert (row["low"], row["best"], row["high"], row["credibility"]) == ("7", "7", "7", "2")
    assert (last["low"], last["best"], last["high"], last["confidence"]) == ("", "", "", "")
    assert list(row) == list(COLUMNS)


def test_rejected_proposals_are_only_in_the_complete_export() -> None:
    case = a_case()
    assert [row["id"] for row in rows_of(write_csv(case))] == ["C1", "C2"]
    assert b'"id":"C3"' in write_jsonl(case)


def test_the_document_holds_all_that_a_reader_has_to_check() -> None:
    case = a_case()
    document = write_markdown(case).decode()
    report, claim = case.reports[0], case.claims[0]
    for needed in (
        "Dabc123", "killed, police", "7 police were killed", "no police were killed", "a range is reported (0-7)",
        "B Usually reliable", "not graded", claim.quote, report.sha256, report.text_sha256, "characters 0 to 47",
        str(case.journal_end[1]), f"Entries: {len(case.changes)}", "1 dispute",
    ):  # fmt: skip
        assert needed in document


def test_an_empty_case_makes_a_document_too() -> None:
    case = CaseSnapshot(case="x", exported_at=a_case().exported_at, exported_by="anna", tool_version="0.1.0")
    assert "No two claims" in write_markdown(case).decode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_outside_text_is_markup_in_the_document(payload: str) -> None:
    document = write_markdown(a_case([payload] * 3)).decode()
    calm = write_markdown(a_case(["x"] * 3)).decode()
    assert not re.search(r"(?<!\\)<[a-zA-Z/!]", document)
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)!\[", document)
    assert not re.search(r"https?:(?!\\)//", document)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", document)
    for structure in (r"^#+ ", r"^(?:- |\d+\. )", r"(?<!\\)\|", r"^---$"):
        assert len(re.findall(structure, document, re.M)) == len(re.findall(structure, calm, re.M)), structure


@given(STORABLE)
def test_an_escaped_line_is_one_line(text: str) -> None:
    assert len(markdown_line(text).splitlines()) <= 1


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    terms = [term for _, _, term in LIKELIHOOD_TERMS]
    document = write_markdown(a_case()).decode()
    assert "likely (70 %)" in document
    assert "confidence: moderate (50)" in document
    for sentence in re.split(r"[.\n]", document):
        assert not ("onfidence" in sentence and any(term in sentence for term in terms)), sentence


def test_tensions_stand_apart_from_disputes() -> None:
    found = Finding(relation=Relation.TENSION, score=0.5, reasons=(Reason(code="scopes_overlap"),), a="C1", b="C2")
    document = write_markdown(a_case().model_copy(update={"tensions": (found,), "disputes": ()})).decode()
    assert "## Disputes" not in document
    assert "so both may be true. (C1-C2)" in document


def test_an_unknown_figure_is_never_a_zero_in_the_document() -> None:
    case = a_case()
    unknown = Claim(id="C9", quote="some were killed", source="IS", measure="killed")
    document = write_markdown(case.model_copy(update={"claims": (unknown,), "disputes": ()})).decode()
    assert "figure: unknown" in document
    assert "figure: 0" not in document


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="markdown"):
        format_named("docx")
    assert format_named("MD")[0] == "markdown"


def test_quotes_stand_at_their_spans() -> None:
    for claim in a_case().claims[:2]:
        assert claim.span
        assert TEXT[claim.span[0] : claim.span[1]] == claim.quote
