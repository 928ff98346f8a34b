"""Who says what, by which word."""

from __future__ import annotations

from tracker.model.base import Frozen


class Attribution(Frozen):
    """One act of saying in a text: `text[content_span[0]:content_span[1]] == content`."""

    source: str
    """Who says it, resolved: "the group" becomes "Islamic State" where the text makes it clear."""
    source_span: tuple[int, int] | None
    """Where the source stands in the text as written; None when it is only implied (the publisher)."""
    cue: str
    """The word that marks the saying: "said", "according to", "denied" ..."""
    cue_span: tuple[int, int] | None
    content: str
    content_span: tuple[int, int]
    denied: bool = False
    """True when the source denies the content."""
    hedged: bool = False
    """True when the source or the narrator leaves it open: "may", "reportedly", "is believed to"."""


class Link(Frozen):
    """One hop of an attribution chain: who, by which verb. Speaker first, then relay, then outlet."""

    name: str
    verb: str | None = None
