"""Many new records of one kind, field by field: what a field costs is paid once for all of them.

Row by row, each record would be dumped, dumped again in sorted order for the journal, and turned into a mapping for its
row. Here the values of one field stand together: a value that all share is written once, and one that is met again (a
day, a figure) is not written anew. What comes out is what `records.dumped`, `canonical_json` and `mapping.row_of` give.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat
from json.encoder import encode_basestring_ascii
from typing import Any

from pydantic_core import to_jsonable_python

from tracker.model.change import canonical_json
from tracker.store.mapping import TABLES, columns_of
from tracker.store.ports import Record
from tracker.store.records import MODELS, id_number

FIRST_REV = 1

Column = Sequence[Any]


class NewRecords:
    """Settled records (see `records.settled`) that nobody has stored yet; each gets its first `rev`."""

    def __init__(self, kind: str, records: Sequence[Record]) -> None:
        self._kind = kind
        self._ids = [record.id for record in records]
        self.numbers = [id_number(kind, record_id) for record_id in self._ids]
        dicts = [record.__dict__ for record in records]
        self._fields: dict[str, Column] = {
            name: [values[name] for values in dicts] for name in MODELS[kind].model_fields if name != "rev"
        }

    def edits_json(self) -> str:
        """The canonical JSON of the edits that create them, without the brackets around the list."""
        varying: list[Column] = []
        parts = []
        for name in sorted((*self._fields, "rev")):
            values = self._fields.get(name, (FIRST_REV,))
            if _is_shared(values):
                parts.append(f'"{name}":{_escaped(_json(values[0]))}')
            else:
                parts.append(f'"{name}":%s')
                are_texts = set(map(type, values)) == {str}
                varying.append(list(map(encode_basestring_ascii, values)) if are_texts else _each(values, _json))
        ids = [encode_basestring_ascii(record_id) for record_id in self._ids]
        form = f'{{"after":{{{",".join(parts)}}},"before":null,"id":%s,"kind":"{self._kind}"}}'
        return ",".join(map(form.__mod__, zip(*varying, ids, strict=True)))

    def statement(self) -> tuple[str, list[tuple[Any, ...]]]:
        """SQL that inserts them, for the driver, and its rows. Columns that stay empty are left out."""
        columns: dict[str, Column] = {"n": self.numbers, "rev": repeat(FIRST_REV, len(self._ids))}  # type: ignore[dict-item]
        for name, values in self._fields.items():
            columns |= self._columns(name, values)
        table = TABLES[self._kind].name
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  names of our own columns
        return sql, list(zip(*columns.values(), strict=True))

    def _columns(self, name: str, values: Column) -> dict[str, Column]:
        if _is_shared(values):
            held = columns_of(name, _plain(values[0]))
            return {column: repeat(v, len(values)) for column, v in held.items() if v is not None}  # type: ignore[misc]
        names = list(columns_of(name, None))
        if len(names) == 1 and set(map(type, values)) <= STORED_AS_THEY_ARE:
            return {names[0]: values}
        cells = _each(values, lambda value: tuple(columns_of(name, _plain(value)).values()))
        found = dict(zip(names, zip(*cells, strict=True), strict=True))
        return {column: held for column, held in found.items() if held.count(None) < len(held)}


STORED_AS_THEY_ARE = frozenset({type(None), str, int, float, bool})


def _is_shared(values: Column) -> bool:
    """Whether all are the same. Figures never count as such: 0.0 and -0.0 are equal, but not written alike."""
    first = values[0]
    if first is None or isinstance(first, str | bool):
        return values.count(first) == len(values)
    return all(value is first for value in values)


def _each(values: Column, made: Callable[[Any], Any]) -> list[Any]:
    """What is made of each value, made once of each object. The values keep the objects alive meanwhile."""
    keys = list(map(id, values))
    known = {key: made(value) for key, value in dict(zip(keys, values, strict=True)).items()}
    return [known[key] for key in keys]


def _plain(value: Any) -> Any:
    return to_jsonable_python(value)


def _json(value: Any) -> str:
    return encode_basestring_ascii(value) if type(value) is str else canonical_json(_plain(value))


def _escaped(text: str) -> str:
    return text.replace("%", "%%")
