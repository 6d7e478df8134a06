"""How licence texts are recognised when edited: every collected text times some fifty edits, harmless and not.

Run from the project: python benchmarks/licences.py [--write]. Needs ../shared. An edit is harmless (layout, holder,
year), or it changes the terms: a restricting sentence in one of six languages, another figure, a negation taken out
or put in, half a text, two texts in one file. Counted is what is dangerous: an edited text called an open licence,
or a fact shown that the edit made wrong; and how many harmless edits are still recognised. `--write` writes the
table to docs/recognition.md.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.licence_edits import Edit, Text, edits
from openness.licences.as_read import licences_as_read
from openness.licences.knowledge import knowledge
from openness.licences.recognition import Recognition, Verdict, recognise

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT.parent / "shared" / "licences" / "texts"
PAGE = ROOT / "docs" / "recognition.md"
VERSION_TOLD = {"gfdl": "gfdl-1.3"}
"""The Hub's tag names no version, the text does."""


@dataclass(frozen=True)
class Outcome:
    """What became of one edited text."""

    edit: Edit
    text: Text
    found: Recognition
    recognised: bool
    wrongly_open: bool
    wrong_facts: tuple[str, ...]


def collected() -> list[Text]:
    """Return the collected texts."""
    with (TEXTS / "index.csv").open(encoding="utf-8", newline="") as file:
        return [
            Text(
                row["text"],
                VERSION_TOLD.get(row["identifier"], row["identifier"]),
                row["what"],
                (TEXTS / row["text"]).read_text(encoding="utf-8"),
            )
            for row in csv.DictReader(file)
        ]


JOINED = ("modelgo__MIT.txt", "modelgo__CC-BY-NC-4.0.txt", "llama3.1__LICENSE.txt")


def is_open(found: Recognition) -> bool:
    """Return whether all licences found are open, or may be."""
    licences = [knowledge().get(name) for name in found.licences]
    return bool(licences) and all(licence is None or licence.open is not False for licence in licences)


def judge(edit: Edit, text: Text) -> Outcome | None:
    """Return what became of an edited text, or None where the edit changes nothing."""
    edited = edit.make(text)
    if edited is None or edited == text.text:
        return None
    found = recognise(edited)
    same = found.closest == text.licence if text.what == "use policy" else found.licences == (text.licence,)
    verdict = Verdict.POLICY if text.what == "use policy" else Verdict.VERBATIM
    recognised = same and found.verdict is verdict and not found.passages
    if edit.harmless:
        return Outcome(edit, text, found, recognised, False, ())
    if edit.joins is not None:
        return Outcome(edit, text, found, _both(edit, text, found), *_joined_wrongly(edit, text, found))
    wrong = [f"called verbatim {' and '.join(found.licences)}"] if found.verdict is Verdict.VERBATIM else []
    for licence in licences_as_read(found, "LICENSE"):
        for clause, answers in (edit.wrong or {}).items():
            if licence.value(clause) in answers:
                wrong.append(f"{licence.id}: {clause.value} {licence.value(clause)}")
    return Outcome(edit, text, found, recognised, is_open(found), tuple(wrong))


def _both(edit: Edit, text: Text, found: Recognition) -> bool:
    expected = {edit.joins} | ({text.licence} if text.what == "licence" else set())
    return found.verdict is Verdict.VERBATIM and set(found.licences) == expected


def _joined_wrongly(edit: Edit, text: Text, found: Recognition) -> tuple[bool, tuple[str, ...]]:
    named = [name for name in (text.licence, edit.joins) if name is not None]
    both_open = all((licence := knowledge().get(name)) is None or licence.open is not False for name in named)
    lost = [f"{name} not found" for name in named if text.what == "licence" and name not in found.licences]
    return is_open(found) and not both_open, tuple(lost) if found.verdict is Verdict.VERBATIM else ()


def run(texts: list[Text], chosen: list[Edit]) -> Iterator[Outcome]:
    """Yield the outcome of every edit of every text."""
    for text in texts:
        for edit in chosen:
            if (outcome := judge(edit, text)) is not None:
                yield outcome


def table(outcomes: list[Outcome]) -> str:
    """Return a Markdown table: a row for each group and each harmless edit."""
    rows: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        name = outcome.edit.name if outcome.edit.harmless or outcome.edit.group in ("cut", "negation") else ""
        rows.setdefault((outcome.edit.group, name), []).append(outcome)
    lines = ["| edit | texts | still recognised | wrongly open | wrong facts |", "|---|--:|--:|--:|--:|"]
    for (group, name), found in [*rows.items(), (("all", ""), outcomes)]:
        told = f"{group}: {name}" if name else group
        kept = str(sum(outcome.recognised for outcome in found)) if name or "two" in group else "–"
        opened = sum(outcome.wrongly_open for outcome in found)
        lines.append(f"| {told} | {len(found)} | {kept} | {opened} | {sum(bool(o.wrong_facts) for o in found)} |")
    return "\n".join(lines)


def summary(outcomes: list[Outcome]) -> str:
    """Return the three figures that count, in one sentence."""
    harmless = [outcome for outcome in outcomes if outcome.edit.harmless]
    kept = sum(outcome.recognised for outcome in harmless)
    return (
        f"{len(outcomes)} edited texts: {sum(outcome.wrongly_open for outcome in outcomes)} wrongly open, "
        f"{sum(bool(outcome.wrong_facts) for outcome in outcomes)} with wrong facts; "
        f"{kept} of {len(harmless)} harmless edits recognised ({100 * kept / max(len(harmless), 1):.1f} %)."
    )


def main() -> None:
    """Print the table, and every outcome that went wrong."""
    texts = collected()
    start = time.perf_counter()
    outcomes = list(run(texts, list(edits([text for text in texts if text.name in JOINED]))))
    passed = time.perf_counter() - start
    for outcome in outcomes:
        if outcome.wrongly_open or outcome.wrong_facts or (outcome.edit.harmless and not outcome.recognised):
            told = "; ".join(outcome.wrong_facts) or ("open" if outcome.wrongly_open else "not recognised")
            print(
                f"{outcome.text.name} × {outcome.edit.group}, {outcome.edit.name}: {told} ({outcome.found})",
                file=sys.stderr,
            )
    print(table(outcomes))
    print(f"\n{summary(outcomes)} {1000 * passed / max(len(outcomes), 1):.0f} ms a text.")
    if "--write" in sys.argv[1:]:
        head, mark, tail = PAGE.read_text(encoding="utf-8").partition("<!-- table -->\n")
        end = tail.partition("<!-- end of table -->")[2]
        PAGE.write_text(
            f"{head}{mark}{table(outcomes)}\n\n{summary(outcomes)}\n<!-- end of table -->{end}", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
