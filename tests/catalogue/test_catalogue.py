"""The catalogue: schema, loader, look-up, and that it is what the script makes of the index's own files."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from openness.catalogue import PARAMETERS, Catalogue, Role, System, load_catalogue, read_assessments
from openness.errors import CatalogueError
from openness.record.evidence import Method, Outcome
from openness.signals import SIGNALS
from tools import build_catalogue

ROOT = Path(__file__).resolve().parents[2]

MADE_BY_HAND = """\
id: Made
name: Made Model
organisation:
  name: Nobody
modalities: [text]
models:
  - {id: nobody/made-chat, role: end}
  - {id: nobody/made, role: base}
assessments:
  - by: An index
    url: https://example.org/made
    attribution: [https://example.org/]
    revision: abc
    date: 2026-01-02
    levels:
""" + "".join(f"      {name}: {{level: partial, links: [https://example.org/{name}]}}\n" for name in PARAMETERS)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return build_catalogue


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue()


def folder(tmp_path: Path, *texts: str, assessments: str | None = None) -> Path:
    (tmp_path / "systems").mkdir(parents=True)
    for number, text in enumerate(texts):
        name = "Made" if number == 0 else f"Made{number}"
        (tmp_path / "systems" / f"{name}.yaml").write_text(text)
    if assessments is not None:
        (tmp_path / "assessments").mkdir()
        (tmp_path / "assessments" / "people.yaml").write_text(assessments)
    return tmp_path


def problems(tmp_path: Path, *texts: str, assessments: str | None = None) -> list[str]:
    return list(load_catalogue(folder(tmp_path, *texts, assessments=assessments), SIGNALS).problems)


def test_shipped_files_are_what_the_script_makes(shared: Path, script: ModuleType) -> None:
    made = script.build(shared / "osai")
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "catalog" / "systems").glob("*.yaml")}
    assert len(made) == 193
    assert made == {name: text for name, text in texts.items() if text.startswith(script.HEADER)}


def test_the_script_leaves_other_files_alone(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: Path
) -> None:
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "TARGET", tmp_path)
    monkeypatch.setattr(script, "build", lambda _folder: {"New.yaml": script.HEADER})
    (tmp_path / "Old.yaml").write_text(script.HEADER)
    (tmp_path / "Own.yaml").write_text(MADE_BY_HAND)
    assert script.main([str(shared / "osai")]) == 0
    assert sorted(path.name for path in tmp_path.glob("*.yaml")) == ["New.yaml", "Own.yaml"]


def of_the_index(catalogue: Catalogue) -> list[System]:
    return [system for system in catalogue.systems if system.assessments]


def test_shipped_classes_and_names_equal_the_index(shared: Path, shipped: Catalogue) -> None:
    files = [path for path in (shared / "osai").glob("[!_]*.yaml") if path.stem != "a_submission_template"]
    assert {system.id for system in of_the_index(shipped)} == {path.stem for path in files}
    for system in of_the_index(shipped):
        data = yaml.safe_load((shared / "osai" / f"{system.id}.yaml").read_text(encoding="utf-8"))
        assert system.name == data["system"]["name"]
        (assessment,) = system.assessments
        assert {name: given.level for name, given in assessment.levels.items()} == {
            name: data[name]["class"] for name in PARAMETERS
        }


def test_no_note_of_the_index_is_shipped(shared: Path) -> None:
    shipped = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "catalog" / "systems").glob("*.yaml"))
    for path in (shared / "osai").glob("*.yaml"):
        for part in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            note = part.get("notes") if isinstance(part, dict) else None
            if note and len(str(note)) > 60:
                assert str(note) not in shipped


def test_every_file_carries_the_threefold_attribution(shipped: Catalogue) -> None:
    for system in of_the_index(shipped):
        text = json.dumps(system.assessments[0].attribution)
        assert all(part in text for part in ("https://osai-index.eu/", "FAccT '24", "10.5281/zenodo.15386042"))


def test_most_systems_of_the_index_name_their_hub_models(shipped: Catalogue) -> None:
    ends = [system for system in of_the_index(shipped) if system.model_with(Role.END)]
    assert len(ends) > 0.9 * len(of_the_index(shipped))


@pytest.mark.parametrize(
    ("name", "end", "base"),
    [
        ("OLMo", "allenai/Olmo-3.1-32B-Think", "allenai/Olmo-3-1125-32B"),
        ("mistral-nemo", "mistralai/Mistral-Nemo-Instruct-2407", "mistralai/Mistral-Nemo-Base-2407"),
        ("GPT-OSS", "openai/gpt-oss-120b", None),  # it is its own base
        ("BERT", None, None),
    ],
)
def test_role_of_linked_models(shipped: Catalogue, name: str, end: str | None, base: str | None) -> None:
    system = shipped.system(name)
    assert (system.model_with(Role.END), system.model_with(Role.BASE)) == (end, base)


def test_compute_figures_are_read_from_comments(shipped: Catalogue) -> None:
    compute = shipped.system("33x-coder").training_compute
    assert compute is not None
    assert compute.base is not None
    assert compute.base.flop == pytest.approx(4.08e23)
    assert (compute.base.orders_of_magnitude, compute.base.source, compute.end) == (0.5, "Epoch AI", None)


def test_systems_stand_in_order_and_are_found_whatever_the_case(shipped: Catalogue) -> None:
    ids = [system.id for system in shipped.systems]
    assert ids == sorted(ids)
    assert shipped.system("olmo").id == "OLMo"
    assert [(system.id, role) for system, role in shipped.systems_of("ALLENAI/olmo-3-1125-32b")] == [("OLMo", "base")]
    assert shipped.systems_of("nobody/nothing") == ()


def test_unknown_system_is_one_sentence_with_a_guess(shipped: Catalogue) -> None:
    with pytest.raises(CatalogueError, match=r"no system 'Whispr'; did you mean 'Whisper'\?$"):
        shipped.system("Whispr")


def test_classes_are_evidence_with_link_date_and_name(tmp_path: Path) -> None:
    evidence = load_catalogue(folder(tmp_path, MADE_BY_HAND)).evidence_of_system("made")
    assert list(evidence) == [f"osai.{name}" for name in PARAMETERS]
    found = evidence["osai.paper"]
    assert (found.outcome, found.value, found.method) == (Outcome.ANSWERED, "partial", Method.ASSESSMENT)
    assert (found.by, found.date, found.revision) == ("An index", "2026-01-02", "abc")
    assert [str(source) for source in found.sources] == ["https://example.org/made", "https://example.org/paper"]
    assert all(SIGNALS[signal].domain.problem_with(one.value) is None for signal, one in evidence.items())


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    first = MADE_BY_HAND.replace("name: Made Model", "nam: Made Model").replace("role: base", "role: bass")
    second = MADE_BY_HAND.replace("id: Made\n", "id: Made1\n").replace("date: 2026-01-02", "date: 2026-13-02")
    found = problems(tmp_path, first, second)
    assert len(found) == 4
    text = "\n".join(found)
    assert "unknown key 'nam'; did you mean 'name'?" in text
    assert "the key 'name' is missing" in text
    assert "systems/Made.yaml:8" in text
    assert "systems/Made1.yaml:14" in text


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("id: Made\n", "id: Other\n", "systems/Made.yaml:1:5: the id must be the file's name, 'Made'"),
        ("id: nobody/made,", "id: nobody/made-chat,", "a model may be named once only"),
        ("id: nobody/made,", "id: ../made,", "'id' is '../made'; write it in the form"),
        ("https://example.org/made\n", "ftp://example.org\n", "is not a web address; begin it with https://"),
        ("      paper: {level: partial", "      papre: {level: partial", "look at paper, papre"),
        ("paper: {level: partial", "paper: {level: full", "'level' is 'full'; write 'open', 'partial' or 'closed'"),
        ("modalities: [text]", "modalities: [txt]", "'modalities' is 'txt'; write 'text'"),
        ("modalities: [text]", "modalities: []", "'modalities' is an empty list; write at least 1"),
    ],
)
def test_wrong_entry_is_told(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in MADE_BY_HAND
    assert sentence in "\n".join(problems(tmp_path, MADE_BY_HAND.replace(old, new)))


def test_two_files_cannot_share_an_id(tmp_path: Path) -> None:
    root = folder(tmp_path, MADE_BY_HAND)
    (root / "systems" / "MADE.yaml").write_text(MADE_BY_HAND.replace("id: Made\n", "id: MADE\n"))
    assert "is taken by another file" in "\n".join(load_catalogue(root).problems)


def test_folder_without_systems_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="holds no folder 'systems'"):
        load_catalogue(tmp_path)


ASSESSED = """\
assessments:
  - model: Nobody/Made
    signal: lineage.relation
    value: none
    by: A. Reader
    date: 2026-02-03
    link: https://example.org/why
    note: The report says it was trained from scratch.
  - model: nobody/made
    signal: lineage.relation
    value: finetune
    by: A. Reader
    date: 2026-02-04
    link: https://example.org/why
  - system: made
    signal: osai.paper
    value: open
    by: B. Reader
    date: 2026-05-06
    link: https://example.org/paper
"""


def test_assessments_of_people_stand_beside_and_the_newest_counts(tmp_path: Path) -> None:
    catalogue = load_catalogue(folder(tmp_path, MADE_BY_HAND, assessments=ASSESSED), SIGNALS)
    relation = catalogue.evidence_of_model("NOBODY/made")["lineage.relation"]
    assert (relation.value, relation.by, relation.date) == ("finetune", "A. Reader", "2026-02-04")
    of_system = catalogue.evidence_of_system("Made")
    assert (of_system["osai.paper"].value, of_system["osai.paper"].by) == ("open", "B. Reader")
    assert of_system["osai.preprint"].by == "An index"
    assert len(catalogue.assessments) == 3
    assert load_catalogue(tmp_path).assessments == ()  # left out where no signals are given


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("value: finetune", "value: tuned", "people.yaml:11:12: the value of 'lineage.relation' must be one of none,"),
        ("value: finetune", "value: [finetune]", "'lineage.relation' wants one value, not a list"),
        ("signal: osai.paper", "signal: osai.papers", "there is no signal 'osai.papers'; did you mean 'osai.paper'?"),
        ("system: made", "system: mades", "people.yaml:15:13: there is no system 'mades'; did you mean 'Made'?"),
        ("  - system: made\n    signal", "  - system: made\n    model: a/b\n    signal", "give exactly one of"),
        ("  - system: made\n    signal", "  - signal", "give exactly one of"),
        ("date: 2026-05-06", "date: May", "'date' is 'May'; write it in the form"),
        ("    by: B. Reader\n", "", "the key 'by' is missing"),
        ("link: https://example.org/paper", "link: see paper", "is not a web address"),
    ],
)
def test_wrong_assessment_is_told(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in ASSESSED
    assert sentence in "\n".join(problems(tmp_path, MADE_BY_HAND, assessments=ASSESSED.replace(old, new)))


def test_the_example_in_the_readme_can_be_read(tmp_path: Path, shipped: Catalogue) -> None:
    text = (ROOT / "catalog" / "README.md").read_text(encoding="utf-8")
    example = tmp_path / "example.yaml"
    example.write_text(text.split("```yaml\n")[2].split("```")[0], encoding="utf-8")
    found = read_assessments(example, SIGNALS, [system.id for system in shipped.systems])
    assert [one.signal for one in found] == ["paper.peer_reviewed", "osai.paper"]


def test_the_example_of_a_system_in_the_readme_has_no_mistake(tmp_path: Path) -> None:
    text = (ROOT / "catalog" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "systems").mkdir()
    (tmp_path / "systems" / "example-8b.yaml").write_text(text.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    catalogue = load_catalogue(tmp_path, SIGNALS)
    assert catalogue.problems == ()
    assert len(catalogue.system("example-8b").facts.stated) == 8
