"""`section:complete` and `section:uncomplete`: how somebody comes through a league, and gets its badge in the end."""

from typing import Any

from models import award_cards, completions, league_awards, leagues, people, progress, sections
from models.commands.acting import Act, Command, Done
from models.errors import Missing, NotAllowed
from models.leagues import Completion, Section
from models.people import Person
from models.rules import leagues as rules
from models.rules.leagues import Who
from models.rules.texts import Id, Why
from models.rules.work import Value


class CompleteSection(Value):
    """A section completed by oneself, or for a `person`. Completing it again changes nothing."""

    section: Id
    person: Id | None = None
    note: Why = ""


class UncompleteSection(Value):
    """A section no longer completed. What work completed falls with the work alone."""

    section: Id
    person: Id | None = None
    why: Why = ""


def _complete(act: Act, wanted: CompleteSection) -> Done:
    section = sections.find(act.organization.id, wanted.section)
    person = _person(act, section, wanted.person, section.league.who)
    completion, fresh = completions.complete(act.organization, section.id, person, act.by.name, wanted.note, act.now)
    outcome = league_awards.check(section.league, [person.id], act.now)
    league_awards.tell(act.organization, outcome, act.now)
    if fresh:
        act.audit("section:complete", f"person:{person.id}", after=_ids(completion))
    league_awards.note(act.organization, outcome, act.by, act.now)
    given = [award for award, _ in outcome.given]
    return _told(section, person, completion, {"award": _first(award_cards.of(given))})


def _uncomplete(act: Act, wanted: UncompleteSection) -> Done:
    section = sections.find(act.organization.id, wanted.section)
    # Whoever may not complete it any more may still set right what was completed by hand.
    who: Who = "moderator" if section.league.who == "work" else section.league.who
    person = _person(act, section, wanted.person, who)
    completion = completions.uncomplete(act.organization, section.id, person, act.now)
    outcome = league_awards.check(section.league, [person.id], act.now)
    league_awards.tell(act.organization, outcome, act.now)
    act.audit("section:uncomplete", f"person:{person.id}", before=_ids(completion), why=wanted.why)
    league_awards.note(act.organization, outcome, act.by, act.now)
    return _told(section, person, completion, {"revoked": _first(award_cards.of(outcome.taken))})


def _person(act: Act, section: Section, named: int | None, who: Who) -> Person:
    """Whose section it is, if the caller may. Raises NotAllowed, Missing when it must be said who, NotFound."""
    takes = rules.takes(who, own=named in (None, act.caller.person))
    if takes is None:
        raise NotAllowed("The sections of this league are completed by work alone.")
    act.caller.must(takes, act.ladder)
    if named is None and (who == "moderator" or act.caller.person is None):
        raise Missing("Say which person has completed it.")
    person = named or act.caller.person
    assert person is not None
    now_is = people.current([person])[person]
    hidden = now_is == act.caller.person or act.caller.may("person:read")
    return people.member(act.organization.id, now_is, hidden=hidden)


def _told(section: Section, person: Person, completion: Completion, more: dict[str, Any]) -> Done:
    seen = progress.of(leagues.find(section.organization_id, section.league_id), person)
    told = progress.completion_card(completion).model_dump(mode="json")
    return Done({"completion": told, "progress": seen.model_dump(mode="json"), **more})


def _ids(completion: Completion) -> dict[str, Any]:
    return {"completion": completion.id, "section": completion.section_id, "league": completion.section.league_id}


def _first(cards: list[Any]) -> dict[str, Any] | None:
    return cards[0].model_dump(mode="json") if cards else None


COMMANDS = {
    "section:complete": Command(CompleteSection, "section:complete", _complete),
    "section:uncomplete": Command(UncompleteSection, "section:complete", _uncomplete),
}
