"""Reading ahead: while one document is kept, the next ones are parsed and read in child processes."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from tracker.errors import InputError
from tracker.services.documents import Arrival
from tracker.services.parsing import CHILD, prepared_apart
from tracker.services.prepared import Prepared
from tracker.store.ports import Store

MOST_CHILDREN = 4
LARGEST_AHEAD = 4 * 1024 * 1024
"""Bytes; a larger document is read in its turn, where it may take more memory than a child process has."""
AHEAD = 3
"""Documents for each child that wait, read or unread, while one is kept."""


def read_ahead(
    arriving: Iterable[Arrival], store: Store, *, published: dt.datetime | None, publisher: str | None
) -> Generator[tuple[Arrival, Prepared | InputError | None]]:
    """The documents in their order, with what was read of them; None where that was not needed (the case has the same
    bytes, or the document says itself what is wrong with it), and for large ones.

    Closing the iterator ends the child processes.
    """
    from tracker.exchange.incoming.apart import Apart

    size = min(os.cpu_count() or 1, MOST_CHILDREN)
    children = Apart(CHILD, size=size)

    def prepared(arrival: Arrival) -> Prepared | InputError | None:
        if arrival.error or len(arrival.raw) > LARGEST_AHEAD:
            return None
        if store.report_with_bytes(hashlib.sha256(arrival.raw).hexdigest()):
            return None
        try:
            return prepared_apart(children, arrival, published=published, publisher=publisher)
        except InputError as error:
            return error

    threads = ThreadPoolExecutor(size, thread_name_prefix="read ahead")
    waiting: deque[tuple[Arrival, Future[Prepared | InputError | None]]] = deque()
    source = iter(arriving)
    try:
        while True:
            for arrival in islice(source, AHEAD * size - len(waiting)):
                waiting.append((arrival, threads.submit(prepared, arrival)))
            if not waiting:
                return
            arrival, future = waiting.popleft()
            yield arrival, future.result()
    finally:
        children.close()
        threads.shutdown(cancel_futures=True)
