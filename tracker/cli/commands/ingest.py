"""`tracker ingest`"""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from tracker.cli.case import opened
from tracker.cli.diagnostics import Progress, narrate
from tracker.cli.options import AllowPrivateOption, CaseOption, FollowOption, JsonOption, check_no_option
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, UsageError
from tracker.present.left_behind import records_words, unread_words
from tracker.present.show import show_line

if TYPE_CHECKING:
    from tracker.services.ingest import Taken


def run(
    *targets: Annotated[
        str, Parameter(help="Files, folders, addresses, or - for standard input.", allow_leading_hyphen=True)
    ],
    published: Annotated[str | None, Parameter(help="Publication date, e.g. 2017-07-31, for what states none.")] = None,
    publisher: Annotated[str | None, Parameter(help="Who published it; the source of what it says itself.")] = None,
    follow: FollowOption = False,
    allow_private: AllowPrivateOption = False,
    max_bytes: Annotated[
        int | None, Parameter(help="Largest report taken in, in bytes, for this once.", validator=Number(gt=0))
    ] = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.services.documents import holds_records

    check_no_option(*targets)
    if not targets:
        hint = "Name files, folders or addresses, or - for standard input."
        raise UsageError("There is nothing to take in.", hint=hint)
    at = published_at(published)
    counts = Counter[str]()
    with opened(case, create=True) as workspace, Progress("Taking in") as progress:
        arriving = workspace.ingest.take_in(
            list(targets),
            published=at,
            publisher=publisher,
            follow=follow,
            allow_private=allow_private,
            max_bytes=max_bytes,
            on_progress=lambda done, total, last: progress.at(done, total, last.name if last else ""),
        )
        for one in arriving:
            progress.clear()
            print_taken(one, json=json)
            counts += Counter(proposed=one.proposed, **{_fate(one): 1})
        left, where = workspace.ingest.left_behind(list(targets)), workspace.location
    told = [f"{counts['new']} taken in"]
    told += [f"{counts[fate]} {words}" for fate, words in _FATES.items() if counts[fate]]
    narrate(f"{', '.join(told)}; {counts['proposed']} claims proposed. Case: {where}")
    names = [str(path) for path in left.records]
    how = f"tracker import {shlex.quote(names[0])}" if names else ""
    for sentence in filter(None, (records_words(names, how=how), unread_words(left.unread))):
        narrate(sentence)
    for target in targets:
        if holds_records(target):
            narrate(f"Read as a report: {show_line(target)}. As records: tracker import {shlex.quote(target)}")
    return ExitCode.REFUSED_INPUT if counts["refused"] else ExitCode.OK


_FATES = {"known": "known already", "refused": "refused"}


def _fate(taken: Taken) -> str:
    return "refused" if taken.error else "known" if taken.already else "new"


def print_taken(taken: Taken, *, json: bool = False) -> None:
    """One line, or record, at once: whoever stops the run, or whatever does, knows what was kept."""
    if json:
        write_record(_record(taken))
    else:
        write_line(taken_line(taken))
    sys.stdout.flush()


def taken_line(taken: Taken) -> str:
    """What became of one document: "R3  7 claims proposed  wire.txt (kept 981 of 1,092 characters)"."""
    from tracker.present.show import show_line

    name = show_line(taken.name)
    if taken.error:
        return f"refused  {show_line(taken.error)}"
    report = taken.report.id if taken.report else "?"
    if taken.already:
        return f"{report}  already taken in, nothing done  {name}"
    claims = f"{taken.proposed} {'claim' if taken.proposed == 1 else 'claims'} proposed"
    kept = f" ({taken.kept})" if taken.kept else ""
    note = f"  {taken.note}" if taken.note else ""
    return f"{report}  {claims}  {name}{kept}{_way(taken)}{note}"


def _way(taken: Taken) -> str:
    """The redirects on the way to a page: " (301 from http://a.org/1, 302 from https://a.org/1)"."""
    from tracker.present.show import show_line

    fetched = taken.report.fetched if taken.report else None
    way = [f"{hop.status} from {show_line(hop.url)}" for hop in fetched.hops[:-1]] if fetched else []
    return f" ({', '.join(way)})" if way else ""


def published_at(text: str | None) -> dt.date | dt.datetime | None:
    """A date or time as typed. Raises UsageError for what is neither."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text) if len(text) <= 10 else dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--published: {text!r} is not a date.", hint="Write it as 2017-07-31.") from error


def _record(taken: Taken) -> dict[str, object]:
    return {
        "name": taken.name,
        "report": taken.report.id if taken.report else None,
        "sha256": taken.report.sha256 if taken.report else None,
        "proposed": taken.proposed,
        "already": taken.already,
        "error": taken.error,
        "kept": taken.kept,
        "note": taken.note,
        "hops": [hop.model_dump() for hop in taken.report.fetched.hops]
        if taken.report and taken.report.fetched
        else [],
        "seconds": round(taken.seconds, 4),
    }
