"""The story on a cluster: two web processes, two workers, beat, PostgreSQL and Redis; and what happens when one dies."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from websockets.sync.client import ClientConnection, connect

from app import rooms
from app.jobs.celery_app import RUN, make_celery
from core.db.engine import Database, sqlite_url
from core.events.log import log_hash
from core.jobs import enqueue
from scripts.cluster_control import Cluster
from seed.exercises.making import exercise_mall
from simulation.bots.service import run_bot

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    place = tmp_path_factory.mktemp("cluster")
    for parent in (place, *place.parents[:2]):
        # PostgreSQL runs as an unprivileged user, which pytest's private folder would shut out.
        parent.chmod(0o755)
    made = Cluster(place)
    made.up(web=2, workers=2)
    yield made
    made.down()


class Browser:
    """One trainee, who may come to any web process."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.cookie = ""
        self.number = 0

    def ask(
        self, web: int, method: str, path: str, body: dict[str, Any] | None = None, key: str = ""
    ) -> httpx.Response:
        self.number += 1
        headers = {
            "Idempotency-Key": key or f"cluster-{self.number:06}",
            "Cookie": f"malldrill={self.cookie}",
        }
        address = self.cluster.state["addresses"][web]
        answer = httpx.request(
            method, address + path, json=body if method != "GET" else None, headers=headers, timeout=20
        )
        if "malldrill" in answer.cookies:
            self.cookie = answer.cookies["malldrill"]
        return answer

    def get(self, web: int, path: str) -> Any:
        answer = self.ask(web, "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def socket(self, web: int) -> ClientConnection:
        address = self.cluster.state["addresses"][web].replace("http", "ws")
        return connect(
            f"{address}/api/live", additional_headers={"Cookie": f"malldrill={self.cookie}"}, compression=None
        )


def until(wanted: Callable[[], Any], seconds: float, what: str) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = wanted()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds} s")


def database(cluster: Cluster, sql: str) -> list[tuple[Any, ...]]:
    address = cluster.state["database_url"].replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        return connection.execute(sql).fetchall()


def follow(wire: ClientConnection, seat: int, snapshot: dict[str, Any]) -> None:
    wire.send(json.dumps({"subscribe": [
        {"stream": f"seat:{seat}", "epoch": snapshot["epoch"], "after": snapshot["seq"]}
    ]}))  # fmt: skip
    while "ready" not in json.loads(wire.recv(timeout=10)):
        pass


def hear(wire: ClientConnection, kind: str, seconds: float) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    while True:
        frame = json.loads(wire.recv(timeout=max(0.01, deadline - time.monotonic())))
        if frame.get("kind") == kind:
            return dict(frame)


@pytest.fixture(scope="module")
def practice(cluster: Cluster) -> tuple[Browser, int, int]:
    """Somebody practises: made by a worker, started at the second web process. (browser, run, seat)"""
    browser = Browser(cluster)
    made = browser.ask(0, "POST", "/api/practice", {"name": "小林", "language": "zh-CN"})
    assert made.status_code == 201, made.text
    job = until(
        lambda: (j := browser.get(1, f"/api/jobs/{made.json()['job_id']}"))["state"] in ("done", "failed") and j,
        60, "the mall",
    )  # fmt: skip
    assert job["state"] == "done", job
    run_id = made.json()["run_id"]
    assert browser.ask(1, "POST", f"/api/runs/{run_id}/start", {}).status_code == 200
    return browser, run_id, job["result"]["seat_id"]


def test_what_happens_at_one_process_is_told_at_the_other(practice: tuple[Browser, int, int]) -> None:
    browser, _, seat = practice
    with browser.socket(1) as wire:
        follow(wire, seat, browser.get(1, f"/api/desk/{seat}/snapshot"))
        begun = time.monotonic()
        told = browser.ask(0, "POST", f"/api/desk/{seat}/presence", {"presence": "break"})
        assert told.status_code == 200, told.text
        frame = hear(wire, "helpdesk.agent.presence_changed", 5)
        assert frame["data"]["agent"]["presence"] == "break"
        assert time.monotonic() - begun < 2
        browser.ask(1, "POST", f"/api/desk/{seat}/presence", {"presence": "online"})


def test_the_same_command_at_both_processes_has_one_effect(
    practice: tuple[Browser, int, int], cluster: Cluster
) -> None:
    browser, _, seat = practice
    note = {"text": "只记一次", "flag": None}
    first = browser.ask(0, "POST", f"/api/desk/{seat}/orders/1/notes", note, "the-same-click-twice")
    again = browser.ask(1, "POST", f"/api/desk/{seat}/orders/1/notes", note, "the-same-click-twice")
    assert first.status_code == again.status_code
    assert first.content == again.content
    assert database(cluster, "SELECT count(*) FROM order_notes WHERE text = '只记一次'") == [(1,)]


def test_a_bots_story_in_a_worker_is_the_story_it_plays_here(cluster: Cluster, tmp_path: Path) -> None:
    """Celery and PostgreSQL there, one process and SQLite here: the same log, to the last byte."""
    rooms.load()
    here = Database(sqlite_url(tmp_path / "here.sqlite3"))
    here.create_schema()
    mall_id = exercise_mall(here, language="zh-CN", seed=11)
    run_bot(here, mall_id, "expert")
    with here.reading(mall_id) as ctx:
        played = {"events": ctx.last_seq, "log_hash": log_hash(ctx.session, mall_id)}
    here.close()

    there = Database(cluster.state["database_url"])
    with there.app_transaction("system") as app:
        args = {"language": "zh-CN", "seed": 11, "exercise": "late_parcel", "bot": "expert"}
        job_id = enqueue(app, kind="seed.rehearse", args=args, owner="system")
    there.close()
    make_celery(cluster.state["redis_url"]).send_task(RUN, (job_id,))
    wanted = f"SELECT state, result, error FROM jobs WHERE id = '{job_id}' AND state IN ('done', 'failed')"
    state, result, error = until(lambda: database(cluster, wanted), 120, "the story")[0]
    assert state == "done", error
    told = json.loads(result) if isinstance(result, str) else result
    assert {name: told[name] for name in played} == played and played["events"] > 250


def test_shoppers_come_by_themselves_and_another_worker_takes_over_from_a_killed_one(
    practice: tuple[Browser, int, int], cluster: Cluster
) -> None:
    browser, _, seat = practice

    def driven_by() -> str:
        rows = database(
            cluster, "SELECT owner FROM engine_leases WHERE until_wall_ms > extract(epoch from now()) * 1000"
        )
        return str(rows[0][0]) if rows else ""

    owner = until(driven_by, 15, "a worker drives the mall")
    until(lambda: browser.get(0, f"/api/desk/{seat}/snapshot")["conversations"], 90, "the first shopper")
    pid = int(owner.split(":")[-2])
    name = next(n for n, p in cluster.state["processes"].items() if p["pid"] == pid)
    before = database(cluster, "SELECT max(last_seq) FROM malls WHERE running_since_wall_ms IS NOT NULL")[0][
        0
    ]
    cluster.stop(name, kill=True)
    until(lambda: driven_by() not in ("", owner), 25, "the other worker takes the mall")
    until(
        lambda: database(cluster, "SELECT max(last_seq) FROM malls WHERE running_since_wall_ms IS NOT NULL")[0][0] > before, 90,
        "the story goes on",
    )  # fmt: skip
    gaps = database(
        cluster, "SELECT mall_id, count(*), max(seq) FROM events GROUP BY mall_id HAVING count(*) <> max(seq)"
    )
    assert gaps == []


def test_facts_arrive_when_redis_has_forgotten_everything(
    practice: tuple[Browser, int, int], cluster: Cluster
) -> None:
    browser, _, seat = practice
    with browser.socket(1) as wire:
        follow(wire, seat, browser.get(1, f"/api/desk/{seat}/snapshot"))
        cluster.stop("redis", kill=True)
        told = browser.ask(
            0, "POST", f"/api/desk/{seat}/orders/2/notes", {"text": "没有 Redis", "flag": None}
        )
        assert told.status_code in (200, 201), told.text
        assert hear(wire, "shop.order.noted", 15)["data"]["order_id"] == 2


def test_the_other_web_process_goes_on_when_one_is_killed(
    practice: tuple[Browser, int, int], cluster: Cluster
) -> None:
    browser, run_id, seat = practice
    cluster.stop("web-1", kill=True)
    assert browser.get(1, f"/api/runs/{run_id}")["state"] == "running"
    told = browser.ask(1, "POST", f"/api/desk/{seat}/orders/3/notes", {"text": "还在", "flag": None})
    assert told.status_code in (200, 201)
