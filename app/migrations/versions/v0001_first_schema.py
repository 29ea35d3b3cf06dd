"""The first schema: the tables of v0001_first_schema.txt, the same on both databases."""

from pathlib import Path

from app.migrations.making import make_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_tables(Path(__file__).with_suffix(".txt").read_text("utf-8"))
