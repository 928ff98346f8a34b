"""The interface in a browser: who brings the token gets it, nobody else gets anything."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
import unittest.mock
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.main import run
from tracker.errors import ExitCode

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from aiohttp import web  # noqa: E402

from tracker.cli.serving import GuardedServer, is_loopback, new_token  # noqa: E402

TOKEN = "a-token-that-is-long-enough"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
STARTED_S = 20.0


@asynccontextmanager
async def served(case: Path) -> AsyncIterator[str]:
    """A server on a free port; its address without the token."""
    programs: list[asyncio.subprocess.Process] = []
    begun = asyncio.create_subprocess_shell

    async def noted(*command: Any, **options: Any) -> asyncio.subprocess.Process:
        programs.append(await begun(*command, **options))
        return programs[-1]

    with unittest.mock.patch.object(asyncio, "create_subprocess_shell", noted):
        runner, url = await _listening(case)
        try:
            yield url
        finally:
            # The program behind a page that was left ends by itself; the loop must not close before it has.
            for program in programs:
                await asyncio.wait_for(program.wait(), STARTED_S)
                program._transport.close()  # type: ignore[attr-defined]
            await runner.cleanup()


async def _listening(case: Path) -> tuple[web.AppRunner, str]:
    import shlex
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = shlex.join([sys.executable, "-m", "tracker", "--case", str(case)])
    server = GuardedServer(command, host="127.0.0.1", port=port, token=TOKEN)
    runner = web.AppRunner(await server._make_app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner, f"http://127.0.0.1:{port}"


def test_without_the_token_everything_is_403_and_with_it_page_scripts_and_socket_are_served(tmp_path: Path) -> None:
    async def ask() -> None:
        async with served(tmp_path / "web.case") as url, aiohttp.ClientSession() as stranger:
            for path in ("/", "/ws", "/static/js/textual.js", "/?token=", "/?token=wrong", "/download/x"):
                async with stranger.get(url + path) as answer:
                    assert answer.status == 403, path
            jar = aiohttp.CookieJar(unsafe=True)
            async with aiohttp.ClientSession(cookie_jar=jar) as known:
                async with known.get(f"{url}/?token={TOKEN}") as page:
                    assert page.status == 200
                    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
                async with known.get(url + "/static/js/textual.js") as script:
                    assert script.status == 200
                async with known.ws_connect(url + "/ws?width=80&height=24") as socket:
                    painted = await _until(socket, b"tracker")
                    assert b"tracker" in painted
                with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                    await known.ws_connect(url + "/ws", headers={"Origin": "http://elsewhere.example"})
                assert refused.value.status == 403

    asyncio.run(ask())


async def _until(socket: Any, words: bytes) -> bytes:
    """What the program painted, until the words are in it or the time is over."""
    painted = b""
    async with asyncio.timeout(STARTED_S):
        while words not in painted:
            message = await socket.receive()
            if message.type is not aiohttp.WSMsgType.BINARY:
                continue
            painted += message.data
    return painted


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "analysts.example"])
def test_an_address_that_others_reach_is_refused_without_a_token(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", host]) == ExitCode.USAGE
    assert "--token" in capsys.readouterr().err


def test_a_token_that_can_be_guessed_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", "0.0.0.0", "--token", "secret"]) == ExitCode.USAGE
    assert "can be guessed" in capsys.readouterr().err


def test_every_token_is_another_and_the_address_carries_it() -> None:
    assert new_token() != new_token()
    assert len(new_token()) >= 40
    server = GuardedServer("true", host="::1", port=8000, token=TOKEN)
    assert server.address == f"http://[::1]:8000/?token={TOKEN}"
    assert is_loopback("127.0.0.2")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[str]:
    """Address of a driver of headless Chromium."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("there is no Chromium on this machine")
    with subprocess.Popen(
        [DRIVER, "--port=0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "HOME": str(tmp_path)},
    ) as driver:
        assert driver.stdout is not None
        line = next(line for line in driver.stdout if "successfully on port" in line)
        try:
            yield f"http://127.0.0.1:{line.rsplit(' ', 1)[1].strip().rstrip('.')}"
        finally:
            driver.terminate()


def test_chromium_shows_the_interface(browser: str, tmp_path: Path) -> None:
    async def look() -> None:
        async with served(tmp_path / "web.case") as url:
            await asyncio.to_thread(_in_chromium, browser, f"{url}/?token={TOKEN}", tmp_path)

    asyncio.run(look())


_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--window-size=1200,800"),
)
_TERMINAL = "return document.body.className"


def _in_chromium(driver: str, url: str, folder: Path) -> None:
    flags = [*_FLAGS, f"--user-data-dir={folder / 'profile'}"]
    options = {"goog:chromeOptions": {"args": flags, "binary": CHROMIUM}}
    session = _ask(driver, "POST", "/session", {"capabilities": {"alwaysMatch": options}})["sessionId"]
    try:
        _ask(driver, "POST", f"/session/{session}/url", {"url": url})
        script = {"script": _TERMINAL, "args": []}
        ends = time.monotonic() + STARTED_S
        while "-first-byte" not in _ask(driver, "POST", f"/session/{session}/execute/sync", script):
            assert time.monotonic() < ends, "nothing was painted"
    finally:
        _ask(driver, "DELETE", f"/session/{session}")


def _ask(driver: str, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(driver + path, data=data, method=method)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["value"]
