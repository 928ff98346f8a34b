"""Which addresses may be asked."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.exchange.web.addresses import is_address, kept_from, numbers_of, place_of


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.9.1",
        "::1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "192.0.2.1",
        "198.18.0.1",
        "2001:db8::1",
    ],
)
def test_an_address_of_no_public_machine_is_kept_from(number: str) -> None:
    assert kept_from(ipaddress.ip_address(number)) is not None


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_a_public_address_is_asked(number: str) -> None:
    assert kept_from(ipaddress.ip_address(number)) is None


@pytest.mark.parametrize(
    "url",
    ["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://[::ffff:127.0.0.1]/"],
)
def test_this_machine_is_refused_however_its_number_is_written(url: str) -> None:
    with pytest.raises(InputError, match="this machine itself") as refused:
        numbers_of(place_of(url), allow_private=False, seconds=5)
    assert "--allow-private" in (refused.value.hint or "")


def test_a_name_that_stands_for_a_private_address_is_refused_with_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolve_to(monkeypatch, "10.0.0.7")
    with pytest.raises(InputError, match=r"intra\.example \(10\.0\.0\.7\) is a private address"):
        numbers_of(place_of("https://intra.example/"), allow_private=False, seconds=5)


def test_of_a_name_with_public_and_private_addresses_only_the_public_ones_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _resolve_to(monkeypatch, "10.0.0.7", "8.8.8.8")
    found = numbers_of(place_of("https://both.example/"), allow_private=False, seconds=5)
    assert [str(number) for number in found] == ["8.8.8.8"]


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(InputError, match=r"There is no host nowhere\.example"):
        numbers_of(place_of("https://nowhere.example/"), allow_private=False, seconds=5)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "data:text/html,x"]
)
def test_only_http_and_https_are_fetched(url: str) -> None:
    with pytest.raises(InputError, match="only http and https"):
        place_of(url)


@pytest.mark.parametrize(
    "url", ["http://", "https://ex ample.org/", "http://a:99999/", "http://[::1", "http://" + "a" * 70]
)
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(InputError, match="is not an address"):
        place_of(url)


def test_a_password_is_refused_and_not_repeated() -> None:
    for url in (
        "https://ana:secret@example.org/a",
        "https://ana:secret@example.org:99999/",
        "https://secret@example.org/",
    ):
        with pytest.raises(InputError) as refused:
            place_of(url)
        assert "secret" not in str(refused.value)


def test_an_address_is_kept_in_the_form_in_which_it_is_asked() -> None:
    place = place_of(" HTTP://Bücher.Example:80/straße/a b?q=ü&x=%20#part ")
    assert place.url == "http://xn--bcher-kva.example/stra%C3%9Fe/a%20b?q=%C3%BC&x=%20"
    assert (place.authority, place.port) == ("xn--bcher-kva.example", 80)
    assert place_of("https://[2606:4700::1]:8443/x").authority == "[2606:4700::1]:8443"


@given(st.sampled_from(["http://", "https://a.org", "https://a.org/", ""]), st.text(max_size=60))
def test_any_text_is_refused_or_an_address_that_stays_what_it_is(start: str, text: str) -> None:
    try:
        place = place_of(start + text)
    except InputError:
        return
    assert place.url.isascii()
    assert place_of(place.url) == place


def test_a_file_is_not_taken_for_an_address() -> None:
    assert not any(is_address(name) for name in ("http.txt", "a/https:b", "-", "C:/x.html", "httpx://a"))
    assert all(is_address(url) for url in ("http://a", "HTTPS://a", " https://a", "https:/a"))


def _resolve_to(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    told = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in numbers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
