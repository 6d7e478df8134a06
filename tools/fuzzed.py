"""Readers of foreign text as functions of bytes: whatever they raise but a sentence of ours is a finding.

`tools/fuzz.py` runs them under a fuzzer, `tests/test_fuzz.py` with what hypothesis makes and what was found before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from openness.card import parse_card
from openness.card.named import names_of
from openness.catalogue import load_catalogue
from openness.errors import OpennessError
from openness.hub.errors import UnusableAnswer
from openness.hub.listing import read_body, read_row
from openness.hub.payload import parse_object, parse_rows
from openness.licences.recognition import recognise
from openness.mof import evaluate, import_mof, lint, model_of
from openness.mof.document import parse_document
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.rubric.load import parse_rubric
from openness.signals import SIGNALS, extract

LONGEST = 4096
"""Bytes of one input; what grows with size is for `benchmarks/linear.py`."""
DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}


def _text(data: bytes) -> str:
    """Return what the fetcher makes of a file's bytes."""
    return data.decode("utf-8", "replace")


def record_of(card: str, licence: str | None = None) -> Record:
    """Return a record with this card and licence file."""
    files = () if licence is None else (TextFile(path="LICENSE", look=Look.READ, text=licence),)
    return Record(
        body=ModelBody.model_validate({"id": "org/model", "sha": "a" * 40, "siblings": []}),
        origin="https://huggingface.co",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        card=TextFile(path="README.md", look=Look.READ, text=card),
        licence_files=files,
    )


def card(data: bytes) -> None:
    """Read a card and ask all signals of it."""
    record = record_of(_text(data))
    _ = parse_card(_text(data)).sentences
    extract(record)


def front_matter(data: bytes) -> None:
    """Read the front matter of a card, and what it names."""
    text = f"---\n{_text(data)}\n---\n# Made\n"
    record = record_of(text)
    names_of(record.body, record.card)
    extract(record)


def licence(data: bytes) -> None:
    """Recognise a licence by its text, and ask what it allows."""
    recognise(_text(data))
    extract(record_of("# Made\n", _text(data)))


def rubric(data: bytes) -> None:
    """Read a rubric."""
    parse_rubric(_text(data), "made.yaml", DOMAINS)


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="openness-fuzz-"))
    for name in ("systems", "facts", "assessments"):
        (folder / name).mkdir()
    return folder


def catalogue(data: bytes) -> None:
    """Read an entry of the catalogue, a file of facts and one of assessments."""
    for name in ("systems", "facts", "assessments"):
        (_folder() / name / "made.yaml").write_bytes(data)
    load_catalogue(_folder(), SIGNALS)


def answer(data: bytes) -> None:
    """Read an answer of the Hub as a page of a listing and as one model, and ask all signals of what it holds."""
    bodies = []
    with suppress(UnusableAnswer):
        rows = [read_row(row, "https://hub.example") for row in parse_rows(data, subject="made", url="made")]
        bodies = [row.item for row in rows if isinstance(row.item, ModelBody)]
    with suppress(UnusableAnswer):
        bodies.append(read_body(parse_object(data, subject="made", url="made")))
    for body in bodies[:3]:
        record = Record(body=body, origin="https://hub.example", files_look=Look.READ if body.files else Look.FAILED)
        extract(record)
        assert Record.model_validate_json(record.model_dump_json()) == record


def mof(data: bytes) -> None:
    """Read a model file of the Model Openness Tool, judge it and take it into the catalogue."""
    document = parse_document(data, "made.yml")
    lint(document)
    for strict in (False, True):
        model = model_of(document, strict=strict)
        evaluate(model)
        import_mof(model, model_id="org/model", date="2026-01-01", link="https://e.example")


TARGETS: dict[str, Callable[[bytes], None]] = {
    function.__name__.replace("_", "-"): function
    for function in (card, front_matter, licence, rubric, catalogue, answer, mof)
}


def one(target: str, data: bytes) -> None:
    """Give a reader one input; what it may raise is a sentence of ours, everything else comes out."""
    with suppress(OpennessError):
        TARGETS[target](data)


def seeds(target: str) -> Iterable[bytes]:
    """Yield inputs of the right form to begin with: what this project itself holds of the kind."""
    root = Path(__file__).resolve().parent.parent
    match target:
        case "rubric":
            yield from (path.read_bytes()[:LONGEST] for path in sorted((root / "scoring_rubrics").glob("*.yaml")))
        case "catalogue":
            yield from (path.read_bytes() for path in sorted((root / "catalog" / "systems").glob("*.yaml"))[:20])
        case "answer":
            yield b'[{"id": "org/m", "sha": "a", "tags": ["license:mit", "base_model:a/b"], "siblings": []}]'
            yield b'{"id": "org/m", "cardData": {"license": "mit", "language": ["de"]}, "gated": "auto"}'
        case "mof":
            yield b"framework:\n  name: Model Openness Framework\nrelease:\n  name: Made\n  components: []\n"
        case "licence":
            yield b"Permission is hereby granted, free of charge, to any person, to use it for research only."
        case _:
            yield b"license: apache-2.0\nlanguage: [de, fr]\nbase_model: org/base\ndatasets:\n- org/d\n"
            yield b"# Made\n\nTrained on 8 GPUs with [data](https://huggingface.co/datasets/o/d).\n\n| a | b |\n|-|-|\n"
