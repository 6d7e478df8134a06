"""Install the locked packages into new environments, with an old pip and with the newest, and check the result.

Usage: python tools/fresh_install.py [PIP-VERSION ...]      default: 23.0 (Debian 12's) and the newest

A lock that is complete installs without resolving anything, so nothing published later can break it.
Exits 1 with pip's own words where an installation fails or `pip check` finds a requirement unmet.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements/run.txt", "requirements/test.txt")
OLDEST, NEWEST = "23.0", "newest"


def install(folder: Path, pip: str) -> str:
    """Make an environment in `folder` with this pip, install both locks into it, and return the pip's version.

    Raises SystemExit with the output of the step that failed.
    """
    venv.create(folder, with_pip=True, clear=True)
    python = str(folder / "bin" / "python")
    pip_of = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    run([*pip_of, "install", *(["--upgrade", "pip"] if pip == NEWEST else [f"pip=={pip}"])])
    for lock in LOCKS:
        run([*pip_of, "install", "--no-deps", "--require-hashes", "-r", str(ROOT / lock)])
    run([*pip_of, "check"])
    return run([python, "-c", "import pip; print(pip.__version__)"]).strip()


def run(command: list[str]) -> str:
    """Run a step and return what it printed; SystemExit with its output where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[1:])}\n{done.stdout}{done.stderr}")
    return done.stdout


def main(versions: list[str]) -> None:
    """Install with each pip in turn."""
    for version in versions or [OLDEST, NEWEST]:
        with tempfile.TemporaryDirectory(prefix="openness-install-") as folder:
            print(f"pip {install(Path(folder) / 'venv', version)}: both locks installed, pip check finds nothing")


if __name__ == "__main__":
    main(sys.argv[1:])
