"""Proof that nothing was changed behind the journal's back: checkpoints and what can be shown with them."""

from __future__ import annotations

import threading
from typing import Any

from tracker.errors import CaseError, UsageError
from tracker.model.change import GENESIS
from tracker.model.checkpoint import Checkpoint, fault_against
from tracker.model.merkle import MerkleTree, consistency_proof, inclusion_proof, merkle_root
from tracker.services.base import Service
from tracker.store.ports import Store


class Custody(Service):
    """The state of a case's journal, and its proofs."""

    def __init__(self, store: Store, actor: str) -> None:
        super().__init__(store, actor)
        self._lock = threading.Lock()
        self._tree = MerkleTree()
        self._last_hash = GENESIS

    def checkpoint(self) -> Checkpoint:
        """The journal as it is now, to be noted down elsewhere; only entries since the last call are read.

        Raises CaseError when the hash of an entry is damaged.
        """
        with self._lock:
            hashes = self._store.entry_hashes(after=max(self._tree.size - 1, 0))
            if self._tree.size and hashes[:1] != [self._last_hash]:  # the file was replaced by another one meanwhile
                self._tree, self._last_hash, hashes = MerkleTree(), GENESIS, self._store.entry_hashes()
            elif self._tree.size:
                hashes = hashes[1:]
            for entry_hash in hashes:
                try:
                    self._tree.append(entry_hash)
                except ValueError as error:
                    raise CaseError(
                        f"Journal entry {self._tree.size + 1} has no hash: it was damaged.",
                        hint="Run 'tracker verify'.",
                    ) from error
                self._last_hash = entry_hash
            return self._as_checkpoint(self._tree, self._last_hash)

    def fault_since(self, older: Checkpoint) -> str | None:
        """Why the journal does not go on from an older checkpoint, in a sentence; None: it only grew since."""
        hashes = self._store.entry_hashes()
        return fault_against(older, len(hashes), merkle_root(hashes[: older.size]))

    def growth_proof(self, older: Checkpoint) -> dict[str, Any]:
        """What shows to whoever has both checkpoints, and nothing else, that the journal only grew.

        Raises UsageError when it did not.
        """
        fault = self.fault_since(older)
        if fault:
            raise UsageError(f"{self._store.location} does not go on from that checkpoint: {fault}.")
        hashes = self._store.entry_hashes()
        proof = consistency_proof(hashes, older.size) if older.size else []
        return {"type": "growth", "from": older.line, "to": self._of(hashes).line, "proof": proof}

    def entry_proof(self, entry: int) -> dict[str, Any]:
        """What shows to whoever has the checkpoint that an entry is in the journal, without the other ones.

        Raises NotFoundError.
        """
        change = self._store.change(entry)
        hashes = self._store.entry_hashes()
        told = {"entry": change.model_dump(mode="json"), "in": self._of(hashes).line}
        return {"type": "entry", **told, "proof": inclusion_proof(hashes, entry - 1)}

    def _of(self, hashes: list[str]) -> Checkpoint:
        return self._as_checkpoint(MerkleTree(hashes), hashes[-1] if hashes else GENESIS)

    def _as_checkpoint(self, tree: MerkleTree, last_hash: str) -> Checkpoint:
        lines = self._store.journal_lines([tree.size]) if tree.size else []
        return Checkpoint(size=tree.size, last_hash=last_hash, root=tree.root, at=lines[0].at if lines else None)
