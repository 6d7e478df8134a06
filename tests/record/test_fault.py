"""What is said of a record that a fault of ours set aside."""

from __future__ import annotations

import pytest

from openness.card import parse_card
from openness.errors import OpennessError
from openness.record.fault import faults, refuse_faults, set_aside
from openness.record.record import Rejected


def test_the_sentence_names_model_kind_and_our_line_and_no_words_of_others() -> None:
    try:
        parse_card(None)  # type: ignore[arg-type]
    except TypeError as error:
        item = set_aside("org/model", error)
    assert "org/model" in item.reason
    assert "(TypeError at openness/card/parsing.py:" in item.reason
    assert "please report" in item.reason
    assert "subscriptable" not in item.reason
    assert "(KeyError)" in set_aside("org/model", KeyError("words of a stranger")).reason


def test_only_faults_of_ours_are_refused() -> None:
    gone = Rejected(id="org/gone", part="model", reason="org/gone: gone")
    refuse_faults([gone])
    assert faults([gone]) == []
    one, two = set_aside("org/one", KeyError()), set_aside("org/two", IndexError())
    with pytest.raises(OpennessError, match=r"org/one .*KeyError.*everything else was kept"):
        refuse_faults([gone, one])
    with pytest.raises(OpennessError, match="and 1 more like it") as told:
        refuse_faults([one, gone, two])
    assert told.value.exit_code == 1
