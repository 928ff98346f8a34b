"""Documents read in child processes, which can be ended at any time: a small set of them, kept warm.

Children are started as programs of their own, never forked: the interface runs threads. They end with the pipe to this
process, however this process ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Self, TypeVar

from tracker.errors import InputError, StoppedError, UnfinishedReadingError
from tracker.exchange.incoming.child import question, read_answer, read_part
from tracker.exchange.incoming.limits import DEFAULT_LIMITS, Limits

SMALL_ANSWER = 1024 * 1024
"""Bytes that an answer may have beyond the limit: the fields around the text."""
LAST_WORDS_SECONDS = 1.0
_Reply = TypeVar("_Reply")


class Apart:
    """Child processes that run `module`, at most `size` at a time. To be used from any thread."""

    def __init__(self, module: str, *, size: int = 2, limits: Limits = DEFAULT_LIMITS) -> None:
        self._module = module
        self._limits = limits
        self._places = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._is_closed = False

    def ask(self, fields: dict[str, Any], raw: bytes, *, name: str) -> dict[str, Any]:
        """The answer of a child. name: of the document, for people.

        Raises UnfinishedReadingError that says which limit a document went over, InputError that says what is wrong
        with it; StoppedError after
        `close`.
        """
        with self._places:
            child = self._take()
            try:
                reply = child.ask(fields, raw)
            except BaseException:
                self._give_back(child, ended=True)
                raise
            self._give_back(child, ended=reply is None or "over" in reply or "stumbled" in reply)
            if self._is_closed:
                raise StoppedError("Reading was stopped.", hint="Take the rest in again: it goes on where it was.")
            if reply is None:
                raise self._ended(child, name)
        return self._checked(reply, name)

    def parts(self, fields: dict[str, Any], raw: bytes, *, name: str) -> Generator[bytes]:
        """The parts of an answer that comes in parts, one after the other; each has the time of a document.

        Closing it ends the child. Raises as `ask` does, where it has come to.
        """
        with self._places:
            child = self._take()
            is_whole = False
            try:
                reply = child.begin(fields, raw)
                while isinstance(reply, bytes):
                    yield reply
                    reply = child.go_on()
                is_whole = reply is not None and reply.keys() <= {"end", "error", "hint"}
            finally:
                self._give_back(child, ended=not is_whole)
            if self._is_closed:
                raise StoppedError("Reading was stopped.", hint="Start it again.")
            if reply is None:
                raise self._ended(child, name)
        self._checked(reply, name)

    def close(self) -> None:
        """Ends all children, busy ones too; twice is fine."""
        with self._lock:
            self._is_closed = True
            children = [*self._idle, *self._busy]
            self._idle.clear()
        for child in children:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self) -> _Child:
        with self._lock:
            if self._is_closed:
                raise StoppedError("Reading was stopped.", hint="Start it again.")
            child = self._idle.pop() if self._idle else _Child(self._module, self._limits)
            self._busy.add(child)
        return child

    def _give_back(self, child: _Child, *, ended: bool) -> None:
        with self._lock:
            self._busy.discard(child)
            fit = not ended and not self._is_closed and child.asked < self._limits.documents
            if fit:
                self._idle.append(child)
        if not fit:
            child.end()

    def _ended(self, child: _Child, name: str) -> UnfinishedReadingError:
        limits = self._limits
        if child.over_time:
            return _over(name, f"more than {limits.seconds:g} seconds")
        code = child.code
        if code == -getattr(signal, "SIGXCPU", 0):
            return _over(name, f"more than {limits.processor_seconds} seconds of processor time")
        how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
        return UnfinishedReadingError(
            f"{name} broke its parser down ({how}), or took more than {_megabytes(limits.memory)} of memory.",
            hint=_HINT,
        )

    def _checked(self, reply: dict[str, Any], name: str) -> dict[str, Any]:
        limits = self._limits
        over = reply.get("over")
        if over == "memory":
            raise _over(name, f"more than {_megabytes(limits.memory)} of memory")
        if over == "answer":
            raise _over(name, f"more than {_megabytes(limits.answer)} for its text")
        if over == "depth":
            raise UnfinishedReadingError(f"{name} is nested too deep to be read.", hint=_HINT)
        if "stumbled" in reply:
            raise UnfinishedReadingError(f"{name} cannot be read: {reply['stumbled']}.", hint=_HINT)
        if "error" in reply:
            raise InputError(str(reply["error"]), hint=reply.get("hint"))
        return reply


_HINT = "Open it elsewhere and save its words as plain text; look at it with care: it may be made to do harm."


def _over(name: str, what: str) -> UnfinishedReadingError:
    return UnfinishedReadingError(f"Reading {name} was stopped: it took {what}.", hint=_HINT)


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:,.0f} MiB"


class _Child:
    """One child process."""

    def __init__(self, module: str, limits: Limits) -> None:
        self._limits = limits
        self.asked = 0
        self.over_time = False
        places = [str(Path(__file__).parents[3]), *(str(Path(place).resolve()) for place in sys.path)]
        self._process = subprocess.Popen(  # noqa: S603  this program's own module
            [sys.executable, "-P", "-m", module, json.dumps(limits)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(places)), "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,  # an interrupt from the keyboard is for the parent to answer
        )

    @property
    def code(self) -> int | None:
        """What the process ended with; None while it runs."""
        return self._process.returncode

    def ask(self, fields: dict[str, Any], raw: bytes) -> dict[str, Any] | None:
        """The answer, or None when the process ended before it gave one."""
        return self._within_time(lambda clock: self._asked(fields, raw, clock))

    def begin(self, fields: dict[str, Any], raw: bytes) -> bytes | dict[str, Any] | None:
        """The first part of the answer, or what there is in its place, or None as `ask`."""

        def begun(_: threading.Timer) -> bytes | dict[str, Any]:
            self._written(fields, raw)
            return self._next()

        return self._within_time(begun)

    def go_on(self) -> bytes | dict[str, Any] | None:
        """The next part, likewise."""
        return self._within_time(lambda _: self._next())

    def _within_time(self, read: Callable[[threading.Timer], _Reply]) -> _Reply | None:
        clock = threading.Timer(self._limits.seconds, self._run_out)
        clock.daemon = True
        clock.start()
        try:
            return read(clock)
        except (OSError, EOFError, ValueError):
            self._wait()
            return None
        finally:
            clock.cancel()

    def _asked(self, fields: dict[str, Any], raw: bytes, clock: threading.Timer) -> dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101  they are pipes
        self._written(fields, raw)
        return read_answer(self._process.stdout, self._limits.answer + SMALL_ANSWER, clock.cancel)

    def _written(self, fields: dict[str, Any], raw: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101
        self.asked += 1
        for part in question(fields, raw):
            self._process.stdin.write(part)
        self._process.stdin.flush()

    def _next(self) -> bytes | dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101
        return read_part(self._process.stdout, self._limits.answer + SMALL_ANSWER)

    def end(self) -> None:
        """Ends the process, whatever it does; twice is fine."""
        self._process.kill()
        self._wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):  # what was not yet written has nobody to read it
                    stream.close()

    def _run_out(self) -> None:
        self.over_time = True
        self._process.kill()

    def _wait(self) -> None:
        try:
            self._process.wait(LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
