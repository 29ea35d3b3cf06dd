"""The first schema."""

from alembic import op

import app.models

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    app.models.metadata.create_all(op.get_bind())
