from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.cases import NOW, STORABLE, a_case
from tracker.exchange.names import Names
from tracker.exchange.outgoing.jsonl import write_jsonl
from tracker.exchange.outgoing.registry import FORMATS, render
from tracker.exchange.paged import PagedClaims
from tracker.exchange.pseudonyms import pseudonym, under_pseudonyms
from tracker.exchange.snapshot import CaseSnapshot
from tracker.exchange.verify import verify_jsonl
from tracker.exchange.views import as_public, part_of
from tracker.model.claim import Claim
from tracker.model.period import Period
from tracker.model.remark import Remark, RemarkKind
from tracker.model.report import Fetched
from tracker.model.scope import Profile, Scope

KEY = b"0123456789abcdef"
WRITTEN = [name for name in FORMATS if FORMATS[name].is_text]


def secretive() -> CaseSnapshot:
    """A case with a canary in every field that is nobody else's business; CANARYn."""
    case = a_case()
    [report] = case.reports
    report = report.model_copy(
        update={
            "name": "CANARY1.pdf",
            "notes": "CANARY2",
            "collected_by": "CANARY3",
            "url": "https://CANARY4:CANARY5@example.org/report",
            "title": "CANARY1",
            "fetched": Fetched(asked="https://x", hops=(), headers=(("Set-Cookie", "CANARY6"),), at=NOW),
        }
    )
    sources = tuple(
        source.model_copy(
            update={
                "notes": "CANARY7",
                "grades": tuple(
                    grade.model_copy(update={"by": "CANARY8", "reason": "CANARY8 asked CANARY3"})
                    for grade in source.grades
                ),
            }
        )
        for source in case.sources
    )
    decision = case.decisions[0].model_copy(
        update={
            "by": "CANARY9",
            "reason": r"as canary9 found in /home/CANARY10/x y, C:\CANARY11\z and canary1.pdf",
            "reopened_at": NOW,
            "reopened_by": "CANARY12",
            "reopened_reason": "CANARY12 saw ~/CANARY13 and file:///CANARY14",
        }
    )
    return case.model_copy(
        update={
            "exported_by": "CANARY15",
            "reports": (report,),
            "sources": sources,
            "incidents": tuple(one.model_copy(update={"notes": "CANARY16"}) for one in case.incidents),
            "claims": tuple(claim.model_copy(update={"note": "CANARY17"}) for claim in case.claims),
            "decisions": (decision,),
            "remarks": (
                Remark(id="N1", target="Dabc123", kind=RemarkKind.COMMENT, words="CANARY18", by="CANARY19", at=NOW),
                Remark(id="N2", target="Dabc123", kind=RemarkKind.ASSIGNMENT, words="CANARY20", by="anna", at=NOW),
            ),
        }
    )


@pytest.mark.parametrize("name", WRITTEN)
def test_a_public_export_holds_nothing_of_the_inside(name: str) -> None:
    assert "CANARY" in render(secretive(), "jsonl").decode().upper()
    assert "CANARY" not in render(as_public(secretive()), name).decode("utf-8-sig").upper()


def test_a_public_export_keeps_what_a_reader_needs() -> None:
    case = as_public(secretive())
    assert case.profile is Profile.PUBLIC
    assert case.reports[0].url == "https://example.org/report"
    assert "the analyst found in [a file] y" in case.decisions[0].reason
    assert [claim.id for claim in case.claims] == ["C1", "C2"]
    assert case.checkpoint == secretive().checkpoint


@pytest.mark.parametrize("name", WRITTEN)
def test_no_name_of_a_source_is_left_under_pseudonyms(name: str) -> None:
    case = under_pseudonyms(as_public(a_case(["Umbra Front", "Secret Ministry", "attack by the umbra-front"])), KEY)
    told = render(case, name).decode("utf-8-sig").casefold()
    assert "umbra" not in told
    assert "secret ministry" not in told
    assert pseudonym("Umbra Front", KEY).casefold() in told or name == "claimreview"


def test_a_pseudonym_is_the_same_everywhere_and_another_with_another_key() -> None:
    one, other = (under_pseudonyms(a_case(["Umbra Front", second, "x"]), KEY) for second in ("a", "b"))
    assert one.sources[0].name == other.sources[0].name == pseudonym("umbra  front", KEY)
    assert one.claims[0].source == one.sources[0].name == one.disputes[0].camps[0].sources[0]
    assert pseudonym("Umbra Front", KEY) != pseudonym("Umbra Front", KEY + b"x")


def test_the_key_is_in_no_export() -> None:
    for name in WRITTEN:
        exported = render(under_pseudonyms(a_case(), KEY), name)
        assert KEY not in exported
        assert KEY.hex().encode() not in exported


def test_a_part_holds_its_claims_what_they_rest_on_and_the_disputes_they_stand_in() -> None:
    part = part_of(a_case(), Scope(source_id="S1", source="Islamic State"), frozenset({"C1", "C3"}))
    assert [claim.id for claim in part.claims] == ["C1"]
    assert [source.id for source in part.sources] == ["S1"]
    assert [report.id for report in part.reports] == ["R1"]
    assert [dispute.id for dispute in part.disputes] == ["Dabc123"]
    assert [decision.id for decision in part.decisions] == ["O1"]
    assert part.checkpoint == a_case().checkpoint
    assert not part_of(a_case(), Scope(words="x"), frozenset()).disputes


@pytest.mark.parametrize("name", ["markdown", "jsonl"])
def test_a_part_says_of_itself_that_it_is_one(name: str) -> None:
    dates = Period.parse("2017-07")
    told = render(part_of(a_case(), Scope(words="police", dates=dates), frozenset({"C1"})), name).decode()
    assert "police" in told
    assert "2017\\-07" in told or "2017-07" in told
    assert a_case().checkpoint.root in told


VIEWS = [
    as_public(secretive()),
    part_of(a_case(), Scope(words="x"), frozenset({"C1"})),
    under_pseudonyms(a_case(), KEY),
    under_pseudonyms(as_public(part_of(secretive(), Scope(words="x"), frozenset({"C2"}))), KEY),
    part_of(a_case(), Scope(words="x"), frozenset()),
]


@pytest.mark.parametrize("case", VIEWS)
def test_what_is_held_back_verifies_for_what_it_holds(case: CaseSnapshot) -> None:
    found = verify_jsonl(write_jsonl(case), name="x")
    assert found.problems == ()
    assert found.is_part
    assert found.checkpoint == a_case().checkpoint
    assert (found.journal_count, found.journal_end) == a_case().journal_end


@given(st.sampled_from(VIEWS), st.integers(min_value=0), st.integers(min_value=0, max_value=7))
def test_any_flipped_bit_of_a_part_is_found(case: CaseSnapshot, position: int, bit: int) -> None:
    content = write_jsonl(case)
    at = position % len(content)
    assert not verify_jsonl(content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :], name="x").is_sound


def test_a_quote_changed_in_a_part_is_found_though_all_hashes_of_the_file_fit() -> None:
    case = as_public(a_case())
    changed = case.model_copy(update={"claims": (case.claims[0].model_copy(update={"quote": "no"}), case.claims[1])})
    assert any("does not stand" in problem for problem in verify_jsonl(write_jsonl(changed), name="x").problems)


def test_a_journal_left_out_without_a_word_is_found() -> None:
    lines = write_jsonl(a_case().model_copy(update={"changes": ()})).splitlines()
    assert json.loads(lines[0]).get("holds") is None
    assert not verify_jsonl(b"\n".join(lines) + b"\n", name="x").is_sound


@given(st.lists(STORABLE, min_size=3, max_size=3))
def test_any_case_can_be_held_back(outside: list[str]) -> None:
    case = under_pseudonyms(as_public(a_case(outside)), KEY)
    assert verify_jsonl(write_jsonl(case), name="x").problems == ()


@given(STORABLE)
def test_text_without_a_name_is_left_as_it_is(text: str) -> None:
    assert Names({"quite another name": "X"}).replaced_in(text) == text


def test_names_of_a_thousand_sources_are_replaced_in_linear_time() -> None:
    names = Names({f"the group of people {number}": f"<{number}>" for number in range(1000)})
    assert names.replaced_in("the group of people 7 " * 3) == "<7> " * 3


def paged(claims: Sequence[Claim]) -> PagedClaims:
    by_number = {int(claim.id[1:]): claim for claim in claims}
    return PagedClaims(
        list(by_number),
        lambda numbers: [by_number[number] for number in numbers if number in by_number],
        in_order=lambda: sorted(by_number, key=lambda number: by_number[number].incident or "~"),
        stated=sum(claim.status.value != "rejected" for claim in claims),
    )


# The page of a large case has no index of its words, and folds its claims.
@pytest.mark.parametrize("name", [name for name in WRITTEN if name != "html"])
@pytest.mark.parametrize("is_public", [False, True])
def test_claims_read_in_pages_are_written_as_those_in_memory(name: str, is_public: bool) -> None:
    whole = a_case()
    read = whole.model_copy(update={"claims": paged(whole.claims)})
    if is_public:
        whole, read = under_pseudonyms(as_public(whole), KEY), under_pseudonyms(as_public(read), KEY)
    one, other = render(whole, name), render(read, name)
    assert hashlib.sha256(one).hexdigest() == hashlib.sha256(other).hexdigest()


def test_a_part_of_claims_read_in_pages_is_the_same_part() -> None:
    whole = a_case()
    read = whole.model_copy(update={"claims": paged(whole.claims)})
    one, other = (part_of(case, Scope(words="x"), frozenset({"C2"})) for case in (whole, read))
    assert write_jsonl(one) == write_jsonl(other)
    assert other.claims_by_id["C2"] == whole.claims[1]
    assert "C3" not in other.claims_by_id
