"""Tables of the packing rooms."""

from pathlib import Path

from app.migrations.making import make_tables

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PARTS = ("v0003_packing.txt", "v0003_warehouse.txt")


def upgrade() -> None:
    for part in PARTS:
        make_tables(Path(__file__).with_name(part).read_text("utf-8"))
