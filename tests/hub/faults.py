"""The faults that a Hub, a proxy or a network can answer with, by name; the keys are those of `tests.fakehub.Fault`."""

from __future__ import annotations

import gzip
import json
from typing import Any

_GATED = {"X-Error-Code": "GatedRepo", "X-Error-Message": "Access to model is restricted"}
_JSON = {"Content-Type": "application/json"}
_AWAY: dict[str, Any] = {"status": 307, "body": b""}

FAULTS: dict[str, dict[str, Any]] = {
    "refused": {"drop": True},
    "reset mid-body": {"truncate": True},
    "slow drip": {"endless": True, "drip": 0.001},
    "announces too little": {"length": "5"},
    "announces too much": {"length": "1000000"},
    "announces no number": {"length": "many"},
    "announces less than nothing": {"length": "-5"},
    "400": {"status": 400, "body": b'{"error": "Invalid cursor"}'},
    "401": {"status": 401},
    "403": {"status": 403},
    "gated": {"status": 403, "headers": _GATED},
    "region-blocked": {"status": 451},
    "region-blocked by word": {"status": 403, "body": b'{"error": "not available in your region"}'},
    "404": {"status": 404},
    "revision missing": {"status": 404, "headers": {"X-Error-Code": "RevisionNotFound"}},
    "409": {"status": 409},
    "410": {"status": 410},
    "429": {"status": 429},
    "429 by RateLimit": {"status": 429, "headers": {"RateLimit": '"api";r=0;t=300'}},
    "429 in seconds": {"status": 429, "headers": {"Retry-After": "30"}},
    "429 by date": {"status": 429, "headers": {"Retry-After": "Sun, 22 Nov 2026 12:01:00 GMT"}},
    "429 for a day": {"status": 429, "headers": {"Retry-After": "99999"}},
    "500": {"status": 500},
    "502": {"status": 502, "body": b"<html>Bad gateway</html>"},
    "503": {"status": 503, "headers": {"Retry-After": "20"}},
    "504": {"status": 504},
    "web page": {"body": b"<!doctype html><title>Sign in</title>", "headers": {"Content-Type": "text/html"}},
    "empty": {"body": b""},
    "null": {"body": b"null", "headers": _JSON},
    "number": {"body": b"7", "headers": _JSON},
    "list in list": {"body": b"[[[]]]", "headers": _JSON},
    "wrong types": {"body": b'{"id": 7, "sha": [], "siblings": "none", "tags": {"a": 1}}', "headers": _JSON},
    "deep": {"body": b"[" * 200_000, "headers": _JSON},
    "half a pair": {"body": b'{"id": "\\ud800", "sha": "\\udfff"}', "headers": _JSON},
    "no UTF-8": {"body": b'{"id": "\xff\xfe"}', "headers": _JSON},
    "gzip bomb": {"body": gzip.compress(b"[" * 2**27), "headers": {"Content-Encoding": "gzip"}},
    "no gzip": {"body": b"plain", "headers": {"Content-Encoding": "gzip"}},
    "endless": {"endless": True},
    "redirect": {**_AWAY, "headers": {"Location": "{more}moved=1"}},
    "loop": {**_AWAY, "headers": {"Location": "{target}"}},
    "redirect to nowhere": {"status": 302, "headers": {"Location": "http://[::1"}, "body": b""},
    "redirect to a file": {"status": 302, "headers": {"Location": "file:///etc/passwd"}, "body": b""},
    "redirect without place": {"status": 302, "body": b""},
    "another id": {
        "body": json.dumps({"id": "org/another", "sha": "b" * 40, "siblings": []}).encode(),
        "headers": _JSON,
    },
    "other words": {"body": b"Other words than the publisher's"},
    "file of another revision": {"headers": {"X-Repo-Commit": "e" * 40}},
    "304": {"status": 304},
    "204": {"status": 204},
    "418": {"status": 418},
    "page again": {"first_page": True},
}
"""Those that need a second server, or change what the Hub holds, are added by who has them (`elsewhere`, `edited`)."""


def elsewhere(endpoint: str) -> dict[str, Any]:
    """Return the fault of being sent to the same address at another server."""
    return {**_AWAY, "headers": {"Location": endpoint + "{target}"}}
