"""STIX bundles: claims of sources, confidence on its own scale, everything else counted and said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.exchange.incoming.claimreview import UNNAMED
from tracker.exchange.incoming.importable import Importable, importable, recognised
from tracker.exchange.incoming.text_source import HeldText

COUNTED = {"measure": "killed", "population": "police", "low": 0, "best": 0, "high": 0, "event_time": "2017-07-31"}
OBJECTS: list[dict[str, Any]] = [
    {"type": "identity", "id": "identity--1", "name": "Interior Ministry", "identity_class": "organization"},
    {"type": "identity", "id": "identity--2", "name": "Orle Watch", "identity_class": "organization"},
    {"type": "identity", "id": "identity--3", "name": "some tool", "identity_class": "system"},
    {"type": "incident", "id": "incident--1", "name": "embassy attack"},
    {
        "type": "note", "id": "note--1", "created_by_ref": "identity--3", "authors": ["Interior Ministry"],
        "content": "No police were killed", "object_refs": ["identity--1", "incident--1"], "confidence": 85,
        "labels": ["accepted", "denied"],
        "extensions": {"extension-definition--9": {"extension_type": "property-extension", **COUNTED}},
    },
    {
        "type": "note", "id": "note--2", "created_by_ref": "identity--2", "content": "It was a raid",
        "object_refs": ["incident--1"], "confidence": 0,
    },
    {
        "type": "opinion", "id": "opinion--1", "created_by_ref": "identity--2", "opinion": "strongly-disagree",
        "object_refs": ["note--1"], "explanation": "We counted seven.",
    },
    {
        "type": "report", "id": "report--1", "created_by_ref": "identity--2", "name": "Raid on the embassy",
        "published": "2017-08-01T00:00:00.000Z", "object_refs": ["malware--1"],
    },
    {"type": "malware", "id": "malware--1", "name": "Y"},
    {"type": "relationship", "id": "relationship--1", "relationship_type": "contradicts"},
]  # fmt: skip


def bundle(*objects: Any) -> Importable:
    """A bundle that is found out to be one."""
    text = json.dumps({"type": "bundle", "id": "bundle--1", "objects": list(objects)})
    assert recognised(text, name="x") == "stix"
    return importable(HeldText(text), name="x")


def test_notes_and_reports_are_claims_of_who_makes_them_and_opinions_are_none() -> None:
    found = bundle(*OBJECTS)
    records = [dict(one.record or {}) for one in found.read({}, {})]
    assert [(record["source"], record["quote"]) for record in records] == [
        ("Interior Ministry", "No police were killed"),
        ("Orle Watch", "It was a raid"),
        ("Orle Watch", "Raid on the embassy"),
    ]
    assert [record["confidence"] for record in records] == [85, 0, None]
    assert records[2]["stated_at"] == "2017-08-01T00:00:00.000Z"


def test_an_extension_says_what_is_counted_and_what_it_leaves_out_is_unknown() -> None:
    first = dict(next(bundle(*OBJECTS).read({}, {})).record or {})
    told = {"measure": "killed", "population": "police", "low": 0, "value": 0, "high": 0, "event_time": "2017-07-31"}
    assert {name: first[name] for name in told} == told
    assert (first["incident"], first["polarity"]) == ("embassy attack", "denied")
    note = OBJECTS[4] | {"extensions": {"x": {"measure": "killed"}, "y": 3}, "confidence": 101}
    other = dict(next(bundle(*OBJECTS[:4], note).read({}, {})).record or {})
    assert other.keys() & {"value", "low", "high"} == set()
    assert other["confidence"] is None


@pytest.mark.parametrize("figure", [10**400, float("inf"), True, "7", [7]])
def test_what_is_no_figure_is_left_out(figure: Any) -> None:
    note = OBJECTS[4] | {"extensions": {"x": {"measure": "killed", "best": figure}}}
    [one] = bundle(note).read({}, {})
    assert "value" not in (one.record or {"value": 0})


def test_objects_that_give_no_claim_are_counted_and_said() -> None:
    assert bundle(*OBJECTS).notes == (
        "1 opinion is left out: it judges what others say, which is no claim. Decide for yourself.",
        "Left out, as they say nothing that a claim can hold: 1 malware, 1 relationship.",
    )
    assert bundle(*OBJECTS[:4]).notes == ()


def test_what_a_program_says_of_its_own_export_is_no_claim() -> None:
    own = [
        OBJECTS[2],
        {
            "type": "note",
            "id": "note--9",
            "created_by_ref": "identity--3",
            "content": "x",
            "object_refs": ["identity--3"],
        },
        OBJECTS[7] | {"created_by_ref": "identity--3"},
    ]
    assert list(bundle(*own).read({}, {})) == []


def test_a_revoked_note_and_one_without_words_are_refused_with_their_place() -> None:
    found = list(bundle(OBJECTS[5] | {"revoked": True}, OBJECTS[5] | {"content": ""}).read({}, {}))
    assert [(one.where, one.record) for one in found] == [("object 1, note--2", None), ("object 2, note--2", None)]
    [nobody] = bundle(OBJECTS[5]).read({}, {})
    assert (nobody.record or {})["source"] == UNNAMED


@pytest.mark.parametrize("text", ["[]", "{}", '{"type": "bundle"}', '{"type": "bundle", "objects": 3}', "[" * 100_000])
def test_what_is_no_bundle_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match=r"no STIX bundle|nested too deep"):
        importable(HeldText(text), name="x", format_name="stix")


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(anything, st.sampled_from(range(len(OBJECTS))))
def test_values_of_any_shape_are_read_or_told(value: Any, which: int) -> None:
    for field in OBJECTS[which]:
        spoilt = [one | {field: value} if number == which else one for number, one in enumerate(OBJECTS)]
        text = json.dumps({"type": "bundle", "objects": spoilt})
        found = importable(HeldText(text), name="x", format_name="stix")
        assert all(one.record or one.refused for one in found.read({}, {}))
        assert all(isinstance(note, str) for note in found.notes)
