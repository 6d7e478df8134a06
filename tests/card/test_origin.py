"""What model a card says this one was made from; all cards are made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.card.origin import comes_after, stated_origin
from openness.record.record import Relation

BASE = "https://huggingface.co/org/base-7b"


def origin(text: str) -> tuple[str, Relation] | None:
    found = stated_origin(parse_card(f"# Model\n\n{text}\n"), "org/model-7b")
    return None if found is None else (found.base, found.relation)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (f"This model is a fine-tuned version of [base]({BASE}) on our data.", Relation.FINETUNE),
        (f"**Finetuned from model [optional]:** [base]({BASE})", Relation.FINETUNE),
        (f"- **Base model:** [base]({BASE})", Relation.FINETUNE),
        (f"It is derived from Somebody's [base]({BASE}) and tuned on chats.", Relation.FINETUNE),
        (f"A 7B model based on [base]({BASE}).", Relation.FINETUNE),
        (f"It was initialized from the [base]({BASE}/) weights.", Relation.FINETUNE),
        (f"A quantized version of [base]({BASE}).", Relation.QUANTIZED),
        (
            f"[Ours](https://huggingface.co/org/model-7b) is a post-trained variant of [base]({BASE}).",
            Relation.FINETUNE,
        ),
    ],
)
def test_a_base_that_is_named_and_linked_is_found(text: str, relation: Relation) -> None:
    assert origin(text) == ("org/base-7b", relation)


@pytest.mark.parametrize(
    "text",
    [
        f"We compare with [base]({BASE}).",
        f"Better than [base]({BASE}), which was fine-tuned on chats.",
        f"This card is based on the [base model card]({BASE}).",
        "Fine-tuned from [the same](https://huggingface.co/org/model-7b).",
        "Fine-tuned on [data](https://huggingface.co/datasets/org/data).",
        "Fine-tuned from base-7b.",
        f"| Base model | [a]({BASE}) | [b](https://huggingface.co/org/base-1b) |\n|---|---|---|\n",
        f"- [other](https://huggingface.co/org/other): fine-tuned from [base]({BASE})",
        f"Built with [base]({BASE}).",
        "Based on [the code](https://github.com/org/base-7b).",
    ],
)
def test_other_links_are_no_base(text: str) -> None:
    assert origin(text) is None


def test_an_id_that_readers_see_counts_more_than_the_address_behind_it() -> None:
    assert origin("Finetuned from: [org/base-13b](https://huggingface.co/org/base-7b)") == (
        "org/base-13b",
        Relation.FINETUNE,
    )


def test_the_line_and_words_are_kept() -> None:
    found = stated_origin(parse_card(f"# M\n\nFirst.\n\nFine-tuned from [base]({BASE}).\n"), "org/model")
    assert found is not None
    assert (found.line, found.quote) == (5, "fine-tuned from base")


@pytest.mark.parametrize(
    ("link", "base"),
    [
        ("[bert-base](https://huggingface.co/bert-base)", "bert-base"),
        ("[org/base](https://hf.co/org/base)", "org/base"),
        ("[base](https://huggingface.co/org/base/tree/main)", "org/base"),
        ("[Somebody](https://huggingface.co/org)", None),
        ("[base](https://huggingface.co/org/base/blob/main/LICENSE)", None),
    ],
)
def test_old_ids_without_an_account_count_where_the_link_reads_so(link: str, base: str | None) -> None:
    found = origin(f"This model is a fine-tuned version of {link}.")
    assert (None if found is None else found[0]) == base


def test_of_many_links_only_the_first_are_looked_at() -> None:
    others = "[x](https://huggingface.co/a/b) "
    named = f"\n\nFine-tuned from [base]({BASE}).\n"
    assert origin(others * 100 + named) == ("org/base-7b", Relation.FINETUNE)
    assert origin(others * 12_000 + named) is None
    assert origin("Based on [x](https://huggingface.co/a/b) and [y](https://huggingface.co/c/d). " * 12_000) is None


@pytest.mark.parametrize(
    ("name", "own", "later"),
    [
        ("made-7b-code", "org/made-7b", True),
        ("org/made-7b-instruct-v2", "org/Made-7B", True),
        ("org/made-7b.sen1rain", "org/made-7b", True),
        (
            "other/made-7b-code",
            "org/made-7b",
            False,
        ),  # of another account: a copy may be older than what it is named like
        ("org/made-7b-base", "org/made-7b", False),
        ("made-7b-sft", "org/made-7b", False),
        ("made-7b-hf", "org/made-7b", False),
        ("made-7b-v1.5", "org/made-7b", False),  # a version is no derivative
        ("made-7bcode", "org/made-7b", False),
        ("made-7b", "org/made-7b", False),
        ("made", "org/made-7b", False),
    ],
)
def test_a_name_that_goes_on_from_a_models_own_was_made_from_it(name: str, own: str, later: bool) -> None:
    assert comes_after(name, own) is later


@given(st.from_regex(r"[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True), st.sampled_from(["", "org/"]))
def test_no_two_models_were_each_made_from_the_other(name: str, account: str) -> None:
    own = "org/made-7b"
    assert not (comes_after(f"{account}{name}", own) and comes_after(own, f"org/{name}"))
    assert not comes_after(own, own)


def test_a_link_to_what_was_made_from_it_is_no_base() -> None:
    link = "https://huggingface.co/org/model-7b-chat"
    assert origin(f"Our model was fine-tuned for talk on top of [this]({link}).") is None
