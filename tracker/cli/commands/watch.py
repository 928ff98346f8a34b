"""`tracker watch`"""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.commands.ingest import print_taken
from tracker.cli.diagnostics import narrate
from tracker.cli.options import AllowPrivateOption, CaseOption, FollowOption, JsonOption
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.services.watching import Polled


def run(
    *addresses: Annotated[str, Parameter(help="Addresses of RSS or Atom feeds, or of pages.")],
    every: Annotated[str, Parameter(help="Time between two polls: 15m, 2h, 90s, 1d; at least a minute.")] = "15m",
    once: Annotated[bool, Parameter(negative="", show_default=False, help="Poll each address once and end.")] = False,
    follow: FollowOption = False,
    publisher: Annotated[str | None, Parameter(help="Who publishes them; left out: the title of the feed.")] = None,
    allow_private: AllowPrivateOption = False,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.services.watching import seconds_of

    if not addresses:
        raise UsageError(
            "There is nothing to watch.", hint="Name feeds or pages: tracker watch https://example.org/rss"
        )
    every_s = seconds_of(every)
    reports = proposals = 0
    failed = False
    with opened(case, create=True) as workspace:
        polls = workspace.watching.polls(
            addresses,
            every_s=every_s,
            wait=waited,
            once=once,
            follow=follow,
            publisher=publisher,
            allow_private=allow_private,
        )
        try:
            for polled in polls:
                for taken in (*polled.new, *polled.refused):
                    print_taken(taken, json=json)
                _narrate(polled)
                reports += len(polled.new)
                proposals += sum(one.proposed for one in polled.new)
                failed = failed or polled.error is not None or bool(polled.refused)
        except KeyboardInterrupt:
            narrate(f"Stopped: {_taken_in(reports, proposals)} since the start.")
            return ExitCode.INTERRUPT
        if once:
            narrate(f"{_taken_in(reports, proposals)}. Case: {workspace.location}")
    return ExitCode.REFUSED_INPUT if failed else ExitCode.OK


def waited(seconds: float) -> bool:
    """Sleeps; only Ctrl-C ends a watch."""
    time.sleep(seconds)
    return False


def _narrate(polled: Polled) -> None:
    now = dt.datetime.now().astimezone()
    again = ""
    if polled.next_s is not None:
        again = f"; next at {now + dt.timedelta(seconds=polled.next_s):%H:%M}"
    if polled.error:
        narrate(f"{now:%H:%M} {polled.address}: {polled.error}{again}")
        return
    known = sum(one.already for one in polled.taken)
    told = [f"{len(polled.new)} new"] + [f"{known} known"] * bool(known)
    told += [f"{len(polled.refused)} refused"] * bool(polled.refused)
    words = ", ".join(told) if polled.taken else "unchanged"
    narrate(f"{now:%H:%M} {polled.address}: {words}{again}")


def _taken_in(reports: int, proposals: int) -> str:
    claims = "claim" if proposals == 1 else "claims"
    return f"{reports:,} {'report' if reports == 1 else 'reports'} taken in, {proposals:,} {claims} proposed"
