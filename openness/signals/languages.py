"""Natural languages: what the publisher declares, as codes of the standards."""

from __future__ import annotations

import re

from openness.reading.answers import answered, not_looked, silent
from openness.reading.reading import Reading, api_source
from openness.record.evidence import Evidence, Method, Source, count, set_of
from openness.record.language_code import language_code
from openness.signals.signal import Signal, signal

# Regulation No 1 of 1958, as amended: a list by law, which no standard of languages keeps.
OFFICIAL_IN_THE_EU = frozenset("bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split())
_TAG = re.compile(r"[a-z]{2}\Z")  # longer tags are mostly words that happen to be codes, such as gan


def _languages(reading: Reading) -> tuple[tuple[str, ...], Source] | None:
    told = reading.metadata.get("language", reading.metadata.get("languages"))
    if isinstance(told, str):
        told = re.split(r"[,;\s]+", told)
    if isinstance(told, list):
        codes = sorted({code for item in told if isinstance(item, str) and (code := language_code(item)) is not None})
        if codes:
            return tuple(codes), reading.metadata_source("language")
    codes = sorted(
        {code for tag in reading.body.tags if _TAG.match(tag) and (code := language_code(tag, known=True)) is not None}
    )
    return (tuple(codes), api_source("$.tags")) if codes else None


def is_language_tag(tag: str) -> bool:
    """Return whether a tag of the Hub can declare a language."""
    return _TAG.match(tag) is not None


def _no_languages(reading: Reading) -> Evidence:
    if reading.card is None and not reading.body.tags:
        return not_looked("Neither the card nor its tags were read.")
    return reading.no_metadata() or silent("No languages are declared.")


@signal("languages.declared", set_of())
def declared(reading: Reading) -> Evidence:
    """Which natural languages does the publisher declare?

    Reads `language` in the metadata, else the language tags; as ISO 639 codes, two letters where there
    are two, however they are written (`ger`, `deu` and `DE` are `de`). "multilingual" alone declares none.
    """
    found = _languages(reading)
    if found is None:
        return _no_languages(reading)
    return answered(found[0], found[1], method=Method.METADATA)


@signal("languages.eu_official", count("languages"))
def eu_official(reading: Reading) -> Evidence:
    """How many of the 24 official languages of the European Union does the publisher declare?

    Says nothing about how well the model knows them.
    """
    found = _languages(reading)
    if found is None:
        return _no_languages(reading)
    return answered(sum(code in OFFICIAL_IN_THE_EU for code in found[0]), found[1], method=Method.METADATA)


LANGUAGE_SIGNALS: tuple[Signal, ...] = (declared, eu_official)
