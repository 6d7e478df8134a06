"""Where an answer was read, told without a word of the publisher's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openness.record.evidence import Evidence

_SHOWN = 4


def trace(signals: Sequence[str], evidence: Mapping[str, Evidence]) -> str:
    """Return our answers to some signals and the places they were read in, without a word of the publisher's."""
    parts = []
    for name in signals:
        found = evidence.get(name)
        if found is None:
            continue
        if found.value is None:
            parts.append(f"{name}: {found.outcome.value.replace('_', ' ')}")
            continue
        places = list(dict.fromkeys(str(source) for source in found.sources if str(source)))[:_SHOWN]
        value = ", ".join(found.value) if isinstance(found.value, tuple) else found.value
        parts.append(f"{name}: {value} ({', '.join(places)})")
    return "; ".join(parts)
