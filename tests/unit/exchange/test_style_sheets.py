"""What the style sheets of a page hide."""

from __future__ import annotations

import pytest

from tracker.exchange.incoming.registry import parse
from tracker.exchange.incoming.style_sheets import hiding_of

SEEN = "Seven policemen were killed in the square, the ministry said on Monday."


@pytest.mark.parametrize(
    ("sheet", "names"),
    [
        (".a{display:none}", {("", ".", "a")}),
        ("p.a , #b { color:red; VISIBILITY : hidden }", {("p", ".", "a"), ("", "#", "b")}),
        (".a{display:none} .a{display:block}", set()),
        (".a{display:none} .a{color:red}", {("", ".", "a")}),
        ("@media print{.a{display:none}} .b{display:none}", {("", ".", "b")}),
        (".menu .a{display:none} body{visibility:hidden} .a:hover{display:none}", set()),
        ("/* .a{display:none} */ .b{display:none} /* open", {("", ".", "b")}),
        ("}}} .a{display:none}{{{", {("", ".", "a")}),
    ],
)
def test_plain_rules_say_what_is_hidden(sheet: str, names: set[tuple[str, str, str]]) -> None:
    assert hiding_of(f"<style media=all>{sheet}</style>").selectors == names


def test_an_element_hidden_by_a_style_sheet_is_counted_and_not_read() -> None:
    page = f"<html><style>.x{{display:none}}</style><body><p>{SEEN}</p><p class='y x'>500 died.</p></body></html>"
    document = parse(page.encode(), name="a.html")
    assert (document.text, document.hidden_characters) == (SEEN, len("500 died."))


def test_a_page_that_a_script_would_show_is_read_all_the_same() -> None:
    page = f"<html><style>.app{{opacity:0}}</style><body><div class=app><p>{SEEN}</p></div><p>Menu</p></body></html>"
    assert SEEN in parse(page.encode(), name="a.html").text


def test_very_many_rules_and_sheets_take_no_long_time() -> None:
    sheets = "<style>" + ".a{display:none}" * 60_000 + "</style>" + "<style>" * 50_000 + "/*" * 50_000
    assert hiding_of(sheets).selectors == {("", ".", "a")}
