"""Every operation of the OpenAPI document, knocked at with what no browser of ours would send: never a 500, never
an echo, always {code, params, request_id}."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.web import create_app
from tests.app.conftest import School
from tests.conftest import ON_POSTGRES

MARK = "ECHO-7f3a-MARK"
SHARP: list[Any] = [
    None, True, -1, 2**53 - 1, 1.5, "", "x" * 9_000, MARK, "\u202e💥\u200b", [], {"$gt": ""}, "../../etc/passwd",
]  # fmt: skip
SHARP_FOR_A_DATABASE: list[Any] = [None, -1, 2**53 - 1, "x" * 9_000, "\u202e💥\u200b"]
RAW: list[tuple[bytes, str]] = [
    (b"", "missing or refused"), (b"{", "json_malformed"), (b"NaN", "json_malformed"), (b'{"a": NaN}', "json_malformed"),
    (b'{"a": Infinity}', "json_malformed"), (b'{"a": "\\ud800"}', "json_malformed"), (b"\xff\xfe", "json_malformed"),
    (b'{"a": 9007199254740993}', "json_number_out_of_range"), (b'{"a": 1e400}', ""), (b'{"a": -' + b"9" * 400 + b"}", ""),
    (b'{"a": "\\u0000"}', "json_text_not_allowed"), (b"[" * 100_000, ""), (b'{"a":' * 60 + b"1" + b"}" * 60, "json_too_deep"),
    (b'{"a": "' + b"x" * 300_000 + b'"}', "body_too_large"), (b"null", ""), (b"[]", ""), (b'"text"', ""), (b"7", ""),
]  # fmt: skip
IDS = ["0", "-1", "99999999", "9223372036854775807", "9223372036854775808", "9" * 60, "1.5", "abc", "%00", "%F0%9F%92%A5",
       "1%2F..%2F2", "..", "%ED%A0%80", "1;2", "' OR 1=1", "NaN", "x" * 3000]  # fmt: skip
QUERIES = ["", "q=%00", "q=" + "x" * 3000, "after=abc", "after=-1", "after=99999999999999999999", "before=0", "before=NaN",
           "q=%ED%A0%80", "q=%25%5F", "state=none", "q=1&q=2", "limit=1e9", "q='%22", "category=%F0%9F%92%A5",
           "after=9223372036854775808", "q=" + "%E4%B8%AD" * 300]  # fmt: skip


def document() -> dict[str, Any]:
    return create_app().openapi()


DOCUMENT = document()
OPERATIONS = sorted(
    f"{method.upper()} {path}" for path, methods in DOCUMENT["paths"].items() for method in methods
)
# Signs the browser out or ends the run that the other knocks need.
LAST = {"POST /api/logout"}


def role_of(operation: str, matrix: dict[str, set[str]]) -> str:
    who = matrix[operation]
    for role in ("agent", "lead", "shopper"):
        if role in who:
            return role
    return "instructor" if "instructor" in who and "run" not in operation else "trainee"


def right(answer: httpx.Response, what: Any) -> None:
    """A success, or a refusal in the one form that says nothing back."""
    assert answer.status_code < 500, (answer.status_code, answer.text[:300], what)
    assert answer.headers.get("x-request-id"), what
    if answer.status_code >= 400 and "text/html" not in answer.headers["content-type"]:
        said = answer.json()
        assert set(said) == {"code", "params", "request_id"}, (said, what)
        assert said["code"] == said["code"].lower()
        # That a thing of this name is not there may be said; what was malformed is never repeated.
        assert answer.status_code == 404 or MARK not in answer.text, what
    if answer.status_code not in (204, 304):
        assert answer.headers["x-content-type-options"] == "nosniff"


def schema_of(operation: str) -> dict[str, Any] | None:
    method, path = operation.split(" ", 1)
    body = DOCUMENT["paths"][path][method.lower()].get("requestBody")
    if not body:
        return None
    schema = body["content"]["application/json"]["schema"]
    return resolved(schema)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def sample(schema: dict[str, Any]) -> Any:
    """A value that fits, more or less."""
    schema = resolved(schema)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return sample(schema[several][0])
    kind = schema.get("type")
    if kind == "object":
        return {name: sample(inner) for name, inner in schema.get("properties", {}).items()}
    if kind == "array":
        return [sample(schema.get("items", {}))]
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    return True if kind == "boolean" else "某word"[: schema.get("maxLength", 6)] * 2


def mutations(whole: Any) -> Iterator[Any]:
    """The fitting body, with one field missing, an unknown one, and bodies of another shape."""
    yield whole
    if not isinstance(whole, dict):
        return
    yield {**whole, "unknown_field": MARK}
    for name in whole:
        yield {key: value for key, value in whole.items() if key != name}
    yield [whole]


def named_in(answer: httpx.Response) -> set[str]:
    """The fields that the reading of the body has refused."""
    if answer.status_code != 422 or answer.json()["code"] != "invalid_input":
        return set()
    return {entry["field"].removeprefix("body.").split(".")[0] for entry in answer.json()["params"]["fields"]}


@pytest.mark.slow
@pytest.mark.parametrize("operation", [o for o in OPERATIONS if o not in LAST])
def test_an_operation_survives_what_no_browser_of_ours_would_send(
    school: School, matrix: dict[str, set[str]], operation: str
) -> None:
    role = role_of(operation, matrix)
    seat = school.seats.get(role, 1)
    method, path = operation.split(" ", 1)
    named = {
        "seat": seat,
        "run_id": school.run_id,
        "class_id": school.class_id,
        "job_id": school.job_id,
        "kind": "reply",
    }
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    usual = {name: str(named.get(name, 1)) for name in names}

    def knock(client: httpx.Client, ids: dict[str, str], query: str = "", **sent: Any) -> httpx.Response:
        target = "/".join(ids[p[1:-1]] if p.startswith("{") else p for p in path.split("/"))
        headers = {"Idempotency-Key": school.server.key(), **sent.pop("headers", {})}
        return client.request(method, target + (f"?{query}" if query else ""), headers=headers, **sent)

    schema = schema_of(operation)
    body = {} if method == "GET" or schema is None else {"json": sample(schema)}
    with school.server.http(school.people[role]) as client:
        for name in names:
            # The seat is read by one and the same dependency everywhere.
            for value in IDS[:5] if name == "seat" else IDS:
                right(knock(client, {**usual, name: value}, **body), (operation, name, value))
        if method == "GET":
            for query in QUERIES:
                right(knock(client, usual, query), (operation, query))
        else:
            # Reading a request is the same code whatever the database is: SQLite's run has tried it.
            for raw, code in () if ON_POSTGRES else RAW:
                answer = knock(client, usual, content=raw, headers={"Content-Type": "application/json"})
                right(answer, (operation, raw[:40]))
                if path.startswith("/api/") and code.startswith(("json", "body")):
                    assert answer.json()["code"] == code, (operation, raw[:40], answer.text[:200])
            whole = sample(schema) if schema else None
            for value in mutations(whole) if schema else ():
                right(knock(client, usual, json=value), (operation, json.dumps(value)[:200]))
            for value in (SHARP_FOR_A_DATABASE if ON_POSTGRES else SHARP) if isinstance(whole, dict) else ():
                # All fields at once; alone then those that this did not already stop at the door.
                answer = knock(client, usual, json=dict.fromkeys(whole, value))
                right(answer, (operation, str(value)[:40]))
                for name in set(whole) - named_in(answer):
                    right(
                        knock(client, usual, json={**whole, name: value}), (operation, name, str(value)[:40])
                    )
            for key in () if ON_POSTGRES else ("", "short", "x" * 5000, "mit umlaut ä".encode("latin-1")):
                right(knock(client, usual, headers={"Idempotency-Key": key}, **body), (operation, key))  # type: ignore[dict-item]
            for kind in (
                ()
                if ON_POSTGRES
                else ("text/plain", "multipart/form-data; boundary=x", "application/xml", "")
            ):
                answer = knock(client, usual, content=b'{"a":1}', headers={"Content-Type": kind})
                right(answer, (operation, kind))
                if path.startswith("/api/"):
                    assert answer.status_code == 415
            answer = knock(client, usual, headers={"Origin": "http://evil.example"}, **body)
            assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused")
    for other in {"get", "post", "put", "delete", "patch"} - set(DOCUMENT["paths"][path]):
        right(school.server_knock(other.upper(), path, usual), (other, path))


def test_a_number_beyond_what_a_database_holds_names_nothing(school: School) -> None:
    answer = school.ask("agent", "GET /api/desk/{seat}/orders/{order_id}", ids={"order_id": 2**63})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_an_expired_session_is_nobody(school: School) -> None:
    person = school.server.person("late")
    db = school.server.db

    def expire() -> None:
        with db.app_transaction() as app:
            app.driver.run(
                "UPDATE sessions SET expires_wall_ms = 1 WHERE account_id = ?", (person.account_id,)
            )

    school.server.here(expire)
    with school.server.http(person) as client:
        assert client.get("/api/me").json()["account"] is None
        answer = client.get("/api/jobs/x")
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_the_same_key_with_another_body_is_refused(school: School) -> None:
    path = f"/api/desk/{school.seats['agent']}/presence"
    with school.server.http(school.people["agent"]) as client:
        # Whatever the knocks before have left behind: from a break one can come online.
        client.post(path, json={"presence": "break"}, headers={"Idempotency-Key": "a-break-before"})
        headers = {"Idempotency-Key": "one-key-two-bodies"}
        first = client.post(path, json={"presence": "online"}, headers=headers)
        assert first.status_code == 200, first.text
        again = client.post(path, json={"presence": "online"}, headers=headers)
        assert (again.status_code, again.content) == (200, first.content)
        other = client.post(path, json={"presence": "break"}, headers=headers)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
