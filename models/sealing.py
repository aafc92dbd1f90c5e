"""Secrets that we must be able to read again come in; sealed text goes out, worthless without the server's key."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from models.errors import Misconfigured

_ring: MultiFernet | None = None


def use(keys: tuple[str, ...]) -> None:
    """Takes the server's Fernet keys: the first seals, all of them open (so that keys can be rotated)."""
    global _ring
    try:
        _ring = MultiFernet([Fernet(key) for key in keys]) if keys else None
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


def _the_ring() -> MultiFernet:
    if _ring is None:
        raise Misconfigured("CODEBADGE_SECRET_KEY is not set; `codebadge up` makes one.")
    return _ring
