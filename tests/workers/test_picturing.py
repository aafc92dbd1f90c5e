"""Pictures from elsewhere: fetched once, cleaned, kept; nothing private is asked, nothing is followed without end."""

import http.server
import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from ipaddress import ip_network

import pytest
from PIL import Image

from models import db, outside_pictures
from models.art.pen import Failed
from models.outside_pictures import OutsidePicture
from models.settings import Settings
from workers import picturing

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>1</script>'
    b'<path fill="red" d="M0 0h9v9z"/></svg>'
)
LOOPBACK = (ip_network("127.0.0.0/8"),)


class Site:
    """A site on this machine: what it answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    started = Site()
    yield started
    started.close()


@pytest.fixture
def open_to_here(clean: Settings) -> Settings:
    return replace(clean, outgoing_networks=LOOPBACK, outgoing_insecure=True)


def fetched(url: str, settings: Settings, now: datetime) -> OutsidePicture:
    with db.unit():
        outside_pictures.want(url, now)
    picturing.fetch(0, settings)
    with db.unit():
        found: OutsidePicture = OutsidePicture.get(OutsidePicture.digest == outside_pictures.digest(url))
        return found


def png(side: int = 2_000) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (side, side // 2), "#17603f").save(kept, "PNG")
    return kept.getvalue()


def test_an_svg_is_cleaned_and_fetched_but_once(site: Site, open_to_here: Settings, now: datetime) -> None:
    site.pages["/a.svg"] = 200, {"Content-Type": "text/plain"}, SVG
    found = fetched(f"{site.url}/a.svg", open_to_here, now)
    assert (found.state, found.media) == ("kept", "image/svg+xml")
    assert b"script" not in bytes(found.body or b"") and b"path" in bytes(found.body or b"")
    assert picturing.fetch(0, open_to_here) == 0
    assert site.asked == ["/a.svg"]


def test_a_raster_image_is_made_anew_and_smaller(site: Site, open_to_here: Settings, now: datetime) -> None:
    site.pages["/a.png"] = 200, {}, png()
    found = fetched(f"{site.url}/a.png", open_to_here, now)
    assert (found.state, found.media) == ("kept", "image/png")
    assert Image.open(io.BytesIO(bytes(found.body or b""))).size == (1024, 512)


def test_where_it_leads_on_to_is_followed_and_checked_again(site: Site, open_to_here: Settings, now: datetime) -> None:
    site.pages["/b"] = 302, {"Location": "/a.svg"}, b""
    site.pages["/a.svg"] = 200, {}, SVG
    assert fetched(f"{site.url}/b", open_to_here, now).state == "kept"
    site.pages["/c"] = 302, {"Location": "http://10.1.2.3/secret"}, b""
    refused = fetched(f"{site.url}/c", open_to_here, now)
    assert (refused.state, refused.body) == ("refused", None)
    site.pages["/d"] = 302, {"Location": "file:///etc/passwd"}, b""
    assert fetched(f"{site.url}/d", open_to_here, now).state == "refused"
    site.pages["/e"] = 302, {"Location": "/e"}, b""
    assert fetched(f"{site.url}/e", open_to_here, now).error == "The address leads on and on."
    assert site.asked.count("/e") == 1 + picturing.LEADS_ON


def test_many_slow_pictures_are_fetched_in_turns(
    site: Site, open_to_here: Settings, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung = []
    monkeypatch.setattr(picturing, "TURN", 0.0)
    monkeypatch.setattr("models.queues.ring", lambda name, row: rung.append((name, row)))
    with db.unit():
        for number in range(3):
            outside_pictures.want(f"{site.url}/{number}.svg", now)
        first, second, third = outside_pictures.waiting(10)
    assert [picturing.fetch(first, open_to_here) for _ in range(3)] == [1, 1, 1]
    assert rung == [("pictures", second), ("pictures", third)]
    assert picturing.fetch(0, open_to_here) == 0


@pytest.mark.parametrize("leads_to", ["http://[", "//[::1", "http://[v1.x]/", "data:image/png;base64,AA==", "//u:p@h/"])
def test_what_leads_nowhere_keeps_no_other_picture_waiting(
    site: Site, open_to_here: Settings, now: datetime, leads_to: str
) -> None:
    site.pages["/f"] = 302, {"Location": leads_to}, b""
    assert fetched(f"{site.url}/f", open_to_here, now).state == "refused"


def test_a_picture_that_trips_us_keeps_no_other_waiting(
    site: Site, open_to_here: Settings, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(_: bytes) -> None:
        raise Failed("a bug of ours")

    site.pages["/a.svg"] = 200, {}, SVG
    site.pages["/a.png"] = 200, {}, png()
    monkeypatch.setattr("models.art.cleaned.cleaned", trip)
    with db.unit():
        outside_pictures.want(f"{site.url}/a.svg", now)
    assert fetched(f"{site.url}/a.png", open_to_here, now).state == "kept"
    with db.unit():
        assert outside_pictures.waiting(10) == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/a.png", "https://localhost/a.svg", "https://169.254.169.254/x"])
def test_nothing_private_is_asked(clean: Settings, now: datetime, url: str) -> None:
    found = fetched(url, clean, now)
    assert found.state == "refused"
    assert found.error


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "The answer was 404."),
        ((200, {}, b"hello"), ""),
        ((200, {}, b"<html><body>hello</body></html>"), ""),
        ((200, {}, b"<svg" + b" " * picturing.MOST_BYTES), "The picture has more than 2,000,000 bytes."),
        ((200, {}, png()[:100]), ""),
        ((200, {}, b""), ""),
    ],
    ids=["missing", "text", "page", "large", "broken", "empty"],
)
def test_what_is_no_picture_is_refused_in_words(
    site: Site, open_to_here: Settings, now: datetime, answer: tuple[int, dict[str, str], bytes], words: str
) -> None:
    site.pages["/x"] = answer
    found = fetched(f"{site.url}/x", open_to_here, now)
    assert found.state == "refused"
    assert (found.error or "").startswith(words) and found.error


def test_a_refusal_stands_for_a_day(site: Site, open_to_here: Settings, now: datetime) -> None:
    fetched(f"{site.url}/x", open_to_here, now)
    with db.unit():
        assert outside_pictures.want(f"{site.url}/x", now) is None
        assert outside_pictures.want(f"{site.url}/x", now + 2 * outside_pictures.AGAIN) is not None
        assert len(outside_pictures.waiting(10)) == 1
