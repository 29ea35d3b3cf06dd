"""Signing in and out, the instructor's link, passwords, throttling, and what a person sees of themselves."""

import pytest

from core.errors import Invalid
from core.identity.rules import clean_name, name_key
from tests.app.conftest import School


def link(school: School) -> str:
    from app.operations import instructor_link

    return f"/instructor/{school.server.here(instructor_link, school.server.db)['token']}"


def test_looking_at_the_instructors_link_uses_nothing_up_and_pressing_its_button_does(school: School) -> None:
    address = link(school)
    with school.server.http() as client:
        for _ in range(3):
            page = client.get(address)
            assert (page.status_code, 'method="post"' in page.text) == (200, True)
        entered = client.post(address)
        assert (entered.status_code, entered.headers["location"]) == (303, "/cockpit")
        cookie = entered.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert client.get("/api/me").json()["account"]["kind"] == "instructor"
        # Pressed again in the same browser it still leads there; in another it is used up.
        assert client.post(address).status_code == 303
    with school.server.http() as other:
        used = other.post(address)
        assert (used.status_code, "set-cookie" in used.headers) == (404, False)
        assert other.post("/instructor/made-up").status_code == 404


def test_a_link_is_too_old_after_a_day(school: School) -> None:
    address = link(school)

    def age() -> None:
        with school.server.db.app_transaction() as app:
            app.driver.run("UPDATE one_time_links SET expires_wall_ms = 1", ())

    school.server.here(age)
    with school.server.http() as client:
        assert client.post(address).status_code == 404


def test_a_password_signs_the_instructor_in_and_a_wrong_one_does_not(school: School) -> None:
    with school.server.http() as client:
        client.post(link(school))
        chosen = {"login": "Teacher", "password": "correct horse"}
        saved = client.put("/api/me/password", json=chosen, headers={"Idempotency-Key": school.server.key()})
        assert saved.status_code == 200, saved.text
    with school.server.http() as client:
        wrong = client.post("/api/login", json={"login": "teacher", "password": "wrong"})
        assert (wrong.status_code, wrong.json()["code"]) == (401, "login_wrong")
        right = client.post("/api/login", json={"login": "TEACHER ", "password": "correct horse"})
        assert (right.status_code, right.json()["kind"]) == (200, "instructor")
        before = client.cookies["malldrill"]
        client.post("/api/login", json={"login": "teacher", "password": "correct horse"})
        assert client.cookies["malldrill"] != before
        assert client.post("/api/logout").status_code == 204
        assert client.get("/api/me").json()["account"] is None
        assert client.get("/api/me", headers={"Cookie": f"malldrill={before}"}).json()["account"] is None


def test_guessing_one_password_is_slowed_down_and_the_class_beside_it_is_not(school: School) -> None:
    with school.server.http() as client:
        answers = [client.post("/api/login", json={"login": "victim", "password": str(n)}) for n in range(12)]
        assert [a.status_code for a in answers[:8]] == [401] * 8
        assert answers[-1].json()["code"] == "too_many_attempts"
        assert int(answers[-1].headers["retry-after"]) > 0
        # Forty others behind the same address.
        for n in range(40):
            assert client.post("/api/login", json={"login": f"pupil{n}", "password": "x"}).status_code == 401


def test_trainees_have_no_password(school: School) -> None:
    answer = school.ask("trainee", "PUT /api/me/password", json={"login": "ab", "password": "12345678"})
    assert (answer.status_code, answer.json()["code"]) == (403, "instructor_only")


def test_a_revoked_seat_is_gone_at_the_next_request(school: School) -> None:
    from core.identity.service import revoke_seat

    person = school.server.person("gone")
    seat = school.server.seat(person, school.mall_id)
    with school.server.http(person) as client:
        assert client.get(f"/api/desk/{seat}/kpi").status_code == 200

        def revoke() -> None:
            with school.server.db.app_transaction() as app:
                revoke_seat(app, seat_id=seat)
            school.server.app.state.services.door.forget()

        school.server.here(revoke)
        assert client.get(f"/api/desk/{seat}/kpi").status_code == 404


def test_a_person_sees_their_own_seats_and_runs(school: School) -> None:
    with school.server.http(school.people["trainee"]) as client:
        me = client.get("/api/me").json()
    assert [run["id"] for run in me["runs"]] == [school.run_id]
    assert me["account"]["name"] == "trainee"
    with school.server.http(school.people["agent"]) as client:
        assert [seat["role"] for seat in client.get("/api/me").json()["seats"]] == ["agent"]


def test_what_is_read_again_unchanged_is_not_sent_again(school: School) -> None:
    with school.server.http(school.people["agent"]) as client:
        path = f"/api/desk/{school.seats['agent']}/policies"
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("  李  雷 ", "李 雷"), ("A\u200bB", "AB"), ("\u202eevil", "evil"), ("x" * 40, "x" * 40)],
)
def test_a_name_is_shown_without_what_nobody_sees(typed: str, shown: str) -> None:
    assert clean_name(typed) == shown


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "x" * 41, "\x00"])
def test_a_name_nobody_could_read_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        clean_name(typed)


def test_names_that_look_the_same_are_the_same() -> None:
    assert name_key("Ａnna Li") == name_key("anna  LI") == name_key("annali")
