"""Records made by hand for the licence tests; nothing here was recorded."""

from __future__ import annotations

from typing import Any

from openness.record.record import BaseFact, DatasetFact, Look, ModelBody, Record, Relation, TextFile


def record(
    model: str = "someone/model",
    *,
    tags: tuple[str, ...] = (),
    card: dict[str, Any] | None = None,
    files: tuple[str, ...] | None = ("README.md", "config.json", "model.safetensors"),
    texts: dict[str, str] | None = None,
    text: str | None = None,
    bases: tuple[BaseFact, ...] = (),
    datasets: tuple[DatasetFact, ...] = (),
    pipeline: str | None = None,
    sha: str | None = "0" * 40,
) -> Record:
    """Return a full record: card, file list and licence files looked at."""
    texts = texts or {}
    listed = None if files is None else (*files, *texts)
    return Record(
        body=ModelBody.model_validate(
            {
                "id": model,
                "sha": sha,
                "tags": list(tags),
                "cardData": card,
                "siblings": listed,
                "pipeline_tag": pipeline,
            }
        ),
        origin="made by hand",
        files_look=Look.NOT_LOOKED if files is None else Look.READ,
        card=TextFile(path="README.md", look=Look.READ, text=text)
        if text is not None
        else TextFile(path="README.md", look=Look.ABSENT if card is None and files is not None else Look.NOT_LOOKED),
        licence_files=tuple(TextFile(path=path, look=Look.READ, text=body) for path, body in texts.items()),
        lineage=bases,
        datasets=datasets,
    )


def row(model: str = "someone/model", *tags: str, pipeline: str | None = None) -> Record:
    """Return a listing row: tags only, nothing else looked at."""
    body = ModelBody.model_validate({"id": model, "tags": list(tags), "pipeline_tag": pipeline})
    return Record(body=body, origin="made by hand")


def base(
    model: str,
    licence: str | None,
    *,
    child: str = "someone/model",
    depth: int = 1,
    relation: Relation = Relation.FINETUNE,
    look: Look = Look.READ,
) -> BaseFact:
    """Return an ancestor that tells `licence` in its card, or one that was not read."""
    body = None
    if look is Look.READ:
        body = ModelBody.model_validate({"id": model, "cardData": {"license": licence} if licence else {}})
    return BaseFact(id=model, look=look, child=child, depth=depth, relation=relation, body=body)


def dataset(name: str, *licences: str, look: Look = Look.READ) -> DatasetFact:
    return DatasetFact(id=name, look=look, licences=licences)
