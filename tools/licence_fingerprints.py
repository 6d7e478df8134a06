"""Add a text to `openness/licences/fingerprints.json`, or rebuild it from texts that lie outside the repository.

    python tools/licence_fingerprints.py --add ID FILE [--policy] [--source WORDS]
    python tools/licence_fingerprints.py [--scancode FOLDER]

The first needs nothing but the text. First write the facts of the licence in `openness/licences/facts/`, then add its
hashes: an ID without facts is refused and nothing is written.

Texts: `../shared/licences/texts` (with its index), licence files recorded in `../shared/hub/payload`,
and, for the rest, ScanCode's licence data: `FOLDER` is `licensedcode/data/licenses` of an installed
`scancode-toolkit-mini` 32.5.0 (data under CC-BY-4.0, https://github.com/aboutcode-org/scancode-toolkit).
Without `--scancode`, the entries made from it before are kept. Only hashes are written, no text.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from openness.licences.fingerprint import FILE, Fingerprint, compare, fingerprints
from openness.licences.fingerprinting import fingerprint_of
from openness.licences.knowledge import knowledge

ROOT = Path(__file__).resolve().parent.parent

SCANCODE = "scancode 32.5.0"
ADDED = "added:"

SCANCODE_NAMES = {
    **{
        name: name
        for name in """apache-2.0 mit afl-3.0 artistic-2.0 ecl-2.0 isc postgresql ofl-1.1 zlib ms-pl lppl-1.3c unlicense
        agpl-3.0 gpl-2.0 gpl-3.0 lgpl-2.1 lgpl-3.0 mpl-2.0 epl-1.0 epl-2.0 eupl-1.1 eupl-1.2 osl-3.0 cc0-1.0
        cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0
        cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0
        cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0 gfdl-1.3 openmdw-1.0""".split()
    },
    "bsd-simplified": "bsd-2-clause",
    "bsd-new": "bsd-3-clause",
    "clear-bsd": "bsd-3-clause-clear",
    "boost-1.0": "bsl-1.0",
    "bsl-1.1": "busl-1.1",
    "uoi-ncsa": "ncsa",
    "wtfpl-2.0": "wtfpl",
    "lgpllr": "lgpl-lr",
    "pddl-1.0": "pddl",
    "odc-by-1.0": "odc-by",
    "odbl-1.0": "odbl",
    "c-uda-1.0": "c-uda",
    "dl-de-by-2-0-de": "dl-de-by-2.0",
    "dl-de-by-2-0-en": "dl-de-by-2.0",
    "dl-de-zero-2.0": "dl-de-zero-2.0",
    "nlod-1.0": "nlod-1.0",
    "nlod-2.0": "nlod-2.0",
    "etalab-2.0": "etalab-2.0",
    "etalab-2.0-en": "etalab-2.0",
    "etalab-2.0-fr": "etalab-2.0",
    "llama-license-2023": "llama-license",
    "llama-2-license-2023": "llama2",
    "llama-3.1-license-2024": "llama3.1",
    "llama-3.2-license-2024": "llama3.2",
    "llama-3.3-license-2024": "llama3.3",
    "llama-4-cla-2025": "llama4",
    "chameleon-research-2024": "chameleon-research",
    "gemma-tou-2024-04-01": "gemma",
    "gemma-tou-2025-03-24": "gemma",
    "bigscience-open-rail-m": "bigscience-openrail-m",
    "bigscience-open-rail-m2": "openrail++",
    "stable-diffusion-2022-08-22": "creativeml-openrail-m",
    "bigscience-rail-1.0": "bigscience-bloom-rail-1.0",
    "bigcode-open-rail-m-v1": "bigcode-openrail-m",
    "fair-ai-public-1.0-sd": "faipl-1.0-sd",
    "deepseek-la-1.0": "deepseek-license",
    "qwen-2024": "qwen",
    "tongyi-qianwen-2023": "tongyi-qianwen",
    "nvidia-open-model-2025-04-28": "nvidia-open-model-license",
    "falcon-2-11b-1.0": "falcon-2-11b-license",
    "tencent-hunyuan-3d-2.0-cla": "tencent-hunyuan-3d-community",
    "stability-ai-community-2024": "stabilityai-ai-community",
    "stability-ai-nc-2023-12-06": "stabilityai-nc-research",
    "flux-1-nc": "flux-1-dev-non-commercial-license",
    "exaone-ai-model-1.1-nc": "exaone",
    "hyperclova-x-seed-2025": "hyperclovax-seed",
    "moonshot-ai-modified-mit-2025": "moonshot-modified-mit",
    "open-aleph-1.0": "open-aleph-license",
    "ltxv-owl-2025-04-17": "ltxv-open-weights",
    "ltxv-owl-2025-05-05": "ltxv-open-weights",
    "playground-v2-community": "playground-v2-community",
    "bilibili-model-ula-2025-09-09": "bilibili-indextts",
    "open-weights-permissive-1.0.0": "open-weights-permissive-1.0",
    "ms-research-license-terms": "microsoft-research-license",
}
SCANCODE_POLICIES = {"llama-4-license-2025": "llama4", "gemma-pup-2024-02-21": "gemma"}

PAYLOADS = {
    "LGAI-EXAONE__EXAONE-3.5-32B-Instruct": "exaone",
    "Qwen__Qwen2.5-72B": "qwen",
    "facebook__opt-125m": "opt-175b",
    "moonshotai__Kimi-K2-Base": "moonshot-modified-mit",
    "naver-hyperclovax__hyperclovax-seed-think-14b": "hyperclovax-seed",
    "tencent__hunyuan-a13b-instruct": "tencent-hunyuan-community",
    "tokyotech-llm__llama-3-swallow-8b-v0.1": "llama3",
    "xai-org__grok-2": "grok2-community",
}
"""Licence files of model licences: recorded texts that stand for the licence they name."""

INDEX_IDS = {"gfdl": "gfdl-1.3"}
"""The Hub's family tag for a text whose version the text itself tells."""


def fingerprint(licence: str, what: str, source: str, text: str) -> Fingerprint:
    known = knowledge().get(licence)
    if known is None:
        raise SystemExit(
            f"not added: {source.removeprefix(ADDED).strip()}: the facts know no licence '{licence}'; write its facts "
            "first, in openness/licences/facts/, then run this again"
        )
    return fingerprint_of(known, what, source, text)


def from_shared(shared: Path) -> list[Fingerprint]:
    found = []
    folder = shared / "licences" / "texts"
    with (folder / "index.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            licence = INDEX_IDS.get(row["identifier"], row["identifier"])
            text = (folder / row["text"]).read_text(encoding="utf-8")
            found.append(fingerprint(licence, row["what"], row["source"], text))
    for stem, licence in PAYLOADS.items():
        body = json.loads((shared / "hub" / "payload" / f"{stem}.json").read_text(encoding="utf-8"))
        found.append(fingerprint(licence, "licence", f"Hub {body['model_id']}", body["license_file"]))
    return found


def from_scancode(folder: Path) -> list[Fingerprint]:
    found = []
    for names, what in ((SCANCODE_NAMES, "licence"), (SCANCODE_POLICIES, "use policy")):
        for name, licence in names.items():
            text = (folder / f"{name}.LICENSE").read_text(encoding="utf-8")
            body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
            if body.strip():
                found.append(fingerprint(licence, what, f"{SCANCODE}: {name}", body))
    return found


def distinct(entries: list[Fingerprint]) -> list[Fingerprint]:
    """Leave out what another entry of the same licence already says."""
    kept: list[Fingerprint] = []
    for entry in entries:
        if not any(
            other.licence == entry.licence
            and other.what == entry.what
            and compare(entry.hashes, other).similarity == 1.0
            for other in kept
        ):
            kept.append(entry)
    return kept


def added(licence: str, path: Path, policy: bool, source: str) -> Fingerprint:
    """Return the fingerprint of one text that somebody has."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise SystemExit(f"not added: {path} cannot be read as UTF-8 text ({failure}); check the path") from failure
    if not text.strip():
        raise SystemExit(f"not added: {path} is empty")
    return fingerprint(licence, "use policy" if policy else "licence", f"{ADDED} {source or path.name}", text)


def write(entries: list[Fingerprint]) -> None:
    """Write the distinct fingerprints in the order of their licences."""
    kept = sorted(distinct(entries), key=lambda entry: (entry.licence, entry.what, entry.source))
    names = ("licence", "what", "source", "words", "packed", "spare", "begins", "ends", "headings")
    rows = ",\n".join(json.dumps({name: getattr(entry, name) for name in names}) for entry in kept)
    note = "hashes of licence texts; made by tools/licence_fingerprints.py; ScanCode data: CC-BY-4.0"
    FILE.write_text(f'{{"note": {json.dumps(note)},\n"fingerprints": [\n{rows}\n]}}\n', encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--add", nargs=2, metavar=("ID", "FILE"), help="add the hashes of one text; write the facts of ID first"
    )
    parser.add_argument("--policy", action="store_true", help="with --add: the text is a use policy of the licence")
    parser.add_argument("--source", default="", help="with --add: where the text came from, and when")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--scancode", type=Path, help="licensedcode/data/licenses of scancode-toolkit-mini 32.5.0")
    chosen = parser.parse_args()
    if chosen.add is not None:
        write([*fingerprints(), added(chosen.add[0], Path(chosen.add[1]), chosen.policy, chosen.source)])
        return
    if chosen.scancode is not None:
        entries = from_scancode(chosen.scancode)
    else:
        entries = [entry for entry in fingerprints() if entry.source.startswith(SCANCODE)]
    entries += [entry for entry in fingerprints() if entry.source.startswith(ADDED)]
    write(entries + from_shared(chosen.shared))


if __name__ == "__main__":
    main()
