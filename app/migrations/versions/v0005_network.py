"""Tables of the network rooms; a disruption may be one of a carrier."""

from pathlib import Path

from app.migrations.making import add_columns, make_tables

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_tables(Path(__file__).with_suffix(".txt").read_text("utf-8"))
    add_columns("disruptions", "carrier_id int?")
