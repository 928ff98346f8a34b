"""A child process that does what a document should not be able to make it do."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


def answer(fields: dict[str, Any], raw: bytes, is_parsed: Callable[[], None]) -> dict[str, Any] | Iterator[bytes]:
    if fields["do"] == "count":
        return count(raw)
    if fields["do"] == "read long":
        is_parsed()
        time.sleep(float(raw))
        return {"read": True}
    if fields["do"] == "parse twice":
        is_parsed()
        is_parsed()
    return DEEDS[fields["do"]](raw)


def count(raw: bytes) -> Iterator[bytes]:
    """Numbers to 3, as many times as asked; then what is asked for after them."""
    times, _, last = raw.decode().partition(" ")
    for number in range(int(times)):
        yield b"%d" % (number % 3)
    if last:
        yield str(DEEDS[last](raw)).encode()


def compute(raw: bytes) -> dict[str, Any]:
    while True:
        pass


def wait(raw: bytes) -> dict[str, Any]:
    time.sleep(60)
    return {}


def hoard(raw: bytes) -> dict[str, Any]:
    return {"length": len(bytearray(2 * 1024**3))}


def break_down(raw: bytes) -> dict[str, Any]:
    os.abort()


def stumble(raw: bytes) -> dict[str, Any]:
    raise KeyError("trailer")


def sink(raw: bytes) -> dict[str, Any]:
    return sink(raw)


def connect(raw: bytes) -> dict[str, Any]:
    host, port = raw.decode().split()
    with socket.create_connection((host, int(port))):
        return {}


def connect_in_machine_code(raw: bytes) -> dict[str, Any]:
    return {"socket": ctypes.CDLL(None).socket(socket.AF_INET, socket.SOCK_STREAM, 0)}


def write(raw: bytes) -> dict[str, Any]:
    Path(raw.decode()).write_text("words")
    return {}


def write_in_machine_code(raw: bytes) -> dict[str, Any]:
    libc = ctypes.CDLL(None)
    file = libc.open(raw, os.O_WRONLY | os.O_CREAT, 0o600)
    return {"written": libc.write(file, b"words", 5)}


def run(raw: bytes) -> dict[str, Any]:
    return {"code": os.system("true")}


DEEDS: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "parse twice": lambda raw: {},
    "measure": lambda raw: {"length": len(raw)},
    "who": lambda raw: {"process": os.getpid()},
    "print": lambda raw: {"written": sys.stdout.write("words") + os.write(1, b"words")},
    "tell much": lambda raw: {"text": "x" * 100_000},
    **{
        deed.__name__.replace("_", " "): deed
        for deed in (
            *(compute, wait, hoard, break_down, stumble, sink, connect, connect_in_machine_code),
            *(write, write_in_machine_code, run),
        )
    },
}

if __name__ == "__main__":
    from tracker.exchange.incoming.child import serve

    serve(answer)
