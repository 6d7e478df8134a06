"""What every test stands on: no network, no state of this machine, and the real recordings where present."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# huggingface_hub and streamlit read these when first imported, so they are set before any test module is.
_STATE = Path(tempfile.mkdtemp(prefix="openness-tests-"))
os.environ.update(
    HF_HOME=str(_STATE / "huggingface"),
    OPENNESS_HOME=str(_STATE / "openness"),
    OPENNESS_CACHE=str(_STATE / "cache"),  # kept under digests of content: tests may share it
    HF_HUB_DISABLE_TELEMETRY="1",
    HF_HUB_DISABLE_PROGRESS_BARS="1",
    STREAMLIT_BROWSER_GATHER_USAGE_STATS="false",
    NO_COLOR="1",
    COLUMNS="120",
    TERM="dumb",
)
for _name in ("HF_TOKEN", "HF_TOKEN_PATH", "HUGGING_FACE_HUB_TOKEN", "HF_ENDPOINT", "HF_HUB_OFFLINE", "FORCE_COLOR"):
    os.environ.pop(_name, None)

settings.register_profile("openness", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("openness")


@pytest.fixture(scope="session", autouse=True)
def _another_day() -> Iterator[None]:
    """Run on another day where OPENNESS_TESTS_DAYS_AHEAD says so: nothing may depend on the date (tools/anywhere.py)."""
    ahead = int(os.environ.get("OPENNESS_TESTS_DAYS_AHEAD", "0"))
    if not ahead:
        yield
        return
    with time_machine.travel(datetime.now(UTC) + timedelta(days=ahead), tick=True):
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test an empty OPENNESS_HOME of its own, so that no test sees another's snapshots."""
    monkeypatch.setenv("OPENNESS_HOME", str(tmp_path / "openness-home"))


@pytest.fixture(autouse=True)
def _own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put `__main__` back after each test: Streamlit's AppTest leaves its script there, which new processes would run."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real recordings beside the project; without it skip, or on CI fail."""
    if not SHARED.is_dir():
        sentence = "../shared not present: real recordings needed"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return SHARED
