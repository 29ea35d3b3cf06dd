"""Argon2 hashes of PINs and passwords, computed beside the event loop: one takes tens of milliseconds."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwdlib import PasswordHash


async def hash_secret(secret: str) -> str:
    """The argon2 hash of a PIN or password."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), hash_now, secret)


async def verify_secret(stored: str | None, secret: str) -> bool:
    """Whether the secret is the one stored; takes as long when nothing is stored."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), _verify_now, stored, secret)


def hash_now(secret: str) -> str:
    """The same for the command line, where nothing waits."""
    return _hasher().hash(secret)


def _verify_now(stored: str | None, secret: str) -> bool:
    from pwdlib.exceptions import UnknownHashError

    try:
        return _hasher().verify(secret, stored or _nobody()) and stored is not None
    except UnknownHashError:
        return False


@cache
def _pool() -> ThreadPoolExecutor:
    # Two at a time: forty PINs at once must not take the machine from the class.
    return ThreadPoolExecutor(2, "argon2")


@cache
def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    return PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))


@cache
def _nobody() -> str:
    return _hasher().hash("nobody")
