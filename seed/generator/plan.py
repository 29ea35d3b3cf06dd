"""What a mall is filled with before it opens, as rows ready to insert."""

from dataclasses import dataclass, field
from typing import Any

import orjson

HOUR = 3_600_000
DAY = 24 * HOUR
ZONE = 8 * HOUR  # Asia/Shanghai has had no other offset since 1991

# Columns of every table the opening fills, mall_id left out. JSON columns hold compact text with sorted
# keys, which is byte for byte what core.db stores.
COLUMNS: dict[str, tuple[str, ...]] = {
    "carriers": ("id", "code", "name", "hotline", "active"),
    "hubs": ("id", "code", "name", "city", "province"),
    "networks": ("id", "document"),
    "rate_tables": (
        "id",
        "code",
        "version",
        "carrier",
        "state",
        "valid_from_ms",
        "valid_until_ms",
        "hash",
        "document",
        "imported_ms",
        "imported_by",
        "source",
    ),
    "categories": ("id", "code", "name", "sort"),
    "products": (
        "id",
        "code",
        "category_id",
        "title",
        "summary",
        "price_cents",
        "cost_cents",
        "weight_g",
        "length_mm",
        "width_mm",
        "height_mm",
        "flags",
        "picture",
        "detail",
    ),
    "variants": ("id", "product_id", "code", "options", "price_cents", "on_hand", "allocated"),
    "shoppers": ("id", "nick", "name", "phone", "level", "member_since_ms", "hue", "address_id"),
    "addresses": ("id", "shopper_id", "name", "phone", "province", "city", "district", "street", "postcode"),
    "orders": (
        "id",
        "order_no",
        "shopper_id",
        "state",
        "goods_cents",
        "discount_cents",
        "freight_cents",
        "total_cents",
        "captured_cents",
        "refunded_cents",
        "placed_ms",
        "paid_ms",
        "dispatch_due_ms",
        "promised_ms",
        "shipped_ms",
        "delivered_ms",
        "completed_ms",
        "cancelled_ms",
        "addressee",
        "phone",
        "province",
        "city",
        "district",
        "street",
        "postcode",
        "buyer_note",
        "seller_flag",
    ),
    "order_lines": (
        "id",
        "order_id",
        "variant_id",
        "product_id",
        "title",
        "options",
        "picture",
        "price_cents",
        "discount_cents",
        "refunded_cents",
        "aftersale",
    ),
    "payments": ("id", "order_id", "method", "state", "amount_cents", "created_ms", "captured_ms"),
    "refunds": (
        "id",
        "order_id",
        "return_id",
        "state",
        "reason",
        "amount_cents",
        "requested_ms",
        "succeeded_ms",
    ),
    "refund_lines": ("id", "refund_id", "line_id", "amount_cents"),
    "coupons": (
        "id",
        "shopper_id",
        "order_id",
        "kind",
        "amount_cents",
        "threshold_cents",
        "state",
        "granted_by",
        "granted_ms",
        "expires_ms",
    ),
    "stock_movements": ("id", "variant_id", "kind", "on_hand_delta", "allocated_delta", "reference", "at_ms"),
    "disruptions": (
        "id",
        "kind",
        "hub_id",
        "state",
        "force_majeure",
        "from_ms",
        "until_ms",
        "declared_ms",
        "cleared_ms",
        "carrier_id",
    ),
    "consignments": (
        "id",
        "reference",
        "carrier_id",
        "tracking_no",
        "state",
        "exception",
        "blame",
        "addressee",
        "phone",
        "province",
        "city",
        "district",
        "street",
        "pieces",
        "weight_g",
        "fee_cents",
        "origin_hub_id",
        "dest_hub_id",
        "created_ms",
        "collected_ms",
        "signed_ms",
        "signed_by",
        "eta_ms",
        "last_scan_ms",
        "last_hub_id",
        "held_ms",
        "insured_cents",
        "return_of",
    ),
    "scans": ("id", "consignment_id", "at_ms", "code", "hub_id", "params"),
    "policy_cards": ("id", "code", "title", "rule", "agent_may", "limits"),
    "quick_replies": ("id", "scope", "agent_id", "category", "shortcut", "initials", "title", "text"),
}

Row = tuple[Any, ...]


def as_json(value: object) -> str:
    """Text of a JSON column."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def local_midnight(ms: int) -> int:
    """The instant the mall's day began in which `ms` lies."""
    return (ms + ZONE) // DAY * DAY - ZONE


@dataclass(frozen=True, slots=True)
class OpeningPlan:
    """`tables`: table name to rows in the order of COLUMNS, in an order that satisfies foreign keys.

    `case_orders`: truth to the ids of orders that are really so. It belongs to the exercise, never to the
    mall's own
    tables: the mall does not know it is a game.
    """

    tables: dict[str, list[Row]]
    case_orders: dict[str, list[int]] = field(default_factory=dict)

    def last_ids(self) -> dict[str, int]:
        """The highest id used per table, for the mall's counters."""
        return {name: max((row[0] for row in rows), default=0) for name, rows in self.tables.items()}

    def dicts(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table with names, for tests and small callers."""
        return [dict(zip(COLUMNS[table], row, strict=True)) for row in self.tables[table]]
