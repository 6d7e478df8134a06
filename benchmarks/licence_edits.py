"""Edits of licence texts: harmless ones (layout, holder, year) and ones that change the terms, in six languages."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from openness.licences.clause import Clause

Answers = Mapping[Clause, tuple[object, ...]]
"""Answers that an edit makes wrong: a permission that its sentence takes away."""


@dataclass(frozen=True)
class Text:
    """One collected text; `what` is `licence` or `use policy`."""

    name: str
    licence: str
    what: str
    text: str


@dataclass(frozen=True)
class Edit:
    """One way to edit a text; `make` returns None where the text offers no place for it."""

    group: str
    name: str
    make: Callable[[Text], str | None]
    harmless: bool = False
    wrong: Answers | None = None
    """Answers that are wrong afterwards, beside every claim that the text is verbatim."""
    joins: str | None = None
    """The licence whose text was added."""


_NO_BUSINESS: Answers = {Clause.COMMERCIAL: ("allowed", "bounded")}
_NO_EU: Answers = {Clause.EU: ("yes_all", "multimodal_excluded")}
_NO_STATE: Answers = {Clause.PUBLIC_BODY: ("allowed",)}
_ASK_FIRST: Answers = {Clause.REGISTRATION: (False,)}
_RICH_PAY: Answers = {Clause.REVENUE_THRESHOLD: (False,), Clause.COMMERCIAL: ("allowed",)}
_STUDY_ONLY: Answers = {Clause.COMMERCIAL: ("allowed", "bounded"), Clause.RESEARCH_ONLY: (False,)}

SENTENCES: Mapping[str, tuple[tuple[str, Answers], ...]] = {
    "English": (
        ("Any use for profit is excluded.", _NO_BUSINESS),
        ("This does not apply to anyone established in the European Union.", _NO_EU),
        ("Companies with a turnover above USD 2 million need a paid subscription.", _RICH_PAY),
    ),
    "German": (
        ("Die Nutzung ist nur für Forschung und Lehre gestattet.", _STUDY_ONLY),
        ("Behörden und Gerichte sind von der Nutzung ausgeschlossen.", _NO_STATE),
        ("Gewerbliche Verwendung bedarf der vorherigen Zustimmung.", _NO_BUSINESS),
    ),
    "French": (
        ("Toute exploitation commerciale est interdite.", _NO_BUSINESS),
        ("Les droits ne sont pas accordés dans l'Union européenne.", _NO_EU),
        ("Une inscription préalable est obligatoire.", _ASK_FIRST),
    ),
    "Spanish": (
        ("Se prohíbe el uso por parte de administraciones públicas.", _NO_STATE),
        ("Solo para fines no comerciales.", _NO_BUSINESS),
        ("Es obligatorio registrarse antes de usar el modelo.", _ASK_FIRST),
    ),
    "Polish": (
        ("Wykorzystanie komercyjne jest zabronione.", _NO_BUSINESS),
        ("Model wyłącznie do badań naukowych.", _STUDY_ONLY),
        ("Organy państwa nie mogą używać modelu.", _NO_STATE),
    ),
    "Chinese": (
        ("禁止任何商业用途。", _NO_BUSINESS),
        ("仅供学术研究使用", _STUDY_ONLY),
        ("使用前须先登记并取得书面授权", _ASK_FIRST),
    ),
}


def _in_the_middle(text: str, sentence: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[: len(lines) // 2], sentence, *lines[len(lines) // 2 :]])


PLACES: Mapping[str, Callable[[str, str], str]] = {
    "head": lambda text, sentence: f"{sentence}\n\n{text}",
    "middle": _in_the_middle,
    "end": lambda text, sentence: f"{text.rstrip()}\n\n{sentence}\n",
    "line with ©": lambda text, sentence: f"© 2025 Acme Labs. {sentence}\n\n{text}",
    "line with an address": lambda text, sentence: f"{text.rstrip()}\n\nhttps://acme.example/model {sentence}\n",
}

_COPYRIGHT = re.compile(r"^(\W*copyright\s+(?:\(c\)|©)?\s*)(?:<year>|\[yyyy\]|\d{4}(?:-\d{4})?)[^\n]*$", re.I | re.M)
_MARK = re.compile(r"^([ \t]*)(?:\([a-z0-9]{1,3}\)|[a-z0-9]{1,2}[.)]|[*-])(?=\s)", re.I | re.M)
_FIGURE = re.compile(r"(?<=[a-z,.] )\d{1,3}(?= [a-z])")


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def _rewrapped(width: int) -> Callable[[Text], str]:
    def make(text: Text) -> str:
        wrapped = (
            textwrap.fill(" ".join(part.split()), width, break_long_words=False, break_on_hyphens=False)
            for part in _paragraphs(text.text)
        )
        return "\n\n".join(wrapped)

    return make


def _heading(text: Text) -> str:
    lines = text.text.split("\n")
    first = next(index for index, line in enumerate(lines) if line.strip())
    lines[first] = lines[first].lower() if lines[first].isupper() else lines[first].upper()
    return "\n".join(lines)


def _holder(text: Text) -> str:
    if _COPYRIGHT.search(text.text):
        return _COPYRIGHT.sub(lambda match: f"{match[1]}2021 Beispiel Institut für Informatik e.V.", text.text)
    return f"Copyright (c) 2021 Beispiel Institut für Informatik e.V.\n\n{text.text}"


def _year(text: Text) -> str:
    if _COPYRIGHT.search(text.text):
        return _COPYRIGHT.sub(lambda match: re.sub(r"\b(?:19|20)\d\d\b", "2026", match.group()), text.text)
    return f"Copyright 2019-2026 The Example Authors. All rights reserved.\n\n{text.text}"


def _quotes(text: Text) -> str:
    if '"' in text.text:
        return re.sub(r'"([^"\n]*)"', "“\\1”", text.text).replace("'", "’")
    return text.text.replace("“", '"').replace("”", '"').replace("’", "'")


def _pages(text: Text) -> str:
    lines = text.text.split("\n")
    out = []
    for number, line in enumerate(lines, start=1):
        out.append(line)
        if number % 40 == 0:
            out += ["", f"Page {number // 40} of {1 + len(lines) // 40}", ""]
    return "\n".join(out)


def _html(text: Text) -> str:
    def escaped(part: str) -> str:
        part = part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        return part.replace("\n", "<br/>\n")

    return "\n".join(f'<p class="text">{escaped(part)}</p>' for part in _paragraphs(text.text))


WHOLE_IN_HALF = {("llama3__LICENSE.txt", True), ("modelgo__WTFPL-2.0.txt", False)}
"""Texts whose terms all stand in one half; the other half is a use policy, or the heading."""


def _half(text: Text, *, first: bool) -> str | None:
    if (text.name, first) in WHOLE_IN_HALF:
        return None
    lines = text.text.split("\n")
    middle = len(lines) // 2
    return "\n".join(lines[:middle] if first else lines[middle:])


def _figure(text: Text) -> str | None:
    places = [match for match in _FIGURE.finditer(text.text) if "opyright" not in _line(text.text, match.start())]
    if not places:
        return None
    match = places[len(places) // 2]
    return f"{text.text[: match.start()]}{int(match.group()) + 4}{text.text[match.end() :]}"


def _line(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)]


def _negation_out(text: Text) -> str | None:
    places = list(re.finditer(r"\b(?:not|NOT) ", text.text))
    if not places:
        return None
    match = places[len(places) // 2]
    return text.text[: match.start()] + text.text[match.end() :]


def _negation_in(text: Text) -> str | None:
    places = list(re.finditer(r"\b(?:may|shall|will|is|are)\b(?= )", text.text))
    if not places:
        return None
    match = places[len(places) // 2]
    return f"{text.text[: match.end()]} not{text.text[match.end() :]}"


def _sentence_out(text: Text) -> str | None:
    places = list(re.finditer(r"(?<=[a-z]\. )[A-Z][^.\n]{40,400}\.", text.text))
    if not places:
        return None
    match = places[len(places) // 2]
    return text.text[: match.start()] + text.text[match.end() :]


def _beside(other: Text) -> Callable[[Text], str | None]:
    return lambda text: None if text.licence == other.licence else f"{text.text.rstrip()}\n\n\n{other.text}"


def edits(texts: list[Text]) -> Iterator[Edit]:
    """Yield every edit; `texts` are those that may be joined to another."""
    harmless: dict[str, Callable[[Text], str | None]] = {
        "wrapped at 60": _rewrapped(60),
        "wrapped at 100": _rewrapped(100),
        "case of the heading": _heading,
        "another holder": _holder,
        "another year": _year,
        "bullets": lambda text: _MARK.sub(lambda match: f"{match[1]}•", text.text),
        "quotes": _quotes,
        "BOM and CRLF": lambda text: "\ufeff" + text.text.replace("\n", "\r\n"),
        "trailing spaces, tabs": lambda text: "\n".join(f"\t{line}   " for line in text.text.split("\n")),
        "page numbers": _pages,
        "HTML": _html,
        "quoted with >": lambda text: "\n".join(f"> {line}" for line in text.text.split("\n")),
    }
    for name, make in harmless.items():
        yield Edit("harmless", name, make, harmless=True)
    for index, (language, sentences) in enumerate(SENTENCES.items()):
        for at, (place, put) in enumerate(PLACES.items()):
            sentence, wrong = sentences[(index + at) % len(sentences)]
            yield Edit(f"sentence, {language}", place, _inserted(put, sentence), wrong=wrong)
    yield Edit("figure", "one figure", _figure)
    yield Edit("negation", "one taken out", _negation_out)
    yield Edit("negation", "one put in", _negation_in)
    yield Edit("cut", "one sentence", _sentence_out)
    yield Edit("cut", "first half only", lambda text: _half(text, first=True))
    yield Edit("cut", "second half only", lambda text: _half(text, first=False))
    for other in texts:
        yield Edit("two texts in one", f"and {other.licence}", _beside(other), joins=other.licence)


def _inserted(put: Callable[[str, str], str], sentence: str) -> Callable[[Text], str]:
    return lambda text: put(text.text, sentence)
