"""Commands that take in what is on the network."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Command
from tests.feeds import FIRE, FLOOD, item, rss
from tests.web import Answer, Site, serving

WIRE = "Police said that nine people were killed in a fire in Mosul on 1 August 2017."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def test_an_address_is_taken_in_with_its_redirects_shown(tracker: Command, site: Site) -> None:
    site.routes["/old"] = Answer(status=302, headers={"Location": "/fire"})
    site.page("/fire", f"<p>{WIRE}</p>")
    ran = tracker("ingest", site.url("/old"), "--allow-private")
    assert ran.code == 0
    assert ran.out.startswith(f"R1  1 claim proposed  {site.url('/fire')} (kept ")
    assert f"(302 from {site.url('/old')})" in ran.out
    again = tracker("ingest", site.url("/old"), "--allow-private", "--json")
    assert [hop["status"] for hop in json.loads(again.out)["hops"]] == [302, 200]


def test_a_private_address_is_refused_with_what_to_do(tracker: Command, site: Site) -> None:
    ran = tracker("ingest", site.page("/a", WIRE))
    assert ran.code == 4
    assert "127.0.0.1 is this machine itself; such addresses are not asked" in ran.out
    assert "--allow-private" in ran.out


def test_a_report_shows_its_custody_and_is_corrected(tracker: Command, site: Site) -> None:
    tracker("ingest", site.page("/fire", f"<p>{WIRE}</p>", ETag='"7"'), "--allow-private")
    shown = tracker("report", "R1")
    assert shown.code == 0
    lines = {line.split()[0]: line.strip() for line in shown.out.splitlines()}
    assert lines["publisher"].endswith("unknown")
    assert lines["answered"].endswith(f"200 {site.url('/fire')}")
    assert 'ETag: "7"' in shown.out
    assert "by anna (url, tracker " in shown.out
    changed = tracker("report", "R1", "--publisher", "Coast Wire", "--published", "2017-08-02")
    assert "Corrected R1: publisher, published. 1 undecided proposal read again." in changed.err
    assert "Coast Wire" in changed.out
    assert json.loads(tracker("report", "R1", "--json").out)["publisher"] == "Coast Wire"
    assert tracker("undo").code == 0
    assert json.loads(tracker("report", "R1", "--json").out)["publisher"] is None


def test_what_changed_on_a_page_is_shown_sentence_by_sentence(tracker: Command, site: Site) -> None:
    for figure in ("nine", "ten"):
        url = site.page("/fire", f"<p>{WIRE.replace('nine', figure)}</p><p>The market burned down.</p>")
        tracker("ingest", url, "--allow-private")
    shown = tracker("report", "R2", "--diff")
    assert shown.code == 0
    assert f"- {WIRE}\n+ {WIRE.replace('nine', 'ten')}\n  ... 1 sentence the same\n" in shown.out
    assert "A newer version of R1: 1 of 2 claims known, 1 with another figure." in shown.err
    assert tracker("report", "R1", "--diff").code == 2
    listed = tracker("report")
    assert [line.split()[0] for line in listed.out.splitlines()] == ["id", "R1", "R2"]


def test_a_feed_is_polled_once_and_says_what_it_brought(tracker: Command, site: Site) -> None:
    body = rss([item(FIRE, "https://c.example/1"), item(FLOOD, "https://c.example/2")])
    site.routes["/rss"] = Answer(body.encode(), headers={"Content-Type": "text/xml"})
    first = tracker("watch", site.url("/rss"), "--once", "--allow-private")
    assert first.code == 0
    assert [line.split("  ")[:3] for line in first.out.splitlines()] == [
        ["R1", "1 claim proposed", "https://c.example/1 (kept 77 of 77 characters)"],
        ["R2", "1 claim proposed", "https://c.example/2 (kept 80 of 80 characters)"],
    ]
    assert f"{site.url('/rss')}: 2 new\n" in first.err
    assert "2 reports taken in, 2 claims proposed. Case: FOLDER/kabul.case" in first.err
    again = tracker("watch", site.url("/rss"), "--once", "--allow-private")
    assert (again.code, again.out) == (0, "")
    assert "0 new, 2 known" in again.err


def test_a_watch_that_fails_says_why_and_ends_with_4_when_it_is_the_only_poll(tracker: Command, site: Site) -> None:
    ran = tracker("watch", site.url("/gone"), "--once", "--allow-private")
    assert ran.code == 4
    assert "answered 404 Not Found" in ran.err


def test_ctrl_c_ends_a_watch_with_what_it_brought(
    tracker: Command, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.routes["/rss"] = Answer(rss([item(FIRE, "https://c.example/1")]).encode())
    waits: list[float] = []

    def waited(seconds: float) -> bool:
        waits.append(seconds)
        if seconds:
            raise KeyboardInterrupt
        return False

    monkeypatch.setattr("tracker.cli.commands.watch.waited", waited)
    ran = tracker("watch", site.url("/rss"), "--every", "15m", "--allow-private")
    assert ran.code == 130
    assert 890 < waits[-1] <= 900
    assert "1 new; next at " in ran.err
    assert "Stopped: 1 report taken in, 1 claim proposed since the start." in ran.err


def test_spans_of_time_that_mean_nothing_are_refused(tracker: Command) -> None:
    assert "'often' is not a span of time" in tracker("watch", "https://a.example/", "--every", "often").err
    assert tracker("watch", "https://a.example/", "--every", "5s").code == 2
    assert tracker("watch").code == 2
