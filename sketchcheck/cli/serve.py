"""`app`: the web app, bound to this machine, without usage statistics."""

from __future__ import annotations

import errno
import gc
import os
import signal
import socket
import sys
from pathlib import Path

import typer

import sketchcheck
from designer.errors import SketchcheckError
from designer.files import load_file
from designer.store.store import Store
from sketchcheck.cli.files import CANNOT

FLAGS = {
    "server.address": "127.0.0.1",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "16",
    "server.showEmailPrompt": "false",
    "logger.hideWelcomeMessage": "true",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.light.primaryColor": "#2563eb",
    "theme.dark.primaryColor": "#2f6fed",
}
"""Streamlit's settings: reachable from this machine only, nothing sent to anybody, nothing advertised."""


def run(file: Path | None, port: int, *, browser: bool) -> int:
    """Serve until interrupted; give the exit code.

    Raises SketchcheckError where the file, the store or the port cannot be used: better here than in the
    browser.
    """
    if file is not None:
        load_file(file)
        os.environ["SKETCHCHECK_FILE"] = str(file.resolve())
    Store.open().close()
    _need_port(port)
    typer.echo(f"Sketchcheck comes at http://{FLAGS['server.address']}:{port} (Ctrl+C ends it)")
    return _serve(FLAGS | {"server.port": str(port), "server.headless": "false" if browser else "true"})


def _serve(flags: dict[str, str]) -> int:
    """Be the server: in this very process, so that nothing goes on serving when it ends.

    It ends in good order on SIGINT and SIGTERM; its web server then sends itself the signal once more.
    """
    from click.exceptions import Abort
    from streamlit.web.cli import main

    script = Path(sketchcheck.__file__).parent / "served.py"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    gc.enable()  # Unlike other commands, this one lives long.
    try:
        options = [part for name, value in flags.items() for part in (f"--{name}", value)]
        main(["run", str(script), *options], prog_name="streamlit", standalone_mode=False)
    except (KeyboardInterrupt, Abort):
        return 0
    except SystemExit as ended:
        return CANNOT if ended.code else 0
    return 0


def _need_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":  # Elsewhere this would allow a port that is in use.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((FLAGS["server.address"], port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            because = "another program uses it" if taken else (error.strerror or str(error)).lower()
            raise SketchcheckError(
                f"cannot serve on port {port}: because {because}. Choose another one with --port."
            ) from None
