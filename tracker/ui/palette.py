"""The command palette: every action of the screen one is on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tracker.ui.actions import Action, actions_of, keys_shown
from tracker.ui.safe import join, line
from tracker.ui.screens.base import CaseScreen


class ActionCommands(Provider):
    """Finds actions by label and help."""

    async def discover(self) -> Hits:
        for screen, action in self._actions():
            yield DiscoveryHit(line(_title(screen, action)), partial(screen.action_act, action.id), help=action.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for screen, action in self._actions():
            score = max(matcher.match(action.label), matcher.match(action.help) * 0.9)
            if score > 0:
                title = join(line(_title(screen, action)))
                yield Hit(score, title, partial(screen.action_act, action.id), text=action.label, help=action.help)

    def _actions(self) -> Iterator[tuple[CaseScreen, Action]]:
        screen = self.screen
        if isinstance(screen, CaseScreen):
            for action in actions_of(screen.NAME):
                if action.id not in ("palette", "scroll_down", "scroll_up", "back"):
                    yield screen, action


def _title(screen: CaseScreen, action: Action) -> str:
    return f"{action.label.capitalize()}  ({keys_shown(action, screen.tracker.user_keys)})"
