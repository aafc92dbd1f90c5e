"""Accounts, sign-in, special badges, leagues, merged people, the audit chain."""

from typing import Any

TABLES = """
ALTER TABLE person
    ADD COLUMN owner BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN signed_in_at TIMESTAMPTZ,
    ADD COLUMN erased_at TIMESTAMPTZ,
    ADD COLUMN merged_into_id BIGINT REFERENCES person (id) ON DELETE RESTRICT;
ALTER TABLE person ALTER COLUMN owner DROP DEFAULT, ALTER COLUMN epoch DROP DEFAULT;
ALTER TABLE identity ADD COLUMN proven_at TIMESTAMPTZ, ADD COLUMN known_to JSONB NOT NULL DEFAULT '[]';
ALTER TABLE identity ALTER COLUMN known_to DROP DEFAULT;
CREATE INDEX identity_login ON identity (lower(login));
ALTER TABLE membership ADD COLUMN hidden_at TIMESTAMPTZ;
CREATE INDEX membership_hidden ON membership (organization_id, person_id) WHERE hidden_at IS NOT NULL;
ALTER TABLE entry ADD COLUMN earner_id BIGINT REFERENCES person (id) ON DELETE RESTRICT;

CREATE TABLE league (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    name VARCHAR(200) NOT NULL,
    description TEXT NOT NULL,
    who VARCHAR(12) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE INDEX league_organization ON league (organization_id, id);
CREATE TABLE section (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    league_id BIGINT NOT NULL REFERENCES league (id) ON DELETE RESTRICT,
    name VARCHAR(200) NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    matches JSONB,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE INDEX section_league ON section (league_id, position);
CREATE INDEX section_matching ON section (organization_id) WHERE matches IS NOT NULL AND deleted_at IS NULL;
CREATE TABLE completion (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    section_id BIGINT NOT NULL REFERENCES section (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    item_id BIGINT REFERENCES work_item (id) ON DELETE RESTRICT,
    by VARCHAR(200),
    note TEXT NOT NULL,
    completed_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX completion_live ON completion (section_id, person_id) WHERE revoked_at IS NULL;
CREATE INDEX completion_person ON completion (organization_id, person_id, id);
CREATE INDEX completion_item ON completion (item_id) WHERE item_id IS NOT NULL;

ALTER TABLE badge
    ADD COLUMN icon_url VARCHAR(2000),
    ADD COLUMN league_id BIGINT REFERENCES league (id) ON DELETE RESTRICT,
    ADD COLUMN special JSONB,
    ADD COLUMN stock INTEGER,
    ADD COLUMN updated_at TIMESTAMPTZ,
    ADD COLUMN deleted_at TIMESTAMPTZ;
UPDATE badge SET updated_at = created_at;
ALTER TABLE badge ALTER COLUMN updated_at SET NOT NULL;
DROP INDEX badge_organization_id_slug;
CREATE UNIQUE INDEX badge_slug ON badge (organization_id, slug) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX badge_league ON badge (league_id) WHERE deleted_at IS NULL;

CREATE TABLE award_batch (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    badge_id BIGINT NOT NULL REFERENCES badge (id) ON DELETE RESTRICT,
    by VARCHAR(200) NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    undone_at TIMESTAMPTZ
);
ALTER TABLE award
    ADD COLUMN way VARCHAR(12) NOT NULL DEFAULT 'hand',
    ADD COLUMN by_person_id BIGINT,
    ADD COLUMN batch_id BIGINT REFERENCES award_batch (id) ON DELETE RESTRICT;
UPDATE award SET way = 'pattern' WHERE by IS NULL;
ALTER TABLE award ALTER COLUMN way DROP DEFAULT;
CREATE INDEX award_batch_awards ON award (batch_id) WHERE batch_id IS NOT NULL;
CREATE TABLE allotment (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    badge_id BIGINT NOT NULL REFERENCES badge (id) ON DELETE RESTRICT,
    board VARCHAR(60) NOT NULL,
    given INTEGER NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX allotment_badge_id_board ON allotment (badge_id, board);

CREATE TABLE person_merge (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    kept_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    gone_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    by VARCHAR(200) NOT NULL,
    moved JSONB NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    undone_at TIMESTAMPTZ
);
CREATE INDEX person_merge_organization ON person_merge (organization_id, id);

CREATE TABLE session (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    digest VARCHAR(64) NOT NULL,
    agent VARCHAR(300) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX session_digest ON session (digest);
CREATE INDEX session_person_id ON session (person_id);
CREATE TABLE refresh_token (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    family VARCHAR(40) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX refresh_token_digest ON refresh_token (digest);
CREATE INDEX refresh_token_family ON refresh_token (family);
CREATE INDEX refresh_token_person_id ON refresh_token (person_id);
CREATE TABLE sign_in_code (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    email VARCHAR(320) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    attempts SMALLINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);
CREATE INDEX sign_in_code_email ON sign_in_code (email, id);
ALTER TABLE token
    ADD COLUMN person_id BIGINT REFERENCES person (id) ON DELETE RESTRICT,
    ADD COLUMN scopes JSONB,
    ADD COLUMN used_at TIMESTAMPTZ;
CREATE INDEX token_organization ON token (organization_id, id);

CREATE TABLE kept_answer (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    holder VARCHAR(80) NOT NULL,
    key VARCHAR(200) NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    answer TEXT,
    kept_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX kept_answer_holder_key ON kept_answer (holder, key);
CREATE INDEX kept_answer_kept_at ON kept_answer (kept_at);

CREATE INDEX delivery_hook ON delivery (hook_id, id);
CREATE INDEX delivery_lost ON delivery (id) WHERE state IN ('parked', 'dead');

ALTER TABLE audit_line
    ADD COLUMN person_id BIGINT,
    ADD COLUMN salt VARCHAR(32),
    ADD COLUMN actor_digest VARCHAR(64),
    ADD COLUMN previous VARCHAR(64),
    ADD COLUMN digest VARCHAR(64);
CREATE INDEX audit_person ON audit_line (person_id) WHERE person_id IS NOT NULL;
CREATE TABLE audit_head (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    line_id BIGINT,
    digest VARCHAR(64) NOT NULL
);
CREATE UNIQUE INDEX audit_head_organization_id ON audit_head (organization_id);
"""


def up(migrator: Any, db: Any) -> None:
    """From 0001's tables to these; every existing row keeps its meaning."""
    db.execute_sql(TABLES)
