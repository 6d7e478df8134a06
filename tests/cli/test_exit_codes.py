"""Every exit code of every command, by table: 0 done, 1 input or network, 2 usage, 3 a gate was missed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from openness.cli.main import app
from openness.snapshot.store import embedded_folder
from tests.cli.conftest import Run
from tests.cli.test_refreshing import CARD, made
from tests.fakehub import FakeHub

ROOT = Path(__file__).resolve().parents[2]
MODEL = "allenai/OLMo-7B"
TABLE = f"""
rank                     | 0 | --top 1
rank                     | 1 | --snapshot {{damaged}}
rank                     | 2 | --require nonsense
score                    | 0 | {MODEL} --offline
score                    | 1 | {MODEL} no/such --offline
score                    | 2 | no/such --offline
score                    | 2 | {MODEL} --offline --set nothing
score                    | 3 | {MODEL} --offline --min-score 100
score                    | 3 | {MODEL} --offline --rubric procurement --enforce
explain                  | 0 | {MODEL}
explain                  | 1 | {MODEL} --snapshot {{nowhere}}
explain                  | 2 |
explain                  | 2 | no/such
explain                  | 2 | nosuch
rank                     | 2 | --rubric nosuch
rank                     | 2 | --set a=b
rank                     | 2 | --filter nosuch=1
rank                     | 2 | --require nosuch
check                    | 2 | no/such --require modification
badge                    | 2 | nosuch
compare                  | 2 | {MODEL} no/such
bom                      | 2 | nosuch
history                  | 2 | nosuch
licence                  | 2 | no/such
rubric show              | 2 | nosuch
catalogue show           | 2 | nosuch
export                   | 0 | --models -o {{out}}.csv
export                   | 1 | --models -o {{nowhere}}/x.csv
export                   | 2 | --models -o {{out}}.pdf
search                   | 0 | olmo
search                   | 1 | olmo --snapshot {{damaged}}
search                   | 2 |
history                  | 0 | {MODEL}
history                  | 1 | {MODEL} --rubric {{broken}}
history                  | 2 |
cite                     | 0 |
cite                     | 1 | --snapshot {{nowhere}}
cite                     | 2 | --nonsense
check                    | 0 | {MODEL} --require modification
check                    | 1 | {MODEL} --require modification --snapshot {{damaged}}
check                    | 2 | {MODEL} --require nonsense
check                    | 3 | {MODEL} --require size=0.001
badge                    | 0 | {MODEL}
badge                    | 1 | {MODEL} --snapshot {{nowhere}}
badge                    | 2 | {MODEL} --format png
compare                  | 0 | {MODEL} allenai/OLMo-1B
compare                  | 1 | {MODEL} allenai/OLMo-1B --snapshot {{damaged}}
compare                  | 2 | {MODEL}
report                   | 0 | {MODEL} -o {{out}}.html
report                   | 1 | {MODEL} -o {{nowhere}}/x.html
report                   | 2 | {MODEL} -o {{out}}.xyz
bom                      | 0 | {MODEL}
bom                      | 1 | {MODEL} --snapshot {{damaged}}
bom                      | 2 |
refresh                  | 0 | --models made/a --endpoint {{hub}} --out {{store}} --alone
refresh                  | 1 | --models made/gone --endpoint {{hub}} --out {{store}} --alone
refresh                  | 1 | --models made/half --endpoint {{hub}} --out {{store}} --alone
refresh                  | 1 | --top 1 --endpoint http://127.0.0.1:9 --out {{store}}
refresh                  | 2 | --top 1 --author made
licence                  | 0 | mit
licence                  | 1 | {MODEL} --snapshot {{damaged}}
licence                  | 2 | no-such-licence
mof                      | 0 | {{mof}}
mof                      | 1 | {{broken}}
mof                      | 2 |
changes                  | 0 | embedded embedded
changes                  | 1 | embedded {{damaged}}
changes                  | 2 | embedded embedded --moved 0
changes                  | 3 | {{older}} {{newer}} --watch {{watched}}
site                     | 1 | {{file}}/x --snapshot {{older}}
site                     | 0 | {{out}} --snapshot {{older}}
site                     | 2 |
signals                  | 0 |
signals                  | 1 | -o {{nowhere}}/x.csv
signals                  | 2 | --nonsense
signals                  | 2 | no.such.signal
app                      | 2 | --port notaport
validate                 | 2 | --records {{nowhere}} --labels {{nowhere}}
validate                 | 2 |
verdicts                 | 2 | {{nowhere}}
verdicts                 | 2 | {{nowhere}} --of nobody
licences                 | 0 |
licences                 | 1 | -o {{nowhere}}/x.csv
licences                 | 2 | -o {{out}}.pdf
licences diff            | 2 | {{nowhere}}
import mof               | 1 | {{broken}}
import mof               | 2 |
import osai              | 1 | {{nowhere}}
import osai              | 2 |
catalogue validate       | 0 |
catalogue validate       | 1 | {{nowhere}}
catalogue validate       | 2 | --nonsense
catalogue show           | 0 | OLMo
catalogue show           | 2 | no such system at all
catalogue new            | 0 | {MODEL}
catalogue new            | 1 | {MODEL} --snapshot {{damaged}}
catalogue new            | 2 |
catalogue stale          | 0 |
catalogue stale          | 1 | --folder {{nowhere}}
catalogue stale          | 2 | --older 0
catalogue libraries      | 0 |
catalogue libraries      | 2 | --nonsense
catalogue disagreements  | 0 |
catalogue disagreements  | 1 | --rubric {{broken}}
catalogue disagreements  | 2 | --set nothing
catalogue discover       | 0 | --top 1
catalogue discover       | 1 | --snapshot {{damaged}}
catalogue discover       | 2 | --top 0
snapshot list            | 0 |
snapshot list            | 2 | --nonsense
snapshot verify          | 0 | embedded
snapshot verify          | 1 | {{damaged}}
snapshot diff            | 0 | embedded embedded
snapshot diff            | 1 | embedded {{damaged}}
snapshot diff            | 2 | embedded
snapshot prune           | 0 |
snapshot prune           | 1 | --out {{nowhere}}
snapshot prune           | 1 | --out {{file}}
snapshot prune           | 2 | --keep 0
snapshot answer          | 0 | {{older}} --out {{out}}
snapshot answer          | 1 | {{damaged}} --out {{out}}
snapshot answer          | 2 | --nonsense
rubric list              | 0 |
rubric list              | 2 | --nonsense
rubric show              | 0 | default
rubric show              | 1 | {{broken}}
rubric show              | 2 |
rubric new               | 0 | {{out}}.yaml
rubric new               | 1 | {{file}}/x.yaml
rubric new               | 2 |
rubric validate          | 0 | default
rubric validate          | 1 | {{broken}}
rubric validate          | 2 | --nonsense
rubric test              | 0 | default
rubric test              | 1 | {{broken}}
rubric test              | 2 | --nonsense
rubric schema            | 0 |
rubric schema            | 2 | --nonsense
rubric diff              | 0 | default osai
rubric diff              | 1 | default {{broken}}
rubric diff              | 2 | default
rubric diff              | 3 | default osai --fail-on-moves 0
rubric sensitivity       | 0 | --draws 2
rubric sensitivity       | 1 | {{broken}}
rubric sensitivity       | 2 | --nonsense
words list               | 0 |
words list               | 2 | --nonsense
words check              | 0 |
words check              | 1 | {{broken}}
words check              | 2 | --nonsense
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]
NO_FAULT = {"licences diff", "catalogue libraries", "catalogue show", "snapshot list", "rubric list", "rubric schema",
            "validate", "verdicts", "words list", "app"}  # fmt: skip
"""Commands that read nothing that could be wrong but their arguments, or (app) that run until they are stopped."""


@pytest.fixture(scope="module")
def served() -> Iterator[FakeHub]:
    with FakeHub() as hub:
        made(hub, "made/a")
        made(hub, "made/half")
        hub.fault("/made/half/resolve/.*README", status=418)
        yield hub


@pytest.fixture
def names(served: FakeHub, tmp_path: Path) -> dict[str, str]:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "manifest.json").write_bytes((embedded_folder() / "manifest.json").read_bytes())
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    mof = "framework:\n  name: Model Openness Framework\nrelease:\n  name: Made\n  version: '1'\n  components: []\n"
    (tmp_path / "mof.yml").write_text(mof, encoding="utf-8")
    (tmp_path / "watched").write_text("made/a\n", encoding="utf-8")
    places = {"nowhere": "nowhere/at/all", "out": "out", "store": "store", "file": "file", "damaged": "damaged",
              "broken": "broken.yaml", "mof": "mof.yml", "watched": "watched"}  # fmt: skip
    return {"hub": served.endpoint, **{name: str(tmp_path / path) for name, path in places.items()}}


def two(run: Run, hub: FakeHub, folder: Path) -> dict[str, str]:
    """Make a snapshot and one after it in which a gate was put before a model."""
    for name, gate in (("older", False), ("newer", "manual")):
        hub.edit_model("made/a", files={"README.md": CARD + name}, gated=gate)
        ask = ("refresh", "--models", "made/a", "--endpoint", hub.endpoint, "--alone", "--out", folder / name)
        assert run(*ask).code == 0
    return {name: str(folder / name) for name in ("older", "newer")}


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row) for row in ROWS])
def test_an_exit_code(
    run: Run, served: FakeHub, names: dict[str, str], tmp_path: Path, row: tuple[str, str, str]
) -> None:
    command, code, arguments = row
    if re.search(r"\{(?:older|newer)\}", arguments):
        names |= two(run, served, tmp_path / "stores")
    ran = run(*command.split(), *shlex.split(arguments.format(**names)))
    assert ran.code == int(code), ran.err
    assert "Traceback" not in ran.err
    if ran.code:
        assert ran.err.strip()


def commands(group: typer.Typer, before: str = "") -> Iterator[str]:
    for info in group.registered_commands:
        name = info.name or (info.callback.__name__.replace("_", "-") if info.callback else "")
        yield f"{before}{name}"
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from commands(inner.typer_instance, f"{before}{inner.name} ")


def test_every_command_is_in_the_table() -> None:
    codes: dict[str, set[str]] = {}
    for command, code, _ in ROWS:
        codes.setdefault(command, set()).add(code)
    assert set(commands(app)) - set(codes) == set()
    assert not [command for command, had in codes.items() if "2" not in had and command != "snapshot verify"]
    assert not [command for command, had in codes.items() if "1" not in had and command not in NO_FAULT]
