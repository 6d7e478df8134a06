"""Sweeps: fewest requests, no odd record stops them, and a crash at any moment costs nothing."""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openness.errors import HubError
from openness.hub import NO_CARDS, All, Author, Cards, Hub, Ids, Journal, Selection, Top, fingerprint, refresh
from openness.hub.errors import (
    NO_ANSWER,
    MissingOrPrivate,
    RateLimited,
    ServerFailed,
    TokenRefused,
    Unreachable,
    UnusableAnswer,
)
from openness.record.record import Look, Record, Rejected
from tests.fakehub import FakeHub
from tests.hub.conftest import NOW, Clients, Sweep


def names(results: list[Record | Rejected]) -> list[str | None]:
    return [item.id if isinstance(item, Record) else f"-{item.id}" for item in results]


def fill(fake: FakeHub, number: int, org: str = "org") -> list[str]:
    ids = [f"{org}/m{index:03}" for index in range(number)]
    for index, model_id in enumerate(ids):
        fake.add_model(model_id, downloads=1000 - index, files={"README.md": f"card {index}", "LICENSE": "l"})
    return ids


class TestCost:
    def test_unchanged_models_of_one_account_cost_one_request(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = fill(fake, 60)
        first = sweep(hub, ids)
        assert names(first) == ids
        fake.forget()
        assert sweep(hub, ids) == first
        assert [asked.path for asked in fake.log] == ["/api/models"]

    def test_a_change_costs_that_models_texts_only(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = fill(fake, 40)
        sweep(hub, ids)
        fake.edit_model(ids[7], files={"README.md": "new"})
        fake.forget()
        results = sweep(hub, ids)
        assert fake.cards_asked() == [ids[7]]
        assert len(fake.log) == 1 + 3
        changed = results[7]
        assert isinstance(changed, Record)
        assert changed.card.text == "new"

    def test_a_gate_put_up_without_a_commit_is_seen(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = fill(fake, 3)
        sweep(hub, ids)
        fake.shelf.find("models", ids[1]).body["gated"] = "manual"  # type: ignore[union-attr]
        fake.forget()
        gated = sweep(hub, ids)[1]
        assert isinstance(gated, Record)
        assert (gated.body.gated, gated.card.look, fake.cards_asked()) == ("manual", Look.READ, [])

    def test_a_few_single_models_of_many_accounts_cost_one_request_each(
        self, fake: FakeHub, hub: Hub, sweep: Sweep
    ) -> None:
        ids = [fill(fake, 1, f"org{number}")[0] for number in range(12)]
        sweep(hub, ids)
        fake.forget()
        sweep(hub, ids)
        assert sorted(asked.path for asked in fake.log) == sorted(f"/api/models/{model_id}" for model_id in ids)

    @pytest.mark.parametrize("changes", [0, 9])
    @pytest.mark.parametrize("cards", [Cards(None), NO_CARDS, Cards(100), Cards(changed=True)])
    @pytest.mark.parametrize("selection", [All(), Author("org"), Top(1200)])
    def test_what_is_known_costs_its_pages_and_four_for_each_change(
        self, fake: FakeHub, hub: Hub, sweep: Sweep, selection: Selection, cards: Cards, changes: int
    ) -> None:
        fake.add_dataset("org/d")
        ids = [f"org/m{number}" for number in range(1200)]
        for number, model_id in enumerate(ids):
            files: dict[str, str | bytes] = {"README.md": "card"} if number < 40 else {}
            fake.add_model(model_id, downloads=9000 - number, files=files, cardData={"datasets": ["org/d"]})
        sweep(hub, selection, cards=cards)
        for model_id in ids[:changes]:
            fake.edit_model(model_id, files={"README.md": "new", "LICENSE": "l"})
        fake.forget()
        found = sweep(hub, selection, cards=cards, held=ids)
        assert len(found) == len(ids)
        told_apart = bool(cards.first) and not isinstance(selection, Top)
        assert len(fake.log) <= 2 + told_apart + 4 * changes

    def test_a_listing_stays_worth_it_where_some_ids_are_hidden(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.answers.largest_page = 10
        ids = fill(fake, 200)
        chosen = [ids[0], ids[1], "org/gone1", "org/gone2", "org/gone3"]
        results = sweep(hub, chosen)
        assert names(results) == [ids[0], ids[1], "-org/gone1", "-org/gone2", "-org/gone3"]
        assert len(fake.asked("/api/")) <= 2 * len(chosen)

    def test_two_thousand_models_cost_two_listing_requests(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        for number in range(2000):
            fake.add_model(f"org/m{number}", files={})
        assert len(sweep(hub, Author("org"))) == 2000
        assert len(fake.log) == 2

    def test_what_many_name_is_asked_once(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.add_dataset("org/d")
        fake.add_model("base/b", files={"LICENSE": "l"})
        for number in range(30):
            fake.add_model(f"org/m{number}", cardData={"datasets": ["org/d"], "base_model": "base/b"})
        sweep(hub, Author("org"))
        assert len(fake.asked("/api/datasets/")) == 1
        assert len(fake.asked("/api/models/base/b")) == 1
        assert len(fake.asked("/base/b/resolve/")) == 1

    def test_a_base_in_the_same_sweep_is_not_asked_for_apart(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.add_model("org/base", files={"README.md": "x", "LICENSE": "l"})
        fake.add_model("org/tuned", cardData={"base_model": "org/base"})
        sweep(hub, Author("org"))
        assert len(fake.asked("/api/")) == 1
        assert len(fake.asked("LICENSE")) == 1

    def test_thorough_asks_for_facts_anew_but_for_no_text(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.add_dataset("org/d")
        fake.add_model("org/m", cardData={"datasets": ["org/d"]})
        sweep(hub, ["org/m"])
        fake.add_dataset("org/d", gated="auto")
        fake.forget()
        (stale,) = sweep(hub, ["org/m"])
        assert len(fake.log) == 1
        (fresh,) = sweep(hub, ["org/m"], thorough=True)
        assert isinstance(stale, Record)
        assert isinstance(fresh, Record)
        assert (stale.datasets[0].gated, fresh.datasets[0].gated) == ("none", "auto")
        assert fake.cards_asked() == []

    def test_rows_without_file_list_do_if_the_revision_is_held(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.answers.in_lists -= {"siblings"}
        ids = fill(fake, 10)
        first = sweep(hub, ids)
        assert all(isinstance(item, Record) and item.files_look is Look.READ for item in first)
        fake.forget()
        assert sweep(hub, ids) == first
        assert [asked.path for asked in fake.log] == ["/api/models"]


class TestOddities:
    def test_nothing_stops_the_sweep(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fill(fake, 2)
        fake.add_model("org/gated", gated="manual", card_readable=False)
        fake.add_model("org/off", disabled=True)
        fake.add_model("org/private", private=True)
        fake.fault("/api/models/html/x", body=b"<html>")
        fake.fault("/api/models/down/x", status=500)
        fake.add_model("text/broken")
        fake.fault("/text/broken/resolve", drop=True)
        ids = [
            "org/m000", "org/gated", "org/off", "org/private", "../../etc", "html/x", "down/x", "text/broken",
            "https://evil/x", "org/m001",
        ]  # fmt: skip
        results = sweep(hub, ids)
        assert names(results) == [
            "org/m000", "org/gated", "-org/off", "-org/private", "-../../etc", "-html/x", "-down/x", "text/broken",
            "-https://evil/x", "org/m001",
        ]  # fmt: skip
        for item in results:
            assert isinstance(item, Record) or (item.part == "model" and len(item.reason) > 20)
        assert not [asked for asked in fake.log if "etc" in asked.path or "evil" in asked.path]

    def test_ids_count_once(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fill(fake, 2)
        assert names(sweep(hub, [" org/m001", "ORG/M001 ", "", "org/m000"])) == ["org/m001", "org/m000"]

    def test_two_names_of_one_repository_give_one_record(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.add_model("new/m")
        fake.rename("old/m", "new/m")
        results = sweep(hub, ["old/m", "new/m"])
        assert names(results) == ["new/m", "-new/m"]
        assert isinstance(results[0], Record)
        assert results[0].asked_as == "old/m"

    def test_an_id_in_the_wrong_case_is_found(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.add_model("Org/Model-A")
        fake.add_model("Org/Model-B")
        results = sweep(hub, ["Org/model-a", "Org/model-b"])
        assert names(results) == ["Org/Model-A", "Org/Model-B"]
        assert [item.asked_as for item in results if isinstance(item, Record)] == ["Org/model-a", "Org/model-b"]

    def test_odd_rows_of_a_listing_are_set_aside(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        rows = [{"id": "org/a", "sha": "1", "siblings": []}, {"nope": 1}, {"id": "../x"}, 7]
        fake.fault(r"/api/models\?", body=json.dumps(rows).encode())
        results = sweep(hub, Author("org"))
        assert [type(item) for item in results] == [Record, Rejected, Rejected, Rejected]

    def test_the_most_downloaded(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.answers.largest_page = 4
        ids = fill(fake, 20)
        assert names(sweep(hub, Top(10))) == ids[:10]
        assert len(fake.asked("/api/")) == 3

    def test_an_account_without_models_is_told(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        with pytest.raises(MissingOrPrivate, match="check the spelling"):
            sweep(hub, Author("nobody"))

    def test_an_author_listing_that_fails_falls_back_to_single_models(
        self, fake: FakeHub, hub: Hub, sweep: Sweep
    ) -> None:
        ids = fill(fake, 3)
        fake.fault(r"/api/models\?", body=b"<html>")
        assert names(sweep(hub, ids)) == ids

    def test_progress_counts(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = fill(fake, 5)
        sweep(hub, [*ids, "org/none"])
        last = sweep.progress[-1]
        assert (last.records, last.rejected, last.total, last.reused) == (5, 1, 6, 0)
        assert last.requests == len(fake.log)
        assert {budget.bucket for budget in last.budgets} == {"api", "files"}
        sweep(hub, ids)
        assert sweep.progress[-1].reused == 5


class TestGivingUp:
    def test_an_endpoint_that_is_gone(self, clients: Clients, sweep: Sweep) -> None:
        with FakeHub() as gone:
            endpoint = gone.endpoint
        for selection in (Ids(("a/b", "a/c")), Author("a"), Top(3)):
            with pytest.raises(Unreachable):
                sweep(clients(endpoint=endpoint), selection)

    def test_an_endpoint_that_dies_half_way(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = [fill(fake, 1, f"org{number:02}")[0] for number in range(40)]
        fake.fault(r"/api/models/org[123]", status=500)
        done: list[Record | Rejected] = []
        with pytest.raises(ServerFailed), sweep.journal(hub, Ids(tuple(ids))) as journal:
            done.extend(refresh(hub, Ids(tuple(ids)), journal=journal, workers=2))
        fake.faults.clear()
        fake.forget()
        results = sweep(hub, ids)
        assert names(results) == ids
        assert len(fake.cards_asked()) <= 30, "the ten that were read are not asked for again"

    def test_a_spent_budget_stops_it_and_the_next_run_goes_on(
        self, fake: FakeHub, clients: Clients, sweep: Sweep
    ) -> None:
        ids = [fill(fake, 1, f"org{number:02}")[0] for number in range(30)]
        fake.answers.limit("api", 10, window=2000)
        with pytest.raises(RateLimited, match="it goes on where it stopped"):
            sweep(clients(max_wait=100), ids)
        assert {asked.status for asked in fake.log} == {200}, "it stopped before the Hub had to say 429"
        done = len(fake.asked("/api/"))
        fake.answers.limit("api", 1000)
        assert names(sweep(clients(), ids)) == ids
        assert len(fake.asked("/api/")) <= 30 + 8
        assert 2 <= done <= 10

    def test_a_refused_token_stops_it_at_once(self, fake: FakeHub, clients: Clients, sweep: Sweep) -> None:
        with pytest.raises(TokenRefused):
            sweep(clients("wrong"), [f"o{number}/m" for number in range(50)])
        assert len(fake.log) < 50

    def test_a_listing_that_cannot_be_read_stops_it(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.fault(r"/api/models\?", body=b"<html>")
        with pytest.raises(UnusableAnswer, match="login page"):
            sweep(hub, Top(5))

    def test_a_listing_that_breaks_off_keeps_what_it_brought(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fill(fake, 3)
        body = fake.add_model("org/first", files={"README.md": "card"}).body
        rows = json.dumps([body]).encode()
        link = f'<{fake.endpoint}/api/models?cursor=1>; rel="next"'
        fake.fault(r"/api/models\?author", headers={"Link": link}, body=rows)
        fake.fault("cursor=1", status=500)
        *kept, last = sweep(hub, Author("org"))
        assert names(kept) == ["org/first"]
        assert isinstance(last, Rejected)
        assert (last.part, last.answer) == ("listing", NO_ANSWER)
        assert "keeps answering 500" in last.reason

    @pytest.mark.parametrize("headers", [{}, {"Retry-After": "99999"}, {"Retry-After": "300"}])
    def test_one_request_that_is_put_off_for_ever_costs_that_model_alone(
        self, fake: FakeHub, clients: Clients, sweep: Sweep, headers: dict[str, str]
    ) -> None:
        ids = [fill(fake, 1, f"org{number:02}")[0] for number in range(12)]
        fake.fault(f"/api/models/{ids[3]}", status=429, headers=headers)
        results = sweep(clients(), ids)
        assert [item.id for item in results if isinstance(item, Rejected)] == [ids[3]]
        assert names([item for item in results if isinstance(item, Record)]) == [name for name in ids if name != ids[3]]
        assert sum(wait.seconds for wait in clients.waits) <= 960

    def test_waiting_is_bounded_by_what_comes(self, fake: FakeHub, clients: Clients, sweep: Sweep) -> None:
        ids = [fill(fake, 1, f"org{number:03}")[0] for number in range(200)]
        fake.fault(r"/api/models/org\d\d[1-9]", status=503)
        fake.fault("README", status=503)
        hub = clients(max_wait=100)
        with pytest.raises(ServerFailed), sweep.journal(hub, Ids(tuple(ids))) as journal:
            list(refresh(hub, Ids(tuple(ids)), journal=journal, workers=2))
        assert sum(wait.seconds for wait in clients.waits) <= 100 + len(fake.log)

    def test_stopping_early_leaves_the_journal_whole(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = fill(fake, 50)
        with sweep.journal(hub, Ids(tuple(ids))) as journal:
            running = refresh(hub, Ids(tuple(ids)), journal=journal)
            taken = list(itertools.islice(running, 20))
            running.close()
        with sweep.journal(hub, Ids(tuple(ids))) as journal:
            kept = [journal.read(entry) for entry in journal.entries]
        assert kept[: len(taken)] == taken
        assert set(names(kept)) <= set(ids), "what was finished and not yet taken is kept too"
        assert names(sweep(hub, ids)) == ids


class TestResuming:
    @pytest.fixture(scope="class")
    @classmethod
    def served(cls) -> Iterator[tuple[FakeHub, Hub]]:
        with FakeHub() as fake:
            fake.answers.largest_page = 5
            for index in range(17):
                fake.add_model(f"org/m{index:02}", downloads=100 - index, files={"README.md": f"card {index}"})
            fake.add_model("org/off", disabled=True)
            with Hub(fake.endpoint, now=lambda: NOW) as hub:
                yield fake, hub

    @given(data=st.data())
    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    def test_a_crash_at_any_byte_changes_no_result(self, served: tuple[FakeHub, Hub], data: st.DataObject) -> None:
        fake, hub = served
        ids = (*(f"org/m{index:02}" for index in range(0, 17, 2)), "org/off", "x/missing", "../bad")
        selections: list[Selection] = [Ids(ids), Author("org"), Top(12)]
        selection = data.draw(st.sampled_from(selections))
        whole, _ = self.run(hub, selection, None)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "journal"
            results: list[Record | Rejected] = []
            for stop in data.draw(st.lists(st.integers(0, 12), max_size=3)):
                results, finished = self.run(hub, selection, path, stop)
                assert results == whole[: len(results)]
                if not finished:
                    lost = data.draw(st.integers(0, 400))  # how much is kept out of turn differs from run to run
                    path.write_bytes(path.read_bytes()[: max(0, path.stat().st_size - lost)])
            fake.forget()
            results, finished = self.run(hub, selection, path)
            assert finished
            assert results == whole

    def run(
        self, hub: Hub, selection: Selection, path: Path | None, stop: int | None = None
    ) -> tuple[list[Record | Rejected], bool]:
        with tempfile.TemporaryDirectory() as folder:
            mark = fingerprint(selection, hub.endpoint)
            with Journal(path or Path(folder) / "j", mark, now=NOW) as journal:
                results: list[Record | Rejected] = []
                for item in refresh(hub, selection, journal=journal, workers=2):
                    if len(results) == stop:
                        return results, False
                    results.append(item)
            return results, True

    def test_the_listing_goes_on_at_its_cursor(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.answers.largest_page = 10
        ids = fill(fake, 35)
        with sweep.journal(hub, Top(35)) as journal:
            assert len(list(itertools.islice(refresh(hub, Top(35), journal=journal), 24))) == 24
        read = set(fake.cards_asked())
        fake.forget()
        assert names(sweep(hub, Top(35))) == ids
        assert [asked.values("cursor") for asked in fake.asked("/api/models")] == [["20"], ["30"]]
        assert len(read & set(fake.cards_asked())) <= 32, "only what was under way is asked for again"
        assert not set(ids[:23]) & set(fake.cards_asked())

    def test_a_stale_cursor_starts_the_listing_over(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.answers.largest_page = 5
        ids = fill(fake, 12)
        with sweep.journal(hub, Author("org")) as journal:
            list(itertools.islice(refresh(hub, Author("org"), journal=journal), 8))
        fake.fault("cursor=5", times=1, status=400)
        assert names(sweep(hub, Author("org"))) == ids

    def test_a_finished_journal_asks_for_nothing(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fill(fake, 6)
        for selection in (Author("org"), Top(4), Ids(("org/m001", "org/m003"))):
            with sweep.journal(hub, selection) as journal:
                first = list(refresh(hub, selection, journal=journal))
            fake.forget()
            with sweep.journal(hub, selection) as journal:
                assert list(refresh(hub, selection, journal=journal)) == first
            assert fake.log == []

    def test_a_passing_failure_is_tried_again(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = fill(fake, 3)
        fake.fault("/api/models/org/m001", status=500)
        fake.fault(r"/api/models\?", body=b"[]")
        with sweep.journal(hub, Ids(tuple(ids))) as journal:
            first = list(refresh(hub, Ids(tuple(ids)), journal=journal))
        assert names(first) == [ids[0], "-org/m001", ids[2]]
        fake.faults.clear()
        fake.forget()
        assert names(sweep(hub, ids)) == ids
        assert fake.cards_asked() == ["org/m001"]


class TestJournal:
    def write(self, path: Path, mark: str = "a") -> None:
        with Journal(path, mark, now=NOW) as journal:
            for number in range(3):
                journal.append(f"k{number}", None, Rejected(id=f"i{number}", part="model", reason="r"))
            journal.pass_page("http://next")

    def test_it_remembers(self, tmp_path: Path) -> None:
        self.write(tmp_path / "deep" / "j")
        with Journal(tmp_path / "deep" / "j", "a", now=NOW) as journal:
            assert [entry.key for entry in journal.entries] == ["k0", "k1", "k2"]
            assert journal.cursor == "http://next"
            assert not journal.listed
            journal.discard()
        assert not (tmp_path / "deep" / "j").exists()

    @pytest.mark.parametrize(
        "tail",
        [b'{"key": "k3"', b"\x00\xff\n", b"[1]\n", b'{"key": 1, "rejected": {}}\n', b'{"torn\n{"cursor": null}\n'],
    )
    def test_a_damaged_tail_is_cut_off(self, tmp_path: Path, tail: bytes) -> None:
        path = tmp_path / "j"
        self.write(path)
        whole = path.read_bytes()
        path.write_bytes(whole + tail)
        with Journal(path, "a", now=NOW) as journal:
            assert len(journal.entries) == 3
            assert not journal.listed
        assert path.read_bytes() == whole

    def test_a_line_that_lacks_only_its_end_is_cut_off(self, tmp_path: Path) -> None:
        path = tmp_path / "j"
        self.write(path)
        path.write_bytes(path.read_bytes()[:-1])
        for expected in (None, "http://again"):
            with Journal(path, "a", now=NOW) as journal:
                assert journal.cursor == expected
                journal.pass_page("http://again")

    def test_of_another_selection_it_starts_over(self, tmp_path: Path) -> None:
        path = tmp_path / "j"
        self.write(path)
        with Journal(path, "b", now=NOW) as journal:
            assert journal.entries == []

    @pytest.mark.parametrize("pause", [timedelta(hours=25), timedelta(days=8), timedelta(days=4000)])
    def test_it_goes_on_after_any_pause(self, tmp_path: Path, pause: timedelta) -> None:
        path = tmp_path / "j"
        self.write(path)
        for _ in range(2):
            with Journal(path, "a", now=NOW + pause) as journal:
                assert (len(journal.entries), journal.started) == (3, NOW)

    @pytest.mark.parametrize("opened", ["[", '{"a":', '{"key":"k9","record":{"body":{"a":'])
    def test_depth_is_one_more_damaged_line(self, tmp_path: Path, opened: str) -> None:
        path = tmp_path / "j"
        self.write(path)
        with path.open("ab") as file:
            file.write(opened.encode() * 200_000 + b"\n")
        with Journal(path, "a", now=NOW) as journal:
            assert len(journal.entries) == 3

    def test_a_clock_that_went_back_loses_no_journal(self, tmp_path: Path) -> None:
        path = tmp_path / "j"
        self.write(path)
        with Journal(path, "a", now=NOW - timedelta(days=400)) as journal:
            assert (len(journal.entries), journal.started) == (3, NOW)

    def test_a_foreign_file_is_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "j"
        path.write_bytes(b"\x80\x02whatever\n")
        with Journal(path, "a", now=NOW) as journal:
            assert journal.entries == []

    def test_a_place_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(HubError, match="cannot keep its journal"):
            Journal(tmp_path / "file" / "j", "a", now=NOW)


class TestRemovals:
    def fill(self, fake: FakeHub) -> list[str]:
        return fill(fake, 25)

    def test_a_whole_listing_asks_for_what_it_does_not_name(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = self.fill(fake)
        fake.forget()
        results = sweep(hub, All(), cards=NO_CARDS, held=["org/gone", *ids, "Org/M003"])
        assert sorted(map(str, names(results))) == sorted([*ids, "-org/gone"])
        (gone,) = (item for item in results if isinstance(item, Rejected))
        assert gone.answer is not None
        assert gone.answer != NO_ANSWER
        assert [asked.path for asked in fake.log] == ["/api/models", "/api/models/org/gone"]

    def test_a_model_that_a_listing_forgot_is_no_removal(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids = self.fill(fake)
        fake.answers.unlisted = {ids[4]}
        results = sweep(hub, All(), cards=NO_CARDS, held=ids)
        assert sorted(map(str, names(results))) == ids

    @pytest.mark.parametrize("selection", [Top(10), Author("org"), Ids(("org/m001",))])
    def test_a_part_of_the_hub_says_nothing_of_the_rest(
        self, fake: FakeHub, hub: Hub, sweep: Sweep, selection: Selection
    ) -> None:
        self.fill(fake)
        results = sweep(hub, selection, held=["other/gone"] if isinstance(selection, Author) else ["org/gone"])
        assert all(isinstance(item, Record) for item in results)
        assert not fake.asked("gone")

    def test_a_listing_that_broke_off_says_nothing_of_the_rest(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        fake.answers.largest_page = 10
        self.fill(fake)
        fake.fault(r"cursor=10", status=404)
        results = sweep(hub, All(), cards=NO_CARDS, held=["org/gone"])
        assert [name for name in names(results) if name and name.startswith("-")] == ["-None"]
        assert not fake.asked("gone")

    def test_stopped_among_the_removals_it_goes_on_there(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        ids, gone = self.fill(fake), [f"org/gone{number}" for number in range(40)]
        with sweep.journal(hub, All()) as journal:
            stream = refresh(hub, All(), journal=journal, cards=NO_CARDS, held=gone)
            first = list(itertools.islice(stream, len(ids) + 3))
            stream.close()
        fake.forget()
        with sweep.journal(hub, All(), NOW + timedelta(days=40)) as journal:
            again = list(refresh(hub, All(), journal=journal, cards=NO_CARDS, held=gone))
        assert again[: len(first)] == first
        assert names(again)[len(ids) :] == [f"-{name}" for name in gone]
        assert len(fake.log) == len(gone) - 3


def test_fingerprints_tell_selections_apart() -> None:
    marks = [
        fingerprint(selection, endpoint)
        for selection in (Ids(("a/b",)), Ids(("a/b", "a/c")), Author("a"), Top(3), Top(4))
        for endpoint in ("http://x", "http://y")
    ]
    assert len(set(marks)) == len(marks)
    assert fingerprint(Ids(("A/B", "a/b ")), "http://x/") == fingerprint(Ids(("a/b",)), "http://x")
