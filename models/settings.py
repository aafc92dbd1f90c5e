"""The environment comes in; one frozen `Settings` goes out. The only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from models.errors import Misconfigured

GITHUB_AUTHORIZE = "https://github.com/login/oauth/authorize"
GITHUB_TOKEN = "https://github.com/login/oauth/access_token"  # noqa: S105 - an address
GITHUB_API = "https://api.github.com"
TRELLO_API = "https://api.trello.com"
MAIL_FROM = "codebadge@localhost"


@dataclass(frozen=True)
class Settings:
    """How this process finds its engines, its address and its secrets.

    `secret_keys` are Fernet keys, the first encrypts, all decrypt. `organization` is the slug that `/` shows, None:
    the first one created. `trusted_proxies` may set X-Forwarded-For, -Host and -Proto; everybody else's are ignored.
    Without `smtp_url`, mails are written under `data`. Webhooks of ours go to public addresses by https alone, but for
    `outgoing_networks` and, if `outgoing_insecure`, http. Drawn pictures are kept on `disk`, or in `redis` for all
    servers together.
    """

    database_url: str | None = field(repr=False)
    redis_url: str | None = field(repr=False)
    secret_keys: tuple[str, ...] = field(repr=False)
    host: str
    port: int
    public_url: str
    data: Path
    organization: str | None
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    pool_size: int
    github_client_id: str | None = None
    github_client_secret: str | None = field(default=None, repr=False)
    github_authorize_url: str = GITHUB_AUTHORIZE
    github_token_url: str = GITHUB_TOKEN
    github_api_url: str = GITHUB_API
    trello_api_url: str = TRELLO_API
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str = MAIL_FROM
    outgoing_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    outgoing_insecure: bool = False
    pictures: str = "disk"

    @property
    def github(self) -> bool:
        """Whether people can sign in with GitHub."""
        return bool(self.github_client_id and self.github_client_secret)

    @property
    def github_url(self) -> str:
        """GitHub's pages, where apps are made."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.github_authorize_url))


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises Misconfigured with the name of the setting that is wrong."""
    env = os.environ if environ is None else environ
    host = env.get("CODEBADGE_HOST", "127.0.0.1")
    port = _whole(env, "CODEBADGE_PORT", 8080, 0, 65_535)
    return Settings(
        database_url=env.get("CODEBADGE_DATABASE_URL") or None,
        redis_url=env.get("CODEBADGE_REDIS_URL") or None,
        secret_keys=tuple(key.strip() for key in env.get("CODEBADGE_SECRET_KEY", "").split(",") if key.strip()),
        host=host,
        port=port,
        public_url=_url(env, "CODEBADGE_PUBLIC_URL", f"http://localhost:{port}"),
        data=Path(env.get("CODEBADGE_DATA") or _xdg(env)),
        organization=env.get("CODEBADGE_ORG") or None,
        trusted_proxies=_networks(env, "CODEBADGE_TRUSTED_PROXIES"),
        pool_size=_whole(env, "CODEBADGE_POOL_SIZE", 8, 1, 200),
        github_client_id=env.get("CODEBADGE_GITHUB_CLIENT_ID") or None,
        github_client_secret=env.get("CODEBADGE_GITHUB_CLIENT_SECRET") or None,
        github_authorize_url=_url(env, "CODEBADGE_GITHUB_AUTHORIZE_URL", GITHUB_AUTHORIZE),
        github_token_url=_url(env, "CODEBADGE_GITHUB_TOKEN_URL", GITHUB_TOKEN),
        github_api_url=_url(env, "CODEBADGE_GITHUB_API_URL", GITHUB_API),
        trello_api_url=_url(env, "CODEBADGE_TRELLO_API_URL", TRELLO_API),
        smtp_url=_smtp(env, "CODEBADGE_SMTP_URL"),
        mail_from=_sender(env, "CODEBADGE_MAIL_FROM"),
        outgoing_networks=_networks(env, "CODEBADGE_OUTGOING_ALLOW"),
        outgoing_insecure=bool(_whole(env, "CODEBADGE_OUTGOING_INSECURE", 0, 0, 1)),
        pictures=_one_of(env, "CODEBADGE_PICTURES", ("disk", "redis")),
    )


def inherited() -> dict[str, str]:
    """A copy of the environment, for child processes."""
    return dict(os.environ)


def _xdg(env: Mapping[str, str]) -> str:
    home = env.get("XDG_DATA_HOME") or str(Path(env.get("HOME") or "~").expanduser() / ".local" / "share")
    return str(Path(home) / "codebadge")


def _whole(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = env.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise Misconfigured(f"{name} must be a whole number from {least} to {most}, not “{text[:60]}”.")
    return int(text)


def _one_of(env: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    text = env.get(name) or choices[0]
    if text not in choices:
        raise Misconfigured(f"{name} must be {' or '.join(choices)}, not “{text[:60]}”.")
    return text


def _url(env: Mapping[str, str], name: str, default: str) -> str:
    text = env.get(name) or default
    try:
        usable = urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).netloc)
    except ValueError:
        usable = False
    if not usable:
        raise Misconfigured(f"{name} must be an http or https address, not “{text}”.")
    return text.rstrip("/")


def _smtp(env: Mapping[str, str], name: str) -> str | None:
    text = env.get(name)
    if not text:
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        # The address holds a password, so it is not repeated.
        raise Misconfigured(f"{name} must be like smtp://name:password@mail.example.org:587.")
    return text


def _sender(env: Mapping[str, str], name: str) -> str:
    text = env.get(name) or MAIL_FROM
    if "@" not in parseaddr(text)[1] or not text.isprintable():
        raise Misconfigured(f"{name} must be like Codebadge <badges@example.org>, not “{text[:60]}”.")
    return text


def _networks(env: Mapping[str, str], name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in env.get(name, "").split(",") if part.strip())
    except ValueError as wrong:
        raise Misconfigured(f"{name} must list addresses or networks, separated by commas: {wrong}.") from None
