"""Which model a label speaks of; systems and records made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from openness.errors import UsageError
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.validation.labels import PARAMETERS, LabelledSystem, read_labels
from openness.validation.matching import base_model, end_model, match

LABEL = """---
# a comment
system:
    link: https://huggingface.co/org/Star-13B-Chat
    endmodelname: {end}
    basemodelname: {base}
    releasedate: 2024-01
weights_basemodel:
    class: open
    link: https://huggingface.co/org/Star-13B
weights_endmodel:
    class: open
    link: [https://huggingface.co/org/Star-7B-Chat, https://huggingface.co/org/Star-13B-Chat/tree/main]
modelcard:
    class: partial
    link: https://huggingface.co/Org/Star-7B-Chat#evaluation
datasources_basemodel:
    class: closed
    link: https://huggingface.co/datasets/org/data
paper:
    class: full
    link:
"""


def system(tmp_path: Path, end: str = "Star 13B chat", base: str = "Star-13B") -> LabelledSystem:
    (tmp_path / "star.yaml").write_text(LABEL.format(end=end, base=base))
    (tmp_path / "a_submission_template.yaml").write_text(LABEL.format(end="x", base="y"))
    (found,) = read_labels(tmp_path)
    return found


def records(*ids: str, look: Look = Look.READ) -> dict[str, Record]:
    return {
        name.lower(): Record(
            body=ModelBody(id=name), origin="made by hand", card=TextFile(path="README.md", look=look, text="# T")
        )
        for name in ids
    }


def test_labels_keep_known_classes_and_hub_models_only(tmp_path: Path) -> None:
    found = system(tmp_path)
    assert found.classes == {
        "weights_basemodel": "open", "weights_endmodel": "open", "modelcard": "partial", "datasources_basemodel": "closed",
    }  # fmt: skip
    assert found.links["weights_endmodel"] == ("org/Star-7B-Chat", "org/Star-13B-Chat")
    assert found.links["datasources_basemodel"] == ()


def test_the_end_model_is_the_one_named_so(tmp_path: Path) -> None:
    assert end_model(system(tmp_path)) == "org/Star-13B-Chat"
    assert end_model(system(tmp_path, end="Star-Max")) is None
    assert base_model(system(tmp_path)) == "org/Star-13B"


def test_cells_count_only_on_the_very_model(tmp_path: Path) -> None:
    cells, left = match([system(tmp_path)], records("org/Star-13B-Chat", "ORG/star-7b-chat"))
    assert {cell.parameter: cell.model for cell in cells} == {
        "datasources_basemodel": "org/star-13b-chat",
        "weights_basemodel": "org/star-13b-chat",
        "weights_endmodel": "org/star-13b-chat",
        "modelcard": "org/star-7b-chat",
    }
    assert left == []
    assert not next(cell for cell in cells if cell.parameter == "weights_basemodel").own


def test_a_base_model_is_measured_on_its_own_record_where_there_is_one(tmp_path: Path) -> None:
    cells, _ = match([system(tmp_path)], records("org/Star-13B"))
    assert {(cell.parameter, cell.model, cell.own) for cell in cells} == {
        ("datasources_basemodel", "org/star-13b", True),
        ("weights_basemodel", "org/star-13b", True),
    }


def test_siblings_and_list_rows_are_left_out_with_a_reason(tmp_path: Path) -> None:
    found = system(tmp_path)
    assert match([found], records("org/Star-70B-Chat"))[1][0].reason == "none of its models is recorded"
    rows = match([found], records("org/Star-13B-Chat", look=Look.NOT_LOOKED))[1][0]
    assert rows.reason == "only list rows of its models are recorded, no card"
    assert rows.models == ("org/star-13b-chat",)


def test_an_unknown_base_is_not_the_end_model(tmp_path: Path) -> None:
    unknown = system(tmp_path, base="unknown")
    unknown = LabelledSystem(
        unknown.id, unknown.end_name, unknown.base_name, unknown.classes, {**unknown.links, "weights_basemodel": ()}
    )
    cells, _ = match([unknown], records("org/Star-13B-Chat"))
    assert not next(cell for cell in cells if cell.parameter == "weights_basemodel").own
    nothing = LabelledSystem("s", "Star 13B chat", None, unknown.classes, unknown.links)
    cells, _ = match([nothing], records("org/Star-13B-Chat"))
    assert next(cell for cell in cells if cell.parameter == "weights_basemodel").own


def test_a_folder_without_systems_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no systems"):
        read_labels(tmp_path)


def test_the_real_index_is_read_whole(shared: Path) -> None:
    systems = read_labels(shared / "osai")
    assert len(systems) == 193
    assert all(set(found.classes) == set(PARAMETERS) for found in systems)
    assert sum(found.score for found in systems) / 193 == pytest.approx(48.7, abs=0.05)
