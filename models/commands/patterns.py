"""`pattern:preview` and `badge:backfill`: what a pattern would do, and giving its badge for what was before."""

from models import backfill, badges, explaining, jobs, pattern_preview
from models.commands.acting import Act, Command, Done
from models.commands.badges import Document
from models.pattern_preview import Asked
from models.rules.texts import Id, Slug, Why
from models.rules.work import Value


class PreviewPattern(Value):
    """Who would get and lose the badge by this pattern. `badge`: the one whose pattern it would be."""

    pattern: Document
    badge: Id | Slug | None = None


class BackfillBadge(Value):
    """The badge for everybody who earned it before it was made, dated when they did."""

    badge: Id | Slug
    why: Why = ""


def _preview(act: Act, wanted: PreviewPattern) -> Done:
    badge = None if wanted.badge is None else badges.find(act.organization, wanted.badge)
    pattern = explaining.checked(act.organization, wanted.pattern, badge)
    asked = Asked(pattern=pattern.model_dump(mode="json"), badge=badge.id if badge else None)
    job = pattern_preview.ask_for(act.organization, asked, act.by.name, act.caller.person, act.now)
    act.audit("pattern:preview", f"badge:{badge.id}" if badge else "badges", after={"job": job.id})
    return _done(job)


def _backfill(act: Act, wanted: BackfillBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge)
    job = backfill.ask_for(badge, act.by.name, act.caller.person, act.now)
    after = {"job": job.id, "pattern_version": badge.pattern_version}
    act.audit("badge:backfill", f"badge:{badge.id}", after=after, why=wanted.why)
    return _done(job)


def _done(job: jobs.Job) -> Done:
    return Done({"job": jobs.card(job).model_dump(mode="json")}, ring_job=jobs.bell(job))


COMMANDS = {
    "pattern:preview": Command(PreviewPattern, "badge:write", _preview),
    "badge:backfill": Command(BackfillBadge, "badge:write", _backfill),
}
