"""What a generic source said of a piece of work comes in; a Change in our words goes out, to be folded."""

import hashlib
from datetime import datetime

from models.rules.work import Account, Change, ProjectSeen, State, Subject, Value, Work
from models.sources.generic_words import STATES, Home, Piece, Reviewed, Said, Somebody

PROVIDER = "generic"
MAX_KEY = 100
"""Characters of an id in our tables."""


class Source(Value):
    """Who says it: an organisation's hook, and what it calls itself there. Two hooks of one name are one source."""

    organization: int
    name: str


def change(said: Said, source: Source) -> Change:
    """The piece of work as it was then; what was deleted tells nothing but that."""
    if said.deleted:
        return Change(work=_work(said, source), seen_at=said.time, gone=True, tells=())
    return Change(work=_work(said, source), seen_at=said.time)


def project(home: Home, source: Source, at: datetime) -> ProjectSeen:
    """The project, whose id is the source's own: two sources may both have a project 1."""
    named = _fitting(f"{source.name}:", home.id)
    return ProjectSeen(provider=PROVIDER, external_id=named, name=home.name, url=home.url, at=at)


def account(found: Somebody | None, source: Source) -> Account | None:
    """The account. Its id is the organisation's own: what one organisation's source says finds nobody of another."""
    if found is None:
        return None
    return Account(
        provider=PROVIDER,
        external_id=_fitting(f"{source.organization}:{source.name}:", found.id),
        login=found.login or found.id,
        name=found.name,
        avatar=found.avatar,
        bot=found.bot,
    )


def _fitting(before: str, id: str) -> str:
    whole = before + id
    # A digest has 32 digits, and no id that fits begins with a tilde and is as long.
    return whole if len(whole) <= MAX_KEY else f"{before}~{hashlib.sha256(id.encode()).hexdigest()[:32]}"


def _work(said: Said, source: Source) -> Work:
    piece = said.work
    state: State = piece.state or STATES[piece.kind][0]
    ended = state in ("closed", "merged")
    author, closer = account(piece.author, source), account(piece.closed_by, source)
    about = piece.of or Reviewed(id=piece.id, number=1)
    review = piece.kind == "review"
    return Work(
        kind=piece.kind,
        external_id=f"{about.id}:{author.external_id}" if review and author else piece.id,
        number=about.number if review else piece.number,
        title=about.title if review else piece.title,
        text=piece.text if piece.kind in ("issue", "card") else "",
        url=piece.url,
        state=state,
        reason=piece.reason.lower() if piece.reason else None,
        began_at=piece.opened_at or said.time,
        ended_at=(piece.closed_at or said.time) if ended else None,
        author=author,
        assignees=_people(piece, source),
        labels=tuple(sorted(set(piece.labels))),
        subject=_subject(about, source) if review else None,
        ended_by=closer if ended else None,
        merged_by=closer if state == "merged" else None,
        points=piece.points,
    )


def _people(piece: Piece, source: Source) -> tuple[Account, ...]:
    """In the order of their ids, so that two messages with the same people are equal."""
    found = {one.external_id: one for one in (account(person, source) for person in piece.assignees) if one}
    return tuple(found[key] for key in sorted(found))


def _subject(about: Reviewed, source: Source) -> Subject:
    return Subject(
        external_id=about.id,
        number=about.number,
        title=about.title,
        author=account(about.author, source),
        began_at=about.opened_at,
    )
