from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest

from tests.unit.credibility.claims import claim, decision, dispute, sources, votes_of
from tracker.credibility.left_out import largest_first, left_out, what_if_wrong
from tracker.credibility.reprints import Reprint
from tracker.credibility.ties import Ties
from tracker.credibility.track_records import track_records
from tracker.credibility.weighed import Outlook, weighed_questions, weighed_votes
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.scales import Independence, Outcome, Reliability
from tracker.model.source import Source
from tracker.model.track_record import RepeatGround, TrackRecord


class Case:
    """Claims, weighed, with everything that is drawn from them."""

    def __init__(
        self,
        claims: Sequence[Claim],
        disputes: Sequence[Dispute] = (),
        decisions: Sequence[Decision] = (),
        known: Sequence[Source] = (),
        reprinted: Iterable[Reprint] = (),
        unnamed: Iterable[str] = (),
    ) -> None:
        told = list(known) or sources(*sorted({one.source for one in claims}))
        open_claims = [one for one in claims if one.status.is_open]
        self.votes = votes_of(open_claims, disputes, decisions, told, unnamed)
        self.weighing = weighed_votes(self.votes)
        found = track_records(told, claims, self.votes, self.weighing, reprinted=reprinted, unnamed=frozenset(unnamed))
        self.records = {record.source: record for record in found}
        self.ties = Ties(found, {name: record.copies for name, record in self.weighing.sources.items()})
        self.outlook = Outlook(self.votes, self.weighing, {one.id: one.name for one in told}, self.ties)

    def record(self, source: str) -> TrackRecord:
        return self.records[source]


def many(events: int, **figures: Sequence[float]) -> tuple[list[Claim], list[Dispute]]:
    """So many events, each with one figure of each source (its figures in turn, half a day apart)."""
    claims, disputes = [], []
    for event in range(events):
        here = [
            claim(
                name, given[event % len(given)], incident=f"I{event}", incident_id=f"I{event}", hour=event * 24 + hour
            )
            for hour, (name, given) in enumerate(figures.items())
        ]
        claims += here
        disputes.append(dispute(*[[one] for one in here], name=f"D{event:02d}"))
    return claims, disputes


LOSSES = (10.0, 37.0, 21.0, 54.0, 13.0, 88.0, 29.0, 64.0)
SIDES = sources("a", "b", "c", "army", army={"party": "north", "kind": "military"})


def halved(figures: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(figure / 2) for figure in figures)


def test_a_party_that_halves_its_losses_is_said_to_under_report_them_with_an_interval() -> None:
    claims, disputes = many(8, a=LOSSES, b=LOSSES, c=LOSSES, army=halved(LOSSES))
    [factor] = Case(claims, disputes, known=SIDES).record("army").factors
    assert (factor.relation, factor.about, factor.leans) == ("own losses", "north", -1)
    assert factor.low < factor.factor < factor.high < 1
    assert factor.low < 0.55 < factor.high + 0.1


def test_an_outsider_has_figures_and_no_denials_or_interest() -> None:
    claims, disputes = many(8, a=LOSSES, b=LOSSES, army=halved(LOSSES))
    record = Case(claims, disputes, known=SIDES).record("a")
    assert {factor.relation for factor in record.factors} == {"figures"}
    assert (record.denials, record.against_interest, record.party) == (None, None, None)


def test_a_new_source_cannot_be_judged_whatever_it_said() -> None:
    claims, disputes = many(8, a=LOSSES, b=LOSSES, c=LOSSES[:2])
    few = [one for one in claims if one.source != "c" or one.incident in ("I0", "I1")]
    record = Case(few, disputes).record("c")
    assert record.accuracy is None
    assert record.proposal is Reliability.F
    assert record.independent < 3
    assert Case(few, disputes).record("a").accuracy is not None


def test_figures_that_nobody_else_gives_make_no_record() -> None:
    claims = [claim("a", 7, incident=f"I{n}", incident_id=f"I{n}") for n in range(9)]
    record = Case(claims).record("a")
    assert (record.claims, record.compared, record.accuracy) == (9, 0, None)


def test_rejected_proposals_count_for_nothing_and_edited_claims_as_they_are_now() -> None:
    claims, disputes = many(8, a=LOSSES, b=LOSSES, c=LOSSES)
    nonsense = claim("c", 9000, incident="I0", incident_id="I0", status=ClaimStatus.REJECTED, report="R9")
    with_it, without = Case([*claims, nonsense], disputes).record("c"), Case(claims, disputes).record("c")
    assert with_it == without


def test_claims_decided_to_be_misread_never_count_against_their_source() -> None:
    claims, disputes = many(8, a=LOSSES, b=LOSSES, c=tuple(figure * 9 for figure in LOSSES))
    wrong = [one for one in claims if one.source == "c"]
    read_badly = [decision(f"{one.id}-x", Outcome.MISREAD, [one]) for one in wrong]
    before = Case(claims, disputes).record("c")
    after = Case(claims, disputes, read_badly).record("c")
    assert before.wrong > 3
    assert (after.wrong, after.compared, after.accuracy) == (0, 0, None)


def test_a_settled_dispute_teaches_about_those_who_were_wrong_in_it() -> None:
    claims, disputes = many(8, a=LOSSES, b=halved(LOSSES))
    settled = [
        decision(one.id, Outcome.PREFER_SOURCE, [c for c in claims if c.id in (x for k in one.camps for x in k.claims)],
                 preferred="a")
        for one in disputes
    ]  # fmt: skip
    before, after = Case(claims, disputes), Case(claims, disputes, settled)
    assert after.record("a").accuracy > before.record("a").accuracy  # type: ignore[operator]
    assert after.record("b").accuracy < before.record("b").accuracy  # type: ignore[operator]
    assert (after.record("a").settled, before.record("a").settled) == (8, 0)


def test_what_a_source_replaced_itself_is_a_correction_and_what_the_analyst_took_back_is_none() -> None:
    new, foreign = claim("a", 9, hour=5), claim("b", 11)
    old = claim("a", 7, status=ClaimStatus.SUPERSEDED, superseded_by=new.id)
    replaced = claim("a", 8, status=ClaimStatus.SUPERSEDED, superseded_by=foreign.id)
    taken_back = claim("a", 70, status=ClaimStatus.RETRACTED)
    assert Case([new, foreign, old, replaced, taken_back]).record("a").corrections == 1


def test_a_party_that_admits_more_than_others_say_speaks_against_its_interest() -> None:
    claims, disputes = many(6, a=LOSSES, b=LOSSES, army=tuple(figure * 2 for figure in LOSSES))
    share = Case(claims, disputes, known=SIDES).record("army").against_interest
    assert share is not None
    assert share.trials == 6
    assert 0 <= share.low <= share.high <= 1


def test_a_party_that_blames_somebody_else_where_it_is_blamed_denies() -> None:
    known = sources("a", "army", army={"party": "north"})
    claims, disputes = [], []
    for event in range(4):
        mine = [
            claim(name, measure="responsibility", population=None, incident=f"I{event}", incident_id=f"I{event}")
            for name in ("a", "army")
        ]
        claims += mine
        disputes.append(
            dispute([mine[0]], [mine[1]], name=f"D{event}", measure="responsibility", labels=("north", "nobody"))
        )
    denials = Case(claims, disputes, known=known).record("army").denials
    assert denials is not None
    assert (denials.hits, denials.trials) == (4, 4)
    assert denials.low > 0.4


def test_the_questions_that_moved_a_record_are_named_at_most_five() -> None:
    claims, disputes = many(8, a=LOSSES, b=LOSSES, c=(1.0, *LOSSES[1:]))
    moved = Case(claims, disputes).record("c").moved
    assert 1 <= len(moved) <= 5
    assert "D00" in {one.question for one in moved}
    assert all(0 <= one.right <= 1 and one.heading for one in moved)


# -- ties --------------------------------------------------------------------------------------------------------------


ODD = (11.0, 37.0, 23.0, 59.0, 13.0, 83.0, 29.0, 67.0)


def test_who_always_has_anothers_odd_figures_later_repeats_it() -> None:
    honest = tuple(figure + (3 if n % 2 else -3) for n, figure in enumerate(ODD))
    other = tuple(figure + 5 for figure in ODD)
    case = Case(*many(8, a=ODD, b=honest, c=other, copy=ODD))
    [repeat] = case.record("copy").repeats
    assert (repeat.source, repeat.ground, repeat.same, repeat.shared, repeat.later) == (
        "a",
        RepeatGround.SAME_ANSWERS,
        8,
        8,
        8,
    )
    assert case.record("copy").independent < case.record("a").independent
    assert case.record("a").repeats == ()
    assert case.ties.between("a", "copy") is Independence.SAME_ORIGIN
    assert case.ties.between("b", "c") is Independence.INDEPENDENT


def test_an_outlet_without_claims_of_its_own_is_said_to_repeat_another() -> None:
    known = sources("wire", "courier", "a", "b")
    claims = [claim("a", 7), claim("b", 9)]
    case = Case(claims, known=known, reprinted=[Reprint("courier", "wire", 6, 6, 6)])
    record = case.record("courier")
    assert (record.claims, [repeat.name for repeat in record.repeats]) == (0, ["wire"])
    assert record.repeats[0].ground is RepeatGround.SAME_WORDS
    assert case.ties.between("courier", "wire") is Independence.SAME_ORIGIN


def test_an_outlet_that_has_little_from_another_stays_one_of_its_own() -> None:
    case = Case([claim("a", 7)], known=sources("wire", "paper", "a"), reprinted=[Reprint("paper", "wire", 2, 30, 2)])
    assert case.ties.between("paper", "wire") is Independence.INDEPENDENT


def test_whom_nobody_can_name_is_independent_of_nobody_and_makes_no_origin() -> None:
    claims = [claim("local media", 7), claim("a", 7), claim("b", 9)]
    case = Case(claims, unnamed=["local media"])
    assert case.record("local media").unnamed
    assert case.ties.between("local media", "a") is Independence.NOT_ESTABLISHED
    assert case.ties.among("local media", []) is Independence.NOT_ESTABLISHED
    assert case.ties.origins(["local media", "a", "b"]) == 2
    [question] = weighed_questions(case.outlook).values()
    assert question.origins == 2
    standing = {one.source: one.standing for one in question.contributions}
    assert standing["local media"] is Independence.NOT_ESTABLISHED
    assert not any("repeats" in one.note for one in question.contributions)


def test_voices_of_one_body_have_one_origin_even_in_a_circle() -> None:
    known = sources("m", "s", "t", "x", s={"parent": "m"}, t={"parent": "s"}, m={"parent": "t"})
    case = Case([claim("s", 7), claim("x", 9)], known=known)
    assert case.ties.between("s", "t") is Independence.SAME_ORIGIN
    assert case.ties.origins(["m", "s", "t", "x"]) == 2


# -- weighed questions -------------------------------------------------------------------------------------------------


def test_a_weighed_figure_stands_beside_its_median_with_what_each_source_gives() -> None:
    near = [tuple(figure + step for figure in LOSSES) for step in (0, 1, -1)]
    claims, disputes = many(8, a=near[0], b=near[1], c=near[2], army=halved(LOSSES))
    question = weighed_questions(Case(claims, disputes, known=SIDES).outlook)["D00"]
    assert question.estimate is not None
    assert question.low is not None
    assert question.high is not None
    assert 0 <= question.low <= question.estimate <= question.high
    assert (question.plain, question.reports, question.origins) == ("9.5", 4, 4)
    army = next(one for one in question.contributions if one.source == "army")
    assert army.reported == "5"
    assert army.corrected is not None
    assert army.corrected > 5
    assert army.note == "party: north"


def test_no_figure_of_a_case_has_an_interval_below_none() -> None:
    claims, disputes = many(3, a=(0.0,), b=(0.0,), c=(1.0,))
    for question in weighed_questions(Case(claims, disputes).outlook).values():
        assert question.low is not None
        assert question.low >= 0
        assert question.estimate is not None
        assert question.estimate >= 0


def test_statements_are_weighed_by_chances_that_are_likeliest_first() -> None:
    told = [claim(name, measure="event", population=None) for name in "abc"]
    question = dispute(told[:2], told[2:], measure="event", labels=("ended", "went on"))
    found = weighed_questions(Case(told, [question]).outlook)["D1"]
    assert (found.answer, found.plain, found.estimate) == ("ended", "ended", None)
    assert [answer for answer, _ in found.support] == ["ended", "went on"]
    assert found.support[0][1] > found.support[1][1]


def test_a_repeat_is_noted_with_whom_it_repeats() -> None:
    words = "Seven policemen were killed at the gate of the embassy in the north"
    told = [claim("wire", 7, quote=words), claim("paper", 7, quote=words, hour=3), claim("b", 27, hour=4)]
    question = weighed_questions(Case(told, [dispute(told[:2], told[2:])]).outlook)["D1"]
    notes = {one.source: one.note for one in question.contributions}
    assert notes == {"wire": "", "paper": "repeats wire", "b": ""}
    assert question.independent == pytest.approx(2.1, abs=0.15)


def test_leaving_each_answer_out_says_what_hangs_on_it_and_what_others_make_of_it() -> None:
    claims, disputes = many(8, a=LOSSES, b=LOSSES, c=tuple(figure * 6 for figure in LOSSES))
    case = Case(claims, disputes)
    found = largest_first(list(left_out("D00", case.outlook)))
    assert abs(found[0].change or 0) > 0
    assert abs(found[0].change or 0) >= abs(found[-1].change or 0)
    by_source = {one.source: one for one in found}
    assert by_source["c"].digit == 5
    assert by_source["a"].chance is not None
    assert by_source["c"].chance is not None
    assert by_source["a"].chance > by_source["c"].chance


def test_the_only_other_answer_left_out_leaves_what_the_first_said() -> None:
    told = [claim("a", 7), claim("b", 27)]
    found = {one.source: one for one in left_out("D1", Case(told, [dispute(told[:1], told[1:])]).outlook)}
    assert found["b"].estimate is not None
    assert found["a"].estimate is not None
    assert found["b"].estimate < found["a"].estimate


def test_a_source_that_is_wrong_throughout_changes_only_questions_that_it_answered() -> None:
    claims, disputes = many(4, a=LOSSES, b=LOSSES, c=tuple(figure * 6 for figure in LOSSES))
    quiet = [one for one in claims if one.source != "c" or one.incident != "I3"]
    found = what_if_wrong("c", Case(quiet, disputes).outlook)
    assert {one.question for one in found} <= {"D00", "D01", "D02"}
    assert found
    assert all(one.before != one.after for one in found)


def test_records_are_the_same_in_any_order_of_claims_disputes_and_sources() -> None:
    claims, disputes = many(8, a=ODD, b=LOSSES, army=halved(LOSSES), copy=ODD)
    known = sources("a", "b", "copy", "army", army={"party": "north", "kind": "military"})
    expected = Case(claims, disputes, known=known).records
    mixed, asked, listed = list(claims), list(disputes), list(known)
    for seed in range(3):
        random.Random(seed).shuffle(mixed)
        random.Random(seed).shuffle(asked)
        random.Random(seed).shuffle(listed)
        assert Case(mixed, asked, known=listed).records == expected
