"""Filters on a ranking: `column=value`, `score>=50`, `licence.commercial=allowed`, several meaning all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from openness.errors import UsageError
from openness.files.nearest import did_you_mean
from openness.ranking.columns import choices_of
from openness.ranking.ranking import LEVEL, Ranking
from openness.record.cells import Rows
from openness.record.columns import Column, Columns
from openness.record.evidence import Domain, Kind

Kept = npt.NDArray[np.bool_]

_FORM = re.compile(r"\s*([A-Za-z_][\w.-]*?)\s*(>=|<=|!=|=|>|<|~)\s*(.*?)\s*\Z", re.S)
_COMPARE = {">=": np.greater_equal, "<=": np.less_equal, ">": np.greater, "<": np.less}

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
"""A day, a month or a year, as columns hold them."""

_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "country": ("origin",), "nationality": ("origin",), "base": ("upstream_model", "lineage.base"),
    "publisher": ("organisation",), "developer": ("organisation",), "vendor": ("organisation",),
    "company": ("organisation",), "author": ("organisation",), "type": ("modality",), "task": ("modality",),
    "date": ("released",), "year": ("released",), "size": ("model.parameters",), "parameters": ("model.parameters",),
    "language": ("languages.declared",), "languages": ("languages.declared",), "points": ("score",),
    "framework": ("library",), "library_name": ("library",), "software": ("library",),
}  # fmt: skip
"""What people call a column or signal, where its name is no slip of theirs."""
_OFFERED_AT_MOST = 12


@dataclass(frozen=True)
class Filter:
    """One condition on a column of the ranking or on a signal; what is unknown never passes.

    `=` compares without case and looks inside lists such as a modality; `~` looks for a part of the text; `>=`, `<=`,
    `>` and `<` compare numbers, and dates as far as both are told (2025, 2025-06, 2025-06-30).
    """

    column: str
    sign: str
    value: str


def parse_filter(text: str) -> Filter:
    """Read one filter; raises UsageError if it has another form."""
    found = _FORM.match(text)
    if not found or not found[3]:
        raise UsageError(f"'{text}' is no filter; write column=value, column!=value, column~part or column>=number")
    return Filter(found[1], found[2], found[3])


def passing(ranking: Ranking, filters: Sequence[Filter], signals: Mapping[str, Domain]) -> Rows:
    """Return the rows of a ranking that every filter lets through, as listed; of the rest no column is made.

    A filter names a column of the ranking, a criterion's level or a signal; ranks stay those of the whole list. Raises
    UsageError for any other name, and tells what is near to it.
    """
    keep = np.ones(len(ranking), dtype=np.bool_)
    known = [*ranking.names, *(f"{LEVEL}{item.id}" for item in ranking.rubric.criteria)]
    columns = ranking.entries.columns(ranking.rubric.assessments)
    for item in filters:
        if item.column in known:
            keep &= _of_column(ranking, item)
        else:
            keep &= of_signal(columns, item, signals, known)
    return ranking.rows[keep[ranking.rows]]


def _of_column(ranking: Ranking, item: Filter) -> Kept:
    """Return which cells pass; a text is compared once, however many rows have it."""
    _refuse_impossible(item, choices_of(item.column))
    if item.sign in _COMPARE and (numbers := ranking.numbers(item.column)) is not None:
        return _numbers(numbers, item)
    return _passes(ranking.coded(item.column), item)


def of_signal(columns: Columns, item: Filter, signals: Mapping[str, Domain], known: Sequence[str]) -> Kept:
    """Return which rows pass a filter on a signal; raises UsageError where the name is that of none."""
    _refuse_unknown(item, known, signals)
    domain = signals[item.column]
    item = _as_flag(item, domain)
    _refuse_impossible(item, ("true", "false") if domain.kind is Kind.FLAG else tuple(domain.choices))
    return _passes(columns.column(item.column), item)


def _refuse_unknown(item: Filter, known: Sequence[str], signals: Mapping[str, Domain]) -> None:
    if item.column in signals:
        return
    meant = next((name for name in _ALSO_CALLED.get(item.column.casefold(), ()) if name in {*known, *signals}), None)
    hint = f"; did you mean '{meant}'?" if meant else did_you_mean(item.column, [*known, *signals])
    plain = [name for name in known if "." not in name][:_OFFERED_AT_MOST]
    more = f" and {len(known) - len(plain)} more" if len(known) > len(plain) else ""
    offered = (
        f"; columns are {', '.join(plain)}{more}, all listed by `openness export --dictionary`;"
        " signals are listed by `openness signals`"
    )
    raise UsageError(f"the ranking has no column or signal '{item.column}'{hint or offered}")


def _as_flag(item: Filter, domain: Domain) -> Filter:
    """Return a filter on a flag with its yes or no as the signal's true or false."""
    said = {"yes": "true", "no": "false"}.get(item.value.casefold()) if domain.kind is Kind.FLAG else None
    return item if said is None else replace(item, value=said)


def _refuse_impossible(item: Filter, possible: Sequence[str]) -> None:
    """Raise UsageError for a value that is never had there: such a filter would keep nothing, or all."""
    if item.sign not in ("=", "!="):
        return
    wanted = item.value.casefold()
    if not possible or wanted in possible or all(part.strip() in possible for part in wanted.split(",")):
        return
    hint = did_you_mean(wanted, possible)
    raise UsageError(
        f"'{item.column}{item.sign}{item.value}': {item.column} is never '{item.value}'{hint or ';'} "
        f"its answers are {', '.join(possible)}"
    )


def _passes(column: Column, item: Filter) -> Kept:
    if item.sign in _COMPARE and _DATE.match(item.value) and any(_DATE.match(str(value)) for value in column.values):
        dated = [isinstance(value, str) and _dated(value, item) for value in column.values]
        return np.array([*dated, False, False], dtype=np.bool_)[column.codes]
    if item.sign in _COMPARE:
        if column.values and all(np.isnan(_number(value)) for value in column.values):
            raise UsageError(
                f"'{item.column}{item.sign}{item.value}': {item.column} holds no number to compare; write ="
                ", != or ~ (a part of the text)"
            )
        numbers = np.array([*(_number(value) for value in column.values), np.nan, np.nan], dtype=float)
        return _numbers(numbers[column.codes], item)
    table = np.array([*(_matches(_word(value), item) for value in column.values), False, False], dtype=np.bool_)
    return table[column.codes]


def _dated(text: str, item: Filter) -> bool:
    """Return whether a date passes; one that is told to the year does not tell on which side of a month it lies."""
    if not _DATE.match(text):
        return False
    length = min(len(text), len(item.value))
    told, bound = text[:length], item.value[:length]
    if told != bound:
        return (told > bound) == item.sign.startswith(">")
    return len(text) >= len(item.value) and item.sign.endswith("=")


def _numbers(values: npt.NDArray[np.float64], item: Filter) -> Kept:
    try:
        bound = float(item.value)
    except ValueError:
        bound = np.nan
    if np.isnan(bound):
        raise UsageError(f"'{item.column}{item.sign}{item.value}': '{item.value}' is not a number")
    with np.errstate(invalid="ignore"):
        return np.asarray(_COMPARE[item.sign](values, bound), dtype=np.bool_)


def _number(value: object) -> float:
    try:
        return float("nan") if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return float("nan")


def _word(value: object) -> str:
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _matches(text: str, item: Filter) -> bool:
    own, wanted = text.casefold(), item.value.casefold()
    if item.sign == "~":
        return wanted in own
    same = own == wanted or wanted in (part.strip() for part in own.split(","))
    return same if item.sign == "=" else not same
