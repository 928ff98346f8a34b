from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = [ROOT / "requirements" / name for name in ("run.txt", "dev.txt")]


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_a_hash_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)", text, re.MULTILINE)
    pins = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==\S+.*\\\n\s+--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    names = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?[=<>@ ]", text, re.MULTILINE)
    assert pins
    assert pins == names
