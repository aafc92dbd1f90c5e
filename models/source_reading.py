"""An organisation comes in; its sources go out as admins see them: each hook with its project, access and long work."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from models import connections, github_apps, hook_reading, jobs
from models.connections import Connection, ConnectionCard
from models.db import rows
from models.hook_reading import HookCard
from models.hooks import Hook
from models.jobs import Job, JobCard
from models.rules.board_rules import BoardRule
from models.rules.histories import History
from models.rules.work import Value
from models.tenants import Organization, Project

KINDS = ("history", "repair", "hook.connect", "board.refold")
"""Long work that is done for one source."""
MOST = 1_000
"""Projects of an app that are shown."""


class SourceProject(Value):
    """The repository or board; `remote` is its id at the provider, once that is known."""

    id: int
    name: str
    url: str | None
    remote: str | None


class SourceCard(Value):
    """Where work comes in. `board`: what its lists and fields mean; `history`: how its past counts; `job`: what is
    done for it now, or was last; `items`: how many pieces of work are known."""

    hook: HookCard
    project: SourceProject | None
    connection: ConnectionCard | None
    board: BoardRule | None
    history: History | None
    job: JobCard | None
    items: int


Pair = tuple[Hook, Project | None]


def every(organization: Organization, public_url: str, now: datetime) -> list[SourceCard]:
    """All that is connected, oldest first; an app's hook once for each of its projects."""
    mine = (Hook.organization == organization) & Hook.disconnected_at.is_null()
    hooks = list(Hook.select().where(mine).order_by(Hook.id))
    return _cards([pair for hook in hooks for pair in _pairs(hook)], public_url, now)


def card(hook: Hook, project: Project | None, public_url: str, now: datetime) -> SourceCard:
    """One of them."""
    return _cards([(hook, project)], public_url, now)[0]


def _pairs(hook: Hook) -> list[Pair]:
    if github_apps.is_apps(hook):
        return [(hook, project) for project in _of_app(hook)]
    return [(hook, Project.get_or_none(Project.id == hook.project_id))]


def _of_app(hook: Hook) -> Iterable[Project]:
    installed = Connection.select(Connection.id).where(
        Connection.organization == hook.organization_id, Connection.installation.is_null(False)
    )
    mine = (Project.organization == hook.organization_id) & Project.connection_id.in_(installed)
    return list(Project.select().where(mine).order_by(Project.id).limit(MOST))


def _cards(pairs: Sequence[Pair], public_url: str, now: datetime) -> list[SourceCard]:
    several = {hook.id: hook for hook, _ in pairs}.values()
    shown = {one.id: one for one in hook_reading.cards(several, public_url, now)}
    projects = [project.id for _, project in pairs if project is not None]
    items, newest = _items(projects), _newest(pairs)
    access = _access(pairs)
    return [
        SourceCard(
            hook=shown[hook.id],
            project=_project(project),
            connection=access.get(_by(hook, project) or 0),
            board=BoardRule.model_validate(project.board) if project and project.board else None,
            history=History.model_validate(project.history) if project and project.history else None,
            job=_last(hook, project, newest),
            items=items.get(project.id, 0) if project else 0,
        )
        for hook, project in pairs
    ]


def _project(project: Project | None) -> SourceProject | None:
    if project is None:
        return None
    return SourceProject(id=project.id, name=project.name, url=project.url, remote=project.external_id)


def _by(hook: Hook, project: Project | None) -> int | None:
    """By which access the provider is asked."""
    found: int | None = hook.connection_id or (project.connection_id if project else None)
    return found


def _access(pairs: Sequence[Pair]) -> dict[int, ConnectionCard]:
    wanted = {id_ for pair in pairs if (id_ := _by(*pair)) is not None}
    found = Connection.select().where(Connection.id.in_(wanted)) if wanted else []
    return {one.id: connections.card(one) for one in found}


def _items(projects: Sequence[int]) -> dict[int, int]:
    counted = "SELECT project_id, count(*) FROM work_item WHERE project_id = ANY(%s) GROUP BY project_id"
    return dict(rows(counted, list(projects))) if projects else {}


_NEWEST = """
(SELECT DISTINCT ON (arguments->>'project') id FROM job
WHERE organization_id = %s AND kind = ANY(%s) AND (arguments->>'project')::bigint = ANY(%s)
ORDER BY arguments->>'project', {first}, id DESC)
UNION ALL
(SELECT DISTINCT ON (arguments->>'hook') id FROM job
WHERE organization_id = %s AND kind = ANY(%s) AND arguments->>'project' IS NULL
AND (arguments->>'hook')::bigint = ANY(%s)
ORDER BY arguments->>'hook', {first}, id DESC)
""".format(
    first="""state NOT IN ('waiting', 'running', 'paused'),
state IN ('waiting', 'running', 'paused') AND kind <> 'history',
kind = 'repair' AND arguments->>'why' <> 'asked' AND state = 'done'"""
)
Of = tuple[str, int]


def _newest(pairs: Sequence[Pair]) -> dict[Of, JobCard]:
    """Of each project, and of each hook as a whole (an app's), what is not done yet, a history first; else the last
    job, but none that went well without having been asked for: it would hide what failed before it."""
    if not pairs:
        return {}
    mine = pairs[0][0].organization_id, list(KINDS)
    projects = [project.id for _, project in pairs if project is not None]
    found = rows(_NEWEST, *mine, projects, *mine, [hook.id for hook, _ in pairs])
    newest = Job.select().where(Job.id.in_([id_ for (id_,) in found])) if found else []
    return {_of(job): jobs.card(job) for job in newest}


def _of(job: Job) -> Of:
    what = "project" if job.arguments.get("project") else "hook"
    return what, int(job.arguments[what])


def _last(hook: Hook, project: Project | None, newest: Mapping[Of, JobCard]) -> JobCard | None:
    known = [newest.get(("hook", hook.id)), newest.get(("project", project.id)) if project else None]
    shown = (one for one in known if one is not None)
    return max(shown, key=lambda one: (one.finished_at is None, one.id), default=None)
