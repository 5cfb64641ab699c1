"""`app`: the web app, bound to this machine, without usage statistics."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import sketchcheck
from designer.files import load_file

FLAGS = {
    "server.address": "127.0.0.1",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "16",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.light.primaryColor": "#2563eb",
    "theme.dark.primaryColor": "#6ea0ff",
}
"""Streamlit's settings: reachable from this machine only, nothing sent to anybody."""


def run(file: Path | None, port: int, *, browser: bool) -> int:
    """Serve until interrupted; give the server's exit code."""
    environment = dict(os.environ)
    if file is not None:
        load_file(file)  # A file that is no design is told here, not in the browser.
        environment["SKETCHCHECK_FILE"] = str(file.resolve())
    script = Path(sketchcheck.__file__).parent / "main.py"
    flags = FLAGS | {"server.port": str(port), "server.headless": "false" if browser else "true"}
    arguments = [part for name, value in flags.items() for part in (f"--{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *arguments]
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
