"""A folded work item and a tariff come in; what each account did in it, and what that is worth, goes out as Dues.

Pure: the same work and tariff give the same dues, whatever came before (law 4). models/deeds.py keeps each as a deed.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.rules.accounts import Account, in_order
from models.rules.card_work import ARCHIVED
from models.rules.deed_words import amount, deed
from models.rules.deeds import DeedKind
from models.rules.disciplines import discipline
from models.rules.due import Due, mark
from models.rules.farming import Refused, refusal
from models.rules.joining import NEW
from models.rules.penalties import penalties
from models.rules.recipients import Whose, recipients, shares
from models.rules.sizing import size
from models.rules.tariff import Tariff
from models.rules.valuing import UNKNOWN, Valuation
from models.rules.weighing import COMPLETED, Trace, Weight, weigh
from models.rules.work import Folded, Work

_GIVEN: dict[str, DeedKind] = {
    "review": "review.given",
    "star": "star.given",
    "push": "push.made",
    "check_item": "check_item.completed",
    "contribution": "contribution.made",
}


def dues(item: Folded, tariff: Tariff, whose: Whose | None = None, valuation: Valuation = UNKNOWN) -> tuple[Due, ...]:
    """Every deed in the work item, and what is taken for it as a penalty: one Due per account and kind.

    `whose`: the person of each known account; co-authors are among the recipients only when they are in it, because
    anybody may name anybody in a commit.
    """
    if item.gone or item.overheard:
        return ()
    done = tuple(_done(item.work))
    found = [due for kind, at in done for due in _parts(kind, at, item.work, tariff, whose, valuation)]
    return (*found, *penalties(done, item.work, tariff))


def _done(work: Work) -> Iterator[tuple[DeedKind, datetime]]:
    """(what, when) of everything that was done in it."""
    ended_at = work.ended_at or work.began_at
    if work.kind == "issue":
        yield "issue.opened", work.began_at
        if work.state == "closed":
            yield "issue.closed", ended_at
    if work.kind == "pull_request":
        yield "pull_request.opened", work.began_at
        if work.state in ("merged", "closed"):
            yield "pull_request.merged" if work.state == "merged" else "pull_request.rejected", ended_at
    if work.kind == "card" and work.state == "closed" and work.reason != ARCHIVED:
        yield "card.completed", ended_at
    if work.state == "given" and work.kind in _GIVEN:
        yield _GIVEN[work.kind], ended_at


def _parts(
    kind: DeedKind, at: datetime, work: Work, tariff: Tariff, whose: Whose | None, valuation: Valuation
) -> Iterator[Due]:
    about = discipline(kind, work, tariff)
    weight = weigh(kind, work, at, about, tariff, valuation)
    who = _who(kind, work, tariff, whose)
    each = _each(weight, len(who), tariff)
    settles_at = _settles_at(kind, at, work, tariff)
    for account, worth in zip(who, each, strict=True):
        refused = refusal(kind, work, account, tariff, settles_at)
        what = deed(kind, work) + _aside(weight, len(who), tariff)
        yield Due(
            kind=kind,
            account=account,
            happened_at=at,
            labels=tuple(sorted({label.lower() for label in work.labels})),
            paths=work.paths,
            size=size(work, tariff),
            lines=work.lines,
            reason=_reason(kind, work),
            newcomer=work.association in NEW,
            co_authored=any(one.key != account.key for one in work.co_authors),
            answered=_answered(kind, at, work),
            discipline=about,
            others=_others(work, account),
            settles_at=settles_at,
            refused=refused,
            worth=worth,
            trace=_trace(weight, worth, len(who), tariff, refused),
            what=what,
            reason_words=f"{_amount(weight, worth, len(who), tariff)} for {what}",
            mark=mark(work),
            review=weight.worth.review if weight and weight.worth and refused is None else None,
        )


def _who(kind: DeedKind, work: Work, tariff: Tariff, whose: Whose | None) -> list[Account]:
    if kind in (*COMPLETED, "push.made"):
        return recipients(work, tariff, whose)
    return [work.author] if work.author is not None and not work.author.bot else []


def _each(weight: Weight | None, people: int, tariff: Tariff) -> list[int] | list[None]:
    if weight is None:
        return [None] * people
    return [weight.points] * people if tariff.split == "full" else shares(weight.points, people)


def _settles_at(kind: DeedKind, at: datetime, work: Work, tariff: Tariff) -> datetime | None:
    """The clock starts again when labels change; when work is reopened, it is no deed until it ends anew."""
    if not tariff.settling_days:
        return None
    relabeled_at = work.relabeled_at if kind in COMPLETED else None
    return max(at, relabeled_at or at) + timedelta(days=tariff.settling_days)


def _reason(kind: DeedKind, work: Work) -> str | None:
    """An issue closed without a reason counts as completed."""
    if kind == "issue.closed":
        return work.reason or "completed"
    return work.reason if kind == "review.given" else None


def _answered(kind: DeedKind, at: datetime, work: Work) -> int | None:
    """Seconds since somebody asked for it."""
    if kind in (*COMPLETED, "pull_request.rejected"):
        asked_at: datetime | None = work.began_at
    else:
        asked_at = work.subject.began_at if work.subject else None
    return None if asked_at is None else max(0, int((at - asked_at).total_seconds()))


def _others(work: Work, account: Account) -> tuple[Account, ...]:
    subject = work.subject.author if work.subject else None
    found = (work.author, *work.assignees, *work.reviewers, *work.co_authors, work.ended_by, work.merged_by, subject)
    return in_order(one for one in found if one is not None and not one.bot and one.key != account.key)


def _trace(
    weight: Weight | None, worth: int | None, people: int, tariff: Tariff, refused: Refused | None
) -> tuple[Trace, ...]:
    steps = list(weight.trace) if weight else []
    if weight and people > 1 and tariff.split == "split":
        words = f"Shared by {people}: {worth} of {amount(weight.points)}."
        steps.append(Trace(rule="share", words=words, points=worth))
    elif weight and people > 1:
        steps.append(Trace(rule="full", words=f"Each of {people} gets all of it.", points=worth))
    if refused is not None:
        steps.append(Trace(rule=refused.code, words=refused.words, points=0))
    return tuple(steps)


def _amount(weight: Weight | None, worth: int | None, people: int, tariff: Tariff) -> str:
    if weight is None or worth is None:
        return amount(0)
    return f"{worth} of {amount(weight.points)}" if people > 1 and tariff.split == "split" else amount(worth)


_SOURCES: dict[str, str] = {
    "label": "label “{}”",
    "field": "said to be worth {}",
    "ruling": "decided by a moderator",
    "model": "estimated by the model",
    "median": "estimated by the median",
    "waiting": "waiting for a moderator",
}


def _aside(weight: Weight | None, people: int, tariff: Tariff) -> str:
    valued = weight.worth if weight else None
    aside = [f"shared by {people}" if tariff.split == "split" else f"for each of {people}"] if people > 1 else []
    aside += [_SOURCES[source].format(valued.label)] if valued and (source := valued.source) in _SOURCES else []
    return f" ({', '.join(aside)})" if aside else ""
