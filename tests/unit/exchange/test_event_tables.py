"""Tables of events in the forms of UCDP GED and ACLED: who says it, ranges, unknown and zero, days, places."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tracker.exchange.incoming.importable import importable
from tracker.exchange.incoming.text_source import HeldText

GED: dict[str, str] = {
    "id": "101", "type_of_violence": "1", "side_a": "Government of Orlenia", "side_b": "Free Hills",
    "source_office": "Meridian Wire", "source_date": "2017-08-01", "where_prec": "1",
    "where_coordinates": "Vasht city", "adm_1": "Orle province", "country": "Orlenia", "event_clarity": "1",
    "date_prec": "1", "date_start": "2017-07-31 00:00:00.000", "date_end": "2017-07-31 00:00:00.000",
    "deaths_a": "", "deaths_b": "", "deaths_civilians": "", "deaths_unknown": "", "best": "12", "low": "10",
    "high": "14",
}  # fmt: skip
ACLED: dict[str, str] = {
    "event_id_cnty": "ORL1", "event_date": "31 July 2017", "time_precision": "1",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Suicide bomb", "actor1": "Free Hills",
    "actor2": "Police", "admin1": "Orle", "location": "Vasht", "geo_precision": "1", "source": "Meridian Wire",
    "source_scale": "National", "notes": "A bomb killed 2 policemen in Vasht.", "fatalities": "2",
}  # fmt: skip


def told(form: dict[str, str], **cells: str) -> list[Any]:
    """The records of a table of one row."""
    row = form | cells
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(row))
    writer.writeheader()
    writer.writerow(row)
    found = importable(HeldText(stream.getvalue()), name="events.csv")
    assert found.format == ("ged" if form is GED else "acled")
    return list(found.read({}, {}))


def records(form: dict[str, str], **cells: str) -> list[dict[str, Any]]:
    """The same, where none was refused."""
    found = told(form, **cells)
    assert [one.refused for one in found if one.record is None] == []
    return [dict(one.record) for one in found]


def test_a_row_of_ged_keeps_its_range_its_day_and_its_place() -> None:
    [all_deaths] = records(GED)
    assert {name: all_deaths[name] for name in ("value", "low", "high", "place", "event_time", "kind", "basis")} == {
        "value": 12, "low": 10, "high": 14, "place": "Vasht", "event_time": "2017-07-31", "kind": "clash",
        "basis": "estimated",
    }  # fmt: skip
    assert all_deaths["incident"].endswith("(UCDP GED 101)")


def test_a_figure_of_one_named_source_is_its_own_by_way_of_the_dataset() -> None:
    [claim] = records(GED)
    assert (claim["source"], claim["stated_at"][:10]) == ("Meridian Wire", "2017-08-01")
    assert [link["name"] for link in claim["chain"]] == ["Meridian Wire", "UCDP GED"]
    [claim] = records(GED, source_original="Police")
    assert claim["source"] == "Police"
    [claim] = records(GED, source_office="", source_article='"Meridian Wire,2017-08-01,Blast"')
    assert claim["source"] == "Meridian Wire"


@pytest.mark.parametrize("form", [GED, ACLED], ids=["ged", "acled"])
def test_a_figure_that_several_sources_may_have_given_is_the_datasets_and_confirms_none_of_them(
    form: dict[str, str],
) -> None:
    column = "source_office" if form is GED else "source"
    [claim] = records(form, **{column: "Meridian Wire; Radio Hindara;Meridian Wire"})
    dataset = "UCDP GED" if form is GED else "ACLED"
    assert claim["source"] == dataset
    assert [link["name"] for link in claim["chain"]] == ["Meridian Wire", "Radio Hindara", dataset]
    [claim] = records(form, **{column: ""})
    assert (claim["source"], claim["chain"]) == (dataset, [])


def test_an_explicit_0_of_ged_is_zero_and_an_empty_cell_is_unknown() -> None:
    groups = records(GED, best="0", low="0", high="0", deaths_civilians="0", deaths_a="0", deaths_unknown="0")
    assert [(claim["population"], claim["value"]) for claim in groups] == [
        ("everyone", 0), ("Orlenia security forces", 0), ("civilians", 0),
    ]  # fmt: skip
    [claim] = records(GED, best="", low="", high="")
    assert claim.keys() & {"value", "low", "high"} == set()


def test_deaths_of_unknown_people_make_ranges_of_the_groups_and_no_zero_of_a_0() -> None:
    groups = records(GED, deaths_a="3", deaths_b="0", deaths_civilians="5", deaths_unknown="4")
    assert [(claim["population"], claim["low"], claim["high"]) for claim in groups[1:]] == [
        ("Orlenia security forces", 3, 7), ("civilians", 5, 9),
    ]  # fmt: skip
    assert all("value" not in claim for claim in groups[1:])


def test_imprecise_rows_of_ged_say_no_more_than_they_know() -> None:
    [claim] = records(
        GED, where_prec="4", date_end="2017-08-31", event_clarity="2", source_date="2017-08-01;2017-08-02"
    )
    assert (claim["place"], claim["event_time"], claim["cumulative"]) == (
        "Orle province",
        "2017-07-31/2017-08-31",
        True,
    )
    assert "stated_at" not in claim
    [claim] = records(GED, type_of_violence="3", side_b="Civilians", deaths_b="2")
    assert (claim["kind"], claim["actor"], claim["target"]) == ("attack", "Government of Orlenia", "Civilians")


def test_a_row_of_acled_keeps_its_notes_and_its_precision() -> None:
    [claim] = records(ACLED)
    assert (claim["quote"], claim["value"], claim["approximate"]) == (ACLED["notes"], 2, False)
    assert (claim["place"], claim["event_time"], claim["kind"], claim["actor"]) == (
        "Vasht", "2017-07-31", "bombing", "Free Hills",
    )  # fmt: skip
    [claim] = records(ACLED, geo_precision="3", time_precision="2")
    assert (claim["place"], claim["event_time"]) == ("Orle", "2017-07-28/2017-08-03")
    assert records(ACLED, time_precision="3")[0]["event_time"] == "2017-07"


def test_no_fatalities_of_acled_are_unknown_and_its_round_figures_approximate() -> None:
    assert records(ACLED, fatalities="0")[0].keys() & {"value", "measure"} == set()
    assert records(ACLED, fatalities="")[0].keys() & {"value", "measure"} == set()
    assert records(ACLED, fatalities="10", notes="Many died.")[0]["approximate"]
    assert not records(ACLED, fatalities="10", notes="10 died.")[0]["approximate"]


@pytest.mark.parametrize(
    ("form", "cells", "where"),
    [
        (GED, {"best": "15"}, "line 2, column best"),
        (GED, {"low": "20"}, "line 2, column low"),
        (GED, {"best": "-1"}, "line 2, column best"),
        (GED, {"date_start": "31.07"}, "line 2, column date_start"),
        (GED, {"date_end": "2017-07-01"}, "line 2, column date_end"),
        (GED, {"deaths_unknown": "some"}, "line 2, column deaths_unknown"),
        (ACLED, {"fatalities": "many"}, "line 2, column fatalities"),
        (ACLED, {"event_date": "0001-01-01", "time_precision": "2"}, "line 2, column event_date"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_with_its_column(
    form: dict[str, str], cells: dict[str, str], where: str
) -> None:
    [one] = told(form, **cells)
    assert (one.record, one.where) == (None, where)
