"""The signals as a table, as pages and as data; the documentation is the signals' own docstrings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openness.files.frames import pd
from openness.record.evidence import Domain, Kind
from openness.signals.signal import Signal
from openness.views.table import text_table

_WIDEST = 52
"""Columns that the answers may take in the table; the page of a signal has them all."""


def domain_words(domain: Domain) -> str:
    """Return a domain in one line: its answers, in order where they have one."""
    match domain.kind:
        case Kind.CHOICE:
            return (" < " if domain.ordered else " | ").join(domain.choices)
        case Kind.SET:
            return "set of " + (" | ".join(domain.choices) if domain.choices else "names")
        case Kind.FLAG:
            return "true | false"
        case Kind.COUNT:
            return f"whole number of {domain.unit}"
        case Kind.NUMBER:
            return f"number of {domain.unit}"
        case Kind.NAME:
            return "name"


def signal_table(signals: Sequence[Signal]) -> str:
    """Return one line a signal: id, domain (its beginning, where it is long), question."""
    rows = []
    for item in signals:
        answers = domain_words(item.domain)
        short = answers if len(answers) <= _WIDEST else f"{answers[: _WIDEST - 2]} …"
        rows.append([item.id, short, item.question])
    return text_table(["signal", "answers", "question"], rows)


def signal_page(signal: Signal) -> str:
    """Return a signal's whole documentation as text."""
    lines = [signal.id, f"  answers: {domain_words(signal.domain)}"]
    lines += [f"    {name}: {meaning}" for name, meaning in signal.domain.choices.items() if meaning]
    lines += ["", *(f"  {line}".rstrip() for line in signal.documentation.splitlines())]
    return "\n".join(lines) + "\n"


def signals_page(signals: Sequence[Signal]) -> str:
    """Return the documentation page of all signals as Markdown."""
    lines = [
        "# Signals",
        "",
        "Every question openness asks of a record, with its answers. An answer may also be unknown: *silent* (we",
        "looked, the publisher says nothing), *unreadable* (we could not look), *not looked* (nobody looked), or the",
        "question may not arise (*not applicable*). Made from the code by `openness signals --format markdown`.",
    ]
    theme = None
    for item in signals:
        if item.theme != theme:
            theme = item.theme
            lines += ["", f"## {theme}"]
        lines += ["", f"### `{item.id}`", "", f"Answers: {domain_words(item.domain)}"]
        meanings = [f"- `{name}`: {meaning}" for name, meaning in item.domain.choices.items() if meaning]
        lines += ["", *meanings] if meanings else []
        lines += ["", item.documentation]
    return "\n".join(lines) + "\n"


def signal_rows(signals: Sequence[Signal]) -> pd.DataFrame:
    """Return the signals as a table for data: one row a signal, its answers in words."""
    rows = [
        (
            item.id,
            item.theme,
            item.domain.kind.value,
            domain_words(item.domain),
            item.function is not None,
            item.question,
        )
        for item in signals
    ]
    return pd.DataFrame(rows, columns=["id", "theme", "kind", "answers", "automatic", "question"])


def signal_data(signal: Signal) -> dict[str, Any]:
    """Return a signal as plain data."""
    return {
        "id": signal.id,
        "kind": signal.domain.kind.value,
        "answers": dict(signal.domain.choices),
        "ordered": signal.domain.ordered,
        "unit": signal.domain.unit,
        "automatic": signal.function is not None,
        "documentation": signal.documentation,
    }
