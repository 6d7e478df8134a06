"""Every licence text in the recordings is recognised as what it is; none as an open licence wrongly.

A new licence gets a line in MODEL_TEXTS or stands in the collection's own index.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from openness.licences.knowledge import knowledge
from openness.licences.recognition import Recognition, Verdict, recognise

VERSION_TOLD = {"gfdl": "gfdl-1.3"}
"""The Hub's tag names no version, the text does."""

MODEL_TEXTS = {
    "LGAI-EXAONE__EXAONE-3.5-32B-Instruct": "exaone",
    "Qwen__Qwen2.5-32B": "apache-2.0",
    "Qwen__Qwen2.5-72B": "qwen",
    "baidu__ernie-4.5-21b-a3b-thinking": "apache-2.0",
    "deepseek-ai__deepseek-v3-0324": "mit",
    "facebook__opt-125m": "opt-175b",
    "lgai-exaone__exaone-deep-32b": "exaone",
    "microsoft__phi-4": "mit",
    "moonshotai__Kimi-K2-Base": "moonshot-modified-mit",
    "moonshotai__kimi-k2-instruct": "moonshot-modified-mit",
    "naver-hyperclovax__hyperclovax-seed-think-14b": "hyperclovax-seed",
    "openai__gpt-oss-120b": "apache-2.0",
    "openai__gpt-oss-20b": "apache-2.0",
    "qwen__qwen2.5-72b-instruct": "qwen",
    "skt__a.x-4.0-vl-light": "apache-2.0",
    "tencent__hunyuan-1.8b-instruct": "tencent-hunyuan-community",
    "tencent__hunyuan-a13b-instruct": "tencent-hunyuan-community",
    "tencent__hunyuanimage-2.1": "tencent-hunyuan-community",
    "tokyotech-llm__llama-3-swallow-8b-instruct-v0.1": "llama3",
    "tokyotech-llm__llama-3-swallow-8b-v0.1": "llama3",
    "xai-org__grok-2": "grok2-community",
}


def collection(shared: Path) -> list[dict[str, str]]:
    with (shared / "licences" / "texts" / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def payload_texts(shared: Path) -> dict[str, str]:
    found = {}
    for path in sorted((shared / "hub" / "payload").glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))["license_file"]
        if text:
            found[path.stem] = text
    return found


def is_open(found: Recognition) -> bool:
    return any(licence is None or licence.open is not False for licence in map(knowledge().find, found.licences))


def test_the_collection_is_recognised(shared: Path) -> None:
    index = collection(shared)
    assert len(index) == 46
    for row in index:
        found = recognise((shared / "licences" / "texts" / row["text"]).read_text(encoding="utf-8"))
        expected = VERSION_TOLD.get(row["identifier"], row["identifier"])
        if row["what"] == "use policy":
            assert (found.verdict, found.licences, found.closest) == (Verdict.POLICY, (), expected), row["text"]
        else:
            assert (found.verdict, found.licences) == (Verdict.VERBATIM, (expected,)), row["text"]


def test_recorded_licence_files_are_recognised(shared: Path) -> None:
    texts = payload_texts(shared)
    assert set(texts) == set(MODEL_TEXTS)
    for name, text in texts.items():
        assert recognise(text).licences == (MODEL_TEXTS[name],), name


def test_two_copies_of_one_licence_resolve_alike(shared: Path) -> None:
    folder = shared / "licences" / "texts"
    pairs = [
        ("llama2__LICENSE.txt", "modelgo__Llama2.txt"),
        ("apache-2.0__FLUX1-schnell.txt", "modelgo__Apache-2.0.txt"),
    ]
    for one, other in pairs:
        texts = [(folder / name).read_text(encoding="utf-8") for name in (one, other)]
        assert recognise(texts[0]).licences == recognise(texts[1]).licences


def test_modified_mit_is_not_mit(shared: Path) -> None:
    found = recognise(payload_texts(shared)["moonshotai__kimi-k2-instruct"])
    assert "mit" not in found.licences
    assert not is_open(found)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.8, 0.9])
def test_a_cut_off_text_is_never_open(shared: Path, share: float) -> None:
    for row in collection(shared):
        text = (shared / "licences" / "texts" / row["text"]).read_text(encoding="utf-8")
        found = recognise(text[: int(len(text) * share)])
        if is_open(found):
            # SPDX's own templates call the rest (appendix, warranty, how to apply) optional.
            assert row["spdx_id"], row["text"]
            assert found.licences == (VERSION_TOLD.get(row["identifier"], row["identifier"]),)
