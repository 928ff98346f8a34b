"""Mails (.eml) and mailboxes (.mbox), by the standard library."""

from __future__ import annotations

import datetime as dt
import email
import re
from collections.abc import Iterator
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from tracker.errors import InputError
from tracker.exchange.incoming.decode import decode
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.html import parse_html
from tracker.exchange.incoming.normalise import normalise, storable
from tracker.exchange.incoming.part import Part
from tracker.present.show import show_line

PLAIN_AT_LEAST = 0.5
"""Share of the HTML part's length from which the plain part is read: a shorter one often says "see the HTML part"."""
ATTACHMENTS_NAMED = 5

_POSTMARK = re.compile(rb"^From [^\r\n]{1,200} \d{4}[^\r\n]{0,40}\r?\n", re.MULTILINE)
_ODD_HEADER = (ValueError, LookupError, TypeError, AttributeError)
"""What the standard library raises on headers that nobody should write."""


def parse_mail(raw: bytes, *, name: str) -> ParsedDocument:
    """The body that says most: plain text, or HTML where that says much more. Attachments are named, not read.

    Subject, sender and date become title, author and publication time.
    """
    if not raw.strip():
        raise InputError(f"{name} is empty.", hint="Check that the file was saved completely.")
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101  what this policy makes
    bodies, attached = _bodies(message)
    read = {kind: _read(part, kind, name) for kind, part in bodies.items()}
    plain, html = read.get("plain"), read.get("html")
    body = html if html and len(html.text) * PLAIN_AT_LEAST > len(plain.text if plain else "") else plain
    notes = [_not_read(attached)] if attached else []
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in message.walk() for defect in part.defects):
        notes.append("The mail does not end as it begins: it may be cut.")
    if body is None:
        what = "attachments only" if attached else "no words"
        raise InputError(f"{name} holds {what}.", hint=" ".join([*notes, "Take attachments in as files of their own."]))
    fields = {key: value for key, value in _about(message).items() if value}
    return body.model_copy(update={"media_type": "message/rfc822", "notes": tuple(notes), "title": None, **fields})


def split_mailbox(raw: bytes, *, name: str) -> Iterator[Part]:
    """Each mail of a mailbox, its bytes as they stand between two postmarks ("From ana@x Wed Aug 2 ... 2017").

    A line that looks like a postmark counts only at the start or after an empty line, as mail programs write it.
    """
    marks = [mark for mark in _POSTMARK.finditer(raw) if not mark.start() or _is_after_blank(raw, mark.start())]
    if not marks or marks[0].start() > 0:
        raise InputError(f"{name} is no mailbox.", hint="A mailbox begins with a line 'From sender date'.")
    ends = [*(mark.start() for mark in marks[1:]), len(raw)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), start=1):
        yield Part(name=f"{name}/{number}.eml", raw=raw[mark.end() : end].rstrip(b"\r\n") + b"\n")


def _is_after_blank(raw: bytes, at: int) -> bool:
    return raw[:at].endswith((b"\n\n", b"\n\r\n")) if at < 4 else raw[at - 3 : at].endswith((b"\n\n", b"\n\r\n"))


def _bodies(message: EmailMessage) -> tuple[dict[str, Message], list[str]]:
    """The first plain and the first HTML part that are no attachments, and names of all other parts."""
    found: dict[str, Message] = {}
    others: list[str] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_subtype()
        is_text = part.get_content_maintype() == "text" and kind in ("plain", "html")
        if is_text and part.get_content_disposition() != "attachment" and kind not in found:
            found[kind] = part
        else:
            others.append(_file_name(part))
    return found, others


def _file_name(part: Message) -> str:
    try:
        return show_line(storable(part.get_filename() or part.get_content_type()), 80)
    except _ODD_HEADER:
        return "one without a name"


def _read(part: Message, kind: str, name: str) -> ParsedDocument | None:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw.strip():
        return None
    charset = part.get_content_charset()
    if kind == "html":
        return parse_html(raw, name=name, charset=charset)
    decoded = decode(raw, name=name, declared=charset)
    text = normalise(decoded.text)
    return ParsedDocument(
        text=text,
        media_type="text/plain",
        encoding=decoded.encoding,
        cleaned=decoded.cleaned,
        replaced_characters=decoded.replaced,
        total_characters=len(text),
    )


def _not_read(names: list[str]) -> str:
    shown = ", ".join(names[:ATTACHMENTS_NAMED])
    more = f" and {len(names) - ATTACHMENTS_NAMED:,} more" if len(names) > ATTACHMENTS_NAMED else ""
    return f"{len(names):,} {'attachment' if len(names) == 1 else 'attachments'} not read: {shown}{more}."


def _about(message: Message) -> dict[str, Any]:
    spoken, address = parseaddr(_header(message, "From"))
    return {
        "title": _header(message, "Subject"),
        "author": spoken or address,
        "publisher": spoken or address,
        "published": _date(_header(message, "Date")),
        "language": _header(message, "Content-Language"),
    }


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(storable(str(message.get(name) or "")).split())
    except _ODD_HEADER:
        return ""


def _date(value: str) -> dt.datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except _ODD_HEADER:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
