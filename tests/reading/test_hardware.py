"""What is read of the machines of a training, whatever their kind and whatever the language."""

from __future__ import annotations

import pytest

from openness.reading.hardware import HardwareReading, read_hardware
from openness.reading.reading import Reading
from openness.record.record import Look, ModelBody, Record, TextFile


def read(text: str) -> HardwareReading:
    card = TextFile(path="README.md", look=Look.READ, text=f"# Lodestar\n\n## Training\n\n{text}\n")
    return read_hardware(Reading(Record(origin="made", body=ModelBody(id="made/lodestar"), card=card)))


@pytest.mark.parametrize(
    "machine",
    ["P100s", "V100s", "A100s", "H200 cards", "B200s", "L40S cards", "MI300X accelerators", "K80s", "RTX 4090s", "T4s"],
)
def test_every_kind_of_machine_is_stated_with_its_number(machine: str) -> None:
    found = read(f"We trained the model on 8 {machine}.")
    assert found.stated.keys() == {"machines"}
    assert found.named
    assert found.counted


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Modell wurde 36 Stunden auf acht Grafikkarten trainiert.",
        "Le modèle a été entraîné pendant 36 heures sur huit cartes graphiques.",
        "El modelo fue entrenado durante 36 horas en ocho tarjetas gráficas.",
        "Il modello è stato addestrato per 36 ore su otto schede grafiche.",
        "O modelo foi treinado durante 36 horas em oito placas gráficas.",
        "Het model is 36 uur getraind op acht grafische kaarten.",
        "Model był trenowany przez 36 godzin na ośmiu kartach graficznych.",
        "模型使用 8 张显卡训练了 36 小时。",
        "学習には 8 枚の GPU を使い、36 時間かかりました。",
        "그래픽카드 8 장으로 36 시간 동안 학습했습니다.",
    ],
)
def test_number_and_time_are_read_in_every_language(sentence: str) -> None:
    found = read(sentence)
    assert {"machines", "hours"} <= found.stated.keys()
    assert found.counted


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("It was trained on 960 hours of read English speech.", "hours"),
        ("The model runs on a single A100.", "machines"),
        ("The training was constrained by the memory footprint.", "energy"),
        ("It can be further fine-tuned on 4 GPUs.", "machines"),
        ("We trained it with a single GPU batch size of 16.", "machines"),
    ],
)
def test_what_speaks_of_something_else_is_not_stated(sentence: str, part: str) -> None:
    assert part not in read(sentence).stated


def test_what_is_kept_back_is_withheld_only_of_machines() -> None:
    assert read("We do not disclose the hardware on which it was trained.").withheld.keys() == {"machines"}
    assert not read("We do not disclose the 3 days of training data.").withheld


def test_nothing_is_read_without_a_card() -> None:
    record = Record(origin="made", body=ModelBody(id="made/lodestar"))
    assert read_hardware(Reading(record)) == HardwareReading()


def test_a_record_is_read_once() -> None:
    card = TextFile(path="README.md", look=Look.READ, text="Trained on 8 A100s.")
    reading = Reading(Record(origin="made", body=ModelBody(id="made/lodestar"), card=card))
    assert read_hardware(reading) is read_hardware(reading)
