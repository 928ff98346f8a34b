"""Work on many records at once."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Pause:
    """How many hold the collector back, and whether it was on before the first of them."""

    lock = threading.Lock()
    holders = 0
    was_on = False


SEARCHED_AT_ONCE = 100_000
"""New objects that may be searched for cycles at once; it takes some 30 ms."""


@contextmanager
def many_records() -> Iterator[None]:
    """Holds back the search for reference cycles while thousands of records are made.

    Records hold no cycles, and looking for them again and again doubles the time of a large action. May be nested,
    and entered by several threads at once.
    """
    with _Pause.lock:
        if _Pause.holders == 0:
            _Pause.was_on = gc.isenabled()
            gc.disable()
        _Pause.holders += 1
    try:
        yield
    finally:
        with _Pause.lock:
            _Pause.holders -= 1
            if _Pause.holders == 0 and _Pause.was_on:
                if gc.get_count()[0] > SEARCHED_AT_ONCE:
                    gc.freeze()  # else the first search walks through all that was made, under somebody's key
                gc.enable()
