"""Taking reports in without leaving: a file or a folder."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tracker.errors import InputError
from tracker.ui.counts import counted
from tracker.ui.safe import join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Words


class TakeIn(Dialog[None]):
    """Asks for a path; a folder is taken in with everything readable in it."""

    def compose(self) -> ComposeResult:
        box = Vertical(
            Words(
                safe(
                    "txt, md and html files, or a folder of them.",
                    "$faint",
                )
            ),
            FieldRow(safe("Path"), Field(id="path", hint="~/reports or one file")),
            FieldRow(safe("Publisher"), Field(id="publisher", hint="optional; when the files do not say")),
            FieldRow(safe("Published"), Field(id="published", hint="optional; 2017-07-31")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Take in reports")
        box.border_subtitle = safe("enter take in · escape back")
        yield box

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        from pathlib import Path

        typed = self.query_one("#path", Field).value.strip().strip("'\"").removeprefix("file://")
        if not self.need(typed, "Name a file or a folder.", "#path"):
            return
        path = Path(typed).expanduser()
        if not self.need(path.exists(), f"There is nothing at {typed}.", "#path"):
            return
        publisher, published = (self.query_one(f"#{name}", Field).value.strip() or None for name in _FURTHER)
        self.complain(safe("Reading ..."))
        self.save(
            lambda case: _checked(list(case.ingest.take_in([path], publisher=publisher, published=published))),
            said=_outcome,
            result=lambda _: None,
        )


_FURTHER = ("publisher", "published")


def _checked(taken: list[Any]) -> list[Any]:
    if len(taken) == 1 and taken[0].error:
        raise InputError(taken[0].error)
    return taken


def _outcome(taken: list[Any]) -> Content:
    new = [found for found in taken if found.report is not None and not found.already]
    words = [f"{counted(len(new), 'report')} taken in, {counted(sum(found.proposed for found in new), 'proposal')}."]
    already = sum(1 for found in taken if found.already)
    if already:
        words.append(f"{counted(already, 'report')} known already.")
    failed = [found for found in taken if found.error]
    if failed:
        words.append(f"{counted(len(failed), 'file')} left out: {failed[0].error}")
    return join(*(line(part) for part in words), sep="\n")
