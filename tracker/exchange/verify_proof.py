"""Checks a proof that stands alone: that a journal only grew, or that one entry is in it. Nothing else is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from tracker.model.change import Change
from tracker.model.checkpoint import Checkpoint
from tracker.model.merkle import is_consistent, is_included

KINDS = frozenset({"growth", "entry"})
"""Types of proofs."""


def checkpoint_of_proof(proof: dict[str, Any]) -> Checkpoint:
    """The journal that the proof is about. Raises ValueError."""
    return Checkpoint.read(str(proof.get("to" if proof.get("type") == "growth" else "in")))


def proof_problems(proof: dict[str, Any], older: Checkpoint | None) -> Iterator[str]:
    """What is wrong with it, in sentences; nothing: it holds. older: the checkpoint that was noted elsewhere."""
    try:
        whole = checkpoint_of_proof(proof)
        first = Checkpoint.read(str(proof["from"])) if proof["type"] == "growth" else whole
        change = Change.model_validate(proof["entry"]) if proof["type"] == "entry" else None
        steps = [str(step) for step in proof["proof"] if len(bytes.fromhex(str(step))) == 32]
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        yield f"The proof cannot be read: {str(error).splitlines()[0]}."
        return
    if older is not None and older != first:
        yield f"It proves something of the journal with {first.size} entries, not of the checkpoint given."
    if change is None:
        if not is_consistent(first.size, first.root, whole.size, whole.root, steps):
            yield f"It does not prove that the journal with {whole.size} entries goes on from the {first.size} before."
    elif change.computed_hash() != change.hash:
        yield f"Journal entry {change.seq} was changed: its hash does not fit what it says."
    elif not is_included(change.hash, change.seq - 1, whole.size, steps, whole.root):
        yield f"It does not prove that entry {change.seq} is in the journal."
