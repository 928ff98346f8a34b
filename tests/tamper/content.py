"""What a case file says, read by SQLite alone: none of the code that verifies takes part."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

Content = dict[str, list[tuple[object, ...]]]

NOT_READ = ("search_data", "search_idx", "search_docsize", "search_config")
"""Inner tables of the full-text index: what it says is read through itself."""


def content(case: Path) -> Content | None:
    """Every row of every table, every index in its order, schema and versions; None: it cannot be read to its end."""
    try:
        with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as connection:
            connection.text_factory = bytes
            return _content(connection)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError):
        return None


def _content(connection: sqlite3.Connection) -> Content:
    found: Content = {}
    for pragma in ("user_version", "application_id"):
        found[pragma] = connection.execute(f"PRAGMA {pragma}").fetchall()
    found["schema"] = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    found["schema"] = [(*row[:3], _plain(row[3])) for row in found["schema"]]
    for kind, name, table, _ in found["schema"]:
        shown, of = bytes(name).decode(), bytes(table).decode()  # type: ignore[call-overload]
        if kind == b"table" and shown not in NOT_READ and shown != "search":
            found[shown] = sorted(connection.execute(f"SELECT * FROM {shown} NOT INDEXED"), key=repr)
        elif kind == b"index":
            found[shown] = _through(connection, shown, of)
    for row in found["search_words"]:
        word = bytes(row[0]).decode()  # type: ignore[call-overload]
        found[f"search {word}"] = connection.execute(
            "SELECT rowid FROM search WHERE search MATCH ?", (f'"{word}"',)
        ).fetchall()
    return found


def _plain(sql: object) -> bytes:
    return sql.translate(None, b' \n\t"') if isinstance(sql, bytes) else b""


def _through(connection: sqlite3.Connection, index: str, table: str) -> list[tuple[object, ...]]:
    """What a list that is read through an index shows."""
    columns = [bytes(row[2]).decode() for row in connection.execute(f"PRAGMA index_info({index})") if row[2]]
    partial = " WHERE (in_full OR asks = 'words')" if index == "ix_blocks_compared" else ""
    ordered = ", ".join(columns)
    return connection.execute(
        f"SELECT {ordered} FROM {table} INDEXED BY {index}{partial} ORDER BY {ordered}"
    ).fetchall()


def changes_content(before: Content, after: Content | None) -> bool:
    """Whether a reader of the case could be told something else than before.

    Not by a counter of ids that is too high: it only skips numbers.
    """
    if after is None:
        return True
    return _without_skips(before, before) != _without_skips(after, before)


def _without_skips(content: Content, sound: Content) -> Content:
    least = {row[0]: row[1] for row in sound["counters"]}
    rows: list[tuple[object, ...]] = []
    for kind, number in content.get("counters", []):
        enough = isinstance(number, int) and isinstance(least.get(kind), int) and number >= least[kind]  # type: ignore[operator]
        rows.append((kind, least[kind] if enough and kind != b"index" else number))
    return {**content, "counters": rows}
