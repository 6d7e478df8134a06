"""What an id of the Hub looks like: one pattern for all who read, ask for or store one."""

from __future__ import annotations

import re

LONGEST_PART = 255
"""Today's Hub makes no name longer than 96; it once did, and those repositories are there still."""
PART = rf"[A-Za-z0-9_][A-Za-z0-9_.\-]{{0,{LONGEST_PART - 1}}}"
"""The name of an account, or of a repository in it."""
HUB_ID = rf"{PART}(?:/{PART})?"
"""`name` (the oldest repositories) or `organisation/name`."""
LONGEST = 2 * LONGEST_PART + 1

_ID = re.compile(HUB_ID)
_PART = re.compile(PART)


def is_hub_id(text: str) -> bool:
    """Tell whether `text` can be the id of a repository: `name` or `organisation/name`."""
    return _ID.fullmatch(text) is not None and ".." not in text


def is_full_id(text: str) -> bool:
    """Tell whether `text` can be the id of a repository with its account: `organisation/name`."""
    return "/" in text and is_hub_id(text)


def is_account(text: str) -> bool:
    """Tell whether `text` can be the name of an account."""
    return _PART.fullmatch(text) is not None and ".." not in text
