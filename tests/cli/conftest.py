"""Running the command as a person does, with exit code, stdout and stderr in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from openness.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `openness` in this process."""

    def command(*arguments: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["openness", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return command
