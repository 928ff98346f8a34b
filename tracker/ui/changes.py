"""Changes to the case: those made here one after the other, those made elsewhere noticed."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

from textual import on, work

from tracker.errors import TrackerError
from tracker.ui.messages import CaseLookedAt, Job, JobDone, JobFailed
from tracker.ui.safe import of_error, toast
from tracker.ui.typed import TypedApp

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

LOOK_S = 2.0
"""Seconds between looks at the case for what another window or command wrote to it."""
BUSY_AFTER_S = 1.0
"""Seconds of waiting for another program after which it is said."""
BUSY_LOOK_S = 0.25
"""Seconds between looks whether something waits."""


class ChangingApp(TypedApp):
    """The app as far as the case changes; `reload` is called after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        """None until the case is open."""
        self._jobs: deque[Job] = deque()
        self.unsaved = 0
        """Changes that were asked for and are not made yet."""
        self._jobs_lock = threading.Lock()
        self._is_working = False
        self._is_looking = False
        self.is_busy = False
        """Whether something has to wait for another program, which has the case locked."""
        self._head: tuple[int, str] | None = None
        """The newest journal entry that was seen."""

    def reload(self) -> None:
        """Lets the screens read the case again."""
        raise NotImplementedError

    def tell(self) -> None:
        """Shows what is not saved yet."""
        raise NotImplementedError

    # -- made here -------------------------------------------------------------------------------------------------

    def submit(self, job: Job) -> None:
        """Makes a change in a worker, after those submitted before it."""
        with self._jobs_lock:
            self._jobs.append(job)
            self.unsaved += 1
            is_working, self._is_working = self._is_working, True
        self.tell()
        if not is_working:
            self._work_off()

    @work(thread=True)
    def _work_off(self) -> None:
        while True:
            with self._jobs_lock:
                if not self._jobs:
                    self._is_working = False
                    return
                job = self._jobs.popleft()
            self._run_job(job)

    def _run_job(self, job: Job) -> None:
        if self.workspace is None:
            return
        try:
            outcome = job.run(self.workspace)
        except TrackerError as error:
            self.post_message(JobFailed(job, error))
        else:
            # Taken before the screens read the case, so that they show whatever else was written until then.
            self._head = newest_entry(self.workspace) or self._head
            self.post_message(JobDone(job, outcome))

    @on(JobDone)
    def _on_job_done(self, message: JobDone) -> None:
        if message.job.said:
            toast(self, message.job.said(message.outcome))
        if message.job.then:
            message.job.then(message.outcome)
        self._job_is_over(message.job)

    @on(JobFailed)
    def _on_job_failed(self, message: JobFailed) -> None:
        if message.job.failed:
            message.job.failed(message.error)
        else:
            toast(self, of_error(message.error), severity="warning", seconds=8)
        self._job_is_over(message.job)

    def _job_is_over(self, job: Job) -> None:
        self.unsaved -= 1
        self.tell()
        if job.always:
            job.always()
        # A burst of decisions reads the case again once, after the last of them.
        if not self._jobs:
            self.reload()

    # -- made elsewhere --------------------------------------------------------------------------------------------

    def watch_case(self) -> None:
        """Looks at the case now and then from now on."""
        self.look_for_changes()
        self.set_interval(LOOK_S, self._look_again)
        self.set_interval(BUSY_LOOK_S, self._look_for_waits)

    def _look_for_waits(self) -> None:
        is_busy = self.workspace is not None and self.workspace.waited_s >= BUSY_AFTER_S
        if is_busy == self.is_busy:
            return
        self.is_busy = is_busy
        self.tell()
        for screen in self.screen_stack:
            if hasattr(screen, "note_busy"):
                screen.note_busy(is_busy)

    def _look_again(self) -> None:
        # On a slow disk one look can take longer than the time between two; they must not pile up.
        if not self._is_looking:
            self.look_for_changes()

    @work(thread=True, exclusive=True, group="watch")
    def look_for_changes(self) -> None:
        """Whether another window or command wrote to the case since the screens read it."""
        case = self.workspace
        if case is None or self._is_working:
            return
        self._is_looking = True
        try:
            head = newest_entry(case)
        finally:
            self._is_looking = False
        if head is not None:
            self.post_message(CaseLookedAt(head))

    @on(CaseLookedAt)
    def _on_case_looked_at(self, message: CaseLookedAt) -> None:
        seen, self._head = self._head, max(message.head, self._head or message.head)
        if seen is not None and message.head[0] > seen[0] and not self._is_working:
            self.reload()


def newest_entry(case: Workspace) -> tuple[int, str] | None:
    """Number and hash of the newest journal entry; None when the case cannot be read just now, say locked."""
    try:
        return case.history.head()
    except TrackerError:
        # A look is repeated soon; a case that stays unreadable says so at the next key.
        return None
