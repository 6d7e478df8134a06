"""The European Open Source AI Index, taken in: its files read strictly, each as an entry of the catalogue.

The index's notes are sentences and stay out; names, classes, dates, links and figures go in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from openness.catalogue.system import PARAMETERS, Level
from openness.errors import CatalogueError
from openness.files.yamldoc import Document, parse_yaml

INDEX = "European Open Source AI Index"
PAPER = (
    "Liesenfeld, A. & Dingemanse, M. (2024). Rethinking open source generative AI: open-washing and the EU AI Act."
    " FAccT '24."
)
ATTRIBUTION = ("https://osai-index.eu/", PAPER, "doi:10.5281/zenodo.15386042")
HEADER = """\
# yaml-language-server: $schema=../systems.schema.json
# From the European Open Source AI Index, CC-BY 4.0; changed: another layout, notes left out, Hub ids read from links.
# https://osai-index.eu/ · Liesenfeld & Dingemanse (2024), FAccT '24 · doi:10.5281/zenodo.15386042
# Made by tools/build_catalogue.py; not edited by hand.
"""

_COMMENT = re.compile(
    r"^#\s*-\s*(National origin|Contributor type|Base model training compute|End model training compute):\s*(.*?)\s*$",
    re.M,
)
_COMPUTE = re.compile(
    r"(?P<sign>>=|~)?\s*(?P<flop>\d+(?:\.\d+)?e\+?\d+)(?:\s*FLOP)?(?:\s*\+-\s*(?P<oom>[\d.]+)\s*OoM)?"
    r"(?:\s*\((?P<method>[^()]*(?:\([^()]*\)[^()]*)?)\))?(?:\s*\[(?P<source>[^\]]*)\])?"
)
_HUB_MODEL = re.compile(
    r"https://(?:www\.)?huggingface\.co/(?P<id>[\w.-]+/[\w.-]+?)/?(?:/(?:tree|blob|discussions)/.*)?$"
)
_SAYS_BASE = re.compile(r"[-_.]base(?:[-_.]|$)", re.I)
_NO_MODEL = {"datasets", "collections", "papers", "spaces", "blog", "docs"}


_LEVELS = frozenset(level.value for level in Level)
_SYSTEM = frozenset(
    "name link type performanceclass basemodelname endmodelname endmodellicense releasedate notes".split()
)
_PART = frozenset("class link notes".split())


@dataclass(frozen=True)
class Release:
    """Which state of the index's database is read."""

    revision: str
    date: str
    """YYYY-MM-DD."""


@dataclass(frozen=True)
class IndexFiles:
    """Entries by id; what was wrong in files set aside; keys that look mistyped in files that were kept."""

    entries: Mapping[str, dict[str, Any]]
    problems: tuple[str, ...]
    oddities: tuple[str, ...]


def read_index(folder: Path, release: Release) -> IndexFiles:
    """Read every system's file of the index's folder.

    A file that is no strict YAML, lacks a part or has a class that is none is set aside and named with file,
    line and column. Raises CatalogueError if the folder holds no system.
    """
    entries: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    oddities: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.stem == "a_submission_template":
            continue
        raw = path.read_bytes()
        try:
            document = parse_yaml(raw, path.name, CatalogueError)
        except CatalogueError as failure:
            problems += failure.problems
            continue
        wrong = _wrong(document)
        if wrong:
            problems += wrong
            continue
        oddities += _odd(document)
        comments = dict(_COMMENT.findall(raw.decode("utf-8", "replace")))
        entries[path.stem] = _entry(path.stem, document.data, comments, release)
    if not entries and not problems:
        raise CatalogueError([f"{folder}: holds no file of a system; give the folder of the index's database"])
    return IndexFiles(entries, tuple(problems), tuple(oddities))


def entry_text(entry: Mapping[str, Any], header: str) -> str:
    """Return an entry as the text of its file; the same bytes for the same entry."""
    body = yaml.dump(dict(entry), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    return header + body


def _wrong(document: Document) -> list[str]:
    data = document.data
    if not isinstance(data, dict):
        return [document.problem((), "is no file of a system; it begins with 'system', 'org' and twelve parameters")]
    missing = [part for part in ("system", "org", *PARAMETERS) if not isinstance(data.get(part), dict)]
    if missing:
        return [document.problem((), f"the part '{part}' is missing") for part in missing]
    found = [
        document.problem((name, "class"), f"'{data[name].get('class')}' is no class; classes are open, partial, closed")
        for name in PARAMETERS
        if data[name].get("class") not in _LEVELS
    ]
    found += [
        document.problem(("system",), f"the key '{key}' is missing")
        for key in ("name", "type", "performanceclass", "releasedate")
        if data["system"].get(key) is None
    ]
    if data["org"].get("name") is None:
        found.append(document.problem(("org",), "the key 'name' is missing"))
    return found


def _odd(document: Document) -> list[str]:
    data = document.data
    found = [
        document.problem(("system", key), f"'{key}' is no key of a system", key=True)
        for key in data["system"]
        if key not in _SYSTEM
    ]
    for name in PARAMETERS:
        found += [
            document.problem((name, key), f"'{key}' is no key of a parameter", key=True)
            for key in data[name]
            if key not in _PART
        ]
    known = {"system", "org", *PARAMETERS}
    return found + [document.problem((key,), f"'{key}' is no part", key=True) for key in data if key not in known]


class _Dumper(yaml.SafeDumper):
    """Writes every value out (the strict reader takes no aliases) and indents lists below their key."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - likewise
        super().increase_indent(flow, False)


def _entry(stem: str, data: dict[str, Any], comments: Mapping[str, str], release: Release) -> dict[str, Any]:
    system, org = data["system"], data["org"]
    base_name = _text(system.get("basemodelname"))
    end_name = _text(system.get("endmodelname"))
    return _told(
        {
            "id": stem,
            "name": system["name"],
            "organisation": _told(
                {
                    "name": org["name"],
                    "urls": [_address(url) for url in _links(org)],
                    "origin": comments.get("National origin"),
                    "contributor_type": comments.get("Contributor type"),
                }
            ),
            "modalities": [kind.strip() for kind in system["type"].split(",")],
            "performance_class": system["performanceclass"],
            "released": str(system["releasedate"]),
            "licence": _text(system.get("endmodellicense", system.get("endmodel license"))),
            "base_model_name": base_name,
            "end_model_name": end_name,
            "models": _models(data, base_name, end_name),
            "links": _told({"home": _links(system)}),
            "training_compute": _told(
                {
                    "base": _compute(comments.get("Base model training compute")),
                    "end": _compute(comments.get("End model training compute")),
                }
            ),
            "assessments": [
                {
                    "by": INDEX,
                    "url": "https://osai-index.eu/model/" + stem.replace(" ", "%20"),
                    "attribution": list(ATTRIBUTION),
                    "revision": release.revision,
                    "date": release.date,
                    "levels": {
                        name: _told({"level": data[name]["class"], "links": _links(data[name])}) for name in PARAMETERS
                    },
                }
            ],
        }
    )


def _told(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value not in (None, "", [], {})}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _links(part: dict[str, Any]) -> list[str]:
    link = part.get("link")
    items = [link] if isinstance(link, str) else link or []
    return list(dict.fromkeys(item.strip().replace(" ", "%20") for item in items if item))


def _address(url: str) -> str:
    return url if url.startswith("http") else f"https://{url}"


def _models(data: dict[str, Any], base_name: str | None, end_name: str | None) -> list[dict[str, str]]:
    """Return the end and the base model among the Hub models the entry links.

    The end model is the one that bears the end model's name, else the one its weights link to, else
    the system's own page; the base model likewise, where it is another one.
    """
    pages = _hub_models(data, "weights_endmodel") + _hub_models(data, "system") + _hub_models(data, "modelcard")
    base_pages = _hub_models(data, "weights_basemodel")
    own_base = base_name is not None and _plain(base_name) != _plain(end_name or "")
    if own_base:
        base_pages += [page for page in pages if _named([page], base_name) or _SAYS_BASE.search(page)]
    not_base = [page for page in pages if page not in base_pages]
    likely = _hub_models(data, "weights_endmodel") + not_base + ([] if own_base else pages)
    end = _named(pages + base_pages, end_name) or next(iter(likely), None)
    others = [page for page in base_pages + pages if end is None or page.lower() != end.lower()]
    base = _named(others, base_name) or next((page for page in base_pages if page in others), None)
    found = (("end", end), ("base", base))
    return [{"id": model, "role": role} for role, model in found if model is not None]


def _hub_models(data: dict[str, Any], part: str) -> list[str]:
    found = []
    for link in _links(data[part]):
        match = _HUB_MODEL.match(link.partition("#")[0].partition("?")[0])
        if match is not None and match["id"].partition("/")[0] not in _NO_MODEL:
            found.append(match["id"])
    return found


def _named(pages: list[str], name: str | None) -> str | None:
    wanted = _plain(name or "")
    return next((page for page in pages if wanted and _plain(page.partition("/")[2]) == wanted), None)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _compute(comment: str | None) -> dict[str, Any] | None:
    """Return the figure of a compute comment that is nothing but one figure with its method, else None."""
    match = _COMPUTE.fullmatch(comment or "")
    if match is None:
        return None
    return _told(
        {
            "flop": float(match["flop"]),
            "at_least": True if match["sign"] == ">=" else None,
            "orders_of_magnitude": float(match["oom"]) if match["oom"] else None,
            "method": match["method"],
            "source": match["source"],
        }
    )
