"""A lint over every text that is written: what the tool itself says keeps to the rules of the field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.cases import judged_case
from tests.unit.exchange.cases import a_case
from tracker.exchange.outgoing.registry import FORMATS, render
from tracker.exchange.pseudonyms import under_pseudonyms
from tracker.exchange.snapshot import CaseSnapshot
from tracker.exchange.views import as_public, part_of
from tracker.model.claim import Claim
from tracker.model.scope import Scope
from tracker.present.wording_rules import faults_of

TEXTS = [name for name in FORMATS if FORMATS[name].is_text]


class Blocks(HTMLParser):
    """The text of a page, a piece for each element that begins a new one."""

    _INLINE = frozenset({"a", "span", "strong", "small", "code"})

    def __init__(self) -> None:
        super().__init__()
        self.found = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._INLINE:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._INLINE:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        self.found[-1] += data


def strings(value: Any) -> Iterator[str]:
    """Every string of a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def pieces(name: str, exported: bytes) -> list[str]:
    """What stands together in an export: a line, an element, a cell, a string."""
    text = exported.decode("utf-8-sig")
    if name == "html":
        parser = Blocks()
        parser.feed(re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
        return parser.found
    if name == "jsonl":
        return [found for line in text.splitlines() for found in strings(json.loads(line))]
    if name in ("stix", "claimreview", "prov"):
        return list(strings(json.loads(text)))
    return re.split(r"[\n,]" if name.endswith("csv") else r"\n", text)


def cases() -> list[CaseSnapshot]:
    whole = judged_case()
    some = part_of(whole, Scope(words="x"), frozenset(claim.id for claim in whole.claims[:3]))
    return [whole, as_public(whole), under_pseudonyms(whole, b"k" * 16), some]


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_keeps_to_the_rules(name: str) -> None:
    for case in cases():
        found = [fault for piece in pieces(name, render(case, name)) for fault in faults_of(piece)]
        assert found == []


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_there_is_something_to_find(name: str) -> None:
    text = " ".join(pieces(name, render(judged_case(), name)))
    assert "likely (70 %)" in text
    assert "almost no chance (2 %)" in text
    assert "onfidence: moderate (50)" in text


@given(
    st.integers(min_value=0, max_value=100) | st.none(),
    st.integers(min_value=1, max_value=6) | st.none(),
    st.floats(min_value=0, max_value=1) | st.none(),
)
def test_no_combination_of_grades_breaks_a_rule(
    confidence: int | None, credibility: int | None, likelihood: float | None
) -> None:
    grades = {"confidence": confidence, "credibility": credibility, "likelihood": likelihood}
    claims = tuple(claim.model_copy(update=grades) for claim in a_case().claims)
    for name in ("markdown", "html", "stix", "claimreview"):
        for piece in pieces(name, render(a_case().model_copy(update={"claims": claims}), name)):
            assert faults_of(piece) == []


def test_a_figure_that_nobody_gave_is_zero_in_no_format() -> None:
    unknown = Claim(id="C1", quote="some were hurt", source="Residents", source_id="S1", measure="wounded")
    case = a_case().model_copy(
        update={"claims": (unknown,), "disputes": (), "decisions": (), "reports": (), "sources": ()}
    )
    assert "figure: unknown" in render(case, "markdown").decode()
    assert "figure: unknown" in render(case, "html").decode()
    row = dict(zip(*(line.split(",") for line in render(case, "csv").decode("utf-8-sig").splitlines()), strict=True))
    assert {row[name] for name in ("low", "best", "high", "confidence", "credibility", "likelihood")} == {""}
    [note] = [one for one in json.loads(render(case, "stix"))["objects"] if one.get("content") == unknown.quote]
    assert "confidence" not in note
    assert not {"low", "best", "high"} & set(next(iter(note["extensions"].values())))


@pytest.mark.parametrize(
    "text",
    [
        "It is likely (70 %), with high confidence.",
        "Confidence: moderate (50); judged as very unlikely",
        "Judged by the analyst as probable (70 %)",
        "it is almost certainly so: remote (2 %)",
        "Accuracy unknown (0 %)",
        "figure: unknown (0)",
    ],
)
def test_the_lint_finds_what_breaks_a_rule(text: str) -> None:
    assert faults_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Confidence: moderate (50). Judged as likely (70 %).",
        "Credibility: 2 Probably true; confidence: low (15)",
        "5 Improbable",
        "figure: unknown",
        "0 police were killed",
    ],
)
def test_the_lint_lets_through_what_keeps_to_them(text: str) -> None:
    assert faults_of(text) == []
