"""From the entries of a feed to the pages that they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tracker.errors import InputError
from tracker.model.report import Report
from tracker.services.documents import Arrival
from tracker.services.versions import versions_at
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.incoming.document import ParsedDocument
    from tracker.exchange.web.fetch import Page


def followed(arriving: Iterator[Arrival], store: Store, fetch: Callable[[str], Page]) -> Iterator[Arrival]:
    """Entries of feeds replaced by their pages, said to be of the feed's publisher and the entry's time.

    An entry without a link, or whose page cannot be had, stays what it is, and says why. A page that the case has, and
    that the feed does not call changed since, is not fetched again.
    """
    for arrival in arriving:
        yield _page_of(arrival, store, fetch) if arrival.is_entry and not arrival.error else arrival


def _page_of(arrival: Arrival, store: Store, fetch: Callable[[str], Page]) -> Arrival:
    from tracker.services.parsing import parsed

    try:
        entry = parsed(arrival.raw, name=arrival.name)
    except InputError as error:
        return arrival._replace(error=str(error))
    if entry.url is None:
        return arrival._replace(note="It links to no page.")
    known = _known(store, entry.url, entry)
    if known is not None:
        # Its own bytes: taking them in says that they are known.
        return arrival._replace(name=known.name, method="url", raw=store.blob(known.sha256), page=None)
    try:
        page = fetch(entry.url)
    except InputError as error:
        return arrival._replace(note=f"Its page was not taken in: {error}")
    return Arrival(page.url, "url", page.body, page=page, published=entry.published, publisher=entry.publisher)


def _known(store: Store, url: str, entry: ParsedDocument) -> Report | None:
    versions = versions_at(store, url, "url")
    if not versions or (entry.published and entry.published > versions[-1].accessed_at):
        return None
    return versions[-1]
