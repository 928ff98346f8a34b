"""One page over http or https: redirects followed by hand, every address judged, size and time bounded.

No proxy, no cookies, no credentials; nothing that a page refers to is fetched.
"""

from __future__ import annotations

import datetime as dt
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from email.message import Message
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

import tracker
from tracker.errors import InputError
from tracker.exchange.web.addresses import Number, Place, numbers_of, place_of
from tracker.model.base import Frozen
from tracker.model.report import Fetched, Hop
from tracker.present.show import show_line

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import HTTPResponse

MOST_HOPS = 10
"""Redirects followed for one page."""
CHUNK_BYTES = 65_536
MOST_HEADERS = 100
LONGEST_HEADER = 8_192
"""Characters of a header's value that are kept."""
LONGEST_CHARSET = 40
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPTED = "text/html, application/xhtml+xml, application/xml;q=0.9, text/*;q=0.8, application/pdf;q=0.8, */*;q=0.5"


class Limits(NamedTuple):
    """What a fetch may take."""

    max_bytes: int
    """Of the page, after decompression."""
    seconds: float
    """For all of it, from the first look-up to the last byte."""
    allow_private: bool = False


class Page(Frozen):
    """What came back."""

    body: bytes
    fetched: Fetched

    @property
    def url(self) -> str:
        """The address that gave the bytes, after all redirects."""
        return self.fetched.hops[-1].url

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that nothing changed since; `body` is empty then."""
        return self.fetched.hops[-1].status == HTTPStatus.NOT_MODIFIED

    def header(self, name: str) -> str | None:
        """A header of the last answer."""
        return header_of(self.fetched, name)

    @property
    def media_type(self) -> str | None:
        """As the server names it, without parameters."""
        told = (self.header("content-type") or "").partition(";")[0].strip().lower()
        return told or None

    @property
    def charset(self) -> str | None:
        """The character set that the server names; None: none."""
        message = Message()
        message["content-type"] = self.header("content-type") or ""
        found = message.get_param("charset")
        return found.strip()[:LONGEST_CHARSET] or None if isinstance(found, str) else None


def header_of(fetched: Fetched, name: str) -> str | None:
    """A header of the answer that gave a report's bytes, upper and lower case being one."""
    return next((value for key, value in fetched.headers if key.lower() == name.lower()), None)


def fetch(
    url: str, limits: Limits, *, clock: Callable[[], dt.datetime], conditions: Mapping[str, str] | None = None
) -> Page:
    """The page at an address.

    conditions: headers such as If-None-Match, for a page that is known. Raises InputError, one sentence that says what
    failed: the name, the connection, the certificate, the status, the size, the time, or an address that is not asked.
    """
    asked = place = place_of(url)
    ends = time.monotonic() + limits.seconds
    hops: list[Hop] = []
    while True:
        with _answer(place, limits, ends, conditions or {}) as (response, is_over):
            hops.append(Hop(url=place.url, status=response.status))
            moved = response.headers.get("Location") if response.status in _REDIRECTS else None
            if moved is None:
                _check_status(place, response.status)
                body = _body(response, place, limits, is_over)
                fetched = Fetched(asked=asked.url, hops=tuple(hops), headers=_headers(response), at=clock())
                return Page(body=body, fetched=fetched)
        if len(hops) > MOST_HOPS:
            raise InputError(
                f"{show_line(asked.url, 200)} leads on and on: {MOST_HOPS} redirects were followed.",
                hint="Open it in a browser and take in the address where it ends.",
            )
        place = place_of(urljoin(place.url, _readable(moved)))


@contextmanager
def _answer(
    place: Place, limits: Limits, ends: float, conditions: Mapping[str, str]
) -> Iterator[tuple[HTTPResponse, threading.Event]]:
    """The answer of one hop with its body unread, and whether time ran out while it was read."""
    from urllib3.exceptions import HTTPError

    is_over = threading.Event()
    connection: HTTPConnection | None = None
    stop: threading.Timer | None = None
    try:
        connection = _connected(place, limits, ends)
        stop = _stopper(connection.sock, max(ends - time.monotonic(), 0.01), is_over)
        connection.request("GET", place.target, headers=_asking(place, conditions), preload_content=False)
        with closing(connection.getresponse()) as response:
            yield response, is_over
    except (OSError, HTTPError, http.client.HTTPException) as error:
        raise _failed(place, error, limits, is_over=is_over.is_set() or time.monotonic() >= ends) from error
    finally:
        if stop is not None:
            stop.cancel()
        if connection is not None:
            connection.close()


def _connected(place: Place, limits: Limits, ends: float) -> HTTPConnection:
    """A connection to the first address of the host that takes it; each was judged."""
    from urllib3.exceptions import HTTPError

    numbers = numbers_of(place, allow_private=limits.allow_private, seconds=max(ends - time.monotonic(), 0.1))
    for left, number in enumerate(numbers, start=1 - len(numbers)):
        connection = _connection(place, number, timeout=max(ends - time.monotonic(), 0.1))
        try:
            connection.connect()
        except ssl.SSLError:
            connection.close()
            raise
        except (OSError, HTTPError):
            connection.close()
            if left == 0:
                raise
        else:
            return connection
    raise AssertionError("a host has at least one number")


def _connection(place: Place, number: Number, timeout: float) -> HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if place.scheme == "http":
        return HTTPConnection(str(number), place.port, timeout=timeout)
    # The name is still what the certificate must be for.
    return HTTPSConnection(str(number), place.port, timeout=timeout, server_hostname=place.host)


def _stopper(sock: socket.socket, seconds: float, is_over: threading.Event) -> threading.Timer:
    """Ends the connection when its time is up: a socket's own timeout begins anew with every byte that drips in."""

    def end() -> None:
        is_over.set()
        try:
            # Of the plain socket: that of TLS would take its state from under the thread that reads.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
        except OSError:
            return  # it has ended already

    stop = threading.Timer(seconds, end)
    stop.daemon = True
    stop.start()
    return stop


def _asking(place: Place, conditions: Mapping[str, str]) -> dict[str, str]:
    return {
        "Host": place.authority,
        "User-Agent": f"tracker/{tracker.__version__}",
        "Accept": _ACCEPTED,
        # The bytes are kept as evidence, so they are asked for as they are.
        "Accept-Encoding": "identity",
        "Connection": "close",
        **conditions,
    }


def _body(response: HTTPResponse, place: Place, limits: Limits, is_over: threading.Event) -> bytes:
    declared = response.headers.get("Content-Length", "")
    if declared.isdigit() and len(declared) < 20 and int(declared) > limits.max_bytes:
        raise _too_large(place, limits)
    parts: list[bytes] = []
    size = 0
    for part in response.stream(CHUNK_BYTES, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > limits.max_bytes:
            raise _too_large(place, limits)
    if is_over.is_set():
        # A body without a length ends where the connection ends: it would look whole.
        raise TimeoutError
    return b"".join(parts)


def _headers(response: HTTPResponse) -> tuple[tuple[str, str], ...]:
    return tuple((name, value[:LONGEST_HEADER]) for name, value in list(response.headers.items())[:MOST_HEADERS])


def _readable(location: str) -> str:
    """A Location as text: http.client takes bytes for Latin-1, most servers send UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


# -- what went wrong ---------------------------------------------------------------------------------------------------


def _check_status(place: Place, status: int) -> None:
    if 200 <= status < 300 or status == HTTPStatus.NOT_MODIFIED:
        return
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    hint = _HINTS.get(status, "Try again later, or save it from a browser as a file and take that in.")
    raise InputError(f"{show_line(place.url, 200)} answered {status}{phrase}.", hint=hint)


_HINTS = {
    401: "It needs a login: save the page from a browser as a file and take that in.",
    403: "It may not be read like this: save the page from a browser as a file and take that in.",
    404: "Check the address; if the page was taken down, a web archive may have it.",
    410: "The page was taken down; a web archive may have it.",
    429: "It was asked too often: wait, then try again.",
}


def _too_large(place: Place, limits: Limits) -> InputError:
    return InputError(
        f"{show_line(place.url, 200)} is larger than {limits.max_bytes / 1024**2:g} MiB, the most that is fetched.",
        hint="Raise fetch_bytes in the settings (TRACKER_FETCH_BYTES), or save it and take the file in.",
    )


def _failed(place: Place, error: Exception, limits: Limits, *, is_over: bool) -> InputError:
    shown, host = show_line(place.url, 200), show_line(place.authority)
    from urllib3.exceptions import ConnectTimeoutError, DecodeError, NewConnectionError, ProtocolError, SSLError

    slow = isinstance(error, (TimeoutError, ConnectTimeoutError)) and not isinstance(error, NewConnectionError)
    if is_over or slow:
        return InputError(
            f"{shown} took longer than {limits.seconds:g} s.",
            hint="Try again later, or raise fetch_seconds in the settings (TRACKER_FETCH_SECONDS).",
        )
    if isinstance(error, (ssl.SSLError, SSLError)):
        why = getattr(error, "verify_message", None) or getattr(error, "reason", None) or str(error)
        return InputError(
            f"{host} cannot be trusted: {show_line(str(why), 120)}.",
            hint="Somebody may be in between, or its certificate is out of order: look at it in a browser.",
        )
    if isinstance(error, DecodeError):
        return InputError(f"{shown} is packed in a way that cannot be unpacked.", hint="Save it from a browser.")
    if isinstance(error, (http.client.HTTPException, ConnectionResetError, ProtocolError)):
        return InputError(f"{shown} broke off before its end; nothing of it was taken in.", hint="Try again.")
    return InputError(f"{host} cannot be reached.", hint="Check the address and the network, then try again.")
