"""`person:follow`, `person:unfollow`: whom somebody wants to see on the board of their friends."""

from models import following
from models.commands.acting import Act, Command, Done
from models.errors import Missing
from models.rules.texts import Id
from models.rules.work import Value


class Follow(Value):
    """Whom oneself follows, or no longer."""

    person: Id


def _follow(act: Act, wanted: Follow) -> Done:
    card = following.follow(act.organization, _me(act), wanted.person, act.now)
    # That somebody follows, not whom: only they know.
    act.audit("person:follow", "following")
    return Done({"person": card.model_dump(mode="json")})


def _unfollow(act: Act, wanted: Follow) -> Done:
    following.unfollow(act.organization, _me(act), wanted.person)
    act.audit("person:unfollow", "following")
    return Done({"person": wanted.person})


def _me(act: Act) -> int:
    if act.caller.person is None:
        raise Missing("Whoever follows is a person; this token is a program's.")
    return act.caller.person


COMMANDS = {
    "person:follow": Command(Follow, "self", _follow),
    "person:unfollow": Command(Follow, "self", _unfollow),
}
