"""`tracker compare`"""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, Any

from cyclopts import Parameter

from tracker.cli.options import STDIN, JsonOption, check_no_option
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, InputError, UsageError


def run(
    a: Annotated[str | None, Parameter(help="One text.")] = None,
    b: Annotated[str | None, Parameter(help="The other text.")] = None,
    /,
    *,
    source_a: Annotated[str | None, Parameter(help="Who says the first.")] = None,
    source_b: Annotated[str | None, Parameter(help="Who says the second.")] = None,
    jsonl: Annotated[
        str | None,
        Parameter(help="File of pairs, an object with a and b a line; - is stdin.", allow_leading_hyphen=True),
    ] = None,
    json: JsonOption = False,
) -> int:
    _use_own_words()
    if jsonl is not None:
        if a is not None or b is not None:
            raise UsageError("--jsonl takes its texts from the file.", hint="Leave the two texts out.")
        check_no_option(jsonl)
        for number, pair in _pairs(jsonl):
            record = _judged(pair["a"], pair["b"], pair.get("source_a"), pair.get("source_b"))
            write_record({"id": pair.get("id", number)} | {k: v for k, v in record.items() if k != "id"})
        return ExitCode.OK
    if a is None or b is None:
        raise UsageError("Two texts are compared.", hint="tracker compare TEXT TEXT, or --jsonl FILE.")
    if json:
        write_record(_judged(a, b, source_a, source_b))
    else:
        _print(a, b, source_a, source_b)
    return ExitCode.OK


def _print(a: str, b: str, source_a: str | None, source_b: str | None) -> None:
    """The finding, why, and under each text what was read in it; in brackets the words that decided."""
    from tracker.present.reasons import further_grounds, sentence
    from tracker.present.rules import fired, in_brackets, score_words
    from tracker.present.show import show_line
    from tracker.present.statements import short_statement
    from tracker.services.compare import explained

    found = explained(a, b, source_a=source_a, source_b=source_b)
    finding = found.finding
    kind = f", {finding.kind.value}" if finding.kind else ""
    write_line(f"{finding.relation.value}{kind}, {finding.score:.2f}")
    write_line(f"  {sentence(finding, found.a, found.b)}")
    for ground in further_grounds(finding):
        write_line(f"  also: {ground}")
    for name, text, read, first in (("A", a, found.read_a, True), ("B", b, found.read_b, False)):
        spans = [reason.trigger_a if first else reason.trigger_b for reason in finding.reasons]
        write_line(f"{name} {show_line(in_brackets(text, [span for span in spans if span]), LONGEST_SHOWN)}")
        for claim in read[:MOST_READ]:
            if claim.quantity is not None:
                write_line(f"    {claim.source}: {short_statement(claim)}")
    for rule in fired(finding):
        write_line(f"rule: {rule.name}. {rule.meaning}")
    if finding.score:
        write_line(score_words(finding))


LONGEST_SHOWN = 1000
"""Characters of a text that are printed with its finding."""
MOST_READ = 12
"""Figures read in a text that are printed with its finding."""


def _use_own_words() -> None:
    from tracker.services.own_words import use_own_words
    from tracker.settings import load_settings

    use_own_words(load_settings())


def _judged(a: str, b: str, source_a: str | None, source_b: str | None) -> dict[str, Any]:
    from tracker.present.disputes import finding_record
    from tracker.services.compare import explained

    found = explained(a, b, source_a=source_a, source_b=source_b)
    return finding_record(found.finding, found.a, found.b)


def _pairs(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    if path == STDIN:
        yield from _read(sys.stdin.buffer, "standard input")
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _read(stream, path)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check the path.") from error


def _read(stream: IO[bytes], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            pair = json_format.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{name} line {number} is not JSON.", hint='Expected {"a": "...", "b": "..."}.') from error
        texts = [pair.get(key) for key in ("a", "b")] if isinstance(pair, dict) else []
        if not texts or not all(isinstance(text, str) for text in texts):
            raise InputError(f"{name} line {number} has no texts a and b.", hint='Expected {"a": "...", "b": "..."}.')
        yield number, pair
