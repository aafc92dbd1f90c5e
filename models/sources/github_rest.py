"""What is to be asked of GitHub comes in; requests of its REST go out, and what its answers mean, in words of ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from gidgethub import sansio

from models.errors import Invalid
from models.sources import picking
from models.sources.picking import Fields, identifier, text
from models.sources.rest import LONGEST as LONGEST
from models.sources.rest import MAX_PAGE, thing, things, wait, whole
from models.sources.rest import Answer as Answer
from models.sources.rest import Meaning as Meaning
from models.sources.rest import Request as Request
from models.sources.rest import Verdict as Verdict
from models.sources.rest import is_token as is_token

VERSION = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
SHORTEST = timedelta(minutes=1)
"""How long we wait at least: as GitHub wants it of whoever gets no better advice."""
MAX_LINK = 4_000
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}", re.A)
_ID = re.compile(r"[1-9][0-9]{0,18}", re.A)


def is_repository(name: str) -> bool:
    """Whether a project's name is owner/repository, so that it can stand in a path."""
    return _REPOSITORY.fullmatch(name) is not None and not {".", ".."} & set(name.split("/"))


def headers(token: str) -> dict[str, str]:
    """What goes along with every request. `token`: a person's, an installation's, or an app's own; "" for none."""
    return VERSION | ({"Authorization": f"Bearer {token}"} if token else {})


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, and whether the token may make webhooks there."""

    id: str
    full_name: str
    url: str | None
    private: bool
    archived: bool
    may_hook: bool


def me() -> Request:
    """Whose token it is. An installation has nobody, and gets 403."""
    return Request("GET", "/user")


def account_name(answer: Answer) -> str:
    """The login. Raises Invalid."""
    name = text(thing(answer), "login", 100)
    if not name:
        raise Invalid("GitHub's answer is no account.")
    return name


def repositories() -> Request:
    """What the token sees, last pushed to first; a page."""
    return Request("GET", "/user/repos?sort=pushed&per_page=100", at_most=MAX_PAGE)


def repositories_of(answer: Answer) -> list[Repository]:
    """The same as values; what cannot be read is left out. Raises Invalid."""
    return readable(things(answer))


def readable(found: list[Fields]) -> list[Repository]:
    """The repositories among these."""
    return [one for one in map(_some_repository, found) if one is not None]


def repository(name: str) -> Request:
    """By owner/name, also by a former one. Raises Invalid."""
    return Request("GET", f"/repos/{named(name)}")


def repository_by_id(repository: str) -> Request:
    return Request("GET", home(repository))


def repository_of(answer: Answer) -> Repository:
    """Raises Invalid."""
    return _repository(thing(answer))


def _some_repository(found: Fields) -> Repository | None:
    try:
        return _repository(found)
    except Invalid:
        return None


def _repository(found: Fields) -> Repository:
    name = text(found, "full_name", 201)
    if not is_repository(name):
        raise Invalid("GitHub's answer is no repository.")
    return Repository(
        id=identifier(found),
        full_name=name,
        url=picking.url(found, "html_url"),
        private=found.get("private") is True,
        archived=found.get("archived") is True,
        may_hook=picking.some_part(found, "permissions").get("admin") is True,
    )


def home(repository: str) -> str:
    """The path of a repository by its id, which outlives its names. Raises Invalid."""
    if _ID.fullmatch(repository) is None:
        raise Invalid("A repository's id is a number.")
    return f"/repositories/{repository}"


def next_link(answer: Answer, api: str) -> str | None:
    """The path of the next page, as GitHub gives it: page numbers of our own fail in large repositories. None: this was
    the last one. Raises Invalid for an address elsewhere, which never gets the token: it is not the end of the list.
    `api`: GitHub's address.
    """
    link = answer.headers.get("link", "")[:MAX_LINK]
    _, _, found = sansio.decipher_response(200, {"link": link}, b"")
    return None if found is None else below(found, api)


def below(url: str, api: str) -> str:
    """What is behind GitHub's address. Raises Invalid when it is not there."""
    wanted, ours = _origin(url), _origin(api)
    if wanted is None or wanted != ours or not url.isprintable() or " " in url:
        raise Invalid("GitHub leads to another address, where the token must not go.")
    rest = url.split("://", 1)[1].partition("/")[2]
    base = urlsplit(api).path.strip("/")
    if base and not rest.startswith(f"{base}/"):
        raise Invalid("GitHub leads to another address, where the token must not go.")
    return "/" + rest.removeprefix(f"{base}/" if base else "").partition("#")[0]


def _origin(url: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port; None for what is no address, or has a name in it."""
    try:
        parts = urlsplit(url)
        usual = {"http": 80, "https": 443}.get(parts.scheme)
        plain = usual and parts.hostname and "@" not in parts.netloc and "\\" not in url
        return (parts.scheme, str(parts.hostname), parts.port or usual) if plain else None
    except ValueError:
        return None


def named(repository: str) -> str:
    if not is_repository(repository):
        raise Invalid("A repository is named as owner/name.")
    return repository


# What answers mean.


def judged(answer: Answer, now: datetime) -> Verdict:
    """What the answer's status and headers mean."""
    status = answer.status
    if 200 <= status < 300 or status == 304:
        return Verdict("done")
    said = answer.body[:2_000]
    if status in (403, 429) and (until := _until(answer.headers, said, now)) is not None:
        return Verdict("later", "GitHub asks us to wait.", until)
    if status == 403 and b"locked" in said:
        return Verdict("gone", "The conversation is locked.")
    if status == 422 and b"already exists" in said:
        return Verdict("there", "GitHub has this already.")
    if status >= 500 or status in (408, 429):
        return Verdict("again", f"GitHub could not answer ({status}).")
    return _OTHERWISE.get(status, Verdict("wrong", f"GitHub does not take it ({status})."))


_GONE = Verdict("gone", "GitHub knows nothing there, or the token may not see it.")
_MOVED = Verdict("wrong", "The repository has moved; its next delivery tells where.")
_OTHERWISE: Mapping[int, Verdict] = {
    301: _MOVED,
    302: _MOVED,
    307: _MOVED,
    308: _MOVED,
    401: Verdict("refused", "GitHub refuses the token (401). Give it a new one."),
    403: Verdict("denied", "The token may not do this (403); it lacks a permission."),
    404: _GONE,
    410: _GONE,
}


def _until(headers: Mapping[str, str], said: bytes, now: datetime) -> datetime | None:
    """When GitHub wants to be asked again, if it says so; bounded."""
    after, reset = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
    if (seconds := whole(after)) is not None:
        wanted = now + timedelta(seconds=seconds)
    elif headers.get("x-ratelimit-remaining") == "0" and (moment := whole(reset)) is not None:
        wanted = datetime.fromtimestamp(moment, UTC)
    elif after or b"secondary rate limit" in said or b"abuse detection" in said:
        wanted = now
    else:
        return None
    return wait(wanted, now, SHORTEST)
