"""Weight files by name: adapters, deltas, shards, checkpoints, precision; and what a list of files holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.weight_files import QUANTIZED_NAME, WeightFile, survey, survey_record, weight_file
from openness.record.record import Look
from tests.signals.made_cards import record


def known(path: str) -> WeightFile:
    file = weight_file(path)
    assert file is not None, path
    return file


@pytest.mark.parametrize(
    ("path", "folder", "name", "kind"),
    [
        ("model.safetensors", "", "model.safetensors", "safetensors"),
        ("a/b/pytorch_model.bin", "a/b", "pytorch_model.bin", "pickle"),
        ("lake.gguf", "", "lake.gguf", "gguf"),
        ("onnx/model.onnx", "onnx", "model.onnx", "onnx"),
        ("tf_model.h5", "", "tf_model.h5", "tensorflow"),
        ("flax_model.msgpack", "", "flax_model.msgpack", "flax"),
    ],
)
def test_a_file_is_known_with_its_folder_and_format(path: str, folder: str, name: str, kind: str) -> None:
    file = known(path)
    assert (file.path, file.folder, file.name, file.format) == (path, folder, name, kind)


@pytest.mark.parametrize("path", ["README.md", "config.json", "tokenizer.json", "train.py", "a/b/", "", "optimizer.pt"])
def test_what_holds_no_weights_is_none(path: str) -> None:
    assert weight_file(path) is None


@pytest.mark.parametrize(
    ("path", "shard"),
    [
        ("model-00002-of-00003.safetensors", ("model-*.safetensors", 2, 3)),
        ("a/m-Q8_0-00001-of-00002.gguf", ("m-Q8_0-*.gguf", 1, 2)),
        ("m.gguf.part1of2", ("m.gguf.part*", 1, 2)),
        ("model-00001-of-00000.safetensors", None),
        ("model.safetensors", None),
        ("lake-of-moor.safetensors", None),
    ],
)
def test_a_shard_knows_its_set_number_and_total(path: str, shard: tuple[str, int, int] | None) -> None:
    assert known(path).shard == shard


@pytest.mark.parametrize(
    ("path", "adapter"),
    [
        ("adapter_model.safetensors", True),
        ("adapter_model.bin", True),
        ("adapters.safetensors", True),
        ("pytorch_lora_weights.safetensors", True),
        ("lake-lora.safetensors", True),
        ("lake_qlora_v2.safetensors", True),
        ("ip-adapter_sd15.safetensors", True),
        ("model.safetensors", False),
        ("explorations.safetensors", False),
        ("flora.safetensors", False),
        ("my_adapter.safetensors", False),
    ],
)
def test_an_adapter_is_told_by_its_name(path: str, adapter: bool) -> None:
    assert known(path).adapter is adapter


@pytest.mark.parametrize(
    ("path", "delta"),
    [
        ("lake-delta.safetensors", True),
        ("lake-delta-weights.safetensors", True),
        ("lake-delta-v1.1.safetensors", True),
        ("deltas.safetensors", True),
        ("deltaflow.safetensors", False),
        ("model.safetensors", False),
        ("river-deltalake.safetensors", False),
    ],
)
def test_a_delta_is_told_by_its_name(path: str, delta: bool) -> None:
    assert known(path).delta is delta


@pytest.mark.parametrize(
    ("path", "full"),
    [
        ("model.safetensors", True),
        ("model-00001-of-00002.safetensors", True),
        ("pytorch_model.bin", True),
        ("tf_model.h5", True),
        ("flax_model.msgpack", True),
        ("consolidated.00.pth", True),
        ("diffusion_pytorch_model.safetensors", True),
        ("model-delta.safetensors", False),
        ("adapter_model.safetensors", False),
        ("modelling.safetensors", False),
        ("lake.safetensors", False),
    ],
)
def test_a_plainly_full_model_is_told_by_its_name(path: str, full: bool) -> None:
    assert known(path).plainly_full is full


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("consolidated.00.pth", True),
        ("mp_rank_00_model_states.pt", True),
        ("lake-part-3.safetensors", True),
        ("weights.pt.001", True),
        ("__0_0.distcp", True),
        ("m.Q6_K.gguf-split-a", True),
        ("model.safetensors", False),
        ("model-00001-of-00002.safetensors", False),
        ("party.safetensors", False),
    ],
)
def test_a_part_that_does_not_say_of_how_many_is_open(path: str, part: bool) -> None:
    assert known(path).open_part is part


@pytest.mark.parametrize(
    ("path", "quantized"),
    [
        ("lake.Q4_K_M.gguf", True),
        ("lake-IQ2_XS.gguf", True),
        ("lake-gptq-4bit.safetensors", True),
        ("lake_awq.safetensors", True),
        ("lake-fp8.safetensors", True),
        ("lake-int8.onnx", True),
        ("model_quantized.onnx", True),
        ("lake.nf4.safetensors", True),
        ("lake.f16.gguf", False),
        ("lake-bf16.safetensors", False),
        ("model.fp32.safetensors", False),
        ("model.safetensors", None),
        ("lake.gguf", None),
        ("aq4b.safetensors", None),
    ],
)
def test_precision_is_told_by_the_name_or_not_at_all(path: str, quantized: bool | None) -> None:
    assert known(path).quantized is quantized


@pytest.mark.parametrize(
    "name", ["made/lake-GPTQ", "made/lake-AWQ", "made/lake-4bit", "made/lake-int4", "made/lake-exl2"]
)
def test_a_repository_may_say_that_it_is_quantised(name: str) -> None:
    assert QUANTIZED_NAME.search(name) is not None


@pytest.mark.parametrize("name", ["made/lake", "made/lake-7b", "made/equestrian", "made/lake-bf16", "gguf/lake", ""])
def test_other_names_say_nothing_of_it(name: str) -> None:
    assert QUANTIZED_NAME.search(name) is None


@pytest.mark.parametrize(
    ("path", "checkpoint"),
    [
        ("checkpoint-500/model.safetensors", "checkpoint-500"),
        ("a/ckpt_1000/model.safetensors", "ckpt_1000"),
        ("step2000/model.safetensors", "step2000"),
        ("global_step10/model.safetensors", "global_step10"),
        ("iter_0001/model.safetensors", "iter_0001"),
        ("epoch-3/model.safetensors", "epoch-3"),
        ("stepwise/model.safetensors", None),
        ("steps/model.safetensors", None),
        ("a/model.safetensors", None),
        ("checkpoint-500.safetensors", None),
    ],
)
def test_a_folder_of_an_intermediate_checkpoint_is_told(path: str, checkpoint: str | None) -> None:
    assert known(path).checkpoint == checkpoint


def test_the_weights_people_use_are_those_outside_of_checkpoints() -> None:
    found = survey(("checkpoint-1/model.safetensors", "checkpoint-2/pytorch_model.bin", "lake.gguf"))
    assert [file.path for file in found.main] == ["lake.gguf"]
    assert found.formats == ("gguf",)
    assert found.checkpoints == ("checkpoint-1", "checkpoint-2")


def test_where_there_are_only_checkpoints_they_are_what_people_use() -> None:
    found = survey(("checkpoint-1/model.safetensors", "checkpoint-2/pytorch_model.bin"))
    assert len(found.main) == 2
    assert found.formats == ("pickle", "safetensors")


def test_a_list_without_weights_holds_none() -> None:
    found = survey(("README.md", "config.json"))
    assert (found.files, found.main, found.formats, found.missing, found.unknown) == ((), (), (), (), ())
    assert survey(()).files == ()


@pytest.mark.parametrize(
    ("paths", "unknown"),
    [
        (("lake.zzz", "README.md"), ("lake.zzz",)),
        (("lake.zzz", "model.safetensors"), ()),
        (("README.md",), ()),
    ],
)
def test_files_of_a_kind_nobody_knows_are_told_only_where_no_weights_are(
    paths: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert survey(paths).unknown == unknown


@pytest.mark.parametrize(
    ("paths", "there"),
    [
        (("adapter_config.json",), True),
        (("a/adapter_config.json",), True),
        (("adapter_config.json.md",), False),
        (("my_adapter_config.json",), False),
        ((), False),
    ],
)
def test_a_configuration_of_an_adapter_is_seen(paths: tuple[str, ...], there: bool) -> None:
    assert survey(paths).adapter_config is there


def test_a_record_is_surveyed_only_where_its_list_was_read() -> None:
    read = survey_record(record(files=("model.safetensors",)))
    assert read is not None
    assert [file.path for file in read.files] == ["model.safetensors"]
    assert survey_record(record(files=())) is not None
    assert survey_record(record()) is None


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_a_list_that_was_not_read_is_no_empty_list(look: Look) -> None:
    made = record(files=("model.safetensors",)).model_copy(update={"files_look": look})
    assert survey_record(made) is None


@given(st.lists(st.text(max_size=60), max_size=10).map(tuple))
def test_any_list_is_surveyed(paths: tuple[str, ...]) -> None:
    found = survey(paths)
    assert {file.path for file in found.files} <= set(paths)
    assert set(found.main) <= set(found.files)
    assert set(found.unknown) <= set(paths)
    assert not (found.files and found.unknown)


@pytest.mark.parametrize(
    "path", ["a/" * 4_000 + "model.safetensors", "-of-" * 4_000, "1-of-2" * 2_000 + ".bin", "." * 9_000]
)
def test_long_hostile_names_are_answered(path: str) -> None:
    assert len(survey((path,)).files) <= 1


def test_a_file_name_that_repositories_share_is_told_once() -> None:
    weight_file.cache_clear()
    for _ in range(3):
        assert survey(("shared/model.safetensors", "config.json")).formats == ("safetensors",)
        survey.cache_clear()
    told = weight_file.cache_info()
    assert (told.misses, told.hits) == (2, 4)
    assert told.maxsize is not None
