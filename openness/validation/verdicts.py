"""Licence verdicts of others beside ours: open, restricted or non-commercial, on the models that both know.

Theirs are one word a model; ours follows from the clauses we know. Neither is taken for the truth: what differs is
listed with what ours rests on.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from openness.catalogue import Catalogue
from openness.errors import UsageError
from openness.ranking.entries import Entries
from openness.record.evidence import Value
from openness.safe.markdown import literal
from openness.safe.markdown import plain as shown
from openness.validation.joining import Makers, Names, SystemNames, pages_in


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
    maker: str | None = None
    """Who made it, where they say so."""
    date: str | None = None
    """When it came out, as YYYY-MM or longer, where they say so."""
    told: str | None = None
    """The day of the set of labels."""


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
    seen: str | None = None
    """The day on which ours was read."""

    @property
    def agrees(self) -> bool:
        return self.label.verdict is self.ours


def comparia(folder: Path) -> Iterator[Label]:
    """Read the labels of ComparIA (French state): reuse, commercial use, and bounds of a licence."""
    licences = json.loads(_only(folder, "comparia_licences_*.json").read_text(encoding="utf-8"))
    bounded = {item["license"] for item in licences if item.get("commercial_use_specificities") or not item["reuse"]}
    told = _day_of(_only(folder, "comparia_distribution_*.csv"))
    for row in _rows(folder, "comparia_distribution_*.csv"):
        if row["distribution"] == "api-only":
            verdict = Verdict.CLOSED
        elif row["commercial_use"] != "True":
            verdict = Verdict.NON_COMMERCIAL
        else:
            verdict = Verdict.RESTRICTED if row["license"] in bounded else Verdict.OPEN
        when, maker = _month(row["release_date"]), row["organisation"] or None
        yield Label(row["id"], row["url"] or None, verdict, row["license"], maker, when, told)


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
    told = _day_of(_only(folder, "epoch_model_accessibility_*.csv"))
    for row in _rows(folder, "epoch_model_accessibility_*.csv"):
        if (verdict := words.get(row["Model accessibility"])) is not None:
            maker, when = row.get("Organization") or None, row.get("Publication date") or None
            said = row["Model accessibility"]
            yield Label(row["Model"], row["Link"] or None, verdict, said, maker, when, told)


def models_dev(folder: Path) -> Iterator[Label]:
    """Read the labels of models.dev: whether weights are open; it says nothing of terms."""
    told = _day_of(_only(folder, "models_dev_open_weights_*.csv"))
    for row in _rows(folder, "models_dev_open_weights_*.csv"):
        verdict = Verdict.OPEN if row["open_weights"] == "True" else Verdict.CLOSED
        maker = (row.get("path") or "").split("/")[1:2]  # models/<maker>/<model>.toml
        words = f"open_weights: {row['open_weights'].lower()}"
        when = row.get("release_date") or None
        yield Label(row["name"], row["weights"] or None, verdict, words, maker[0] if maker else None, when, told)


SETS: Mapping[str, Callable[[Path], Iterator[Label]]] = {"comparia": comparia, "epoch": epoch, "models_dev": models_dev}
"""The sets of labels that can be laid beside ours, by the name that is asked for."""
WEIGHTS_ONLY = frozenset({"models_dev"})
"""Sets that speak of weights alone: any terms agree with published weights."""


def pairs(
    labels: Iterable[Label],
    models: Entries,
    *,
    systems: Entries | None = None,
    catalogue: Catalogue | None = None,
    weights_only: bool = False,
) -> list[Pair]:
    """Return the labels whose model is known to us: among the models, else as a system of the catalogue.

    By Hub page, else by name and maker (see `joining`). Of several models of one release that bear a name the label
    counts where all get one verdict.
    """
    makers = Makers(catalogue)
    lists: list[tuple[_Ours, Names | SystemNames]] = [(_Ours(models), Names(models.ids, models.aliases, makers))]
    if systems is not None and catalogue is not None:
        lists.append((_Ours(systems), SystemNames(catalogue, makers)))
    found = (_pair(label, lists, weights_only=weights_only) for label in labels)
    return [pair for pair in found if pair is not None]


def _pair(label: Label, lists: Sequence[tuple[_Ours, Names | SystemNames]], *, weights_only: bool) -> Pair | None:
    """Return a label beside the first entry of the lists that has a verdict, else beside the first without one."""
    undecided = None
    for ask, names in lists:
        place = _row(label, names, ask, weights_only=weights_only)
        if place is None:
            continue
        verdict = ask.weights(place) if weights_only else ask.verdict(place)
        licence, why = ask.entries.details["licence"][place], ask.why(place, label, verdict)
        pair = Pair(label, ask.entries.ids[place], verdict, licence, ask.method(place), why, ask.seen(place))
        if verdict is not Verdict.UNKNOWN:
            return pair
        undecided = undecided or pair
    return undecided


def _row(label: Label, names: Names | SystemNames, ask: _Ours, *, weights_only: bool) -> int | None:
    pages = list(pages_in(label.link))
    if (place := names.linked(pages)) is not None:
        return place
    if pages and label.maker is None:
        return None
    rows = names.named(label.name, label.maker, label.date)
    verdicts = {ask.weights(row) if weights_only else ask.verdict(row) for row in rows}
    return rows[0] if rows and len(verdicts - {Verdict.UNKNOWN}) <= 1 else None


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
                f"no weights are in the repository as recorded on {self.seen(row)}"
                if theirs_open
                else f"weights stood on the Hub on {self.seen(row)}; the label is of {label.told}"
            )
        if ours is Verdict.NON_COMMERCIAL:
            return "the terms we read forbid commercial use"
        if ours is Verdict.OPEN:
            return (
                f"an open licence was told there on {self.seen(row) or 'a day unknown'}; the label is of {label.told}"
            )
        if self._value("licence.commercial", row) == "bounded":
            return "commercial use is bounded"
        if self._value("licence.use_restrictions", row) is True:
            return "some purposes are forbidden"
        return "its terms are not those of an open licence"

    def method(self, row: int) -> str:
        found = self.entries.evidence(row).get("licence.weights")
        return "nothing told" if found is None or found.method is None else str(found.method)

    def seen(self, row: int) -> str | None:
        """Return the day on which what decides our verdict was read: that of the licence, else of the whole row."""
        found = self.entries.evidence(row).get("licence.weights")
        whole = self.entries.details["seen"][row] if "seen" in self.entries.details else None
        return found.date if found is not None and found.date is not None else whole


COLUMNS = ("set", "model", "theirs", "their_words", "ours", "licence", "read_from", "why")
"""One row a model that both know: their verdict and words, ours, what it rests on, and what explains a difference."""


def pair_rows(found: Mapping[str, list[Pair]]) -> list[tuple[str | None, ...]]:
    """Return every pair of every set as a row of `COLUMNS`, by model."""
    return [
        (name, pair.model, pair.label.verdict, pair.label.words, pair.ours, pair.licence, pair.by, pair.why or None)
        for name, own in found.items()
        for pair in sorted(own, key=lambda item: item.model.casefold())
    ]


def page(found: Mapping[str, list[Pair]], snapshot: str) -> str:
    """Return the comparison as a Markdown page: one table a set, then every difference."""
    lines = [
        "# Licence verdicts of others beside ours",
        "",
        "On the models and systems that both know: theirs is one word, ours follows from the clauses. *Unknown* is no",
        "verdict: what was not read is not said. ComparIA calls a licence open that bounds no commercial use; for us",
        "a use restriction is a bound too. models.dev speaks of weights alone. A label is laid beside the model",
        "whose Hub page it links, else beside the one of the same maker and name, number for number; a copy in another",
        "account is none. Where no record of a model is known, the catalogue's entry of that name and time stands for",
        "it. A difference names the day of either side: licences change.",
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
            f"| {literal(pair.licence or 'none')} | {pair.by}, {pair.seen or 'day unknown'} | {pair.why} |"
            for pair in sorted(own, key=lambda item: item.model.casefold())
            if not pair.agrees and pair.ours is not Verdict.UNKNOWN
        ]
    return "\n".join(lines) + "\n"


def _day_of(file: Path) -> str | None:
    """Return the day, month or year at the end of a file's name."""
    found = re.search(r"\d{4}(-\d\d){0,2}$", file.stem)
    return found[0] if found else None


def _month(text: str | None) -> str | None:
    """Return `09/2025` as 2025-09."""
    month, sign, year = (text or "").partition("/")
    return f"{year}-{month}" if sign else None


def _rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    with _only(folder, pattern).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise UsageError(f"{folder} holds no {pattern}; give the folder with the labels of others")
    return found[-1]
