"""A licence whose name is all that a line of a licence section says; and what the metadata say otherwise."""

from __future__ import annotations

import pytest

from openness.card import parse_card
from openness.licences.claims import claims_of
from openness.licences.clause import Clause
from openness.licences.named_alone import named_alone
from openness.licences.outcome import Resolution
from openness.licences.resolution import resolve
from openness.record.file_names import Scope
from tests.licences.made import record


def named(text: str) -> list[tuple[Scope, str]]:
    return [(scope, licence.id) for scope, licence, _ in named_alone(parse_card(f"# Owl\n\n{text}\n"))]


@pytest.mark.parametrize(
    ("text", "licences"),
    [
        ("## License\n\nMIT", [(Scope.ALL, "mit")]),
        ("## Licence\n\nApache 2.0", [(Scope.ALL, "apache-2.0")]),
        ("## License\n\n[CC BY-NC-SA 4.0](https://creativecommons.org/)", [(Scope.ALL, "cc-by-nc-sa-4.0")]),
        ("## License\n\n**CC-BY-NC-4.0**\n\nWrite to us.", [(Scope.ALL, "cc-by-nc-4.0")]),
        ("## Lizenz\n\nApache-2.0-Lizenz", [(Scope.ALL, "apache-2.0")]),
        ("## 许可证\n\nMIT", [(Scope.ALL, "mit")]),
        ("## License\n\nThe MIT License (MIT)", [(Scope.ALL, "mit")]),
        ("## Code license\n\nMIT License.", [(Scope.CODE, "mit")]),
        ("## Data license\n\nodc-by", [(Scope.DATA, "odc-by")]),
        (
            "## License\n\n- MIT (code)\n- CC-BY-NC-4.0 (weights)",
            [(Scope.CODE, "mit"), (Scope.WEIGHTS, "cc-by-nc-4.0")],
        ),
        ("## License\n\nMIT was founded in 1861.", []),
        ("## License\n\nNot MIT", []),
        ("## License\n\nSee LICENSE.", []),
        ("## License\n\nOther", []),
        ("## License\n\nMIT, but not for owls", []),
        ("## Thanks\n\nMIT", []),
        ("## License\n\n| MIT | Owl |\n|---|---|\n| a | b |", []),
        ("MIT", []),
    ],
)
def test_a_line_that_is_a_name_alone_gives_that_licence(text: str, licences: list[tuple[Scope, str]]) -> None:
    assert named(text) == licences


def told(licence: str | None, text: str) -> Resolution:
    head = "" if licence is None else f"---\nlicense: {licence}\n---\n"
    card = {} if licence is None else {"license": licence}
    return resolve(claims_of(record(card=card, text=f"{head}# Owl\n\n{text}\n")))


def test_a_stricter_name_in_the_licence_section_binds() -> None:
    found = told("mit", "## License\n\nCC BY-NC-SA 4.0")
    assert found.open is False
    assert found.clauses[Clause.COMMERCIAL].value == "forbidden"
    assert [conflict.kind.value for conflict in found.conflicts] == ["card_stricter"]


def test_where_the_metadata_are_silent_the_section_tells_the_licence() -> None:
    found = told(None, "## License\n\nApache 2.0")
    assert found.governing is not None
    assert found.governing.name == "apache-2.0"
    assert found.open is True


@pytest.mark.parametrize(
    ("licence", "text"),
    [
        ("apache-2.0", "The model is licensed under the GPL-3.0."),
        ("apache-2.0", "## License\n\nMIT"),
        ("cc-by-nc-4.0", "This model is released under the MIT license."),
        ("cc-by-4.0", "The model weights have a CC BY-SA 4.0 license."),
    ],
)
def test_another_licence_in_the_text_is_a_conflict_that_names_both_places(licence: str, text: str) -> None:
    found = told(licence, text)
    conflicts = [conflict for conflict in found.conflicts if conflict.kind.value == "card_against_id"]
    assert len(conflicts) == 1
    assert licence in conflicts[0].sentence
    assert len(conflicts[0].sources) == 2


def test_a_freer_name_in_the_text_frees_nothing() -> None:
    found = told("cc-by-nc-4.0", "This model is released under the MIT license.")
    assert found.open is False
    assert found.clauses[Clause.COMMERCIAL].value == "forbidden"


@pytest.mark.parametrize(
    ("licence", "text"),
    [
        ("apache-2.0", "The model is licensed under Apache 2.0."),
        ("apache-2.0", "The code is released under the MIT license."),
        ("apache-2.0", "The data is licensed under CC BY-SA 4.0."),
        ("llama3", "License: Llama Community License"),
        ("openrail", "## License\n\nCreativeML OpenRAIL-M"),
        ("other", "The model is licensed under Apache 2.0."),
    ],
)
def test_the_same_licence_a_family_and_other_parts_are_no_conflict(licence: str, text: str) -> None:
    assert "card_against_id" not in [conflict.kind.value for conflict in told(licence, text).conflicts]
