"""The token a person keeps for the Hub; whoever makes a Hub decides whether its endpoint is to see it."""

from __future__ import annotations

import os


def stored_token() -> str | None:
    """Return the token of $HF_TOKEN or the one `hf auth login` keeps, unless it is switched off; None without one."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read once, when the library is imported
    from huggingface_hub import constants, get_token  # noqa: PLC0415

    return None if constants.HF_HUB_DISABLE_IMPLICIT_TOKEN else get_token()
