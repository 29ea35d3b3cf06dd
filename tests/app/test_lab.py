"""The page on which developers watch a message being read: there in development, and nowhere else."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.web import create_app
from core.db.engine import Database
from core.settings import Settings

PLACES = ("/lab/dialogue", "/lab/dialogue.js")


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'lab.sqlite3'}")


def client(db: Database, **settings: object) -> TestClient:
    return TestClient(create_app(Settings(**settings), db))  # type: ignore[arg-type]


def test_without_the_setting_there_is_no_such_page(db: Database) -> None:
    closed = client(db)
    assert [closed.get(place).status_code for place in PLACES] == [404, 404]
    assert closed.post("/api/lab/dialogue", json={"text": "hello"}).status_code == 404


def test_a_server_others_can_reach_never_has_it(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    assert client(db, lab=True).get(PLACES[0]).status_code == 404


def test_in_development_it_marks_the_words_of_a_message(db: Database) -> None:
    opened = client(db, lab=True)
    assert [opened.get(place).status_code for place in PLACES] == [200, 200]
    read = opened.post("/api/lab/dialogue", json={"text": "I'll refund you $5, sorry about that"}).json()
    assert {"apologise", "offer_refund"} <= {act["name"] for act in read["acts"]}
    assert read["statements"][0] == {
        "kind": "refund_amount", "value": 5, "unit": "USD", "at": None, "span": [16, 18]
    }  # fmt: skip


def test_it_is_no_operation_of_the_program(db: Database) -> None:
    assert not [path for path in create_app().openapi()["paths"] if "/lab/" in path]
