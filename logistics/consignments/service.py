"""The verbs of parcels, sole writer of consignments and scans."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.context import Ctx
from core.errors import IllegalTransition, Invalid
from core.timers import due_action
from logistics.carriers import queries as carriers
from logistics.carriers.models import Carrier
from logistics.consignments.events import (
    CollectionBooked,
    ParcelEnded,
    ParcelEtaChanged,
    ParcelExceptionRaised,
    ParcelFellSilent,
    ParcelHeld,
    ParcelRerouted,
    ParcelScanned,
)
from logistics.consignments.models import Consignment, Scan
from logistics.consignments.queries import silence_hours, silence_of
from logistics.consignments.rules import (
    BLAMES,
    ENDED,
    EXCEPTIONS,
    HOUR_MS,
    ON_THE_ROAD,
    after_action,
    after_scan,
    may_hold,
    may_release,
    may_reroute,
)


def reserve_number(ctx: Ctx, *, carrier_id: int) -> tuple[int, str]:
    """The id and the tracking number a parcel will have, for a label that is printed before the parcel
    is handed over. Raises NotFound.
    """
    carrier = ctx.get(Carrier, carrier_id)
    number = ctx.next_id("consignments")
    drawn = ctx.draw(f"consignment:{number}", "tracking_no").below(2_000_000)
    return number, f"{carrier.code}{7_000_000 + drawn:07d}{number * 7919 % 100_000:05d}"


def create_consignment(
    ctx: Ctx,
    *,
    reference: str,
    carrier_id: int,
    addressee: str,
    phone: str,
    province: str,
    city: str,
    district: str,
    street: str,
    weight_g: int,
    fee_cents: int,
    origin_hub_id: int,
    dest_hub_id: int,
    pieces: int = 1,
    reserved: tuple[int, str] | None = None,
    insured_cents: int | None = None,
    return_of: int | None = None,
) -> int:
    """Makes a new parcel, under a number reserved before or a new one, and returns its id. Records
    ParcelScanned `label_created`.

    `return_of`: the parcel whose goods come back with this one (a return has a waybill of its own).

    Raises NotFound for a carrier or hub that does not exist.
    """
    carrier = ctx.get(Carrier, carrier_id)
    for hub_id in (origin_hub_id, dest_hub_id):
        carriers.hub(ctx, hub_id)
    number, tracking_no = reserved or reserve_number(ctx, carrier_id=carrier_id)
    ctx.insert(
        Consignment,
        id=number,
        reference=reference,
        carrier_id=carrier_id,
        tracking_no=tracking_no,
        state="label_created",
        exception=None,
        blame=None,
        addressee=addressee,
        phone=phone,
        province=province,
        city=city,
        district=district,
        street=street,
        pieces=pieces,
        weight_g=weight_g,
        fee_cents=fee_cents,
        origin_hub_id=origin_hub_id,
        dest_hub_id=dest_hub_id,
        created_ms=ctx.mall_ms,
        collected_ms=None,
        signed_ms=None,
        signed_by=None,
        eta_ms=None,
        last_scan_ms=ctx.mall_ms,
        last_hub_id=None,
        held_ms=None,
        insured_cents=insured_cents,
        return_of=return_of,
    )
    _scan(ctx, number, reference, "label_created", "label_created", None, {"carrier": carrier.name})
    return number


def add_scan(
    ctx: Ctx,
    *,
    consignment_id: int,
    code: str,
    hub_id: int | None = None,
    params: Mapping[str, Any] | None = None,
) -> int:
    """Writes what the carrier reports now, moves the parcel by the rules and returns the scan's id.

    Records ParcelScanned, and ParcelExceptionRaised when it reports new trouble. Raises IllegalTransition
    for a scan that can't follow, NotFound for an unknown parcel or hub.
    """
    row = ctx.get(Consignment, consignment_id)
    position = after_scan(row.state, row.exception, row.blame, code)
    changes: dict[str, Any] = {
        "state": position.state,
        "exception": position.exception,
        "blame": position.blame,
        "last_scan_ms": ctx.mall_ms,
    }
    if hub_id is not None:
        carriers.hub(ctx, hub_id)
        changes["last_hub_id"] = hub_id
    details = dict(params or {})
    if code == "collected":
        changes["collected_ms"] = ctx.mall_ms
    elif code == "signed":
        changes["signed_ms"] = ctx.mall_ms
        changes["signed_by"] = str(details.get("who", "self"))
    ctx.update(Consignment, consignment_id, **changes)
    scan_id = _scan(ctx, consignment_id, row.reference, code, position.state, hub_id, details)
    if position.raised and position.exception is not None and position.blame is not None:
        _trouble(ctx, row, position.exception, position.blame, row.eta_ms)
    watch_silence(ctx, consignment_id, position.state, ctx.mall_ms)
    return scan_id


def set_eta(ctx: Ctx, *, consignment_id: int, eta_ms: int) -> None:
    """Replaces the carrier's estimate. Records ParcelEtaChanged when it is another one.

    Raises IllegalTransition for a parcel that will not arrive any more.
    """
    row = ctx.get(Consignment, consignment_id)
    _must_not_have_ended(row, "set_eta")
    if row.eta_ms == eta_ms:
        return
    ctx.update(Consignment, consignment_id, eta_ms=eta_ms)
    ctx.record(
        ParcelEtaChanged(
            consignment_id=consignment_id, reference=row.reference, eta_ms=eta_ms, was_ms=row.eta_ms
        )
    )


def raise_exception(
    ctx: Ctx, *, consignment_id: int, exception: str, blame: str, eta_ms: int | None = None
) -> None:
    """Notes that a parcel is in trouble and who is to blame; with `eta_ms` also when it is now expected.

    Records ParcelExceptionRaised unless it is the trouble already known with the same estimate. Raises
    Invalid `exception_unknown` or `blame_unknown`, IllegalTransition for a parcel that has ended.
    """
    if exception not in EXCEPTIONS:
        raise Invalid("exception_unknown", exception=exception)
    if blame not in BLAMES:
        raise Invalid("blame_unknown", blame=blame)
    row = ctx.get(Consignment, consignment_id)
    _must_not_have_ended(row, "raise_exception")
    later = row.eta_ms if eta_ms is None else eta_ms
    if (row.exception, row.blame, row.eta_ms) == (exception, blame, later):
        return
    ctx.update(Consignment, consignment_id, exception=exception, blame=blame, eta_ms=later)
    _trouble(ctx, row, exception, blame, later)


def book_collection(ctx: Ctx, *, consignment_id: int) -> None:
    """Asks the carrier to fetch a labelled parcel. Records CollectionBooked. Raises IllegalTransition."""
    row = ctx.get(Consignment, consignment_id)
    ctx.update(Consignment, consignment_id, state=after_action(row.state, "book_collection"))
    ctx.record(CollectionBooked(consignment_id=consignment_id, reference=row.reference))


def set_load(ctx: Ctx, *, consignment_id: int, pieces: int, weight_g: int) -> None:
    """Corrects how many pieces a labelled parcel has and what they weigh (g). Raises IllegalTransition."""
    row = ctx.get(Consignment, consignment_id)
    if row.state != "label_created":
        raise IllegalTransition("consignment", state=row.state, action="set_load")
    ctx.update(Consignment, consignment_id, pieces=pieces, weight_g=weight_g)


def hold(ctx: Ctx, *, consignment_id: int) -> None:
    """Has a parcel kept where it is until it is released. Records ParcelScanned `held`, ParcelHeld.

    Raises IllegalTransition for one on the courier's van, ended or held already.
    """
    row = ctx.get(Consignment, consignment_id)
    may_hold(row.state, row.held_ms is not None)
    add_scan(ctx, consignment_id=consignment_id, code="held", hub_id=row.last_hub_id)
    ctx.update(Consignment, consignment_id, held_ms=ctx.mall_ms)
    ctx.record(ParcelHeld(consignment_id=consignment_id, reference=row.reference, held=True))


def release(ctx: Ctx, *, consignment_id: int) -> None:
    """Lets a held parcel go on. Records ParcelScanned `released`, ParcelHeld. Raises IllegalTransition."""
    row = ctx.get(Consignment, consignment_id)
    may_release(row.state, row.held_ms is not None)
    ctx.update(Consignment, consignment_id, held_ms=None)
    if row.state not in ENDED and row.state != "returning":
        add_scan(ctx, consignment_id=consignment_id, code="released", hub_id=row.last_hub_id)
    ctx.record(ParcelHeld(consignment_id=consignment_id, reference=row.reference, held=False))


def reroute(
    ctx: Ctx,
    *,
    consignment_id: int,
    province: str,
    city: str,
    district: str,
    street: str,
    dest_hub_id: int,
    addressee: str | None = None,
    phone: str | None = None,
    fee_cents: int = 0,
) -> None:
    """Sends a parcel to another address from where it is; `fee_cents` is added to what it costs.

    Records ParcelScanned `forwarded`, ParcelExceptionRaised `forwarded`, ParcelRerouted. Raises
    IllegalTransition once it is on the courier's van, NotFound for an unknown hub.
    """
    row = ctx.get(Consignment, consignment_id)
    may_reroute(row.state)
    carriers.hub(ctx, dest_hub_id)
    ctx.update(
        Consignment,
        consignment_id,
        province=province,
        city=city,
        district=district,
        street=street,
        addressee=addressee or row.addressee,
        phone=phone or row.phone,
        dest_hub_id=dest_hub_id,
        fee_cents=row.fee_cents + fee_cents,
    )
    add_scan(
        ctx, consignment_id=consignment_id, code="forwarded", hub_id=row.last_hub_id, params={"city": city}
    )
    ctx.record(
        ParcelRerouted(
            consignment_id=consignment_id,
            reference=row.reference,
            dest_hub_id=dest_hub_id,
            was_hub_id=row.dest_hub_id,
            fee_cents=fee_cents,
        )
    )


def cancel_consignment(ctx: Ctx, *, consignment_id: int) -> None:
    """Makes a label void that no carrier has collected. Records ParcelEnded. Raises IllegalTransition."""
    _end(ctx, consignment_id, "cancel")


def close_lost(ctx: Ctx, *, consignment_id: int) -> None:
    """Gives up a parcel for lost. Records ParcelEnded. Raises IllegalTransition."""
    _end(ctx, consignment_id, "close_lost")


def watch_silence(ctx: Ctx, consignment_id: int, state: str, last_scan_ms: int) -> None:
    """Sets the alarm for a parcel on the road that falls silent; each scan sets it anew."""
    ctx.cancel(f"silence:{consignment_id}")
    if state in ON_THE_ROAD and state != "ready_to_collect":
        _alarm(ctx, consignment_id, last_scan_ms, 0)


def watch_all(ctx: Ctx, rows: Iterable[Any]) -> int:
    """Sets the alarm for parcels that were already on the road when the mall opened; returns how many.

    One that has been stalled for longer than the alarm allows raises it at once; that it fell silent is no
    news.
    """
    count = 0
    for row in rows:
        if row.state in ON_THE_ROAD and row.last_scan_ms is not None:
            ctx.cancel(f"silence:{row.id}")
            if row.state != "ready_to_collect":
                stalled = silence_hours(ctx)["stalled"] * HOUR_MS
                quiet = min(ctx.mall_ms - row.last_scan_ms, stalled - 1)
                _alarm(ctx, row.id, row.last_scan_ms, quiet)
            count += 1
    return count


@due_action("logistics.parcel.silent")
def on_silence(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A parcel has not been scanned for 48, 72 or 120 hours. Records ParcelFellSilent in that very instant.

    After 72 hours it becomes `no_update` unless worse or the weather is known.
    """
    row = ctx.get(Consignment, int(payload["consignment_id"]))
    level, quiet = silence_of(ctx, row), ctx.mall_ms - (row.last_scan_ms or ctx.mall_ms)
    if row.state not in ON_THE_ROAD:
        return
    if level is not None and quiet == (hours := silence_hours(ctx)[level]) * HOUR_MS:
        ctx.record(ParcelFellSilent(consignment_id=row.id, reference=row.reference, level=level, hours=hours))
    known = row.exception is not None and (row.exception != "delayed" or row.blame == "weather")
    if level in ("stalled", "suspected_loss") and not known:
        raise_exception(ctx, consignment_id=row.id, exception="no_update", blame="carrier")
    _alarm(ctx, row.id, ctx.mall_ms - quiet, quiet)


def _alarm(ctx: Ctx, consignment_id: int, last_scan_ms: int, quiet_ms: int) -> None:
    """Sets the timer for the next degree of silence beyond `quiet_ms`."""
    ahead = [hours * HOUR_MS for hours in silence_hours(ctx).values() if hours * HOUR_MS > quiet_ms]
    if ahead:
        ctx.schedule(
            "logistics.parcel.silent",
            due=last_scan_ms + min(ahead),
            axis="mall",
            key=f"silence:{consignment_id}",
            consignment_id=consignment_id,
        )


def _must_not_have_ended(row: Any, action: str) -> None:
    if row.state in ENDED:
        raise IllegalTransition("consignment", state=row.state, action=action)


def _end(ctx: Ctx, consignment_id: int, action: str) -> None:
    row = ctx.get(Consignment, consignment_id)
    state = after_action(row.state, action)
    changes: dict[str, Any] = {"state": state}
    if state == "lost_closed":
        changes |= {"exception": "lost", "blame": "carrier"}
    ctx.update(Consignment, consignment_id, **changes)
    ctx.cancel(f"silence:{consignment_id}")
    ctx.record(ParcelEnded(consignment_id=consignment_id, reference=row.reference, state=state))


def _scan(
    ctx: Ctx,
    consignment_id: int,
    reference: str,
    code: str,
    state: str,
    hub_id: int | None,
    params: dict[str, Any],
) -> int:
    scan_id = ctx.insert(
        Scan, consignment_id=consignment_id, at_ms=ctx.mall_ms, code=code, hub_id=hub_id, params=params
    )
    ctx.record(
        ParcelScanned(
            consignment_id=consignment_id,
            reference=reference,
            code=code,
            state=state,
            scan_id=scan_id,
            hub_id=hub_id,
        )
    )
    return scan_id


def _trouble(ctx: Ctx, row: Any, exception: str, blame: str, eta_ms: int | None) -> None:
    ctx.record(
        ParcelExceptionRaised(
            consignment_id=row.id, reference=row.reference, exception=exception, blame=blame, eta_ms=eta_ms
        )
    )
