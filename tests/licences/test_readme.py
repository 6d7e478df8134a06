"""The example in the README of the facts is a file that loads and answers as it says."""

from __future__ import annotations

import re
from pathlib import Path

from openness.licences.clause import Clause
from openness.licences.knowledge import read_knowledge

README = Path(__file__).resolve().parents[2] / "openness" / "licences" / "facts" / "README.md"


def test_the_example_of_a_new_licence_is_one(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.S)
    (tmp_path / "acme.yaml").write_text(example, encoding="utf-8")
    found = read_knowledge(tmp_path).find("Acme Licence 1")
    assert found is not None
    assert found.id == "acme-model-1.0"
    assert found.value(Clause.COMMERCIAL) == "allowed"
    assert found.value(Clause.USE_RESTRICTIONS) is True
    assert found.value(Clause.GOVERNING_LAW) == "Latvia"
    assert found.value(Clause.EXCLUDED_PLACES) is None  # left out is unknown
