"""What changed from one snapshot to another."""

from __future__ import annotations

from typing import Any

from openness.files.frames import pd
from openness.record.columns import NOT_APPLICABLE, UNKNOWN, Column
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.tables import value_text

COLUMNS = ("model_id", "what", "old", "new")


def compare(old: Snapshot, new: Snapshot) -> pd.DataFrame:
    """Return one row a change: `model` (came or went), `revision`, or a signal with its old and new answer.

    Ordered by model, then by what changed. A signal only one of the snapshots holds is left out.
    """
    before = {model_id.casefold(): (model_id, place) for place, model_id in enumerate(old.ids)}
    after = {model_id.casefold(): (model_id, place) for place, model_id in enumerate(new.ids)}
    rows: list[tuple[str, str, Any, Any]] = []
    rows += [(before[key][0], "model", "there", "gone") for key in before.keys() - after.keys()]
    rows += [(after[key][0], "model", None, "new") for key in after.keys() - before.keys()]
    both = [(after[key][0], before[key][1], after[key][1]) for key in before.keys() & after.keys()]
    old_revisions, new_revisions = (item.identity["revision"].to_pylist() for item in (old, new))
    for model_id, was, now in both:
        if old_revisions[was] != new_revisions[now]:
            rows.append((model_id, "revision", old_revisions[was], new_revisions[now]))
    for signal in old.signals:
        if signal in new.signals:
            first, second = old.columns.column(signal), new.columns.column(signal)
            for model_id, was, now in both:
                one, other = _word(first, was), _word(second, now)
                if one != other:
                    rows.append((model_id, signal, one, other))
    rows.sort(key=lambda row: (row[0].casefold(), row[1]))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _word(column: Column, row: int) -> str | None:
    code = int(column.codes[row])
    if code == UNKNOWN:
        return None
    return "not applicable" if code == NOT_APPLICABLE else value_text(column.values[code])
