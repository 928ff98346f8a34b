"""Benchmarks: `make bench`. Each figure is a ratio against a named baseline measured in the same run."""

from __future__ import annotations

import tracker.ui  # noqa: F401  before Textual, as where `tracker` is started
