"""A GitHub of our own: REST for repositories, issues, hooks and apps, and webhooks, with data in memory.

It imitates: shapes (../shared/fixtures/github/rest), Link headers (cursors for issues, pages elsewhere, 422 for pages
made up far away), ETags with free 304s, 301 for former names, 401/403/404/422, rate limits, signed webhooks with ping,
memory of deliveries and redelivery, apps by manifest, their tokens. It does not: scopes beside `admin`, search,
GraphQL, comments' webhooks, three days' forgetting. `python -m tests.providers.github --port 9000 --issues 50000`.
"""

import argparse
import base64
import bisect
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tests.providers.github_app import App, Installation, hour_from_now
from tests.providers.github_deeds import TOKEN as TOKEN
from tests.providers.github_deeds import Hook, Sent, World
from tests.providers.github_world import (
    Repository,
    shown_comment,
    shown_event,
    shown_issue,
    shown_pull,
    shown_repository,
    shown_review,
    user,
)
from tests.providers.serving import Asked, Refused, Reply, etag, serving

Key = tuple[datetime, int]
LARGE = 1_000
"""Items from which made-up page numbers are refused, where there are cursors."""


class GitHub(World):
    """The table of ways is below the class."""

    def admit(self, asked: Asked) -> None:
        if asked.path.startswith(("/app-manifests/", "/settings/", "/organizations/")):
            return
        token = asked.headers.get("authorization", "").partition(" ")[2]
        if asked.path == "/app" or asked.path.startswith("/app/"):
            if self.app_of(token) is None:
                raise Refused(401, {"message": "A JSON web token could not be decoded"})
        elif token not in self.tokens and token not in self.leases:
            raise Refused(401, {"message": "Bad credentials"})
        with self.lock:
            if self.remaining <= 0:
                raise Refused(403, {"message": "API rate limit exceeded for user ID 1."})

    def dressed(self, asked: Asked, reply: Reply) -> Reply:
        mark = etag(reply.shown) if asked.method == "GET" and reply.status == 200 else None
        if mark and asked.headers.get("if-none-match") == mark:
            reply = Reply(304, None, reply.headers)
        else:
            with self.lock:
                self.remaining = max(self.remaining - 1, 0)
        limits = {
            "X-RateLimit-Limit": "5000",
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset_at or int(time.time()) + 3_600),
            "X-RateLimit-Resource": "core",
        }
        return Reply(reply.status, reply.shown, limits | ({"ETag": mark} if mark else {}) | reply.headers)

    def app_of(self, token: str) -> App | None:
        return next((app for app in self.apps.values() if app.proves(token)), None)

    def seen(self, asked: Asked, id_: str) -> Repository:
        """The repository, if whoever asks may see it."""
        home = self.repositories.get(int(id_))
        lent = self.leases.get(asked.headers.get("authorization", "").partition(" ")[2])
        if home is None or (lent and home.id not in lent.repositories):
            raise Refused(404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest"})
        return home

    def named(self, asked: Asked, full_name: str) -> Repository:
        """By its name of today; a former one leads on."""
        for home in self.repositories.values():
            if home.full_name.lower() == full_name.lower():
                return self.seen(asked, str(home.id))
        if full_name.lower() in self.former:
            rest = asked.path.removeprefix(f"/repos/{full_name}")
            query = f"?{urlencode(asked.query)}" if asked.query else ""
            to = f"{self.url}/repositories/{self.former[full_name.lower()]}{rest}{query}"
            raise Refused(301, {"message": "Moved Permanently", "url": to}, {"Location": to})
        raise Refused(404, self.nothing())

    def page(
        self,
        asked: Asked,
        keys: Sequence[Any],
        shown: Callable[[Any], Any],
        name: str | None = None,
        cursor: str = "page",
    ) -> Reply:
        """A page of what is in order already, and the link to the next. `cursor`: page, after, or cursor."""
        size = min(_whole(asked.query.get("per_page"), 30), 100)
        page = _whole(asked.query.get("page"), 1)
        if cursor == "page":
            begin = (page - 1) * size
        elif cursor in asked.query:
            begin = _after(keys, asked.query[cursor])
        elif page > 1 and page * size > LARGE:
            raise Refused(422, {"message": "Pagination with the page parameter is not supported for large datasets"})
        else:
            begin = (page - 1) * size
        taken = keys[begin : begin + size]
        links = {}
        if begin + size < len(keys):
            more = {"page": str(page + 1)} | ({} if cursor == "page" else {cursor: _mark(taken[-1])})
            links = {"Link": f'<{self.url}{asked.path}?{urlencode(asked.query | more)}>; rel="next"'}
        listed = [shown(key) for key in taken]
        return Reply(200, {"total_count": len(keys), name: listed} if name else listed, links)

    # Repositories and what is in them.

    def repository(self, asked: Asked, full_name: str) -> Reply:
        return Reply(200, shown_repository(self.named(asked, full_name), self.url))

    def repository_by_id(self, asked: Asked, id_: str) -> Reply:
        return Reply(200, shown_repository(self.seen(asked, id_), self.url))

    def issues(self, asked: Asked, id_: str) -> Reply:
        home = self.seen(asked, id_)
        keys = self._ordered(home.order, asked)
        wanted = asked.query.get("state", "open")
        if wanted != "all":
            keys = [key for key in keys if self.item(key[1], home.id).state == wanted]
        return self.page(
            asked, keys, lambda key: shown_issue(home, self.item(key[1], home.id), self.url, whole=False), None, "after"
        )

    def pulls(self, asked: Asked, id_: str) -> Reply:
        home = self.seen(asked, id_)
        keys = self._ordered(home.pulls, asked, since=False)
        wanted = asked.query.get("state", "open")
        if wanted != "all":
            keys = [key for key in keys if self.item(key[1], home.id).state == wanted]

        def shown(key: Key) -> Any:
            return shown_pull(home, self.item(key[1], home.id), self.url, whole=False)

        return self.page(asked, keys, shown)

    def _ordered(self, order: list[Key], asked: Asked, since: bool = True) -> list[Key]:
        assert asked.query.get("sort") in ("updated", None), "Only this order is imitated."
        with self.lock:
            keys = list(order)
        if since and "since" in asked.query:
            begin = datetime.fromisoformat(asked.query["since"])
            keys = [key for key in keys if key[0] >= begin]
        return keys if asked.query.get("direction") == "asc" else keys[::-1]

    def issue(self, asked: Asked, id_: str, number: str) -> Reply:
        home = self.seen(asked, id_)
        item = home.item(int(number))
        if item is None:
            raise Refused(404, self.nothing())
        return Reply(200, shown_issue(home, item, self.url))

    def issue_by_name(self, asked: Asked, full_name: str, number: str) -> Reply:
        return self.issue(asked, str(self.named(asked, full_name).id), number)

    def pull(self, asked: Asked, id_: str, number: str) -> Reply:
        home = self.seen(asked, id_)
        item = home.item(int(number))
        if item is None or item.kind != "pull":
            raise Refused(404, self.nothing())
        return Reply(200, shown_pull(home, item, self.url))

    def events(self, asked: Asked, id_: str) -> Reply:
        home = self.seen(asked, id_)
        with self.lock:
            keys = home.events[::-1]
        return self.page(asked, keys, lambda key: shown_event(home, home.event(key[1]), self.url))

    def reviews(self, asked: Asked, id_: str, number: str) -> Reply:
        home = self.seen(asked, id_)
        item = home.item(int(number))
        if item is None or item.kind != "pull":
            raise Refused(404, self.nothing())
        return self.page(asked, item.reviews, lambda one: shown_review(home, item, one, self.url))

    def all_comments(self, asked: Asked, id_: str) -> Reply:
        home = self.seen(asked, id_)
        with self.lock:
            newest = home.spoken[::-1]
        return self.page(asked, newest, lambda one: shown_comment(home, one, self.url))

    # Comments and labels of one issue, as estimates are told there.

    def comments(self, asked: Asked, full_name: str, number: str) -> Reply:
        item = self.item(int(number), self.named(asked, full_name).id)
        return Reply(200, [{"id": id_, "body": body} for id_, body in item.comments.items()])

    def comment(self, asked: Asked, full_name: str, number: str) -> Reply:
        home = self.named(asked, full_name)
        item = self.item(int(number), home.id)
        home.items[item.number] = item
        id_ = next(self._ids)
        item.comments[id_] = asked.body["body"]
        return Reply(201, {"id": id_, "body": asked.body["body"]})

    def edit_comment(self, asked: Asked, full_name: str, id_: str) -> Reply:
        for item in self.named(asked, full_name).items.values():
            if int(id_) in item.comments:
                item.comments[int(id_)] = asked.body["body"]
                return Reply(200, {"id": int(id_), "body": asked.body["body"]})
        raise Refused(404, self.nothing())

    def remove_comment(self, asked: Asked, full_name: str, id_: str) -> Reply:
        for item in self.named(asked, full_name).items.values():
            if item.comments.pop(int(id_), None) is not None:
                return Reply(204)
        raise Refused(404, self.nothing())

    def labels(self, asked: Asked, full_name: str, number: str) -> Reply:
        item = self.item(int(number), self.named(asked, full_name).id)
        return Reply(200, [{"name": name} for name in item.labels])

    def add_labels(self, asked: Asked, full_name: str, number: str) -> Reply:
        item = self.item(int(number), self.named(asked, full_name).id)
        item.labels += [name for name in asked.body["labels"] if name not in item.labels]
        return self.labels(asked, full_name, number)

    def remove_label(self, asked: Asked, full_name: str, number: str, name: str) -> Reply:
        item = self.item(int(number), self.named(asked, full_name).id)
        if name not in item.labels:
            raise Refused(404, {"message": "Label does not exist"})
        item.labels.remove(name)
        return self.labels(asked, full_name, number)

    # Whose token it is, and what it sees.

    def whoami(self, asked: Asked) -> Reply:
        token = asked.headers["authorization"].partition(" ")[2]
        if token in self.leases:
            raise Refused(403, {"message": "Resource not accessible by integration"})
        return Reply(200, user(self.tokens[token]), {"X-OAuth-Scopes": "repo, admin:repo_hook"})

    def my_repositories(self, asked: Asked) -> Reply:
        return self.page(asked, list(self.repositories.values()), lambda one: shown_repository(one, self.url))

    # Hooks.

    def admin_of(self, asked: Asked, full_name: str) -> Repository:
        home = self.named(asked, full_name)
        if not home.admin:
            raise Refused(404, self.nothing())
        return home

    def hook_of(self, asked: Asked, full_name: str, id_: str) -> Hook:
        hook = self.hooks.get(int(id_))
        if hook is None or hook.repository != self.admin_of(asked, full_name).id:
            raise Refused(404, self.nothing())
        return hook

    def list_hooks(self, asked: Asked, full_name: str) -> Reply:
        home = self.admin_of(asked, full_name)
        mine = [one for one in self.hooks.values() if one.repository == home.id]
        return self.page(asked, mine, self._shown_hook)

    def create_hook(self, asked: Asked, full_name: str) -> Reply:
        home, config = self.admin_of(asked, full_name), asked.body["config"]
        assert asked.body.get("name", "web") == "web"
        events = asked.body.get("events", ["push"])
        with self.lock:
            if any(one.repository == home.id and one.url == config["url"] for one in self.hooks.values()):
                raise Refused(
                    422,
                    {"message": "Validation Failed", "errors": [{"message": "Hook already exists on this repository"}]},
                )
            hook = Hook(next(self._ids), home.id, config["url"], config.get("secret", ""), events)
            self.hooks[hook.id] = hook
        self.soon(lambda: self._ping(hook))
        return Reply(201, self._shown_hook(hook))

    def show_hook(self, asked: Asked, full_name: str, id_: str) -> Reply:
        return Reply(200, self._shown_hook(self.hook_of(asked, full_name, id_)))

    def change_hook(self, asked: Asked, full_name: str, id_: str) -> Reply:
        hook = self.hook_of(asked, full_name, id_)
        config = asked.body.get("config", {})
        hook.url, hook.secret = config.get("url", hook.url), config.get("secret", hook.secret)
        hook.active, hook.events = asked.body.get("active", hook.active), asked.body.get("events", hook.events)
        return Reply(200, self._shown_hook(hook))

    def delete_hook(self, asked: Asked, full_name: str, id_: str) -> Reply:
        del self.hooks[self.hook_of(asked, full_name, id_).id]
        return Reply(204)

    def ping_hook(self, asked: Asked, full_name: str, id_: str) -> Reply:
        hook = self.hook_of(asked, full_name, id_)
        self.soon(lambda: self._ping(hook))
        return Reply(204)

    def _ping(self, hook: Hook) -> None:
        home = self.repositories[hook.repository]
        about = {"zen": "Design for failure.", "hook_id": hook.id, "hook": self._shown_hook(hook)}
        payload = about | {"repository": shown_repository(home, self.url), "sender": user("ada")}
        hook.sent.append(self.send("ping", payload, hook.url, hook.secret, home.id))

    def deliveries(self, asked: Asked, full_name: str, id_: str) -> Reply:
        return self._remembered(asked, self.hook_of(asked, full_name, id_).sent)

    def attempt(self, asked: Asked, full_name: str, id_: str, delivery: str) -> Reply:
        return self._again(self.hook_of(asked, full_name, id_).sent, delivery)

    def _remembered(self, asked: Asked, sent: list[Sent]) -> Reply:
        wanted = asked.query.get("status")
        listed = [one for one in sent if wanted is None or (wanted == "success") == (200 <= one.status < 400)]
        return self.page(asked, listed[::-1], Sent.shown, cursor="cursor")

    def _again(self, sent: list[Sent], delivery: str) -> Reply:
        one = next((one for one in sent if one.id == int(delivery)), None)
        if one is None:
            raise Refused(404, self.nothing())
        self.soon(lambda: sent.append(self.send_again(one)))
        return Reply(202, {})

    def _shown_hook(self, hook: Hook) -> dict[str, Any]:
        last = hook.sent[-1].status if hook.sent else None
        return {
            "type": "Repository",
            "id": hook.id,
            "name": "web",
            "active": hook.active,
            "events": hook.events,
            "config": {"content_type": "json", "insecure_ssl": "0", "url": hook.url, "secret": "********"},
            "created_at": "2026-01-01T00:00:00Z",
            "updated_at": "2026-01-01T00:00:00Z",
            "last_response": {"code": last, "status": "unused" if last is None else "active", "message": None},
        }

    # Apps.

    def new_app(self, asked: Asked) -> Reply:
        """The form that a browser sends here from the page; whoever comes agrees."""
        manifest = json.loads(asked.body["manifest"])
        code = self.manifest_code(manifest["hook_attributes"]["url"], manifest["name"].lower().replace(" ", "-"))
        query = urlencode({"code": code, "state": asked.query.get("state", "")})
        return Reply(302, "", {"Location": f"{manifest['redirect_url']}?{query}"})

    def new_app_of(self, asked: Asked, _organization: str) -> Reply:
        return self.new_app(asked)

    def convert(self, asked: Asked, code: str) -> Reply:
        app = self.codes.pop(code, None)
        if app is None:
            raise Refused(404, self.nothing())
        return Reply(201, app.converted())

    def app(self, asked: Asked) -> Reply:
        return Reply(200, self._app(asked).shown())

    def _app(self, asked: Asked) -> App:
        app = self.app_of(asked.headers["authorization"].partition(" ")[2])
        assert app is not None
        return app

    def _installation(self, asked: Asked, id_: str) -> Installation:
        found = self._app(asked).installations.get(int(id_))
        if found is None:
            raise Refused(404, self.nothing())
        return found

    def installations(self, asked: Asked) -> Reply:
        app = self._app(asked)
        return self.page(asked, list(app.installations.values()), lambda one: app.shown_installation(one, self.url))

    def installation(self, asked: Asked, id_: str) -> Reply:
        return Reply(200, self._app(asked).shown_installation(self._installation(asked, id_), self.url))

    def lend(self, asked: Asked, id_: str) -> Reply:
        one = self._installation(asked, id_)
        if one.suspended:
            raise Refused(403, {"message": "This installation has been suspended"})
        token = f"ghs_{next(self._ids)}"
        self.leases[token] = one
        shown = {"token": token, "expires_at": hour_from_now(), "repository_selection": "selected"}
        return Reply(201, shown | {"permissions": {"issues": "write", "metadata": "read"}})

    def lent_repositories(self, asked: Asked) -> Reply:
        lent = self.leases.get(asked.headers["authorization"].partition(" ")[2])
        if lent is None:
            raise Refused(403, {"message": "You must authenticate with an installation access token"})
        homes = [self.repositories[id_] for id_ in lent.repositories]
        return self.page(asked, homes, lambda one: shown_repository(one, self.url), "repositories")

    def app_deliveries(self, asked: Asked) -> Reply:
        return self._remembered(asked, self.app_sent[self._app(asked).id])

    def app_attempt(self, asked: Asked, delivery: str) -> Reply:
        return self._again(self.app_sent[self._app(asked).id], delivery)


_NAME, _ID, _N = "/repos/([^/]+/[^/]+)", "/repositories/([0-9]+)", "([0-9]+)"
GitHub.ways = [
    ("GET", _NAME, GitHub.repository),
    ("GET", _ID, GitHub.repository_by_id),
    ("GET", f"{_ID}/issues", GitHub.issues),
    ("GET", f"{_ID}/issues/{_N}", GitHub.issue),
    ("GET", f"{_NAME}/issues/{_N}", GitHub.issue_by_name),
    ("GET", f"{_ID}/pulls", GitHub.pulls),
    ("GET", f"{_ID}/pulls/{_N}", GitHub.pull),
    ("GET", f"{_ID}/issues/events", GitHub.events),
    ("GET", f"{_ID}/issues/comments", GitHub.all_comments),
    ("GET", f"{_ID}/pulls/{_N}/reviews", GitHub.reviews),
    ("GET", f"{_NAME}/issues/{_N}/comments", GitHub.comments),
    ("POST", f"{_NAME}/issues/{_N}/comments", GitHub.comment),
    ("PATCH", f"{_NAME}/issues/comments/{_N}", GitHub.edit_comment),
    ("DELETE", f"{_NAME}/issues/comments/{_N}", GitHub.remove_comment),
    ("GET", f"{_NAME}/issues/{_N}/labels", GitHub.labels),
    ("POST", f"{_NAME}/issues/{_N}/labels", GitHub.add_labels),
    ("DELETE", f"{_NAME}/issues/{_N}/labels/([^/]+)", GitHub.remove_label),
    ("GET", "/user", GitHub.whoami),
    ("GET", "/user/repos", GitHub.my_repositories),
    ("GET", f"{_NAME}/hooks", GitHub.list_hooks),
    ("POST", f"{_NAME}/hooks", GitHub.create_hook),
    ("GET", f"{_NAME}/hooks/{_N}", GitHub.show_hook),
    ("PATCH", f"{_NAME}/hooks/{_N}", GitHub.change_hook),
    ("DELETE", f"{_NAME}/hooks/{_N}", GitHub.delete_hook),
    ("POST", f"{_NAME}/hooks/{_N}/pings", GitHub.ping_hook),
    ("GET", f"{_NAME}/hooks/{_N}/deliveries", GitHub.deliveries),
    ("POST", f"{_NAME}/hooks/{_N}/deliveries/{_N}/attempts", GitHub.attempt),
    ("POST", "/settings/apps/new", GitHub.new_app),
    ("POST", "/organizations/([^/]+)/settings/apps/new", GitHub.new_app_of),
    ("POST", "/app-manifests/([^/]+)/conversions", GitHub.convert),
    ("GET", "/app", GitHub.app),
    ("GET", "/app/installations", GitHub.installations),
    ("GET", f"/app/installations/{_N}", GitHub.installation),
    ("POST", f"/app/installations/{_N}/access_tokens", GitHub.lend),
    ("GET", "/installation/repositories", GitHub.lent_repositories),
    ("GET", "/app/hook/deliveries", GitHub.app_deliveries),
    ("POST", f"/app/hook/deliveries/{_N}/attempts", GitHub.app_attempt),
]


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and int(text) else otherwise


def _mark(key: Any) -> str:
    """The cursor behind this key."""
    what = [key[0].isoformat(), key[1]] if isinstance(key, tuple) else [key.id]
    return base64.urlsafe_b64encode(json.dumps(what).encode()).decode()


def _after(keys: Sequence[Any], cursor: str) -> int:
    """Where the page begins: behind what was marked, also when that has moved since. The keys fall."""
    try:
        what = json.loads(base64.urlsafe_b64decode(cursor))
    except ValueError:
        raise Refused(422, {"message": "The cursor is not valid"}) from None
    if len(what) == 1:
        return sum(1 for key in keys if key.id >= what[0])
    marked = (datetime.fromisoformat(what[0]), what[1])
    return len(keys) - bisect.bisect_left(keys[::-1], marked)


@contextmanager
def github(port: int = 0) -> Iterator[GitHub]:
    """An empty GitHub that listens inside the block."""
    made = GitHub()
    with serving(made, port):
        yield made
        made.settled()


def main() -> None:
    """A GitHub with one repository, until the process is ended."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=9_000)
    asked.add_argument("--issues", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--repository", default="lumen/parser")
    chosen = asked.parse_args()
    with github(chosen.port) as made:
        made.add_repository(1, chosen.repository)
        made.many_issues(chosen.issues, chosen.seed)
        made.remaining = 10**9
        print(f"{made.url} {TOKEN}", flush=True)
        made.wait()


if __name__ == "__main__":
    main()
