"""The verbs of people: accounts, memberships, seats, sessions and the instructor's one-time link.

All of them run inside an app transaction; nothing here is part of a mall's log.
"""

from __future__ import annotations

from sqlalchemy import Row, delete, insert, select, update

from core.context import AppCtx
from core.errors import Invalid, NotFound, Refusal
from core.identity.models import Account, Membership, OneTimeLink, Seat, Session
from core.identity.rules import LINK_MS, SEEN_STEP_MS, SESSION_MS, clean_name, name_key, token_hash


def create_account(ctx: AppCtx, *, kind: str, name: str, language: str) -> int:
    """A new person: kind trainee or instructor. Raises Invalid("bad_name")."""
    values = {
        "kind": kind,
        "name": clean_name(name),
        "language": language,
        "created_wall_ms": ctx.wall_ms,
    }
    return _inserted(ctx, insert(Account).values(**values).returning(Account.id))


def add_member(
    ctx: AppCtx, *, class_id: int, account_id: int, role: str, name: str, pin_hash: str | None = None
) -> int:
    """Puts an account into a class under a name that is free there. Raises Refusal("name_taken")."""
    shown = clean_name(name)
    if find_member(ctx, class_id=class_id, name=shown) is not None:
        raise Refusal("name_taken", 409)
    values = {
        "class_id": class_id,
        "account_id": account_id,
        "role": role,
        "name": shown,
        "name_key": name_key(shown),
        "pin_hash": pin_hash,
        "created_wall_ms": ctx.wall_ms,
    }
    return _inserted(ctx, insert(Membership).values(**values).returning(Membership.id))


def find_member(ctx: AppCtx, *, class_id: int, name: str) -> Row[int, int, str, str, str | None] | None:
    """(id, account_id, role, name, pin_hash) of the member of that name in that class, or None."""
    member = Membership
    return ctx.session.execute(
        select(member.id, member.account_id, member.role, member.name, member.pin_hash).where(
            member.class_id == class_id, member.name_key == name_key(name)
        )
    ).first()


def set_pin(ctx: AppCtx, *, member_id: int, pin_hash: str) -> None:
    """Stores the hash of the PIN a member chose."""
    ctx.session.execute(update(Membership).where(Membership.id == member_id).values(pin_hash=pin_hash))


def create_seat(ctx: AppCtx, *, mall_id: int, account_id: int, role: str, member_id: int) -> int:
    """A place for this account in this mall: role agent, lead, shopper or observer; `member_id` is who it
    plays there."""
    values = {
        "mall_id": mall_id,
        "account_id": account_id,
        "role": role,
        "member_id": member_id,
        "created_wall_ms": ctx.wall_ms,
    }
    return _inserted(ctx, insert(Seat).values(**values).returning(Seat.id))


def revoke_seat(ctx: AppCtx, *, seat_id: int) -> None:
    """Takes the seat away; its next request is answered as if it had never been."""
    ctx.session.execute(update(Seat).where(Seat.id == seat_id).values(revoked_wall_ms=ctx.wall_ms))


def open_session(ctx: AppCtx, *, account_id: int) -> str:
    """A new session; returns the cookie's value, which is stored only as a hash."""
    token = ctx.ids.token()
    ctx.session.execute(
        insert(Session).values(
            id_hash=token_hash(token),
            account_id=account_id,
            created_wall_ms=ctx.wall_ms,
            seen_wall_ms=ctx.wall_ms,
            expires_wall_ms=ctx.wall_ms + SESSION_MS,
        )
    )
    return token


def touch_session(ctx: AppCtx, *, id_hash: str) -> None:
    """Moves the end of a session that is being used, at most once an hour."""
    ctx.session.execute(
        update(Session)
        .where(Session.id_hash == id_hash, Session.seen_wall_ms <= ctx.wall_ms - SEEN_STEP_MS)
        .values(seen_wall_ms=ctx.wall_ms, expires_wall_ms=ctx.wall_ms + SESSION_MS)
    )


def close_session(ctx: AppCtx, *, id_hash: str) -> None:
    """Signs one browser out."""
    ctx.session.execute(delete(Session).where(Session.id_hash == id_hash))


def make_instructor_link(ctx: AppCtx) -> str:
    """A link that signs one browser in as the instructor, once, within a day; returns its token."""
    token = ctx.ids.token()
    ctx.session.execute(delete(OneTimeLink).where(OneTimeLink.expires_wall_ms < ctx.wall_ms))
    ctx.session.execute(
        insert(OneTimeLink).values(
            id_hash=token_hash(token),
            kind="instructor",
            created_wall_ms=ctx.wall_ms,
            expires_wall_ms=ctx.wall_ms + LINK_MS,
        )
    )
    return token


def consume_instructor_link(ctx: AppCtx, *, token: str, name: str, language: str) -> int:
    """Uses the link up and returns the instructor's account (made at the first time). Raises
    NotFound("link")."""
    used = ctx.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.id_hash == token_hash(token),
            OneTimeLink.kind == "instructor",
            OneTimeLink.used_wall_ms.is_(None),
            OneTimeLink.expires_wall_ms > ctx.wall_ms,
        )
        .values(used_wall_ms=ctx.wall_ms)
        .returning(OneTimeLink.id_hash)
    ).first()
    if used is None:
        raise NotFound("link")
    owner = ctx.session.execute(
        select(Account.id).where(Account.kind == "instructor").order_by(Account.id).limit(1)
    ).first()
    return owner.id if owner else create_account(ctx, kind="instructor", name=name, language=language)


def set_password(ctx: AppCtx, *, account_id: int, login: str, password_hash: str) -> None:
    """The instructor's own way in; from then on no link is printed at start. Raises
    Refusal("login_taken")."""
    shown = login.strip().lower()
    if not 2 <= len(shown) <= 64:
        raise Invalid("bad_login")
    taken = ctx.session.execute(
        select(Account.id).where(Account.login == shown, Account.id != account_id)
    ).first()
    if taken:
        raise Refusal("login_taken", 409)
    ctx.session.execute(
        update(Account).where(Account.id == account_id).values(login=shown, password_hash=password_hash)
    )


def _inserted(ctx: AppCtx, statement: object) -> int:
    return int(ctx.session.execute(statement).scalar_one())  # type: ignore[call-overload]
