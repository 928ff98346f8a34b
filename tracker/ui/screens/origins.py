"""Who goes back to whom, and how well likelihoods came true: two boxes of text."""

from __future__ import annotations

from tracker.model.track_record import Calibration, TrackRecord
from tracker.present.calibration import calibration_lines
from tracker.present.origins import origin_lines
from tracker.ui.safe import safe
from tracker.ui.screens.text_box import TextBox


class Origins(TextBox):
    """The origins of the case as a tree."""

    def __init__(self) -> None:
        super().__init__(safe("Origins: who goes back to whom"), safe("j k scroll · escape back"))

    def on_mount(self) -> None:
        super().on_mount()
        self.work_out("records", lambda case, told: case.track_records.all(told))

    def show_records(self, records: list[TrackRecord]) -> None:
        self.put(lambda _width: origin_lines(records) or ["No sources yet."])


class CalibrationBox(TextBox):
    """Scores and a reliability diagram over what the analyst settled."""

    def __init__(self) -> None:
        super().__init__(safe("Calibration: how chances given before came true"), safe("escape stops or leaves"))

    def on_mount(self) -> None:
        super().on_mount()
        self.work_out("calibration", lambda case, told: case.track_records.calibration(told))

    def show_calibration(self, found: Calibration) -> None:
        self.put(lambda _width: calibration_lines(found))
