"""The page that `tracker read` prints."""

from __future__ import annotations

import pytest

from tracker.present.proposals import proposal_page
from tracker.reading.claims import read

TEXT = (
    "A bomb exploded at the market of Herat on 3 May 2020. Mayor Anna Ort said that 27 people had been killed in the"
    " blast, among them seven policemen.\n\nThe mayor's office denied that the bridge was closed."
)


def test_claims_from_the_same_words_stand_under_one_quote() -> None:
    page = list(proposal_page(read(TEXT), 200))
    quotes = [line for line in page if line.startswith("> ")]
    assert len(quotes) == len(set(quotes)) < len(read(TEXT))
    whole = next(at for at, line in enumerate(page) if "27 people killed" in line)
    part = next(at for at, line in enumerate(page) if "7 police killed" in line)
    assert "(of claim" in page[part]
    assert page[whole].split()[0] < page[part].split()[0]
    assert [at for at, line in enumerate(page) if line.startswith("> ") and at < part][-1] < whole


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert max(len(line) for line in proposal_page(read(TEXT), width)) <= max(width, 40)


def test_every_score_is_shown() -> None:
    page = "\n".join(proposal_page(read(TEXT), 100))
    assert all(f"{claim.score:.2f}" in page for claim in read(TEXT))


def test_what_commands_a_terminal_is_made_visible() -> None:
    page = "\n".join(proposal_page(read("Police said 27 people\x1b[2J were killed in Herat."), 100))
    assert "27 people" in page
    assert "\x1b" not in page
