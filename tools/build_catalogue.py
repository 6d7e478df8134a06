"""Build catalog/systems/*.yaml from the database of the European Open Source AI Index.

Usage: python tools/build_catalogue.py [FOLDER], where FOLDER holds the index's *.yaml files
(default: ../shared/osai beside the project). The same input gives the same bytes. The index's
notes are sentences and stay out; names, classes, dates, links and figures go in.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "osai"
TARGET = ROOT / "catalog" / "systems"

INDEX = "European Open Source AI Index"
REVISION = "5a388e871b88735e7ab7e6fb230b76c9d460d99a"
DATE = "2026-06-12"
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
PARAMETERS = (
    "datasources_basemodel datasources_endmodel weights_basemodel weights_endmodel trainingcode code"
    " hardware_architecture preprint paper modelcard datasheet licenses"
).split()

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


class _Dumper(yaml.SafeDumper):
    """Writes every value out (the strict reader takes no aliases) and indents lists below their key."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - likewise
        super().increase_indent(flow, False)


def build(folder: Path) -> dict[str, str]:
    """Return file name -> text of every system in the index's folder."""
    return {path.name: render(path) for path in sorted(folder.glob("*.yaml")) if path.stem != "a_submission_template"}


def render(path: Path) -> str:
    """Return the text of our entry for one file of the index."""
    text = path.read_text(encoding="utf-8")
    entry = _entry(path.stem, yaml.safe_load(text), dict(_COMMENT.findall(text)))
    body = yaml.dump(entry, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    return HEADER + body


def _entry(stem: str, data: dict[str, Any], comments: dict[str, str]) -> dict[str, Any]:
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
                    "revision": REVISION,
                    "date": DATE,
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


def main(arguments: list[str]) -> int:
    """Write the files; remove those made here before of systems the index no longer has."""
    files = build(Path(arguments[0]) if arguments else SOURCE)
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.yaml"):
        if old.name not in files and old.read_text(encoding="utf-8").startswith(HEADER):
            old.unlink()
    for name, text in files.items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")
    sys.stderr.write(f"{len(files)} systems written to {TARGET.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
