"""The recordings of ../shared/hub as a store: read in place, nothing claimed that was not recorded.

A model is served from its API body where there is one, else from its payload, its row of the 2022
listing, or its card alone. Made by us: the commit of repositories whose real one is not known (it
stands for the content), and the body of models known by payload or card (id and commit; a file
list only from a payload).
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from tests.fakehub.repository import Kind, Repository, commit_of

_LICENCE = re.compile(r"licen[sc]e", re.IGNORECASE)
_HEAD = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_MODEL_KINDS = ("api", "card", "list_2022", "payload")


def all_model_ids(shared: Path) -> list[str]:
    """Return the id of every model with a recording, each once without regard to case, sorted."""
    ids: dict[str, str] = {}
    rows = _index(shared)
    for kind in _MODEL_KINDS:  # payloads last: some of theirs are in lower case
        for row in rows:
            if row["kind"] == kind:
                ids.setdefault(row["model_id"].lower(), row["model_id"])
    return sorted(ids.values(), key=str.lower)


def _index(shared: Path) -> list[dict[str, str]]:
    with (shared / "hub" / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Recordings:
    """A store of all recordings under `shared`; `dates` says which of several API bodies is served."""

    def __init__(self, shared: Path, *, dates: Literal["newest", "oldest"] = "newest") -> None:
        self.dates = dates
        self._shared = shared
        self._cache: dict[tuple[str, str, str], Repository] = {}

    @cached_property
    def _paths(self) -> dict[str, dict[str, list[Path]]]:
        """Recordings by lower-case id and kind, oldest first."""
        found: dict[str, dict[str, list[Path]]] = defaultdict(lambda: defaultdict(list))
        for row in sorted(_index(self._shared), key=lambda row: (row["date"], row["path"])):
            found[row["model_id"].lower()][row["kind"]].append(self._shared / row["path"])
        return found

    @cached_property
    def _moved(self) -> dict[str, str]:
        with (self._shared / "hub" / "dataset_ids_moved.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            return {row["id_in_2024_01"].lower(): row["id_seen_in_list_rows"] for row in rows}

    @cached_property
    def _spelled(self) -> dict[str, str]:
        return {model_id.lower(): model_id for model_id in all_model_ids(self._shared)}

    def models(self) -> list[Repository]:
        return [found for model_id in self._spelled.values() if (found := self.find("models", model_id))]

    def renamed(self, kind: Kind, repo_id: str) -> str | None:
        """Data sets that moved into a namespace since their card was recorded."""
        return self._moved.get(repo_id.lower()) if kind == "datasets" else None

    def find(self, kind: Kind, repo_id: str) -> Repository | None:
        key = repo_id.lower()
        cached = (kind, key, self.dates)
        if cached not in self._cache:
            found = self._model(key) if kind == "models" else self._dataset(key, repo_id)
            if found is None:
                return None
            self._cache[cached] = found
        return self._cache[cached]

    def _model(self, key: str) -> Repository | None:
        if key not in self._spelled:
            return None
        kinds = self._paths[key]
        bodies = [_loaded(path) for path in kinds["api"]]
        full = [body for body in bodies if "sha" in body]
        payload = _loaded(kinds["payload"][-1]) if kinds["payload"] else None
        files = _payload_files(payload) if payload is not None else {}
        if kinds["card"]:
            files.setdefault("README.md", kinds["card"][-1].read_bytes())
        if full:
            body = full[-1 if self.dates == "newest" else 0]
        elif payload is not None:
            body = {"id": self._spelled[key], "siblings": [{"rfilename": path} for path in payload["files"]]}
        elif kinds["list_2022"]:
            body = _loaded(kinds["list_2022"][-1])
        else:
            body = bodies[-1] if bodies else {"id": self._spelled[key]}
        commit = body.get("sha") or commit_of(body, *(files[path] for path in sorted(files)))
        listed = {sibling["rfilename"] for sibling in body.get("siblings", [])}
        return Repository(
            id=self._spelled[key],
            body={**body, "sha": commit},
            files=files,
            unrecorded=frozenset(listed - files.keys()) | ({"README.md"} - files.keys() if not listed else frozenset()),
            commit=commit,
        )

    def _dataset(self, key: str, asked: str) -> Repository | None:
        old = next((old for old, new in self._moved.items() if new.lower() == key), key)
        paths = self._paths[old]["dataset_card"] if old in self._paths else []
        if not paths:
            return None
        text = paths[-1].read_bytes()
        commit = commit_of(text)
        body = {"id": self._moved.get(old, asked), "sha": commit, **_card_data(text.decode("utf-8", "replace"))}
        return Repository(kind="datasets", id=body["id"], body=body, files={"README.md": text}, commit=commit)


def _loaded(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _payload_files(payload: dict[str, Any]) -> dict[str, bytes]:
    texts = {
        "README.md": payload["readme"],
        "config.json": payload["config"],
        "generation_config.json": payload["generation_config"],
        **payload["py_files"],
    }
    licence = sorted((path for path in payload["files"] if _LICENCE.match(path)), key=len)
    if licence:
        texts[licence[0]] = payload["license_file"]
    return {path: text.encode() for path, text in texts.items() if text}


def _card_data(text: str) -> dict[str, Any]:
    """Return `{"cardData": ...}` as the Hub would read it off the card, nothing where it cannot be read."""
    head = _HEAD.match(text)
    try:
        data = yaml.safe_load(head[1]) if head else None
    except (yaml.YAMLError, ValueError):
        data = None
    # As JSON would bring it: dates become text.
    return {"cardData": json.loads(json.dumps(data, default=str))} if isinstance(data, dict) else {}
