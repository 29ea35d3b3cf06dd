"""Data folders for the bench: malls with seats whose cookies the load generators know."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from sqlalchemy import insert, select, text

from app import rooms
from app.schema import bring_up_to_date
from core.commands.runner import run_command
from core.db.engine import Database, sqlite_url
from core.identity.models import Account, Seat, Session
from core.identity.rules import token_hash
from core.malls.service import start_clock
from seed.exercises.making import exercise_mall
from shop.shoppers.models import Shopper
from simulation.shoppers.models import Case

ROOT = Path(__file__).resolve().parent.parent
YEAR_MS = 366 * 24 * 3_600_000


def open_folder(folder: Path) -> Database:
    """The database a server of that folder would use, brought up to date."""
    rooms.load()
    db = Database(sqlite_url(folder / "malldrill.sqlite3"))
    bring_up_to_date(db)
    return db


def make_malls(db: Database, count: int, *, language: str = "zh-CN", seed: int = 7) -> list[int]:
    return [exercise_mall(db, language=language, seed=seed) for _ in range(count)]


def chat_desks(db: Database, malls: list[int], *, quiet: bool = False) -> None:
    """Every mall gets an accepted conversation of a shopper without a case; `quiet`: no other shopper comes.

    Seats 1000i with the sessions "bench-i": of n malls, i < n is the agent of mall i, n ≤ i < 2n the shopper
    of mall i - n, 2n ≤ i < 3n its supervisor.
    """
    for number, mall_id in enumerate(malls):
        shopper = _shopper_without_case(db, mall_id)
        with db.app_transaction() as app:
            account = _insert(
                app, Account, kind="trainee", name=f"bench {number}", language="zh-CN", created_wall_ms=0
            )
            for turn, (role, member) in enumerate((("agent", 1), ("shopper", shopper), ("observer", 1))):
                client = number + turn * len(malls)
                app.execute(
                    insert(Session).values(
                        id_hash=token_hash(f"bench-{client}"),
                        account_id=account,
                        created_wall_ms=app.wall_ms,
                        seen_wall_ms=app.wall_ms,
                        expires_wall_ms=app.wall_ms + YEAR_MS,
                    )
                )
                _insert(
                    app,
                    Seat,
                    id=int(f"1000{client}"),
                    mall_id=mall_id,
                    account_id=account,
                    role=role,
                    member_id=member,
                    created_wall_ms=0,
                )
            app.execute(text("UPDATE malls SET epoch = 'bench' WHERE id = :m"), {"m": mall_id})
        with db.transaction(mall_id, "system") as ctx:
            if quiet:
                for case in ctx.all(select(Case.id).where(Case.mall_id == mall_id)):
                    ctx.cancel(f"case:{case.id}:arrive")
            start_clock(ctx)
        for actor, verb, args in (
            (f"shopper:{shopper}", "helpdesk.shopper_write", {"text": "在吗", "client_id": "hello"}),
            ("agent:1", "helpdesk.accept", {"conversation_id": 1}),
        ):
            run_command(db, mall_id=mall_id, actor=actor, key=f"bench-{verb}", verb=verb, args=args)


def _shopper_without_case(db: Database, mall_id: int) -> int:
    with db.reading(mall_id) as ctx:
        busy = select(Case.shopper_id).where(Case.mall_id == mall_id)
        found = ctx.one(
            select(Shopper.id).where(Shopper.mall_id == mall_id, Shopper.id.not_in(busy)).order_by(Shopper.id)
        )
        assert found is not None
        return int(found.id)


def _insert(app, model, **values) -> int:  # type: ignore[no-untyped-def]
    return int(app.session.execute(insert(model).values(**values).returning(model.id)).scalar_one())


class Server:
    """`malldrill serve` on a folder and a free port, as a process of its own."""

    def __init__(self, folder: Path) -> None:
        from tests.support.postgres import free_port

        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("MALLDRILL_")},
            "MALLDRILL_DATA": str(folder),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }
        self.log = (folder / "server.log").open("ab")
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "serve"],
            cwd=ROOT,
            env=env,
            stdout=self.log,
            stderr=self.log,
            stdin=subprocess.DEVNULL,
        )
        self.seconds_to_first_answer = self._wait()

    def _wait(self) -> float:
        while True:
            try:
                with urllib.request.urlopen(self.base + "/healthz", timeout=5) as answer:
                    if answer.status == 200:
                        return time.monotonic() - self.began
            except OSError:
                if self.process.poll() is not None or time.monotonic() - self.began > 60:
                    raise RuntimeError(f"the server did not start, see {self.log.name}") from None
                time.sleep(0.005)

    def memory_mb(self) -> float:
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
