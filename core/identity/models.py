"""People, the seats they sit in and the sessions of their browsers. Times are wall ms: these are people,
not shoppers."""

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base


class Account(Base):
    """kind trainee | instructor. PIN and password are argon2 hashes."""

    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str]
    name: Mapped[str]
    language: Mapped[str]
    login: Mapped[str | None] = mapped_column(Text, unique=True)
    password_hash: Mapped[str | None]
    created_wall_ms: Mapped[int]


class Membership(Base):
    """What an account may do in one class: role instructor | assistant | trainee | observer."""

    __tablename__ = "memberships"
    __table_args__ = (Index(None, "class_id", "name_key", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    class_id: Mapped[int]
    account_id: Mapped[int]
    role: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    pin_hash: Mapped[str | None]
    created_wall_ms: Mapped[int]


class Seat(Base):
    """One person's place in one mall: role agent | lead | shopper | observer; `member_id` is the agent or
    shopper there."""

    __tablename__ = "seats"
    __table_args__ = (Index(None, "mall_id"), Index(None, "account_id"))
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    mall_id: Mapped[int]
    account_id: Mapped[int]
    role: Mapped[str]
    member_id: Mapped[int]
    created_wall_ms: Mapped[int]
    revoked_wall_ms: Mapped[int | None]


class Session(Base):
    """`id_hash` is the SHA-256 of the cookie; the cookie itself is never stored."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "account_id"),)
    id_hash: Mapped[str] = mapped_column(Text, primary_key=True)
    account_id: Mapped[int]
    created_wall_ms: Mapped[int]
    seen_wall_ms: Mapped[int]
    expires_wall_ms: Mapped[int]


class OneTimeLink(Base):
    """kind instructor. GET shows a button, POST consumes."""

    __tablename__ = "one_time_links"
    id_hash: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str]
    created_wall_ms: Mapped[int]
    expires_wall_ms: Mapped[int]
    used_wall_ms: Mapped[int | None]
