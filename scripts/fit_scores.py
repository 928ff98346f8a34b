"""Fits the scores of findings to labelled pairs and writes them as readable coefficients.

    python scripts/fit_scores.py FOLDER [--into tracker/matching/lexicon/scores.toml]

FOLDER holds *.jsonl files, one pair a line: {"a": text, "b": text, "label": ..., "source_a": ..., "source_b": ...}.
Labels: "contradiction", "tension", "corroboration" or "entailment"; any other label means none of these. Plain logistic
regression (ridge, Newton steps) on what the rules saw, one table per relation; every file weighs the same, whatever its
length. Prints how right findings are per score. Tables that the pairs do not speak of are kept as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from logistic import Example, fitted, probability, reliability

from tracker.matching.verdict import Verdict
from tracker.model.finding import Relation
from tracker.services.compare import verdict_on

RIGHT = {
    Relation.CONTRADICTS: frozenset({"contradiction"}),
    Relation.TENSION: frozenset({"tension", "contradiction"}),
    Relation.CORROBORATES: frozenset({"corroboration", "entailment"}),
}
"""Labels under which a finding of this relation is right."""

FEWEST = 20
"""Findings of a relation below which its table is left alone."""


def examples(folder: Path) -> dict[Relation, list[Example]]:
    """All findings on the pairs of the folder, by relation."""
    found: dict[Relation, list[Example]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        rows = [row for row in _rows(path) if {"a", "b", "label"} <= row.keys()]
        verdicts = [(row, _verdict(row)) for row in rows]
        flagged = [(row, verdict) for row, verdict in verdicts if verdict.relation in RIGHT]
        weight = 100.0 / max(100, len(flagged))
        for row, verdict in flagged:
            example = Example(verdict.features, row["label"] in RIGHT[verdict.relation], weight)
            found[verdict.relation].append(example)
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def _verdict(row: dict[str, Any]) -> Verdict:
    return verdict_on(row["a"], row["b"], source_a=row.get("source_a"), source_b=row.get("source_b"))


def _reliability(found: list[Example], table: dict[str, float]) -> str:
    return reliability((probability(example, table), example.right) for example in found)


HEADER = """\
# Coefficients of the finding scores: score = 1 / (1 + exp(-(base + sum(weight * feature)))).
# One table per relation; a feature that is not listed weighs nothing. Refit with scripts/fit_scores.py.
# same_statement: whether two statements without a difference say the same; fitted on pairs of news headlines.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, default=Path("tracker/matching/lexicon/scores.toml"))
    options = parser.parse_args()
    tables: dict[str, dict[str, float]] = tomllib.loads(options.into.read_text("utf-8"))
    for relation, found in examples(options.folder).items():
        if len(found) >= FEWEST:
            tables[relation.value] = fitted(found)
            sys.stderr.write(f"{relation.value}\n{_reliability(found, tables[relation.value])}\n")
    lines = [
        f"\n[{name}]\n" + "".join(f"{feature} = {value}\n" for feature, value in table.items())
        for name, table in tables.items()
    ]
    options.into.write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
