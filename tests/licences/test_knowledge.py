"""The knowledge base: complete, strictly read, and never saying "no" where it does not know."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml

from openness.errors import LicenceDataError
from openness.licences.clause import Clause
from openness.licences.knowledge import FACTS, Licence, knowledge, read_knowledge
from openness.licences.spdx import MOT_OPEN_DATA, mof_open, parse_expression, spdx_fact
from openness.licences.spelling import meaning_of

MADE = """\
family: made
title: Made by hand
sources:
  here: {what: made for this test, date: 2026-11-22, how: text}
source: here
licences:
  - id: made-1
    name: Made Licence 1
    kind: KIND
    covers: [model]
    facts:
      FACTS
"""


def read_made(folder: Path, facts: str, kind: str = "custom") -> Licence:
    (folder / "made.yaml").write_text(MADE.replace("KIND", kind).replace("FACTS", facts), encoding="utf-8")
    return read_knowledge(folder).by_id["made-1"]


def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "licences" / "licence_facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known(spelling: str) -> Licence:
    found = knowledge().find(spelling)
    assert found is not None, spelling
    return found


def test_every_compiled_identifier_is_known(shared: Path) -> None:
    found = rows(shared)
    assert len(found) == 116
    assert [row["id"] for row in found if knowledge().find(row["id"]) is None] == []


def test_every_hub_id_is_known_as_one(shared: Path) -> None:
    ids = {row["id"] for row in rows(shared) if row["kind"] == "hf-id"}
    assert len(ids) == 83
    assert {licence.id for licence in knowledge().by_id.values() if licence.hub} == ids


def test_commercial_use_agrees_with_the_compilation(shared: Path) -> None:
    words = {"no": "forbidden", "yes, bounded": "bounded", "yes": "allowed"}
    differs = []
    for row in rows(shared):
        expected = next((value for word, value in words.items() if row["commercial_use"].split(":")[0] == word), None)
        found = known(row["id"]).value(Clause.COMMERCIAL)
        if expected is not None and found != expected:
            differs.append((row["id"], row["commercial_use"], found))
    # HAI-DEF was not read by anybody: we do not repeat its "yes".
    assert differs == [("health-ai-developer-foundations", "yes", None)]


def test_ai_act_paragraph_83_agrees_with_the_compilation(shared: Path) -> None:
    wrong = [
        row["id"]
        for row in rows(shared)
        if row["ai_act_foss_licence_reading"].startswith("fails (para 83")
        and known(row["id"]).value(Clause.AI_ACT) != "fails"
    ]
    assert wrong == []


def test_osi_and_mof_agree_with_the_compilation(shared: Path) -> None:
    for row in rows(shared):
        licence = known(row["id"])
        if row["osi_approved"] in ("yes", "no") and licence.osi is not None:
            assert licence.osi is (row["osi_approved"] == "yes"), row["id"]
        if row["mot_open"] in ("yes", "no") and licence.mof_open is not None:
            assert licence.mof_open is (row["mot_open"] == "yes"), row["id"]


def test_mof_rule_agrees_with_the_tools_own_tables(shared: Path) -> None:
    table: dict[str, dict[str, object]] = {}
    for name in ("licenses.json", "mof-licenses.json"):
        entries = json.loads((shared / "mof" / name).read_text(encoding="utf-8"))["licenses"]
        table.update({entry["licenseId"]: entry for entry in entries})
    theirs = {
        name
        for name, entry in table.items()
        if entry.get("isFsfLibre") or entry.get("isOsiApproved") or name in MOT_OPEN_DATA or name == "OpenMDW-1.0"
    }
    assert len(theirs) == 225
    ours = {name for name in table if mof_open(name)}
    assert theirs <= ours
    # Approved or stated as libre since their list of May 2024.
    assert ours - theirs == {
        "BSD-3-Clause-Open-MPI", "CDDL-1.1", "CNRI-Python-GPL-Compatible", "curl", "Python-2.0.1", "W3C-20150513"
    }  # fmt: skip


def test_spellings_in_the_index_are_understood(shared: Path) -> None:
    """Every end-model licence of the index is one licence, several joined, or named as not known."""
    unknown = set()
    for path in sorted((shared / "osai").glob("*.yaml")):
        system = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("system") or {}
        text = system.get("endmodellicense") or system.get("endmodel license")
        if text and not meaning_of(text).licences:
            unknown.add(text)
    assert unknown == {"Unknown (Apache-2.0?)"}


@pytest.mark.parametrize(
    ("spelling", "licence_id"),
    [
        ("Apache-2.0", "apache-2.0"),
        ("APACHE 2.0", "apache-2.0"),
        ("apache license, version 2.0", "apache-2.0"),
        ("MIT License", "mit"),
        ("Llama 3.1 Community License Agreement", "llama3.1"),
        ("LLAMA4", "llama4"),
        ("GPL-3.0-or-later", "gpl-3.0"),
        ("CC BY-NC 4.0 license", "cc-by-nc-4.0"),
        ("Attribution-NonCommercial-ShareAlike 4.0 International", "cc-by-nc-sa-4.0"),
        ("CreativeML Open RAIL++-M License", "openrail++"),
        ("BSL-1.0", "bsl-1.0"),
        ("bsl-1.1", "busl-1.1"),
        ("business-source-license-1.1", "busl-1.1"),
        ("0BSD", "0bsd"),
    ],
)
def test_spellings(spelling: str, licence_id: str) -> None:
    assert known(spelling).id == licence_id


def test_bsl_1_0_is_boost() -> None:
    boost = known("bsl-1.0")
    assert boost.osi is True
    assert boost.open is True
    assert boost.spdx is not None
    assert boost.spdx.id == "BSL-1.0"
    assert known("bsl-1.1").open is False


@pytest.mark.parametrize("tag", ["cc", "gpl", "lgpl", "bsd", "openrail", "gfdl", "other", "unknown"])
def test_family_tags_are_never_open(tag: str) -> None:
    licence = known(tag)
    assert licence.is_variant_unknown
    assert licence.open is not True
    assert licence.osi is not True
    assert licence.mof_open is not True


@pytest.mark.parametrize(
    "name", ["creativeml-openrail-m", "openrail++", "bigscience-bloom-rail-1.0", "bigcode-openrail-m"]
)
def test_rail_is_neither_open_source_nor_non_commercial(name: str) -> None:
    licence = known(name)
    assert licence.osi is False
    assert licence.open is False
    assert licence.value(Clause.COMMERCIAL) == "allowed"
    assert licence.value(Clause.USE_RESTRICTIONS) is True
    assert licence.clauses[Clause.USE_RESTRICTIONS].detail["pass_on"] is True
    assert licence.value(Clause.AI_ACT) == "needs_legal_view"


def test_cc0_data_is_open() -> None:
    licence = known("cc0-1.0")
    assert licence.osi is False
    assert licence.open is True
    assert licence.value(Clause.OPEN_DEFINITION) is True
    assert licence.mof_open is True


@pytest.mark.parametrize("name", ["llama2", "llama3", "llama3.1", "llama3.2", "llama3.3", "llama4"])
def test_llama_has_a_user_threshold(name: str) -> None:
    fact = known(name).clauses[Clause.USER_THRESHOLD]
    assert fact.value is True
    assert fact.detail["users"] == 700_000_000
    assert known(name).open is False


def test_eu_exclusions() -> None:
    assert known("llama3.1").value(Clause.EU) == "yes_all"
    assert known("llama3.2").value(Clause.EU) == "multimodal_excluded"
    assert "use policy" in str(known("llama4").clauses[Clause.EU].at)
    hunyuan = known("tencent-hunyuan-community")
    assert hunyuan.value(Clause.EU) == "excluded"
    assert hunyuan.value(Clause.EXCLUDED_PLACES) == ("European Union", "United Kingdom", "South Korea")


def test_pharia_excludes_public_bodies() -> None:
    assert known("Open Aleph License 1.0").value(Clause.PUBLIC_BODY) == "excluded"


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("stabilityai-ai-community", 1_000_000),
        ("lfm1.0", 10_000_000),
        ("ltxv-open-weights", 10_000_000),
        ("jamba-open-model-license", 50_000_000),
    ],
)
def test_revenue_caps(name: str, amount: int) -> None:
    fact = known(name).clauses[Clause.REVENUE_THRESHOLD]
    assert (fact.detail["amount"], fact.detail["currency"]) == (amount, "USD")
    assert known(name).value(Clause.COMMERCIAL) == "bounded"


def test_every_fact_has_a_source_and_a_date() -> None:
    for licence in knowledge().by_id.values():
        for fact in licence.clauses.values():
            assert fact.origin.what, (licence.id, fact.clause)
            assert len(fact.origin.date) == 10, (licence.id, fact.clause)


def test_what_is_not_written_is_unknown(tmp_path: Path) -> None:
    licence = read_made(tmp_path, "commercial: allowed")
    assert licence.value(Clause.COMMERCIAL) == "allowed"
    assert licence.value(Clause.USER_THRESHOLD) is None
    assert set(licence.clauses) == {Clause.COMMERCIAL}


@pytest.mark.parametrize(
    ("facts", "kind", "sentence"),
    [
        ("comercial: allowed", "custom", "unknown key 'comercial'; did you mean 'commercial'?"),
        ("commercial: maybe", "custom", "'maybe'; write 'allowed', 'bounded' or 'forbidden'"),
        ("user_threshold: true", "custom", "a user threshold needs 'users'"),
        ("revenue_threshold: {is: true, amount: 5}", "custom", "needs 'amount' and 'currency'"),
        ("commercial: {is: allowed, from: nowhere}", "custom", "there is no source 'nowhere'"),
        ("commercial: forbidden", "open_source", "'commercial' must be known and allowed"),
        ("research_only: {is: true}\n      commercial: allowed", "custom", "commercial use is not forbidden"),
        ("eu: excluded", "custom", "must name the European Union"),
        (
            "commercial: allowed\n      user_threshold: {is: true, users: 5, per: month}",
            "custom",
            "'commercial' must be bounded",
        ),
        ("commercial: allowed\n      use_restrictions: true", "open_model", "yet 'use_restrictions' is True"),
    ],
)
def test_wrong_facts_are_refused_with_their_place(tmp_path: Path, facts: str, kind: str, sentence: str) -> None:
    with pytest.raises(LicenceDataError) as caught:
        read_made(tmp_path, facts, kind)
    problem = next(problem for problem in caught.value.problems if sentence in problem)
    name, line, column, _ = problem.split(":", 3)
    assert name.endswith("made.yaml")
    assert int(line) > 1
    assert int(column) >= 1


def test_an_alias_names_one_licence(tmp_path: Path) -> None:
    text = MADE.replace("KIND", "custom").replace("FACTS", "commercial: allowed")
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(text.replace("made-1", "made-2"), encoding="utf-8")
    with pytest.raises(LicenceDataError, match="already names 'made-1'"):
        read_knowledge(tmp_path)


def test_facts_files_say_where_they_are_read(tmp_path: Path) -> None:
    assert (FACTS / "README.md").is_file()
    (tmp_path / "broken.yaml").write_text("family: [", encoding="utf-8")
    with pytest.raises(LicenceDataError, match=r"broken\.yaml:\d+:\d+"):
        read_knowledge(tmp_path)


def test_links_are_read_and_never_opened() -> None:
    gemma = knowledge().by_link("https://ai.google.dev/gemma/terms")
    assert gemma is not None
    assert gemma.id == "gemma"
    assert knowledge().by_link("https://example.org/LICENSE") is None
    assert knowledge().by_link("x" * 100_000) is None


def test_spdx_facts_come_from_the_list() -> None:
    fact = spdx_fact("gpl-3.0")
    assert fact is not None
    assert fact.deprecated
    assert spdx_fact("no-such-licence") is None


@pytest.mark.parametrize(
    ("text", "options", "exceptions"),
    [
        ("Apache-2.0 AND MIT", (("Apache-2.0", "MIT"),), ()),
        ("apache-2.0 OR mit", (("Apache-2.0",), ("MIT",)), ()),
        ("(MIT OR Apache-2.0) AND CC-BY-4.0", (("MIT", "CC-BY-4.0"), ("Apache-2.0", "CC-BY-4.0")), ()),
        ("Apache-2.0 WITH LLVM-exception", (("Apache-2.0",),), ("LLVM-exception",)),
        (
            "MIT OR GPL-2.0-only WITH Classpath-exception-2.0",
            (("MIT",), ("GPL-2.0-only",)),
            ("Classpath-exception-2.0",),
        ),
        ("MIT OR House-1", (("MIT",), ("House-1",)), ()),
        ("MIT WITH House-terms", (("MIT", "House-terms"),), ()),
    ],
)
def test_expressions(text: str, options: tuple[tuple[str, ...], ...], exceptions: tuple[str, ...]) -> None:
    found = parse_expression(text)
    assert found is not None
    assert found.options == options
    assert found.exceptions == exceptions


@pytest.mark.parametrize(
    "text", ["Apache-2.0", "with thanks to all of you", "(" * 400 + " AND ", "a or b " * 400, "AND", ""]
)
def test_what_is_no_expression(text: str) -> None:
    assert parse_expression(text) is None


@pytest.mark.parametrize(
    ("text", "licences", "unknown"),
    [
        ("Apache-2.0 WITH LLVM-exception", ["apache-2.0"], ()),
        ("GPL-3.0-only WITH GCC-exception-3.1", ["gpl-3.0"], ()),
        ("MIT OR House-1", ["mit"], ()),
        ("MIT AND House-1", ["mit"], ("House-1",)),
        ("MIT WITH House-terms", ["mit"], ("House-terms",)),
        ("(MIT OR CC-BY-NC-4.0) AND Apache-2.0", ["mit", "apache-2.0"], ()),
        ("Apache-2.0+", ["apache-2.0"], ()),
        ("npl-1.1", [], ("npl-1.1",)),
        ("qPL-1.0", [], ("qPL-1.0",)),
        ("First line\nsecond; with, commas", [], ("First line\nsecond; with, commas",)),
        ("🙂 Lizenz – Größe M", [], ("🙂 Lizenz – Größe M",)),
    ],
)
def test_meanings(text: str, licences: list[str], unknown: tuple[str, ...]) -> None:
    found = meaning_of(text)
    assert [licence.id for licence in found.licences] == licences
    assert found.unknown == unknown


@pytest.mark.parametrize("spdx_id", ["NPL-1.1", "Nokia", "CC-PDM-1.0", "QPL-1.0-INRIA-2004"])
def test_an_spdx_id_without_facts_is_neither_open_nor_not(spdx_id: str) -> None:
    licence = knowledge().find(spdx_id)
    if licence is None or licence.osi:
        pytest.skip(f"SPDX's list of today does not hold {spdx_id} as an id that is not OSI-approved")
    assert licence.open is None
    assert not licence.clauses
    assert "open_data" not in licence.kind


def test_a_name_alone_is_neither_open_nor_not() -> None:
    """Where no text could be read, no clause is told and nothing is called open, nor closed."""
    for name in ("kimi-k3", "qwen3.8-max", "bria-rmbg-2.0", "ltx-2-community-license", "krea-2-community-license"):
        licence = knowledge().by_id[name]
        assert licence.open is None
        assert licence.note is not None
        assert "not read" in licence.note


@pytest.mark.parametrize("name", ["dl-de-by-2.0", "dl-de/zero-2-0", "NLOD-2.0"])
def test_open_licences_for_public_data(name: str) -> None:
    licence = knowledge().find(name)
    assert licence is not None
    assert licence.open


def test_three_licences_of_one_publisher_are_not_one() -> None:
    found = {
        name: knowledge().find(name) for name in ("minimax-h3-community", "minimax-community", "minimax-model-license")
    }
    assert len({licence.id for licence in found.values() if licence is not None}) == 3
    h3 = found["minimax-h3-community"]
    assert h3 is not None
    assert h3.value(Clause.EU) == "excluded"
