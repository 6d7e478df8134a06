"""Where words go: data to stdout, talk to stderr."""

from __future__ import annotations

import sys
from pathlib import Path

from openness.errors import OpennessError
from openness.safe import terminal


def say(text: str) -> None:
    """Write talk to stderr; what strangers wrote in it cannot move the cursor or hide anything."""
    print(terminal.lines(text), file=sys.stderr)


def give(text: str) -> None:
    """Write data to stdout as UTF-8, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def keep(path: Path, content: bytes) -> None:
    """Write a file in one step, so that a failure leaves the old one; raises OpennessError if it cannot."""
    working = path.with_name(f".{path.name}.writing")
    try:
        working.write_bytes(content)
        working.replace(path)
    except OSError as failure:
        working.unlink(missing_ok=True)
        raise OpennessError(f"{path} cannot be written ({failure.strerror}); choose another file with -o") from failure
