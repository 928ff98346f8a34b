"""A web server inside the test's own process, on this machine only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Answer(NamedTuple):
    """What the server says at a path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    length: int | None = None
    """Content-Length; None: the true one; below 0: none at all."""


Route = Answer | Callable[[Mapping[str, str]], Answer]
"""An answer, or what makes one from the headers of the request."""


class Site:
    """The pages of a server; change `routes` at any time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Path and headers of every request."""

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, text: str, **headers: str) -> str:
        """Puts an HTML page at a path; returns its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes[path] = Answer(text.encode(), headers={"Content-Type": "text/html; charset=utf-8", **named})
        return self.url(path)


@contextmanager
def serving() -> Iterator[Site]:
    """A running server, with nothing on it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            route = site.routes.get(self.path, Answer(b"nothing here", 404))
            answer = route if isinstance(route, Answer) else route(headers)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.length is None or answer.length >= 0:
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Nothing: standard error belongs to what is tested."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
