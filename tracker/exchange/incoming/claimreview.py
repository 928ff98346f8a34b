"""ClaimReview (schema.org) in JSON-LD, in a file of its own or inside a saved page.

What was claimed is a claim by whom it is ascribed to. What the review says of it is a claim by the reviewing body, in
its words: it decides nothing, and is set against others as any claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.errors import InputError
from tracker.exchange.incoming.cells import days
from tracker.exchange.incoming.foreign_json import each, figure, names, objects, parsed, words
from tracker.exchange.incoming.ratings import FALSE, step_of
from tracker.exchange.incoming.records import Told

UNNAMED = "unnamed source"
"""Who claims what nobody is named for."""
WHOLE = "file"
"""Where a review stands that is no part of a page."""
_SCRIPT, _END = "<script", "</script"
_TYPE = "application/ld+json"


def holds_reviews(text: str) -> bool:
    """Whether a JSON text or a page has a ClaimReview in it, by a quick look."""
    return "ClaimReview" in text and (not text.lstrip("\ufeff \t\r\n").startswith("<") or _TYPE in text.lower())


def read_reviews(text: str, *, name: str) -> Iterator[Told]:
    """Two claims for each review. Raises InputError for a JSON file that is none."""
    number = 0
    for where, block in _blocks(text):
        try:
            found = parsed(block, name=name)
        except InputError as error:
            if where == WHOLE:
                raise
            yield Told(where, None, f"the script cannot be read: {error.message}")
            continue
        for one in objects(found):
            if "ClaimReview" in each(one.get("@type")):
                number += 1
                yield from _claims(one, f"review {number}")


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The JSON of a file: all of it, or the scripts of a page that hold JSON-LD. Each part of a page is read once."""
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        yield WHOLE, text
        return
    lower, at, number = text.lower(), 0, 0
    if len(lower) != len(text):  # a few letters have longer small ones: then offsets would not fit
        lower = text
    while (start := lower.find(_SCRIPT, at)) >= 0:
        opened = lower.find(">", start)
        end = lower.find(_END, opened) if opened >= 0 else -1
        if end < 0:
            return
        if _TYPE in lower[start:opened]:
            number += 1
            yield f"script {number}", text[opened + 1 : end]
        at = end + len(_END)


def _claims(review: dict[str, Any], where: str) -> Iterator[Told]:
    claimed = words(review.get("claimReviewed"))
    reviewed = next((one for one in each(review.get("itemReviewed")) if isinstance(one, dict)), {})
    claimed = claimed or words(reviewed.get("name")) or words(reviewed.get("text"))
    if not claimed:
        yield Told(f"{where}, claimReviewed", None, "says nothing of what was claimed")
        return
    speakers, address = names(reviewed.get("author")), words(review.get("url"))
    appeared = _addresses(reviewed.get("appearance")) + _addresses(reviewed.get("firstAppearance"))
    note = [f"appeared: {one}" for one in dict.fromkeys(appeared)] + [f"reviewed: {address}"] * bool(address)
    yield Told(
        where,
        {
            "quote": claimed,
            "source": ", ".join(speakers) or UNNAMED,
            "stated_at": _day(reviewed.get("datePublished")),
            "note": "; ".join(note),
        },
    )
    bodies = names(review.get("author")) or names(review.get("publisher"))
    rating = next((one for one in each(review.get("reviewRating")) if isinstance(one, dict)), {})
    told = _rating(rating)
    if not bodies or not told:
        yield Told(f"{where}, {'reviewRating' if bodies else 'author'}", None, "is missing: the review was left out")
        return
    yield Told(
        where,
        {
            "quote": _rated(claimed, told, _step(rating)),
            "source": ", ".join(bodies),
            "stated_at": _day(review.get("datePublished")),
            "note": f"reviewed: {address}" if address else "",
        },
    )


def _rated(claimed: str, rating: str, step: str | None) -> str:
    """One sentence that says what is rated how; marks inside the words of others would end them too early.

    A rating that means false is said in that word, whatever the reviewers call it: "Pants on Fire" tells no reader.
    """
    bare, label = claimed.rstrip(" .").replace('"', "'"), rating.rstrip(" .").replace('"', "'")
    if step == FALSE:
        return f'The claim "{bare}" is false (rated "{label}").'
    if step is None or step == label.casefold():
        return f'The claim "{bare}" is rated {label}.'
    return f'The claim "{bare}" is rated {step} ({label}).'


def _rating(rating: dict[str, Any]) -> str:
    """The words of a rating; without words its number and scale."""
    label = words(rating.get("alternateName")) or words(rating.get("name"))
    value = _number(rating.get("ratingValue"))
    if label or not value:
        return label
    ends = [_number(rating.get(name)) for name in ("worstRating", "bestRating")]
    return f"{value} on a scale from {ends[0]} (worst) to {ends[1]} (best)" if all(ends) else value


def _step(rating: dict[str, Any]) -> str | None:
    label = words(rating.get("alternateName")) or words(rating.get("name"))
    value, worst, best = (_figure(rating.get(name)) for name in ("ratingValue", "worstRating", "bestRating"))
    return step_of(label, value, worst, best)


def _figure(value: Any) -> float | None:
    """A number, or a text that is nothing else: many reviews write "1"."""
    text = words(value)
    plain = text.removeprefix("-").replace(".", "", 1)
    return float(text) if len(text) <= 12 and plain.isascii() and plain.isdigit() else figure(value)


def _number(value: Any) -> str:
    found = figure(value)
    return words(value) if found is None else f"{found:g}"


def _addresses(value: Any) -> list[str]:
    found = (words(one.get("url") or one.get("@id") if isinstance(one, dict) else one) for one in each(value))
    return [address for address in found if address]


def _day(value: Any) -> str | None:
    try:
        found = days(words(value))
    except ValueError:
        return None
    return f"{found.start}T00:00:00+00:00" if found and found.days == 1 else None
