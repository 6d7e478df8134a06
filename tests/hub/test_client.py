"""What single questions to the Hub come to: one test a row of the behaviours a client meets."""

from __future__ import annotations

from typing import Any

import pytest

from openness.errors import HubError
from openness.hub import Hub
from openness.hub.errors import (
    Disabled,
    Forbidden,
    Gated,
    HubFailure,
    InvalidId,
    MissingOrPrivate,
    Offline,
    RevisionMissing,
    ServerFailed,
    TokenRefused,
    Unreachable,
    UnusableAnswer,
)
from openness.record.record import Look, ModelBody
from tests.fakehub import FakeHub
from tests.hub.conftest import Clients


def test_a_model_comes_with_all_that_was_asked_for(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/m", gated="manual", tags=["license:mit"], downloads=7, cardData={"license": "mit"})
    body = hub.model("org/m")
    assert (body.id, body.gated, body.downloads, body.card_data) == ("org/m", "manual", 7, {"license": "mit"})
    assert [file.path for file in body.files or ()] == ["README.md"]
    (asked,) = fake.log
    assert {"sha", "gated", "siblings", "cardData", "safetensors"} <= set(asked.values("expand"))


def test_a_model_at_a_revision(fake: FakeHub, hub: Hub) -> None:
    old = fake.add_model("org/m", likes=1)
    fake.edit_model("org/m", likes=2)
    assert hub.model("org/m").likes == 2
    assert hub.model("org/m", old.commit).likes == 1
    with pytest.raises(RevisionMissing, match="no such revision"):
        hub.model("org/m", "f" * 40)


def test_a_renamed_model_answers_under_its_new_name(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("new/m")
    fake.rename("old/m", "new/m")
    assert hub.model("old/m").id == "new/m"


REFUSALS: list[tuple[dict[str, Any], type[HubFailure], str]] = [
    ({"status": 404, "headers": {"X-Error-Code": "RepoNotFound"}}, MissingOrPrivate, "missing, renamed or private"),
    ({"status": 404}, MissingOrPrivate, "missing, renamed or private"),
    ({"status": 401}, MissingOrPrivate, "give a token"),
    ({"status": 401, "headers": {"X-Error-Code": "RepoNotFound"}}, MissingOrPrivate, "give a token"),
    ({"status": 401, "headers": {"X-Error-Code": "GatedRepo"}}, Gated, "accept the conditions"),
    ({"status": 403, "headers": {"X-Error-Code": "GatedRepo"}}, Gated, "accept the conditions"),
    ({"status": 403, "headers": {"X-Error-Message": "Access to this resource is disabled."}}, Disabled, "disabled"),
    ({"status": 403, "body": b'{"error": "no\\n\\u001b[31mentry"}'}, Forbidden, "no \\[31mentry"),
    ({"status": 404, "headers": {"X-Error-Code": "RevisionNotFound"}}, RevisionMissing, "no such revision"),
    ({"status": 418}, UnusableAnswer, "check the endpoint"),
    ({"status": 401, "headers": {"X-Error-Message": "Invalid credentials in Authorization header"}}, TokenRefused,
     "renew it"),
    ({"status": 501}, ServerFailed, "try again later"),
    ({"body": b"not json"}, UnusableAnswer, "not JSON"),
    ({"body": b""}, UnusableAnswer, "empty answer"),
    ({"body": b"<!doctype html><title>Log in</title>", "headers": {"Content-Type": "text/html"}}, UnusableAnswer,
     "login page"),
    ({"body": b"null"}, UnusableAnswer, "expected one JSON object, got null"),
    ({"body": b"[]"}, UnusableAnswer, "got a list"),
    ({"body": b'{"sha": "x"}'}, UnusableAnswer, "no usable id"),
    ({"body": b'{"id": "../../etc/passwd"}'}, UnusableAnswer, "not an id of the Hub"),
    ({"body": b'{"id": "org/m", "config": ' + b"[" * 5000}, UnusableAnswer, "not JSON"),
    ({"body": b'{"id": "org/m", "x": ' + b"[" * 5000 + b"]" * 5000 + b"}"}, UnusableAnswer, "not JSON"),
    ({"body": b'{"id": "org/m", "cardData": {"x": ' + b"[" * 500 + b"]" * 500 + b"}}"}, UnusableAnswer, "too deep"),
    ({"body": b"\xff\xfe{}"}, UnusableAnswer, "not JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "failure", "says"), REFUSALS)
def test_each_refusal_has_its_name_and_says_what_to_do(
    fake: FakeHub, hub: Hub, fault: dict[str, Any], failure: type[HubFailure], says: str
) -> None:
    fake.fault("/api/models/org/m", **fault)
    with pytest.raises(failure, match=says) as caught:
        hub.model("org/m")
    assert type(caught.value) is failure
    assert "\n" not in str(caught.value)
    assert len(fake.log) == 1, "a refusal is not asked for again"
    assert isinstance(caught.value, HubError)
    assert caught.value.exit_code == 1


def test_hostile_error_bodies_do_no_harm(fake: FakeHub, hub: Hub) -> None:
    for body in (b"[1]", b'{"error": [1]}', b'{"errors": 3}', b"\xff", b'{"error": null}', b"[" * 60000, b"x" * 10**6):
        fake.faults.clear()
        fake.fault("/api/models/org/m", status=403, body=body)
        with pytest.raises(Forbidden):
            hub.model("org/m")


@pytest.mark.parametrize(
    ("body", "field", "kept"),
    [
        ({"gated": "maybe"}, "gated", "unspecified"),
        ({"safetensors": {"nothing": 1}}, "safetensors", {"nothing": 1}),
        ({"siblings": [{"x": 1}, {"rfilename": "a"}, None]}, "files", 1),
        ({"tags": "mit"}, "tags", ("mit",)),
        ({"cardData": "text"}, "card_data", None),
        ({"lastModified": "not a date"}, "last_modified", "not a date"),
        ({"likes": float("nan")}, "likes", None),
        ({"author": "half \ud800 pair"}, "author", "half \ufffd pair"),
    ],
)
def test_odd_values_cost_no_model(fake: FakeHub, hub: Hub, body: dict[str, Any], field: str, kept: object) -> None:
    fake.add_model("org/m", **body)
    value = getattr(hub.model("org/m"), field)
    assert (len(value) if field == "files" else value) == kept


@pytest.mark.parametrize("model_id", [
    "", "a/b/c", "../x", "a/..", "a//b", "https://huggingface.co/a/b", "a b", "a/b?x=1", "a/b#c", "a%2fb", "-a/b",
    "a/b\n", "a\\b", "é/x", "a/" + "x" * 300, "/a/b", "a/b/",
])  # fmt: skip
def test_a_text_that_is_no_id_is_never_asked_for(fake: FakeHub, hub: Hub, model_id: str) -> None:
    with pytest.raises(InvalidId, match="organisation/name"):
        hub.model(model_id)
    assert fake.log == []


def test_revision_and_author_are_checked_too(fake: FakeHub, hub: Hub) -> None:
    with pytest.raises(InvalidId, match="not a revision"):
        hub.model("org/m", "../../x")
    with pytest.raises(InvalidId, match="not the name of an account"):
        next(hub.list_models(author="a/b"))
    assert fake.log == []


@pytest.mark.parametrize(
    "endpoint", ["", "huggingface.co", "ftp://x", "file:///etc/passwd", "http://u:p@x", "http://x?q", "http://[::1"]
)
def test_an_endpoint_is_a_plain_address(endpoint: str) -> None:
    with pytest.raises(InvalidId):
        Hub(endpoint)


def test_a_trailing_slash_of_the_endpoint_is_left_out(fake: FakeHub, clients: Clients) -> None:
    fake.add_model("org/m")
    hub = clients(endpoint=fake.endpoint + "/")
    hub.model("org/m")
    assert hub.endpoint == fake.endpoint
    assert fake.log[0].path == "/api/models/org/m"


def test_offline_asks_nothing(fake: FakeHub, clients: Clients) -> None:
    hub = clients(offline=True)
    with pytest.raises(Offline, match="--offline"):
        hub.model("org/m")
    assert fake.log == []


def test_the_librarys_own_offline_switch_holds(fake: FakeHub, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(Offline, match="HF_HUB_OFFLINE"):
        hub.model("org/m")
    assert fake.log == []


def test_an_endpoint_that_is_not_there(clients: Clients) -> None:
    with FakeHub() as gone:
        endpoint = gone.endpoint
    hub = clients(endpoint=endpoint)
    with pytest.raises(Unreachable, match="check the address and the network") as caught:
        hub.model("org/m")
    assert endpoint in str(caught.value)
    assert [wait.seconds for wait in clients.waits] == [1, 2]


def test_no_request_but_the_one_asked_for(fake: FakeHub, hub: Hub) -> None:
    """The library would ask the endpoint who is using it, unless its telemetry is off."""
    fake.add_model("org/m")
    hub.model("org/m")
    assert [asked.path for asked in fake.log] == ["/api/models/org/m"]
    assert fake.log[0].headers["user-agent"].startswith("openness/")


class TestTexts:
    def test_a_text_comes_with_its_commit(self, fake: FakeHub, hub: Hub) -> None:
        model = fake.add_model("org/m", files={"README.md": "# Grüße\r\n"})
        text, commit = hub.text("org/m", "README.md", model.commit)
        assert (text.look, text.text, text.truncated, commit) == (Look.READ, "# Grüße\r\n", False, model.commit)
        assert fake.log[0].path == f"/org/m/resolve/{model.commit}/README.md"

    def test_a_name_with_odd_characters(self, fake: FakeHub, hub: Hub) -> None:
        name = "LICENSE (v1) #2?.txt"
        fake.add_model("org/m", files={name: "x"})
        assert hub.text("org/m", name, None)[0].text == "x"

    @pytest.mark.parametrize("path", ["../x", "a/../b", "/etc/passwd", "a\\b", "a\nb", "", "x" * 501, "a//b"])
    def test_a_path_out_of_the_repository_is_not_asked_for(self, fake: FakeHub, hub: Hub, path: str) -> None:
        assert hub.text("org/m", path, None)[0].look is Look.FAILED
        assert fake.log == []

    def test_a_missing_file(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/m")
        text, commit = hub.text("org/m", "LICENSE", None)
        assert (text.look, commit) == (Look.ABSENT, None)
        assert text.detail is not None
        assert "no such file" in text.detail

    def test_a_gone_revision(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/m")
        assert hub.text("org/m", "README.md", "f" * 40)[0].look is Look.FAILED

    @pytest.mark.parametrize("codes", [True, False])
    @pytest.mark.parametrize("token", [None, "known"])
    def test_a_gate(self, fake: FakeHub, clients: Clients, token: str | None, codes: bool) -> None:
        fake.answers.powerless = {"known"}
        fake.answers.error_codes = codes
        fake.add_model("org/m", gated="auto", files={"README.md": "card", "LICENSE": "text"})
        fake.add_model("org/shut", gated="manual", card_readable=False)
        hub = clients(token)
        assert hub.text("org/m", "README.md", None)[0].text == "card"
        assert hub.text("org/m", "LICENSE", None)[0].look is Look.REFUSED
        assert hub.text("org/shut", "README.md", None)[0].look is Look.REFUSED

    def test_a_token_with_access_opens_the_gate(self, fake: FakeHub, clients: Clients) -> None:
        fake.answers.tokens = {"good"}
        fake.add_model("org/m", gated="auto", card_readable=False)
        assert clients("good").text("org/m", "README.md", None)[0].look is Look.READ

    def test_a_long_text_is_cut_at_two_mebibytes(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/m", files={"README.md": "é" * (2**20) + "é" * 5, "LICENSE": "x" * 2**21})
        text, _ = hub.text("org/m", "README.md", None)
        assert text.truncated
        assert text.text == "é" * 2**20
        assert not hub.text("org/m", "LICENSE", None)[0].truncated

    def test_a_cut_leaves_no_half_character(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/m", files={"README.md": "x" + "é" * 2**20})
        text, _ = hub.text("org/m", "README.md", None)
        assert text.text == "x" + "é" * (2**20 - 1)

    def test_bytes_that_are_no_text(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/m", files={"README.md": b"\xff\xfe\x00ok\xc3"})
        assert hub.text("org/m", "README.md", None)[0].text == "\ufffd\ufffd\x00ok\ufffd"

    def test_a_server_error_is_noted_not_raised(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_model("org/m")
        fake.fault("/resolve/", status=500)
        text, _ = hub.text("org/m", "README.md", None)
        assert text.look is Look.FAILED
        assert "500" in (text.detail or "")


class TestDatasets:
    def test_facts(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_dataset("org/d", gated="auto", cardData={"license": ["mit", "other"]})
        fact = hub.dataset("org/d")
        assert (fact.look, fact.gated, fact.licences, fact.has_card) == (Look.READ, "auto", ("mit", "other"), True)

    def test_licences_from_tags_where_there_is_no_card_data(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_dataset("org/d", cardData=..., tags=["license:cc0-1.0", "en"])
        fact = hub.dataset("org/d")
        assert (fact.licences, fact.has_card) == (("cc0-1.0",), None)

    def test_a_moved_data_set(self, fake: FakeHub, hub: Hub) -> None:
        fake.add_dataset("rajpurkar/squad")
        fake.rename("squad", "rajpurkar/squad", "datasets")
        fact = hub.dataset("squad")
        assert (fact.id, fact.resolved_id, fact.look) == ("squad", "rajpurkar/squad", Look.READ)

    @pytest.mark.parametrize(
        ("fault", "look"),
        [
            ({"status": 404}, Look.ABSENT),
            ({"status": 401}, Look.ABSENT),
            ({"status": 403, "headers": {"X-Error-Code": "GatedRepo"}}, Look.REFUSED),
            ({"status": 500}, Look.FAILED),
            ({"body": b"<html>"}, Look.FAILED),
            ({"body": b"{}"}, Look.FAILED),
            ({"drop": True}, Look.FAILED),
        ],
    )
    def test_what_cannot_be_asked_is_noted(self, fake: FakeHub, hub: Hub, fault: dict[str, Any], look: Look) -> None:
        fake.fault("/api/datasets/", **fault)
        fact = hub.dataset("org/d")
        assert fact.look is look
        assert fact.detail


def test_bodies_of_the_old_shape(fake: FakeHub, hub: Hub) -> None:
    fake.fault("/api/models/org/m", body=b'{"modelId": "org/m", "sha": "1", "tags": ["x"], "siblings": []}')
    assert hub.model("org/m") == ModelBody(id="org/m", sha="1", tags=("x",), files=())
