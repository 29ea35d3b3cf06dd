"""Writes one order after another into the tables, keeping money, stock and parcels consistent."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from seed.generator.dice import Dice
from seed.generator.goods import Sellable, split, threshold_discount
from seed.generator.people import Place
from seed.generator.plan import COLUMNS, DAY, HOUR, ZONE, Row
from seed.generator.roads import STATE_AFTER, Roads, Trip


@dataclass(slots=True)
class Draft:
    """An order as it will be told: who, what, when, and how far it has come by the opening."""

    placed_ms: int
    shopper_id: int
    place: Place
    units: list[Sellable]
    dice: Dice
    paid_ms: int | None = None
    cancelled_ms: int | None = None
    trip: Trip | None = None
    promised_ms: int | None = None
    completed_ms: int | None = None
    packing: bool = False
    buyer_note: str = ""
    exception: tuple[str, str] | None = None  # (exception, blame)
    truth: str | None = None

    def flags(self) -> frozenset[str]:
        """What carriers want to know of the goods."""
        return frozenset(flag for unit in self.units for flag in unit.flags)


@dataclass(slots=True)
class Book:
    roads: Roads
    opened_ms: int
    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    sold: dict[int, int] = field(default_factory=dict)
    shipped: dict[int, int] = field(default_factory=dict)
    day_numbers: dict[int, int] = field(default_factory=dict)

    def order_no(self, placed_ms: int, dice: Dice) -> str:
        """Date, running number of the day, four drawn digits: sixteen digits in all."""
        day = (placed_ms + ZONE) // DAY
        self.day_numbers[day] = number = self.day_numbers.get(day, 0) + 1
        date = datetime.fromtimestamp(day * 86_400, UTC)
        return f"{date:%Y%m%d}{number:04d}{dice.below(10_000):04d}"

    def write(self, draft: Draft) -> int:
        """Adds the order with all that belongs to it and returns its id. The oldest comes first."""
        orders = self.tables["orders"]
        order_id = len(orders) + 1
        goods = sum(unit.price_cents for unit in draft.units)
        discount = threshold_discount(goods)
        refunded = draft.paid_ms is not None and draft.cancelled_ms is not None
        freight = 0 if refunded else self.roads.freight(draft.place.rated(), goods - discount)
        total = goods - discount + freight
        captured = total if draft.paid_ms is not None else 0
        state, shipped, delivered, completed = self.progress(draft)
        _, *where = draft.place.row[:2], *draft.place.row[2:]
        orders.append(
            (
                order_id,
                self.order_no(draft.placed_ms, draft.dice),
                draft.shopper_id,
                state,
                goods,
                discount,
                freight,
                total,
                captured,
                total if refunded else 0,
                draft.placed_ms,
                draft.paid_ms,
                None if draft.paid_ms is None else draft.paid_ms + 48 * HOUR,
                draft.promised_ms,
                shipped,
                delivered,
                completed,
                draft.cancelled_ms,
                *draft.place.row[:2],
                *where,
                draft.buyer_note,
                None,
            )
        )
        lines = self.write_lines(order_id, draft.units, discount, refunded)
        self.write_money(order_id, draft, total, lines if refunded else [])
        if draft.paid_ms is not None:
            self.move_stock(order_id, draft, shipped)
        if draft.trip is not None and shipped is not None:
            self.write_parcel(order_id, draft, draft.trip)
        return order_id

    def progress(self, draft: Draft) -> tuple[str, int | None, int | None, int | None]:
        """State at the opening and the instants shipped, delivered, completed as far as they have come."""
        if draft.cancelled_ms is not None:
            return "cancelled", None, None, None
        if draft.paid_ms is None:
            return "pending_payment", None, None, None
        now, stops = self.opened_ms, draft.trip.stops if draft.trip else []
        if not stops or stops[0].at_ms > now:
            return ("packing" if draft.packing else "paid"), None, None, None
        if stops[-1].code != "signed" or stops[-1].at_ms > now:
            return "shipped", stops[0].at_ms, None, None
        if draft.completed_ms is None or draft.completed_ms > now:
            return "delivered", stops[0].at_ms, stops[-1].at_ms, None
        return "completed", stops[0].at_ms, stops[-1].at_ms, draft.completed_ms

    def write_lines(
        self, order_id: int, units: list[Sellable], discount: int, refunded: bool
    ) -> list[tuple[int, int]]:
        """One row per unit; returns (line, paid) pairs."""
        lines = self.tables["order_lines"]
        paid: list[tuple[int, int]] = []
        for unit, share in zip(units, split(discount, [unit.price_cents for unit in units]), strict=True):
            line_id, net = len(lines) + 1, unit.price_cents - share
            lines.append(
                (
                    line_id,
                    order_id,
                    unit.variant_id,
                    unit.product_id,
                    unit.title,
                    unit.options,
                    unit.picture,
                    unit.price_cents,
                    share,
                    net if refunded else 0,
                    "none",
                )
            )
            paid.append((line_id, net))
        return paid

    def write_money(self, order_id: int, draft: Draft, total: int, refunded: list[tuple[int, int]]) -> None:
        payments = self.tables["payments"]
        state = (
            "refunded"
            if refunded
            else "captured"
            if draft.paid_ms is not None
            else "expired"
            if draft.cancelled_ms is not None
            else "created"
        )
        method = ("wallet", "wallet", "wallet", "bank_card", "credit_card")[draft.dice.below(5)]
        payments.append((len(payments) + 1, order_id, method, state, total, draft.placed_ms, draft.paid_ms))
        if refunded and draft.cancelled_ms is not None:
            refunds, parts = self.tables["refunds"], self.tables["refund_lines"]
            refund_id = len(refunds) + 1
            refunds.append(
                (
                    refund_id,
                    order_id,
                    None,
                    "succeeded",
                    "cancelled",
                    total,
                    draft.cancelled_ms,
                    draft.cancelled_ms + 20 * 60_000,
                )
            )
            for line_id, net in refunded:
                parts.append((len(parts) + 1, refund_id, line_id, net))

    def move_stock(self, order_id: int, draft: Draft, shipped: int | None) -> None:
        """allocate at payment, ship when the label is printed, release when a paid order was cancelled."""
        movements, reference = self.tables["stock_movements"], f"order:{order_id}"
        counts: dict[int, int] = {}
        for unit in draft.units:
            counts[unit.variant_id] = counts.get(unit.variant_id, 0) + 1
        for variant_id, quantity in counts.items():
            movements.append(
                (len(movements) + 1, variant_id, "allocate", 0, quantity, reference, draft.paid_ms)
            )
            if draft.cancelled_ms is not None:
                movements.append(
                    (len(movements) + 1, variant_id, "release", 0, -quantity, reference, draft.cancelled_ms)
                )
                continue
            self.sold[variant_id] = self.sold.get(variant_id, 0) + quantity
            if shipped is not None:
                self.shipped[variant_id] = self.shipped.get(variant_id, 0) + quantity
                movements.append(
                    (len(movements) + 1, variant_id, "ship", -quantity, -quantity, reference, shipped)
                )

    def write_parcel(self, order_id: int, draft: Draft, trip: Trip) -> None:
        now, roads = self.opened_ms, self.roads
        consignments, scans = self.tables["consignments"], self.tables["scans"]
        number = len(consignments) + 1
        collected = signed = hub = None
        last = trip.stops[0]
        scan_id = len(scans)
        for stop in trip.stops:
            if stop.at_ms > now:
                break
            scan_id += 1
            scans.append((scan_id, number, stop.at_ms, stop.code, stop.hub_id, stop.params))
            last = stop
            if stop.hub_id is not None:
                hub = stop.hub_id
            if stop.code == "collected":
                collected = stop.at_ms
            elif stop.code == "signed":
                signed = stop.at_ms
        exception, blame = draft.exception or (None, None)
        province = draft.place.province_code
        weight = sum(unit.weight_g for unit in draft.units) + 120
        volume = sum(unit.volume_mm3 for unit in draft.units)
        consignments.append(
            (
                number,
                f"order:{order_id}",
                trip.carrier + 1,
                roads.tracking_no(trip.carrier, draft.dice, number),
                STATE_AFTER[last.code],
                exception,
                blame,
                *draft.place.row[:6],
                1,
                weight,
                roads.fee(trip.carrier, draft.place.rated(), weight, volume),
                roads.origin,
                roads.routes[province][-1],
                trip.stops[0].at_ms,
                collected,
                signed,
                trip.signed_by if signed is not None else None,
                None if collected is None else trip.eta_ms,
                last.at_ms,
                hub,
                None,
                None,
                None,
            )
        )
