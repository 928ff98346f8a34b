"""The child process that parses a document and, where many are taken in, reads its claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any


def answer(fields: dict[str, Any], raw: bytes, is_parsed: Callable[[], None]) -> dict[str, Any] | Iterator[bytes]:
    """fields: "name", "media_type" and "charset" of the document; for its claims as well: "read", "published" and
    "publisher".

    Of a file of records: "do", "name", "format", "path" for one that is not held, "fields" and "constants". Of a case,
    or an export of one: "do", "path".
    """
    if fields.get("do") == "case":
        return _of_case(Path(fields["path"]))
    if fields.get("do"):
        return _of_records(fields, raw)
    from tracker.exchange.incoming.registry import parse

    said = {"media_type": fields.get("media_type"), "charset": fields.get("charset")}
    document = parse(raw, name=fields["name"], **said)
    is_parsed()
    if not fields.get("read"):
        return document.model_dump(mode="json")
    _use_own_words()
    # Only now: what is read with must be complete before it is loaded.
    from tracker.services.prepared import prepare

    published = dt.datetime.fromisoformat(fields["published"]) if fields["published"] else None
    prepared = prepare(document, name=fields["name"], published=published, publisher=fields["publisher"])
    return prepared.model_dump(mode="json")


def _of_case(path: Path) -> Iterator[bytes]:
    from tracker.services.case_files import case_file_parts, is_case_file

    if is_case_file(path):
        return case_file_parts(path)
    from tracker.exchange.incoming.whole_case import case_parts

    return case_parts(path)


def _of_records(fields: dict[str, Any], raw: bytes) -> dict[str, Any] | Iterator[bytes]:
    from tracker.exchange.incoming.record_parts import record_file, record_parts, source_of

    source, name = source_of(raw, fields["path"], name=fields["name"]), fields["name"]
    if fields["do"] == "what is it":
        return record_file(source, name=name, format_name=fields["format"]).model_dump(mode="json")
    mapping = {"fields": fields["fields"], "constants": fields["constants"]}
    return record_parts(source, name=name, format_name=fields["format"], worded=_worded, **mapping)


def _worded(text: str) -> dict[str, Any]:
    """A figure in words; what reads them is loaded with the first one."""
    from tracker.services.readers import worded_figure

    _use_own_words()
    return worded_figure(text)


@cache
def _use_own_words() -> None:
    from tracker.services.own_words import use_own_words
    from tracker.settings import load_settings

    use_own_words(load_settings())


if __name__ == "__main__":
    from tracker.exchange.incoming.child import serve

    serve(answer)
