"""The token goes to the endpoint and nowhere else, and no stranger's address is followed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from openness.hub import fetch_record, stored_token
from openness.hub.errors import HubFailure, InvalidId, TokenRefused, UnusableAnswer
from openness.record.record import Look
from tests.fakehub import FakeHub
from tests.hub.conftest import Clients


@pytest.fixture
def other() -> Iterator[FakeHub]:
    """A second server: another port, so another origin."""
    with FakeHub() as hub:
        hub.answers.tokens = {"secret"}
        yield hub
    assert hub.errors == []


def test_the_endpoint_gets_it(fake: FakeHub, clients: Clients) -> None:
    fake.answers.tokens = {"secret"}
    fake.add_model("org/m", private=True)
    assert clients("secret").model("org/m").private
    assert fake.log[0].headers["authorization"] == "Bearer secret"


def test_without_a_token_none_is_sent_though_the_machine_has_one(
    fake: FakeHub, clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_of_this_machine")
    fake.add_model("org/m")
    clients().model("org/m")
    assert "authorization" not in fake.log[0].headers


def test_the_token_of_the_machine_is_given_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stored_token() is None
    monkeypatch.setenv("HF_TOKEN", "hf_of_this_machine")
    assert stored_token() == "hf_of_this_machine"


def test_a_wrong_token_is_said_to_be_wrong_without_showing_it(fake: FakeHub, clients: Clients) -> None:
    with pytest.raises(TokenRefused, match="refuses the token") as caught:
        clients("secret").model("org/m")
    assert "secret" not in str(caught.value)


def test_an_api_answer_from_another_host_is_not_followed(fake: FakeHub, other: FakeHub, clients: Clients) -> None:
    other.add_model("org/m")
    fake.fault("/api/", status=307, headers={"Location": f"{other.endpoint}/api/models/org/m"}, body=b"")
    with pytest.raises(UnusableAnswer, match="login page"):
        clients("secret").model("org/m")
    assert other.log == []


def test_a_stored_file_may_lie_elsewhere_but_the_token_stays(fake: FakeHub, other: FakeHub, clients: Clients) -> None:
    other.add_model("cdn/store", files={"blob": "licence text"})
    fake.answers.tokens = {"secret"}
    fake.fault("/org/m/resolve/", status=302, headers={"Location": f"{other.endpoint}/cdn/store/resolve/main/blob"})
    text, _ = clients("secret").text("org/m", "LICENSE", None)
    assert text.text == "licence text"
    assert fake.log[0].headers["authorization"] == "Bearer secret"
    assert "authorization" not in other.log[0].headers


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://x/y", "javascript:1", "http://[::1", "//"])
def test_a_file_is_only_followed_to_web_addresses(fake: FakeHub, clients: Clients, location: str) -> None:
    fake.fault("/org/m/resolve/", status=302, headers={"Location": location})
    assert clients().text("org/m", "LICENSE", None)[0].look is Look.FAILED


def test_a_store_that_cannot_be_reached_costs_only_the_file(fake: FakeHub, clients: Clients) -> None:
    with FakeHub() as gone:
        location = f"{gone.endpoint}/x"
    fake.fault("/org/m/resolve/", status=302, headers={"Location": location})
    text, _ = clients().text("org/m", "LICENSE", None)
    assert text.look is Look.FAILED
    assert "stores it" in (text.detail or "")


def test_circles_end(fake: FakeHub, clients: Clients) -> None:
    fake.fault("/api/", status=307, headers={"Location": "/api/models/org/m"}, body=b"")
    with pytest.raises(UnusableAnswer, match="in circles"):
        clients().model("org/m")
    assert len(fake.log) == 6


def test_a_next_page_on_another_host_is_not_asked_for(fake: FakeHub, other: FakeHub, clients: Clients) -> None:
    fake.answers.tokens = {"secret"}
    fake.answers.next_link_host = other.endpoint
    for number in range(3):
        fake.add_model(f"org/m{number}")
    pages = clients("secret").list_models(author="org", page_size=2)
    assert len(next(pages).rows) == 2
    with pytest.raises(UnusableAnswer, match="refusing to leave"):
        next(pages)
    assert other.log == []


def test_addresses_in_a_card_are_never_asked_for(fake: FakeHub, other: FakeHub, clients: Clients) -> None:
    link = f"{other.endpoint}/evil"
    fake.add_model(
        "org/m",
        files={"README.md": f"---\nlicense_link: {link}\n---\n[licence]({link}) ![]({link})"},
        cardData={"license_link": link, "base_model": link, "datasets": [link, "../../x"]},
        tags=[f"base_model:{link}", f"dataset:{link}"],
    )
    record = fetch_record(clients(), "org/m")
    assert other.log == []
    assert {fact.look for fact in record.datasets} == {Look.NOT_LOOKED}
    assert {fact.look for fact in record.lineage} == {Look.NOT_LOOKED}
    assert all(asked.path == "/api/models/org/m" or asked.path.startswith("/org/m/resolve/") for asked in fake.log)


@pytest.mark.parametrize("token", ["hf_geh\u00e4im", "hf_a b", "hf_a\nb", "hf_\u202ea", "hf_\x1b[31m"])
def test_a_token_that_can_be_none_is_a_sentence_without_it(clients: Clients, token: str) -> None:
    with pytest.raises(TokenRefused, match="no token has") as caught:
        clients(token)
    assert token not in str(caught.value)


@pytest.mark.parametrize(
    "endpoint",
    ["https://hub.example?token=hf_secret", "https://hub.example/#hf_secret", "https://me:hf_secret@hub.example",
     "https://hf_secret@hub.example?x", "ftp://me:hf_secret@hub.example", "me:hf_secret@hub.example"],
)  # fmt: skip
def test_an_endpoint_is_never_told_with_a_secret(clients: Clients, endpoint: str) -> None:
    with pytest.raises(InvalidId) as caught:
        clients("t", endpoint=endpoint)
    assert "hf_secret" not in str(caught.value)


@pytest.mark.parametrize("times", [None, 1])
def test_neither_credentials_nor_cookies_follow_a_redirect(
    fake: FakeHub, other: FakeHub, clients: Clients, times: int | None
) -> None:
    """Both servers are one host to a cookie jar, and user info in an address would become a sign-in."""
    fake.answers.tokens = {"hf_secret"}
    fake.add_model("org/m")
    cookie = {"Set-Cookie": "session=hf_secret; Path=/"}
    fake.fault("/api/models/org/m", headers=cookie)
    away = other.endpoint.replace("http://", "http://me:hf_secret@")
    fake.fault("/org/m/resolve/", times, status=302, headers={**cookie, "Location": f"{away}/cdn/store/blob"})
    hub = clients("hf_secret")
    hub.model("org/m")
    hub.text("org/m", "README.md", None)
    hub.model("org/m")
    assert other.log
    assert not [asked for asked in other.log if {"authorization", "cookie"} & set(asked.headers)]
    assert not [asked for asked in fake.log if "cookie" in asked.headers]


def test_user_info_in_a_redirect_to_the_endpoint_does_not_replace_the_token(fake: FakeHub, clients: Clients) -> None:
    fake.answers.tokens = {"secret"}
    fake.add_model("org/m")
    own = fake.endpoint.replace("http://", "http://me:other@")
    fake.fault("/api/models/org/m\\?", 1, status=307, headers={"Location": f"{own}/api/models/org/m?again"}, body=b"")
    clients("secret").model("org/m")
    assert {asked.headers["authorization"] for asked in fake.log} == {"Bearer secret"}


def test_a_refusal_that_repeats_the_token_is_told_without_it(fake: FakeHub, clients: Clients) -> None:
    told = "no access with Bearer hf_secret"
    fake.fault("/api/", status=403, headers={"X-Error-Message": told}, body=json.dumps({"error": told}).encode())
    with pytest.raises(HubFailure) as caught:
        clients("hf_secret").model("org/m")
    assert "hf_secret" not in str(caught.value)
    assert "(token)" in str(caught.value)
