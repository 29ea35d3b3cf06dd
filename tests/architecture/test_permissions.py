"""Every operation of the HTTP interface says in permissions.yaml who may call it; a new one without a line fails."""

import importlib.util
from typing import Any

import pytest
import yaml

from tests.architecture.sources import ROOT

WHO = {"anyone", "session", "agent", "lead", "shopper", "staff", "trainee", "instructor", "link"}
MATRIX = ROOT / "tests" / "architecture" / "permissions.yaml"
METHODS = {"get", "post", "put", "patch", "delete"}

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("app.web") is None, reason="the web application is not in this tree yet"
)


@pytest.fixture(scope="module")
def operations() -> dict[str, dict[str, Any]]:
    from app.web import create_app

    paths = create_app().openapi()["paths"]
    return {
        f"{method.upper()} {path}": operation
        for path, methods in paths.items()
        for method, operation in methods.items()
        if method in METHODS
    }


@pytest.fixture(scope="module")
def matrix() -> dict[str, str]:
    return yaml.safe_load(MATRIX.read_text("utf-8")) or {}


def test_every_operation_says_who_may_call_it(operations: dict[str, Any], matrix: dict[str, str]) -> None:
    missing = sorted(set(operations) - set(matrix))
    assert not missing, "not in permissions.yaml:\n" + "\n".join(missing)


def test_the_matrix_names_only_operations_that_exist(
    operations: dict[str, Any], matrix: dict[str, str]
) -> None:
    assert not sorted(set(matrix) - set(operations))


def test_the_matrix_uses_only_known_roles(matrix: dict[str, str]) -> None:
    assert not {name: who for name, who in matrix.items() if not set(str(who).split()) <= WHO}


def test_a_seat_route_is_never_open_to_everybody(matrix: dict[str, str]) -> None:
    seats = {name: who for name, who in matrix.items() if "{seat}" in name}
    assert not {name for name, who in seats.items() if "anyone" in who.split()}
