"""Bounds of the house: no two files import each other, modules can be read in one sitting, tests stand beside rules."""

from __future__ import annotations

import ast
from pathlib import Path

import complexipy
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "openness"
LINES = 350
"""The longest module."""
COMPLEXITY = 25
"""The most cognitive complexity of a function: nesting, branches and runs of `and`/`or` all count."""
RULES = ("words", "reading", "signals", "views", "rubric")
"""Rooms where rules stand: each module has its tests beside it."""
SHARE = 0.8
"""Lines of test to lines of source in those rooms."""


def sources() -> list[Path]:
    return sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tools").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")])


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path, known: set[str]) -> set[str]:
    """Return the modules of ours that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found & known


def pairs(files: list[Path]) -> list[tuple[str, str]]:
    known = {module_name(path) for path in files}
    uses = {module_name(path): imports_of(path, known) for path in files}
    return [(one, other) for one in sorted(uses) for other in sorted(uses[one]) if one < other and one in uses[other]]


def lines_of(paths: list[Path]) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


def test_no_two_files_import_each_other() -> None:
    # A package's own __init__ may gather what its modules offer; they may not look back at it.
    assert pairs([path for path in sources() if path.name != "__init__.py"]) == []


def test_a_pair_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text("def f():\n    from other import g\n")
    other.write_text("import one\n")
    assert pairs([one, other]) == [("one", "other")]


def test_every_module_can_be_read_in_one_sitting() -> None:
    long = {module_name(path): count for path in sources() if (count := lines_of([path])) > LINES}
    assert long == {}


def test_no_function_passes_the_bound_of_complexity() -> None:
    hard = {
        f"{path.relative_to(ROOT)}: {function.name}": function.complexity
        for path in sources()
        for function in complexipy.file_complexity(str(path)).functions
        if function.complexity > COMPLEXITY
    }
    assert hard == {}


@pytest.mark.parametrize("room", RULES)
def test_tests_stand_beside_the_rules(room: str) -> None:
    modules = [path for path in (PACKAGE / room).glob("*.py") if path.name != "__init__.py"]
    tests = list((ROOT / "tests" / room).glob("*.py"))
    without = {path.stem for path in modules} - {path.stem.removeprefix("test_") for path in tests}
    assert sorted(without) == []
    assert lines_of(tests) >= SHARE * lines_of(modules)
