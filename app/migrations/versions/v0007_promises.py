"""Promises about time that were broken, and slots that were booked."""

from pathlib import Path

from app.migrations.making import make_tables

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_tables(Path(__file__).with_suffix(".txt").read_text("utf-8"))
