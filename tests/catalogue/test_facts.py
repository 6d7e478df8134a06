"""Facts laid beside an entry: their schema, their sources, and what is wrong told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from openness.catalogue import Catalogue, Role, load_catalogue
from openness.catalogue.fact import amount
from openness.catalogue.json_schema import FILES, catalogue_schema, first_line
from openness.catalogue.places import EU, country_code, country_name, with_unions
from openness.signals import SIGNALS

ROOT = Path(__file__).resolve().parents[2]

ENTRY = """\
id: Made
name: Made Model
organisation: {name: Nobody}
modalities: [text]
models:
  - {id: nobody/made-chat, role: end}
"""
BESIDE = """\
system: Made
aliases: [Makro 2]
models:
  - {id: nobody/made-large, role: end, source: card}
  - {id: nobody/made-small, role: sibling, source: card}
sources:
  card: {url: https://example.org/card, date: 2026-02}
  news: {url: https://example.org/news, date: 2026, secondary: true}
facts:
  status: {value: released, source: card}
  country: {value: LV, source: card}
  languages: {value: [lv, en], count: 34, source: [card, news]}
  public_compute: {machine: Big, hours: 1000, source: news}
  training_summary: {not_found: 2026-11}
"""


def loaded(tmp_path: Path, entry: str = ENTRY, beside: str | None = BESIDE, today: str = "2026-11-20") -> Catalogue:
    for name, text in (("systems", entry), ("facts", beside)):
        (tmp_path / name).mkdir()
        if text is not None:
            (tmp_path / name / "Made.yaml").write_text(text)
    return load_catalogue(tmp_path, SIGNALS, today=today)


def test_facts_are_joined_and_take_the_place_of_models_of_their_roles(tmp_path: Path) -> None:
    catalogue = loaded(tmp_path)
    assert catalogue.problems == ()
    system = catalogue.system("made")
    assert [(model.id, model.role) for model in system.models] == [
        ("nobody/made-large", Role.END),
        ("nobody/made-small", Role.SIBLING),
    ]
    assert list(system.facts.stated) == ["status", "country", "languages", "public_compute", "training_summary"]
    assert catalogue.named("makro-2") == (system,)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "source: [card, news]",
            "source: [card, new]",
            "facts/Made.yaml:12:51: there is no source 'new'; did you mean",
        ),
        ("hours: 1000, source: news", "hours: 1000, source: card", "no fact rests on the source"),
        ("date: 2026-02}", "date: 2027-02}", "'2027-02' is yet to come"),
        ("not_found: 2026-11", "not_found: 2026-12", "'2026-12' is yet to come"),
        ("not_found: 2026-11", "not_found: soon", "'not_found' is 'soon'; write it in the form"),
        ("{not_found: 2026-11}", "{address: https://example.org}", "one of 'source', 'not_found'"),
        ("value: released, source: card", "source: card", "a fact with a source says something; give 'value'"),
        ("value: LV, source: card", "value: LV, not_found: 2026", "what was not found has no value"),
        ("value: LV", "value: Latvia", "is 'Latvia'; write it in the form"),
        ("value: released", "value: out", "'value' is 'out'; write 'released'"),
        ("system: Made", "system: Mode", "there is no system 'Mode'; did you mean 'Made'?"),
        ("role: sibling", "role: sister", "'role' is 'sister'; write 'end', 'base' or 'sibling'"),
        ("made-small", "made-large", "a model may be named once only"),
        ("hours: 1000", "hours: 0", "'hours' is '0'; write more than 0"),
        ("  status:", "  statuss:", "unknown key 'statuss'; did you mean 'status'?"),
    ],
)
def test_wrong_facts_are_told_and_cost_only_themselves(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in BESIDE
    # Of two sources only one is used when the other's fact changes its page.
    beside = BESIDE.replace("[card, news]", "card") if "no fact rests" in sentence else BESIDE
    catalogue = loaded(tmp_path, beside=beside.replace(old, new))
    assert sentence in "\n".join(catalogue.problems)
    assert catalogue.system("Made").facts.stated == {}  # the entry itself stays


def test_an_entry_without_a_hub_model_states_whether_it_can_be_had(tmp_path: Path) -> None:
    bare = ENTRY.partition("models:")[0]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert "it has to state 'status'" in "\n".join(loaded(tmp_path / "a", bare, None).problems)
    stated = (
        bare + "sources: {p: {url: https://example.org, date: 2026}}\nfacts: {status: {value: announced, source: p}}\n"
    )
    assert loaded(tmp_path / "b", stated, None).problems == ()


def test_facts_stand_in_one_place(tmp_path: Path) -> None:
    own = (
        ENTRY + "sources: {p: {url: https://example.org, date: 2026}}\nfacts: {status: {value: released, source: p}}\n"
    )
    assert "'Made' states its facts itself" in "\n".join(loaded(tmp_path, own).problems)


def test_a_name_means_one_system(tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir(parents=True)
    (tmp_path / "systems" / "Other.yaml").write_text(ENTRY.replace("id: Made", "id: Other"))
    catalogue = loaded_into(tmp_path)
    assert "'mademodel' names both" in "\n".join(catalogue.problems)


def loaded_into(tmp_path: Path) -> Catalogue:
    (tmp_path / "systems" / "Made.yaml").write_text(ENTRY)
    return load_catalogue(tmp_path, SIGNALS)


@pytest.mark.parametrize("folder", sorted(FILES))
def test_every_shipped_file_follows_the_schema_its_first_line_names(folder: str) -> None:
    schema = catalogue_schema(folder, SIGNALS)
    assert json.loads((ROOT / "catalog" / f"{folder}.schema.json").read_text(encoding="utf-8")) == schema
    checker = jsonschema.Draft202012Validator(schema)
    for path in (ROOT / "catalog" / folder).glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(first_line(folder)), path.name
        data = yaml.load(text, Loader=yaml.BaseLoader)
        if folder == "facts":  # figures and flags are text to this loader; the strict reader has its own tests
            assert data["system"] == path.stem
        elif folder == "assessments":
            checker.validate(data)


def test_the_shipped_catalogue_has_no_mistake() -> None:
    assert load_catalogue(signals=SIGNALS).problems == ()


@given(st.integers(1, 999), st.sampled_from("KMBT"))
def test_sizes_are_numbers(number: int, unit: str) -> None:
    assert amount(f"{number}{unit}") == number * 1000 ** (1 + "KMBT".index(unit))
    assert amount(f"{number}.5{unit}") > amount(f"{number}{unit}")


def test_countries_have_one_code_and_one_name() -> None:
    assert country_code(" latvia ") == "LV"
    assert country_code("International") is None
    assert all(country_code(country_name(code)) == code for code in EU)
    assert len(EU) == 27


@given(st.sets(st.sampled_from(sorted(EU)), min_size=1))
def test_a_joint_work_is_the_union_s_own_only_if_every_part_is(codes: set[str]) -> None:
    assert {"EU", "EEA"} <= set(with_unions(codes))
    assert set(with_unions({*codes, "NO"})) & {"EU", "EEA"} == {"EEA"}
    assert not set(with_unions({*codes, "US"})) & {"EU", "EEA"}


def test_an_id_once_given_stays_as_an_id_or_a_former_id(tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir()
    (tmp_path / "ids.txt").write_text("Made\nOld\n")
    assert "ids.txt:2:1: the id 'Old' is gone; put it into 'former_ids'" in "\n".join(loaded_into(tmp_path).problems)
    (tmp_path / "systems" / "Made.yaml").write_text(ENTRY + "former_ids: [Old]\n")
    catalogue = load_catalogue(tmp_path, SIGNALS)
    assert catalogue.problems == ()
    assert catalogue.system("old").id == "Made"
