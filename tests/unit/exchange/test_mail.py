"""Mails and mailboxes."""

from __future__ import annotations

import contextlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.registry import parse, split

WORDS = "Harbour police said that nine dockers were killed on Tuesday in an explosion at the quay."
PAGE = f"<html><body><p>{WORDS}</p><p style='display:none'>500 killed</p></body></html>"


def mail(plain: str = WORDS, html: str = "", attached: tuple[str, ...] = ()) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Lena Okáfor <lena@wire.example>"
    message["Subject"] = "Fire at the quay: 14 killed"
    message["Date"] = "Wed, 02 Aug 2017 14:00:00 +0200"
    message["Message-ID"] = "<1@wire.example>"
    if plain:
        message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    for name in attached:
        message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=name)
    return message


def read(message: EmailMessage | bytes) -> ParsedDocument:
    return parse(message if isinstance(message, bytes) else message.as_bytes(), name="report.eml")


def test_subject_sender_and_date_are_proposed_and_the_body_is_the_text() -> None:
    document = read(mail())
    assert (document.text, document.media_type) == (WORDS, "message/rfc822")
    assert (document.title, document.author) == ("Fire at the quay: 14 killed", "Lena Okáfor")
    assert document.published is not None
    assert document.published.isoformat() == "2017-08-02T14:00:00+02:00"


def test_the_plain_body_is_read_unless_it_says_little_and_the_other_much() -> None:
    assert read(mail(html=PAGE)).text == WORDS
    pointer = read(mail(plain="See the HTML part.", html=PAGE))
    assert (pointer.text, pointer.hidden_characters) == (WORDS, len("500 killed"))
    assert pointer.title == "Fire at the quay: 14 killed"
    assert read(mail(plain="", html=PAGE)).text == WORDS


def test_attachments_are_named_and_not_read() -> None:
    assert read(mail(attached=("minutes.pdf",))).notes == ("1 attachment not read: minutes.pdf.",)
    names = tuple(f"{number}.pdf" for number in range(7))
    assert read(mail(attached=names)).notes == (
        "7 attachments not read: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 2 more.",
    )
    with pytest.raises(InputError, match="holds attachments only") as refused:
        read(mail(plain="", attached=("minutes.pdf",)))
    assert "minutes.pdf" in (refused.value.hint or "")


def test_a_mail_without_a_known_suffix_is_recognised_by_its_headers() -> None:
    assert parse(b"Received: from a\r\n" + mail().as_bytes(), name="1501675200.M1").media_type == "message/rfc822"


def test_a_charset_that_is_wrong_or_unknown_costs_no_words() -> None:
    head = b"Subject: x\r\nContent-Type: text/plain; charset=%s\r\n\r\n"
    for charset in (b"nonsense", b"ascii", b"utf-16"):
        assert read(head % charset + "Čeští hasiči".encode()).text == "Čeští hasiči"


def test_a_mailbox_gives_each_mail_with_its_own_bytes() -> None:
    first, second = mail().as_bytes(), mail(plain="From the quay they saw it.\n\n>From afar too.").as_bytes()
    box = b"From lena@wire.example Wed Aug  2 14:00:00 2017\n%s\nFrom - Thu Aug 03 09:00:00 2017\r\n%s" % (
        first,
        second,
    )
    parts = list(split(box, name="in.mbox") or ())
    assert [part.name for part in parts] == ["in.mbox/1.eml", "in.mbox/2.eml"]
    assert [part.raw.strip() for part in parts] == [first.strip(), second.strip()]
    assert [part.raw for part in split(box, name="no suffix") or ()] == [part.raw for part in parts]


def test_what_is_no_mailbox_is_not_parted() -> None:
    assert split(b"From here to there 2017\nit is far.", name="a.txt") is None
    with pytest.raises(InputError, match="is no mailbox"):
        list(split(b"words", name="a.mbox") or ())


@given(
    st.binary(max_size=300), st.sampled_from([b"From", b"Date", b"Subject", b"Content-Type", b"Content-Disposition"])
)
def test_no_header_stops_the_reader(value: bytes, header: bytes) -> None:
    with contextlib.suppress(InputError):
        read(header + b": " + value + b"\n\n" + WORDS.encode())


def test_a_mailbox_is_not_read_as_one_text() -> None:
    with pytest.raises(InputError, match="holds many documents"):
        parse(b"From a@b Wed Aug  2 14:00:00 2017\nSubject: x\n\nwords", name="in.mbox")
