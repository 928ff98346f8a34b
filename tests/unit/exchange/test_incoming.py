from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.exchange.incoming.registry import is_known_suffix, parse

ARTICLE = """<html lang="en"><head><title>Toll rises - Courier</title>
<meta property="og:title" content="Toll rises"><meta name="author" content="Lena Okafor">
<meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2017-08-01T08:10:00+02:00"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Toll rises</h1>
<p>Seven policemen were killed in the attack on the embassy on Monday, the Interior Ministry said in a statement.</p>
<p {hiding}>Five hundred people were killed, which nobody who opens this page can ever see.</p>
<p>Residents of the district said that gunfire continued for two more hours after the area was declared secure.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""


def page(hiding: str = "") -> bytes:
    return ARTICLE.replace("{hiding}", hiding).encode()


def test_a_page_gives_its_article_and_its_metadata() -> None:
    document = parse(page(), name="page.html")
    assert "Seven policemen were killed" in document.text
    assert "newsletter" not in document.text
    assert (document.title, document.author, document.publisher) == ("Toll rises", "Lena Okafor", "Courier")
    assert document.published == dt.datetime(2017, 8, 1, 6, 10, tzinfo=dt.UTC)
    assert document.language == "en"


@pytest.mark.parametrize(
    "hiding", ['style="display:none"', "hidden", 'style="color:red; VISIBILITY : hidden"', 'style="font-size:0"']
)
def test_hidden_text_is_counted_and_not_read(hiding: str) -> None:
    document = parse(page(hiding), name="page.html")
    assert "Five hundred" not in document.text
    assert "Residents of the district" in document.text
    assert document.hidden_characters == len(
        "Five hundred people were killed, which nobody who opens this page can ever see."
    )
    assert document.total_characters > len(document.text)


def test_small_type_is_not_hidden() -> None:
    assert "Five hundred" in parse(page('style="font-size:0.9em"'), name="page.html").text


@pytest.mark.parametrize("depth", [1_500, 50_000])
def test_a_page_nested_beyond_the_extractor_is_read_all_the_same(depth: int) -> None:
    raw = b"<html><body>" + b"<div>" * depth + b"<p>Seven policemen were killed.</p>"
    assert "Seven policemen were killed." in parse(raw, name="deep.html").text


def test_a_page_of_unclosed_and_mismatched_tags_is_read() -> None:
    raw = b"<html><p>One killed.<p style='display:none'>Secret.<p>Two killed.</div></span></b>"
    document = parse(raw, name="broken.html")
    assert "One killed." in document.text
    assert "Two killed." in document.text
    assert "Secret" not in document.text


def test_scripts_are_no_text() -> None:
    raw = b"<html><body><script>var x = '<p>900 killed</p>'</script><p>Seven killed.</p></body></html>"
    document = parse(raw, name="x.html")
    assert document.text == "Seven killed."


def test_character_references_cannot_bring_in_what_no_store_takes() -> None:
    document = parse(b"<html><body><p>Seven &#0; &#xD800; police &#x1b; killed.</p></body></html>", name="x.html")
    document.text.encode("utf-8")
    assert "\x00" not in document.text


def test_a_page_that_hides_everything_is_refused() -> None:
    with pytest.raises(InputError, match="hidden"):
        parse(b"<html><body><p hidden>Seven killed.</p></body></html>", name="x.html")


@settings(max_examples=60)
@given(st.text(alphabet="<>/pdivab =\"'&;#!-\n7", max_size=300))
def test_any_markup_ends_in_text_or_in_one_sentence(markup: str) -> None:
    raw = f"<html><body>{markup}\n<p>Seven</p>".encode()
    try:
        ending = parse(raw, name="x.html").text
    except InputError as refused:
        ending = refused.message
    assert ending
    assert "Seven" in ending or "<" in markup


def test_header_lines_of_a_text_are_metadata_not_text() -> None:
    raw = (
        b"Title: A toll\nPublisher: Meridian Wire\nPublished: 31 July 2017\nURL: https://wire.example/1\n\n"
        b"Seven were killed.\n"
    )
    document = parse(raw, name="wire.txt")
    assert document.text == "Seven were killed."
    assert (document.title, document.publisher) == ("A toll", "Meridian Wire")
    assert document.url == "https://wire.example/1"
    assert document.published == dt.datetime(2017, 7, 31, tzinfo=dt.UTC)


def test_an_address_in_the_header_that_is_none_of_the_web_is_left_out() -> None:
    document = parse(b"Title: A toll\nURL: javascript:alert(1)\n\nSeven were killed.\n", name="wire.txt")
    assert (document.title, document.url, document.text) == ("A toll", None, "Seven were killed.")


@pytest.mark.parametrize(
    "text", ["Police: seven dead\nTitle: x\n\nmore", "Title: no blank line\nSeven were killed.", "Kabul.\n\nTitle: x"]
)
def test_what_only_looks_like_a_header_stays_text(text: str) -> None:
    assert parse(text.encode(), name="x.txt").text == text


def test_front_matter_of_markdown_is_metadata() -> None:
    raw = (
        b"---\ntitle: 'Flash update'\npublisher: Relief Watch\npublished: 2022-09-06\ntags: x\n---\n# Update\n\nSeven."
    )
    document = parse(raw, name="flash.md")
    assert document.text == "Update\n\nSeven."
    assert (document.title, document.publisher) == ("Flash update", "Relief Watch")


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**At least** 90 _were_ `killed`", "At least 90 were killed"),
        ("[27 people](https://e.org/a_b) died", "27 people died"),
        ("![a map](map.png) 7 died", "a map 7 died"),
        ("> Seven were killed.", "Seven were killed."),
        ("- two killed\n- three wounded", "two killed\n\nthree wounded"),
        ("Seven were\nkilled.", "Seven were killed."),
        ("1/ I live here", "1/ I live here"),
        ("3 * 4 * 5 snake_case_name", "3 * 4 * 5 snake_case_name"),
        ("Heading\n=======\nText", "Heading\n\nText"),
        ("7 \\*killed\\*", "7 *killed*"),
    ],
)
def test_markdown_gives_the_words_a_reader_sees(markdown: str, plain: str) -> None:
    assert parse(markdown.encode(), name="x.md").text == plain


def test_a_comment_in_markdown_is_hidden_text() -> None:
    document = parse(b"Seven. <!-- 500 killed -->", name="x.md")
    assert document.text == "Seven."
    assert document.hidden_characters == len("500 killed")


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [(page(), "text/html"), (b"---\ntitle: x\n---\nSeven", "text/markdown"), (b"Seven killed", "text/plain")],
)
def test_without_a_suffix_the_first_bytes_decide(raw: bytes, media_type: str) -> None:
    assert parse(raw, name="-").media_type == media_type


def test_a_hostile_name_is_shown_safely() -> None:
    with pytest.raises(InputError) as refused:
        parse(b"", name="a\x1b]0;x\x07\n.txt")
    assert str(refused.value).isprintable()


def test_only_known_suffixes_are_taken_from_a_folder() -> None:
    known = ("a.TXT", "a.md", "a.html", "a.pdf", "a.docx", "a.odt", "a.eml", "a.mbox")
    assert all(is_known_suffix(name) for name in known)
    assert not any(is_known_suffix(name) for name in ("a.png", "a", "pdf"))


@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.md", "x.html", "-"]))
def test_any_bytes_are_parsed_or_refused(raw: bytes, name: str) -> None:
    try:
        document = parse(raw, name=name)
    except InputError:
        return
    assert document.text.strip()
    document.text.encode("utf-8")
