"""Who is asking: the session of a cookie, the seat it names, and what else that person has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session as DbSession

from core.context import Prepared, Work
from core.identity.models import Account, Membership, Seat, Session
from core.malls.models import Mall

# Asked for everybody every few seconds.
_PERSON = Prepared(
    select(
        Account.id, Account.kind, Account.name, Account.language,
        Session.expires_wall_ms, Session.seen_wall_ms,
    )
    .join(Account, Account.id == Session.account_id)
    .where(Session.id_hash == bindparam("hash"), Session.expires_wall_ms > bindparam("now"))
)  # fmt: skip
_SEAT = Prepared(
    select(Seat.id, Seat.mall_id, Seat.role, Seat.member_id).where(
        Seat.id == bindparam("seat"),
        Seat.account_id == bindparam("account"),
        Seat.revoked_wall_ms.is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in account."""

    account_id: int
    kind: str
    name: str
    language: str
    session_hash: str
    expires_wall_ms: int
    seen_wall_ms: int


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat of a signed-in account: where, and as whom."""

    person: Person
    seat_id: int
    mall_id: int
    role: str
    member_id: int

    @property
    def actor(self) -> str:
        """How the mall's log names this person, e.g. agent:1."""
        return f"{self.role}:{self.member_id}"

    @property
    def tokens(self) -> frozenset[str]:
        """The audiences this seat belongs to."""
        return AUDIENCES.get(self.role, frozenset({"all"})) | {self.actor, f"seat:{self.seat_id}"}


AUDIENCES = {
    "agent": frozenset({"all", "desk"}),
    "lead": frozenset({"all", "desk", "lead"}),
    "observer": frozenset({"all", "desk"}),
    "shopper": frozenset({"all"}),
}


def person_of_session(work: Work, id_hash: str, wall_ms: int) -> Person | None:
    """The account behind a session that has not expired."""
    row = work.one(_PERSON, {"hash": id_hash, "now": wall_ms})
    if row is None:
        return None
    return Person(row[0], row[1], row[2], row[3], id_hash, row[4], row[5])


def seat_of(work: Work, seat_id: int, person: Person) -> Seated | None:
    """That seat if it is this person's and not revoked; anybody else's is as good as none."""
    row = work.one(_SEAT, {"seat": seat_id, "account": person.account_id})
    return None if row is None else Seated(person, row[0], row[1], row[2], row[3])


def seats_of(session: DbSession, account_id: int) -> list[dict[str, Any]]:
    """Every seat of a person, newest first, as /api/me shows them."""
    rows = session.execute(
        select(Seat.id, Seat.mall_id, Mall.class_id, Seat.role, Mall.label)
        .join(Mall, Mall.id == Seat.mall_id)
        .where(Seat.account_id == account_id, Seat.revoked_wall_ms.is_(None))
        .order_by(Seat.id.desc())
        .limit(200)
    )
    return [
        {"id": row[0], "mall_id": row[1], "run_id": row[2], "role": row[3], "label": row[4]} for row in rows
    ]


def class_role(session: DbSession, class_id: int, account_id: int) -> str | None:
    """What the account is in that class, or None."""
    row = session.execute(
        select(Membership.role)
        .where(Membership.class_id == class_id, Membership.account_id == account_id)
        .order_by(Membership.id)
    ).first()
    return None if row is None else str(row[0])


def password_exists(session: DbSession) -> bool:
    """Whether an instructor has set a password, so that no link needs printing."""
    return (
        session.execute(select(Account.id).where(Account.password_hash.is_not(None)).limit(1)).first()
        is not None
    )


def account_of_login(session: DbSession, login: str) -> tuple[int, str | None] | None:
    """(id, password hash) of the account that signs in under this name."""
    row = session.execute(
        select(Account.id, Account.password_hash).where(Account.login == login.strip().lower())
    ).first()
    return None if row is None else (row[0], row[1])
