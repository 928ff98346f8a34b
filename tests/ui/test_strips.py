"""Rows and frames that are drawn without Textual's own ways look as if they were drawn by these."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tracker.ui.safe import line, safe
from tracker.ui.widgets.framed import Box
from tracker.ui.widgets.strips import Strips

BASE = Style.parse("#ffffff on #000000")
STYLES = st.sampled_from(["", "bold", "red", "italic on blue"])
SAID = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), max_size=8)


@given(st.lists(st.tuples(SAID, STYLES)), st.integers(1, 60))
def test_a_strip_has_the_cells_and_styles_of_its_parts_and_its_width(parts: list[tuple[str, str]], width: int) -> None:
    contents = [line(text, style) for text, style in parts]
    strip = Strips().strip(contents, width, BASE)
    assert strip.cell_length == width == sum(segment.cell_length for segment in strip)
    told = [(character, (BASE + Style.parse(style)).rich_style) for text, style in parts for character in text]
    drawn = [(character, segment.style) for segment in strip for character in segment.text]
    fitting = [pair for pair in drawn if pair[0] != " "]
    assert fitting == told[: len(fitting)]
    if sum(content.cell_length for content in contents) <= width:
        assert len(fitting) == len(told)


def test_parts_with_several_styles_keep_them() -> None:
    content = Content("27 were killed").stylize("bold", 0, 2)
    strip = Strips().strip([content], 20, BASE)
    assert [(segment.text.strip(), bool(segment.style and segment.style.bold)) for segment in strip][:2] == [
        ("27", True),
        ("were killed", False),
    ]


class _Framing(App[None]):
    CSS = "Box { border: round white; }"

    def compose(self) -> ComposeResult:
        yield Box(Static(safe("inside")))


def test_other_words_in_a_border_are_painted_and_what_it_frames_stays() -> None:
    async def look() -> None:
        app = _Framing()
        async with app.run_test(size=(30, 6)) as pilot:
            box = app.query_one(Box)
            for words in ("above", "other"):
                box.head(safe(words), safe("below"))
                await pilot.pause()
                rows = [strip.text for strip in app.screen._compositor.render_strips()]
                assert words in rows[0]
                assert "inside" in rows[1]
                assert "below" in rows[-1]

    asyncio.run(look())


def test_what_changes_is_painted_at_one_of_120_moments_a_second() -> None:
    asked = "import tracker.ui.app, textual.constants; print(textual.constants.MAX_FPS)"
    assert subprocess.check_output([sys.executable, "-c", asked], text=True).strip() == "120"
