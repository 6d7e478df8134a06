"""What strangers may publish, through a whole refresh and every command: bounded, told, safe, and at no cost to others."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from openness.signals import SIGNALS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import newest
from tests.cli.conftest import Ran, Run
from tests.fakehub import FakeHub
from tests.safe.attacks import ATTACKS

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
ATTACK = "\x1b[31m=1+1 <b>x</b> **y** \u202egnp\x07"
"""A little of everything that means something to some reader."""
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))


def headed(front: str | bytes) -> bytes:
    raw = front.encode("utf-8", "surrogatepass") if isinstance(front, str) else front
    return b"---\n" + raw + b"\n---\n# Made\n\nMade for a test.\n"


CARDS: dict[str, bytes] = {
    "bomb": headed(BOMB),
    "tags": headed("license: !!python/object/apply:os.system ['true']\n"),
    "ten-megabytes": headed("a: b\n" * 2_000_000),
    "deep": headed("a: " + "[" * 100_000),
    "deep-blocks": headed("".join(f"{' ' * depth}a:\n" for depth in range(2_000))),
    "twice": headed("license: mit\nlicense: apache-2.0\n"),
    "no-utf-8": headed(b"license: \xff\xfe\xc3\x28\n"),
    "zero": headed("license: mit\0\n"),
    "marked": b"\xef\xbb\xbf" + headed("license: mit"),
    "other-direction": headed("license: \u202etim\u2066\n"),
    "half-pairs": headed("license: \ud800\n"),
    "endless-line": b"# Made\n\n" + b"trained on data, " * 200_000,
    "hundred-megabytes": b"a" * 100_000_000,
    "lists": b"- a\n" * 30_000,
    "tables": b"|a|b|\n|-|-|\n" + b"|x|y|\n" * 30_000,
    "links": b"[a](https://huggingface.co/o/m) " * 30_000,
    "data-uris": b"![a](data:image/png;base64," + b"A" * 1_000_000 + b")",
    "html": b"<script>alert(1)</script><td>\n" * 30_000,
    "circles": headed("base_model: made/circles"),
    "many-bases": headed("base_model:\n" + "".join(f"- up/b{number}\n" for number in range(10_000))),
    "many-data-sets": headed("datasets:\n" + "".join(f"- up/d{number}\n" for number in range(10_000))),
    "attacks": headed("license: other\nlicense_name: " + json.dumps(ATTACK) + "\nlanguage: " + json.dumps([ATTACK])),
    **{f"attack-{number}": headed(f"license: {json.dumps(attack)}\n") + f"# {attack}\n".encode("utf-8", "surrogatepass")
       for number, attack in enumerate(ATTACKS.values()) if len(attack) < 1_000},
}  # fmt: skip
BODIES: dict[str, dict[str, Any]] = {
    "odd-files": {"siblings": [{"rfilename": name} for name in
                  ("../../etc/passwd", "/etc/passwd", "a\nb", "\U0001f600.safetensors", "-rf", ATTACK, "x" * 5_000, "LICENSE/../..")]},
    "lying-numbers": {"downloads": -1, "likes": 2**80, "usedStorage": 1e400, "safetensors": {"total": -5, "parameters": {"F32": "many"}}},
    "odd-tags": {"tags": [ATTACK, "license:" + ATTACK, "base_model:../..", "dataset:--help", "language:" + "x" * 9_999, None, 7]},
    "odd-dates": {"lastModified": "yesterday", "createdAt": "9999-99-99", "sha": "a" * 40},
    "odd-gate": {"gated": ATTACK},
    "odd-config": {"config": {"architectures": [ATTACK] * 999, "model_type": {"a": [[]]}}},
}  # fmt: skip
ROWS: list[object] = [
    {"id": name} for name in ("--help", "../../etc", "/etc/passwd", "a b", ATTACK, "", "x" * 100_000, "org/..", "C:\\x")
] + [None, 7, [], {}, {"id": {"id": "a/b"}}]


@pytest.fixture(scope="module")
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        for name, card in CARDS.items():
            served.add_model(f"made/{name}", files={"README.md": card, "LICENSE": "made for a test"})
        for name, body in BODIES.items():
            served.add_model(f"made/{name}", files={"README.md": "# Made\n"}, **body)
        for number in range(100):
            upper = f"up/c{(number + 1) % 100}"
            served.add_model(
                f"up/c{number}", files={"README.md": headed(f"base_model: {upper}")}, cardData={"base_model": upper}
            )
        served.add_model(
            "made/circle", files={"README.md": headed("base_model: up/c0")}, cardData={"base_model": "up/c0"}
        )
        served.add_model("made/good", files={"README.md": headed("license: mit"), "LICENSE": "made for a test"})
        yield served


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture
def refreshed(run: Run, hub: FakeHub, store: Path) -> Snapshot:
    """The snapshot of all hostile models, made once."""
    folder = newest(store)
    if folder is None:
        ran = run(
            "refresh", "--author", "made", "--cards", "all", "--endpoint", hub.endpoint, "--out", store, "--alone"
        )
        assert "Traceback" not in ran.err
        assert ran.code in (0, 1), ran.err
        assert_safe(ran)
        folder = newest(store)
    assert folder is not None
    return Snapshot(folder, DOMAINS)


def hidden(text: str) -> set[str]:
    return {letter for letter in text if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n", "\t"}


def assert_safe(ran: Ran) -> None:
    assert not hidden(ran.out + ran.err)


def test_nothing_is_lost_and_every_model_is_there(refreshed: Snapshot, hub: FakeHub) -> None:
    names = {f"made/{name}" for name in (*CARDS, *BODIES, "circle", "good")}
    assert {item.id for item in refreshed.rejected()} | set(refreshed.ids) == names
    assert set(refreshed.ids) == names, [item.reason for item in refreshed.rejected()]
    requests = hub.asked()
    assert len(requests) < 10 * len(names), "what a card names is bounded"
    assert not [item.path for item in requests if ".." in item.path or "passwd" in item.path]


def test_no_text_is_longer_than_the_bound(refreshed: Snapshot) -> None:
    texts = [record.card.text or "" for record in refreshed.records()]
    assert max(map(len, texts)) <= 2**21
    assert sum(record.card.truncated for record in refreshed.records()) == 3


def test_rows_that_are_none_are_named_and_cost_nothing(run: Run, tmp_path: Path) -> None:
    with FakeHub() as served:
        served.add_model("made/good")
        served.fault(r"/api/models\?", body=json.dumps([*ROWS, {"id": "made/good", "sha": "a" * 40}]).encode())
        ran = run("refresh", "--author", "made", "--endpoint", served.endpoint, "--out", tmp_path, "--alone")
    assert ran.code == 1, "most of what was listed is of no use"
    assert f"{len(ROWS)} set aside" in ran.err
    assert len(ran.err) < 20_000
    assert_safe(ran)
    folder = newest(tmp_path)
    assert folder is not None
    assert Snapshot(folder, DOMAINS).ids == ["made/good"]


@pytest.mark.parametrize(
    "command",
    [
        ("rank", "--models"), ("export", "--models", "-o", "-"), ("export", "--models", "--long", "-o", "-"),
        ("export", "--models", "-f", "json", "-o", "-"), ("search", "made"), ("snapshot", "verify", "{}"),
        ("changes", "{}", "{}"), ("catalogue", "discover"), ("check", "made/attacks", "made/good", "--require", "modification"),
        ("check", "made/attacks", "made/good", "--require", "modification", "-f", "junit"),
        ("check", "made/attacks", "made/good", "--require", "modification", "-f", "sarif"),
        ("compare", "made/attacks", "made/odd-files"), ("bom", "made/attacks"), ("badge", "made/attacks"),
        ("catalogue", "new", "made/attacks"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_command_over_all_of_them(run: Run, refreshed: Snapshot, command: tuple[str, ...]) -> None:
    where = str(refreshed.folder)
    asked = [part.format(where) for part in command]
    ran = run(*asked, *(() if where in asked else ("--snapshot", where)))
    assert ran.code in (0, 3), ran.err
    assert ran.out or ran.err
    assert_safe(ran)


@pytest.mark.parametrize("name", ["bomb", "deep", "zero", "other-direction", "attacks", "many-bases", *BODIES])
def test_each_is_explained(run: Run, refreshed: Snapshot, name: str) -> None:
    for command in ("explain", "licence"):
        ran = run(command, f"made/{name}", "--snapshot", refreshed.folder)
        assert ran.code == 0, ran.err
        assert_safe(ran)


@pytest.mark.parametrize("name", ["attacks", "attack-8"])
def test_documents_of_an_attack(run: Run, refreshed: Snapshot, tmp_path: Path, name: str) -> None:
    for command, file in (
        (("report", f"made/{name}"), "out.html"), (("changes", "embedded", str(refreshed.folder), "-f", "markdown"), "out.md"),
        (("changes", "embedded", str(refreshed.folder), "-f", "atom"), "out.atom"), (("export", "--models"), "out.json"),
        (("export", "--models"), "out.xlsx"), (("export", "--models"), "out.csv"),
    ):  # fmt: skip
        out = tmp_path / file
        where = () if "changes" in command else ("--snapshot", refreshed.folder)
        ran = run(*command, *where, "-o", out)
        assert ran.code == 0, ran.err
        text = read(out)
        assert not hidden(text) - {"\r"}
        if out.suffix not in (".csv", ".json"):  # there it is data
            assert "<script" not in text
            assert "<b>x</b>" not in text


def read(path: Path) -> str:
    """Return the words of a file; of a spreadsheet those of its sheets."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            names = [name for name in book.namelist() if name.endswith(".xml")]
            text = "".join(book.read(name).decode() for name in names)
            assert "<f>" not in text, "a sheet calculates nothing"
            return text
    return path.read_text(encoding="utf-8")


def test_a_draft_is_a_file_that_says_what_was_said(run: Run, refreshed: Snapshot) -> None:
    ran = run("catalogue", "new", "made/attacks", "--snapshot", refreshed.folder)
    assert ran.code == 0, ran.err
    assert isinstance(yaml.safe_load(ran.out), dict)
