"""`pattern:explain`, `pattern:preview`, `badge:backfill`: what a pattern says, would do, and gives for what was."""

from typing import Any

from models import backfill, badges, jobs, naming, pattern_checking, pattern_preview
from models.badges import Badge
from models.commands.acting import Act, Command, Done
from models.commands.badges import Document
from models.pattern_preview import Asked
from models.rules.patterns import language, verdicts, wording
from models.rules.patterns.language import Pattern
from models.rules.patterns.verdicts import Circumstances
from models.rules.texts import Id, Slug, Why
from models.rules.work import Value


class ExplainPattern(Value):
    """A pattern, to be read back in words. Nothing is changed."""

    pattern: Document


class PreviewPattern(ExplainPattern):
    """Who would get and lose the badge by this pattern. `badge`: the one whose pattern it would be."""

    badge: Id | Slug | None = None


class BackfillBadge(Value):
    """The badge for everybody who earned it before it was made, dated when they did."""

    badge: Id | Slug
    why: Why = ""


def _explain(act: Act, wanted: ExplainPattern) -> Done:
    pattern = _checked(act, wanted.pattern, None)
    names = naming.of_patterns(act.organization.id, [pattern])
    nobody = [0] * len(language.leaves(pattern))
    tree = verdicts.tree(pattern, nobody, Circumstances(now=act.now), names=names)
    words = wording.words(pattern, names)
    return Done({"words": words, "tree": tree.model_dump(mode="json"), "pattern": pattern.model_dump(mode="json")})


def _preview(act: Act, wanted: PreviewPattern) -> Done:
    badge = None if wanted.badge is None else badges.find(act.organization, wanted.badge)
    pattern = _checked(act, wanted.pattern, badge)
    asked = Asked(pattern=pattern.model_dump(mode="json"), badge=badge.id if badge else None)
    job = pattern_preview.ask_for(act.organization, asked, act.by.name, act.caller.person, act.now)
    return _job(job)


def _backfill(act: Act, wanted: BackfillBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge)
    job = backfill.ask_for(badge, act.by.name, act.caller.person, act.now)
    after = {"job": job.id, "pattern_version": badge.pattern_version}
    act.audit("badge:backfill", f"badge:{badge.id}", after=after, why=wanted.why)
    return _job(job)


def _checked(act: Act, given: dict[str, Any], badge: Badge | None) -> Pattern:
    pattern = language.read(given)
    pattern_checking.check(act.organization, pattern, badge)
    return pattern


def _job(job: jobs.Job) -> Done:
    return Done({"job": jobs.card(job).model_dump(mode="json")}, ring_job=job.id)


COMMANDS = {
    "pattern:explain": Command(ExplainPattern, "badge:write", _explain),
    "pattern:preview": Command(PreviewPattern, "badge:write", _preview),
    "badge:backfill": Command(BackfillBadge, "badge:write", _backfill),
}
