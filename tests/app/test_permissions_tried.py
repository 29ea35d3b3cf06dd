"""The permission matrix is not only written down: every operation is tried by those who may not, and who may."""

from tests.app.conftest import School

Matrix = dict[str, set[str]]


def refused(
    school: School, operations: list[str], who: str, *codes: str, seat: str | None = None
) -> list[str]:
    """The operations that did not refuse `who` with one of these codes."""
    wrong = []
    for operation in operations:
        answer = school.ask(who, operation, **({"seat": seat} if seat else {}))
        code = answer.json().get("code") if "json" in answer.headers.get("content-type", "") else None
        if code not in codes or answer.status_code not in (401, 403, 404):
            wrong.append(f"{operation} as {who}: {answer.status_code} {answer.text[:120]}")
    return wrong


def of(matrix: Matrix, *prefixes: str) -> list[str]:
    return [operation for operation in matrix if operation.split(" ", 1)[1].startswith(prefixes)]


def test_nobody_gets_in_anywhere_without_being_signed_in(school: School, matrix: Matrix) -> None:
    closed = [operation for operation, who in matrix.items() if not who & {"anyone", "link"}]
    assert len(closed) > 60
    assert refused(school, closed, "nobody", "unauthenticated", seat="agent") == []


def test_what_is_open_to_anyone_asks_nobody_who_they_are(school: School, matrix: Matrix) -> None:
    for operation in (operation for operation, who in matrix.items() if "anyone" in who):
        if operation in ("GET /api/picture/{name}", "POST /api/login"):
            continue
        answer = school.ask("nobody", operation)
        assert answer.status_code not in (401, 403, 404), (operation, answer.text)


def test_a_strangers_seat_is_as_good_as_none(school: School, matrix: Matrix) -> None:
    seats = of(matrix, "/api/desk/")
    assert refused(school, seats, "stranger", "not_found", seat="agent") == []
    assert refused(school, of(matrix, "/api/shop/"), "stranger", "not_found", seat="shopper") == []
    # The lead of the same mall does not sit on the agent's chair either.
    assert refused(school, seats, "lead", "not_found", seat="agent") == []


def test_a_shoppers_seat_is_no_desk_and_a_desk_no_shopper(school: School, matrix: Matrix) -> None:
    assert refused(school, of(matrix, "/api/desk/"), "shopper", "not_found") == []
    assert refused(school, of(matrix, "/api/shop/"), "agent", "not_found") == []


def test_only_the_lead_decides_approvals_and_imports_rate_tables(school: School, matrix: Matrix) -> None:
    decisions = [operation for operation, who in matrix.items() if who == {"lead"}]
    assert len(decisions) == 4
    assert refused(school, decisions, "agent", "lead_only", "forbidden") == []


def test_an_observer_looks_and_does_nothing(school: School, matrix: Matrix) -> None:
    doing = [o for o in of(matrix, "/api/desk/") if not o.startswith("GET")]
    assert refused(school, doing, "observer", "observers_only_look", "lead_only") == []


def test_the_cockpit_is_the_instructors(school: School, matrix: Matrix) -> None:
    cockpit = of(matrix, "/api/cockpit/")
    assert len(cockpit) > 8
    assert refused(school, cockpit, "trainee", "instructor_only") == []


def test_another_instructors_class_is_as_good_as_none(school: School, matrix: Matrix) -> None:
    school.people["other"] = school.server.person("other", kind="instructor")
    rooms = [o for o in of(matrix, "/api/cockpit/") if "{class_id}" in o]
    assert refused(school, rooms, "other", "not_found", "forbidden") == []


def test_a_strangers_run_result_and_job_are_as_good_as_none(school: School, matrix: Matrix) -> None:
    own = of(matrix, "/api/runs/", "/api/jobs/")
    assert refused(school, own, "stranger", "not_found") == []
    assert refused(school, own, "instructor", "not_found") == []


def test_who_may_is_let_in(school: School, matrix: Matrix) -> None:
    for operation, who in matrix.items():
        for role in who & {"agent", "lead", "shopper", "instructor", "trainee", "session"}:
            if "{run_id}" in operation and role == "instructor":
                continue
            answer = school.ask("trainee" if role == "session" else role, operation)
            says = answer.json() if "json" in answer.headers.get("content-type", "") else {}
            says = says if isinstance(says, dict) else {}
            assert answer.status_code not in (401, 500), (operation, role, answer.text)
            assert says.get("code") not in ("lead_only", "instructor_only", "observers_only_look"), operation
            gone = says.get("params", {}).get("what") if says.get("code") == "not_found" else None
            assert gone not in ("seat", "run", "class"), (operation, answer.text)
