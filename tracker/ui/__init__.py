"""The terminal interface."""

from __future__ import annotations

import os

# Textual reads this once, when it is loaded. A change is painted at the next of so many moments a second: at its own
# 60, what was found for a letter waits up to two times 17 ms for that. Nothing is painted that did not change.
os.environ.setdefault("TEXTUAL_FPS", "120")
