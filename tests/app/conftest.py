"""One running server with one real mall, a class and everybody in it, for all tests of a file that only look or knock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from core.malls.service import start_clock
from seed.exercises.making import exercise_mall
from tests.support.server import NOBODY, LiveServer, Someone, own_database, run_server

# Where who asks is known only once the body is read: a body that is whole.
BODIES: dict[str, Any] = {
    "incidents": {"kind": "hub_backlog", "hub_id": None, "days": 2},
    "preview": {"kind": "hub_backlog", "hub_id": None, "days": 2},
    "retry": {"case_code": "none"},
    "shopper-seat": {"shopper_id": 1},
}


@dataclass(frozen=True)
class School:
    """A server, a mall, and who is there. `seats` by role; `stranger` sits in another mall."""

    server: LiveServer
    mall_id: int
    people: dict[str, Someone]
    seats: dict[str, int]
    run_id: int
    job_id: str
    class_id: int

    def server_knock(self, method: str, path: str, ids: dict[str, str]) -> httpx.Response:
        """Any method at any path, as the agent."""
        target = "/".join(ids[p[1:-1]] if p.startswith("{") else p for p in path.split("/"))
        with self.server.http(self.people["agent"]) as client:
            return client.request(method, target, json={} if method != "GET" else None)

    def ask(self, who: str, operation: str, **sent: Any) -> httpx.Response:
        """Knocks at an operation ("GET /api/desk/{seat}/kpi") as somebody, at the seat that fits their role."""
        method, path = operation.split(" ", 1)
        named = {
            "seat": self.seats.get(sent.pop("seat", who), 1), "run_id": self.run_id, "job_id": self.job_id,
            "class_id": self.class_id, "conversation_id": 1, "order_id": 1, "kind": "reply", "name": "none",
            "token": "none",
        }  # fmt: skip
        while "{" in path:
            name = path[path.index("{") + 1 : path.index("}")]
            path = path.replace("{" + name + "}", str(sent.get("ids", {}).get(name, named.get(name, 1))), 1)
        sent.pop("ids", None)
        headers = {"Idempotency-Key": self.server.key(), **sent.pop("headers", {})}
        if method != "GET" and not {"json", "content"} & sent.keys():
            sent["json"] = BODIES.get(path.rsplit("/", 1)[1], {})
        with self.server.http(self.people.get(who, NOBODY)) as client:
            return client.request(method, path, headers=headers, **sent)


@pytest.fixture(scope="module")
def school(empty_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder = tmp_path_factory.mktemp("school")
    with own_database(empty_database, folder) as db:
        mall_id = exercise_mall(db, language="zh-CN", seed=3)
        with db.transaction(mall_id, "system") as ctx:
            start_clock(ctx)
        with run_server(db, folder, quota=3) as server:
            yield _filled(server, mall_id)


def _filled(server: LiveServer, mall_id: int) -> School:
    roles = {"agent": 1, "lead": 2, "shopper": 17, "observer": 1}
    people = {role: server.person(role) for role in roles}
    seats = {role: server.seat(people[role], mall_id, role, member) for role, member in roles.items()}
    people["instructor"] = server.person("instructor", kind="instructor")
    people["stranger"] = server.person("stranger")
    people["trainee"] = server.person("trainee")
    with server.http(people["trainee"]) as client:
        made = client.post(
            "/api/practice",
            json={"name": "trainee", "language": "zh-CN"},
            headers={"Idempotency-Key": server.key()},
        )
        assert made.status_code == 201, made.text
    with server.http(people["instructor"]) as client:
        room = client.post(
            "/api/cockpit/classes",
            json={"name": "class", "language": "zh-CN"},
            headers={"Idempotency-Key": server.key()},
        )
        assert room.status_code == 201, room.text
    return School(
        server, mall_id, people, seats, made.json()["run_id"], made.json()["job_id"], room.json()["id"]
    )


@pytest.fixture(scope="session")
def matrix() -> dict[str, set[str]]:
    """operation -> who may call it."""
    import yaml

    from tests.architecture.sources import ROOT

    text = (ROOT / "tests" / "architecture" / "permissions.yaml").read_text("utf-8")
    return {operation: set(str(who).split()) for operation, who in yaml.safe_load(text).items()}
