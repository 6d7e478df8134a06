"""The licences of code, data and documentation as signals; records are made by hand."""

from __future__ import annotations

from openness.reading.reading import Reading
from openness.record.evidence import Evidence, Outcome
from openness.record.record import Record
from openness.signals.licence_parts import PART_SIGNALS
from tests.licences.made import dataset, record

SIGNALS = {signal.id: signal for signal in PART_SIGNALS}
FILES = ("README.md", "config.json", "model.safetensors", "run.py")


def ask(signal: str, made: Record) -> Evidence:
    return SIGNALS[f"licence.{signal}"].ask(Reading(made))


def made(licence: str, *terms: str) -> Record:
    card = {"license": licence, "datasets": [f"x/{number}" for number in range(len(terms))]}
    sets = tuple(dataset(f"x/{number}", told) for number, told in enumerate(terms))
    return record(card=card, files=FILES, datasets=sets)


def test_data_has_the_licences_of_its_sets() -> None:
    assert ask("data", made("mit", "cc-by-4.0")).value == "cc-by-4.0"
    both = ask("data", made("mit", "cc-by-4.0", "cc-by-nc-4.0")).value
    assert isinstance(both, str)
    assert set(both.split(" AND ")) == {"cc-by-4.0", "cc-by-nc-4.0"}


def test_code_in_the_repository_has_its_licence() -> None:
    assert ask("code", made("apache-2.0")).value == "apache-2.0"
    assert ask("code_open", made("apache-2.0")).value is True
    assert ask("code_open", made("cc-by-nc-4.0")).value is False


def test_documentation_has_the_licence_of_the_whole() -> None:
    assert ask("documentation", made("cc-by-4.0")).value == "cc-by-4.0"
    assert ask("documentation_open", made("cc-by-4.0")).value is True


def test_parts_are_counted_only_where_all_three_are_known() -> None:
    assert ask("parts_open", made("apache-2.0", "cc-by-4.0")).value == "all"
    assert ask("parts_open", made("apache-2.0", "cc-by-nc-4.0")).value == "two"
    unknown = ask("parts_open", made("apache-2.0"))
    assert unknown.outcome is Outcome.SILENT
    assert "data" in (unknown.note or "")
