"""Rate tables for tests: documents of invented carriers."""

from __future__ import annotations

from typing import Any


def document(code: str = "HY", version: int = 1, *, step_cents: int = 800, **changes: Any) -> dict[str, Any]:
    """14.00 for the first kilogram, 8.00 for each further one, everywhere on the mainland."""
    zone = {
        "code": "3", "zh": "三区", "en": "Zone 3", "relation": "elsewhere", "first_cents": 1400,
        "step_cents": step_cents, "transit_h": 44,
    }  # fmt: skip
    return {
        "code": code, "version": version, "carrier": code, "zh": code, "en": code, "valid_from": "2026-01-01",
        "zones": [zone], "not_served": ["71", "81", "82"], **changes,
    }  # fmt: skip
