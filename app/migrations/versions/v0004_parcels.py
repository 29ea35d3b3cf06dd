"""Parcels that are held, insured or come back; addresses asked for; hotline calls; pieces."""

from pathlib import Path

from app.migrations.making import add_columns, make_tables

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_columns("consignments", "held_ms int?, insured_cents int?, return_of int?")
    add_columns("courier_work_orders", "asked text?")
    make_tables(Path(__file__).with_suffix(".txt").read_text("utf-8"))
