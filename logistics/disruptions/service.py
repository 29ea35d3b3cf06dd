"""Operations declare trouble on the road, and its end."""

from core.context import Ctx
from core.errors import IllegalTransition, Invalid
from logistics.carriers.queries import hub
from logistics.consignments.models import Consignment
from logistics.consignments.service import raise_exception
from logistics.disruptions.events import DisruptionCleared, DisruptionDeclared
from logistics.disruptions.models import Disruption
from logistics.disruptions.queries import hit_consignments
from logistics.disruptions.rules import BLAME, later_eta


def declare(
    ctx: Ctx,
    *,
    kind: str,
    hub_id: int,
    force_majeure: bool,
    from_ms: int,
    until_ms: int,
    carrier_id: int | None = None,
) -> int:
    """Declares a hub to be in trouble, or with `carrier_id` this carrier everywhere, and returns the
    disruption's id.

    Parcels it hits become `delayed` and are expected later by what is left of it. Records
    DisruptionDeclared and a ParcelExceptionRaised for each parcel. Raises Invalid `disruption_kind_unknown`
    or `disruption_ends_before_it_begins`, NotFound for the hub.
    """
    if kind not in BLAME:
        raise Invalid("disruption_kind_unknown", disruption_kind=kind)
    if until_ms <= from_ms:
        raise Invalid("disruption_ends_before_it_begins")
    hub(ctx, hub_id)
    number = ctx.insert(
        Disruption,
        kind=kind,
        hub_id=hub_id,
        carrier_id=carrier_id,
        state="active",
        force_majeure=force_majeure,
        from_ms=from_ms,
        until_ms=until_ms,
        declared_ms=ctx.mall_ms,
        cleared_ms=None,
    )
    ctx.record(
        DisruptionDeclared(
            disruption_id=number,
            disruption_kind=kind,
            hub_id=hub_id,
            force_majeure=force_majeure,
            from_ms=from_ms,
            until_ms=until_ms,
            carrier_id=carrier_id,
        )
    )
    for consignment_id in hit_consignments(ctx, hub_id, carrier_id):
        parcel = ctx.get(Consignment, consignment_id)
        if parcel.exception in (None, "delayed", "no_update"):
            raise_exception(
                ctx,
                consignment_id=consignment_id,
                exception="delayed",
                blame=BLAME[kind],
                eta_ms=later_eta(parcel.eta_ms, ctx.mall_ms, from_ms, until_ms),
            )
    return number


def clear(ctx: Ctx, *, disruption_id: int) -> None:
    """Declares that the hub works again. Records DisruptionCleared. Raises IllegalTransition when it was
    cleared before.
    """
    row = ctx.get(Disruption, disruption_id)
    if row.state != "active":
        raise IllegalTransition("disruption", state=row.state, action="clear")
    ctx.update(Disruption, disruption_id, state="cleared", cleared_ms=ctx.mall_ms)
    ctx.record(
        DisruptionCleared(
            disruption_id=disruption_id,
            disruption_kind=row.kind,
            hub_id=row.hub_id,
            force_majeure=row.force_majeure,
            from_ms=row.from_ms,
            until_ms=ctx.mall_ms,
            carrier_id=row.carrier_id,
        )
    )
