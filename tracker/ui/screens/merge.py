"""Merging: what the cursor is on into another record that is the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from tracker.model.change import Change
from tracker.model.claim import Claim
from tracker.model.finding import Relation
from tracker.model.incident import Incident
from tracker.model.source import Source
from tracker.present.sources import aliases_words
from tracker.ui.safe import choice, join, line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.early_keys import KeepsEarlyKeys
from tracker.ui.screens.one_answer import OneAnswer
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Choices, Words
from tracker.ui.words import says, source_words, status_mark

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

MOST = 60
"""Candidates listed; the filter narrows them."""
LONGEST_NAME = 60
"""Cells of a name; a longer one would push the others out of sight."""


def _id(record: str) -> Content:
    """An id in cells of its own, so that the names stand under each other."""
    return line(record, "$faint").pad_right(max(4 - len(record), 0))


def _cut(name: Content) -> Content:
    return name.truncate(LONGEST_NAME, ellipsis=True)


Candidate = Claim | Source | Incident


class _Merge(OneAnswer[str], KeepsEarlyKeys):
    """A filter and the records that match it. Ends with the id of the record that was merged into."""

    ANSWER = "merge"

    def __init__(self, record: Candidate) -> None:
        super().__init__()
        self.record = record
        """What is to be merged."""
        self.seen: dict[str, int] = {}
        """Revision of each record that was shown."""
        self._into = ""
        self._is_stale = True
        """Whether the list is still that of other words than those typed."""
        self._waits = False
        """Saved before the list was there."""

    def about(self) -> Content:
        raise NotImplementedError

    def candidates(self, case: Workspace, text: str) -> Sequence[Candidate]:
        """Records to merge into, this one among them or not. Runs in a worker."""
        raise NotImplementedError

    def words(self, found: Any) -> Content:
        """A record to merge into."""
        raise NotImplementedError

    def get(self, case: Workspace, record_id: str) -> Candidate:
        raise NotImplementedError

    def merged(self, case: Workspace, into: str, revs: tuple[int, int]) -> Change:
        """Makes the change."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        box = Vertical(
            Words(self.about()),
            FieldRow(safe("Into"), Field(id="text", hint="words to find it by")),
            Choices(id="found", classes="section"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Merge")
        box.border_subtitle = safe("↓ list · enter merge · escape back")
        yield box

    def on_mount(self) -> None:
        self._search("")

    def _search(self, text: str, after: float = 0.0) -> None:
        own, self._is_stale = self.record.id, True
        self.load("found", lambda case: [o for o in self.candidates(case, text) if o.id != own][:MOST], after=after)

    def show_found(self, found: list[Candidate]) -> None:
        listed = self.query_one(Choices)
        self.seen = {one.id: one.rev for one in (self.record, *found)}
        listed.clear_options()
        listed.add_options([choice(self.words(one), one.id) for one in found])
        self.complain(safe("" if found else "Nothing is like it; type words to search for."))
        if found:
            listed.highlighted = 0
        self._is_stale = False
        if self._waits:
            self._waits = False
            self.action_save()

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        self._search(event.value.strip(), after=0.12)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    @on(OptionList.OptionSelected)
    def _on_selected(self, event: OptionList.OptionSelected) -> None:
        self.merge(event.option_id or "")

    def merge(self, into: str) -> None:
        own, self._into = self.record.id, into
        self.save(
            lambda case: self.merged(case, into, (self.seen[own], self.seen[into])),
            said=lambda made: line(made.summary),
            result=lambda _: into,
        )

    def mine(self) -> str:
        return f"{self.record.id} merged into {self._into}"

    def now(self, case: Workspace) -> tuple[dict[str, int], str]:
        both = [self.get(case, record_id) for record_id in (self.record.id, self._into)]
        return {one.id: one.rev for one in both}, "; ".join(self.words(one).plain for one in both)

    def action_save(self) -> None:
        if self._is_stale:
            # Its first line is not what is meant.
            self._waits = True
            return
        listed = self.query_one(Choices)
        if listed.highlighted is not None:
            self.merge(listed.get_option_at_index(listed.highlighted).id or "")


Named = TypeVar("Named", Source, Incident)


def _likeliest_first(find: Callable[[str], Sequence[Named]], name: str) -> list[Named]:
    """All records, those first that hold the words of a name: nothing is to be typed where one of them is meant."""
    first = list(find(name))
    ids = {one.id for one in first}
    first.extend(one for one in find("") if one.id not in ids)
    return first


class MergeClaim(_Merge):
    """A proposal that says the same as another claim; its words are kept in the other's note."""

    record: Claim

    def about(self) -> Content:
        return join(line(self.record.id, "$faint"), source_words(self.record), says(self.record), sep="  ")

    def candidates(self, case: Workspace, text: str) -> Sequence[Claim]:
        if text:
            # As many again: those that are not open any more are left out.
            claims = case.claims.search(text, 2 * MOST)
        else:
            # The likeliest duplicates are what the case already sets against it.
            findings = sorted(case.scan.against(self.record), key=lambda f: f.relation is not Relation.CORROBORATES)
            ids = [other for f in findings if (other := f.b if f.a == self.record.id else f.a)]
            claims = [case.claims.get(found) for found in list(dict.fromkeys(ids))[: 2 * MOST]]
        return [claim for claim in claims if claim.status.is_open]

    def words(self, found: Claim) -> Content:
        return join(status_mark(found.status), _id(found.id), _cut(source_words(found)), says(found), sep="  ")

    def get(self, case: Workspace, record_id: str) -> Claim:
        return case.claims.get(record_id)

    def merged(self, case: Workspace, into: str, revs: tuple[int, int]) -> Change:
        return case.triage.merge(self.record.id, into, revs=revs)


class MergeSource(_Merge):
    """A source that is another one under another name; its names become aliases."""

    record: Source

    def about(self) -> Content:
        return join(
            line(self.record.id, "$faint"), line(self.record.name, "bold"), safe("becomes an alias of:"), sep="  "
        )

    def candidates(self, case: Workspace, text: str) -> Sequence[Source]:
        return case.sources.find(text) if text else _likeliest_first(case.sources.find, self.record.name)

    def words(self, found: Source) -> Content:
        return join(_id(found.id), _cut(line(found.name)), line(aliases_words(found), "$faint"), sep="  ")

    def get(self, case: Workspace, record_id: str) -> Source:
        return case.sources.get(record_id)

    def merged(self, case: Workspace, into: str, revs: tuple[int, int]) -> Change:
        return case.sources.merge(self.record.id, into, revs=revs)


class MergeIncident(_Merge):
    """An incident that is another one; its claims go there."""

    record: Incident

    def about(self) -> Content:
        name = line(self.record.name, "bold")
        return join(line(self.record.id, "$faint"), name, safe("becomes one with:"), sep="  ")

    def candidates(self, case: Workspace, text: str) -> Sequence[Incident]:
        def like(words: str) -> list[Incident]:
            return case.incidents.like(words, MOST + 1)

        return like(text) if text else _likeliest_first(like, self.record.name)

    def words(self, found: Incident) -> Content:
        return join(_id(found.id), _cut(line(found.name)), sep="  ")

    def get(self, case: Workspace, record_id: str) -> Incident:
        return case.incidents.get(record_id)

    def merged(self, case: Workspace, into: str, revs: tuple[int, int]) -> Change:
        return case.incidents.merge(self.record.id, into, revs=revs)
