"""An organisation comes in; its last awards and points, newest first, go out: the snapshot of the room `feed`."""

from models import award_cards, awards, ledger, outbox, people
from models.ledger import Entry
from models.rules.messages import FEED_LENGTH, FeedLine
from models.tenants import Organization


def lines(organization: Organization, limit: int = FEED_LENGTH) -> list[FeedLine]:
    """At most `limit` lines, newest first; reversed points and revoked awards stay, and say so."""
    given = awards.recent(organization.id, limit)
    # What a job wrote is told by its digest.
    shown = (Entry.organization == organization) & people.visible(organization.id, Entry.person) & Entry.job.is_null()
    entries = list(Entry.select().where(shown).order_by(Entry.id.desc()).limit(limit))
    told = outbox.digests(organization.id, limit)
    cards = people.cards({award.person_id for award in given} | {entry.person_id for entry in entries})
    found = [
        FeedLine(type="award", at=award.awarded_at, person=cards[award.person_id], award=card)
        for award, card in zip(given, award_cards.of(given), strict=True)
    ] + [
        FeedLine(type="points", at=entry.recorded_at, person=cards[entry.person_id], line=line)
        for entry, line in zip(entries, ledger.lines(entries), strict=True)
    ]
    found += [FeedLine(type="digest", at=at, digest=digest) for at, digest in told]
    return sorted(found, key=_newest_first, reverse=True)[:limit]


def _newest_first(line: FeedLine) -> tuple[object, ...]:
    one = line.award or line.line
    return line.at, line.type, one.id if one else 0
