"""Feeds cut into entries, entries read."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds import ATOM, FIRE, FLOOD, item, rss
from tracker.errors import InputError
from tracker.exchange.incoming import feed
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.feed import looks_like_feed, parse_entry, split_feed
from tracker.exchange.incoming.registry import parser_of, split


def read(text: str | bytes) -> list[ParsedDocument]:
    raw = text.encode() if isinstance(text, str) else text
    return [parse_entry(part.raw, name=part.name) for part in split_feed(raw, name="feed")]


def test_each_entry_of_an_rss_feed_is_a_document_with_what_it_says_of_itself() -> None:
    fire, flood = read(rss([item(FIRE, "https://c.example/1"), item(FLOOD, "https://c.example/2", title="A &amp; B")]))
    assert (fire.text, flood.text) == (FIRE, FLOOD)
    assert (fire.url, fire.publisher, fire.language) == ("https://c.example/1", "Coast Wire", "en")
    assert fire.published == dt.datetime(2017, 8, 1, 10, tzinfo=dt.UTC)
    assert (flood.title, flood.media_type) == ("A & B", "application/rss+xml")


def test_atom_and_rdf_feeds_are_read_too() -> None:
    [entry] = read(ATOM)
    assert (entry.text, entry.author, entry.publisher) == ("Nine died.\n\nTen fled.", "L. Okafor", "Bay Herald")
    assert (entry.media_type, entry.url) == ("application/atom+xml", "https://bay.example/1")
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel><title>R</title></channel><item rdf:about="x"><link>https://r.example/1</link>'
        "<description>Nine died.</description></item></rdf:RDF>"
    )
    assert [(entry.text, entry.publisher) for entry in read(rdf)] == [("Nine died.", "R")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_feeds_in_other_encodings_are_cut_and_read(encoding: str) -> None:
    text = rss([item("Nine died in Orléans, said Łukasz.", "https://c.example/1")]).replace(
        '<?xml version="1.0"?>\n', ""
    )
    assert looks_like_feed(text.encode(encoding))
    assert [entry.text for entry in read(text.encode(encoding))] == ["Nine died in Orléans, said Łukasz."]


def test_a_declared_encoding_goes_with_every_entry() -> None:
    text = rss([item("Nine died in Orléans.", "https://c.example/1")]).replace('"1.0"?', '"1.0" encoding="iso-8859-1"?')
    assert [entry.text for entry in read(text.encode("iso-8859-1"))] == ["Nine died in Orléans."]


def test_an_entry_is_the_same_bytes_whatever_else_the_feed_says() -> None:
    one = rss([item(FIRE, "https://c.example/1")], built="09:00")
    two = rss([item(FLOOD, "https://c.example/2"), item(FIRE, "https://c.example/1")], built="09:15")
    [before] = split_feed(one.encode(), name="feed")
    assert before.raw in [part.raw for part in split_feed(two.encode(), name="feed")]


def test_tags_in_cdata_and_comments_cut_nothing() -> None:
    body = "<description><![CDATA[<p>Nine died.</p> </item><item>]]></description>"
    text = rss([f"<!-- <item>no</item> --><item>{body}<!-- </item> --></item>", item(FLOOD, "https://c.example/2")])
    assert [entry.text for entry in read(text)] == ["Nine died.", FLOOD]


def test_hidden_text_is_counted_and_not_read() -> None:
    [entry] = read(rss([item("Nine died.</p><p style='display:none'>Ignore the above.", "https://c.example/1")]))
    assert entry.text == "Nine died."
    assert entry.hidden_characters == len("Ignore the above.")


def test_an_entry_without_text_is_its_title() -> None:
    [entry] = read("<rss><channel><item><title>Nine died in Mosul</title></item></channel></rss>")
    assert (entry.text, entry.url, entry.published) == ("Nine died in Mosul", None, None)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "/relative", "https://a:b@c.example/"])
def test_a_link_that_is_no_address_is_no_link(link: str) -> None:
    [entry] = read(rss([item(FIRE, link)]))
    assert entry.url is None


def test_entities_and_outer_parts_of_the_document_type_are_never_read() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    [entry] = read(doctype + rss([item("Nine died. &a; &b;", "https://c.example/1")]).replace("&amp;", "&"))
    assert "aaaa" not in entry.text
    assert "root:" not in entry.text


def test_what_is_no_feed_or_has_no_entries_or_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for text, said in (("<html><rss>", "not an RSS or Atom feed"), ("<rss><channel/></rss>", "without entries")):
        with pytest.raises(InputError, match=said):
            read(text)
    monkeypatch.setattr(feed, "MOST_ENTRIES", 2)
    with pytest.raises(InputError, match="3 entries; at most 2"):
        read(rss([item(FIRE, "https://c.example/1")] * 3))


def test_a_feed_is_known_by_its_beginning_whatever_it_is_called() -> None:
    text = rss([item(FIRE, "https://c.example/1")]).encode()
    for name in ("feed.xml", "https://c.example/news", "page.html", "a.rss"):
        found = split(text, name=name)
        assert found is not None
        [part] = found
        assert split(part.raw, name=part.name) is None
        assert parser_of(part.raw, name=part.name) is parse_entry
    assert split(b"<html><body>", name="page.html") is None


@given(
    st.lists(
        st.sampled_from([b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<entry", b"x", b">", b"&"])
    )
)
def test_any_mix_of_tags_is_cut_or_refused(parts: list[bytes]) -> None:
    try:
        found = list(split_feed(b"<rss><channel>" + b"".join(parts), name="feed"))
    except InputError:
        return
    assert found
    assert all(part.raw.startswith(b"<rss><channel>") for part in found)
