"""The built pages as they are served."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.web import create_app
from core.settings import Settings

INDEX = [
    "/",
    "/join",
    "/join/ABC123",
    "/runs/1",
    "/runs/1/result",
    "/results/3/4",
    "/desk/1",
    "/desk/1/tickets",
]


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets" / "app").mkdir(parents=True)
    for name in ("index", "shop", "cockpit"):
        (folder / f"{name}.html").write_text(f"<html>{name}</html>")
    (folder / "assets" / "app" / "desk-1234.js").write_text("export{};" * 400)
    (folder / "favicon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def client(folder: Path) -> TestClient:
    app: FastAPI = create_app(Settings(frontend=folder))
    return TestClient(app)


def test_every_address_of_the_pages_leads_to_its_entry(dist: Path) -> None:
    browser = client(dist)
    for entry, paths in {
        "index": INDEX, "shop": ["/shop/3", "/shop/3/orders/5"], "cockpit": ["/cockpit", "/cockpit/classes/2"],
    }.items():  # fmt: skip
        for path in paths:
            answer = browser.get(path)
            assert (answer.status_code, answer.text) == (200, f"<html>{entry}</html>"), path
            assert answer.headers["cache-control"] == "no-cache"
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            again = browser.get(path, headers={"If-None-Match": answer.headers["etag"]})
            assert again.status_code == 304


def test_a_hashed_asset_is_kept_for_ever_and_sent_small(dist: Path) -> None:
    answer = client(dist).get("/assets/app/desk-1234.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) < 500
    assert answer.text == "export{};" * 400


def test_a_page_that_was_built_anew_is_served_anew(dist: Path) -> None:
    browser = client(dist)
    assert browser.get("/").text == "<html>index</html>"
    (dist / "index.html").write_text("<html>a new build</html>")
    assert browser.get("/").text == "<html>a new build</html>"


@pytest.mark.parametrize(
    "path",
    ["/assets/../../secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "/assets/app/none.js", "/assets/"],
)
def test_nothing_outside_the_pages_is_served(dist: Path, path: str) -> None:
    answer = client(dist).get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_pages_that_are_not_built_say_how_to_build_them(tmp_path: Path) -> None:
    answer = client(tmp_path / "nothing").get("/")
    assert answer.status_code == 503
    assert "页面尚未构建" in answer.text
    assert "scripts/run.py" in answer.text
