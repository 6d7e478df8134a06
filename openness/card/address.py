"""What an address points at, told from its host and path alone; no address is ever visited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_URL = re.compile(
    r"(?:https?:)?//(?:www\.)?([a-z0-9.\-]{1,253})(?::\d+)?(/[^?#]{0,1500})?(?:[?#].{0,2000})?\Z", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:www\.)?(?:arxiv\.org|github\.com|huggingface\.co|doi\.org|openreview\.net|aclanthology\.org)/", re.IGNORECASE
)
"""Addresses of which the writer left out the scheme."""
_ARXIV = re.compile(r"/(?:abs|pdf|html|pdf/v\d)/(\d{4}\.\d{4,5}|[a-z\-]+/\d{7})", re.IGNORECASE)
_PAPERS = re.compile(r"/papers/(\d{4}\.\d{4,5})")
HUB_HOSTS = frozenset({"huggingface.co", "hf.co", "hf-mirror.com"})
_CODE_HOSTS = frozenset({"github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "gitee.com", "opencode.it4i.eu"})
_VENUES = frozenset(
    {
        "aclanthology.org", "aclweb.org", "dl.acm.org", "ieeexplore.ieee.org", "proceedings.mlr.press", "jmlr.org",
        "proceedings.neurips.cc", "papers.nips.cc", "openaccess.thecvf.com", "isca-speech.org", "isca-archive.org",
        "ojs.aaai.org", "ijcai.org", "link.springer.com", "nature.com", "science.org", "direct.mit.edu", "ecva.net",
        "sciencedirect.com", "academic.oup.com", "mdpi.com", "frontiersin.org",
    }
)  # fmt: skip
_NOT_MODELS = frozenset(
    "datasets spaces docs blog papers collections models organizations join pricing tasks learn posts settings".split()
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address by kind: `arxiv`, `venue`, `openreview`, `doi`, `code`, `dataset`, `model`, `pdf`, `page`, `local`.

    `name` is what identifies the thing: the arXiv id, `owner/repository`, the data set id.
    `path` is what follows it (for code: the file or folder in the repository), lower case.
    """

    kind: str
    name: str = ""
    path: str = ""
    host: str = ""


@lru_cache(maxsize=8192)
def read_address(url: str) -> Address:
    """Return what the address points at; an odd one is `local` (relative, anchors, mail)."""
    url = url[:4000].strip()
    if _BARE.match(url):
        url = f"https://{url}"
    match = _URL.match(url)
    if match is None:
        return Address("local", path=url[:200].lower())
    host, path = match[1].lower(), match[2] or "/"
    parts = [part for part in path.split("/") if part]
    if host.endswith("arxiv.org") and (found := _ARXIV.search(path)):
        return Address("arxiv", found[1].lower(), host=host)
    if host in HUB_HOSTS:
        return _hub(parts, path, host)
    if host in _CODE_HOSTS and len(parts) >= 2:
        name = f"{parts[0]}/{parts[1].removesuffix('.git')}"
        return Address("code", name, "/".join(parts[2:]).lower(), host)
    if host == "openreview.net":
        return Address("openreview", host=host, path=path)
    if host in _VENUES:
        return Address("venue", host=host, path=path)
    if host in ("doi.org", "dx.doi.org"):
        kind = "arxiv" if "arxiv" in path.lower() else "doi"
        return Address(kind, path.strip("/").lower().removeprefix("10.48550/arxiv."), host=host)
    if path.lower().endswith(".pdf"):
        return Address("pdf", host=host, path=path.lower())
    return Address("page", host=host, path=path.lower())


def _hub(parts: list[str], path: str, host: str) -> Address:
    if found := _PAPERS.match(path):
        return Address("arxiv", found[1], host=host)
    if parts[:1] == ["datasets"] and len(parts) >= 2:
        name = "/".join(parts[1:3])
        if len(parts) == 2 or parts[2] in ("viewer", "blob", "tree", "resolve"):
            name = parts[1]
        return Address("dataset", name, "/".join(parts[3:]).lower(), host)
    if len(parts) >= 2 and parts[0] not in _NOT_MODELS:
        rest = "/".join(parts[2:]).lower()
        return Address("pdf" if rest.endswith(".pdf") else "model", "/".join(parts[:2]), rest, host)
    return Address("page", host=host, path=path.lower())
