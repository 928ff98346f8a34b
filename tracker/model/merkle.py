"""Merkle trees over a journal, as in Certificate Transparency: RFC 6962, section 2.1.

A leaf is SHA-256(0x00 || entry hash), a node SHA-256(0x01 || left || right). A root of the first n entries can be shown
to belong to a longer journal (consistency), and one entry to be in it (inclusion), with some log2(n) hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").hexdigest()
"""Root over no entry."""


class MerkleTree:
    """A root that grows entry by entry. Appending takes constant time on average, memory logarithmic.

    >>> tree = MerkleTree()
    >>> tree.root == EMPTY_ROOT
    True
    """

    def __init__(self, entry_hashes: Iterable[str] = ()) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []
        for entry_hash in entry_hashes:
            self.append(entry_hash)

    def append(self, entry_hash: str) -> None:
        """Adds the next entry, by its hash in hexadecimal. Raises ValueError when it is none."""
        height, node = 0, leaf_hash(entry_hash)
        while self._peaks and self._peaks[-1][0] == height:
            height, node = height + 1, node_hash(self._peaks.pop()[1], node)
        self._peaks.append((height, node))
        self.size += 1

    @property
    def root(self) -> str:
        """Merkle tree hash over all entries so far, in hexadecimal."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1][1]
        for _, peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root.hex()


def merkle_root(entry_hashes: Iterable[str]) -> str:
    """The root over entry hashes in hexadecimal, oldest first."""
    return MerkleTree(entry_hashes).root


def inclusion_proof(entry_hashes: Sequence[str], index: int) -> list[str]:
    """The hashes that lead from an entry (index from 0) to the root, nearest first: RFC 6962, section 2.1.1.

    Raises ValueError when there is no such entry.
    """
    if not 0 <= index < len(entry_hashes):
        raise ValueError(f"there is no entry {index} among {len(entry_hashes)}")
    return [node.hex() for node in _path(entry_hashes, index, 0, len(entry_hashes))]


def consistency_proof(entry_hashes: Sequence[str], old_size: int) -> list[str]:
    """The hashes that show the first `old_size` entries to be the beginning of all: RFC 6962, section 2.1.2.

    Raises ValueError when there are fewer entries, or none was asked about.
    """
    if not 0 < old_size <= len(entry_hashes):
        raise ValueError(f"{old_size} of {len(entry_hashes)} entries cannot be the beginning")
    return [node.hex() for node in _beginning(entry_hashes, old_size, 0, len(entry_hashes), whole=True)]


def is_included(entry_hash: str, index: int, size: int, proof: Sequence[str], root: str) -> bool:
    """Whether a proof leads from an entry to the root over `size` entries: RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, leaf_hash(entry_hash)
    for step in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            node = node_hash(bytes.fromhex(step), node)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            node = node_hash(node, bytes.fromhex(step))
        at, last = at // 2, last // 2
    return last == 0 and node.hex() == root


def is_consistent(old_size: int, old_root: str, size: int, root: str, proof: Sequence[str]) -> bool:
    """Whether a proof shows a root to go on from an older one: RFC 9162, section 2.1.4.2.

    Every journal goes on from none, and each from itself, without a proof.
    """
    if old_size in (0, size):
        return not proof and old_root == (root if old_size else EMPTY_ROOT)
    if not 0 < old_size < size:
        return False
    steps = [bytes.fromhex(step) for step in proof]
    if old_size & (old_size - 1) == 0:
        steps.insert(0, bytes.fromhex(old_root))
    if not steps:
        return False
    at, last = old_size - 1, size - 1
    while at % 2:
        at, last = at // 2, last // 2
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            new = node_hash(new, step)
        at, last = at // 2, last // 2
    return last == 0 and old.hex() == old_root and new.hex() == root


def leaf_hash(entry_hash: str) -> bytes:
    """Hash of a leaf of the tree."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(entry_hash)).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of a node of the tree."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _path(entry_hashes: Sequence[str], index: int, start: int, end: int) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(entry_hashes, index, start, middle), _root(entry_hashes, middle, end)]
    return [*_path(entry_hashes, index, middle, end), _root(entry_hashes, start, middle)]


def _beginning(entry_hashes: Sequence[str], old_end: int, start: int, end: int, *, whole: bool) -> list[bytes]:
    """SUBPROOF of the RFC; whole: the part so far is all of the old tree, whose root the asker knows."""
    if old_end == end:
        return [] if whole else [_root(entry_hashes, start, end)]
    middle = start + _split(end - start)
    if old_end <= middle:
        return [*_beginning(entry_hashes, old_end, start, middle, whole=whole), _root(entry_hashes, middle, end)]
    return [*_beginning(entry_hashes, old_end, middle, end, whole=False), _root(entry_hashes, start, middle)]


def _root(entry_hashes: Sequence[str], start: int, end: int) -> bytes:
    return bytes.fromhex(merkle_root(entry_hashes[start:end]))


def _split(size: int) -> int:
    """Largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)
