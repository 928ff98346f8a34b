"""What the formats for other programs hold, checked by the rules of those who read them."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stix2validator import ValidationOptions, validate_string  # type: ignore[import-untyped]

from tests.exports.cases import hostile_case, judged_case
from tests.unit.exchange.cases import STORABLE, a_case
from tracker.exchange.outgoing.claimreview import rating
from tracker.exchange.outgoing.registry import render
from tracker.exchange.outgoing.stix_objects import ADMIRALTY, QUANTITY
from tracker.exchange.snapshot import CaseSnapshot
from tracker.exchange.views import as_public

REVIEWS: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["@context", "@type", "@id", "url", "claimReviewed", "reviewRating", "itemReviewed"],
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@type": {"const": "ClaimReview"},
            "@id": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
            "url": {"type": "string", "format": "uri"},
            "claimReviewed": {"type": "string", "minLength": 1, "maxLength": 200},
            "datePublished": {"type": "string", "format": "date-time"},
            "reviewBody": {"type": "string", "minLength": 1},
            "author": {"$ref": "#/$defs/who"},
            "reviewRating": {
                "type": "object",
                "required": ["@type", "alternateName"],
                "properties": {
                    "@type": {"const": "Rating"},
                    "ratingValue": {"type": "integer", "minimum": 1, "maximum": 5},
                    "bestRating": {"const": 5},
                    "worstRating": {"const": 1},
                },
                "dependentRequired": {"ratingValue": ["bestRating", "worstRating"]},
            },
            "itemReviewed": {
                "type": "object",
                "required": ["@type", "@id", "author"],
                "properties": {
                    "@type": {"const": "Claim"},
                    "@id": {"type": "string", "pattern": "^urn:uuid:"},
                    "author": {"$ref": "#/$defs/who"},
                    "datePublished": {"type": "string", "format": "date-time"},
                    "appearance": {"type": "object", "required": ["@type", "identifier"]},
                },
            },
        },
    },
    "$defs": {
        "who": {
            "type": "object",
            "required": ["@type", "name"],
            "properties": {"@type": {"enum": ["Person", "Organization"]}, "name": {"type": "string", "minLength": 1}},
        }
    },
}
"""ClaimReview as schema.org and its largest reader ask for it."""


@cache
def stix_of(case_name: str) -> list[dict[str, Any]]:
    case = {"judged": judged_case, "hostile": hostile_case}[case_name]()
    return list(json.loads(render(case, "stix"))["objects"])


def of_type(kind: str) -> list[dict[str, Any]]:
    return [one for one in stix_of("judged") if one["type"] == kind]


def assert_valid_stix(case: CaseSnapshot) -> None:
    found = validate_string(render(case, "stix").decode(), ValidationOptions(version="2.1"))
    assert found.is_valid, found.errors[:3]


@pytest.mark.parametrize("case", [judged_case, lambda: hostile_case(most=60), a_case, lambda: as_public(judged_case())])
def test_a_bundle_is_valid_stix(case: Any) -> None:
    assert_valid_stix(case())


@settings(max_examples=10)
@given(st.lists(STORABLE, min_size=3, max_size=3))
def test_a_bundle_of_any_words_is_valid_stix(outside: list[str]) -> None:
    assert_valid_stix(a_case(outside))


def test_every_reference_in_a_bundle_leads_to_an_object_in_it() -> None:
    known = {one["id"] for one in stix_of("hostile")}
    assert len(known) == len(stix_of("hostile"))
    for one in stix_of("hostile"):
        refs = [*one.get("object_refs", ()), *(one[name] for name in ("source_ref", "target_ref") if name in one)]
        assert set(refs) <= known, one


def test_contradictions_and_decisions_are_in_the_bundle() -> None:
    relations = [one for one in of_type("relationship") if one["relationship_type"] == "contradicts"]
    assert len(relations) == len({pair.id for dispute in judged_case().disputes for pair in dispute.findings})
    assert {one["opinion"] for one in of_type("opinion")} == {"agree", "neutral"} | (
        {"disagree"} if len(judged_case().decisions) > 2 else set()
    )
    assert len(of_type("grouping")) == len(judged_case().disputes)


def test_grades_and_figures_are_in_extensions_and_unknown_ones_in_none() -> None:
    letters = {
        one["name"]: one.get("extensions", {}).get(ADMIRALTY, {}).get("reliability") for one in of_type("identity")
    }
    for source in judged_case().sources:
        assert letters[source.name] == (source.reliability.value if source.reliability else None)
    notes = {one["content"]: one.get("extensions", {}).get(QUANTITY, {}) for one in of_type("note")}
    wounded = next(claim for claim in judged_case().claims if claim.quote == "Some people were wounded")
    assert wounded.low is None or wounded.low > 0
    assert notes[wounded.quote].get("low") != 0
    assert notes["At least 90 people were killed in the fire"].get("high") is None
    assert notes["The ministry said no police officers were killed"]["low"] == 0


@pytest.mark.parametrize(
    ("credibility", "confidence"), [(1, 90), (2, 70), (3, 50), (4, 30), (5, 10), (6, None), (None, None)]
)
def test_confidence_follows_the_digit_where_none_was_stated(credibility: int | None, confidence: int | None) -> None:
    claim = a_case().claims[0].model_copy(update={"confidence": None, "credibility": credibility})
    case = a_case().model_copy(update={"claims": (claim, *a_case().claims[1:])})
    [note] = [one for one in json.loads(render(case, "stix"))["objects"] if one.get("content") == claim.quote]
    assert note.get("confidence") == confidence


def test_the_same_record_has_the_same_id_in_every_export() -> None:
    one, other = render(judged_case(), "stix"), render(as_public(judged_case()), "stix")
    ids, kept = ({record["id"] for record in json.loads(text)["objects"]} for text in (one, other))
    assert kept < ids or kept == ids


@pytest.mark.parametrize("case", [judged_case, hostile_case, a_case])
def test_reviews_follow_the_schema(case: Any) -> None:
    checker = jsonschema.Draft202012Validator(REVIEWS, format_checker=jsonschema.FormatChecker())
    reviews = json.loads(render(case(), "claimreview"))
    checker.validate(reviews)
    assert reviews


@given(st.lists(STORABLE, min_size=3, max_size=3))
def test_reviews_of_any_words_follow_the_schema(outside: list[str]) -> None:
    named = [words if words.strip() else "x" for words in outside]
    jsonschema.Draft202012Validator(REVIEWS).validate(json.loads(render(a_case(named), "claimreview")))


def test_what_cannot_be_judged_has_no_rating_value() -> None:
    assert [rating(digit).get("ratingValue") for digit in (1, 2, 3, 4, 5, 6, None)] == [5, 4, 3, 2, 1, None, None]
    assert len({rating(digit)["alternateName"] for digit in (1, 2, 3, 4, 5, 6, None)}) == 7


def test_quotes_of_the_provenance_stand_in_the_text_at_their_selectors() -> None:
    case = judged_case()
    graph = json.loads(render(case, "prov"))["@graph"]
    by_id = {one["id"]: one for one in graph if "type" in one}
    texts = {report.text_sha256: case.texts[report.text_sha256] for report in case.reports}
    marks = [one for one in graph if one.get("type") == "oa:Annotation"]
    assert marks
    for mark in marks:
        quote, position = mark["target"]["selector"]
        digest = by_id[mark["target"]["source"]]["identifier"][2].removeprefix("text-sha256:")
        text, start, end = texts[digest], position["start"], position["end"]
        assert text[start:end] == quote["exact"] == by_id[mark["body"]]["value"]
        assert text[:start].endswith(quote.get("prefix", ""))
        assert text[end:].startswith(quote.get("suffix", ""))


def test_provenance_leads_from_claim_to_source_report_and_analyst() -> None:
    case = judged_case()
    graph = json.loads(render(case, "prov"))["@graph"]
    known = {one["id"]: one for one in graph}
    for claim in (one for one in graph if one.get("type") == "prov:Entity" and "value" in one):
        assert known[claim["wasAttributedTo"]]["label"] in {source.name for source in case.sources}
        if "wasQuotedFrom" in claim:
            taken_in = known[known[claim["wasQuotedFrom"]]["wasGeneratedBy"]]
            assert known[taken_in["wasAssociatedWith"][1]]["label"] == "anna"


def test_a_row_of_the_disputes_table_is_a_camp() -> None:
    case = judged_case()
    rows = list(csv.DictReader(io.StringIO(render(case, "disputes-csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == sum(len(dispute.camps) for dispute in case.disputes)
    open_ended = [row for row in rows if row["label"] == "at least 90"]
    assert open_ended
    assert all((row["low"], row["high"]) == ("90", "") for row in open_ended)
    assert any("a range is reported (0-7)" in row["decisions"] for row in rows)
