"""Places: the countries facts speak of, and what they belong to.

Codes are ISO 3166-1 alpha-2. Membership is that of November 2026.
"""

from __future__ import annotations

from collections.abc import Iterable

EU = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())
EEA = EU | {"IS", "LI", "NO"}
UNIONS = ("EU", "EEA")

_NAMES = {
    "AE": "United Arab Emirates", "AR": "Argentina", "AT": "Austria", "AU": "Australia", "BE": "Belgium",
    "BG": "Bulgaria", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "CL": "Chile", "CN": "China",
    "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "EG": "Egypt",
    "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HK": "Hong Kong",
    "HR": "Croatia", "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland", "IL": "Israel", "IN": "India",
    "IS": "Iceland", "IT": "Italy", "JP": "Japan", "KR": "South Korea", "KZ": "Kazakhstan", "LI": "Liechtenstein",
    "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta", "MX": "Mexico", "MY": "Malaysia",
    "NG": "Nigeria", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand", "PL": "Poland", "PT": "Portugal",
    "QA": "Qatar", "RO": "Romania", "RS": "Serbia", "RU": "Russia", "SA": "Saudi Arabia", "SE": "Sweden",
    "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia", "TH": "Thailand", "TR": "Türkiye", "TW": "Taiwan",
    "UA": "Ukraine", "US": "United States", "VN": "Vietnam", "ZA": "South Africa",
}  # fmt: skip
NAMES = (*_NAMES.values(), "European Union")
"""What `country_name` can return, and the union a licence may leave out."""
_CODES = {name.casefold(): code for code, name in _NAMES.items()}


def country_code(name: str) -> str | None:
    """Return the code of a country by its English name, whatever the case; None where it names none we know."""
    return _CODES.get(name.strip().casefold())


def country_name(code: str) -> str:
    """Return the English name of a country; a code we have no name for is its own name."""
    return _NAMES.get(code, code)


def with_unions(codes: Iterable[str]) -> tuple[str, ...]:
    """Return country codes with the unions they lie in (`EU`, `EEA`), sorted.

    A union counts only where every country lies in it: what is made in part elsewhere is not the union's own.
    """
    found = set(codes)
    unions = {name for name, members in (("EU", EU), ("EEA", EEA)) if found and found <= members}
    return tuple(sorted(found | unions))
