"""Alembic's way in: the connection comes from app.schema, the tables from every room."""

from alembic import context

import app.models

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=app.models.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
