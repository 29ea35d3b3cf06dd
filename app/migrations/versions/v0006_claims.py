"""Claims against carriers and their account; receipts of parcels that came back."""

from pathlib import Path

from app.migrations.making import make_tables

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_tables(Path(__file__).with_suffix(".txt").read_text("utf-8"))
