from __future__ import annotations

import pytest

from tracker import locations
from tracker.errors import UsageError
from tracker.settings import load_settings


def _write(text: str) -> None:
    locations.settings_file().parent.mkdir(parents=True, exist_ok=True)
    locations.settings_file().write_text(text, encoding="utf-8")


def test_without_a_file_every_setting_has_its_default() -> None:
    assert load_settings().max_bytes == 64 * 1024 * 1024


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    _write('case = "from-file.case"\nanalyst = "Ada"\n')
    monkeypatch.setenv("TRACKER_CASE", "from-env.case")
    settings = load_settings()
    assert (settings.case, settings.actor) == ("from-env.case", "Ada")


def test_what_a_command_says_wins_over_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_CASE", "from-env.case")
    assert load_settings(case="said.case").case == "said.case"


def test_a_misspelt_setting_is_named_with_its_file() -> None:
    _write('thme = "dark"\n')
    with pytest.raises(UsageError, match="thme") as caught:
        load_settings()
    assert str(locations.settings_file()) in str(caught.value)


def test_a_file_that_is_not_toml_is_named() -> None:
    _write("theme = \n")
    with pytest.raises(UsageError, match=r"settings\.toml"):
        load_settings()
