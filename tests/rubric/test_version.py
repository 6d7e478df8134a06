"""What a version promises: words may change under the same name, rules may not."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import RubricError
from openness.files.yamldoc import Document, parse_yaml
from openness.rubric import parse_rubric, preset_paths
from openness.rubric.source import read_rubric_file
from openness.rubric.version import digest_of, named, recorded, rules_of
from tests.rubric.made import RUBRIC, SIGNALS


def document(text: str = RUBRIC) -> Document:
    return parse_yaml(text, "r.yaml", RubricError)


def changed(old: str, new: str) -> Document:
    assert old in RUBRIC
    return document(RUBRIC.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Made for tests", "title: Made for more tests"),
        ("question: Can anyone download the weights?", "question: Can one download them?"),
        ("why: It matters.", "why: It matters to readers."),
        ("fix: Mend it.", "fix: Do so."),
        ("dimensions: {weights: Weights", "dimensions: {weights: Weights of it"),
        ("name: gated", "name: behind a gate"),
        ("    assessment: osai.weights", "    cites: para 3\n    assessment: osai.weights"),
        ("version: 1", "version: 2"),
        ("id: made", "id: other"),
        ("title: Label", "title: Other label"),
    ],
)
def test_words_and_examples_move_the_digest_and_not_the_rules(old: str, new: str) -> None:
    assert rules_of(changed(old, new)) == rules_of(document())
    assert digest_of(changed(old, new)) != digest_of(document())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("points: 10", "points: 11"),
        ("access.gate: none", "access.gate: automatic"),
        ("otherwise: closed", "otherwise: partial"),
        ("choose: osi", "choose: named"),
        ("[mit, apache-2.0]", "[mit]"),
        ("is: [open, not_applicable]", "is: [open]"),
        ("label: Full", "label: Whole"),
        ("otherwise: None of these", "otherwise: Nothing"),
        ("requires: {level.final: {at_least: partial}}", "requires: {level.final: open}"),
        ("    assessment: osai.weights\n", ""),
        ("version: 1", "version: 1\nassessments: first"),
        ("version: 1", "version: 1\nranks: models"),
        ("version: 1", "version: 1\nties: id_ascending"),
        ("version: 1", "version: 1\nranked_from: 0.5"),
        ("applies_to: {not: {card.topics: 9}}", "applies_to: {not: {card.topics: 8}}"),
    ],
)
def test_whatever_moves_a_level_a_point_or_an_order_moves_the_rules(old: str, new: str) -> None:
    assert rules_of(changed(old, new)) != rules_of(document())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version:   1"),
        ("version: 1", "version: 1 # a remark"),
        ("title: Made for tests", 'title: "Made for tests"'),
    ],
)
def test_how_it_is_written_moves_nothing(old: str, new: str) -> None:
    assert digest_of(changed(old, new)) == digest_of(document())


def test_the_order_of_keys_moves_nothing_and_that_of_criteria_does() -> None:
    assert rules_of(
        changed("dimensions: {weights: Weights, data: Data}", "dimensions: {data: Data, weights: Weights}")
    ) == (rules_of(document()))
    reordered = document()
    reordered.data["criteria"].reverse()
    assert rules_of(reordered) != rules_of(document())


def test_a_digest_is_twelve_hexadecimal_digits() -> None:
    for digest in (digest_of(document()), rules_of(document())):
        assert re.fullmatch(r"[0-9a-f]{12}", digest)
    loaded = parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric
    assert (loaded.digest, loaded.rules) == (digest_of(document()), rules_of(document()))


def test_every_preset_is_recorded_under_its_version() -> None:
    assert set(preset_paths()) <= set(recorded())
    json.dumps({name: dict(versions) for name, versions in recorded().items()})
    for versions in recorded().values():
        assert all(version.isdecimal() for version in versions)
        assert all(re.fullmatch(r"[0-9a-f]{12}", digest) for digest in versions.values())


@pytest.mark.parametrize("preset", preset_paths())
def test_a_preset_bears_its_own_id_and_an_edited_one_says_so(preset: str) -> None:
    found = read_rubric_file(preset_paths()[preset])
    version = found.data["version"]
    assert named(preset, version, found) == preset
    found.data["criteria"][0]["points"] = 999
    edited = named(preset, version, found)
    assert edited == f"{preset}@{version}+edited ({rules_of(found)})"


def test_a_rubric_of_ones_own_bears_its_id() -> None:
    assert named("made", 1, document()) == "made"
    assert parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric.reference == "made@1"


def test_a_version_nobody_recorded_is_no_preset() -> None:
    assert named("default", 9_999, document()) == f"default@9999+edited ({rules_of(document())})"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(["criteria", "gates", "ladder", "title", "x"]), values))
def test_any_document_has_a_digest_that_holds(data: dict[str, object]) -> None:
    assert digest_of(Document("r", data)) == digest_of(Document("s", dict(reversed([*data.items()]))))
    assert rules_of(Document("r", data)) == rules_of(Document("r", {**data, "title": "another"}))
