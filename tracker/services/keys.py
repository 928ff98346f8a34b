"""The user's key for signing exports, and the keys of others that are known."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker import locations
from tracker.errors import CaseError, InputError, NotFoundError, RefusedError, UsageError
from tracker.user_files import write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

OWN = "signing.pem"
KNOWN = "known"
"""Folder of public keys, one a file, named by their fingerprints."""


class KnownKey(NamedTuple):
    """A public key that the user trusts."""

    fingerprint: str
    name: str


def own_key_path() -> Path:
    """Where the user's private key is."""
    return locations.keys_folder() / OWN


def new_key(passphrase: bytes | None) -> tuple[Path, str, str]:
    """Makes the user's key; returns its file, its public half as PEM, and its fingerprint.

    Raises RefusedError when there is one already, CaseError when it cannot be written.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path, key = own_key_path(), Ed25519PrivateKey.generate()
    kept: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        kept = serialization.BestAvailableEncryption(passphrase)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, kept)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    except FileExistsError as error:
        raise RefusedError(
            f"There is a key already: {path}.", hint="Move it away first if you want another."
        ) from error
    except OSError as error:
        raise CaseError(f"{path} cannot be written: {error.strerror}.", hint="Check the folder.") from error
    return path, *public_half(key)


def is_encrypted(path: Path) -> bool:
    """Whether a private key asks for a passphrase. Raises NotFoundError, InputError."""
    return b"ENCRYPTED" in _content(path)


def private_key(path: Path, passphrase: bytes | None) -> Ed25519PrivateKey:
    """A private key. Raises NotFoundError, InputError for a file that holds none, UsageError for a wrong passphrase."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    content = _content(path)
    try:
        key = serialization.load_pem_private_key(content, passphrase or None)
    except (ValueError, TypeError) as error:
        if b"ENCRYPTED" in content:
            raise UsageError(f"The passphrase does not open {path}.", hint="Try again.") from error
        raise InputError(f"{path} holds no private key.", hint="Make one: tracker key new") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(f"{path} holds a key that is not of Ed25519.", hint="Make one: tracker key new")
    return key


def public_half(key: Ed25519PrivateKey) -> tuple[str, str]:
    """The public half of a key as PEM, and its fingerprint."""
    from tracker.exchange.signature import fingerprint_of, pem_of

    return pem_of(key.public_key()).decode("ascii"), fingerprint_of(key.public_key())


def sign_export(export: Path, key: Ed25519PrivateKey) -> Path:
    """Writes the signature of an export beside it (into it, where it is a package); returns its file."""
    from tracker.exchange.outgoing.write import write_atomically
    from tracker.exchange.signature import signature_file, signature_path

    path = signature_path(export)
    write_atomically(path, signature_file(export, key))
    return path


def trust(path: Path, name: str) -> KnownKey:
    """Keeps the public key of a file, or of a signature, as known under a name. Raises InputError, UsageError."""
    import json

    from tracker.exchange.signature import fingerprint_of, pem_of, public_key

    content = _content(path)
    with suppress(ValueError, KeyError, TypeError):
        content = str(json.loads(content)["public_key"]).encode("ascii", "replace")
    try:
        key = public_key(content)
    except ValueError as error:
        raise InputError(f"{path} holds no public key: {error}.", hint="It is PEM, or a signature file.") from error
    one_line = " ".join(name.split()) or path.stem
    fingerprint = fingerprint_of(key)
    try:
        write_whole(_known_file(fingerprint), f"# {one_line}\n{pem_of(key).decode('ascii')}")
    except OSError as error:
        raise CaseError(f"The key cannot be kept: {error.strerror}.", hint="Check the folder.") from error
    return KnownKey(fingerprint, one_line)


def known_keys() -> list[KnownKey]:
    """The keys that are known, by name; the user's own is not among them."""
    from tracker.exchange.signature import fingerprint_of, public_key

    found = []
    for path in sorted((locations.keys_folder() / KNOWN).glob("*.pem")):
        with suppress(OSError, ValueError):  # a file that is no key any more makes nobody known
            content = path.read_bytes()
            name = content.partition(b"\n")[0].decode("utf-8", "replace").removeprefix("# ")
            found.append(KnownKey(fingerprint_of(public_key(content[content.index(b"-----") :])), name))
    return sorted(found, key=lambda key: key.name)


def known_name(fingerprint: str) -> str | None:
    """Under which name a key is known, the own one as "you"; None: it is not known, or the own one has a passphrase."""
    known = next((key.name for key in known_keys() if key.fingerprint == fingerprint), None)
    own = own_key_path()
    if known or not own.exists() or is_encrypted(own):
        return known
    return "you" if public_half(private_key(own, None))[1] == fingerprint else None


def _known_file(fingerprint: str) -> Path:
    return locations.keys_folder() / KNOWN / f"{fingerprint.replace(' ', '')}.pem"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no key at {path}.", hint="Make one: tracker key new") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Name a file with a key.") from error
