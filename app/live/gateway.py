"""WS /api/live: one socket a browser, several streams on it; commands go over HTTP, facts come here."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, cast

import orjson
import structlog
from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from app.live.feed import Feed
from app.live.streams import LONGEST_PAST, Stream, open_stream, read_past, where_it_stands, who_sees_typing
from core import json, metrics
from core.clock import SystemClock
from core.errors import Refusal
from core.http.edge import check_origin
from core.http.state import services
from core.live.frames import LARGEST
from core.live.hub import Outbox, Subscription

router = APIRouter()
MOST_STREAMS = 20
TYPING_MS = 1_500
PIECE, PIECE_SECONDS = 100, 20
SLOW, REFUSED = 4408, 4403
log = structlog.get_logger("live")
clock = SystemClock()


@router.websocket("/api/live")
async def live(socket: WebSocket) -> None:
    """Serves one socket until either side ends it."""
    headers = {name: value for name, value in socket.scope["headers"] if name in (b"origin", b"host")}
    try:
        check_origin(headers)
    except Refusal:
        await socket.close(REFUSED)
        return
    await socket.accept()
    await Line(socket).serve()


class Line:
    """One open socket: what it listens to and what waits to be sent to it."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.services = services(socket)
        self.feed: Feed = cast(Feed, socket.app.state.feed)
        self.outbox = Outbox(self._woken)
        self.subscriptions: dict[str, Subscription] = {}
        self.streams: dict[str, Stream] = {}
        self._something = asyncio.Event()
        self._dropped = asyncio.Event()
        self._empty = asyncio.Event()
        self._typed: dict[tuple[str, int], float] = {}

    def _woken(self) -> None:
        self._something.set()
        self._empty.clear()
        if self.outbox.full:
            self._dropped.set()

    async def serve(self) -> None:
        metrics.SOCKETS.add()
        sender = asyncio.create_task(self._send())
        receiver = asyncio.create_task(self._receive())
        # A slow reader's sender hangs in its send: only this wakes us then.
        dropped = asyncio.create_task(self._dropped.wait())
        tasks = (sender, receiver, dropped)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for subscription in self.subscriptions.values():
                self.feed.hub.remove(subscription)
            self.subscriptions.clear()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            metrics.SOCKETS.add(-1)
            if self.socket.application_state == WebSocketState.CONNECTED and (
                self.socket.client_state == WebSocketState.CONNECTED
            ):
                with contextlib.suppress(Exception):
                    async with asyncio.timeout(1):
                        await self.socket.close(SLOW if self.outbox.full else 1001)

    async def _send(self) -> None:
        frames = self.outbox.frames
        send = self.socket.send
        while not self.outbox.full:
            await self._something.wait()
            self._something.clear()
            while frames:
                # One by one: what is already in the kernel's buffer is not in our count.
                await send({"type": "websocket.send", "text": frames[0]})
                if frames:
                    frames.popleft()
            self._empty.set()

    async def _receive(self) -> None:
        while True:
            try:
                message = await self.socket.receive()
            except (WebSocketDisconnect, RuntimeError):
                return
            if message["type"] == "websocket.disconnect":
                return
            try:
                await self._heard(message.get("text") or message.get("bytes") or "")
            except Refusal as refusal:
                self._say({"error": {"code": refusal.code}})
            except TimeoutError:
                return
            except Exception as failure:
                log.error("frame_failed", exc_info=failure)
                self._say({"error": {"code": "internal"}})

    def _say(self, words: dict[str, Any]) -> None:
        self.outbox.put(orjson.dumps(words).decode())

    async def _heard(self, text: str | bytes) -> None:
        frame = json.read(text.encode() if isinstance(text, str) else text, max_bytes=LARGEST)
        if not isinstance(frame, dict):
            raise Refusal("frame_unknown", 422)
        if "ping" in frame:
            self._say({"pong": frame["ping"] if isinstance(frame["ping"], int | str) else 0})
        elif "subscribe" in frame:
            wanted = frame["subscribe"]
            if not isinstance(wanted, list) or len(wanted) > MOST_STREAMS:
                raise Refusal("frame_unknown", 422)
            for entry in wanted:
                await self._subscribe(entry)
        elif "unsubscribe" in frame:
            names = frame["unsubscribe"]
            for name in names if isinstance(names, list) else [names]:
                self._leave(str(name))
        elif "typing" in frame:
            await self._typing(frame["typing"])
        else:
            raise Refusal("frame_unknown", 422)

    def _leave(self, name: str) -> None:
        self.streams.pop(name, None)
        gone = self.subscriptions.pop(name, None)
        if gone is not None:
            self.feed.hub.remove(gone)

    async def _subscribe(self, entry: Any) -> None:
        """Follows a stream from where the browser left it; `reset` when that place cannot be gone on from."""
        if not isinstance(entry, dict) or not isinstance(entry.get("stream"), str):
            raise Refusal("frame_unknown", 422)
        name = entry["stream"][:40]
        after, epoch = entry.get("after", 0), entry.get("epoch")
        if not isinstance(after, int) or isinstance(after, bool) or after < 0:
            raise Refusal("frame_unknown", 422)
        self._leave(name)
        db = self.services.db
        try:
            if len(self.subscriptions) >= MOST_STREAMS:
                raise Refusal("too_many_streams", 429)
            stream = await open_stream(self.services.door, self.socket, name)
        except Refusal as refusal:
            self._say({"stream": name, "error": {"code": refusal.code}})
            return
        subscription = Subscription(self.outbox, name, stream.log, stream.tokens, stream.actor)
        # First listen, then read: nothing can fall between the two.
        self.feed.hub.add(subscription)
        self.subscriptions[name], self.streams[name] = subscription, stream
        try:
            now_epoch, head = await db.run(where_it_stands, db, stream.log)
            if (epoch is not None and epoch != now_epoch) or after > head or head - after > LONGEST_PAST:
                self._leave(name)
                self._say({"stream": name, "reset": True})
                return
            past = await db.run(read_past, db, stream.log, after) if head > after else []
            await db.durable()
        except BaseException:
            self._leave(name)
            raise
        if past:
            head = max(head, past[-1].seq)
        while (pushed := self.feed.hub.head(stream.log)) > head:
            # Others here are already told more than was read: read on, so that nothing is between.
            more = await db.run(read_past, db, stream.log, head)
            past, head = past + more, more[-1].seq if more else pushed
        self.feed.hub.started(stream.log, head)
        subscription.start_after(after)
        for start in range(0, len(past), PIECE):
            subscription.replay(past[start : start + PIECE])
            # The past comes as fast as the browser takes it: it must not fill the queue of the present.
            async with asyncio.timeout(PIECE_SECONDS):
                while self.outbox.frames:
                    await self._empty.wait()
        subscription.go_live(head, now_epoch)

    async def _typing(self, words: Any) -> None:
        """Tells the other side, at most every second and a half; kept nowhere."""
        if not isinstance(words, dict) or not isinstance(words.get("conversation_id"), int):
            raise Refusal("frame_unknown", 422)
        name, conversation_id = str(words.get("stream"))[:40], words["conversation_id"]
        stream = self.streams.get(name)
        if stream is None or not stream.log.startswith("mall:"):
            return
        now = clock.monotonic_ms()
        if now - self._typed.get((name, conversation_id), -TYPING_MS) < TYPING_MS:
            return
        if len(self._typed) > 200:
            self._typed.clear()
        self._typed[name, conversation_id] = now
        db = self.services.db
        told = await db.run(who_sees_typing, db, stream, conversation_id)
        if told is not None:
            self.feed.tell_now(stream.log, told[0], stream.actor, told[1])
