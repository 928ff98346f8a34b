"""The only door through which words reach a widget.

Textual reads markup in plain strings: a report that says `[@click=app.quit]` would get a working link, and `[/` ends
the program. Nothing in this package hands a plain string to a widget; it hands `Content`, and `Content` is made here,
from text that has been through `tracker.present.show`. A test reads the source of the package and holds it to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

from textual.app import App
from textual.content import Content
from textual.widgets.option_list import Option

from tracker.errors import TrackerError
from tracker.present.show import show, show_line

Severity = Literal["information", "warning", "error"]

NOTHING = Content("")
"""No words."""

Mark = tuple[int, int, str]
"""Start, end (exclusive) in the text as it came, and a style."""


def safe(text: str, style: str = "") -> Content:
    """Any text, its line ends kept.

    >>> safe("[red]a[/red]\\x1b[2J").plain
    '[red]a[/red]␛[2J'
    """
    return Content.styled(show(text), style, strip_control_codes=False)


def line(text: str, style: str = "") -> Content:
    """Any text on one line.

    >>> line("two\\n lines").plain
    'two lines'
    """
    return Content.styled(show_line(text), style, strip_control_codes=False)


def join(*parts: Content | str, sep: str = "") -> Content:
    """Parts one after the other; strings are made safe, empty parts leave no separator."""
    contents = [safe(part) if isinstance(part, str) else part for part in parts]
    return Content(sep).join([part for part in contents if part.plain]) if contents else NOTHING


def lines(parts: Iterable[Content]) -> Content:
    """One part a line; empty parts are empty lines."""
    found = list(parts)
    return Content("\n").join(found) if found else NOTHING


def marked(text: str, marks: Sequence[Mark], *, one_line: bool = False, brackets: bool = False) -> Content:
    """Text with styled spans. Offsets count in the text as it came, not as it is shown.

    Marks may overlap; what lies outside the text is left out. brackets: [ and ] round each stretch that is marked.

    >>> [(span.start, span.end) for span in marked("\\x1bno deaths", [(1, 3, "bold")]).spans]
    [(1, 3)]
    """
    inside = [(max(a, 0), min(b, len(text)), style) for a, b, style in marks]
    inside = [mark for mark in inside if mark[0] < mark[1]]
    cuts = sorted({0, len(text), *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    content = NOTHING
    is_open = False
    for start, end in pairwise(cuts):
        if brackets and is_open != any(a <= start and end <= b for a, b, _ in inside):
            content += Content("]" if is_open else "[")
            is_open = not is_open
        shown = show(text[start:end])
        piece = Content(" ".join(shown.splitlines()) if one_line else shown, strip_control_codes=False)
        for a, b, style in inside:
            if a <= start and end <= b:
                piece = piece.stylize(style)
        content = content + piece
    return content + Content("]") if is_open else content


def choice(prompt: Content, key: str | None = None, *, disabled: bool = False) -> Option:
    """One option of a list."""
    return Option(prompt, key, disabled)


def toast(app: App[Any], words: Content, *, severity: Severity = "information", seconds: float = 5.0) -> None:
    """A notice in the corner. From any thread."""
    app.notify(words.plain, severity=severity, timeout=seconds, markup=False)


def of_error(error: TrackerError) -> Content:
    """What happened, and on the next line what to do."""
    return join(safe(error.message), safe(error.hint or "", "italic"), sep="\n")
