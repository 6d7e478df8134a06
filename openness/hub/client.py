"""The Hub as the rest of openness sees it: listings, single models, data sets and text files."""

from __future__ import annotations

import codecs
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlencode

from pydantic import ValidationError

from openness.hub.address import checked_author, checked_repo_id, is_file_path, quoted_path, quoted_revision
from openness.hub.budget import Budget, Wait
from openness.hub.errors import BadRequest, HubFailure, MissingOrPrivate, UnusableAnswer
from openness.hub.listing import (
    MOST_BARREN,
    PAGE,
    Expand,
    Page,
    Row,
    brief_expand,
    dataset_expand,
    dated,
    list_expand,
    model_expand,
    read_body,
    read_row,
)
from openness.hub.payload import parse_object, parse_rows
from openness.hub.question import Limits, Reply
from openness.hub.transport import Transport
from openness.record.hub_id import is_hub_id
from openness.record.missed import NEVER_ASKED
from openness.record.record import DatasetFact, Look, ModelBody, TextFile

DEFAULT_ENDPOINT = "https://huggingface.co"

_MIB = 2**20
_PAGE_BYTES = 512 * _MIB
_BODY_BYTES = 64 * _MIB
TEXT_BYTES = 2 * _MIB
"""The most that is read of one text file."""

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NO_TEXT = {
    "text/html": (".html", ".htm"),
    "application/xhtml+xml": (".html", ".xhtml"),
    "application/json": (".json",),
}
"""Kinds of answer that are no card and no licence, but for files of these endings."""


def _no_display(_: Wait) -> None:
    pass


class Hub:
    """A client of one endpoint. Thread-safe; every request is bounded in time, size and retries.

    `timeout` bounds connecting and each pause within an answer (seconds), `total` a whole answer,
    `retries` further attempts, `max_wait` all pauses of one request together. `on_wait` hears of each
    pause before it is made. With `offline`, every request raises Offline. Raises InvalidId for an
    endpoint that is no http(s) address; requests raise the classes of `openness.hub.errors`.
    """

    def __init__(
        self,
        endpoint: str = DEFAULT_ENDPOINT,
        token: str | None = None,
        *,
        timeout: float = 30.0,
        total: float = 180.0,
        retries: int = 4,
        max_wait: float = 960.0,
        offline: bool = False,
        on_wait: Callable[[Wait], None] = _no_display,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        limits = Limits(
            connect=min(10.0, timeout), read=timeout, total=total, retries=retries, waiting=max_wait, patience=max_wait
        )
        self._transport = Transport(
            endpoint, token, limits=limits, offline=offline, on_wait=on_wait, clock=clock, now=now, sleep=sleep
        )
        self.endpoint = self._transport.endpoint
        self.now = now
        self._list_expand = list_expand()
        self._brief_expand = brief_expand()
        self._model_expand = model_expand()
        self._dataset_expand = dataset_expand()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of huggingface_hub's session; it opens new ones when asked again."""
        self._transport.close()

    @property
    def requests(self) -> int:
        """Requests sent so far, retries and redirects included."""
        return self._transport.requests

    def budgets(self) -> tuple[Budget, ...]:
        """Return what is left of the Hub's request budgets, as last told."""
        return self._transport.budgets()

    def call_off(self) -> None:
        """End all pauses, from any thread: their requests raise Interrupted until `resume`."""
        self._transport.call_off()

    def resume(self) -> None:
        """Allow requests again after `call_off`."""
        self._transport.resume()

    def list_models(
        self,
        *,
        author: str | None = None,
        everything: bool = False,
        changed: bool = False,
        used: bool = False,
        brief: bool = False,
        top: int | None = None,
        start: str | None = None,
        page_size: int = PAGE,
    ) -> Iterator[Page]:
        """Yield pages of models: all of one account, or `everything`, or else by downloads, from `start` on.

        With `changed`, those of one account or everything, the last changed first; with `used`, those of one account,
        the most downloaded first; with `brief`, a row tells no more
        than the revision and what can change without a new one.

        Rows that cannot be used come as Rejected within the page. The Hub pages on keys that move while
        it is read, so a model may come twice: the first counts. With `top` it ends once so many models
        have come. No page is asked for before the one before it has been taken. A listing is bounded by
        what it brings: after `MOST_BARREN` pages in a row without a new model it is an UnusableAnswer.
        """
        query, subject = _listing_of(author, everything=everything, changed=changed, used=used)
        query.append(("limit", str(max(1, min(PAGE, page_size, PAGE if top is None else top)))))
        expand = self._brief_expand if brief else self._list_expand
        url, pages, keys, models, barren = start, set[str](), set[str](), 0, 0
        while True:
            reply = (
                self._get_expanded(f"{self.endpoint}/api/models", query, expand, subject, _PAGE_BYTES)
                if url is None
                else self._transport.get(url, bucket="api", subject=subject, max_bytes=_PAGE_BYTES)
            )
            rows: list[Row] = []
            before = models
            for raw in parse_rows(reply.body, subject=subject, url=reply.url):
                row = read_row(raw, reply.url)
                full = top is not None and models >= top
                if row.key not in keys and not full:
                    keys.add(row.key)
                    rows.append(row)
                    models += isinstance(row.item, ModelBody)
            url = reply.next_url
            if url is None or (top is not None and models >= top):
                yield Page(tuple(rows), None, dated(reply.headers))
                return
            yield Page(tuple(rows), url, dated(reply.headers))
            if url in pages:
                raise UnusableAnswer(f"{subject}: {self.endpoint} leads back to a page already read", url=url)
            pages.add(url)
            barren = barren + 1 if models == before else 0
            if barren == MOST_BARREN:
                raise UnusableAnswer(
                    f"{subject}: {self.endpoint} goes on for {barren} pages without a new model; "
                    "its end is not awaited",
                    url=url,
                )

    def model(self, model_id: str, revision: str | None = None) -> ModelBody:
        """Return the body of one model; its id may differ from the one asked for (a renamed repository).

        Raises MissingOrPrivate, Gated, Disabled, RevisionMissing, InvalidId, UnusableAnswer, ...
        """
        address = f"{self.endpoint}/api/models/{checked_repo_id(model_id)}"
        if revision is not None:
            address += f"/revision/{quoted_revision(revision)}"
        subject = f"model {model_id}" + (f" at {revision}" if revision is not None else "")
        reply = self._get_expanded(address, [], self._model_expand, subject, _BODY_BYTES)
        try:
            return read_body(parse_object(reply.body, subject=subject, url=reply.url))
        except UnusableAnswer as problem:
            if problem.url is not None:
                raise
            raise UnusableAnswer(f"{subject}: {problem}", url=reply.url) from problem

    def dataset(self, dataset_id: str) -> DatasetFact:
        """Return what the Hub says of one data set; a refusal or failure is noted in it, not raised.

        Raises only failures that would meet every other request too (`fatal`).
        """
        subject = f"data set {dataset_id}"
        try:
            address = f"{self.endpoint}/api/datasets/{checked_repo_id(dataset_id)}"
            reply = self._get_expanded(address, [], self._dataset_expand, subject, _BODY_BYTES)
            return _dataset_fact(dataset_id, parse_object(reply.body, subject=subject, url=reply.url), reply.url)
        except HubFailure as failure:
            if failure.fatal:
                raise
            return DatasetFact(id=dataset_id, look=failure.look, detail=str(failure))

    def text(self, model_id: str, path: str, revision: str | None) -> tuple[TextFile, str | None]:
        """Return one text file of a model at a revision, and the commit it was read at, where told.

        At most 2 MiB are read. A refusal or failure is noted in the file, not raised, unless it would
        meet every other request too (`fatal`).
        """
        if not is_file_path(path):
            return TextFile(path=path, look=Look.FAILED, detail=NEVER_ASKED), None
        subject = f"{path} of {model_id}"
        try:
            address = (
                f"{self.endpoint}/{checked_repo_id(model_id)}/resolve/"
                f"{quoted_revision(revision or 'main')}/{quoted_path(path)}"
            )
            reply = self._transport.get(
                address, bucket="files", subject=subject, max_bytes=TEXT_BYTES, cut=True, elsewhere=True
            )
            commit = _commit_of(reply, path, revision, subject)
        except HubFailure as failure:
            if failure.fatal:
                raise
            return _unread(path, failure, subject), None
        text = codecs.getincrementaldecoder("utf-8")("replace").decode(reply.body, final=not reply.truncated)
        return TextFile(path=path, look=Look.READ, text=text, truncated=reply.truncated), commit

    def _get_expanded(
        self, address: str, query: list[tuple[str, str]], expand: Expand, subject: str, max_bytes: int
    ) -> Reply:
        """Ask with `expand=`, and again without the values the endpoint refuses."""
        while True:
            values = expand.values
            asked = [*query, *(("expand", value) for value in values)]
            if not values and query:
                asked += [("full", "true"), ("cardData", "true"), ("config", "true")]
            url = f"{address}?{urlencode(asked, quote_via=quote)}" if asked else address
            try:
                return self._transport.get(url, bucket="api", subject=subject, max_bytes=max_bytes)
            except BadRequest as refused:
                if not expand.without_refused(values, refused.told):
                    raise


def _listing_of(
    author: str | None, *, everything: bool, changed: bool, used: bool
) -> tuple[list[tuple[str, str]], str]:
    """Return what to ask for a listing, and its name in messages."""
    # The date of creation does not move while pages are read, so no model is skipped between two of them.
    whole = "lastModified" if changed else "downloads" if used else "createdAt"
    if author is not None:
        return [("author", checked_author(author)), ("sort", whole)], f"list of models by {author}"
    if everything or changed:
        return [("sort", whole)], "list of all models"
    return [("sort", "downloads")], "list of models by downloads"


def _commit_of(reply: Reply, path: str, revision: str | None, subject: str) -> str | None:
    """Return the commit that a file was read at, where told; raises UnusableAnswer for what is not that file.

    A login page of some network, the error of a proxy or a file of another revision would else be read as the
    publisher's words.
    """
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if (ending := _NO_TEXT.get(kind)) is not None and not path.lower().endswith(ending):
        raise UnusableAnswer(
            f"{subject}: the answer says that it is {kind}, which this file is not; is a login page of this network "
            "in between, or the endpoint wrong?",
            url=reply.url,
        )
    told = reply.headers.get("x-repo-commit", "").lower()
    commit = told if _COMMIT.fullmatch(told) else None
    if commit is not None and _COMMIT.fullmatch((revision or "").lower()) and commit != (revision or "").lower():
        raise UnusableAnswer(f"{subject}: it was asked for at {revision} and is answered at {commit}", url=reply.url)
    return commit


def _unread(path: str, failure: HubFailure, subject: str) -> TextFile:
    if not isinstance(failure, MissingOrPrivate):
        return TextFile(path=path, look=failure.look, detail=str(failure))
    # The repository has just been shown to us, so a refusal without a code is about the file.
    if failure.status == 401:
        detail = f"{subject}: access is refused; a token with access may help"
        return TextFile(path=path, look=Look.REFUSED, detail=detail)
    return TextFile(path=path, look=Look.ABSENT, detail=f"{subject}: the Hub answers {failure.status}, not found")


def _dataset_fact(asked: str, body: dict[str, Any], url: str) -> DatasetFact:
    card = body.get("cardData") if isinstance(body.get("cardData"), dict) else None
    licences = card.get("license") if card else None
    if not licences and isinstance(tags := body.get("tags"), list):
        licences = [tag[8:] for tag in tags if isinstance(tag, str) and tag.startswith("license:")]
    try:
        fact = DatasetFact(
            id=asked,
            look=Look.READ,
            resolved_id=body.get("id"),
            sha=body.get("sha"),
            gated=body.get("gated"),
            private=body.get("private"),
            disabled=body.get("disabled"),
            licences=licences or (),
            has_card=True if card else None,  # without the file list, no metadata does not mean no card
            last_modified=body.get("lastModified"),
        )
        fact.model_dump_json()
    except (ValidationError, ValueError, RecursionError) as error:
        raise UnusableAnswer(f"data set {asked}: its facts cannot be used", url=url) from error
    if fact.resolved_id is None or not is_hub_id(fact.resolved_id):
        raise UnusableAnswer(f"data set {asked}: an answer without an id of the Hub; check the endpoint", url=url)
    return fact
