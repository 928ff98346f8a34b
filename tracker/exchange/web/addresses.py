"""Which addresses may be asked: http and https to machines that everybody can reach.

A report or a feed can name any address, also one inside the analyst's own network that answers nobody else. So each
name is looked up once, each number it stands for is judged here, and the connection is made to the very number that
was judged: a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from tracker.errors import InputError
from tracker.present.show import show_line

PORTS = {"http": 80, "https": 443}
LONGEST = 4_096
"""Characters of an address."""

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

_IN_NUMBERS = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64: its last 32 bits are an IPv4 address."""
_LOOKS_LIKE_ONE = re.compile(r"https?:/", re.IGNORECASE)
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._?[]"


class Place(NamedTuple):
    """What an address says, in the form in which it is asked for."""

    url: str
    """Without fragment; ASCII."""
    scheme: str
    host: str
    port: int
    target: str
    """Path and query."""

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def is_address(text: str) -> bool:
    """Whether a target is meant as an address of the web, not as a file.

    >>> is_address("https://example.org/a"), is_address("notes/http.txt")
    (True, False)
    """
    return _LOOKS_LIKE_ONE.match(text.strip()) is not None


def place_of(url: str) -> Place:
    """The parts of an address. Raises InputError for another scheme, a password in it, or what is no address.

    >>> place_of("HTTPS://Example.org/a b?q=1#top").url
    'https://example.org/a%20b?q=1'
    """
    shown = show_line(url.rpartition("@")[2], 200)
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
    except ValueError as error:  # also UnicodeError, of a host name that cannot be one
        raise InputError(f"{shown} is not an address.", hint="It begins with https://, then the host.") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise InputError(
            f"{shown} is not fetched: only http and https are.", hint="Save it as a file and take that in."
        )
    if parts.username is not None or parts.password is not None:
        # Not shown: it would stand in the terminal, and in the log of a run.
        raise InputError(
            f"The address at {show_line(host)} has a user name or password in it.",
            hint="Take it out; what needs a login is saved as a file and taken in from there.",
        )
    if not host or len(url) > LONGEST or any(character <= " " for character in host):
        raise InputError(f"{shown} is not an address.", hint="It begins with https://, then the host.")
    path, query = quote(parts.path or "/", safe=_SAFE_IN_PATH), quote(parts.query, safe=_SAFE_IN_PATH)
    target = f"{path}?{query}" if query else path
    port = port or PORTS[scheme]
    place = Place("", scheme, host, port, target)
    return place._replace(url=f"{scheme}://{place.authority}{target}")


def numbers_of(place: Place, *, allow_private: bool, seconds: float) -> list[Number]:
    """The network addresses of a host that may be asked, in the resolver's order.

    Raises InputError when the name is not known, or stands for nothing but addresses that are kept from it.
    """
    found = _looked_up(place, seconds)
    allowed = [number for number in found if allow_private or kept_from(number) is None]
    if not allowed:
        number = found[0]
        shown = place.host if place.host.strip("[]") == str(number) else f"{place.host} ({number})"
        raise InputError(
            f"{show_line(shown)} is {kept_from(number)}; such addresses are not asked.",
            hint="If you trust it: --allow-private, or allow_private in the settings.",
        )
    return allowed


def kept_from(number: Number) -> str | None:
    """Why an address is not asked, as words after "is"; None for one that the whole world reaches.

    >>> kept_from(ipaddress.ip_address("::ffff:10.0.0.7")), kept_from(ipaddress.ip_address("93.184.215.14"))
    ('a private address', None)
    """
    if isinstance(number, ipaddress.IPv6Address):
        inner = _carried(number)
        if inner is not None:
            return kept_from(inner)
    if number.is_loopback:
        return "this machine itself"
    if number.is_link_local:
        return "a link-local address"
    if number.is_multicast or number.is_unspecified or number.is_reserved:
        return "a reserved address"
    return None if number.is_global else "a private address"


def _carried(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a mapped, translated or tunnelled one ends at."""
    if number in _IN_NUMBERS:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)


def _looked_up(place: Place, seconds: float) -> list[Number]:
    found: list[Number] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            told = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
            # The scope of a link-local address ("%eth0") is no part of the number.
            found.extend(ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in told)
        except (OSError, UnicodeError) as error:
            failed.append(error)

    # The system's resolver knows no time limit; who runs a name server could hold a run up for minutes.
    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    host = show_line(place.host)
    if failed:
        raise InputError(
            f"There is no host {host}, or its name cannot be looked up now.",
            hint="Check the spelling and the network.",
        ) from failed[0]
    if not found:
        raise InputError(f"Looking up {host} took longer than {seconds:.0f} s.", hint="Try again later.")
    return list(dict.fromkeys(found))
