"""The fake Hub speaks what huggingface_hub's own client understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakehub import FakeHub


@pytest.fixture
def api(fake: FakeHub) -> object:
    from huggingface_hub import HfApi

    return HfApi(endpoint=fake.endpoint, token=False)


def test_the_library_reads_it(fake: FakeHub, api: object, tmp_path: Path) -> None:
    from huggingface_hub import HfApi

    assert isinstance(api, HfApi)
    model = fake.add_model("org/m", gated="manual", files={"README.md": "---\nlicense: mit\n---\n# x", "a/b.txt": "b"})
    fake.add_dataset("org/d", gated="auto")
    for number in range(7):
        fake.add_model(f"many/m{number}")
    info = api.model_info("org/m")
    assert (info.id, info.sha, info.gated) == ("org/m", model.commit, "manual")
    assert [sibling.rfilename for sibling in info.siblings or []] == ["README.md", "a/b.txt"]
    assert api.dataset_info("org/d").gated == "auto"
    assert len(list(api.list_models(author="many", limit=5, expand=["sha", "gated"]))) == 5
    assert [entry.path for entry in api.list_repo_tree("org/m", recursive=True)] == ["README.md", "a/b.txt"]
    path = api.hf_hub_download("org/m", "README.md", cache_dir=tmp_path)
    assert Path(path).read_text(encoding="utf-8").endswith("# x")
    assert fake.asked("/resolve/", "HEAD")


def test_the_librarys_errors_come_out(fake: FakeHub, api: object) -> None:
    from huggingface_hub import HfApi, get_session
    from huggingface_hub.errors import (
        BadRequestError,
        DisabledRepoError,
        GatedRepoError,
        RemoteEntryNotFoundError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )
    from huggingface_hub.utils._http import hf_raise_for_status

    assert isinstance(api, HfApi)
    fake.add_model("org/m")
    fake.add_model("org/off", disabled=True)
    fake.add_model("org/gated", gated="auto", card_readable=False)
    with pytest.raises(RepositoryNotFoundError):
        api.model_info("org/none")
    with pytest.raises(RevisionNotFoundError):
        api.model_info("org/m", revision="nope")
    with pytest.raises(DisabledRepoError):
        api.model_info("org/off")
    with pytest.raises(BadRequestError):
        api.model_info("org/m", expand=["nonsense"])  # type: ignore[list-item]
    for address, error in (
        ("org/gated/resolve/main/README.md", GatedRepoError),
        ("org/m/resolve/main/none", RemoteEntryNotFoundError),
    ):
        with pytest.raises(error):
            hf_raise_for_status(get_session().get(f"{fake.endpoint}/{address}"))


def test_an_unchanged_file_answers_304(fake: FakeHub) -> None:
    from huggingface_hub import get_session

    model = fake.add_model("org/m")
    address = f"{fake.endpoint}/org/m/resolve/main/README.md"
    first = get_session().get(address)
    assert first.headers["X-Repo-Commit"] == model.commit
    second = get_session().get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert get_session().head(address).headers["Content-Length"] == str(len(first.content))
