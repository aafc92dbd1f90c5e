"""Drawings by their content, designs with versions and every step, templates, shares, and pictures from elsewhere."""

from typing import Any

TABLES = """
CREATE TABLE artwork (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    digest VARCHAR(64) NOT NULL,
    body BYTEA NOT NULL,
    size INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX artwork_digest ON artwork (digest);
CREATE TABLE template (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    artwork_id BIGINT NOT NULL REFERENCES artwork (id) ON DELETE RESTRICT,
    name VARCHAR(100) NOT NULL,
    licence VARCHAR(20),
    is_public BOOLEAN NOT NULL,
    by VARCHAR(200) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE INDEX template_organization ON template (organization_id, id) WHERE deleted_at IS NULL;
CREATE INDEX template_public ON template (id) WHERE is_public AND deleted_at IS NULL;
CREATE TABLE design (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    name VARCHAR(200) NOT NULL,
    template VARCHAR(100),
    artwork_id BIGINT REFERENCES artwork (id) ON DELETE RESTRICT,
    drawing JSONB,
    parameters JSONB NOT NULL,
    seq INTEGER NOT NULL,
    by VARCHAR(200) NOT NULL,
    by_person_id BIGINT,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE INDEX design_organization ON design (organization_id, id);
CREATE TABLE design_version (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    design_id BIGINT NOT NULL REFERENCES design (id) ON DELETE RESTRICT,
    artwork_id BIGINT NOT NULL REFERENCES artwork (id) ON DELETE RESTRICT,
    number INTEGER NOT NULL,
    parameters JSONB NOT NULL,
    key VARCHAR(32) NOT NULL,
    words VARCHAR(500) NOT NULL,
    by VARCHAR(200) NOT NULL,
    by_person_id BIGINT,
    made_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX design_version_design_id_number ON design_version (design_id, number);
CREATE INDEX design_version_key ON design_version (key);
CREATE TABLE design_step (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    design_id BIGINT NOT NULL REFERENCES design (id) ON DELETE RESTRICT,
    seq INTEGER NOT NULL,
    client VARCHAR(40) NOT NULL,
    changes JSONB NOT NULL,
    by VARCHAR(200) NOT NULL,
    by_person_id BIGINT,
    made_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX design_step_design_id_seq ON design_step (design_id, seq);
CREATE TABLE design_comment (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    design_id BIGINT NOT NULL REFERENCES design (id) ON DELETE RESTRICT,
    layer VARCHAR(12),
    text VARCHAR(2000) NOT NULL,
    by VARCHAR(200) NOT NULL,
    by_person_id BIGINT,
    made_at TIMESTAMPTZ NOT NULL,
    resolved_at TIMESTAMPTZ,
    deleted_at TIMESTAMPTZ
);
CREATE INDEX design_comment_design ON design_comment (design_id, id);
CREATE TABLE share (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    design_id BIGINT REFERENCES design (id) ON DELETE RESTRICT,
    role VARCHAR(10) NOT NULL,
    way VARCHAR(10) NOT NULL,
    address VARCHAR(320) NOT NULL,
    account VARCHAR(100),
    person_id BIGINT REFERENCES person (id) ON DELETE RESTRICT,
    note VARCHAR(500) NOT NULL,
    by VARCHAR(200) NOT NULL,
    by_person_id BIGINT,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    confirmed_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);
CREATE INDEX share_organization ON share (organization_id, id);
CREATE INDEX share_design_id ON share (design_id);
CREATE INDEX share_person_id ON share (person_id);
CREATE UNIQUE INDEX share_open ON share (organization_id, COALESCE(design_id, 0), way, address)
    WHERE revoked_at IS NULL;
CREATE TABLE share_link (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    share_id BIGINT NOT NULL REFERENCES share (id) ON DELETE RESTRICT,
    digest VARCHAR(64) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX share_link_share_id ON share_link (share_id);
CREATE UNIQUE INDEX share_link_digest ON share_link (digest);
CREATE TABLE outside_picture (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    digest VARCHAR(64) NOT NULL,
    url VARCHAR(2000) NOT NULL,
    state VARCHAR(12) NOT NULL,
    media VARCHAR(20),
    body BYTEA,
    error TEXT,
    asked_at TIMESTAMPTZ NOT NULL,
    fetched_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX outside_picture_digest ON outside_picture (digest);
INSERT INTO outside_picture (digest, url, state, asked_at)
    SELECT DISTINCT encode(sha256(convert_to(icon_url, 'UTF8')), 'hex'), icon_url, 'waiting', now()
    FROM badge WHERE icon_url IS NOT NULL AND deleted_at IS NULL;
ALTER TABLE badge ADD COLUMN design_version_id BIGINT;
ALTER TABLE award ADD COLUMN design_version_id BIGINT;
"""


def up(migrator: Any, db: Any) -> None:
    """From 0006's tables to these; nothing that was there changes."""
    db.execute_sql(TABLES)
