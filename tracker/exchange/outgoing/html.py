"""One self-contained page: no script, nothing fetched, every word from outside escaped; for screens and for print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tracker.exchange.outgoing.html_claims import claim_article
from tracker.exchange.outgoing.opening import HOW_TO_READ, opening
from tracker.exchange.outgoing.plot import LEFT, RIGHT, WIDTH, plot_of
from tracker.exchange.outgoing.told import MOST_LISTED, Told, reasons_of, said_by, tensions_of
from tracker.exchange.outgoing.word_index import index_of
from tracker.exchange.paged import PagedClaims
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.remark import Remark
from tracker.model.source import Source
from tracker.model.track_record import RepeatGround
from tracker.present import disputes, remarks, sources, times, track_records, weighed
from tracker.present.show import show

FOLDER = Path(__file__).with_name("page")
COLOURS = ("#1f5fa8", "#b4530f", "#2e7d4f", "#8a3ba8")
"""Of camps, in turn; as in the style, for pictures on paper."""
PART = 400
"""Pieces of the page that are written at once."""
OPEN_UP_TO = 2_000
"""Claims up to which all of them are unfolded, and which have an index of their words."""


def html_parts(snapshot: CaseSnapshot) -> Iterator[bytes]:
    """The page, UTF-8."""
    pieces = _environment().get_template("page.html.jinja").generate(_context(snapshot))
    while some := list(islice(pieces, PART)):
        yield "".join(some).encode("utf-8", "replace")


def _context(snapshot: CaseSnapshot) -> dict[str, Any]:
    style = (FOLDER / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    is_small = not isinstance(snapshot.claims, PagedClaims) and snapshot.count_stated <= OPEN_UP_TO
    tensions, tensions_left = tensions_of(snapshot)
    index = index_of(snapshot) if is_small else []
    remarks_by_target: dict[str, list[Remark]] = {}
    for remark in snapshot.remarks:
        remarks_by_target.setdefault(remark.target, []).append(remark)

    return {
        "case": snapshot,
        "style": Markup(style),  # noqa: S704  a file of the program
        "style_hash": f"sha256-{digest}",
        "opening": opening(snapshot),
        "contents": _contents(snapshot, tensions, index),
        "tensions": tensions,
        "tensions_left": tensions_left,
        "remarks_on": lambda target: remarks_by_target.get(target, []),
        "weighed": bool(snapshot.records),
        "claims_of": _claims_of_sources(snapshot) if is_small else {},
        "anchors": {incident.name: incident.id for incident in reversed(snapshot.incidents)},
        "is_open": is_small,
        "index": index,
        "how_to_read": HOW_TO_READ,
    }


def _contents(snapshot: CaseSnapshot, tensions: Sequence[Told], index: Sequence[Any]) -> list[tuple[str, str]]:
    sections = [
        ("summary", "Summary", True),
        ("disputes", "Disputes", bool(snapshot.disputes)),
        ("tensions", "Tensions", bool(tensions)),
        ("decisions", "Other decisions", bool(snapshot.other_decisions)),
        ("sources", "Sources", True),
        ("claims", "Claims", True),
        ("reports", "Reports", True),
        ("index", "Index", bool(index)),
        ("reading", "How to read this", True),
        ("end", "Checkpoint", True),
    ]
    return [(anchor, title) for anchor, title, is_there in sections if is_there]


def _claims_of_sources(snapshot: CaseSnapshot) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in snapshot.stated_claims:
        if claim.source_id:
            found.setdefault(claim.source_id, []).append(claim.id)
    return found


def source_notes(source: Source, snapshot: CaseSnapshot) -> list[str]:
    """What is known of a source beside its grade: names, ties, leanings, history of grades, notes."""
    notes = [sources.aliases_words(source)]
    record = snapshot.records_by_source.get(source.id)
    if record:
        notes += [
            f"{factor.relation}: {track_records.factor_words(factor)}" for factor in record.factors if factor.leans
        ]
        told = [one for one in record.repeats if one.ground is not RepeatGround.SPEAKS_FOR]
        notes += [track_records.repeat_words(one) for one in told]
    if source.parent:
        notes.append(f"speaks for {snapshot.source_names.get(source.parent, source.parent)}")
    notes += [f"graded {line}" for line in sources.grade_history(source)]
    if source.notes:
        notes.append(f"note: {source.notes}")
    return [note for note in notes if note]


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun if count == 1 else noun + 's'}"


def _visible(value: Any) -> Any:
    # Whatever the templates write of a case goes through here, and is escaped after it.
    return show(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    made.globals |= {
        "answer_sentences": weighed.answer_sentences,
        "accuracy_words": track_records.accuracy_words,
        "camp_label": disputes.camp_label,
        "claim_article": claim_article,
        "colours": COLOURS,
        "count": _count,
        "day_or_moment": times.day_or_moment,
        "decision_line": disputes.decision_line,
        "heading": disputes.heading,
        "independent_words": disputes.independent_words,
        "is_web": _is_web,
        "iso_utc": times.iso_utc,
        "left": LEFT,
        "most_listed": MOST_LISTED,
        "plot_of": plot_of,
        "reliability_words": sources.reliability_words,
        "remark_line": remarks.remark_line,
        "right": RIGHT,
        "reasons_of": reasons_of,
        "said_by": said_by,
        "source_notes": source_notes,
        "state_words": disputes.state_words,
        "width": WIDTH,
    }
    return made
