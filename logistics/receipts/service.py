"""Opening what came back; sole writer of receipts."""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, Refusal
from logistics.consignments.models import Consignment
from logistics.receipts.events import ReceiptRecorded
from logistics.receipts.models import Receipt
from logistics.receipts.queries import expected_in, receipt_view
from logistics.receipts.rules import MOST_NOTE, checked, may_receive


@command("logistics.record_receipt", actors={"agent", "lead"})
def record_receipt(
    ctx: Ctx,
    *,
    consignment_id: int,
    condition: str,
    pieces: int,
    articles: list[dict[str, Any]],
    note: str = "",
) -> dict[str, Any]:
    """Writes down what was found in a parcel that came back, article by article; returns the receipt.

    Records ReceiptRecorded. Raises NotFound; Refusal `receipt_not_applicable` {state}, `receipt_exists`
    {receipt_id}; Invalid as the rules say, `receipt_note_too_long` {most}.
    """
    parcel = ctx.get(Consignment, consignment_id)
    may_receive(parcel.state)
    if len(note) > MOST_NOTE:
        raise Invalid("receipt_note_too_long", most=MOST_NOTE)
    before = ctx.row(Receipt, consignment_id=consignment_id)
    if before is not None:
        raise Refusal("receipt_exists", receipt_id=before.id)
    kept = checked(condition, pieces, articles, expected_in(ctx, parcel))
    number = ctx.insert(
        Receipt,
        consignment_id=consignment_id,
        reference=parcel.reference,
        condition=condition,
        pieces=pieces,
        articles=kept,
        note=note.strip(),
        received_by=ctx.actor,
        received_ms=ctx.mall_ms,
    )
    ctx.record(
        ReceiptRecorded(
            receipt_id=number,
            consignment_id=consignment_id,
            reference=parcel.reference,
            condition=condition,
            articles=kept,
        )
    )
    return receipt_view(ctx, receipt_id=number)
