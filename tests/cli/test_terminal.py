"""On a terminal: tables as wide as it is or as COLUMNS says, no colours under NO_COLOR, completion for three shells."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from contextlib import suppress

import pytest
from rich.cells import cell_len


def on_terminal(columns: int, *arguments: str, **environment: str) -> str:
    """Return what a command writes to a terminal of that width."""
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    own = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    command = [sys.executable, "-m", "openness", *arguments]
    shown = b""
    with subprocess.Popen(
        command, stdout=terminal, stderr=subprocess.DEVNULL, env={**own, "TERM": "xterm-256color", **environment}
    ) as running:
        os.close(terminal)
        with suppress(OSError):  # the end of a terminal whose writer is gone
            while piece := os.read(master, 65536):
                shown += piece
    os.close(master)
    assert running.returncode == 0
    return shown.decode()


@pytest.mark.parametrize(
    ("columns", "environment", "widest"),
    [(60, {}, 60), (80, {}, 80), (200, {}, 200), (120, {"COLUMNS": "60"}, 60), (80, {"NO_COLOR": "1"}, 80)],
)
def test_a_table_is_no_wider_than_its_terminal(columns: int, environment: dict[str, str], widest: int) -> None:
    shown = on_terminal(columns, "licences", **environment)
    assert max(cell_len(line.rstrip("\r")) for line in shown.split("\n")) <= widest
    if "NO_COLOR" in environment:
        assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete "), ("zsh", "#compdef"), ("fish", "complete --command")]
)
def test_completion_is_shown_for_each_shell(shell: str, word: str) -> None:
    environment = {**os.environ, "SHELL": f"/bin/{shell}", "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    command = [sys.executable, "-m", "openness", "--show-completion", shell]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert word in done.stdout
    assert "_OPENNESS_COMPLETE" in done.stdout
