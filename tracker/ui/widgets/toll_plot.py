"""A toll over time: one letter a source, at the time and height of each figure it gave."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from textual.app import RenderResult
from textual.color import Color
from textual_plotext import PlotextPlot

from tracker.model.timeline import Toll, TollPoint
from tracker.present.quantities import plain_number
from tracker.present.timelines import LETTERS
from tracker.ui.safe import NOTHING

COLOURS = ("primary", "warning", "success", "error", "accent", "secondary")
"""Theme colours of the series, in turn; the letters say who is who without them."""
SECONDS_A_DAY = 86_400.0


class _Cells:
    """Which cells of the plot hold a letter."""

    def __init__(self, first: float, last: float, least: float, most: float, width: int, height: int) -> None:
        self._first, self._least = first, least
        self._across = (last - first) / max(width - 1, 1)
        self._up = (most - least) / max(height - 1, 1)
        self._width = width
        self._taken: dict[tuple[int, int], str] = {}

    def place(self, letter: str, day: float, figure: float) -> tuple[float, float]:
        """The nearest place on the same height that no other letter holds, to the right while there is room."""
        across, up = round((day - self._first) / self._across), round((figure - self._least) / self._up)
        wanted = [across, *range(across + 1, self._width), *range(across - 1, -1, -1)]
        found = next((cell for cell in wanted if self._taken.get((cell, up), letter) == letter), across)
        self._taken[found, up] = letter
        return (day if found == across else self._first + found * self._across), figure


class TollPlot(PlotextPlot):
    """Each source's figure stands until it gives another one; a stroke shows a range, or how far an end is open."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._toll: Toll | None = None
        self._until: dt.datetime | None = None

    def set(self, toll: Toll | None, until: dt.datetime | None = None) -> None:
        """Shows a question; `until` is where the axis of time ends, None: at the last statement."""
        self._toll, self._until = toll, until
        self.refresh()

    def render(self) -> RenderResult:
        if self._toll is None:
            # Without data the library draws a frame round nothing.
            return NOTHING
        if self.size.width and self.size.height:
            self._draw(self._toll)
        return super().render()

    def _draw(self, toll: Toll) -> None:
        plot = self.plt
        plot.clear_figure()
        points = [point for one in toll.series for point in one.points]
        first = min(_day(point.at) for point in points)
        last = max(_day(self._until) if self._until else first, *(_day(point.at) for point in points))
        if last <= first:
            first, last = first - 0.5, last + 0.5
        edge = last + (last - first) * 0.02
        least, most = _range(points)
        for at, one in enumerate(toll.series[: len(LETTERS)]):
            colour = self._colour(at)
            for point, following in zip(one.points, [*one.points[1:], None], strict=True):
                day = _day(point.at)
                if point.low != point.high:
                    ends = [_end(point.low, least), _end(point.high, most)]
                    plot.plot([day, day], ends, marker="│", color=colour)
                until = _day(following.at) if following else last
                plot.plot([day, until], [point.figure, point.figure], marker="·", color=colour)
        self._letter(toll, _Cells(first, edge, least, most, self.size.width - 8, self.size.height - 3))
        plot.xaxes(lower=True, upper=False)
        plot.yaxes(left=True, right=False)
        plot.xlim(first, edge)
        plot.ylim(least, most)
        marks = figure_marks(least, most, max(2, self.size.height // 4))
        plot.yticks(marks, [plain_number(mark) for mark in marks])
        # A moment takes more cells than a day, and labels that meet are pushed away from their marks.
        cells_a_mark = 24 if last - first < 2 else 16
        days = time_marks(first, last, max(2, self.size.width // cells_a_mark))
        plot.xticks(days, [_time_words(day, last - first) for day in days])

    def _letter(self, toll: Toll, cells: _Cells) -> None:
        """One letter a figure, after the strokes and so above them; where two would meet, the later stands beside."""
        for at, one in enumerate(toll.series[: len(LETTERS)]):
            places = [cells.place(LETTERS[at], _day(point.at), point.figure) for point in one.points]
            days, figures = [day for day, _ in places], [figure for _, figure in places]
            self.plt.scatter(days, figures, marker=LETTERS[at], color=self._colour(at))

    def _colour(self, at: int) -> tuple[int, int, int]:
        name = COLOURS[at % len(COLOURS)]
        return Color.parse(self.app.theme_variables.get(name, "#ffffff")).rgb


def figure_marks(least: float, most: float, count: int) -> list[float]:
    """Round figures of an axis, about so many.

    >>> figure_marks(0, 27, 4)
    [0.0, 10.0, 20.0]
    """
    step = _round_step((most - least) / max(count, 1))
    mark = math.ceil(least / step) * step
    marks = []
    while mark <= most + step * 1e-9:
        marks.append(mark)
        mark += step
    return marks


def time_marks(first: float, last: float, count: int) -> list[float]:
    """Moments of an axis of time in days, about so many; whole days when it spans some."""
    whole = last - first >= 2
    step = max(1.0, math.ceil((last - first) / count)) if whole else (last - first) / count
    start = math.ceil(first) if whole else first
    marks = [start + step * number for number in range(count + 1)]
    return [mark for mark in marks if mark <= last]


def _round_step(step: float) -> float:
    if step <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    rounded = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step)
    return max(rounded, 1.0) if step > 0.2 else rounded


def _range(points: Sequence[TollPoint]) -> tuple[float, float]:
    """The figures an axis spans, with room beyond an open end; from 0 unless all figures are far from it."""
    ends = [end for point in points for end in (point.low, point.high) if end is not None]
    least, most = min(ends), max(ends)
    if 0 <= least < most * 0.7 or least == most:
        least = min(0.0, least)
    room = (most - least) * 0.1 or 1.0
    return least, most + room


def _end(end: float | None, otherwise: float) -> float:
    return otherwise if end is None else end


def _day(at: dt.datetime) -> float:
    return at.timestamp() / SECONDS_A_DAY


def _time_words(day: float, span: float) -> str:
    at = dt.datetime.fromtimestamp(round(day * SECONDS_A_DAY), dt.UTC)
    if span < 2:
        return f"{at:%d %b %H:%M}"
    return f"{at:%d %b}" if span < 330 else f"{at:%Y-%m}"
