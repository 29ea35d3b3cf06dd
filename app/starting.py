"""What must hold before anything is served: settings, folder, port, database. Each failure is told in two
lines."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Iterator
from pathlib import Path

from app.lock import DataInUse, DataLock
from app.say import Trouble, say
from core import files
from core.db.engine import Database
from core.errors import Refusal
from core.settings import BadSettings, Settings, load_settings

UNREAD_MS = 30_000


def settings_or_trouble(**given: object) -> Settings:
    """The settings of this process. Raises Trouble."""
    try:
        return load_settings(**given)
    except BadSettings as bad:
        raise Trouble("bad_settings", problems=str(bad)) from None


@contextlib.contextmanager
def held_folder(settings: Settings) -> Iterator[DataLock]:
    """The data folder, ours alone while this lasts. Raises Trouble."""
    lock = DataLock(settings.data)
    try:
        held = lock.__enter__()
    except DataInUse as used:
        at = f" ({used.address})" if used.address else ""
        raise Trouble("data_in_use", folder=settings.data, at=at) from None
    except OSError as failure:
        raise _folder_trouble(settings.data, failure) from None
    try:
        yield held
    finally:
        lock.__exit__(None, None, None)


def _folder_trouble(folder: Path, failure: OSError) -> Trouble:
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble("disk_full")
    return Trouble("folder_refused", folder=folder, why=failure.strerror or type(failure).__name__)


def listening(settings: Settings) -> socket.socket:
    """The server's socket, bound before anything heavy is loaded. Raises Trouble."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named: asyncio sends small packets at once only on sockets known to be TCP. Without it
    # (Windows, where there is no uvloop) an answer's body waited 40 ms for the reader's acknowledgement.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        # Windows would let two servers share a port.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # A browser that takes nothing for this long is gone; its socket must not keep what was meant for it.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS)
    try:
        sock.bind((settings.host, settings.port))
        sock.listen(2048)
    except socket.gaierror:
        sock.close()
        raise Trouble("host_unknown", host=settings.host) from None
    except OSError as failure:
        sock.close()
        if failure.errno == errno.EADDRINUSE or getattr(failure, "winerror", None) == 10048:
            raise Trouble("port_busy", port=settings.port, other=settings.port + 1) from None
        if failure.errno == errno.EACCES or getattr(failure, "winerror", None) == 10013:
            raise Trouble("port_refused", port=settings.port) from None
        raise Trouble("host_unknown", host=settings.host) from None
    return sock


def opened(settings: Settings, *, migrate: bool) -> Database:
    """The database at the schema this program knows; with `migrate` an older or empty one is brought there.

    Raises Trouble; then nothing was changed.
    """
    from app.schema import HEAD, REVISIONS, SchemaForeign, SchemaNewer, bring_up_to_date, revision_of

    files.keep_in(settings.data / "files")
    db = Database(settings.database)
    try:
        found = revision_of(db)
        if found != HEAD and (found is None or found in REVISIONS):
            if not migrate:
                raise Trouble("schema_missing")
            if found:
                say("migrating", aside=True, found=found, known=HEAD)
            else:
                say("creating", aside=True)
        bring_up_to_date(db)
    except SchemaNewer as newer:
        raise Trouble("schema_newer", found=newer.found, known=HEAD) from None
    except SchemaForeign:
        raise Trouble("schema_foreign", database=settings.described()["database"]) from None
    except Trouble:
        raise
    except Exception as failure:
        raise _database_trouble(settings, failure) from failure
    return db


def _database_trouble(settings: Settings, failure: Exception) -> Exception:
    from sqlalchemy.exc import DatabaseError, OperationalError

    from core.driver import as_refusal

    refusal = as_refusal(failure)
    if (refusal and refusal.code == "disk_full") or (
        isinstance(failure, Refusal) and failure.code == "disk_full"
    ):
        return Trouble("disk_full")
    if isinstance(failure, OperationalError):
        if settings.cluster:
            return Trouble("database_away")
        return Trouble("folder_refused", folder=settings.data, why=str(failure.orig))
    if isinstance(failure, DatabaseError) and "not a database" in str(failure.orig):
        return Trouble("schema_foreign", database=settings.described()["database"])
    return failure
