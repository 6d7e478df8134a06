"""The server: routes, refusals, budgets and faults over HTTP/1.1."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fakehub.answers import Answer, Answers
from tests.fakehub.faults import Fault, Faults
from tests.fakehub.repository import Gate, Kind, Repository, Shelf, Store, commit_of


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    """Decoded, without the query."""
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str] = field(repr=False)
    """Names in lower case."""
    status: int

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.query if key == name]


class FakeHub:
    """A Hub at `endpoint`, served by a thread until `stop` (or the end of a `with` block)."""

    def __init__(self, store: Store | None = None, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.shelf = Shelf(store)
        self.answers = Answers(self.shelf)
        self.faults = Faults()
        self.log: list[Asked] = []
        self.errors: list[BaseException] = []
        """What went wrong in the server itself; a test that passes leaves it empty."""
        self.stopping = threading.Event()
        self._log_lock = threading.Lock()
        self._server = _Server((host, port), _Handler)
        self._server.hub = self
        self.endpoint = f"http://{host}:{self._server.server_address[1]}"
        self.answers.endpoint = self.endpoint
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="fakehub", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()
        self._thread.join()

    def wait(self) -> None:
        """Serve until interrupted."""
        self._thread.join()

    # Filling it by hand.

    def add_model(
        self,
        model_id: str,
        *,
        files: dict[str, str | bytes] | None = None,
        card_readable: bool = True,
        private: bool = False,
        disabled: bool = False,
        **body: Any,
    ) -> Repository:
        """Add a model; `body` overrides the keys of its API body (a value of `...` leaves the key out)."""
        content = _encoded({"README.md": f"# {model_id}\n"} if files is None else files)
        told: dict[str, Any] = {
            "_id": "0" * 24, "id": model_id, "modelId": model_id, "author": model_id.partition("/")[0],
            "sha": commit_of(model_id, dict(sorted((k, v.hex()) for k, v in content.items()))), "private": private,
            "gated": False, "disabled": disabled, "tags": [], "downloads": 0, "likes": 0,
            "lastModified": "2026-01-01T00:00:00.000Z", "createdAt": "2025-01-01T00:00:00.000Z",
            "siblings": [{"rfilename": path} for path in content], "cardData": {}, "config": {},
        }  # fmt: skip
        told = {key: value for key, value in {**told, **body}.items() if value is not ...}
        commit = told.get("sha") or commit_of(model_id, *content.values())
        gate: Gate = "none" if told.get("gated") in (False, None) else "files" if card_readable else "all"
        repository = Repository(
            id=model_id, body=told, files=content, commit=commit, gate=gate, private=private, disabled=disabled
        )
        self.shelf.put(repository)
        return repository

    def add_dataset(self, dataset_id: str, *, private: bool = False, **body: Any) -> Repository:
        """Add a data set; `body` as in `add_model`."""
        told: dict[str, Any] = {
            "_id": "0" * 24, "id": dataset_id, "sha": commit_of("dataset", dataset_id), "private": private,
            "gated": False, "disabled": False, "tags": [], "lastModified": "2026-01-01T00:00:00.000Z", "cardData": {},
        }  # fmt: skip
        told = {key: value for key, value in {**told, **body}.items() if value is not ...}
        repository = Repository(kind="datasets", id=dataset_id, body=told, commit=told["sha"], private=private)
        self.shelf.put(repository)
        return repository

    def edit_model(self, model_id: str, *, files: dict[str, str | bytes] | None = None, **body: Any) -> Repository:
        """Commit a change of files and of the body to a model: it gets a new revision."""

        def change(old: Repository) -> Repository:
            content = {**old.files, **_encoded(files or {})}
            commit = commit_of(old.commit, *content.values())
            told = {**old.body, "sha": commit, **body}
            if "siblings" in old.body and "siblings" not in body:
                told["siblings"] = [{"rfilename": path} for path in content]
            return replace(old, body=told, files=content, commit=commit)

        return self.shelf.change("models", model_id, change)

    def rename(self, old: str, new: str, kind: Kind = "models") -> None:
        """Answer 307 to requests for `old`; `new` must be served on its own."""
        self.shelf.rename(kind, old, new)

    def fault(self, pattern: str, times: int | None = None, **fault: Any) -> None:
        """Mistreat requests whose path and query match the regular expression, `times` times or always."""
        self.faults.plan(pattern, Fault(**fault), times)

    # What was asked.

    def asked(self, part: str = "", method: str = "GET") -> list[Asked]:
        """Return the logged requests whose path contains `part`."""
        with self._log_lock:
            return [asked for asked in self.log if part in asked.path and asked.method == method]

    def cards_asked(self) -> list[str]:
        """Return the models whose README.md was asked for."""
        return [asked.path.split("/resolve/")[0][1:] for asked in self.asked("/resolve/") if "README" in asked.path]

    def forget(self) -> None:
        """Empty the log."""
        with self._log_lock:
            self.log.clear()

    def note(self, asked: Asked) -> None:
        with self._log_lock:
            self.log.append(asked)


def _encoded(files: dict[str, str | bytes]) -> dict[str, bytes]:
    return {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    hub: FakeHub

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        deadline = time.monotonic() + 2
        while self._open and time.monotonic() < deadline:
            time.sleep(0.002)

    def handle_error(self, request: Any, client_address: Any) -> None:  # a client that hangs up is no error
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, (ConnectionError, TimeoutError)):
            self.hub.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # with it, and without buffering, each reply takes 46 ms
    wbufsize = 65536
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return self.server.hub.answers.date or super().date_time_string(timestamp)

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def _serve(self) -> None:
        hub = self.server.hub
        parts = urlsplit(self.path)
        query = tuple(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        fault = hub.faults.take(self.path)
        shown = tuple(pair for pair in query if pair[0] != "cursor") if fault and fault.first_page else query
        answer = hub.answers.to(unquote(parts.path), shown, headers)
        if fault is not None:
            answer = _mistreated(answer, fault, self.path)
        hub.note(Asked(self.command, unquote(parts.path), query, headers, 0 if fault and fault.drop else answer.status))
        if fault is not None and fault.delay:
            hub.stopping.wait(fault.delay)
        if fault is not None and fault.drop:
            self._hang_up()
            return
        self._send(answer, fault)
        if fault is not None and fault.then is not None:
            fault.then()

    def _send(self, answer: Answer, fault: Fault | None) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        endless = fault is not None and fault.endless
        bare = answer.status in (204, 304)
        if endless:
            self.send_header("Connection", "close")
            self.close_connection = True
        elif not bare:
            self.send_header("Content-Length", (fault and fault.length) or str(len(answer.body)))
        self.end_headers()
        if self.command == "HEAD" or bare:
            return
        body = answer.body
        if fault is not None and fault.truncate:
            self.wfile.write(body[: len(body) // 2])
            self._hang_up()
        elif fault is not None and fault.length is not None:
            self.wfile.write(body)
            self._hang_up()
        elif fault is not None and (fault.drip or endless):
            self._drip(body, fault)
        else:
            self.wfile.write(body)

    def _drip(self, body: bytes, fault: Fault) -> None:
        stopping = self.server.hub.stopping
        if fault.endless:
            self.wfile.write(body)
        while fault.endless and not stopping.is_set():
            self.wfile.write(b" " * (1 if fault.drip else 65536))
            self.wfile.flush()
            stopping.wait(fault.drip)
        if not fault.endless:
            for number in range(len(body)):
                self.wfile.write(body[number : number + 1])
                self.wfile.flush()
                if stopping.wait(fault.drip):
                    break

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)


def _mistreated(answer: Answer, fault: Fault, target: str) -> Answer:
    """Return what is sent in place of `answer`; `{target}` in a header stands for what was asked for, `{more}` for
    that and the sign before a further key."""
    more = f"{target}{'&' if '?' in target else '?'}"
    told = {name: value.replace("{target}", target).replace("{more}", more) for name, value in fault.headers.items()}
    if fault.status is None and fault.body is None:
        overridden = {name.lower() for name in told}
        kept = tuple(pair for pair in answer.headers if pair[0].lower() not in overridden)
        return replace(answer, headers=(*kept, *told.items()))
    headers = {"Content-Type": "text/plain" if "/resolve/" in target else "application/json", **told}
    return Answer(fault.status or 200, tuple(headers.items()), fault.body if fault.body is not None else b"")
