"""What Codebadge does with each event and action that GitHub sends: its effect, or why it is ignored.

The names are those of docs.github.com/webhooks/webhook-events-and-payloads. Admins read the reasons. What is
in neither table is unknown: parked and counted, so that a new event of GitHub's is noticed.
"""

from collections.abc import Mapping

from models.sources.github_installations import STATES
from models.sources.github_work import Effect

Actions = Mapping[str, Effect | str]
"""By action, "" for an event without one: what it is about, or why it is ignored."""


def _ignored(reason: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), reason)


_NOTHING_COUNTED = "It changes nothing that is counted."
_PLANNING = "Milestones, types and pins are not counted."
_CONVERSATION = "Conversations are not counted."
_MERGE_QUEUE = "Waiting to be merged is not counted; the merge itself is."

_WORK_ACTIONS: Actions = {
    "opened": Effect(state="open"),
    "edited": Effect("text"),
    "closed": Effect("state", state="closed"),
    "reopened": Effect("state", state="open"),
    "assigned": Effect("people"),
    "unassigned": Effect("people", removing=True),
    "labeled": Effect("labels"),
    "unlabeled": Effect("labels", removing=True),
    **_ignored(_PLANNING, "milestoned demilestoned"),
    **_ignored(_CONVERSATION, "locked unlocked"),
}

SUPPORTED: Mapping[str, Actions] = {
    "ping": {"": Effect()},
    "push": {"": Effect()},
    "issues": {
        **_WORK_ACTIONS,
        "transferred": Effect(gone=True),
        "deleted": Effect(gone=True),
        **_ignored(_PLANNING, "typed untyped pinned unpinned"),
    },
    "issue_comment": {
        "created": Effect(),
        "edited": Effect(),
        "deleted": Effect(),
        **_ignored(_NOTHING_COUNTED, "pinned unpinned"),
    },
    "pull_request": {
        **_WORK_ACTIONS,
        **_ignored(_MERGE_QUEUE, "auto_merge_enabled auto_merge_disabled enqueued dequeued"),
        **_ignored("Only a review that is given counts.", "review_requested review_request_removed"),
        **_ignored(_NOTHING_COUNTED, "synchronize ready_for_review converted_to_draft"),
    },
    "pull_request_review": {
        "submitted": Effect("state"),
        "edited": Effect("text"),
        "dismissed": Effect("state", removing=True),
    },
    "star": {"created": Effect("state"), "deleted": Effect("state", removing=True)},
    "member": {"added": Effect(), "edited": Effect(), "removed": Effect(removing=True)},
    "membership": {"added": Effect(), "removed": Effect(removing=True)},
    "organization": {
        "member_added": Effect(),
        "member_removed": Effect(removing=True),
        **_ignored("Somebody invited is not yet a member.", "member_invited"),
        **_ignored("The organisation keeps the name that its admin gave it here.", "renamed deleted"),
    },
    "repository": {
        "created": Effect(),
        "edited": Effect(),
        "renamed": Effect(),
        "transferred": Effect(),
        "publicized": Effect(),
        "privatized": Effect(),
        "archived": Effect(removing=True),
        "unarchived": Effect(),
        **_ignored(_NOTHING_COUNTED, "anonymous_access_enabled anonymous_access_disabled"),
        "deleted": Effect(removing=True),
    },
    "installation": dict.fromkeys(STATES, Effect()),
    "installation_repositories": {"added": Effect(), "removed": Effect()},
}

IGNORED: Mapping[str, str] = {
    **_ignored("A star arrives as an event of its own, too.", "watch"),
    **_ignored("The repository event says the same.", "public"),
    **_ignored("Forks, wiki pages and releases are not counted.", "fork gollum release"),
    **_ignored("Branches and tags are not counted.", "create delete"),
    **_ignored(_NOTHING_COUNTED, "label milestone issue_dependencies sub_issues"),
    **_ignored(_MERGE_QUEUE, "merge_group"),
    **_ignored(
        _CONVERSATION,
        """commit_comment discussion discussion_comment pull_request_review_comment
        pull_request_review_thread""",
    ),
    **_ignored(
        "Builds, packages and deployments are not counted.",
        """check_run check_suite deployment deployment_protection_rule deployment_review deployment_status
        package page_build registry_package repository_dispatch status workflow_dispatch workflow_job
        workflow_run""",
    ),
    **_ignored(
        "Security alerts are not counted.",
        """code_scanning_alert dependabot_alert repository_advisory repository_vulnerability_alert
        secret_scanning_alert secret_scanning_alert_location secret_scanning_scan security_advisory
        security_and_analysis""",
    ),
    **_ignored(
        "Settings of repositories, organisations and teams are not counted.",
        """branch_protection_configuration branch_protection_rule custom_property
        custom_property_promoted_to_enterprise custom_property_values deploy_key meta org_block
        repository_import repository_ruleset team team_add""",
    ),
    **_ignored(
        "Apps and sponsorships are not counted.",
        """content_reference github_app_authorization installation_target integration_installation
        integration_installation_repositories marketplace_purchase personal_access_token_request sponsorship""",
    ),
    **_ignored(
        "GitHub's project boards are not counted; the issues on them are.",
        "project project_card project_column projects_v2 projects_v2_item projects_v2_status_update",
    ),
}
"""Whole events that are ignored on purpose, with every action of theirs."""
