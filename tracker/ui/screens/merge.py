"""Merging: what the cursor is on into another record that is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from tracker.model.claim import Claim
from tracker.model.finding import Relation
from tracker.model.incident import Incident
from tracker.model.query import ClaimQuery
from tracker.model.source import Source
from tracker.present.sources import aliases_words
from tracker.ui.safe import choice, join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Choices, Words
from tracker.ui.words import says, source_words, status_mark

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

MOST = 60
"""Candidates listed; the filter narrows them."""


class _Merge(Dialog[Any]):
    """A filter and the records that match it."""

    def about(self) -> Content:
        raise NotImplementedError

    def candidates(self, case: Workspace, text: str) -> list[tuple[str, Content]]:
        """Id and words of records to merge into. Runs in a worker."""
        raise NotImplementedError

    def merge(self, into: str) -> None:
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
        self.load("found", lambda case: self.candidates(case, text)[:MOST], after=after)

    def show_found(self, found: list[tuple[str, Content]]) -> None:
        listed = self.query_one(Choices)
        listed.clear_options()
        listed.add_options([choice(words, key) for key, words in found])
        self.complain(safe("" if found else "Nothing is like it; type words to search for."))
        if found:
            listed.highlighted = 0

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        self._search(event.value.strip(), after=0.12)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    @on(OptionList.OptionSelected)
    def _on_selected(self, event: OptionList.OptionSelected) -> None:
        self.merge(event.option_id or "")

    def action_save(self) -> None:
        listed = self.query_one(Choices)
        if listed.highlighted is not None:
            self.merge(listed.get_option_at_index(listed.highlighted).id or "")


class MergeClaim(_Merge):
    """A proposal that says the same as another claim; its words are kept in the other's note."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim

    def about(self) -> Content:
        return join(line(self._claim.id, "$faint"), source_words(self._claim), says(self._claim), sep="  ")

    def candidates(self, case: Workspace, text: str) -> list[tuple[str, Content]]:
        if text:
            ids = [claim.id for claim in case.claims.find(ClaimQuery(text=text, limit=MOST))]
        else:
            # The likeliest duplicates are what the case already sets against it.
            findings = sorted(case.scan.against(self._claim), key=lambda f: f.relation is not Relation.CORROBORATES)
            ids = [other for f in findings if (other := f.b if f.a == self._claim.id else f.a)]
        claims = [case.claims.get(found) for found in dict.fromkeys(ids) if found != self._claim.id]
        return [
            (claim.id, join(status_mark(claim.status), line(claim.id), source_words(claim), says(claim), sep="  "))
            for claim in claims
            if claim.status.is_open
        ]

    def merge(self, into: str) -> None:
        claim_id = self._claim.id
        self.save(lambda case: case.triage.merge(claim_id, into), said=lambda made: line(made.summary))


class MergeSource(_Merge):
    """A source that is another one under another name; its names become aliases."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def about(self) -> Content:
        return join(
            line(self._source.id, "$faint"), line(self._source.name, "bold"), safe("becomes an alias of:"), sep="  "
        )

    def candidates(self, case: Workspace, text: str) -> list[tuple[str, Content]]:
        found = case.sources.find(text) if text else case.sources.all()
        return [
            (
                source.id,
                join(line(source.id, "$faint"), line(source.name), line(aliases_words(source), "$faint"), sep="  "),
            )
            for source in found
            if source.id != self._source.id
        ]

    def merge(self, into: str) -> None:
        source_id = self._source.id
        self.save(lambda case: case.sources.merge(source_id, into), said=lambda made: line(made.summary))


class MergeIncident(_Merge):
    """An incident that is another one; its claims go there."""

    def __init__(self, incident: Incident) -> None:
        super().__init__()
        self._incident = incident

    def about(self) -> Content:
        name = line(self._incident.name, "bold")
        return join(line(self._incident.id, "$faint"), name, safe("becomes one with:"), sep="  ")

    def candidates(self, case: Workspace, text: str) -> list[tuple[str, Content]]:
        return [
            (incident.id, join(line(incident.id, "$faint"), line(incident.name), sep="  "))
            for incident in case.incidents.find(text)
            if incident.id != self._incident.id
        ]

    def merge(self, into: str) -> None:
        incident_id = self._incident.id
        self.save(lambda case: case.incidents.merge(incident_id, into), said=lambda made: line(made.summary))
