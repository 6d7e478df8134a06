"""Which sets of shards are whole, and which torn set a whole one stands in for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.shards import missing_shards, torn_beside_whole
from openness.reading.weight_files import weight_file


def judged(*paths: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    files = [file for path in paths if (file := weight_file(path)) is not None]
    return missing_shards(paths, files), torn_beside_whole(paths, files)


def shards(stem: str, total: int, ending: str = "safetensors", leave_out: tuple[int, ...] = ()) -> list[str]:
    return [f"{stem}-{n:05}-of-{total:05}.{ending}" for n in range(1, total + 1) if n not in leave_out]


@pytest.mark.parametrize(
    "paths",
    [
        [],
        ["README.md"],
        ["model.safetensors"],
        shards("model", 1),
        shards("model", 3),
        [*shards("model", 3), "model.safetensors.index.json"],
        [f"a/{path}" for path in shards("model", 2)],
        ["model-00000-of-00002.safetensors", "model-00001-of-00002.safetensors"],
        shards("model", 2) + shards("other", 2),
        shards("model", 2) + shards("model", 3, "bin"),
        ["consolidated.00.pth", "consolidated.01.pth"],
    ],
)
def test_whole_sets_miss_nothing(paths: list[str]) -> None:
    assert judged(*paths) == ((), ())


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (shards("model", 3, leave_out=(2,)), ["2 of 3 shards of model-*.safetensors are there"]),
        ([*shards("model", 3, leave_out=(1, 2, 3)), "model-00009-of-00003.safetensors"], ["0 of 3 shards of model-*.safetensors are there"]),
        ([f"a/b/{path}" for path in shards("model", 2, leave_out=(1,))], ["1 of 2 shards of a/b/model-*.safetensors are there"]),
        (shards("model", 2, leave_out=(1,)) + shards("vae", 2, leave_out=(2,)), ["1 of 2 shards of model-*.safetensors are there", "1 of 2 shards of vae-*.safetensors are there"]),
        (["model.safetensors.index.json"], ["model.safetensors.index.json lists shards, and none of them is there"]),
        (["a/pytorch_model.bin.index.json"], ["a/pytorch_model.bin.index.json lists shards, and none of them is there"]),
        (["model.safetensors.index.fp16.json"], ["model.safetensors.index.fp16.json lists shards, and none of them is there"]),
        ([*shards("unet", 2, leave_out=(1,)), "vae.safetensors"], ["1 of 2 shards of unet-*.safetensors are there"]),
    ],
)  # fmt: skip
def test_a_torn_set_is_told_with_how_much_is_there(paths: list[str], told: list[str]) -> None:
    missing, beside = judged(*paths)
    assert sorted(missing) == sorted(told)
    assert beside == ()


@pytest.mark.parametrize(
    "paths",
    [
        [*shards("model", 3, leave_out=(2,)), "pytorch_model.bin"],
        shards("model", 3, leave_out=(2,)) + shards("pytorch_model", 2, "bin"),
        [*shards("m-Q8_0", 3, "gguf", leave_out=(2,)), "m-Q4_K_M.gguf"],
        [*shards("model", 3, leave_out=(2,)), "model.fp16.safetensors"],
        [*shards("model", 3, leave_out=(2,)), "consolidated.safetensors"],
        ["pytorch_model.bin.index.json", "model.safetensors"],
        [f"fp32/{path}" for path in shards("model", 2, leave_out=(1,))] + ["fp16/model.safetensors"],
    ],
)
def test_a_whole_set_of_the_same_weights_stands_in(paths: list[str]) -> None:
    missing, beside = judged(*paths)
    assert missing == ()
    assert len(beside) == 1


@pytest.mark.parametrize(
    "paths",
    [
        [*shards("model", 3, leave_out=(2,)), "vae/model.safetensors"],
        [*shards("model", 3, leave_out=(2,)), "mmproj.safetensors"],
        [*shards("m", 3, "gguf", leave_out=(2,)), "mmproj-f16.gguf"],
        [*shards("model", 3, leave_out=(2,)), "text_encoder.safetensors"],
        [*shards("model", 3, leave_out=(2,)), "adapter_model.safetensors"],
        [f"a/{path}" for path in shards("model", 3, leave_out=(2,))] + ["b/model.safetensors"],
    ],
)
def test_other_weights_stand_in_for_nothing(paths: list[str]) -> None:
    missing, beside = judged(*paths)
    assert len(missing) == 1
    assert beside == ()


@given(st.lists(st.integers(1, 9), unique=True, max_size=9), st.integers(1, 9))
def test_a_set_is_whole_only_with_every_number(numbers: list[int], total: int) -> None:
    paths = [f"model-{number:05}-of-{total:05}.safetensors" for number in numbers]
    missing, beside = judged(*paths)
    complete = set(range(1, total + 1)) <= set(numbers)
    assert beside == ()
    assert len(missing) == (0 if complete or not numbers else 1)


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_list_of_names_is_judged_and_no_set_twice(paths: list[str]) -> None:
    missing, beside = judged(*paths)
    assert len(missing) + len(beside) <= len(paths)
