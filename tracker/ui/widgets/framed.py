"""Parts of a screen with words in their border."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


class Framed(Widget):
    """Words in its border that change often: for them the border is painted, not all that it frames.

    To be named after the container that it is: Textual takes the style of the first."""

    _is_written = False
    """Whether what is asked for now is to paint the words in the border."""

    def head(self, title: Content | None = None, note: Content | None = None) -> None:
        """Sets the words in the upper and in the lower border; None leaves what is there."""
        self._is_written = True
        try:
            if title is not None and self.border_title != title.markup:
                self.border_title = title
            if note is not None and self.border_subtitle != note.markup:
                self.border_subtitle = note
        finally:
            self._is_written = False

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Framed:
        if self._is_written and not (regions or layout or recompose):
            width, height = self.outer_size
            left, top = self.content_offset
            # Counted from the content on, as all that is refreshed.
            regions = (Region(-left, -top, width, 1), Region(-left, height - 1 - top, width, 1))
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class Box(Vertical, Framed):
    """A list in its frame."""
