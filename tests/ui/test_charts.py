"""The charts' specifications: their words can be read in both schemes and are not cut."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from openness.phrases import phrases
from openness.ui.charts import dot_chart, range_chart, score_against_coverage

LONG = "an-organisation-of-some-length/a-model-with-a-long-name"


def charts() -> dict[str, Any]:
    cells = score_against_coverage(np.array([10.0, 90.0]), np.array([0.5, 1.0]), None, phrases("en"))
    return {
        "ranges": range_chart([("Weights", 20.0, 60.0)]).to_dict(),
        "dots": dot_chart([("Weights", LONG, 20.0, 60.0), ("Weights", "other/name", 0.0, 0.0)]).to_dict(),
        "cells": cells.to_dict(),
    }


@pytest.mark.parametrize("name", ["ranges", "dots", "cells"])
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


def test_no_figure_of_the_axes_of_scores_and_coverage_is_left_out() -> None:
    encodings = [layer["encoding"] for layer in charts()["cells"]["layer"]]
    for axis in [encoding[way]["axis"] for encoding in encodings for way in "xy"]:
        assert axis["values"] == [0, 20, 40, 60, 80, 100]
        assert axis["labelOverlap"] is False
