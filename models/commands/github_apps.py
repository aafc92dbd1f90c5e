"""`app:begin` and `app:forget`: the organisation's own GitHub App. GitHub makes it, server/github_app.py hears."""

from models import github_apps
from models.commands.acting import Act, Command, Done
from models.rules.texts import text
from models.rules.work import Value


class BeginApp(Value):
    """The answer is what a browser posts to GitHub, as a form with the field `manifest`, to have the app made there:
    for that organisation at GitHub, or for one's own account."""

    github_organization: text(1, 39) | None = None  # type: ignore[valid-type]


class ForgetApp(Value):
    """The app is known no more, and nothing comes in by it. At GitHub it has to be deleted by hand."""


def _begin(act: Act, wanted: BeginApp) -> Done:
    begun = github_apps.begin(
        act.organization,
        act.by.person,
        wanted.github_organization,
        act.settings.public_url,
        act.settings.github_url,
        act.now,
    )
    act.audit("app:begin", f"hook:{begun.hook.id}")
    return Done({"url": begun.url, "manifest": begun.manifest, "state": begun.state})


def _forget(act: Act, wanted: ForgetApp) -> Done:
    app = github_apps.forget(act.organization, act.now)
    act.audit("app:forget", f"hook:{app.hook_id}", before={"app": app.number})
    return Done({"url": app.url})


COMMANDS = {
    "app:begin": Command(BeginApp, "hook:write", _begin),
    "app:forget": Command(ForgetApp, "hook:write", _forget),
}
