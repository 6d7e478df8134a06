"""What the Hub answers to a request, before any fault: listings, bodies, trees, files, refusals, budgets."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import quote, urlencode

from tests.fakehub.repository import Kind, Repository, Shelf

ON_ONE = frozenset(
    "author baseModels cardData childrenModelCount config createdAt disabled downloads downloadsAllTime evalResults "
    "gated gguf inference inferenceProviderMapping lastModified library_name likes mask_token model-index pipeline_tag "
    "private resourceGroup safetensors sha siblings spaces tags transformersInfo trendingScore usedStorage "
    "widgetData".split()
)
IN_LISTS = ON_ONE - {"baseModels", "childrenModelCount", "usedStorage"}
ON_DATASET = frozenset(
    "author cardData citation createdAt description disabled downloads downloadsAllTime gated lastModified likes "
    "paperswithcode_id private resourceGroup sha siblings tags trendingScore usedStorage".split()
)
_RESOLVE = re.compile(r"/(?P<datasets>datasets/)?(?P<id>[^/]+(?:/[^/]+)?)/resolve/(?P<revision>[^/]+)/(?P<path>.+)")
_API = re.compile(r"/api/(?P<kind>models|datasets)/(?P<id>.+)")
_BELOW = re.compile(r"(?P<id>.+?)/(?P<what>revision|tree)/(?P<revision>[^/]+)")

Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass
class Quota:
    """A fixed window; `left` is counted down and comes back to `quota` every `window` seconds."""

    quota: int = 1_000_000
    window: float = 300.0
    left: int = 1_000_000
    ends: float = 0.0


class Answers:
    """Answers for the repositories on a shelf. Its attributes are the Hub's habits; tests set them."""

    def __init__(self, shelf: Shelf) -> None:
        self.endpoint = ""
        self.shelf = shelf
        self.in_lists = IN_LISTS
        self.on_one = ON_ONE
        self.on_dataset = ON_DATASET
        self.tells_refused: Literal["index", "value", "accepted", "nothing"] = "index"
        """How the 400 to an unknown `expand` explains itself."""
        self.tokens: set[str] = set()
        """Tokens with access to everything. Any other token is invalid."""
        self.powerless: set[str] = set()
        """Valid tokens without access to private and gated repositories."""
        self.error_codes = True
        """Whether refusals carry X-Error-Code; the real Hub leaves it out at times."""
        self.largest_page = 1000
        self.sorts_by_change = True
        self.date: str | None = None
        """What stands in the `Date` of each answer, if not the real one."""
        self.unlisted: set[str] = set()
        """Models that a listing leaves out though they are there."""
        self.next_link_host: str | None = None
        """Where next-page links point, if not here."""
        self.clock: Callable[[], float] = time.monotonic
        self._quotas: dict[str, Quota] = {"api": Quota(), "resolvers": Quota()}
        self._lock = threading.Lock()

    def limit(self, bucket: Literal["api", "resolvers"], left: int, *, window: float = 300.0) -> None:
        """Leave `left` requests in a window that ends in `window` seconds and then starts anew."""
        with self._lock:
            self._quotas[bucket] = Quota(max(left, 1), window, left, self.clock() + window)

    def to(self, path: str, query: Query, headers: dict[str, str]) -> Answer:
        bucket = "api" if path.startswith("/api/") else "resolvers"
        told, spent = self._spend(bucket)
        answer = Answer(429, (), b'{"error":"Too many requests"}') if spent else self._route(path, query, headers)
        return replace(answer, headers=(*answer.headers, *told))

    def _spend(self, bucket: str) -> tuple[tuple[tuple[str, str], ...], bool]:
        with self._lock:
            quota, now = self._quotas[bucket], self.clock()
            if now >= quota.ends:
                quota.left, quota.ends = quota.quota, now + quota.window
            spent = quota.left <= 0
            quota.left = max(0, quota.left - 1)
            until = max(0, int(quota.ends - now))
            return (
                ("RateLimit", f'"{bucket}";r={quota.left};t={until}'),
                ("RateLimit-Policy", f'"fixed window";"{bucket}";q={quota.quota};w={int(quota.window)}'),
            ), spent

    def _route(self, path: str, query: Query, headers: dict[str, str]) -> Answer:
        access = self._access(headers)
        if access is None:
            return self._refuse(401, None, "Invalid credentials in Authorization header")
        if path == "/api/models":
            return self._list(query, access)
        if match := _API.fullmatch(path):
            return self._about(match["kind"], match["id"], query, access)  # type: ignore[arg-type]
        if match := _RESOLVE.fullmatch(path):
            kind: Kind = "datasets" if match["datasets"] else "models"
            return self._file(kind, match, headers, access)
        return self._refuse(404, None, "Not found")

    def _access(self, headers: dict[str, str]) -> Literal["none", "known", "all"] | None:
        token = headers.get("authorization", "").removeprefix("Bearer ")
        if not token:
            return "none"
        return "all" if token in self.tokens else "known" if token in self.powerless else None

    def _refuse(self, status: int, code: str | None, message: str) -> Answer:
        headers = [("X-Error-Message", message), ("Content-Type", "application/json")]
        if code and self.error_codes:
            headers.append(("X-Error-Code", code))
        return Answer(status, tuple(headers), json.dumps({"error": message}).encode())

    def _find(self, kind: Kind, repo_id: str, access: str) -> Repository | Answer:
        repository = self.shelf.find(kind, repo_id)
        if repository is None or (repository.private and access != "all"):
            # Without a token the Hub does not even admit that it knows no such repository.
            status = 401 if access == "none" else 404
            return self._refuse(status, "RepoNotFound", "Repository not found")
        if repository.disabled:
            return self._refuse(403, None, "Access to this resource is disabled.")
        return repository

    def _about(self, kind: Kind, rest: str, query: Query, access: str) -> Answer:
        below = _BELOW.fullmatch(rest)
        repo_id = below["id"] if below else rest
        if (new := self.shelf.renamed(kind, repo_id)) is not None:
            target = f"/api/{kind}/{quote(new)}" + rest[len(repo_id) :]
            return Answer(307, (("Location", target + (f"?{urlencode(query)}" if query else "")),))
        repository = self._find(kind, repo_id, access)
        if isinstance(repository, Answer):
            return repository
        if below:
            at = repository.at(below["revision"])
            if at is None:
                return self._refuse(404, "RevisionNotFound", f"Invalid rev id: {below['revision']}")
            repository = at
            if below["what"] == "tree":
                return _json(
                    [
                        {"type": "file", "path": path, "size": len(content), "oid": _etag(content)}
                        for path, content in sorted(repository.files.items())
                    ]
                )
        allowed = self.on_one if kind == "models" else self.on_dataset
        return self._refused_expand(query, allowed) or _json(_expanded(repository.body, query))

    def _list(self, query: Query, access: str) -> Answer:
        if refused := self._refused_expand(query, self.in_lists):
            return refused
        asked = dict(query)
        author = asked.get("author")
        rows = [
            repository
            for repository in self.shelf.models()
            if (not repository.private or access == "all")
            and not repository.disabled
            and repository.id not in self.unlisted
            and (author is None or repository.id.partition("/")[0].lower() == author.lower())
        ]
        if asked.get("sort") == "downloads":
            rows.sort(key=lambda repository: -_number(repository.body.get("downloads")))
        if asked.get("sort") == "lastModified" and self.sorts_by_change:
            rows.sort(key=lambda repository: str(repository.body.get("lastModified")), reverse=True)
        start = int(asked.get("cursor", "0"))
        size = min(int(asked.get("limit", "1000")), self.largest_page)
        page = [_expanded(repository.body, query) for repository in rows[start : start + size]]
        headers: tuple[tuple[str, str], ...] = ()
        if start + size < len(rows):
            rest = [(key, value) for key, value in query if key != "cursor"] + [("cursor", str(start + size))]
            host = self.next_link_host or self.endpoint
            headers = (("Link", f'<{host}/api/models?{urlencode(rest)}>; rel="next"'),)
        answer = _json(page)
        return replace(answer, headers=(*answer.headers, *headers))

    def _refused_expand(self, query: Query, allowed: frozenset[str]) -> Answer | None:
        asked = [value for key, value in query if key == "expand"]
        wrong = [number for number, value in enumerate(asked) if value not in allowed]
        if not wrong:
            return None
        message = {
            "index": f"Invalid option at expand[{wrong[0]}]",
            "value": f'Unknown value "{asked[wrong[0]]}"',
            "accepted": "Invalid option: expected one of " + "|".join(f'"{value}"' for value in sorted(allowed)),
            "nothing": "Bad request",
        }[self.tells_refused]
        return self._refuse(400, None, message)

    def _file(self, kind: Kind, asked: re.Match[str], headers: dict[str, str], access: str) -> Answer:
        repo_id, revision, path = asked["id"], asked["revision"], asked["path"]
        if (new := self.shelf.renamed(kind, repo_id)) is not None:
            return Answer(307, (("Location", f"/{quote(new)}/resolve/{revision}/{quote(path)}"),))
        repository = self._find(kind, repo_id, access)
        if isinstance(repository, Answer):
            return repository
        at = repository.at(revision)
        if at is None:
            return self._refuse(404, "RevisionNotFound", f"Invalid rev id: {revision}")
        readable = at.gate == "none" or (at.gate == "files" and path == "README.md") or access == "all"
        if not readable:
            return self._refuse(401 if access == "none" else 403, "GatedRepo", "Access to this model is restricted")
        if path in at.unrecorded:
            return self._refuse(501, None, "The content of this file was not recorded")
        content = at.files.get(path)
        if content is None:
            return self._refuse(404, "EntryNotFound", "Entry not found")
        etag = f'"{_etag(content)}"'
        told = (("ETag", etag), ("X-Repo-Commit", at.commit), ("Content-Type", "text/plain; charset=utf-8"))
        if headers.get("if-none-match") == etag:
            return Answer(304, told)
        return Answer(200, told, content)


def _expanded(body: dict[str, Any], query: Query) -> dict[str, Any]:
    asked = {value for key, value in query if key == "expand"}
    if not asked:
        return body
    return {key: value for key, value in body.items() if key in asked or key in ("_id", "id", "modelId")}


def _etag(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _json(value: Any) -> Answer:
    return Answer(200, (("Content-Type", "application/json; charset=utf-8"),), json.dumps(value).encode())
