"""Claims against carriers, and the money that came of them."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Claim(InMall, Base):
    """kind lost | damaged; state filed | paid | declined | withdrawn.

    `value_cents` is what the goods were worth, `claimed_cents` what is asked for, `insured_cents` the
    declared value of the parcel (none: not insured), `paid_cents` what the carrier paid.
    """

    __tablename__ = "claims"
    __table_args__ = (
        in_mall_fk("consignment_id", "consignments"),
        Index(None, "mall_id", "consignment_id"),
        Index(None, "mall_id", "state"),
        CLUSTERED,
    )
    consignment_id: Mapped[int]
    reference: Mapped[str]
    carrier_id: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str]
    value_cents: Mapped[int]
    claimed_cents: Mapped[int]
    insured_cents: Mapped[int | None]
    note: Mapped[str]
    opened_by: Mapped[str]
    opened_ms: Mapped[int]
    answered_ms: Mapped[int | None]
    answer_code: Mapped[str | None]
    paid_cents: Mapped[int]


class CarrierEntry(InMall, Base):
    """The carriers' account: what they paid us (kind claim, positive). Never changed."""

    __tablename__ = "carrier_entries"
    __table_args__ = (
        in_mall_fk("claim_id", "claims"),
        Index(None, "mall_id", "claim_id"),
        CLUSTERED,
    )
    carrier_id: Mapped[int]
    kind: Mapped[str]
    claim_id: Mapped[int]
    amount_cents: Mapped[int]
    at_ms: Mapped[int]
