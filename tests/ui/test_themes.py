"""What is written can be read in every theme."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from tracker.ui import themes

LEAST_CONTRAST = 4.5
"""Web Content Accessibility Guidelines 2.2, success criterion 1.4.3, level AA."""


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as the guidelines define it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    found = Color.parse(colour)
    return 0.2126 * linear(found.r) + 0.7152 * linear(found.g) + 0.0722 * linear(found.b)


def _pairs(theme: Theme) -> list[tuple[str, str, str]]:
    """A name, letters, and what is behind them, for all that is written."""
    more = theme.variables
    letters = {name: getattr(theme, name) for name in ("foreground", "primary", "secondary", "accent")}
    letters |= {name: getattr(theme, name) for name in ("success", "warning", "error")} | {"faint": more["faint"]}
    backs = {name: getattr(theme, name) for name in ("background", "surface", "panel")}
    backs |= {name: more[name] for name in ("cursor-back", "block-cursor-background")}
    pairs = [(f"{a} on {b}", letters[a], backs[b]) for a in letters for b in backs]
    pairs += [("quote", more["quote"], more["quote-back"]), ("tab", str(theme.background), str(theme.accent))]
    pairs.append(("chosen", more["block-cursor-foreground"], more["block-cursor-background"]))
    return pairs


def test_black_on_white_has_the_contrast_that_the_guidelines_give() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_all_that_is_written_stands_out_from_what_is_behind_it(theme: Theme) -> None:
    faint = {name: round(contrast(a, b), 2) for name, a, b in _pairs(theme) if contrast(a, b) < LEAST_CONTRAST}
    assert faint == {}


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_the_row_under_the_cursor_has_a_ground_of_its_own(theme: Theme) -> None:
    for name in ("cursor-back", "block-cursor-background"):
        assert contrast(theme.variables[name], str(theme.background)) >= 1.15
