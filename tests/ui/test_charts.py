"""The charts' specifications: their words can be read in both schemes and are not cut."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openness.ui.charts import dot_chart, range_chart
from tests.safe.attacks import ATTACKS
from tests.safe.test_outputs import hidden

LONG = "an-organisation-of-some-length/a-model-with-a-long-name"


def charts() -> dict[str, Any]:
    return {
        "ranges": range_chart([("Weights", 20.0, 60.0)]).to_dict(),
        "dots": dot_chart([("Weights", LONG, 20.0, 60.0), ("Weights", "other/name", 0.0, 0.0)]).to_dict(),
    }


@pytest.mark.parametrize("name", ["ranges", "dots"])
def test_words_of_axes_and_legends_have_the_colour_of_the_page(name: str) -> None:
    config = charts()[name]["config"]
    for part in ("axis", "legend"):
        assert config[part]["labelColor"] == "currentColor"
        assert config[part]["titleColor"] == "currentColor"
        assert config[part]["labelFontSize"] >= 12


def test_long_names_stand_below_each_other_in_the_legend() -> None:
    dots = charts()["dots"]
    legends = [layer["encoding"]["color"]["legend"] for layer in dots["layer"]]
    assert all(legend["columns"] == 1 for legend in legends)
    assert dots["config"]["legend"]["labelLimit"] >= 5 * len(LONG)


def words_of(part: Any) -> list[str]:
    """Return every text in a description of a chart, keys too."""
    if isinstance(part, dict):
        return [text for key, value in part.items() for text in (str(key), *words_of(value))]
    return [text for value in part for text in words_of(value)] if isinstance(part, list) else [str(part)]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
@pytest.mark.parametrize("drawn", ["ranges", "dots"])
def test_a_name_is_data_and_never_part_of_the_drawing(drawn: str, attack: str) -> None:
    def chart(name: str) -> tuple[list[Any], Any]:
        made = range_chart([(name, 20.0, 60.0)]) if drawn == "ranges" else dot_chart([(name, name, 20.0, 60.0)])
        described = made.to_dict()
        assert json.loads(json.dumps(described)) == described
        rows = [row for values in described.pop("datasets").values() for row in values]
        described.pop("data", None)  # the name of the rows, a sum over them
        for layer in described["layer"]:
            layer.pop("data", None)
            layer["encoding"]["y"].pop("sort")
        return rows, described

    rows, drawing = chart(attack)
    _, plain = chart("a plain name")
    assert drawing == plain
    assert rows
    for text in words_of(rows):
        assert not hidden(text)
        assert len(text) <= 200
