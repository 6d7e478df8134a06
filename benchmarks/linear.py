"""Time against size of every reader of foreign text, on the worst kinds known: twice the size may cost twice the time.

Run from the project: python benchmarks/linear.py [characters] [kind ...]. Each kind is read at N and at 2 N characters
in a process that has read it once before; printed are the processor seconds of both and their ratio. A ratio well
above 2 means that a reader is not linear, one below 2 that a bound was met. `tests/card/test_linear.py` holds the same
kinds to a count of calls, which no busy machine moves.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime

from openness.card import parse_card
from openness.errors import OpennessError
from openness.files.yamldoc import parse_yaml
from openness.hub.errors import UnusableAnswer
from openness.hub.payload import parse_object, parse_rows
from openness.licences.recognition import recognise
from openness.mof import model_of, parse_document
from openness.record.record import ModelBody, Record, TextFile
from openness.signals import extract

Kinds = Mapping[str, Callable[[int], str]]
"""A text of about so many characters, by what it is made of."""


def _times(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece))


def _numbered(pattern: str) -> Callable[[int], str]:
    return lambda size: "".join(pattern.format(number=number) for number in range(size // (len(pattern) - 2)))


BODIES: Kinds = {
    "open cells": _times("<td>\n"),
    "open cells in one line": _times("<td>"),
    "open headings": _times("<h1>\n"),
    "open headings in one line": _times("<h1>"),
    "open and closed headings": _times("<h1>a</h1>"),
    "open links": _times("<a href=x>"),
    "open tags of any name": _times("<details>\n"),
    "half a tag": _times("<td "),
    "angle brackets": _times("<"),
    "open comments": _times("<!--"),
    "comments": _times("<!-- a -->\n"),
    "comments after fences": _times("```\n<!--\n```\n<!-- a -->\n"),
    "bare Hub addresses": _numbered("https://huggingface.co/o/m{number} "),
    "bare Hub addresses, a line each": _numbered("https://huggingface.co/o/m{number}\n"),
    "bare Hub data sets": _numbered("see https://huggingface.co/datasets/o/m{number}\n\n"),
    "bare GitHub addresses": _numbered("https://github.com/o/m{number} "),
    "bare GitHub addresses, a line each": _numbered("code: https://github.com/o/m{number}\n\n"),
    "bare arXiv addresses": _numbered("https://arxiv.org/abs/2401.{number:05} "),
    "Hub links": _numbered("[m](https://huggingface.co/o/m{number}) "),
    "empty links": _times("[]() "),
    "empty links without space": _times("[]()"),
    "empty images": _times("![]() "),
    "images in links": _times("[![]()]() "),
    "links without words": _times("[](https://huggingface.co/o/m) "),
    "images with address": _times("![](https://huggingface.co/o/m.png) "),
    "empty links in a table": lambda size: "|a|b|\n|-|-|\n" + "|[]()|![](x)|\n" * (size // 13),
    "empty links in one row": lambda size: "|a|b|\n|-|-|\n|" + "[]()" * (size // 4) + "|x|\n",
    "empty links in headings": _times("# []() ![]()\n"),
    "empty links in one heading": lambda size: "# " + "[]() " * (size // 5),
    "empty links with half pairs": _times("[\ud800]() "),
    "half pairs": _times("\ud800 "),
    "brackets": _times("["),
    "closed brackets": _times("[]"),
    "brackets and parentheses": _times("[a]("),
    "reference definitions": _numbered("[r{number}]: https://example.org/{number}\n"),
    "uses of references": lambda size: "[r]: https://example.org\n\n" + "[r] " * (size // 4),
    "references undefined": _numbered("[r{number}] "),
    "stars": _times("*a "),
    "stars and lines": _times("*a _b "),
    "back quotes": lambda size: "".join("`" * length + " " for length in range(1, int((2 * size) ** 0.5))),
    "quotes": _times(">"),
    "nested lists": lambda size: "".join(" " * depth + "- a\n" for depth in range(int((2 * size) ** 0.5))),
    "list items": _times("- a\n"),
    "one table": lambda size: "|a|b|\n|-|-|\n" + "|x|y|\n" * (size // 6),
    "one wide table": lambda size: f"|{'a|' * (size // 6)}\n|{'-|' * (size // 6)}\n|{'b|' * (size // 6)}\n",
    "table heads alone": _times("|a|b|\n"),
    "headings": _numbered("# h{number}\n"),
    "headings and text": _numbered("# h{number}\n\ntrained on data\n\n"),
    "one endless line": _times("trained on data of the Hub, "),
    "one endless word": _times("a"),
    "sentences": _times("It was trained on 8 GPUs for 3 days. "),
    "data URIs": lambda size: f"![a](data:image/png;base64,{'A' * size})",
    "entities": _times("&amp;&#x41;"),
    "spaces": lambda size: "a" + " " * size + "b",
    "line feeds": _times("\n"),
    "backslashes": _times("\\"),
    "formulas": _times("$$a$$ "),
    "licence words": _times("This model is licensed under the MIT license. "),
    "numbers": _times("1,000,000 tokens of 3.5 TB "),
    "ids": _numbered("based on org/model-{number}, "),
}
HEADS: Kinds = {
    "keys": _numbered("k{number}: v\n"),
    "one list": _numbered("- v{number}\n"),
    "deep flow": _times("["),
    "deep flow maps": _times("{a: "),
    "deep flow pairs": _times("[a: "),
    "closed flow": lambda size: "a: " + "[" * (size // 2) + "]" * (size // 2),
    "question marks": _times("? "),
    "dashes": _times("- "),
    "colons": _times("a: "),
    "one long flow list": lambda size: "a: [" + "b, " * (size // 3) + "]",
    "quoted breaks": lambda size: 'a: "' + "\\\n" * (size // 2) + '"',
    "comments": _times("# a\n"),
    "anchors": _numbered("a{number}: &b{number} c\n"),
    "data sets": lambda size: "datasets:\n" + "".join(f"- o/d{number}\n" for number in range(size // 9)),
    "bases": lambda size: "base_model:\n" + "".join(f"- o/d{number}\n" for number in range(size // 9)),
    "languages": lambda size: "language:\n" + "- de\n" * (size // 5),
    "tags": lambda size: "tags:\n" + "".join(f"- t{number}\n" for number in range(size // 7)),
    "results": lambda size: "model-index:\n- name: a\n  results:\n" + "  - task: {type: a}\n" * (size // 20),
    "one long text": lambda size: "a: " + "b " * (size // 2),
    "block text": lambda size: "a: |\n" + "  b\n" * (size // 4),
    "aliases of aliases": lambda size: (
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, size // 24))
    ),
    "aliases of one": lambda size: "a: &a [b, c]\nd: [" + "*a , " * (size // 5) + "]",
    "tags of YAML": _numbered("k{number}: !!python/object:os.system v\n"),
    "one key again": _times("a: b\n"),
    "merge keys": lambda size: "a: &a {b: c}\n" + "".join(f"d{n}: {{<<: *a}}\n" for n in range(size // 14)),
    "zero bytes": _times("\0"),
    "marks of direction": _times("a: \u202eb\u2066\n"),
    "marks of order": _times("\ufeffa: b\n"),
    "documents": _times("---\na: b\n"),
    "broken lines": _times("a: 'b\n"),
    "numbers that lie": lambda size: "".join(f"k{n}: 9e{n}\nl{n}: -0x{n}\n" for n in range(size // 20)),
    "dates that lie": _times("a: 9999-99-99T99:99:99\n"),
}
BODY_ROWS: Kinds = {
    "odd strings": lambda size: json.dumps(["\ud800" + str(number) for number in range(size // 14)]),
    "deep": lambda size: "[" * size + "]" * size,
    "deep rows": lambda size: json.dumps(["a"] * (size // 10))[:-1] + "," + "[" * (size // 4) + "]" * (size // 4) + "]",
    "long numbers": lambda size: "[" + "9" * size + "]",
    "keys": lambda size: json.dumps({f"k{number}": number for number in range(size // 14)}),
    "open strings": lambda size: "[" + '"\\' * (size // 2),
}


def _body(key: str, item: Callable[[int], object], length: int) -> Callable[[int], str]:
    return lambda size: json.dumps({key: [item(number) for number in range(size // length)]})


TOLD: Kinds = {
    "tags": _body("tags", lambda n: f"tag-{n}", 12),
    "tags of licences": _body("tags", lambda n: f"license:other-{n}", 22),
    "tags of bases": _body("tags", lambda n: f"base_model:org/m{n}", 24),
    "tags of data sets": _body("tags", lambda n: f"dataset:org/d{n}", 21),
    "tags of languages": _body("tags", lambda n: "aa"[: n % 3] + "de", 8),
    "tags of papers": _body("tags", lambda n: f"arxiv:2401.{n:05}", 20),
    "files": _body("siblings", lambda n: {"rfilename": f"model-{n:05}-of-99999.safetensors"}, 52),
    "files with odd names": _body("siblings", lambda n: {"rfilename": f"../{'../' * (n % 9)}LICENSE\n\u202e{n}"}, 50),
    "files of licences": _body("siblings", lambda n: {"rfilename": f"a{n}/LICENSE"}, 34),
    "files in deep folders": lambda size: json.dumps({"siblings": [{"rfilename": "a/" * (size // 2) + "LICENSE"}]}),
    "card data of one key": lambda size: json.dumps({"cardData": {"license": ["mit"] * (size // 7)}}),
    "card data of bases": lambda size: json.dumps({"cardData": {"base_model": [f"o/m{n}" for n in range(size // 9)]}}),
    "results": lambda size: json.dumps({"cardData": {"model-index": [{"name": "a", "results": [{}] * (size // 4)}]}}),
    "configuration": lambda size: json.dumps({"config": {f"k{n}": {"a": n} for n in range(size // 18)}}),
    "numbers that lie": lambda size: json.dumps(
        {"safetensors": {"parameters": {f"F{n}": -n for n in range(size // 12)}}}
    ),
}
"""Answers about one model, as JSON."""
TEXTS: Kinds = {
    "licence words": BODIES["licence words"],
    "grants": _times("Permission is hereby granted, free of charge, to any person. "),
    "limits": _numbered("You may not use it in country {number}. "),
    "thresholds": _numbered("If you have more than {number} monthly active users, ask us.\n"),
    "titles": _times("MIT License\n"),
    "clauses": _numbered("{number}. You shall not use the Model for purpose {number}.\n"),
    "policies": _times("Acceptable Use Policy: you agree not to use it to harm.\n"),
    "one endless word": _times("a"),
    "one endless line": _times("the licensee may use the work "),
    "line feeds": _times("\n"),
    "quotes": _times('"as is" '),
    "marks": _times("* - # > ` "),
    "angle brackets": _times("<"),
    "years": _numbered("Copyright (c) {number:04} A\n"),
}


def record_of(card: str, body: dict[str, object] | None = None) -> Record:
    """Return a record with this card."""
    told = ModelBody.model_validate({"id": "org/model", "sha": "a" * 40, "siblings": [], **(body or {})})
    text = card.encode("utf-8", "replace").decode()
    return Record(
        body=told,
        origin="https://huggingface.co",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        card=TextFile.model_validate({"path": "README.md", "look": "read", "text": text}),
    )


def parse(text: str) -> None:
    """Parse a card and find its sentences."""
    _ = parse_card(text).sentences


def ask(text: str) -> None:
    """Ask all signals of a card."""
    extract(record_of(text))


def strict(text: str) -> None:
    """Read a file that people edit."""
    with suppress(OpennessError):
        parse_yaml(text.encode("utf-8", "replace"), "made")


def answer(text: str) -> None:
    """Read an answer of the API as rows and as an object."""
    for read in (parse_rows, parse_object):
        with suppress(UnusableAnswer):
            read(text.encode("utf-8", "surrogatepass"), subject="made", url="made")


def told(text: str) -> None:
    """Ask all signals of what the Hub says of a model."""
    extract(record_of("# Made\n", json.loads(text)))


def licence(text: str) -> None:
    """Recognise a licence by its text."""
    recognise(text)


def model_file(text: str) -> None:
    """Read a model file of the Model Openness Tool."""
    with suppress(OpennessError):
        model_of(parse_document(text.encode("utf-8", "replace"), "made"))


def _headed(kind: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: f"---\n{kind(size)}\n---\n# a\n"


READERS: dict[str, tuple[Callable[[str], None], Kinds]] = {
    "card": (parse, BODIES),
    "signals": (ask, BODIES),
    "head": (parse, {name: _headed(kind) for name, kind in HEADS.items()}),
    "signals of a head": (ask, {name: _headed(kind) for name, kind in HEADS.items()}),
    "rubric, catalogue": (strict, HEADS),
    "answer": (answer, BODY_ROWS),
    "body": (told, TOLD),
    "licence": (licence, TEXTS),
    "model file": (model_file, HEADS),
}


_NOTICED = 0.005
"""Seconds below which a ratio says nothing."""


def _seconds(read: Callable[[str], None], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


def main(size: int, only: list[str]) -> None:
    """Print a line a reader and kind, and at the end a table of the readers for the documents."""
    print(f"{'reader':18} {'kind':38} {f'{size:,}':>10} {f'{2 * size:,}':>10}  ratio")
    rows = []
    for reader, (read, kinds) in READERS.items():
        slowest, worst, count = (0.0, ""), (0.0, ""), 0
        for name, kind in kinds.items():
            if only and name not in only and reader not in only:
                continue
            read(kind(size // 8))
            once, twice = (_seconds(read, kind(length)) for length in (size, 2 * size))
            ratio = twice / max(once, _NOTICED)
            slowest, worst, count = max(slowest, (twice, name)), max(worst, (ratio, name)), count + 1
            print(f"{reader:18} {name:38} {once:9.3f}s {twice:9.3f}s  {ratio:5.1f}", flush=True)
        if count:
            rows.append(f"| {reader} | {count} | {slowest[0]:.2f} s ({slowest[1]}) | {worst[0]:.1f} ({worst[1]}) |")
    print(f"\n| reader | kinds | slowest at {2 * size:,} characters | highest ratio |\n| --- | --- | --- | --- |")
    print("\n".join(rows))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2:])
