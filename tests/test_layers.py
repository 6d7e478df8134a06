"""The direction of imports: a room may only use rooms further left, and outside libraries have their rooms."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "openness"

# From left to right. Rooms on one line stand side by side: none of them may use another of its line.
ORDER: tuple[tuple[str, ...], ...] = (
    ("errors", "safe"),
    ("files",),
    ("words",),
    ("record", "phrases"),
    ("card",),
    ("licences", "recordings"),
    ("reading",),
    ("signals",),
    ("hub", "catalogue", "snapshot"),
    ("rubric",),
    ("score",),
    ("ranking",),
    ("requirements",),
    ("views",),
    ("index",),
    ("validation", "mof", "gate", "dossier"),
    ("ui",),
    ("cli",),
)
RANK = {room: place for place, rooms in enumerate(ORDER) for room in rooms}
ENTRY = {"__init__", "__main__"}  # the package's name and version; `python -m openness`

# An outside library with one home: only these rooms may import it.
HOMES = {
    "huggingface_hub": {"hub"},
    "httpx2": {"hub"},
    "streamlit": {"ui"},
    "altair": set(),
    "typer": {"cli"},
    "click": {"cli"},
    "rich": {"cli"},
    "pyarrow": {"snapshot", "views"},
    "filelock": {"snapshot"},
    "weasyprint": {"dossier"},
    "docx": {"dossier"},
    "socket": {"hub", "ui"},
    "urllib.request": set(),
    "subprocess": {"cli", "ui"},
    "random": set(),
    "pickle": set(),
}
CALLS_OF_CLI = {"print", "exit", "quit", "input", "sys.exit", "os._exit"}


@dataclass(frozen=True)
class Use:
    file: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.name}"


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Use(file, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: write imports in full"
            for alias in node.names:
                yield Use(file, node.lineno, f"{node.module}.{alias.name}")


def calls(file: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield Use(file, node.lineno, ast.unparse(node.func))


def room_used(use: Use) -> str | None:
    parts = use.name.split(".")
    return parts[1] if parts[0] == "openness" and len(parts) > 1 and parts[1] in RANK else None


def direction_problems(files: list[Path]) -> list[str]:
    problems = []
    for file in files:
        room = room_of(file)
        if room in ENTRY:
            continue
        for use in imports(file):
            other = room_used(use)
            if other is not None and other != room and RANK[other] >= RANK[room]:
                problems.append(f"{use} (the room '{room}' may not use '{other}')")
    return problems


def test_every_room_has_a_place() -> None:
    assert {room_of(file) for file in modules()} - ENTRY <= set(RANK)


def test_imports_go_left_only() -> None:
    assert direction_problems(modules()) == []


def test_libraries_stay_in_their_rooms() -> None:
    problems = []
    for file in modules():
        for use in imports(file):
            for library, homes in HOMES.items():
                if (use.name + ".").startswith(library + ".") and room_of(file) not in homes:
                    problems.append(f"{use} ('{library}' belongs to {sorted(homes) or 'no room'})")
    assert problems == []


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(item for extra in project["optional-dependencies"].values() for item in extra),
    ]
    declared = {re.split(r"[<>=!~ ;\[]", item, maxsplit=1)[0].lower() for item in wanted}
    modules_of = {"pyyaml": "yaml", "typer": "typer click", "python-docx": "docx"}
    known = {name for item in declared for name in modules_of.get(item, item.replace("-", "_")).split()}
    used = {use.name.split(".")[0] for file in modules() for use in imports(file)} - {"openness"}
    assert used - set(sys.stdlib_module_names) <= known


def test_only_the_command_line_prints_or_exits() -> None:
    problems = [
        str(use)
        for file in modules()
        if room_of(file) not in {"cli", "__main__"}
        for use in calls(file)
        if use.name in CALLS_OF_CLI
    ]
    assert problems == []


def test_nothing_is_evaluated() -> None:
    forbidden = {"eval", "exec", "compile", "__import__", "yaml.unsafe_load", "yaml.full_load", "os.system"}
    assert [str(use) for file in modules() for use in calls(file) if use.name in forbidden] == []


def test_the_app_and_the_command_line_make_no_entries_of_the_whole_list_themselves() -> None:
    """The index is the one place that joins snapshot and catalogue, and keeps what that makes."""
    makers = ("openness.ranking.models", "openness.ranking.systems", "openness.ranking.kept_entries")
    found = [
        str(use)
        for file in modules()
        if room_of(file) in ("ui", "cli")
        for use in imports(file)
        if use.name.startswith(makers)
    ]
    assert not found


def test_the_app_entry_uses_only_ui_and_streamlit() -> None:
    names = {
        use.name.split(".")[0] if not use.name.startswith("openness.ui") else "ui" for use in imports(ROOT / "app.py")
    }
    assert names <= {"__future__", "streamlit", "ui"}


def test_the_check_itself_sees_a_wrong_direction(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    (tmp_path / "signals").mkdir()
    wrong = tmp_path / "signals" / "made.py"
    wrong.write_text(
        "from openness.score import evaluate\nfrom openness import rubric\nfrom openness.card import Card\n"
    )
    found = direction_problems([wrong])
    assert len(found) == 2
    assert "may not use 'score'" in found[0]
    assert "may not use 'rubric'" in found[1]


HEAVY = ("pandas", "streamlit", "altair", "pyarrow", "huggingface_hub.hf_api", "numpy")


def loaded_by(code: str) -> set[str]:
    """Return which heavy libraries a fresh interpreter holds after `code`."""
    script = f"import sys\n{code}\nsys.stderr.write(' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split()) if done.stderr else set()


@pytest.mark.parametrize(
    "module",
    [
        "errors",
        "files.yamldoc",
        "files.shipped",
        "record.evidence",
        "record.record",
        "card",
        "licences",
        "reading.reading",
        "signals",
        "rubric",
    ],
)
def test_cheap_rooms_stay_cheap(module: str) -> None:
    assert loaded_by(f"import openness.{module}") == set()


def test_help_pays_for_no_heavy_library() -> None:
    code = (
        "import contextlib, io\n"
        "from openness.cli import main\n"
        "sys.argv = ['openness', '--help']\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main()"
    )
    assert loaded_by(code) == set()
