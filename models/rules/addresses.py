"""Where a webhook of ours is to go comes in; where to connect, or a refusal, goes out: nothing private is ever asked.

What is refused is refused twice: in the address as it is written, and in every address that its name stands for when
the connection is made (workers/outgoing.py), because names can be pointed elsewhere at any time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from models.errors import Invalid

Network = IPv4Network | IPv6Network
LONGEST = 1_000
_PORTS = {"https": 443, "http": 80}
_URL = re.compile(r"(https?)://([^/?#\\@]+)((?:[/?][^#]*)?)", re.ASCII | re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(?::([0-9]{1,5}))?", re.ASCII | re.IGNORECASE)
_LABELS = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?", re.ASCII)
# Resolvers read these as numbers in many ways; only four decimal numbers are an address to us.
_NUMBERLIKE = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?", re.ASCII)

_REFUSED: tuple[Network, ...] = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8",  # this network, unspecified
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' NAT
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and clouds' metadata
        "168.63.129.16/32",  # Azure's own, from inside its machines
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",  # documentation, as 198.51.100 and 203.0.113
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
        "2001::/23",  # Teredo and others that lead into IPv4
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
ANY: tuple[Network, ...] = (ip_network("0.0.0.0/0"), ip_network("::/0"))
_GLOBAL = IPv6Network("2000::/3")
"""All of IPv6 that is anybody's: not ::1, fe80::, fc00::, ff00::, nor NAT64's 64:ff9b::."""


@dataclass(frozen=True)
class Target:
    """Where a request goes. `path` begins with a slash and holds the query, which may be as secret as a password."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """The value of `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str, insecure: bool, allowed: Sequence[Network]) -> Target:
    """Reads an address. Raises Invalid for what is none, and for one that is not open to us.

    `insecure`: http will do; `allowed`: networks that are open although they are private.
    """
    found = _URL.fullmatch(url) if len(url) <= LONGEST and re.fullmatch(r"[!-~]+", url) else None
    if found is None:
        raise Invalid("Write the address as https://example.org/path, without a name, a password or a #.")
    scheme = found[1].lower()
    if scheme == "http" and not insecure:
        raise Invalid("The address must begin with https://, so that nobody reads along.")
    host, port = _authority(found[2], scheme)
    if not _may_be_asked(host, allowed):
        raise Invalid("This address is private; only what anybody can reach is told.")
    path = found[3] or "/"
    return Target(scheme, host, port, path if path.startswith("/") else f"/{path}")


def reachable(address: str, allowed: Sequence[Network]) -> bool:
    """Whether a numeric address may be connected to: it is public, or in one of the networks."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if any(found in network for network in allowed):
        return True
    return not any(found in network for network in _REFUSED) and (isinstance(found, IPv4Address) or found in _GLOBAL)


def _authority(text: str, scheme: str) -> tuple[str, int]:
    found = _AUTHORITY.fullmatch(text)
    if found is None:
        raise Invalid("The name of the host in this address cannot be read; other scripts are written as xn--….")
    port = int(found[2]) if found[2] else _PORTS[scheme]
    if port not in _PORTS.values() and not 1_024 <= port <= 65_535:
        raise Invalid("The port is 443, 80, or one from 1024 to 65535.")
    return _host(found[1].lower()), port


def _host(text: str) -> str:
    """Raises Invalid for what is neither a name nor an address as it is usually written."""
    numeric = text.strip("[]") if text.startswith("[") else text.rstrip(".") if _NUMBERLIKE.fullmatch(text) else None
    if numeric is None:
        if not _LABELS.fullmatch(text):
            raise Invalid("This is no name of a host.")
        return text
    try:
        return str(ip_address(numeric))
    except ValueError:
        raise Invalid("This is no address of a host.") from None


def _may_be_asked(host: str, allowed: Sequence[Network]) -> bool:
    """Names are looked up when the connection is made."""
    bare = host.rstrip(".")
    if bare == "localhost" or bare.endswith(".localhost"):
        return reachable("127.0.0.1", allowed)
    return not (":" in host or _NUMBERLIKE.fullmatch(host)) or reachable(host, allowed)
