"""What closed issues were worth, what the model thinks that open ones are worth, and what was said of it elsewhere."""

from typing import Any

TABLES = """
CREATE TABLE points_model (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE RESTRICT,
    numbered BIGINT NOT NULL,
    learnt BIGINT NOT NULL,
    heard BIGINT NOT NULL,
    since BIGINT NOT NULL,
    prior_upto BIGINT NOT NULL,
    era INTEGER NOT NULL,
    frozen_at TIMESTAMPTZ,
    record JSONB,
    size JSONB,
    version VARCHAR(80),
    drifted_at BIGINT,
    learnt_at TIMESTAMPTZ,
    posting VARCHAR(8) NOT NULL,
    token TEXT
);
CREATE UNIQUE INDEX points_model_project_id ON points_model (project_id);
CREATE TABLE lesson (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE RESTRICT,
    number BIGINT NOT NULL,
    about BIGINT,
    points DOUBLE PRECISION,
    held BOOLEAN NOT NULL,
    item_id BIGINT REFERENCES work_item (id) ON DELETE RESTRICT,
    key VARCHAR(200),
    title VARCHAR(300),
    text TEXT,
    labels JSONB,
    url VARCHAR(1000),
    source VARCHAR(12) NOT NULL,
    teacher VARCHAR(200),
    said JSONB,
    happened_at TIMESTAMPTZ NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX lesson_project_id_number ON lesson (project_id, number);
CREATE UNIQUE INDEX lesson_key ON lesson (project_id, key) WHERE key IS NOT NULL;
CREATE INDEX lesson_about ON lesson (project_id, about, number) WHERE about IS NOT NULL;
CREATE INDEX lesson_teacher ON lesson (project_id, teacher, happened_at) WHERE about IS NULL;
CREATE INDEX lesson_organization ON lesson (organization_id, id);
CREATE TABLE model_snapshot (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE RESTRICT,
    era INTEGER NOT NULL,
    number BIGINT NOT NULL,
    kept BYTEA NOT NULL,
    drifted_at BIGINT,
    made_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX model_snapshot_project_id_number ON model_snapshot (project_id, number);
CREATE TABLE estimate (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE RESTRICT,
    item_id BIGINT NOT NULL REFERENCES work_item (id) ON DELETE RESTRICT,
    figures JSONB,
    learnt BIGINT NOT NULL,
    made_at TIMESTAMPTZ,
    read_at TIMESTAMPTZ,
    said JSONB,
    ruling JSONB,
    review VARCHAR(12)
);
CREATE UNIQUE INDEX estimate_item_id ON estimate (item_id);
CREATE INDEX estimate_project ON estimate (project_id, item_id);
CREATE INDEX estimate_unsaid ON estimate (project_id, item_id) WHERE said IS NULL;
CREATE INDEX estimate_review ON estimate (organization_id, review, item_id) WHERE review IS NOT NULL;
CREATE TABLE posting (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE RESTRICT,
    item_id BIGINT NOT NULL REFERENCES work_item (id) ON DELETE RESTRICT,
    wanted JSONB NOT NULL,
    posted JSONB,
    remote VARCHAR(200),
    state VARCHAR(12) NOT NULL,
    attempts INTEGER NOT NULL,
    next_at TIMESTAMPTZ,
    error TEXT,
    sent_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX posting_item_id ON posting (item_id);
CREATE INDEX posting_due ON posting (next_at) WHERE state = 'waiting';
CREATE INDEX posting_project ON posting (project_id, sent_at);
CREATE INDEX work_item_open_issue ON work_item (project_id, id)
    WHERE kind IN ('issue', 'card') AND state->'work'->>'state' = 'open';
"""


def up(migrator: Any, db: Any) -> None:
    """From 0004's tables to these; nothing that was there changes."""
    db.execute_sql(TABLES)
