"""Connections to providers, what is known of their hooks and boards, how history counts, and webhooks that go out."""

from typing import Any

TABLES = """
CREATE TABLE github_app (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    hook_id BIGINT NOT NULL REFERENCES hook (id) ON DELETE RESTRICT,
    number BIGINT NOT NULL,
    slug VARCHAR(100) NOT NULL,
    name VARCHAR(100) NOT NULL,
    url VARCHAR(1000) NOT NULL,
    sealed TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX github_app_organization_id ON github_app (organization_id);
CREATE TABLE connection (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    provider VARCHAR(20) NOT NULL,
    account VARCHAR(200) NOT NULL,
    app_id BIGINT,
    installation BIGINT,
    sealed TEXT,
    state VARCHAR(12) NOT NULL,
    error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    checked_at TIMESTAMPTZ,
    seen_at TIMESTAMPTZ
);
CREATE INDEX connection_organization ON connection (organization_id, id);
CREATE UNIQUE INDEX connection_installation ON connection (app_id, installation) WHERE installation IS NOT NULL;
ALTER TABLE project ADD COLUMN board JSONB, ADD COLUMN history JSONB,
    ADD COLUMN connection_id BIGINT, ADD COLUMN seen_at TIMESTAMPTZ;
ALTER TABLE hook ADD COLUMN connection_id BIGINT,
    ADD COLUMN remote VARCHAR(100), ADD COLUMN callback VARCHAR(1000), ADD COLUMN name VARCHAR(40),
    ADD COLUMN health JSONB, ADD COLUMN seen VARCHAR(100), ADD COLUMN repaired_at TIMESTAMPTZ,
    ADD COLUMN disconnected_at TIMESTAMPTZ, ADD COLUMN look_at TIMESTAMPTZ;
ALTER TABLE job ADD COLUMN next_at TIMESTAMPTZ;
ALTER TABLE job ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ALTER COLUMN tries DROP DEFAULT;
CREATE INDEX work_item_issue_number ON work_item (project_id, ((state->'work'->>'number')::integer))
    WHERE kind = 'issue';
CREATE INDEX delivery_action ON delivery (guid) WHERE length(guid) = 24;
CREATE TABLE outlet (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    name VARCHAR(100) NOT NULL,
    url VARCHAR(1000) NOT NULL,
    sealed TEXT NOT NULL,
    former TEXT,
    former_until TIMESTAMPTZ,
    events JSONB NOT NULL,
    upto BIGINT NOT NULL,
    state VARCHAR(12) NOT NULL,
    failing_since TIMESTAMPTZ,
    rests_until TIMESTAMPTZ,
    error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ
);
CREATE INDEX outlet_organization ON outlet (organization_id, id);
CREATE TABLE dispatch (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    outlet_id BIGINT NOT NULL REFERENCES outlet (id) ON DELETE RESTRICT,
    key VARCHAR(80) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    person_id BIGINT,
    body TEXT NOT NULL,
    state VARCHAR(12) NOT NULL,
    attempts INTEGER NOT NULL,
    next_at TIMESTAMPTZ,
    status INTEGER,
    error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX dispatch_outlet_id_key ON dispatch (outlet_id, key);
CREATE INDEX dispatch_due ON dispatch (outlet_id, next_at) WHERE state = 'waiting';
CREATE INDEX dispatch_outlet ON dispatch (outlet_id, id);
"""


def up(migrator: Any, db: Any) -> None:
    """From 0005's tables to these; nothing that was there changes."""
    db.execute_sql(TABLES)
