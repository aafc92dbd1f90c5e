"""A bell comes in; webhooks of ours go out to whoever asked for them, side by side, each outlet's in their order."""

import logging
import random
import ssl
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from functools import cache

import httpcore
import httpx

from models import outlet_notices, parcels, queues, sealing, settings, telling
from models.db import unit
from models.errors import Invalid, Misconfigured
from models.outlet_notices import Notice
from models.parcels import Parcel
from models.rules import addresses, outgoing
from models.rules.addresses import Target
from models.rules.outgoing import Verdict
from models.settings import Settings
from models.sources import standard_webhooks
from workers import mailing
from workers.resolving import Checked, Deadline, Private, Unanswered, Unknown

ROUND = 5.0
"""Seconds after which one bell ends; then it rings again, so that other jobs get their turn."""
PATIENCE = 15.0
"""Seconds for one request, from looking the name up to the end of the answer."""
TURN = 5.0
"""Seconds after which an outlet's turn ends, although there is more for it."""
NOTICES = 3
"""Outlets of which admins are told in one round."""
MAILING = 15.0
"""Seconds after which no further admin of an outlet is mailed."""
MOST_ANSWER = 64 * 1024
"""Bytes of an answer that are read, and forgotten, so that the connection serves again."""
log = logging.getLogger("codebadge.outgoing")


def tell(_dispatch_id: int, configured: Settings | None = None, trusted: ssl.SSLContext | None = None) -> int:
    """The job: what was told since, and what is due, of whatever outlet; how many requests. `trusted`: whose
    certificates count."""
    queues.heard_outgoing()
    here = configured or settings.load()
    with unit():
        telling.gather_all(here.public_url, _now())
    context, done, ends = trusted or authorities(), 0, time.monotonic() + ROUND
    while tried := _round(here, context):
        done += tried
        if time.monotonic() > ends:
            break
    _notify(here)
    with unit():
        more = parcels.due(_now())
    if more:
        queues.ring_outgoing()
    return done


def _notify(here: Settings) -> None:
    """Mails to the admins of outlets that were switched off. No transaction is open while the mail server thinks, and
    one that takes none is asked no more in this round: others wait for this worker."""
    for _ in range(NOTICES):
        with unit():
            notice = outlet_notices.take(here.public_url, _now())
        if notice is None:
            return
        was_taken = _mailed(notice, here)
        with unit():
            outlet_notices.told(notice, was_taken, _now())
        if notice.letters and not was_taken:
            return


def _mailed(notice: Notice, here: Settings) -> bool:
    """Whether somebody has it. A mail server that is away is not waited for once for each admin."""
    taken, ends = False, time.monotonic() + MAILING
    for letter in notice.letters:
        taken = mailing.send(letter, here, _now()) or taken
        if time.monotonic() > ends:
            break
    return taken


@cache
def authorities() -> ssl.SSLContext:
    """The authorities that browsers trust, or those of SSL_CERT_FILE."""
    return httpx.create_ssl_context()


def _round(here: Settings, context: ssl.SSLContext) -> int:
    """One turn of some outlets. No transaction is open while others think."""
    with unit():
        turns = [turn for turn in parcels.take(_now()) if turn]
    if not turns:
        return 0
    with ThreadPoolExecutor(len(turns), "outgoing") as side_by_side:
        outcomes = list(side_by_side.map(lambda turn: _turn(turn, here, context), turns))
    for several in outcomes:
        with unit():
            parcels.note(several[0][0].outlet, several, _now(), random.random())
    return sum(map(len, outcomes))


def _turn(several: Sequence[Parcel], here: Settings, context: ssl.SSLContext) -> list[tuple[Parcel, Verdict]]:
    """One outlet's, until it fails as a whole or its turn is over. Nothing of PostgreSQL is touched here."""
    done: list[tuple[Parcel, Verdict]] = []
    ends = time.monotonic() + TURN
    backend = Checked(here.outgoing_networks, Deadline(PATIENCE))
    with closing(httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1)) as pool:
        for parcel in several:
            backend.deadline = Deadline(PATIENCE)
            verdict = _told(pool, parcel, here)
            done.append((parcel, verdict))
            if verdict.meaning != "sent":
                # The words say what went wrong, never the address: it may be as secret as a password.
                log.info("outlet %s, %s: %s", parcel.outlet, parcel.key, verdict.words)
            if verdict.meaning in ("later", "gone") or time.monotonic() > ends:
                break
    return done


def _told(pool: httpcore.ConnectionPool, parcel: Parcel, here: Settings) -> Verdict:
    """What came of one try."""
    try:
        target = addresses.target(parcel.url, here.outgoing_insecure, here.outgoing_networks)
        return _ask(pool, target, _headers(parcel, target, _now()), parcel.body)
    except Invalid as wrong:
        return Verdict("later", str(wrong))
    except Misconfigured:
        return Verdict("later", "The secret cannot be read any more. Make a new one.")
    except Private:
        return Verdict("later", "The name leads to a private address, and only public ones are told.")
    except Unknown:
        return Verdict("later", "The name of the host is not known.")
    except Unanswered:
        return Verdict("later", "Nobody said in time where the name of the host leads.")
    except httpcore.TimeoutException:
        return Verdict("later", f"There was no answer within {PATIENCE:.0f} seconds.")
    except httpcore.ConnectError as error:
        tls = "certificate" in str(error).lower() or "ssl" in str(error).lower()
        words = "There was no secure connection: its certificate is not good." if tls else "Nobody takes connections."
        return Verdict("later", words)
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
        return Verdict("later", "The connection broke before there was an answer.")


def _headers(parcel: Parcel, target: Target, at: datetime) -> list[tuple[str, str]]:
    """Signed by every secret that counts now. Raises Misconfigured for one that cannot be read."""
    secrets = [sealing.unseal(one).encode() for one in parcel.secrets]
    signatures = [standard_webhooks.sign(secret, parcel.key, at, parcel.body) for secret in secrets]
    return [
        ("Host", target.named),
        ("User-Agent", "Codebadge"),
        ("Accept", "*/*"),
        ("Content-Type", "application/json"),
        ("webhook-id", parcel.key),
        ("webhook-timestamp", standard_webhooks.seconds(at)),
        ("webhook-signature", " ".join(signatures)),
    ]


def _ask(pool: httpcore.ConnectionPool, target: Target, headers: list[tuple[str, str]], body: bytes) -> Verdict:
    """The answer's meaning. Redirects are not followed: where they lead, nobody has looked."""
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    sent = [*headers, ("Content-Length", str(len(body)))]
    waiting = dict.fromkeys(("connect", "read", "write", "pool"), PATIENCE)
    with pool.stream("POST", url, headers=sent, content=body, extensions={"timeout": waiting}) as answer:
        said = {name.lower(): value for name, value in answer.headers}
        verdict = outgoing.judged(answer.status, said.get(b"retry-after", b"").decode("latin-1"), _now())
        read = 0
        for piece in answer.iter_stream():
            read += len(piece)
            if read > MOST_ANSWER:
                break
    return verdict


def _now() -> datetime:
    return datetime.now(UTC)
