"""Signatures: who handed it over, and that nothing was changed since."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tracker import locations
from tracker.errors import ExitCode


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys of this test alone."""
    monkeypatch.setattr(locations, "keys_folder", lambda: tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def signed(disputed: Command, tmp_path: Path) -> Path:
    """A signed document."""
    assert disputed("key", "new").code == ExitCode.OK
    done = disputed("export", "markdown", "-o", str(tmp_path / "log.md"), "--sign")
    assert done.code == ExitCode.OK
    assert done.err.splitlines()[-1] == "Signed: FOLDER/log.md.signature.json"
    return tmp_path / "log.md"


def test_a_key_is_made_once_for_its_owner_only(disputed: Command, own_folder: Path) -> None:
    made = disputed("key", "new")
    assert made.out.startswith("-----BEGIN PUBLIC KEY-----")
    assert "Fingerprint: " in made.err
    assert "whoever has the file signs as you" in made.err
    assert (own_folder / "signing.pem").stat().st_mode & 0o777 == 0o600
    assert disputed("key", "new").code == ExitCode.USAGE
    assert disputed("key", "show").out == made.out


def test_a_passphrase_is_needed_where_one_was_given(disputed: Command, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("open sesame\n")
    (tmp_path / "other").write_text("open barley\n")
    assert disputed("key", "new", "--passphrase-file", str(tmp_path / "secret")).code == ExitCode.OK
    assert "asks for a passphrase" in disputed("key", "show").err
    assert "does not open" in disputed("key", "show", "--passphrase-file", str(tmp_path / "other")).err
    assert disputed("key", "show", "--passphrase-file", str(tmp_path / "secret")).code == ExitCode.OK


@pytest.mark.parametrize("form", ["markdown", "csv", "jsonl", "bag"])
def test_every_export_can_be_signed_and_the_signer_becomes_known(
    disputed: Command, tmp_path: Path, own_folder: Path, form: str
) -> None:
    disputed("key", "new")
    out = tmp_path / "out"
    assert disputed("export", form, "-o", str(out), "--sign").code == ExitCode.OK
    sound = disputed("verify", str(out))
    assert sound.code == ExitCode.OK
    assert sound.err.startswith("Signed by you: ")
    (own_folder / "signing.pem").rename(tmp_path / "elsewhere.pem")
    assert disputed("verify", str(out)).err.startswith("Signed with a key that is not known here: ")
    seal = out / "signature.json" if form == "bag" else tmp_path / "out.signature.json"
    assert disputed("key", "trust", str(seal), "--name", "Ana in Lyon").code == ExitCode.OK
    assert disputed("verify", str(out)).err.startswith("Signed by Ana in Lyon: ")
    assert disputed("key", "list").out.endswith("  Ana in Lyon\n")


def test_a_manifest_made_anew_shows_by_the_signature(disputed: Command, signed: Path, tmp_path: Path) -> None:
    disputed("grade", "C1", "2")
    kept = (tmp_path / "log.md.signature.json").read_bytes()
    again = disputed("export", "markdown", "-o", str(signed))
    assert "log.md.signature.json is of the export that was there before" in again.err
    (tmp_path / "log.md.signature.json").write_bytes(kept)
    found = disputed("verify", str(signed))
    assert found.code == ExitCode.FINDING
    assert "The signature is not of this export: that was written anew" in found.out


def test_a_renamed_export_is_told_which_manifest_is_its_own(disputed: Command, signed: Path, tmp_path: Path) -> None:
    signed.rename(tmp_path / "evidence.md")
    (tmp_path / "other.manifest.json").write_text("{")
    found = disputed("verify", str(tmp_path / "evidence.md"))
    assert "evidence.md was renamed: log.md.manifest.json is its manifest." in found.err
    assert "Give it the name it had, log.md" in found.err
    (tmp_path / "evidence.md").write_text("another document")
    assert "has no manifest beside it" in disputed("verify", str(tmp_path / "evidence.md")).err


def test_the_signature_of_a_renamed_log_is_found_by_what_it_signs(disputed: Command, tmp_path: Path) -> None:
    disputed("key", "new")
    disputed("export", "jsonl", "-o", str(tmp_path / "log.jsonl"), "--sign")
    (tmp_path / "log.jsonl").rename(tmp_path / "evidence.jsonl")
    assert disputed("verify", str(tmp_path / "evidence.jsonl")).err.startswith("Signed by you: ")


def test_any_changed_byte_of_a_signature_is_found(disputed: Command, signed: Path, tmp_path: Path) -> None:
    seal = tmp_path / "log.md.signature.json"
    sound = seal.read_bytes()
    for at in range(0, len(sound), 7):
        seal.write_bytes(sound[:at] + bytes([sound[at] ^ 0x01]) + sound[at + 1 :])
        assert disputed("verify", str(signed)).code == ExitCode.FINDING, at


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_openssl_agrees(signed: Path, tmp_path: Path) -> None:
    import base64

    told = json.loads((tmp_path / "log.md.signature.json").read_text())
    (tmp_path / "key.pem").write_text(told["public_key"])
    (tmp_path / "sig").write_bytes(base64.b64decode(told["signature"]))
    files = ["-inkey", "key.pem", "-in", "log.md.manifest.json", "-sigfile", "sig"]
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin", *files]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "Signature Verified Successfully" in done.stdout


def test_what_cannot_be_signed_or_trusted_is_told(disputed: Command, tmp_path: Path) -> None:
    assert "There is no key" in disputed("export", "csv", "-o", str(tmp_path / "x.csv"), "--sign").err
    assert not (tmp_path / "x.csv").exists()
    disputed("key", "new")
    assert "Name the file" in disputed("export", "csv", "--sign").err
    (tmp_path / "odd").write_text("no key")
    assert disputed("key", "trust", str(tmp_path / "odd")).code == ExitCode.REFUSED_INPUT
    assert disputed("key", "trust").code == ExitCode.USAGE
