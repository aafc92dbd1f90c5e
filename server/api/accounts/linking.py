"""`/v1`: one more way to sign in, for whoever is signed in. By GitHub it is server/oauth.py that asks."""

from models import linking, sign_in_codes, signed_in, signing_in
from models.audit import Actor
from models.errors import NotAllowed, NotSignedIn, Taken
from models.people import Person
from models.signed_in import Myself
from server.api.accounts.sessions import WRONG, CodeBody
from server.api.asking import DOOR, Ask
from server.api.routes import Route


def _link(ask: Ask) -> dict[str, object] | None:
    if ask.visitor is None:
        raise NotSignedIn("Sign in with a browser first.")
    if not sign_in_codes.accept(ask.body.email, ask.body.code, ask.now):
        ask.refusal = NotSignedIn(WRONG)
        return None
    by = Actor(name=ask.visitor.name, door=DOOR, person=ask.visitor.person)
    linking.link(signing_in.by_email(ask.body.email), by, ask.now)
    return {"person": signed_in.myself(Person.get_by_id(ask.visitor.person))}


ROUTES = (
    Route(
        "POST",
        "/v1/session/identities",
        "One more e-mail address to sign in by; the code that came there proves it.",
        _link,
        gives={"person": Myself},
        takes=CodeBody,
        needs=None,
        refuses=(NotSignedIn, NotAllowed, Taken),
        spends=("try-address",),
    ),
)
