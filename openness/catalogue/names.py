"""Names as people write them: pasted as an address, or several at once with a slash, an "and" or a comma between."""

from __future__ import annotations

import re
from urllib.parse import unquote

from openness.errors import OpennessError
from openness.record.hub_id import is_hub_id as can_be_id

_BETWEEN = re.compile(r"\s*[/,;&()\[\]]\s*|\s+(?:and|or|und|et|y|e|en|oder|ou)\s+", re.IGNORECASE)
_MOST = 6
_LONGEST = 200
_LONGEST_ADDRESS = 2_000
_ADDRESS = re.compile(r"(?:https?:)?//|git@|(?:[a-z0-9\-]+\.)+[a-z]{2,}/", re.IGNORECASE)
_IN_MODEL = "tree|blob|resolve|raw|commits?|revision"
_REPOSITORY = re.compile(
    rf"//[^/]+/([^/]+(?:/(?!(?:{_IN_MODEL}|discussions)(?:/|\Z))[^/]+)?)(?:/(?:{_IN_MODEL})/([^/]+))?"
)
"""An address's id, and the revision it shows."""


def name_given(text: str) -> str:
    """Return the name a person gave: of an address of the Hub the model's id, of any other text the text.

    `@revision` follows the id where the address shows another revision than `main`. Raises OpennessError where the
    address is one of the Hub's and no model's.
    """
    bare = text[:_LONGEST_ADDRESS].strip(" \t\r\n<>\"'(),;").rstrip(".")
    if _ADDRESS.match(bare) is None:
        return text
    from openness.card.address import HUB_HOSTS, read_address  # noqa: PLC0415 - reading cards takes long to load

    bare = re.sub(r"\Agit@([^:/]+):", r"https://\1/", re.split(r"[?#]", bare, maxsplit=1)[0])
    bare = re.sub(r"(//[^/]+)/api/models/", r"\1/", bare if "//" in bare else f"https://{bare}")
    address = read_address(bare)
    if address.host not in HUB_HOSTS:
        return text
    found = _REPOSITORY.search(bare)
    model = address.kind in ("model", "pdf") or (address.kind == "page" and address.path.strip("/").count("/") == 0)
    model_id = "" if found is None else unquote(found[1]).removesuffix(".git")
    if found is None or not model or not can_be_id(model_id):
        raise OpennessError(
            f"{text[:_LONGEST]} is an address of the Hub, but not a model's; give https://{address.host}/organisation/name"
        )
    revision = unquote(found[2] or "main")
    return model_id if revision == "main" else f"{model_id}@{revision}"


def looked_for(text: str) -> str:
    """Return what a text typed into a search looks for: of an address of the Hub the model's id at any revision.

    Raises OpennessError where the address is one of the Hub's and no model's.
    """
    given = name_given(text)
    return text if given == text else given.partition("@")[0]


def is_hub_id(name: str) -> bool:
    """Return whether a text is written as a Hub id is: one slash, and no space beside it or elsewhere."""
    return name.count("/") == 1 and not any(letter.isspace() for letter in name.strip())


def names_in(text: str) -> tuple[str, ...]:
    """Return the names a text joins (`NorMistral/NorLLM`, `Pharia and Luminous`, `EUROPA (Domyn)`), in order.

    One name alone gives nothing: there is nothing to take apart. At most six are told, of 200 characters.
    """
    parts = [part.strip() for part in _BETWEEN.split(text[:_LONGEST])]
    found = tuple(dict.fromkeys(bare for part in parts if (bare := part.removeprefix("the ").strip())))[:_MOST]
    return found if len(found) > 1 else ()
