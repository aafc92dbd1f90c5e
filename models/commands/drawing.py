"""`design:step`, `design:comment`, `design:resolve`: what whoever may do on a design that is drawn together.

These need `self` here, and the right to this one design (models/studio_access.py).
"""

from typing import Annotated

from pydantic import StringConstraints

from models import design_comments, design_reading, design_steps, studio_access
from models.commands.acting import Act, Command, Done
from models.commands.designs import bell, locked
from models.designs import Design
from models.rules.art.drawing import LayerId
from models.rules.art.steps import Changes
from models.rules.texts import Flag, Id, text
from models.rules.work import Value

Client = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9-]{1,40}$")]


class TakeStep(Value):
    """What somebody changed at once. `client`: the open studio that sends it."""

    design: Id
    client: Client
    changes: Changes


class CommentDesign(Value):
    """A remark about a design, or about a layer of it."""

    design: Id
    text: text(1, 2_000)  # type: ignore[valid-type]
    layer: LayerId | None = None


class ResolveComment(Value):
    """It is settled, or open again."""

    design: Id
    comment: Id
    resolved: Flag


def _step(act: Act, wanted: TakeStep) -> Done:
    studio_access.must(act.caller, wanted.design, "edit")
    changes = design_steps.cleaned(wanted.changes)
    design = locked(act, wanted.design)
    step = design_steps.take(design, wanted.client, changes, act.by, act.now)
    # Who drew what is in the steps themselves; the trail says who was there, and not every line that they drew.
    if design_steps.is_first_of_hour(step):
        act.audit("design:step", f"design:{design.id}", after={"seq": step.seq})
    return Done({"seq": step.seq}, ring_studio=(bell(design, step.seq),))


def _comment(act: Act, wanted: CommentDesign) -> Done:
    studio_access.must(act.caller, wanted.design, "comment")
    design = locked(act, wanted.design)
    comment = design_comments.create(design, wanted.layer, wanted.text, act.by, act.now)
    return _commented(act, "design:comment", design, comment)


def _resolve(act: Act, wanted: ResolveComment) -> Done:
    studio_access.must(act.caller, wanted.design, "comment")
    design = locked(act, wanted.design)
    comment = design_comments.resolve(design, wanted.comment, wanted.resolved, act.now)
    return _commented(act, "design:resolve", design, comment)


def _commented(act: Act, action: str, design: Design, comment: design_comments.DesignComment) -> Done:
    act.audit(action, f"design:{design.id}", after={"comment": comment.id, "open": comment.resolved_at is None})
    [card] = design_reading.comments(act.organization.id, [comment])
    return Done({"comment": card.model_dump(mode="json")}, ring_studio=(bell(design),))


COMMANDS = {
    "design:step": Command(TakeStep, "self", _step),
    "design:comment": Command(CommentDesign, "self", _comment),
    "design:resolve": Command(ResolveComment, "self", _resolve),
}
