"""Asking carriers to pay, and their answers; sole writer of claims and of the carriers' account."""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, Refusal
from logistics.claims.events import ClaimAnswered, ClaimFiled, ClaimWithdrawn
from logistics.claims.models import CarrierEntry, Claim
from logistics.claims.queries import claim_view, damage_noted
from logistics.claims.rules import (
    DECLINING,
    FREIGHT_TIMES,
    PAYING,
    Trouble,
    after,
    check_amounts,
    judged,
    may_file,
    most_payable,
)
from logistics.consignments import service as consignments
from logistics.consignments.models import Consignment
from logistics.consignments.queries import silence_of
from logistics.consignments.rules import ON_THE_ROAD
from logistics.packing.queries import damage_odds

MOST_NOTE = 500


@command("logistics.file_claim", actors={"agent", "lead"})
def file_claim(
    ctx: Ctx,
    *,
    consignment_id: int,
    kind: str,
    value_cents: int,
    claimed_cents: int,
    note: str = "",
) -> dict[str, Any]:
    """Asks the carrier of a parcel to pay; returns the claim. Records ClaimFiled.

    Raises NotFound; Invalid `claim_kind_unknown`, `claim_amount_wrong` {most_cents}, `claim_note_too_long`;
    Refusal `claim_not_applicable`, `claim_too_late` {days}, `claim_already_filed` {claim_id} (one that was
    not withdrawn).
    """
    parcel = ctx.get(Consignment, consignment_id)
    if len(note) > MOST_NOTE:
        raise Invalid("claim_note_too_long", most=MOST_NOTE)
    trouble = Trouble(
        parcel.state,
        parcel.exception,
        silence_of(ctx, parcel),
        parcel.signed_ms,
        parcel.last_scan_ms if parcel.last_scan_ms is not None else parcel.created_ms,
    )
    may_file(kind, trouble, ctx.mall_ms)
    check_amounts(value_cents, claimed_cents)
    for row in ctx.rows(Claim, consignment_id=consignment_id):
        if row.state != "withdrawn":
            raise Refusal("claim_already_filed", claim_id=row.id)
    number = ctx.insert(
        Claim,
        consignment_id=consignment_id,
        reference=parcel.reference,
        carrier_id=parcel.carrier_id,
        kind=kind,
        state="filed",
        value_cents=value_cents,
        claimed_cents=claimed_cents,
        insured_cents=parcel.insured_cents,
        note=note.strip(),
        opened_by=ctx.actor,
        opened_ms=ctx.mall_ms,
        answered_ms=None,
        answer_code=None,
        paid_cents=0,
    )
    ctx.record(
        ClaimFiled(
            claim_id=number,
            consignment_id=consignment_id,
            reference=parcel.reference,
            claim_kind=kind,
            claimed_cents=claimed_cents,
        )
    )
    return claim_view(ctx, claim_id=number)


@command("logistics.withdraw_claim", actors={"agent", "lead"})
def withdraw_claim(ctx: Ctx, *, claim_id: int) -> dict[str, Any]:
    """Takes a claim back; returns it. Records ClaimWithdrawn. Raises NotFound, IllegalTransition."""
    row = ctx.get(Claim, claim_id)
    ctx.update(Claim, claim_id, state=after(row.state, "withdraw"))
    ctx.record(
        ClaimWithdrawn(
            claim_id=claim_id,
            consignment_id=row.consignment_id,
            reference=row.reference,
            claim_kind=row.kind,
        )
    )
    return claim_view(ctx, claim_id=claim_id)


def judgement(ctx: Ctx, *, claim_id: int) -> tuple[str, int]:
    """What a carrier that keeps to its terms would answer now: (code, cents). Raises NotFound."""
    row = ctx.get(Claim, claim_id)
    parcel = ctx.get(Consignment, row.consignment_id)
    return judged(
        kind=row.kind,
        value_cents=row.value_cents,
        claimed_cents=row.claimed_cents,
        insured_cents=row.insured_cents,
        fee_cents=parcel.fee_cents,
        times=int(ctx.setting("claim_freight_times", FREIGHT_TIMES)),
        damage_permille=damage_odds(ctx, parcel.id),
        arrived=parcel.state in ("signed", "returned"),
        damaged_scan=damage_noted(ctx, parcel),
    )


def answer_claim(ctx: Ctx, *, claim_id: int, answer_code: str, paid_cents: int = 0) -> None:
    """Writes the carrier's answer down; what it pays stands in its account, and a parcel paid for as lost is
    given up. Records ClaimAnswered (and ParcelEnded).

    Raises NotFound, IllegalTransition for a claim answered before; Invalid `answer_does_not_fit` for an
    unknown code, money with a no, or more than the carrier's terms allow.
    """
    row = ctx.get(Claim, claim_id)
    state = after(row.state, "pay" if answer_code in PAYING else "decline")
    parcel = ctx.get(Consignment, row.consignment_id)
    times = int(ctx.setting("claim_freight_times", FREIGHT_TIMES))
    most, _ = most_payable(
        row.kind,
        value_cents=row.value_cents,
        claimed_cents=row.claimed_cents,
        insured_cents=row.insured_cents,
        fee_cents=parcel.fee_cents,
        times=times,
    )
    fits = 0 < paid_cents <= most if answer_code in PAYING else answer_code in DECLINING and paid_cents == 0
    if not fits:
        raise Invalid("answer_does_not_fit", answer=answer_code, most_cents=most)
    ctx.update(
        Claim,
        claim_id,
        state=state,
        answered_ms=ctx.mall_ms,
        answer_code=answer_code,
        paid_cents=paid_cents,
    )
    if paid_cents:
        ctx.insert(
            CarrierEntry,
            carrier_id=row.carrier_id,
            kind="claim",
            claim_id=claim_id,
            amount_cents=paid_cents,
            at_ms=ctx.mall_ms,
        )
    if row.kind == "lost" and state == "paid" and parcel.state in ON_THE_ROAD:
        consignments.close_lost(ctx, consignment_id=parcel.id)
    ctx.record(
        ClaimAnswered(
            claim_id=claim_id,
            consignment_id=row.consignment_id,
            reference=row.reference,
            claim_kind=row.kind,
            answer_code=answer_code,
            paid_cents=paid_cents,
        )
    )
