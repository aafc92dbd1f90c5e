"""A tariff that was decided for the past comes in as a job; step by step all work is counted anew by it, quietly.

Reversing entries and new ones, as for any change of work; a digest tells of them.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from models import consequences, jobs, ledger, outbox, workitems
from models.db import rows
from models.jobs import Job
from models.ledger import Anew, Settled
from models.rules.messages import Digest
from models.rules.work import Work
from models.tariffs import EVER, TariffVersion

KIND = "tariff.apply"
CHUNK = 200
"""Work items that one step counts anew."""


def ask_for(version: TariffVersion, by: str, by_person: int | None, now: datetime) -> Job:
    """The job that counts all work anew that this version is for. The caller rings for it."""
    return jobs.ask_for(version.organization, KIND, {"version": version.id}, by, by_person, now)


def step(job: Job, now: datetime) -> None:
    """The next work items: locked, settled and all that follows. `place`: the last one, and who is not told of yet."""
    version = TariffVersion.get_by_id(job.arguments["version"])
    after, waiting, moved = job.place or (0, [], 0)
    ids = workitems.following(job.organization_id, after, CHUNK, version.project_id)
    settled = _settle(version, ids, job, now)
    consequences.of_entries(version.organization, settled, now, quiet=True)
    waiting, moved = sorted({*waiting, *settled.people}), moved + len(settled.people)
    ended = len(ids) < CHUNK
    if ended or len(waiting) > outbox.DIGESTED:
        waiting = _tell(version, waiting, now)
    place = [max(ids, default=after), waiting, moved]
    jobs.stepped(job, job.done + len(ids), job.total or _total(version), place, now)
    if ended:
        jobs.finish(job, "done", now, {"items": job.done, "changes": moved})


def _settle(version: TariffVersion, ids: list[int], job: Job, now: datetime) -> Settled:
    """Work from before the version is left alone."""
    able = [item for item in workitems.hold(ids) if _is_after(version, item.folded().work)]
    anew = Anew(version.id, f"all is counted anew by version {version.version} of the tariff", job)
    return ledger.settle_all(version.organization_id, able, None, now, anew=anew) if able else Settled()


def _is_after(version: TariffVersion, work: Work) -> bool:
    from_at: datetime = version.from_
    return max(work.began_at, work.ended_at or work.began_at) >= from_at


def _tell(version: TariffVersion, waiting: list[int], now: datetime) -> list[int]:
    """One digest; who is left for the next one."""
    told = waiting[: outbox.DIGESTED]
    if told:
        whose = f"of {version.project.name} " if version.project else ""
        since = "everything" if version.from_ == EVER else f"all work since {_day(version)}"
        words = f"The tariff {whose}has changed, and counts for {since}: {version.why or 'decided by an admin'}"
        body = Digest(what="tariff", words=words, people=len(told))
        outbox.tell_digest(version.organization_id, body, told, now)
    return waiting[len(told) :]


def _day(version: TariffVersion) -> str:
    day = version.from_.astimezone(ZoneInfo(version.organization.time_zone))
    return f"{day.day} {day:%B %Y}"


_TOTAL = """
SELECT count(*) FROM work_item w JOIN project p ON p.id = w.project_id
WHERE p.organization_id = %s AND (%s::bigint IS NULL OR p.id = %s)
"""


def _total(version: TariffVersion) -> int:
    [(total,)] = rows(_TOTAL, version.organization_id, version.project_id, version.project_id)
    return int(total)
