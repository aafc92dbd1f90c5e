"""`/v1`: an e-mail's code comes in; a browser's session goes out, and ends. server/oauth.py is the way by GitHub."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from models import founding, sessions, sign_in_codes, signed_in, signing_in
from models.errors import NotAllowed, NotSignedIn, Unavailable, Unproven
from models.people import Person
from models.rules import names
from models.rules.letters import Letter
from models.rules.work import Value
from models.sessions import SessionCard
from models.signed_in import Myself, Place
from server import auth, cookies
from server.api.asking import Ask
from server.api.routes import Route

WAIT = 30
"""Seconds after which a page offers to send another code."""
SUBJECT = "Your code for Codebadge"
TEXT = """Hello,

your code to sign in to Codebadge is

    {code}

It works once, within ten minutes, where you asked for it. Nobody will ever ask you for it.

If you did not want to sign in, you need not do anything.
"""
WRONG = "This code is wrong or no longer valid. Try again, or ask for a new one."

Email = Annotated[
    str,
    StringConstraints(strict=True, max_length=320),
    AfterValidator(lambda text: names.as_value(names.email, text)),
]
Code = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, pattern=r"^[0-9]{6}$")]


class Ways(Value):
    """How one can sign in here."""

    github: bool
    email: bool


class Session(Value):
    """Who is signed in, and what they need for more. `set_up`: there is no organisation here yet."""

    person: Myself | None
    organizations: tuple[Place, ...]
    csrf: str
    sign_in: Ways
    set_up: bool


class EmailBody(Value):
    """Where to send a code."""

    email: Email


class CodeBody(EmailBody):
    """The code that came there."""

    code: Code


def _session(ask: Ask) -> Session:
    if ask.who.secret and ask.visitor is None:
        ask.cookies.append(cookies.session(None))
    person = person_id(ask)
    return _told(ask, None if person is None else Person.get_by_id(person), ask.who.secret if ask.visitor else None)


def _told(ask: Ask, person: Person | None, secret: str | None) -> Session:
    return Session(
        person=signed_in.myself(person) if person else None,
        organizations=tuple(signed_in.places(person)) if person else (),
        csrf=auth.proof(secret),
        sign_in=Ways(github=ask.means.settings.github, email=True),
        set_up=founding.is_open(),
    )


def _send_code(ask: Ask) -> dict[str, object]:
    code = sign_in_codes.make(ask.body.email, ask.now)
    ask.letters.append(Letter(to=ask.body.email, subject=SUBJECT, text=TEXT.format(code=code)))
    return {"sent_to": ask.body.email, "wait": WAIT}


def _enter_code(ask: Ask) -> Session | None:
    person = by_code(ask, ask.body.email, ask.body.code)
    return None if person is None else begin(ask, person)


def by_code(ask: Ask, email: str, code: str) -> Person | None:
    """None for a wrong code, which is refused once it is counted."""
    if not sign_in_codes.accept(email, code, ask.now):
        ask.refusal = NotSignedIn(WRONG)
        return None
    return signing_in.sign_in(signing_in.by_email(email), ask.now)


def begin(ask: Ask, person: Person) -> Session:
    """A new session, never the one that the browser showed; that one ends."""
    if ask.who.secret:
        sessions.end(ask.who.secret, ask.now)
    secret = sessions.start(person, ask.who.agent, ask.now)
    ask.cookies.append(cookies.session(secret))
    return _told(ask, Person.get_by_id(person.id), secret)


def _end(ask: Ask) -> Session:
    if ask.who.secret:
        sessions.end(ask.who.secret, ask.now)
    ask.cookies.append(cookies.session(None))
    return _told(ask, None, None)


def _sessions(ask: Ask) -> dict[str, object]:
    current = ask.visitor.session if ask.visitor else None
    return {"sessions": sessions.of(myself(ask), current, ask.now)}


def _end_everywhere(ask: Ask) -> dict[str, object]:
    ended = sessions.end_everywhere(myself(ask), ask.now)
    ask.cookies.append(cookies.session(None))
    return {"ended": ended}


def person_id(ask: Ask) -> int | None:
    if ask.visitor is not None:
        return ask.visitor.person
    return ask.caller.person if ask.caller else None


def myself(ask: Ask) -> int:
    """Whoever is signed in. Raises NotSignedIn, NotAllowed."""
    person = person_id(ask)
    if person is None and ask.caller is not None:
        raise NotAllowed("An API token is nobody's; sign in.")
    if person is None:
        raise NotSignedIn("Sign in first.")
    return person


ROUTES = (
    Route(
        "GET",
        "/v1/session",
        "Who is signed in with this browser, where they belong, and the proof that unsafe methods need.",
        _session,
        gives=Session,
        needs=None,
    ),
    Route(
        "DELETE",
        "/v1/session",
        "Signs this browser out.",
        _end,
        gives=Session,
        needs=None,
    ),
    Route(
        "POST",
        "/v1/session/email",
        "Sends a six-digit code to an e-mail address, whether or not anybody here has it.",
        _send_code,
        gives={"sent_to": str, "wait": int},
        takes=EmailBody,
        needs=None,
        status=202,
        refuses=(Unavailable,),
        spends=("code-address", "code-email"),
    ),
    Route(
        "POST",
        "/v1/session/email/code",
        "Signs in with the code that came, and sets the session's cookie.",
        _enter_code,
        gives=Session,
        takes=CodeBody,
        needs=None,
        refuses=(NotSignedIn, Unproven),
        spends=("try-address",),
    ),
    Route(
        "GET",
        "/v1/sessions",
        "The browsers where one is signed in.",
        _sessions,
        gives={"sessions": list[SessionCard]},
        needs=None,
        refuses=(NotSignedIn, NotAllowed),
    ),
    Route(
        "DELETE",
        "/v1/sessions",
        "Signs out everywhere: ends every browser's session and every token that was made by signing in.",
        _end_everywhere,
        gives={"ended": int},
        needs=None,
        refuses=(NotSignedIn, NotAllowed),
    ),
)
