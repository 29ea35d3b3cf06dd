"""The bench's book, recomputed: against orders, parcels and the packing book."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from logistics.consignments.models import Consignment
from shop.fulfilment.models import BenchOrder, Wave
from shop.fulfilment.rules import OPEN, TO_SEND
from shop.orders.models import Order

_bench, _waves = BenchOrder.__table__, Wave.__table__
_orders, _parcels = Order.__table__, Consignment.__table__
# What must be written down by the step an order has come to.
WRITTEN = (
    ("packed", ("packed_ms", "expected_g", "scale_g")),
    ("weighed", ("weighed_ms", "weight_g")),
    ("labelled", ("labelled_ms", "tracking_no", "carrier_id", "consignment_id", "fee_cents")),
    ("shipped", ("shipped_ms",)),
)
STEPS = tuple(step for step, _ in WRITTEN)


@invariant("shop.bench")
def check_bench(session: Session, mall_id: int) -> Iterator[Finding]:
    """One open row an order at most, for an order still to be sent; every step has left what it must; what
    was handed over is the parcel it says. Something else in the carton than was ordered is an exception.
    """
    states = dict(
        session.execute(select(_orders.c.id, _orders.c.state).where(_orders.c.mall_id == mall_id)).all()
    )
    parcels = {row.id: row for row in session.execute(select(_parcels).where(_parcels.c.mall_id == mall_id))}
    open_rows: set[int] = set()
    for row in session.execute(select(_bench).where(_bench.c.mall_id == mall_id).order_by(_bench.c.id)):
        subject = f"order:{row.order_id}"
        if row.state in OPEN:
            if row.order_id in open_rows:
                yield Finding("twice_at_the_bench", subject)
            open_rows.add(row.order_id)
            if states.get(row.order_id) not in (*TO_SEND, "cancel_review"):
                yield Finding("at_the_bench_for_nothing", subject, {"state": states.get(row.order_id)})
        for column in _missing(row):
            yield Finding("bench_book_incomplete", subject, {"state": row.state, "column": column})
        if row.state == "shipped":
            parcel = parcels.get(row.consignment_id)
            if parcel is None or parcel.reference != subject or parcel.tracking_no != row.tracking_no:
                yield Finding("handed_over_what", subject, {"tracking_no": row.tracking_no})
            if not row.prints:
                yield Finding("handed_over_without_label", subject)
        for ordered, packed in row.wrong:
            yield Finding(
                "wrong_item_packed", subject, {"ordered": ordered, "packed": packed}, exception=True
            )


@invariant("shop.waves")
def check_waves(session: Session, mall_id: int) -> Iterator[Finding]:
    """No line of a wave holds more than it wants, and a wave is picked exactly when all of it is."""
    for wave in session.execute(select(_waves).where(_waves.c.mall_id == mall_id)):
        subject = f"wave:{wave.id}"
        if any(not 0 <= line["picked"] <= line["wanted"] for line in wave.lines):
            yield Finding("picked_too_much", subject)
        if (wave.state == "picked") != all(line["picked"] == line["wanted"] for line in wave.lines):
            yield Finding("wave_state_wrong", subject, {"state": wave.state})


def _missing(row: Any) -> list[str]:
    if row.state not in STEPS:
        return []
    reached = STEPS[: STEPS.index(row.state) + 1]
    return [
        name for step, names in WRITTEN if step in reached for name in names if getattr(row, name) is None
    ]
