"""Pages from the network, within the limits of the settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tracker.settings import Settings

if TYPE_CHECKING:
    from tracker.exchange.web.fetch import Page


class Fetching:
    """Fetches; the library for it is loaded with the first page."""

    def __init__(self, settings: Settings, *, clock: Callable[[], dt.datetime]) -> None:
        self._settings = settings
        self._clock = clock

    def page(self, url: str, *, allow_private: bool = False, conditions: Mapping[str, str] | None = None) -> Page:
        """The page at an address. Raises InputError that says what is wrong with it.

        allow_private: also ask machines of this network, as the setting of that name does. conditions: headers that
        ask for it only if it changed.
        """
        from tracker.exchange.web.fetch import Limits, fetch

        settings = self._settings
        limits = Limits(settings.fetch_bytes, settings.fetch_seconds, allow_private or settings.allow_private)
        return fetch(url, limits, clock=self._clock, conditions=conditions)
