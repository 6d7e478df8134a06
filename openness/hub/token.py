"""The token a person keeps for the Hub; it goes to the configured endpoint and nowhere else."""

from __future__ import annotations


def stored_token() -> str | None:
    """Return the token of $HF_TOKEN or the one `hf auth login` keeps, unless it is switched off; None without one."""
    from huggingface_hub import constants, get_token

    return None if constants.HF_HUB_DISABLE_IMPLICIT_TOKEN else get_token()
