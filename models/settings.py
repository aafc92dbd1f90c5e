"""The environment comes in; one frozen `Settings` goes out. The only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from models.errors import Misconfigured


@dataclass(frozen=True)
class Settings:
    """How this process finds its engines, its address and its secrets.

    `secret_keys` are Fernet keys, the first encrypts, all decrypt. `organization` is the slug that `/` shows, None:
    the first one created. `trusted_proxies` may set X-Forwarded-For, -Host and -Proto; everybody else's are ignored.
    """

    database_url: str | None
    redis_url: str | None
    secret_keys: tuple[str, ...]
    host: str
    port: int
    public_url: str
    data: Path
    organization: str | None
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    pool_size: int


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


def _url(env: Mapping[str, str], name: str, default: str) -> str:
    text = env.get(name) or default
    try:
        usable = urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).netloc)
    except ValueError:
        usable = False
    if not usable:
        raise Misconfigured(f"{name} must be an http or https address, not “{text}”.")
    return text.rstrip("/")


def _networks(env: Mapping[str, str], name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in env.get(name, "").split(",") if part.strip())
    except ValueError as wrong:
        raise Misconfigured(f"{name} must list addresses or networks, separated by commas: {wrong}.") from None
