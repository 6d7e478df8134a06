"""The parts of a record that were asked for and had no answer of use: another refresh may bring them."""

from __future__ import annotations

from collections.abc import Iterator

from openness.record.record import BaseFact, DatasetFact, Look, Record, TextFile

NEVER_ASKED = "not the path of a file"
"""What is said of a file whose name cannot be part of an address: it never will be asked for."""


def parts_of(record: Record) -> dict[str, TextFile | BaseFact | DatasetFact]:
    """Return each part of a record that a request of its own brought, by a name unlike that of all others."""
    files = {f"{file.path} of {record.id}": file for file in record.licence_files}
    bases = {f"base {fact.id}": fact for fact in record.lineage}
    upper = {f"{file.path} of {fact.id}": file for fact in record.lineage for file in fact.licence_files}
    sets = {f"data set {fact.id}": fact for fact in record.datasets}
    return {f"{record.card.path} of {record.id}": record.card, **files, **bases, **upper, **sets}


def missed(record: Record) -> Iterator[tuple[str, str]]:
    """Yield name and reason of each part that was asked for and not answered in a way that can be used."""
    if record.card.look is not Look.FAILED and not (record.licence_files or record.datasets or record.lineage):
        return
    for name, part in parts_of(record).items():
        if part.look is Look.FAILED and part.detail != NEVER_ASKED:
            yield name, part.detail or "no answer of use"
