"""A folder of own words, named in the settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.errors import UsageError
from tracker.services.own_words import use_own_words
from tracker.settings import Settings


def _settings(folder: Path) -> Settings:
    return Settings(lexicon=str(folder))


def test_no_folder_is_no_error_and_a_missing_one_is_named(tmp_path: Path) -> None:
    use_own_words(Settings())
    with pytest.raises(UsageError, match="words is not a folder"):
        use_own_words(_settings(tmp_path / "words"))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("measures.toml", b'[killed]\npasive = ["felled"]\n', r"measures\.killed\.pasive is not known"),
        ("measures.toml", b"[killed\n", r"measures\.toml cannot be read"),
        ("measures.toml", b"\xff\xfe", r"measures\.toml cannot be read"),
        ("mesures.toml", b"", "there is no table 'mesures'"),
        ("cities.tsv", b"Brenholtfoss\n", "must have the columns"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong_in_it(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=told) as caught:
        use_own_words(_settings(tmp_path))
    assert str(tmp_path) in str(caught.value)


def test_the_words_of_the_folder_are_read_by_the_program(tmp_path: Path) -> None:
    (tmp_path / "measures.toml").write_text('[killed]\npassive = ["felled"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("Police said that three guards were felled in Herat.", encoding="utf-8")
    command = [sys.executable, "-m", "tracker", "read", str(tmp_path / "a.txt")]
    plain = subprocess.run(command, capture_output=True, text=True, check=True)
    extended = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"TRACKER_LEXICON": str(tmp_path)}
    )
    assert "killed" not in plain.stdout
    assert "Police: 3 security forces killed" in extended.stdout
