"""Ids, revisions and file names: checked before they become part of an address."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from openness.hub.errors import InvalidId
from openness.record.hub_id import is_account, is_hub_id
from openness.safe.line import one_line

_REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")


def checked_repo_id(text: str) -> str:
    """Return `text` if it can be a repository's id; raises InvalidId."""
    if not is_hub_id(text):
        raise InvalidId(f"'{shown(text)}' is not an id of the Hub; write it as organisation/name, without an address")
    return text


def checked_author(text: str) -> str:
    """Return `text` if it can be the name of an account; raises InvalidId."""
    if not is_account(text):
        raise InvalidId(f"'{shown(text)}' is not the name of an account on the Hub; write the part before the slash")
    return text


def checked_revision(text: str) -> str:
    """Return `text` if it can be a commit, branch or tag; raises InvalidId."""
    if _REVISION.fullmatch(text) is None or ".." in text or "//" in text:
        raise InvalidId(f"'{shown(text)}' is not a revision; give a commit hash, a branch or a tag")
    return text


def is_file_path(text: str) -> bool:
    """Tell whether `text` names a file inside a repository and nothing else."""
    segments = text.split("/")
    return (
        0 < len(text) <= 500
        and _CONTROL.search(text) is None
        and all(segment not in ("", ".", "..") for segment in segments)
    )


def quoted_path(text: str) -> str:
    """Return a file's path as part of an address; raises InvalidId."""
    if not is_file_path(text):
        raise InvalidId(f"'{shown(text)}' is not the path of a file in a repository")
    return quote(text, safe="/")


def quoted_revision(text: str) -> str:
    """Return a revision as one segment of an address; raises InvalidId."""
    return quote(checked_revision(text), safe="")


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of `url`; two addresses may share a token only if these are equal.

    An address that cannot be read has the origin ("", "", None), which equals no endpoint's.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ("", "", None)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return (parts.scheme, (parts.hostname or "").lower(), port if port is not None else default)


def joined(base: str, target: str) -> str:
    """Return `target`, as sent by a server, as a full address; one that cannot be read stays as it is.

    A user name or password in it is left out: the session would sign in with it, wherever it leads.
    """
    try:
        parts = urlsplit(urljoin(base, target))
    except ValueError:
        return target
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def checked_endpoint(text: str) -> str:
    """Return the endpoint without a trailing slash; raises InvalidId unless it is a plain http(s) address."""
    endpoint = text.strip().rstrip("/")
    scheme, host, _ = origin_of(endpoint)
    if scheme not in ("http", "https") or not host or _CONTROL.search(endpoint) or "?" in endpoint or "#" in endpoint:
        told = shown(re.split(r"[?#]", text, maxsplit=1)[0].rpartition("@")[2])  # what is left out may be a secret
        more = "; leave out what follows the ? or #" if "?" in endpoint or "#" in endpoint else ""
        raise InvalidId(f"'{told}' is not an endpoint{more}; give an address such as https://huggingface.co")
    if "@" in urlsplit(endpoint).netloc:
        raise InvalidId("an endpoint carries no user name or password; give the token on its own")
    return endpoint


def shown(text: object, limit: int = 120) -> str:
    """Return foreign text fit for one line of a message, at most `limit` characters."""
    return one_line(text, limit)
