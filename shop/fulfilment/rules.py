"""What the warehouse goes by: the steps at the bench, deadlines, shelf places, barcodes, the scales."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from zlib import crc32

from core.errors import IllegalTransition, Refusal

HOUR_MS = 3_600_000
SOON_MS = 4 * HOUR_MS
TO_SEND = ("paid", "packing")
OPEN = ("to_pick", "picked", "packed", "weighed", "labelled")
STATES = (*OPEN, "shipped", "dropped")
MOST_ORDERS = 30
LONGEST_REASON = 200
# An in-store number range of EAN-13 (20 to 29): no real product bears one.
BARCODE_PREFIX = "20"
TOLERANCE_G = 30
TOLERANCE_PERCENT = 3

# (state, action) -> state. What is missing for an action that can't be done yet is in MISSING.
STEPS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("to_pick", "finish_picking"): "picked",
        ("picked", "scan"): "picked",
        ("picked", "pack"): "packed",
        ("packed", "weigh"): "weighed",
        ("weighed", "weigh"): "weighed",
        ("weighed", "label"): "labelled",
        ("labelled", "label"): "labelled",
        ("labelled", "print"): "labelled",
        ("labelled", "ship"): "shipped",
        **{(state, "unpack"): "picked" for state in ("picked", "packed", "weighed", "labelled")},
        **{(state, "drop"): "dropped" for state in OPEN},
        ("shipped", "void_label"): "weighed",
    }
)
MISSING: Mapping[str, str] = MappingProxyType(
    {"to_pick": "not_picked", "picked": "not_packed", "packed": "not_weighed", "weighed": "waybill_missing"}
)
_RANK = {"scan": 1, "pack": 1, "weigh": 2, "label": 3, "print": 4, "ship": 4}


def after(state: str, action: str) -> str:
    """The step an order at the bench has come to.

    Raises Refusal named by what is missing (`not_picked`, `not_packed`,
    `not_weighed`, `waybill_missing`) for an action that comes too early, else IllegalTransition.
    """
    found = STEPS.get((state, action))
    if found is not None:
        return found
    if state in MISSING and OPEN.index(state) < _RANK.get(action, 0):
        raise Refusal(MISSING[state])
    raise IllegalTransition("bench_order", state=state, action=action)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an order must have left, in mall time, and how it stands: late | soon | fine | none."""

    due_ms: int | None
    standing: str


def deadline(dispatch_due_ms: int | None, now_ms: int) -> Deadline:
    """The dispatch clock (48 hours after payment unless the page said otherwise) as the queue shows it: late
    from the first millisecond after it, soon in its last four hours.
    """
    if dispatch_due_ms is None:
        return Deadline(None, "none")
    left = dispatch_due_ms - now_ms
    return Deadline(dispatch_due_ms, "late" if left < 0 else "soon" if left <= SOON_MS else "fine")


def location(category_sort: int, product_code: str, variant_code: str) -> str:
    """The shelf place of a variant, always the same: aisle by category, rack and bin by the product's number,
    level by the variant's: ("KT-007", "KT-007-2") in the first category → "A-02-3-2".
    """
    digits = product_code.rpartition("-")[2]
    number = int(digits) if digits.isdigit() else crc32(product_code.encode()) % 80 + 1
    level = variant_code.removeprefix(product_code).strip("-")
    rack, place = divmod(max(number, 1) - 1, 4)
    aisle = chr(ord("A") + (category_sort - 1) % 26)
    return f"{aisle}-{rack + 1:02d}-{place + 1}-{int(level) if level.isdigit() else 1}"


def barcode(variant_id: int) -> str:
    """The EAN-13 on a unit of a variant, its check digit included."""
    body = f"{BARCODE_PREFIX}{variant_id:010d}"
    return body + str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)


def variant_of_barcode(code: str) -> int | None:
    """The variant an EAN-13 of ours names; None for anything else, wrong check digits included."""
    if len(code) != 13 or not code.isdigit() or not code.startswith(BARCODE_PREFIX):
        return None
    number = int(code[2:12])
    return number if barcode(number) == code else None


def tolerance_g(expected_g: int) -> int:
    """How far the scales may be off what was expected: 30 g, or 3 % of a heavy parcel."""
    return max(TOLERANCE_G, expected_g * TOLERANCE_PERCENT // 100)


def check_weight(weight_g: int, expected_g: int, reason: str) -> None:
    """Raises Refusal `weight_off` for a weight far off that nobody gave a reason for."""
    allowed = tolerance_g(expected_g)
    if abs(weight_g - expected_g) > allowed and not reason:
        raise Refusal("weight_off", weight_g=weight_g, expected_g=expected_g, tolerance_g=allowed)


def missing(ordered: Mapping[int, int], packed: Mapping[int, int]) -> dict[int, int]:
    """Which units of an order are not in the carton yet."""
    return {
        variant: count - packed.get(variant, 0)
        for variant, count in sorted(ordered.items())
        if count > packed.get(variant, 0)
    }
