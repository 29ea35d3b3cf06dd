"""A class from the join code to the sheet, and one trainee alone, as browsers do it."""

import io
import time
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook

from tests.support.server import LiveServer

pytestmark = pytest.mark.slow


class Browser:
    """A browser with its cookie; every command has a key of its own."""

    def __init__(self, server: LiveServer, cookie: str = "") -> None:
        headers = {"Cookie": f"malldrill={cookie}"} if cookie else {}
        self.server = server
        self.client = httpx.Client(base_url=server.base, headers=headers, timeout=30)

    def get(self, path: str, status: int = 200) -> Any:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.json()

    def post(
        self, path: str, body: dict[str, Any] | None = None, status: int = 200, key: str | None = None
    ) -> Any:
        headers = {"Idempotency-Key": key or self.server.key()}
        answer = self.client.post(path, json=body or {}, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()


def until(look: Any, want: Any, seconds: float = 40) -> Any:
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if want(seen):
            return seen
        assert time.monotonic() < deadline, seen
        time.sleep(0.1)


@pytest.fixture
def teacher(server: LiveServer) -> Browser:
    return Browser(server, server.person("王老师", "instructor").cookie)


def test_a_trainee_alone_practises_ends_and_reads_the_result_and_tries_a_shopper_again(
    server: LiveServer,
) -> None:
    me = Browser(server)
    made = me.post("/api/practice", {"name": "小林", "language": "zh-CN"}, 201)
    run = f"/api/runs/{made['run_id']}"
    until(lambda: me.get(f"/api/jobs/{made['job_id']}"), lambda job: job["state"] == "done")
    assert (me.get(run)["state"], me.get(run)["cases_total"]) == ("ready", 8)
    assert me.post(f"{run}/start")["state"] == "running"
    until(lambda: me.get(run)["clock"]["desk_ms"], lambda ms: ms > 0)
    assert me.post(f"{run}/pause")["clock"]["running"] is False
    me.get(f"{run}/result", 409)
    me.post(f"{run}/resume")
    assert me.post(f"{run}/end")["state"] == "ended"
    result = me.get(f"{run}/result")
    assert len(result["cases"]) == 8 and result["language"] == "zh-CN"
    assert {case["outcome"] for case in result["cases"]} <= {"not_arrived", "still_open"}
    again = me.post(f"{run}/retry", {"case_code": "LP4"}, 201)
    until(lambda: me.get(f"/api/jobs/{again['job_id']}"), lambda job: job["state"] == "done")
    assert me.get(f"/api/runs/{again['run_id']}")["cases_total"] == 1
    me.post(f"{run}/retry", {"case_code": "LP99"}, 404)


def test_a_class_joins_runs_is_hit_by_an_incident_ends_and_is_written_into_a_sheet(
    server: LiveServer, teacher: Browser
) -> None:
    made = teacher.post("/api/cockpit/classes", {"name": "=电商2班", "language": "zh-CN", "seed": 3}, 201)
    page = f"/api/cockpit/classes/{made['id']}"
    assert made["network"]["open"] is False and len(made["join_code"]) == 6
    trainees = {}
    for name in ("陈晨", "=1+1", "吴迪"):
        trainees[name] = Browser(server)
        trainees[name].post(
            "/api/join", {"code": made["join_code"].lower(), "name": name, "pin": "4821"}, 201
        )
    until(lambda: teacher.get(page)["places"], lambda ps: [p["state"] for p in ps] == ["ready"] * 3)
    wire = server.socket(_someone(teacher))
    with wire as socket:
        view = teacher.get(page)
        socket.subscribe(f"class:{made['id']}", after=view["seq"], epoch=view["epoch"])
        assert socket.hear().get("ready")
        teacher.post(f"{page}/start")
        assert socket.hear()["kind"] == "class.state.changed"
        options = teacher.get(f"{page}/incidents/options")
        hub = options["hubs"][0]
        wanted = {"kind": "hub_backlog", "hub_id": hub["id"], "days": 2}
        preview = Browser.post(teacher, f"{page}/incidents/preview", wanted)
        assert preview["orders_per_mall"] == hub["orders"] > 0 and preview["malls"] == 3
        assert preview["sample"][0]["order_no"]
        key = server.key()
        fired = teacher.post(f"{page}/incidents", wanted, 201, key)
        assert teacher.post(f"{page}/incidents", wanted, 201, key) == fired
        until(lambda: teacher.get(f"/api/jobs/{fired['job_id']}"), lambda job: job["state"] == "done")
        heard = [socket.hear()["kind"] for _ in range(2)]
        assert "class.incident.fired" in heard
        assert len(options["kinds"]) == 18 and options["carriers"][0]["orders"] > 0
        strike = next(k for k in options["kinds"] if k["kind"] == "carrier_strike")
        assert [p["name"] for p in strike["params"]] == ["carrier_id", "days"] and strike["clears"]
        lost = teacher.post(f"{page}/incidents", {"kind": "lost", "count": 2}, 201)
        assert (lost["orders_hit"], lost["clears"], lost["cleared_at"]) == (2, True, None)
        until(lambda: teacher.get(f"/api/jobs/{lost['job_id']}"), lambda job: job["state"] == "done")
        ended = teacher.post(f"{page}/incidents/{fired['id']}/clear", status=202)
        until(lambda: teacher.get(f"/api/jobs/{ended['job_id']}"), lambda job: job["result"] == {"malls": 3})
        teacher.post(f"{page}/incidents/{fired['id']}/clear", status=409)
        teacher.post(f"{page}/incidents", {"kind": "lost", "count": 99}, 422)
    tiles = teacher.get(page)["tiles"]
    assert [t["cases_total"] for t in tiles] == [10, 10, 10]
    told = teacher.get(page)["incidents"]
    assert [i["cleared_at"] is not None for i in told] == [True, False]
    trainees["陈晨"].post(f"/api/runs/{made['id']}/end", status=403)
    teacher.post(f"{page}/end")
    results = until(lambda: teacher.get(f"{page}/results"), lambda r: r["computed_at"] is not None)
    assert {row["name"] for row in results["rows"]} == {"陈晨", "=1+1", "吴迪"}
    one = teacher.get(f"{page}/results/{results['rows'][0]['place_id']}")
    assert len(one["cases"]) == 10
    sheet = teacher.client.get(f"{page}/results.xlsx")
    assert sheet.status_code == 200 and "attachment" in sheet.headers["content-disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["姓名", "得分"] and {row[0] for row in rows[1:]} == {"陈晨", "=1+1", "吴迪"}
    assert len(book.get_sheet_by_index(1).to_python()) == 1 + 3 * 10


def _someone(browser: Browser) -> Any:
    class Cookie:
        headers = dict(browser.client.headers)

    return type("Someone", (), {"headers": {"Cookie": Cookie.headers["cookie"]}})()


def test_a_wrong_pin_is_refused_and_the_right_one_gives_the_desk_back(
    server: LiveServer, teacher: Browser
) -> None:
    made = teacher.post("/api/cockpit/classes", {"name": "3班", "language": "en"}, 201)
    first = Browser(server)
    joined = first.post("/api/join", {"code": made["join_code"], "name": "Mia", "pin": "4821"}, 201)
    other = Browser(server)
    refused = other.post("/api/join", {"code": made["join_code"], "name": "Mia"}, 403)
    assert refused["code"] == "pin_needed"
    wrong = other.post("/api/join", {"code": made["join_code"], "name": "Mia", "pin": "0000"}, 403)
    assert wrong["code"] == "pin_wrong"
    back = other.post("/api/join", {"code": made["join_code"], "name": "Mia", "pin": "4821"}, 201)
    assert back["run_id"] == joined["run_id"]
    assert other.get("/api/me")["account"]["id"] == first.get("/api/me")["account"]["id"]


def test_the_cockpit_is_the_instructors_own(server: LiveServer, teacher: Browser) -> None:
    made = teacher.post("/api/cockpit/classes", {"name": "1班", "language": "zh-CN"}, 201)
    trainee = Browser(server, server.person().cookie)
    assert trainee.get("/api/cockpit/classes", 403)["code"] == "instructor_only"
    stranger = Browser(server, server.person("李老师", "instructor").cookie)
    stranger.get(f"/api/cockpit/classes/{made['id']}", 404)
    stranger.get(f"/api/cockpit/classes/{made['id']}/results.xlsx", 404)
    assert stranger.get("/api/cockpit/classes")["items"] == []
    Browser(server).get("/api/cockpit/classes", 401)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/practice", {"name": "x", "language": "fr"}, 422),
        ("/api/practice", {"name": "", "language": "en"}, 422),
        ("/api/practice", {"name": "x", "language": "en", "exercise": "none"}, 404),
        ("/api/practice", {"name": "x", "language": "en", "seed": 1}, 422),
        ("/api/join", {"code": "ZZZZZZ", "name": "x"}, 404),
        ("/api/join", {"code": "A", "name": "x", "pin": "1"}, 422),
    ],
)
def test_bad_input_is_a_clear_refusal(
    server: LiveServer, path: str, body: dict[str, Any], status: int
) -> None:
    assert "code" in Browser(server).post(path, body, status)
