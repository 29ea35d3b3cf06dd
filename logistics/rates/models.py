"""Rate tables: a row per version, the table itself one document."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class RateTableRow(InMall, Base):
    """`state`: draft (imported, never used), active (prices within its validity), retired (prices no more).

    `valid_until_ms` is the first instant at which it no longer holds. The document stays text: it is read
    once per process and hash.
    """

    __tablename__ = "rate_tables"
    __table_args__ = (Index(None, "mall_id", "code", "version", unique=True), CLUSTERED)
    code: Mapped[str]
    version: Mapped[int]
    carrier: Mapped[str]
    state: Mapped[str]
    valid_from_ms: Mapped[int]
    valid_until_ms: Mapped[int | None]
    hash: Mapped[str]
    document: Mapped[str]
    imported_ms: Mapped[int]
    imported_by: Mapped[str]
    source: Mapped[str]
