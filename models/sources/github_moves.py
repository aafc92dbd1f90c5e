"""An issue that changed repositories comes in; its other side goes out, linked to it: it is one piece of work."""

from models.errors import Invalid
from models.rules.work import Change, Moved, ProjectSeen
from models.sources import github_facts as facts
from models.sources import github_work as work
from models.sources import picking
from models.sources.github_accounts import PROVIDER
from models.sources.github_work import Effect
from models.sources.picking import Fields

CAME = Effect(state="open")
"""What the event in the new repository is: the issue is opened there."""


def project(found: Fields) -> ProjectSeen | None:
    """A repository as any event shows it; None when it shows none."""
    try:
        return ProjectSeen(
            provider=PROVIDER,
            external_id=picking.identifier(found),
            name=picking.text(found, "full_name", 200) or f"repository {found['id']}",
            url=picking.url(found, "html_url"),
            at=picking.some_moment(found, "updated_at"),
        )
    except Invalid:
        return None


def other_side(fields: Fields, *, left: bool) -> Moved | None:
    """What an issue that left is in its new repository, or what one that came was in its old one; None when the event
    does not say."""
    side, effect = ("new", CAME) if left else ("old", Effect(gone=True))
    changes = picking.some_part(fields, "changes")
    about = project(picking.some_part(changes, f"{side}_repository"))
    try:
        found = work.issue(picking.part(changes, f"{side}_issue"), effect)
    except Invalid:
        return None
    return None if about is None else Moved(project=about, change=found)


def linked(mine: Change, moved: Moved, *, left: bool) -> tuple[Change, Moved]:
    """Both sides, each with the other's address."""
    here, there = ("went_to", "came_from") if left else ("came_from", "went_to")
    other = facts.joined(moved.change, **{there: mine.work.url})
    return facts.joined(mine, **{here: moved.change.work.url}), moved.model_copy(update={"change": other})
