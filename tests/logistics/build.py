"""A small road network and parcels on it, for tests."""

from __future__ import annotations

from typing import Any

from core.context import Ctx
from logistics.carriers.models import Carrier, Hub
from logistics.consignments.service import add_scan, create_consignment

ORIGIN, MIDDLE, LAST, ELSEWHERE = 1, 2, 3, 4

WAY = (
    ("collected", None, {"carrier": "HY", "city": "Jinhua"}),
    ("departed", ORIGIN, {"next": "Zhengzhou"}),
    ("arrived", MIDDLE, {}),
    ("departed", MIDDLE, {"next": "Chengdu"}),
    ("arrived", LAST, {}),
    ("arrived_city", LAST, {"city": "Chengdu"}),
    ("out_for_delivery", None, {"city": "Chengdu", "courier": "Liu", "phone": "12900010002"}),
    ("signed", None, {"who": "self"}),
)


def roads(ctx: Ctx) -> None:
    """One carrier and four hubs."""
    ctx.insert(Carrier, code="HY", name="Heyou Express", hotline="1290-0010-01", active=True)
    for code in ("JH", "ZZ", "CD", "UR"):
        ctx.insert(Hub, code=code, name=f"{code} hub", city=code, province=code)


def parcel(ctx: Ctx, reference: str = "sample:1", **changes: Any) -> int:
    """A labelled parcel from the origin to the last hub."""
    values: dict[str, Any] = {
        "reference": reference,
        "carrier_id": 1,
        "addressee": "Wang",
        "phone": "12900010002",
        "province": "Sichuan",
        "city": "Chengdu",
        "district": "Wuhou",
        "street": "Test street 1",
        "weight_g": 800,
        "fee_cents": 900,
        "origin_hub_id": ORIGIN,
        "dest_hub_id": LAST,
    }
    return create_consignment(ctx, **{**values, **changes})


def go(ctx: Ctx, consignment_id: int, until: str) -> None:
    """Scans a labelled parcel on its usual way up to and including the first scan of this code."""
    for code, hub_id, params in WAY:
        add_scan(ctx, consignment_id=consignment_id, code=code, hub_id=hub_id, params=params)
        if code == until:
            return
    raise ValueError(until)
