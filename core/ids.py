"""Identities that must not be guessed or must be new: tokens of sessions and links, epochs of logs, join
codes."""

import hashlib
import secrets
from typing import Protocol


class Ids(Protocol):
    """Where unguessable words come from."""

    def token(self, nbytes: int = 32) -> str: ...

    def below(self, n: int) -> int: ...


class SystemIds:
    """The machine's own source of secrets."""

    def token(self, nbytes: int = 32) -> str:
        return secrets.token_urlsafe(nbytes)

    def below(self, n: int) -> int:
        return secrets.randbelow(n)


class CountingIds:
    """Tokens that are the same in every test run, and never twice the same."""

    def __init__(self, prefix: str = "test") -> None:
        self._prefix = prefix
        self._given = 0

    def token(self, nbytes: int = 32) -> str:
        self._given += 1
        return f"{self._prefix}-{self._given}"

    def below(self, n: int) -> int:
        self._given += 1
        digest = hashlib.blake2b(f"{self._prefix}:{self._given}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % n


READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def readable_code(ids: Ids, length: int = 6) -> str:
    """A code to be read from a wall and typed: no 0/O, 1/I/L."""
    return "".join(READABLE[ids.below(len(READABLE))] for _ in range(length))


def secret_token(nbytes: int = 32) -> str:
    """A token nobody can guess, where no `Ids` is at hand."""
    return SystemIds().token(nbytes)


def hashed(token: str) -> str:
    """How a token is kept: only its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()
