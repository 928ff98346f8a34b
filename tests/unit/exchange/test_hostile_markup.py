"""Input made to keep a parser busy: twice the length may take about twice the time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tracker.exchange.incoming.markdown import plain_text
from tracker.exchange.incoming.normalise import normalise
from tracker.exchange.incoming.registry import parse
from tracker.exchange.incoming.visible import visible_text

SECONDS = 3.0
"""Far above what a linear parser needs for these lengths, far below what a quadratic one needs."""
SWALLOWED = ["<!--", "<![CDATA[", "<!", "<?", "<", "<a ", "</", "<script", "<script>", "<style "]
"""Cut out in one go, so that a great length costs nothing."""
BLANK = [" ", "\t", "\xa0"]
PARSED = [
    '<p a="', "<p a='x ", "</p>", "&", "&#x", "<title>", "<b>", "<p>", "<li><ul>", "<table><tr>", "<svg>",
    "<p style='display:none'>", "*", "_", "[", "![", "](", "`", "# ", "- ", "* * ", "> ", "1. ", "\\", "*a ", "[a](",
]  # fmt: skip
ENDS = ("x", "\"'>-->]]>")


def seconds(work: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    work(text)
    return time.perf_counter() - started


@pytest.mark.parametrize("piece", SWALLOWED)
def test_no_unclosed_region_keeps_the_page_parser_busy(piece: str) -> None:
    for end in ENDS:
        assert seconds(visible_text, piece * 150_000 + end) < SECONDS


@pytest.mark.parametrize("piece", BLANK)
def test_no_run_of_blanks_keeps_a_parser_busy(piece: str) -> None:
    for work in (normalise, plain_text, visible_text):
        assert seconds(work, f"# a{piece * 60_000}b") < SECONDS


@pytest.mark.parametrize("piece", PARSED)
def test_no_repeated_piece_of_markup_keeps_a_parser_busy(piece: str) -> None:
    for work in (visible_text, plain_text):
        for end in ENDS:
            assert seconds(work, f"# a{piece * 8_000}{end}") < SECONDS


def test_an_unclosed_comment_hides_the_rest_and_that_is_counted() -> None:
    document = parse(b"<html><body><p>Seven killed.</p><!-- 500 killed", name="x.html")
    assert document.text == "Seven killed."
    assert document.hidden_characters == len("500 killed")


def test_a_comment_mark_inside_a_script_hides_nothing() -> None:
    raw = b"<html><body><script>var x = '<!--';</script><p>Seven killed.</p></body></html>"
    assert parse(raw, name="x.html").text == "Seven killed."


def test_text_in_title_and_comments_is_not_article_text() -> None:
    raw = b"<html><head><title>A &amp; B</title></head><body><!-- no --><p>Seven <!-- not --> killed.</p></body></html>"
    document = parse(raw, name="x.html")
    assert document.text == "Seven killed."
    assert document.title == "A & B"
