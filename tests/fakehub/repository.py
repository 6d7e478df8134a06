"""What a served repository is, and where the server finds it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Kind = Literal["models", "datasets"]
Gate = Literal["none", "files", "all"]


@dataclass(kw_only=True)
class Repository:
    """A repository as served. `body` holds exactly the keys the API tells; absent keys are never told."""

    kind: Kind = "models"
    id: str
    body: dict[str, Any]
    files: Mapping[str, bytes] = field(default_factory=dict)
    unrecorded: frozenset[str] = frozenset()
    """Files that exist and whose content nobody has: asking for one answers 501."""
    commit: str
    """The revision of the files; the body may fail to tell it."""
    gate: Gate = "none"
    """`files`: everything but README.md needs access; `all`: README.md too."""
    private: bool = False
    disabled: bool = False
    history: dict[str, Repository] = field(default_factory=dict)

    def at(self, revision: str) -> Repository | None:
        if revision in ("main", "HEAD", self.commit):
            return self
        return self.history.get(revision)


def commit_of(*parts: object) -> str:
    """Return a commit hash made from content, for repositories whose real one is not known."""
    digest = hashlib.sha1(usedforsecurity=False)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else json.dumps(part, sort_keys=True, default=repr).encode())
    return digest.hexdigest()


class Store(Protocol):
    """Where repositories come from; ids are compared without case."""

    def find(self, kind: Kind, repo_id: str) -> Repository | None: ...

    def renamed(self, kind: Kind, repo_id: str) -> str | None: ...

    def models(self) -> list[Repository]: ...


class Shelf:
    """A store filled by hand, in front of another one."""

    def __init__(self, behind: Store | None = None) -> None:
        self._behind = behind
        self._repositories: dict[tuple[Kind, str], Repository] = {}
        self._renamed: dict[tuple[Kind, str], str] = {}

    def put(self, repository: Repository) -> None:
        self._repositories[repository.kind, repository.id.lower()] = repository

    def rename(self, kind: Kind, old: str, new: str) -> None:
        self._renamed[kind, old.lower()] = new

    def remove(self, kind: Kind, repo_id: str) -> None:
        self._repositories.pop((kind, repo_id.lower()), None)

    def find(self, kind: Kind, repo_id: str) -> Repository | None:
        own = self._repositories.get((kind, repo_id.lower()))
        return own or (self._behind.find(kind, repo_id) if self._behind else None)

    def renamed(self, kind: Kind, repo_id: str) -> str | None:
        own = self._renamed.get((kind, repo_id.lower()))
        return own or (self._behind.renamed(kind, repo_id) if self._behind else None)

    def models(self) -> list[Repository]:
        own = [repository for (kind, _), repository in self._repositories.items() if kind == "models"]
        behind = self._behind.models() if self._behind else []
        taken = {repository.id.lower() for repository in own}
        return own + [repository for repository in behind if repository.id.lower() not in taken]

    def change(self, kind: Kind, repo_id: str, change: Callable[[Repository], Repository]) -> Repository:
        """Put `change(old)` in place of the repository, which stays readable at its old revision."""
        old = self.find(kind, repo_id)
        assert old is not None, f"{repo_id} is not on the shelf"
        new = change(old)
        if new.commit != old.commit:
            new.history = {**old.history, old.commit: old}
        self.put(new)
        return new
