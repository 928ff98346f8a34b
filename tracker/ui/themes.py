"""Colour themes. Each also works without colour: marks, borders and words carry the meaning."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="tracker-dark",
    primary="#7aa2f7",
    secondary="#91a0c1",
    accent="#7dcfb6",
    foreground="#c8cdd8",
    background="#12141a",
    surface="#171a21",
    panel="#1f232d",
    boost="#232834",
    success="#8fbf7f",
    warning="#e0b06a",
    error="#f17d89",
    dark=True,
    variables={
        "rule": "#333a49",
        "faint": "#96a1b6",
        "quote": "#f2e6c4",
        "quote-back": "#4a4230",
        "cursor-back": "#222c3f",
        "block-cursor-foreground": "#e8ecf4",
        "block-cursor-background": "#293650",
        "input-cursor-background": "#7dcfb6",
        "scrollbar": "#333a49",
        "scrollbar-background": "#12141a",
        "scrollbar-corner-color": "#12141a",
    },
)

LIGHT = Theme(
    name="tracker-light",
    primary="#275aad",
    secondary="#535d70",
    accent="#006860",
    foreground="#24292f",
    background="#faf9f6",
    surface="#f3f1ec",
    panel="#e9e6df",
    boost="#e2dfd7",
    success="#2e6925",
    warning="#815200",
    error="#ac293a",
    dark=False,
    variables={
        "rule": "#c9c4b8",
        "faint": "#565d67",
        "quote": "#3b2f00",
        "quote-back": "#f6e3a1",
        "cursor-back": "#dbe6f5",
        "block-cursor-foreground": "#12233f",
        "block-cursor-background": "#c6d8f2",
        "input-cursor-background": "#006860",
        "scrollbar": "#c9c4b8",
        "scrollbar-background": "#faf9f6",
        "scrollbar-corner-color": "#faf9f6",
    },
)

CONTRAST = Theme(
    name="tracker-contrast",
    primary="#6cb8ff",
    secondary="#d0d0d0",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#101010",
    boost="#1a1a1a",
    success="#7dff7d",
    warning="#ffb52e",
    error="#ff8a8a",
    dark=True,
    variables={
        "rule": "#bdbdbd",
        "faint": "#d6d6d6",
        "quote": "#000000",
        "quote-back": "#ffe14d",
        "cursor-back": "#003a75",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#003f80",
        "input-cursor-background": "#ffe14d",
        "scrollbar": "#bdbdbd",
        "scrollbar-background": "#000000",
        "scrollbar-corner-color": "#000000",
    },
)

COLOUR_BLIND = Theme(
    # Blue against orange, never red against green: the pair that all common kinds of colour blindness tell apart
    # (Okabe and Ito, Color Universal Design).
    name="tracker-colour-blind",
    primary="#56b4e9",
    secondary="#abb6c9",
    accent="#f0e442",
    foreground="#e2e5ea",
    background="#101318",
    surface="#161a21",
    panel="#20252e",
    boost="#28303b",
    success="#56b4e9",
    warning="#f0e442",
    error="#e69f00",
    dark=True,
    variables={
        "rule": "#46505f",
        "faint": "#a9b3c4",
        "quote": "#101318",
        "quote-back": "#f0e442",
        "cursor-back": "#1d3a52",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#174262",
        "input-cursor-background": "#f0e442",
        "scrollbar": "#46505f",
        "scrollbar-background": "#101318",
        "scrollbar-corner-color": "#101318",
    },
)

THEMES = (DARK, LIGHT, CONTRAST, COLOUR_BLIND)
"""In the order the theme key walks through them."""


def after(name: str) -> str:
    """The theme after this one.

    >>> after("tracker-dark"), after("tracker-colour-blind"), after("nord")
    ('tracker-light', 'tracker-dark', 'tracker-dark')
    """
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
