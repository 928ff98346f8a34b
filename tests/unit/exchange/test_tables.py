"""Tables as claims: columns found, cells read, rows refused with the place."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import UsageError
from tracker.exchange.incoming.cells import days, figure, flag, number
from tracker.exchange.incoming.claim_table import claims_of
from tracker.exchange.incoming.columns import checked, propose
from tracker.exchange.incoming.importable import importable
from tracker.exchange.incoming.json_lines import JsonLines
from tracker.exchange.incoming.tables import Table
from tracker.exchange.incoming.text_source import HeldText
from tracker.services.readers import worded_figure


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (["source", "quote", "value"], {"source": "source", "quote": "quote", "value": "value"}),
        (
            ["Outlet", "deaths_low", "best", "deathsHigh"],
            {"source": "Outlet", "low": "deaths_low", "value": "best", "high": "deathsHigh"},
        ),
        (["Sorce", "Statment", "Locaton"], {"source": "Sorce", "quote": "Statment", "place": "Locaton"}),
        (["id", "x", "remarks on weather"], {}),
        (["quote", "Quote "], {"quote": "quote"}),
    ],
)
def test_columns_are_proposed_from_their_names_and_doubtful_ones_are_left_out(
    columns: list[str], fields: dict[str, str]
) -> None:
    assert propose(columns) == fields


def test_a_mapping_that_names_what_is_not_there_is_refused() -> None:
    assert checked({"source": "OUTLET", "note": ""}, ["Outlet"]) == {"source": "Outlet"}
    with pytest.raises(UsageError, match="no column 'Outlets'"):
        checked({"source": "Outlets"}, ["Outlet"])
    with pytest.raises(UsageError, match="no field 'sauce'"):
        checked({"sauce": "Outlet"}, ["Outlet"])


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("12", {"value": 12}),
        ("0", {"value": 0}),
        ("1,200", {"value": 1200}),
        ("12.5", {"value": 12.5}),
        ("10 - 14", {"low": 10, "high": 14}),
        ("at least 9", {"low": 9}),
        ("9+", {"low": 9}),
        ("fewer than 90", {"high": 90, "high_open": True}),
        ("~40", {"value": 40, "approximate": True}),
        ("", {}),
        ("unknown", {}),
        ("N/A", {}),
    ],
)
def test_a_cell_says_a_figure_or_nothing_and_nothing_is_never_0(cell: str, told: dict[str, Any]) -> None:
    assert figure(cell) == told


@pytest.mark.parametrize("cell", ["lots", "1.200", "12 or 13", "1,20", "1e5", "inf", "12 " * 100])
def test_a_cell_that_can_be_read_two_ways_or_none_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"no figure|can be two numbers"):
        figure(cell)


def test_a_figure_in_words_is_read_by_whoever_reads_words() -> None:
    assert figure("dozens", worded_figure) == {"low": 24, "high": 99, "approximate": True}
    assert figure("none", worded_figure) == {"value": 0, "low": 0, "high": 0}
    for cell in ("lots", "12 of 40 people", "dozens of houses", "half"):
        with pytest.raises(ValueError, match="no figure"):
            figure(cell, worded_figure)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2017-07-31", "2017-07-31"),
        ("2017-07", "2017-07"),
        ("31 July 2017", "2017-07-31"),
        ("July 31, 2017", "2017-07-31"),
        ("07/31/2017", "2017-07-31"),
        ("04/04/2017", "2017-04-04"),
        ("2017-07-31T11:35:00Z", "2017-07-31"),
        ("2017-07-01/2017-07-09", "2017-07-01/2017-07-09"),
    ],
)
def test_days_are_read_in_many_forms(cell: str, told: str) -> None:
    assert str(days(cell)) == told


@pytest.mark.parametrize("cell", ["03/04/2017", "31/31/2017", "last week", "2017-13-01", "0000-01-01", "9" * 300])
def test_a_day_that_is_none_or_could_be_two_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="date"):
        days(cell)


@given(st.text())
def test_any_cell_is_read_or_refused_in_words(cell: str) -> None:
    for reader in (figure, number, days, flag):
        with suppress(ValueError):
            reader(cell)


TABLE = """Outlet;Killed;deaths_low;When
AFP;12;10;2017-07-31
Police;lots;;2017-07-31

BBC;5;7;2017-07-31
;5;;2017-07-31
Reuters;unknown;;
AP;3;;2017-07-31;"a, b";c
"""


def test_good_rows_are_told_and_bad_ones_named_with_line_and_column() -> None:
    table = Table(TABLE, name="x.csv")
    told = list(claims_of(table, propose(table.columns), {}))
    assert [one.record for one in told if one.record] == [
        {
            "source": "AFP",
            "value": 12.0,
            "low": 10.0,
            "measure": "killed",
            "event_time": "2017-07-31",
            "quote": "killed: 12 (low 10), 2017-07-31",
        }
    ]
    assert [(one.where, one.refused) for one in told if not one.record] == [
        ("line 3, column Killed", "'lots' is no figure"),
        ("line 5, column Killed", "5 is outside its low and high"),
        ("line 6, column Outlet", "nobody is named who says it"),
        ("line 7, quote", "says neither words nor a figure"),
        ("line 8", 'has 2 more cells than the first line; quote a value with a comma: "a, b"'),
    ]


def test_a_constant_holds_where_the_cell_is_empty() -> None:
    table = Table("who,killed\nAFP,3\n,4\n", name="x")
    told = claims_of(table, {"source": "who", "value": "killed"}, {"source": "OCHA", "population": "civilians"})
    assert [(one.record or {})["source"] for one in told] == ["AFP", "OCHA"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_and_a_byte_order_mark_are_taken(delimiter: str) -> None:
    text = "\ufeff" + delimiter.join(["source", "quote"]) + "\r\n" + delimiter.join(["AFP", '"a ""b"""']) + "\r\n"
    table = Table(text, name="x")
    assert [row.cells for row in table.rows()] == [{"source": "AFP", "quote": 'a "b"'}]


def test_columns_of_one_name_are_told_apart() -> None:
    assert Table("a,a,,a\n", name="x").columns == ("a", "a (2)", "column 3", "a (4)")


def test_a_cell_that_never_ends_is_told_and_what_stood_before_it_is_taken() -> None:
    table = Table('source,quote\nAFP,one\nBBC,"' + "x" * 200_000, name="x")
    told = list(claims_of(table, propose(table.columns), {}))
    assert [bool(one.record) for one in told] == [True, False]
    assert "not read" in told[1].refused


def test_json_lines_of_foreign_names_are_mapped_and_own_ones_are_taken_as_they_are() -> None:
    foreign = importable(HeldText('{"Outlet": "AFP", "Killed": 12, "x": null, "deep": {}}\n[1]\n{"Outlet": '), name="x")
    table = foreign.table
    assert (foreign.format, table and table.columns) == ("jsonl", ("Outlet", "Killed", "x", "deep"))
    told = list(foreign.read(propose(("Outlet", "Killed")), {}))
    assert [one.where for one in told] == ["line 1", "line 2", "line 3"]
    assert [bool(one.record) for one in told] == [True, False, False]
    own = importable(HeldText('{"quote": "a", "source": "b", "hedged": true, "value": 3}'), name="x")
    [one] = own.read(propose(("quote", "source", "hedged", "value")), {})
    assert one.record == {"quote": "a", "source": "b", "hedged": True, "value": 3}


@given(st.text(max_size=300))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    table = Table(text, name="x")
    assert all(set(row.cells) <= set(table.columns) for row in table.rows())
    assert all(row.line for row in JsonLines(text).rows())
