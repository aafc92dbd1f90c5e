"""`flag:decide`, `person:block`: an admin has looked at what seemed to be farming, or at somebody."""

from models import blocks, consequences, flags
from models.commands.acting import Act, Command, Done
from models.flags import Verdict
from models.rules.texts import Flag, Id, Why, text
from models.rules.work import Value


class DecideFlag(Value):
    """All is well (`cleared`), or not (`confirmed`); neither does anything to anybody by itself."""

    flag: Id
    state: Verdict
    note: Why = ""


class BlockPerson(Value):
    """What somebody does from now on counts for nothing, or counts again. `why`: at least 3 characters."""

    person: Id
    blocked: Flag
    why: text(3, 500)  # type: ignore[valid-type]


def _decide(act: Act, wanted: DecideFlag) -> Done:
    flag, before = flags.decide(act.organization.id, wanted.flag, wanted.state, wanted.note, act.by.name, act.now)
    act.audit("flag:decide", f"flag:{flag.id}", {"state": before}, {"state": flag.state})
    [card] = flags.cards([flag])
    return Done({"flag": card.model_dump(mode="json")})


def _block(act: Act, wanted: BlockPerson) -> Done:
    work = blocks.hold_work(act.organization.id, wanted.person, act.now)
    if blocks.set_blocked(act.organization, act.caller, wanted.person, wanted.blocked, act.now):
        consequences.of_entries(act.organization, blocks.count_anew(act.organization, work, act.now), act.now)
        before, after = {"blocked": not wanted.blocked}, {"blocked": wanted.blocked}
        act.audit("person:block", f"person:{wanted.person}", before, after, wanted.why)
    return Done({"person": wanted.person, "blocked": wanted.blocked})


COMMANDS: dict[str, Command] = {
    "flag:decide": Command(DecideFlag, "flag:decide", _decide),
    "person:block": Command(BlockPerson, "person:write", _block),
}
