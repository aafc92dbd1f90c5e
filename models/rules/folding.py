"""A source's words come in as `Change`s; a `Folded` work item goes out, the same for every order; points.py is next.

Sources deliver late, twice and in any order, and GitHub's clock has a resolution of one second. So folding is a
join: per field group the greatest stamp wins, and a stamp ends with the content itself. Taking the maximum is
commutative, associative and idempotent, hence any permutation and repetition of the same changes ends equal. What no
later word takes back (who was seen taking part, when it began) is joined fact by fact: see joining.py. Of cards Trello
tells bit by bit: those facts are joined, and the Work is made of them (card_facts.py, card_work.py).
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta

from models.rules import card_facts, card_work
from models.rules.accounts import in_utc
from models.rules.board_rules import BoardRule
from models.rules.card_facts import CardFacts
from models.rules.joining import JOINS
from models.rules.work import GROUPS, SOMETIMES, Change, Folded, Group, Stamp, Work

_EPOCH = datetime.fromtimestamp(0, UTC)


def about_card(external_id: str, facts: CardFacts, overheard: bool = False) -> Change:
    """A Change of what is said of a card."""
    work, stamp = derived(external_id, facts, None), facts.heard_at or _EPOCH
    return Change(work=work, seen_at=stamp, overheard=overheard, card=facts)


def derived(external_id: str, facts: CardFacts, rule: BoardRule | None) -> Work:
    """The card as its board's rule sees it."""
    return Work(kind="card", external_id=external_id, **card_work.fields(external_id, facts, rule))


def refold(known: Folded, rule: BoardRule | None, beside: CardFacts | None = None) -> Folded:
    """A card by another rule, or with what another board of the organisation heard of it; other work as it is."""
    if known.card is None:
        return known
    facts = known.card if beside is None else card_facts.join(known.card, card_facts.elsewhere(beside))
    return _card(known.work.external_id, facts, known.overheard, rule)


def fold(known: Folded | None, change: Change, rule: BoardRule | None = None) -> Folded:
    """The work item after hearing `change`; the same for every order and number of hearings. `rule`: of the board that
    a card lies on."""
    if change.card is not None:
        facts = card_facts.join(known.card if known and known.card else CardFacts(), change.card)
        overheard = change.overheard and (known is None or known.overheard)
        return _card(change.work.external_id, facts, overheard, rule)
    change = _only(change)
    stamps = {group: _stamp(change, group) for group in GROUPS if _tells(change.work, group)}
    if known is None:
        return Folded(work=change.work, stamps=stamps, gone=change.gone, overheard=change.overheard)
    news = [group for group in stamps if group not in known.stamps or stamps[group] > tuple(known.stamps[group])]
    fields = {name: getattr(change.work, name) for group in news for name in GROUPS[group]}
    fields |= {name: join(getattr(known.work, name), getattr(change.work, name)) for name, join in JOINS.items()}
    return Folded(
        work=known.work.model_copy(update=fields),
        stamps=known.stamps | {group: stamps[group] for group in news},
        gone=known.gone or change.gone,
        overheard=known.overheard and change.overheard,
    )


def revert(known: Folded, at: datetime, number: int) -> Folded:
    """The merged pull request after hearing that another one, `number`, merged `at`, undid it. A join, too."""
    reverted = JOINS["reverted"](known.work.reverted, (in_utc(at), number))
    return known.model_copy(update={"work": known.work.model_copy(update={"reverted": reverted})})


def _card(external_id: str, facts: CardFacts, overheard: bool, rule: BoardRule | None) -> Folded:
    return Folded(
        work=derived(external_id, facts, rule),
        stamps={"state": (_microseconds(facts.heard_at or _EPOCH), 0, 0, "")},
        gone=facts.gone or card_work.is_away(facts),
        overheard=overheard,
        card=facts,
    )


def _only(change: Change) -> Change:
    """Without what it does not know though it holds it: who closed it, for example."""
    if change.tells is None:
        return change
    untold = [name for group in SOMETIMES if group not in change.tells for name in GROUPS[group]]
    return change.model_copy(update={"work": change.work.model_copy(update=dict.fromkeys(untold))})


def _tells(work: Work, group: Group) -> bool:
    return group not in SOMETIMES or any(getattr(work, name) is not None for name in GROUPS[group])


def _stamp(change: Change, group: Group) -> Stamp:
    """(microseconds, authority, size, digest): the later wins, else who knows best, the fuller, any fixed order. What
    a change does not know is older than all that anybody knows."""
    content = change.work.model_dump(mode="json", include=set(GROUPS[group]))
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
    size = len(change.work.labels) if group == "labels" else len(change.work.assignees) if group == "people" else 0
    authority = 0 if change.settles != group else 2 if change.removing else 1
    if change.tells is not None and group not in change.tells:
        return 0, 0, 0, digest
    return _microseconds(change.seen_at), authority, -size if authority == 2 else size, digest


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
