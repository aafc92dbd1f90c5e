"""`dispute:open`, `dispute:withdraw`, `dispute:answer`: somebody objects, and somebody else answers."""

from models import disputes
from models.commands.acting import Act, Command, Done
from models.disputes import Answer, Dispute
from models.errors import NotAllowed
from models.rules.texts import Id, text
from models.rules.work import Value
from models.subjects import About


class OpenDispute(Value):
    """An objection to a line of one's ledger, an award, a refusal (by the id of the deed), or for a badge that one has
    not got."""

    about: About
    id: Id
    text: text(3, 1_000)  # type: ignore[valid-type]


class WithdrawDispute(Value):
    """One's own dispute is over."""

    dispute: Id


class AnswerDispute(Value):
    """An answer, which the person reads. What is to be changed is changed by its own command."""

    dispute: Id
    state: Answer
    answer: text(3, 1_000)  # type: ignore[valid-type]


def _open(act: Act, wanted: OpenDispute) -> Done:
    dispute = disputes.begin(act.organization, _oneself(act), wanted.about, wanted.id, wanted.text, act.now)
    return _done(act, "dispute:open", dispute, {"about": wanted.about, "id": wanted.id})


def _withdraw(act: Act, wanted: WithdrawDispute) -> Done:
    dispute = disputes.withdraw(act.organization, _oneself(act), wanted.dispute, act.now)
    return _done(act, "dispute:withdraw", dispute, {"state": dispute.state})


def _answer(act: Act, wanted: AnswerDispute) -> Done:
    # A program acts as nobody, but somebody made it.
    who = act.caller.person or act.caller.maker
    dispute = disputes.answer(act.organization, who, wanted.dispute, wanted.state, wanted.answer, act.by.name, act.now)
    return _done(act, "dispute:answer", dispute, {"state": dispute.state})


def _oneself(act: Act) -> int:
    if act.caller.person is None:
        raise NotAllowed("Only somebody who is signed in has something to object to; a token stands for nobody.")
    return act.caller.person


def _done(act: Act, action: str, dispute: Dispute, after: dict[str, object]) -> Done:
    act.audit(action, f"dispute:{dispute.id}", after=after)
    [card] = disputes.cards([dispute])
    return Done({"dispute": card.model_dump(mode="json")})


COMMANDS: dict[str, Command] = {
    "dispute:open": Command(OpenDispute, "self", _open),
    "dispute:withdraw": Command(WithdrawDispute, "self", _withdraw),
    "dispute:answer": Command(AnswerDispute, "dispute:answer", _answer),
}
