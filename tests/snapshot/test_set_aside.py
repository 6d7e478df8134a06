"""What was rejected comes back as it was, whatever signs a stranger put into an id."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openness.record.record import Rejected
from openness.snapshot.set_aside import read_rejected, write_rejected

ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.one_of(st.none(), ODD), ODD), max_size=5))
def test_whatever_an_id_holds_a_line_is_one_thing(tmp_path: Path, told: list[tuple[str | None, str]]) -> None:
    rejected = [Rejected(id=name, part="listing row", reason=reason or "odd") for name, reason in told]
    write_rejected(tmp_path / "rejected.jsonl", rejected)
    assert read_rejected(tmp_path / "rejected.jsonl") == rejected


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r"])
def test_a_sign_that_python_takes_for_the_end_of_a_line_ends_none(tmp_path: Path, sign: str) -> None:
    rejected = [Rejected(id=f"made/one{sign}two", part="model", reason="odd"), Rejected(id=None, part="x", reason="y")]
    write_rejected(tmp_path / "rejected.jsonl", rejected)
    assert read_rejected(tmp_path / "rejected.jsonl") == rejected


def test_a_line_that_cannot_be_read_is_a_value_error(tmp_path: Path) -> None:
    path = tmp_path / "rejected.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="part"):
        read_rejected(path)
