"""Who stands at the door: the session cookie of a request, turned into a person or a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import HTTPConnection
from starlette.responses import Response

from core.errors import NotFound, Unauthenticated
from core.identity.queries import Person, Seated, person_of_session, seat_of
from core.identity.rules import SEEN_STEP_MS, SESSION_MS, token_hash
from core.identity.service import touch_session

if TYPE_CHECKING:
    from core.db.engine import Database

COOKIE = "malldrill"
KNOWN_MS = 3_000
KNOWN_MOST = 8_192


class Door:
    """Looks sessions and seats up, and remembers them for three seconds: a burst of messages asks once."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._people: dict[str, tuple[Person, float]] = {}
        self._seats: dict[tuple[str, int], tuple[Seated, float]] = {}

    async def person(self, connection: HTTPConnection) -> Person | None:
        """The signed-in account, or None."""
        token = connection.cookies.get(COOKIE)
        if not token or len(token) > 200:
            return None
        id_hash = token_hash(token)
        now = self.db.clock.monotonic_ms()
        known = self._people.get(id_hash)
        if known is not None and known[1] > now:
            return known[0]
        person = await self.db.run(self._find_person, id_hash)
        if person is not None:
            self._remember(self._people, id_hash, person, now)
        return person

    async def must_be_somebody(self, connection: HTTPConnection) -> Person:
        """The signed-in account. Raises Unauthenticated."""
        person = await self.person(connection)
        if person is None:
            raise Unauthenticated()
        return person

    async def seat(self, connection: HTTPConnection, seat_id: int) -> Seated:
        """The seat named, if it is the caller's own. Raises Unauthenticated, NotFound("seat")."""
        person = await self.must_be_somebody(connection)
        now = self.db.clock.monotonic_ms()
        known = self._seats.get((person.session_hash, seat_id))
        if known is not None and known[1] > now:
            return known[0]
        seated = await self.db.run(self._find_seat, seat_id, person)
        if seated is None:
            raise NotFound("seat")
        self._remember(self._seats, (person.session_hash, seat_id), seated, now)
        return seated

    def forget(self, id_hash: str | None = None) -> None:
        """After signing out, or when a seat was taken away: nothing remembered answers any more."""
        if id_hash is not None:
            self._people.pop(id_hash, None)
        else:
            self._people.clear()
        self._seats.clear()

    @staticmethod
    def _remember(book: dict[Any, tuple[Any, float]], key: Any, value: Any, now: float) -> None:
        if len(book) >= KNOWN_MOST:
            book.clear()
        book[key] = (value, now + KNOWN_MS)

    def _find_person(self, id_hash: str) -> Person | None:
        wall_ms = self.db.clock.wall_ms()
        with self.db.app_reading() as ctx:
            person = person_of_session(ctx, id_hash, wall_ms)
        if person is not None and person.seen_wall_ms <= wall_ms - SEEN_STEP_MS:
            with self.db.app_transaction("system") as writing:
                touch_session(writing, id_hash=id_hash)
        return person

    def _find_seat(self, seat_id: int, person: Person) -> Seated | None:
        with self.db.app_reading() as ctx:
            return seat_of(ctx, seat_id, person)


def give_cookie(response: Response, token: str, *, secure: bool = False) -> None:
    """Hands the browser its session; scripts cannot read it and other sites' requests do not carry it."""
    response.set_cookie(
        COOKIE, token, max_age=SESSION_MS // 1000, path="/", httponly=True, samesite="lax", secure=secure
    )


def take_cookie(response: Response) -> None:
    """Signs the browser out."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
