"""Keys and colours of one's own: given on a screen, kept in the settings file."""

from __future__ import annotations

import pytest

from tests.ui.cases import small_case
from tests.ui.driving import driving
from tracker import locations
from tracker.settings import keep_settings, load_settings
from tracker.ui.actions import ACTIONS, BY_ID, TAKEN, key_faults
from tracker.ui.widgets.bars import KeyBar

TO_ACCEPT = ["j"] * ACTIONS.index(BY_ID["accept"])


async def test_a_key_given_on_the_screen_acts_at_once_and_stands_in_the_settings() -> None:
    case = small_case()
    async with driving(case) as driver:
        await driver.press("comma", *TO_ACCEPT, "enter", "w", "escape", "2", "a")
        assert len(case.triage.queue()) == 5
        await driver.press("w")
        assert len(case.triage.queue()) == 4
        assert "w accept" in driver.app.screen.query_one(KeyBar).render().plain
    assert load_settings().keys == {"accept": "w"}


async def test_a_further_key_leaves_the_first_one() -> None:
    async with driving(small_case()) as driver:
        await driver.press("comma", *TO_ACCEPT, "plus", "space")
        assert driver.app.user_keys == {"accept": "a,space"}


@pytest.mark.parametrize(("key", "words"), [("x", "both 'accept' and 'reject'"), ("j", "moves in lists")])
async def test_a_key_that_clashes_is_refused_with_what_it_clashes_with(key: str, words: str) -> None:
    async with driving(small_case()) as driver:
        await driver.press("comma", *TO_ACCEPT, "enter", key)
        assert words in driver.seen()
        assert driver.app.user_keys == {}
    assert not locations.settings_file().exists()


async def test_keys_go_back_to_as_delivered_and_the_rest_of_the_file_stays() -> None:
    locations.settings_file().parent.mkdir(parents=True, exist_ok=True)
    locations.settings_file().write_text('# mine\nanalyst = "Ada"\n\n[keys]\naccept = "w" # left hand\nskip = "v"\n')
    case = small_case()
    case.settings = load_settings()
    async with driving(case) as driver:
        await driver.press("comma", *TO_ACCEPT, "backspace")
        assert driver.app.user_keys == {"skip": "v"}
        await driver.press("D")
        assert driver.app.user_keys == {}
    assert locations.settings_file().read_text().startswith('# mine\nanalyst = "Ada"\n')
    assert load_settings().keys == {}


async def test_typing_finds_the_action_by_its_words_and_by_its_key() -> None:
    async with driving(small_case()) as driver:
        await driver.press("comma", "slash", *"accept")
        assert driver.table.key == "accept"
        assert "Undo the last change" not in driver.seen()
        await driver.press("enter", "enter", "w")
        assert driver.app.user_keys == {"accept": "w"}
        await driver.press("escape", "slash", *"ctrl+r")
        assert driver.table.key == "redo"


async def test_escape_shows_all_actions_again_and_then_leaves() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("comma", "slash", *"zzz", "enter")
        assert "Nothing is called so" in driver.seen()
        await driver.press("enter", "plus", "backspace")  # there is nothing to give a key to
        assert driver.screen == "OwnKeys"
        await driver.press("escape")
        assert driver.table.count == len(ACTIONS)
        await driver.press("escape")
        assert driver.screen != "OwnKeys"


def test_no_key_as_delivered_is_one_that_lists_take() -> None:
    assert key_faults({"accept": "j"}) == ["The key j moves in lists and cannot be given to 'accept'."]
    assert "j" in TAKEN


async def test_the_colours_chosen_last_are_those_of_the_next_session() -> None:
    async with driving(small_case()) as driver:
        await driver.press("t", "t")
    assert load_settings().theme == "tracker-contrast"


def test_settings_that_cannot_be_written_are_as_they_were() -> None:
    path = locations.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("theme = \n")
    from tracker.errors import UsageError

    with pytest.raises(UsageError, match="cannot be written"):
        keep_settings({"theme": "tracker-light"})
    assert path.read_text() == "theme = \n"
    assert [found.name for found in path.parent.iterdir()] == [path.name]
