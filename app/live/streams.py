"""What a stream's name means for a person: which log it follows, with which eyes, and how to read its
past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from classroom.runs.models import Run
from core.db.engine import Database
from core.errors import NotFound
from core.events.log import read_log
from core.identity.queries import Person, class_role
from core.live import class_stream
from core.live.frames import Fact, class_fact, fact_of_log
from helpdesk.chats.models import Conversation

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from core.http.door import Door

LONGEST_PAST = 2_000
WATCHERS = frozenset({"instructor", "assistant", "observer"})


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of one viewer. `log` is "mall:7" or "class:3"; `actor` is who the viewer is there."""

    name: str
    log: str
    tokens: frozenset[str]
    actor: str


async def open_stream(door: Door, socket: WebSocket, name: str) -> Stream:
    """The stream if it is the caller's to see. Raises Unauthenticated, NotFound: another's is as good as
    none."""
    kind, _, number = name.partition(":")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise NotFound("stream")
    if kind == "seat":
        seat = await door.seat(socket, int(number))
        return Stream(name, f"mall:{seat.mall_id}", seat.tokens, seat.actor)
    if kind == "class":
        person = await door.must_be_somebody(socket)
        if not await door.db.run(_may_watch, door.db, int(number), person):
            raise NotFound("stream")
        return Stream(name, name, frozenset(), f"account:{person.account_id}")
    raise NotFound("stream")


def _may_watch(db: Database, class_id: int, person: Person) -> bool:
    with db.app_reading() as app:
        run = app.one(select(Run.kind, Run.owner_account_id).where(Run.id == class_id))
        if run is None or run.kind != "class":
            return False
        if run.owner_account_id == person.account_id:
            return True
        return class_role(app.session, class_id, person.account_id) in WATCHERS


def where_it_stands(db: Database, log: str) -> tuple[str, int]:
    """(epoch, last seq) of a log. Raises NotFound."""
    kind, _, number = log.partition(":")
    table = "malls" if kind == "mall" else "runs"
    with db.app_reading() as app:
        row = app.driver.one(f"SELECT epoch, last_seq FROM {table} WHERE id = ?", (int(number),))
    if row is None:
        raise NotFound("stream")
    return str(row[0]), int(row[1])


def read_past(db: Database, log: str, after: int, limit: int | None = None) -> list[Fact]:
    """The facts of a log that followed `after`, oldest first."""
    kind, _, number = log.partition(":")
    with db.app_reading() as app:
        if kind == "class":
            return [class_fact(*row) for row in class_stream.read_after(app, int(number), after)]
        return [fact_of_log(row) for row in read_log(app.session, int(number), after, limit=limit)]


def heads(db: Database, logs: list[str]) -> dict[str, int]:
    """The last seq of each of these malls' logs, asked in one go."""
    numbers = [int(log.partition(":")[2]) for log in logs if log.startswith("mall:")]
    if not numbers:
        return {}
    marks = ",".join("?" * len(numbers))
    with db.app_reading() as app:
        rows = app.driver.all(f"SELECT id, last_seq FROM malls WHERE id IN ({marks})", numbers)
    return {f"mall:{row[0]}": int(row[1]) for row in rows}


def who_sees_typing(
    db: Database, stream: Stream, conversation_id: int
) -> tuple[frozenset[str], dict[str, Any]] | None:
    """Who is told that this viewer types, and what; None when it is not their conversation."""
    mall_id = int(stream.log.partition(":")[2])
    role, _, member = stream.actor.partition(":")
    with db.app_reading() as app:
        found = app.one(
            select(Conversation.shopper_id).where(
                Conversation.mall_id == mall_id, Conversation.id == conversation_id
            )
        )
    if found is None or role == "observer" or (role == "shopper" and found.shopper_id != int(member)):
        return None
    kind = "shopper" if role == "shopper" else "agent"
    words = {
        "kind": "typing",
        "conversation_id": conversation_id,
        "author_kind": kind,
        "author_id": int(member),
    }
    return frozenset({"desk", f"shopper:{found.shopper_id}"}), words
