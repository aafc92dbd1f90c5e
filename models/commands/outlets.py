"""`outlet:…`: webhooks of ours, which tell others what happens here. A secret is in an answer, and nowhere else."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from models import dispatches, outlet_reading, outlets
from models.commands.acting import Act, Command, Done
from models.dispatches import Dispatch
from models.errors import NothingToChange
from models.outlets import Outlet
from models.rules import addresses
from models.rules.outgoing import EVENTS, Event
from models.rules.texts import Flag, Id, showable
from models.rules.work import Value


def in_order(given: tuple[Event, ...]) -> tuple[Event, ...]:
    """Each once."""
    return tuple(one for one in EVENTS if one in given)


Events = Annotated[tuple[Event, ...], Field(min_length=1, max_length=len(EVENTS)), AfterValidator(in_order)]
Url = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=addresses.LONGEST)]
Called = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(showable),
]


class CreateOutlet(Value):
    """A webhook of ours. The answer shows, this once, the secret by which the other side knows us."""

    name: Called
    url: Url
    events: Events


class ChangeOutlet(Value):
    """What is left out stays. Nothing is sent while it is paused; `paused: false` also lets one go on that was switched
    off."""

    outlet: Id
    name: Called | None = None
    url: Url | None = None
    events: Events | None = None
    paused: Flag | None = None


class OneOutlet(Value):
    """An outgoing webhook."""

    outlet: Id


class OneDispatch(Value):
    """One event of an outgoing webhook."""

    outlet: Id
    dispatch: Id


def _create(act: Act, wanted: CreateOutlet) -> Done:
    host = _host(act, wanted.url)
    outlet, secret = outlets.create(act.organization, wanted.name, wanted.url, wanted.events, act.now)
    act.audit("outlet:create", f"outlet:{outlet.id}", after={"host": host, "events": outlet.events})
    return Done({"outlet": _card(outlet), "secret": secret})


def _change(act: Act, wanted: ChangeOutlet) -> Done:
    outlet = outlets.find(act.organization, wanted.outlet)
    if wanted.model_fields_set == {"outlet"}:
        raise NothingToChange("Nothing to change was given.")
    if wanted.url is not None:
        _host(act, wanted.url)
    before = _settings(outlet)
    outlets.change(outlet, wanted.name, wanted.url, wanted.events)
    if wanted.paused is not None:
        outlets.pause(outlet, wanted.paused)
    act.audit("outlet:change", f"outlet:{outlet.id}", before=before, after=_settings(outlet))
    return Done({"outlet": _card(outlet)})


def _delete(act: Act, wanted: OneOutlet) -> Done:
    outlet = outlets.find(act.organization, wanted.outlet)
    before = _settings(outlet)
    dispatches.delete(outlet)
    act.audit("outlet:delete", f"outlet:{wanted.outlet}", before=before)
    return Done({"deleted": wanted.outlet})


def _rotate(act: Act, wanted: OneOutlet) -> Done:
    outlet = outlets.find(act.organization, wanted.outlet)
    secret = outlets.rotate(outlet, act.now)
    act.audit("outlet:rotate", f"outlet:{outlet.id}")
    return Done({"outlet": _card(outlet), "secret": secret})


def _test(act: Act, wanted: OneOutlet) -> Done:
    outlet = outlets.find(act.organization, wanted.outlet)
    made = dispatches.try_out(outlet, act.now)
    act.audit("outlet:test", f"outlet:{outlet.id}")
    return Done({"dispatch": _line(made)})


def _replay(act: Act, wanted: OneDispatch) -> Done:
    outlet = outlets.find(act.organization, wanted.outlet)
    row = dispatches.replay(outlet, wanted.dispatch, act.now)
    act.audit("outlet:replay", f"outlet:{outlet.id}", after={"dispatch": row.id})
    return Done({"dispatch": _line(row)})


def _host(act: Act, url: str) -> str:
    """What the audit trail knows of an address: its path may be a secret. Raises Invalid for one that is not asked."""
    return addresses.target(url, act.settings.outgoing_insecure, act.settings.outgoing_networks).host


def _settings(outlet: Outlet) -> dict[str, object]:
    # With everything allowed: it was, when it was written down.
    host = addresses.target(outlet.url, True, addresses.ANY).host
    return {"host": host, "events": outlet.events, "state": outlet.state}


def _card(outlet: Outlet) -> dict[str, object]:
    return outlet_reading.cards([outlet])[0].model_dump(mode="json")


def _line(dispatch: Dispatch) -> dict[str, object]:
    return outlet_reading.line(dispatch).model_dump(mode="json")


COMMANDS = {
    "outlet:create": Command(CreateOutlet, "hook:write", _create),
    "outlet:change": Command(ChangeOutlet, "hook:write", _change),
    "outlet:delete": Command(OneOutlet, "hook:write", _delete),
    "outlet:rotate": Command(OneOutlet, "hook:write", _rotate),
    "outlet:test": Command(OneOutlet, "hook:write", _test),
    "outlet:replay": Command(OneDispatch, "hook:write", _replay),
}
