"""Another site, with a strict policy of its own, on whose page a leaderboard stands."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ICON = '<link rel="icon" href="data:,">'
"""Else browsers ask for /favicon.ico."""


class Neighbour:
    """A site of one page; it is empty until it `shows` a board."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.html, self.policy = "", ""

    def shows(self, server: str, *, attributes: str = "", websockets: bool = True) -> None:
        """That server's board, by a policy that allows what the widget needs, and no more."""
        script = f'<script type="module" src="{server}/static/codebadge-leaderboard.js"></script>'
        head = f'<meta charset="utf-8"><title>Our site</title>{ICON}{script}'
        board = f'<codebadge-leaderboard org="lumen" {attributes}></codebadge-leaderboard>'
        self.html = f'<!doctype html><html lang="en"><head>{head}</head><body><h1>Our site</h1>{board}</body></html>'
        connect = f"{server} {server.replace('http', 'ws', 1)}" if websockets else server
        self.policy = f"default-src 'none'; script-src {server}; connect-src {connect}; img-src data:; base-uri 'none'"


@contextmanager
def running() -> Iterator[Neighbour]:
    """A site on a port of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        neighbour = Neighbour(server.server_port)
        server.RequestHandlerClass = _handler(neighbour)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield neighbour
        finally:
            server.shutdown()
            thread.join()


def _handler(neighbour: Neighbour) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """The page, whatever was asked for."""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", neighbour.policy)
            self.end_headers()
            self.wfile.write(neighbour.html.encode())

        def log_message(self, *_: object) -> None:
            """Silent."""

    return Handler
