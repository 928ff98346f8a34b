"""Sources with their record, origins, weighed disputes and calibration on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Command
from tracker.errors import ExitCode


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def dispute_id(tracker: Command) -> str:
    return str(records(tracker("disputes", "--json").out)[0]["id"])


def test_the_list_of_sources_has_accuracy_items_and_proposal_beside_the_own_grade(disputed: Command) -> None:
    disputed("sources", "S1", "--grade", "B")
    listed = disputed("sources").out.splitlines()
    assert listed[0].split() == ["id", "grade", "proposed", "accuracy,", "90", "%", "items", "kind", "claims", "name"]
    assert listed[1].split()[:3] == ["S1", "B", "F"]
    assert "cannot be judged" in listed[1]


def test_one_source_named_is_printed_with_its_whole_record_in_80_columns(disputed: Command) -> None:
    card = disputed("sources", "Islamic State")
    assert card.code == ExitCode.OK
    assert "accuracy   ..........  cannot be judged (1.0 of the 3 answers needed)" in card.out
    assert "proposal   F Reliability cannot be judged   your grade: none" in card.out
    assert "figures: cannot be judged (1.0 of the 3 figures needed)" in card.out
    assert max(map(len, card.out.splitlines())) <= 80
    assert "inputs" in card.err


def test_records_as_json_carry_what_they_rest_on(disputed: Command) -> None:
    [first, _] = records(disputed("sources", "--json").out)
    weighed = first["record"]["weighed"]
    assert weighed["accuracy"] is None
    assert weighed["provenance"] == {
        "inputs": "HASH",
        "parameters": "HASH",
        "version": weighed["provenance"]["version"],
    }


def test_side_and_body_are_set_journalled_and_cleared(disputed: Command) -> None:
    made = disputed("sources", "S1", "--party", "the group", "--reason", "its own statements")
    assert "Changed S1 Islamic State: party." in made.err
    assert "party: the group" in made.out
    assert "its own statements" in disputed("log").out
    assert "Changed S2" in disputed("sources", "S2", "--parent", "S1").err
    assert "Interior Ministry: speaks for Islamic State" in disputed("origins").out
    disputed("sources", "S2", "--parent", "")
    assert "speaks for" not in disputed("origins").out
    assert "party: none" in disputed("sources", "S1", "--party", "").out


def test_a_change_without_a_source_or_with_an_unknown_body_is_refused(disputed: Command) -> None:
    assert disputed("sources", "--party", "x").code == ExitCode.USAGE
    assert disputed("sources", "S1", "--parent", "Nobody at all").code == ExitCode.USAGE


def test_a_proposal_is_taken_over_with_its_reason(disputed: Command) -> None:
    taken = disputed("sources", "S1", "--accept-proposal")
    assert "Graded S1 Islamic State: F, proposed by the record." in taken.err
    assert "graded F Reliability cannot be judged, by anna, TIME: proposed by the record" in taken.out


def test_origins_are_a_tree_and_those_without_ties_a_list(disputed: Command) -> None:
    shown = disputed("origins")
    assert "No tie to any other source found (2):" in shown.out
    assert "0 ties among 2 sources." in shown.err
    disputed("sources", "S2", "--parent", "S1")
    [tie] = records(disputed("origins", "--json").out)
    assert (tie["source"], tie["origin"], tie["ground"]) == ("S2", "S1", "speaks_for")


def test_two_sources_are_independent_of_one_origin_or_nobody_can_tell(disputed: Command) -> None:
    assert disputed("origins", "S1", "Interior Ministry").out == "Islamic State and Interior Ministry: independent\n"
    disputed("add", "7 police were killed", "--source", "local media", "--confidence", "low")
    assert disputed("origins", "S1", "local media").out.endswith("local media: not established\n")
    disputed("sources", "S2", "--parent", "S1")
    [record] = records(disputed("origins", "S1", "S2", "--json").out)
    assert record == {"source": "S1", "other": "S2", "independence": "same_origin"}
    assert disputed("origins", "S1").code == ExitCode.USAGE


def test_a_dispute_is_weighed_beside_its_median_and_without_each_source(disputed: Command) -> None:
    shown = disputed("weigh", "--dispute", dispute_id(disputed), "--leave-out")
    assert shown.code == ExitCode.OK
    assert "median of reports 3.5" in shown.out
    assert "2 reports = 2.0 independent, 2 origins" in shown.out
    assert "reported  corrected  weight  source" in shown.out
    assert "without            answer would be" in shown.out
    [record] = records(disputed("weigh", "--dispute", dispute_id(disputed), "--leave-out", "--json").out)
    assert {one["source"] for one in record["left_out"]} == {"S1", "S2"}
    assert record["provenance"]["inputs"] == "HASH"


def test_weigh_wants_one_thing_to_weigh(disputed: Command) -> None:
    assert disputed("weigh").code == ExitCode.USAGE
    assert disputed("weigh", "x.csv", "--dispute", "D1").code == ExitCode.USAGE
    assert "no dispute Dffffff" in disputed("weigh", "--dispute", "Dffffff").err


def test_calibration_says_too_few_instead_of_a_score(disputed: Command) -> None:
    shown = disputed("calibration")
    assert "Too few (n < 20): no score is given." in shown.out
    [record] = records(disputed("calibration", "--json").out)
    assert (record["outcomes"], record["brier"]) == (0, None)


def test_a_weighed_table_says_what_it_rests_on_in_any_order_of_its_lines(tracker: Command, tmp_path: Path) -> None:
    lines = ["a,who,north", "b,who,south", "c,who,north"]
    told = []
    for order in (lines, lines[::-1]):
        table = tmp_path / "votes.csv"
        table.write_text("\n".join(["source,question,value", *order]), encoding="utf-8")
        told.append(records(tracker("weigh", str(table), "--json").out))
    assert told[0] == told[1]
    assert all(record["provenance"]["inputs"] == "HASH" for record in told[0])


def test_a_claim_without_a_new_grade_is_told_with_the_history_of_its_digit(disputed: Command) -> None:
    disputed("grade", "C1", "3", "--reason", "one witness")
    disputed("grade", "C1", "2")
    lines = [line for line in disputed("grade", "C1").out.splitlines() if line.startswith("changed: ")]
    assert lines[0].startswith("changed: not graded -> 3 Possibly true, by ")
    assert lines[0].endswith(": one witness")
    assert lines[1].startswith("changed: 3 Possibly true -> 2 Probably true, by ")
