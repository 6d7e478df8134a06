"""Machines, time, place and energy of training, stated, spoken of or withheld; and machines for something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.hardware import ENERGY, HOURS, MACHINES, PLACE, HardwareReading, read_hardware
from openness.reading.reading import Reading
from openness.record.record import Look, ModelBody, Record, TextFile
from tests.signals.made_cards import record

PARTS = {MACHINES, HOURS, PLACE, ENERGY}


def of(card: str) -> HardwareReading:
    return read_hardware(Reading(record(card)))


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("It was trained on 8 NVIDIA A100 GPUs.", {MACHINES}),
        ("It was trained on a single RTX 4090.", {MACHINES}),
        ("We trained it on V100s.", {MACHINES}),
        ("We trained it on P100s.", {MACHINES}),
        ("Trained on TPU v4.", {MACHINES}),
        ("Training ran on 64 GPUs.", {MACHINES}),
        ("Training took 12 hours on H100.", {MACHINES, HOURS}),
        ("Training took three days.", {HOURS}),
        ("It was trained for 1,200 GPU hours.", {HOURS}),
        ("Training took two weeks on 16 A100.", {MACHINES, HOURS}),
        ("Training emitted 12 tonnes of CO2eq.", {ENERGY}),
        ("Training used 340 kWh.", {ENERGY}),
        ("Es wurde auf 8 A100 trainiert.", {MACHINES}),
        ("Il a été entraîné sur 8 GPU A100.", {MACHINES}),
        ("Fue entrenado con 8 GPU A100.", {MACHINES}),
        ("È stato addestrato su 8 GPU A100.", {MACHINES}),
        ("Foi treinado em 8 GPUs A100.", {MACHINES}),
        ("模型在 8 张 A100 上训练。", {MACHINES}),
        ("8台のA100で学習しました。", {MACHINES}),
        ("A100 8장으로 학습했습니다.", {MACHINES}),
    ],
)
def test_a_sentence_on_training_states_its_machines(sentence: str, stated: set[str]) -> None:
    found = of(f"# Lodestar\n\n{sentence}\n")
    assert set(found.stated) == stated
    assert {source.line for source in found.stated.values()} == {3}
    assert found.withheld == {}


@pytest.mark.parametrize(
    ("sentence", "named", "counted"),
    [
        ("It was trained on 8 NVIDIA A100 GPUs.", True, True),
        ("It was trained on eight A100.", True, True),
        ("It was trained on 4x H100.", True, True),
        ("It was trained on A100 GPUs.", True, False),
        ("It was trained on 64 GPUs.", False, True),
        ("It was trained on letters.", False, False),
    ],
)
def test_kind_and_number_are_told_apart(sentence: str, named: bool, counted: bool) -> None:
    found = of(f"# Lodestar\n\n{sentence}\n")
    assert (found.named, found.counted) == (named, counted)


@pytest.mark.parametrize(
    ("sentence", "mentioned"),
    [
        ("It was trained on GPUs.", {MACHINES}),
        ("Training used accelerators.", {MACHINES}),
        ("We offset the carbon emissions of the training.", {ENERGY}),
    ],
)
def test_machines_without_kind_or_number_are_only_spoken_of(sentence: str, mentioned: set[str]) -> None:
    found = of(f"# Lodestar\n\n{sentence}\n")
    assert (set(found.mentioned), found.stated) == (mentioned, {})


@pytest.mark.parametrize(
    "sentence",
    [
        "The GPUs used for training are not disclosed.",
        "We do not disclose the hardware on which it was trained.",
        "The number of GPUs of the training is undisclosed.",
    ],
)
def test_what_is_kept_back_is_no_silence(sentence: str) -> None:
    found = of(f"# Lodestar\n\n## Hardware\n\n{sentence}\n")
    assert set(found.withheld) == {MACHINES}
    assert found.stated == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "It runs on a single A100.",
        "Inference needs an RTX 4090.",
        "Deployment on 2 H100 is easy.",
        "You can fine-tune it on one A100.",
        "It needs 24 GB of memory on an RTX 3090 for inference.",
        "The weather took 12 hours.",
        "It was trained on 300 hours of speech.",
        "It was trained on letters.",
        "Hardware Type: [More Information Needed]",
        "",
    ],
)
def test_machines_for_something_else_are_not_those_of_training(sentence: str) -> None:
    found = of(f"# Lodestar\n\n{sentence}\n")
    assert (found.stated, found.withheld) == ({}, {})


@pytest.mark.parametrize(
    ("title", "stated"),
    [
        ("Hardware", True),
        ("Training procedure", True),
        ("Compute infrastructure", True),
        ("Environmental impact", True),
        ("How to use", False),
        ("Evaluation", False),
        ("Citation", False),
        ("Other models", False),
    ],
)
def test_the_heading_says_what_a_bare_machine_is_for(title: str, stated: bool) -> None:
    assert (MACHINES in of(f"# Lodestar\n\n## {title}\n\n- 8 x A100\n").stated) is stated


def test_the_words_over_a_list_say_what_its_items_are_for() -> None:
    assert of("# Lodestar\n\n## Hardware\n\nRequired for inference:\n\n- A100\n- H100\n").stated == {}
    assert set(of("# Lodestar\n\n## Hardware\n\nUsed in training:\n\n- A100\n- H100\n").stated) == {MACHINES}


def test_the_first_place_counts() -> None:
    found = of("# Lodestar\n\nIt was trained on A100.\n\nIt was trained on H100.\n")
    assert found.stated[MACHINES].line == 3


@pytest.mark.parametrize(
    ("items", "stated"),
    [
        ("- Hardware Type: A100\n- Hours used: 120\n", {MACHINES, HOURS}),
        ("- Cloud Provider: AWS\n- Compute Region: eu-west-1\n", {PLACE}),
        ("- Carbon Emitted: 12 kg\n", {ENERGY}),
        ("- Hardware Type: [More Information Needed]\n- Hours used: [More Information Needed]\n", set()),
    ],
)
def test_the_template_of_the_hub_is_read(items: str, stated: set[str]) -> None:
    assert set(of(f"# Lodestar\n\n## Environmental Impact\n\n{items}").stated) == stated


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_without_a_card_nothing_is_told(look: Look) -> None:
    assert read_hardware(Reading(record(None, look=look))) == HardwareReading()


@given(st.text(max_size=400))
def test_any_card_tells_within_its_lines(text: str) -> None:
    found = of(text)
    for told in (found.stated, found.mentioned, found.withheld):
        assert set(told) <= PARTS
        assert all(source.line is not None and source.line <= len(text.splitlines()) + 1 for source in told.values())


@pytest.mark.parametrize("piece", ["trained on A100 ", "- A100\n", "8 x ", "12 hours trained ", "GPU not disclosed. "])
def test_long_hostile_cards_are_answered(piece: str) -> None:
    assert set(of(piece * (40_000 // len(piece))).stated) <= PARTS


def trained(text: str) -> HardwareReading:
    card = TextFile(path="README.md", look=Look.READ, text=f"# Lodestar\n\n## Training\n\n{text}\n")
    return read_hardware(Reading(Record(origin="made", body=ModelBody(id="made/lodestar"), card=card)))


@pytest.mark.parametrize(
    "machine",
    ["P100s", "V100s", "A100s", "H200 cards", "B200s", "L40S cards", "MI300X accelerators", "K80s", "RTX 4090s", "T4s"],
)
def test_every_kind_of_machine_is_stated_with_its_number(machine: str) -> None:
    found = trained(f"We trained the model on 8 {machine}.")
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
    found = trained(sentence)
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
    assert part not in trained(sentence).stated


def test_what_is_kept_back_is_withheld_only_of_machines() -> None:
    assert trained("We do not disclose the hardware on which it was trained.").withheld.keys() == {"machines"}
    assert not trained("We do not disclose the 3 days of training data.").withheld


def test_a_record_is_read_once() -> None:
    card = TextFile(path="README.md", look=Look.READ, text="Trained on 8 A100s.")
    reading = Reading(Record(origin="made", body=ModelBody(id="made/lodestar"), card=card))
    assert read_hardware(reading) is read_hardware(reading)
