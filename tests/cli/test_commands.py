from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tracker.errors import ExitCode

CLAIM_FIELDS = {
    "id", "source", "quote", "report", "span", "measure", "low", "high", "unit", "approximate", "population",
    "polarity", "place", "event_time", "as_of", "incident", "confidence", "credibility", "status", "score",
}  # fmt: skip


SENTENCE = (
    "Islamic State says 7 police were killed; Interior Ministry says no police were killed: they cannot both be true."
)


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def dispute_id(tracker: Command) -> str:
    return str(records(tracker("disputes", "--json").out)[0]["id"])


def test_add_prints_what_the_claim_contradicts_at_once(disputed: Command) -> None:
    added = disputed(
        "add", "5 police were killed", "--source", "A doctor", "--measure", "killed", "--value", "5", "--population",
        "police", "--incident", "attack on the embassy, Kabul", "--event-time", "2017-07-31", "--credibility", "2",
    )  # fmt: skip
    assert added.code == ExitCode.OK
    assert "C3  A doctor: 5 police killed" in added.out
    assert "contradicts, number" in added.out
    assert "Interior Ministry says no police were killed" in added.out
    assert "confidence high (70)" in added.out
    assert "C3 recorded." in added.err


def test_claims_as_a_table_and_as_records(disputed: Command) -> None:
    listed = disputed("claims")
    assert listed.out.splitlines() == [
        "id  status    report  claim",
        "C1  accepted  -       Islamic State: 7 police killed",
        "C2  accepted  -       Interior Ministry: no police killed",
    ]
    assert listed.err == "2 claims.\n"
    first = records(disputed("claims", "--json").out)[0]
    assert set(first) == CLAIM_FIELDS
    assert (first["low"], first["confidence"], first["event_time"]) == (7, 50, "2017-07-31")


def test_claims_can_be_searched_and_filtered(disputed: Command) -> None:
    assert [r["id"] for r in records(disputed("claims", "ministry", "--json").out)] == ["C2"]
    assert records(disputed("claims", "--status", "proposed", "--json").out) == []
    assert [r["id"] for r in records(disputed("claims", "--source", "Islamic State", "--json").out)] == ["C1"]
    assert disputed("claims", "--status", "lost").code == ExitCode.USAGE


def test_disputes_are_printed_with_camps_and_reasons(disputed: Command) -> None:
    shown = disputed("disputes")
    lines = [re.sub(r"^D\w{6}", "D", line) for line in shown.out.splitlines()]
    assert lines == [
        "D  killed, police - attack on the embassy, Kabul  [not reviewed]",
        "  0: Interior Ministry (1 source)  [C2]",
        "  7: Islamic State (1 source)  [C1]",
        f"  - {SENTENCE} (C1-C2)",
    ]
    assert shown.err == "1 dispute.\n"


def test_a_dispute_record_has_the_documented_fields(disputed: Command) -> None:
    [dispute] = records(disputed("disputes", "--json").out)
    assert {"id", "incident", "measure", "population", "camps", "state", "outcome"} <= dispute.keys()
    assert isinstance(dispute["camps"], list)
    assert {"low", "high", "sources", "independent", "claims"} <= dispute["camps"][0].keys()


def test_a_contradiction_record_has_the_documented_fields_and_plain_reasons(disputed: Command) -> None:
    [found] = records(disputed("contradictions", "--json").out)
    assert {"id", "a", "b", "relation", "kind", "score", "reasons", "dispute", "state"} <= found.keys()
    assert found["id"] == "C1-C2"
    assert found["dispute"] == dispute_id(disputed)
    assert isinstance(found["reasons"], list)
    assert found["reasons"][0].startswith("Islamic State says 7 police were killed;")
    assert disputed("contradictions", "--tensions", "--json").out == ""


def test_a_decision_is_recorded_shown_reopened_and_undone(disputed: Command) -> None:
    target = dispute_id(disputed)
    decided = disputed("decide", target, "report-range", "--reason", "nobody can tell yet")
    assert decided.out == f"O1 on {target}: a range is reported (0-7), by anna, TIME: nobody can tell yet\n"
    assert "resolved: a range is reported" in disputed("disputes", target).out
    assert "[reopened by anna, TIME: a witness]" in disputed("reopen", target, "--reason", "a witness").out
    assert disputed("undo").out == f"Undid: Reopened {target}.\n"
    assert disputed("redo").out == f"Redid: Reopened {target}.\n"
    assert "reopened" in disputed("disputes").out


def test_preferring_a_source_needs_its_grade(disputed: Command) -> None:
    target = dispute_id(disputed)
    refused = disputed("decide", target, "prefer_source", "--prefer", "Islamic State", "--reason", "why not")
    assert refused.code == ExitCode.USAGE
    assert "has no grade" in refused.err
    assert disputed("sources", "Islamic State", "--grade", "D", "--reason", "a party").code == ExitCode.OK
    assert disputed("decide", target, "prefer_source", "--prefer", "Islamic State", "--reason", "it is so").code == 0


def test_sources_carry_grade_and_record(disputed: Command) -> None:
    assert disputed("grade", "Interior Ministry", "B").code == ExitCode.OK
    table = disputed("sources").out.splitlines()
    assert [row.split()[1] for row in table] == ["grade", "-", "B"]
    rows = records(disputed("sources", "--json").out)
    assert {"id", "name", "aliases", "kind", "parent", "reliability", "record"} <= rows[0].keys()
    assert [row["reliability"] for row in rows] == [None, "B"]


def test_a_claim_is_graded_one_to_six(disputed: Command) -> None:
    assert "2 Probably true" in disputed("grade", "C1", "2").out
    assert disputed("grade", "C1", "7").code == ExitCode.USAGE


def test_without_a_grade_the_proposed_one_is_shown_and_nothing_is_written(disputed: Command) -> None:
    assert "proposed from what other sources say: " in disputed("grade", "C1").out
    assert "proposed by the record: F Reliability cannot be judged" in disputed("grade", "Interior Ministry").out
    assert "not graded" in disputed("grade", "Interior Ministry").out


def test_incidents_that_may_be_one_are_proposed_and_settled(disputed: Command) -> None:
    disputed("add", "6 police were killed", "--source", "A doctor", "--incident", "attack, Kabul")
    assert "1 pair may be one incident" in disputed("incidents").err
    assert records(disputed("incidents", "--likely", "--json").out)[0]["id"] == "I1-I2"
    assert "I1-I2" in disputed("incidents", "--apart", "I2", "I1", "--reason", "another").err
    assert disputed("incidents", "--likely").err == "0 pairs.\n"
    disputed("undo")
    assert "Merged I2 into I1" in disputed("incidents", "--merge", "I2", "I1").err
    assert [one["id"] for one in records(disputed("incidents", "--json").out)] == ["I1"]


def test_incidents_are_listed(disputed: Command) -> None:
    assert "attack on the embassy, Kabul" in disputed("incidents").out
    assert records(disputed("incidents", "kabul", "--json").out)[0]["id"] == "I1"
    assert disputed("incidents", "nowhere").err == "0 incidents.\n"


def test_the_log_tells_who_did_what_and_where_it_ends(disputed: Command) -> None:
    log = disputed("log")
    assert log.out.splitlines() == ["1 TIME anna add Added C1, typed in", "2 TIME anna add Added C2, typed in"]
    assert log.err == "Journal ends with entry 2, HASH\n"
    assert [entry["seq"] for entry in records(disputed("log", "--limit", "1", "--json").out)] == [2]
    assert disputed("log", "C1").out == "1 TIME anna add Added C1, typed in\n"


def test_nothing_to_undo_is_said(tracker: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Seven policemen were killed, the ministry said.", encoding="utf-8")
    assert tracker("ingest", str(tmp_path / "a.txt")).code == ExitCode.OK
    assert tracker("undo").code == ExitCode.OK
    assert tracker("undo").err == "tracker: Nothing to undo yet.\n"


@pytest.mark.parametrize("form", ["markdown", "csv", "jsonl"])
def test_an_export_verifies_until_one_byte_is_changed(disputed: Command, tmp_path: Path, form: str) -> None:
    path = tmp_path / "log"
    written = disputed("export", form, "-o", str(path))
    assert written.code == ExitCode.OK
    assert "Check it: tracker verify FOLDER/log" in written.err
    sound = disputed("verify", str(path))
    assert (sound.code, sound.out.splitlines()[0]) == (0, "FOLDER/log: nothing is wrong (journal: 2 entries, end HASH)")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    tampered = disputed("verify", str(path))
    assert tampered.code == ExitCode.FINDING
    assert "FOLDER/log: " in tampered.out


def test_without_a_path_the_export_is_printed(disputed: Command) -> None:
    assert disputed("export", "markdown").out.startswith("# Evidence log: kabul.case")
    assert disputed("export", "csv", "--raw-csv").out.count("\n") == 3
    assert disputed("export", "jsonl", "--raw-csv").code == ExitCode.USAGE


def test_a_sound_case_is_told_with_its_checkpoint(disputed: Command) -> None:
    sound = disputed("verify").out.splitlines()
    assert sound[0] == "FOLDER/kabul.case: nothing is wrong (journal: 2 entries, end HASH)"
    assert sound[1].startswith("tracker-checkpoint 2 HASH HASH ")


def test_a_backup_is_made_once(disputed: Command, tmp_path: Path) -> None:
    assert disputed("backup", str(tmp_path / "copy.case")).code == ExitCode.OK
    assert disputed("verify", str(tmp_path / "copy.case")).code == ExitCode.OK
    assert disputed("backup", str(tmp_path / "copy.case")).code != ExitCode.OK


def test_the_queue_is_listed_and_accepted_in_bulk(tracker: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Seven policemen were killed in Kabul, the ministry said.", encoding="utf-8")
    tracker("ingest", str(tmp_path))
    queue = records(tracker("triage", "--json").out)
    assert queue
    assert {claim["status"] for claim in queue} == {"proposed"}
    assert "C1" in tracker("triage").out
    assert tracker("triage", "--accept", "C1", "--reason", "clear").err == "Accepted C1.\n"
    tracker("triage", "--accept-all")
    assert tracker("triage", "--accept-all").err == "There is nothing to accept.\n"
    assert tracker("triage", "--min-score", "7").code == ExitCode.USAGE


def test_compare_judges_two_texts(tracker: Command) -> None:
    first, second = "Seven policemen were killed in the attack.", "No policeman was killed in the attack."
    judged = tracker("compare", first, second, "--source-a", "IS")
    assert judged.code == ExitCode.OK
    assert judged.out.startswith("contradicts")
    assert "IS says 7 police were killed; the second text says no police were killed" in judged.out
    assert tracker("compare", first).code == ExitCode.USAGE


def test_compare_judges_a_file_of_pairs(tracker: Command, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"a": "7 died", "b": "9 died", "id": "x"}\n\n{"a": "", "b": ""}\n', encoding="utf-8")
    judged = records(tracker("compare", "--jsonl", str(pairs)).out)
    assert [record["id"] for record in judged] == ["x", 3]
    assert judged[1]["relation"] == "unrelated"
    pairs.write_text('{"a": 1}', encoding="utf-8")
    refused = tracker("compare", "--jsonl", str(pairs))
    assert (refused.code, refused.err.count("line 1")) == (ExitCode.REFUSED_INPUT, 1)


def test_weigh_prints_answers_and_sources(tracker: Command, tmp_path: Path) -> None:
    table = tmp_path / "votes.csv"
    rows = [f"{source},q{n},{value}" for n in range(6) for source, value in (("A", "x"), ("B", "x"), ("C", "y"))]
    table.write_text("source,question,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    weighed = tracker("weigh", str(table))
    assert weighed.code == ExitCode.OK
    assert "q0" in weighed.out
    assert {"question", "answer", "interval", "support"} <= records(tracker("weigh", str(table), "--json").out)[
        0
    ].keys()
    table.write_text("who,what\n1,2\n", encoding="utf-8")
    assert tracker("weigh", str(table)).code == ExitCode.REFUSED_INPUT


def test_compare_prints_the_finding_its_parts_and_why(tracker: Command) -> None:
    a = "The raiders say 27 people were killed, seven of them policemen"
    b = "Officials say there were no fatalities among police and embassy staff"
    out = tracker("compare", a, b).out
    assert out.startswith("contradicts, number, 0.9")
    assert "aiders say 7 police were killed; Officials say no police or staff were killed: they cannot both" in out
    assert "A The raiders say 27 people were killed, [seven of them policemen]" in out
    assert "aiders: 27 people killed\n" in out
    assert "aiders: 7 police killed\n" in out
    assert "B Officials say there were [no fatalities among police and embassy staff]" in out
    assert "rule: none against some." in out


def test_compare_of_what_has_nothing_in_common_says_so(tracker: Command) -> None:
    out = tracker("compare", "", "The bridge is open.").out
    assert 'The first text says nothing; the second text says "The bridge is open"' in out
    assert "such findings" not in out


def test_sources_are_merged_with_their_names_and_parted_by_undo(disputed: Command) -> None:
    before = [record["name"] for record in records(disputed("sources", "--json").out)]
    merged = disputed("sources", str(before[0]), "--merge-into", str(before[1]))
    assert merged.code == ExitCode.OK
    assert f"also: {before[0]} (by the analyst)" in merged.out
    assert [record["name"] for record in records(disputed("sources", "--json").out)] == before[1:]
    disputed("undo")
    assert [record["name"] for record in records(disputed("sources", "--json").out)] == before


def test_a_source_gets_another_name_that_finds_it(disputed: Command) -> None:
    named = records(disputed("sources", "--json").out)[0]
    assert disputed("sources", str(named["id"]), "--alias", "Quay Watch").code == ExitCode.OK
    found = disputed("sources", "Quay Watch")
    assert "also: Quay Watch (by the analyst)" in found.out
    assert disputed("sources", "--alias", "Nobody").code == ExitCode.USAGE


def test_what_lies_below_the_threshold_is_left_out_of_the_disputes(disputed: Command) -> None:
    assert disputed("threshold", "--set", "1").code == ExitCode.OK
    listed = disputed("disputes")
    assert listed.out == ""
    assert "1 below the threshold of 1.00 left out; --all lists them." in listed.err
    assert disputed("disputes", "--all").out
    assert disputed("disputes", dispute_of_all(disputed)).out


def dispute_of_all(tracker: Command) -> str:
    return str(records(tracker("disputes", "--all", "--json").out)[0]["id"])


def test_the_most_disputed_questions_can_be_limited(disputed: Command) -> None:
    assert len(records(disputed("disputes", "--limit", "1", "--json").out)) == 1
    assert disputed("disputes", "--limit", "0").code == ExitCode.USAGE


def test_an_incident_has_a_timeline_and_what_was_known_on_a_day(disputed: Command) -> None:
    disputed("add", "9 police were killed", "--source", "A doctor", "--incident", "I1")
    told = disputed("incidents", "--timeline", "I1")
    assert "killed, police" in told.out
    assert told.err == "3 statements.\n"
    assert len(records(disputed("incidents", "--timeline", "I1", "--json").out)) == 3
    assert disputed("incidents", "--timeline", "I1", "--as-of", "1990").err == "as of 1990-12-31: 0 of 3 statements.\n"
    assert disputed("incidents", "--timeline", "I1", "--as-of", "soon").code == ExitCode.USAGE
    assert disputed("incidents", "--as-of", "1990").code == ExitCode.USAGE
    assert records(disputed("incidents", "--json").out)[0]["claims"] == 3


def test_a_dispute_is_commented_on_and_given_to_somebody(disputed: Command) -> None:
    target = records(disputed("disputes", "--json").out)[0]["id"]
    assert "asked the ministry" in disputed("comment", target, "asked the ministry").out
    assert "given to ben" in disputed("assign", target, "ben").out
    assert len(disputed("comment", target).out.splitlines()) == 2
    assert "asked the ministry" in disputed("disputes", target).out
    disputed("undo")
    assert [one["words"] for one in records(disputed("comment", target, "--json").out)] == ["asked the ministry"]
    assert disputed("comment", "D000000", "x").code == ExitCode.USAGE


def test_disputes_are_listed_by_kind(disputed: Command) -> None:
    assert len(records(disputed("disputes", "--kind", "number", "--json").out)) == 1
    assert records(disputed("disputes", "--kind", "place", "--json").out) == []
    assert disputed("disputes", "--kind", "colour").code == ExitCode.USAGE


def test_contradictions_of_a_large_case_are_printed_as_they_are_found(
    disputed: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = disputed("contradictions", "--json").out
    monkeypatch.setattr("tracker.services.scan.IN_MEMORY", 1)
    assert disputed("contradictions", "--json").out == listed
    assert "by incident" in disputed("contradictions").err
