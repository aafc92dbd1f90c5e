"""Secrets that we must be able to read again come in; sealed text goes out, worthless without the server's key."""

import hmac
from base64 import urlsafe_b64decode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import Misconfigured

_ring: MultiFernet | None = None
_keys: tuple[str, ...] = ()


def use(keys: tuple[str, ...]) -> None:
    """Takes the server's Fernet keys: the first seals, all of them open (so that keys can be rotated)."""
    global _ring, _keys
    try:
        _ring, _keys = (MultiFernet([Fernet(key) for key in keys]) if keys else None), keys
    except ValueError:
        raise Misconfigured("CODEBADGE_SECRET_KEY must hold Fernet keys (32 bytes in URL-safe base64).") from None


def new_key() -> str:
    """A fresh key for CODEBADGE_SECRET_KEY."""
    return Fernet.generate_key().decode()


def seal(secret: str) -> str:
    """The sealed form of a secret."""
    return _the_ring().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again. Raises Misconfigured when it was sealed with a key that is no longer known."""
    try:
        return _the_ring().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Misconfigured("A stored secret was sealed with a key that CODEBADGE_SECRET_KEY does not hold.") from None


def derived(purpose: str) -> tuple[bytes, ...]:
    """Keys of 32 bytes for that purpose alone, one of each server key: the first signs, all verify."""
    _the_ring()
    return tuple(_derive(key, purpose) for key in _keys)


def mark(purpose: str, text: str) -> str:
    """The HMAC of a text, in hex, that only this server can make."""
    return _mark(derived(purpose)[0], text)


def marks(purpose: str, text: str) -> list[str]:
    """The text's marks by each of the server's keys, the newest first: to look up what an older key marked."""
    return [_mark(key, text) for key in derived(purpose)]


def is_mark(purpose: str, text: str, shown: str) -> bool:
    """Whether `shown` is the text's mark by any of the server's keys; takes as long for every wrong one."""
    seen = shown.encode("utf-8", "replace")
    fits = [hmac.compare_digest(one.encode(), seen) for one in marks(purpose, text)]
    return any(fits)


def _mark(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "replace"), "sha256").hexdigest()


@lru_cache(maxsize=64)
def _derive(key: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"codebadge {purpose}".encode()).derive(urlsafe_b64decode(key))


def _the_ring() -> MultiFernet:
    if _ring is None:
        raise Misconfigured("CODEBADGE_SECRET_KEY is not set; `codebadge up` makes one.")
    return _ring
