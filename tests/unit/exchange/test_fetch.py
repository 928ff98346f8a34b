"""Pages over the network, from a server in this process."""

from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.web import Answer, Site, serving
from tracker.errors import InputError
from tracker.exchange.web.fetch import Limits, Page, fetch

NOW = dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC)
HERE = Limits(max_bytes=100_000, seconds=20, allow_private=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def got(url: str, limits: Limits = HERE, conditions: Mapping[str, str] | None = None) -> Page:
    return fetch(url, limits, clock=lambda: NOW, conditions=conditions)


def test_a_page_comes_back_with_its_bytes_its_headers_and_the_time(site: Site) -> None:
    url = site.page("/a?q=1", "<p>Nine died.</p>", ETag='"v1"')
    page = got(url + "#top")
    assert (page.body, page.url, page.media_type) == (b"<p>Nine died.</p>", url, "text/html")
    assert (page.fetched.asked, page.fetched.at) == (url, NOW)
    assert page.header("etag") == '"v1"'
    assert [hop.status for hop in page.fetched.hops] == [200]


def test_nothing_of_this_machine_goes_out_but_the_name_of_the_tool(site: Site) -> None:
    got(site.page("/a", "x"))
    [(_, headers)] = site.asked
    assert headers.keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert headers["user-agent"].startswith("tracker/")
    assert headers["host"] == f"127.0.0.1:{site.port}"


def test_redirects_are_followed_and_kept(site: Site) -> None:
    site.routes["/old"] = Answer(status=301, headers={"Location": "/newer?x=ü"})
    site.routes["/newer?x=%C3%BC"] = Answer(status=302, headers={"Location": site.url("/end")})
    site.page("/end", "here")
    page = got(site.url("/old"))
    assert page.body == b"here"
    assert [(hop.status, hop.url.removeprefix(site.url(""))) for hop in page.fetched.hops] == [
        (301, "/old"),
        (302, "/newer?x=%C3%BC"),
        (200, "/end"),
    ]


def test_redirects_in_a_circle_end(site: Site) -> None:
    site.routes["/a"] = Answer(status=302, headers={"Location": "/a"})
    with pytest.raises(InputError, match="10 redirects were followed"):
        got(site.url("/a"))


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://127.1/"]
)
def test_a_redirect_to_a_private_address_is_refused(site: Site, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ipaddress.IPv4Address, "is_loopback", property(lambda self: str(self) == "127.0.0.9"))
    monkeypatch.setattr(ipaddress.IPv4Address, "is_global", property(lambda self: str(self) == "127.0.0.1"))
    site.routes["/a"] = Answer(status=302, headers={"Location": target.replace("127.1", "127.9")})
    with pytest.raises(InputError, match="such addresses are not asked"):
        got(site.url("/a"), Limits(1000, 20))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a/b", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, target: str) -> None:
    site.routes["/a"] = Answer(status=302, headers={"Location": target})
    with pytest.raises(InputError, match="only http and https"):
        got(site.url("/a"))


def test_this_machine_is_refused_unless_allowed_before_anything_is_sent(site: Site) -> None:
    with pytest.raises(InputError, match="this machine itself"):
        got(site.page("/a", "x"), Limits(1000, 20))
    assert site.asked == []


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "answered 404 Not Found"),
        (403, "403 Forbidden"),
        (500, "500 Internal Server Error"),
        (799, "answered 799"),
    ],
)
def test_an_answer_that_is_no_page_is_told_with_its_status(site: Site, status: int, said: str) -> None:
    site.routes["/a"] = Answer(b"sorry", status)
    with pytest.raises(InputError, match=said) as refused:
        got(site.url("/a"))
    assert refused.value.hint


def test_a_page_that_did_not_change_comes_without_bytes(site: Site) -> None:
    site.routes["/a"] = lambda headers: Answer(b"" if headers.get("if-none-match") == '"v1"' else b"x", 304)
    page = got(site.url("/a"), conditions={"If-None-Match": '"v1"'})
    assert page.is_unchanged
    assert page.body == b""


def test_too_large_a_page_is_refused_by_what_it_declares_and_by_what_it_sends(site: Site) -> None:
    site.routes["/declared"] = Answer(b"x", length=10**9)
    site.routes["/sent"] = Answer(b"x" * 5000, length=-1)
    site.routes["/bomb"] = Answer(gzip.compress(b"x" * 10**7), headers={"Content-Encoding": "gzip"})
    for path in ("/declared", "/sent", "/bomb"):
        with pytest.raises(InputError, match="larger than"):
            got(site.url(path), Limits(4096, 20, allow_private=True))


def test_a_page_that_is_packed_all_the_same_is_unpacked(site: Site) -> None:
    site.routes["/a"] = Answer(gzip.compress(b"Nine died."), headers={"Content-Encoding": "gzip"})
    site.routes["/broken"] = Answer(b"no gzip", headers={"Content-Encoding": "gzip"})
    assert got(site.url("/a")).body == b"Nine died."
    with pytest.raises(InputError, match="cannot be unpacked"):
        got(site.url("/broken"))


def test_a_page_that_breaks_off_is_refused(site: Site) -> None:
    site.routes["/a"] = Answer(b"half", length=100)
    with pytest.raises(InputError, match="broke off before its end"):
        got(site.url("/a"))


@pytest.mark.parametrize("drip", [b"H", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\nhalf a page"])
def test_a_server_that_drips_is_left_when_time_is_up(drip: bytes) -> None:
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_dripping, args=(server, drip, done), daemon=True)
        thread.start()
        with pytest.raises(InputError, match=r"took longer than 0\.3 s"):
            got(f"http://127.0.0.1:{server.getsockname()[1]}/", Limits(1000, 0.3, allow_private=True))
        done.set()
        thread.join()


def test_what_is_no_web_server_and_what_is_nothing_at_all_are_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        thread = threading.Thread(target=_answering, args=(server, b"SSH-2.0-x\r\n"), daemon=True)
        thread.start()
        with pytest.raises(InputError, match="broke off"):
            got(f"http://127.0.0.1:{port}/")
        thread.join()
    with pytest.raises(InputError, match="cannot be reached"):
        got(f"http://127.0.0.1:{port}/")


def test_the_name_is_looked_up_once_and_the_certificate_must_be_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = _resolve_to_here(monkeypatch)
    with _secure(tmp_path, "paper.example") as port:
        with pytest.raises(InputError, match="cannot be trusted: self-signed certificate"):
            got(f"https://paper.example:{port}/")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        looked_up.clear()
        assert got(f"https://paper.example:{port}/").body == b"safe"
        # The second look-up is of the number that was judged: no name server is asked for it.
        assert looked_up == ["paper.example", "127.0.0.1"]
        with pytest.raises(InputError, match=r"cannot be trusted: .*other\.example"):
            got(f"https://other.example:{port}/")


# -- servers that do not speak well ------------------------------------------------------------------------------------


def _dripping(server: socket.socket, drip: bytes, done: threading.Event) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(1000)
        connection.sendall(drip)
        while not done.wait(0.02):
            try:
                connection.sendall(b"x")
            except OSError:
                return


def _answering(server: socket.socket, said: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(1000)
        connection.sendall(said)


def _resolve_to_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    looked_up: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return looked_up


class _secure:  # noqa: N801  used as a statement
    """A server with a certificate for one name; its port."""

    def __init__(self, folder: Path, name: str) -> None:
        certificate, key = _certificate(folder, name)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> int:
        self._thread.start()
        return int(self._server.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            try:
                with self._context.wrap_socket(connection, server_side=True) as secure:
                    secure.recv(1000)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe")
            except OSError:
                connection.close()


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "certificate.pem", folder / "key.pem"
