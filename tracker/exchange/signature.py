"""Detached Ed25519 signatures of exports: over the manifest, which vouches for the rest. Checked also by openssl.

What is signed: of an export with a manifest beside it that manifest, of a JSON-lines export its last line, of a bag the
list of its lists.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.exchange import bag
from tracker.exchange.beside import signature_of
from tracker.exchange.manifest import side_path
from tracker.model.base import Frozen

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SUFFIX = ".signature.json"
IN_A_BAG = "signature.json"
ALGORITHM = "Ed25519"
NOT_OF_THIS = "The signature is not of this export: that was written anew after it was signed, or one was changed."
_LONGEST = 1 << 20
"""Bytes of a signature file, or of a manifest line, that are looked at."""


class Signature(Frozen):
    """What a signature file says, once it was checked."""

    fingerprint: str
    """Of the key that signed."""
    problem: str | None
    """Why it does not hold, in a sentence; None: it does."""


def signature_path(export: Path) -> Path:
    """Where the signature of an export is."""
    return export / IN_A_BAG if export.is_dir() else export.with_name(export.name + SUFFIX)


def signed_bytes(export: Path) -> bytes:
    """What vouches for an export. Raises OSError."""
    if export.is_dir():
        return (export / bag.TAG_MANIFEST).read_bytes()
    if side_path(export).exists():
        return side_path(export).read_bytes()
    with export.open("rb") as file:
        file.seek(max(file.seek(0, io.SEEK_END) - _LONGEST, 0))
        return file.read().splitlines(keepends=True)[-1]


def signature_file(export: Path, key: Ed25519PrivateKey) -> bytes:
    """The signature file of an export."""
    signed = signed_bytes(export)
    return _written(pem_of(key.public_key()), signed, key.sign(signed))


def check_signature(export: Path) -> Signature | None:
    """Whether the signature of an export holds; None: it has none. Raises OSError."""
    from cryptography.exceptions import InvalidSignature

    path = signature_path(export)
    if not path.exists() and export.is_file():
        # A file that was renamed has its signature under the old name.
        path = signature_of(export, signed_bytes(export), SUFFIX) or path
    if not path.exists():
        return None
    with path.open("rb") as file:
        raw = file.read(_LONGEST)
    try:
        told: dict[str, Any] = json.loads(raw)
        key = public_key(str(told["public_key"]).encode("ascii"))
        signature = base64.b64decode(str(told["signature"]), validate=True)
    except (ValueError, KeyError, TypeError, RecursionError):
        return Signature(fingerprint="", problem=f"{path.name} cannot be read as a signature.")
    fingerprint, signed = fingerprint_of(key), signed_bytes(export)
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return Signature(fingerprint=fingerprint, problem=NOT_OF_THIS)
    if raw != _written(pem_of(key), signed, signature):
        return Signature(fingerprint=fingerprint, problem=f"{path.name} is not as it was written.")
    return Signature(fingerprint=fingerprint, problem=None)


def public_key(pem: bytes) -> Ed25519PublicKey:
    """The key in a PEM file. Raises ValueError when it holds none of Ed25519."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = serialization.load_pem_public_key(pem)
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("the key is not of Ed25519")  # noqa: TRY004  of a file's content, not of a type
    return key


def pem_of(key: Ed25519PublicKey) -> bytes:
    """A public key as a file to hand on."""
    from cryptography.hazmat.primitives import serialization

    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def fingerprint_of(key: Ed25519PublicKey) -> str:
    """SHA-256 of the 32 bytes of a public key, its first half in groups of four: read out over the telephone."""
    digest = hashlib.sha256(key.public_bytes_raw()).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def _written(pem: bytes, signed: bytes, signature: bytes) -> bytes:
    told = {
        "algorithm": ALGORITHM,
        "public_key": pem.decode("ascii"),
        "fingerprint": fingerprint_of(public_key(pem)),
        "signed_sha256": hashlib.sha256(signed).hexdigest(),
        "signature": base64.b64encode(signature).decode("ascii"),
    }
    return (json.dumps(told, indent=2) + "\n").encode("ascii")
