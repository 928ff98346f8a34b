"""`tracker serve`"""

from __future__ import annotations

import importlib
import shlex
import sys
from typing import Annotated

from cyclopts import Parameter

from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption
from tracker.errors import CaseError, ExitCode, UsageError


def run(
    *,
    host: Annotated[str, Parameter(help="Address to listen on; any but this machine's own needs --token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, Parameter(help="Port to listen on.")] = 8000,
    token: Annotated[
        str | None, Parameter(help="What the address must carry, 16 characters or more; left out: a random one.")
    ] = None,
    case: CaseOption = None,
) -> int:
    try:
        importlib.import_module("textual_serve.server")
        serving = importlib.import_module("tracker.cli.serving")
    except ModuleNotFoundError as error:
        raise CaseError(
            "The browser interface is not installed.", hint="Install the extra: pip install 'claim-tracker[serve]'"
        ) from error
    if token is None and not serving.is_loopback(host):
        raise UsageError(
            f"{host} can be reached from other machines.",
            hint="Choose a secret for them: --token with 16 characters or more. What is sent is not encrypted.",
        )
    if token is not None and len(token) < serving.SHORTEST_TOKEN:
        raise UsageError(f"A token of {len(token)} characters can be guessed.", hint="Use 16 or more.")
    command = [sys.executable, "-m", "tracker", *(["--case", case] if case else [])]
    server = serving.GuardedServer(shlex.join(command), host=host, port=port, token=token or serving.new_token())
    narrate(f"Serving on {server.address}")
    narrate("Who has this address works in your case. Ctrl+C ends it.")
    server.serve()
    return ExitCode.OK
