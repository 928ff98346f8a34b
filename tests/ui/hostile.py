"""Two hundred strings that a report could carry to harm the terminal or the program, and a case full of them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ui.cases import keep, proposal
from tracker.model.source import SourceKind
from tracker.services.workspace import Workspace

MARK = "EVIL"
"""Stands in every sequence that carries words."""
NUMBER = "7731"
"""Stands in every sequence that carries numbers."""

_INTRODUCED = ("\x1b]", "\x9d", "\x1bP", "\x90", "\x1b_", "\x9f", "\x1b^", "\x9e", "\x1bX", "\x98")
_ENDED = ("\x1b\\", "\x07", "\x9c", "")
_WORDS = (f"0;{MARK}", f"52;c;{MARK}", f"8;;https://{MARK}.example", f"$q{MARK}", f"1337;File={MARK}")
_NUMBERED = ("\x1b[", "\x9b", "\x1b[?", "\x1b[>", "\x1b\x1b[")
_FINALS = ("m", "J", "H", "n", "c", "h", "l", "r", "t", "q", "u", "K", "L", "S")
_LONE = (
    "\x1bc",
    "\x1b7",
    "\x1bN",
    "\x1b#8",
    "\x1b(0",
    "\x00",
    "\x07",
    "\x08\x08",
    "\x0b",
    "\x0c",
    "\x7f",
    "\x0e",
    "\x85",
)
_UNSEEN = ("\u202e", "\u2066", "\u2069", "\u200b", "\u2060", "\ufeff", "\U000e0041", "\u061c", "\u180e", "\u2028")
_MARKUP = (
    *("[red]", "[/red]", "[/", "[", "]", "[bold", "[0]", "[$primary]", "[@click=app.quit]x[/]", "\\["),
    *("[link=https://evil.example]x[/link]", "[type=x, v={'a[0]'}]", "a [/b] c", r"\[red]", "[on red]x[/]", ":skull:"),
    *("{0}", "%s", "$(reboot)", "`reboot`", "<script>", "&amp;", "=1+1", "\\", "../../x", "'; drop table claims"),
)
_SHAPES = (
    *("漢字" * 9, "e" + "\u0301" * 60, "👩\u200d👩\u200d👧", "x" * 400, "tab\there", "two\nlines", "cr\rback"),
    *("\r\n\r\n", "\u2029", "\ufff9", "\u034f", "a\u0336b", "\ue000", "\x1c", "ﷺ" * 9, "\u00ad"),
    "[@click=app.bell]x[/]",
)


def hostile_strings() -> list[str]:
    """All of them, each with a word before and after, so that it cannot pass for empty."""
    worded = [a + words + z for a in _INTRODUCED for words in _WORDS for z in _ENDED][::2]
    numbered = [f"{a}{NUMBER}{z}" for a in _NUMBERED for z in _FINALS][::2]
    return [f"so {text} it" for text in (*worded, *numbered, *_LONE, *_UNSEEN, *_MARKUP, *_SHAPES)]


PAYLOADS = hostile_strings()[:200]
"""Two hundred."""


def fill(case: Workspace, payloads: Sequence[str] = PAYLOADS) -> Workspace:
    """Each payload in every field that a screen shows: some accepted, graded, merged and decided, most proposed."""
    for at in range(0, len(payloads), 10):
        some = payloads[at : at + 10]
        text = "\n\n".join(f"{number} were killed, said {payload}." for number, payload in enumerate(some, start=at))
        claims = [
            proposal(text, f"said {payload}", f"source {payload}", number, some[0], 0.9).model_copy(
                # One incident and one population a report: its claims contradict each other.
                update={"place": some[1], "incident": f"attack {some[2]}", "quantity_text": payload}
            )
            for number, payload in enumerate(some, start=at)
        ]
        keep(case, text, claims, title=some[0], publisher=some[-1])
    queue = case.triage.queue()
    case.triage.accept(*(claim.id for claim in queue[: len(queue) // 2]), reason=payloads[0])
    for source, payload in zip(case.sources.all(), payloads, strict=False):
        case.sources.edit(source.id, notes=payload, party=payload, kind=SourceKind.GROUP, reason=payload)
        case.sources.grade(source.id, "B", reason=payload)
    for dispute, payload in zip(case.scan.disputes()[:3], payloads, strict=False):
        case.review.decide(dispute.id, "defer", reason=payload)
    return case
