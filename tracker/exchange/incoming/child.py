"""The child process that reads documents: a question on standard input, an answer on standard output, until it ends.

A question is one line of JSON, which says how many bytes of document follow, and these bytes. An answer is a line with
a number and so many bytes of JSON. Nothing that comes back is code: the parent only reads JSON of known fields.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any

from tracker.errors import InputError
from tracker.exchange.incoming.confine import allow_processor_time, confine
from tracker.exchange.incoming.limits import Limits

Answer = Callable[[dict[str, Any], bytes, Callable[[], None]], dict[str, Any]]
"""Answers a question (its fields, the document); the third argument is to be called when the document is parsed: what
follows is this program's own work, and has no end of time."""

PARSED = b'{"parsed": true}'
"""Sent before the answer, when the document is parsed."""


def serve(answer: Answer) -> None:
    """Answers questions until there are no more. Meant for the main thread of a process of its own."""
    limits = Limits(*json.loads(sys.argv[1]))
    questions, answers = _streams()
    confine(limits)
    while question := questions.readline(1_000_000):
        fields = json.loads(question)
        raw = questions.read(fields.pop("size"))
        allow_processor_time(limits.processor_seconds)
        reply, is_last = _reply(partial(answer, fields, raw, partial(_is_parsed, answers)), limits)
        _send(answers, reply)
        if is_last:
            break
    # Nothing is to be put in order; libraries would only take their time.
    os._exit(0)


def _is_parsed(answers: IO[bytes]) -> None:
    allow_processor_time(None)
    _send(answers, PARSED)


def _reply(answer: Callable[[], dict[str, Any]], limits: Limits) -> tuple[bytes, bool]:
    """What is sent back, and whether this process had better not go on."""
    try:
        reply = json.dumps(answer()).encode()
    except InputError as error:
        return json.dumps({"error": error.message, "hint": error.hint}).encode(), False
    except MemoryError:
        return b'{"over": "memory"}', True
    except RecursionError:
        return b'{"over": "depth"}', True
    except Exception as error:  # noqa: BLE001  libraries raise anything on what nobody thought of
        return json.dumps({"stumbled": f"{type(error).__name__}: {error}"[:500]}).encode(), True
    if len(reply) > limits.answer:
        return b'{"over": "answer"}', True
    return reply, False


def _send(answers: IO[bytes], reply: bytes) -> None:
    answers.write(b"%d\n" % len(reply))
    answers.write(reply)
    answers.flush()


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Where questions come from and answers go; what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    return sys.stdin.buffer, answers


def read_answer(answers: IO[bytes], most: int, is_parsed: Callable[[], None]) -> dict[str, Any]:
    """An answer, in the parent. is_parsed: called when the document is parsed.

    Raises EOFError where none comes, or one that no child of ours would send."""
    head = answers.readline(20)
    if not head.endswith(b"\n") or not head.strip().isdigit() or int(head) > most:
        raise EOFError
    body = answers.read(int(head))
    if len(body) < int(head):
        raise EOFError
    if body == PARSED:
        is_parsed()
        return read_answer(answers, most, _twice)
    reply = json.loads(body)
    if isinstance(reply, dict):
        return reply
    raise EOFError


def _twice() -> None:
    raise EOFError


def question(fields: dict[str, Any], raw: bytes) -> Iterator[bytes]:
    """A question, in the parent: what is to be written, in parts."""
    yield json.dumps({**fields, "size": len(raw)}).encode() + b"\n"
    yield raw
