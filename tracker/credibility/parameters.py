"""The constants that a weighing depends on, for the hash that is kept with it."""

from __future__ import annotations

from tracker.credibility import (
    accounts,
    admiralty,
    figures,
    independence,
    intervals,
    links,
    pairs,
    records,
    reprints,
    scales,
)


def parameters() -> dict[str, float | list[float]]:
    """Name -> value of every numeric constant of the model.

    >>> parameters()["independence.PRIOR"]
    0.05
    """
    found: dict[str, float | list[float]] = {}
    for module in (accounts, admiralty, figures, independence, intervals, links, pairs, records, reprints, scales):
        room = module.__name__.rpartition(".")[2]
        for name, value in sorted(vars(module).items()):
            if name.isupper() and isinstance(value, int | float):
                found[f"{room}.{name}"] = float(value)
    return found
