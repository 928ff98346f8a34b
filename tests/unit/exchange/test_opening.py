"""A bare text says its title, byline, outlet and day above its first paragraph; what is not understood counts not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.incoming.opening import opening
from tracker.exchange.incoming.registry import parse

DAY = dt.datetime(2024, 3, 12, tzinfo=dt.UTC)


def told(text: str) -> dict[str, Any]:
    found = opening(text)
    found.pop("title", None)
    return found


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("Northgate Press Agency, 12 March 2024", {"publisher": "Northgate Press Agency", "published": DAY}),
        ("Orro Herald | Tuesday, March 12, 2024", {"publisher": "Orro Herald", "published": DAY}),
        ("By Mara Linde\nNorthgate Press\n12 March 2024", {"author": "Mara Linde", "publisher": "Northgate Press"}),
        (
            "Issued by the Relief Centre of Orro, 12 March 2024",
            {"publisher": "the Relief Centre of Orro", "published": DAY},
        ),
        ("By Mara Linde and Jon Harp, Northgate Press", {"author": "Mara Linde and Jon Harp"}),
        ("Published: Tuesday, 12 March 2024 10:14 GMT", {"published": DAY.replace(hour=10, minute=14)}),
        ("Orro, 12. März 2024", {"published": DAY}),
        ("ORRO, March 12 (Northgate Wire) - A ferry sank on Monday.", {"publisher": "Northgate Wire"}),
    ],
)
def test_lines_above_the_first_paragraph_tell_of_the_text(lines: str, fields: dict[str, Any]) -> None:
    found = told(f"Ferry sinks in lake\n\n{lines}\n\nA ferry sank on Monday. It was full.")
    assert fields.items() <= found.items()


@pytest.mark.parametrize(
    "text",
    [
        "27 people were killed.",
        "On 12 March 2024, a ferry sank.\n\nIt was full.",
        "By Monday the toll had risen\n\nA ferry sank.",
        "Council Backs Police\n\nThe council backs the police.",
        "Order No. 12 of 12 March 2024\n\nThe ministry says so.",
        "Ferry sinks\n\n03/04/2024\n\nA day that is two.",
    ],
)
def test_what_is_not_wholly_understood_gives_no_day_and_no_name(text: str) -> None:
    assert told(text) == {}


def test_a_place_beside_the_day_is_no_publisher() -> None:
    assert told("Port Orro, 12 March 2024\n\nA ferry sank.") == {"published": DAY}


def test_the_first_line_is_the_title_unless_it_is_a_sentence() -> None:
    assert opening("Ferry sinks in lake\n\nA ferry sank.")["title"] == "Ferry sinks in lake"
    assert "title" not in opening("A ferry sank in the lake.\n\nIt was full.")


def test_metadata_wins_over_the_first_lines_and_the_text_stays_whole() -> None:
    raw = b"Publisher: Orro Herald\n\nFerry sinks in lake\nNorthgate Press, 12 March 2024\n\nA ferry sank."
    document = parse(raw, name="a.txt")
    assert (document.publisher, document.title, document.published) == ("Orro Herald", "Ferry sinks in lake", DAY)
    assert document.text.startswith("Ferry sinks in lake")


@given(st.text(alphabet="Ab, |-\n12:é.(", max_size=300))
def test_any_text_is_read_without_complaint(text: str) -> None:
    opening(text)


def test_an_outlet_alone_on_its_line_is_one_when_the_day_stands_below_it() -> None:
    said = opening("Orsha fire: toll rises\n\nDaily Wire\n10 March 2026\n\nThe toll rose on Tuesday. It was 21.")
    assert (said["title"], said["publisher"], said["published"].day) == ("Orsha fire: toll rises", "Daily Wire", 10)


@pytest.mark.parametrize(("line", "publisher"), [("Doctors for Lowland", "Doctors for Lowland"), ("Mara Linde", None)])
def test_a_name_between_title_and_day_is_an_outlet_only_when_it_can_be_no_person(
    line: str, publisher: str | None
) -> None:
    said = opening(f"Seven patients killed\n\n{line}\n\n10 March 2026\n\nSeven patients were killed on Monday.")
    assert (said.get("publisher"), said["published"].day) == (publisher, 10)


@pytest.mark.parametrize(
    ("day", "read"), [("March 12, 2024", DAY), ("12 March 2024", DAY), ("March 12", None), ("northern coast", None)]
)
def test_a_dateline_gives_the_day_where_it_has_the_year(day: str, read: dt.datetime | None) -> None:
    said = opening(f"PORT ORRO, {day} (Northgate Press) - A ferry sank on Monday. It was full.")
    assert (said["publisher"], said.get("published")) == ("Northgate Press", read)


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        (
            "PORT ORRO, March 12, 2024 (Northgate Press) - A ferry sank.",
            {"publisher": "Northgate Press", "published": DAY},
        ),
        ("ORRO (Courier) 12 March 2024 — A ferry sank on Monday.", {"publisher": "Courier", "published": DAY}),
        ("Orro, 12 March 2024. Orro Lines confirms that a ferry sank.", {"published": DAY}),
        ("We, the Union of Orro Seamen, mourn the dead of the ferry.", {"publisher": "the Union of Orro Seamen"}),
    ],
)
def test_the_first_sentence_tells_where_when_and_by_whom_it_was_written(sentence: str, fields: dict[str, Any]) -> None:
    assert told(f"Ferry sinks\n\n{sentence}") == fields


@pytest.mark.parametrize("series", ["Bulletin No. 3", "Flash update #12", "Press notice No. 14/2024"])
def test_the_number_of_a_series_hides_no_day_beside_it(series: str) -> None:
    said = opening(f"Ministry of Health of Lowmark\n{series}, 12 March 2024\n\nTwo people had died by Monday.")
    assert said["published"] == DAY
    assert "published" not in opening(f"Ministry of Health of Lowmark\n{series}\n\nTwo people had died by Monday.")
