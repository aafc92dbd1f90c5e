"""`template:create`, `template:change`, `template:delete`: drawings of one's own from which badges are made."""

from typing import Any

from models import ahead, designs, templates
from models.commands.acting import Act, Command, Done
from models.errors import NothingToChange
from models.rules.texts import Flag, Id, Why, text
from models.rules.work import Value
from models.templates import Licence, Ref, Template

TemplateName = text(1, 100)


class CreateTemplate(Value):
    """What a design is now, for others to start from; a public one is for every organisation here, under a licence."""

    design: Id
    name: TemplateName  # type: ignore[valid-type]
    public: Flag = False
    licence: Licence | None = None


class ChangeTemplate(Value):
    """What is given is changed, the rest stays."""

    ref: Ref
    name: TemplateName = ""  # type: ignore[valid-type]
    public: Flag = False
    licence: Licence | None = None


class DeleteTemplate(Value):
    """Nobody makes anything of it any more; what was made of it stays."""

    ref: Ref
    why: Why = ""


def _create(act: Act, wanted: CreateTemplate) -> Done:
    design = designs.find(act.organization.id, wanted.design)
    drawing, _ = designs.drawn(ahead.steady(("design", design.id), design))
    made = templates.create(act.organization, wanted.name, drawing, wanted.public, wanted.licence, act.by.name, act.now)
    act.audit("template:create", f"template:{made.id}", after=_told(made))
    return _done(act, made)


def _change(act: Act, wanted: ChangeTemplate) -> Done:
    template = templates.own(act.organization, wanted.ref)
    changes = {name: getattr(wanted, name) for name in wanted.model_fields_set - {"ref"}}
    if not changes:
        raise NothingToChange("No fields provided to update")
    before = _told(template)
    templates.change(template, changes, act.now)
    act.audit("template:change", f"template:{template.id}", before, _told(template))
    return _done(act, template)


def _delete(act: Act, wanted: DeleteTemplate) -> Done:
    template = templates.own(act.organization, wanted.ref)
    templates.delete(template, act.now)
    act.audit("template:delete", f"template:{template.id}", before=_told(template), why=wanted.why)
    return Done({"template": wanted.ref})


def _told(template: Template) -> dict[str, Any]:
    return {"name": template.name, "public": template.is_public, "licence": template.licence}


def _done(act: Act, template: Template) -> Done:
    found = templates.find(act.organization.id, str(template.id))
    return Done({"template": templates.whole(found, act.organization).model_dump(mode="json")})


COMMANDS = {
    "template:create": Command(CreateTemplate, "design:write", _create),
    "template:change": Command(ChangeTemplate, "design:write", _change),
    "template:delete": Command(DeleteTemplate, "design:write", _delete),
}
