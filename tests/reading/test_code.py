"""Which code a card points at: links by purpose and level, denials, promises, commands and files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.code import CodeLink, CodeReading, method_of, read_code
from openness.reading.code_purposes import DATA, EVALUATION, INFERENCE, TRAINING
from openness.reading.reading import Reading
from openness.record.evidence import Method, Source
from openness.record.record import Look
from tests.signals.made_cards import record

OWN = "https://github.com/org/lodestar"
OTHER = "https://github.com/somebody/brook"


def of(card: str | None, files: tuple[str, ...] | None = None, model: str = "org/Lodestar-7B") -> CodeReading:
    return read_code(Reading(record(card, files=files, model=model)))


def said(body: str) -> CodeReading:
    return of(f"# Lodestar\n\n{body}\n")


def found(reading: CodeReading) -> set[tuple[str, str]]:
    return {(link.purpose, link.level) for link in reading.links}


@pytest.mark.parametrize(
    ("body", "links"),
    [
        (f"The training code is in [our repository]({OWN}).", {(TRAINING, "published")}),
        (f"Training code: {OWN}", {(TRAINING, "published")}),
        (f"[Training scripts]({OWN}/tree/main/training)", {(TRAINING, "published")}),
        (f"Fine-tuning code: [GitHub]({OWN})", {(TRAINING, "published")}),
        (f"训练代码：[GitHub]({OWN})", {(TRAINING, "published")}),
        (f"学習コード: [GitHub]({OWN})", {(TRAINING, "published")}),
        (f"학습 코드: [GitHub]({OWN})", {(TRAINING, "published")}),
        (f"Trainingscode: [GitHub]({OWN})", {(TRAINING, "published")}),
        (f"Código de entrenamiento: [GitHub]({OWN})", {(TRAINING, "published")}),
        (f"Evaluation: [GitHub]({OWN})", {(EVALUATION, "published")}),
        (f"Inference: [GitHub]({OWN})", {(INFERENCE, "published")}),
        (f"Data processing: [GitHub]({OWN})", {(DATA, "published")}),
        (f"[see it]({OWN}/tree/main/inference)", {(INFERENCE, "published")}),
        (f"[see it]({OWN}/tree/main/eval)", {(EVALUATION, "published")}),
        (f"It was trained with [brook]({OTHER})", {(TRAINING, "generic")}),
        (f"The training code is in [brook]({OTHER}).", {(TRAINING, "published")}),
        (f"Based on the training code of [brook]({OTHER}).", {(TRAINING, "partial")}),
        (f"Inference code: [brook]({OTHER})", {(INFERENCE, "published")}),
        ("It was trained with [axolotl](https://github.com/axolotl-ai-cloud/axolotl).", {(TRAINING, "generic")}),
        ("Evaluated with [lm-evaluation-harness](https://github.com/EleutherAI/lm-evaluation-harness).", {(EVALUATION, "generic")}),
        ("It runs in [vllm](https://github.com/vllm-project/vllm).", {(INFERENCE, "generic")}),
        ("Trained by the [training notebook](https://colab.research.google.com/drive/a).", {(TRAINING, "partial")}),
        ("The [notebook used to train this model](https://colab.research.google.com/drive/a).", {(TRAINING, "published")}),
        (f"The training code will be released at [GitHub]({OWN}).", set()),
        (f"Training code: [insert]({OWN}) [More Information Needed]", set()),
        ("Training code: [the Hub](https://example.org/page)", set()),
        ("Hello.", set()),
        ("", set()),
    ],
)  # fmt: skip
def test_a_link_counts_for_what_the_words_around_it_say(body: str, links: set[tuple[str, str]]) -> None:
    assert found(said(body)) == links


@pytest.mark.parametrize(
    ("body", "general"),
    [
        (f"[GitHub]({OWN})", True),
        (f"Code: {OWN}", True),
        (f"Repository: [brook]({OTHER})", True),
        (f"The official implementation: [brook]({OTHER})", True),
        (f"代码：[brook]({OTHER})", True),
        (f"Quellcode: [brook]({OTHER})", True),
        (f"Nuestro código está en [brook]({OTHER})", True),
        (f"Kod źródłowy: [brook]({OTHER})", True),
        (f"Wir danken den Leuten vom Quellcode: [brook]({OTHER})", False),
        (f"Grazie a chi ha scritto il codice: [brook]({OTHER})", False),
        (f"Thanks to [brook]({OTHER}) for their work.", False),
        (f"It is compatible with [brook]({OTHER}).", False),
        (f"[brook]({OTHER})", False),
        (f"## Citation\n\n[brook]({OTHER})", False),
        ("Hello.", False),
    ],
)
def test_a_repository_of_the_project_is_told_even_without_a_purpose(body: str, general: bool) -> None:
    assert bool(said(body).general) is general


@pytest.mark.parametrize(
    "sentence",
    [
        "The training code is not released.",
        "We do not publish the training scripts.",
        "The code used for training is not publicly available.",
        "We will never share the training code; it is not open-source.",
        "The model was trained with an internal codebase.",
        "It was trained using our proprietary training framework.",
        "训练代码不公开。",
        "学習コードは公開していません。",
        "학습 코드는 공개하지 않습니다.",
    ],
)
def test_code_that_is_kept_back_is_heard(sentence: str) -> None:
    reading = said(sentence)
    assert set(reading.withheld) == {TRAINING}
    assert reading.withheld[TRAINING].line == 3
    assert reading.links == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The training code is public.",
        "The inference code is not released.",
        "The training code will be released soon.",
        "Training code: [More Information Needed]",
        "It was trained on internal letters.",
        "The internal walls of the framework hold.",
        "",
    ],
)
def test_what_is_public_promised_or_something_else_is_not_kept_back(sentence: str) -> None:
    assert said(sentence).withheld == {}


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("We have released the training code.", "partial"),
        ("The training scripts are publicly available.", "partial"),
        (f"[GitHub]({OWN})\n\nWe have released the training code.", "published"),
        (f"Code: {OWN}\n\nThe training code is fully open-sourced.", "published"),
    ],
)
def test_a_release_told_without_a_link_counts_more_beside_a_repository(body: str, level: str) -> None:
    assert (TRAINING, level) in found(said(body))


@pytest.mark.parametrize("sentence", ["The training code will be released.", "GitHub: coming soon"])
def test_a_promise_is_kept_apart(sentence: str) -> None:
    reading = said(sentence)
    assert reading.promised[TRAINING].line == 3
    assert (reading.links, reading.withheld) == ([], {})


@pytest.mark.parametrize(
    ("code", "command", "snippet", "links"),
    [
        ("python train.py --lr 1", True, False, {(TRAINING, "partial")}),
        ("torchrun --n 8 finetune_lake.py", True, False, set()),
        ("axolotl train lake.yml", True, False, set()),
        ("trainer.train()", True, False, set()),
        ("from lake import x\nm = AutoModel.from_pretrained('a/b')", False, True, set()),
        ("pip install lake", False, True, set()),
        ("@misc{lake, import }", False, False, set()),
        ("merge_method: linear", False, False, {(TRAINING, "partial")}),
        ("print(1)", False, False, set()),
        ("", False, False, set()),
    ],
)
def test_a_code_block_is_a_command_a_snippet_or_neither(code: str, command: bool, snippet: bool, links: set[tuple[str, str]]) -> None:  # fmt: skip
    reading = said(f"```\n{code}\n```")
    assert (bool(reading.commands), bool(reading.snippets), found(reading)) == (command, snippet, links)


@pytest.mark.parametrize(
    ("files", "links"),
    [
        (("train.py",), {(TRAINING, "partial")}),
        (("prepare_data.py",), {(DATA, "partial")}),
        (("eval.sh",), {(EVALUATION, "partial")}),
        (("inference.py",), {(INFERENCE, "published")}),
        (("train.txt", "README.md", "model.safetensors"), set()),
        ((), set()),
    ],
)
def test_own_files_are_code_of_the_model(files: tuple[str, ...], links: set[tuple[str, str]]) -> None:
    reading = of(None, files)
    assert found(reading) == links
    assert all(method_of(link) is Method.FILES for link in reading.links)


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_nothing_is_told_where_nothing_was_read(look: Look) -> None:
    assert read_code(Reading(record(None, look=look))) == CodeReading()
    made = record(None, files=("train.py",)).model_copy(update={"files_look": look})
    assert read_code(Reading(made)) == CodeReading()


@pytest.mark.parametrize(
    ("levels", "best"),
    [
        (["generic", "partial", "published"], "published"),
        (["generic", "partial"], "partial"),
        (["generic"], "generic"),
        ([], None),
    ],
)
def test_the_strongest_link_for_a_purpose_counts(levels: list[str], best: str | None) -> None:
    reading = CodeReading([CodeLink(TRAINING, level, "x", Source(file="README.md", line=1)) for level in levels])
    strongest = reading.best(TRAINING)
    assert (None if strongest is None else strongest.level) == best
    assert reading.best(EVALUATION) is None


def test_of_equal_links_the_first_counts() -> None:
    place = Source(file="README.md", line=1)
    best = CodeReading([CodeLink(TRAINING, "partial", name, place) for name in "ab"]).best(TRAINING)
    assert best is not None
    assert best.name == "a"


def test_a_link_in_the_card_and_a_file_are_found_by_different_methods() -> None:
    assert method_of(CodeLink(TRAINING, "partial", "x", Source(file="README.md", line=3))) is Method.CARD
    assert method_of(CodeLink(TRAINING, "partial", "x", Source(file="train.py"))) is Method.FILES


@pytest.mark.parametrize(
    ("model", "own"),
    [
        ("org/Lodestar-7B", True),
        ("org-labs/Moor", True),
        ("else/Lodestar-2B", True),
        ("else/Moor-2B", False),
        ("or/Moor", False),
    ],
)
def test_a_repository_is_own_by_its_owner_or_by_its_name(model: str, own: bool) -> None:
    assert bool(of(f"# Card\n\n[see it]({OWN})\n", model=model).general) is own


@given(st.text(max_size=400))
def test_any_card_shows_code_within_its_lines(text: str) -> None:
    reading = of(text)
    last = len(text.splitlines()) + 1
    assert all(link.level in ("published", "partial", "generic") for link in reading.links)
    assert all(link.source.line is not None and 1 <= link.source.line <= last for link in reading.links)
    assert all(source.line is not None and source.line <= last for source in (*reading.general, *reading.commands))


@pytest.mark.parametrize(
    "piece", ["training code ", "python train ", "code used to train not released. ", f"[x]({OWN}) ", "```\n"]
)
def test_long_hostile_cards_are_answered(piece: str) -> None:
    reading = of(piece * (20_000 // len(piece)))
    assert len(reading.links) <= 20_000
