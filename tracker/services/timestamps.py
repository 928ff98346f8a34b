"""Time stamps of exports (RFC 3161): somebody else says that the manifest existed at a time. Extra: tsa."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from types import ModuleType

from tracker.errors import CaseError, InputError, UsageError
from tracker.model.base import Frozen

SUFFIX = ".timestamp.tsr"
IN_A_BAG = "timestamp.tsr"
NOT_OF_THIS = "The time stamp is not of this export: that was written anew after it was stamped, or one was changed."
TIMEOUT_S = 20.0
LARGEST = 1 << 20
"""Bytes of an answer that are read."""


class Stamp(Frozen):
    """What a time stamp says, once it was looked at."""

    at: dt.datetime | None
    problem: str | None
    """Why it does not hold, in a sentence; None: nothing speaks against it."""
    is_proven: bool = False
    """Whether it was checked against a root certificate; else anybody may have made it."""


def stamp_path(export: Path) -> Path:
    """Where the time stamp of an export is."""
    return export / IN_A_BAG if export.is_dir() else export.with_name(export.name + SUFFIX)


def outdated(export: Path, *, signed: bool, stamped: bool) -> list[Path]:
    """Signature and time stamp beside an export that was just written anew, where they are of the older one."""
    from tracker.exchange.signature import signature_path

    beside = [] if signed else [signature_path(export)]
    beside += [] if stamped else [stamp_path(export)]
    return [path for path in beside if path.exists()]


def stamp_export(export: Path, url: str) -> Path:
    """Asks a time-stamping authority for a stamp of what vouches for an export, and keeps its answer beside it.

    Only the SHA-256 leaves the machine. Raises UsageError for an address that is none, CaseError when the authority
    does not answer, or refuses.
    """
    library = _library()
    from tracker.exchange.outgoing.write import write_atomically
    from tracker.exchange.signature import signed_bytes

    data = signed_bytes(export)
    request = library.TimestampRequestBuilder(data=data, hash_algorithm=library.HashAlgorithm.SHA256).build()
    answer = _asked(url, request.as_bytes())
    try:
        response = library.decode_timestamp_response(answer)
        fits = response.tst_info.message_imprint.message == hashlib.sha256(data).digest()
        fits = fits and response.tst_info.nonce == request.nonce
    except ValueError as error:
        raise CaseError(f"{url} gave no time stamp: {error}.", hint="Ask another authority.") from error
    if not fits:
        raise CaseError(f"{url} gave a time stamp of something else.", hint="Ask another authority.")
    write_atomically(stamp_path(export), answer)
    return stamp_path(export)


def check_stamp(export: Path, root: Path | None) -> Stamp | None:
    """What the time stamp of an export says; None: it has none. root: certificate of the authority, PEM.

    Raises InputError for a certificate that is none, CaseError without the library.
    """
    path = stamp_path(export)
    if not path.exists():
        return None
    library = _library()
    from tracker.exchange.signature import signed_bytes

    try:
        with path.open("rb") as file:
            response = library.decode_timestamp_response(file.read(LARGEST))
        at = response.tst_info.gen_time
        data = signed_bytes(export)
        if response.tst_info.message_imprint.message != hashlib.sha256(data).digest():
            return Stamp(at=at, problem=NOT_OF_THIS)
    except (ValueError, OSError, IndexError):
        return Stamp(at=None, problem=f"{path.name} cannot be read as a time stamp.")
    if root is None:
        return Stamp(at=at, problem=None)
    try:
        library.VerifierBuilder(roots=_certificates(root)).build().verify_message(response, data)
    except (library.VerificationError, ValueError) as error:
        return Stamp(at=at, problem=f"The time stamp does not go back to that certificate: {error}.")
    return Stamp(at=at, problem=None, is_proven=True)


def _certificates(path: Path) -> list[object]:
    from cryptography import x509

    try:
        return list(x509.load_pem_x509_certificates(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} holds no certificate: {error}.", hint="It is a file in PEM.") from error


def _asked(url: str, request: bytes) -> bytes:
    import urllib3

    if not url.startswith(("http://", "https://")):
        raise UsageError(f"{url} is no address of a time-stamping authority.", hint="It begins with https://")
    timeout = urllib3.Timeout(total=TIMEOUT_S)
    try:
        answer = urllib3.PoolManager().request(
            "POST",
            url,
            body=request,
            headers={"Content-Type": "application/timestamp-query"},
            timeout=timeout,
            retries=False,
            redirect=False,
            preload_content=False,
        )
        try:
            content = answer.read(LARGEST)
        finally:
            answer.release_conn()
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        raise CaseError(f"{url} does not answer: {error}.", hint="The export is written; it has no stamp.") from error
    if answer.status != 200:
        raise CaseError(f"{url} answers with status {answer.status}.", hint="The export is written; it has no stamp.")
    return bytes(content)


def _library() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError as error:
        raise CaseError(
            "Time stamps need the library rfc3161-client.", hint="Install it: pip install 'claim-tracker[tsa]'"
        ) from error
    return rfc3161_client
