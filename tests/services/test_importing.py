"""Claims from lines of JSON: what is taken, what is refused, and what stands when it is stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tracker.model.claim import Claim, ClaimStatus
from tracker.services import import_lines
from tracker.services.import_lines import RefusedLineError, fields_of
from tracker.services.workspace import Workspace

PLAIN = {"quote": "three died", "source": "Mayor"}
LINES: list[dict[str, Any]] = [
    PLAIN,
    PLAIN | {"value": 3, "measure": "killed", "population": "police"},
    PLAIN | {"low": 3, "high": 3, "unit": "percent", "approximate": True},
    PLAIN | {"low": 3, "low_open": True},
    PLAIN | {"unit": "percent"},
    PLAIN | {"low": None, "high": 1e18, "value": None},
    PLAIN | {"event_time": "2017-07", "as_of": "2017-07-01/2017-07-09", "place": "Kabul", "incident": "fire"},
    PLAIN | {"event_time": {"start": "2017-07-01", "end": "2017-07-02"}},
    PLAIN | {"event_time": "", "place": "", "incident": "", "note": "", "stated_at": None},
    PLAIN | {"stated_at": "2017-07-01T12:00:00+02:00", "polarity": "denied", "basis": "estimated"},
    PLAIN | {"polarity": None, "basis": None, "hedged": None, "note": None, "cumulative": True},
    PLAIN | {"confidence": 70, "credibility": 2, "likelihood": 0, "id": "C99", "report": "R1", "grades": 3},
    PLAIN | {"value": "3", "confidence": "70", "source": 5, "hedged": "yes"},
    {"quote": " nul\0 and é \U0001f600", "source": "  The\n Mayor\0 "},
]


@pytest.mark.parametrize("record", LINES)
@pytest.mark.parametrize("encoded", [False, True])
def test_a_quick_look_at_a_line_tells_what_a_thorough_one_tells(
    record: dict[str, Any], encoded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.dumps(record)
    line = text.encode() if encoded else text
    quick = Claim.of_checked(fields_of(line, ClaimStatus.ACCEPTED))

    def never(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(import_lines, "_checked", never)
    thorough = Claim.of_checked(fields_of(line, ClaimStatus.ACCEPTED))
    assert quick == thorough
    assert quick.model_dump_json() == thorough.model_dump_json()
    assert Claim.model_validate(quick.model_dump()) == quick


BAD = {
    '{"quote": "x", "source": "Mayor", "low": 5, "high": 3}': "quantity: Value error, low 5 is above high 3",
    '{"quote": "x", "source": "Mayor", "value": 1e999}': "inf is not a figure that can be kept",
    '{"quote": "x", "source": "Mayor", "value": NaN}': "nan is not a figure that can be kept",
    '{"quote": "x", "source": "Mayor", "credibility": 7}': "credibility: Input should be less than or equal to 6",
    '{"quote": "x", "source": "Mayor", "polarity": "perhaps"}': "polarity: Input should be 'affirmed' or 'denied'",
    '{"quote": "x", "source": "Mayor", "event_time": "last week"}': "'last week' is not a date",
    '{"quote": "x"}': "quote and source are needed",
    '{"quote": "x", "source": "Mayor"} {"quote": "y", "source": "Mayor"}': "Extra data",
    '{"quote": "x", "source": "Mayor"': "Expecting",
    "[" * 100_000: "nested too deep",
    "17": "no object with fields",
}


@pytest.mark.parametrize("line", BAD, ids=lambda line: line[:60])
def test_a_line_that_holds_no_claim_is_refused_in_words(line: str) -> None:
    with pytest.raises(RefusedLineError) as told:
        fields_of(line, ClaimStatus.ACCEPTED)
    assert BAD[line] in str(told.value)


def test_no_bad_line_stops_the_others(workspace: Workspace) -> None:
    good = json.dumps(PLAIN)
    done = workspace.importing.take_in([line for bad in BAD for line in (bad, good)] + [b"\xff", good])
    assert (done.claims, done.refusals) == (len(BAD) + 1, len(BAD) + 1)
    assert workspace.transfer.verify() == []


def test_what_was_kept_before_a_stop_stands(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.importing.CLAIMS_AN_ENTRY", 2)

    def lines() -> Iterator[str]:
        for number in range(5):
            yield json.dumps(PLAIN | {"quote": f"{number} died"})
        raise KeyboardInterrupt

    parts = workspace.importing.parts(lines())
    assert [next(parts).claims, next(parts).claims] == [2, 4]
    with pytest.raises(KeyboardInterrupt):
        next(parts)
    assert workspace.claims.count() == 4
    assert workspace.transfer.verify() == []


def test_a_fuller_name_that_comes_later_is_the_name_in_every_claim(workspace: Workspace) -> None:
    lines = [json.dumps(PLAIN | {"source": name}) for name in ("Meruna", "Meruna News Agency", "Meruna")]
    workspace.importing.take_in(lines)
    assert {claim.source for claim in workspace.claims.find()} == {"Meruna News Agency"}
    assert [source.name for source in workspace.store.sources()] == ["Meruna News Agency"]


def test_what_is_known_of_a_case_that_somebody_else_changed_is_looked_up_anew(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.importing.CLAIMS_AN_ENTRY", 1)
    line = json.dumps(PLAIN | {"incident": "fire"})
    parts = workspace.importing.parts([line, line])
    next(parts)
    workspace.history.undo()
    next(parts)
    [claim] = workspace.claims.find()
    assert (claim.source_id, claim.incident_id) == ("S2", "I2")
    assert workspace.transfer.verify() == []
