"""What reports can do to the screen: nothing. Every field of every screen shows hostile text as it is written."""

from __future__ import annotations

import pytest

from tests.ui.cases import WIRE, empty_case, keep, proposal
from tests.ui.driving import driving
from tracker.model.claim import ClaimStatus
from tracker.model.source import SourceKind
from tracker.services.workspace import Workspace
from tracker.ui.actions import SCREENS
from tracker.ui.widgets.passages import PassageView

MARKUP = (
    "[red]x[/red]",
    "seen [/",
    "a [/b] c",
    "[type=x, v={'a[0]'}]",
    "[@click=app.quit]free money[/]",
    "[link=https://evil.example]x[/link]",
)
CONTROLS = (
    "\x1b]52;c;ZXZpbA==\x1b\\",
    "\x1b[2J\x9b31mred\x90$q",
    "\u202eexe.txt\u202c \u2066iso\u2069",
    "a\u200bb\ufeffc\U000e0041",
)
SHAPES = (
    "wide 漢字 and é́́́́́́́́́́́́́ and 👩‍👩‍👧",
    "tab\tand\nline\r\nend",
    "x" * 400,
)
PAYLOADS = {"controls": " ".join(CONTROLS), "shapes": " ".join(SHAPES)} | {text: text for text in MARKUP}
FORBIDDEN = tuple("\x1b\x9b\x90\x07\x00\u202e\u2066\u200b\ufeff\U000e0041")


def hostile_case(payload: str) -> Workspace:
    """The payload in every field that a screen shows, proposed and accepted."""
    case = empty_case()
    for title in (payload, f"again {payload}"):
        first = proposal(f"{title} {payload}\n{WIRE}", payload, f"source {payload}", 0, "police", 0.9)
        second = proposal(f"{title} {payload}\n{WIRE}", "27 people were killed", f"other {payload}", 27, None, 0.9)
        third = proposal(f"{title} {payload}\n{WIRE}", "seven policemen", f"third {payload}", 7, "police", 0.9)
        hostile = {"place": f"place {payload}", "incident": f"incident {payload}"}
        keep(
            case,
            f"{title} {payload}\n{WIRE}",
            [claim.model_copy(update=hostile) for claim in (first, second, third)],
            title=title,
            publisher=f"publisher {payload}",
        )
    case.triage.accept("C4", "C5", "C6", reason=payload)
    source = case.sources.all()[0]
    case.sources.edit(source.id, notes=payload, party=payload, kind=SourceKind.GROUP)
    case.sources.grade(source.id, "B", reason=payload)
    for dispute in case.scan.disputes()[:1]:
        case.review.decide(dispute.id, "defer", reason=payload)
    return case


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
async def test_hostile_text_is_shown_and_does_nothing(payload: str) -> None:
    async with driving(hostile_case(payload)) as driver:
        for number, name in enumerate(SCREENS, start=1):
            await driver.press(str(number))
            seen = driver.seen()
            assert [c for c in FORBIDDEN if c in seen] == [], name
            assert payload[:5] in seen or payload[0] == "\x1b" or name == "log", name
            await driver.pilot.click(driver.table, offset=(8, 2))
            await driver.settle()
        assert driver.app.is_running


@pytest.mark.parametrize("group", [MARKUP, CONTROLS, SHAPES], ids=("markup", "controls", "shapes"))
async def test_hostile_text_does_nothing_in_dialogs(group: tuple[str, ...]) -> None:
    async with driving(hostile_case(" ".join(group)), size=(100, 30)) as driver:
        for keys in (
            ("2", "e"),
            ("2", "m"),
            ("2", "S"),
            ("2", "g"),
            ("2", "A"),
            ("2", "o"),
            ("4", "d"),
            ("5", "g"),
            ("5", "m"),
        ):
            await driver.press(*keys)
            assert [c for c in FORBIDDEN if c in driver.seen()] == [], keys
            await driver.press("escape")
        await driver.press("2", "a", "u", "y")
        assert driver.app.is_running
        assert [c for c in FORBIDDEN if c in driver.notices()] == []


@pytest.mark.parametrize("group", [MARKUP, CONTROLS, SHAPES], ids=("markup", "controls", "shapes"))
async def test_hostile_words_are_selected_and_kept_as_they_stand(group: tuple[str, ...]) -> None:
    case = hostile_case(" ".join(group))
    async with driving(case, size=(100, 30), start="triage") as driver:
        await driver.press("o")
        view = driver.app.screen.query_one(PassageView)
        for x, y in ((6, 1), (30, 1), (60, 3), (99, 20)):
            await driver.pilot.click(view, offset=(min(x, view.size.width - 1), min(y, view.size.height - 1)))
        await driver.press("v", "l", "H")
        selected = view.selected
        assert selected
        assert selected in view.text
        assert [c for c in FORBIDDEN if c in driver.seen()] == []
        await driver.press("enter")
        await driver.until_calm()
        assert [c for c in FORBIDDEN if c in driver.seen()] == []
        await driver.press("enter")
        assert selected in [claim.quote for claim in case.claims.find() if claim.status is ClaimStatus.ACCEPTED]


@pytest.mark.parametrize("group", [CONTROLS, SHAPES], ids=("controls", "shapes"))
async def test_what_is_copied_has_no_control_and_no_hidden_character(group: tuple[str, ...]) -> None:
    async with driving(hostile_case(" ".join(group)), size=(100, 30), start="triage") as driver:
        for keys in (("y",), ("5", "y"), ("2", "o", "y")):
            await driver.press(*keys)
            assert driver.app.clipboard
            assert [c for c in FORBIDDEN if c in driver.app.clipboard] == [], keys


async def test_saving_an_edit_leaves_hidden_characters_of_other_fields_alone() -> None:
    case = hostile_case("\u202eexe.txt")
    before = case.claims.get("C1").place
    async with driving(case, start="triage") as driver:
        await driver.press("e", *["down"] * 5, "end")
        await driver.type("x")
        await driver.press("enter")
        assert case.claims.get("C1").population == "policex"
        assert case.claims.get("C1").place == before


async def test_what_is_pasted_into_a_field_is_made_visible() -> None:
    from textual.events import Paste

    from tracker.ui.widgets.fields import Field

    async with driving(empty_case()) as driver:
        await driver.press("n", "tab")
        field = driver.app.screen.query_one("#source", Field)
        field.post_message(Paste("evil\x1b[2J\u202e"))
        await driver.settle()
        assert field.value == "evil␛[2J<U+202E>"
