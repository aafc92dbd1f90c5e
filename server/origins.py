"""A request comes in; which site it comes from, and whether that site may have an organisation's boards, goes out."""

import asyncio
import contextlib
import logging
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from aiohttp import hdrs, web

from models import organizations
from models.errors import Unavailable
from models.settings import Settings
from server.bridge import Bridge

log = logging.getLogger("codebadge.origins")


class Origins:
    """The sites that organisations allow, read again every `age` seconds, so that asking needs no await."""

    def __init__(self, bridge: Bridge, settings: Settings, age: float) -> None:
        self._bridge, self._settings, self._age = bridge, settings, age
        self._allowed: dict[str, frozenset[str]] = {}

    async def read(self) -> None:
        """What stood before stands on while PostgreSQL is away."""
        with contextlib.suppress(Unavailable):
            self._allowed = await self._bridge.ask(organizations.origins)

    async def run(self) -> None:
        """Reads until it is cancelled."""
        while True:
            try:
                await self.read()
            except Exception:
                log.exception("the allowed origins could not be read")
            await asyncio.sleep(self._age)

    def may_have(self, org: str, request: web.Request) -> bool:
        """Whether this request may have this organisation's boards. Programs send no Origin, and may."""
        origin = request.headers.get("Origin")
        return origin is None or self.is_own(origin, request) or _among(origin, self._allowed.get(org, frozenset()))

    def may_have_any(self, request: web.Request) -> bool:
        """Whether there is an organisation whose boards it may have."""
        origin = request.headers.get("Origin")
        if origin is None or self.is_own(origin, request):
            return True
        return any(_among(origin, allowed) for allowed in self._allowed.values())

    def is_own(self, origin: str, request: web.Request) -> bool:
        """Whether it is this server's own page. The scheme is not compared: a proxy may have ended TLS."""
        site = origin.lower()
        return site == self._settings.public_url.lower() or (
            urlsplit(site).scheme in ("http", "https") and urlsplit(site).netloc == self._host(request)
        )

    def is_own_page(self, request: web.Request) -> bool:
        """Whether one of our own pages asks. Browsers leave Origin out of a GET to where the page is from, and say that
        in a header of their own instead, which no page can set."""
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is None:
            return request.headers.get("Sec-Fetch-Site") == "same-origin"
        return self.is_own(origin, request)

    def address(self, request: web.Request) -> str:
        """Whose request it is, for limits: the last address that no trusted proxy has; of IPv6 the network."""
        hops = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
        address = request.remote or ""
        while hops and self._is_trusted(address):
            address = hops.pop()
        return _network(address)

    def _host(self, request: web.Request) -> str:
        forwarded = request.headers.get("X-Forwarded-Host")
        if forwarded and self._is_proxy(request):
            return forwarded.split(",")[0].strip().lower()
        return request.headers.get("Host", "").lower()

    def _is_proxy(self, request: web.Request) -> bool:
        return self._is_trusted(request.remote or "")

    def _is_trusted(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return any(address in network for network in self._settings.trusted_proxies)


def _among(origin: str, allowed: frozenset[str]) -> bool:
    return origin.lower() in allowed or "*" in allowed


def _network(text: str) -> str:
    """One household has many addresses of IPv6."""
    try:
        address = ip_address(text)
    except ValueError:
        return text[:60]
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(address)
