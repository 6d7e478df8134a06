"""The law of licences: a permission is stated only if everything that could take it away was read and does not.

Records are made by hand; the sentences are this project's own.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licences.claims import claims_of
from openness.licences.clause import Clause, restriction
from openness.licences.conflict import ConflictKind
from openness.licences.outcome import BASES, UNREAD, Basis, Resolution, UnreadKind
from openness.licences.resolution import resolve
from openness.record.evidence import Outcome
from openness.record.record import BaseFact, Look, ModelBody, Record, Relation
from tests.licences.made import base, record, row

PERMISSIONS = (
    Clause.COMMERCIAL,
    Clause.PUBLIC_BODY,
    Clause.EU,
    Clause.REDISTRIBUTION,
    Clause.MODIFICATION,
    Clause.USER_THRESHOLD,
    Clause.REVENUE_THRESHOLD,
    Clause.REGISTRATION,
)
MIT = (
    "MIT License\n\nCopyright (c) 2026 Example House\n\nPermission is hereby granted, free of charge, to any "
    'person obtaining a copy of this software and associated documentation files (the "Software"), to deal '
    "in the Software without restriction, including without limitation the rights to use, copy, modify, merge"
    ", publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the"
    " Software is furnished to do so, subject to the following conditions:\n\nThe above copyright notice and "
    "this permission notice shall be included in all copies or substantial portions of the Software.\n\nTHE S"
    'OFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMIT'
    "ED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVE"
    "NT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER I"
    "N AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR T"
    "HE USE OR OTHER DEALINGS IN THE SOFTWARE.\n"
)


def answer(found: Record) -> Resolution:
    return resolve(claims_of(found))


def said(text: str, licence: str = "apache-2.0", **more: Any) -> Resolution:
    """The answer for a card with a body under an open tag."""
    return answer(record(card={"license": licence}, text=f"---\nlicense: {licence}\n---\n# Model\n\n{text}\n", **more))


def value(found: Resolution, clause: Clause) -> object:
    fact = found.clauses.get(clause)
    return None if fact is None else fact.value


def kinds(found: Resolution) -> set[ConflictKind]:
    return {conflict.kind for conflict in found.conflicts}


def unread(found: Resolution) -> set[UnreadKind]:
    return {item.kind for item in found.unread}


def grants_nothing(found: Resolution) -> bool:
    return found.open is not True and not any(
        clause in found.clauses and restriction(found.clauses[clause]) == 0 for clause in PERMISSIONS
    )


# --- bases --------------------------------------------------------------------------------------


def unknown_base(look: Look, name: str = "house/start") -> BaseFact:
    return base(name, None, look=look)


@pytest.mark.parametrize(
    ("ancestor", "kind", "outcome"),
    [
        (base("house/start", "other"), UnreadKind.BASE_TERMS, Outcome.SILENT),
        (base("house/start", "house-licence-9"), UnreadKind.BASE_TERMS, Outcome.SILENT),
        (base("house/start", None), UnreadKind.BASE_TERMS, Outcome.NOT_LOOKED),
        (unknown_base(Look.ABSENT), UnreadKind.BASE_GONE, Outcome.SILENT),
        (unknown_base(Look.REFUSED), UnreadKind.BASE_NOT_READ, Outcome.UNREADABLE),
        (unknown_base(Look.NOT_LOOKED), UnreadKind.BASE_NOT_READ, Outcome.NOT_LOOKED),
        (unknown_base(Look.NOT_LOOKED, "the big start model"), UnreadKind.BASE_BY_NAME, Outcome.SILENT),
    ],
)
def test_a_base_of_unknown_terms_takes_every_permission(ancestor: BaseFact, kind: UnreadKind, outcome: Outcome) -> None:
    found = answer(record(card={"license": "apache-2.0", "base_model": ancestor.id}, bases=(ancestor,)))
    assert grants_nothing(found)
    assert unread(found) == {kind}
    assert {item.outcome for item in found.unread} == {outcome}
    assert found.governing is not None
    assert found.governing.name == "apache-2.0"


@pytest.mark.parametrize("relation", list(Relation))
def test_the_relation_makes_no_difference(relation: Relation) -> None:
    ancestor = base("house/start", "other", relation=relation)
    found = answer(record(card={"license": "mit", "base_model": "house/start"}, bases=(ancestor,)))
    assert grants_nothing(found)
    assert ConflictKind.UNKNOWN_BASE in kinds(found)


def test_what_was_read_as_forbidden_stays_forbidden() -> None:
    found = answer(
        record(card={"license": "cc-by-nc-4.0", "base_model": ("house/start")}, bases=(unknown_base(Look.ABSENT),))
    )
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert found.open is False
    assert found.kind == "non_commercial"


def test_a_bounded_permission_is_a_permission_too() -> None:
    found = answer(
        record(card={"license": "llama3.1", "base_model": ("house/start")}, bases=(unknown_base(Look.ABSENT),))
    )
    assert value(found, Clause.COMMERCIAL) is None
    assert value(found, Clause.USER_THRESHOLD) is True


def test_a_base_that_nobody_looked_at_counts_even_where_lineage_was_read() -> None:
    second = base("house/second", "mit", child="house/first", depth=2)
    first = BaseFact(
        id="house/first",
        look=Look.READ,
        child="someone/model",
        body=ModelBody.model_validate(
            {"id": "house/first", "cardData": {"license": "mit", "base_model": ["house/second", "house/third"]}}
        ),
    )
    found = answer(record(card={"license": "mit", "base_model": "house/first"}, bases=(first, second)))
    assert [item.sentence for item in found.unread] == [
        "Nobody looked at the licence of house/third, the base model of house/first."
    ]


def test_a_renamed_base_is_not_asked_for_twice() -> None:
    fact = BaseFact(
        id="old/name",
        look=Look.READ,
        child="someone/model",
        body=ModelBody.model_validate({"id": "new/name", "cardData": {"license": "mit"}}),
    )
    card = {"license": "mit", "base_model": ["old/name", "https://huggingface.co/new/name/tree/main"]}
    found = answer(record(card=card, bases=(fact,)))
    assert found.unread == ()
    assert found.open is True


@pytest.mark.parametrize(
    "name",
    [
        "https://huggingface.co/house/start",
        "hf.co/house/start/blob/main/README.md",
        ("http://www.huggingface.co/house/start?x=1"),
    ],
)
def test_a_base_written_as_an_address_is_a_base(name: str) -> None:
    found = answer(record(card={"license": "mit", "base_model": name}))
    assert unread(found) == {UnreadKind.BASE_NOT_READ}
    assert "house/start," in found.unread[0].sentence


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"config": {"peft": {"base_model_name_or_path": "house/start"}}}, UnreadKind.BASE_NOT_READ),
        ({"config": {"peft": {"base_model_name_or_path": "/home/me/start model"}}}, UnreadKind.BASE_BY_NAME),
        ({"siblings": ["README.md", "adapter_config.json", "adapter_model.safetensors"]}, UnreadKind.BASE_IN_CONFIG),
        ({"library_name": "peft"}, UnreadKind.BASE_IN_CONFIG),
    ],
)
def test_a_base_that_only_a_configuration_tells(body: dict[str, Any], kind: UnreadKind) -> None:
    told = ModelBody.model_validate({"id": "a/b", "cardData": {"license": "mit"}} | body)
    found = answer(Record(body=told, origin="made by hand"))
    assert grants_nothing(found)
    assert unread(found) == {kind}


def test_a_base_known_by_its_tag_counts_with_that_basis() -> None:
    fact = BaseFact(
        id="house/start",
        look=Look.READ,
        child="someone/model",
        body=ModelBody.model_validate({"id": "house/start", "tags": ["license:mit"]}),
    )
    found = answer(record(card={"license": "mit", "base_model": "house/start"}, bases=(fact,)))
    assert found.open is True
    assert found.basis is Basis.TAG


def test_a_base_that_words_and_a_link_name() -> None:
    found = said("This model was fine-tuned from [start](https://huggingface.co/house/start).")
    assert unread(found) == {UnreadKind.BASE_NOT_READ}


@given(
    st.sampled_from([Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED]),
    st.sampled_from(["mit", "gemma", ("cc-by-4.0")]),
)
def test_no_permission_stands_beside_anything_unread(look: Look, licence: str) -> None:
    found = answer(record(card={"license": licence, "base_model": "house/start"}, bases=(unknown_base(look),)))
    assert found.unread
    assert grants_nothing(found)


# --- the basis ----------------------------------------------------------------------------------


def test_every_basis() -> None:
    assert answer(row("a/b", "license:mit")).basis is Basis.TAG
    assert answer(record(card={"license": "mit"})).basis is Basis.NAMED
    assert answer(record(card={"license": "mit"}, texts={"LICENSE": MIT})).basis is Basis.TEXT
    assert answer(row()).basis is None
    assert set(BASES) == set(Basis)
    assert set(UNREAD) == set(UnreadKind)


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "weights/LICENSE",
        "model/LICENSE.txt",
        "LICENSE-MODEL",
        "checkpoints/LICENSE",
        "legal/MODEL_LICENSE",
        ("fp16/LICENSE"),
    ],
)
def test_a_licence_of_the_weights_counts_wherever_it_lies(path: str) -> None:
    files = ("README.md", "fp16/model.safetensors")
    found = answer(
        record(card={"license": "mit"}, files=files, texts={path: ("You may look at the weights. Nothing else.")})
    )
    assert grants_nothing(found)
    assert UnreadKind.FILE_NOT_UNDERSTOOD in unread(found)


def test_a_licence_of_some_other_folder_does_not() -> None:
    found = answer(record(card={"license": "mit"}, texts={"third_party/tool/LICENSE": "You may look. Nothing else."}))
    assert found.open is True


@pytest.mark.parametrize(
    "text",
    [
        "Dieses Modell darf nur mit Zustimmung des Hauses eingesetzt werden.",
        "本模型的使用须遵守本协议，超过一亿用户者须另行申请。",
        "このモデルは社内での検証に限り利用できます。",
        "Эту модель можно использовать только в учебных целях.",
        "Bu model yalnızca kurum içinde kullanılabilir.",
    ],
)
def test_a_licence_file_in_any_language_is_never_dropped(text: str) -> None:
    found = answer(record(card={"license": "apache-2.0"}, texts={"LICENSE": text}))
    assert grants_nothing(found)
    assert ConflictKind.TAG_AGAINST_FILE in kinds(found)


@pytest.mark.parametrize("path", ["LICENSE.pdf", "MODEL_LICENSE.html", "license.docx"])
def test_a_file_that_is_no_plain_text_leaves_permissions_unknown(path: str) -> None:
    found = answer(record(card={"license": "apache-2.0"}, files=("README.md", path)))
    assert grants_nothing(found)
    assert unread(found) == {UnreadKind.FILE_NOT_READ}


def test_a_plain_file_nobody_asked_for_leaves_the_name_as_the_basis() -> None:
    found = answer(record(card={"license": "apache-2.0"}, files=("README.md", "LICENSE")))
    assert found.open is True
    assert found.basis is Basis.NAMED


def test_a_file_passed_over_while_others_were_read_was_not_read() -> None:
    found = answer(record(card={"license": "mit"}, files=("README.md", "USE_POLICY.md"), texts={"LICENSE": MIT}))
    assert unread(found) == {UnreadKind.FILE_NOT_READ}


# --- the strictest of all sources ---------------------------------------------------------------


def test_an_open_file_does_not_silence_a_restrictive_id_or_name() -> None:
    for card in ({"license": "cc-by-nc-4.0"}, {"license": "other", "license_name": "gemma"}):
        found = answer(record(card=card, texts={"LICENSE": MIT}))
        assert found.open is False
        assert found.governing is not None
        assert found.governing.name == "mit"


def test_a_link_that_the_facts_know_counts_beside_an_open_id() -> None:
    card = {"license": "mit", "license_link": "https://creativecommons.org/licenses/by-nc/4.0/"}
    assert value(answer(record(card=card)), Clause.COMMERCIAL) == "forbidden"


@pytest.mark.parametrize("link", ["https://house.example/terms", "https://github.com/house/code/blob/main/LICENSE"])
def test_a_link_that_is_never_followed_is_unread(link: str) -> None:
    found = answer(record(card={"license": "mit", "license_link": link}))
    assert grants_nothing(found)
    assert unread(found) == {UnreadKind.LINK}


@pytest.mark.parametrize("link", ["LICENSE", "https://huggingface.co/someone/model/blob/main/LICENSE"])
def test_a_link_to_the_repositorys_own_file_is_not(link: str) -> None:
    assert answer(record(card={"license": "mit", "license_link": link}, texts={"LICENSE": MIT})).open is True


def test_of_two_keys_both_count() -> None:
    text = "---\nlicense: apache-2.0\ntags: [x]\nlicense: cc-by-nc-4.0\n---\n# M\n"
    found = answer(record(card={"license": "apache-2.0"}, text=text))
    assert value(found, Clause.COMMERCIAL) == "forbidden"


@pytest.mark.parametrize(
    "head", ["licence: cc-by-nc-4.0", "licenses:\n- cc-by-nc-4.0\n- mit", ("License: [cc-by-nc-4.0]")]
)
def test_a_key_that_the_hub_does_not_know_is_read(head: str) -> None:
    found = answer(record(text=f"---\n{head}\n---\n# M\n"))
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert found.governing is not None
    assert found.governing.confidence.value == "medium"


@pytest.mark.parametrize(
    "head", ["license: mit\nwidget:\n- text: a: b", "license: mit\nlanguage:\n\t- de", ("license: mit\nx: [1")]
)
def test_a_head_that_cannot_be_read_is_not_silence(head: str) -> None:
    found = answer(record(text=f"---\n{head}\n---\n# M\n"))
    assert found.outcome is Outcome.UNREADABLE
    assert "not valid YAML" in (found.note or "")
    assert grants_nothing(found)


# --- what is accepted before access -------------------------------------------------------------


@pytest.mark.parametrize(
    ("gate", "limited"),
    [
        ({"extra_gated_prompt": "You agree to use the model for non-commercial purposes only."}, True),
        ({"extra_gated_fields": {"I will use this model for research only": "checkbox"}}, True),
        ({"extra_gated_description": "Die kommerzielle Nutzung ist untersagt."}, True),
        ({"extra_gated_prompt": "By going on you accept the House Model Licence."}, False),
        ({"extra_gated_prompt": "You must follow all rules: https://house.example/terms"}, False),
        (
            {
                "extra_gated_prompt": (
                    "Модель разрешено использовать только после подписания договора с издателем модели."
                )
            },
            False,
        ),
    ],
)
def test_the_words_of_a_gate_bind(gate: dict[str, Any], limited: bool) -> None:
    found = answer(record(card={"license": "apache-2.0"} | gate))
    assert value(found, Clause.COMMERCIAL) == ("forbidden" if limited else None)
    assert (ConflictKind.GATE_STRICTER in kinds(found)) is limited
    assert found.open is not True
    assert limited or unread(found) == {UnreadKind.GATE_TERMS}


@pytest.mark.parametrize(
    "gate",
    [
        {"extra_gated_prompt": "Please share your contact information to get access."},
        {"extra_gated_fields": {"Name": "text", "Country": "country", "I agree to the license": "checkbox"}},
        {"extra_gated_prompt": "You agree to the Apache License 2.0."},
    ],
)
def test_a_gate_that_asks_for_a_name_takes_nothing(gate: dict[str, Any]) -> None:
    assert answer(record(card={"license": "apache-2.0"} | gate)).open is True


def test_a_gate_whose_words_nobody_read() -> None:
    body = ModelBody.model_validate({"id": "a/b", "tags": ["license:mit"], "gated": "manual"})
    found = answer(Record(body=body, origin="made by hand"))
    assert unread(found) == {UnreadKind.GATE_TERMS}
    assert grants_nothing(found)


# --- notices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Built with Llama.",
        "Llama 3.1 is licensed under the Llama 3.1 Community License.",
        "Gemma is provided under and subject to the Gemma Terms of Use.",
    ],
)
def test_a_notice_that_a_restricted_licence_asks_for(text: str) -> None:
    found = said(text)
    assert ConflictKind.CARRIED_NOTICE in kinds(found)
    assert found.open is False


def test_a_notice_file_counts() -> None:
    found = answer(
        record(
            card={"license": "mit"},
            texts={"NOTICE": ("Gemma is provided under and subject to the Gemma Terms of Use.\n")},
        )
    )
    assert ConflictKind.CARRIED_NOTICE in kinds(found)
    assert found.open is False


def test_a_comparison_is_no_notice() -> None:
    assert (
        said("Unlike Llama 3.1, which is licensed under the Llama 3.1 Community License, this model is free.").open
        is True
    )


# --- languages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "section",
    [
        "## Лицензия\n\nМодель можно использовать только в учебных целях и с согласия издателя.",
        (
            "## Lisans\n\nBu model yalnızca kurum içinde ve izin alınarak kullanılabilir, başka hiçbir amaçla kullanı"
            "lamaz."
        ),
        "## الترخيص\n\nيسمح باستخدام هذا النموذج داخل المؤسسة فقط وبعد موافقة الناشر.",
    ],
)
def test_a_licence_section_in_a_language_without_words_is_not_understood(section: str) -> None:
    found = said(section)
    assert unread(found) == {UnreadKind.WORDS_NOT_UNDERSTOOD}
    assert grants_nothing(found)


def test_a_licence_section_of_names_alone_is_understood() -> None:
    assert said("## License\n\nApache 2.0").open is True


# --- words without a tag ------------------------------------------------------------------------


def test_a_limit_is_heard_where_no_licence_is_told() -> None:
    found = answer(record(text="# M\n\nMistral 7B is released under Apache 2.0. Our model is for research use only.\n"))
    assert found.governing is None
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert value(found, Clause.RESEARCH_ONLY) is True


def test_a_name_we_do_not_know_is_given_as_written() -> None:
    found = answer(record(card={"license": "other", "license_name": "Haus-Lizenz, Fassung 2"}))
    assert found.governing is not None
    assert found.governing.name == "Haus-Lizenz, Fassung 2"


@pytest.mark.parametrize(
    "text",
    [
        "The model is released under the House Model License.",
        "The weights are distributed under a modified CreativeML OpenRAIL-M license.",
        "This model is made available under the House Licence 2.0, an Apache 2.0-based licence.",
    ],
)
def test_words_that_name_terms_we_do_not_know(text: str) -> None:
    found = said(text)
    assert unread(found) == {UnreadKind.CARD_TERMS}
    assert grants_nothing(found)


@pytest.mark.parametrize(
    "text",
    [
        "The model is released under the Apache License, Version 2.0.",
        "The House Tool is released under the House License.",
        "This model is not released under the House License.",
        "The model is released under the same license as the code.",
    ],
)
def test_words_that_name_no_unknown_terms_of_this_model(text: str) -> None:
    assert said(text).open is True


# --- pointers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["cc-by-nc-4.0\n", "https://creativecommons.org/licenses/by-nc/4.0/\n"])
def test_a_file_that_holds_only_a_name_or_a_link_names_the_licence(text: str) -> None:
    found = answer(record(card={"license": "mit"}, texts={"LICENSE": text}))
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert found.open is False


def test_a_file_that_holds_only_an_unknown_address_was_not_read() -> None:
    found = answer(record(card={"license": "mit"}, texts={"LICENSE": "https://house.example/terms\n"}))
    assert unread(found) == {UnreadKind.LINK}
    assert grants_nothing(found)


def test_an_unknown_text_takes_away_what_its_own_words_say() -> None:
    text = "House terms. You may study the weights. The model may be used for non-commercial purposes only."
    found = answer(record(card={"license": "mit"}, texts={"LICENSE": text}))
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert found.open is False
