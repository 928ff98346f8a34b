"""Feeds taken in, followed, and watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.feeds import FIRE, FLOOD, item, rss
from tests.web import Answer, Site, serving
from tracker.errors import CaseError, UsageError
from tracker.services.restoring import restore
from tracker.services.watching import Polled
from tracker.services.workspace import Workspace


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def feed(site: Site, *items: str, built: str = "today", **headers: str) -> str:
    named = {"Content-Type": "application/rss+xml"} | {name.replace("_", "-"): value for name, value in headers.items()}
    site.routes["/rss"] = Answer(rss(items, built=built).encode(), headers=named)
    return site.url("/rss")


def polled(case: Workspace, url: str, *, follow: bool = False) -> Polled:
    [poll] = case.watching.polls([url], every_s=0, wait=_never, once=True, follow=follow, allow_private=True)
    return poll


def _never(_: float) -> bool:
    raise AssertionError("one poll waits for nothing")


def test_a_feed_gives_a_report_for_each_entry(workspace: Workspace, site: Site) -> None:
    url = feed(site, item(FIRE, "https://c.example/1"), item(FLOOD, "https://c.example/2"), ETag='"7"')
    taken = list(workspace.ingest.take_in([url], allow_private=True))
    assert [one.error for one in taken] == [None, None]
    fire, flood = workspace.reports.list()
    assert (fire.url, fire.name, fire.method, fire.publisher) == (
        "https://c.example/1",
        "https://c.example/1",
        "feed",
        "Coast Wire",
    )
    assert fire.fetched is not None
    assert fire.fetched.asked == url
    assert flood.published is not None
    assert [claim.source for claim in workspace.triage.queue()] == ["Police", "mayor"]
    assert FIRE.encode() in workspace.store.blob(fire.sha256)
    assert list(workspace.store.problems()) == []


def test_a_saved_feed_is_taken_in_like_a_fetched_one(memory: Workspace, tmp_path: Path) -> None:
    (tmp_path / "news.rss").write_text(rss([item(FIRE, "https://c.example/1"), item(FLOOD, "https://c.example/2")]))
    taken = list(memory.ingest.take_in([tmp_path]))
    assert [one.error for one in taken] == [None, None]
    assert [report.url for report in memory.reports.list()] == ["https://c.example/1", "https://c.example/2"]


def test_entries_that_are_known_are_recognised_and_changed_ones_are_versions(memory: Workspace, site: Site) -> None:
    polled(memory, feed(site, item(FIRE, "https://c.example/1"), built="09:00"))
    again = polled(
        memory, feed(site, item(FLOOD, "https://c.example/2"), item(FIRE, "https://c.example/1"), built="10")
    )
    assert (len(again.new), len(again.taken)) == (1, 2)
    changed = polled(memory, feed(site, item(FIRE.replace("nine", "ten"), "https://c.example/1")))
    [version] = changed.new
    assert version.report is not None
    assert version.report.version_of == "R1"
    assert "1 with another figure" in version.note


def test_the_pages_of_a_feed_are_taken_in_when_it_is_followed(memory: Workspace, site: Site) -> None:
    page = site.page(
        "/fire", f"<html><body><article><p>{FIRE}</p><p>The market burned down.</p></article></body></html>"
    )
    url = feed(site, item("Nine died.", page), item(FLOOD, site.url("/gone")), item("No link here.", "mailto:a@b"))
    poll = polled(memory, url, follow=True)
    assert [one.error for one in poll.taken] == [None, None, None]
    fire, flood, last = memory.reports.list()
    assert (fire.method, fire.url, fire.publisher) == ("url", page, "Coast Wire")
    assert fire.published == flood.published
    assert "market burned down" in memory.reports.text("R1")
    assert flood.method == "feed"
    assert "Its page was not taken in: " in flood.notes
    assert "404" in flood.notes
    assert "It links to no page." in last.notes


def test_a_page_that_is_known_is_not_fetched_again(memory: Workspace, site: Site) -> None:
    url = feed(site, item("Nine died.", site.page("/fire", f"<p>{FIRE}</p>")))
    polled(memory, url, follow=True)
    site.asked.clear()
    assert [one.already for one in polled(memory, url, follow=True).taken] == [True]
    assert [path for path, _ in site.asked] == ["/rss"]


def test_many_entries_are_read_ahead_like_many_files(memory: Workspace, site: Site) -> None:
    entries = [item(f"Police said that {n} people died.", f"https://c.example/{n}") for n in range(10, 40)]
    poll = polled(memory, feed(site, *entries))
    assert [one.error for one in poll.taken] == [None] * 30
    assert {report.publisher for report in memory.reports.list()} == {"Coast Wire"}


def test_a_feed_that_did_not_change_is_asked_for_in_one_line(memory: Workspace, site: Site) -> None:
    body = rss([item(FIRE, "https://c.example/1")]).encode()

    def answer(headers: object) -> Answer:
        known = isinstance(headers, dict) and headers.get("if-none-match") == '"7"'
        return Answer(b"", 304) if known else Answer(body, headers={"ETag": '"7"', "Content-Type": "application/xml"})

    site.routes["/rss"] = answer
    polls = memory.watching.polls([site.url("/rss")], every_s=60, wait=_times(2), allow_private=True)
    assert [(len(poll.new), len(poll.taken), poll.error) for poll in polls] == [(1, 1, None), (0, 0, None)]


def by_its_tag(site: Site, *items: str, tag: str = '"7"') -> str:
    """A feed whose server answers in one line to whoever knows its tag."""
    body = rss(items).encode()

    def answer(headers: Mapping[str, str]) -> Answer:
        known = headers.get("if-none-match") == tag
        return Answer(b"", 304) if known else Answer(body, headers={"ETag": tag, "Content-Type": "application/xml"})

    site.routes["/rss"] = answer
    return site.url("/rss")


def test_what_a_server_said_is_remembered_from_one_watch_to_the_next(tmp_path: Path, site: Site) -> None:
    url = by_its_tag(site, item(FIRE, "https://c.example/1"))
    with Workspace.open(tmp_path / "my.case") as case:
        assert len(polled(case, url).new) == 1
    with Workspace.open(tmp_path / "my.case") as case:
        assert polled(case, url).taken == ()
        case.history.undo()
        assert polled(case, url).taken == ()  # what an analyst takes back does not come again unasked
        assert len(polled(case, url, follow=True).taken) == 1  # its pages were never taken in
        by_its_tag(site, item(FLOOD, "https://c.example/2"), tag='"8"')
        assert len(polled(case, url).new) == 1
    assert (tmp_path / "my.case.watched.json").stat().st_mode & 0o077 == 0


def test_a_case_that_lost_what_was_taken_in_asks_for_all_of_it_again(tmp_path: Path, site: Site) -> None:
    url = by_its_tag(site, item(FIRE, "https://c.example/1"))
    with Workspace.open(tmp_path / "my.case") as case:
        case.transfer.backup(tmp_path / "before.case")
        assert len(polled(case, url).new) == 1
    restore(tmp_path / "before.case", tmp_path / "my.case", force=True)
    with Workspace.open(tmp_path / "my.case") as case:
        assert len(polled(case, url).new) == 1


@pytest.mark.parametrize(
    "kept",
    [
        *("", "[]", "{", '{"URL": 3}'),
        '{"URL": {"conditions": {"Cookie": "a"}, "follow": false, "entry": 0, "hash": ""}}',
        '{"URL": {"conditions": {"If-None-Match": "a\\r\\nHost: b"}, "follow": false, "entry": 0, "hash": ""}}',
    ],
)
def test_a_damaged_memory_costs_one_whole_poll_and_sends_no_header_of_its_own(
    tmp_path: Path, site: Site, kept: str
) -> None:
    url = by_its_tag(site, item(FIRE, "https://c.example/1"))
    with Workspace.open(tmp_path / "my.case") as case:
        (tmp_path / "my.case.watched.json").write_text(kept.replace("URL", url))
        assert len(polled(case, url).new) == 1
        assert not {"cookie", "if-none-match"} & site.asked[0][1].keys()


def test_a_poll_with_a_refused_entry_is_not_remembered(tmp_path: Path, site: Site) -> None:
    url = by_its_tag(site, item(FIRE, "https://c.example/1"), "<item><title></title></item>")
    with Workspace.open(tmp_path / "my.case") as case:
        assert len(polled(case, url).refused) == 1
    with Workspace.open(tmp_path / "my.case") as case:
        assert len(polled(case, url).taken) == 2


def test_an_address_that_fails_is_asked_less_and_less_often_and_the_others_as_before(
    memory: Workspace, site: Site
) -> None:
    good = feed(site, item(FIRE, "https://c.example/1"))
    now = 0.0

    def wait(seconds: float) -> bool:
        nonlocal now
        now += seconds
        return now > 3600

    memory.watching._monotonic = lambda: now
    polls = list(memory.watching.polls([site.url("/gone"), good], every_s=900, wait=wait, allow_private=True))
    gone = [poll for poll in polls if poll.address != good]
    assert [poll.next_s for poll in gone] == [1800, 3600]
    assert "404" in (gone[0].error or "")
    assert [poll.next_s for poll in polls if poll.address == good] == [900] * 5


def test_a_page_can_be_watched_and_each_change_is_a_version(memory: Workspace, site: Site) -> None:
    url = site.page("/fire", f"<p>{FIRE}</p>")
    assert len(polled(memory, url).new) == 1
    assert len(polled(memory, url).new) == 0
    site.page("/fire", f"<p>{FIRE}</p><p>The market burned down.</p>")
    [version] = polled(memory, url).new
    assert version.report is not None
    assert version.report.version_of == "R1"


def test_what_cannot_be_watched_is_refused_at_once(memory: Workspace) -> None:
    with pytest.raises(UsageError, match="too often"):
        list(memory.watching.polls(["https://a.example/rss"], every_s=5, wait=_never))
    with pytest.raises(UsageError, match="only http and https"):
        list(memory.watching.polls(["feed.rss"], every_s=900, wait=_never))


def test_a_case_that_is_busy_for_a_while_ends_no_watch_but_one_that_cannot_be_written_does(
    memory: Workspace, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise CaseError("The case is busy.")

    url = feed(site, item(FIRE, "https://c.example/1"))
    polls = memory.watching.polls([url], every_s=60, wait=_times(3), allow_private=True)
    assert next(polls).error is None
    feed(site, item(FLOOD, "https://c.example/2"))
    with monkeypatch.context() as patched:
        patched.setattr(memory.store, "write", busy)
        assert next(polls).error == "The case is busy."
    assert len(next(polls).new) == 1
    monkeypatch.setattr(memory.store, "write", busy)
    feed(site, item(FLOOD + " Nobody died.", "https://c.example/3"))
    with pytest.raises(CaseError):
        polled(memory, url)


def _times(polls: int) -> Callable[[float], bool]:
    left = iter([False] * polls)
    return lambda _: next(left, True)
