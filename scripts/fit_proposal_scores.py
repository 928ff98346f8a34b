"""Fits the scores of proposals to the corpus of reports with gold claims, as readable coefficients.

    python scripts/fit_proposal_scores.py [FOLDER ...] [--into tracker/reading/lexicon/en/proposal_scores.toml]

A proposal is right when it stands as it is against a gold claim (tests/corpus/scoring.py). Prints how right proposals
are per score, each report scored with coefficients fitted to the others (leave one report out).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from logistic import Example, fitted, probability, reliability

from tests.corpus.gold import REPORTS, GoldReport, gold_reports
from tests.corpus.scoring import set_against
from tracker.reading.claims import rule_scored
from tracker.reading.sureness import features

INTO = Path("tracker/reading/lexicon/en/proposal_scores.toml")
HEADER = """\
# Coefficients of the proposal scores: score = 1 / (1 + exp(-(base + sum(weight * feature)))).
# A feature that is not listed weighs nothing; tracker/reading/sureness.py says what each is. Refit with
# scripts/fit_proposal_scores.py after a change of the reader.
"""


def examples(folder: Path) -> list[list[Example]]:
    """The proposals of each report with whether they stand."""
    found = []
    for _, gold in gold_reports(folder):
        proposals = rule_scored(gold.text, published=gold.published, publisher=gold.publisher)
        same_quote = Counter(proposal.span for proposal in proposals)
        found.append(
            [
                Example(_seen(gold) | features(proposal, same_quote[proposal.span], gold.publisher), not fault, 1.0)
                for proposal, fault in set_against(gold, proposals).proposals
            ]
        )
    return found


MENDED_ON = "mended_on"
"""Takes up what the reader gains on reports that it was mended with; left out of the coefficients."""


def _seen(gold: GoldReport) -> dict[str, float]:
    return {MENDED_ON: 1.0} if gold.mended_on else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="*", default=[REPORTS])
    parser.add_argument("--into", type=Path, default=INTO)
    options = parser.parse_args()
    reports = [one for folder in options.folder for one in examples(folder)]
    table = fitted([example for one in reports for example in one])
    sys.stderr.write(f"{reliability(_left_out(reports))}\n")
    options.into.write_text(
        HEADER + "".join(f"{name} = {value}\n" for name, value in table.items() if name != MENDED_ON), "utf-8"
    )


def _left_out(reports: list[list[Example]]) -> list[tuple[float, bool]]:
    """Score and outcome of each proposal, fitted without its own report."""
    scored = []
    for index, one in enumerate(reports):
        others = [example for other in (*reports[:index], *reports[index + 1 :]) for example in other]
        table = fitted(others)
        scored += [(probability(example, table), example.right) for example in one]
    return scored


if __name__ == "__main__":
    main()
