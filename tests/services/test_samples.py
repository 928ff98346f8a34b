"""The sample reports, taken in together: what must be flagged, and what must not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tracker.cli.commands.demo import set_sides
from tracker.locations import samples
from tracker.model.claim import Claim
from tracker.model.finding import Finding, Relation
from tracker.model.query import ClaimQuery
from tracker.model.scales import Reliability
from tracker.model.track_record import RepeatGround, TrackRecord
from tracker.services.workspace import Workspace


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    opened = Workspace.in_memory()
    taken = list(opened.ingest.take_in([str(samples())]))
    assert [entry.error for entry in taken if entry.error] == []
    set_sides(opened)
    yield opened
    opened.close()


class Pair(NamedTuple):
    """Words in each of two quotes."""

    a: str
    b: str


def _claims(workspace: Workspace, words: str) -> list[Claim]:
    found = [claim for claim in workspace.claims.find(ClaimQuery()) if words in claim.quote]
    assert found, f"nothing proposed holds {words!r}"
    return found


def _findings(workspace: Workspace, pair: Pair) -> list[Finding]:
    others = {claim.id for claim in _claims(workspace, pair.b)}
    return [
        finding
        for claim in _claims(workspace, pair.a)
        for finding in workspace.scan.against(claim)
        if finding.b in others
    ]


CONTRADICTIONS = {
    "explicit zero": Pair("No policeman was killed", "including seven policemen"),
    "opposite words": Pair("fighting ended after four hours", "gunfire went on"),
    "state of a building": Pair("embassy building is intact", "embassy building was destroyed"),
    "denial": Pair("did not enter the embassy building", "entered the main building of the Iraqi embassy"),
    "responsibility": Pair("claims responsibility", "Haqqani network was behind"),
    "method": Pair("was a car bomb", "suicide bomber on foot"),
    "identity": Pair("was a Tajik national", "was an Afghan national"),
    "number of attackers": Pair("All four attackers", "Two fighters of the Islamic State attacked"),
    "duration": Pair("ended after four hours", "lasted six hours"),
    "money": Pair("more than $1 billion", "at $700 million"),
    "displaced": Pair("over 900,000 people", "600,000 people"),
    "fighters": Pair("fewer than 1,000 Islamic State fighters", "about 3,000 Islamic State fighters"),
    "denied deaths": Pair("at least 90 militants were killed", "denied that any of its fighters were killed"),
    "toll of another source": Pair("had risen to 312", "at least 540 dead"),
    "place": Pair("epicentre was near the town of Keredan", "epicentre was near the town of Torbin"),
    "missing": Pair("Nobody is missing", "more than 60 people are still missing"),
    "road": Pair("road to Keredan was opened", "road to Keredan was still closed"),
    "turnout": Pair("was 78.4 percent", "turnout in the election was about 52 percent"),
    "votes of one candidate": Pair("won the election with 61 percent", "Viktor Tarn received 47 percent"),
    "quantifier": Pair("All polling stations opened on time", "Not all polling stations opened on time"),
    "observers": Pair("No observer was turned away", "At least 85 of our observers"),
    "date": Pair("will be published on 20 May", "on 18 May"),
    "detained": Pair("30 protesters were detained", "more than 200 protesters were detained"),
    "toll of 2022": Pair("Four people were killed", "eight people were killed"),
}

TENSIONS = {
    "scopes that only overlap": Pair("27 people had been killed", "no deaths among police officers or embassy staff"),
}

NOT_FLAGGED = {
    "an updated toll of the same source": Pair("120 people have been confirmed dead", "had risen to 312"),
    "two events": Pair("At least 27 people were killed", "Four people were killed"),
    "two places": Pair("about 2,000 Islamic State fighters remain in Raqqa", "about 3,000 Islamic State fighters"),
    "two populations": Pair("Three policemen were wounded", "All four attackers were killed"),
    "a figure and its copy": Pair("27 people had been killed", "27 people were killed in Monday"),
    "two candidates": Pair("won the election with 61 percent", "received 34 percent"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_in_the_samples_is_flagged(workspace: Workspace, name: str) -> None:
    relations = {finding.relation for finding in _findings(workspace, CONTRADICTIONS[name])}
    assert Relation.CONTRADICTS in relations


@pytest.mark.parametrize("name", TENSIONS)
def test_what_may_both_be_true_is_only_a_tension(workspace: Workspace, name: str) -> None:
    relations = {finding.relation for finding in _findings(workspace, TENSIONS[name])}
    assert Relation.TENSION in relations


@pytest.mark.parametrize("name", NOT_FLAGGED)
def test_a_trap_in_the_samples_is_not_flagged(workspace: Workspace, name: str) -> None:
    relations = {finding.relation for finding in _findings(workspace, NOT_FLAGGED[name])}
    assert relations <= {Relation.CORROBORATES}


def test_a_figure_that_three_outlets_copied_from_one_wire_counts_once(workspace: Workspace) -> None:
    [dispute] = [
        found
        for found in workspace.scan.disputes()
        if found.measure == "killed" and found.population == "police" and "Kabul" in (found.incident or "")
    ]
    seven = next(camp for camp in dispute.camps if camp.low == 7)
    assert len(seven.claims) >= 3
    assert seven.independent == 1


def test_hidden_text_of_a_web_page_is_not_read(workspace: Workspace) -> None:
    assert not [claim for claim in workspace.claims.find(ClaimQuery()) if "500 people" in claim.quote]


# -- sources -----------------------------------------------------------------------------------------------------------


def _record(workspace: Workspace, name: str) -> TrackRecord:
    return workspace.track_records.of(workspace.sources.get(name).id)


@pytest.mark.parametrize(("outlet", "same"), [("The Morning Courier", 4), ("Radio Hindara", 2)])
def test_an_outlet_of_the_samples_that_copies_the_wire_is_found_and_said(
    workspace: Workspace, outlet: str, same: int
) -> None:
    [repeat] = _record(workspace, outlet).repeats
    assert (repeat.name, repeat.ground) == ("Meridian Wire", RepeatGround.SAME_WORDS)
    assert repeat.same == repeat.shared == repeat.later == same


def test_no_other_outlet_of_the_samples_is_said_to_copy(workspace: Workspace) -> None:
    copying = {
        record.name
        for record in workspace.track_records.all()
        if any(repeat.ground is not RepeatGround.SPEAKS_FOR for repeat in record.repeats)
    }
    assert copying == {"The Morning Courier", "Radio Hindara"}


def test_the_armed_group_of_the_samples_over_reports_the_losses_of_the_other_side(workspace: Workspace) -> None:
    [factor] = [f for f in _record(workspace, "Amaq News Agency").factors if f.relation == "losses of the other side"]
    assert (factor.about, factor.leans) == ("Afghan government", 1)
    assert 1.2 < factor.low < factor.factor < factor.high < 3.5


def test_the_ministry_of_the_samples_under_reports_its_own_losses(workspace: Workspace) -> None:
    [factor] = [f for f in _record(workspace, "Afghan Interior Ministry").factors if f.relation == "own losses"]
    assert factor.leans == -1


def test_one_figure_of_a_party_shows_no_lean(workspace: Workspace) -> None:
    [factor] = [f for f in _record(workspace, "Islamic State").factors if f.relation == "own losses"]
    assert factor.figures < 3
    assert factor.leans == 0


def test_a_new_source_of_the_samples_cannot_be_judged(workspace: Workspace) -> None:
    record = _record(workspace, "National Security Directorate")
    assert (record.accuracy, record.proposal) == (None, Reliability.F)


def test_witnesses_and_shop_assistants_of_the_samples_are_nobodys_confirmation(workspace: Workspace) -> None:
    unnamed = {record.name for record in workspace.track_records.all() if record.unnamed}
    assert {"Residents of the district", "Police sources (Kabul)", "Shopkeepers"} <= unnamed
    assert not unnamed & {"Islamic State", "Afghan Interior Ministry", "Meridian Wire", "United Nations"}
