"""The child process that reads documents: a question on standard input, an answer on standard output, until it ends.

A question is one line of JSON, which says how many bytes of document follow, and these bytes. An answer is a line with
a number and so many bytes of JSON; one in parts is many of them, the last of which says that it is. Nothing that comes
back is code: the parent only reads JSON of known fields.
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

Parts = Iterator[bytes]
"""An answer in parts, each of which has the time of a document and is as large as an answer may be."""
Answer = Callable[[dict[str, Any], bytes, Callable[[], None]], dict[str, Any] | Parts]
"""Answers a question (its fields, the document); the third argument is to be called when the document is parsed: what
follows is this program's own work, and has no end of time."""

PARSED = b'{"parsed": true}'
"""Sent before the answer, when the document is parsed."""
PART = b"#"
"""What a part of an answer begins with; no JSON does."""
END = b'{"end": true}'
"""Sent after the last part."""


def serve(answer: Answer) -> None:
    """Answers questions until there are no more. Meant for the main thread of a process of its own."""
    limits = Limits(*json.loads(sys.argv[1]))
    questions, answers = _streams()
    confine(limits)
    while question := questions.readline(1_000_000):
        fields = json.loads(question)
        raw = questions.read(fields.pop("size"))
        if _answered(answers, partial(answer, fields, raw, partial(_is_parsed, answers)), limits):
            break
    # Nothing is to be put in order; libraries would only take their time.
    os._exit(0)


def _is_parsed(answers: IO[bytes]) -> None:
    allow_processor_time(None)
    _send(answers, PARSED)


def _answered(answers: IO[bytes], answer: Callable[[], dict[str, Any] | Parts], limits: Limits) -> bool:
    """Answers one question. Returns whether this process had better not go on."""
    allow_processor_time(limits.processor_seconds)
    reply, is_last = _reply(answer, limits)
    while isinstance(reply, Iterator):
        part, is_last = _reply(partial(_next_part, reply), limits)
        assert isinstance(part, bytes)  # noqa: S101  a part has no parts
        _send(answers, part)
        if not part.startswith(PART):
            return is_last
        allow_processor_time(limits.processor_seconds)
    _send(answers, reply)
    return is_last


def _next_part(parts: Parts) -> bytes:
    part = next(parts, None)
    return END if part is None else PART + part


def _reply(answer: Callable[[], dict[str, Any] | Parts | bytes], limits: Limits) -> tuple[bytes | Parts, bool]:
    """What is sent back, or parts of it, and whether this process had better not go on."""
    try:
        found = answer()
        if isinstance(found, Iterator):
            return found, False
        reply = found if isinstance(found, bytes) else json.dumps(found).encode()
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
    reply = read_part(answers, most)
    if reply == {"parsed": True}:
        is_parsed()
        return read_answer(answers, most, _twice)
    if isinstance(reply, dict):
        return reply
    raise EOFError


def read_part(answers: IO[bytes], most: int) -> bytes | dict[str, Any]:
    """The next part of an answer, in the parent, or what ends it. Raises EOFError like `read_answer`."""
    head = answers.readline(20)
    if not head.endswith(b"\n") or not head.strip().isdigit() or int(head) > most:
        raise EOFError
    body = answers.read(int(head))
    if len(body) < int(head):
        raise EOFError
    if body.startswith(PART):
        return body[len(PART) :]
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
