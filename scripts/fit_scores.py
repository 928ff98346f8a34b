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
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tracker.matching.verdict import Verdict
from tracker.model.finding import Relation
from tracker.services.compare import verdict_on

RIGHT = {
    Relation.CONTRADICTS: frozenset({"contradiction"}),
    Relation.TENSION: frozenset({"tension", "contradiction"}),
    Relation.CORROBORATES: frozenset({"corroboration", "entailment"}),
}
"""Labels under which a finding of this relation is right."""

RIDGE = 1.0
"""Strength of the pull towards 0, in pairs."""
FEWEST = 20
"""Findings of a relation below which its table is left alone."""

Array = npt.NDArray[np.float64]


class Example(NamedTuple):
    """One finding on a labelled pair."""

    features: dict[str, float]
    right: bool
    weight: float


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


def fitted(found: list[Example]) -> dict[str, float]:
    """Coefficients by feature; `base` is the intercept."""
    names = sorted({name for example in found for name in example.features})
    inputs = np.array([[1.0, *(e.features.get(name, 0.0) for name in names)] for e in found])
    right = np.array([e.right for e in found], dtype=np.float64)
    weight = np.array([e.weight for e in found])
    return dict(zip(["base", *names], _regression(inputs, right, weight), strict=True))


def _regression(inputs: Array, right: Array, weight: Array) -> list[float]:
    pull = RIDGE * np.diag([0.0, *np.ones(inputs.shape[1] - 1)])
    coefficients = np.zeros(inputs.shape[1])
    for _ in range(60):
        probability = 1.0 / (1.0 + np.exp(-np.clip(inputs @ coefficients, -30, 30)))
        gradient = inputs.T @ (weight * (probability - right)) + pull @ coefficients
        curvature = (inputs * (weight * probability * (1 - probability))[:, None]).T @ inputs + pull
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(coefficients)), gradient)
        coefficients -= step
        if np.abs(step).max() < 1e-8:
            break
    return [round(float(value), 3) for value in coefficients]


def report(found: list[Example], table: dict[str, float]) -> str:
    """Share of right findings for each tenth of score."""
    bins: dict[int, list[bool]] = defaultdict(list)
    for example in found:
        total = table["base"] + sum(table[name] * value for name, value in example.features.items())
        bins[min(9, int(10 / (1 + np.exp(-total))))].append(example.right)
    return "\n".join(
        f"  {tenth / 10:.1f}-{(tenth + 1) / 10:.1f}: {sum(held)} of {len(held)} right ({sum(held) / len(held):.2f})"
        for tenth, held in sorted(bins.items())
    )


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
            sys.stderr.write(f"{relation.value}\n{report(found, tables[relation.value])}\n")
    lines = [
        f"\n[{name}]\n" + "".join(f"{feature} = {value}\n" for feature, value in table.items())
        for name, table in tables.items()
    ]
    options.into.write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
