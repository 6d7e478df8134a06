"""Serve the recordings by hand: `python -m tests.fakehub --shared ../shared --port 8123`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fakehub import FakeHub, Recordings


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.fakehub", description="Serve the recordings as a Hub on this machine.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the recordings")
    parser.add_argument("--port", type=int, default=8123, help="0 takes a free one")
    parser.add_argument("--dates", choices=("newest", "oldest"), default="newest", help="of several recordings of one")
    arguments = parser.parse_args()
    if not (arguments.shared / "hub" / "index.csv").is_file():
        parser.error(f"{arguments.shared} holds no recordings: hub/index.csv is missing")
    with FakeHub(Recordings(arguments.shared, dates=arguments.dates), port=arguments.port) as hub:
        sys.stdout.write(f"{hub.endpoint}\n")
        sys.stdout.flush()
        try:
            hub.wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
