"""An address comes in; what a stranger may read of it goes out: enough to know one's own again, and no more."""

CUT = "…"


def email(address: str) -> str:
    """`ada@example.org` as `a…@e….org`."""
    name, _, domain = address.partition("@")
    host, dot, ending = domain.rpartition(".")
    return f"{name[:1]}{CUT}@{host[:1]}{CUT}{dot}{ending}"


def github(login: str) -> str:
    """`ada-lovelace` as `a…`."""
    return f"{login[:1]}{CUT}"


def of(way: str, address: str) -> str:
    """Of a share's address, by its way; nothing is left of an erased one."""
    return "" if not address else email(address) if way == "email" else github(address)
