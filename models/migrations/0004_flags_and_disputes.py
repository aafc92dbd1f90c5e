"""What looks like farming, when it was looked for, and disputes."""

from typing import Any

TABLES = """
CREATE TABLE flag (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    kind VARCHAR(20) NOT NULL,
    key VARCHAR(200) NOT NULL,
    people JSONB NOT NULL,
    words TEXT NOT NULL,
    evidence JSONB NOT NULL,
    deeds BIGINT[] NOT NULL,
    state VARCHAR(12) NOT NULL,
    found_at TIMESTAMPTZ NOT NULL,
    decided_by VARCHAR(200),
    decided_at TIMESTAMPTZ,
    note TEXT
);
CREATE UNIQUE INDEX flag_organization_id_kind_key ON flag (organization_id, kind, key);
CREATE TABLE watch (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    upto BIGINT NOT NULL,
    due BOOLEAN NOT NULL,
    looked_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX watch_organization_id ON watch (organization_id);
CREATE TABLE dispute (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    about VARCHAR(12) NOT NULL,
    about_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    state VARCHAR(12) NOT NULL,
    answer TEXT,
    answered_by VARCHAR(200),
    created_at TIMESTAMPTZ NOT NULL,
    answered_at TIMESTAMPTZ
);
CREATE INDEX dispute_organization ON dispute (organization_id, state, id);
CREATE INDEX dispute_person ON dispute (organization_id, person_id, id);
"""


def up(migrator: Any, db: Any) -> None:
    """From 0003's tables to these; nothing that was there changes."""
    db.execute_sql(TABLES)
