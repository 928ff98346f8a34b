"""Office documents are zip archives: what must be looked at before one is opened."""

from __future__ import annotations

import io
import zipfile

from tracker.errors import InputError

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes that the parts of an archive may unpack to."""
MOST_RATIO = 100
"""The same, in sizes of the archive."""
MOST_PARTS = 10_000
DAMAGE = (LookupError, ValueError, AttributeError, TypeError, OSError, EOFError)
"""What libraries raise on documents whose parts are not what they should be."""
_ENCRYPTED = 0x1


def check_zip(raw: bytes, *, name: str, most_unpacked: int = MOST_UNPACKED, most_ratio: int = MOST_RATIO) -> None:
    """Raises InputError for a bomb, a damaged archive and a locked one.

    Sizes are those that the archive declares: `zipfile` never unpacks more of a part than is declared, and says so
    when the rest does not fit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise InputError(
            f"{name} is damaged: {error}.", hint="Check that it was saved completely, and that it opens elsewhere."
        ) from error
    size = sum(part.file_size for part in parts)
    if size > most_unpacked or size > most_ratio * len(raw) or len(parts) > MOST_PARTS:
        raise InputError(
            f"{name} would unpack to {size / 1024**2:,.0f} MiB in {len(parts):,} parts, {size // max(len(raw), 1):,} "
            f"times its size; at most {most_unpacked / 1024**2:g} MiB and {most_ratio} times are opened.",
            hint="Such an archive is made to fill a machine. If you trust it, save it as plain text elsewhere.",
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise InputError(f"{name} is locked with a password.", hint="Save a copy without one, and take that in.")


def part_names(raw: bytes) -> frozenset[str]:
    """Names of the parts of an archive; empty when it is none, or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return frozenset()
