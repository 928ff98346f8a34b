"""Commands that take in what is on the network."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Command
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
