"""Namespace `/admin`: a token and commands come in; models/commands/ does them; acknowledgements go out."""

from typing import Any

from socketio.exceptions import ConnectionRefusedError

from models import callers, commands
from models.commands import Means
from models.commands.acting import Done
from models.errors import NotAllowed, NotSignedIn, RateLimited, Refusal
from server import auth, limits, metrics
from server.live.acks import Ack, acknowledged, checked
from server.live.buckets import Bucket
from server.live.engine import Server
from server.live.following import NAMESPACE
from server.live.tail import AuditTail, Tail
from server.live.watch import DeliveryWatch, Watch
from server.parts import Parts

DOOR = "socket"
TOKEN_LENGTH = 4_000


class Admin:
    """Everybody who may change things by hand. The token is asked again at each command, for it may be revoked."""

    def __init__(self, server: Server, parts: Parts, tail: AuditTail, watch: DeliveryWatch) -> None:
        self._server, self._parts, self._audit, self._watched = server, parts, tail, watch
        self._means = Means(parts.commands_redis, parts.settings)
        self._tokens: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._begins: dict[str, Bucket] = {}
        server.on("connect", self._connect, namespace=NAMESPACE)
        server.on("disconnect", self._disconnect, namespace=NAMESPACE)
        for name in commands.COMMANDS:
            server.on(name, acknowledged(self._doing(name)), namespace=NAMESPACE)
        server.on("audit:tail", acknowledged(self._tail), namespace=NAMESPACE)
        server.on("deliveries:watch", acknowledged(self._watch), namespace=NAMESPACE)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        """A refusal is told as the event `refused` too: `always_connect` leaves no room for it in the handshake."""
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            if not isinstance(token, str) or len(token) > TOKEN_LENGTH:
                raise NotSignedIn("A token is needed here: auth: {token}.")
            caller = await self._parts.bridge.ask(callers.of_bearer, token, self._parts.now())
            if not self._parts.origins.may_have(caller.org, environ["aiohttp.request"]):
                raise NotAllowed("This site may not act for this organisation.")
        except Refusal as refusal:
            said = {"code": refusal.code, "message": str(refusal)}
            await self._server.emit("refused", said, to=sid, namespace=NAMESPACE)
            raise ConnectionRefusedError(str(refusal), said) from None
        self._tokens[sid], self._addresses[sid] = token, self._parts.origins.address(environ["aiohttp.request"])
        self._begins[sid] = Bucket(self._parts.bounds.subscribes, self._parts.bounds.subscribes)

    async def _disconnect(self, sid: str, _: object = None) -> None:
        self._tokens.pop(sid, None)
        self._addresses.pop(sid, None)
        self._begins.pop(sid, None)
        self._forget(sid)

    def _forget(self, sid: str) -> None:
        for several in (self._audit.followers, self._watched.followers):
            several.leave(sid)

    async def _tail(self, sid: str, given: object) -> Ack:
        wanted = checked(Tail, {} if given is None else given)
        begun = await self._audit.begin(sid, self._beginner(sid), wanted)
        if sid not in self._tokens:
            self._forget(sid)
        return begun.model_dump(mode="json")

    async def _watch(self, sid: str, given: object) -> Ack:
        checked(Watch, {} if given is None else given)
        begun = await self._watched.begin(sid, self._beginner(sid))
        if sid not in self._tokens:
            self._forget(sid)
        return begun.model_dump(mode="json")

    def _beginner(self, sid: str) -> str:
        """The token of whoever follows from now on. Raises RateLimited."""
        begins = self._begins.get(sid)
        if begins is not None and not begins.take():
            raise RateLimited("That was too often; wait a second.")
        return self._tokens.get(sid, "")

    def _doing(self, name: str) -> Any:
        async def do(sid: str, given: object) -> Ack:
            try:
                answer = await self._do(name, sid, given)
            except Refusal as refusal:
                metrics.COMMANDS.labels(name, refusal.code).inc()
                raise
            metrics.COMMANDS.labels(name, "done").inc()
            return answer

        return do

    async def _do(self, name: str, sid: str, given: object) -> Ack:
        token = self._tokens.get(sid, "")
        # Counted together with what the same token writes by REST.
        await self._parts.limits.spend(*limits.writes(self._addresses.get(sid, ""), auth.token_key(token)))
        done = await self._parts.bridge.ask(self._run, name, token, given)
        if done.ring_for is not None:
            self._parts.bells.ring(done.ring_for)
        if done.ring_job is not None:
            self._parts.bells.ring_job(done.ring_job)
        if done.ring_learner is not None:
            self._parts.bells.ring_learner(done.ring_learner)
        for rung in done.ring_studio:
            self._parts.bells.ring_studio(rung)
        if done.letter is not None:
            await self._parts.post.send(done.letter, self._parts.now())
        return done.answer

    def _run(self, name: str, token: str, given: object) -> Done:
        now = self._parts.now()
        caller = callers.of_bearer(token, now)
        callers.note_use(caller, None, now)
        return commands.run(name, caller, given, DOOR, self._means, now)
