"""What the command palette lists: every action, under the screen that it belongs to, the one searched for first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.fuzzy import Matcher

from tracker.ui.actions import ACTIONS, SCREENS, Action

EVERYWHERE = "everywhere"
"""Stands for a screen's name with actions that every screen has."""
LEFT_OUT = frozenset({"palette"})
"""What makes no sense in a palette that is open."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    screen: str
    """Where it is done: the name of a screen, or `EVERYWHERE`."""
    action: Action
    reason: str | None = None
    """Why it cannot be done now; None: it can, or its screen will say."""

    @property
    def key(self) -> str:
        return f"{self.screen}/{self.action.id}"

    @property
    def label(self) -> str:
        name = self.action.label
        return f"go to {name}" if self.action.id.startswith("go_") else name


def entries(here: str, why_not: Callable[[str], str | None]) -> list[Entry]:
    """Every action: those of the screen one is on, those of every screen, those of the other screens in order.

    An action that several screens have is listed for the one that one is on, else for each. why_not: asked with the
    ids of the actions that can be done here.
    """
    listed = [action for action in ACTIONS if action.id not in LEFT_OUT]
    found = [Entry(here, action, why_not(action.id)) for action in listed if here in action.screens]
    found += [Entry(EVERYWHERE, action, why_not(action.id)) for action in listed if not action.screens]
    found += [
        Entry(screen, action)
        for screen in SCREENS
        if screen != here
        for action in listed
        if screen in action.screens and here not in action.screens
    ]
    return found


def matching(found: list[Entry], query: str) -> list[Entry]:
    """The entries that fit what was typed, best first; those of one screen stay together.

    Letters of the name in their order, or the beginnings of words of name, screen and help in any order.
    """
    if not query.strip():
        return found
    matcher = Matcher(query.strip())
    scores = {entry.key: _score(entry, query, matcher) for entry in found}
    best: dict[str, float] = {}
    for entry in found:
        best[entry.screen] = max(best.get(entry.screen, 0.0), scores[entry.key])
    fitting = [entry for entry in found if scores[entry.key] > 0]
    return sorted(fitting, key=lambda entry: (-best[entry.screen], list(best).index(entry.screen), -scores[entry.key]))


def _score(entry: Entry, query: str, matcher: Matcher) -> float:
    """0.0: does not fit; a name that begins so is worth more than one that has the letters, and that than the help."""
    label = entry.label.lower()
    wanted = query.lower().split()
    if label.startswith(" ".join(wanted)):
        return 3.0
    words = f"{label} {SCREENS.get(entry.screen, '')} {entry.action.help}".lower().replace("-", " ").split()
    if all(any(word.startswith(start) for word in words) for start in wanted):
        return 2.0 if any(word.startswith(wanted[0]) for word in label.split()) else 1.0
    return 1.0 if matcher.match(entry.label) > 0 else 0.0
