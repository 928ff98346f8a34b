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
from pathlib import Path
from typing import Any, Self

from tracker.errors import InputError, StoppedError
from tracker.exchange.incoming.child import question, read_answer
from tracker.exchange.incoming.limits import DEFAULT_LIMITS, Limits

SMALL_ANSWER = 1024 * 1024
"""Bytes that an answer may have beyond the limit: the fields around the text."""
LAST_WORDS_SECONDS = 1.0


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

        Raises InputError that says which limit a document went over, or what is wrong with it; StoppedError after
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

    def _ended(self, child: _Child, name: str) -> InputError:
        limits = self._limits
        if child.over_time:
            return _over(name, f"more than {limits.seconds:g} seconds")
        code = child.code
        if code == -getattr(signal, "SIGXCPU", 0):
            return _over(name, f"more than {limits.processor_seconds} seconds of processor time")
        how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
        return InputError(
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
            raise InputError(f"{name} is nested too deep to be read.", hint=_HINT)
        if "stumbled" in reply:
            raise InputError(f"{name} cannot be read: {reply['stumbled']}.", hint=_HINT)
        if "error" in reply:
            raise InputError(str(reply["error"]), hint=reply.get("hint"))
        return reply


_HINT = "Open it elsewhere and save its words as plain text; look at it with care: it may be made to do harm."


def _over(name: str, what: str) -> InputError:
    return InputError(f"Reading {name} was stopped: it took {what}.", hint=_HINT)


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
        assert self._process.stdin is not None  # noqa: S101  they are pipes
        assert self._process.stdout is not None  # noqa: S101
        self.asked += 1
        clock = threading.Timer(self._limits.seconds, self._run_out)
        clock.daemon = True
        clock.start()
        try:
            for part in question(fields, raw):
                self._process.stdin.write(part)
            self._process.stdin.flush()
            return read_answer(self._process.stdout, self._limits.answer + SMALL_ANSWER, clock.cancel)
        except (OSError, EOFError, ValueError):
            self._wait()
            return None
        finally:
            clock.cancel()

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
