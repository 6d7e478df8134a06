"""One record: every part says what became of the look at it, and nothing is asked for twice."""

from __future__ import annotations

import subprocess
import sys

import pytest

from openness.hub import Hub, fetch_record
from openness.hub.errors import MissingOrPrivate
from openness.hub.facts import DEEPEST, MOST_ANCESTORS, MOST_DATASETS
from openness.record.record import Look, Record, Relation
from tests.fakehub import FakeHub
from tests.hub.conftest import NOW, Clients


def test_everything_about_one_model(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("base/b", files={"README.md": "b", "LICENSE": "base licence"}, gated="manual", cardData=...)
    fake.add_dataset("org/d", cardData={"license": "odbl"})
    model = fake.add_model(
        "org/m",
        files={"README.md": "card", "LICENSE": "licence", "USE_POLICY.md": "policy", "a.safetensors": "w"},
        cardData={"datasets": ["org/d", "no id here"], "base_model": "base/b"},
        tags=["base_model:finetune:base/b"],
    )
    record = fetch_record(hub, "org/m")
    assert record.revision == model.commit
    assert (record.origin, record.fetched_at, record.asked_as) == (fake.endpoint, NOW, None)
    assert (record.card.look, record.card.text, record.files_look) == (Look.READ, "card", Look.READ)
    assert [(file.path, file.text) for file in record.licence_files] == [
        ("LICENSE", "licence"), ("USE_POLICY.md", "policy"),
    ]  # fmt: skip
    assert [(fact.id, fact.look) for fact in record.datasets] == [
        ("org/d", Look.READ), ("no id here", Look.NOT_LOOKED),
    ]  # fmt: skip
    (base,) = record.lineage
    assert (base.id, base.child, base.depth, base.relation) == ("base/b", "org/m", 1, Relation.FINETUNE)
    assert base.body is not None
    assert base.body.gated == "manual"
    assert [(file.path, file.look) for file in base.licence_files] == [("LICENSE", Look.REFUSED)]
    assert Record.model_validate_json(record.model_dump_json()) == record
    assert fake.asked("a.safetensors") == []


def test_a_gated_model_still_comes_out(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/m", gated="manual", card_readable=False, files={"README.md": "c", "LICENSE": "l"})
    record = fetch_record(hub, "org/m")
    assert record.body.gated == "manual"
    assert (record.card.look, record.licence_files[0].look) == (Look.REFUSED, Look.REFUSED)
    assert "accept the conditions" in (record.card.detail or "")


def test_a_file_the_list_does_not_name_is_not_asked_for(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/m", files={"config.json": "{}"})
    record = fetch_record(hub, "org/m")
    assert (record.card.look, record.licence_files) == (Look.ABSENT, ())
    assert fake.asked("/resolve/") == []


def test_without_a_file_list_only_the_card_is_asked_for(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/m", siblings=..., files={"README.md": "card", "LICENSE": "l"})
    record = fetch_record(hub, "org/m")
    assert (record.files_look, record.card.look, record.licence_files) == (Look.FAILED, Look.READ, ())


def test_a_body_without_revision_gets_the_one_its_card_was_read_at(fake: FakeHub, hub: Hub) -> None:
    model = fake.add_model("org/m", sha=..., files={"README.md": "card", "LICENSE": "l"})
    record = fetch_record(hub, "org/m")
    assert record.revision == model.commit
    assert [asked.path.split("/")[4] for asked in fake.asked("/resolve/")] == ["main", model.commit]


def test_a_renamed_model_keeps_the_name_asked_for(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("new/m")
    fake.rename("old/m", "new/m")
    record = fetch_record(hub, "old/m")
    assert (record.id, record.asked_as) == ("new/m", "old/m")
    assert fake.cards_asked() == ["new/m"]


def test_a_missing_model_is_never_said_not_to_exist(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/private", private=True)
    said = set()
    for model_id in ("org/private", "org/missing"):
        with pytest.raises(MissingOrPrivate) as caught:
            fetch_record(hub, model_id)
        said.add(str(caught.value).replace(model_id, "X"))
    assert len(said) == 1
    assert "exist" not in said.pop()


def test_a_known_record_saves_every_text(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("base/b", files={"LICENSE": "l"})
    fake.add_dataset("org/d")
    fake.add_model(
        "org/m", files={"README.md": "c", "LICENSE": "l"}, cardData={"datasets": "org/d", "base_model": "base/b"}
    )
    first = fetch_record(hub, "org/m")
    fake.forget()
    again = fetch_record(hub, "org/m", known=first)
    assert [asked.path for asked in fake.log] == ["/api/models/org/m"]
    assert again == first


def test_what_could_not_be_read_is_tried_again(fake: FakeHub, clients: Clients) -> None:
    fake.answers.tokens = {"t"}
    fake.add_model("org/m", gated="auto", files={"README.md": "c", "LICENSE": "l"})
    shut = fetch_record(clients(), "org/m")
    assert [file.look for file in shut.licence_files] == [Look.REFUSED]
    fake.forget()
    opened = fetch_record(clients("t"), "org/m", known=shut)
    assert [file.look for file in opened.licence_files] == [Look.READ]
    assert fake.cards_asked() == []


def test_a_change_is_read_anew(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/m", files={"README.md": "old"})
    first = fetch_record(hub, "org/m")
    fake.edit_model("org/m", files={"README.md": "new"})
    assert fetch_record(hub, "org/m", known=first).card.text == "new"


class TestLineage:
    def chain(self, fake: FakeHub, length: int) -> None:
        for number in range(length):
            above = {"base_model": f"org/m{number + 1}"} if number + 1 < length else {}
            fake.add_model(f"org/m{number}", cardData=above, files={"README.md": "x", "LICENSE": "l"})

    def test_up_to_a_depth(self, fake: FakeHub, hub: Hub) -> None:
        self.chain(fake, 10)
        record = fetch_record(hub, "org/m0")
        assert [(fact.id, fact.depth, fact.child) for fact in record.lineage] == [
            (f"org/m{depth}", depth, f"org/m{depth - 1}") for depth in range(1, DEEPEST + 1)
        ]
        assert [len(fact.licence_files) for fact in record.lineage] == [1, 0, 0, 0, 0]

    def test_cycles_end(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/a", cardData={"base_model": ["org/b", "ORG/A"]})
        fake.add_model("org/b", cardData={"base_model": ["org/c", "org/a"]})
        fake.add_model("org/c", cardData={"base_model": "Org/B"})
        assert [fact.id for fact in fetch_record(hub, "org/a").lineage] == ["org/b", "org/c"]

    def test_a_merge_of_very_many(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/m", cardData={"base_model": [f"org/x{number}" for number in range(200)]})
        lineage = fetch_record(hub, "org/m").lineage
        assert len(lineage) == MOST_ANCESTORS + 1
        assert lineage[-1].look is Look.NOT_LOOKED
        assert len(fake.asked("/api/models/org/x")) == MOST_ANCESTORS

    def test_what_cannot_be_seen_is_noted(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/m", cardData={"base_model": ["org/hidden", "org/broken", "/cache/model", "org/off"]})
        fake.add_model("org/hidden", private=True)
        fake.add_model("org/off", disabled=True)
        fake.fault("/api/models/org/broken", body=b"<html>")
        assert [(fact.look, bool(fact.detail)) for fact in fetch_record(hub, "org/m").lineage] == [
            (Look.ABSENT, True), (Look.FAILED, True), (Look.NOT_LOOKED, True), (Look.REFUSED, True),
        ]  # fmt: skip

    def test_a_renamed_base(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("new/b")
        fake.rename("old/b", "new/b")
        fake.add_model("org/m", cardData={"base_model": ["old/b", "new/b"]})
        (fact,) = fetch_record(hub, "org/m").lineage
        assert fact.id == "old/b"
        assert fact.body is not None
        assert fact.body.id == "new/b"


def test_very_many_data_sets(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/m", cardData={"datasets": [f"org/d{number}" for number in range(100)]})
    facts = fetch_record(hub, "org/m").datasets
    assert len(facts) == 100
    assert [fact.look for fact in facts].count(Look.ABSENT) == MOST_DATASETS
    assert {fact.look for fact in facts[MOST_DATASETS:]} == {Look.NOT_LOOKED}
    assert len(fake.asked("/api/datasets/")) == MOST_DATASETS


def test_a_card_without_data_from_the_hub_still_names_things(fake: FakeHub, hub: Hub) -> None:
    text = "---\ndatasets:\n- org/d\nbase_model: org/b\n---\n# x"
    fake.add_model("org/m", cardData=..., tags=..., files={"README.md": text})
    fake.add_dataset("org/d")
    record = fetch_record(hub, "org/m")
    assert [fact.look for fact in record.datasets] == [Look.READ]
    assert [fact.look for fact in record.lineage] == [Look.ABSENT]


def test_the_room_is_cheap_to_enter() -> None:
    code = "import sys, openness.hub; print(*sorted({n.split('.')[0] for n in sys.modules}))"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"huggingface_hub", "httpx2", "pandas", "pyarrow", "streamlit"} & set(modules)
