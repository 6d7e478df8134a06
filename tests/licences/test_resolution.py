"""Which licence governs a model, and what does not fit together. Records are made by hand unless `shared`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licences.claims import claims_of
from openness.licences.clause import Clause, restriction
from openness.licences.conflict import MEANINGS, ConflictKind
from openness.licences.knowledge import knowledge
from openness.licences.outcome import KINDS, Resolution
from openness.licences.parts import code_licence, data_licence, documentation_licence, parts_open
from openness.licences.resolution import resolve
from openness.record.evidence import Confidence, Method, Outcome
from openness.record.file_names import Role, Scope, file_role
from openness.record.record import Look, ModelBody, Record, Relation, TextFile
from tests.licences.made import base, dataset, record, row

Texts = Callable[[str], str]


@pytest.fixture(scope="module")
def text_of(shared: Path) -> Texts:
    return lambda name: (shared / "licences" / "texts" / name).read_text(encoding="utf-8")


def payload(shared: Path, name: str) -> str:
    body = json.loads((shared / "hub" / "payload" / f"{name}.json").read_text(encoding="utf-8"))
    text: str = body["license_file"]
    return text


def answer(found: Record) -> Resolution:
    return resolve(claims_of(found))


def kinds(found: Resolution) -> set[ConflictKind]:
    return {conflict.kind for conflict in found.conflicts}


def value(found: Resolution, clause: Clause) -> object:
    fact = found.clauses.get(clause)
    return None if fact is None else fact.value


# --- what governs -------------------------------------------------------------------------------


def test_a_file_comes_before_name_and_tag(text_of: Texts) -> None:
    found = answer(
        record(
            card={"license": "mit", "license_name": "gemma"},
            tags=("license:mit",),
            texts={"LICENSE": text_of("llama3.1__LICENSE.txt")},
        )
    )
    assert found.governing is not None
    assert found.governing.name == "llama3.1"
    assert found.governing.method is Method.LICENCE_FILE
    assert found.governing.confidence is Confidence.HIGH
    assert str(found.governing.sources[0]) == "LICENSE:1"
    assert kinds(found) >= {
        ConflictKind.TAG_AGAINST_FILE,
        ConflictKind.NAME_AGAINST_FILE,
        ConflictKind.NAME_AGAINST_TAG,
    }


def test_a_name_comes_before_the_id() -> None:
    found = answer(record(card={"license": "other", "license_name": "deepseek"}))
    assert found.governing is not None
    assert found.governing.name == "deepseek-license"
    assert found.kind == "use_restricted"


def test_a_tag_alone_stands_with_medium_confidence_and_a_note() -> None:
    found = answer(row("someone/model", "pytorch", "license:apache-2.0"))
    assert found.outcome is Outcome.ANSWERED
    assert found.governing is not None
    assert found.governing.confidence is Confidence.MEDIUM
    assert found.governing.sources[0].json_path == "$.tags[1]"
    assert "Nobody looked for a licence file" in (found.note or "")
    assert found.open is True


def test_a_tag_with_the_file_list_read_is_high() -> None:
    found = answer(record(card={"license": "apache-2.0"}))
    assert found.governing is not None
    assert found.governing.confidence is Confidence.HIGH


def test_a_licence_file_that_was_not_read_lowers_confidence() -> None:
    found = answer(record(card={"license": "apache-2.0"}, files=("LICENSE", "model.safetensors")))
    assert found.governing is not None
    assert found.governing.confidence is Confidence.MEDIUM
    assert "LICENSE was not read" in (found.governing.note or "")


def test_other_is_neither_unlicensed_nor_open() -> None:
    found = answer(record(card={"license": "other", "license_link": "https://example.org/terms"}))
    assert found.outcome is Outcome.ANSWERED
    assert found.governing is not None
    assert found.governing.name == "other"
    assert found.kind == "custom"
    assert found.open is not True
    assert found.osi is not True
    assert value(found, Clause.COMMERCIAL) is None


def test_other_with_a_known_address_is_read_from_it() -> None:
    found = answer(record(card={"license": "other", "license_link": "https://ai.google.dev/gemma/terms"}))
    assert found.governing is not None
    assert found.governing.name == "gemma"
    assert found.governing.confidence is Confidence.MEDIUM


def test_an_unknown_name_is_custom_and_kept_as_written() -> None:
    found = answer(record(card={"license": "other", "license_name": "House-Licence-7"}))
    assert found.governing is not None
    assert found.governing.name == "House-Licence-7"
    assert found.kind == "custom"
    assert found.open is None


@pytest.mark.parametrize("name", ["other", "custom", "unknown", "license"])
def test_an_empty_name_says_nothing(name: str) -> None:
    found = answer(record(card={"license": "apache-2.0", "license_name": name}))
    assert found.governing is not None
    assert found.governing.name == "apache-2.0"


def test_nothing_told_anywhere_is_silence() -> None:
    found = answer(record(card={}))
    assert found.outcome is Outcome.SILENT
    assert found.governing is None
    assert found.kind is None
    assert found.open is None


def test_nothing_told_and_nobody_looked_is_not_silence() -> None:
    assert answer(row("someone/model", "pytorch")).outcome is Outcome.NOT_LOOKED
    assert answer(record(card=None, files=("LICENSE",))).outcome is Outcome.NOT_LOOKED


def test_a_refused_look_is_unreadable() -> None:
    hidden = Record(
        body=ModelBody.model_validate({"id": "someone/model"}),
        origin="made by hand",
        files_look=Look.REFUSED,
        card=TextFile(path="README.md", look=Look.READ, text="# Model"),
    )
    assert answer(hidden).outcome is Outcome.UNREADABLE


def test_unknown_told_by_the_publisher_is_silence() -> None:
    assert answer(record(card={"license": "unknown"})).outcome is Outcome.SILENT


@pytest.mark.parametrize("licence", ["Apache-2.0", "APACHE-2.0", "Apache 2.0", ["apache-2.0"]])
def test_all_spellings(licence: object) -> None:
    found = answer(record(card={"license": licence}))
    assert found.governing is not None
    assert found.governing.name == "apache-2.0"


@pytest.mark.parametrize("licence", [None, "", [], 7, {"a": 1}, ["", None], True])
def test_odd_values_are_no_licence(licence: object) -> None:
    assert answer(record(card={"license": licence})).governing is None


def test_a_list_takes_the_most_restrictive() -> None:
    found = answer(record(card={"license": ["apache-2.0", "cc-by-nc-4.0"]}))
    assert found.governing is not None
    assert found.governing.name == "apache-2.0 AND cc-by-nc-4.0"
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert found.kind == "non_commercial"
    assert found.open is False
    assert kinds(found) == {ConflictKind.SEVERAL_LICENCES}


def test_a_list_is_scoped_by_a_sentence_of_the_card() -> None:
    text = (
        "---\nlicense:\n- mit\n- cc-by-nc-4.0\n---\n\n"
        "The code is released under the MIT License. The weights are released under CC BY-NC 4.0.\n"
    )
    found = answer(record(text=text))
    assert found.governing is not None
    assert found.governing.name == "cc-by-nc-4.0"
    assert found.governing.sources[0].line == 7
    assert ConflictKind.SEVERAL_LICENCES not in kinds(found)


def test_an_expression_with_a_choice() -> None:
    found = answer(record(card={"license": "cc-by-nc-4.0 OR apache-2.0"}))
    assert found.governing is not None
    assert found.governing.name == "cc-by-nc-4.0 OR apache-2.0"
    assert value(found, Clause.COMMERCIAL) == "allowed"
    assert not kinds(found)


def test_a_compound_name_is_taken_apart_and_reported() -> None:
    found = answer(record(card={"license": "other", "license_name": "apache-2.0-and-cc-by-nc-sa-4.0"}))
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert ConflictKind.COMPOUND_NAME in kinds(found)
    partly = answer(record(card={"license": "other", "license_name": "apache-2.0-with-naming-clause"}))
    assert partly.open is not True
    assert value(partly, Clause.COMMERCIAL) is None


def test_family_tags_leave_the_variant_unknown() -> None:
    for tag in ("cc", "bsd", "openrail"):
        found = answer(record(card={"license": tag}))
        assert found.kind == "family_tag"
        assert found.open is not True


@pytest.mark.parametrize(
    ("model", "licence"),
    [
        ("meta-llama/Llama-3.3-70B-Instruct", "llama3.3"),
        ("google/gemma-3-4b-it", "gemma"),
        ("bigscience/bloomz", "bigscience-bloom-rail-1.0"),
        ("bigcode/starcoder", "bigcode-openrail-m"),
    ],
)
def test_models_that_others_call_open_are_not(model: str, licence: str) -> None:
    found = answer(row(model, f"license:{licence}"))
    assert found.open is False
    assert found.osi is False


def test_a_code_licence_does_not_govern_the_weights(text_of: Texts) -> None:
    found = answer(
        record(
            card={"license": "other", "license_name": "deepseek", "license_link": "LICENSE-MODEL"},
            texts={"LICENSE-CODE": text_of("modelgo__MIT.txt")},
        )
    )
    assert found.governing is not None
    assert found.governing.name == "deepseek-license"
    assert code_licence(claims_of(record(texts={"LICENSE-CODE": text_of("modelgo__MIT.txt")})), found).name == "mit"
    assert ConflictKind.MISSING_LINKED_FILE in kinds(found)


def test_a_docs_licence_or_a_subfolder_does_not_govern_the_weights(text_of: Texts) -> None:
    texts = {
        "LICENSE-DOCS": text_of("modelgo__CC-BY-4.0.txt"),
        "vendor/LICENSE": text_of("modelgo__MIT.txt"),
    }
    found = answer(record(card={"license": "gemma"}, texts=texts))
    assert found.governing is not None
    assert found.governing.name == "gemma"


def test_the_text_to_accept_before_access_is_read(text_of: Texts) -> None:
    found = answer(record(card={"license": "other", "extra_gated_prompt": text_of("llama2__LICENSE.txt")}))
    assert found.governing is not None
    assert found.governing.name == "llama2"


def test_card_text_counts_where_nothing_else_tells() -> None:
    text = "# Model\n\n## License\n\nThe weights are released under the Apache 2.0 license.\n"
    found = answer(record(text=text))
    assert found.governing is not None
    assert (found.governing.name, found.governing.method) == ("apache-2.0", Method.CARD)
    assert found.governing.sources[0].line == 5


def test_modified_mit_in_the_file_is_not_mit(shared: Path) -> None:
    text = payload(shared, "moonshotai__kimi-k2-instruct")
    found = answer(record(card={"license": "mit"}, texts={"LICENSE": text}))
    assert found.governing is not None
    assert found.governing.name == "moonshot-modified-mit"
    assert found.open is False
    assert ConflictKind.TAG_AGAINST_FILE in kinds(found)


def test_a_text_we_do_not_know_is_never_what_the_tag_says(text_of: Texts) -> None:
    text = text_of("modelgo__MIT.txt") + "\nYou may not use the model commercially.\n"
    found = answer(record(card={"license": "mit"}, texts={"LICENSE": text}))
    assert found.governing is not None
    assert found.governing.name == "custom"
    assert found.kind == "non_commercial"  # what its own sentence says
    assert found.open is not True
    assert found.osi is not True
    assert {ConflictKind.TAG_AGAINST_FILE, ConflictKind.TEXT_CHANGED} <= kinds(found)


def test_a_file_that_only_points_elsewhere_leaves_the_tag() -> None:
    found = answer(record(card={"license": "mit"}, texts={"LICENSE": "See the model card for the license.\n"}))
    assert found.governing is not None
    assert found.governing.name == "mit"


# --- policies -----------------------------------------------------------------------------------


def test_eu_exclusion_stands_in_the_policy(text_of: Texts) -> None:
    texts = {"LICENSE": text_of("llama4__LICENSE.txt"), "USE_POLICY.md": text_of("llama4__USE_POLICY.md")}
    found = answer(record("meta-llama/Llama-4-Scout", card={"license": "other"}, texts=texts))
    assert found.governing is not None
    assert found.governing.name == "llama4"
    assert value(found, Clause.EU) == "multimodal_excluded"
    conflict = next(item for item in found.conflicts if item.kind is ConflictKind.POLICY_STRICTER)
    assert conflict.sources[0].file == "USE_POLICY.md"
    line = conflict.sources[0].line
    assert line is not None
    assert "European Union" in texts["USE_POLICY.md"].split("\n")[line - 1]


def test_llama_3_2_text_models_are_not_excluded_but_vision_is() -> None:
    vision = answer(row("meta-llama/Llama-3.2-11B-Vision", "license:llama3.2", pipeline="image-text-to-text"))
    text = answer(row("meta-llama/Llama-3.2-1B", "license:llama3.2", pipeline="text-generation"))
    assert ConflictKind.POLICY_STRICTER in kinds(vision)
    assert ConflictKind.POLICY_STRICTER not in kinds(text)


def test_a_policy_beside_an_open_licence_is_a_conflict(text_of: Texts) -> None:
    policy = "# Acceptable use policy\n\nYou must not use the model for medical advice.\n"
    found = answer(
        record(
            card={"license": "apache-2.0"},
            texts={"LICENSE": text_of("modelgo__Apache-2.0.txt"), "USE_POLICY.md": policy},
        )
    )
    assert ConflictKind.POLICY_STRICTER in kinds(found)
    assert value(found, Clause.USE_RESTRICTIONS) is True
    assert found.policies[0].path == "USE_POLICY.md"


def test_a_policy_is_never_taken_for_the_licence(text_of: Texts) -> None:
    found = answer(record(card={"license": "apache-2.0"}, texts={"LICENSE": text_of("llama3.1__USE_POLICY.md")}))
    assert found.governing is not None
    assert found.governing.name == "apache-2.0"
    assert found.text_included is True or found.text_included is False


# --- lineage ------------------------------------------------------------------------------------


def test_a_fine_tune_cannot_be_freer_than_its_base() -> None:
    found = answer(
        record(card={"license": "apache-2.0", "base_model": "meta-llama/Llama-3.1-8B"},
               bases=(base("meta-llama/Llama-3.1-8B", "llama3.1"),))
    )  # fmt: skip
    assert found.governing is not None
    assert found.governing.name == "apache-2.0"
    assert found.kind == "community"
    assert found.open is False
    assert found.osi is False
    assert value(found, Clause.COMMERCIAL) == "bounded"
    assert value(found, Clause.USER_THRESHOLD) is True
    assert ConflictKind.FREER_THAN_BASE in kinds(found)
    assert found.inherited[0].taken


def test_restrictions_travel_down_the_whole_lineage() -> None:
    found = answer(
        record(
            card={"license": "mit", "base_model": "someone/middle"},
            bases=(
                base("someone/middle", "mit"),
                base("someone/root", "cc-by-nc-4.0", child="someone/middle", depth=2),
            ),
        )
    )
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert found.kind == "non_commercial"


def test_a_base_as_free_as_the_model_changes_nothing() -> None:
    found = answer(record(card={"license": "apache-2.0", "base_model": "a/b"}, bases=(base("a/b", "apache-2.0"),)))
    assert found.open is True
    assert not kinds(found)


def test_nothing_told_over_a_restrictive_base_is_at_least_as_restrictive() -> None:
    found = answer(record(card={"base_model": "a/b"}, bases=(base("a/b", "cc-by-nc-4.0"),)))
    assert found.outcome is Outcome.SILENT
    assert value(found, Clause.COMMERCIAL) == "forbidden"
    assert found.kind == "non_commercial"
    assert found.open is False


def test_nothing_told_over_an_open_base_is_not_open() -> None:
    found = answer(record(card={"base_model": "a/b"}, bases=(base("a/b", "apache-2.0"),)))
    assert found.kind is None
    assert found.open is None
    assert value(found, Clause.COMMERCIAL) is None


def test_copyleft_base_under_another_licence_is_reported_but_stays_open() -> None:
    found = answer(record(card={"license": "mit", "base_model": "a/b"}, bases=(base("a/b", "agpl-3.0"),)))
    assert kinds(found) == {ConflictKind.SHARE_ALIKE_BASE}
    assert found.open is True


NAMES = sorted(licence.id for licence in knowledge().by_id.values() if licence.hub)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_no_child_is_freer_than_its_base(child: str, parent: str) -> None:
    own = answer(record(card={"license": child}))
    found = answer(record(card={"license": child, "base_model": "a/b"}, bases=(base("a/b", parent),)))
    above = answer(record("a/b", card={"license": parent}))
    for clause, fact in above.clauses.items():
        if clause in found.clauses:
            assert restriction(found.clauses[clause]) >= restriction(fact)
    for clause, fact in own.clauses.items():
        if clause in found.clauses:
            assert restriction(found.clauses[clause]) >= restriction(fact)
    if above.kind is not None and above.governing is not None and above.governing.licences and found.kind is not None:
        assert KINDS.index(found.kind) >= KINDS.index(above.kind)
    if above.open is False:
        assert found.open is not True


# --- duties -------------------------------------------------------------------------------------


def test_a_required_name_that_is_absent() -> None:
    card = {"license": "llama3.1", "base_model": "meta-llama/Llama-3.1-8B"}
    base_fact = (base("meta-llama/Llama-3.1-8B", "llama3.1"),)
    assert ConflictKind.REQUIRED_NAME_ABSENT in kinds(answer(record("someone/Hammer-8B", card=card, bases=base_fact)))
    assert ConflictKind.REQUIRED_NAME_ABSENT in kinds(answer(record("someone/My-Llama", card=card, bases=base_fact)))
    for name in ("someone/Llama-3.1-Hammer", "someone/llama_hammer", "someone/Meta-Llama-3.1-8B-Hammer"):
        assert ConflictKind.REQUIRED_NAME_ABSENT not in kinds(answer(record(name, card=card, bases=base_fact))), name


def test_a_quantised_copy_needs_no_new_name() -> None:
    card = {"license": "llama3.1", "base_model": "a/b", "base_model_relation": "quantized"}
    found = answer(record("someone/8B-GGUF", card=card, bases=(base("a/b", "llama3.1", relation=Relation.QUANTIZED),)))
    assert ConflictKind.REQUIRED_NAME_ABSENT not in kinds(found)


def test_a_missing_licence_text() -> None:
    missing = answer(record("someone/Llama-x", card={"license": "llama3.1"}))
    assert ConflictKind.MISSING_TEXT in kinds(missing)
    assert missing.text_included is False
    nobody_looked = answer(row("someone/Llama-x", "license:llama3.1"))
    assert ConflictKind.MISSING_TEXT not in kinds(nobody_looked)
    assert nobody_looked.text_included is None
    assert ConflictKind.MISSING_TEXT not in kinds(answer(record(card={"license": "apache-2.0"})))


def test_card_text_stricter_than_the_licence() -> None:
    text = "---\nlicense: apache-2.0\n---\n# Model\n\nThe model is for non-commercial use only.\n"
    found = answer(record(text=text))
    conflict = next(item for item in found.conflicts if item.kind is ConflictKind.CARD_STRICTER)
    assert conflict.sources[0].line == 6


def test_every_kind_of_conflict_has_a_meaning() -> None:
    assert set(MEANINGS) == set(ConflictKind)


# --- parts --------------------------------------------------------------------------------------


def test_data_licences_come_from_the_data_sets() -> None:
    def data(*facts: object) -> object:
        claims = claims_of(record(card={"license": "mit"}, datasets=facts))  # type: ignore[arg-type]
        found = data_licence(claims, resolve(claims))
        return found.outcome, found.name, found.open

    assert data(dataset("a/b", "cc0-1.0")) == (Outcome.ANSWERED, "cc0-1.0", True)
    assert data(dataset("a/b", "cc0-1.0"), dataset("c/d", "cc-by-nc-4.0"))[2] is False  # type: ignore[index]
    assert data(dataset("a/b", "cc0-1.0"), dataset("c/d"))[2] is None  # type: ignore[index]
    assert data(dataset("a/b", "other"))[2] is None  # type: ignore[index]
    assert data(dataset("a/b", look=Look.ABSENT)) == (Outcome.SILENT, None, None)


def test_named_data_sets_nobody_looked_at() -> None:
    claims = claims_of(record(card={"license": "mit", "datasets": ["a/b"]}))
    assert data_licence(claims, resolve(claims)).outcome is Outcome.NOT_LOOKED


def test_code_and_documents_take_the_repositorys_licence() -> None:
    claims = claims_of(record(card={"license": "mit"}, files=("README.md", "modeling.py")))
    found = resolve(claims)
    assert code_licence(claims, found).name == "mit"
    assert documentation_licence(claims, found).confidence is Confidence.LOW
    claims = claims_of(record(card={"license": "mit"}, files=("README.md",)))
    assert code_licence(claims, resolve(claims)).outcome is Outcome.SILENT


def test_a_weights_only_licence_says_nothing_of_code(text_of: Texts) -> None:
    claims = claims_of(
        record(card={"license": "other"}, files=("run.py",), texts={"MODEL_LICENSE": text_of("llama2__LICENSE.txt")})
    )
    found = resolve(claims)
    assert found.governing is not None
    assert found.governing.name == "llama2"
    assert code_licence(claims, found).outcome is Outcome.SILENT


def test_parts_open() -> None:
    assert parts_open(True, True, True) == "all"
    assert parts_open(True, False, True) == "two"
    assert parts_open(False, False, False) == "none"
    assert parts_open(True, None, True) is None


@pytest.mark.parametrize(
    ("path", "role", "scope"),
    [
        ("LICENSE", Role.LICENCE, Scope.ALL),
        ("LICENSE.md", Role.LICENCE, Scope.ALL),
        ("LICENCE.txt", Role.LICENCE, Scope.ALL),
        ("COPYING", Role.LICENCE, Scope.ALL),
        ("LICENSE-CODE", Role.LICENCE, Scope.CODE),
        ("LICENSE_MODEL", Role.LICENCE, Scope.WEIGHTS),
        ("MODEL_LICENSE", Role.LICENCE, Scope.WEIGHTS),
        ("LICENSE-DATA.txt", Role.LICENCE, Scope.DATA),
        ("text_encoder/LICENSE", Role.LICENCE, Scope.PART),
        ("USE_POLICY.md", Role.POLICY, Scope.ALL),
        ("USAGE_POLICY", Role.POLICY, Scope.ALL),
        ("Acceptable_Use_Policy.txt", Role.POLICY, Scope.ALL),
        ("ACCEPTABLE_USE.md", Role.POLICY, Scope.ALL),
        ("LICENSE-2.0", Role.LICENCE, Scope.ALL),
        ("LICENSE.apache", Role.LICENCE, Scope.ALL),
        ("Notice.txt", Role.NOTICE, Scope.ALL),
    ],
)
def test_what_a_file_is_by_its_name(path: str, role: Role, scope: Scope) -> None:
    assert file_role(path) == (role, scope)


@pytest.mark.parametrize("path", ["README.md", "model.safetensors", "license_plate_model.bin", "x" * 5000])
def test_what_is_no_licence_file(path: str) -> None:
    assert file_role(path) is None


# --- the recordings -----------------------------------------------------------------------------


def test_most_of_five_thousand_rows_have_a_governing_licence(shared: Path) -> None:
    rows = []
    with gzip.open(shared / "hub" / "list_2026-08.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            body = json.loads(line)
            rows.append(row(body["id"], *(body["tags"] or ()), pipeline=body["pipeline_tag"]))
            if len(rows) == 5000:
                break
    found = [answer(item) for item in rows]
    assert sum(item.governing is not None for item in found) > 3000


def test_every_recorded_body_and_card_is_resolved(shared: Path) -> None:
    count = 0
    for path in sorted((shared / "hub" / "api").glob("*.json")):
        body = json.loads(path.read_text(encoding="utf-8"))
        answer(Record(body=ModelBody.model_validate(body), origin=path.name))
        count += 1
    assert count == 45
