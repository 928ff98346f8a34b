from __future__ import annotations

from typing import Any

import pytest

from tests.ui.cases import INCIDENT, WIRE, empty_case, keep, proposal, small_case
from tests.ui.driving import Driver, driving
from tracker.model.dispute import Camp, DisputeState
from tracker.model.scales import Outcome
from tracker.services.workspace import Workspace
from tracker.ui.plot import plot_lines
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.widgets.words import Choices


def disputed() -> Workspace:
    case = small_case()
    case.sources.grade(case.claims.get("C1").source_id or "", "B")
    return case


async def at_outcome(driver: Driver, outcome: Outcome) -> None:
    """Opens the dialog and puts the cursor on an outcome."""
    from tracker.ui.screens.decide import CHOICES, Decide
    from tracker.ui.widgets.words import Choices

    await driver.press("d")
    assert isinstance(driver.app.screen, Decide)
    outcomes = driver.app.screen.query_one("#outcomes", Choices)
    outcomes.highlighted = outcomes.get_option_index(outcome.value)
    assert outcome in CHOICES
    await driver.settle()


async def test_a_dispute_shows_its_camps_side_by_side_and_why_they_do_not_fit() -> None:
    async with driving(small_case(), start="disputes") as driver:
        view = driver.sheet("#view")
        first_camp, second_camp = view.index("─ 0 ─"), view.index("─ 7 ─")
        assert "\n" not in view[first_camp:second_camp]
        assert "Interior ministry says no police were killed" in view
        assert "they cannot both be true" in view


async def test_the_figures_stand_on_one_axis() -> None:
    async with driving(small_case(), start="disputes") as driver:
        rows = [row for row in driver.sheet("#view").splitlines() if "●" in row and "not reviewed" not in row]
        zero = next(row for row in rows if row.startswith("interior ministry"))
        seven = next(row for row in rows if row.startswith("the group"))
        assert zero.index("●") < seven.index("●")


async def test_the_bands_of_the_camps_stand_under_their_figures_on_the_same_axis() -> None:
    async with driving(small_case(), start="disputes") as driver:
        rows = driver.sheet("#view").splitlines()
        bands = next(row for row in rows if row.startswith("bands"))
        dots = [row.index("●") for row in rows if "●" in row and row.startswith(("interior", "the group"))]
        assert [at for at, mark in enumerate(bands) if mark == "╨"] == sorted(set(dots))


def test_a_camp_with_a_span_or_an_open_end_is_drawn_as_far_as_it_reaches() -> None:
    def camp(low: float | None, high: float | None) -> Camp:
        return Camp(label="", low=low, high=high, sources=("A",), independent=1, claims=("C1",))

    drafts = small_case().claims
    claims = [drafts.draft(f"{n} were killed", source=f"S{n}", measure="killed", value=n) for n in (0, 5, 10)]
    bands = plot_lines(claims, 60, [camp(0, 5), camp(10, None)])[3].plain
    assert "╘" in bands
    assert "═╛" in bands
    assert bands.rstrip().endswith("▶")


async def test_a_figure_on_a_part_of_those_asked_for_is_said_to_be_one_and_drawn_open_above() -> None:
    case = empty_case()
    for words, source, value, counted in (
        ("three people were wounded", "mayor", 3, None),
        ("four officers were wounded", "the chief", 4, "police"),
    ):
        new = case.claims.draft(
            words, source=source, measure="wounded", value=value, population=counted, incident=INCIDENT
        )
        case.claims.add(new)
    async with driving(case, start="disputes") as driver:
        seen = driver.sheet("#view")
        assert "of police alone: at least so" in seen
        assert "─ at least 4 ─" in seen
        [chief, mayor] = [row for row in seen.splitlines() if row.startswith(("the chief  ", "mayor  "))][::-1]
        assert "├" in chief
        assert "4 police" in chief
        assert "●" in mayor


async def test_a_decided_dispute_that_got_a_claim_since_says_so_in_the_list() -> None:
    case = small_case()
    [dispute] = case.scan.disputes()
    case.review.decide(dispute.id, "report_range", reason="both are plausible")
    async with driving(case, start="disputes") as driver:
        row = driver.table.row(1)
        assert row is not None
        assert "+" not in row.cells[1].plain
        told: dict[str, Any] = {"measure": "killed", "value": 11, "population": "police", "incident": INCIDENT}
        case.claims.add(case.claims.draft("11 policemen were killed", source="the mayor", **told))
        await driver.press("f5")
        row = driver.table.row(1)
        assert row is not None
        assert row.cells[1].plain.endswith("+1")


async def test_figures_on_different_things_are_not_drawn_on_one_axis() -> None:
    case = empty_case()
    for words, source, measure, value in (
        ("The bridge is closed, 30 cars are stuck", "mayor", "vehicles", 30),
        ("The bridge is closed and 4 houses are cut off", "clerk", "buildings", 4),
        ("The bridge is open", "the chief", None, None),
    ):
        told = {"measure": measure, "incident": INCIDENT} | ({"value": value} if value else {})
        case.claims.add(case.claims.draft(words, source=source, **told))
    async with driving(case, start="disputes") as driver:
        seen = driver.sheet("#view")
        assert "The bridge is open" in seen
        assert "···" not in seen


async def test_the_words_that_triggered_a_contradiction_are_marked_in_both_quotes() -> None:
    async with driving(small_case(), start="disputes") as driver:
        lines = driver.app.screen.query_one("#view", Sheet).lines_at(80)
        quotes = [line for line in lines if line.plain.strip().startswith("“")]
        assert sum(any("underline" in str(span.style) for span in quote.spans) for quote in quotes) >= 2


async def test_a_decision_is_recorded_with_its_reason() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await at_outcome(driver, Outcome.DIFFERENT_TIME)
        await driver.press("enter")
        await driver.type("early count")
        await driver.press("enter")
        decision = case.review.decision_on(dispute_id)
        assert decision is not None
        assert (decision.outcome, decision.reason) == (Outcome.DIFFERENT_TIME, "early count")
        assert "✓ resolved" in driver.sheet("#view")


async def test_preferring_a_source_asks_for_source_and_reason() -> None:
    case = disputed()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await at_outcome(driver, Outcome.PREFER_SOURCE)
        await driver.press("ctrl+s")
        assert "Choose the source" in driver.seen() or "needs a reason" in driver.seen()
        await driver.press("home", "enter")
        await driver.press("enter") if driver.app.focused and driver.app.focused.id == "sources" else None
        await driver.type("was there")
        await driver.press("ctrl+s")
        decision = case.review.decision_on(dispute_id)
        assert decision is not None
        assert decision.preferred == case.claims.get("C1").source_id


async def test_a_refused_decision_stays_open_and_says_what_is_missing() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await at_outcome(driver, Outcome.PREFER_SOURCE)
        await driver.press("enter", "down", "enter")
        await driver.type("was there")
        await driver.press("enter")
        assert driver.screen == "Decide"
        assert "grade" in driver.seen().lower()
        assert case.review.decision_on(dispute_id) is None


async def test_a_range_without_ends_spans_all_camps_and_what_is_typed_is_the_reason() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await at_outcome(driver, Outcome.REPORT_RANGE)
        await driver.press("enter")
        await driver.type("0 in the morning, 7 at night")
        await driver.press("enter")
        decision = case.review.decision_on(dispute_id)
        assert decision is not None
        assert (decision.low, decision.high, decision.reason) == (0, 7, "0 in the morning, 7 at night")


async def test_words_typed_into_an_end_of_the_range_go_into_the_reason() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await at_outcome(driver, Outcome.REPORT_RANGE)
        await driver.press("enter", "up", "up")
        await driver.type("2")
        await driver.press("enter", *"5both")
        await driver.type("-count")
        await driver.press("enter")
        decision = case.review.decision_on(dispute_id)
        assert decision is not None
        assert (decision.low, decision.high, decision.reason) == (2, 5, "both-count")


async def test_j_and_k_move_in_the_list_of_outcomes_and_are_no_words() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await driver.press("d", "j", "j", "k", "enter")
        await driver.type("both are known")
        await driver.press("enter")
        decision = case.review.decision_on(dispute_id)
        assert decision is not None
        assert (decision.outcome, decision.reason) == (Outcome.REPORT_RANGE, "both are known")


async def test_words_typed_at_the_list_of_outcomes_are_the_reason() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await at_outcome(driver, Outcome.DEFER)
        await driver.press(*"no more", "enter")
        decision = case.review.decision_on(dispute_id)
        assert decision is not None
        assert (decision.outcome, decision.reason) == (Outcome.DEFER, "no more")


async def test_a_decision_without_a_reason_is_not_saved_and_says_so() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await at_outcome(driver, Outcome.DEFER)
        await driver.press("enter", "enter")
        assert "Say why" in driver.seen()
        assert case.review.decision_on(dispute_id) is None
        await driver.type("nothing known")
        await driver.press("enter")
        assert case.review.decision_on(dispute_id) is not None


def twice_disputed() -> Workspace:
    """Another dispute beside that of the small case: on wounded."""
    case = small_case()
    wounded = [
        proposal(WIRE, "no police officers were killed", "interior ministry", 0, "police", 0.9),
        proposal(WIRE, "seven policemen", "the group", 7, "police", 0.7),
    ]
    proposals = [claim.model_copy(update={"measure": "wounded"}) for claim in wounded]
    keep(case, f"{WIRE} Wounded.", proposals, title="Wounded", publisher="Courier")
    return case


@pytest.mark.parametrize("held_in_memory", [1_000, 1])
async def test_a_decision_leads_to_the_next_open_dispute_and_undo_leads_back(
    held_in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # More claims than are held in memory: the list comes from the index.
    monkeypatch.setattr("tracker.services.scan.IN_MEMORY", held_in_memory)
    async with driving(twice_disputed(), start="disputes") as driver:
        first, second = driver.table.held()
        await at_outcome(driver, Outcome.DEFER)
        await driver.press("enter", *"unknown", "enter")
        assert driver.table.key == second
        await driver.press("u")
        assert driver.table.key == first


async def test_a_dismissed_pair_stays_dismissed_and_what_came_in_since_is_said() -> None:
    case = small_case()
    [dispute] = case.scan.disputes()
    case.review.decide(dispute.id, Outcome.MISREAD, reason="read wrongly")
    figures: dict[str, Any] = {
        "measure": "killed",
        "value": 5,
        "population": "police",
        "incident": case.claims.get("C1").incident,
    }
    added = case.claims.add(case.claims.draft("Five policemen were killed", source="a nurse", **figures))
    assert case.scan.dispute(dispute.id).state is DisputeState.RESOLVED
    assert not {"C1-C3", "C1-C5"} & {finding.id for finding in case.scan.contradictions()}
    assert f"C1-{added.id}" in {finding.id for finding in case.scan.contradictions()}
    async with driving(case, start="disputes") as driver:
        assert f"1 claim came in since: {added.id}" in driver.sheet("#view")


async def test_a_decided_dispute_is_reopened_with_a_reason() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        case.review.decide(dispute_id, Outcome.DEFER, reason="nothing known")
        await driver.press("f5")
        await driver.press("R", "enter")
        assert "Say why" in driver.seen()
        await driver.type("new report")
        await driver.press("enter")
        assert case.scan.dispute(dispute_id).state is DisputeState.REOPENED
        await driver.press("u")
        assert case.scan.dispute(dispute_id).state is DisputeState.RESOLVED


async def test_reopening_what_was_not_decided_says_why_not() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.press("R")
        assert "Nothing was decided here yet" in driver.notices()


async def test_tensions_are_in_a_list_of_their_own() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        await driver.press("tab", "tab")
        assert driver.table.count == len(case.scan.contradictions(tensions=True)) > 0
        assert "tension" in driver.sheet("#view") or "scope" in driver.sheet("#view")
        await driver.press("tab")
        assert driver.table.key == case.scan.disputes()[0].id


async def test_a_tension_can_be_decided_as_a_pair() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        await driver.press("tab", "tab")
        pair_id = driver.table.key or ""
        await at_outcome(driver, Outcome.DIFFERENT_SCOPE)
        await driver.press("enter")
        await driver.type("all against police")
        await driver.press("enter")
        assert case.review.decision_on(pair_id) is not None


async def test_no_disputes_say_what_to_expect() -> None:
    async with driving(empty_case(), start="disputes") as driver:
        assert "Nothing contradicts anything here." in driver.seen()
        await driver.press("d")
        assert "There is no dispute under the cursor." in driver.notices()


async def test_a_key_shows_the_rules_that_fired_with_the_words_that_triggered_them_in_both_quotes() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.press("r")
        assert driver.screen == "RulesBox"
        told = " ".join(driver.sheet("#text").split())
        assert "none against some" in told
        assert "One says that there were none, the other that there were some." in told
        assert "score 0.9" in told
        assert triggering(driver) == ["no police", "seven policemen"]
        await driver.press("escape")
        assert driver.screen == "DisputesScreen"


async def test_the_pairs_of_a_dispute_are_gone_through_one_by_one() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.press("r")
        assert "pair 1 of 2" in driver.sheet("#text")
        await driver.press("n")
        assert "pair 2 of 2" in driver.sheet("#text")
        assert triggering(driver) == ["no police", "Seven policemen"]
        await driver.press("n", "p")
        assert "pair 1 of 2" in driver.sheet("#text")


async def test_a_tension_has_its_rules_too() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.press("tab", "tab")
        await driver.press("r")
        assert "overlapping groups" in driver.sheet("#text")
        assert len(triggering(driver)) == 2


async def test_without_colour_the_words_that_triggered_a_rule_stand_in_brackets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(small_case(), start="disputes") as driver:
        await driver.press("r")
        assert "“[no police] officers were killed”" in driver.sheet("#text")
        assert "“[seven policemen]”" in driver.sheet("#text")


async def test_no_rules_are_shown_where_there_is_no_dispute() -> None:
    async with driving(empty_case(), start="disputes") as driver:
        await driver.press("r")
        assert "There is no dispute under the cursor." in driver.notices()


def triggering(driver: Driver) -> list[str]:
    """What is underlined in the box, in its order."""
    lines = driver.app.screen.query_one("#text", Sheet).lines_at(80)
    return [row.plain[span.start : span.end] for row in lines for span in row.spans if "underline" in str(span.style)]


async def filtered(driver: Driver, text: str) -> list[str]:
    """Heads of the lists after a filter was typed."""
    await driver.press("slash")
    await driver.type(text)
    await driver.until_calm()
    await driver.press("enter")
    return [row.cells[1].plain for at in range(driver.table.count) if (row := driver.table.row(at)) and not row.heading]


async def test_disputes_are_filtered_by_source_kind_state_and_incident() -> None:
    async with driving(twice_disputed(), start="disputes") as driver:
        assert len(driver.table.held()) == 2
        assert len(await filtered(driver, "source:ministry kind:number state:open incident:kabul")) == 2
        await driver.press("escape")
        await driver.until_calm()
        assert len(driver.table.held()) == 2
        assert await filtered(driver, "wounded") == ["wounded, police"]


async def test_a_filter_narrows_tensions_too_and_says_so_where_nothing_is_left() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.press("tab", "tab")
        before = driver.table.count
        assert before > 0
        await filtered(driver, "kind:scope")
        assert driver.table.count <= before
        await driver.press("escape")
        await filtered(driver, "source:nobody")
        assert driver.table.count == 0
        assert "Nothing matches." in driver.seen()


async def test_a_dispute_is_given_to_somebody_and_u_takes_it_back() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await driver.press("a", "enter")
        assert case.remarks.assigned() == {dispute_id: "anna"}
        assert "@anna has taken it on" in driver.sheet("#view")
        assert "@anna" in driver.seen()
        assert await filtered(driver, "with:anna") != []
        await driver.press("u")
        assert case.remarks.assigned() == {}


async def test_a_comment_stands_beside_its_dispute() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        await driver.press("C")
        await driver.press("enter")
        assert "Say something" in driver.seen()
        await driver.type("asked the ministry [/]")
        await driver.press("enter")
        assert "asked the ministry [/]" in driver.sheet("#view")
        await driver.press("C")
        assert "asked the ministry [/]" in driver.sheet("#said")


async def test_a_tension_can_be_commented_on() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        await driver.press("tab", "tab")
        await driver.press("C")
        await driver.type("worth a call")
        await driver.press("enter")
        assert "worth a call" in driver.sheet("#view")


async def test_an_incident_leads_to_its_disputes() -> None:
    async with driving(small_case(), start="incidents") as driver:
        await driver.press("d")
        await driver.until_calm()
        assert driver.screen == "DisputesScreen"
        assert "incident:I1" in driver.seen()
        assert driver.table.count > 0


async def test_a_source_is_graded_while_a_dispute_is_decided_for_it() -> None:
    case = small_case()
    async with driving(case, start="disputes") as driver:
        await driver.press("d", "enter", "g", "b")
        assert driver.screen == "Decide"
        assert "B Usually reliable" in driver.seen()


async def test_a_dispute_that_somebody_took_on_is_under_review_and_found_as_such() -> None:
    case = twice_disputed()
    async with driving(case, start="disputes") as driver:
        dispute_id = driver.table.key or ""
        await driver.press("a", "enter")
        assert case.scan.dispute(dispute_id).state is DisputeState.UNDER_REVIEW
        assert "under review" in driver.sheet("#view")
        await filtered(driver, 'state:"under review"')
        assert driver.table.held() == [dispute_id]


async def test_tensions_of_a_large_case_are_listed_as_far_as_they_are_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = small_case()
    tensions = [finding.id for finding in case.scan.contradictions(tensions=True)]
    monkeypatch.setattr("tracker.services.scan.IN_MEMORY", 1)
    async with driving(case, start="disputes") as driver:
        assert case.scan.is_large()
        await driver.press("tab", "tab")
        assert driver.table.held() == tensions
        assert f"Tensions {len(tensions)}" in driver.seen()
        await filtered(driver, "kind:polarity")
        assert driver.table.count == 0


async def test_the_kind_of_a_dispute_narrows_a_large_case_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.scan.IN_MEMORY", 1)
    async with driving(twice_disputed(), start="disputes") as driver:
        await filtered(driver, "kind:number")
        assert driver.table.count == 2
        await driver.press("escape")
        await filtered(driver, "kind:date")
        assert driver.table.count == 0


async def test_one_who_prefers_a_source_sees_what_each_one_says_and_the_first_one_chosen() -> None:
    case = small_case()
    case.triage.accept_all()
    async with driving(case, start="disputes", size=(120, 40)) as driver:
        await driver.press("d", "enter")
        await driver.settle()
        listed = driver.app.screen.query_one("#sources", Choices)
        said = [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]
        assert any("no police killed" in words for words in said)
        assert any("7 police killed" in words for words in said)
        assert (listed.has_focus, listed.highlighted) == (True, 0)
