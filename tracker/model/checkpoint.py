"""Checkpoints: the state of a journal in one line that can be kept elsewhere, and compared later.

The root is the Merkle tree hash of RFC 6962, section 2.1, over the hashes of the journal's entries: a leaf is
SHA-256(0x00 || entry hash), a node SHA-256(0x01 || left || right). Who kept an older checkpoint can be shown that a
journal only grew since.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from tracker.model.base import Frozen


class Checkpoint(Frozen):
    """A journal as it was at one moment."""

    size: int
    """Number of entries, and so the sequence number of the newest; 0: none."""
    last_hash: str
    """Hash of the newest entry; 64 zeros when there is none."""
    root: str
    """Merkle tree hash over the entries' hashes, in hexadecimal."""
    at: dt.datetime | None = None
    """When the newest entry was written; None when there is none."""


def merkle_root(entry_hashes: Sequence[str]) -> str:
    """The root over entry hashes in hexadecimal, oldest first. Time linear, memory logarithmic in their number.

    >>> merkle_root([]) == hashlib.sha256(b"").hexdigest()
    True
    """
    peaks: list[tuple[int, bytes]] = []
    for entry_hash in entry_hashes:
        height, node = 0, leaf_hash(entry_hash)
        while peaks and peaks[-1][0] == height:
            height, node = height + 1, node_hash(peaks.pop()[1], node)
        peaks.append((height, node))
    if not peaks:
        return hashlib.sha256(b"").hexdigest()
    root = peaks.pop()[1]
    while peaks:
        root = node_hash(peaks.pop()[1], root)
    return root.hex()


def leaf_hash(entry_hash: str) -> bytes:
    """Hash of a leaf of the tree."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(entry_hash)).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of a node of the tree."""
    return hashlib.sha256(b"\x01" + left + right).digest()
