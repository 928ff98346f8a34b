"""Packages: whole or not at all, valid for the library of the format's makers, and any change of them is named."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import bagit  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.exchange.cases import TEXT, a_case
from tracker.errors import CaseError, DiskFullError, InputError, RefusedError
from tracker.exchange.outgoing.registry import write_export
from tracker.exchange.pseudonyms import under_pseudonyms
from tracker.exchange.verify import verify_export
from tracker.exchange.views import as_public, part_of
from tracker.model.scope import Scope


def raw(_: str) -> bytes:
    return TEXT.encode()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound package, not to be changed."""
    folder = tmp_path_factory.mktemp("bags") / "whole"
    write_export(a_case(), "bag", folder, raw=raw)
    return folder


@pytest.fixture
def package(whole: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    return shutil.copytree(whole, tmp_path / "package")


def problems(package: Path) -> tuple[str, ...]:
    return verify_export(package).problems


def test_a_package_is_sound_and_the_library_of_congress_agrees(whole: Path) -> None:
    found = verify_export(whole)
    assert (found.problems, found.format, found.checkpoint) == ((), "bag", a_case().checkpoint)
    bagit.Bag(str(whole)).validate()


def test_it_holds_reports_by_id_texts_log_papers_and_checkpoint(whole: Path) -> None:
    names = sorted(path.relative_to(whole).as_posix() for path in whole.rglob("*") if path.is_file())
    assert names == [
        "bag-info.txt", "bagit.txt", "check.py", "data/log.html", "data/log.jsonl", "data/log.md",
        "data/reports/R1.raw", "data/texts/R1.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "verify.md",
    ]  # fmt: skip
    assert (whole / "data/reports/R1.raw").read_bytes() == TEXT.encode()
    assert f"Tracker-Checkpoint: {a_case().checkpoint.line}\n" in (whole / "bag-info.txt").read_text()


def test_the_paper_in_it_and_standard_tools_are_enough(package: Path) -> None:
    commands = [line.split("#")[0].split() for line in (package / "verify.md").read_text().splitlines()]
    checks = [command for command in commands if command[:1] == ["sha256sum"]]
    assert len(checks) == 2
    by_hand = [sys.executable, "check.py", "."]
    if shutil.which("sha256sum"):
        assert [subprocess.run(check, cwd=package, check=False).returncode for check in checks] == [0, 0]
    done = subprocess.run(by_hand, cwd=package, check=True, capture_output=True, text=True)
    assert done.stdout == f"nothing was changed; the journal ends with {a_case().journal_end[1]}\n"
    report = package / "data/reports/R1.raw"
    report.write_bytes(report.read_bytes().replace(b"seven", b"eight"))
    done = subprocess.run(by_hand, cwd=package, check=False, capture_output=True, text=True)
    assert "data/reports/R1.raw was changed" in done.stderr


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(file=st.integers(0, 9), position=st.integers(min_value=0), bit=st.integers(0, 7))
def test_any_flipped_bit_of_any_file_is_found(package: Path, file: int, position: int, bit: int) -> None:
    target = sorted(path for path in package.rglob("*") if path.is_file())[file]
    sound = target.read_bytes()
    at = position % len(sound)
    target.write_bytes(sound[:at] + bytes([sound[at] ^ (1 << bit)]) + sound[at + 1 :])
    found = problems(package)
    target.write_bytes(sound)
    assert found


def test_a_changed_report_is_named(package: Path) -> None:
    (package / "data/reports/R1.raw").write_bytes(b"other")
    assert problems(package)[0] == (
        "data/reports/R1.raw was changed: its SHA-256 is not the one in manifest-sha256.txt."
    )


def test_a_missing_and_an_added_file_are_named(package: Path) -> None:
    (package / "data/reports/R1.raw").rename(package / "data/reports/R2.raw")
    found = problems(package)
    assert "data/reports/R1.raw is missing." in found
    assert "data/reports/R2.raw is in no list: it was added, or the list was changed." in found
    assert "data/reports/R2.raw belongs to no report of the log." in found


def test_a_forger_who_makes_the_lists_anew_is_found_by_the_log(package: Path) -> None:
    (package / "data/reports/R1.raw").write_bytes(b"other")
    bagit.Bag(str(package)).save(manifests=True)
    assert any("data/reports/R1.raw is not what the log says of it" in problem for problem in problems(package))


def test_another_checkpoint_in_its_info_is_found(package: Path) -> None:
    info = package / "bag-info.txt"
    info.write_text(info.read_text().replace("tracker-checkpoint 3", "tracker-checkpoint 2"))
    bagit.Bag(str(package)).save()
    assert any("does not hold the checkpoint of the log" in problem for problem in problems(package))


@pytest.mark.parametrize("name", ["data/reports/R1.raw", "data/reports", "data/log.jsonl", "manifest-sha256.txt"])
def test_a_link_in_a_package_is_not_followed(package: Path, tmp_path: Path, name: str) -> None:
    (package / name).rename(tmp_path / "elsewhere")
    (package / name).symlink_to(tmp_path / "elsewhere")
    assert f"{name} is a link or no file: a package holds files only." in problems(package)


def test_a_path_that_leads_out_of_the_package_is_not_read(package: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    with (package / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(f"{'0' * 64}  ../secret\n")
    assert "../secret is missing." in problems(package)


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no package"):
        verify_export(tmp_path)


@pytest.mark.parametrize("kind", ["link", "file", "folder"])
def test_a_package_replaces_nothing(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "package"
    {"link": lambda: target.symlink_to(tmp_path), "file": target.touch, "folder": target.mkdir}[kind]()
    with pytest.raises(RefusedError, match="symbolic link" if kind == "link" else "exists already"):
        write_export(a_case(), "bag", target, raw=raw)
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_an_original_that_was_changed_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="R1 was changed after it was kept"):
        write_export(a_case(), "bag", tmp_path / "package", raw=lambda _: b"other")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = 6

    def full(_: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFullError):
        write_export(a_case(), "bag", tmp_path / "package", raw=raw)
    assert list(tmp_path.iterdir()) == []


def test_hostile_names_stay_in_their_line(tmp_path: Path) -> None:
    case = a_case(("=cmd|x\nTracker-Checkpoint: forged", "../../x", "\x1b]52;c;x\x07")).model_copy(
        update={"case": "my\ncase\x1b", "exported_by": "anna\nEvil: yes"}
    )
    write_export(case, "bag", tmp_path / "package", raw=raw)
    lines = (tmp_path / "package/bag-info.txt").read_text().splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "Bag-Software-Agent", "Bagging-Date", "Contact-Name", "External-Identifier", "External-Description",
        "Payload-Oxum", "Tracker-Checkpoint", "Tracker-Exported-At",
    ]  # fmt: skip
    assert problems(tmp_path / "package") == ()


def names_in(package: Path) -> set[str]:
    return {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}


def test_a_package_of_a_part_has_its_originals_and_says_that_it_is_one(tmp_path: Path) -> None:
    part = part_of(a_case(), Scope(words="police"), frozenset({"C1"}))
    write_export(part, "bag", tmp_path / "part", raw=raw)
    assert {"data/reports/R1.raw", "data/texts/R1.txt"} <= names_in(tmp_path / "part")
    assert "Tracker-Holds: It holds a part of the case" in (tmp_path / "part/bag-info.txt").read_text()
    found = verify_export(tmp_path / "part")
    assert (found.problems, found.is_part, found.checkpoint) == ((), True, a_case().checkpoint)
    done = subprocess.run([sys.executable, "check.py", "."], cwd=tmp_path / "part", check=True, capture_output=True)
    assert a_case().journal_end[1].encode() in done.stdout


@pytest.mark.parametrize("key", [None, b"k" * 32])
def test_a_public_package_has_no_originals_and_under_pseudonyms_no_texts(tmp_path: Path, key: bytes | None) -> None:
    public = as_public(a_case())
    write_export(under_pseudonyms(public, key) if key else public, "bag", tmp_path / "public", raw=raw)
    kept = {name for name in names_in(tmp_path / "public") if name.startswith(("data/reports", "data/texts"))}
    assert kept == (set() if key else {"data/texts/R1.txt"})
    assert b"anna" not in b"".join(path.read_bytes() for path in (tmp_path / "public").rglob("*") if path.is_file())
    found = verify_export(tmp_path / "public")
    assert (found.problems, found.is_part, found.carried) == ((), True, 0)
    subprocess.run([sys.executable, "check.py", "."], cwd=tmp_path / "public", check=True, capture_output=True)
    (tmp_path / "public/data/reports/R1.raw").write_bytes(b"slipped in")
    assert any("belongs to no report of the log" in problem for problem in problems(tmp_path / "public"))
