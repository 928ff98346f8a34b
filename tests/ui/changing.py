"""Every way to change a case with keys: where, which keys, on which case, and what is told when it is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.services.test_threshold import decide_pairs
from tests.ui.cases import empty_case, small_case
from tracker.model.scales import Outcome
from tracker.services.workspace import Workspace
from tracker.ui.screens.decide import CHOICES


class Words(str):
    """Entered as one piece, where the others are keys."""

    __slots__ = ()


@dataclass(frozen=True)
class Way:
    """One way to change a case."""

    name: str
    action: str
    """Of the table of actions."""
    screen: str
    keys: tuple[str, ...]
    """With "u" to follow: they end where it undoes."""
    undone: str
    """What is told of it when it is undone, after "Undid: "."""
    case: Callable[[], Workspace] = small_case


def _accepted() -> Workspace:
    case = small_case()
    case.triage.accept("C1")
    return case


def _graded() -> Workspace:
    case = small_case()
    for source in case.sources.all():
        case.sources.grade(source.id, "B")
    return case


def _decided() -> Workspace:
    case = small_case()
    case.review.decide(case.scan.disputes()[0].id, Outcome.DEFER, reason="nothing known")
    return case


def _given() -> Workspace:
    case = small_case()
    case.remarks.assign(case.scan.disputes()[0].id, "ben")
    return case


def _enough_decisions() -> Workspace:
    case = empty_case()
    decide_pairs(case, real=14, others=8)
    return case


def _threshold() -> Workspace:
    case = small_case()
    case.threshold.set(1.0, reason="only what is certain")
    return case


def _two_incidents() -> Workspace:
    case = small_case()
    case.claims.add(case.claims.draft("nine died", source="Police", measure="killed", value=9, incident="fire, Herat"))
    return case


def _likely_one() -> Workspace:
    case = empty_case()
    for source, value, incident in (
        ("Harbour police", 9, "explosion, Port Amber, 2017-08-01"),
        ("Dockers' League", 14, "explosion, Port Amber"),
    ):
        words = f"{value} were killed"
        fields: dict[str, Any] = {"measure": "killed", "value": value, "incident": incident, "population": "everyone"}
        case.claims.add(case.claims.draft(words, source=source, **fields))
    return case


def _deciding() -> list[Way]:
    """Each outcome, chosen in the list."""
    listed = [outcome for outcome in CHOICES if outcome.is_real_conflict]
    listed += [outcome for outcome in CHOICES if not outcome.is_real_conflict]
    ways = []
    for at, outcome in enumerate(listed):
        source = ("enter",) if outcome is Outcome.PREFER_SOURCE else ()
        keys = ("d", *["j"] * at, "enter", *source, Words("looked at"), "enter")
        ways.append(Way(f"decide: {outcome}", "decide", "disputes", keys, "Decided D", case=_graded))
    return ways


DOWN_TO_PLACE = ("down",) * 7
SPLIT = ("greater_than_sign", "S", "left", "left", "right", "enter")
SELECTED = ("o", "n", "v", "enter", "enter", "escape")
TYPED = (Words("Forty people were killed"), "tab", Words("Kabul police"), "tab", Words("moderate"), "enter")
NEWS = "The governor said that 12 soldiers were killed in Herat on Monday."

WAYS: tuple[Way, ...] = (
    Way("accept", "accept", "triage", ("a",), "Accepted C1"),
    Way("reject", "reject", "triage", ("x",), "Rejected C1"),
    Way("edit a proposal", "edit", "triage", ("e", *DOWN_TO_PLACE, Words("Herat"), "enter"), "Edited C1: place"),
    Way("move by editing", "edit", "triage", ("e", Words("Mayor of Kabul"), "enter"), "Edited C1: source"),
    Way("rename its incident", "edit", "triage", ("e", *["down"] * 8, Words("siege"), "enter"), "Edited C1: incident"),
    Way("save and accept", "edit", "triage", ("e", *DOWN_TO_PLACE, Words("Herat"), "ctrl+y"), "place; accepted it"),
    Way("accept in the form", "edit", "triage", ("e", "ctrl+y"), "Accepted C1"),
    Way("edit a claim", "edit", "claims", ("e", *DOWN_TO_PLACE, Words("Herat"), "enter"), "C1: place", _accepted),
    Way("edit a report", "edit", "triage", ("o", "e", Words("Bay Herald"), "enter", "escape"), "R1: publisher"),
    Way("set a side", "edit", "sources", ("e", Words("the north"), "ctrl+s"), "Edited S"),
    Way("rename a source", "edit", "sources", ("e", "up", "up", Words("Ministry X"), "ctrl+s"), "Edited S"),
    Way("rename an incident", "edit", "incidents", ("e", Words("the storming"), "enter"), "Edited I1: name"),
    Way("merge proposals", "merge", "triage", ("m", "enter"), "Merged C1 into C"),
    Way("merge sources", "merge", "sources", ("m", "enter"), "Merged S"),
    Way("merge incidents", "merge", "incidents", ("m", "enter"), "Merged I", _two_incidents),
    Way("merge likely ones", "merge", "incidents", ("tab", "m"), "Merged I2 into I1", _likely_one),
    Way("keep apart", "apart", "incidents", ("tab", "x"), "Kept I1-I2 apart", _likely_one),
    Way("split", "split", "triage", SPLIT, "Split C5 into C6 and C7"),
    Way("grade a proposal", "grade", "triage", ("g", "2"), "Graded C1: 2"),
    Way("grade a claim", "grade", "claims", ("g", "4"), "Graded C1: 4", _accepted),
    Way("grade a source", "grade", "sources", ("g", "b"), "Graded S"),
    Way("grade while deciding", "decide", "disputes", ("d", "enter", "g", "b", "escape"), "Graded S"),
    Way("grade as proposed", "propose", "sources", ("p",), "Graded S"),
    Way("accept many", "accept_all", "triage", ("A", "0", "up", "enter"), "Accepted 5 claims"),
    Way("reject many", "reject_all", "triage", ("X", "1", "enter"), "Rejected 5 claims"),
    Way("put into an incident", "into_incident", "triage", ("I", Words("siege, Farah"), "enter"), "Put C1 into I2"),
    Way("put all there", "into_incident", "triage", ("I", Words("siege, Farah"), "ctrl+y"), "C2 and C3 into I2"),
    Way("new claim", "new", "claims", ("n", *TYPED), "Added C6, typed in"),
    Way("claim of words", "report", "triage", SELECTED, "Added C6, of R1"),
    Way("retract a claim", "retract", "claims", ("x", Words("withdrawn"), "enter"), "Retracted C1", _accepted),
    Way("retract a source", "retract", "sources", ("x", Words("forged"), "enter"), "Retracted S"),
    Way("retract a report", "report", "case", ("o", "x", Words("forged"), "enter", "escape"), "Retracted R"),
    *_deciding(),
    Way(
        *("decide again", "decide", "disputes", ("d", "j", "j", "j", "enter", Words("wait"), "enter"), "Decided D"),
        case=_decided,
    ),
    Way("settle", "weigh", "disputes", ("v", "j", "a", "enter", "enter", Words("seen"), "enter", "escape"), "Decided D",
        _graded),
    Way("reopen", "reopen", "disputes", ("R", Words("new report"), "enter"), "Reopened D", _decided),
    Way("comment", "comment", "disputes", ("C", Words("asked the ministry"), "enter"), "Commented on D"),
    Way("assign", "assign", "disputes", ("a", "enter"), "to anna"),
    Way("give to another", "assign", "disputes", ("a", Words("eva"), "enter"), "to eva", _given),
    Way("give to nobody", "assign", "disputes", ("a", "backspace", "enter"), "back from ben", _given),
    Way("take a threshold", "threshold", "disputes", ("f", "a"), "Contradictions are listed from", _enough_decisions),
    Way("refuse a threshold", "threshold", "disputes", ("f", "x"), "threshold", _enough_decisions),
    Way("reset a threshold", "threshold", "disputes", ("f", "r"), "All contradictions are listed", _threshold),
    Way("paste", "paste_report", "case", ("P", Words(NEWS), "ctrl+s"), "Took in"),
)  # fmt: skip

OF_FILES = frozenset(("ingest", "watch"))
"""Actions that change the case by what a file or an address holds."""

UNCHANGING = frozenset(
    (
        *("skip", "rules", "explain", "what_if", "sort", "order", "next_list", "origins", "calibration", "next_toll"),
        *("as_of", "day_back", "day_on", "to_disputes", "incident", "filter", "record", "history", "undo", "redo"),
        *("copy", "scroll_down", "scroll_up", "stop", "refresh", "back", "tour", "suspend", "palette", "help", "quit"),
        *("go_case", "go_triage", "go_claims", "go_disputes", "go_sources", "go_log", "go_incidents"),
        # Settings of the user, not of the case; an export is noted in the journal and changes no record.
        *("filters", "next_filter", "theme", "own_keys", "export"),
    )
)
"""Actions that change no record of a case, nor open a form that does."""
