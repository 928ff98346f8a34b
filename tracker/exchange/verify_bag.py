"""Offline check of a bag: every file against its lists, the log against itself, the reports against the log."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

from tracker.errors import InputError
from tracker.exchange import bag
from tracker.exchange.verify_lines import ExportLines
from tracker.model.ids import is_id
from tracker.present.show import show_line

_LARGEST_LIST = 1 << 26
"""Bytes of a list or paper that are looked at."""

SEALS = frozenset({"signature.json", "timestamp.tsr"})
"""Files beside the lists that vouch for them; they cannot be in them."""


def is_bag(folder: Path) -> bool:
    """Whether a folder looks like a package of ours, also when one of its marks is gone."""
    return any((folder / name).exists() for name in (bag.DECLARATION, bag.TAG_MANIFEST, bag.MANIFEST, bag.LOG))


def file_problems(folder: Path) -> Iterator[str]:
    """What is wrong with the files of a bag, each compared with its lists. Raises InputError when it is no bag.

    The lists themselves have to be as they are written, letter for letter.
    """
    if not is_bag(folder):
        raise InputError(
            f"{show_line(str(folder))} is no package: there is no {bag.DECLARATION} in it.",
            hint="Name the folder that 'tracker export bag' made.",
        )
    odd = [name for name in _names(folder) if not _is_plain(folder / name)]
    if odd:
        yield from (f"{name} is a link or no file: a package holds files only." for name in odd)
        return
    if _small(folder / bag.DECLARATION) != bag.DECLARED:
        yield f"{bag.DECLARATION} is not as it was written."
    tags = [name for name in _names(folder) if not name.startswith("data/")]
    yield from _against(folder, bag.TAG_MANIFEST, set(tags) - {bag.TAG_MANIFEST} - SEALS, bag.TAGS)
    yield from _against(folder, bag.MANIFEST, set(bag.payload(folder)), None)


def report_problems(folder: Path, export: ExportLines) -> Iterator[str]:
    """The originals and texts of a bag against the log, which was read to its end."""
    expected: dict[str, str] = {}
    for report_id, sha256, text_sha256 in export.reports:
        if is_id("report", report_id):
            if export.gives_originals:
                expected[bag.raw_name(report_id)] = sha256
            if export.gives_texts:
                expected[bag.text_name(report_id)] = text_sha256
    there = {name for name in bag.payload(folder) if name.startswith(("data/reports/", "data/texts/"))}
    for name in sorted(expected.keys() - there):
        yield f"{name} is missing, though the log has its report."
    for name in sorted(there - expected.keys()):
        yield f"{name} belongs to no report of the log."
    for digest, name in bag.listed(folder, sorted(expected.keys() & there)):
        if digest != expected[name]:
            yield f"{name} is not what the log says of it: its SHA-256 is another."
    # Without the journal the log knows the time of its newest entry by its manifest only, whose root was compared.
    state = str((export.manifest or {}).get("checkpoint")) if export.is_part else export.replay.checkpoint.line
    if f"{bag.CHECKPOINT}: {state}\n".encode("utf-8", "replace") not in _small(folder / bag.INFO):
        yield f"{bag.INFO} does not hold the checkpoint of the log."


def library_problem(folder: Path) -> str | None:
    """What the Library of Congress' bagit has against a bag whose files are all as listed."""
    found = bag.objection(folder, in_full=False)
    return f"It is no valid BagIt package: {found}." if found else None


def opened_log(folder: Path) -> io.BufferedReader | None:
    """The log of a bag; None when there is none to read."""
    try:
        return (folder / bag.LOG).open("rb") if _is_plain(folder / bag.LOG) else None
    except OSError:
        return None


def _against(folder: Path, manifest: str, there: set[str], order: tuple[str, ...] | None) -> Iterator[str]:
    """A list against the files that are there; order: of the names in it, None: sorted."""
    written = _small(folder / manifest)
    lines = (line.partition("  ") for line in written.decode("utf-8", "replace").splitlines())
    told = {name: digest for digest, _, name in lines}
    found = {name: digest for digest, name in _digests(folder, there)}
    names = [name for name in order if name in there] if order else sorted(there)
    problems = [f"{name} is missing." for name in told if name not in there]
    for name in sorted(there):
        if name not in told:
            problems.append(f"{name} is in no list: it was added, or the list was changed.")
        elif told[name] != found.get(name):
            problems.append(f"{name} was changed: its SHA-256 is not the one in {manifest}.")
    if not problems and written != bag.manifest_bytes((found[name], name) for name in names):
        problems.append(f"{manifest} is not as it was written.")
    yield from problems


def _digests(folder: Path, names: set[str]) -> Iterator[tuple[str, str]]:
    for name in sorted(names):
        try:
            yield from bag.listed(folder, [name])
        except OSError as error:
            yield f"cannot be read: {error.strerror}", name


def _names(folder: Path) -> list[str]:
    found = []
    for parent, folders, files in os.walk(folder):
        here = Path(parent)
        linked = [name for name in folders if (here / name).is_symlink()]
        found += [(here / name).relative_to(folder).as_posix() for name in (*files, *linked)]
    return sorted(found)


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _small(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_LIST)
    except OSError:
        return b""
