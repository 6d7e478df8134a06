"""Systems answer through all their models; statements rank below what was read; nothing is borrowed across a doubt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from openness.catalogue import PARAMETERS, Catalogue, System
from openness.ranking.catalogued import assessed_models
from openness.ranking.entries import Entries
from openness.ranking.models import model_entries
from openness.ranking.systems import system_entries
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.record.record import Record
from openness.signals import SIGNALS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.write import About, write_snapshot

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
HUB = "https://huggingface.co/"


def read(signal: str, value: Value) -> Evidence:
    return Evidence(
        signal=signal,
        outcome=Outcome.ANSWERED,
        value=value,
        method=Method.CARD,
        confidence=Confidence.MEDIUM,
        sources=(Source(file="README.md", line=3),),
        date="2026-02-02",
    )


def snapshot(tmp_path: Path, models: Mapping[str, Mapping[str, Value]]) -> Snapshot:
    about = About(created=datetime(2026, 2, 2, tzinfo=UTC), endpoint="http://127.0.0.1", title="made")
    found = [
        (
            Record.model_validate({"body": {"id": model_id, "sha": "0" * 40}, "origin": "made"}),
            {signal: read(signal, value) for signal, value in answers.items()},
        )
        for model_id, answers in models.items()
    ]
    return Snapshot(write_snapshot(tmp_path / "store", found, DOMAINS, about), DOMAINS)


def system(models: list[dict[str, str]], classes: Mapping[str, str] | None = None, **more: Any) -> System:
    levels: dict[str, dict[str, Any]] = {name: {"level": "partial", "links": []} for name in PARAMETERS}
    for name, level in (classes or {}).items():
        levels[name]["level"] = level
    for model in models:
        if model["role"] in ("end", "base"):
            levels[f"weights_{model['role']}model"]["links"] = [HUB + model["id"]]
    index = {
        "by": "An index", "url": "https://example.org/index", "attribution": ["x"], "revision": "a",
        "date": "2026-01-01", "levels": levels,
    }  # fmt: skip
    entry = {
        "id": "made", "name": "Made", "organisation": {"name": "Nobody", "origin": "France"}, "modalities": ["text"],
        "end_model_name": "made", "models": models, "assessments": [index], **more,
    }  # fmt: skip
    return System.model_validate(entry)


END = {"id": "nobody/made-70b-chat", "role": "end"}
BASE = {"id": "nobody/made-70b", "role": "base"}


def answers(entries: Entries, signal: str, order: Any = "last") -> list[Value | None]:
    column = entries.columns(order).column(signal)
    return [column.values[code] if code >= 0 else None for code in column.codes]


def systems(tmp_path: Path, made: System, models: Mapping[str, Mapping[str, Value]], **more: bool) -> Entries:
    return system_entries(snapshot(tmp_path, models), Catalogue((made,)), SIGNALS, **more)


def test_the_end_model_comes_first_then_the_family_then_the_base(tmp_path: Path) -> None:
    entries = systems(
        tmp_path,
        system([END, BASE]),
        {
            "nobody/made-70b-chat": {"weights.published": "all"},
            "nobody/made-7b-chat": {"weights.published": "some", "code.training": "published", "access.gate": "manual"},
            "nobody/made-70b": {
                "weights.published": "none",
                "data.pretraining": "public",
                "data.posttraining": "public",
            },
        },
    )
    assert answers(entries, "weights.published") == ["all"]
    assert answers(entries, "base.weights") == ["none"]
    assert answers(entries, "code.training") == ["published"]  # true of the family
    assert answers(entries, "access.gate") == [None]  # each repository's own
    assert answers(entries, "data.pretraining") == ["public"]  # the base's data are where it began
    assert answers(entries, "data.posttraining") == [None]  # the base's tuning is not this model's
    evidence = entries.evidence(0)
    assert "nobody/made-7b-chat" in str(evidence["code.training"].note)
    assert "nobody/made-70b" in str(evidence["data.pretraining"].sources[0])


@pytest.mark.parametrize(
    ("roles", "read_of_end", "weights"),
    [
        ([END, BASE], {}, None),  # it names no base and so is its own: not the base that the entry names
        ([END, BASE], {"lineage.base": "nobody/made-70b"}, "all"),
        ([END], {}, "all"),
    ],
)
def test_a_model_that_names_no_base_answers_nothing_of_the_base_its_entry_names(
    tmp_path: Path, roles: list[dict[str, str]], read_of_end: dict[str, Value], weights: str | None
) -> None:
    own: dict[str, Value] = {"base.weights": "all", "base.obtainable": "seen", "weights.published": "all"}
    entries = systems(tmp_path, system(roles), {END["id"]: {**own, **read_of_end}})
    assert answers(entries, "base.weights") == [weights]
    assert (answers(entries, "base.obtainable") == [None]) is (weights is None)
    assert answers(entries, "weights.published") == ["all"]
    found = entries.evidence(0)["base.weights"]
    assert (found.value, BASE["id"] in str(found.note)) == (weights, weights is None)


def test_what_is_stated_counts_only_where_nothing_was_read(tmp_path: Path) -> None:
    facts: dict[str, Any] = {
        "sources": {"page": {"url": "https://example.org/page", "date": "2026-03"}},
        "facts": {
            "sizes": {"value": ["70B"], "source": "page"},
            "languages": {"value": ["fr", "de", "no"], "source": "page"},
            "gate": {"value": "manual", "source": "page"},
        },
    }
    entries = systems(tmp_path, system([END], **facts), {"nobody/made-70b-chat": {"access.gate": "none"}})
    assert answers(entries, "access.gate") == ["none"]
    assert answers(entries, "model.parameters") == [70_000_000_000]
    assert answers(entries, "languages.eu_official") == [2]
    stated = entries.evidence(0)["model.parameters"]
    assert (stated.method, stated.date, str(stated.sources[0])) == (
        Method.CATALOGUE,
        "2026-03",
        "https://example.org/page",
    )
    assert entries.evidence(0)["access.gate"].method is Method.CARD


def test_a_licence_named_by_an_index_is_put_through_the_knowledge_of_licences(tmp_path: Path) -> None:
    entries = systems(tmp_path, system([END], licence="CC-BY-NC-4.0"), {"nobody/other": {}})
    assert answers(entries, "licence.commercial") == ["forbidden"]
    found = entries.evidence(0)["licence.commercial"]
    assert (found.method, found.by, found.date) == (Method.CATALOGUE, "An index", "2026-01-01")
    assert entries.details["licence"] == ["CC-BY-NC-4.0"]


@pytest.mark.parametrize(
    ("read_of_it", "told", "shown"),
    [
        ({"licence.weights": "mit"}, "DeepSeek License Agreement", ("mit", "DeepSeek License Agreement")),
        ({"licence.weights": "apache-2.0"}, "Apache 2.0", ("apache-2.0", None)),
        ({"licence.weights": "other"}, "Owl Community License", ("Owl Community License", None)),
        ({"licence.weights": "other"}, "CC-BY-NC-4.0", ("other", "CC-BY-NC-4.0")),
        ({}, "MIT License", ("MIT License", None)),
        ({"licence.weights": "mit"}, "Unknown", ("mit", None)),
    ],
)
def test_the_licence_read_is_shown_first_and_another_that_is_told_beside_it(
    tmp_path: Path, read_of_it: dict[str, Value], told: str, shown: tuple[str, str | None]
) -> None:
    entries = systems(tmp_path, system([END], licence=told), {END["id"]: read_of_it})
    assert (entries.details["licence"], entries.details["licence_told"]) == ([shown[0]], [shown[1]])


def test_clauses_of_a_named_licence_never_fill_the_gaps_of_another_that_was_read(tmp_path: Path) -> None:
    made = system([END], licence="Apache-2.0")
    entries = systems(tmp_path, made, {"nobody/made-70b-chat": {"licence.weights": "cc-by-nc-4.0"}})
    assert answers(entries, "licence.weights") == ["cc-by-nc-4.0"]
    assert answers(entries, "licence.commercial") == [None]


@pytest.mark.parametrize(
    ("unread", "commercial"),
    [
        (("file_not_read",), None),
        (("base_not_read", "gate_terms"), None),
        (("words_not_understood",), None),
        (("base_not_read",), "allowed"),  # the entry tells of no base with terms of its own
        ((), "allowed"),
    ],
)
def test_a_name_states_no_permission_that_something_unread_could_take_away(
    tmp_path: Path, unread: tuple[str, ...], commercial: str | None
) -> None:
    seen: dict[str, Value] = {"licence.weights": "apache-2.0", "licence.unread": unread}
    entries = systems(tmp_path, system([END], licence="Apache-2.0"), {"nobody/made-70b-chat": seen})
    assert answers(entries, "licence.commercial") == [commercial]


@pytest.mark.parametrize(
    ("signal", "value"),
    [
        ("licence.commercial", "forbidden"),
        ("licence.open", False),
        ("licence.osi", False),
        ("licence.kind", "non_commercial"),
        ("licence.modification", None),
        ("licence.weights", "cc-by-nc-4.0"),
    ],
)
def test_what_a_named_licence_forbids_stays_forbidden_whatever_was_not_read(
    tmp_path: Path, signal: str, value: Value
) -> None:
    seen: dict[str, Value] = {"licence.unread": ("gate_terms",)}
    entries = systems(tmp_path, system([END], licence="CC-BY-NC-4.0"), {"nobody/made-70b-chat": seen})
    assert answers(entries, signal) == [value]


@pytest.mark.parametrize(
    ("seen", "told", "words"),
    [
        ({"licence.unread": ("file_not_read",)}, "Apache-2.0", "a licence or policy file"),
        ({"licence.unread": ("card_terms", "link")}, "Apache-2.0", "terms the card names, terms behind a link"),
        ({"licence.unread": ()}, "A Licence of their own", "its own terms (no facts on them)"),
        ({}, "A Licence of their own", "its own terms (no facts on them)"),
        ({"licence.unread": ()}, "Apache-2.0", None),
        ({"licence.unread": ("file_not_read",)}, "CC-BY-NC-4.0", None),  # what it forbids is stated
        ({"licence.unread": ("file_not_read",)}, "Unknown", None),  # no licence is known
    ],
)
def test_beside_a_name_stands_what_leaves_open_what_it_allows(
    tmp_path: Path, seen: dict[str, Value], told: str, words: str | None
) -> None:
    entries = systems(tmp_path, system([END], licence=told), {"nobody/made-70b-chat": seen})
    assert [*entries.details["licence_unread"]] == [words]


def test_a_clause_left_open_by_what_nobody_looked_at_says_what_that_is(tmp_path: Path) -> None:
    seen: dict[str, Value] = {"licence.weights": "apache-2.0", "licence.unread": ("file_not_read",)}
    entries = systems(tmp_path, system([END], licence="Apache-2.0"), {"nobody/made-70b-chat": seen})
    found = entries.evidence(0)
    assert found["licence.commercial"].outcome is Outcome.NOT_LOOKED
    assert str(found["licence.commercial"].note).endswith("a licence or policy file")
    assert found["licence.code"].note is None


@pytest.mark.parametrize("name", ["Unknown", "various", "Undisclosed"])
def test_a_name_that_tells_nothing_answers_nothing(tmp_path: Path, name: str) -> None:
    entries = systems(tmp_path, system([END], licence=name), {"nobody/other": {}})
    assert answers(entries, "licence.weights") == [None]
    assert entries.details["licence"] == [None]


def test_nothing_is_read_through_a_model_whose_role_is_in_doubt(tmp_path: Path) -> None:
    made = system([END, BASE])
    made.assessments[0].levels["weights_endmodel"].links[:] = [HUB + "nobody/made-70b"]
    entries = systems(tmp_path, made, {"nobody/made-70b-chat": {"weights.published": "all"}})
    assert answers(entries, "weights.published") == [None]
    assert assessed_models(["nobody/made-70b-chat"], Catalogue((made,))) == {}


def test_a_missing_end_model_is_unknown_and_closed_only_to_the_index_s_own_rubric(tmp_path: Path) -> None:
    made = system([BASE], {"weights_endmodel": "closed"}, end_model_name=None)
    entries = systems(tmp_path, made, {"nobody/other": {}})
    assert answers(entries, "osai.weights_endmodel", "last") == [None]
    assert answers(entries, "osai.weights_endmodel", "first") == ["closed"]
    assert answers(entries, "osai.weights_basemodel", "last") == ["partial"]


def test_without_assessments_only_what_was_read_counts_but_the_profile_stays(tmp_path: Path) -> None:
    entries = systems(tmp_path, system([END], licence="MIT"), {"nobody/other": {}}, assessments=False)
    assert answers(entries, "licence.weights") == answers(entries, "osai.paper") == [None]
    assert entries.details["origin"] == ["FR,EEA,EU"]


def test_assessments_reach_models_only_for_what_they_are_about() -> None:
    made = system([END, BASE], {"datasources_endmodel": "open", "datasources_basemodel": "closed"})
    given = assessed_models(
        ["nobody/made-70b-chat", "nobody/made-7b-chat", "nobody/made-70b", "x/y"], Catalogue((made,))
    )
    assert len(given[0]) == len(PARAMETERS)
    assert "osai.weights_endmodel" not in given[1]
    assert given[1]["osai.paper"].note is not None
    assert set(given[2]) == {"osai.datasources_basemodel", "osai.weights_basemodel"}
    assert 3 not in given


def test_two_entries_that_differ_on_one_base_give_it_the_less_open() -> None:
    one = system([BASE, {"id": "nobody/a", "role": "end"}], {"datasources_basemodel": "open"})
    two = system([BASE, {"id": "nobody/b", "role": "end"}], {"datasources_basemodel": "closed"}, id="two", name="Two")
    for catalogue in (Catalogue((one, two)), Catalogue((two, one))):
        found = assessed_models(["nobody/made-70b"], catalogue)[0]["osai.datasources_basemodel"]
        assert found.value == "closed"
        assert "Another entry says open" in str(found.note)


def test_models_show_where_their_developer_sits(tmp_path: Path) -> None:
    made = snapshot(tmp_path, {"nobody/made-70b-chat": {}, "nobody/else": {}, "stranger/thing": {}})
    entries = model_entries(made, Catalogue((system([END], licence="MIT"),)), SIGNALS)
    assert dict(zip(entries.ids, entries.details["origin"], strict=True)) == {
        "nobody/made-70b-chat": "FR,EEA,EU",
        "nobody/else": "FR,EEA,EU",
        "stranger/thing": None,
    }
    licences = dict(zip(entries.ids, answers(entries, "licence.weights"), strict=True))
    assert licences == {"nobody/made-70b-chat": "mit", "nobody/else": None, "stranger/thing": None}


def test_no_preset_reads_a_fact_of_the_profile() -> None:
    from openness.rubric import load_rubric

    for path in (Path(__file__).resolve().parents[2] / "scoring_rubrics").glob("*.yaml"):
        read_there = load_rubric(path.stem, DOMAINS, {}).rubric.signals
        assert not [
            signal for signal in read_there if signal.startswith(("origin.", "upstream.", "compute.", "release."))
        ]


@pytest.mark.parametrize(("own", "expected"), [("apache-2.0", "allowed"), ("cc-by-4.0", None), (None, None)])
def test_a_sibling_has_the_stated_terms_where_the_same_licence_was_read_of_it(
    tmp_path: Path, own: str | None, expected: str | None
) -> None:
    made = system([END], licence="Apache-2.0")
    read_of: dict[str, Value] = {} if own is None else {"licence.weights": own}
    entries = model_entries(snapshot(tmp_path, {"nobody/made-7b-chat": read_of}), Catalogue((made,)), SIGNALS)
    assert answers(entries, "licence.commercial") == [expected]
    if expected is not None:
        assert "Made" in str(entries.evidence(0)["licence.commercial"].note)


def test_a_base_whose_licence_was_read_leaves_the_terms_decided(tmp_path: Path) -> None:
    base = {"id": "other/base-1b", "role": "base"}
    made = system([END, base], licence="Apache-2.0")
    assert answers(systems(tmp_path / "a", made, {"other/base-1b": {"licence.weights": "mit"}}), "licence.open") == [
        True
    ]
    silent = systems(tmp_path / "b", made, {"other/base-1b": {}})
    assert answers(silent, "licence.open") == [None]
    assert "other/base-1b" in str(silent.evidence(0)["licence.commercial"].note)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ({"weights.published": "all", "access.visible_gate": "none"}, "seen"),
        ({"weights.published": "all"}, "told"),
        ({"weights.published": "all", "access.visible_gate": "gated"}, "limited"),
        ({"weights.published": "none"}, "none"),
        ({}, None),
    ],
)
def test_whether_the_base_can_be_had_is_read_of_the_base_s_own_row(
    tmp_path: Path, base: dict[str, Value], expected: str | None
) -> None:
    entries = systems(tmp_path, system([END, BASE]), {"nobody/made-70b": base})
    assert answers(entries, "base.obtainable") == [expected]
    found = entries.evidence(0).get("base.obtainable")
    assert (None if found is None else found.value) == expected


@pytest.mark.parametrize(
    ("told", "commercial"),
    [("Apache-2.0", None), ("MIT", None), ("CC-BY-NC-4.0", "forbidden"), ("Gemma Terms of Use", None)],
)
def test_a_publisher_that_says_other_has_none_of_the_licences_of_the_hubs_list(
    tmp_path: Path, told: str, commercial: str | None
) -> None:
    entries = systems(tmp_path, system([END], licence=told), {END["id"]: {"licence.weights": "other"}})
    found = entries.stated[0]["licence.commercial"]
    assert found.value == commercial
    assert commercial is not None or "says 'other'" in str(found.note)


def test_a_licence_that_the_hub_does_not_offer_may_be_what_other_means(tmp_path: Path) -> None:
    entries = systems(
        tmp_path, system([END], licence="Llama 2 Community License"), {END["id"]: {"licence.weights": "other"}}
    )
    assert entries.stated[0]["licence.user_threshold"].value is True
