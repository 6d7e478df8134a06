"""Roles: what links and names bear out, what is in doubt, and who are siblings of one release."""

from __future__ import annotations

import pytest

from openness.catalogue import PARAMETERS, Catalogue, Role, System, load_catalogue
from openness.catalogue.roles import doubts, modality_doubts, release_of, sure_models


def system(end_links: list[str], base_links: list[str], **more: object) -> System:
    levels = {name: {"level": "open", "links": []} for name in PARAMETERS}
    levels["weights_endmodel"]["links"] = end_links
    levels["weights_basemodel"]["links"] = base_links
    index = {
        "by": "An index", "url": "https://example.org", "attribution": ["x"], "revision": "a", "date": "2026-01-01",
        "levels": levels,
    }  # fmt: skip
    entry = {
        "id": "Made",
        "name": "Made",
        "organisation": {"name": "Nobody"},
        "modalities": ["text"],
        "end_model_name": "Made-Chat",
        "base_model_name": "Upstream",
        "models": [{"id": "nobody/made-chat", "role": "end"}, {"id": "others/upstream", "role": "base"}],
        "assessments": [index],
        **more,
    }
    return System.model_validate(entry)


HUB = "https://huggingface.co/"


def test_a_linked_model_is_sure() -> None:
    made = system([f"{HUB}nobody/made-chat/tree/main"], [f"{HUB}others/upstream"])
    assert doubts(made) == ()
    assert sure_models(made, Role.END) == ("nobody/made-chat",)


def test_a_name_is_enough_where_no_hub_model_is_linked() -> None:
    assert doubts(system(["https://example.org/download"], [])) == ()


def test_links_to_another_model_speak_against_a_name() -> None:
    (doubt,) = doubts(system([f"{HUB}nobody/made-old"], []))
    assert (doubt.model, doubt.role) == ("nobody/made-chat", Role.END)
    assert "nobody/made-old" in str(doubt)


def test_swapped_roles_are_both_in_doubt() -> None:
    swapped = system([f"{HUB}others/upstream"], [f"{HUB}nobody/made-chat"])
    assert [doubt.role for doubt in doubts(swapped)] == [Role.END, Role.BASE]
    assert sure_models(swapped, Role.END) == sure_models(swapped, Role.BASE) == ()


def test_neither_link_nor_name_is_a_doubt_unless_the_entry_gives_a_source() -> None:
    odd = [{"id": "nobody/something-else", "role": "end"}]
    assert len(doubts(system([], [], models=odd))) == 1
    assert doubts(system([], [], models=[{**odd[0], "source": "card"}])) == ()
    assert doubts(system([], [], models=odd, links={"home": [f"{HUB}nobody/something-else"]})) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("org/name-20b", "org/name-120b"),
        ("org/Qwerty2.5-7B-Instruct", "org/qwerty2.5-0.5b-instruct"),
        ("org/mix-8x7B-v0.1", "org/mix-8x22B-v0.1"),
        ("org/moe-30b-a3b-it", "org/moe-235b-a22b-it"),
    ],
)
def test_siblings_differ_in_size_alone(one: str, other: str) -> None:
    assert release_of(one) == release_of(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("org/name-7b", "other/name-7b"),
        ("org/name-7b-chat", "org/name-7b"),
        ("org/name2-7b", "org/name3-7b"),
        ("org/name-v1-7b", "org/name-v2-7b"),
    ],
)
def test_another_account_variant_or_version_is_no_sibling(one: str, other: str) -> None:
    assert release_of(one) != release_of(other)


def test_a_name_without_a_size_has_no_siblings() -> None:
    assert release_of("org/name-chat") is None
    assert release_of("7b") is None


def test_a_sibling_belongs_to_the_system_of_its_largest_model() -> None:
    made = system([f"{HUB}nobody/made-70b"], [], models=[{"id": "nobody/made-70b", "role": "end"}])
    catalogue = Catalogue((made,))
    assert catalogue.sure_systems_of("Nobody/Made-7B") == ((made, Role.SIBLING),)
    assert catalogue.sure_systems_of("nobody/made-70b") == ((made, Role.END),)
    assert catalogue.sure_systems_of("somebody/made-7b") == ()


def test_nothing_is_borrowed_across_a_doubt() -> None:
    swapped = system([f"{HUB}others/upstream"], [f"{HUB}nobody/made-chat"])
    assert Catalogue((swapped,)).sure_systems_of("nobody/made-chat") == ()
    assert len(Catalogue((swapped,)).doubts) == 2


def test_a_name_is_found_whatever_its_spelling_and_an_ambiguous_one_gives_all() -> None:
    one = system([], [], id="one", name="Made 2 [small] 4B", models=[])
    two = system([], [], id="two", name="Made 2 [small] 9B", models=[])
    catalogue = Catalogue((one, two))
    assert catalogue.named("made-2 small 4b") == (one,)
    assert catalogue.named("Made 2 [small]") == (one, two)
    assert catalogue.named("two") == (two,)
    assert catalogue.named("[]") == catalogue.named("nothing") == ()


def test_every_doubt_of_the_shipped_catalogue_has_a_reason() -> None:
    catalogue = load_catalogue()
    for doubt in catalogue.doubts:
        assert "weights linked there" in doubt or "bears it out" in doubt


@pytest.mark.parametrize(
    ("own", "stated", "read", "missing"),
    [
        (["text"], [], ("audio", "text"), "audio"),
        (["text"], [], ("image", "text", "video"), "image, video"),
        (["audio"], [], ("text",), "text"),
        (["text"], ["audio", "text"], ("audio", "text"), None),
        (["code"], [], ("code", "text"), None),  # code is written
        (["image", "text"], [], ("image",), None),  # saying more is no doubt
        (["text"], [], None, None),  # nothing was read
    ],
)
def test_an_entry_that_leaves_out_what_its_model_is_made_for_is_told(
    own: list[str], stated: list[str], read: tuple[str, ...] | None, missing: str | None
) -> None:
    facts = {"modalities": {"value": stated, "source": "page"}} if stated else {}
    sources = {"page": {"url": "https://example.org", "date": "2026-11"}} if stated else {}
    made = system([f"{HUB}nobody/made-chat"], [], modalities=own, facts=facts, sources=sources)
    found = list(modality_doubts([made], {"nobody/made-chat": read}.get))
    assert len(found) == (missing is not None)
    assert all(f"made for {missing} too" in sentence for sentence in found)


def test_speech_recognition_of_the_shipped_catalogue_is_audio() -> None:
    catalogue = load_catalogue()
    for name in ("Omnilingual ASR", "Whisper", "nb-whisper"):
        assert "audio" in catalogue.system(name).kinds
