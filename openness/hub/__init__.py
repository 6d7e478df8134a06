"""The one room with network: asks a Hub, bounded and sparingly, and hands on its words as records."""

from openness.hub.budget import Budget, Wait
from openness.hub.client import DEFAULT_ENDPOINT, Hub
from openness.hub.collect import fetch_or_set_aside, fetch_record
from openness.hub.journal import Journal
from openness.hub.refresh import Progress, refresh
from openness.hub.selection import ALL_CARDS, NO_CARDS, All, Author, Cards, Ids, Selection, Top, fingerprint
from openness.hub.token import stored_token

__all__ = [
    "ALL_CARDS",
    "DEFAULT_ENDPOINT",
    "NO_CARDS",
    "All",
    "Author",
    "Budget",
    "Cards",
    "Hub",
    "Ids",
    "Journal",
    "Progress",
    "Selection",
    "Top",
    "Wait",
    "fetch_or_set_aside",
    "fetch_record",
    "fingerprint",
    "refresh",
    "stored_token",
]
