from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tracker.errors import CaseError, DiskFullError, RefusedError
from tracker.exchange.outgoing.write import write_atomically


def test_the_file_holds_what_was_given_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_is_refused_and_its_target_untouched(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"old")
    link = tmp_path / "log.md"
    link.symlink_to(target)
    with pytest.raises(RefusedError, match="symbolic link"):
        write_atomically(link, b"new")
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_partial_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "log.md"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "write":
        monkeypatch.setattr(os, "fdopen", full)
    elif call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskFullError, match="was not written"):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="does not exist"):
        write_atomically(tmp_path / "no" / "log.md", b"x")


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="folder"):
        write_atomically(tmp_path, b"x")
