"""The in-memory twin of the index of figures: nothing is kept, each answer looks through all claims."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from itertools import combinations, islice

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.model.report import Report
from tracker.store.indexing import FIGURE, WORDS, Block, Cell, DisputedIncident, Indexing, Place
from tracker.store.record_reads import RecordReads
from tracker.store.records import id_number

Held = list[tuple[Claim, Place]]


class MemoryIndex(RecordReads):
    """The part of the reading ports that the index answers."""

    _indexing: Indexing | None

    @abstractmethod
    def text(self, text_sha256: str) -> str:
        """A text that was kept."""

    def is_indexed(self) -> bool:
        return self._indexing is not None

    def blocks(self, incident_id: str) -> list[Block]:
        return [
            self._block(name, held) for name, held in self._by_block().items() if held[0][1].incident == incident_id
        ]

    def count_apart(self, block: str, low: float, high: float) -> int:
        return sum(place.low > high or place.high < low for _, place in self._by_block().get(block, []))

    def near(self, block: str, low: float, high: float, limit: int, *, with_equal: bool = True) -> list[Claim]:
        held = self._by_block().get(block, [])
        above = sorted((place.low, _number(claim), claim) for claim, place in held if place.low > high)
        below = sorted((-place.high, _number(claim), claim) for claim, place in held if place.high < low)
        equal = [
            (0.0, _number(claim), claim)
            for claim, place in held
            if with_equal and (place.low, place.high) == (low, high)
        ]
        return _in_order([item[2] for side in (above, below, equal) for item in side[:limit]])

    def newest_in(self, block: str, limit: int) -> list[Claim]:
        return [claim for claim, _ in self._by_block().get(block, [])][-limit:]

    def unplaced(self, measure: str | None, limit: int) -> list[Claim]:
        claims = reversed(self._all("claim", Claim))
        found = (c for c in claims if c.incident_id is None and c.measure == measure and c.status.is_open)
        return list(islice(found, limit))

    def reports_like(self, sketch: Collection[int], shared: int, limit: int) -> list[Report]:
        asked, found = set(sketch), list[tuple[int, int, Report]]()
        for report in self.reports() if self._indexing else ():
            own = self._indexing.sketch(self.text(report.text_sha256)) if self._indexing else ()
            found.append((-len(asked.intersection(own)), id_number("report", report.id), report))
        return [report for count, _, report in sorted(found, key=lambda one: one[:2]) if -count >= shared][:limit]

    def incidents_with(self, keys: Collection[str]) -> list[Incident]:
        indexing = self._indexing
        return [i for i in self.incidents() if indexing and not set(indexing.keys(i)).isdisjoint(keys)]

    def only_incidents(self, beginnings: Collection[str]) -> dict[str, Incident]:
        indexing = self._indexing
        keyed = [(key, incident) for incident in self.incidents() if indexing for key in indexing.keys(incident)]
        found = {start: [incident for key, incident in keyed if key.startswith(start)] for start in beginnings}
        return {start: incidents[0] for start, incidents in found.items() if len(incidents) == 1}

    def disputed_incidents(self) -> Iterator[DisputedIncident]:
        of_incident: dict[str, list[tuple[str, Held]]] = {}
        for name, held in self._by_block().items():
            if held[0][1].asks == FIGURE:
                of_incident.setdefault(held[0][1].incident, []).append((name, held))
        for incident, blocks in of_incident.items():
            questions = tuple(held[0][1].question for _, held in blocks)
            cells = [_cells(held) for _, held in blocks]
            lows = [max(low for _, _, low, _ in own) for own in cells]
            highs = [own[0][1] for own in cells]
            if max(lows) > min(highs):
                in_full = any(self._block(name, held).in_full for name, held in blocks)
                yield DisputedIncident(incident, questions, cells, lows, highs, in_full)

    def worded_incidents(self) -> list[str]:
        held = self._by_block().values()
        return [of[0][1].incident for of in held if of[0][1].asks == WORDS and len(of) > 1]

    def _by_block(self) -> dict[str, Held]:
        found: dict[str, Held] = {}
        for claim in self._all("claim", Claim):
            place = self._indexing.placed(claim) if self._indexing else None
            if place is not None:
                found.setdefault(place.block, []).append((claim, place))
        return found

    def _block(self, name: str, held: Held) -> Block:
        places = [place for _, place in held]
        low, high = max(place.low for place in places), min(place.high for place in places)
        asks = str(places[0].asks)
        return Block(name, asks, len(held), low, high, asks == FIGURE and self._needs_words(places))

    def _needs_words(self, places: list[Place]) -> bool:
        days = [place for place in places if place.last_day]
        if days:
            latest = date.fromisoformat(max(place.first_day for place in days))
            if (latest - date.fromisoformat(min(place.last_day for place in days))).days > 1:
                return True
        return any(self._may_replace(a, b) for a, b in combinations(places, 2))

    def _may_replace(self, a: Place, b: Place) -> bool:
        apart = a.low > b.high or b.low > a.high
        return bool(a.source == b.source and apart and self._indexing and self._indexing.may_replace(a.said, b.said))


def _cells(held: Held) -> list[Cell]:
    counted = Counter((place.high, place.low) for _, place in held)
    return [(0, high, low, claims) for (high, low), claims in sorted(counted.items())]


def _number(claim: Claim) -> int:
    return id_number("claim", claim.id)


def _in_order(claims: list[Claim]) -> list[Claim]:
    return sorted(claims, key=_number)
