"""What is known of a report beside its words, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model.report import Fetched, Report
from tracker.present.times import day_or_moment, iso_utc

TELLING = ("date", "last-modified", "etag", "content-type", "server")
"""Headers of an answer that are shown; all are kept."""


def custody_rows(report: Report, kin: Sequence[Report] = ()) -> list[tuple[str, str]]:
    """(what it is, its value) in the order of a custody form; unknown details are said to be unknown.

    kin: later versions of the report and reports that repeat it.
    """
    rows = [
        ("title", report.title),
        ("author", report.author),
        ("publisher", report.publisher),
        ("published", day_or_moment(report.published) if report.published else None),
        ("language", report.language),
    ]
    told = [(name, value or "unknown") for name, value in rows]
    told += [("name", report.name)]
    told += _way(report.fetched) if report.fetched else [("address", report.url)] if report.url else []
    told += [
        ("collected", _collected(report)),
        ("bytes", f"{report.size:,}, {report.media_type}{f', {report.encoding}' if report.encoding else ''}"),
        ("sha256", report.sha256),
        ("text", _kept(report)),
        ("text sha256", report.text_sha256),
    ]
    return [*told, *_kin(report, kin), *([("notes", report.notes)] if report.notes else [])]


def custody_lines(report: Report, kin: Sequence[Report] = ()) -> Iterator[str]:
    """The rows as lines under the report's id."""
    yield report.id
    for name, value in custody_rows(report, kin):
        yield f"  {name:<12} {value}"


def _collected(report: Report) -> str:
    at = iso_utc(report.accessed_at)
    return f"{at} by {report.collected_by} ({report.method}, tracker {report.tool_version})"


def _way(fetched: Fetched) -> list[tuple[str, str]]:
    rows = [("asked", fetched.asked)]
    rows += [("answered", f"{hop.status} {hop.url}") for hop in fetched.hops]
    rows += [("header", f"{name}: {value}") for name, value in fetched.headers if name.lower() in TELLING]
    return rows


def _kept(report: Report) -> str:
    of = f" of {report.total_characters:,}" if report.total_characters else ""
    hidden = f"; {report.hidden_characters:,} hidden, not read" if report.hidden_characters else ""
    cleaned = "; cleaned of characters that cannot be kept" if report.cleaned else ""
    return f"kept {report.kept_characters:,}{of} characters{hidden}{cleaned} (normaliser {report.normaliser})"


def _kin(report: Report, kin: Sequence[Report]) -> list[tuple[str, str]]:
    rows = [("version of", report.version_of), ("copy of", report.copy_of)]
    rows += [("next version" if one.version_of == report.id else "repeated by", one.id) for one in kin]
    return [(name, value) for name, value in rows if value]
