"""Screens of the interface as SVG: one picture, or a sequence that plays by itself.

Text keeps its cells by `textLength`, whatever font there is; no font, script or other file is asked for. A sequence is
frames side by side that a CSS animation moves through a window; a line that several frames share is written once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI
from textual.app import App

CELL = 12.04
"""Width of a cell: 0.602 of the size of the letters, as most monospaced fonts have it."""
LINE = 23
"""Height of a line: not more than the frames of boxes are high, so that they close."""
LETTERS = 20
BASE = 18
"""From the upper end of a line to the foot of its letters."""
EDGE = 10
"""Around the screen."""

Run = tuple[int, int, str, str]
"""First cell, cells, class, text."""


@dataclass
class Drawing:
    """Lines in the styles of one file."""

    classes: dict[str, str] = field(default_factory=dict)
    """Declarations -> class."""
    rows: dict[str, str] = field(default_factory=dict)
    """Elements of a line -> its id."""
    ground: str = ""
    """Class of what is behind all."""

    def lie_on(self, app: App[Any]) -> str:
        """Takes the colour of the theme as the ground on which nothing else need be drawn; its hexadecimal code."""
        colour = app.current_theme.background or "#000000"
        self.ground = self._named(f"fill:{colour.lower()};shape-rendering:crispEdges")
        return colour

    def frame(self, app: App[Any]) -> list[str]:
        """What the app shows now: the elements of each line."""
        # Textual has no public way to the drawn lines but its own SVG, which is four times as large.
        update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)  # noqa: SLF001
        return [
            self._row([(part.text, part.style or Style()) for strip in row for part in strip if not part.control])
            for row in getattr(update, "strips", ())
        ]

    def _row(self, parts: Sequence[tuple[str, Style]]) -> str:
        runs: list[Run] = []
        cell = 0
        for text, style in parts:
            cells = cell_len(text)
            here = self._class(style)
            if runs and runs[-1][2] == here:
                first, before, _, words = runs.pop()
                runs.append((first, before + cells, here, words + text))
            else:
                runs.append((cell, cells, here, text))
            cell += cells
        return "".join(self._backgrounds(runs)) + "".join(map(_text, runs))

    def _backgrounds(self, runs: Sequence[Run]) -> Iterator[str]:
        for name, same in groupby(runs, key=lambda run: run[2].partition(" ")[2]):
            parts = list(same)
            if name != self.ground:
                first, cells = parts[0][0], sum(part[1] for part in parts)
                place = f'x="{_n(first * CELL)}" y="-{BASE}" width="{_n(cells * CELL)}" height="{LINE}"'
                yield f'<rect class="{name}" {place}/>'

    def _class(self, style: Style) -> str:
        """Classes of the letters and of what is behind them."""
        front = style.color.get_truecolor(DIMMED_MONOKAI) if style.color else DIMMED_MONOKAI.foreground_color
        back = style.bgcolor.get_truecolor(DIMMED_MONOKAI) if style.bgcolor else DIMMED_MONOKAI.background_color
        if style.reverse:
            front, back = back, front
        letters = [f"fill:{front.hex}"]
        letters += ["font-weight:bold"] if style.bold else []
        letters += ["font-style:italic"] if style.italic else []
        letters += ["opacity:.6"] if style.dim else []
        lined = [name for name, is_on in (("underline", style.underline), ("line-through", style.strike)) if is_on]
        letters += [f"text-decoration:{' '.join(lined)}"] if lined else []
        return f"{self._named(';'.join(letters))} {self._named(f'fill:{back.hex};shape-rendering:crispEdges')}"

    def _named(self, declarations: str) -> str:
        return self.classes.setdefault(declarations, f"s{len(self.classes)}")

    def shared(self, elements: str) -> str:
        """Id of a line that is written once."""
        return self.rows.setdefault(elements, f"r{len(self.rows)}")

    def style(self) -> str:
        letters = f"text{{font:{LETTERS}px 'Fira Code','DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}}"
        return letters + "".join(f".{name}{{{words}}}" for words, name in self.classes.items())


def still(app: App[Any]) -> str:
    """One picture of what the app shows now."""
    drawing = Drawing()
    ground = drawing.lie_on(app)
    lines = drawing.frame(app)
    width, height = app.size.width * CELL, app.size.height * LINE
    body = "".join(f'<g transform="translate(0 {y * LINE + BASE})">{row}</g>\n' for y, row in enumerate(lines) if row)
    return _file(drawing, width, height, f'<g transform="translate({EDGE} {EDGE})">\n{body}</g>', ground)


@dataclass
class Reel:
    """Frames and how long each is shown."""

    drawing: Drawing = field(default_factory=Drawing)
    frames: list[list[str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    size: tuple[int, int] = (0, 0)
    ground: str = ""

    def add(self, app: App[Any], seconds: float, caption: str) -> None:
        """Shows what the app shows now for so long; the caption stands beneath it."""
        self.size = (app.size.width, app.size.height + 2)
        self.ground = self.drawing.lie_on(app)
        words = f'<text x="0" class="caption">{escape(caption)}</text>'
        lines = [self.drawing.shared(row) for row in [*self.drawing.frame(app), "", words]]
        if self.frames and self.frames[-1] == lines:
            self.seconds[-1] += seconds
        else:
            self.frames.append(lines)
            self.seconds.append(seconds)

    def file(self) -> str:
        """All frames as one picture that plays and begins again."""
        width, height = self.size[0] * CELL, self.size[1] * LINE
        total, passed, steps = sum(self.seconds), 0.0, []
        for number, seconds in enumerate(self.seconds):
            steps.append(f"{100 * passed / total:.3f}%{{transform:translateX({_n(-number * width)}px)}}")
            passed += seconds
        steps.append(f"100%{{transform:translateX({_n(-(len(self.frames) - 1) * width)}px)}}")
        style = f"@keyframes reel{{{''.join(steps)}}}.reel{{animation:reel {total:.2f}s steps(1,end) infinite}}"
        style += ".caption{fill:#e0af68;font-weight:bold}"
        defs = "".join(f'<g id="{name}">{row}</g>\n' for row, name in self.drawing.rows.items() if row)
        empty = self.drawing.rows.get("")
        frames = [self._uses(lines, number * width, empty) for number, lines in enumerate(self.frames)]
        wide, high = _n(width), _n(height)
        body = (
            f'<svg x="{EDGE}" y="{EDGE}" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
            f'<g class="reel">\n{chr(10).join(frames)}\n</g></svg>'
        )
        return _file(self.drawing, width, height, f"<defs>{defs}</defs>{body}", self.ground, more=style)

    def _uses(self, lines: Sequence[str], x: float, empty: str | None) -> str:
        places = ((name, y * LINE + BASE) for y, name in enumerate(lines) if name != empty)
        return "".join(f'<use href="#{name}" x="{_n(x)}" y="{y}"/>' for name, y in places)


def _file(drawing: Drawing, width: float, height: float, body: str, ground: str, *, more: str = "") -> str:
    whole, high = _n(width + 2 * EDGE), _n(height + 2 * EDGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 {whole} {high}">'
        f"<style>{drawing.style()}{more}</style>"
        f'<rect width="{whole}" height="{high}" rx="8" fill="{ground}" stroke="#808080"/>\n{body}\n</svg>\n'
    )


def _text(run: Run) -> str:
    """The letters of a run; wide ones apart, since no font has them exactly two cells wide."""
    first, _, name, words = run
    letters = name.partition(" ")[0]
    drawn = []
    for _, same in groupby(words, key=lambda letter: cell_len(letter) > 1):
        part = "".join(same)
        drawn.append(_piece(first, letters, part))
        first += cell_len(part)
    return "".join(drawn)


def _piece(first: int, letters: str, words: str) -> str:
    bare = words.strip()
    if not bare:
        return ""
    start = first + cell_len(words[: len(words) - len(words.lstrip())])
    length = _n(cell_len(bare) * CELL)
    return f'<text class="{letters}" x="{_n(start * CELL)}" textLength="{length}">{escape(bare)}</text>'


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
