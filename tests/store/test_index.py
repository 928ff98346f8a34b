"""The index of figures tells what comparing the claims tells, in every store, after every change."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.errors import StoppedError
from tracker.matching.disputes import disputes_of_incident
from tracker.matching.outlines import outlines
from tracker.matching.placing import may_replace, placed
from tracker.matching.rules.update import said_later
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.incident import Incident
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.services.indexing import CaseIndexing, keys_to_look_up
from tracker.store.index_write import BLOCKS, CELLS, FIGURES, LOOKUPS
from tracker.store.indexing import FIGURE, DisputedIncident
from tracker.store.memory import MemoryStore
from tracker.store.ports import Store
from tracker.store.sql import SqlStore

SOURCES = ("Ministry", "police", "the police", "Red Cross", "mayor", "a doctor")
POPULATIONS = (None, "everyone", "civilians", "police", "children", "attackers")
QUOTES = (
    *("{n} died", "on Monday {n} died", "the toll has risen to {n}", "{n} died on Tuesday, {n} in all"),
    *("{n} died, it said on 5 August", "{n} died, it said on 8 August"),
)


@pytest.fixture(params=["memory", "sqlite"])
def indexed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty case with an index."""
    store: Store = (
        MemoryStore(indexing=CaseIndexing())
        if request.param == "memory"
        else SqlStore.open(tmp_path / "my.case", indexing=CaseIndexing())
    )
    yield store
    store.close()


def quantity(pick: random.Random) -> Quantity:
    """A figure of any form."""
    low = pick.choice([0, 0, 1, 2, 3, 5, 8, 12, 40])
    form = pick.randrange(6)
    if form == 0:
        return Quantity(low=low)
    if form == 1:
        return Quantity(low=low, low_open=True)
    if form == 2:
        return Quantity(high=low + 1, high_open=True)
    if form == 3:
        return Quantity(value=low + 1, low=low + 1, high=low + 1, approximate=True)
    return Quantity(value=low, low=low, high=low)


def any_claim(pick: random.Random, number: int) -> Claim:
    """A claim on one of two incidents, with everything that the comparison looks at."""
    figure = quantity(pick)
    day = dt.date(2020, 1, pick.choice([1, 1, 2, 9]))
    incident = pick.choice(["I1", "I2"])
    return Claim(
        id=f"C{number}",
        quote=pick.choice(QUOTES if pick.random() < 0.1 else QUOTES[:1]).format(n=figure.low or figure.high),
        source=pick.choice(SOURCES) if pick.random() < 0.15 else f"Witness {number}",
        measure=pick.choice(["killed", "killed", "killed", "wounded", "wounded", "casualties", "attackers", "cost"]),
        quantity=figure if pick.random() < 0.98 else None,
        population=pick.choice(POPULATIONS) if pick.random() < 0.5 else None,
        incident="blast" if incident == "I1" else "flood",
        incident_id=incident,
        place=pick.choice([None, None, "Tarn"]),
        event_time=Period.day(day) if pick.random() < 0.1 else None,
        hedged=pick.random() < 0.05,
        cumulative=pick.random() < 0.05,
        stated_at=dt.datetime(2020, 2, pick.choice([1, 2]), tzinfo=dt.UTC) if pick.random() < 0.2 else None,
        status=ClaimStatus.ACCEPTED,
    )


def filled(store: Store, claims: list[Claim]) -> None:
    """Puts the claims in, each as it is, with their incidents."""
    with store.write("test", actor="ana") as write:
        for number, name in ((1, "blast"), (2, "flood")):
            if not write.find("incident", f"I{number}"):
                write.put(Incident(id=f"I{number}", name=name))
        for claim in claims:
            known = write.find("claim", claim.id)
            write.put(claim.model_copy(update={"rev": known.rev if known else 0}))


Shape = tuple[str, int, tuple[int, ...]]


def told_by_index(store: Store) -> set[Shape]:
    """Id, pairs and sizes of camps of the disputes that cells alone tell."""
    return {
        (outline.id, outline.pairs, tuple(claims for _, _, claims in outline.camps))
        for found in store.disputed_incidents()
        if not found.in_full
        for outline in outlines(*found[:-1])
    }


def told_in_full(store: Store, incidents: set[str]) -> set[Shape]:
    """The same by comparing the claims."""
    shapes = set()
    for incident in incidents:
        own = [(claim.id, claim) for claim in store.claims() if claim.incident_id == incident]
        for dispute in disputes_of_incident([item for item in own if placed(item[1])]):
            shapes.add((dispute.id, dispute.pairs, tuple(sum(1 for _ in camp.claims) for camp in dispute.camps)))
    return shapes


def plain_incidents(store: Store) -> set[str]:
    """Incidents that the index alone answers for."""
    in_full = {found.incident for found in store.disputed_incidents() if found.in_full}
    return {"I1", "I2"} - in_full - set(store.worded_incidents())


@pytest.mark.parametrize("seed", range(30))
def test_cells_tell_the_disputes_that_comparing_the_claims_tells(indexed: Store, seed: int) -> None:
    pick = random.Random(seed)
    size = pick.choice([4, 8, 14, 20])
    filled(indexed, [any_claim(pick, number) for number in range(1, size + 1)])
    for step in range(3):
        changed = [any_claim(pick, pick.randint(1, size + 2)) for _ in range(pick.randint(1, 3))]
        closed = [claim.model_copy(update={"status": ClaimStatus.REJECTED}) for claim in changed[:step]]
        filled(indexed, [*closed, *changed[step:]])
        plain = plain_incidents(indexed)
        ours = {shape for found in indexed.disputed_incidents() if found.incident in plain for shape in _shapes(found)}
        assert ours == told_in_full(indexed, plain)


def _shapes(incident: DisputedIncident) -> set[Shape]:
    told = outlines(*incident[:-1])
    return {(found.id, found.pairs, tuple(claims for _, _, claims in found.camps)) for found in told}


def test_the_two_stores_tell_the_same(tmp_path: Path) -> None:
    for seed in range(5):
        pick = random.Random(seed)
        claims = [any_claim(pick, number) for number in range(1, 30)]
        memory = MemoryStore(indexing=CaseIndexing())
        file = SqlStore.open(tmp_path / f"{seed}.case", indexing=CaseIndexing())
        for store in (memory, file):
            filled(store, claims)
        for incident in ("I1", "I2"):
            ours, theirs = sorted(memory.blocks(incident)), sorted(file.blocks(incident))
            assert [(b.name, b.asks, b.claims) for b in ours] == [(b.name, b.asks, b.claims) for b in theirs]
            for block in ours:
                if block.asks == FIGURE:
                    assert memory.count_apart(block.name, 3, 5) == file.count_apart(block.name, 3, 5)
                    assert memory.near(block.name, 3, 5, 2) == file.near(block.name, 3, 5, 2)
                    assert memory.newest_in(block.name, 3) == file.newest_in(block.name, 3)
        assert sorted(memory.worded_incidents()) == sorted(file.worded_incidents())
        file.close()


def test_counts_are_those_of_looking_at_every_claim(indexed: Store) -> None:
    pick = random.Random(7)
    claims = [any_claim(pick, number) for number in range(1, 60)]
    filled(indexed, claims)
    for claim in claims:
        own = placed(claim)
        if own and own.asks == FIGURE:
            others = [place for other in claims if (place := placed(other)) and place.block == own.block]
            apart = sum(place.low > own.high or place.high < own.low for place in others)
            assert indexed.count_apart(own.block, own.low, own.high) == apart


def index_rows(path: Path) -> list[list[tuple[object, ...]]]:
    """What the index holds, without the numbers of blocks."""
    import sqlite3

    connection = sqlite3.connect(path)
    names = dict(connection.execute("SELECT id, name FROM blocks"))
    blocks = connection.execute("SELECT name, claims, low, high FROM blocks ORDER BY name").fetchall()
    cells = [(names[block], *rest) for block, *rest in connection.execute("SELECT * FROM cells")]
    figures = [(claim, names[block], *rest) for claim, block, *rest in connection.execute("SELECT * FROM figures")]
    lookups = connection.execute("SELECT * FROM lookups ORDER BY 1, 2").fetchall()
    connection.close()
    return [blocks, sorted(cells), sorted(figures), lookups]


def test_an_index_kept_up_is_the_one_made_anew(tmp_path: Path) -> None:
    pick = random.Random(3)
    store = SqlStore.open(tmp_path / "my.case", indexing=CaseIndexing())
    filled(store, [any_claim(pick, number) for number in range(1, 40)])
    for _ in range(20):
        filled(store, [any_claim(pick, pick.randint(1, 45))])
    with store.write("undo", actor="ana") as write:
        write.remove("claim", "C5")
    kept_up = index_rows(tmp_path / "my.case")
    with store._db.transaction() as connection:
        for table in (BLOCKS, CELLS, FIGURES, LOOKUPS):
            connection.execute(table.delete())
        connection.exec_driver_sql("DELETE FROM counters WHERE kind = 'index'")
    store.close()
    again = SqlStore.open(tmp_path / "my.case", indexing=CaseIndexing())
    assert again.is_indexed()
    assert index_rows(tmp_path / "my.case") == kept_up
    again.close()


def test_a_program_without_rules_leaves_the_index_to_be_made_anew(tmp_path: Path) -> None:
    pick = random.Random(3)
    path = tmp_path / "my.case"
    for indexing in (CaseIndexing(), None, CaseIndexing()):
        store = SqlStore.open(path, indexing=indexing)
        filled(store, [any_claim(pick, number) for number in range(1, 20)])
        assert store.is_indexed() == (indexing is not None)
        store.close()
    with_rules = SqlStore.open(path, indexing=CaseIndexing())
    assert sum(block.claims for name in ("I1", "I2") for block in with_rules.blocks(name)) == 19
    with_rules.close()


def test_making_an_index_anew_says_how_far_it_is_and_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.sql_write.PLACED_AT_ONCE", 10)
    pick = random.Random(3)
    path = tmp_path / "my.case"
    without = SqlStore.open(path)
    filled(without, [any_claim(pick, number) for number in range(1, 31)])
    records = 30 + len(without.incidents())
    without.close()
    told: list[tuple[int, int]] = []

    def until_twenty(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 20

    stopped = SqlStore.open(path, indexing=CaseIndexing(), on_indexing=until_twenty)
    with pytest.raises(StoppedError, match="was not made anew"):
        stopped.is_indexed()
    assert told[-1][0] < records == told[-1][1]
    assert index_rows(path) == [[], [], [], []]
    stopped.close()

    def to_the_end(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    again = SqlStore.open(path, indexing=CaseIndexing(), on_indexing=to_the_end)
    assert again.is_indexed()
    assert told[-1] == (records, records)
    again.close()


def test_an_incident_is_found_by_name_day_and_target(indexed: Store) -> None:
    day = Period.day(dt.date(2020, 3, 1))
    month = Period(start=dt.date(2020, 2, 1), end=dt.date(2020, 2, 29))
    years = Period(start=dt.date(2015, 1, 1), end=dt.date(2021, 1, 1))
    known = [
        Incident(id="I1", name="Blast", time=day),
        Incident(id="I2", name="siege", time=month),
        Incident(id="I3", name="war", time=years),
        Incident(id="I4", name="attack", target="Iraqi embassy"),
        Incident(id="I5", name="other", time=Period.day(dt.date(2020, 5, 1))),
    ]
    with indexed.write("test", actor="ana") as write:
        for incident in known:
            write.put(incident)

    def ids(sketch: Incident) -> list[str]:
        keys = keys_to_look_up(sketch.name, sketch)
        assert keys is not None
        return [found.id for found in indexed.incidents_with(keys)]

    assert ids(Incident(id="", name="x", time=Period.day(dt.date(2020, 2, 29)))) == ["I1", "I2", "I3"]
    assert ids(Incident(id="", name="x", time=day, target="embassy")) == ["I1", "I2", "I3", "I4"]
    assert ids(Incident(id="", name="x", time=month)) == ["I1", "I2", "I3"]
    assert ids(Incident(id="", name="x", target="the embassy")) == ["I4"]
    assert ids(Incident(id="", name="blast")) == ["I1"]
    assert keys_to_look_up("x", Incident(id="", name="x", time=years)) is None


def test_incidents_that_can_be_one_by_their_times_share_a_key() -> None:
    starts = [dt.date(2020, 1, 1) + dt.timedelta(days=n) for n in (0, 1, 2, 12, 30, 31, 60)]
    times = [Period(start=start, end=start + dt.timedelta(days=n)) for start in starts for n in (0, 1, 9, 10, 40, 900)]
    rules = CaseIndexing()
    for one, other in itertools.product(times, times):
        if one.overlaps(other, slack_days=1):
            asked = keys_to_look_up("x", Incident(id="", name="x", time=one))
            held = rules.keys(Incident(id="", name="y", time=other))
            assert asked is None or not asked.isdisjoint(held), (one, other)


def test_a_claim_of_an_incident_numbered_beyond_the_index_is_kept_without_a_place_in_it(tmp_path: Path) -> None:
    store = SqlStore.open(tmp_path / "my.case", indexing=CaseIndexing())
    far = any_claim(random.Random(1), 1).model_copy(update={"incident_id": "I2147483648"})
    with store.write("test", actor="ana") as write:
        write.put(Incident(id="I2147483648", name="blast"))
        write.put(far)
    assert store.claim("C1").incident_id == "I2147483648"
    assert store.blocks("I2147483648") == []
    assert list(store.disputed_incidents()) == []
    store.close()


def test_blocks_of_one_incident_lie_together_and_a_question_has_one_number_in_all(tmp_path: Path) -> None:
    import sqlite3

    store = SqlStore.open(tmp_path / "my.case", indexing=CaseIndexing())
    pick = random.Random(5)
    filled(store, [any_claim(pick, number) for number in range(1, 40)])
    store.close()
    connection = sqlite3.connect(tmp_path / "my.case")
    numbered = connection.execute("SELECT id, incident, name FROM blocks ORDER BY id").fetchall()
    asked = dict(connection.execute("SELECT id, name FROM questions"))
    connection.close()
    assert [incident for incident, _ in itertools.groupby(row[1] for row in numbered)] == ["I1", "I2"]
    for number, incident, name in numbered:
        assert name.replace(incident, "", 1) == asked[number & 0xFFFFFFFF]


def test_figures_of_two_named_days_are_marked_as_those_that_may_replace_each_other() -> None:
    told = [f"9 people died, the police said on {day} August" for day in (5, 8)]
    places = [
        placed(
            Claim(
                id="C1",
                quote=quote,
                source="police",
                measure="killed",
                quantity=Quantity(low=9, high=9),
                incident="blast",
                incident_id="I1",
                status=ClaimStatus.ACCEPTED,
            )
        )
        for quote in told
    ]
    assert said_later(*told)
    assert places[0]
    assert places[1]
    assert may_replace(places[0].said, places[1].said)
