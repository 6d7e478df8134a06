"""The token of this machine, where a person has signed in."""

from __future__ import annotations

import os


def saved_token() -> str | None:
    """Return the token huggingface_hub would use (`HF_TOKEN`, else the one `hf auth login` keeps), or None.

    Nothing uses it by itself: whoever makes a Hub decides whether its endpoint is to see it.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read once, when the library is imported
    from huggingface_hub import get_token  # noqa: PLC0415

    return get_token()
