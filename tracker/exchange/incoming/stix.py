"""STIX 2.1 bundles: what sources say in them as claims; how sure they are as confidence on STIX's own scale.

| in STIX | here |
|---|---|
| note | claim: `content`, by its first author, else by the identity it is about, else by whoever made it |
| report of a body | claim: `description`, or its name, by whoever made it, at `published` |
| opinion | no claim: how somebody judges what others say; counted and told |
| identity, incident | source and incident of the claims that refer to them |
| confidence | confidence, 0 to 100 |

An opinion is made of the words of others, as a decision here is: taken for a claim it would stand in disputes as one
more witness. A property extension with `measure`, `low`, `best`, `high`, `population` ... says what a note counts. All
other objects are counted and told. Judgements of others (reliability, credibility) are not taken for the analyst's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tracker.errors import InputError
from tracker.exchange.incoming.claimreview import UNNAMED
from tracker.exchange.incoming.foreign_json import each, figure, names, parsed, words
from tracker.exchange.incoming.records import Told

TAKEN = frozenset({"note", "report", "identity", "incident"})
JUDGED = "opinion"
_FIGURES = {"best": "value", "low": "low", "high": "high"}
_FLAGS = ("low_open", "high_open", "approximate", "cumulative")
_TEXTS = ("measure", "population", "unit", "place", "event_time", "as_of")


class Bundle:
    """The objects of a bundle."""

    def __init__(self, text: str, *, name: str) -> None:
        """Raises InputError for what is no bundle."""
        found = parsed(text, name=name)
        if not isinstance(found, dict) or found.get("type") != "bundle" or not isinstance(found.get("objects"), list):
            raise InputError(f"{name} is no STIX bundle.", hint='A bundle has "type": "bundle" and "objects".')
        self._objects = [one for one in found["objects"] if isinstance(one, dict)]
        self._by_id = {str(one.get("id")): one for one in self._objects}

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence on the objects that give no claims, by type."""
        left = Counter(words(one.get("type")) or "without a type" for one in self._objects)
        opinions = left.pop(JUDGED, 0)
        told = [f"{count:,} {kind}" for kind, count in sorted(left.items()) if kind not in TAKEN]
        notes = (f"Left out, as they say nothing that a claim can hold: {', '.join(told)}.",) if told else ()
        if opinions:
            how = "opinion is left out: it judges" if opinions == 1 else "opinions are left out: they judge"
            notes = (f"{opinions:,} {how} what others say, which is no claim. Decide for yourself.", *notes)
        return notes

    def read(self) -> Iterator[Told]:
        """The claims, in the order of the bundle."""
        readers = {"note": self._note, "report": self._report}
        for number, one in enumerate(self._objects, 1):
            reader = readers.get(words(one.get("type")))
            if reader is None or self._is_of_the_tool(one):
                continue
            where = f"object {number}, {words(one.get('id')) or one['type']}"
            if one.get("revoked") is True:
                yield Told(where, None, "was revoked by who made it")
                continue
            record = reader(one)
            yield Told(where, record) if record["quote"] else Told(where, None, "has no words")

    def _note(self, note: dict[str, Any]) -> dict[str, Any]:
        labels = set(map(words, each(note.get("labels"))))
        about = self._named(note, "incident")
        record: dict[str, Any] = {
            "quote": words(note.get("content")) or words(note.get("abstract")),
            "source": self._speaker(note),
            "incident": about[0] if about else None,
            "polarity": "denied" if "denied" in labels else "affirmed",
            "confidence": _confidence(note),
        }
        extensions = note.get("extensions")
        for extension in extensions.values() if isinstance(extensions, dict) else ():
            if isinstance(extension, dict):
                record |= _quantity(extension)
        return record

    def _report(self, report: dict[str, Any]) -> dict[str, Any]:
        return {
            "quote": words(report.get("description")) or words(report.get("name")),
            "source": self._maker(report),
            "stated_at": words(report.get("published")) or None,
            "confidence": _confidence(report),
            "note": words(report.get("name")),
        }

    def _speaker(self, note: dict[str, Any]) -> str:
        return (names(note.get("authors")) or self._named(note, "identity") or [self._maker(note)])[0]

    def _maker(self, one: dict[str, Any]) -> str:
        made = self._by_id.get(words(one.get("created_by_ref")), {})
        return words(made.get("name")) or UNNAMED

    def _named(self, one: dict[str, Any], kind: str) -> list[str]:
        """Names of objects of a type that an object refers to; programs are nobody who says anything."""
        about = (self._by_id.get(words(ref), {}) for ref in each(one.get("object_refs")))
        fitting = (other for other in about if other.get("type") == kind and other.get("identity_class") != "system")
        return [name for other in fitting if (name := words(other.get("name")))]

    def _is_of_the_tool(self, one: dict[str, Any]) -> bool:
        """Whether a program says it in its own voice: what an export tells of itself and of its documents."""
        made = self._by_id.get(words(one.get("created_by_ref")), {})
        if made.get("identity_class") != "system":
            return False
        return one["type"] != "note" or not (names(one.get("authors")) or self._named(one, "identity"))


def _confidence(one: dict[str, Any]) -> int | None:
    found = one.get("confidence")
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= 100 else None


def _quantity(extension: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = {name: text for name in _TEXTS if (text := words(extension.get(name)))}
    for theirs, ours in _FIGURES.items():
        found = figure(extension.get(theirs))
        if found is not None:
            record[ours] = found
    return record | {name: True for name in _FLAGS if extension.get(name) is True}
