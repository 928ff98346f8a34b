from __future__ import annotations

import pytest

from tracker.model.scales import Independence, Reliability
from tracker.model.track_record import (
    AnalystScore,
    Bin,
    Calibration,
    Contribution,
    Factor,
    LeftOut,
    Moved,
    Repeat,
    RepeatGround,
    Share,
    TrackRecord,
    WeighedQuestion,
    WhatIf,
)
from tracker.present.calibration import calibration_lines
from tracker.present.origins import origin_lines
from tracker.present.track_records import card_lines, factor_axis, repeat_words
from tracker.present.weighed import left_out_lines, weighed_lines, what_if_lines


def record(source: str = "S7", name: str = "Northern Front press office", **fields: object) -> TrackRecord:
    given: dict[str, object] = {
        "source": source, "name": name, "party": "side B", "reports": 41, "claims": 52, "compared": 30,
        "independent": 23.4, "accuracy": 0.61, "low": 0.45, "high": 0.75, "right": 12.1, "wrong": 7.9, "settled": 4,
        "proposal": Reliability.C, "grade": Reliability.D,
    }  # fmt: skip
    return TrackRecord.model_validate(given | fields)


def repeat(source: str, name: str, **fields: object) -> Repeat:
    given: dict[str, object] = {
        "source": source, "name": name, "ground": RepeatGround.SAME_WORDS, "probability": 1.0, "same": 6, "shared": 6,
        "later": 6,
    }  # fmt: skip
    return Repeat.model_validate(given | fields)


LOSSES = Factor(about="side B", relation="own losses", factor=0.55, low=0.44, high=0.69, figures=9)
ENEMY = Factor(about="side A", relation="losses of the other side", factor=1.9, low=1.5, high=2.4, figures=9)


def test_a_card_says_all_of_it_in_words_bars_and_intervals() -> None:
    share, moved = (
        Share(hits=7, trials=11, mean=0.61, low=0.38, high=0.85),
        Moved(question="D1", heading="E031", right=0.93, settled=True),
    )
    lines = card_lines(record(factors=(LOSSES, ENEMY), denials=share, corrections=2, moved=(moved,)), 100)
    assert "accuracy   ######....  0.61 [0.45-0.75]  (12.1 right, 7.9 wrong; 4 of its answers settled by you)" in lines
    assert "proposal   C Fairly reliable   your grade: D Not usually reliable" in lines
    assert any(line.endswith("x 0.55 [0.44-0.69] under-reports") for line in lines)
    assert any(line.endswith("x 1.90 [1.50-2.40] over-reports") for line in lines)
    assert "denies when its own side is blamed: 61 % [38-85], 7 of 11" in lines
    assert "corrected itself: 2 times" in lines
    assert "  right with 0.93  E031, settled by you" in lines


@pytest.mark.parametrize("width", [30, 48, 80])
def test_no_line_of_a_card_is_wider_than_the_page(width: int) -> None:
    full = record(
        name="a very long name of a source " * 4,
        factors=(LOSSES, ENEMY),
        repeats=(repeat("S2", "another long name " * 5),),
        unnamed=True,
    )
    assert max(map(len, card_lines(full, width))) <= width


def test_who_cannot_be_judged_has_no_figure_but_what_is_missing() -> None:
    lines = card_lines(record(accuracy=None, right=1, wrong=0.5, independent=2.0))
    assert "accuracy   ..........  cannot be judged (1.5 of the 3 answers needed)" in lines


@pytest.mark.parametrize(
    ("factor", "low", "high", "axis"),
    [
        (1.0, 0.9, 1.1, "...........[o]..........."),
        (9.0, 5.0, 20.0, "............|...........o"),
        (0.01, 0.001, 0.02, "o...........|............"),
    ],
)
def test_an_axis_holds_factors_of_any_size(factor: float, low: float, high: float, axis: str) -> None:
    assert factor_axis(Factor(about=None, relation="figures", factor=factor, low=low, high=high, figures=3)) == axis


def test_a_factor_of_too_few_figures_is_no_lean_and_has_nothing_on_its_axis() -> None:
    few = LOSSES.model_copy(update={"figures": 2.0})
    assert few.leans == 0
    lines = card_lines(record(factors=(few,)), 100)
    assert any(line.endswith("cannot be judged (2.0 of the 3 figures needed)") for line in lines)
    assert "[" not in factor_axis(few)


def test_repeats_are_told_by_their_ground() -> None:
    assert repeat_words(repeat("S4", "Meridian Wire")) == "repeats Meridian Wire, 6 of 6 statements, always later"
    same = repeat("S2", "S12", ground=RepeatGround.SAME_ANSWERS, probability=0.97, same=21, shared=22, later=20)
    assert repeat_words(same) == "repeats S12 (97%): 21 of 22 answers the same, later 20 times"
    assert repeat_words(repeat("S2", "the group", ground=RepeatGround.SPEAKS_FOR)) == "speaks for the group"
    assert repeat_words(repeat("S2", "Wire", later=0)).endswith("nobody knows which was first")


def test_the_tree_of_origins_ends_also_where_voices_stand_in_a_circle() -> None:
    circle = [record("S1", "one", repeats=(repeat("S2", "two"),)), record("S2", "two", repeats=(repeat("S1", "one"),))]
    lines = origin_lines(circle)
    assert "└─ two: repeats one, 6 of 6 statements, always later" in lines
    assert len(lines) < 10


def test_origins_list_those_without_ties_and_those_nobody_can_name() -> None:
    lines = origin_lines([record("S1", "one"), record("S2", "local media", unnamed=True)])
    assert lines == [
        "No tie to any other source found (1):",
        "  one",
        "",
        "Independence not established: nobody can tell who they are (1):",
        "  local media",
    ]
    assert origin_lines([]) == []


FIGURE = WeighedQuestion(
    question="D1", heading="E031: killed, side A", answer="34", estimate=34, low=22, high=52, plain="17", reports=3,
    independent=1.7, origins=2,
    contributions=(
        Contribution(source="S7", name="press office", reported="17", corrected=31, weight=0.98, chance=0.1,
                     note="party: side A"),
        Contribution(source="S12", name="radio", reported="17", corrected=None, weight=0.1, chance=0.1,
                     standing=Independence.SAME_ORIGIN, note="repeats press office"),
        Contribution(source="S3", name="local media", reported="40", corrected=38, weight=0.6, chance=0.4,
                     standing=Independence.NOT_ESTABLISHED),
    ),
)  # fmt: skip


def test_a_weighed_figure_shows_estimate_median_and_counts_side_by_side() -> None:
    lines = weighed_lines(FIGURE)
    assert "estimate 34 [22-52] 90 %   median of reports 17" in lines
    assert "3 reports = 1.7 independent, 2 origins" in lines
    assert any(line.endswith("S12 radio (repeats press office)") for line in lines)
    assert any(line.endswith("S3 local media (independence not established)") for line in lines)


def test_statements_have_words_of_likelihood_and_none_of_confidence() -> None:
    question = FIGURE.model_copy(
        update={"estimate": None, "low": None, "high": None, "answer": "ended", "plain": "ended",
                "support": (("ended", 0.62), ("went on", 0.31))}
    )  # fmt: skip
    lines = weighed_lines(question)
    assert "likely (0.62): ended" in lines
    assert "unlikely (0.31): went on" in lines
    assert "confiden" not in "\n".join(lines)


def test_what_hangs_on_a_source_is_told_with_the_digit_the_others_propose() -> None:
    one = LeftOut(source="S7", name="press office", answer="40", estimate=40, low=30, high=55, change=6, digit=4)
    same = LeftOut(source="S3", name="list", answer="34", estimate=34, low=20, high=60, change=0.01, digit=2)
    lines = left_out_lines([one, same])
    assert "40 [30-55]" in lines[1]
    assert "(+6)  4 doubtful" in lines[1]
    assert "(same)  2 probably true" in lines[2]


def test_a_source_that_changes_nothing_when_wrong_is_said_so() -> None:
    assert what_if_lines("the office", []) == ["If the office is wrong in everything it said, no answer changes."]
    change = WhatIf(question="D1", heading="E031", before="34", after="40", low=30, high=55)
    assert what_if_lines("the office", [change])[1] == "  E031: 34 -> 40 [30-55]"


def test_a_reliability_diagram_has_ten_bins_and_marks_what_was_given() -> None:
    bins = tuple(
        Bin(
            low=n / 10,
            high=(n + 1) / 10,
            count=9 * (n == 8),
            given=0.85 if n == 8 else None,
            true=0.5 if n == 8 else None,
        )
        for n in range(10)
    )
    lines = calibration_lines(Calibration(outcomes=30, brier=0.12, log_score=0.4, bins=bins))
    assert "Brier score 0.120   0 is best, 0.250 is what saying 0.5 always gives" in lines
    assert "0.8-0.9        ##########.......o..  0.50 of 9" in lines
    assert sum(line.endswith("none") for line in lines) == 9


def test_where_several_analysts_settled_something_each_has_a_line() -> None:
    ada = AnalystScore(analyst="ada", outcomes=26, brier=0.104)
    ben = AnalystScore(analyst="ben", outcomes=4, brier=None)
    both = calibration_lines(Calibration(outcomes=30, brier=0.12, log_score=0.4, bins=(), analysts=(ada, ben)))
    assert "0.104                   26   ada" in both
    assert "too few (n < 20)         4   ben" in both
    alone = calibration_lines(Calibration(outcomes=26, brier=0.104, log_score=0.4, bins=(), analysts=(ada,)))
    assert not any("settled by" in line for line in alone)
