"""The stock ledger: every change of a counter is one movement, and the counters never go below nothing."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import update

from core.context import Ctx
from core.errors import Refusal
from shop.catalog.models import StockMovement, Variant

_variants = Variant.__table__

# What one unit of each movement does to (on_hand, allocated).
EFFECT: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"allocate": (0, 1), "release": (0, -1), "ship": (-1, -1), "receive": (1, 0), "write_off": (-1, 0)}
)


def move_stock(ctx: Ctx, *, kind: str, units: Mapping[int, int], reference: str) -> None:
    """Moves units of variants (variant to how many) and writes the ledger: allocate, release, ship,
    receive or write_off.

    Changes nothing at all when one variant has too few. Raises Refusal `not_in_stock`.
    """
    on_hand, allocated = EFFECT[kind]
    for variant_id, quantity in sorted(units.items()):
        after_hand = _variants.c.on_hand + on_hand * quantity
        after_allocated = _variants.c.allocated + allocated * quantity
        done = ctx.execute(
            update(Variant)
            .where(
                _variants.c.mall_id == ctx.mall_id,
                _variants.c.id == variant_id,
                after_allocated >= 0,
                after_allocated <= after_hand,
            )
            .values(on_hand=after_hand, allocated=after_allocated)
        )
        if done.rowcount != 1:
            raise Refusal("not_in_stock", variant_id=variant_id, quantity=quantity)
        ctx.insert(
            StockMovement,
            variant_id=variant_id,
            kind=kind,
            on_hand_delta=on_hand * quantity,
            allocated_delta=allocated * quantity,
            reference=reference,
            at_ms=ctx.mall_ms,
        )
