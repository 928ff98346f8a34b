"""Lines of styled words as Textual paints them, made straight away.

Textual's own way wraps, aligns and marks text of any kind first, which for a screen full of rows takes longer than the
rest of the paint. What is drawn here is one line and fits its width already.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

_Styles = dict[tuple[Style, str | Style], RichStyle]


class Strips:
    """Makes strips; knows the styles that it has met until it is told that they mean something else."""

    def __init__(self) -> None:
        self._met: _Styles = {}

    def forget(self) -> None:
        """The theme is another one."""
        self._met.clear()

    def strip(self, parts: Iterable[Content], width: int, base: Style) -> Strip:
        """Parts side by side, cut or filled to a width in cells."""
        segments: list[Segment] = []
        plain, filled, words = base.rich_style, 0, ""
        for part in parts:
            text, spans = part.plain, part.spans
            filled += part.cell_length
            if not spans:
                words += text  # what stands between the styled words is one segment
                continue
            if words:
                segments.append(Segment(words, plain))
                words = ""
            if len(spans) == 1 and spans[0].start == 0 and spans[0].end == len(text):
                segments.append(Segment(text, self._style(base, spans[0].style)))
            else:
                for piece, style in part.render(base, end=""):
                    segments.append(Segment(piece, (base + style).rich_style))
        words += " " * (width - filled)
        if words:
            segments.append(Segment(words, plain))
        strip = Strip(segments, max(width, filled))
        return strip if filled <= width else strip.crop(0, width)

    def _style(self, base: Style, style: str | Style) -> RichStyle:
        found = self._met.get((base, style))
        if found is None:
            parsed = Style.parse(style) if isinstance(style, str) else style
            found = self._met[base, style] = (base + parsed).rich_style
        return found
