"""Scores: how sure a finding is, by a plain logistic regression on what the rules saw."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from tracker.matching.verdict import Verdict
from tracker.model.finding import Relation


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The shipped coefficients: relation -> feature -> weight; `base` is the intercept."""
    raw = resources.files("tracker.matching.lexicon").joinpath("scores.toml").read_text("utf-8")
    return tomllib.loads(raw)


def score(verdict: Verdict) -> float:
    """0-1: the share of findings like this one that are right. Unrelated pairs score 0."""
    if verdict.relation is Relation.UNRELATED:
        return 0.0
    table = weights().get(verdict.relation, {})
    total = table.get("base", 0.0)
    for name, value in verdict.features.items():
        total += table.get(name, 0.0) * value
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 4)
