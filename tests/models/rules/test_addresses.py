"""models/rules/addresses.py: webhooks of ours go to public addresses only, however a private one is written."""

from ipaddress import ip_network

import pytest

from models.errors import Invalid
from models.rules import addresses

HOME = (ip_network("127.0.0.0/8"), ip_network("fd00::/8"))


def read(url: str, insecure: bool = False, home: bool = False) -> tuple[str, str, int, str]:
    found = addresses.target(url, insecure, HOME if home else ())
    return found.scheme, found.host, found.port, found.path


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://example.org", ("https", "example.org", 443, "/")),
        ("https://Example.ORG./hooks?key=a%20b", ("https", "example.org.", 443, "/hooks?key=a%20b")),
        ("https://example.org?key=1", ("https", "example.org", 443, "/?key=1")),
        ("https://a_b.xn--nxasmq6b:8443/", ("https", "a_b.xn--nxasmq6b", 8443, "/")),
        ("https://8.8.8.8/x", ("https", "8.8.8.8", 443, "/x")),
        ("https://[2606:4700::1111]:65535/x", ("https", "2606:4700::1111", 65535, "/x")),
    ],
)
def test_an_address_is_read_as_it_is_written(url: str, wanted: tuple[str, str, int, str]) -> None:
    assert read(url) == wanted


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "http://example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "https://ada:secret@example.org/",
        "https://ada@example.org/",
        "https://example.org@127.0.0.1/",
        "https://example.org\\@127.0.0.1/",
        "https://example.org#@127.0.0.1/",
        "https://example.org/#part",
        "https://example.org/ x",
        " https://example.org/",
        "https://example.org/\r\nHost: other",
        "https://example.org\t/",
        "https://exämple.org/",
        "https://example.org/ä",
        "https://exa%6dple.org/",
        "https://example..org/",
        "https://-example.org/",
        "https://*.example.org/",
        "https://example.org:/",
        "https://example.org:0/",
        "https://example.org:22/",
        "https://example.org:1023/",
        "https://example.org:65536/",
        "https://example.org:443443/",
        "https://example.org:٤٤٣/",
        "https://[::1/",
        "https://::1/",
        "https://[example.org]/",
        "https://[fe80::1%25eth0]/",
        "https://" + "a" * 64 + ".org/",
        "https://example.org/" + "a" * 1_000,
    ],
)
def test_what_is_no_plain_https_address_is_refused(url: str) -> None:
    with pytest.raises(Invalid):
        read(url, home=True)


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "api.localhost",
        "127.0.0.1",
        "127.255.255.254",
        "127.0.0.1.",
        "127.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "example.0x7f",
        "0.0.0.0",  # noqa: S104
        "0",
        "10.0.0.8",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "168.63.129.16",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::1]",
        "[100::1]",
        "[2001::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[3fff::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
    ],
)
def test_private_addresses_are_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(Invalid):
        read(f"https://{host}/")


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("8.8.8.8", True),
        ("172.32.0.1", True),
        ("100.128.0.1", True),
        ("223.255.255.255", True),
        ("::ffff:8.8.8.8", True),
        ("2606:4700::1111", True),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
        ("nonsense", False),
        ("", False),
    ],
)
def test_every_address_that_a_name_leads_to_is_judged(address: str, is_open: bool) -> None:
    assert addresses.reachable(address, ()) is is_open


def test_who_runs_the_server_may_open_networks_of_their_own() -> None:
    assert read("https://localhost:3000/", home=True)[1:3] == ("localhost", 3000)
    assert read("http://127.0.0.1/x", insecure=True, home=True) == ("http", "127.0.0.1", 80, "/x")
    assert addresses.reachable("::ffff:127.0.0.1", HOME)
    assert addresses.reachable("fd00::1", HOME)
    assert not addresses.reachable("10.0.0.1", HOME)


def test_the_host_is_named_with_its_port_where_that_is_not_the_usual_one() -> None:
    named = [addresses.target(url, False, ()).named for url in ("https://a.org/", "https://[2606:4700::1]:8443/")]
    assert named == ["a.org", "[2606:4700::1]:8443"]
