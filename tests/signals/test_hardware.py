"""Machines, hours, place and energy of the training; all cards here are made by hand."""

from __future__ import annotations

import pytest

from tests.signals.made_cards import ask, value


def test_machines_hours_place_and_energy_are_read_from_training() -> None:
    card = (
        "# L\n\n## Hardware\n\nTraining took 21 days on 1920 H100-80GB GPUs at the JUWELS supercomputer.\n\n"
        "- Carbon emitted: 590 tCO2eq\n"
    )
    parts = ("machines", "hours", "place", "energy")
    assert [value(f"hardware.{part}", card) for part in parts] == ["stated"] * 4
    assert value("hardware.documentation", card) == "full"
    assert ask("hardware.energy", card).sources[0].line == 7


@pytest.mark.parametrize(
    "sentence",
    [
        "The model requires an A100 80GB GPU to run.",
        "Inference runs on a single RTX 4090.",
        "It was post-trained with quantization, so that it runs on a single 80GB GPU such as the H100.",
        "The larger model can be fine-tuned on a single H100 node.",
        "It was trained on 680,000 hours of audio.",
        "We evaluated on 8 H100 GPUs with vLLM serving 100 requests.",
    ],
)
def test_what_running_needs_and_hours_of_data_are_not_hardware_of_training(sentence: str) -> None:
    card = f"# L\n\n{sentence}\n"
    assert value("hardware.documentation", card) == "silent"


def test_one_part_alone_is_partial_and_a_place_alone_is_nothing() -> None:
    assert value("hardware.documentation", "# L\n\nTrained on Intel Gaudi 2 processors.\n") == "partial"
    assert value("hardware.documentation", "# L\n\nTrained on the Leonardo supercomputer.\n") == "silent"


def test_hardware_said_to_be_kept_back_is_withheld() -> None:
    card = "# L\n\nWe do not disclose details about the GPUs used for training.\n"
    assert value("hardware.machines", card) == "withheld"
    assert value("hardware.documentation", card) == "none"


def test_empty_template_fields_are_nothing() -> None:
    card = "# L\n\n## Environmental Impact\n\n- **Hardware Type:** [More Information Needed]\n- **Carbon Emitted:** \n"
    assert value("hardware.machines", card) == "silent"
    assert value("hardware.energy", card) in ("silent", "mentioned")


def test_a_list_takes_its_meaning_from_the_line_before_it() -> None:
    running = "# L\n\n### Hardware\n\nBF16 inference:\n\n- 8x H200\n- 16x H100\n"
    assert value("hardware.documentation", running) == "silent"
    training = "# L\n\n### Hardware\n\nTraining:\n\n- 8x H200\n"
    assert value("hardware.documentation", training) == "full"


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Trained on 8 A100 GPUs.", "full"),
        ("Trained on A100 GPUs for 12 days.", "full"),
        ("Training used TPU-v4s of the Research Cloud on Google Cloud.", "partial"),
        ("Trained on 16 GPUs.", "partial"),
        ("Training hyperparameters: num_devices: 16", "partial"),
        ("Minimum requirement: 24 GB GPU memory for 2048x2048 images.", "silent"),
    ],
)
def test_the_kind_of_machines_with_number_or_time_is_full(sentence: str, level: str) -> None:
    assert value("hardware.documentation", f"# L\n\n## Hardware\n\n{sentence}\n") == level
