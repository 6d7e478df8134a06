"""The parts of huggingface_hub this room stands on, in one place; importing it costs 0.4 s."""

from huggingface_hub.errors import (
    BadRequestError,
    DisabledRepoError,
    GatedRepoError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # public, re-exported without saying so
    build_hf_headers,
    close_session,
    get_session,
    hf_raise_for_status,
    http_stream_backoff,
    httpx,
    parse_ratelimit_headers,
)

__all__ = [
    "BadRequestError",
    "DisabledRepoError",
    "GatedRepoError",
    "HfHubHTTPError",
    "OfflineModeIsEnabled",
    "RemoteEntryNotFoundError",
    "RepositoryNotFoundError",
    "RevisionNotFoundError",
    "build_hf_headers",
    "close_session",
    "get_session",
    "hf_raise_for_status",
    "http_stream_backoff",
    "httpx",
    "parse_ratelimit_headers",
]
