"""`tracker serve`"""

from __future__ import annotations

import importlib
import shlex
import sys
from typing import Annotated

from cyclopts import Parameter

from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption
from tracker.errors import CaseError, ExitCode


def run(
    *,
    host: Annotated[
        str, Parameter(help="Address to listen on; others on the network see what you let them.")
    ] = "localhost",
    port: Annotated[int, Parameter(help="Port to listen on.")] = 8000,
    case: CaseOption = None,
) -> int:
    try:
        server_module = importlib.import_module("textual_serve.server")
    except ModuleNotFoundError as error:
        raise CaseError(
            "The browser interface is not installed.", hint="Install the extra: pip install 'claim-tracker[serve]'"
        ) from error
    command = [sys.executable, "-m", "tracker", *(["--case", case] if case else [])]
    narrate(f"Serving on http://{host}:{port}; there is no password. Ctrl+C ends it.")
    server_module.Server(shlex.join(command), host=host, port=port, title="tracker").serve()
    return ExitCode.OK
