"""The verbs of pieces, sole writer of theirs."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.context import Ctx
from core.errors import Invalid, NotFound, Refusal
from logistics.consignments import service as consignments
from logistics.consignments.models import Consignment
from logistics.pieces import rules
from logistics.pieces.events import PieceScanned, PiecesMoved
from logistics.pieces.models import ParcelPiece
from logistics.pieces.queries import pieces_of

MOST_PIECES = 50
SAME = ("reference", "carrier_id", "addressee", "phone", "province", "city", "district", "street")


def add_pieces(ctx: Ctx, *, consignment_id: int, weights_g: Sequence[int]) -> list[str]:
    """Gives a labelled shipment child waybills, one per weight (g), and returns their numbers.

    Raises Invalid `pieces_out_of_range`, Refusal `pieces_already_there`, IllegalTransition after collection.
    """
    row = ctx.get(Consignment, consignment_id)
    rules.may_divide(row.state, "add_pieces")
    if not 2 <= len(weights_g) <= MOST_PIECES or min(weights_g) <= 0:
        raise Invalid("pieces_out_of_range", least=2, most=MOST_PIECES)
    if pieces_of(ctx, consignment_id):
        raise Refusal("pieces_already_there", consignment_id=consignment_id)
    for number, weight in enumerate(weights_g, 1):
        _insert(ctx, row, number, weight)
    consignments.set_load(ctx, consignment_id=consignment_id, pieces=len(weights_g), weight_g=sum(weights_g))
    return [f"{row.tracking_no}-{number}" for number in range(1, len(weights_g) + 1)]


def scan_piece(
    ctx: Ctx, *, consignment_id: int, piece_no: int, code: str, hub_id: int | None = None,
    params: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Moves one piece by a scan of its own; the shipment is scanned when the last piece has come as far:
    it is signed when all its pieces are. Trouble of one piece is the shipment's trouble at once.

    Records PieceScanned and what the shipment's scan records. Raises NotFound, IllegalTransition.
    """
    parent = ctx.get(Consignment, consignment_id)
    pieces = pieces_of(ctx, consignment_id)
    piece = next((row for row in pieces if row.piece_no == piece_no), None)
    if piece is None:
        raise NotFound("piece", id=piece_no)
    state = rules.after(piece.state, code)
    _moved(ctx, parent, piece, code, state)
    others = [row.state for row in pieces if row.piece_no != piece_no]
    trouble = rules.trouble_of(code)
    if trouble is not None:
        consignments.raise_exception(
            ctx, consignment_id=consignment_id, exception=trouble[0], blame=trouble[1]
        )
    elif rules.together(others, state) and rules.follows(parent.state, code):
        consignments.add_scan(ctx, consignment_id=consignment_id, code=code, hub_id=hub_id, params=params)


def follow(ctx: Ctx, consignment_id: int, code: str) -> None:
    """The pieces go along with a scan of the whole shipment, as far as each can. Records PieceScanned."""
    pieces = pieces_of(ctx, consignment_id)
    if not pieces:
        return
    parent = ctx.get(Consignment, consignment_id)
    for piece in pieces:
        if rules.follows(piece.state, code):
            state = rules.after(piece.state, code)
            if state != piece.state:
                _moved(ctx, parent, piece, code, state)


def split(ctx: Ctx, *, consignment_id: int, piece_nos: Sequence[int], fee_cents: int = 0) -> int:
    """Takes pieces out of a labelled shipment into one of their own and returns its id.

    Records ParcelScanned `label_created`, PiecesMoved. Raises NotFound, Invalid `split_leaves_nothing`,
    IllegalTransition after collection.
    """
    row = ctx.get(Consignment, consignment_id)
    rules.may_divide(row.state, "split")
    pieces = pieces_of(ctx, consignment_id)
    going = [piece for piece in pieces if piece.piece_no in set(piece_nos)]
    if len(going) != len(set(piece_nos)):
        raise NotFound("piece", id=max(piece_nos))
    if not going or len(going) == len(pieces):
        raise Invalid("split_leaves_nothing")
    weight = sum(piece.weight_g for piece in going)
    number = consignments.create_consignment(
        ctx,
        **{name: getattr(row, name) for name in SAME},
        weight_g=weight,
        fee_cents=fee_cents,
        origin_hub_id=row.origin_hub_id,
        dest_hub_id=row.dest_hub_id,
        pieces=len(going),
        insured_cents=row.insured_cents,
    )
    _take(ctx, going, number)
    staying = [piece for piece in pieces if piece not in going]
    consignments.set_load(
        ctx, consignment_id=row.id, pieces=len(staying), weight_g=sum(p.weight_g for p in staying)
    )
    ctx.record(PiecesMoved(from_id=row.id, to_id=number, reference=row.reference, count=len(going)))
    return number


def merge(ctx: Ctx, *, into_id: int, from_id: int) -> None:
    """Puts a labelled shipment under the waybill of another one of the same order and address; the emptied
    label is void.

    Records PiecesMoved, ParcelEnded. Raises Refusal `merge_of_different_parcels` {field}, IllegalTransition
    after collection.
    """
    target, source = ctx.get(Consignment, into_id), ctx.get(Consignment, from_id)
    for row in (target, source):
        rules.may_divide(row.state, "merge")
    if into_id == from_id:
        raise Refusal("merge_of_different_parcels", field="id")
    for name in SAME:
        if getattr(target, name) != getattr(source, name):
            raise Refusal("merge_of_different_parcels", field=name)
    there = pieces_of(ctx, into_id)
    count = len(there)
    if not there:
        _insert(ctx, target, 1, target.weight_g)
        count = 1
    going = pieces_of(ctx, from_id)
    if going:
        _take(ctx, going, into_id, after=count)
    else:
        _insert(ctx, target, count + 1, source.weight_g)
    moved = len(going) or 1
    consignments.set_load(
        ctx, consignment_id=into_id, pieces=count + moved, weight_g=target.weight_g + source.weight_g
    )
    ctx.record(PiecesMoved(from_id=from_id, to_id=into_id, reference=target.reference, count=moved))
    consignments.cancel_consignment(ctx, consignment_id=from_id)


def _insert(ctx: Ctx, parent: Any, number: int, weight_g: int) -> None:
    ctx.insert(
        ParcelPiece,
        consignment_id=parent.id,
        piece_no=number,
        tracking_no=f"{parent.tracking_no}-{number}",
        weight_g=weight_g,
        state="label_created",
        last_scan_ms=ctx.mall_ms,
    )


def _take(ctx: Ctx, pieces: Sequence[Any], to_id: int, after: int = 0) -> None:
    parent = ctx.get(Consignment, to_id)
    for number, piece in enumerate(pieces, after + 1):
        ctx.update(
            ParcelPiece,
            piece.id,
            consignment_id=to_id,
            piece_no=number,
            tracking_no=f"{parent.tracking_no}-{number}",
        )


def _moved(ctx: Ctx, parent: Any, piece: Any, code: str, state: str) -> None:
    ctx.update(ParcelPiece, piece.id, state=state, last_scan_ms=ctx.mall_ms)
    ctx.record(
        PieceScanned(
            consignment_id=parent.id, reference=parent.reference, piece_no=piece.piece_no, code=code,
            state=state,
        )
    )  # fmt: skip
