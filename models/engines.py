"""Settings come in; the connection pool, the bells and the seal stand ready. Every process begins here."""

from models import db, queues, sealing
from models.errors import Misconfigured
from models.settings import Settings


def connect(settings: Settings) -> None:
    """Opens nothing yet. Raises Misconfigured when an address or the key is missing or wrong."""
    if not settings.database_url or not settings.redis_url:
        raise Misconfigured(
            "Set CODEBADGE_DATABASE_URL and CODEBADGE_REDIS_URL, or start everything with `codebadge up`."
        )
    db.connect(settings.database_url, settings.pool_size)
    queues.connect(settings.redis_url)
    sealing.use(settings.secret_keys)
