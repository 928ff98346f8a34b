"""Raw bytes of reports, by their sha256, in a folder beside the case file. Never altered, never read by SQL."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from tracker.errors import CaseError, DiskFullError, NotFoundError

COPIED_AT_ONCE = 1024 * 1024
"""Bytes."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Blobs:
    """Bytes in `folder/ab/ab12...`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes are, or would be."""
        return self.folder / sha256[:2] / sha256

    def keep(self, raw: bytes | Path) -> tuple[str, bool]:
        """Keeps bytes, or those of a file, once. Returns their sha256, and whether they are new.

        Raises DiskFullError, CaseError; OSError for a file that cannot be read.
        """
        sha256 = sha256_of(raw)
        target = self.path(sha256)
        if self.fault(sha256) is None:
            return sha256, False
        try:
            make_folder(target.parent)
            write_whole(target, raw)
        except OSError as error:
            self._tidy(target.parent)
            raise trouble(target, error) from error
        if isinstance(raw, Path) and self.fault(sha256):
            self.drop(sha256)
            raise CaseError(f"{raw} was changed while it was read.", hint="Try again when it is complete.")
        return sha256, True

    def read(self, sha256: str) -> bytes:
        """The bytes. Raises NotFoundError, CaseError."""
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotFoundError(f"There is no original with SHA-256 {sha256[:12]} in this case.") from error
        except OSError as error:
            raise trouble(self.path(sha256), error) from error

    def drop(self, sha256: str) -> None:
        """Takes away bytes that a failed transaction has brought."""
        with suppress(OSError):
            self.path(sha256).unlink()
        self._tidy(self.path(sha256).parent)

    def _tidy(self, folder: Path) -> None:
        """Takes away folders that hold nothing."""
        for empty in (folder, self.folder):
            with suppress(OSError):
                empty.rmdir()

    def fault(self, sha256: str) -> str | None:
        """What is wrong with kept bytes: "is missing", "was changed after it was kept"; None: nothing."""
        try:
            with self.path(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return "is missing"
        except OSError as error:
            return f"cannot be read: {error.strerror}"
        return None if found == sha256 else "was changed after it was kept"

    def faults_but(self, known: Collection[str]) -> Iterator[str]:
        """What is wrong with kept bytes, but for those with a known hash; bytes of a report that was undone stay."""
        for path in sorted(self.folder.glob("??/*")):
            fault = None if path.name in known or len(path.name) != 64 else self.fault(path.name)
            if fault:
                yield f"blobs {path.name[:12]}: the kept original {fault}"

    def copy_to(self, other: Blobs) -> list[str]:
        """Copies all bytes to another folder; returns the hashes of those that are new there.

        When it fails, nothing new is left there.
        """
        new: list[str] = []
        try:
            for path in sorted(self.folder.glob("??/*")):
                if len(path.name) == 64:
                    sha256, is_new = other.keep(path)
                    new += [sha256] if is_new else []
        except BaseException:
            for sha256 in new:
                other.drop(sha256)
            raise
        return new


class EitherBlobs(Blobs):
    """Bytes that are looked for in two places: a copy made before a migration has no folder of its own."""

    def __init__(self, first: Blobs, second: Blobs) -> None:
        super().__init__(first.folder)
        self._second = second

    def fault(self, sha256: str) -> str | None:
        """As of `Blobs`; None when one of the two has the bytes."""
        found = super().fault(sha256)
        return None if found is None or self._second.fault(sha256) is None else found


def beside(case: Path) -> Blobs:
    """The blobs of a case file: `my.case` has `my.case.blobs`."""
    return Blobs(case.with_name(case.name + ".blobs"))


def sha256_of(raw: bytes | Path) -> str:
    """Of bytes, or of those of a file, which are never held. Raises OSError."""
    if isinstance(raw, bytes):
        return hashlib.sha256(raw).hexdigest()
    with raw.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(target: Path, raw: bytes | Path) -> None:
    """Writes a file that is there as a whole or not at all, also after a power cut; only its owner may read it.

    Raises OSError, and leaves nothing behind then.
    """
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            if isinstance(raw, Path):
                with raw.open("rb") as original:
                    shutil.copyfileobj(original, file, COPIED_AT_ONCE)
            else:
                file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it that are missing, so that they are there after a power cut. Raises OSError."""
    missing = [folder, *folder.parents]
    missing = missing[: next((place for place, each in enumerate(missing) if each.exists()), len(missing))]
    for each in reversed(missing):
        each.mkdir(exist_ok=True, mode=0o700)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename in a folder last: the entry is data of the folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def trouble(path: Path, error: OSError) -> CaseError:
    """What an OSError on a file of ours means to a person."""
    if error.errno in FULL:
        return DiskFullError(f"The disk of {path.parent} is full: nothing was changed.", hint="Free some space.")
    return CaseError(f"{path} cannot be used: {error.strerror}.", hint="Check the disk and the rights of the folder.")
