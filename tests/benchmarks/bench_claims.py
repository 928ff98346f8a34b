"""Adding one claim to a large case, scanning it, and how both grow; see `large_case` for the sizes."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from tests.benchmarks import made_claims
from tests.benchmarks.large_case import SIZE, built, copy, folder, lines_of
from tests.benchmarks.ratio import Ratio
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.finding import Relation
from tracker.model.quantity import Quantity
from tracker.services.indexing import name_key
from tracker.services.workspace import Workspace
from tracker.store.connect import connect

ADDED = 300
"""Claims added one by one for each figure."""

PLAIN_READ = """
import sys, time
from pathlib import Path
from tracker.store.connect import connect
start = time.process_time()
for _ in connect(Path(sys.argv[1]), read_only=True).execute("SELECT block, low, high, claim FROM figures"): pass
print(time.process_time() - start)
"""

SCAN = """
import resource, sys, time
from pathlib import Path
from tracker.matching import disputes, outlines
from tracker.services.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), create=False)
workspace.store.is_indexed()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
camps = pairs = 0
for dispute in workspace.scan.stream():
    camps += len(dispute.camps)
    pairs += dispute.pairs
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, camps, pairs)
"""
"""Prints CPU seconds, kilobytes above what the program had before, camps and contradicting pairs."""

LARGEST_BUILT = 100_000
"""Claims of the one large incident; set higher by hand, as building it takes as long as the large case."""
GROWTH_FROM = 10_000
FASTER = 1 / 2000 if SIZE >= 1_000_000 else None
"""Goal for an add against looking at every text; in a smaller case that costs less, and an add as much."""
MOST_MEGABYTES = 50.0


def measure() -> Iterator[Ratio]:
    """All figures on claims in a large case."""
    yield from _importing(SIZE)
    yield from _adding(SIZE)
    yield from _scanning(SIZE)
    yield from _growth()
    yield from _one_incident()


class Added(NamedTuple):
    """Seconds of each claim added, and of bare commits in the same file before and after."""

    known: list[float]
    whole: list[float]
    bare: float
    counts_right: int
    flagged: int
    disputed: int


def _added(size: int, largest: int = made_claims.LARGEST_INCIDENT, count: int = ADDED) -> Added:
    path = copy(size, largest)
    new = made_claims.later(size, 2 * count, largest=largest)
    right = flagged = disputed = 0
    known, whole = [], []
    try:
        with Workspace.open(path) as workspace:
            bare = _bare_commits(path)
            workspace.scan.against(_typed(workspace, new[0][0]))
            for claim, gold in new[:count]:
                seconds, found = _timed(lambda claim=claim: _add_known(workspace, claim))  # type: ignore[misc]
                known.append(seconds)
                right += found == gold
            for claim, gold in new[count:]:
                seconds, contradictions = _timed(lambda claim=claim: _add_typed(workspace, claim))  # type: ignore[misc]
                whole.append(seconds)
                disputed += gold > 0
                flagged += gold > 0 and contradictions > 0
            bare += _bare_commits(path)
    finally:
        shutil.rmtree(path.parent)
    return Added(known, whole, statistics.median(bare), right, flagged, disputed)


def _adding(size: int) -> Iterator[Ratio]:
    added = _added(size)
    named, bare = f"in {size:,} claims", ("bare one-row commit", added.bare)
    median = statistics.median(added.whole)
    yield Ratio(f"add, incident known, {named}", statistics.median(added.known), *bare, goal=8.0)
    yield Ratio(f"add end to end, {named}", median, *bare, goal=15.0)
    yield Ratio(f"add end to end, {named}, p99", _p99(added.whole), *bare, goal=60.0)
    yield Ratio(f"add end to end, {named}", median, "fuzzy search of all texts", _text_search(size), FASTER)
    yield Ratio("claims added, of counts that are gold", ADDED, "right", added.counts_right, 1.0, "claims")
    yield Ratio("disputed claims, 97 % of them, of", 0.97 * added.disputed, "flagged", added.flagged, 1.0, "claims")


def _add_known(workspace: Workspace, claim: made_claims.Made) -> int:
    """One claim into its incident, with its count of contradictions: what an analyst's entry costs the case."""
    happened = made_claims.incident(claim.incident)
    figure = Quantity(value=claim.low if claim.low == claim.high else None, low=claim.low, high=claim.high)
    with workspace.store.write("add", actor="bench") as write:
        [incident] = [i for i in write.incidents_with({name_key(happened.name)}) if i.name == happened.name]
        kept = write.put(
            Claim(
                id=write.new_id("claim"),
                quote=claim.text,
                source=made_claims.source_name(claim.source),
                measure=claim.measure,
                population=claim.population,
                quantity=figure,
                place=happened.place,
                event_time=happened.time,
                incident=incident.name,
                incident_id=incident.id,
                status=ClaimStatus.ACCEPTED,
            )
        )
    return workspace.scan.count_against(kept)


def _typed(workspace: Workspace, claim: made_claims.Made) -> Claim:
    record: dict[str, Any] = made_claims.record(claim)
    text = record.pop("quote")
    return workspace.claims.draft(text, **record)


def _add_typed(workspace: Workspace, claim: made_claims.Made) -> int:
    """Typed words to a kept claim with its findings; returns how many contradictions are shown."""
    kept = workspace.claims.add(_typed(workspace, claim))
    return sum(finding.relation is Relation.CONTRADICTS for finding in workspace.scan.against(kept))


def _scanning(size: int) -> Iterator[Ratio]:
    path = built(size)
    reads, scans = [], []
    for _ in range(3):
        reads.append(float(_ran(PLAIN_READ, path)[0]))
        scans.append(_ran(SCAN, path))
    seconds = min(float(scan[0]) for scan in scans)
    yield Ratio(f"scan {size:,} claims into disputes, CPU", seconds, "reading the same rows", min(reads), goal=2.0)
    megabytes = max(float(scan[1]) for scan in scans) / 1024
    yield Ratio(f"scan {size:,} claims, memory", megabytes, "most", MOST_MEGABYTES, 1.0, "MB")


def _growth() -> Iterator[Ratio]:
    """Between the smallest and the large case, as factors against the factors that the goals' exponents allow."""
    factor = SIZE / GROWTH_FROM
    small, large = _added(GROWTH_FROM, count=100), _added(SIZE, count=100)
    for name, few, many in (("incident known", small.known, large.known), ("end to end", small.whole, large.whole)):
        grown = statistics.median(many) / large.bare / (statistics.median(few) / small.bare)
        yield Ratio(f"add, {name}, {factor:g} times the claims", grown, "N^0.15", factor**0.15, 1.0, "times")
    scans = [min(float(_ran(SCAN, built(size))[0]) for _ in range(3)) for size in (GROWTH_FROM, SIZE)]
    yield Ratio(f"scan, {factor:g} times the claims", scans[1] / scans[0], "N^1.05", factor**1.05, 1.0, "times")


def _one_incident() -> Iterator[Ratio]:
    """One incident with all claims against one of a thousand; counts of contradictions are those of the generator."""
    size = min(SIZE, LARGEST_BUILT)
    small, large = _added(1_000, 1_000, 100), _added(size, size, 100)
    name = f"add to an incident of {size:,}"
    yield Ratio(name, statistics.median(large.known), "of 1,000", statistics.median(small.known), goal=2.0)


def _importing(size: int) -> Iterator[Ratio]:
    """Lines of JSON to claims in a new case, linked, indexed and journalled, against parsing the same lines."""
    lines = lines_of(size).read_bytes().splitlines()
    with tempfile.TemporaryDirectory(dir=folder()) as temporary, Workspace.open(Path(temporary) / "new.case") as new:
        new.importing.take_in(lines[:1])
        parsed = _both_times(lambda: deque(map(json.loads, lines), maxlen=0))
        taken = _both_times(lambda: new.importing.take_in(lines[1:]))
        again = _both_times(lambda: deque(map(json.loads, lines), maxlen=0))
        assert new.claims.count() == size
    for at, (name, goal) in enumerate((("", None), (", CPU", 10.0))):
        yield Ratio(f"import {size:,} claims{name}", taken[at], "json.loads", (parsed[at] + again[at]) / 2, goal)


def _both_times(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - clock, time.process_time() - processor


def _bare_commits(path: Path) -> list[float]:
    """Commits of one row, under the settings of the case, in the same file."""
    connection = connect(path)
    connection.execute("CREATE TABLE IF NOT EXISTS bare (n INTEGER PRIMARY KEY, words TEXT)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bare (words) VALUES ('x')")
        connection.execute("COMMIT")

    seconds = [_timed(commit)[0] for _ in range(100)]
    connection.execute("DROP TABLE bare")
    connection.close()
    return seconds


def _text_search(size: int) -> float:
    texts = [claim.text for claim in made_claims.made(size)]
    asked = texts[size // 2]
    return _timed(lambda: process.extract(asked, texts, scorer=fuzz.token_set_ratio, limit=50))[0]


Result = TypeVar("Result")


def _timed(call: Callable[[], Result]) -> tuple[float, Result]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(0.99 * (len(seconds) - 1))]


def _ran(code: str, path: Path) -> list[str]:
    ran = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    return ran.stdout.split()
