"""How the app is started: one command line for `openness app`, `make run` and the tests."""

from __future__ import annotations

import sys
from pathlib import Path

from openness.files.extras import EXTRAS, need
from openness.files.shipped import resource_folder


def app_command(port: int, address: str = "127.0.0.1", snapshot: Path | str | None = None) -> list[str]:
    """Return the command that serves the app on `address`:`port`, showing `snapshot` (default: the current one).

    The theme and the other settings are read from `.streamlit/config.toml` beside app.py; what must hold
    even where a person's own settings differ is said here. No statistics are sent anywhere.
    Raises OpennessError where the app's libraries are not installed.
    """
    need("the app", *EXTRAS["app"], instead=", or `openness site DIR` writes the index as static pages")
    command = [sys.executable, "-m", "openness.ui.served", "run", str(resource_folder("app.py"))]
    command += ["--server.port", str(port), "--server.address", address]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none"]
    command += ["--browser.gatherUsageStats", "false", "--client.toolbarMode", "minimal"]
    if snapshot is not None:
        command += ["--", "--snapshot", str(snapshot)]
    return command
