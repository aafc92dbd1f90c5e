"""GitHub's REST for issues' comments and labels, as far as Codebadge asks it, on a port of its own."""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

TOKEN = "ghp_secret-of-lumen"  # noqa: S105 - a stand-in's


@dataclass
class Scripted:
    """How one request is answered instead. `after`: seconds; `acts`: what was asked for is done all the same."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"{}"
    after: float = 0.0
    acts: bool = False


@dataclass
class GitHub:
    """One repository's issue #42. `asked`: method and path of every request; `next`: answers that come first."""

    url: str = ""
    comments: dict[int, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    next: list[Scripted] = field(default_factory=list)

    def answer(self, method: str, path: str, body: Any, token: str) -> tuple[int, Any]:
        """(status, what is sent)."""
        if token != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials"}
        for asked, pattern, does in _DOES:
            found = re.fullmatch(f"/repos/lumen/parser/issues/{pattern}", path)
            if asked == method and found:
                return does(self, body, *found.groups())
        return 404, {"message": "Not Found"}

    def comment(self, body: Any) -> tuple[int, Any]:
        number = 900 + len(self.comments)
        self.comments[number] = body["body"]
        return 201, {"id": number, "body": body["body"]}

    def edit(self, body: Any, number: str) -> tuple[int, Any]:
        if int(number) not in self.comments:
            return 404, {"message": "Not Found"}
        self.comments[int(number)] = body["body"]
        return 200, {"id": int(number), "body": body["body"]}

    def remove(self, _body: Any, number: str) -> tuple[int, Any]:
        return (204, None) if self.comments.pop(int(number), None) else (404, {"message": "Not Found"})

    def label(self, body: Any) -> tuple[int, Any]:
        self.labels += [one for one in body["labels"] if one not in self.labels]
        return 200, self.listed()

    def unlabel(self, _body: Any, name: str) -> tuple[int, Any]:
        if unquote(name) not in self.labels:
            return 404, {"message": "Label does not exist"}
        self.labels.remove(unquote(name))
        return 200, self.listed()

    def listed(self) -> list[dict[str, str]]:
        return [{"name": one} for one in self.labels]


_DOES: list[tuple[str, str, Any]] = [
    ("GET", "42/comments", lambda at, _: (200, [{"id": id_, "body": body} for id_, body in at.comments.items()])),
    ("POST", "42/comments", GitHub.comment),
    ("PATCH", "comments/([0-9]+)", GitHub.edit),
    ("DELETE", "comments/([0-9]+)", GitHub.remove),
    ("GET", "42/labels", lambda at, _: (200, at.listed())),
    ("POST", "42/labels", GitHub.label),
    ("DELETE", "42/labels/([^/]+)", GitHub.unlabel),
]


@contextmanager
def running() -> Iterator[GitHub]:
    """A GitHub that listens."""
    github = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
            path = urlsplit(self.path).path
            github.asked.append(f"{self.command} {path}")
            scripted = github.next.pop(0) if github.next else None
            if scripted is None:
                self._send(*github.answer(self.command, path, sent, self.headers.get("Authorization", "")))
                return
            if scripted.acts:
                github.answer(self.command, path, sent, self.headers.get("Authorization", ""))
            time.sleep(scripted.after)
            self._send(scripted.status, scripted.body, scripted.headers)

        do_POST = do_PATCH = do_DELETE = do_GET

        def _send(self, status: int, shown: Any, headers: dict[str, str] | None = None) -> None:
            body = shown if isinstance(shown, bytes) else b"" if shown is None else json.dumps(shown).encode()
            try:
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # It was too slow.

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        github.url = f"http://127.0.0.1:{server.server_port}"
        yield github
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
