"""What a command loads: counted, not timed, in a process of its own."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "pyarrow", "streamlit")
_TELL = (
    "import atexit, sys\n"
    f"atexit.register(lambda: print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr))\n"
    "from openness.cli.main import main\n"
    "main()\n"
)


def loaded(*command: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", _TELL, *command], check=False, capture_output=True, text=True)
    assert done.returncode in (0, 3), done.stderr
    assert done.stdout
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "licence mit",
        "signals",
        "signals access.gate",
        "rubric list",
        "rubric show osai",
        "catalogue show bloom",
        "explain Apertus",
        "explain allenai/OLMo-7B",
        "rank --top 60",
        "rank --models --top 60 -r mof",
        "rank --filter licence~apache --filter score>=20",
        "score --offline allenai/OLMo-7B",
        "check Apertus --require commercial",
        "compare Apertus BLOOM",
        "search bloom",
        "search bloom -f json",
        "cite",
        "licences",
        "licences --by-use",
        "licences -f jsonl",
        "licence allenai/OLMo-7B",
        "snapshot list",
        "snapshot verify",
        "catalogue stale",
        "catalogue libraries",
        "catalogue discover",
        "words list",
        "rubric test default",
    ],
)
def test_words_alone_are_told_without_pandas(command: str) -> None:
    assert not loaded(*command.split()) & {"pandas", "streamlit"}


@pytest.mark.parametrize("command", ["--help", "licence mit", "signals"])
def test_what_reads_no_snapshot_loads_no_arrow(command: str) -> None:
    assert loaded(*command.split()) == set()


@pytest.mark.parametrize("command", ["signals -f csv", "rubric list -f csv"])
def test_a_form_for_data_loads_what_makes_frames(command: str) -> None:
    assert "pandas" in loaded(*command.split())
