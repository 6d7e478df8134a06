"""Bases told in words, fields, tables and code; and what speaks of other models."""

from __future__ import annotations

import pytest

from openness.card import parse_card
from openness.reading.base_words import base_in_words
from openness.reading.reading import Reading
from openness.record.evidence import Evidence
from openness.record.record import BaseFact, Look, ModelBody, Record, Relation, TextFile
from openness.signals import SIGNALS

HUB = "https://huggingface.co"


def named(card: str, own: str = "made/star-chat") -> tuple[str, ...] | None:
    found = base_in_words(parse_card(f"# Star\n\n{card}\n"), own)
    return None if found is None else found.names


@pytest.mark.parametrize(
    ("card", "base"),
    [
        ("It was initialized from Moon2-7B and trained further.", ("Moon2-7B",)),
        ("Star is a distilled version of the moon-base model.", ("moon-base",)),
        (f"A fine-tune of [Moon 7B]({HUB}/x/moon-7b).", ("x/moon-7b",)),
        (f"This is Moon-7B, fine-tuned from [it]({HUB}/x/moon-7b) by us.", ("x/moon-7b",)),
        (f"Source: [the Hub]({HUB}/x/moon-7b)", ("x/moon-7b",)),
        ("Base model: x/moon-7b", ("x/moon-7b",)),
        ("We use x/moon-7b as the base model.", ("x/moon-7b",)),
        ("Then a Moon-7B was fine-tuned on it.", ("Moon-7B",)),
        ("Student model: moon-r-base", ("moon-r-base",)),
        ("It has undergone continual pre-training of Moon2.", ("Moon2",)),
        ("We continually pretrain Moon-7B on letters.", ("Moon-7B",)),
        ("The star was further pre-trained from `moon-7b`.", ("moon-7b",)),
        ("| Model | Based on |\n|---|---|\n| star-chat | moon-tiny |\n| star-big | moon-big |", ("moon-tiny",)),
        ('```\nbase_model_path = "x/moon_7b"\n```', ("x/moon_7b",)),
        ("```\nslices:\n- model: x/moon-7b\n- model: y/sun-7b\nmerge_method: linear\n```", None),
        (
            "```\nmodels:\n  - model: x/moon-7b\n  - model: y/sun-7b\nmerge_method: linear\n```",
            ("x/moon-7b", "y/sun-7b"),
        ),
    ],
)
def test_words_fields_tables_and_code_name_a_base(card: str, base: tuple[str, ...] | None) -> None:
    if base is None:
        assert named(card) is not None
    else:
        assert named(card) == base


@pytest.mark.parametrize(
    "card",
    [
        "It performs better than Moon-7B and is compared with Sun-2B.",
        "It was fine-tuned on LakeText-2 with 8 A100 GPUs.",
        "Based on the feedback of our 135 readers we mended it.",
        "You can fine-tune Star-Chat on your own data.",
        "The tokenizer is based on moon-7b.",
        "It is built on the Moon2 architecture.",
        "Based on `Moon-7B`'s model architecture, we began anew.",
        "Continued pre-training on LakeText-2.",
        "Further pretraining with 3 stages on 20B tokens.",
        "## Citation\n\nBased on Moon-7B.",
        "It takes 4 days to finetune Star-Chat-code on 4 cards.",
        "It was fine-tuned to follow instructions, based on Star-Chat-xnli.",
        f"Star was fine-tuned further for talk: [the tuned one]({HUB}/made/star-chat-instruct).",
        '```\nbase_model = "made/star-chat-lora"\n```',
    ],
)
def test_comparisons_data_and_advice_name_no_base(card: str) -> None:
    assert named(card) is None


@pytest.mark.parametrize("base", ["Star-Chat-base", "made/star-chat-sft", "other/star-chat-code", "star-chat-hf"])
def test_an_earlier_stage_or_a_namesake_of_another_account_may_be_a_base(base: str) -> None:
    assert named(f"It was fine-tuned from `{base}`.") == (base,)


def ask(card: str, *facts: BaseFact, own: str = "made/star") -> Evidence:
    text = TextFile(path="README.md", look=Look.READ, text=card)
    made = Record(body=ModelBody(id=own), origin="made by hand", card=text, lineage=facts)
    return SIGNALS["base.obtainable"].ask(Reading(made))


HEAD = "---\nbase_model: x/moon\n---\n# Star\n\n"


def test_a_base_named_by_id_is_told_unless_the_card_speaks_of_its_gate() -> None:
    assert ask(HEAD + "A model.").value == "told"
    assert ask(HEAD + "You must request access to moon first.").value == "limited"
    assert ask("# Star\n\nIt was initialized from Moon2-7B.").value is None
    loads = "# Star\n\n```\nm = AutoModel.from_pretrained('made/star')\n```\n"
    assert ask(loads).value is None
    assert ask(loads + "It was trained on LakeText-2.").value == "seen"


def test_what_somebody_saw_of_the_base_counts_before_what_is_told() -> None:
    files = [{"rfilename": "model.safetensors"}]
    for gated, value in ((False, "seen"), ("manual", "limited"), (None, "told")):
        body = ModelBody.model_validate({"id": "x/moon", "siblings": files, "gated": gated})
        fact = BaseFact(id="x/moon", look=Look.READ, child="made/star", depth=1, relation=Relation.FINETUNE, body=body)
        assert ask(HEAD, fact).value == value
    empty = ModelBody.model_validate({"id": "x/moon", "siblings": [], "gated": False})
    fact = BaseFact(id="x/moon", look=Look.READ, child="made/star", depth=1, relation=Relation.FINETUNE, body=empty)
    assert ask(HEAD, fact).value == "none"
    gone = BaseFact(id="x/moon", look=Look.ABSENT, child="made/star", depth=1, relation=Relation.FINETUNE)
    assert ask(HEAD, gone).value is None
