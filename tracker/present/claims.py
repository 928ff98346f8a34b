"""Claims as a line, as fields with words, and as a flat record."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tracker.model.claim import Assertion, Claim, Measure, ProposedClaim
from tracker.model.scales import CREDIBILITY_LABELS, confidence_word, likelihood_term
from tracker.present.quantities import quantity_words
from tracker.present.show import show_line
from tracker.present.statements import short_statement

_NOT_COUNTED = frozenset({Measure.EVENT, Measure.RESPONSIBILITY})


def summary(claim: Assertion, width: int | None = None) -> str:
    """Source and what it says, on one line: "Islamic State: 7 police killed"."""
    return show_line(f"{claim.source}: {short_statement(claim)}", width)


def number(value: float | None) -> float | int | None:
    """A figure for a record: 27 rather than 27.0; None stays None."""
    return int(value) if value is not None and value.is_integer() else value


def record(claim: Claim) -> dict[str, Any]:
    """The flat record of `--json`: field names of the model, unknown as null, times ISO 8601."""
    return {"id": claim.id, **_assertion(claim), **_kept(claim)}


def proposal_record(claim: ProposedClaim) -> dict[str, Any]:
    """The same record for what `tracker read` proposes: not stored, so no id, report, confidence or grade."""
    return {
        "id": None,
        **_assertion(claim),
        "report": None,
        "span": list(claim.span),
        "confidence": None,
        "credibility": None,
        "status": "proposed",
        "score": round(claim.score, 4),
    }


def details(claim: Assertion) -> list[tuple[str, str]]:
    """What is known of a claim as label and words, only fields that say something; safe to show."""
    rows = [
        ("source", claim.source),
        ("via", chain_words(claim)),
        ("measure", claim.measure or ""),
        ("figure", quantity_words(claim.quantity) if claim.quantity or is_counted(claim.measure) else ""),
        ("population", claim.population or ""),
        ("polarity", "denied" if claim.polarity.value == "denied" else ""),
        ("place", claim.place or ""),
        ("event time", str(claim.event_time or "")),
        ("as of", str(claim.as_of or "")),
        ("incident", claim.incident or ""),
        ("basis", "" if claim.basis.value == "unknown" else claim.basis.value),
        ("reading", ", ".join(_flags(claim))),
    ]
    return [(label, _shown(words)) for label, words in rows + _grades(claim) if words]


def _shown(words: str) -> str:
    return _shown_short(words) if len(words) <= _SHORT else show_line(words)


_SHORT = 80
_shown_short = lru_cache(maxsize=8192)(show_line)
"""Names, places and measures stand in thousands of claims."""


def is_counted(measure: str | None) -> bool:
    """Whether a measure has a figure, so that a missing one is worth saying.

    >>> is_counted("killed"), is_counted("responsibility"), is_counted(None)
    (True, False, False)
    """
    return measure is not None and measure not in _NOT_COUNTED


def chain_words(claim: Assertion) -> str:
    """The way the words came: "Islamic State (said), Amaq News Agency (reported)"; empty for a direct statement."""
    if len(claim.chain) < 2:
        return ""
    return ", ".join(f"{link.name} ({link.verb})" if link.verb else link.name for link in claim.chain)


def likelihood_words(likelihood: float | None) -> str:
    """The ICD 203 term with its figure: "likely (70 %)"; None is "not judged"."""
    return (
        "not judged" if likelihood is None else f"{likelihood_term(likelihood)} ({likelihood:.0%})".replace("%", " %")
    )


def credibility_words(credibility: int | None) -> str:
    """ "2 Probably true"; None is "not graded"."""
    return "not graded" if credibility is None else f"{credibility} {CREDIBILITY_LABELS[credibility]}"


def confidence_words(confidence: int | None) -> str:
    """ "moderate (50)"; None is "not stated"."""
    return confidence_word(confidence) if confidence is None else f"{confidence_word(confidence)} ({confidence})"


def _assertion(claim: Assertion) -> dict[str, Any]:
    return {
        "source": claim.source,
        "quote": claim.quote,
        "measure": claim.measure,
        "low": number(claim.low),
        "high": number(claim.high),
        "unit": claim.unit,
        "approximate": claim.approximate,
        "population": claim.population,
        "polarity": claim.polarity.value,
        "place": claim.place,
        "event_time": str(claim.event_time) if claim.event_time else None,
        "as_of": str(claim.as_of) if claim.as_of else None,
        "incident": claim.incident,
    }


def _kept(claim: Claim) -> dict[str, Any]:
    return {
        "report": claim.report,
        "span": list(claim.span) if claim.span else None,
        "confidence": claim.confidence,
        "credibility": claim.credibility,
        "status": claim.status.value,
        "score": None if claim.score is None else round(claim.score, 4),
    }


def _flags(claim: Assertion) -> list[str]:
    named = {"hedged": claim.hedged, "cumulative": claim.cumulative, "approximate": claim.approximate}
    return [name for name, is_set in named.items() if is_set]


def _grades(claim: Assertion) -> list[tuple[str, str]]:
    if not isinstance(claim, Claim):
        return []
    return [
        ("confidence", "" if claim.confidence is None else confidence_words(claim.confidence)),
        ("credibility", "" if claim.credibility is None else credibility_words(claim.credibility)),
        ("likelihood", "" if claim.likelihood is None else likelihood_words(claim.likelihood)),
        ("status", claim.status.value),
        ("note", claim.note),
    ]
