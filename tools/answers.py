"""Ask every signal of every recorded model, write the answers, and compare two such files.

Usage: python tools/answers.py OUT.jsonl [FOLDER]      FOLDER holds the recordings (default: ../shared/hub)
       python tools/answers.py --diff BEFORE AFTER      what moved, by signal, with examples

A move of code changes no answer; what a changed rule moves is listed here before it is merged.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from openness.record.record import Look, Record
from openness.recordings import recorded_cards, recorded_models
from openness.signals import SIGNALS, extract

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "hub"
EXAMPLES = 4
ONE_IN = 20


def records(folder: Path) -> Iterator[Record]:
    """Yield every recorded model with a card, one in `ONE_IN` of those known by a row alone, then the lone cards."""
    for number, record in enumerate(recorded_models(folder)):
        if record.card.look is Look.READ or number % ONE_IN == 0:
            yield record
    yield from recorded_cards(folder)


def answers_of(record: Record) -> dict[str, list[str]]:
    """Return signal id -> [outcome, value, sources] of one record, as text."""
    try:
        evidence = extract(record)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one record is an answer of its own here
        return {"fault": [type(error).__name__, str(error), ""]}
    return {
        found.signal: [found.outcome.value, repr(found.value), " ".join(map(str, found.sources))]
        for found in evidence.values()
    }


def write(path: Path, folder: Path) -> int:
    """Write one line a model; return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records(folder):
            file.write(json.dumps([record.body.id, answers_of(record)], ensure_ascii=False) + "\n")
            count += 1
    return count


def read(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return the answers of a file; a model that stands twice keeps both."""
    found: dict[str, dict[str, list[str]]] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            model, answers = json.loads(line)
            while model in found:
                model += "'"
            found[model] = answers
    return found


def differences(before: Path, after: Path) -> str:
    """Return what moved between two files: by signal, the moves with their number and examples."""
    old, new = read(before), read(after)
    moves: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for model in old.keys() & new.keys():
        for signal in sorted(old[model].keys() | new[model].keys()):
            was, now = old[model].get(signal, ["-", "-", ""]), new[model].get(signal, ["-", "-", ""])
            if was[:2] != now[:2]:
                move = f"{was[0]} {was[1][:60]} -> {now[0]} {now[1][:60]}"
                moves[signal][move] += 1
                examples[signal, move].append(model)
    lines = [
        f"{len(old)} models before, {len(new)} after, {sum(sum(c.values()) for c in moves.values())} answers moved"
    ]
    for signal, counts in sorted(moves.items()):
        lines.append(f"{signal}: {sum(counts.values())}")
        for move, count in counts.most_common(12):
            lines.append(f"    {count:5}  {move}   e.g. {', '.join(sorted(examples[signal, move])[:EXAMPLES])}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    if len(arguments) == 3 and arguments[0] == "--diff":
        print(differences(Path(arguments[1]), Path(arguments[2])))
    elif len(arguments) in (1, 2) and not arguments[0].startswith("-"):
        count = write(Path(arguments[0]), Path(arguments[1]) if len(arguments) == 2 else SHARED)
        print(f"{count} models, {len(SIGNALS)} signals", file=sys.stderr)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
