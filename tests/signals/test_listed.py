"""The short way for rows of a listing: the answers of the long way, from far fewer questions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.scale.rows import Listing, recorded_rows
from benchmarks.scale.store import listing_record
from openness.licences.stored import required_prefixes
from openness.record.evidence import Domain, Evidence
from openness.record.record import Look, Record, Rejected, TextFile
from openness.signals import SIGNALS, extract
from openness.signals.listed import Listed, StandIn, is_row
from openness.snapshot.batches import Batches, batches
from openness.snapshot.licences import schema

DOMAINS: Mapping[str, Domain] = {signal.id: signal.domain for signal in SIGNALS.values() if signal.function is not None}


def tables(entries: list[Any], *, words: bool = True) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of all tables of some entries."""
    rejected: list[Rejected] = []
    made = list(batches(iter(entries), Batches(DOMAINS, schema(), words=words), rejected))
    assert rejected == []
    return {name: pa.concat_tables(part[name] for part in made).to_pylist() for name in made[0]}


def both_ways(records: list[Record]) -> None:
    """Hold the tables of records answered here against those of the answers of `extract`."""
    short, long = tables(list(records)), tables([(record, extract(record)) for record in records])
    for name, rows in long.items():
        for mine, theirs in zip(short[name], rows, strict=True):
            assert mine == theirs


@pytest.mark.no_cover
@pytest.mark.parametrize("files", [True, False])
def test_real_rows_have_the_same_answers_both_ways(shared: Path, files: bool) -> None:
    listing = Listing(60_000, files=files, shared=shared)
    both_ways([listing_record(listing.row(place)) for place in [*range(0, 19_000, 60), *range(19_000, 60_000, 600)]])


ODD: list[dict[str, Any]] = [
    {"id": "gpt2", "author": "openai", "tags": ["pytorch"]},
    {"id": "own/model", "tags": ["base_model:own/model", "license:mit"]},
    {"id": "a/b", "tags": ["base_model:A/Base", "base_model:finetune:a/base"], "cardData": {"base_model": "A/base"}},
    {"id": "a/b", "tags": ["base_model:x/y", "base_model:z/w", "merge"], "cardData": {"base_model": ["x/y", "z/w"]}},
    {"id": "a/b", "cardData": {"base_model": {"name": "x/y", "relation": "quantized"}}, "sha": "1"},
    {"id": "a/b", "cardData": {"base_model": "x/y", "base_model_relation": "merge"}, "tags": ["x"]},
    {"id": "a/b", "cardData": {"license": "other", "license_link": "https://huggingface.co/a/b/blob/main/LICENSE"}},
    {"id": "a/b", "cardData": {"license": "llama3", "base_model": "meta-llama/Meta-Llama-3-8B"}},
    {"id": "a/Llama-3-b", "cardData": {"license": "llama3", "base_model": "meta-llama/Meta-Llama-3-8B"}},
    {"id": "a/b", "config": {"peft": {"base_model_name_or_path": "x/y"}}, "library_name": "peft"},
    {"id": "a/b", "tags": ["dataset:x/test-set", "dataset:y/z"], "cardData": {"datasets": ["x/test-set", "y/z"]}},
    {"id": "a/b", "tags": ["dataset:0wn/x"], "cardData": {"datasets": [{"name": "y"}], "tags": ["code"]}},
    {"id": "a/b", "tags": [], "cardData": {"tags": ["code"], "pipeline_tag": "text-generation", "languages": "de, fr"}},
    {"id": "a/b", "siblings": ["README.md", "part/LICENSE", "part/model.safetensors", "x.py"], "tags": ["x"]},
    {"id": "a/b", "siblings": ["adapter_config.json", "adapter_model.safetensors"], "cardData": {}},
    {"id": "a/b", "siblings": []},
    {"id": "a/b", "cardData": {"model-index": [{"results": [{"metrics": [{"value": 0.5}]}]}]}},
    {"id": "a/b", "cardData": {"model-index": []}, "gated": "auto", "extra": 1},
    {"id": "a/b", "cardData": {"extra_gated_prompt": "You agree to the terms"}, "gated": "manual"},
    {"id": "a/b", "removed": True, "tags": ["gguf"], "gguf": {"total": 7}},
    {"id": "a/b", "safetensors": {"parameters": {"I8": 5, "F32": 2}}, "tags": ["safetensors", "license:mit"]},
    {"id": "a/0wn-m0del", "tags": ["base_model:0ne-acc0unt/0ne-base", "license:mit"]},
]  # fmt: skip


def test_odd_rows_have_the_same_answers_both_ways() -> None:
    both_ways([listing_record({**row, "id": f"{row['id']}{place}"}) for place, row in enumerate(ODD)])


NAMES = st.sampled_from(["x/y", "X/y", "x/y-Instruct", "meta-llama/Llama-2-7b", "not an id", "z/w"])
ROWS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a/b", "a/b-Instruct", "a/b-GGUF", "a/llama-code-4bit", "x/y", "a/b-7b-delta", "b"]),
        "tags": st.lists(
            st.one_of(
                st.sampled_from(["de", "gguf", "safetensors", "merge", "code", "arxiv:2401.00001", "license:mit", "o"]),
                NAMES.map(lambda name: f"base_model:{name}"),
                NAMES.map(lambda name: f"base_model:quantized:{name}"),
                st.sampled_from(["dataset:a/b", "dataset:squad", "dataset:x/test"]),
                st.sampled_from(["license:other", "license:llama2", "license:apache-2.0", "model-index"]),
            ),
            max_size=7,
        ),
        "cardData": st.one_of(
            st.none(),
            st.fixed_dictionaries(
                {},
                optional={
                    "license": st.sampled_from(["mit", "other", "llama2", ["mit", "other"]]),
                    "license_name": st.sampled_from(["my-licence", "llama2"]),
                    "base_model": st.one_of(NAMES, st.lists(NAMES, max_size=2)),
                    "datasets": st.sampled_from([["squad"], [], "a/b", None, ["x/test", "a/b"]]),
                    "language": st.sampled_from(["en", ["en", "de"], None]),
                },
            ),
        ),
        "gated": st.sampled_from([None, False, "auto"]),
        "pipeline_tag": st.sampled_from([None, "text-generation", "fill-mask"]),
        "library_name": st.sampled_from([None, "peft", "transformers"]),
        "siblings": st.sampled_from([None, ["README.md"], ["LICENSE", "model.safetensors", "config.json"]]),
        "downloads": st.sampled_from([None, 5]),
        "sha": st.sampled_from([None, "0" * 40]),
    }
)


@settings(max_examples=40)
@given(st.lists(ROWS, min_size=1, max_size=8))
def test_made_rows_have_the_same_answers_both_ways(rows: list[dict[str, Any]]) -> None:
    both_ways([listing_record({**row, "id": f"{row['id']}-{place}"}) for place, row in enumerate(rows)])


def test_rows_that_say_the_same_are_asked_once(shared: Path) -> None:
    kept: list[Mapping[str, Evidence]] = []

    def keep(stand_in: StandIn) -> int:
        kept.append(stand_in.answers)
        return len(kept) - 1

    listed = Listed(SIGNALS, keep, required_prefixes())
    rows = recorded_rows(shared)[:600]
    shared_first = [listed.shared(listing_record(row)) for row in rows]
    first = listed.asked
    again = [listed.shared(listing_record({**row, "id": f"{row['id']}-2"})) for row in rows]
    assert first < 2 * len(rows)
    assert listed.asked - first < 0.05 * first  # a name of its own that a licence asks for
    assert sum(one is None for one in [*shared_first, *again]) < 0.02 * len(rows)


def test_more_than_a_row_takes_the_long_way() -> None:
    row = listing_record({"id": "a/b", "tags": ["x"]})
    assert is_row(row)
    assert not is_row(row.model_copy(update={"card": TextFile(path="README.md", look=Look.READ, text="# x")}))
    assert not is_row(row.model_copy(update={"dates": {"$.tags": "2020-01-01"}}))
