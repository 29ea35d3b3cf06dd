"""What becomes of single pieces."""

from typing import ClassVar

from core.events.base import Event


class PieceScanned(Event):
    """One piece of a shipment was scanned by itself; `state` is the piece's after it."""

    kind: ClassVar[str] = "logistics.piece.scanned"
    consignment_id: int
    reference: str
    piece_no: int
    code: str
    state: str

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class PiecesMoved(Event):
    """Pieces went from one waybill to another before collection (split or merge)."""

    kind: ClassVar[str] = "logistics.pieces.moved"
    from_id: int
    to_id: int
    reference: str
    count: int

    def subject(self) -> str:
        return f"consignment:{self.to_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
