"""Claim and source-credibility tracker: the public API.

Importing this package loads nothing heavy; each name is loaded when it is first used.

>>> import tracker
>>> [quantity.value for quantity in tracker.quantities("27 people were killed")]
[27.0]
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tracker.credibility.weighing import weigh as weigh
    from tracker.matching.disputes import disputes as disputes
    from tracker.matching.names import same_name as same_name
    from tracker.reading.attribution import attributions as attributions
    from tracker.reading.claims import read as read
    from tracker.reading.quantities import quantities as quantities
    from tracker.services.compare import compare as compare

_HOME = {
    "quantities": "tracker.reading.quantities",
    "attributions": "tracker.reading.attribution",
    "read": "tracker.reading.claims",
    "compare": "tracker.services.compare",
    "disputes": "tracker.matching.disputes",
    "same_name": "tracker.matching.names",
    "weigh": "tracker.credibility.weighing",
}
"""Public name -> the module that defines it under the same name."""

__all__ = ["__version__", "attributions", "compare", "disputes", "quantities", "read", "same_name", "weigh"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'tracker' has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
