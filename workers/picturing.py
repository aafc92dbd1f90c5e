"""A bell comes in; pictures that badges show from elsewhere are fetched once, cleaned, and kept as copies of ours.

Nothing private is ever asked: each address, and each that it leads on to, is checked where the connection is made.
"""

import logging
import ssl
import time
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpcore

from models import outside_pictures, queues, settings
from models.art import cleaned
from models.db import unit
from models.errors import BadPicture, Invalid, Unavailable
from models.outside_pictures import OutsidePicture
from models.rules import addresses
from models.settings import Settings
from workers.outgoing import authorities
from workers.resolving import Checked, Deadline, Private, Unanswered, Unknown

AT_ONCE = 50
TURN = 20.0
"""Seconds after which whatever else waits for this worker comes first, and the rest of the pictures after it."""
PATIENCE = 15.0
"""Seconds for one picture, however often it leads on."""
MOST_BYTES = 2_000_000
SIDE = 1024
"""Pixels of the longer side of a raster image's copy."""
LEADS_ON = 3
SVG, PNG = "image/svg+xml", "image/png"
ACCEPT = "image/svg+xml,image/png,image/webp,image/jpeg,image/gif"
log = logging.getLogger("codebadge.picturing")


class _Refused(Exception):
    """Why there is no copy, in words for an admin."""


def fetch(_picture_id: int, configured: Settings | None = None, trusted: ssl.SSLContext | None = None) -> int:
    """The job: what waits, for its turn; how many were tried. `trusted`: whose certificates count."""
    here = configured or settings.load()
    with unit():
        waiting = outside_pictures.waiting(AT_ONCE)
    ends = time.monotonic() + TURN
    for tried, picture_id in enumerate(waiting):
        if tried and time.monotonic() >= ends:
            queues.ring(queues.PICTURES, picture_id)
            return tried
        _fetch_one(picture_id, here, trusted or authorities())
    return len(waiting)


def _fetch_one(picture_id: int, here: Settings, context: ssl.SSLContext) -> None:
    with unit():
        found = OutsidePicture.get_or_none(OutsidePicture.id == picture_id)
    if found is None:
        # No badge names it any more.
        return
    url = found.url
    # No transaction is open while others think.
    try:
        media, body = _cleaned(_got(url, here, context))
    except Unavailable:
        raise
    except (_Refused, BadPicture) as why:
        log.info("outside picture %s: %s", picture_id, why)
        _refuse(picture_id, str(why))
        return
    except Exception:
        # It would be tried first each time, and none after it ever.
        log.exception("outside picture %s", picture_id)
        _refuse(picture_id, "This picture cannot be read.")
        return
    with unit():
        outside_pictures.keep(picture_id, media, body, datetime.now(UTC))


def _refuse(picture_id: int, why: str) -> None:
    with unit():
        outside_pictures.refuse(picture_id, why, datetime.now(UTC))


def _cleaned(body: bytes) -> tuple[str, bytes]:
    """What the bytes are is seen from them; nobody's word is taken for it."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return SVG, cleaned.cleaned(body).svg.encode()
    return PNG, cleaned.photo(body, SIDE)


def _got(url: str, here: Settings, context: ssl.SSLContext) -> bytes:
    backend = Checked(here.outgoing_networks, Deadline(PATIENCE))
    try:
        with closing(httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1)) as pool:
            for _ in range(1 + LEADS_ON):
                body, leads_to = _asked(pool, url, here)
                if leads_to is None:
                    return body
                url = _joined(url, leads_to)
    except Invalid as wrong:
        raise _Refused(str(wrong)) from None
    except (Private, Unknown):
        raise _Refused("The address leads nowhere that is open to us.") from None
    except (Unanswered, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError):
        raise _Refused("There was no whole answer in time.") from None
    raise _Refused("The address leads on and on.")


def _joined(url: str, leads_to: str) -> str:
    try:
        return urljoin(url, leads_to)
    except ValueError:
        raise _Refused("The address leads to what is no address.") from None


def _asked(pool: httpcore.ConnectionPool, url: str, here: Settings) -> tuple[bytes, str | None]:
    """(the picture, None), or (nothing, where the answer leads on to)."""
    target = addresses.target(url, here.outgoing_insecure, here.outgoing_networks)
    asked = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    headers = [("Host", target.named), ("User-Agent", "Codebadge"), ("Accept", ACCEPT), ("Accept-Encoding", "identity")]
    with pool.stream("GET", asked, headers=headers) as answer:
        said = {name.lower(): value for name, value in answer.headers}
        if answer.status in (301, 302, 303, 307, 308) and b"location" in said:
            return b"", said[b"location"].decode("latin-1")
        if answer.status != 200:
            raise _Refused(f"The answer was {answer.status}.")
        body = b""
        for piece in answer.iter_stream():
            body += piece
            if len(body) > MOST_BYTES:
                raise _Refused(f"The picture has more than {MOST_BYTES:,} bytes.")
    return body, None
