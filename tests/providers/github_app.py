"""GitHub Apps of the local GitHub: made from a manifest, installed, and proven by a signed token of their own."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.providers.github_world import WEB, stamp, user


@dataclass
class Installation:
    id: int
    account: str
    repositories: list[int]
    suspended: bool = False


@dataclass
class App:
    """`hook`: where its webhooks go, by `secret`."""

    id: int
    slug: str
    owner: str
    hook: str
    secret: str = field(default_factory=lambda: secrets.token_hex(20))
    installations: dict[int, Installation] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @property
    def pem(self) -> str:
        form = serialization.PrivateFormat.TraditionalOpenSSL
        return self.key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()

    def proves(self, token: str) -> bool:
        """Whether the token is signed by this app, for ten minutes at most."""
        try:
            said = jwt.decode(token, self.key.public_key(), ["RS256"], options={"require": ["iat", "exp"]}, leeway=60)
        except jwt.PyJWTError:
            return False
        return str(said.get("iss")) == str(self.id) and said["exp"] - said["iat"] <= 660

    def shown(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "slug": self.slug,
            "node_id": f"A_{self.id}",
            "client_id": f"Iv1.{self.id}",
            "owner": user(self.owner),
            "name": self.slug,
            "description": None,
            "external_url": "https://badges.test",
            "html_url": f"{WEB}/apps/{self.slug}",
            "created_at": "2026-01-01T00:00:00Z",
            "updated_at": "2026-01-01T00:00:00Z",
            "permissions": {"issues": "write", "metadata": "read", "pull_requests": "read"},
            "events": ["issues", "pull_request", "pull_request_review"],
        }

    def converted(self) -> dict[str, Any]:
        """What is shown once, for the manifest's code."""
        more = {"client_secret": secrets.token_hex(20), "webhook_secret": self.secret, "pem": self.pem}
        return self.shown() | more

    def shown_installation(self, one: Installation, api: str) -> dict[str, Any]:
        return {
            "id": one.id,
            "account": user(one.account),
            "app_id": self.id,
            "app_slug": self.slug,
            "target_id": user(one.account)["id"],  # type: ignore[index]
            "target_type": "Organization",
            "repository_selection": "selected",
            "access_tokens_url": f"{api}/app/installations/{one.id}/access_tokens",
            "repositories_url": f"{api}/installation/repositories",
            "html_url": f"{WEB}/organizations/{one.account}/settings/installations/{one.id}",
            "permissions": {"issues": "write", "metadata": "read", "pull_requests": "read"},
            "events": ["issues", "pull_request", "pull_request_review"],
            "created_at": "2026-01-01T00:00:00Z",
            "updated_at": "2026-01-01T00:00:00Z",
            "suspended_at": "2026-01-02T00:00:00Z" if one.suspended else None,
        }


def hour_from_now() -> str | None:
    return stamp(datetime.now(UTC) + timedelta(hours=1))
