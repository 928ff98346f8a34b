"""Reports from addresses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tracker
from tests.feeds import item, rss
from tests.services.cases import WIRE
from tests.web import Answer, Site, serving
from tracker.services.workspace import Workspace

PAGE = f"<html><head><title>Blast at the quay</title></head><body><article><p>{WIRE}</p></article></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def test_a_page_becomes_a_report_with_the_way_it_came(workspace: Workspace, site: Site) -> None:
    site.routes["/old"] = Answer(status=301, headers={"Location": "/blast"})
    url = site.page("/blast", PAGE, ETag='"7"')
    [taken] = workspace.ingest.take_in([site.url("/old")], allow_private=True, publisher="Coast Wire")
    assert taken.error is None
    assert taken.proposed
    report = workspace.reports.get("R1")
    assert (report.url, report.name, report.method, report.title) == (url, url, "url", "Blast at the quay")
    assert (report.media_type, report.tool_version) == ("text/html", tracker.__version__)
    assert workspace.store.blob(report.sha256) == PAGE.encode()
    assert report.fetched is not None
    assert [(hop.status, hop.url) for hop in report.fetched.hops] == [(301, site.url("/old")), (200, url)]
    assert ("ETag", '"7"') in report.fetched.headers
    assert list(workspace.store.problems()) == []


def test_what_the_server_calls_a_page_decides_over_its_name(memory: Workspace, site: Site) -> None:
    site.page("/article.txt", PAGE)
    site.routes["/notes.md"] = Answer(WIRE.encode(), headers={"Content-Type": "text/plain"})
    site.routes["/nothing"] = Answer(PAGE.replace("nine", "eight").encode())
    targets = [site.url(path) for path in ("/article.txt", "/notes.md", "/nothing")]
    kinds = [taken.report and taken.report.media_type for taken in memory.ingest.take_in(targets, allow_private=True)]
    assert kinds == ["text/html", "text/markdown", "text/html"]


RUSSIAN = "Полиция сообщила, что девять человек погибли при пожаре на рынке."


@pytest.mark.parametrize(
    ("path", "body", "content_type"),
    [
        ("/page", f"<html><body><p>{RUSSIAN}</p></body></html>", "text/html; charset=windows-1251"),
        ("/loud", f"<html><body><p>{RUSSIAN}</p></body></html>", 'Text/HTML ; Charset="WINDOWS-1251"'),
        ("/other", f"<meta charset=koi8-r><body><p>{RUSSIAN}</p></body>", "text/html; charset=windows-1251"),
        ("/inside", f"<meta charset=windows-1251><body><p>{RUSSIAN}</p></body>", "text/html; charset=utf-8"),
        ("/a.txt", RUSSIAN, "text/plain; charset=windows-1251"),
        ("/rss", rss([item(RUSSIAN, "https://c.example/1")]), "application/rss+xml; charset=windows-1251"),
    ],
)
def test_letters_are_read_as_the_server_says_where_that_can_be_true(
    memory: Workspace, site: Site, path: str, body: str, content_type: str
) -> None:
    site.routes[path] = Answer(body.encode("windows-1251"), headers={"Content-Type": content_type})
    [taken] = memory.ingest.take_in([site.url(path)], allow_private=True)
    assert taken.report is not None, taken.error
    assert memory.reports.text(taken.report.id) == RUSSIAN


def test_a_server_that_says_latin_1_means_the_letters_of_windows(memory: Workspace, site: Site) -> None:
    body = "<html><body><p>“Nine died”, the café’s owner said.</p></body></html>"
    site.routes["/page"] = Answer(body.encode("cp1252"), headers={"Content-Type": "text/html; charset=ISO-8859-1"})
    list(memory.ingest.take_in([site.url("/page")], allow_private=True))
    assert memory.reports.text("R1") == "“Nine died”, the café’s owner said."


def test_an_address_that_fails_stops_nothing(memory: Workspace, site: Site) -> None:
    site.page("/good", PAGE)
    site.routes["/picture"] = Answer(b"\x89PNG\r\n\x1a\n" + bytes(100), headers={"Content-Type": "image/png"})
    targets = [site.url("/gone"), site.url("/picture"), "ftp://a/b", site.url("/good")]
    taken = list(memory.ingest.take_in(targets, allow_private=True))
    assert [one.error is None for one in taken] == [False, False, False, True]
    assert "404" in (taken[0].error or "")
    assert "a picture, not text" in (taken[1].error or "")


def test_private_addresses_are_refused_unless_allowed_by_argument_or_setting(
    memory: Workspace, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.page("/a", PAGE)
    [refused] = memory.ingest.take_in([url])
    assert "such addresses are not asked" in (refused.error or "")
    monkeypatch.setenv("TRACKER_ALLOW_PRIVATE", "true")
    with Workspace.in_memory() as allowed:
        [taken] = allowed.ingest.take_in([url])
    assert taken.error is None


def test_the_settings_bound_what_is_fetched(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_FETCH_BYTES", "100")
    with Workspace.in_memory() as small:
        [refused] = small.ingest.take_in([site.page("/a", PAGE)], allow_private=True)
    assert "larger than" in (refused.error or "")
    assert "fetch_bytes" in (refused.error or "")
