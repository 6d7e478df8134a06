"""A listing of any size on this machine, page by page: the answers of the Hub's list of models and nothing else."""

from __future__ import annotations

import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from benchmarks.scale.rows import Listing

PAGE = 1000


class ListingServer:
    """Serves a listing at `endpoint` until the end of a `with` block; `requests` counts what was asked.

    A page is made once and kept compressed, 70 KB a thousand rows: to make it takes as long as to refresh from it.
    """

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.requests = 0
        self._pages: dict[tuple[int, int], bytes] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, target: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body for a request."""
        self.requests += 1
        parts = urlsplit(target)
        if parts.path != "/api/models":
            return 404, {}, b'{"error":"Not found"}'
        query = dict(parse_qsl(parts.query))
        start, size = int(query.get("cursor", "0")), min(PAGE, int(query.get("limit", PAGE)))
        headers = {"Content-Type": "application/json", "RateLimit": '"api";r=100000;t=300'}
        if start + size < self.listing.number:
            rest = [(key, value) for key, value in parse_qsl(parts.query) if key != "cursor"]
            rest.append(("cursor", str(start + size)))
            headers["Link"] = f'<{self.endpoint}/api/models?{urlencode(rest)}>; rel="next"'
        return 200, headers, self._page(start, size)

    def _page(self, start: int, size: int) -> bytes:
        if (start, size) not in self._pages:
            self._pages[start, size] = zlib.compress(self.listing.page(start, size), 1)
        return zlib.decompress(self._pages[start, size])

    def make_pages(self) -> None:
        """Make all pages now, so that who asks first does not wait for them longer than who asks later."""
        for start in range(0, self.listing.number, PAGE):
            self._page(start, PAGE)


def _handler(server: ListingServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = 65536

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

        def do_GET(self) -> None:
            status, headers, body = server.answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
