"""The first tables: tenants, hooks, deliveries, people, work, points, badges, messages."""

from typing import Any

TABLES = """
CREATE TABLE organization (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    slug VARCHAR(60) NOT NULL,
    name VARCHAR(200) NOT NULL,
    time_zone VARCHAR(60) NOT NULL,
    allowed_origins JSONB NOT NULL,
    last_seq BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX organization_slug ON organization (slug);
CREATE TABLE audit_line (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    at TIMESTAMPTZ NOT NULL,
    actor VARCHAR(200) NOT NULL,
    door VARCHAR(20) NOT NULL,
    action VARCHAR(60) NOT NULL,
    target VARCHAR(200) NOT NULL,
    before JSONB,
    after JSONB,
    why TEXT NOT NULL
);
CREATE INDEX audit_organization ON audit_line (organization_id, id);
CREATE TABLE badge (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    slug VARCHAR(100) NOT NULL,
    name VARCHAR(200) NOT NULL,
    description TEXT NOT NULL,
    art VARCHAR(100) NOT NULL,
    color VARCHAR(20) NOT NULL,
    pattern JSONB,
    listens VARCHAR(40),
    need INTEGER,
    is_active BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX badge_organization_id_slug ON badge (organization_id, slug);
CREATE INDEX badge_organization_id_listens_need ON badge (organization_id, listens, need);
CREATE TABLE person (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    login VARCHAR(100),
    avatar VARCHAR(1000),
    created_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE award (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    badge_id BIGINT NOT NULL REFERENCES badge (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    reason TEXT NOT NULL,
    evidence JSONB NOT NULL,
    by VARCHAR(200),
    awarded_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,
    revoked_by VARCHAR(200),
    revoke_reason TEXT
);
CREATE UNIQUE INDEX award_held ON award (badge_id, person_id) WHERE revoked_at IS NULL;
CREATE INDEX award_person ON award (organization_id, person_id, id);
CREATE INDEX award_organization_id ON award (organization_id, id);
CREATE TABLE project (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    provider VARCHAR(20) NOT NULL,
    external_id VARCHAR(100),
    name VARCHAR(300) NOT NULL,
    url VARCHAR(1000),
    archived_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX project_organization_id_provider_external_id ON project (organization_id, provider, external_id);
CREATE TABLE hook (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    key VARCHAR(60) NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    project_id BIGINT REFERENCES project (id) ON DELETE RESTRICT,
    provider VARCHAR(20) NOT NULL,
    verified_at TIMESTAMPTZ,
    paused_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX hook_key ON hook (key);
CREATE TABLE delivery (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    hook_id BIGINT NOT NULL REFERENCES hook (id) ON DELETE RESTRICT,
    guid VARCHAR(200) NOT NULL,
    event VARCHAR(100) NOT NULL,
    body BYTEA NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    state VARCHAR(12) NOT NULL,
    attempts SMALLINT NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    note TEXT NOT NULL,
    finished_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX delivery_hook_id_guid ON delivery (hook_id, guid);
CREATE INDEX delivery_waiting ON delivery (id) WHERE state IN ('pending', 'processing');
CREATE TABLE work_item (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE RESTRICT,
    kind VARCHAR(20) NOT NULL,
    external_id VARCHAR(200) NOT NULL,
    state JSONB NOT NULL,
    folded_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX work_item_project_id_kind_external_id ON work_item (project_id, kind, external_id);
CREATE TABLE entry (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    project_id BIGINT REFERENCES project (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    item_id BIGINT REFERENCES work_item (id) ON DELETE RESTRICT,
    reverses_id BIGINT REFERENCES entry (id) ON DELETE RESTRICT,
    kind VARCHAR(40) NOT NULL,
    points INTEGER NOT NULL,
    reason TEXT NOT NULL,
    url VARCHAR(1000),
    actor VARCHAR(200),
    tariff_version INTEGER NOT NULL,
    delivery_id BIGINT,
    happened_at TIMESTAMPTZ NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX entry_reverses_id ON entry (reverses_id);
CREATE INDEX entry_item ON entry (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX entry_person_happened ON entry (organization_id, person_id, happened_at);
CREATE INDEX entry_person_id ON entry (organization_id, person_id, id);
CREATE INDEX entry_organization_id ON entry (organization_id, id);
CREATE TABLE hook_secret (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    hook_id BIGINT NOT NULL REFERENCES hook (id) ON DELETE RESTRICT,
    sealed VARCHAR(500) NOT NULL,
    expires_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX hook_secret_hook_id ON hook_secret (hook_id);
CREATE TABLE identity (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    provider VARCHAR(20) NOT NULL,
    external_id VARCHAR(100) NOT NULL,
    login VARCHAR(100) NOT NULL,
    avatar VARCHAR(1000),
    seen_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX identity_person_id ON identity (person_id);
CREATE UNIQUE INDEX identity_provider_external_id ON identity (provider, external_id);
CREATE TABLE membership (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    role VARCHAR(20) NOT NULL,
    joined_at TIMESTAMPTZ NOT NULL,
    left_at TIMESTAMPTZ
);
CREATE INDEX membership_person_id ON membership (person_id);
CREATE UNIQUE INDEX membership_organization_id_person_id ON membership (organization_id, person_id);
CREATE TABLE message (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    kind VARCHAR(40) NOT NULL,
    person_id BIGINT NOT NULL,
    body JSONB NOT NULL,
    boards JSONB NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    place BIGINT,
    seq BIGINT,
    told_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX message_place ON message (place);
CREATE INDEX message_unnumbered ON message (id) WHERE place IS NULL;
CREATE INDEX message_untold ON message (place) WHERE told_at IS NULL AND place IS NOT NULL;
CREATE UNIQUE INDEX message_org_seq ON message (organization_id, seq);
CREATE TABLE standing (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    board VARCHAR(60) NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    points BIGINT NOT NULL,
    reached_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX standing_person_id ON standing (person_id);
CREATE UNIQUE INDEX standing_board_person_id ON standing (board, person_id);
CREATE INDEX standing_rank ON standing (board, points DESC, reached_at, person_id);
CREATE TABLE tally (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    kind VARCHAR(40) NOT NULL,
    count INTEGER NOT NULL
);
CREATE UNIQUE INDEX tally_organization_id_person_id_kind ON tally (organization_id, person_id, kind);
CREATE TABLE tariff_version (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    project_id BIGINT REFERENCES project (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL,
    rules JSONB NOT NULL,
    from_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX tariff_version_organization_id_project_id_version
    ON tariff_version (organization_id, project_id, version);
CREATE TABLE token (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    name VARCHAR(200) NOT NULL,
    role VARCHAR(20) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX token_digest ON token (digest);
"""


def up(migrator: Any, db: Any) -> None:
    """All tables at once: an empty database becomes today's."""
    db.execute_sql(TABLES)
