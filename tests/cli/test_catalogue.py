"""catalogue, import osai, changes and site on the command line: exit codes, sentences, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openness.files.shipped import resource_folder
from tests.cli.conftest import Run


def test_validate_counts_and_lists_doubts(run: Run) -> None:
    ran = run("catalogue", "validate", "--doubts")
    assert ran.code == 0
    assert "no mistake" in ran.err
    assert "weights linked there" in ran.out


def test_validate_tells_every_mistake_of_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir()
    (tmp_path / "systems" / "a.yaml").write_text("id: a\nname: A\n")
    ran = run("catalogue", "validate", str(tmp_path))
    assert ran.code == 1
    assert "systems/a.yaml:1:1: the key 'organisation' is missing" in ran.err
    assert "the key 'modalities' is missing" in ran.err


ENTRY = (
    "id: a\nname: A\norganisation: {name: Org}\nmodalities: [text]\nfacts: {status: {value: announced, source: page}}\n"
)
SOURCES = "sources: {page: {url: https://example.org/a, date: 2026-01-02}}\n"


def test_validate_of_one_file_tells_its_own_mistakes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir()
    for name in ("a", "b"):
        (tmp_path / "systems" / f"{name}.yaml").write_text(f"id: {name}\nname: {name.upper()}\n")
    ran = run("catalogue", "validate", tmp_path / "systems" / "b.yaml")
    assert ran.code == 1
    assert "systems/b.yaml:1:1: the key 'organisation' is missing" in ran.err
    assert "a.yaml" not in ran.err
    shipped = min((resource_folder("catalog") / "systems").glob("*.yaml"))
    assert run("catalogue", "validate", shipped).code == 0
    assert "there is no such file or folder" in run("catalogue", "validate", tmp_path / "c.yaml").err


@pytest.mark.parametrize("name", ["libraries.yaml", "assessments/people.yaml", "facts/a.yaml"])
def test_validate_takes_every_file_that_a_catalogue_reads(run: Run, tmp_path: Path, name: str) -> None:
    for room in ("systems", "facts", "assessments"):
        (tmp_path / room).mkdir()
    (tmp_path / name).write_text("nonsense: [1\n")
    ran = run("catalogue", "validate", tmp_path / name)
    assert ran.code == 1
    assert f"{name}:" in ran.err


def test_validate_of_a_draft_beside_no_catalogue_checks_it_by_itself(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "a.yaml"
    draft.write_text(ENTRY + SOURCES)
    ran = run("catalogue", "validate", draft)
    assert ran.code == 0, ran.err
    assert "give the catalogue's folder to check it beside all others" in ran.err
    draft.write_text(ENTRY)
    ran = run("catalogue", "validate", draft)
    assert ran.code == 1
    assert "there is no source 'page'" in ran.err


def test_validate_of_a_file_that_no_catalogue_reads_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(ENTRY)
    ran = run("catalogue", "validate", tmp_path / "a.yml")
    assert ran.code == 1
    assert "is no entry of a catalogue: those are named .yaml" in ran.err


def test_show_tells_facts_with_their_sources(run: Run) -> None:
    ran = run("catalogue", "show", "tildeopen")
    assert ran.code == 0
    assert "country: Latvia; https://" in ran.out
    assert "nothing found on 2026" in ran.out


def test_an_ambiguous_name_lists_candidates_and_an_unknown_one_guesses(run: Run) -> None:
    ran = run("catalogue", "show", "FLUX.2 [klein]")
    assert ran.code == 2
    assert "may mean 2 systems" in ran.err
    assert run("catalogue", "show", "zzzzqqq").code == 2


ASKED_FOR = """
Apertus TildeOpen EuroLLM Salamandra ALIA Teuken OpenGPT-X Lucie Minerva Viking Poro Bielik PLLuM GPT-SW3 NorMistral
NorLLM GPT-NL SOOFI EUROPA Domyn OpenEuroLLM Magistral Devstral FLUX Pharia Luminous Tapestry Helsing SmolLM Kyutai
Fietje GEITje Velvet Meltemi Krikri BgGPT GaMS NB-Whisper Occiglot Stability OLMo Pythia Amber K2 BLOOM StarCoder2
Gemma Qwen Kimi GLM gpt-oss Granite Nemotron Phi Falcon Whisper
""".split()


def test_every_name_that_buyers_ask_for_means_a_system() -> None:
    from openness.catalogue import load_catalogue

    catalogue = load_catalogue()
    assert [name for name in ASKED_FOR if not catalogue.named(name)] == []


def test_explain_finds_a_system_by_another_name(run: Run) -> None:
    ran = run("explain", "OpenGPT-X")
    assert ran.code == 0
    assert ran.out.startswith("Teuken")


def test_explain_tells_facts_with_sources_and_what_was_not_found(run: Run) -> None:
    assert "nothing found on 2026" in run("explain", "Helsing").out
    told = run("explain", "Lucie").out.partition("Stated by the catalogue")[2]
    assert "550,000 accelerator hours" in told
    assert "https://" in told


def test_filters_on_the_profile(run: Run) -> None:
    ran = run("rank", "--systems", "--filter", "origin=EU", "--filter", "upstream=EU", "--format", "json")
    rows = json.loads(ran.out)
    assert rows
    assert all("EU" in row["origin"].split(",") and "EU" in row["upstream"].split(",") for row in rows)
    many = json.loads(run("rank", "--systems", "--filter", "languages.eu>=20", "--format", "json").out)
    assert many
    assert all(row["languages.eu"] >= 20 for row in many)


def test_the_index_is_taken_in_and_changes_are_told(run: Run, shared: Path, tmp_path: Path) -> None:
    ran = run("import", "osai", str(shared / "osai"), "-o", str(tmp_path / "new"))
    assert ran.code == 0
    assert len(list((tmp_path / "new").glob("*.yaml"))) == 193
    assert ran.out == ""  # nothing differs from what is shipped
    assert "mistyped?" in ran.err
    assert "in doubt: Guru" in ran.err
    out = run("export", "--format", "osai", "-o", str(tmp_path / "back"))
    assert out.code == 0
    assert run("import", "osai", str(tmp_path / "back")).out == ""


def test_a_folder_that_is_none_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("import", "osai", str(tmp_path / "nowhere"))
    assert ran.code == 1
    assert "is no folder" in ran.err


@pytest.mark.parametrize("form", ["table", "markdown", "json", "atom"])
def test_changes_between_a_snapshot_and_itself_are_none(run: Run, form: str) -> None:
    ran = run("changes", "embedded", "embedded", "--format", form)
    assert ran.code == 0
    assert "0 changes" in ran.err


def test_changes_needs_two_snapshots_a_form_and_names_to_watch(run: Run, tmp_path: Path) -> None:
    assert "there is one snapshot only" in run("changes").err
    assert run("changes", "embedded", "embedded", "--format", "xml").code == 2
    empty = tmp_path / "watch.txt"
    empty.write_text("# nothing\n")
    assert run("changes", "embedded", "embedded", "--watch", str(empty)).code == 2
    empty.write_text("nobody/nothing\n")
    ran = run("changes", "embedded", "embedded", "--watch", str(empty))
    assert ran.code == 0
    assert "nobody/nothing is in neither snapshot" in ran.err


def test_a_site_needs_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert run("site", str(tmp_path / "file")).code == 2


def test_a_system_that_is_watched_stands_for_the_model_people_use(run: Run, tmp_path: Path) -> None:
    watched = tmp_path / "watched.txt"
    watched.write_text("Teuken  # in use\nnobody-knows-this\n", encoding="utf-8")
    ran = run("changes", "embedded", "embedded", "--watch", str(watched))
    assert ran.code == 0
    assert "Teuken is a system; watched is openGPT-X/Teuken-7B-instruct-commercial-v0.4" in ran.err
    assert "nobody-knows-this is in neither snapshot" in ran.err


def test_libraries_are_listed_and_shown_with_sources(run: Run) -> None:
    ran = run("catalogue", "libraries")
    assert ran.code == 0
    assert ran.out.splitlines()[0].split()[:3] == ["library", "models", "licence"]
    assert "name a library" in ran.err
    shown = run("catalogue", "show", "torch")
    assert shown.code == 0
    assert "PyTorch (pytorch)" in shown.out
    assert "https://pypi.org/project/torch/" in shown.out


def test_disagreements_are_told_in_each_form(run: Run, tmp_path: Path) -> None:
    page = run("catalogue", "disagreements", "--format", "markdown")
    assert page.code == 0
    assert page.out.startswith("# Where people and what was read differ")
    table = run("catalogue", "disagreements", "-o", str(tmp_path / "differ.csv"))
    assert table.code == 0
    assert "levels of" in table.err
    assert (tmp_path / "differ.csv").read_text(encoding="utf-8").startswith("criterion,question,id,name,people,read")


def test_a_name_of_several_systems_opens_all_of_them(run: Run) -> None:
    ran = run("explain", "Meltemi/Krikri")
    assert ran.code == 0
    assert {line.split()[0] for line in ran.out.splitlines()[1:]} == {"meltemi", "krikri"}
    assert "names 2 entries" in ran.err
    as_data = run("explain", "Meltemi/Krikri", "--format", "json")
    assert as_data.code == 2
    assert as_data.out == ""
