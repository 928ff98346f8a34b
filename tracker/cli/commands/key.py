"""`tracker key`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from tracker.cli.diagnostics import narrate
from tracker.cli.output import write_line
from tracker.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PassphraseOption = Annotated[
    Path | None, Parameter(name="--passphrase-file", help="File whose first line is the passphrase of the key.")
]


def run(
    action: Annotated[Literal["new", "show", "trust", "list"], Parameter(help="What to do.")],
    path: Annotated[Path | None, Parameter(help="With trust: a public key (PEM), or a signature file.")] = None,
    /,
    *,
    name: Annotated[str, Parameter(show_default=False, help="With trust: whose key it is.")] = "",
    passphrase_file: PassphraseOption = None,
) -> int:
    from tracker.services import keys

    if (action == "trust") != (path is not None):
        raise UsageError("A file goes with 'tracker key trust', and only with it.", hint="tracker key trust key.pem")
    if action == "new":
        made, public, fingerprint = keys.new_key(passphrase_in(passphrase_file) if passphrase_file else None)
        write_line(public.rstrip())
        narrate(f"Fingerprint: {fingerprint}. Give others the lines above, and read them the fingerprint.")
        safe = "" if passphrase_file else " It has no passphrase: whoever has the file signs as you."
        narrate(f"The private key is in {made}.{safe}")
    elif action == "show":
        public, fingerprint = keys.public_half(own_signer(passphrase_file))
        write_line(public.rstrip())
        narrate(f"Fingerprint: {fingerprint}")
    elif action == "trust" and path is not None:
        known = keys.trust(path, name)
        narrate(f"Known from now on: {known.name}, {known.fingerprint}. Compare it with what they read to you.")
    else:
        for one in keys.known_keys():
            write_line(f"{one.fingerprint}  {one.name}")
    return ExitCode.OK


def own_signer(passphrase_file: Path | None) -> Ed25519PrivateKey:
    """The user's private key, opened. Raises NotFoundError, UsageError."""
    from tracker.services.keys import own_key_path, private_key

    return private_key(own_key_path(), asked_passphrase(own_key_path(), passphrase_file))


def passphrase_in(path: Path) -> bytes:
    """The first line of a file. Raises InputError."""
    try:
        found = path.read_bytes().partition(b"\n")[0].rstrip(b"\r")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="It holds the passphrase.") from error
    if not found:
        raise InputError(f"{path} is empty.", hint="Its first line is the passphrase.")
    return found


def asked_passphrase(key: Path, path: Path | None) -> bytes | None:
    """The passphrase of a key: of a file, else typed in; None: it needs none. Raises UsageError without a terminal."""
    from tracker.services.keys import is_encrypted

    if path is not None:
        return passphrase_in(path)
    if not is_encrypted(key):
        return None
    if not sys.stdin.isatty():
        raise UsageError(f"{key} asks for a passphrase.", hint="Give it with --passphrase-file FILE.")
    import getpass

    return getpass.getpass("Passphrase: ").encode()
