"""What alembic runs for each migration: on the connection that it is given, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from tracker.store.index_rows import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # SQLite's DDL is transactional, and the caller has begun: a failed migration leaves the old tables.
    transactional_ddl=False,
    on_version_apply=context.config.attributes["on_version_apply"],
)
context.run_migrations()
