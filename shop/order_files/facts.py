"""What is so about an order at an instant: the ground for the desk's policy, the score and the expert."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.context import Ctx
from core.errors import Refusal
from logistics.consignments.queries import by_references, scans_of, silence_of
from logistics.disruptions.queries import force_majeure_windows
from logistics.disruptions.rules import Window
from logistics.work_orders.queries import of_consignments
from shop.aftersales.rules import (
    Credit,
    CreditTerms,
    credit_due,
    late_delivery_due,
    late_dispatch_due,
    path_of,
)
from shop.orders.models import Order
from shop.orders.queries import lines_of
from shop.orders.rules import in_areas
from shop.payouts.queries import paid_by_reason


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """`parcel` is the newest one not void. `path` is None for an order that is unpaid or closed.

    `credit` is the one credit of rule P3 that is due, whether or not it was paid; `credit_paid_cents` what
    was.
    """

    order: Any
    lines: Sequence[Any]
    parcel: Any
    parcels: Sequence[Any]
    scans: Mapping[int, Sequence[Any]]
    work_orders: Mapping[int, Sequence[Any]]
    silence: str | None
    force_majeure: Sequence[Window]
    late_dispatch: Credit
    late_delivery: Credit
    credit: Credit
    payouts: Mapping[str, int]
    path: str | None

    @property
    def credit_paid_cents(self) -> int:
        return self.payouts.get("late_credit", 0)

    @property
    def credit_open_cents(self) -> int:
        """What is due and not paid yet; one credit settles the matter whatever its amount."""
        return 0 if self.credit_paid_cents else self.credit.amount_cents


def order_facts(
    ctx: Ctx, *, order_id: int, at_ms: int | None = None, terms: CreditTerms | None = None
) -> OrderFacts:
    """Everything that decides about an order now, or as far as lateness goes at mall time `at_ms`.

    Raises NotFound.
    """
    order = ctx.get(Order, order_id)
    terms = terms or CreditTerms()
    parcels = [row for row in by_references(ctx, [f"order:{order_id}"]) if row.state != "cancelled"]
    ids = [row.id for row in parcels]
    scans = scans_of(ctx, ids)
    windows = force_majeure_windows(ctx, parcels, scans)
    parcel = parcels[-1] if parcels else None
    now = ctx.mall_ms if at_ms is None else at_ms
    if order.cancelled_ms is not None:
        now = min(now, order.cancelled_ms)
    collected = [row.collected_ms for row in parcels if row.collected_ms is not None]
    dispatch = late_dispatch_due(
        paid_ms=order.paid_ms,
        collected_ms=max(collected) if collected and len(collected) == len(parcels) else None,
        now_ms=now,
        paid_cents=order.captured_cents,
        terms=terms,
        announced_ms=order.dispatch_due_ms,
    )
    delivery = late_delivery_due(
        paid_ms=order.paid_ms,
        promised_ms=order.promised_ms,
        delivered_ms=order.delivered_ms,
        now_ms=now,
        paid_cents=order.captured_cents,
        terms=terms,
        force_majeure=windows,
        excluded=promised_nothing(ctx, order),
    )
    return OrderFacts(
        order=order,
        lines=lines_of(ctx, order_id),
        parcel=parcel,
        parcels=parcels,
        scans=scans,
        work_orders=of_consignments(ctx, ids),
        silence=None if parcel is None else silence_of(ctx, parcel),
        force_majeure=windows,
        late_dispatch=dispatch,
        late_delivery=delivery,
        credit=credit_due(dispatch, delivery),
        payouts=paid_by_reason(ctx, order_id),
        path=_path(order, parcel),
    )


def promised_nothing(ctx: Ctx, order: Any) -> bool:
    """Whether an address lies where the mall promises no date (setting `promise_excluded_areas`)."""
    return in_areas(
        ctx.setting("promise_excluded_areas", ()),
        province=order.province,
        city=order.city,
        district=order.district,
    )


def _path(order: Any, parcel: Any) -> str | None:
    try:
        return path_of(order.state, None if parcel is None else parcel.state)
    except Refusal:
        return None
