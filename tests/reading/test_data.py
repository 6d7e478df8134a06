"""Which data sets a record names as training data, for which stage, and what it says of them beside names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.data import read_data
from openness.reading.data_mentions import DataReading
from openness.reading.data_wording import POST, PRE
from openness.reading.reading import Reading
from openness.record.evidence import Method
from openness.record.record import BaseFact, DatasetFact, Look, ModelBody, Relation
from tests.signals.made_cards import fact, record

HUB = "https://huggingface.co/datasets"


def of(card: str | None, *, tags: tuple[str, ...] = (), datasets: tuple[DatasetFact, ...] = (), model: str = "org/Lodestar-7B") -> DataReading:  # fmt: skip
    return read_data(Reading(record(card, tags=tags, datasets=datasets, model=model)))


def said(body: str, model: str = "org/Lodestar-7B") -> DataReading:
    return of(f"# Lodestar\n\n{body}\n", model=model)


def named(reading: DataReading) -> set[tuple[str, str]]:
    return {(mention.name, mention.stage) for mention in reading.mentions}


@pytest.mark.parametrize(
    ("body", "mentions"),
    [
        ("It was trained on LakeSet.", {("LakeSet", PRE)}),
        ("It was pre-trained on LakeSet and Moor-2.", {("LakeSet", PRE), ("Moor-2", PRE)}),
        ("It was trained on the Lake Letters corpus.", {("Lake Letters", PRE)}),
        (f"It was trained on [lakes]({HUB}/x/lakes).", {("x/lakes", PRE)}),
        (f"Training data: [lakes]({HUB}/x/lakes)", {("x/lakes", PRE)}),
        (f"## Training data\n\n- [lakes]({HUB}/x/lakes)\n- [hills]({HUB}/x/hills)", {("x/lakes", PRE), ("x/hills", PRE)}),
        ("## Training data\n\n- LakeSet: letters\n- Moor-2: diaries", {("LakeSet", PRE), ("Moor-2", PRE)}),
        ("## Training data\n\n| Set | Rows |\n|---|---|\n| LakeSet | 12k |", {("LakeSet", PRE)}),
        ("It was trained on Common Crawl.", {("Common Crawl", PRE)}),
        ("It was trained on Wikipedia and BookCorpus.", {("Wikipedia", PRE), ("BookCorpus", PRE)}),
        ("## Trainingsdaten\n\n- LakeSet: Briefe", {("LakeSet", PRE)}),
        ("## Données d'entraînement\n\n- LakeSet : lettres", {("LakeSet", PRE)}),
        ("## Datos de entrenamiento\n\n- LakeSet: cartas", {("LakeSet", PRE)}),
        ("## 训练数据\n\n- LakeSet：书信", {("LakeSet", PRE)}),
        ("## 学習データ\n\n- LakeSet：手紙", {("LakeSet", PRE)}),
        ("## 학습 데이터\n\n- LakeSet: 편지", {("LakeSet", PRE)}),
    ],
)  # fmt: skip
def test_a_named_set_is_found_with_its_stage(body: str, mentions: set[tuple[str, str]]) -> None:
    assert {(name.lower(), stage) for name, stage in named(said(body))} == {(n.lower(), s) for n, s in mentions}


@pytest.mark.parametrize(
    "body",
    [
        "Hello.",
        "",
        "It was trained on 8 A100 GPUs.",
        "It was evaluated on LakeSet.",
        "It was not trained on LakeSet.",
        "LakeSet was used only for evaluation.",
        "You can train it on LakeSet.",
        "It was calibrated on the LakeSet dataset.",
        "ChatGPT was trained on LakeSet.",
        "It will be trained on LakeSet soon.",
        "Training data: [More Information Needed]",
        "## Evaluation\n\n- LakeSet: 81",
        "## Other models\n\nMoor-7B was trained on LakeSet.",
        f"## Evaluation\n\n[lakes]({HUB}/x/lakes)",
        f"## Citation\n\n[lakes]({HUB}/x/lakes)",
        f"Scores on [lakes]({HUB}/x/lakes).",
        f"![lakes]({HUB}/x/lakes)",
        "## Training data\n\n- Size: 12,000 rows\n- Format: text",
    ],
)
def test_evaluation_denial_machines_and_other_models_name_no_training_data(body: str) -> None:
    assert named(said(body)) == set()


@pytest.mark.parametrize(
    ("body", "stage"),
    [
        ("It was fine-tuned on LakeSet.", POST),
        ("It was finetuned on LakeSet.", POST),
        ("It was pre-trained on LakeSet.", PRE),
        ("It was trained from scratch on LakeSet.", PRE),
        ("## Fine-tuning data\n\n- LakeSet: letters", POST),
        ("## Pre-training data\n\n- LakeSet: letters", PRE),
    ],
)
def test_words_and_headings_tell_the_stage(body: str, stage: str) -> None:
    assert named(said(body)) == {("LakeSet", stage)}


@pytest.mark.parametrize(
    ("model", "stage", "tuned"),
    [("org/Lodestar-7B", PRE, False), ("org/Lodestar-7B-Instruct", POST, True), ("org/Lodestar-Chat", POST, True)],
)
def test_without_words_the_models_own_stage_counts(model: str, stage: str, tuned: bool) -> None:
    reading = said("It was trained on LakeSet.", model)
    assert named(reading) == {("LakeSet", stage)}
    assert reading.tuned is tuned


def test_a_corpus_of_raw_text_in_a_tuned_models_card_was_its_bases() -> None:
    reading = said("It was trained on Common Crawl and LakeSet.", "org/Lodestar-Chat")
    assert ("LakeSet", POST) in named(reading)
    assert {stage for name, stage in named(reading) if name.lower() == "common crawl"} == {PRE}


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("datasets: x/lakes", {"x/lakes"}),
        ("datasets:\n- x/lakes\n- x/hills", {"x/lakes", "x/hills"}),
        ("datasets: [x/lakes, x/lakes_eval]", {"x/lakes"}),
        ("datasets: x/lakes_eval", {"x/lakes_eval"}),
        ("datasets: []", set()),
        ("license: mit", set()),
    ],
)
def test_metadata_name_data_sets_and_those_for_tests_are_left_out(head: str, names: set[str]) -> None:
    reading = of(f"---\n{head}\n---\n# Lodestar\n\nHello.\n")
    assert {mention.name for mention in reading.mentions} == names
    assert all(mention.linked and mention.method is Method.METADATA for mention in reading.mentions)


def test_what_the_card_denies_the_metadata_cannot_claim() -> None:
    head = "---\ndatasets: [x/lakes, x/hills]\n---\n# Lodestar\n\n"
    assert {each.name for each in of(head + "The lakes data was not trained on.\n").mentions} == {"x/hills"}


def test_tags_of_the_hub_name_data_sets() -> None:
    reading = of(None, tags=("dataset:x/lakes", "license:mit"))
    assert [(each.name, each.method, each.linked) for each in reading.mentions] == [("x/lakes", Method.API, True)]


def test_what_a_quantised_copy_names_in_its_metadata_is_not_its_training_data() -> None:
    head = "---\ndatasets: [x/lakes]\n---\n# Lodestar\n\nHello.\n"
    assert of(head, model="org/Lodestar-GPTQ").mentions == ()
    assert of(head.replace("---\n#", "base_model: x/m\nbase_model_relation: quantized\n---\n#")).mentions == ()


@pytest.mark.parametrize(
    ("known", "exists", "gated"),
    [
        (fact("x/lakes"), True, False),
        (fact("x/lakes", gated="manual"), True, True),
        (fact("x/lakes", Look.ABSENT), False, False),
        (fact("x/lakes", Look.REFUSED), True, True),
        (fact("x/lakes", Look.FAILED), None, None),
        (fact("x/lakes", Look.NOT_LOOKED), None, None),
        (fact("x/other"), None, None),
    ],
)
def test_what_the_hub_said_of_a_set_stands_with_its_mention(known: DatasetFact, exists: bool | None, gated: bool | None) -> None:  # fmt: skip
    reading = of("---\ndatasets: x/lakes\n---\n# Lodestar\n", datasets=(known,))
    assert [(each.exists, each.gated) for each in reading.mentions] == [(exists, gated)]


def test_an_old_and_a_new_id_of_one_set_are_one_mention() -> None:
    moved = (fact("lakes", resolved_id="x/lakes"), fact("x/lakes"))
    reading = of("---\ndatasets: [lakes, x/lakes]\n---\n# Lodestar\n", datasets=moved)
    assert len(reading.mentions) == 1


@pytest.mark.parametrize(
    ("base", "names"),
    [("x/moon-7b", {("x/lakes", PRE)}), ("x/moon-7b-instruct", set())],
)
def test_the_data_of_a_base_that_is_not_tuned_was_read_in_pre_training(base: str, names: set[tuple[str, str]]) -> None:
    body = ModelBody.model_validate({"id": base, "tags": ["dataset:x/lakes"]})
    lineage = (BaseFact(id=base, look=Look.READ, child="org/Lodestar-Chat", relation=Relation.FINETUNE, body=body),)
    made = record("# Lodestar\n", model="org/Lodestar-Chat").model_copy(update={"lineage": lineage})
    reading = read_data(Reading(made))
    assert named(reading) == names
    assert all(each.source.repository == base for each in reading.mentions)


@pytest.mark.parametrize(
    ("body", "stage"),
    [
        ("The training data is not public.", PRE),
        ("We do not release the training data.", PRE),
        ("The fine-tuning data will not be released; training data neither.", POST),
        ("The pre-training data is not disclosed.", PRE),
        ("Die Trainingsdaten: die Daten werden nicht veröffentlicht.", PRE),
        ("训练数据未公开。", PRE),
        ("学習データは公開していません。", PRE),
    ],
)
def test_data_that_is_kept_back_is_told_with_its_stage(body: str, stage: str) -> None:
    reading = said(body)
    assert set(reading.statements.withheld) == {stage}
    assert reading.statements.withheld[stage].line == 3
    assert reading.mentions == ()
    assert reading.told


@pytest.mark.parametrize(
    ("body", "described", "elsewhere"),
    [
        ("It was trained on two million documents that sailors sent home.", True, False),
        ("It was trained on 2 trillion tokens of text in nine languages.", True, False),
        ("## Training data\n\nThe data consists of letters and diaries from the old village school.", True, False),
        ("It was trained on letters; see the paper for the list of data.", False, True),
        ("It was trained on the emotion dataset with letters.", False, True),
        ("It runs on letters.", False, False),
        ("It can be trained on two million letters.", False, False),
        ("Hello.", False, False),
    ],
)
def test_data_is_described_or_the_words_lead_elsewhere(body: str, described: bool, elsewhere: bool) -> None:
    statements = said(body).statements
    assert (bool(statements.described), bool(statements.elsewhere)) == (described, elsewhere)


@pytest.mark.parametrize(
    ("body", "stages"),
    [
        ("The training data includes proprietary data.", {PRE}),
        ("It was trained on data from sources such as LakeSet.", {PRE}),
        ("It was trained with in-house instruction data.", {POST}),
        ("## Private training data\n\nLetters and diaries of the old village school are in it.", {PRE, POST}),
        ("It was trained on LakeSet.", set()),
        ("Hello.", set()),
    ],
)
def test_data_beyond_named_sets_is_told(body: str, stages: set[str]) -> None:
    assert set(said(body).statements.other) == stages


def test_a_link_counts_more_than_the_same_name_in_words() -> None:
    reading = said(f"It was trained on Lakes-2.\n\nIt was trained on [Lakes-2]({HUB}/x/lakes-2).")
    assert [(each.name, each.linked) for each in reading.mentions] == [("x/lakes-2", True)]


def test_the_parts_of_a_linked_set_are_no_sets_of_their_own() -> None:
    body = f"## Training data\n\nWe used [lakes]({HUB}/x/lakes).\n\nIt contains Moor-2 and Hill-3 letters."
    assert named(said(body)) == {("x/lakes", PRE)}


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_without_a_card_nothing_is_told(look: Look) -> None:
    reading = read_data(Reading(record(None, look=look)))
    assert (reading.mentions, reading.told) == ((), False)


@given(st.text(max_size=400))
def test_any_card_names_within_its_lines_and_bounds(text: str) -> None:
    reading = of(text)
    last = len(text.splitlines()) + 1
    assert len(reading.mentions) <= 200
    assert all(each.stage in (PRE, POST) for each in reading.mentions)
    assert all(each.source.line is None or 1 <= each.source.line <= last for each in reading.mentions)
    for told in vars(reading.statements).values():
        assert set(told) <= {PRE, POST}


@given(st.sampled_from(["LakeSet", "Moor-2", "x/hills"]), st.text(alphabet="abc \n.,()[]*_#|", max_size=80))
def test_text_after_a_naming_sentence_does_not_unname(name: str, rest: str) -> None:
    before = f"It was trained on {name}.\n\n"
    assert {each.name for each in said(before).mentions} <= {
        each.name for each in said(before + "Then. " + rest).mentions
    }


def test_a_card_full_of_sets_is_cut() -> None:
    body = "## Training data\n\n" + "".join(f"- [l{n}]({HUB}/x/l{n})\n" for n in range(500))
    assert len(said(body).mentions) == 200


@pytest.mark.parametrize(
    "piece", ["trained on ", "data not released ", "- LakeSet\n", "LakeSet, ", f"[x]({HUB}/x/y) ", "fine-tuned on A-"]
)
def test_long_hostile_cards_are_answered(piece: str) -> None:
    assert len(said(piece * (20_000 // len(piece))).mentions) <= 200
