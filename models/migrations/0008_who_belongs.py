"""Where each member is known to be a member or a collaborator, not one who passed by; and mails about outlets."""

from typing import Any

TABLES = """
ALTER TABLE membership ADD COLUMN belongs JSONB NOT NULL DEFAULT '[]';
ALTER TABLE membership ALTER COLUMN belongs DROP DEFAULT;
UPDATE membership m SET belongs = '["here"]' WHERE m.left_at IS NULL AND (m.role <> 'contributor'
    OR EXISTS (SELECT 1 FROM audit_line a WHERE a.organization_id = m.organization_id
        AND a.action = 'person:create' AND a.target = 'person:' || m.person_id)
    OR EXISTS (SELECT 1 FROM share s WHERE s.organization_id = m.organization_id AND s.person_id = m.person_id
        AND s.confirmed_at IS NOT NULL AND s.revoked_at IS NULL));
DELETE FROM outside_picture p
    WHERE NOT EXISTS (SELECT 1 FROM badge b WHERE b.icon_url = p.url AND b.deleted_at IS NULL);
ALTER TABLE design_version ADD COLUMN layer_ids TEXT;
CREATE INDEX award_design_version ON award (design_version_id) WHERE design_version_id IS NOT NULL;
ALTER TABLE outlet ADD COLUMN notice_at TIMESTAMPTZ;
"""


def up(migrator: Any, db: Any) -> None:
    """From 0007's tables to these. Whom an admin has added belongs, and who has confirmed a share; of the others no row
    says whether a provider named them as members, so they do once they work, or are named again."""
    db.execute_sql(TABLES)
