"""Names for records in formats that want a UUID: the same for the same record of the same case, in every export."""

from __future__ import annotations

import uuid

from tracker.exchange.snapshot import CaseSnapshot

NAMESPACE = uuid.UUID("6f9d5b0e-6c1a-5a57-9d0b-4b7a0a7c5a11")
"""Of everything that tracker names (RFC 4122, version 5)."""


def uuid_of(snapshot: CaseSnapshot, kind: str, record_id: str) -> uuid.UUID:
    """A version 5 UUID, made of the case, the kind and the id of a record."""
    return uuid.uuid5(NAMESPACE, f"{snapshot.first_hash}:{kind}:{record_id}")


def urn_of(snapshot: CaseSnapshot, kind: str, record_id: str) -> str:
    """The same as an address: "urn:uuid:..."."""
    return uuid_of(snapshot, kind, record_id).urn
