"""Links claims to incidents with splink on DuckDB: `python -m tests.benchmarks.linking_by_splink SIZE SEED`.

Prints CPU seconds to train and to predict, and the contradicting pairs there are, found and wrong.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import pandas  # type: ignore[import-untyped,import-not-found,unused-ignore]
import splink.comparison_library as compared  # type: ignore[import-untyped,import-not-found,unused-ignore]
from splink import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
    DuckDBAPI,
    Linker,
    SettingsCreator,
    block_on,
)

from tests.benchmarks import told_claims

SURE = 0.9
"""Probability from which two claims are linked."""


def main() -> None:
    """Prints one line."""
    size, seed = int(sys.argv[1]), int(sys.argv[2])
    claims = list(told_claims.told(size, seed))
    start = time.process_time()
    linker = _trained(claims)
    trained = time.process_time()
    likely = linker.inference.predict(threshold_match_probability=SURE)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(likely, threshold_match_probability=SURE)
    found = clusters.as_pandas_dataframe()
    linked = dict(zip(found["id"].tolist(), found["cluster_id"].tolist(), strict=True))
    predicted = time.process_time()
    print(trained - start, predicted - trained, *told_claims.pairs([said.claim for said in claims], linked))


def _trained(claims: Sequence[told_claims.Told]) -> Linker:
    """As its guide has it: measures are blocked on, as no other claims can contradict each other; figures are not."""
    table = pandas.DataFrame(
        [(said.claim.number, said.kind, said.place, said.day, said.claim.measure) for said in claims],
        columns=["id", "kind", "place", "day", "measure"],
    )
    table["day"] = pandas.to_datetime(table["day"])
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[block_on("place", "measure"), block_on("day", "measure")],
        comparisons=[
            compared.ExactMatch("place").configure(term_frequency_adjustments=True),
            compared.AbsoluteDateDifferenceAtThresholds("day", input_is_string=False, metrics=["day"], thresholds=[1]),
            compared.ExactMatch("kind"),
        ],
    )
    linker = Linker(table, settings, db_api=DuckDBAPI())
    linker.training.estimate_probability_two_random_records_match([block_on("place", "day", "kind")], recall=0.85)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("day"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("place"))
    return linker


if __name__ == "__main__":
    main()
