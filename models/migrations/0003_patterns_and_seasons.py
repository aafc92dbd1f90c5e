"""Deeds, patterns as a language, tallies of patterns, long jobs, seasons, teams, closed periods."""

from typing import Any

TABLES = """
ALTER TABLE organization
    ADD COLUMN ranking VARCHAR(12) NOT NULL DEFAULT 'standard',
    ADD COLUMN closed_until TIMESTAMPTZ,
    ADD COLUMN next_close_at TIMESTAMPTZ,
    ADD COLUMN ranked_until TIMESTAMPTZ;
ALTER TABLE organization ALTER COLUMN ranking DROP DEFAULT;
ALTER TABLE membership ADD COLUMN blocked_at TIMESTAMPTZ;
ALTER TABLE tariff_version ADD COLUMN decided_at TIMESTAMPTZ, ADD COLUMN by VARCHAR(200), ADD COLUMN why TEXT;
UPDATE tariff_version SET decided_at = from_at;
ALTER TABLE tariff_version ALTER COLUMN decided_at SET NOT NULL;
ALTER TABLE entry ADD COLUMN trace JSONB, ADD COLUMN discipline VARCHAR(20);
ALTER TABLE message ADD COLUMN people JSONB;
CREATE INDEX message_digest ON message (organization_id, id) WHERE kind = 'digest';

CREATE INDEX work_item_number ON work_item (project_id, ((state->'work'->>'number')::integer))
    WHERE kind = 'pull_request';
CREATE INDEX work_item_reverts ON work_item (project_id, ((state->'work'->>'reverts')::integer))
    WHERE (state->'work'->>'reverts')::integer IS NOT NULL;

CREATE TABLE deed (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    earner_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    item_id BIGINT NOT NULL REFERENCES work_item (id) ON DELETE RESTRICT,
    kind VARCHAR(40) NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    points INTEGER NOT NULL,
    labels TEXT[] NOT NULL,
    paths TEXT[] NOT NULL,
    size VARCHAR(10),
    lines INTEGER,
    reason VARCHAR(40),
    role VARCHAR(20) NOT NULL,
    newcomer BOOLEAN NOT NULL,
    co_authored BOOLEAN NOT NULL,
    answered INTEGER,
    discipline VARCHAR(20),
    others BIGINT[] NOT NULL,
    refused VARCHAR(40),
    refusal TEXT,
    settles_at TIMESTAMPTZ,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX deed_item_id_earner_id_kind ON deed (item_id, earner_id, kind);
CREATE INDEX deed_person ON deed (organization_id, person_id, happened_at);
CREATE INDEX deed_kind ON deed (organization_id, kind, happened_at);

CREATE TABLE job (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    kind VARCHAR(40) NOT NULL,
    arguments JSONB NOT NULL,
    state VARCHAR(12) NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER,
    place JSONB,
    result JSONB,
    error TEXT,
    by VARCHAR(200) NOT NULL,
    by_person_id BIGINT,
    created_at TIMESTAMPTZ NOT NULL,
    stepped_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ
);
CREATE INDEX job_organization ON job (organization_id, id);
CREATE INDEX job_unfinished ON job (id) WHERE state IN ('waiting', 'running', 'undoing');

ALTER TABLE award
    ADD COLUMN number INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN level VARCHAR(40),
    ADD COLUMN trace JSONB,
    ADD COLUMN job_id BIGINT REFERENCES job (id) ON DELETE RESTRICT;
ALTER TABLE award ALTER COLUMN number DROP DEFAULT;
ALTER TABLE entry ADD COLUMN job_id BIGINT REFERENCES job (id) ON DELETE RESTRICT;
DROP INDEX award_held;
CREATE UNIQUE INDEX award_held ON award (badge_id, person_id, number) WHERE revoked_at IS NULL;
CREATE INDEX award_job ON award (job_id) WHERE job_id IS NOT NULL;

CREATE TABLE season (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    name VARCHAR(200) NOT NULL,
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE INDEX season_organization ON season (organization_id, starts_at);
CREATE TABLE closing (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    period VARCHAR(30) NOT NULL,
    day VARCHAR(10) NOT NULL,
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    people INTEGER NOT NULL,
    closed_at TIMESTAMPTZ NOT NULL,
    honoured_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX closing_organization_id_period_day ON closing (organization_id, period, day);
CREATE INDEX closing_ends ON closing (organization_id, ends_at);
CREATE INDEX closing_unhonoured ON closing (organization_id, id) WHERE honoured_at IS NULL;
CREATE TABLE correction (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    board VARCHAR(60) NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    entry_id BIGINT NOT NULL REFERENCES entry (id) ON DELETE RESTRICT,
    points INTEGER NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX correction_board_entry_id ON correction (board, entry_id);
CREATE INDEX correction_person ON correction (organization_id, person_id);
CREATE TABLE rank_day (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    board VARCHAR(60) NOT NULL,
    day DATE NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    rank INTEGER NOT NULL,
    points BIGINT NOT NULL
);
CREATE UNIQUE INDEX rank_day_board_person_id_day ON rank_day (board, person_id, day);
CREATE INDEX rank_day_board ON rank_day (board, day);
CREATE TABLE team (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    name VARCHAR(200) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE INDEX team_organization ON team (organization_id, id);
CREATE TABLE team_place (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    team_id BIGINT NOT NULL REFERENCES team (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    joined_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX team_place_team_id_person_id ON team_place (team_id, person_id);
CREATE INDEX team_place_person_id ON team_place (person_id);
CREATE TABLE follow (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    follower_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    followed_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    since TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX follow_organization_id_follower_id_followed_id
    ON follow (organization_id, follower_id, followed_id);
"""
# Patterns are a language now, and a tally is one person's state of one pattern.
SWAP = """
DROP INDEX badge_organization_id_listens_need;
ALTER TABLE badge DROP COLUMN listens, DROP COLUMN need, ADD COLUMN pattern_version INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN looked_at TIMESTAMPTZ;
ALTER TABLE badge ALTER COLUMN pattern_version DROP DEFAULT;
DROP TABLE tally;
CREATE TABLE tally (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    badge_id BIGINT NOT NULL REFERENCES badge (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL,
    haves BIGINT[] NOT NULL,
    reached INTEGER NOT NULL,
    matched_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX tally_badge_id_person_id ON tally (badge_id, person_id);
CREATE INDEX tally_matched ON tally (badge_id, matched_at);
CREATE TABLE bucket (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    badge_id BIGINT NOT NULL REFERENCES badge (id) ON DELETE RESTRICT,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    leaf INTEGER NOT NULL,
    bucket BIGINT NOT NULL,
    count BIGINT NOT NULL
);
CREATE UNIQUE INDEX bucket_badge_id_person_id_leaf_bucket ON bucket (badge_id, person_id, leaf, bucket);
CREATE TABLE listener (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id) ON DELETE RESTRICT,
    badge_id BIGINT NOT NULL REFERENCES badge (id) ON DELETE RESTRICT,
    leaf INTEGER NOT NULL,
    key VARCHAR(300) NOT NULL
);
CREATE UNIQUE INDEX listener_key ON listener (organization_id, key, badge_id, leaf);
CREATE INDEX listener_badge ON listener (badge_id);
"""
# What stands in the ledger was done: deeds as far as entries know them. `codebadge rebuild` reads the work anew.
DEEDS = """
INSERT INTO deed (organization_id, project_id, person_id, earner_id, item_id, kind, happened_at, points, labels, paths,
    role, newcomer, co_authored, others, recorded_at)
SELECT e.organization_id, e.project_id, e.person_id, coalesce(e.earner_id, e.person_id), e.item_id, e.kind,
    e.happened_at, e.points,
    coalesce((SELECT array_agg(lower(label)) FROM jsonb_array_elements_text(i.state->'work'->'labels') label), '{}'),
    '{}', coalesce(m.role, 'contributor'), FALSE, FALSE, '{}', e.recorded_at
FROM entry e JOIN work_item i ON i.id = e.item_id
LEFT JOIN membership m ON m.organization_id = e.organization_id AND m.person_id = e.person_id
WHERE e.reverses_id IS NULL AND e.project_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
ON CONFLICT DO NOTHING
"""
PATTERNS = """
UPDATE badge SET pattern_version = 1, pattern = jsonb_build_object('version', 1, 'earned', jsonb_build_object(
    'is', 'count', 'at_least', pattern->'at_least',
    'where', jsonb_build_object('kinds', jsonb_build_array(pattern->'kind'))))
WHERE pattern IS NOT NULL;
INSERT INTO listener (organization_id, badge_id, leaf, key)
SELECT organization_id, id, 0, 'kind:' || (pattern->'earned'->'where'->'kinds'->>0) FROM badge
WHERE pattern IS NOT NULL AND deleted_at IS NULL;
"""


def up(migrator: Any, db: Any) -> None:
    """From 0002's tables to these; patterns are written in the new language, deeds come from what stands."""
    db.execute_sql(TABLES)
    db.execute_sql(DEEDS)
    db.execute_sql(SWAP)
    db.execute_sql(PATTERNS)
