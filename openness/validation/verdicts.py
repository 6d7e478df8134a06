"""Licence verdicts of others beside ours: open, restricted or non-commercial, on the models that both know.

Theirs are one word a model; ours follows from the clauses we know. Neither is taken for the truth: what differs is
listed with what ours rests on.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from openness.card.address import read_address
from openness.catalogue.roles import plain
from openness.errors import UsageError
from openness.ranking.entries import Entries
from openness.record.evidence import Value
from openness.safe.markdown import literal
from openness.safe.markdown import plain as shown


class Verdict(StrEnum):
    """What a licence lets anyone do."""

    OPEN = "open"
    RESTRICTED = "restricted"
    NON_COMMERCIAL = "non-commercial"
    CLOSED = "no weights"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Label:
    """One model as others label it; `link` is its Hub page where they give one."""

    name: str
    link: str | None
    verdict: Verdict
    words: str
    """What they wrote."""


@dataclass(frozen=True)
class Pair:
    """One model both know; `licence` and `by` say what ours rests on."""

    label: Label
    model: str
    ours: Verdict
    licence: str | None
    by: str
    why: str
    """What explains a difference."""

    @property
    def agrees(self) -> bool:
        return self.label.verdict is self.ours


def comparia(folder: Path) -> Iterator[Label]:
    """Read the labels of ComparIA (French state): reuse, commercial use, and bounds of a licence."""
    licences = json.loads(_only(folder, "comparia_licences_*.json").read_text(encoding="utf-8"))
    bounded = {item["license"] for item in licences if item.get("commercial_use_specificities") or not item["reuse"]}
    for row in _rows(folder, "comparia_distribution_*.csv"):
        if row["distribution"] == "api-only":
            verdict = Verdict.CLOSED
        elif row["commercial_use"] != "True":
            verdict = Verdict.NON_COMMERCIAL
        else:
            verdict = Verdict.RESTRICTED if row["license"] in bounded else Verdict.OPEN
        yield Label(row["id"], row["url"] or None, verdict, row["license"])


def epoch(folder: Path) -> Iterator[Label]:
    """Read the labels of Epoch AI: how a model can be had, where that is told."""
    words = {
        "Open weights (unrestricted)": Verdict.OPEN,
        "Open weights (restricted use)": Verdict.RESTRICTED,
        "Open weights (non-commercial)": Verdict.NON_COMMERCIAL,
        "API access": Verdict.CLOSED,
        "Hosted access (no API)": Verdict.CLOSED,
        "Unreleased": Verdict.CLOSED,
    }
    for row in _rows(folder, "epoch_model_accessibility_*.csv"):
        if (verdict := words.get(row["Model accessibility"])) is not None:
            yield Label(row["Model"], row["Link"] or None, verdict, row["Model accessibility"])


def models_dev(folder: Path) -> Iterator[Label]:
    """Read the labels of models.dev: whether weights are open; it says nothing of terms."""
    for row in _rows(folder, "models_dev_open_weights_*.csv"):
        verdict = Verdict.OPEN if row["open_weights"] == "True" else Verdict.CLOSED
        yield Label(row["name"], row["weights"] or None, verdict, f"open_weights: {row['open_weights'].lower()}")


SETS: Mapping[str, Callable[[Path], Iterator[Label]]] = {"comparia": comparia, "epoch": epoch, "models_dev": models_dev}
"""The sets of labels that can be laid beside ours, by the name that is asked for."""
WEIGHTS_ONLY = frozenset({"models_dev"})
"""Sets that speak of weights alone: any terms agree with published weights."""


def pairs(labels: Iterable[Label], entries: Entries, *, weights_only: bool = False) -> list[Pair]:
    """Return the labels whose model is among the entries: by Hub page, else by a name only one entry bears."""
    by_id = {model_id.casefold(): row for row, model_id in enumerate(entries.ids)}
    by_name: dict[str, list[int]] = {}
    for row, model_id in enumerate(entries.ids):
        by_name.setdefault(plain(model_id.rpartition("/")[2]), []).append(row)
    ask = _Ours(entries)
    found = []
    for label in labels:
        place = _row(label, by_id, by_name)
        if place is None:
            continue
        verdict = ask.weights(place) if weights_only else ask.verdict(place)
        licence = entries.details["licence"][place]
        found.append(
            Pair(label, entries.ids[place], verdict, licence, ask.method(place), ask.why(place, label, verdict))
        )
    return found


def _row(label: Label, by_id: Mapping[str, int], by_name: Mapping[str, list[int]]) -> int | None:
    if label.link is not None and (address := read_address(label.link)).kind == "model":
        return by_id.get(address.name.casefold())
    rows = by_name.get(plain(label.name), [])
    return rows[0] if len(rows) == 1 else None


class _Ours:
    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self._columns = entries.columns("last")

    def _value(self, signal: str, row: int) -> Value | None:
        column = self._columns.column(signal)
        code = int(column.codes[row]) if len(column.codes) else -1
        return column.values[code] if code >= 0 else None

    def weights(self, row: int) -> Verdict:
        published = self._value("weights.published", row)
        if published is None:
            return Verdict.UNKNOWN
        return Verdict.CLOSED if published == "none" else Verdict.OPEN

    def verdict(self, row: int) -> Verdict:
        if self.weights(row) is Verdict.CLOSED:
            return Verdict.CLOSED
        if self._value("licence.commercial", row) == "forbidden":
            return Verdict.NON_COMMERCIAL
        is_open = self._value("licence.open", row)
        if is_open is None:
            return Verdict.RESTRICTED if self._value("licence.commercial", row) == "bounded" else Verdict.UNKNOWN
        return Verdict.OPEN if is_open else Verdict.RESTRICTED

    def why(self, row: int, label: Label, ours: Verdict) -> str:
        """Return what explains that the two differ, from the clauses that decide ours."""
        if label.verdict is ours or ours is Verdict.UNKNOWN:
            return ""
        if Verdict.CLOSED in (label.verdict, ours):
            theirs_open = label.verdict is not Verdict.CLOSED
            return (
                "no weights are in the repository as recorded"
                if theirs_open
                else "weights stand on the Hub as recorded"
            )
        if ours is Verdict.NON_COMMERCIAL:
            return "the terms we read forbid commercial use"
        if ours is Verdict.OPEN:
            return "the licence told there as recorded is an open one; the label may be older"
        if self._value("licence.commercial", row) == "bounded":
            return "commercial use is bounded"
        if self._value("licence.use_restrictions", row) is True:
            return "some purposes are forbidden"
        return "its terms are not those of an open licence"

    def method(self, row: int) -> str:
        found = self.entries.evidence(row).get("licence.weights")
        return "nothing told" if found is None or found.method is None else str(found.method)


def page(found: Mapping[str, list[Pair]], snapshot: str) -> str:
    """Return the comparison as a Markdown page: one table a set, then every difference."""
    lines = [
        "# Licence verdicts of others beside ours",
        "",
        "On the models that both know: theirs is one word, ours follows from the clauses. *Unknown* is no verdict:",
        "what we have not read is not said. ComparIA calls a licence open that bounds nobody's commercial use; for us",
        "a use restriction is a bound too. models.dev speaks of weights alone.",
        "",
        f"Snapshot {shown(snapshot)}. Labels: betagouv/ComparIA (2026-02-20), Epoch AI (export of 2025-03-14, CC-BY),",
        "anomalyco/models.dev (2026-07-02).",
        "",
        "| set | both know | ours decided | agree | differ | ours unknown |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, own in found.items():
        count = Counter("unknown" if pair.ours is Verdict.UNKNOWN else pair.agrees for pair in own)
        decided = count[True] + count[False]
        lines.append(f"| {name} | {len(own)} | {decided} | {count[True]} | {count[False]} | {count['unknown']} |")
    for name, own in found.items():
        lines += [
            "",
            f"## {name}",
            "",
            "| model | theirs | ours | licence as we read it | read from | why |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        lines += [
            f"| {literal(pair.model)} | {pair.label.verdict}: {literal(pair.label.words, 60)} | {pair.ours} "
            f"| {literal(pair.licence or 'none')} | {pair.by} | {pair.why} |"
            for pair in sorted(own, key=lambda item: item.model.casefold())
            if not pair.agrees and pair.ours is not Verdict.UNKNOWN
        ]
    return "\n".join(lines) + "\n"


def _rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    with _only(folder, pattern).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise UsageError(f"{folder} holds no {pattern}; give the folder with the labels of others")
    return found[-1]
