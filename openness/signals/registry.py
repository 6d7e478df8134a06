"""All signals by id, and the one way to ask them of a record.

Each theme's module lists its own signals; this registry puts them together, in the order in which
documentation and snapshots show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from openness.reading.reading import Reading
from openness.record.evidence import Evidence
from openness.record.fault import set_aside
from openness.record.record import Record, Rejected
from openness.signals.assessed import ASSESSED_SIGNALS
from openness.signals.base import BASE_SIGNALS
from openness.signals.code import CODE_SIGNALS
from openness.signals.data import DATA_SIGNALS
from openness.signals.documentation import DOCUMENTATION_SIGNALS
from openness.signals.generality import GENERALITY_SIGNALS
from openness.signals.hardware import HARDWARE_SIGNALS
from openness.signals.languages import LANGUAGE_SIGNALS
from openness.signals.library import LIBRARY_SIGNALS
from openness.signals.licence import LICENCE_SIGNALS
from openness.signals.lineage import LINEAGE_SIGNALS
from openness.signals.open_data import OPEN_DATA_SIGNALS
from openness.signals.setup import SETUP_SIGNALS
from openness.signals.signal import Signal
from openness.signals.sovereignty import SOVEREIGNTY_SIGNALS
from openness.signals.visible_gate import VISIBLE_GATE_SIGNALS
from openness.signals.weights import WEIGHTS_SIGNALS


def _registry(*themes: tuple[Signal, ...]) -> Mapping[str, Signal]:
    """Return the signals of all themes by id; raises ValueError if two share an id (a defect)."""
    known: dict[str, Signal] = {}
    for signal in (signal for theme in themes for signal in theme):
        if signal.id in known:
            raise ValueError(f"two signals have the id {signal.id}")
        known[signal.id] = signal
    return MappingProxyType(known)


SIGNALS: Mapping[str, Signal] = _registry(
    WEIGHTS_SIGNALS,
    VISIBLE_GATE_SIGNALS,
    LINEAGE_SIGNALS,
    GENERALITY_SIGNALS,
    LIBRARY_SIGNALS,
    BASE_SIGNALS,
    DATA_SIGNALS,
    OPEN_DATA_SIGNALS,
    CODE_SIGNALS,
    DOCUMENTATION_SIGNALS,
    LANGUAGE_SIGNALS,
    HARDWARE_SIGNALS,
    SETUP_SIGNALS,
    LICENCE_SIGNALS,
    ASSESSED_SIGNALS,
    SOVEREIGNTY_SIGNALS,
)
"""Every signal by id."""


def extract(record: Record) -> dict[str, Evidence]:
    """Return the automatic evidence of one record, by signal id, in the registry's order.

    Signals that only people can answer are left out: their evidence comes from assessments.
    """
    reading = Reading(record)
    return {name: signal.ask(reading) for name, signal in SIGNALS.items() if signal.function is not None}


def extract_or_set_aside(record: Record) -> dict[str, Evidence] | Rejected:
    """Return what `extract` does or, where a fault of ours stops it, the rejection of this one record."""
    try:
        return extract(record)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, one record never costs the others
        return set_aside(record.id, error)
