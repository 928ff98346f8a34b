"""Taking reports in without leaving: a file, a folder or an address, typed, picked, or dropped into the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input

from tracker.errors import InputError
from tracker.model.report import Report
from tracker.present.left_behind import records_words, unread_words
from tracker.ui.counts import counted
from tracker.ui.dropped import address_in, completion, path_in
from tracker.ui.safe import join, line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.long_dialog import LongDialog
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Words


class Paths(Suggester):
    """Completes a path from what is in the folder."""

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(completion, value)


class TakeIn(LongDialog):
    """Asks for a path; a folder is taken in with everything readable in it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+f", "pick", show=False)]

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        box = Vertical(
            Words(safe("Reports, a folder of them, an address of the web, a table of claims, a case.", "$faint")),
            FieldRow(safe("Path"), Field(self._path, id="path", hint="~/reports, a file or https://…; ctrl+f picks")),
            FieldRow(safe("Publisher"), Field(id="publisher", hint="optional; when the files do not say")),
            FieldRow(safe("Published"), Field(id="published", hint="optional; a day like 2017-07-31")),
            Words(id="progress"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Take in reports")
        box.border_subtitle = safe("enter take in · → complete · ctrl+f pick · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one("#path", Field).suggester = Paths(use_cache=False)

    def action_pick(self) -> None:
        from tracker.ui.screens.pick_file import PickFile

        def picked(path: Path | None) -> None:
            if path is not None:
                field = self.query_one("#path", Field)
                field.value = str(path)
                field.focus()

        typed = path_in(self.query_one("#path", Field).value)
        folder = typed if typed and typed.is_dir() else typed.parent if typed else Path.cwd()
        self.app.push_screen(PickFile(folder), picked)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        typed = self.query_one("#path", Field).value.strip()
        if not self.need(typed, "Name a file or a folder.", "#path"):
            return
        path = address_in(typed) or path_in(typed)
        if not self.need(path, f"There is nothing at {typed}.", "#path") or path is None:
            return
        self.complain()
        if isinstance(path, Path):
            self.load("kind", lambda case: (path, case.files.recognised(path)))
        else:
            self._take_in(path)

    def show_kind(self, found: tuple[Path, str | None]) -> None:
        """A file of records is looked at on a screen of its own; everything else is read as reports."""
        path, kind = found
        if kind is None:
            self._take_in(path)
            return
        from tracker.ui.screens.import_case import ImportCase
        from tracker.ui.screens.import_file import ImportFile

        self.app.switch_screen(ImportCase(path) if kind == "case" else ImportFile(path))

    def _take_in(self, path: Path | str) -> None:
        if isinstance(path, str):
            self.tracker.keep("feed", {"address": path})  # offered where feeds are watched
        publisher, published = (self.query_one(f"#{name}", Field).value.strip() or None for name in _FURTHER)
        self.work_on(
            "taking in",
            lambda case, on_step: _take_in(case, path, on_step, publisher=publisher, published=published),
            self._told,
        )

    def _told(self, brought: Brought) -> Content:
        self.tracker.note_run(brought.entries)
        return _outcome(brought)


_FURTHER = ("publisher", "published")


class Brought(NamedTuple):
    """What became of what was named."""

    taken: list[Any]
    left: tuple[str, ...]
    """What of a folder was left there, a sentence each."""
    entries: list[int]
    """Entries of the journal that it made."""


def _take_in(case: Any, path: Path | str, on_step: Callable[[int, int], bool], **known: str | None) -> Brought:
    goes_on = True

    def on_progress(done: int, steps: int, _: object) -> None:
        nonlocal goes_on
        goes_on = on_step(done, steps)

    before = case.history.head()[0]
    taken = list(case.ingest.take_in([path], on_progress=on_progress, should_stop=lambda: not goes_on, **known))
    if len(taken) == 1 and taken[0].error:
        raise InputError(taken[0].error)
    left = case.ingest.left_behind([path])
    names = [records.name for records in left.records]
    told = tuple(filter(None, (records_words(names), unread_words(left.unread))))
    return Brought(taken, told, case.history.made_since(before, "ingest"))


def _way(report: Report) -> str:
    """Where a page was found, if not where it was looked for."""
    hops = report.fetched.hops if report.fetched else ()
    return f"Redirected to {hops[-1].url} ({', '.join(str(hop.status) for hop in hops[:-1])})." if len(hops) > 1 else ""


def _outcome(brought: Brought) -> Content:
    taken = brought.taken
    new = [found for found in taken if found.report is not None and not found.already]
    words = [f"{counted(len(new), 'report')} taken in, {counted(sum(found.proposed for found in new), 'proposal')}."]
    if len(new) == 1:
        words += [words_of for words_of in (_way(new[0].report), new[0].note) if words_of]
    if any(found.report is not None and found.report.method == "feed" for found in taken):
        words.append("It is a feed: W on the Case screen watches it, every 15 minutes.")
    already = sum(1 for found in taken if found.already)
    if already:
        words.append(f"{counted(already, 'report')} known already.")
    failed = [found for found in taken if found.error]
    if failed:
        words.append(f"{counted(len(failed), 'file')} left out: {failed[0].error}")
    words.extend(brought.left)
    return join(*(line(part) for part in words), sep="\n")
