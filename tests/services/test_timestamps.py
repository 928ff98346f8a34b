"""Time stamps from an authority inside the test, made by openssl where it is installed."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.errors import CaseError, UsageError
from tracker.services.timestamps import NOT_OF_THIS, check_stamp, stamp_export, stamp_path
from tracker.services.workspace import Workspace

pytest.importorskip("rfc3161_client")

CONFIG = """
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[default]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    with Workspace.in_memory() as workspace:
        workspace.claims.add(workspace.claims.draft("7 police were killed", source="IS"))
        return workspace.transfer.write("jsonl", tmp_path / "log.jsonl").path


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Address and root certificate of an authority that answers with openssl."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    folder = tmp_path / "authority"
    folder.mkdir()
    (folder / "conf").write_text(CONFIG)
    (folder / "serial").write_text("01\n")
    new = ("req", "-config", "conf", "-newkey", "rsa:2048", "-nodes")
    openssl(folder, *new, "-x509", "-subj", "/CN=root", "-extensions", "ca", "-keyout", "ca.key", "-out", "ca.pem")
    openssl(folder, *new, "-subj", "/CN=stamps", "-keyout", "tsa.key", "-out", "tsa.csr")
    signed_by = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "conf", "-extensions", "tsa")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", *signed_by, "-out", "tsa.pem")

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query").write_bytes(asked)
            files = ("-queryfile", "query", "-out", "reply")
            openssl(folder, "ts", "-reply", "-config", "conf", "-section", "default", *files)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", folder / "ca.pem"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_stamp_is_asked_for_kept_and_proven_offline(export: Path, authority: tuple[str, Path]) -> None:
    address, root = authority
    assert stamp_export(export, address) == export.with_name("log.jsonl.timestamp.tsr")
    shown = check_stamp(export, None)
    assert shown is not None
    assert (shown.problem, shown.is_proven) == (None, False)
    proven = check_stamp(export, root)
    assert proven is not None
    assert (proven.problem, proven.is_proven, proven.at) == (None, True, shown.at)


def test_a_stamp_of_another_export_or_authority_does_not_hold(
    export: Path, authority: tuple[str, Path], tmp_path: Path
) -> None:
    address, _ = authority
    stamp_export(export, address)
    subject = ("-subj", "/CN=another", "-extensions", "ca")
    conf = ("-config", str(tmp_path / "authority/conf"))
    openssl(tmp_path, "req", *conf, "-newkey", "rsa:2048", "-nodes", "-x509", *subject, "-keyout", "k", "-out", "o.pem")
    other = check_stamp(export, tmp_path / "o.pem")
    assert other is not None
    assert "does not go back to that certificate" in (other.problem or "")
    export.write_bytes(export.read_bytes() + b"{}\n")
    changed = check_stamp(export, None)
    assert changed is not None
    assert changed.problem == NOT_OF_THIS


def test_what_is_no_stamp_is_told(export: Path) -> None:
    assert check_stamp(export, None) is None
    stamp_path(export).write_bytes(b"x")
    found = check_stamp(export, None)
    assert found is not None
    assert found.problem == "log.jsonl.timestamp.tsr cannot be read as a time stamp."


def test_an_authority_that_does_not_answer_is_told_and_nothing_is_kept(export: Path) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as closed:
        address = f"http://127.0.0.1:{closed.server_port}/"
    with pytest.raises(CaseError, match="does not answer"):
        stamp_export(export, address)
    with pytest.raises(UsageError, match="no address"):
        stamp_export(export, "ftp://example.org")
    assert not stamp_path(export).exists()
