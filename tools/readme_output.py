"""Fill the console blocks of README.md and docs/*.md with what the commands really print.

    python tools/readme_output.py            # rewrite the blocks
    python tools/readme_output.py --check    # exit 1 if a block is out of date

A block is fenced as ```console; a line `$ openness …` is run offline on the embedded snapshot, in an
empty home, and its stdout stands below it. `$ openness … 2>&1` shows stderr too; `| head -N` keeps the
first lines. Blocks with other commands are left alone.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
COMMAND = re.compile(r"\$ openness (?P<arguments>.*?)(?P<both> 2>&1)?(?: \| head -(?P<head>\d+))?$")


def pages() -> list[Path]:
    """Return the pages whose blocks are kept current."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def output(line: str, home: Path) -> str | None:
    """Return what a command line of a block prints, or None if it is none of ours."""
    found = COMMAND.match(line)
    if found is None:
        return None
    environment = {**os.environ, "OPENNESS_HOME": str(home), "HF_HUB_OFFLINE": "1", "COLUMNS": "120", "NO_COLOR": "1"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    ran = subprocess.run(
        [sys.executable, "-m", "openness", *shlex.split(found["arguments"])],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        check=False,
        encoding="utf-8",
    )
    text = ran.stderr + ran.stdout if found["both"] else ran.stdout
    lines = text.rstrip("\n").splitlines()
    if found["head"]:
        lines = lines[: int(found["head"])]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def filled(block: str, home: Path) -> str:
    """Return the inside of a block with every output as it is now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    outputs = [output(line, home) for line in commands]
    if not commands or any(text is None for text in outputs):
        return block
    parts = [f"{line}\n{text}" for line, text in zip(commands, outputs, strict=True)]
    return "\n".join(parts)


def current(page: Path) -> str:
    """Return a page with all its blocks as they are now."""
    with tempfile.TemporaryDirectory() as home:
        text = page.read_text(encoding="utf-8")
        return BLOCK.sub(lambda found: f"```console\n{filled(found[1], Path(home))}```", text)


def main() -> None:
    parser = argparse.ArgumentParser(description="Fill the console blocks of the documents.")
    parser.add_argument("--check", action="store_true", help="only say what is out of date")
    options = parser.parse_args()
    stale = False
    for page in pages():
        old, new = page.read_text(encoding="utf-8"), current(page)
        if old == new:
            continue
        name = str(page.relative_to(ROOT))
        if options.check:
            stale = True
            sys.stdout.writelines(
                difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, f"{name} (now)")
            )
        else:
            page.write_text(new, encoding="utf-8")
            print(f"wrote {name}")
    if stale:
        sys.exit("documents are out of date: run `python tools/readme_output.py`")


if __name__ == "__main__":
    main()
