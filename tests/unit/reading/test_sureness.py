"""How sure the reader says it is."""

from __future__ import annotations

from tests.corpus.gold import HELD_OUT, REPORTS, gold_reports
from tests.corpus.scoring import reading
from tracker.reading.claims import read, rule_scored


def test_scores_change_nothing_but_the_score() -> None:
    text = "Police said seven soldiers were killed in Herat on 3 May. A shop was hit, residents said."
    fitted = [claim.model_copy(update={"score": 0.5}) for claim in read(text, published="2019-05-04")]
    by_rule = [claim.model_copy(update={"score": 0.5}) for claim in rule_scored(text, published="2019-05-04")]
    assert fitted == by_rule


def test_a_figure_told_by_a_named_source_is_surer_than_a_hedged_one_by_nobody() -> None:
    sure = read("The Interior Ministry said seven soldiers were killed in Herat on 3 May.", published="2019-05-04")[0]
    unsure = read("One person may have been hurt.", published="2019-05-04")
    assert all(claim.score < sure.score for claim in unsure)


def test_on_reports_that_the_reader_was_not_mended_with_scores_come_true() -> None:
    outcomes = [
        (claim.score, not fault) for _, gold in gold_reports(HELD_OUT) for claim, fault in reading(gold).proposals
    ]
    given = sum(score for score, _ in outcomes) / len(outcomes)
    true = sum(right for _, right in outcomes) / len(outcomes)
    assert abs(given - true) < 0.1
    surest = [right for score, right in outcomes if score >= 0.7]
    assert sum(surest) / len(surest) > true + 0.15


def test_every_claim_of_the_corpus_stands_once_in_its_report() -> None:
    for folder in (REPORTS, HELD_OUT):
        for _, gold in gold_reports(folder):
            for claim in gold.claim:
                start, end = gold.span(claim)
                assert gold.text[start:end] == claim.words
