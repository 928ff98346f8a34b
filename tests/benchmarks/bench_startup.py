"""How soon the command line answers and the interface paints."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.ratio import Ratio, paired_seconds, process

EMPTY_PROGRAM = "import cyclopts; app = cyclopts.App(name='empty', version='1'); app({arguments!r})"

FIRST_PAINT = """
import sys
{imports}
class Probe({base}):
    def on_mount(self) -> None:
        self.call_after_refresh(self.exit)
{body}
Probe({arguments}).run(headless=True, size=(120, 40))
"""

MINIMAL_BODY = """
    def compose(self):
        yield Header()
        for number in range({widgets}):
            yield Static(str(number))
        yield Footer()
"""


def measure() -> Iterator[Ratio]:
    """`tracker --help` and `--version` against an empty program; first paint against a minimal app."""
    for option in ("--help", "--version"):
        ours, baseline = paired_seconds(
            process(["-m", "tracker", option]),
            process(["-c", EMPTY_PROGRAM.format(arguments=[option])]),
        )
        yield Ratio(f"tracker {option}", ours, "empty cyclopts program", baseline, goal=1.5)
    ours, baseline = paired_seconds(
        process(["-c", _tracker_app()]),
        process(["-c", _minimal_app(_widgets_on_first_screen())]),
    )
    yield Ratio("first paint of the interface", ours, "Textual app with as many widgets", baseline, goal=1.3)


def _tracker_app() -> str:
    return FIRST_PAINT.format(imports="from tracker.ui.app import TrackerApp", base="TrackerApp", body="", arguments="")


def _minimal_app(widgets: int) -> str:
    return FIRST_PAINT.format(
        imports="from textual.app import App\nfrom textual.widgets import Footer, Header, Static",
        base="App",
        body=MINIMAL_BODY.format(widgets=widgets),
        arguments="",
    )


def _widgets_on_first_screen() -> int:
    """Counted in the real application, so that the baseline grows with it."""
    import asyncio

    from tracker.ui.app import TrackerApp

    async def count() -> int:
        app = TrackerApp()
        async with app.run_test(size=(120, 40)):
            return len(app.screen.query("*"))

    return asyncio.run(count())
