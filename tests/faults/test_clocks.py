"""Machines whose clock is wrong, and times at the ends of the calendar."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tracker.services.workspace import Workspace

DAY = dt.datetime(2017, 8, 1, 12, tzinfo=dt.UTC)
AUTUMN = dt.datetime(2017, 11, 5, 1, 30, tzinfo=ZoneInfo("America/New_York"))
"""Half past one, which comes twice that night."""
CLOCKS: dict[str, Callable[[int], dt.datetime]] = {
    "1970": lambda _: dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    "2106": lambda look: dt.datetime(2106, 2, 7, 6, 28, 15, tzinfo=dt.UTC) + dt.timedelta(seconds=look),
    "the last day": lambda _: dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
    "from summer to winter": lambda look: AUTUMN.replace(fold=min(look, 1)),
    "back for a while": lambda look: DAY - dt.timedelta(days=1 if 3 <= look < 6 else 0) + dt.timedelta(seconds=look),
    "to 1970 for good": lambda look: DAY if look < 3 else dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
}
"""What a machine says at its first, second ... look."""
WENT_BACK = {"back for a while": 1, "to 1970 for good": 1}
REPORT = "Title: Two accounts\n\nPolice said 9 people died in Lyon on Monday. The mayor said 12 people died in Lyon.\n"
ISO = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def clock_of(name: str) -> Callable[[], dt.datetime]:
    looks = itertools.count()
    return lambda: CLOCKS[name](next(looks))


@pytest.mark.parametrize("name", CLOCKS)
def test_a_case_is_worked_on_exported_and_verified_whatever_the_clock_says(name: str, tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "my.case", actor="ana", clock=clock_of(name)) as case:
        assert case.ingest.take_in_bytes(REPORT.encode(), name="a.txt", method="file").error is None
        for proposal in case.triage.queue():
            case.triage.accept(proposal.id)
        case.claims.add(case.claims.draft("Nobody died in Lyon.", source="the prefect"))
        for dispute in case.scan.disputes():
            case.review.decide(dispute.id, "defer", reason="not known yet")
        case.history.undo()
        entries = case.store.changes()
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert sum(entry.clock_went_back for entry in entries) == WENT_BACK.get(name, 0)
        for form in (form for form in case.transfer.formats() if form not in ("bag", "pdf")):
            told = case.transfer.export(form)
            assert isinstance(told, str)
            for moment in ISO.findall(told):
                dt.datetime.fromisoformat(moment)
        case.transfer.write("bag", tmp_path / "bag")
        assert case.store.problems() == []
    with Workspace.open(tmp_path / "other.case") as other:
        assert other.cases.take(tmp_path / "bag").restored
        assert [entry.at for entry in other.store.changes()] == [entry.at for entry in entries]


@pytest.mark.parametrize("published", ["0001-01-01T00:00:00+05:00", "0001-01-02", "9999-12-31T23:59:59-05:00"])
def test_a_report_of_the_first_or_the_last_day_of_the_calendar_is_taken_in(published: str, tmp_path: Path) -> None:
    page = f"""<html><head><title>Old news</title><meta property="article:published_time" content="{published}"></head>
    <body><article><p>Police said on Monday that 9 people died in Lyon yesterday in a fire at a hotel.</p></article>
    </body></html>"""
    text = f"Title: Old news\nPublished: {published}\n\nPolice said on Monday that 9 people died in Lyon yesterday.\n"
    with Workspace.open(tmp_path / "my.case") as case:
        for name, raw in (("a.html", page), ("b.txt", text)):
            assert case.ingest.take_in_bytes(raw.encode(), name=name, method="file").error is None
        assert case.store.problems() == []


def test_a_moment_that_no_calendar_has_in_utc_is_kept_as_it_was_written(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "my.case") as case:
        for moment in ("0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"):
            added = case.claims.add(case.claims.draft(f"Nine died, {moment}.", source="AFP", stated_at=moment))
            assert case.claims.get(added.id).stated_at == dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
        assert case.store.problems() == []
