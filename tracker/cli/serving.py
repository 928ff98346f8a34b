"""The browser's way to the interface: who does not know the token gets nothing."""

from __future__ import annotations

import hmac
import ipaddress
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

TOKEN_BYTES = 32
"""Random bytes of a token that was not given."""
SHORTEST_TOKEN = 16
"""Characters of a given token; a shorter one can be guessed."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def new_token() -> str:
    """A token for a URL that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address; a name other than localhost may lead anywhere.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class GuardedServer(Server):
    """Serves a terminal program to browsers that bring the token: first in the URL, from then on in a cookie."""

    def __init__(self, command: str, *, host: str, port: int, token: str) -> None:
        named = f"[{host}]" if ":" in host else host
        super().__init__(command, host=host, port=port, title="tracker", public_url=f"http://{named}:{port}")
        self._token = token
        # Browsers send cookies to every port of a machine: two served cases must not take each other's.
        self._cookie = f"tracker-{port}"

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"{self.public_url}/?token={self._token}"

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard())
        return app

    def initialize_logging(self) -> None:
        """Only what goes wrong, to standard error; a line for each request would carry the token."""
        logging.basicConfig(level=logging.WARNING, format="tracker: %(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Prints nothing: the command has said where it serves, and standard output is for data."""

    def _guard(self) -> Any:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self._is_known(request):
                return web.Response(status=403, text="This address needs the token that 'tracker serve' printed.\n")
            response = await handler(request)
            if not response.prepared:
                response.headers.update(_HEADERS)
                # What the page asks for next, its scripts and its socket, carries no token in the address.
                response.set_cookie(self._cookie, self._token, httponly=True, samesite="Strict", path="/")
            return response

        return guard

    def _is_known(self, request: web.Request) -> bool:
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            # A page from elsewhere may open a websocket to this machine, and the browser sends the cookie along.
            return False
        given = request.query.get("token") or request.cookies.get(self._cookie, "")
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode("utf-8"))


_HEADERS = {
    # The page of textual-serve asks a font from another machine; that would tell it who works here.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "connect-src 'self' ws: wss:; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
