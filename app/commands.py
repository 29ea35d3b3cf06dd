"""What the commands do. Reading goes beside a running server; writing goes through it when one holds the
data."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import click

from app.lock import running
from app.say import Trouble, show
from app.starting import held_folder, opened, settings_or_trouble
from core.db.engine import Database
from core.settings import Settings

CONTROL_SECONDS = 120


@contextlib.contextmanager
def progress(words: str) -> Iterator[Callable[[int], None]]:
    """A bar of percent on a terminal; silent in a pipe."""
    with click.progressbar(length=100, label=words, file=sys.stderr) as bar:
        seen = 0

        def to(percent: int) -> None:
            nonlocal seen
            bar.update(max(0, min(100, percent) - seen))
            seen = max(seen, percent)

        yield to
        to(100)


@contextlib.contextmanager
def reading(settings: Settings | None = None) -> Iterator[Database]:
    """The database beside whatever server runs; nothing is migrated."""
    from app import rooms

    chosen = settings or settings_or_trouble()
    if not chosen.cluster and not (chosen.data / "malldrill.sqlite3").exists() and not chosen.database_url:
        raise Trouble("schema_missing")
    rooms.load()
    db = opened(chosen, migrate=False)
    try:
        yield db
    finally:
        db.close()


@contextlib.contextmanager
def writing(settings: Settings) -> Iterator[Database]:
    """The database with the folder held: no server runs. Raises Trouble."""
    from app import rooms

    rooms.load()
    with held_folder(settings) if not settings.cluster else contextlib.nullcontext():
        db = opened(settings, migrate=True)
        try:
            yield db
        finally:
            db.durable_now()
            db.close()


def operate(verb: str, **args: Any) -> Any:
    """Does it here, or asks the server that holds the data to do it."""
    from app.operations import OPERATIONS

    settings = settings_or_trouble()
    server = running(settings.data) if not settings.cluster else {}
    if server:
        answer = _ask(server, verb, args)
        if answer is not None:
            return answer
    with writing(settings) as db:
        if verb == "instructor.link":
            return OPERATIONS[verb](db, **args)
        with progress(verb) as to:
            return OPERATIONS[verb](db, **args, progress=to)


def _ask(server: dict[str, Any], verb: str, args: dict[str, Any]) -> Any:
    """The server's answer; None when there is none there any more. Raises Trouble."""
    request = Request(
        f"{server['address']}/control/{verb}",
        json.dumps(args).encode(),
        {"Content-Type": "application/json", "X-Malldrill-Control": server["token"]},
    )
    try:
        with urlopen(request, timeout=CONTROL_SECONDS) as answer:
            return json.load(answer)
    except HTTPError as refused:
        body = json.loads(refused.read() or b"{}")
        raise Trouble(
            "refused", code=body.get("code", refused.code), params=body.get("params") or ""
        ) from None
    except (URLError, TimeoutError, ConnectionError, ValueError) as failure:
        # A killed server leaves its note behind: then the lock is free, and we do it ourselves.
        if isinstance(getattr(failure, "reason", failure), ConnectionRefusedError):
            return None
        raise Trouble("server_away") from None


def check_malls(mall_id: int | None, exceptions: bool) -> int:
    """Prints every violated invariant. Returns the exit code."""
    from app.operations import list_malls
    from core.invariants import check_mall, invariants

    broken = legal = 0
    with reading() as db:
        malls = [entry["id"] for entry in list_malls(db) if mall_id in (None, entry["id"])]
        if mall_id is not None and not malls:
            raise Trouble("no_mall", id=mall_id)
        with progress("check") as to:
            for number, each in enumerate(malls, 1):
                with db.reading(each) as ctx:
                    found = check_mall(ctx.session, each)
                for name, findings in found.items():
                    for finding in findings:
                        legal += finding.exception
                        broken += not finding.exception
                        if exceptions or not finding.exception:
                            word = "exception" if finding.exception else "BROKEN"
                            show(
                                f"mall {each} {word} {name} {finding.code} {finding.subject} {finding.params}"
                            )
                to(100 * number // len(malls))
    show(
        f"{len(malls)} 个商城，{len(invariants())} 条不变量，{broken} 处损坏，{legal} 条合法异常 / "
        f"{len(malls)} malls, {len(invariants())} invariants, {broken} broken, {legal} legal exceptions"
    )
    return 1 if broken else 0


def show_malls(as_json: bool) -> None:
    """Prints the malls, one a line."""
    from app.operations import list_malls

    with reading() as db:
        malls = list_malls(db)
    if as_json:
        show(json.dumps(malls, ensure_ascii=False))
        return
    show(f"{'id':>5}  {'kind':<8} {'state':<8} {'lang':<6} {'events':>8} {'desk':>9}  exercise / label")
    for entry in malls:
        seconds = entry["desk_ms"] // 1000
        desk = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        show(
            f"{entry['id']:>5}  {entry['kind']:<8} {entry['state']:<8} {entry['language']:<6} "
            f"{entry['events']:>8} {desk:>9}  {entry['exercise']} {entry['label']}"
        )


def export(mall_id: int, target: Path) -> None:
    """Writes the mall to a file."""
    from app.operations import export_mall

    with reading() as db:
        try:
            lines = export_mall(db, mall_id, target)
        except OSError as failure:
            raise Trouble("failed_at", what="export", error=failure.strerror) from None
    show(f"{target}: {lines} 行 / lines")


def print_link() -> None:
    """Prints the address of a new instructor link."""
    settings = settings_or_trouble()
    token = operate("instructor.link")["token"]
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    address = running(settings.data).get("address") or f"http://{host}:{settings.port}"
    show(f"{address}/instructor/{token}")
